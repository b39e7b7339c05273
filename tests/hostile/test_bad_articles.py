"""What is not an article is refused by name, at once, and nothing of it is kept."""

import random
import time

import pytest

from foedus import doors
from foedus.errors import ArticleError, FoedusError, LimitError
from foedus.reading import page

RUSSIAN = (
    "Казахстан воздержался при голосовании в Генеральной Ассамблее, сообщило министерство иностранных дел."
)
FRENCH = "Le Kazakhstan a soutenu la Russie dans le vote de l’Assemblée générale, et les autres pays de la région sont restés dans une position plus neutre que par le passé, selon le ministère des affaires étrangères. "
MENU = b"<!doctype html><html><body><nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav></body></html>"


@pytest.mark.parametrize(
    ("content", "error", "words", "code"),
    [
        (b"", ArticleError, "empty", 2),
        (b" \n\t ", ArticleError, "empty", 2),
        (bytes(range(256)) * 40, ArticleError, "binary", 2),
        (b"%PDF-1.7\n%abc", ArticleError, "a PDF", 2),
        (b"PK\x03\x04rest", ArticleError, "zip", 2),
        (b"a " * 10_000_001, LimitError, "larger than", 5),
        (b"The vote \xe9\xff\xfe was taken by the Assembly", ArticleError, "not UTF-8", 2),
        (RUSSIAN.encode(), ArticleError, "Cyrillic", 2),
        ((FRENCH * 2).encode(), ArticleError, "French", 2),
        (MENU, ArticleError, "no article on this HTML page", 2),
        (b"<html><body>" + b"<div>" * 100_000 + b"x" + b"</div>" * 100_000, LimitError, "nested deeper", 5),
        (b"<html><body>" + b"<b>" * 100_000 + b"The states voted.", LimitError, "nested deeper", 5),
        (b"<html><body>" + b"<p>" * 100_000 + b"x", ArticleError, "no article", 2),
        ("• USD 62.33 -0.23\n• EUR 72.99 -0.10\nAll news\nShow more news\nPress «Like», to read\n".encode(), ArticleError, "only navigation", 2),
        (b"1,2,3\n4,5,6\n", ArticleError, "no words", 2),
        (b"the and of to " * 40_000, LimitError, "characters", 5),
    ],
    ids=["empty", "blank", "binary", "pdf", "zip", "20 MB", "undecodable", "russian", "french", "menu", "deep div", "deep unclosed",
         "many p", "boilerplate", "numbers", "long"],
)  # fmt: skip
def test_it_is_refused_by_name_and_quickly(content, error, words, code):
    began = time.monotonic()
    with pytest.raises(error, match=words) as caught:
        page.parse(content)
    assert caught.value.exit_code == code
    assert time.monotonic() - began < 20


PROSE = "".join(
    f"<p>Belarus voted against the resolution on Thursday, the ministry said in its statement number {k} of that day.</p>"
    for k in range(8)
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<!-- a -->" * 500 + "<html><body>", ""),
        ("<!--" + "x" * 3000 + "--><html><body>", ""),
        ('<html><head><script type="application/ld+json">' + "[" * 100_000 + "</script></head><body>", ""),
        ("<html><head>" + "<meta " * 20_000 + "</head><body>", ""),
        ('<html><body><b data-x="' + "y" * 1_000_000 + '">', "</b>"),
        ("<html><body>" + "<div>" * 200, "</div>" * 200),
    ],
    ids=["comments", "a long comment", "bad JSON-LD", "broken meta", "a long attribute", "two hundred deep"],
)
def test_strange_markup_around_an_article_does_not_hide_it(before, after):
    began = time.monotonic()
    found = page.parse(f"{before}<article><h1>A vote</h1>{PROSE}</article>{after}</body></html>".encode())
    assert "statement number 7" in found.body.text
    assert time.monotonic() - began < 10


def test_an_article_nested_deeper_than_the_parser_reads_is_refused_by_that_name():
    with pytest.raises(LimitError, match="nested"):
        page.parse(f"<html><body>{'<div>' * 300}<article>{PROSE}</article></body></html>".encode())


