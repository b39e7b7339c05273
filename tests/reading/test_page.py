"""A saved page taken apart."""

from datetime import date

import pytest

import foedus
from foedus.reading import page

SAVED = """• USD 70.10 -0.55
• EUR 78.20 +0.10
• BRENT 36.40

Minsk –Bishkek: a vote apart

MINSK, December 21. Diplomats met in the Belarusian capital on Friday to discuss how far an alliance goes.

“We have never hidden how we vote,” a retired ambassador said. Nobody disagreed with him that evening.

Anna Quill for The Ledger

Permalink: Ledger.example/en/2015/12/21/minsk-bishkek?utm_source=mail
Published on December 21st, 2015 9:05 PM
All news

Press «Like», to read
The Ledger in Facebook
The Ledger in VK
"""


def test_a_page_saved_as_text_comes_apart_into_its_parts():
    found = page.parse(SAVED)
    assert found.headline.text == "Minsk –Bishkek: a vote apart"
    assert found.headline_normalised == "Minsk–Bishkek: a vote apart"
    assert (found.author, found.outlet, found.byline.text) == (
        "Anna Quill",
        "The Ledger",
        "Anna Quill for The Ledger",
    )
    assert found.permalink_normalised == "https://ledger.example/en/2015/12/21/minsk-bishkek"
    assert (found.published.text, found.published_iso, found.published_tz) == (
        "December 21st, 2015 9:05 PM",
        "2015-12-21T21:05:00",
        None,
    )
    assert found.dateline.text == "MINSK, December 21."
    assert found.body.text.startswith("MINSK")
    assert found.body.text.endswith("that evening.")
    assert [b.kind for b in found.boilerplate] == ["ticker"] * 3 + ["nav"] + ["social"] * 3
    assert all(found.text[b.span.start : b.span.end] == b.span.text for b in found.boilerplate)


def test_ticker_quotes_are_of_the_page_and_carry_a_unit_only_where_it_is_plain():
    quotes = page.parse(SAVED).quotes
    assert [(q.symbol, q.value, q.change, q.unit, q.observed) for q in quotes] == [
        ("USD", 70.1, -0.55, "RUB", "page"), ("EUR", 78.2, 0.1, "RUB", "page"), ("BRENT", 36.4, None, "USD/bbl", "page"),
    ]  # fmt: skip
    without = page.parse(SAVED.replace(" in VK", " in Facebook"))
    assert without.quotes[0].unit is None


@pytest.mark.parametrize(
    ("printed", "iso", "zone"),
    [
        ("Published on December 2nd, 2015 11:44 AM", "2015-12-02T11:44:00", None),
        ("Published: 2 December 2015, 18:30 GMT", "2015-12-02T18:30:00", "GMT"),
        ("Posted on 2015-12-02T08:15:00+03:00", "2015-12-02T08:15:00", "+03:00"),
        ("Updated: Dec. 2, 2015", "2015-12-02", None),
        ("December 2, 2015 12:05 AM", "2015-12-02T00:05:00", None),
        ("02.12.2015", "2015-12-02", None),
        ("02.12.2015 12:31", "2015-12-02T12:31:00", None),
        ("02/12/2015", None, None),
        ("24/12/2015", "2015-12-24", None),
        ("2015-12-02 12:31", "2015-12-02T12:31:00", None),
        ("2 December 2015 | 12:31", "2015-12-02T12:31:00", None),
        ("Wednesday, December 2, 2015 10:05 GMT", "2015-12-02T10:05:00", "GMT"),
        ("Last updated: 6 December 2015 | First published: 2 December 2015", "2015-12-02", None),
        ("Posted by Ann Quill on December 2, 2015", "2015-12-02", None),
        ("Retrieved 9 March 2020", None, None),
    ],
)
def test_dates_of_publication_in_many_dresses(printed, iso, zone):
    text = f"A headline\n\nThe states voted on the resolution, and it was adopted by a wide margin.\n\n{printed}\n"
    found = page.parse(text)
    assert (found.published_iso, found.published_tz) == (iso, zone)


def test_the_address_gives_the_day_where_nothing_else_does():
    text = "The states voted on the resolution, and it was adopted.\n\nPermalink: ledger.example/2014/03/28/a-vote\n"
    assert page.parse(text).published_iso == "2014-03-28"


