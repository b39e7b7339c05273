"""Memberships, alliances, figures and ballots: small tables, each with its own ways of being wrong."""

import dataclasses
import datetime as dt
import json

import pytest

from foedus.errors import SourceError
from foedus.record import sources
from foedus.record.sources import cow_igo

HEADS = {
    "cow": "ccode,year,state,ioname,status",
    "atop": "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul",
    "members": "organisation,iso3,start,end,status,source,note,cow_igo_year_check",
    "bank": "Country Name,Country Code,Year,Value",
    "ballots": (
        "year,ballot_date,seat_group,round,candidate_iso3,votes,members_voting,majority_required,result,source_1,"
        "source_2,pages_seen,source_2_confirms"
    ),
}
GOOD = {
    "cow": ["705,2013,kazakhstan,csto,1", "705,2014,kazakhstan,csto,1", "345,2005,serbia,osce,1", "345,2006,serbia,osce,1"],
    "atop": ["365,705,2012,1,0,0,1,1", "365,705,2013,1,0,1,1,1", "365,705,2014,1,0,1,1,1"],
    "members": [
        "CSTO,KAZ,2002-10-07,,member,a page,,", "WTO,KAZ,2015-11-30,,member,own knowledge,application received 1996-01-29,",
        "WTO,BLR,,,applicant since 1993-09-23,a page,,",
    ],
    "bank": ["Kazakhstan,KAZ,2015,184388432149", "Euro area,EMU,2015,11000000000000", "Aruba,ABW,2015,2900000000"],
    "ballots": [
        "2016,2016-06-28,African and Asia-Pacific,2,KAZ,138,193,129,elected,a page,,1,",
        "2016,2016-06-28,African and Asia-Pacific,2,THA,55,193,129,not elected,a page,,0,",
    ],
}  # fmt: skip
BAD = [
    ("cow", "9999,2014,nowhere,csto,1", "state number 9999"),
    ("cow", "705,2014,kazakhstan,csto,1", "705 in csto in 2014 a second time"),
    ("cow", "705,2014,kazakhstan,nato,7", "one of 1, 2, 3 in status"),
    ("cow", "705,2015,kazakhstan,nato,1", "a year from 1815 to 2014"),
    ("atop", "365,705,2014,1,0,1,1,1", "365 to 705 in 2014 a second time"),
    ("atop", "365,705,2015,2,0,1,1,1", "0 or 1 in atop_defense"),
    ("atop", "365,365,2015,1,0,1,1,1", "two states"),
    ("members", "Warsaw Pact,POL,1955-05-14,,member,a page,,", "one of 'CST (Collective Security Treaty)'"),
    ("members", "CSTO,ARM,2002-02-31,,member,a page,,", "a day that exists in start"),
    ("members", "CSTO,ARM,2002-10-07,2001-01-01,member,a page,,", "an end after the start"),
    ("members", "CSTO,ARM,2002-10-07,,friend,a page,,", "status 'friend'"),
    ("members", "CSTO,XXX,2002-10-07,,member,a page,,", "'XXX' in iso3"),
    ("members", "CSTO,KAZ,2002-10-07,,member,another page,,", "a second time"),
    ("bank", "Nowhere,QQQ,2015,1", "'QQQ'"),
    ("bank", "Kazakhstan,KAZ,2015,2", "KAZ in 2015 a second time"),
    ("bank", "Kazakhstan,KAZ,2016,-5", "a figure above zero"),
    ("bank", "Kazakhstan,KAZ,next,5", "a year in Year"),
    ("ballots", "2016,2016-06-28,Eastern European,1,POL,120,193,129,elected,a page,,1,", "elected with the majority"),
    ("ballots", "2016,2016-06-28,Eastern European,1,POL,194,193,129,elected,a page,,1,", "no more votes than members"),
    ("ballots", "2016,2017-06-28,Eastern European,1,POL,190,193,129,elected,a page,,1,", "a day of the year"),
    ("ballots", "2016,2016-06-28,Northern,1,POL,190,193,129,elected,a page,,1,", "found 'Northern'"),
    ("ballots", "2016,2016-06-28,African and Asia-Pacific,2,KAZ,138,193,129,elected,a page,,1,", "a second time"),
]  # fmt: skip