def test_a_missing_file_and_a_folder_are_refused_by_name(tmp_path):
    with pytest.raises(ArticleError, match="no file at"):
        doors.read(tmp_path / "nothing.txt")
    with pytest.raises(ArticleError, match="is a folder"):
        doors.read(tmp_path)


def test_an_article_in_a_declared_encoding_is_read():
    words = "The café agreement between the two states was signed on Monday, and the minister said that it would be good for both. "
    body = "".join(f"<p>{words} It is clause {k} of the treaty.</p>" for k in range(4))
    text = f'<html><head><meta charset="windows-1252"></head><body><article>{body}</article></body></html>'
    assert "café" in page.parse(text.encode("cp1252")).body.text


def test_text_that_looks_like_html_stays_text_when_given_as_text():
    found = page.parse("<b>Kazakhstan abstained</b> from the vote, and the others did not.")
    assert found.body.text.startswith("<b>Kazakhstan")


def test_no_noise_makes_a_page_crash(torture_scale, say):
    """Random cuts and splices of plausible pieces: either a page or a named error, never anything else."""
    pieces = ["“", "”", '"', "'", "’", "\n", "\n\n", " - ", "USD 62.33 -0.23\n", "By Anna Quill\n", "Permalink: a.example/x\n", "<p>", "</div>",
              "Kazakhstan abstained. ", "he said, ", "The U.N. ", "March 2014 ", "Published on ", "\u200b", "\ufeff", "é", "…", "(AFP photo)\n",
              "MINSK, December 21. /TASS/. ", "Prime Minister ", "said ", "that ", "<html>", "&amp;", "\t"]  # fmt: skip
    rng = random.Random(20151202)
    count, named = torture_scale(20_000), 0
    for _ in range(count):
        text = "".join(rng.choices(pieces, k=rng.randint(1, 40)))
        try:
            found = page.parse(text)
        except FoedusError:
            named += 1
            continue
        assert found.text[found.body.start : found.body.end] == found.body.text
        assert all(found.text[b.span.start : b.span.end] == b.span.text for b in found.boilerplate)
    assert named < count
    say(f"pages: {count} random texts, {named} refused by name, no crash")


def test_no_text_makes_a_reading_crash(torture_scale, say):
    """Sentences cut, joined and quoted at random: every span still points at its own words."""
    parts = ["“We will vote no", "” he said", ", according to Moscow", " Kazakhstan abstained", ". ", "\n\n", "Pavel Orlenko", " who", " that", " said",
             " not", " the Russian president", " in March", ", ", "’", '"', " was hailed by", " Asked about it", ": ", "(CSTO)", " and", " they",
             " It is known that", " accusing Kyiv of", " declined to say", " the union", " 100-11", "…", " Mr.", " U.S.", " “", "”"]  # fmt: skip
    rng = random.Random(68262)
    texts = [
        "".join(rng.choices(parts, k=rng.randint(2, 60))) + " the and of" for _ in range(torture_scale(2_000))
    ]
    read = 0
    for text in texts:
        try:
            found = doors.read(text)
        except FoedusError:
            continue
        read += 1
        for s in found.statements:
            spans = [
                *s.cue,
                *s.content,
                *s.verbatim,
                *(x for x in (s.speaker.mention, s.speaker.affiliation_span) if x),
            ]
            assert all(found.text[x.start : x.end] == x.text and x.text for x in spans)
        for c in found.claims:
            assert all(found.text[x.start : x.end] == x.text for x in c.span)
    assert read > len(texts) // 2
    say(f"readings: {read} of {len(texts)} random texts read, no crash, every span in place")


def test_half_a_character_and_endless_blanks_are_named_errors():
    """What a wrong decoding or a broken save leaves behind stops the reading with its name."""
    import pytest

    import foedus
    from foedus.errors import ArticleError, LimitError

    with pytest.raises(ArticleError, match="surrogate"):
        foedus.read("Kazakhstan \ud800 voted for the resolution.")
    with pytest.raises(LimitError, match="blanks"):
        foedus.read("Kazakhstan" + " " * 60_000 + "voted against the resolution.")
    assert foedus.read("\n" * 10_000 + "Kazakhstan voted for the resolution on Monday.").text
