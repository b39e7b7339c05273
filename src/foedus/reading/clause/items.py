"""A sentence as a row of items: a list of states is one, an organisation, a person, a date, a number, a word is one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.reading.claims.amounts import NUMBER, ORDINAL, number, ordinal

if TYPE_CHECKING:
    from foedus.reading.context import Article
    from foedus.reading.schema import Mention

_NUMBER = re.compile(NUMBER)
_ORDINAL = re.compile(rf"\b{ORDINAL}\b", re.IGNORECASE)
DELEGATIONS = frozenset(
    {"delegation", "delegations", "government", "governments", "envoy", "envoys", "ambassador", "ambassadors", "representative", "representatives",
     "diplomat", "diplomats", "delegate", "delegates", "authorities", "leadership", "mission", "administration", "side", "colleague", "colleagues",
     "neighbour", "neighbours", "neighbor", "neighbors", "counterpart", "counterparts"}
)  # fmt: skip
_AND = frozenset({"and", "or", "&", "nor", "plus"})
_COMMA = frozenset({",", ";"})


@dataclass(slots=True)
class Item:
    """One item of a sentence.

    Attributes:
        kind: states, adj (the adjective of a state), org, group, person, date, n, ord, or w (a word or mark).
        start, end: ``str`` offsets into the article's text.
        token: place of its first token; ``last`` of its last one.
        lower, lemma, tag: of a word.
        codes: of names.
        value: of a number.
    """

    kind: str
    start: int
    end: int
    token: int
    last: int
    lower: str = ""
    lemma: str = ""
    tag: str = ""
    codes: tuple[str, ...] = ()
    value: float | None = None
    parts: tuple[Item, ...] = field(default_factory=tuple)


def items_of(article: Article, start: int, end: int) -> list[Item]:
    """The items of one sentence, lists of states joined."""
    return _lists(_delegations(_raw(article, start, end)))


def _names(article: Article, start: int, end: int) -> list[Mention]:
    """The names of a sentence, none overlapping another; pronouns and anaphors stay words."""
    kept: list[Mention] = []
    at = start
    for m in article.mentions_in(start, end):
        if m.start >= at and m.how not in {"pronoun", "anaphor", "office"}:
            kept.append(m)
            at = m.end
    return kept


def _kind(m: Mention, tag: str) -> str:
    if m.kind == "state":
        if m.how in {"adjective", "demonym"}:
            return (
                "states" if m.how == "demonym" and tag in {"NNPS", "NNS"} and m.text.endswith("s") else "adj"
            )
        return "states"
    return {"body": "org", "group": "org"}.get(m.kind, m.kind)


def _raw(article: Article, start: int, end: int) -> list[Item]:
    """Names, dates and numbers, and between them words."""
    t, text = article.tokens, article.text
    first, last = t.between(start, end)
    spots: list[tuple[int, int, str, tuple[str, ...], float | None]] = []
    for m in _names(article, start, end):
        i = t.at(m.end - 1)
        spots.append((m.start, m.end, _kind(m, t.tag[i]), (m.code,), None))
    taken = [(a, b) for a, b, *_ in spots]

    def free(a: int, b: int) -> bool:
        return not any(x < b and a < y for x, y in taken)

    for d in article.dates_in(start, end):
        if free(d.start, d.end):
            spots.append((d.start, d.end, "date", (), None))
            taken.append((d.start, d.end))
    for rex, kind in ((_ORDINAL, "ord"), (_NUMBER, "n")):
        for hit in rex.finditer(text, start, end):
            a, b = hit.span()
            value = ordinal(hit[0]) if kind == "ord" else number(hit[0])
            if value is not None and free(a, b) and not text[a - 1 : a].isalnum():
                spots.append((a, b, kind, (), float(value)))
                taken.append((a, b))
    spots.sort()
    out: list[Item] = []
    i, k = first, 0
    while i < last:
        while k < len(spots) and spots[k][1] <= t.start[i]:
            k += 1
        if k < len(spots) and spots[k][0] <= t.start[i] < spots[k][1]:
            a, b, kind, codes, value = spots[k]
            j = max(bisect_left(t.start, b), i + 1)
            out.append(
                Item(kind, a, b, i, j - 1, text[a:b].lower(), text[a:b].lower(), t.tag[j - 1], codes, value)
            )
            i = j
            continue
        if not t.text[i].isspace():
            out.append(Item("w", t.start[i], t.end[i], i, i, t.lower[i], t.lemma[i], t.tag[i]))
        i += 1
    return out


def _delegations(row: list[Item]) -> list[Item]:
    """Delegations as states ("the Kazakh and Thai delegations"); a lone adjective stays one."""
    out: list[Item] = []
    i = 0
    while i < len(row):
        j = i
        adjs: list[Item] = []
        while j < len(row) and row[j].kind == "adj":
            adjs.append(row[j])
            j += 1
            while (
                j + 1 < len(row)
                and row[j].lower in _AND | _COMMA | {"the"}
                and (row[j + 1].kind == "adj" or row[j + 1].lower in _AND | {"the"})
            ):
                j += 1
        if adjs and j < len(row) and row[j].lower in DELEGATIONS:
            codes = tuple(dict.fromkeys(c for a in adjs for c in a.codes))
            out.append(
                Item(
                    "states",
                    adjs[0].start,
                    row[j].end,
                    adjs[0].token,
                    row[j].last,
                    "",
                    "",
                    row[j].tag,
                    codes,
                    parts=tuple(adjs),
                )
            )
            i = j + 1
            continue
        out.append(row[i])
        i += 1
    return out


def _lists(row: list[Item]) -> list[Item]:
    """States in a row joined to one item; a comma and "and" before the subject of a verb of its own does not join."""
    out: list[Item] = []
    i = 0
    while i < len(row):
        if row[i].kind != "states":
            out.append(row[i])
            i += 1
            continue
        parts, j = [row[i]], i + 1
        while True:
            k = j
            marks: list[str] = []
            while (
                k < len(row)
                and row[k].kind == "w"
                and row[k].lower in _AND | _COMMA | {"the", "well", "as", "also", "then"}
                and len(marks) < 4
            ):
                marks.append(row[k].lower)
                k += 1
            if not marks or k >= len(row) or row[k].kind != "states" or not _joins(row, i, marks, k):
                break
            parts.append(row[k])
            j = k + 1
        codes = tuple(dict.fromkeys(c for p in parts for c in p.codes))
        one = row[i]
        out.append(
            Item(
                "states",
                one.start,
                parts[-1].end,
                one.token,
                parts[-1].last,
                one.lower,
                one.lemma,
                parts[-1].tag,
                codes,
                parts=tuple(parts),
            )
        )
        i = j
    return out


def _joins(row: list[Item], first: int, marks: list[str], k: int) -> bool:
    """Whether marks between two states make them one list."""
    if ";" in marks or set(marks) <= {"the", "as", "well", "also", "then"}:
        return False
    governed = first > 0 and (
        row[first - 1].tag in {"IN", "TO"}
        or (row[first - 1].lower == "the" and first > 1 and row[first - 2].tag in {"IN", "TO"})
    )
    verb_next = k + 1 < len(row) and (
        row[k + 1].tag in {"VBD", "VBZ", "VBP", "MD"}
        or (row[k + 1].tag == "RB" and k + 2 < len(row) and row[k + 2].tag in {"VBD", "VBZ"})
    )
    return not (governed and verb_next and "," in marks)