@pytest.mark.parametrize(
    ("byline", "author", "outlet"),
    [
        ("By Anna Quill", "Anna Quill", None),
        ("Anna Quill for The Ledger", "Anna Quill", "The Ledger"),
        ("Anna Quill, Ledger", "Anna Quill", "Ledger"),
        ("By ANNA QUILL and BEN INKWELL", "ANNA QUILL and BEN INKWELL", None),
    ],
)
def test_bylines_name_author_and_outlet(byline, author, outlet):
    found = page.parse(
        f"A headline\n\nThe states voted, and the text was adopted by a wide margin.\n\n{byline}\n"
    )
    assert (found.author, found.outlet) == (author, outlet)


@pytest.mark.parametrize(
    ("start", "dateline", "outlet"),
    [
        ("GENEVA, June 28. /TASS/. Kazakhstan was elected.", "GENEVA, June 28. /TASS/.", "TASS"),
        ("GENEVA (Reuters) - Kazakhstan was elected.", "GENEVA (Reuters)", "Reuters"),
        ("UNITED NATIONS - Kazakhstan was elected.", "UNITED NATIONS", None),
        ("Kazakhstan was elected on Tuesday.", None, None),
    ],
)
def test_datelines_and_their_agencies(start, dateline, outlet):
    found = page.parse(start + " The vote was held by secret ballot, and two rounds were needed.")
    assert (found.dateline.text if found.dateline else None, found.outlet) == (dateline, outlet)


def test_one_sentence_is_an_article_too():
    found = page.parse("Kazakhstan abstained.")
    assert found.body.text == "Kazakhstan abstained."
    assert found.headline is None


HTML = """<!doctype html><html lang="en"><head><title>Apart in the Assembly | The Ledger</title>
<meta property="og:site_name" content="The Ledger"><link rel="canonical" href="https://ledger.example/2015/12/21/apart">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Apart in the Assembly",
"author": {"@type": "Person", "name": "Anna Quill"}, "datePublished": "2015-12-21T09:05:00+03:00"}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Apart in the Assembly</h1>
<p>Belarus voted against the resolution on the territorial integrity of Ukraine, together with Russia and nine other states.</p>
<p>Kazakhstan abstained, and its foreign ministry said that dialogue was the only way out of the crisis.</p>
<p>“We have never hidden how we vote,” a retired ambassador said in the corridor after the meeting had ended.</p>
</article><footer>Copyright The Ledger</footer></body></html>"""


def test_an_html_page_is_read_into_text_with_its_metadata():
    found = page.parse(HTML.encode())
    assert found.headline.text == "Apart in the Assembly"
    assert (found.author, found.outlet) == ("Anna Quill", "The Ledger")
    assert (found.published_iso, found.published_tz) == ("2015-12-21T09:05:00", "+03:00")
    assert found.permalink_normalised == "https://ledger.example/2015/12/21/apart"
    assert "Kazakhstan abstained" in found.body.text
    assert "Copyright" not in found.body.text
    assert found.text[found.body.start : found.body.end] == found.body.text


DATED = "Ministers meet again\n\n{} Talks went on for a third day.\n\nBritain is a member of the Union, the minister said.\n"


@pytest.mark.parametrize(
    ("start", "iso", "dateline"),
    [
        ("LONDON, 4 May 2014 —", "2014-05-04", "LONDON, 4 May 2014"),
        ("LONDON, May 4, 2014 -", "2014-05-04", "LONDON, May 4, 2014"),
        ("ASTANA. May 4, 2014. KAZWIRE.", "2014-05-04", "ASTANA. May 4, 2014. KAZWIRE."),
        ("(Reuters, 4 May 2014)", "2014-05-04", "(Reuters, 4 May 2014)"),
        ("NUR-SULTAN (KAZWIRE, 4 May 2014) —", "2014-05-04", "NUR-SULTAN (KAZWIRE, 4 May 2014)"),
        ("THE HAGUE, Sunday, 4 May 2014 --", "2014-05-04", "THE HAGUE, Sunday, 4 May 2014"),
        ("BRUSSELS, 04.05.2014 –", "2014-05-04", "BRUSSELS, 04.05.2014"),
        ("BRUSSELS, 04/05/2014 –", None, "BRUSSELS, 04/05/2014"),
        ("New York, May 4, 2014 (AP) --", "2014-05-04", "New York, May 4, 2014 (AP)"),
        ("4 May 2014, London —", "2014-05-04", "4 May 2014, London"),
        ("MOSCOW, May 4 (Xinhua) --", None, "MOSCOW, May 4 (Xinhua)"),
        ("On 4 May 2014 the ministers met.", None, None),
        ("NATO-led forces left on 4 May 2014.", None, None),
    ],
)
def test_a_dateline_gives_the_day_only_where_it_prints_the_whole_of_it(start, iso, dateline):
    found = page.parse(DATED.format(start))
    assert (found.published_iso, found.dateline.text if found.dateline else None) == (iso, dateline)


