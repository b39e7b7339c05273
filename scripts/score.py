"""Run foedus on the shared articles, dispatches and corpora and print the scores, one JSON line each.

    score.py articles [--record PATH]          the founding article alone, then articles 01..06 together
    score.py polnear [--every N]               statements only; every N-th text (default all)
    score.py pairs [FILE...] [--record PATH]   true and altered dispatches, by the shared scorer
    score.py roundtrip [--record PATH]         each decided claim as its canonical sentence and as the denial of that
    score.py misses [--record PATH] [--show]   the sentences of misses.md: what is decided wrongly
    score.py faults [--record PATH] [--show]   the files of faults/ whose right values are known here: likewise

The corpus is unpacked into a temporary folder and goes away with it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

SHARED = Path(__file__).resolve().parents[2] / "shared"
READING = SHARED / "reading"
DECIDED = frozenset({"supported", "partly_supported", "refuted", "not_borne_out"})
AGAINST = DECIDED - {"supported"}


def _scored(script: str, *arguments: Path | str, record: str | None = None) -> dict[str, Any]:
    """What one of the shared scorers prints."""
    command = [sys.executable, str(READING / script), *map(str, arguments)]
    env = {**os.environ, **({"FOEDUS_RECORD": record} if record else {})}
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=env)
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


def pairs(files: Iterable[Path] = (), record_path: str | None = None) -> dict[str, dict[str, Any]]:
    """Scores of dispatches in true and altered variants, by file; without files the shared ones."""
    found = list(files) or sorted(READING.glob("pairs*.jsonl"))
    return {path.stem: _scored("score_pairs.py", path, record=record_path) for path in found}


def dispatches(path: Path) -> list[dict[str, Any]]:
    """The items of a file of dispatches, one JSON object a line."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def texts() -> dict[str, list[tuple[str | Path, date]]]:
    """Every shared text with the day on which it is judged, by set."""
    both = [
        (article, date.fromisoformat(json.loads(gold.read_text(encoding="utf-8"))["as_of"]))
        for article, gold in _pairs()
    ]
    out: dict[str, list[tuple[str | Path, date]]] = {"seed": [*both[:1]], "articles": [*both[1:]]}
    for path in sorted(READING.glob("pairs*.jsonl")):
        out[path.stem] = [(i["text"], date.fromisoformat(i["as_of"])) for i in dispatches(path)]
    return out


def unlike(checked: Any, record: Any) -> Iterator[tuple[str, str]]:
    """(fault, what) for each decided claim whose canonical sentence is missing, is judged otherwise, or is denied alike."""
    from foedus import doors
    from foedus.errors import FoedusError
    from foedus.reading import canonical

    def alone(said: str) -> str:
        try:
            verdicts = doors.check_sentence(said, record, checked.as_of).verdicts.values()
        except FoedusError as error:
            return f"refused: {error}"
        return " and ".join(v.word for v in verdicts)

    for claim in checked.reading.claims:
        verdict = checked.verdict(claim)
        if verdict.word not in DECIDED:
            continue
        said = verdict.as_read
        if not said:
            yield "as_read_missing", f"{claim.type} {verdict.word}: {[s.text for s in claim.span]}"
            continue
        again, denied = alone(said), alone(canonical.deny(said))
        if again != verdict.word:
            yield "differing", f"{verdict.word}, alone {again}: {said}"
        if denied == verdict.word or (denied in AGAINST and verdict.word in AGAINST):
            yield "denial_alike", f"{verdict.word}, denied {denied}: {said}"
        elif denied.startswith("refused"):
            yield "denial_refused", f"{denied}: {said}"


def roundtrip(record_path: str | None = None, *, show: bool = False) -> dict[str, dict[str, int]]:
    """How many claims of the shared texts are decided, and how many of these fail as a sentence of their own."""
    from foedus import doors

    record = doors.open_record(record_path)
    out: dict[str, dict[str, int]] = {}
    for name, found in texts().items():
        counts: Counter[str] = Counter()
        for source, day in found:
            checked = doors.check(doors.read(source, day), record, day)
            counts["claims"] += len(checked.verdicts)
            counts["decided"] += sum(v.word in DECIDED for v in checked.verdicts.values())
            for fault, what in unlike(checked, record):
                counts[fault] += 1
                if show:
                    print(f"{name} {fault} {what}", file=sys.stderr)
        keys = ("claims", "decided", "as_read_missing", "differing", "denial_alike", "denial_refused")
        out[name] = {key: counts[key] for key in keys}
    return out


_WANT = re.compile(
    r"\* want (?P<type>\w+)/(?P<verdict>\w+)(?: \(also (?P<also>[\w, ]+)\))? on «(?P<said>.*?)»"
)
# Right although the file lists no such claim: Bulgaria won that seat.
_BESIDE = (("Belarus beat Bulgaria", "refuted"),)


