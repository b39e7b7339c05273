"""What a brief says of a pair of states: formal ties, agreement with its interval, rank among its fellows, last breaks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.analysis.bonds import Tie, defence, ties
from foedus.briefing.names import name_of, shortened, with_article
from foedus.model.acts import CODE
from foedus.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from foedus.record.queries import Record, VoteMatrix

CHOICE = {code: name.replace("_", " ") for name, code in CODE.items()}
NAMED = 4  # the ties that a sentence names
TITLE = 90  # characters of a resolution's title that a sentence takes
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class VoteRow:
    """One roll call as both states cast it."""

    date: str
    symbol: str
    title: str
    a: str
    b: str


@dataclass(frozen=True, slots=True)
class PairReport:
    """Two states compared: what a reader is told, and the rows behind it.

    ``ties``: organisations that both are in, the closest first; ``allied``: whether a duty of defence is on record;
    ``rank``: place of the second among the fellows of the first in their closest organisation, and their number.
    """

    a: str
    b: str
    a_name: str
    b_name: str
    sentence: str
    ties: tuple[Tie, ...] = ()
    allied: bool = False
    share: float | None = None
    lo: float | None = None
    hi: float | None = None
    n: int = 0
    kappa: float | None = None
    rank: tuple[int, int] | None = None
    breaks: tuple[VoteRow, ...] = ()
    breaks_title: str = ""
    rows: tuple[VoteRow, ...] = ()

    @property
    def group(self) -> str | None:
        """Their closest organisation."""
        return self.ties[0].org if self.ties else None

    @property
    def says_something(self) -> bool:
        """Whether the record knows anything of the two together."""
        return bool(self.ties or self.allied or self.share is not None)

    def to_dict(self) -> dict[str, Any]:
        """As JSON; the votes by symbol."""
        return {
            "a": self.a,
            "b": self.b,
            "sentence": self.sentence,
            "ties": [
                {"org": t.org, "since": t.since.isoformat() if t.since else None, "defence": t.defence}
                for t in self.ties
            ],
            "allied": self.allied,
            "agreement": self.share,
            "interval95": None if self.lo is None else [self.lo, self.hi],
            "n": self.n,
            "kappa": self.kappa,
            "rank": self.rank,
            "group": self.group,
            "breaks": [r.symbol for r in self.breaks],
            "votes": [r.symbol for r in self.rows],
        }


def window(record: Record, as_of: date, settings: Settings) -> tuple[date, date] | None:
    """The years before the article for which every General Assembly vote is on record, or None."""
    year = as_of.year - settings.comparison_years
    since = date(year, 2, 28) if (as_of.month, as_of.day) == (2, 29) else as_of.replace(year=year)
    return (since, as_of) if record.covers("votes", "UNGA", since, as_of) else None


def day_text(day: date) -> str:
    """A date as a reader sees it."""
    return f"{day.day} {day:%B %Y}"


def fellows_of(tie: Tie, state: str) -> str:
    """What the other members of an organisation are to a state: allies only where they owe it defence."""
    kind = "allies in" if tie.defence else "fellow members of"
    return f"{with_article(state)}’s {len(tie.members) - 1} {kind} {with_article(tie.org)}"


def report(record: Record, pair: tuple[str, str], as_of: date, settings: Settings) -> PairReport:
    """Everything a brief says of one pair, as of one day."""
    a, b = pair
    shared = ties(record, a, b, as_of)
    allied = any(t.defence for t in shared) or bool(defence(record, a, b, as_of))
    told = _ties_sentence(a, b, shared, allied, as_of)
    bare = PairReport(a, b, name_of(a), name_of(b), told, shared, allied)
    span = window(record, as_of, settings)
    if span is not None and {a, b} <= set(record.voters):
        return _compared(record, bare, span, settings)
    years = f"the {_number(settings.comparison_years)} years to {day_text(as_of)}"
    why = "is incomplete for" if span is None else "has no vote of one of them in"
    lacking = (
        f"How often {with_article(a)} and {with_article(b)} voted alike is unknown: the record of General Assembly votes "
        f"{why} {years}."
    )
    return replace(bare, sentence=f"{told} {lacking}".strip())


def _compared(record: Record, bare: PairReport, span: tuple[date, date], settings: Settings) -> PairReport:
    """The report with how the two voted."""
    import numpy as np

    from foedus.measure import agreement
    from foedus.measure.intervals import family_of

    fellows = bare.ties[0].members if bare.ties else ()
    wanted = tuple(dict.fromkeys((bare.a, bare.b, *(s for s in fellows if s in record.voters))))
    m = record.matrix(states=wanted, since=span[0], until=span[1])
    choice = np.asarray(m.choice)
    one, other = choice[:, 0], choice[:, 1]
    estimate = agreement.agreement(
        one,
        other,
        families=[rc.family or family_of(rc.title) for rc in m.roll_calls],
        sessions=[rc.session for rc in m.roll_calls],
    )
    both = np.flatnonzero((one > 0) & (other > 0))
    apart = [int(i) for i in both if one[i] != other[i]]
    opposed = [i for i in apart if {int(one[i]), int(other[i])} == {1, 3}]
    verb = "opposed each other" if opposed else "chose differently"
    last = tuple(_row(m, choice, i) for i in (opposed or apart)[-5:][::-1])
    known = estimate.lo is not None and estimate.hi is not None
    found = replace(
        bare,
        share=float(100 * (one[both] == other[both]).mean()) if len(both) else None,
        lo=100 * (estimate.lo or 0.0) if known else None,
        hi=100 * (estimate.hi or 0.0) if known else None,
        n=len(both),
        kappa=agreement.agreement(one, other, measure="kappa").value,
        rank=_rank(m, choice, bare, settings),
        breaks=last,
        breaks_title=f"The last {len(last)} votes on which they {verb}",
        rows=tuple(_row(m, choice, int(i)) for i in both),
    )
    return replace(found, sentence=f"{bare.sentence} {_figures(found, span[1], verb, settings)}".strip())


def _rank(
    m: VoteMatrix, choice: npt.NDArray[np.int8], bare: PairReport, settings: Settings
) -> tuple[int, int] | None:
    """The second's place among all the first's fellows; None where one of them cast too few votes to be placed."""
    if not bare.ties:
        return None
    shares = {}
    for k, code in enumerate(m.states):
        ok = (choice[:, 0] > 0) & (choice[:, k] > 0)
        if k and int(ok.sum()) >= settings.similarity_min_votes:
            shares[code] = float((choice[ok, 0] == choice[ok, k]).mean())
    if set(shares) != set(bare.ties[0].members) - {bare.a} or len(shares) < 2:
        return None
    return sorted(shares.values(), reverse=True).index(shares[bare.b]) + 1, len(shares)


def _row(m: VoteMatrix, choice: npt.NDArray[np.int8], i: int) -> VoteRow:
    rc = m.roll_calls[i]
    return VoteRow(
        rc.date.isoformat(), rc.symbol, rc.title, CHOICE[int(choice[i, 0])], CHOICE[int(choice[i, 1])]
    )


def _ties_sentence(a: str, b: str, shared: tuple[Tie, ...], allied: bool, on: date) -> str:
    """What the two are to each other; empty where the record knows nothing."""
    said = []
    alliances = [t for t in shared if t.defence][:NAMED]
    others = [t for t in shared if not t.defence][: NAMED - len(alliances)]
    if alliances:
        said.append(f"allies in {_join([_dated(t) for t in alliances])}")
    elif allied:
        said.append(f"allies by an obligation of defence on record for {on.year}")
    if others:
        said.append(f"fellow members of {_join([_dated(t) for t in others])}")
    return f"{_capital(with_article(a))} and {with_article(b)} are {', and '.join(said)}." if said else ""


def _dated(tie: Tie) -> str:
    return f"{with_article(tie.org)}{f' (since {tie.since.year})' if tie.since else ''}"


def _figures(found: PairReport, until: date, verb: str, settings: Settings) -> str:
    """How often they voted alike, the rank, and the last break, in one sentence."""
    a, b = with_article(found.a), with_article(found.b)
    years = _number(settings.comparison_years)
    if found.share is None or found.n < settings.similarity_min_votes:
        return (
            f"{_capital(a)} and {b} cast only {found.n} votes in common in the {years} years to {day_text(until)}, "
            "too few for a figure."
        )
    said = f"In the {years} years to {day_text(until)} {b} voted as {a} did in {found.share:.1f} % of {found.n} General Assembly votes"
    said += (
        " (too few sessions for an interval)"
        if found.lo is None
        else f" (95 % interval {found.lo:.0f} to {found.hi:.0f})"
    )
    if found.rank:
        said += f", {_ordinal(found.rank[0])} of {fellows_of(found.ties[0], found.a)}"
    if found.breaks:
        last = found.breaks[0]
        said += f"; they last {verb} on {last.date} ({shortened(last.title, TITLE)}, {last.symbol})"
    return said + "."


def _join(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _number(n: int) -> str:
    return NUMBERS[n] if n < len(NUMBERS) else str(n)


def _ordinal(n: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[n - 1] if n <= len(words) else f"number {n}"
