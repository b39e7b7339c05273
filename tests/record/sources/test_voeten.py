"""Voeten's table: absent is not absent from the roll, numbers become states of the day, dates only where they hold."""

import datetime as dt

import pytest

from foedus.errors import SourceError
from foedus.record import sources, symbols
from foedus.record.sources import voeten

HEAD = "rcid,session,vote,ccode,date,unres"


def write(tmp_path, *lines, head=HEAD, name="UNVotes.csv"):
    path = tmp_path / name
    path.write_text("\n".join([head, *lines]) + "\n", encoding="utf-8")
    return path


def said(batch, rcid):
    row = next(i for i, call in enumerate(batch.votes.calls) if call.ident == f"rcid:{rcid}")
    return dict(zip(batch.votes.states, batch.votes.choice[row].tolist(), strict=True))


def test_absent_not_a_member_and_not_in_the_table_are_three_things(tmp_path):
    path = write(
        tmp_path,
        "1,68,1,2,3/27/2014,R/68/262", "1,68,2,705,3/27/2014,R/68/262", "1,68,8,703,3/27/2014,R/68/262",
        "1,68,9,347,3/27/2014,R/68/262".replace("347", "265"), "2,68,3,651,2014-04-01,R/68/263",
    )  # fmt: skip
    batch = sources.read(path)
    assert said(batch, 1) == {"USA": 1, "KAZ": 2, "KGZ": 0, "DDR": -1, "EGY": -2}
    call = batch.votes.calls[0]
    assert (call.symbol, symbols.from_voeten(call.symbol), call.date) == (
        "R/68/262",
        "A/RES/68/262",
        dt.date(2014, 3, 27),
    )
    assert sources.trace(path, batch, "rcid:1", "KGZ") == b"1,68,8,703,3/27/2014,R/68/262"


def test_one_number_is_the_state_of_the_day(tmp_path):
    path = write(
        tmp_path,
        "1,58,1,345,2003-12-09,R/58/1",
        "2,61,1,345,2006-12-09,R/61/1",
        "3,47,1,345,1992-12-09,R/47/1",
    )
    batch = sources.read(path)
    assert [next(s for s, c in said(batch, n).items() if c == 1) for n in (1, 2, 3)] == ["SCG", "SRB", "YUG"]


def test_the_seat_of_china_is_one_state_and_a_vote_beats_an_absence(tmp_path):
    batch = sources.read(
        write(
            tmp_path,
            "1,26,8,710,10/7/1971,R/26/2758A", "1,26,1,713,10/7/1971,R/26/2758A",
            "2,26,3,710,11/3/1971,R/26/2762", "2,26,9,713,11/3/1971,R/26/2762",
        )
    )  # fmt: skip
    assert (said(batch, 1)["CHN"], said(batch, 2)["CHN"]) == (1, 3)
    with pytest.raises(SourceError, match="another vote of CHN in rcid:1"):
        sources.read(write(tmp_path, "1,26,1,710,10/7/1971,R/26/2758A", "1,26,3,713,10/7/1971,R/26/2758A"))


def test_an_old_day_is_given_as_its_month_with_a_word(tmp_path):
    call = sources.read(write(tmp_path, "1,30,1,2,11/4/1975,R/30/3379")).votes.calls[0]
    assert (call.date, "right in the month only" in call.note) == (dt.date(1975, 11, 1), True)


def test_amendments_and_paragraphs_are_told_apart(tmp_path):
    head = HEAD + ",amend,para,yes,no,abstain,short,descr"
    batch = sources.read(
        write(tmp_path, "1,61,1,2,2006-11-08,R/61/11,1,0,51,126,5,CUBA,An amendment",
              "2,61,1,2,2006-11-08,R/61/11,0,1,9,9,9,,A paragraph", "3,61,3,2,2006-11-08,R/61/11,0,0,183,4,1,,", head=head)
    )  # fmt: skip
    assert [(call.part, call.title, call.yes) for call in batch.votes.calls] == [
        ("amendment", "An amendment", 51), ("paragraph", "A paragraph", 9), ("", "", 183),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "said_of_it"),
    [
        ("1,68,4,2,3/27/2014,R/68/262", "line 3: found '4'; expected one of 1, 2, 3, 8, 9"),
        ("1,68,1,999,3/27/2014,R/68/262", "state number 999"),
        ("2,68,1,2,2/31/2014,R/68/262", "a day that exists"),
        ("1,68,1,705,3/27/2014,R/68/262", "state 705 a second time in roll call 1"),
        ("1,68,1,2,3/28/2014,R/68/262", "one session, date and unres"),
        ("2,68,1,2,3/28/2014,Resolution 5", "a resolution or page like"),
        ("2,68,1,2", "4 cells"),
    ],
)
def test_what_does_not_fit_stops_the_import(tmp_path, line, said_of_it):
    with pytest.raises(SourceError) as caught:
        sources.read(write(tmp_path, "1,68,1,705,3/27/2014,R/68/262", line))
    assert said_of_it in str(caught.value)


