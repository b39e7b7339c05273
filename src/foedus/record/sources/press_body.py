"""Whose votes a text holds: only those of the General Assembly's plenary meetings are taken, any other body's refused.

Told by the text's own symbol, by the body named at the head of a line, by the symbol of the draft that was voted on,
and by who is said to have decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from foedus.errors import SourceError
from foedus.record.sources import strict
from foedus.record.sources.press_text import BLOCK, DATE, line_of

ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")
_LETTERS = {
    "DIS": "First Committee", "EF": "Second Committee", "SHC": "Third Committee", "SPD": "Fourth Committee",
    "AB": "Fifth Committee", "L": "Sixth Committee", "COL": "Special Committee on decolonization",
    "PAL": "Committee on the rights of the Palestinian people",
}  # fmt: skip
PLENARY = re.compile(
    r"(?<![\w/])(?:GA/\d{3,6}\b|A/(?:ES-|S-)?\d{1,3}/PV\.\d+)|\bpress\.un\.org/\w+/\d{4}/ga\d+", re.IGNORECASE
)
_OTHER = re.compile(
    r"(?<![\w/])(?:GA/(?P<press>[A-Z]{1,5})/\d+|A/C\.(?P<main>[1-6])(?:/[\w.\-]+)*/(?:SR|PV)\.\d+"
    r"|(?P<hrc>A/HRC/(?:[\w.\-]+/)*(?:SR|PV)\.\d+|HRC/\d+(?:/\w+)*|HRC\d+)|(?P<sc>SC/\d{3,6}\b|S/PV\.\d+)"
    r"|(?P<eco>ECOSOC/\d+|E/(?:\d{4}|C[N.][\w./\-]*)/(?:SR|PV)\.\d+)|(?P<more>(?:DC|PBC|SOC|WOM|POP|NGO|T|CD|HR/CN)/(?:PV\.)?\d+"
    r"|A/(?:BUR|AC|CN|CONF|SPC)[/.](?:[\w.\-]+/)*(?:SR|PV)\.\d+))"
)
_URL = re.compile(r"\bpress\.un\.org/\w+/\d{4}/(?P<word>ga[a-z]+|sc|ecosoc|hrc|hr|dc|pbc)\d+", re.IGNORECASE)
_DRAFT = re.compile(
    r"(?<![\w/])(?:A/C\.(?P<main>[1-6])/[\w/.\-]+|(?P<hrc>A/HRC/[\w/.\-]+)|(?P<eco>E/(?:\d{4}|CN?\.[\w.]+)/[\w/.\-]+)"
    r"|(?P<sc>S/\d{4}/\d+)|(?P<more>A/(?:AC|CN|CONF|BUR)[/.][\w/.\-]+))"
)
_OURS = re.compile(r"(?<![\w/])A/(?:ES-|S-)?\d{1,3}/L\.\d+")
_BODY = (
    rf"(?:(?:{'|'.join(ORDINALS)})\s+Committee|Human\s+Rights\s+Council|Commission\s+on\s+[A-Z][\w ]{{3,40}}|Security\s+Council"
    r"|Economic\s+and\s+Social\s+Council|ECOSOC|UNSC|UNHRC|Trusteeship\s+Council|Disarmament\s+Commission|Conference\s+on\s+Disarmament"
    r"|Peacebuilding\s+Commission|General\s+Committee|Credentials\s+Committee|Special\s+Committee\b[\w ]{0,60}"
    r"|Special\s+Political\s+(?:and\s+Decolonization\s+)?Committee|Executive\s+Board[\w ]{0,40}|NGO\s+Committee"
    r"|Committee\s+on\s+[A-Z][\w ]{3,50}|(?:World\s+Health|UNESCO\s+General)\s+(?:Assembly|Conference)|Board\s+of\s+Governors)"
)
_HEADED = re.compile(
    rf"(?:^|{BLOCK})(?<!\bthe\n)(?<!\bof\n)(?<!\bits\n)(?<!\band\n)(?<!\bby\n)(?<!\bto\n)[ \t|*•·]*(?:(?:United Nations|General Assembly|Press Release|Meetings? Coverage|The|{DATE})[ \t|,:·—–-]*)*"
    rf"(?P<body>{_BODY})(?:[ \t]*\([^)]*\))?[ \t]*(?:$|[|,:;—–{BLOCK}-]|\d|(?:{'|'.join(ORDINALS)}|\w+-?\w*(?:st|nd|rd|th))\s+(?:meeting|session)"
    r"|Summary|Meeting|Approves?|Adopts?|Rejects?|Votes?|Takes?|Concludes?|Meets?|Passes|Sends?|Forwards?|Recommends?"
    r"|Decides?|Extends?|Calls?|Fails?|Condemns?|Holds?|Opens?|Ends?|Closes?)",
    re.MULTILINE | re.IGNORECASE,
)
_DECIDES = r"(?:\s+(?:then|also|today|again|thus|next|now|,))*\s+(?:approved|adopted|rejected|retained|voted|decided|took\s+up|proceeded)\b"
_NARRATED = re.compile(
    rf"\b[Tt]he\s+(?P<body>{_BODY}|Committee|Council|Commission|Conference|Board)(?:,\s[^.]{{1,160}}?,)?{_DECIDES}"
)
_ASSEMBLY = re.compile(r"\bAssembly\b|\bplenary meeting\b", re.IGNORECASE)
_APPROVED = re.compile(r"\bapproved\b[^.]{0,60}\bvotes?\b|\bvotes?\b[^.]{0,80}\bapproved\b", re.IGNORECASE)
_MENTIONED = re.compile(_BODY, re.IGNORECASE)
_SUMMARY = re.compile(r"^[ \t]*summary record\b", re.IGNORECASE | re.MULTILINE)
_ASSEMBLY_ACTS = re.compile(r"\bAssembly\b(?!\W+(?:\w+\s+){0,2}Committee)|\bplenary\b", re.IGNORECASE)
EXPECTED = (
    "votes of a plenary meeting of the General Assembly, with its symbol (GA/… or A/…/PV.…) at the head; "
    "the votes of other bodies are not kept as the Assembly's"
)


@dataclass(frozen=True, slots=True)
class Other:
    """A body that is not the Assembly's plenary: its name, what shows it, and where."""

    name: str
    shown: str
    start: int