def write(tmp_path, kind, *more):
    path = tmp_path / f"{kind}.csv"
    path.write_text("\n".join([HEADS[kind], *GOOD[kind], *more]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("kind", "line", "said"), BAD)
def test_a_line_that_cannot_be_right_stops_the_import_with_its_place(tmp_path, kind, line, said):
    assert sources.read(write(tmp_path, kind)).rows
    with pytest.raises(SourceError) as caught:
        sources.read(write(tmp_path, kind, line))
    text = str(caught.value)
    assert said in text
    assert f"{kind}.csv, line {2 + len(GOOD[kind])}: found " in text


@pytest.mark.parametrize("kind", HEADS)
def test_every_act_leads_back_to_its_line(tmp_path, kind):
    path = write(tmp_path, kind)
    batch = sources.read(path)
    acts = [*batch.memberships, *batch.events, *batch.indicators, *batch.ballots]
    assert acts
    for act in acts:
        traced = sources.trace(path, batch, act.id).decode()
        assert traced in GOOD[kind]
    origins = {batch.origin.id, *(one.id for one in batch.origins)}
    assert {act.origin for act in acts} <= origins


def test_a_number_of_two_states_is_split_at_the_year_of_the_change(tmp_path):
    batch = sources.read(write(tmp_path, "cow"))
    spans = {(row.state, row.org): (row.start, row.end, row.precision) for row in batch.memberships}
    assert spans == {
        ("KAZ", "CSTO"): (dt.date(2013, 1, 1), None, "year"),
        ("SCG", "OSCE"): (dt.date(2005, 1, 1), dt.date(2006, 1, 1), "year"),
        ("SRB", "OSCE"): (dt.date(2006, 1, 1), dt.date(2007, 1, 1), "year"),
    }
    assert {row.until for row in batch.coverage} == {dt.date(2014, 12, 31)}


def test_obligations_are_spells_and_the_bound_one_comes_first(tmp_path):
    first, second = sources.read(write(tmp_path, "atop")).events
    assert (first.actors, first.words, first.end) == (
        ("RUS", "KAZ"),
        ("defence", "nonaggression", "consultation"),
        dt.date(2013, 1, 1),
    )
    assert second.words == ("defence", "neutrality", "nonaggression", "consultation")


def test_what_no_page_showed_is_stated_and_not_read(tmp_path):
    batch = sources.read(write(tmp_path, "members"))
    kinds = {one.id: one.kind for one in (batch.origin, *batch.origins)}
    rows = {(row.org, row.state): row for row in batch.memberships}
    assert kinds[rows["CSTO", "KAZ"].origin] == "read"
    assert kinds[rows["WTO", "KAZ"].origin] == "stated"
    assert rows["WTO", "KAZ"].applied == dt.date(1996, 1, 29)
    assert (rows["WTO", "BLR"].status, rows["WTO", "BLR"].start) == ("candidate", None)
    batch = sources.read(write(tmp_path, "ballots"))
    kinds = {one.id: one.kind for one in (batch.origin, *batch.origins)}
    assert [kinds[one.origin] for one in batch.ballots] == ["read", "stated"]


def test_groups_of_states_and_territories_are_set_aside_and_counted(tmp_path):
    batch = sources.read(write(tmp_path, "bank"))
    assert [one.id for one in batch.indicators] == ["indicator:NY.GDP.MKTP.CD:KAZ:2015"]
    assert sum(batch.ignored.values()) == 2
    assert batch.coverage[0].kind == "selected"


def answer(*items, pages=1, total=None):
    return json.dumps(
        [{"page": 1, "pages": pages, "total": len(items) if total is None else total}, list(items)]
    )


def item(**more):
    plain = {
        "indicator": {"id": "NY.GDP.MKTP.CD", "value": "GDP"}, "country": {"id": "KZ", "value": "Kazakhstan"},
        "countryiso3code": "KAZ", "date": "2015", "value": 1.0e11, "unit": "", "obs_status": "", "decimal": 0,
    }  # fmt: skip
    return {**plain, **more}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (answer(item(), item(date="2016"), total=5), "all items on one page"),
        (answer(item(), pages=2), "all items on one page"),
        (answer(item(scale=1)), "the keys"),
        (answer(item(indicator={"id": "SP.POP.TOTL"})), "NY.GDP.MKTP.CD"),
        (answer(item(value="much")), "a figure above zero"),
        (answer(item(), item()), "twice"),
        (answer(item(countryiso3code="QQQ")), "'QQQ'"),
        (answer(item())[:-30], "broken JSON"),
        (
            json.dumps([{"message": [{"id": "120", "key": "Invalid value"}]}]),
            "[{page, pages, total}, [items]]",
        ),
    ],
)
def test_an_answer_of_the_world_bank_is_whole_or_refused(tmp_path, text, said):
    path = tmp_path / "gdp.json"
    path.write_text(answer(item(), item(date="2014", value=None)), encoding="utf-8")
    assert len(sources.read(path).indicators) == 1
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        sources.read(path)
    assert said in str(caught.value)


