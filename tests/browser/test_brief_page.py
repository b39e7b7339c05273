"""The brief in a real browser: no script needed, nothing loaded, readable on a phone, accessible."""

import shutil

import pytest

import foedus
from foedus.commands.articles import _example

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.torture,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on this machine"),
]


@pytest.fixture(scope="module")
def page_file(tmp_path_factory):
    record = foedus.open_record(":starter:")
    made = foedus.brief(foedus.check(foedus.read(_example()), record), record)
    path = tmp_path_factory.mktemp("brief") / "brief.html"
    path.write_text(made.render("html"), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        found = p.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield found
        found.close()


def test_the_page_loads_nothing_and_says_all_without_script(browser, page_file):
    context = browser.new_context(java_script_enabled=False)
    page, asked = context.new_page(), []
    page.on("request", lambda r: asked.append(r.url))
    page.goto(page_file.as_uri())
    assert asked == [page_file.as_uri()]
    order = page.locator("h2").all_inner_texts()
    assert order[:3] == ["The bottom line", "Who says what", "What can be checked"]
    assert page.locator("article.claim").count() > 5
    context.close()


def test_no_width_makes_the_page_scroll_sideways(browser, page_file):
    for width in (320, 390, 768, 1280):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(page_file.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"at {width} pixels"
        page.close()


def test_the_page_meets_wcag_2_2_aa(browser, page_file):
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page()
    page.goto(page_file.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
    page.close()
    assert found.response["violations"] == [], found.generate_report()


def test_evidence_opens_down_to_the_single_vote(browser, page_file):
    page = browser.new_page()
    page.goto(page_file.as_uri())
    refuted = page.locator("article.claim.refuted").first
    assert "A/RES/68/262" in refuted.inner_text()
    page.close()


def test_every_claim_leads_to_its_words_and_back(browser, page_file):
    page = browser.new_page()
    page.goto(page_file.as_uri())
    broken = page.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map(a => a.getAttribute('href').slice(1)).filter(i => !document.getElementById(i))"
    )
    doubled = page.evaluate(
        "(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.filter((x, i) => ids.indexOf(x) !== i); })()"
    )
    page.close()
    assert broken == []
    assert doubled == []