def _named(found: re.Match[str]) -> str:
    """The body behind a symbol."""
    parts = found.groupdict()
    if parts.get("press"):
        return _LETTERS.get(parts["press"].upper(), "a committee of the General Assembly")
    if parts.get("main"):
        return f"{ORDINALS[int(parts['main']) - 1]} Committee"
    names = {"hrc": "Human Rights Council", "sc": "Security Council", "eco": "Economic and Social Council"}
    return next((name for key, name in names.items() if parts.get(key)), "another body")


def _by_link(found: re.Match[str]) -> str:
    word = found["word"].lower()
    if word.startswith("ga"):
        return _LETTERS.get(word[2:].upper(), "a committee of the General Assembly")
    names = {"sc": "Security Council", "ecosoc": "Economic and Social Council"}
    return names.get(word, "Human Rights Council" if word.startswith("hr") else "another body")


def _own_line(text: str, found: re.Match[str]) -> bool:
    """Whether a symbol stands at the beginning or the end of its line, not inside a sentence."""
    before = re.split(rf"[\n{BLOCK}]", text[: found.start()])[-1]
    after = re.split(rf"[\n{BLOCK}]", text[found.end() :], maxsplit=1)[0]
    words = [re.sub(rf"{DATE}|press release|meetings? coverage|united nations|[^\w]", "", side, flags=re.IGNORECASE) for side in (before, after)]  # fmt: skip
    return not words[0] or (
        not words[1] and len(words[0]) < 40 and not before.rstrip().endswith(("see", "See"))
    )


def plenary(head: str) -> bool:
    """Whether the head of a text says that the Assembly met in plenary."""
    return any(_own_line(head, found) or "/PV" in found[0] for found in PLENARY.finditer(head))


def own(head: str) -> Other | None:
    """Another body that the head of a text names as its own, by symbol or at the beginning of a line."""
    for found in _OTHER.finditer(head):
        if _own_line(head, found):
            return Other(_named(found), found[0], found.start())
    link = _URL.search(head)
    if link and not PLENARY.search(head):
        return Other(_by_link(link), link[0], link.start())
    if plenary(head):
        return None
    headed = _HEADED.search(head)
    if headed is not None:
        shown = f"a line that begins {headed[0].strip(f' {BLOCK}')!r}"
        return Other(" ".join(headed["body"].split()).title(), shown, headed.start("body"))
    return _unopposed(head)


def _unopposed(head: str) -> Other | None:
    """Another body that a head names while nothing in it is of the Assembly, or a summary record, which plenaries have none of."""
    summary, named = _SUMMARY.search(head), _MENTIONED.search(head)
    if named and not _ASSEMBLY_ACTS.search(head):
        return Other(" ".join(named[0].split()), "the only body named before the list", named.start())
    return Other("a committee", "a summary record", summary.start()) if summary else None


def decided(around: str, start: int) -> Other | None:
    """Another body that what is said around a vote shows: the draft's symbol, or who decided."""
    draft, ours = _DRAFT.search(around), _OURS.search(around)
    if draft and not (ours and ours.start() < draft.start()):
        return Other(_named(draft), draft[0].rstrip(".,"), start + draft.start())
    told = _NARRATED.search(around)
    if told and not _ASSEMBLY.search(around):
        return Other(" ".join(told["body"].split()), repr(" ".join(told[0].split())), start + told.start())
    approved = _APPROVED.search(around)
    if approved and not ours and (re.search(r"\bCommittee\b", around) or not _ASSEMBLY.search(around)):
        return Other("a Main Committee", "'approved', as only committees do", start + approved.start())
    return None


def refuse(path: Path, text: str, other: Other) -> SourceError:
    """The complaint about a body that is not the Assembly's plenary."""
    name = other.name if other.name.startswith(("a ", "an")) else f"the {other.name}"
    return strict.fail(path, line_of(text, other.start), f"votes of {name} ({other.shown})", EXPECTED)