def test_r_data_reads_like_the_table(tmp_path):
    pandas = pytest.importorskip("pandas")
    import rdata

    day = 16156.0  # R's number for 27 March 2014
    frame = pandas.DataFrame(
        {"rcid": 1, "session": 68, "vote": [1, 2, 8], "ccode": [2, 705, 703], "date": [day] * 3},
        dtype="float64",
    ).assign(unres=pandas.array(["R/68/262"] * 3, dtype="string[python]"))
    rdata.write_rda(tmp_path / "UNVotes.RData", {"completeVotes": frame})
    batch = sources.read(tmp_path / "UNVotes.RData")
    assert said(batch, 1) == {"USA": 1, "KAZ": 2, "KGZ": 0}
    assert (
        sources.trace(tmp_path / "UNVotes.RData", batch, "rcid:1", "KGZ")
        == b"1.0,68.0,8.0,703.0,2014-03-27,R/68/262"
    )
    (tmp_path / "half.RData").write_bytes((tmp_path / "UNVotes.RData").read_bytes()[:120])
    with pytest.raises(SourceError, match="half.RData"):
        sources.read(tmp_path / "half.RData")


def test_the_long_form_needs_its_roll_calls_and_says_nothing_of_the_absent(tmp_path):
    calls = (
        "rcid,session,importantvote,date,unres,amend,para,short,descr\n"
        "5,68,1,2014-03-27,R/68/262,,,UKRAINE,Integrity\n6,68,0,2014-04-01,R/68/263,,1,OTHER,\n"
    )
    path = write(
        tmp_path, "5,Kazakhstan,KZ,abstain", "5,Yugoslavia,YU,no", "6,Kyrgyzstan,KG,yes",
        head="rcid,country,country_code,vote", name="un_votes.csv",
    )  # fmt: skip
    with pytest.raises(SourceError, match="un_roll_calls"):
        sources.read(path)
    (tmp_path / "un_roll_calls.csv").write_text(calls, encoding="utf-8")
    batch = sources.read(path)
    assert said(batch, 5) == {"KAZ": 2, "SRB": 3, "KGZ": -2}
    assert batch.votes.calls[1].part == "paragraph"
    path.write_text(path.read_text(encoding="utf-8") + "9,Kazakhstan,KZ,yes\n", encoding="utf-8")
    with pytest.raises(SourceError, match="rcid 9"):
        sources.read(path)


LONG_CALLS = (
    "rcid,session,importantvote,date,unres,amend,para,short,descr\n"
    "1600,30,0,1975-11-10,R/30/3379,NA,NA,NA,NA\n5,68,1,2014-03-27,R/68/262,0,0,UKRAINE,Integrity\n"
)


def long(tmp_path, *rows, calls=LONG_CALLS):
    (tmp_path / "un_roll_calls.csv").write_text(calls, encoding="utf-8")
    return write(tmp_path, *rows, head="rcid,country,country_code,vote", name="un_votes.csv")


def test_nothing_as_r_writes_it_is_not_namibia(tmp_path):
    path = long(
        tmp_path, "1600,Federal Republic of Germany,NA,no", "1600,Yemen Arab Republic,NA,yes",
        "1600,German Democratic Republic,DD,yes", "5,Namibia,NA,abstain", "5,Germany,DE,yes",
    )  # fmt: skip
    batch = sources.read(path)
    assert said(batch, 1600) == {"DEU": 3, "YEM": 1, "DDR": 1, "NAM": -2}
    assert said(batch, 5) == {"DEU": 1, "YEM": -2, "DDR": -2, "NAM": 2}
    old = batch.votes.calls[1]
    assert (old.symbol, old.title, old.part) == ("R/30/3379", "", "")


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("5,Germany,NA,yes", None),
        ("5,Kenya,NA,yes", None),
        ("5,Kenya,,yes", None),
        ("5,Kenya,KZ,yes", "'Kenya' with the code 'KZ', which are two states"),
        ("5,Federal Republic of Germany,DD,yes", "which are two states"),
        ("5,Namibia,DE,yes", "which are two states"),
        ("5,NA,NA,yes", "'NA' with the code 'NA'"),
        ("5,Ruritania,NA,yes", "'Ruritania' with the code 'NA'"),
    ],
)
def test_a_code_and_a_name_are_of_one_state(tmp_path, row, words):
    path = long(tmp_path, "1600,Yugoslavia,YU,no", row)
    if words is None:
        assert {"KEN", "DEU"} & set(sources.read(path).votes.states)
        return
    with pytest.raises(SourceError) as caught:
        sources.read(path)
    assert words in str(caught.value)


def test_the_table_of_the_dataverse_has_tabs(tmp_path):
    lines = [
        HEAD.replace(",", "\t") + "\tshort\tdescr",
        '1\t68\t1\t2\t2014-03-27\t"R/68/262"\t"UKRAINE"\t"A text, \\"as it is\\""',
        '1\t68\t2\t705\t2014-03-27\t"R/68/262"\t"UKRAINE"\t"A text, \\"as it is\\""',
        "2\t68\t2\t705\t2014-04-01\tNA\t\t",
    ]
    path = tmp_path / "UNVotes.tab"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert sources.detect_source(path).name == "voeten"
    batch = sources.read(path)
    assert (said(batch, 1), batch.votes.calls[0].title) == ({"USA": 1, "KAZ": 2}, 'A text, "as it is"')
    assert (batch.votes.calls[1].symbol, batch.votes.calls[1].title) == ("", "")