BANK_CSV = (
    '\ufeff"Data Source","World Development Indicators",\n\n"Last Updated Date","2025-01-28",\n\n'
    '"Country Name","Country Code","Indicator Name","Indicator Code","2014","2015",\n'
    '"Euro area","EMU","GDP (current US$)","NY.GDP.MKTP.CD","1.3e13","1.1e13",\n'
    '"Kazakhstan","KAZ","GDP (current US$)","NY.GDP.MKTP.CD","","184388432149",\n'
)


def test_the_banks_own_csv_reads_with_its_lines(tmp_path):
    path = tmp_path / "API_NY.GDP.MKTP.CD_DS2_en_csv_v2.csv"
    path.write_text(BANK_CSV, encoding="utf-8")
    batch = sources.read(path)
    assert [(one.id, one.value) for one in batch.indicators] == [
        ("indicator:NY.GDP.MKTP.CD:KAZ:2015", 184388432149.0)
    ]
    assert sources.trace(path, batch, batch.indicators[0].id).startswith(b'"Kazakhstan","KAZ"')


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("184388432149", "much", "line 7: found the figure 'much'"),
        ('"2015",\n', '"later",\n', "line 5: found the headings"),
        ('NY.GDP.MKTP.CD","","184', 'SP.POP.TOTL","","184', "line 7: found indicator 'SP.POP.TOTL'"),
        ('"184388432149",', '"184388432149"', "line 7: found 6 cells; expected 7"),
        ('"Last Updated Date"', '"Note"', "line 3: found 'Note'"),
        ('"Kazakhstan","KAZ"', '"Nowhere","QQQ"', "line 7: found 'QQQ'"),
    ],
)
def test_the_banks_own_csv_is_refused_where_it_has_drifted(tmp_path, old, new, said):
    path = tmp_path / "gdp.csv"
    path.write_text(BANK_CSV.replace(old, new), encoding="utf-8")
    with pytest.raises(SourceError) as caught:
        sources.read(path)
    assert said in str(caught.value)


@pytest.mark.parametrize("theirs", ["KSV", "XKX", "NOC", "IMY"])
def test_codes_of_older_editions_are_known(tmp_path, theirs):
    path = tmp_path / "gdp.csv"
    path.write_text(BANK_CSV.replace('"EMU"', f'"{theirs}"'), encoding="utf-8")
    assert [one.state for one in sources.read(path).indicators] == ["KAZ"]


def test_an_old_code_of_a_state_and_its_new_one_are_one(tmp_path):
    text = BANK_CSV.replace('"Euro area","EMU"', '"Romania","ROM"').replace(
        '"Kazakhstan","KAZ"', '"Romania","ROU"'
    )
    path = tmp_path / "gdp.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match="ROU in 2015 a second time|ROM in 2015 a second time"):
        sources.read(path)


@pytest.mark.parametrize("zero", ["0", "0.0", "0e0"])
def test_a_zero_printed_for_no_figure_is_set_aside_and_counted(tmp_path, zero):
    path = tmp_path / "gdp.csv"
    path.write_text(BANK_CSV.replace('"NY.GDP.MKTP.CD",""', f'"NY.GDP.MKTP.CD","{zero}"'), encoding="utf-8")
    batch = sources.read(path)
    assert [one.year for one in batch.indicators] == [2015]
    assert batch.ignored["years for which 0 is printed instead of no figure"] == 1
    path.write_text(f"{HEADS['bank']}\nKazakhstan,KAZ,2014,{zero}\nKazakhstan,KAZ,2015,5\n", encoding="utf-8")
    assert sources.read(path).ignored["years for which 0 is printed instead of no figure"] == 1
    answered = tmp_path / "gdp.json"
    answered.write_text(answer(item(), item(date="2014", value=0)), encoding="utf-8")
    assert len(sources.read(answered).indicators) == 1


