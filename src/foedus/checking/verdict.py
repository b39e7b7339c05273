"""The one door of checking: a claim goes in, a verdict with its rows comes out, and the rules of the house hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal, Protocol

from foedus.errors import FoedusError

if TYPE_CHECKING:
    from foedus.reading.schema import Claim, Reading, Statement
    from foedus.record.queries import Record

Word = Literal[
    "supported", "partly_supported", "refuted", "not_borne_out", "unknown", "unverifiable", "open"
]  # fmt: skip
DECIDED: frozenset[str] = frozenset({"supported", "partly_supported", "refuted", "not_borne_out"})
AGAINST: frozenset[str] = frozenset({"partly_supported", "refuted", "not_borne_out"})
STATED_ONLY = "only a row stated from knowledge, not read from a source, says otherwise"


class Row(Protocol):
    """Any row of the record: it has an id and names its origin."""

    @property
    def id(self) -> str:
        """The row's id."""

    @property
    def origin(self) -> str:
        """The id of its origin."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows of the record that bear on a claim, with a sentence that says what they show.

    Attributes:
        id: the first row's id, or a name for a figure computed from many.
        text: what the rows show, for a reader.
        rows: ids of the rows.
        origins: ids of their origins, each once.
        stated: whether any row was written from knowledge and not read from a source.
        decides: whether the verdict rests on it; context shown for the reader does not.
        latest: the last day on which any of the facts became one; None where undated.
        figures: the numbers computed from the rows, by name.
    """

    id: str
    text: str
    rows: tuple[str, ...]
    origins: tuple[str, ...] = ()
    stated: bool = False
    decides: bool = True
    latest: date | None = None
    figures: Mapping[str, Any] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """As JSON."""
        out: dict[str, Any] = {
            "id": self.id,
            "text": self.text,
            "rows": list(self.rows),
            "origins": list(self.origins),
        }
        if self.stated:
            out["stated"] = True
        if not self.decides:
            out["context"] = True
        if self.figures:
            out["figures"] = dict(self.figures)
        return out


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the record says of a claim.

    Attributes:
        word: one of the seven verdict words.
        evidence: the rows it rests on; never empty for a decided word.
        reason: why not more: which rows are missing, which part fails.
        note: something a reader should know although it decides nothing ("the date is loose").
        ex_post: the verdict that rows of after the article's date would give, shown apart.
        as_read: what was judged, in one plain sentence of the canonical language; "" where it has no words for it.
        judged: the fields as they were settled on the way (which vote, which group); used to write ``as_read``.
    """

    word: Word
    evidence: tuple[Evidence, ...] = ()
    reason: str = ""
    note: str = ""
    ex_post: Verdict | None = None
    as_read: str = ""
    judged: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rows(self) -> tuple[str, ...]:
        """The ids of all rows, each once, in order."""
        return tuple(dict.fromkeys(r for e in self.evidence for r in e.rows))

    def to_dict(self) -> dict[str, Any]:
        """As JSON, without the claim."""
        out: dict[str, Any] = {"verdict": self.word, "evidence": [e.to_dict() for e in self.evidence]}
        out["reason"] = self.reason or None
        if self.as_read:
            out["as_read"] = self.as_read
        if self.note:
            out["note"] = self.note
        if self.ex_post is not None:
            out["verdict_ex_post"] = self.ex_post.to_dict()
        return out


def unknown(reason: str, evidence: tuple[Evidence, ...] = ()) -> Verdict:
    """The record could decide but does not: ``reason`` says which rows it lacks."""
    return Verdict("unknown", evidence, reason)


def evidence(
    record: Record,
    text: str,
    rows: Iterable[Row],
    *,
    id: str = "",  # noqa: A002 - the word of the schema
    latest: date | None = None,
    decides: bool = True,
    figures: Mapping[str, Any] | None = None,
) -> Evidence:
    """Evidence made of rows of the record, with their origins looked up.

    Args:
        record: where the rows come from.
        text: what they show, one sentence.
        rows: the rows (values of ``model.acts``).
        id: a name for a figure; by default the first row's id.
        latest: the last day on which a fact became one; found in the rows where they are dated.
        decides: False for what is only shown beside the verdict.
        figures: numbers computed from the rows.
    """
    acts = list(rows)
    origins = tuple(dict.fromkeys(a.origin for a in acts if a.origin))
    days = [d for d in (_day_of(a) for a in acts) if d is not None]
    if latest is not None:
        days.append(latest)
    return Evidence(
        id=id or (acts[0].id if acts else "figure"),
        text=text,
        rows=tuple(dict.fromkeys(a.id for a in acts)),
        origins=origins,
        stated=any(record.origin(o).kind == "stated" for o in origins),
        decides=decides,
        latest=max(days, default=None),
        figures=dict(figures or {}),
    )


def _day_of(row: object) -> date | None:
    """The day on which a row's fact became one, where the row says it."""
    for name in ("published", "date", "start"):
        day = getattr(row, name, None)
        if isinstance(day, date):
            return day
    return None


