"""Make the README's picture: brief the shipped dispatch, open it in a headless browser, photograph the first screen."""

import subprocess
import sys
import tempfile
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]


def main() -> None:
    """Write docs/brief.png."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as folder:
        page_file = Path(folder) / "brief.html"
        subprocess.run(
            [sys.executable, "-m", "foedus.cli", "brief", "--example", "-o", str(page_file)], check=True
        )
        with sync_playwright() as p:
            browser = p.chromium.launch(
                executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
            )
            page = browser.new_page(viewport={"width": 1000, "height": 1150})
            page.goto(page_file.as_uri())
            page.screenshot(path=str(REPO / "docs" / "brief.png"))
            browser.close()
    print(REPO / "docs" / "brief.png")


if __name__ == "__main__":
    main()
