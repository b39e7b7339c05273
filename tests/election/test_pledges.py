"""A pledge file is read whole or not at all, and every bad line says what is wrong with it."""

from datetime import date

import pytest

from foedus.election import pledges
from foedus.election.rules import group_named
from foedus.errors import PledgeError

DAY, PAPER, CANDIDATES = date(2016, 6, 1), group_named("asia-pacific"), ("KAZ", "THA")
HEAD = "state,candidate,strength,date\n"


def parse(body, places=1, head=HEAD):
    return pledges.parse(head + body, "pledges.csv", PAPER, CANDIDATES, places, DAY)


def test_pledges_are_read_with_names_or_codes_and_their_dates():
    found = parse("Russia,KAZ,written,2015-12-02\nDEU,Thailand,verbal,\nFRA,,none,\n")
    assert [(p.state, p.candidate, p.strength, p.on) for p in found] == [
        ("RUS", "KAZ", "written", date(2015, 12, 2)),
        ("DEU", "THA", "verbal", None),
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Atlantis,KAZ,written,\n", "line 2.*Atlantis"),
        ("RUS,KAZ,written,\nRUS,THA,written,\n", "line 3.*2 votes for 1 place"),
        ("RUS,KAZ,written,\nRUS,KAZ,verbal,\n", "line 3.*line 2"),
        ("RUS,JPN,written,\n", "line 2.*JPN is not a candidate"),
        ("RUS,KAZ,firmly,\n", "line 2.*written, verbal, none.*firmly"),
        ("RUS,=HYPERLINK(A1),written,\n", "line 2.*formula"),
        ("RUS,KAZ,written,31 February\n", "line 2.*2016-05-31"),
        ("RUS,KAZ,written\n", "line 2: 4 cells expected, 3 found"),
        ("Palestine,KAZ,written,\n", "line 2.*not a member"),
        ("RUS,,written,\n", "line 2.*names no candidate"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_half_read(body, words):
    with pytest.raises(PledgeError, match=words):
        parse(body)


def test_a_wrong_heading_is_named():
    with pytest.raises(PledgeError, match="line 1.*state, candidate, strength, date"):
        parse("", head="country,for,how,when\n")


def test_a_candidate_of_the_wrong_group_cannot_stand():
    with pytest.raises(PledgeError, match="ITA.*WEOG"):
        pledges.parse(HEAD, "p.csv", PAPER, ("KAZ", "ITA"), 1, DAY)
    with pytest.raises(PledgeError, match="permanent"):
        pledges.parse(HEAD, "p.csv", PAPER, ("KAZ", "CHN"), 1, DAY)


def test_the_template_has_a_line_for_every_member_and_reads_back_empty():
    text = pledges.template(DAY)
    assert len(text.splitlines()) == 194
    assert pledges.parse(text, "t.csv", PAPER, CANDIDATES, 1, DAY) == ()


def test_a_missing_or_undecodable_file_is_a_named_error(tmp_path):
    with pytest.raises(PledgeError, match="no pledge file"):
        pledges.read(tmp_path / "none.csv", PAPER, CANDIDATES, 1, DAY)
    bad = tmp_path / "bad.csv"
    bad.write_bytes(b"state,candidate\xff\xfe")
    with pytest.raises(PledgeError, match="UTF-8"):
        pledges.read(bad, PAPER, CANDIDATES, 1, DAY)