def family(claim: Claim) -> str:
    """The module of ``foedus.checking`` that decides claims of this kind."""
    if claim.type == "tally":
        ballots = {"votes", "round", "rounds", "threshold", "margin", "outcome", "term"} & set(claim.fields)
        return "ballots" if ballots or claim.fields.get("body") == "UNSC" else "votes"
    return {
        "vote": "votes",
        "alignment": "reliance",
        "membership": "members",
        "accession": "members",
        "office": "members",
        "candidacy": "ballots",
        "rank": "figures",
        "count": "figures",
    }.get(claim.type, "events")


def check(claim: Claim, record: Record, as_of: date, *, dated: bool = True) -> Verdict:
    """Decide one claim by the record, on what was known on a day.

    Args:
        claim: what the article says.
        record: the rows.
        as_of: the article's day; later rows are used for hindsight only. A claim that names its own day is judged on that.
        dated: whether that day is known; without it only claims that name their day are decided.

    Returns:
        A verdict that keeps the rules: no decided word without rows, none against a claim on stated rows alone, none on
        rows of a later day, none where a word of the sentence was left unread. ``as_read`` says what was judged.
    """
    from foedus.checking import gates, settled

    own = claim.fields.get("as_of")
    day = date.fromisoformat(str(own)) if own else as_of
    unread = [d.reason for d in claim.doubts if d.bars == "judging"]
    undated = "" if dated or own else gates.undated(claim)
    if unread or undated:
        return replace(
            unknown("; ".join([*unread, *filter(None, [undated])])), as_read=settled.sentence(claim, day)
        )
    if claim.fields.get("denied"):
        return _denied(claim, record, day)
    found = decide(claim, record, day)
    for gate in (gates.read_whole, gates.rows_may_decide, gates.contradicts):
        found = gate(claim, found, record, day)
    said = settled.sentence(claim, day, found)
    if found.word in DECIDED and not settled.names_its_vote(said):
        found = gates.barred(found, "what was read cannot be said in one plain sentence that names its vote")
    return replace(found, as_read=said, judged={})


def decide(claim: Claim, record: Record, as_of: date) -> Verdict:
    """What the rows say of a claim as it was read, before any gate."""
    module = import_module(f"foedus.checking.{family(claim)}")
    found: Verdict = module.check(claim, record, as_of)
    if found.word in AGAINST and _fits_turned(claim, record, as_of, module):
        reason = "the numbers fit the record the other way round; the text does not say whose is whose"
        return replace(found, word="unknown", reason=reason)
    return found


_TURNED: Mapping[Word, Word] = {
    "supported": "refuted",
    "refuted": "supported",
    "partly_supported": "supported",
}


def _denied(claim: Claim, record: Record, as_of: date) -> Verdict:
    """A denial is borne out where what it denies is not, and the other way round."""
    from foedus.checking import settled

    inner = check(replace(claim, fields={**claim.fields, "denied": False}), record, as_of)
    word = _TURNED.get(inner.word, inner.word if inner.word not in DECIDED else "unknown")
    if word in AGAINST and any(e.stated for e in inner.evidence if e.decides):
        word = "unknown"
    reason = inner.reason if word in {"unknown", "unverifiable", "open"} else ""
    return replace(inner, word=word, reason=reason, as_read=settled.denial(inner.as_read), ex_post=None)