def r_frame(rows, columns):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(rows, columns=columns)
    words = [name for name in columns if isinstance(rows[0][columns.index(name)], str)]
    plain = {name: "float64" for name in columns if name not in words}
    return frame.astype(plain | dict.fromkeys(words, "string[python]"))


def r_calls():
    names = ["rcid", "session", "importantvote", "date", "unres", "amend", "para", "short", "descr"]
    return r_frame([(5.0, 68.0, 1.0, 16156.0, "R/68/262", 0.0, 0.0, "UKRAINE", "Integrity")], names)


@pytest.mark.parametrize("form", ["csv", "tab", "parquet", "rda", "RData"])
def test_the_companion_is_found_in_every_form(tmp_path, form):
    import rdata

    path = tmp_path / "un_votes.rda"
    rows = [(5.0, "Kazakhstan", "KZ", "abstain"), (5.0, "Yugoslavia", "YU", "no")]
    rdata.write_rda(path, {"un_votes": r_frame(rows, ["rcid", "country", "country_code", "vote"])})
    calls, there = r_calls(), tmp_path / f"un_roll_calls.{form}"
    if form.lower().startswith("rd"):
        rdata.write_rda(there, {"un_roll_calls": calls})
    elif form == "parquet":
        calls.assign(date="2014-03-27").to_parquet(there)
    else:
        calls.assign(date="2014-03-27").to_csv(there, index=False, sep="\t" if form == "tab" else ",")
    batch = sources.read(path)
    assert (said(batch, 5), batch.votes.calls[0].date) == ({"KAZ": 2, "SRB": 3}, dt.date(2014, 3, 27))
    from foedus.record import versions

    assert versions.expand([path, there]) == [path]


def test_the_companion_is_missed_before_anything_is_parsed(tmp_path, monkeypatch):
    import rdata

    path = tmp_path / "votes_of_all.rda"
    rows = [(5.0, "Kazakhstan", "KZ", "abstain")]
    rdata.write_rda(path, {"un_votes": r_frame(rows, ["rcid", "country", "country_code", "vote"])})
    monkeypatch.setattr(rdata, "read_rda", lambda _: pytest.fail("parsed"))
    with pytest.raises(SourceError, match="found no un_roll_calls beside it"):
        sources.read(path)


def test_the_companion_alone_is_called_by_its_name(tmp_path):
    path = tmp_path / "un_roll_calls.csv"
    path.write_text(LONG_CALLS, encoding="utf-8")
    with pytest.raises(SourceError, match="un_roll_calls, which is read with the un_votes beside it"):
        sources.read(path)


def test_the_whole_table_agrees_with_the_announced_vote(shared):
    batch = sources.read(shared / "data" / "unvotes" / "UNVotesPublished_2016_voeten_layout.parquet")
    assert (len(batch.votes.calls), batch.ignored["roll calls without a date"]) == (5428, 1)
    row = next(i for i, call in enumerate(batch.votes.calls) if call.symbol == "R/68/262")
    votes = dict(zip(batch.votes.states, batch.votes.choice[row].tolist(), strict=True))
    assert [sum(choice == c for choice in votes.values()) for c in (1, 3, 2)] == [100, 11, 58]
    assert (votes["KAZ"], votes["ARM"], votes["KGZ"]) == (2, 3, 0)
    assert said(batch, 3)["BHS"] == -1  # the Bahamas, in 1946


def test_days_hold_from_the_58th_session_and_not_before(shared):
    """The rule in the module is held against the Library's dates of the same resolutions."""
    import duckdb

    data = shared / "data"
    library = {
        symbols.key(symbol): date
        for symbol, date in duckdb.execute(
            "SELECT DISTINCT resolution, CAST(date AS DATE) FROM read_parquet(?)",
            [str(data / "undl_ga_voting" / "ga_voting_rebuilt.parquet")],
        ).fetchall()
    }
    calls = duckdb.execute(
        "SELECT CAST(session AS INT), date, unres FROM read_parquet(?) WHERE coalesce(amend, 0) = 0 AND coalesce(para, 0) = 0",
        [str(data / "unvotes" / "un_roll_calls.parquet")],
    ).fetchall()
    pairs = [
        (session, date, library[symbols.key(symbol)])
        for session, date, unres in calls
        if (symbol := symbols.from_voeten(unres or "")) and symbols.key(symbol) in library
    ]
    late = [(a, b) for session, a, b in pairs if session >= voeten.TRUE_DAYS_FROM]
    early = [(a, b) for session, a, b in pairs if session < voeten.TRUE_DAYS_FROM]
    assert sum(a == b for a, b in late) / len(late) > 0.995
    assert sum(a == b for a, b in early) / len(early) < 0.1
    assert sum((a.year, a.month) == (b.year, b.month) for a, b in early) / len(early) > 0.99
