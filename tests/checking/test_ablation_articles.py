"""Every decided claim hangs on its rows: without a record it is unknown, with its rows altered it is judged otherwise."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import foedus
from foedus.checking.verdict import DECIDED, Verdict, check
from foedus.errors import UnknownName
from foedus.model.acts import Ballot, Event, Indicator, Membership, Office, RollCall
from foedus.reading.schema import Claim
from foedus.record.queries import Record

SHARED = Path(__file__).resolve().parents[3] / "shared"
EXAMPLE = Path(foedus.__file__).with_name("briefing") / "example" / "dispatch.txt"
FAR_AHEAD = timedelta(days=150 * 365)
OTHER_CHOICE = {"yes": "no", "no": "yes", "abstain": "yes", "not_voting": "yes"}
SOURCES = ["example", "seed", "01", "02", "03", "04", "05", "06"]


@lru_cache(maxsize=1)
def starter() -> Record:
    return foedus.open_record(":starter:")


@lru_cache(maxsize=1)
def empty() -> Record:
    return foedus.open_record(":empty:")


def source(name: str) -> tuple[Path, date | None]:
    """The text of an article and the day on which it is judged."""
    if name == "example":
        return EXAMPLE, None
    if not (SHARED / "reading" / "READING.md").exists():
        pytest.skip("the shared reading folder is not beside this checkout")
    if name == "seed":
        return SHARED / "seed" / "limits-of-alliance.txt", date(2015, 12, 2)
    folder = SHARED / "reading" / "articles"
    gold = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return folder / f"{name}.txt", date.fromisoformat(gold["as_of"])


@lru_cache(maxsize=16)
def decided(name: str) -> tuple[date, tuple[tuple[Claim, Verdict], ...]]:
    """The claims of an article that the starter decides, with the day and the verdicts."""
    path, day = source(name)
    checked = foedus.check(foedus.read(path, published=day), starter(), as_of=day)
    found = tuple(
        (c, checked.verdict(c)) for c in checked.reading.claims if checked.verdict(c).word in DECIDED
    )
    return checked.as_of, found


def shifted(day: date | None) -> date | None:
    return day + FAR_AHEAD if day is not None else None


def flip_of_row(row: Any, claim: Claim) -> dict[str, Any]:
    """What a row says turned into something else: a result, a term, a figure, a day."""
    if isinstance(row, Membership) and claim.fields.get("negated"):
        return {"state": (claim.fields.get("actors") or [claim.fields["actor"]])[0]}  # it was there after all
    if isinstance(row, Membership):
        return {"start": shifted(row.start), "end": shifted(row.end), "applied": shifted(row.applied)}
    if isinstance(row, Office | Event):
        return {"start": shifted(row.start), "end": shifted(row.end)}
    if isinstance(row, Ballot):
        won = row.result.startswith("elected")
        return {
            "votes": (row.votes or 0) + 7,
            "required": None if row.required is None else row.required + 3,
            "result": "not elected" if won else "elected",
        }
    if isinstance(row, Indicator):
        first = claim.fields.get("rank") == 1 and claim.fields.get("order") != "smallest"
        mine = row.state == claim.fields.get("actor")
        return {"value": row.value * (1e-6 if first else 1e6)} if mine else {}
    if isinstance(row, RollCall):
        return {"yes": row.yes + 11, "no": row.no + 7, "abstain": row.abstain + 5, "title": "Another matter"}
    return {"choice": OTHER_CHOICE[row.choice]}


def flips(claim: Claim, verdict: Verdict) -> dict[str, Mapping[str, Any]]:
    """Edits of the rows that decide a claim."""
    record = starter()
    rows = [record.row(r) for e in verdict.evidence if e.decides for r in e.rows]
    if claim.type == "alignment" and claim.fields.get("a"):
        return flips_of_agreement(claim, [r for r in rows if isinstance(r, RollCall)])
    votes = any(r.id.startswith("vote:") for r in rows)
    edits = {}
    for row in rows:
        if votes and isinstance(row, RollCall):
            continue  # who voted how decides, and the totals follow
        edit = flip_of_row(row, claim)
        if edit:
            edits[row.id] = edit
    return edits


def flips_of_agreement(claim: Claim, calls: list[RollCall]) -> dict[str, Mapping[str, Any]]:
    """Two states compared change places; one state that goes with another goes against it."""
    a, b, reference = (claim.fields.get(k) for k in ("a", "b", "reference"))
    edits: dict[str, Mapping[str, Any]] = {}
    for call in calls:
        votes = starter().votes(call.symbol)
        if b and b != reference and a in votes and b in votes:
            edits[votes[a].id] = {"choice": votes[b].choice}
            edits[votes[b].id] = {"choice": votes[a].choice}
        elif a in votes and reference in votes:
            edits[votes[a].id] = {"choice": OTHER_CHOICE[votes[reference].choice]}
    return edits


@pytest.mark.parametrize("name", SOURCES)
def test_with_an_empty_record_every_decided_claim_becomes_unknown(name: str) -> None:
    day, claims = decided(name)
    for claim, _ in claims:
        assert check(claim, empty(), day).word == "unknown", (claim.id, claim.type, claim.text)


def grouped(
    name: str, *, one_by_one: bool
) -> list[list[tuple[Claim, Verdict, dict[str, Mapping[str, Any]]]]]:
    """The claims with their edits; those whose edits touch no row of one another share a copy of the record."""
    groups: list[list[tuple[Claim, Verdict, dict[str, Mapping[str, Any]]]]] = []
    for claim, verdict in decided(name)[1]:
        edits = flips(claim, verdict)
        assert edits, (claim.id, claim.type, verdict.rows)
        fitting = [g for g in groups if not any(set(edits) & set(other) for _, _, other in g)]
        if fitting and not one_by_one:
            fitting[0].append((claim, verdict, edits))
        else:
            groups.append([(claim, verdict, edits)])
    return groups


@pytest.mark.parametrize("name", SOURCES)
def test_with_its_rows_altered_every_decided_claim_is_judged_otherwise(
    name: str, torture_scale: Callable[[int], int], say: Callable[[str], None]
) -> None:
    one_by_one = torture_scale(20) == 20
    groups = grouped(name, one_by_one=one_by_one)
    assert groups
    same = []
    for group in groups:
        with starter().copy_with(
            {row: edit for _, _, edits in group for row, edit in edits.items()}
        ) as other:
            for claim, verdict, edits in group:
                if check(claim, other, decided(name)[0]).word == verdict.word:
                    same.append((claim.id, claim.type, claim.text, verdict.word, sorted(edits)[:4]))
    if one_by_one:
        say(f"ablation of {name}: {len(groups)} decided claims, {len(same)} unmoved by other rows")
    assert same == []


@pytest.mark.parametrize("name", SOURCES)
def test_no_verdict_stands_without_rows_that_the_record_has(name: str) -> None:
    _, claims = decided(name)
    for claim, verdict in claims:
        assert verdict.rows, (claim.id, verdict.word)
        for row in verdict.rows:
            try:
                starter().row(row)
            except UnknownName:
                pytest.fail(f"{claim.id} rests on {row}, which is no row of the record")


def test_the_example_has_claims_that_are_borne_out_and_one_that_is_not() -> None:
    words = {verdict.word for _, verdict in decided("example")[1]}
    assert {"supported", "not_borne_out"} <= words
