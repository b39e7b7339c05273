"""Run foedus on the shared articles or on PolNeAR's training part and print what the shared scorers say, one JSON line each.

    score.py articles [--record PATH]      the founding article alone, then articles 01..06 together
    score.py polnear [--every N]           statements only; every N-th text (default all)

The corpus is unpacked into a temporary folder and goes away with it.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
READING = SHARED / "reading"


def _scored(script: str, *arguments: Path | str) -> dict[str, Any]:
    """What one of the shared scorers prints."""
    command = [sys.executable, str(READING / script), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def _pairs() -> list[tuple[Path, Path]]:
    """(article, gold) of the seed and of the articles beside it."""
    seed = (SHARED / "seed" / "limits-of-alliance.txt", READING / "seed_gold.json")
    return [
        seed,
        *(
            (gold.with_suffix(".txt"), gold)
            for gold in sorted((READING / "articles").glob("[0-9][0-9].json"))
        ),
    ]


def articles(record_path: str | None = None) -> dict[str, dict[str, Any]]:
    """Scores of the seed and of the other shared articles, checked against a record."""
    from foedus import doors

    record = doors.open_record(record_path)
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for article, gold in _pairs():
            as_of = date.fromisoformat(json.loads(gold.read_text(encoding="utf-8"))["as_of"])
            checked = doors.check(doors.read(article, as_of), record, as_of)
            out = Path(folder) / f"{article.stem}.json"
            out.write_text(json.dumps({"data": checked.to_dict()}), encoding="utf-8")
            made.append((gold, out))
        rest = [path for pair in made[1:] for path in pair]
        return {"seed": _scored("score_reading.py", *made[0]), "articles": _scored("score_reading.py", *rest)}


def polnear(every: int = 1) -> dict[str, Any]:
    """Scores of the statements in PolNeAR's training part."""
    from foedus import doors
    from foedus.reading import pipeline
    from foedus.reading.schema import Reading

    with tempfile.TemporaryDirectory() as folder:
        root, out = Path(folder), Path(folder) / "out"
        with tarfile.open(READING / "polnear_train.tar.gz") as tar:
            tar.extractall(root, filter="data")
        corpus = next(p.parent for p in root.rglob("attributions"))
        texts = sorted((corpus / "text").glob("*.txt"))
        for k, path in enumerate(texts):
            if k % every:
                path.unlink()
        kept = texts[::every]
        out.mkdir()
        found = pipeline.analyse_many((p.read_bytes() for p in kept), doors.lexicon())
        for path, article in zip(kept, found, strict=True):
            reading = Reading(article.page, (), article.statements, ())
            data = {"statements": reading.to_dict()["statements"]}
            (out / f"{path.stem}.json").write_text(json.dumps({"data": data}), encoding="utf-8")
        scores = _scored("score_polnear.py", corpus, out)
        shutil.rmtree(corpus)
        return scores


def main() -> None:
    """Print the scores that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("articles", "polnear"))
    parser.add_argument("--record", default=None)
    parser.add_argument("--every", type=int, default=1)
    asked = parser.parse_args()
    scores = articles(asked.record) if asked.what == "articles" else {"polnear": polnear(asked.every)}
    for name, score in scores.items():
        print(json.dumps({name: score}))


if __name__ == "__main__":
    main()
