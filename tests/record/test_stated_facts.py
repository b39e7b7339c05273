"""What the founders wrote from knowledge: lists that add up to the totals the organisations publish, offices that do not overlap."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import pytest

from foedus.errors import UnknownName
from foedus.model import bodies, states
from foedus.record.store import open_record


@pytest.fixture(scope="module")
def record():
    with open_record(":starter:") as found:
        yield found


def _known(code):
    try:
        return states.get(code)
    except UnknownName:
        return bodies.get_body(code)


@pytest.mark.parametrize(
    ("org", "day", "members"),
    [("WTO", "1995-01-01", 76), ("WTO", "1995-12-31", 112), ("WTO", "2001-12-31", 143), ("WTO", "2008-12-31", 153),
     ("WTO", "2015-12-31", 162), ("WTO", "2016-12-31", 164), ("WTO", "2025-01-01", 166), ("OSCE", "1975-08-01", 35),
     ("OSCE", "2012-12-01", 57), ("COE", "2010-01-01", 47), ("COE", "2022-03-17", 46), ("LAS", "2015-01-01", 22),
     ("GCC", "2015-01-01", 6), ("G7", "2015-01-01", 7), ("G8", "2010-01-01", 8), ("UN", "2015-01-01", 193)],
)  # fmt: skip
def test_lists_of_members_add_up_to_the_published_totals(record, org, day, members):
    assert len(record.members(org, dt.date.fromisoformat(day))) == members


def test_accessions_to_the_wto_are_numbered_without_a_gap(record):
    rows = [m for m in record.memberships("WTO", status="member") if m.ordinal]
    assert sorted(m.ordinal for m in rows) == list(range(129, 167))
    assert [m.ordinal for m in sorted(rows, key=lambda m: m.start)] == list(range(129, 167))
    assert all(m.applied is None or m.applied < m.start for m in rows)


def test_nobody_shares_an_office_or_a_chair(record):
    held = {}
    for office in record.offices():
        _known(office.of)
        assert office.end is None or office.start < office.end, office.id
        if office.holder_kind == "state":
            assert states.get(office.holder)
        held.setdefault((office.of, office.office), []).append(office)
    for rows in held.values():
        rows.sort(key=lambda o: o.start)
        for one, next_one in pairwise(rows):
            assert one.end is not None, (one.id, next_one.id)
            assert one.end <= next_one.start, (one.id, next_one.id)


def test_every_event_names_actors_that_are_known_and_words_to_find_it_by(record):
    events = record.events()
    assert len(events) > 300
    for event in events:
        assert event.words, event.id
        assert [_known(code) for code in event.actors], event.id
        assert not event.place or states.get(event.place)
        assert event.end is None or event.start <= event.end, event.id


def test_what_is_written_from_knowledge_says_so(record):
    rows = [*record.offices(), *record.events()]
    assert {record.origin(row.origin).kind for row in rows} == {"stated"}
