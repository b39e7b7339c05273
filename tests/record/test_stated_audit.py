"""What an audit found wrong among the facts that ship with foedus is mended, or marked as disputed: row by row."""

from __future__ import annotations

import csv
import datetime as dt

import pytest

from foedus.model import states
from foedus.model.acts import Membership, Office
from foedus.model.origin import Origin, dispute
from foedus.record.batch import Batch
from foedus.record.build import derive, fill
from foedus.record.content import Content, merge
from foedus.record.queries import Record
from foedus.record.starter import spans

DAY = dt.date.fromisoformat
ASIA = "African and Asia-Pacific"
HELSINKI = """AUT BEL BGR CAN CYP DNK FIN FRA DEU GRC HUN ISL IRL ITA LIE LUX MLT MCO NLD NOR POL PRT ROU SMR ESP SWE CHE TUR
GBR USA VAT SUN CSK DDR YUG"""
PARTNERS = "ARE ARM AZE BHR EGY KHM KWT LKA MDV MMR NPL QAT SAU"


def spells(org, state, status="member"):
    """The stretches of a state in an organisation."""
    return lambda r: [(str(m.start), str(m.end or "")) for m in r.memberships(org, state, status=status)]


def terms(of, office, holder):
    """When somebody held an office, and under which title."""
    return lambda r: [(str(o.start), str(o.end or ""), o.title) for o in r.offices(of, office, holder=holder)]


def term(of, office, holder):
    """When somebody held an office."""
    return lambda r: [row[:2] for row in terms(of, office, holder)(r)]


def chair(of, year):
    """Who is in the chair of a body in the spring of a year."""
    return lambda r: [o.holder for o in r.offices(of, "chair", on=dt.date(year, 4, 1))]


def disputed(id_, *fields):
    """Whether a row is disputed, in these fields."""
    return lambda r: bool(r.disputed(r.row(id_), *fields))


def whole(year):
    """Whether every round of a year's elections is there."""
    return lambda r: r.covers("ballots", "UNSC", dt.date(year, 1, 1), dt.date(year, 12, 31))


def polled(group, candidate):
    """What a candidate of 2026 got, round by round."""
    return lambda r: [b.votes for b in r.ballots(2026, group, candidate)]


def life(code):
    """The stretches of a state's life."""
    return lambda _: [str(start) for start, _end in states.get(code).spells]


