"""Write the README's figures: run the scorers and the benches, put what they print between the two markers.

figures.py            run all and rewrite the section
figures.py NAME ...   run only the benches named (record, agreement, ideal, election, reading, brief) and print their lines
"""

import json
import os
import platform
import re
import subprocess
import sys
from pathlib import Path

REPO = Path(__file__).resolve().parents[1]
SHARED = REPO.parent / "shared"
BENCHES = ("reading", "brief", "record", "agreement", "ideal", "election")
MARK = re.compile(r"(<!-- figures:.*?-->\n)(.*?)(?=\n## |\Z)", re.DOTALL)


def lines(*words: str, env: dict[str, str] | None = None) -> list[dict]:
    """The JSON lines that a script prints."""
    out = subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
        cwd=REPO,
        env=os.environ | (env or {}),
    ).stdout
    return [json.loads(x) for x in out.splitlines() if x.startswith("{")]


def reading() -> list[str]:
    """Quality of readings and verdicts with the starter record."""
    scored: dict = {}
    for line in lines("scripts/score.py", "articles", "--record", ":starter:"):
        scored |= line
    rows = [
        "| articles | attribution F lenient / strict | right speaker | record claims found | verdict right | called wrongly against |",
        "|---|---|---|---|---|---|",
    ]
    for name, x in (("the founding article", scored["seed"]), ("six others", scored["articles"])):
        a, c = x["attribution"], x["claims"]
        rows.append(
            f"| {name} | {a['relation']['lenient']['f']} / {a['relation']['strict']['f']} | {a['right_speaker']} % | "
            f"{c['record_found']} of {c['record']} | {c['record_right']} of {c['record']} | {c['wrong_against']} |"
        )
    pairs = lines(str(SHARED / "reading" / "score_pairs.py"), env={"FOEDUS_RECORD": ":starter:"})[0]
    rows.append(
        f"\nOn 43 short dispatches in true and altered variants, with the starter alone: {pairs['right_pct_of_all']} % of "
        f"{pairs['claims']} claims right (most others rightly `unknown` for want of rows), {pairs['wrong_refuted']} wrongly refuted, "
        f"{pairs['spurious_on_no_claim']} verdicts on dispatches without a claim."
    )
    return rows


def speed() -> list[str]:
    """The benches, a line each, as they print them."""
    rows = [
        f"Speed, as each bench prints it ({platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}):",
        "",
        "```",
    ]
    for name in BENCHES:
        if (REPO / "bench" / f"{name}.py").exists():
            print(f"bench/{name}.py ...", file=sys.stderr, flush=True)
            rows += [f"bench/{name}.py  {json.dumps(x)}" for x in lines(f"bench/{name}.py")]
    return [*rows, "```"]


def main() -> None:
    """Run and write."""
    if sys.argv[1:]:
        for name in sys.argv[1:]:
            print(*map(json.dumps, lines(f"bench/{name}.py")), sep="\n")
        return
    body = "\n".join([*reading(), "", *speed()])
    readme = REPO / "README.md"
    readme.write_text(
        MARK.sub(lambda m: f"{m.group(1)}\n{body}\n", readme.read_text(encoding="utf-8")), encoding="utf-8"
    )
    print(body)


if __name__ == "__main__":
    main()
