"""Inline elements of an HTML page set right before its text is taken: struck words and footnote marks go, the rest keep theirs."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from foedus.reading.wordlist import words

_STRUCK = frozenset({"del", "s", "strike"})
_STRUCK_CLASS = re.compile(
    r"(?:^|\s)(?:strike(?:through)?|line-through|struck(?:-out)?)(?:\s|$)", re.IGNORECASE
)
_STRUCK_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_UNSEEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_SPOKEN_CLASS = re.compile(r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader-text)(?:\s|$)", re.IGNORECASE)
# Inline elements that the extraction loses, or that a class of theirs may lose.
_UNWRAPPED = frozenset(
    words("""
time data output ins mark abbr acronym dfn meter progress ruby rb kbd var samp tt bdi bdo nobr blink span small
big font cite u wbr math mrow mi mn mo mtext label button sub sup q
""")
)
_CONTROLS = frozenset({"label", "button"})
_MARK = re.compile(
    r"\s*(?:[\[(]?\s*(?:(?:note|nb|n|fn|ref|footnote)(?:[.\s]\s*|(?=\d)))?(?:\d{1,3}|[a-h]|[ivx]{1,4})\s*[\])]?|[*†‡§¶#]{1,3}"
    r"|\[[a-z ]{4,24}(?:needed|\?)\])(?:\s*[,;–-]?\s*(?:[\[(]?\d{1,3}[\])]?|[*†‡]))*\s*",
    re.IGNORECASE,
)
_UNIT = re.compile(r"(?:^|[\s\d(/])(?:[kcdm]?m|mi|ft|yd|sq)$")
_POWER = re.compile(r"[×x*]\s*10$")
_NOTE_LINK = re.compile(r"#.{0,20}(?:fn|note|ref|cite|endnote)", re.IGNORECASE)
_BLOCKS = frozenset(words("""
p li td th dd dt blockquote h1 h2 h3 h4 h5 h6 figcaption caption summary div section article body main
"""))  # fmt: skip
_WIDE = frozenset({"div", "section", "article", "body", "main"})
_MOST = 10_000  # inline elements set right on one page; no article has more
_NEAR = 20  # siblings that are looked at for the words beside an element
_LETTER = re.compile(r"[^\W\d_]")


def mended(tree: Any) -> Any:
    """An lxml tree whose inline elements keep the words of their sentences together; changed in place."""
    changed = 0
    for el in list(tree.iter()):
        if isinstance(el.tag, str) and el.getparent() is not None:
            changed += _mend(el)
            if changed > _MOST:
                break
    return tree


def _mend(el: Any) -> bool:
    """Set one element right; whether it was changed."""
    tag = el.tag.lower()
    if (
        _is_struck(el, tag)
        or _is_unseen(el)
        or tag in {"rt", "rp", "annotation"}
        or (tag in {"sup", "sub"} and _is_mark(el, tag))
        or (tag == "a" and _is_note_link(el))
    ):
        _drop(el)
    elif tag == "br" and _runs_over(el):
        el.tail = " " + (el.tail or "").lstrip()
        _plain(el)
    elif tag in _UNWRAPPED:
        _unwrap(el, tag)
    else:
        return False
    return True


def _drop(el: Any) -> None:
    """Take an element out with its text; what stood behind it stays."""
    el.drop_tree()


def _plain(el: Any) -> None:
    """Make an element one that the extraction passes through: a span that says nothing of itself."""
    el.tag = "span"
    el.attrib.clear()


def _style(el: Any) -> str:
    return el.get("style") or ""


def _is_struck(el: Any, tag: str) -> bool:
    if tag in {"html", "body", "article", "main"}:
        return False
    return (
        tag in _STRUCK
        or bool(_STRUCK_STYLE.search(_style(el)))
        or (tag not in _WIDE and bool(_STRUCK_CLASS.search(el.get("class") or "")))
    )


def _is_unseen(el: Any) -> bool:
    """Whether an inline element is not shown at all, or only read out."""
    if el.tag not in _UNWRAPPED and el.tag != "a":
        return False
    if el.get("hidden") is not None or _UNSEEN_STYLE.search(_style(el)):
        return True
    return bool(_SPOKEN_CLASS.search(el.get("class") or "")) and not re.search(r"\d", el.text_content())


def _is_mark(el: Any, tag: str) -> bool:
    """Whether raised or lowered text is a footnote mark, and no power, unit or formula."""
    content, before, after = el.text_content(), _before(el), el.tail or ""
    if not content.strip():
        return False
    if not _MARK.fullmatch(content):
        return False
    if tag == "sub" and content.strip().isdigit() and _LETTER.match(before[-1:]):
        return False
    if content.strip() in {"2", "3"} and _UNIT.search(before):
        return False
    if content.strip().isalpha() and (
        _LETTER.match(after[:1]) or (content.strip() == "d" and before[-1:] in "23")
    ):
        return False
    return not (content.strip().isdigit() and _POWER.search(before))


def _is_note_link(el: Any) -> bool:
    """Whether a link is a footnote mark ("[3]")."""
    return bool(_NOTE_LINK.match(el.get("href") or "")) and bool(_MARK.fullmatch(el.text_content()))


def _before(el: Any) -> str:
    """The text that stands right before an element in its paragraph."""
    out, at = "", el
    while at is not None and at.tag not in _BLOCKS and len(out) < 40:
        for k in islice(at.itersiblings(preceding=True), _NEAR):
            if k.tag == "br":
                return out
            out = (k.text_content() if isinstance(k.tag, str) else "") + (k.tail or "") + out
            if len(out) > 40:
                return out
        at = at.getparent()
        if at is not None:
            out = (at.text or "") + out
    return out


def _after(el: Any) -> str:
    """The text that stands right behind an element in its paragraph."""
    out, at = el.tail or "", el
    while at is not None and at.tag not in _BLOCKS and len(out) < 40:
        for k in islice(at.itersiblings(), _NEAR):
            if k.tag == "br":
                return out
            out += (k.text_content() if isinstance(k.tag, str) else "") + (k.tail or "")
            if len(out) > 40:
                return out
        at = at.getparent()
        if at is not None and at.tag not in _BLOCKS:
            out += at.tail or ""
    return out


def _runs_over(el: Any) -> bool:
    """Whether a sentence runs on over a line break."""
    after = el.tail or ""
    following = el.getnext()
    if not after.strip():
        if following is None or following.tag == "br" or following.tag in _BLOCKS:
            return False
        after = following.text_content()
    before = _before(el).rstrip()
    after = after.lstrip()
    if not before or not after or before[-1] in '.!?:;”"»':
        return False
    return (
        after[0].islower()
        or before[-1] == ","
        or (after[0].isdigit() and before[-1].islower() and bool(_LINKING.search(before)))
    )


_LINKING = re.compile(
    r"\b(?:by|of|in|on|to|with|and|or|the|at|for|from|than|about|only|some|nearly|over|between|against|than)$"
)


def _unwrap(el: Any, tag: str) -> None:
    """Leave an inline element's text in its sentence without the element."""
    if tag in _CONTROLS and not _amid(el):
        return
    if tag in {"time", "progress", "output"} and not _among_words(el):
        return
    if tag == "sup" and _POWER.search(_before(el)):
        el.text = "^" + (el.text or "")
    if tag == "q":
        content = el.text_content().strip()
        if content and content[0] not in "“\"'‘«":
            inner = any(a.tag == "q" for a in el.iterancestors()) or _open_quote(el)
            mark = "‘’" if inner else "“”"
            el.text = mark[0] + (el.text or "")
            if len(el):
                el[-1].tail = (el[-1].tail or "") + mark[1]
            else:
                el.text += mark[1]
    _plain(el)


def _open_quote(el: Any) -> bool:
    """Whether a quotation opened in the same text node is not closed before an element."""
    before = _before(el)
    return before.rfind("“") > before.rfind("”")


def _amid(el: Any) -> bool:
    """Whether a control stands in the middle of a sentence."""
    before, after = _before(el).rstrip(), _after(el).lstrip()
    return (
        bool(before)
        and before[-1] not in ".!?:|•·»"
        and bool(after)
        and (after[0].islower() or after[0].isdigit() or after[0] in ".,;)")
    )


def _among_words(el: Any) -> bool:
    """Whether an element stands in a text that has other words."""
    return bool(_LETTER.search(_before(el)[-40:] + _after(el)[:40]))