# Number of the row in the audit (1 = the first below the heading): what is asked of the record, and the right answer.
RIGHT = {
    1: [(term("CSTO", "chair", "TJK"), [("2014-12-23", "2015-09-15"), ("2020-12-02", "2021-09-16")])],
    2: [(term("CSTO", "chair", "ARM"), [("2015-09-15", "2016-10-14"), ("2021-09-16", "2022-11-23")])],
    3: [(lambda r: term("CSTO", "chair", "KGZ")(r)[-1], ("2025-01-01", "2026-01-01"))],
    4: [(lambda r: term("CSTO", "chair", "KAZ")(r)[-1], ("2023-11-23", "2025-01-01"))],
    5: [(lambda r: term("CSTO", "chair", "RUS")(r)[-1][0], "2026-01-01")],
    6: [(spells("COE", "GRC"), [("1949-08-09", "1969-12-12"), ("1974-11-28", "")])],
    7: [(spells("COE", "CSK"), [("1991-02-21", "1993-01-01")])],
    8: [(spells("UNHRC", "RUS", "suspended"), [("2022-04-07", "2022-05-10")])],
    9: [(spells("EAEU", "MDA", "observer"), [("2018-05-14", "")])],
    10: [(spells("UNSC", "YEM"), [("1990-05-22", "1992-01-01")])],
    11: [(spells("UNSC", "YMD"), [("1990-01-01", "1990-05-22")])],
    12: [(whole(2001), False), (lambda _: "Latin America" in spans.BALLOTS_MISSING[2001], True)],
    13: [(whole(1999), False), (whole(2007), False)],
    14: [
        (disputed("member:UN:YUG:1992-04-27"), True),
        (disputed("member:UN:YUG:1945-10-24"), False),
        (lambda r: spells("UN", "YUG")(r)[-1], ("2000-11-01", "2003-02-04")),
    ],
    15: [(spells("LAS", "SYR"), [("1945-03-22", "1958-02-22"), ("1961-09-28", "")])],
    16: [
        (lambda r: {m.state for m in r.members("OSCE", DAY("1973-06-25"))}, set(HELSINKI.split())),
        (lambda r: r.covers("memberships", "OSCE", DAY("1973-06-25"), DAY("1973-06-25")), True),
    ],
    17: [(disputed("member:LAS:YEM:1945-05-11", "start"), True)],
    18: [(term("SYR", "head of state", "Hafez al-Assad"), [("1971-03-14", "2000-06-10")])],
    19: [
        (
            term("SUN", "foreign minister", "Eduard Shevardnadze"),
            [("1985-07-02", "1990-12-26"), ("1991-11-19", "1991-12-26")],
        )
    ],
    20: [(term("UN", "secretary-general", "Trygve Lie"), [("1946-02-02", "1953-04-10")])],
    21: [(lambda r: {t[2] for t in terms("SUN", "leader", "Nikita Khrushchev")(r)}, {"First Secretary"})],
    22: [
        (
            terms("SUN", "leader", "Leonid Brezhnev"),
            [("1964-10-14", "1966-04-08", "First Secretary"), ("1966-04-08", "1982-11-10", "General Secretary")],
        )
    ],
    23: [
        (
            lambda r: [t[2] for t in terms("AFG", "head of state", "Hamid Karzai")(r)],
            ["Chairman of the Interim Administration", "interim President", "President"],
        ),
        (lambda r: term("AFG", "head of state", "Hamid Karzai")(r)[-1], ("2004-12-07", "2014-09-29")),
        (disputed("office:AFG:head of state:2002-06-19:Hamid Karzai", "start"), True),
    ],
    24: [(lambda r: term("GEO", "head of government", "Giorgi Kvirikashvili")(r)[0][1], "2018-06-20")],
    25: [
        (
            term("GEO", "head of state", "Mikheil Saakashvili"),
            [("2004-01-25", "2007-11-25"), ("2008-01-20", "2013-11-17")],
        ),
        (
            lambda r: [o.holder for o in r.offices("GEO", "head of state", on=DAY("2007-12-24"))],
            ["Nino Burjanadze"],
        ),
    ],
    26: [(lambda r: "DDR" in r.row("event:prague-1968").actors, False)],
    27: [(disputed("event:kaz-nukes-gone", "start"), True)],
    28: [(disputed("event:rwanda-1994", "end"), True), (disputed("event:rwanda-1994", "start"), False)],
    29: [(lambda r: states.get("RUS").exists(r.row("event:belovezha").start), True)],
    30: [
        (lambda r: r.row("member:WTO:LTU:2001-05-31").applied, DAY("1994-01-01")),
        (lambda r: "the month only" in r.row("member:WTO:LTU:2001-05-31").note, True),
    ],
    31: [(life("MLI"), ["1960-09-22"])],
    32: [(life("BIH"), ["1992-03-03"])],
    33: [
        (term("IRN", "leader", "Ali Khamenei"), [("1989-06-04", "2026-02-28")]),
        (term("IRN", "leader", "Mojtaba Khamenei"), [("2026-03-08", "")]),
    ],
    34: [
        (term("VEN", "head of state", "Nicolás Maduro"), [("2013-04-19", "2026-01-03")]),
        (
            terms("VEN", "head of state", "Delcy Rodriguez"),
            [("2026-01-05", "", "Acting President")],
        ),
    ],
    35: [
        (term("HUN", "head of government", "Viktor Orbán"), [("2010-05-29", "2026-05-09")]),
        (term("HUN", "head of government", "Peter Magyar"), [("2026-05-09", "")]),
    ],
    36: [
        (term("GBR", "head of government", "Keir Starmer"), [("2024-07-05", "2026-07-20")]),
        (term("GBR", "head of government", "Andy Burnham"), [("2026-07-20", "")]),
    ],
    37: [(term("LVA", "head of government", "Evika Silina"), [("2023-09-15", "2026-05-28")])],
    38: [
        (term("CSTO", "secretary-general", "Imangali Tasmagambetov"), [("2023-01-01", "2026-01-01")]),
        (term("CSTO", "secretary-general", "Taalatbek Masadykov"), [("2026-01-01", "")]),
    ],
    39: [(spells("OPEC", "ARE"), [("1967-01-01", "2026-05-01")])],
    40: [
        (
            lambda r: {m.state for m in r.council_members(2026)} >= {"BHR", "COD", "COL", "LBR", "LVA"},
            True,
        ),
        (lambda r: len(r.council_members(2026)), 15),
        (lambda r: len(r.council_members(2027)), 10),
    ],
    41: [
        (polled("Western", "PRT"), [134]),
        (polled("Western", "AUT"), [131]),
        (polled("Western", "DEU"), [104]),
        (polled(ASIA, "KGZ"), [105, None, None, 142]),
        (polled(ASIA, "PHL"), [85, 81, 68, 49]),
        (
            lambda r: {b.candidate for b in r.ballots(2026) if b.result == "elected"},
            {"PRT", "AUT", "KGZ", "TTO", "ZWE"},
        ),
    ],
    42: [(lambda r: "2026-04-02" in r.row("member:CIS:MDA:1991-12-21").note, True)],
    43: [(lambda r: [(m.start.year, m.precision) for m in r.members("MERCOSUR") if m.state == "BOL"], [(2024, "year")])],
    44: [
        (lambda r: [a[:4] for a, _ in spells("OPEC", "GAB")(r)], ["1975", "2016"]),
        (lambda r: [a[:4] for a, _ in spells("OPEC", "COG")(r)], ["2018"]),
        (lambda r: [a[:4] for a, _ in spells("OPEC", "GNQ")(r)], ["2017"]),
        (lambda r: [a[:4] for a, _ in spells("OPEC", "ECU")(r)], ["1973", "2007"]),
        (lambda r: [a[:4] for a, _ in spells("OPEC", "IDN")(r)], ["1962", "2016"]),
        (lambda r: [m.state for m in r.members("OPEC", DAY("2021-01-01")) if m.state in {"ECU", "IDN"}], []),
    ],
    45: [
        (spells("EU", "ISL", "candidate"), [("2010-06-17", "2015-03-12")]),
        (lambda r: [str(m.applied) for m in r.memberships("EU", "XKX")], ["2022-12-15"]),
        (lambda r: [str(m.applied)[:7] for m in r.memberships("WTO", "SOM")], ["2015-12"]),
        (lambda r: [str(m.applied)[:7] for m in r.memberships("WTO", "SSD")], ["2017-12"]),
        (
            lambda r: {m.state for m in r.memberships("SCO", status="associate")} >= set(PARTNERS.split()),
            True,
        ),
    ],
    46: [
        (chair("OSCE", 2026), ["CHE"]),
        (chair("EAEU", 2026), ["KAZ"]),
        (chair("CIS", 2026), ["TKM"]),
        (chair("BRICS", 2026), ["IND"]),
        (chair("G7", 2026), ["FRA"]),
        (lambda r: term("G20", "chair", "USA")(r)[-1][0], "2025-12-01"),
        (chair("ASEAN", 2026), ["PHL"]),
        (chair("EU", 2026), ["CYP"]),
        (lambda r: [o.holder for o in r.offices("EU", "chair", on=DAY("2026-09-01"))], ["IRL"]),
    ],
    47: [
        (lambda r: [a[:7] for a in term("OSCE", "secretary-general", "Helga Schmid")(r)[0]], ["2020-12", "2024-09"]),
        (lambda r: term("OSCE", "secretary-general", "Feridun Sinirlioğlu")(r)[0][0][:7], "2024-12"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("number", RIGHT)
def test_a_fact_that_was_wrong_is_right_or_disputed(starter, number):
    for asked, right in RIGHT[number]:
        assert asked(starter) == right


def test_every_row_of_the_audit_is_answered(shared):
    path = shared / "data" / "stated_audit" / "errors.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert sorted(RIGHT) == list(range(1, len(rows) + 1))


@pytest.mark.parametrize(
    ("note", "fields", "why"),
    [("disputed: sources differ", (), "sources differ"), ("disputed: sources differ", ("end",), "sources differ"),
     ("seen; disputed start, end: May or June", ("end",), "May or June"), ("disputed start: May", ("end",), ""),
     ("disputed start: May", (), "May"), ("its effect is disputed", (), ""), ("invited, status disputed", (), ""), ("", (), "")],
)  # fmt: skip
def test_a_note_says_what_is_disputed(note, fields, why):
    assert dispute(note, *fields) == why


def test_a_disputed_row_is_told_from_its_act_its_origin_or_the_record(starter):
    event = starter.row("event:rwanda-1994")
    assert (
        starter.disputed(event) == starter.origin(event.origin).disputed == "sources give 15 to 19 July 1994"
    )
    seat = starter.row("member:UN:YUG:1992-04-27")
    assert starter.disputed(seat) == seat.disputed != ""
    plain = starter.row("event:belovezha")
    assert starter.disputed(plain) == starter.origin(plain.origin).disputed == ""
    vote = starter.votes("A/RES/68/262")["KAZ"]
    assert starter.disputed(vote) == starter.disputed(starter.roll_call("68/262")) == ""


def test_a_disputed_row_stays_so_when_a_read_source_gives_its_year():
    row = Membership(
        "member:ours", "LAS", "YEM", DAY("1945-05-11"), None, "member", note="disputed start: 5 or 11 May"
    )
    told = Batch("stated", Origin("stated:x", "stated", "us"), memberships=(row,))
    read = Membership("member:theirs", "LAS", "YEM", DAY("1945-01-01"), None, "member", precision="year")
    seen = Batch("cow", Origin("cow:x", "read", "COW", digest="0"), memberships=(read,))
    with _record(told, seen) as record:
        found = record.row("member:ours")
        assert record.origin(found.origin).kind == "read"
        assert record.disputed(found, "start") == "5 or 11 May"


def test_the_seat_of_yugoslavia_adds_up_on_every_day(starter):
    for day in ("1992-04-26", "1992-04-27", "1999-12-31", "2000-10-31", "2000-11-01", "2003-02-03"):
        rows = [m for m in starter.members("UN", DAY(day)) if m.state == "YUG"]
        assert len(rows) == 1, day
        assert states.get("YUG").is_member(DAY(day)), day


@pytest.mark.parametrize(
    ("table", "subject", "day"),
    [("memberships", "NATO", "2025-12-31"), ("memberships", "OPEC", "2025-12-31"), ("memberships", "CIS", "2025-12-31"),
     ("memberships", "G8", "2014-03-24"), ("memberships", "UNSC", "2025-12-31"), ("offices", "KAZ", "2025-12-31"),
     ("offices", "", "2025-12-31"), ("events", "RUS", "2025-12-31"), ("ballots", "UNSC", "2026-06-03"),
     ("indicators", "NY.GDP.MKTP.CD", "2016-12-31")],
)  # fmt: skip
def test_a_list_is_known_until_a_day(starter, table, subject, day):
    assert starter.known_until(table, subject) == DAY(day)


def test_nothing_is_known_of_what_no_list_covers(starter):
    assert starter.known_until("memberships", "XYZ") is None


def test_every_organisation_with_a_dated_row_says_until_when_it_is_known(starter):
    orgs = {m.org for m in starter.memberships() if m.start}
    assert [org for org in sorted(orgs) if starter.known_until("memberships", org) is None] == []


def test_the_latest_of_all_publishers_tells_until_when_a_list_is_known():
    from foedus.model.acts import Coverage

    one = Coverage("offices", "", DAY("1946-01-01"), DAY("2025-12-31"), "selected")
    two = Coverage("memberships", "NATO", DAY("1949-04-04"), DAY("2025-12-31"), "complete")
    old = Coverage("memberships", "NATO", DAY("1949-01-01"), DAY("2014-12-31"), "selected")
    ours = Batch("stated", Origin("stated:x", "stated", "us"), coverage=(one, two))
    with _record(ours, Batch("cow", Origin("cow:x", "read", "COW", digest="0"), coverage=(old,))) as record:
        assert record.known_until("memberships", "NATO") == DAY("2025-12-31")
        assert record.known_until("offices", "KAZ") == DAY("2025-12-31")


def test_rows_after_the_day_of_compilation_are_rows_like_any_other(starter):
    late = [o for o in starter.offices() if o.start > spans.COMPILED]
    assert {o.holder for o in late} >= {"Péter Magyar", "Andy Burnham", "Mojtaba Khamenei"}
    assert all(isinstance(o, Office) and starter.origin(o.origin).kind == "stated" for o in late)


def _record(*batches):
    import duckdb

    connection = duckdb.connect(":memory:")
    fill(connection, derive(merge(Content(), batches)))
    return Record(connection, "test", ":test:")
