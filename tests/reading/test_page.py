"""A saved page taken apart."""

import pytest

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
        ("02.12.2015", None, None),
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
