"""Who does what a phrase says: the subject by the parse, by what stands before the verb, or carried over from before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.clause.items import DELEGATIONS, Item
from foedus.reading.clause.match import FILLERS, NEGATIONS

if TYPE_CHECKING:
    from foedus.reading.tokens import Tokens

AUXILIARIES = frozenset({"be", "have", "do", "get"})
MODALS = frozenset(
    {
        "will",
        "would",
        "may",
        "might",
        "could",
        "should",
        "must",
        "shall",
        "can",
        "if",
        "unless",
        "whether",
        "to",
    }
)
# Verbs that assert what follows in the infinitive ("chose to abstain"), and those that deny it ("declined to").
FACTIVE = frozenset({"manage", "happen", "come", "go"})
DENYING = frozenset({"refuse", "decline", "fail", "neglect", "omit", "cease", "hesitate"})
SAMPLES = frozenset({"like", "including", "include", "namely", "notably", "especially", "particularly"})
PRONOUNS = frozenset({"it", "they", "he", "she", "which", "who", "that", "both", "we"})


_WISHED = frozenset({"if", "unless", "whether", "lest", "nearly", "almost", "virtually", "should", "had"})


def _not_done(row: Sequence[Item], at: int) -> bool:
    """Whether a verb form tells of nothing done: under a condition, going on, asked for, or a bare gerund."""
    before = [i.lower for i in row[max(0, at - 12) : at]]
    start = max((k for k, w in enumerate(before) if w in {",", ";", ":", "but"}), default=-1)
    if _WISHED & set(before[start + 1 :][-6:]) & {
        "if",
        "unless",
        "whether",
        "lest",
        "nearly",
        "almost",
        "virtually",
    } or row[0].lower in {"if", "unless", "whether", "had", "should", "were"}:
        return True
    item, prev = row[at], row[at - 1] if at else None
    if item.tag == "VBG":
        return prev is not None and prev.lower not in {
            "after",
            "since",
            "by",
            "on",
            "upon",
            "following",
            ",",
            "and",
        }
    if item.lower == "be" or (prev is not None and prev.lower == "be" and item.tag == "VBN"):
        return not any(w in {"to", "must", "will", "would"} for w in before[-3:])
    return False


def polarity(row: Sequence[Item], at: int) -> str:
    """Whether what an item says is asserted: "yes", "no", "never", or "" where it is wished, feared or asked."""
    if _not_done(row, at):
        return ""
    i, word = at - 1, "yes"
    while i >= 0 and at - i < 9:
        item = row[i]
        if item.kind == "w" and item.lower in NEGATIONS:
            word = "never" if item.lower == "never" else "no"
        elif item.kind == "w" and item.lower == "to":
            governor = next(
                (
                    row[k]
                    for k in range(i - 1, max(-1, i - 4), -1)
                    if row[k].tag[:1] == "V" or row[k].tag[:2] == "JJ"
                ),
                None,
            )
            if governor is not None and governor.lemma in DENYING:
                return "no"
            if (
                governor is None
                or governor.lemma not in FACTIVE
                or (governor.lemma == "be" and governor.lower in {"is", "are"})
            ):
                last = row[i - 1].lower if i else ""
                return (
                    word
                    if last
                    in {
                        "first",
                        "last",
                        "only",
                        "countries",
                        "states",
                        "members",
                        "one",
                        "country",
                        "state",
                        "member",
                        "ever",
                    }
                    else ""
                )
        elif item.kind == "w" and (item.lower in MODALS or item.tag == "MD"):
            return ""
        elif item.kind != "w" or not (
            item.lemma in AUXILIARIES or item.lower in FILLERS or item.tag in {"RB", "RP"}
        ):
            break
        i -= 1
    return word


def of(row: Sequence[Item], at: int, t: Tokens) -> Item | None:
    """The item that is the subject of the verb at an item; None where nobody can tell."""
    found = _parsed(row, at, t)
    return found if found is not None else _nearest(row, at)


def sure(row: Sequence[Item], at: int, t: Tokens) -> bool:
    """Whether the parse and the place agree on who is the subject."""
    parsed, near = _parsed(row, at, t), _nearest(row, at)
    if parsed is None and near is not None:
        place = next(i for i, item in enumerate(row) if item is near)
        between = row[place + 1 : at]
        return (
            place == 0
            and all(i.kind == "w" and (i.tag[:2] in {"RB", "MD", "VB"}) for i in between)
            and len(between) < 4
        )
    return parsed is not None and (
        near is None or near.codes == parsed.codes or parsed.kind in {"pronoun", "noun"}
    )


def _item_of(row: Sequence[Item], token: int) -> int | None:
    return next((i for i, item in enumerate(row) if item.token <= token <= item.last), None)


def _parsed(row: Sequence[Item], at: int, t: Tokens) -> Item | None:
    """By the parse: its own subject, or that of the verb it hangs on."""
    verb = row[at].token
    for _ in range(6):
        subject = t.child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            place = _item_of(row, subject)
            if place is None:
                return None
            if row[place].lower in {"which", "who", "that"}:
                head = t.head[verb]
                place = _item_of(row, head)
                if place is None:
                    return None
            return _named(row, place, at)
        if t.dep[verb] in {"relcl", "acl"}:
            place = _item_of(row, t.head[verb])
            return None if place is None else _named(row, place, at)
        if t.head[verb] == verb or t.dep[verb] not in {
            "conj",
            "xcomp",
            "advcl",
            "aux",
            "auxpass",
            "ccomp",
            "dep",
            "pcomp",
            "prep",
        }:
            return None
        verb = t.head[verb]
    return None


def _named(row: Sequence[Item], place: int, at: int) -> Item | None:
    """The name behind a subject's head: itself, those it lists, those it is the delegation of."""
    item = row[place]
    if item.kind in {"states", "org", "person"}:
        return item
    if item.kind != "w":
        return None
    for k in range(place + 1, min(place + 5, len(row))):
        if row[k].kind == "states" and (
            row[k - 1].lower in SAMPLES or (row[k - 1].lower == "as" and row[k - 2].lower == "such")
        ):
            return replace(row[k], lower="sample")
        if row[k].kind in {"states", "person"} and row[k - 1].lower == "of" and item.lower in DELEGATIONS:
            return row[k]
        if row[k].tag[:2] in {"VB", "MD"}:
            break
    if item.lower in PRONOUNS:
        return replace(item, kind="pronoun")
    before = row[place - 1] if place else None
    if (
        before is not None
        and before.kind == "adj"
        and item.lower in {"republic", "state", "country", *DELEGATIONS}
    ):
        return replace(before, kind="states")
    return replace(item, kind="noun") if at >= 0 else None


def _nearest(row: Sequence[Item], at: int) -> Item | None:
    """What stands right before the verb, past auxiliaries, adverbs, dates and what is set off by commas."""
    i, inside = at - 1, False
    while i >= 0:
        item = row[i]
        if item.lower == ",":
            inside = not inside
        elif inside:
            pass
        elif item.kind in {"states", "org", "person"}:
            governed = i > 0 and row[i - 1].tag == "IN" and row[i - 1].lower != "than"
            return None if governed else item
        elif item.kind != "date" and not (
            item.kind == "w"
            and (
                item.lemma in AUXILIARIES
                or item.lower in FILLERS | NEGATIONS | {"who", "which", "that"}
                or item.tag in {"RB", "MD"}
            )
        ):
            return None
        i -= 1
    return None
