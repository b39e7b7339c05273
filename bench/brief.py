"""How long a whole brief takes from a cold start, how much memory it holds, and how long import and --help take.

Each figure is a whole process, five alternating runs; the peer is the same process that only loads the parser and parses the
text (what no brief can do without). Prints one JSON line: seconds, peak_mb, bare_seconds, ratio, import_seconds, help_seconds.
The article is the founding one where the shared folder is beside the checkout, else the shipped dispatch.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
SEED = REPO.parent / "shared" / "seed" / "limits-of-alliance.txt"
ARTICLE = SEED if SEED.exists() else REPO / "src" / "foedus" / "briefing" / "example" / "dispatch.txt"
BARE = (
    "import pathlib, spacy, sys; from foedus.settings import load; "
    "spacy.load(load().spacy_model)(pathlib.Path(sys.argv[1]).read_text(encoding='utf-8'))"
)


def run(words):
    """Seconds and peak megabytes of one process, by the operating system's account."""
    start = time.perf_counter()
    pid = os.posix_spawn(
        words[0],
        words,
        os.environ,
        file_actions=[(os.POSIX_SPAWN_OPEN, fd, os.devnull, os.O_WRONLY, 0) for fd in (1, 2)],
    )
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    assert os.waitstatus_to_exitcode(status) == 0, words
    return seconds, usage.ru_maxrss / 1024


def main():
    python = sys.executable
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "brief.html")
        commands = {
            "brief": [python, "-m", "foedus.cli", "brief", str(ARTICLE), "-o", out],
            "bare": [python, "-c", BARE, str(ARTICLE)],
            "import": [python, "-c", "import foedus"],
            "nothing": [python, "-c", "pass"],
            "help": [python, "-m", "foedus.cli", "--help"],
        }
        times = {name: [] for name in commands}
        for turn in range(6):
            for name, words in commands.items():
                one = run(words)
                if turn:
                    times[name].append(one)
        assert Path(out).stat().st_size > 10_000
    middle = {name: statistics.median(t for t, _ in runs) for name, runs in times.items()}
    ratios = [a[0] / b[0] for a, b in zip(times["brief"], times["bare"], strict=True)]
    print(json.dumps({
        "article": ARTICLE.name, "seconds": round(middle["brief"], 2), "peak_mb": round(max(m for _, m in times["brief"])),
        "bare_seconds": round(middle["bare"], 2), "ratio": round(statistics.median(ratios), 2),
        "ratio_spread": [round(min(ratios), 2), round(max(ratios), 2)],
        "import_seconds": round(middle["import"] - middle["nothing"], 3), "help_seconds": round(middle["help"], 3),
    }))  # fmt: skip


if __name__ == "__main__":
    main()
