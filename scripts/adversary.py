"""Hold dispatches with gold claims against foedus and print what it decided wrongly, one JSON line a file.

    adversary.py FILE... [--record PATH] [--show]

A file has one dispatch a line: ``id``, ``as_of``, ``text``, ``kind`` and ``claims`` with ``span`` and ``verdict`` (and
``verdict_also``). A system claim is held against the gold claims that share words with it. *wrong against*: refuted, partly
supported or not borne out where every such gold claim is supported (or there is none); *wrong supported*: supported where
one of them is against and none is supported.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

AGAINST = frozenset({"refuted", "partly_supported", "not_borne_out"})
_WORD = re.compile(r"\w+")


def _words(text: str, spans: Any) -> set[int]:
    """Where the words inside spans begin; a span is a pair, a list of pairs, or a {start, end}."""
    found = [spans] if isinstance(spans, dict) or (spans and isinstance(spans[0], int)) else spans
    pairs = [(s["start"], s["end"]) if isinstance(s, dict) else tuple(s) for s in found]
    return {m.start() for a, b in pairs for m in _WORD.finditer(text, a, b)}


def _allowed(gold: dict[str, Any]) -> set[str]:
    return {gold["verdict"], *(gold.get("verdict_also") or ())}


def judge(item: dict[str, Any], claims: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(kind of fault, claim) for every decided claim of a dispatch that its gold does not bear out."""
    text = item["text"]
    gold = [(_words(text, g["span"]), _allowed(g)) for g in item["claims"]]
    for claim in claims:
        mine = _words(text, claim["span"])
        shared = [
            (len(mine & words) / max(1, len(mine | words)), words, ok) for words, ok in gold if mine & words
        ]
        if not shared:
            if claim["verdict"] in AGAINST:
                yield "wrong_against", claim
            continue
        if any(claim["verdict"] in ok for _, _, ok in shared):
            continue
        if claim["verdict"] in AGAINST and not any(ok & AGAINST for _, _, ok in shared):
            yield "wrong_against", claim
        elif claim["verdict"] == "supported" and any(ok & AGAINST for _, _, ok in shared):
            yield "wrong_supported", claim


KEYS = ("texts", "gold", "gold_found", "gold_right", "claims", "decided", "wrong_against", "wrong_supported")


def _near(text: str, one: Any, two: Any) -> float:
    """How much of their words two spans share."""
    a, b = _words(text, one), _words(text, two)
    return len(a & b) / max(1, len(a | b))


def _said(item: dict[str, Any]) -> str:
    """The gold claims of a dispatch, for the eye."""
    return "; ".join(
        f"{g['verdict']}: {item['text'][slice(*g['span'])]!r}"
        if isinstance(g["span"][0], int)
        else g["verdict"]
        for g in item["claims"]
    )


def counts(items: Iterable[dict[str, Any]], record: Any, *, show: bool = False) -> dict[str, int]:
    """What was found, right and wrong of some dispatches; ``show`` prints what was wrong."""
    import foedus

    out: Counter[str] = Counter()
    for item in items:
        text, day = item["text"], date.fromisoformat(item["as_of"])
        found = foedus.check(foedus.read(text, published=day), record, as_of=day).to_dict()["claims"]
        out["texts"] += 1
        out["gold"] += len(item["claims"])
        out["claims"] += len(found)
        out["decided"] += sum(c["verdict"] in AGAINST | {"supported"} for c in found)
        for fault, claim in judge(item, found):
            out[fault] += 1
            if show:
                read = claim.get("as_read") or [s["text"] for s in claim["span"]]
                print(f"{item['id']} {fault} {claim['type']} {claim['verdict']} | {item['as_of']} {text}")
                print(f"    read {read} | {claim.get('reason')}\n    gold {_said(item)}")
        for gold in item["claims"]:
            shared = [(_near(text, gold["span"], c["span"]), c["verdict"]) for c in found]
            near, verdict = max(shared, default=(0.0, ""))
            out["gold_found"] += near >= 0.3
            out["gold_right"] += near >= 0.3 and verdict in _allowed(gold)
    return {key: out[key] for key in KEYS}


def score(path: Path, record: Any, *, show: bool = False) -> dict[str, Any]:
    """The counts of one file."""
    items = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return {"file": path.name, **counts(items, record, show=show)}


def main() -> None:
    """Score the files that are named."""
    import foedus

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--record", default=None)
    parser.add_argument("--show", action="store_true")
    asked = parser.parse_args()
    record = foedus.open_record(asked.record)
    for path in asked.files:
        print(json.dumps(score(path, record, show=asked.show)))


if __name__ == "__main__":
    main()
