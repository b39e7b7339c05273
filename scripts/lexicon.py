"""Read every example of the lexicon and say which claims it makes: lexicon.py [FAMILY...] [--bad]."""

from __future__ import annotations

import sys
from datetime import date

import foedus
from foedus.reading.clause.phrases import rows

FAMILIES = ("vote", "accession", "membership", "election", "office", "rank", "count", "carried")
DAY = date(2024, 12, 20)


def found(sentence: str, row: dict[str, object]) -> bool:
    """Whether a sentence makes a claim with the sense's type and fields."""
    kind = str(row.get("type", "vote"))
    wanted = row.get("sets") or {}
    choice = row.get("choice")
    for claim in foedus.read(sentence, published=DAY).claims:
        if claim.type != kind or any(d.bars == "judging" for d in claim.doubts):
            continue
        fields = claim.fields
        if all(fields.get(k) == v for k, v in wanted.items() if k != "body") and (
            choice is None
            or choice in {"same", "other", "not yes", "neither"}
            or choice in (fields.get("choices") or ())
        ):
            return True
    return False


def main() -> None:
    """One line for every example that fails, or for all."""
    asked = [a for a in sys.argv[1:] if not a.startswith("--")] or list(FAMILIES)
    bad = total = 0
    for family in asked:
        for row in rows(family):
            for key, want in (("example", True), ("not", False)):
                for sentence in [row[key]] if isinstance(row.get(key), str) else row.get(key, []):
                    total += 1
                    got = found(str(sentence), row)
                    if got is not want:
                        bad += 1
                        print(
                            f"{family}: {key} {'not found' if want else 'found'}: {sentence} | {row['say'][:3]}"
                        )
    print(f"{total} sentences, {bad} bad")


if __name__ == "__main__":
    main()
