"""Bytes from outside become text, or are refused by name: empty, binary, undecodable, too large, not English."""

from __future__ import annotations

import codecs
import re

from foedus import settings
from foedus.errors import ArticleError, LimitError
from foedus.reading.wordlist import words

_MAGIC = (
    (b"%PDF", "a PDF"), (b"PK\x03\x04", "a zip archive or an office document"), (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old office document"), (b"\x7fELF", "a program"), (b"RIFF", "a sound or a film"),
    (b"BZh", "a bzip2 archive"), (b"\xfd7zXZ", "an xz archive"), (b"{\\rtf", "an RTF document"), (b"SQLite format", "a database"),
)  # fmt: skip
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE)
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:(?><!--.*?-->)\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(
    r"<(?:p|div|span|article|section|meta|script|a|h1|title|li|td)\b[^<>]{0,500}>", re.IGNORECASE
)
_LETTER = re.compile(r"[^\W\d_]+")
# The commonest words of English; a text without them is in another language. Few of them are words elsewhere.
_ENGLISH = frozenset(
    words("""
the of and to a in that is was for it on with as by at from be are were has have had this which will not but
they its an or said he she his her their who would after been about there against than when all also more into
out up
""")
)  # fmt: skip
_ELSEWHERE = {
    "French": frozenset(words("""
le la les des et une du est dans que pour qui sur au avec pas ce il par son ont cette été
""")),
    "German": frozenset(words("""
der die das und den von zu mit ist im auf des eine nicht dem sich ein für dass auch wurde
""")),
    "Spanish": frozenset(words("""
el la los las de que y en un una por con para del se es al su más no lo como
""")),
    "Italian": frozenset(words("""
il lo gli di che e un una per con del della sono nel alla non più come le
""")),
    "Turkish": frozenset(words("""
ve bir bu için ile olarak da de çok daha olan gibi sonra kadar
""")),
    "Polish": frozenset(words("""
i w na z że się do nie jest to o jak przez dla po od
""")),
}  # fmt: skip


MAX_BLANKS = 2_000  # blanks in a row; a page that has more was saved wrongly
_BLANKS = re.compile(rf"[ \t]{{{MAX_BLANKS + 1}}}")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(data: bytes) -> str:
    """The text of a file.

    Args:
        data: all its bytes.

    Raises:
        LimitError: more bytes than ``settings.max_article_bytes``.
        ArticleError: empty, a PDF, a picture or another binary, or in no encoding that can be told.
    """
    limit = settings.load().max_article_bytes
    if len(data) > limit:
        raise LimitError(
            f"the article is larger than {limit:,} bytes (setting max_article_bytes); nothing of it was read"
        )
    if not data.strip():
        raise ArticleError("the article is empty")
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise ArticleError(f"this is {what}, not an article; save the page as text or HTML first")
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding)
    head = data[:65536]
    if b"\x00" in head:
        raise ArticleError("this is a binary file, not an article: it has zero bytes in it")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as err:
        said = _CHARSET.search(head)
        if said:
            return _decoded(data, said[1].decode("ascii"))
        found, place = data[err.start], err.start
    raise ArticleError(
        f"the text is not UTF-8 (byte 0x{found:02x} at {place}) and names no other encoding; convert it to UTF-8 first"
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise ArticleError(
            f"the file says it is {encoding}, but its bytes do not fit that; convert it to UTF-8 first"
        ) from None


def is_markup(text: str) -> bool:
    """Whether a text is an HTML page."""
    return bool(_MARKUP.match(text[:5000])) or (
        text.lstrip()[:1] == "<" and len(_TAG.findall(text[:20000])) >= 3
    )


def refuse_strange(text: str) -> None:
    """Refuse a text that is no English prose.

    Raises:
        LimitError: more characters than ``settings.max_article_chars``.
        ArticleError: empty, without words, or in another language (which one, where that can be told).
    """
    limit = settings.load().max_article_chars
    if len(text) > limit:
        raise LimitError(
            f"the article has more than {limit:,} characters (setting max_article_chars); nothing of it was read"
        )
    if not text.strip():
        raise ArticleError("the article is empty")
    lone = _SURROGATE.search(text)
    if lone:
        raise ArticleError(
            f"half a character (a lone surrogate) at offset {lone.start()}; the text was decoded wrongly"
        )
    if _BLANKS.search(text):
        raise LimitError(f"more than {MAX_BLANKS:,} blanks in a row; nothing of it was read")
    sample = text.lstrip()[:4000]
    odd = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\v")
    if odd > len(sample) // 20:
        raise ArticleError("this is a binary file, not an article: it is full of control characters")
    words = [w.lower() for w in (_LETTER.findall(sample) or _LETTER.findall(text))]
    if not words:
        raise ArticleError("there are no words in it")
    foreign = sum(1 for w in words if w[0] > "ɏ")
    if foreign * 3 > len(words):
        raise ArticleError(
            f"the article is not in English ({_script(words)} letters); foedus reads English only"
        )
    if len(words) < 40:
        return
    english = sum(1 for w in words if w in _ENGLISH) / len(words)
    rival, share = max(
        ((k, sum(1 for w in words if w in v) / len(words)) for k, v in _ELSEWHERE.items()), key=lambda x: x[1]
    )
    if share > english and share > 0.1:
        raise ArticleError(
            f"the article is not in English (it reads like {rival}); foedus reads English only"
        )
    if english < 0.06:
        raise ArticleError("the article is not in English, or is no running text; foedus reads English only")


def _script(words: list[str]) -> str:
    """The script that most of the foreign words are in."""
    import unicodedata

    counts: dict[str, int] = {}
    for w in words:
        if w[0] > "ɏ":
            script = unicodedata.name(w[0], "UNKNOWN").split()[0].capitalize()
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda k: counts[k])
