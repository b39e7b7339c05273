"""Take the rows away and no verdict is left; turn the rows that decide and the verdict turns: for every decided claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import foedus
from foedus.checking.verdict import DECIDED, check

CHOICES = ("yes", "no", "abstain", "not_voting")
DISPATCH = next(Path(foedus.__file__).parent.glob("*/example/dispatch.txt"))


def edits_of(rows, record):
    """Ways of turning rows: every vote to the next choice or to one and the same; counts off; spells and rest gone."""
    turned = {}
    for row in rows:
        if row.startswith("vote:"):
            turned[row] = [{"choice": c} for c in CHOICES]
        elif row.startswith("rollcall:"):
            act = record.row(row)
            turned[row] = [{"yes": act.yes + 7, "no": act.no + 7, "abstain": act.abstain + 7}] * len(CHOICES)
        else:
            turned[row] = [None] * len(CHOICES)
    return [{row: options[i] for row, options in turned.items()} for i in range(len(CHOICES))]


def vote_claims(text, record, day=None):
    checked = foedus.check(foedus.read(text, published=day), record, as_of=day)
    decided = [
        (c, checked.verdict(c)) for c in checked.reading.claims if c.type in {"vote", "tally", "alignment"}
    ]
    return checked.as_of, [(c, v) for c, v in decided if v.word in DECIDED]


TEXTS = [
    (
        (
            "Kazakhstan abstained in the vote on Crimea on Thursday, but only Armenia and Belarus among the CSTO members supported "
            "Russia. Kyrgyzstan did not vote. All EU states voted for the resolution. The vote was 100-11, with 58 abstaining."
        ),
        date(2014, 3, 28),
    ),
    (
        (
            "Russia can rely on Kazakhstan, but it cannot always rely on Belarus. Astana supports Moscow in many issues. The vote on "
            "Crimea last March showed that the CSTO lacks unity."
        ),
        date(2015, 12, 2),
    ),
]


@pytest.mark.parametrize(
    ("text", "day"), [*TEXTS, (DISPATCH, None)], ids=["votes", "alignment", "shipped example"]
)
def test_without_rows_no_verdict_and_with_turned_rows_another(record, text, day):
    as_of, decided = vote_claims(text, record, day)
    assert len(decided) >= 3
    empty = foedus.open_record(":empty:")
    for claim, verdict in decided:
        assert check(claim, empty, as_of).word == "unknown", claim.text
        rows = [r for e in verdict.evidence if e.decides for r in e.rows]
        changed = False
        for edits in edits_of(rows, record):
            with record.copy_with(edits) as copy:
                changed = changed or check(claim, copy, as_of).word != verdict.word
            if changed:
                break
        assert changed, claim.text