def test_r_data_of_alliances_reads_like_the_table(tmp_path):
    pandas = pytest.importorskip("pandas")
    import rdata

    rows = [list(map(float, line.split(","))) for line in GOOD["atop"]]
    frame = pandas.DataFrame(rows, columns=HEADS["atop"].split(","))
    path = tmp_path / "atop_alliance.rda"
    rdata.write_rda(path, {"atop_alliance": frame})
    batch = sources.read(path)
    assert batch.events == tuple(
        dataclasses.replace(event, origin=batch.origin.id)
        for event in sources.read(write(tmp_path, "atop")).events
    )
    assert sources.trace(path, batch, batch.events[0].id) == b"365.0,705.0,2012.0,1.0,0.0,0.0,1.0,1.0"


def test_r_data_of_nobody_known_is_called_by_its_name(tmp_path):
    pandas = pytest.importorskip("pandas")
    import rdata

    path = tmp_path / "dyads.rda"
    rdata.write_rda(
        path, {"cow_igo_ndy": pandas.DataFrame({"ccode1": [2.0], "ccode2": [20.0], "dyadigos": [50.0]})}
    )
    with pytest.raises(SourceError) as caught:
        sources.read(path)
    assert "the data frame cow_igo_ndy with the columns 'ccode1, ccode2, dyadigos'" in str(caught.value)
    rdata.write_rda(path, {"numbers": pandas.array([1.0]).to_numpy(dtype="float64")})
    with pytest.raises(SourceError, match="the objects numbers"):
        sources.read(path)


def wide(*rows):
    """The project's own layout with 120 organisations, of which three have members."""
    names = ["csto", "osce", "un", *(f"org{number}" for number in range(117))]
    lines = [",".join(["ccode", "year", "state", *names])]
    lines += [",".join([*row[:3], *row[3:], *["0"] * (120 - len(row[3:]))]) for row in rows]
    return "\n".join(lines) + "\n"


def test_a_column_an_organisation_reads_like_a_line_each(tmp_path):
    path = tmp_path / "state_year.csv"
    path.write_text(
        wide(("705", "2013", "kazakhstan", "1", "1", "1"), ("705", "2014", "kazakhstan", "1", "-9", "3")),
        encoding="utf-8",
    )
    batch = sources.read(path)
    found = {(row.org, row.status): (row.start.year, row.end and row.end.year) for row in batch.memberships}
    assert found == {
        ("CSTO", "member"): (2013, None), ("OSCE", "member"): (2013, 2014), ("UN", "member"): (2013, 2014),
        ("UN", "observer"): (2014, None),
    }  # fmt: skip
    observer = next(row for row in batch.memberships if row.status == "observer")
    assert sources.trace(path, batch, observer.id).startswith(b"705,2014,kazakhstan,1,-9,3")
    path.write_text(wide(("705", "2013", "kazakhstan", "4")), encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 2: found '705 in 2013'; expected -9, -1, 0, 1, 2 or 3"):
        sources.read(path)


def test_the_shared_tables_read_whole(shared):
    data = shared / "data"
    counts = {
        "cow_igo/cow_igo_spells.csv": 18_019,
        "atop_alliances/atop_alliance_directed_dyad_year.parquet": 14_168,
        "memberships/memberships.csv": 156,
        "unsc_elections/unsc_elections_1996_2025.csv": 271,
        "unsc_membership/unsc_members_by_year_from_sc_votes.csv": 378,
        "worldbank_gdp/gdp.csv": 10_410,
        "undl_ga_outcomes/ga_outcomes_voted_rebuilt.parquet": 1_660,
    }
    assert {name: sources.read(data / name).rows for name in counts} == counts


def test_years_and_spells_of_the_same_data_say_the_same(shared):
    years = cow_igo.read(shared / "data" / "cow_igo" / "cow_igo_state_year_long.parquet")
    spells = cow_igo.read(shared / "data" / "cow_igo" / "cow_igo_spells.csv")
    plain = [
        {(row.id, row.start, row.end, row.status) for row in batch.memberships} for batch in (years, spells)
    ]
    assert plain[0] == plain[1]