@pytest.mark.parametrize(
    ("foot", "iso"),
    [
        ("Permalink: ledger.example/2014/05/04/talks", "2014-05-04"),
        ("Permalink: ledger.example/2014/may/04/talks", "2014-05-04"),
        ("Permalink: ledger.example/2014/05/talks", "2014-05-04"),
        ("Permalink: ledger.example/2014/06/talks", None),
        ("Copyright 2014 The Ledger", None),
    ],
)
def test_a_dateline_without_a_year_takes_it_from_the_address_and_from_no_copyright(foot, iso):
    found = page.parse(DATED.format("MOSCOW, May 4 (Xinhua) --") + "\n" + foot + "\n")
    assert found.published_iso == iso


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        ("Last updated: 6 May 2014\nPublished: 4 May 2014\n\n", "2014-05-04"),
        ("Posted: 4 May 2014 | Updated: 6 May 2014\n\n", "2014-05-04"),
        ("Last updated: 6 May 2014\n\nLONDON, 4 May 2014 —", "2014-05-04"),
        ("Last updated: 6 May 2014\n\n", "2014-05-06"),
        ("Sunday, May 4, 2014 10:05 GMT\n\n", "2014-05-04T10:05:00"),
        ("By Ann Quill | 4 May 2014\n\n", "2014-05-04"),
    ],
)
def test_the_day_of_a_change_counts_only_where_no_other_is_printed(lines, iso):
    assert page.parse(DATED.format(lines)).published_iso == iso


def test_dates_that_head_the_parts_of_a_chronicle_are_no_day_of_publication():
    parts = [f"{d} May 2014 — Ministers met in the capital for talks on the treaty.\n\n" for d in (4, 9)]
    assert page.parse("A chronicle of talks\n\n" + "".join(parts)).published_iso is None
    parts = [f"{d} May 2014\nMinisters met in the capital for talks on the treaty.\n\n" for d in (4, 9)]
    assert page.parse("A chronicle of talks\n\n" + "".join(parts)).published_iso is None


def test_a_reading_without_a_day_says_so_and_one_with_a_day_does_not():
    undated, dated = DATED.format("MOSCOW, May 4 (Xinhua) --"), DATED.format("LONDON, 4 May 2014 —")
    assert foedus.read(undated).warnings == ("day of publication not known: pass --published YYYY-MM-DD",)
    assert foedus.read(undated, published=date(2014, 5, 4)).warnings == ()
    assert foedus.read(dated).warnings == ()


def web(sentence, head="", top=""):
    more = "".join(
        f"<p>Delegate number {n} spoke at length about the matter, and the others listened to what was said.</p>"
        for n in range(9)
    )
    return (
        f"<!doctype html><html lang='en'><head><title>Assembly vote</title>{head}</head><body><article><h1>Assembly vote</h1>{top}"
        f"<p>The hall was full. {sentence} The debate went on for three hours, delegates said.</p>{more}</article></body></html>"
    ).encode()


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("It joined in <time datetime='2005'>2005</time>.", "It joined in 2005."),
        ("It was adopted with <output>58</output> abstentions.", "with 58 abstentions."),
        ("It was adopted with <data value='58'>58</data> abstentions.", "with 58 abstentions."),
        ("It was adopted with 58<sup>1</sup> abstentions.", "with 58 abstentions."),
        ("It was adopted with 58<sup><a href='#fn2'>[2]</a></sup> abstentions.", "with 58 abstentions."),
        ("It was adopted with 58<sup>*</sup> abstentions.", "with 58 abstentions."),
        ("It was adopted with 58<a href='#cite_note-3'>[3]</a> abstentions.", "with 58 abstentions."),
        ("It was the 2<sup>nd</sup> vote of the 20<sup>th</sup> day.", "the 2nd vote of the 20th day."),
        ("It covers 5 km<sup>2</sup> of land.", "5 km2 of land."),
        ("It emits CO<sub>2</sub> every day.", "It emits CO2 every day."),
        ("Belarus <del>abstained on</del> <ins>voted against</ins> it.", "Belarus voted against it."),
        ("<s>Belarus abstained on it.</s> Belarus voted against it.", "The hall was full. Belarus voted against it."),
        ("It had <span style='text-decoration: line-through'>57</span> 58 votes.", "It had 58 votes."),
        ("The envoy said <q>we will vote</q> that day.", "said “we will vote” that day."),
        ("It was adopted<br>with 58<br>abstentions.", "It was adopted with 58 abstentions."),
        ("It had <label>58</label> votes and <button>two</button> absences.", "It had 58 votes and two absences."),
        ("It had <span class='share'>58</span> votes.", "It had 58 votes."),
        ("Kazakh<wbr>stan and Kazakh&shy;stan.", "Kazakhstan and Kazakhstan."),
    ],
)  # fmt: skip
def test_inline_elements_neither_lose_nor_glue_words(markup, words):
    assert words in page.parse(web(markup)).text


