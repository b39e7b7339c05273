"""Claims that a phrase of the lexicon makes with its subject: accessions, memberships, elections, seats, offices, ranks, counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from foedus.reading.claims.amounts import years_of
from foedus.reading.claims.draft import Draft
from foedus.reading.clause import subject
from foedus.reading.clause.items import Item, items_of
from foedus.reading.clause.match import Match, first_words
from foedus.reading.clause.match import find as matches
from foedus.reading.clause.phrases import rows
from foedus.reading.schema import Doubt

if TYPE_CHECKING:
    from foedus.reading.context import Article

FAMILIES = ("accession", "membership", "election", "office", "rank", "count", "carried")
_ORGANS = frozenset({"UN", "UNGA", "WEST"})
# Of a contest: words of a race for a seat, and words of other contests.
_RACE = frozenset({"seat", "seats", "ballot", "ballots", "round", "rounds", "election", "race", "runoff", "run-off", "votes", "place", "contest"})  # fmt: skip
_ELSEWHERE = frozenset({"football", "match", "matches", "cup", "final", "semifinal", "quarterfinal", "olympic", "olympics", "war", "battle", "game", "games", "goal", "goals",
                        "tournament", "champion", "champions", "half", "cricket", "rugby", "chess", "eurovision", "exports", "gdp", "economy", "economies", "population"})  # fmt: skip
_COUNCILS = frozenset({"UNSC", "UNHRC", "ECOSOC", "ICJ", "P5"})


@dataclass(frozen=True, slots=True)
class Sense:
    """What some phrases say.

    Attributes:
        type: of the claim.
        say: the phrases.
        sets: fields that the phrase itself gives.
        denied: fields instead of these where it is denied; None where a denial is no claim.
        takes: slot to field, beyond who, org and date.
        when: the field that a date goes to; "" where a date is no part of it.
        org: the organisation where none is named.
        priority: of the draft.
    """

    type: str
    say: tuple[str, ...]
    sets: Mapping[str, Any] = field(default_factory=dict)
    denied: Mapping[str, Any] | None = None
    takes: Mapping[str, str] = field(default_factory=dict)
    when: str = "date"
    org: str = ""
    priority: int = 45


@lru_cache(maxsize=1)
def senses() -> tuple[Sense, ...]:
    """Every sense of the families, from the lexicon."""
    return tuple(_sense(row) for family in FAMILIES for row in rows(family))


def _sense(row: Mapping[str, Any]) -> Sense:
    """A sense as the lexicon writes it."""
    said = {k: v for k, v in row.items() if k not in {"example", "not", "say"}}
    return Sense(say=tuple(row["say"]), **said)


@lru_cache(maxsize=1)
def _index() -> dict[str, list[tuple[str, object]]]:
    out: dict[str, list[tuple[str, object]]] = {}
    for sense in senses():
        for say in sense.say:
            for word in first_words(say):
                out.setdefault(word, []).append((say, sense))
    return out


def find(article: Article) -> list[Draft]:
    """The claims of an article that the phrases of the lexicon make."""
    out: list[Draft] = []
    memory = Memory()
    for start, end in article.sentences:
        if end - start > 1500 or not article.mentions_in(start, end):
            continue
        row = items_of(article, start, end)
        found = [(m, s) for m, s in matches(row, _index()) if isinstance(s, Sense)]
        for m, sense in found:
            draft = _draft(article, row, m, sense, memory)
            if draft is not None:
                out.append(draft)
        memory.note(row)
    return _longest(out)


@dataclass(slots=True)
class Memory:
    """Who and what was spoken of last: for "it", "the bloc", "the country"."""

    states: tuple[str, ...] = ()
    org: str = ""
    person: str = ""

    def note(self, row: Sequence[Item]) -> None:
        """Keep the first states of a sentence, its last organisation and person."""
        for item in row:
            if item.kind == "states":
                self.states = item.codes
                break
        for item in row:
            if item.kind == "org" and item.codes[0] not in _ORGANS:
                self.org = item.codes[0]
            elif item.kind == "person":
                self.person = item.codes[0]


def _longest(drafts: Sequence[Draft]) -> list[Draft]:
    """Of drafts of one type over one stretch, that with the most words."""
    kept: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (d.start - d.end, -d.priority)):
        if not any(
            k.type == d.type and k.start <= d.start and d.end <= k.end and _who(k) == _who(d) for k in kept
        ):
            kept.append(d)
    return sorted(kept, key=lambda d: d.start)


def _who(d: Draft) -> tuple[str, ...]:
    f = d.fields
    return tuple(f.get("actors") or ([f["actor"]] if f.get("actor") else [])) + (
        (str(f.get("org")),) if f.get("org") else ()
    )


def _draft(article: Article, row: Sequence[Item], m: Match, sense: Sense, memory: Memory) -> Draft | None:
    """A claim from a phrase, its subject and its clause; None where it asserts nothing or nobody is meant."""
    verb = m.first + next(
        (k for k, i in enumerate(row[m.first : m.end]) if i.tag[:1] == "V" or i.kind == "w"), 0
    )
    if "who" in m.slots and row[m.first] is m.slots["who"]:
        verb = next((k for k in range(m.first + 1, m.end) if row[k].kind == "w"), m.first)
    said = subject.polarity(row, verb)
    if said == "" or _loose(row, m) or not _of_council(article, row, m, sense):
        return None
    named = m.slots.get("who")
    place = next((k for k, i in enumerate(row) if named is not None and i is named), 0)
    if named is None:
        first = subject.of(row, verb, article.tokens)
        place = next((k for k, i in enumerate(row) if first is not None and i.start == first.start), 0)
    if place and row[place - 1].lower == "neither":
        said = "no" if said == "yes" else ""
    if said == "":
        return None
    sets = dict(sense.sets)
    if said != "yes":
        if sense.denied is None:
            return None
        sets = {**dict(sense.denied)}
        if sets.get("negated") and said == "never":
            sets["negated"] = "never"
    if sense.type == "candidacy" and years_of(" ".join(i.lower for i in row[m.first :])):
        return None  # the years of a term are read elsewhere
    who, low = _actors(article, row, m, verb, memory, sense)
    if not who:
        return None
    fields: dict[str, Any] = {**who, **sets}
    org = _org(row, m, sense, memory)
    if org == "" or (sense.type == "accession" and org in _COUNCILS):
        return None
    if org:
        fields["body" if sense.type in {"candidacy", "tally"} else "org"] = org
    for slot, name in sense.takes.items():
        if slot in m.slots:
            fields[name.rstrip("?")] = _value(m.slots[slot], name.rstrip("?"))
        elif not name.endswith("?"):
            return None
    start, end = min(low, row[m.first].start), row[m.end - 1].end
    date, end = _date(article, row, m, end)
    if date and "until" in date:
        return None
    if date and sense.when:
        fields[sense.when] = date
    if fields.get("ever") and any(fields.get(k) for k in ("period", "since", "from", "to")):
        del fields["ever"]
    if sense.type == "rank":
        fields.pop("org", None)
    unsure = "who" not in m.slots and "person" not in m.slots and not subject.sure(row, verb, article.tokens)
    doubts = (Doubt("who", article.text[start:end], "it is not sure who is meant"),) if unsure else ()
    if sense.org == "before" and sense.type == "accession" and not date:
        doubts = (
            *doubts,
            Doubt(
                "carried",
                article.text[start:end],
                "the day is the one told before, which was not carried over",
            ),
        )
    anchor = (row[verb].start, row[min(m.end, len(row)) - 1].end)
    return Draft(sense.type, ((start, end),), fields, sense.priority, anchor, doubts)  # type: ignore[arg-type]


def _of_council(article: Article, row: Sequence[Item], m: Match, sense: Sense) -> bool:
    """Whether a phrase that tells of an election or a seat without naming the Council stands where the Council is spoken of."""
    if sense.type != "candidacy":
        return True
    if "over" in m.slots and any(i.lower in _ELSEWHERE for i in row):
        return False
    if "org" in m.slots:
        return True
    here = bisect_right(article.sentences, (row[0].start, row[-1].end)) - 1
    first, last = article.sentences[max(here - 2, 0)][0], row[-1].end
    if not any(n.code == "UNSC" for n in article.mentions_in(first, last)):
        return False
    return "over" not in m.slots or any(i.lower in _RACE or i.codes == ("UNSC",) for i in row)


def _loose(row: Sequence[Item], m: Match) -> bool:
    """Whether what follows a phrase makes its last name part of something else: "joined NATO allies", "NATO's sights"."""
    if m.end >= len(row) or row[m.end - 1].kind not in {"org", "states"}:
        return False
    nxt = row[m.end]
    after = row[m.end + 1] if m.end + 1 < len(row) else None
    if (
        nxt.tag == "POS"
        or nxt.lower in {"'s", "’s", "-", "'", "’"}
        or nxt.kind == "adj"
        or nxt.tag in {"NN", "NNS", "VBG", "JJ"}
    ):
        return True
    if (
        row[m.end - 1].kind == "states"
        and nxt.tag in {"VBD", "VBZ", "MD"}
        and row[m.end - 1] is m.slots.get("who")
    ):
        return True
    return nxt.lower == "in" and after is not None and after.tag == "VBG"


def _value(item: Item, name: str) -> Any:
    """What stands in a slot, as a field holds it."""
    if item.kind in {"n", "ord"}:
        return int(item.value or 0) if float(item.value or 0).is_integer() else item.value
    if item.kind in {"states", "adj"}:
        return list(item.codes) if name in {"over", "above"} else item.codes[0]
    return item.codes[0] if item.codes else item.lower


def _actors(
    article: Article, row: Sequence[Item], m: Match, verb: int, memory: Memory, sense: Sense
) -> tuple[dict[str, Any], int]:
    """The actors of a claim and where they begin."""
    item = m.slots.get("who") or m.slots.get("person") or subject.of(row, verb, article.tokens)
    if item is None:
        return {}, 0
    if item.kind == "states":
        codes = list(item.codes)
        return ({"actor": codes[0]} if len(codes) == 1 else {}) | {"actors": codes}, item.start
    if item.kind == "person" and sense.type == "office":
        return {"actor": item.codes[0], "person": item.codes[0]}, item.start
    if (
        item.kind in {"pronoun", "noun"}
        and item.lower in {"it", "they", "both", "country", "republic", "nation", "state", "kingdom"}
        and memory.states
    ):
        codes = list(memory.states)
        if (item.lower == "they") == (len(codes) > 1) or (item.lower == "both" and len(codes) == 2):
            return ({"actor": codes[0]} if len(codes) == 1 else {}) | {"actors": codes}, item.start
    if item.kind == "org" and sense.type == "count":
        return {"org": item.codes[0]}, item.start
    return {}, 0


def _org(row: Sequence[Item], m: Match, sense: Sense, memory: Memory) -> str | None:
    """The organisation: in the phrase, by the sense, or spoken of before; None where none is needed, "" where it is missing."""
    needs = "{org" in m.say or sense.type in {"accession", "membership"}
    item = m.slots.get("org")
    if item is not None:
        code = item.codes[0]
        return "" if code in _ORGANS and sense.type != "count" else code
    if sense.org == "before":
        near = [i.codes[0] for i in row[: m.first] if i.kind == "org" and i.codes[0] not in _ORGANS]
        return near[-1] if near else memory.org
    if sense.org:
        return sense.org
    return "" if needs else None


def _date(article: Article, row: Sequence[Item], m: Match, end: int) -> tuple[dict[str, Any] | None, int]:
    """The date passed over inside a phrase or that follows it at once."""
    slot = m.slots.get("date") or m.slots.get("year")
    spots = [slot] if slot else [p for p in m.passed if p.kind == "date"]
    i = m.end
    while not spots and i < len(row) and i - m.end < 8:
        if row[i].kind == "date":
            if row[i - 1].lower in {"until", "till", "before", "than", "after", "since"}:
                return {"until": True}, end
            spots, end = [row[i]], row[i].end
            break
        if (
            row[i].kind != "w"
            or row[i].tag[:2] in {"VB", "MD"}
            or row[i].lower in {",", ";", ":", "(", "and", "but", "–", "—", "who", "which", "that"}
        ):
            break
        i += 1
    if not spots:
        first = (
            row[0]
            if row[0].kind == "date"
            else row[1]
            if len(row) > 1 and row[0].tag == "IN" and row[1].kind == "date"
            else None
        )
        spots = [first] if first is not None and len([x for x in row if x.kind == "date"]) == 1 else []
    if not spots:
        return None, end
    found = article.dates_in(spots[0].start, spots[0].end)
    return (found[0].to_dict() if found else None), end