def _fits_turned(claim: Claim, record: Record, as_of: date, module: Any) -> bool:
    """Whether two candidates' numbers, given to each other, would be right: "lost by 53 votes to 120"."""
    votes = claim.fields.get("votes")
    if claim.type != "tally" or not isinstance(votes, Mapping) or len(votes) != 2:
        return False
    (a, x), (b, y) = votes.items()
    turned = replace(claim, fields={**claim.fields, "votes": {a: y, b: x}})
    return bool(module.check(turned, record, as_of).word == "supported")


def enforce(verdict: Verdict, as_of: date | None) -> Verdict:
    """The same verdict if its rows may decide it, else ``unknown`` with the rule that it broke."""
    if verdict.ex_post is not None:
        verdict = replace(verdict, ex_post=enforce(verdict.ex_post, None))
    if verdict.word not in DECIDED:
        return verdict
    deciding = [e for e in verdict.evidence if e.decides]
    if not any(e.rows for e in deciding):
        return replace(verdict, word="unknown", reason="no row of the record decides it")
    if verdict.word in AGAINST and any(e.stated for e in deciding):
        return replace(verdict, word="unknown", reason=STATED_ONLY)
    # News of an evening is often dated by its own time zone: a day's slack.
    if as_of is not None and any(
        e.latest is not None and e.latest > as_of + timedelta(days=1) for e in deciding
    ):
        return replace(
            verdict, word="unknown", reason="the rows that would decide it are of a later day", evidence=()
        )
    return verdict


@dataclass(frozen=True, slots=True)
class Checked:
    """A reading with a verdict for each of its claims.

    Attributes:
        reading: what was read.
        verdicts: by claim id.
        as_of: the day of the question.
        record_version: the version of the record that was asked.
    """

    reading: Reading
    verdicts: Mapping[str, Verdict]
    as_of: date
    record_version: str

    def verdict(self, claim: Claim | str) -> Verdict:
        """The verdict of a claim, or of the claim with an id."""
        return self.verdicts[claim if isinstance(claim, str) else claim.id]

    def voice(self, claim: Claim) -> str:
        """The name that may stand beside a verdict: the speaker's where it is sure that they said it, else the article's."""
        by_id: dict[str, Statement] = {s.id: s for s in self.reading.statements}
        statement = by_id.get(claim.asserted_by)
        return named_voice(statement) or "the article"

    def to_dict(self) -> dict[str, Any]:
        """The schema of a checked reading: page, actors, statements, and claims with verdict, evidence and reason."""
        out = self.reading.to_dict()
        for row, claim in zip(out["claims"], self.reading.claims, strict=True):
            row.update(self.verdicts[claim.id].to_dict())
            row["voice"] = self.voice(claim)
        out["as_of"] = self.as_of.isoformat()
        out["record_version"] = self.record_version
        return out


def named_voice(statement: Statement | None) -> str | None:
    """The speaker's name where the words are surely theirs: governed by a cue, one antecedent, nobody in between."""
    if statement is None or statement.polarity == "not_said" or statement.via or not statement.cue:
        return None
    speaker = statement.speaker
    return speaker.canonical if speaker.canonical and not speaker.tie else None


def check_all(reading: Reading, record: Record, as_of: date | None = None) -> Checked:
    """Hold every claim of a reading against the record.

    Args:
        reading: what an article says.
        record: the rows.
        as_of: the day of the question; None for the day of publication. Where neither is known, only claims that name
            their own day are decided.
    """
    from foedus.settings import today

    day = as_of or reading.published or today()
    dated = bool(as_of or reading.published)
    verdicts = {claim.id: _safely(claim, record, day, dated=dated) for claim in reading.claims}
    return Checked(reading, verdicts, day, record.version)


def _safely(claim: Claim, record: Record, day: date, *, dated: bool) -> Verdict:
    """A verdict; a name or measure that nobody knows makes it unknown, a bug still shows."""
    try:
        return check(claim, record, day, dated=dated)
    except FoedusError as error:
        if error.exit_code == 3:  # a damaged record is no reason for a claim to be unknown
            raise
        return unknown(str(error))
