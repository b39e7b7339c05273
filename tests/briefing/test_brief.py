"""A brief holds what a reader needs, quotes no more than it must, and is the same bytes each time."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

import foedus
from foedus.briefing.formats import markdown_safe, to_atom
from foedus.cli import run
from foedus.commands.articles import _example
from foedus.model import states
from foedus.model.bodies import get_body

HOSTILE = """Belarus and Russia <script>alert(1)</script>

MINSK, December 21. Belarus voted against the resolution on Crimea in March 2014 "together </script><img src=x onerror=alert(2)> with Russia".

Permalink: javascript:alert(3)
Published on December 21st, 2015
"""


@pytest.fixture(scope="module")
def record():
    return foedus.open_record(":starter:")


@pytest.fixture(scope="module")
def made(record):
    return foedus.brief(foedus.check(foedus.read(_example()), record), record)


def brief_of(record, text, day, pairs=()):
    """The brief of a few sentences published on a day."""
    return foedus.brief(foedus.check(foedus.read(text, day), record), record, pairs)


def test_the_planted_claims_are_found_out(made):
    words = {c.text: c.word for c in made.claims}
    refuted = [t for t, w in words.items() if w == "refuted"]
    turned = [t for t, w in words.items() if w == "not_borne_out"]
    assert len(refuted) == 1
    assert "Armenia" in refuted[0]
    assert len(turned) == 1
    assert "Belarus" in turned[0]


def test_the_bottom_line_begins_with_what_was_found_against_in_the_claims_own_words(made):
    refuted, turned, counted, *pairs = made.bottom_line
    assert refuted == (
        "Refuted: a senior fellow at a Bishkek institute says “Armenia abstained on the Crimea resolution of March 2014 too” "
        "– on A/RES/68/262 Armenia voted no."
    )
    assert turned.startswith(
        "Not borne out: a senior fellow at a Bishkek institute says “Russia can rely on Kyrgyzstan"
    )
    assert counted == (
        "Of 20 claims 16 are supported; 2 are unknown, because their sentences leave a doubt that the record cannot settle."
    )
    assert len(pairs) == len(made.pairs)


def test_a_pair_comes_after_the_verdicts_with_ties_figures_and_interval(made):
    line = made.pairs[0].sentence
    assert re.search(r"\d+\.\d % of \d+ General Assembly votes", line)
    assert "95 % interval" in line or "too few sessions" in line
    page = made.render("html")
    assert page.index("Refuted: a senior fellow") < page.index(line)


def test_a_claim_without_a_speaker_is_the_articles(record):
    made = brief_of(record, "Armenia abstained in the vote on Crimea in March 2014.", date(2014, 3, 28))
    assert made.bottom_line[0].startswith("Refuted: the article says “Armenia abstained")


def test_the_lead_says_how_many_are_unknown_and_why(record):
    made = brief_of(record, "Kazakhstan committed to reduce its customs duties.", date(2015, 12, 2))
    assert "1 is unknown, because the record holds nothing of the kind" in made.bottom_line[-1]


def test_long_words_are_cut_at_a_word(record):
    names = "Armenia, Belarus, Bolivia, Cuba, North Korea, Nicaragua, Russia, Sudan, Syria, Venezuela, Zimbabwe and Kazakhstan"
    text = f"{names} voted against the resolution on Crimea in March 2014."
    made = brief_of(record, text, date(2014, 3, 28))
    quoted = re.search("“(.*) …”", made.bottom_line[0]).group(1)
    assert text.startswith(f"{quoted} ")


def test_states_in_one_list_are_no_pair(record):
    text = (
        "The resolution on Crimea was adopted in March 2014 by 100 votes to 11, with 58 abstentions. "
        "Armenia, Belarus, Bolivia, Cuba, Russia and Syria voted against the resolution on Crimea in March 2014."
    )
    made = brief_of(record, text, date(2014, 3, 28))
    assert made.claims
    assert made.pairs == ()
    assert "% of" not in " ".join(made.bottom_line)


def pair_of(record, a, b, day):
    made = brief_of(record, "Armenia voted against the resolution on Crimea in March 2014.", day, [(a, b)])
    return made.pairs[0]


def test_allies_are_those_whom_a_duty_of_defence_binds(record):
    found = pair_of(record, "RUS", "KAZ", date(2015, 12, 2))
    assert found.allied
    assert found.sentence.startswith(
        "Russia and Kazakhstan are allies in the Collective Security Treaty Organization (since 2002), and fellow members of "
        "the Eurasian Economic Union (since 2015) and the Shanghai Cooperation Organisation (since 2001)."
    )
    assert "of Russia’s 5 allies in the Collective Security Treaty Organization" in found.sentence


def test_fellow_members_of_brics_are_no_allies_and_a_treaty_of_all_is_no_tie(record):
    assert {"CHN", "RUS"} <= {m.state for m in record.members("NPT", date(2014, 6, 1))}
    found = pair_of(record, "RUS", "CHN", date(2015, 10, 1))
    assert found.sentence.startswith(
        "Russia and China are fellow members of BRICS (since 2009) and the Shanghai Cooperation Organisation (since 2001)."
    )
    assert not found.allied
    assert re.search("of Russia’s 4 fellow members of BRICS", found.sentence)
    assert not re.search("ally|allies|partner|Non-Proliferation|World Trade", found.sentence)


def test_an_incomplete_list_gives_neither_tie_nor_rank(record):
    for a, b, day in (
        ("RUS", "BRA", date(2025, 6, 1)),
        ("UKR", "BLR", date(2014, 3, 28)),
        ("BRA", "USA", date(2015, 12, 2)),
    ):
        found = pair_of(record, a, b, day)
        assert found.ties == ()
        assert found.rank is None
        assert "fellow" not in found.sentence


def test_an_obligation_between_two_makes_them_allies_as_long_as_its_list_goes(tmp_path):
    from foedus.record import versions

    rows = [f"{a},{b},{year},1,0,0,0,1" for a, b in ((2, 740), (740, 2)) for year in range(2013, 2019)]
    rows += [f"2,750,{year},0,0,1,1,0" for year in range(2013, 2019)]
    head = "ccode1,ccode2,year,atop_defense,atop_offense,atop_neutral,atop_nonagg,atop_consul"
    (tmp_path / "atop.csv").write_text("\n".join([head, *rows]) + "\n")
    versions.add([tmp_path / "atop.csv"], tmp_path / "record.duckdb")
    with foedus.open_record(tmp_path / "record.duckdb") as larger:
        owed = pair_of(larger, "USA", "JPN", date(2015, 12, 2))
        assert (
            "are allies by an obligation of defence on record for 2015, and fellow members of G7"
            in owed.sentence.replace("the G7", "G7")
        )
        assert not pair_of(larger, "USA", "IND", date(2015, 12, 2)).allied
        assert not pair_of(larger, "USA", "JPN", date(2019, 12, 2)).allied


def test_a_state_without_a_vote_is_no_error(record):
    absent = next(s.code for s in states.states() if s.code not in record.voters)
    assert "has no vote of one of them" in pair_of(record, "RUS", absent, date(2015, 12, 2)).sentence


def test_defence_is_owed_since_a_day():
    assert get_body("EU").defence_since == date(2009, 12, 1)
    assert [get_body(code).defence_since for code in ("BRICS", "SCO", "OTS", "EAEU", "AUKUS", "NPT")] == [
        None
    ] * 6


def test_a_missing_day_of_publication_is_said_at_the_head(record, tmp_path, capsys):
    path = tmp_path / "page.txt"
    path.write_text("Armenia voted against the resolution on Crimea in March 2014. " * 3)
    said = "Day of publication not known: claims in the present tense are not decided. Give it with --published YYYY-MM-DD."
    made = foedus.brief(foedus.check(foedus.read(path), record), record)
    assert made.render("html").index(said) < made.render("html").index("The bottom line")
    assert markdown_safe(said) in made.render("md")
    assert [w for w in made.warnings if "publication" in w] == [said]
    assert json.loads(made.render("json"))["meta"]["warnings"][0] == said
    assert run(["brief", str(path), "-o", str(tmp_path / "a.html"), "--published", "2014-03-28"]) == 0
    assert said not in (tmp_path / "a.html").read_text()
    assert said not in capsys.readouterr().err
    assert run(["read", str(path), "--json"]) == 0
    assert said in json.loads(capsys.readouterr().out)["meta"]["warnings"]


def test_a_claim_shows_how_it_was_understood_where_that_is_told(made):
    untold = replace(made, claims=tuple(replace(c, as_read="") for c in made.claims))
    assert "As understood" not in untold.render("html")
    assert "As understood" in made.render("html")
    claims = tuple(replace(c, as_read="Armenia abstained on A/RES/68/262.") for c in made.claims[:1])
    told = replace(made, claims=claims)
    for kind in ("html", "md"):
        assert "As understood: Armenia abstained on A/RES/68/262." in told.render(kind).replace("\\", "")


def test_every_decided_claim_shows_its_rows(made):
    decided = [
        c for c in made.claims if c.word in {"supported", "partly_supported", "refuted", "not_borne_out"}
    ]
    assert decided
    assert all(c.evidence and any(t.rows for e in c.evidence for t in e.tables) for c in decided)


def test_a_published_brief_quotes_excerpts_and_the_desk_shows_the_whole(made):
    text = made.checked.reading.text
    last = "The hosts preferred not to mention Syria."
    assert last in text
    assert last not in re.sub("<[^>]+>", "", made.render("html").split("The sentences checked")[1])
    assert last in re.sub("<[^>]+>", "", made.render("html", full_text=True))


def test_the_same_article_and_record_give_the_same_bytes(made, record, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1450000000")
    again = foedus.brief(foedus.check(foedus.read(_example()), record), record)
    for kind in ("html", "md", "json"):
        assert made.render(kind) == again.render(kind)


def test_the_page_loads_nothing_and_runs_nothing(made):
    page = made.render("html")
    assert not re.search(r"<(?:link[^>]+stylesheet|img|iframe|object|embed)\b", page)
    assert re.findall(r"<script[^>]*>", page) == ['<script type="application/ld+json">']
    assert "@import" not in page
    assert "url(http" not in page


def test_the_linked_data_are_json_with_reviews(made):
    page = made.render("html")
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL).group(1))
    kinds = {n["@type"] for n in data["@graph"]}
    assert {"NewsArticle", "Quotation", "ClaimReview"} <= kinds


def test_json_carries_the_envelope(made):
    data = json.loads(made.render("json"))
    assert set(data) == {"data", "meta"}
    assert data["meta"]["version"]
    assert data["meta"]["as_of"] == "2015-12-21"
    assert "text" not in data["data"]["page"]


def test_a_hostile_page_stays_text(record):
    made = foedus.brief(foedus.check(foedus.read(HOSTILE), record), record)
    page = made.render("html", full_text=True)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page
    assert markdown_safe("<script>") in made.render("md") or "script" not in made.render("md")


def test_an_article_with_no_claim_gives_a_brief_that_says_so(record):
    text = (
        "A quiet spring\n\nThe trees along the river were green early this year, and the cafés put their chairs outside. "
        * 3
    )
    made = foedus.brief(foedus.check(foedus.read(text), record), record)
    assert made.claims == ()
    assert "makes no claim" in made.render("html")
    assert "makes no claim" in made.render("md")
    assert "no claim" in made.tally_line


def test_a_named_pair_is_reported_even_where_the_article_is_about_another(record):
    checked = foedus.check(foedus.read(_example()), record)
    made = foedus.brief(checked, record, [("USA", "GBR")])
    assert len(made.pairs) == 1
    assert {made.pairs[0].a, made.pairs[0].b} == {"USA", "GBR"}


def test_outside_complete_coverage_the_pair_is_unknown_and_no_chart_is_drawn(record):
    checked = foedus.check(foedus.read(_example()), record, date(2018, 12, 2))
    made = foedus.brief(checked, record, [("RUS", "KAZ")])
    assert "unknown" in made.pairs[0].sentence
    assert made.pairs[0].share is None
    assert not any("session" in c.columns for c in made.charts)


def test_an_atom_feed_lists_briefs_with_their_permalinks(made):
    feed = to_atom([made], "tag:example.org,2015:briefs")
    assert "<entry>" in feed
    assert "ledger.example" in feed
