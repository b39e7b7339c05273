"""A brief holds what a reader needs, quotes no more than it must, and is the same bytes each time."""

import json
import re

import pytest

import foedus
from foedus.briefing.formats import markdown_safe, to_atom
from foedus.commands.articles import _example

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


def test_the_planted_claims_are_found_out(made):
    words = {c.text: c.word for c in made.claims}
    refuted = [t for t, w in words.items() if w == "refuted"]
    turned = [t for t, w in words.items() if w == "not_borne_out"]
    assert len(refuted) == 1
    assert "Armenia" in refuted[0]
    assert len(turned) == 1
    assert "Belarus" in turned[0]


def test_one_sentence_a_pair_with_ties_figures_and_interval(made):
    line = made.bottom_line[0]
    assert re.search(r"\d+\.\d % of \d+ General Assembly votes", line)
    assert "95 % interval" in line or "too few sessions" in line


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
    from datetime import date

    checked = foedus.check(foedus.read(_example()), record, date(2018, 12, 2))
    made = foedus.brief(checked, record, [("RUS", "KAZ")])
    assert "unknown" in made.bottom_line[0]
    assert made.pairs[0].share is None
    assert not any("session" in c.columns for c in made.charts)


def test_an_atom_feed_lists_briefs_with_their_permalinks(made):
    feed = to_atom([made], "tag:example.org,2015:briefs")
    assert "<entry>" in feed
    assert "ledger.example" in feed