def missed() -> list[dict[str, Any]]:
    """The sentences of misses.md as dispatches with their gold claims."""
    out: list[dict[str, Any]] = []
    for block in (READING / "misses.md").read_text(encoding="utf-8").split("\n* as of ")[1:]:
        day, text = block[:10], block.partition("**")[2].partition("**\n")[0]
        claims = []
        for m in _WANT.finditer(block):
            at = text.index(m["said"])
            also = m["also"].split(", ") if m["also"] else []
            claims.append(
                {
                    "type": m["type"],
                    "verdict": m["verdict"],
                    "verdict_also": also,
                    "span": [at, at + len(m["said"])],
                }
            )
        for said, verdict in _BESIDE:
            if said in text:
                at = text.index(said)
                claims.append({"type": "candidacy", "verdict": verdict, "span": [at, at + len(said)]})
        out.append(
            {"id": f"m{len(out) + 1:03d}", "kind": "miss", "as_of": day, "text": text, "claims": claims}
        )
    return out


def misses(record_path: str | None = None, *, show: bool = False) -> dict[str, Any]:
    """What is decided wrongly of the sentences of misses.md, and how many are found and right."""
    import adversary

    from foedus import doors

    return dict(adversary.counts(missed(), doors.open_record(record_path), show=show))


_MEMBERS = {
    "Britain is a member of the European Union": "supported",
    "Kazakhstan is not a member of the World Trade Organization": "supported",
}
# By file of faults/: the words of a claim that may be decided, and how. Whatever else is decided there is wrong.
RIGHT: dict[str, dict[str, str]] = {
    "F01_day_not_read/dl_1.txt": _MEMBERS,
    "F01_day_not_read/dl_2.txt": _MEMBERS,
    "F01_day_not_read/dl_6.txt": _MEMBERS,
    "F01_day_not_read/dl_3.txt": {},
    "F02_vote_on_another_matter/a1_amend.txt": {"105 votes to 15": "supported"},
    "F02_vote_on_another_matter/b1.txt": {},
    "F02_vote_on_another_matter/b3.txt": {},
    "F05_relative_clause_group/e1.txt": {
        "Georgia, which quit": "supported", "voted in favour of resolution 68/262": "supported", "has never been a member of the European Union": "supported",
        "voted against resolution 68/262": "refuted",
    },
    "F06_dateline_city_speaks/q1_descriptive_clause.txt": {"Kazakhstan is not a member of the Eurasian Economic Union": "refuted"},
    "F06_dateline_city_speaks/q3_sighed.txt": {
        "Armenia is a member of NATO": "refuted", "Kazakhstan joined the World Trade Organization in 2015": "supported",
    },
}  # fmt: skip


def faults(record_path: str | None = None, *, show: bool = False) -> dict[str, dict[str, int]]:
    """By folder of faults/: claims, those decided, and those decided wrongly."""
    from foedus import doors

    record = doors.open_record(record_path)
    out: dict[str, Counter[str]] = {}
    for name, right in RIGHT.items():
        checked = doors.check(doors.read(SHARED / "faults" / name), record)
        counts = out.setdefault(name.partition("_")[0], Counter(claims=0, decided=0, wrong=0))
        for claim in checked.reading.claims:
            verdict = checked.verdict(claim)
            said = " ".join(s.text for s in claim.span)
            counts["claims"] += 1
            if verdict.word not in DECIDED:
                continue
            counts["decided"] += 1
            if verdict.word not in {word for part, word in right.items() if part in said or said in part}:
                counts["wrong"] += 1
                if show:
                    print(
                        f"{name} {verdict.word} {said!r} | {verdict.as_read} | {verdict.reason}",
                        file=sys.stderr,
                    )
    return {name: dict(counts) for name, counts in out.items()}


def main() -> None:
    """Print the scores that the arguments ask for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=("articles", "polnear", "pairs", "roundtrip", "misses", "faults"))
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--record", default=None)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    scores: dict[str, Any]
    if asked.what in {"articles", "polnear"}:
        scores = articles(asked.record) if asked.what == "articles" else {"polnear": polnear(asked.every)}
    elif asked.what == "pairs":
        scores = pairs(asked.files, asked.record)
    elif asked.what == "roundtrip":
        scores = roundtrip(asked.record, show=asked.show)
    else:
        found = misses if asked.what == "misses" else faults
        scores = {asked.what: found(asked.record, show=asked.show)}
    for name, score in scores.items():
        print(json.dumps({name: score}))


if __name__ == "__main__":
    main()