@pytest.mark.parametrize(
    "head",
    [
        "<meta name='pubdate' content='2014-05-04'>",
        "<meta name='publishdate' content='20140504'>",
        "<meta name='DC.date.issued' content='2014-05-04'>",
        "<meta name='dcterms.created' content='2014-05-04'>",
        "<meta name='dcterms.issued' content='4 May 2014'>",
        "<meta name=date content=2014-05-04>",
        "<meta name='parsely-pub-date' content='2014-05-04T00:00:00Z'>",
        "<meta name='sailthru.date' content='Sun, 04 May 2014 00:00:00 +0000'>",
        "<meta name='cXenseParse:recs:publishtime' content='2014-05-04T00:00:00.000Z'>",
        "<meta itemprop='datePublished' content='2014-05-04'>",
        "<meta property='article:modified_time' content='2016-01-01'><meta property='article:published_time' content='2014-05-04'>",
        "<meta name='date' content='04/05/2014'><meta name='pubdate' content='04.05.2014'>",
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "2016-01-01", "datePublished": "2014-05-04"}</script>',
    ],
)
def test_the_metadata_of_a_page_gives_its_day_by_every_common_name(head):
    assert page.parse(web("", head)).published_iso[:10] == "2014-05-04"


@pytest.mark.parametrize(
    ("top", "iso"),
    [
        ("<p><time datetime='2014-05-04'>yesterday</time></p>", "2014-05-04"),
        ("<div>Updated <time datetime='2016-01-01'>1 January</time></div><div>Published <time datetime='2014-05-04'>4 May</time></div>", "2014-05-04"),
        ("<span itemprop='datePublished' content='2014-05-04'>4 May</span>", "2014-05-04"),
        ("<div class='meta'>Posted: 4 May 2014</div>", "2014-05-04"),
        ("<p>The talks that began on <time datetime='2014-05-04'>4 May 2014</time> went on and on until late at night, they said.</p>", None),
    ],
)  # fmt: skip
def test_the_head_of_an_article_shows_its_day(top, iso):
    assert page.parse(web("", top=top)).published_iso == iso


COPIED = """The General Assembly met on Thursday to vote on the text, which Kazakh-
stan and the other members of the union had not signed, and the resolu-
tion was adopted by a wide margin. Belarus voted against, as did a non-
permanent member of the Council from the Asia-
Pacific group, and delegates left the hall soon after the vote was over.
"""


def test_words_cut_at_lines_ends_in_a_copy_of_a_printed_page_are_joined_and_compounds_keep_their_hyphen():
    found = page.parse(COPIED)
    for words in (
        "which Kazakhstan and",
        "the resolution was adopted",
        "a non-permanent member",
        "the Asia-Pacific group",
    ):
        assert words in found.text
    assert len(found.notes) == 1
    assert found.notes[0] in foedus.read(COPIED).warnings


@pytest.mark.parametrize(
    "text",
    [
        "The General Assembly met.\nIt voted on the resolu-\ntion and left.\n",
        "The Assembly voted.\n\nThe vote of the well-\n\nknown members was long.\n",
        COPIED.replace("-\n", "\n"),
    ],
)
def test_any_other_text_is_left_as_it_is(text):
    found = page.parse(text)
    assert (found.text, found.notes) == (text, ())
