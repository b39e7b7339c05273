"""Security Council votes, and resolutions by how adopted."""

import pytest

from foedus.errors import SourceError
from foedus.record import sources

FIVE = ("CHN", "FRA", "GBR", "RUS", "USA")
TEN = ("ALB", "BRA", "ECU", "GAB", "GHA", "JPN", "MLT", "MOZ", "CHE", "ARE")
NAMES = {
    "CHN": "CHINA", "FRA": "FRANCE", "GBR": "UNITED KINGDOM", "RUS": "RUSSIAN FEDERATION", "USA": "UNITED STATES",
    "ALB": "ALBANIA", "BRA": "BRAZIL", "ECU": "ECUADOR", "GAB": "GABON", "GHA": "GHANA", "JPN": "JAPAN",
    "MLT": "MALTA", "MOZ": "MOZAMBIQUE", "CHE": "SWITZERLAND", "ARE": "UNITED ARAB EMIRATES",
}  # fmt: skip


def council(number="4032081", symbol="S/RES/2720(2023)"):
    """The vote of 22 December 2023: thirteen for, Russia and the United States abstaining."""
    return [
        {
            "undl_id": number, "ms_code": code, "ms_name": NAMES[code], "permanent_member": str(code in FIVE),
            "ms_vote": "A" if code in {"RUS", "USA"} else "Y", "date": "2023-12-22", "resolution": symbol, "draft": "",
            "meeting": "S/PV.9520", "description": "on aid to Gaza", "agenda": "The situation in the Middle East",
            "subjects": "", "vote_note": "", "total_yes": "13.0", "total_no": "0.0", "total_abstentions": "2.0",
            "total_non_voting": "0.0", "total_ms": "15.0", "modality": "Vote",
            "undl_link": f"https://digitallibrary.un.org/record/{number}",
        }
        for code in (*FIVE, *TEN)
    ]  # fmt: skip


def write(tmp_path, text, name="table.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_council_vote_reads_with_its_year_for_a_session(tmp_path, table):
    path = write(tmp_path, table(council()))
    assert sources.detect_source(path).name == "undl_sc"
    batch = sources.read(path)
    said = dict(zip(batch.votes.states, batch.votes.choice[0].tolist(), strict=True))
    assert (said["RUS"], said["USA"], said["CHN"], batch.votes.calls[0].session) == (2, 2, 1, "2023")


def test_a_second_record_of_a_council_resolution_counts_once_if_it_is_equal(tmp_path, table):
    rows = council() + council("4032099")
    batch = sources.read(write(tmp_path, table(rows)))
    assert len(batch.votes.calls) == 1
    assert batch.ignored["second record of a resolution, equal to the first"] == 1
    rows[-1]["ms_vote"] = "N"
    for row in rows[15:]:
        row.update(total_yes="12.0", total_no="1.0")
    with pytest.raises(SourceError, match=r"S/RES/2720\(2023\) with 1 other votes"):
        sources.read(write(tmp_path, table(rows)))


def test_a_permanent_member_marked_as_elected_stops_the_import(tmp_path, table):
    rows = council()
    rows[3]["permanent_member"] = "False"
    with pytest.raises(SourceError, match="line 5: found 'RUS with permanent_member False'"):
        sources.read(write(tmp_path, table(rows)))


def outcomes():
    base = {
        "undl_id": "767565", "resolution": "A/RES/68/262", "session": "68", "date": "2014-03-27", "title": "Territorial",
        "modality": "Vote, recorded", "draft": "", "committee_report": "", "meeting": "A/68/PV.80", "agenda_title": "",
        "subjects": "", "vote_note": "", "total_yes": "100.0", "total_no": "11.0", "total_abstentions": "58.0",
        "total_non_voting": "24.0", "total_ms": "193.0", "undl_link": "https://digitallibrary.un.org/record/767565",
    }  # fmt: skip
    empty = dict.fromkeys([name for name in base if name.startswith("total_")], "")
    other = {
        **base, **empty, "undl_id": "767566", "resolution": "A/RES/68/263", "modality": "Without a vote",
        "undl_link": "https://digitallibrary.un.org/record/767566",
    }  # fmt: skip
    return [base, other]


def test_outcomes_bring_the_count_of_votes_and_who_was_never_asked(tmp_path, table):
    path = write(tmp_path, table(outcomes()))
    assert sources.detect_source(path).name == "undl_outcomes"
    batch = sources.read(path)
    assert batch.expected == ()  # it begins in the middle of a session
    assert [(one.id, one.words[1]) for one in batch.events] == [
        ("event:adoption:A/RES/68/263", "Without a vote")
    ]
    assert sources.trace(path, batch, "event:adoption:A/RES/68/263").startswith(b"767566,A/RES/68/263,")


def test_the_library_counts_its_own_votes_by_session(tmp_path, table):
    rows = outcomes()
    link = "https://digitallibrary.un.org/record/"
    first = {
        **rows[0],
        "undl_id": "671205",
        "resolution": "A/RES/32(I)",
        "session": "1",
        "date": "1946-12-08",
        "undl_link": f"{link}671205",
    }
    batch = sources.read(write(tmp_path, table([first, *rows])))
    assert [(one.session, one.votes) for one in batch.expected] == [("1", 1), ("68", 1)]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"total_yes": "99.0"}, "parts that add up to total_ms"),
        ({"modality": "Vote, electronic"}, "one of 'Vote, recorded'"),
        ({"session": "sixty-eighth"}, "a session like 68"),
        ({"undl_link": "https://example.org"}, "https://digitallibrary.un.org/record/"),
    ],
)
def test_outcomes_that_do_not_add_up_stop_the_import(tmp_path, table, cells, said):
    rows = outcomes()
    rows[0].update(cells)
    with pytest.raises(SourceError, match=said.replace("(", r"\(")):
        sources.read(write(tmp_path, table(rows)))


def test_the_whole_council_file_reads(shared):
    batch = sources.read(shared / "data" / "undl_sc_voting" / "sc_voting_rebuilt.parquet")
    assert len(batch.votes.calls) == 2796
    assert {(choice >= 0).sum() for choice in batch.votes.choice} == {11, 15}
    places = {call.symbol: row for row, call in enumerate(batch.votes.calls)}
    gaza = dict(zip(batch.votes.states, batch.votes.choice[places["S/RES/2720(2023)"]].tolist(), strict=True))
    assert {state for state, choice in gaza.items() if choice == 2} == {"RUS", "USA"}
