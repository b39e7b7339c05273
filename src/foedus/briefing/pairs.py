"""What a brief says of a pair of states: formal ties, agreement with its interval, rank among allies, last breaks."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from foedus.briefing.names import is_body, is_state, name_of, with_article
from foedus.model.acts import CODE
from foedus.settings import Settings

if TYPE_CHECKING:
    from foedus.checking.verdict import Checked
    from foedus.record.queries import Record

DEFENCE = frozenset(
    {"CSTO", "CST", "NATO"}
)  # alliances in the word's own sense come before unions and forums
WORLD = frozenset({"UN", "UNGA", "UNSC", "WTO", "OSCE", "NAM", "G77", "P5"})
CHOICE = {code: name.replace("_", " ") for name, code in CODE.items()}


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
    """Two states compared: one sentence, and the rows behind it."""

    a: str
    b: str
    a_name: str
    b_name: str
    sentence: str
    share: float | None
    lo: float | None
    hi: float | None
    n: int
    kappa: float | None
    rank: tuple[int, int] | None
    group: str | None
    breaks: tuple[VoteRow, ...]
    breaks_title: str
    rows: tuple[VoteRow, ...]

    def to_dict(self) -> dict[str, Any]:
        """As JSON; the votes by symbol."""
        return {
            "a": self.a,
            "b": self.b,
            "sentence": self.sentence,
            "agreement": self.share,
            "interval95": None if self.lo is None else [self.lo, self.hi],
            "n": self.n,
            "kappa": self.kappa,
            "rank": self.rank,
            "group": self.group,
            "breaks": [r.symbol for r in self.breaks],
            "votes": [r.symbol for r in self.rows],
        }


def about(checked: Checked, limit: int = 2) -> tuple[tuple[str, str], ...]:
    """The pairs of states that an article is about: those it names most, and those it compares."""
    reading = checked.reading
    weight: Counter[str] = Counter()
    head = reading.page.headline
    for m in reading.mentions:
        if m.kind == "state" and is_state(m.code):
            weight[m.code] += 5 if head and head.start <= m.start < head.end else 1
    pairs: list[tuple[str, str]] = []
    top = [code for code, n in weight.most_common(2) if n > 1]
    if len(top) == 2:
        pairs.append(_ordered(top[0], top[1], reading.text))
    for claim in reading.claims:
        f = claim.fields
        if claim.type == "alignment" and is_state(f.get("reference")):
            others = [str(f[key]) for key in ("a", "b") if is_state(f.get(key)) and f[key] != f["reference"]]
            pairs += [(str(f["reference"]), other) for other in others]
    seen: list[tuple[str, str]] = []
    for pair in pairs:
        if set(pair) not in [set(p) for p in seen]:
            seen.append(pair)
    return tuple(seen[: limit + 1])


def _ordered(first: str, second: str, text: str) -> tuple[str, str]:
    """The two in the order in which the text first names them, which is how headlines put it."""
    a, b = text.find(name_of(first)), text.find(name_of(second))
    return (
        (first, second) if (a if a >= 0 else len(text)) <= (b if b >= 0 else len(text)) else (second, first)
    )


def window(record: Record, as_of: date, settings: Settings) -> tuple[date, date] | None:
    """The years before the article for which every General Assembly vote is on record, or None."""
    year = as_of.year - settings.comparison_years
    since = date(year, 2, 28) if (as_of.month, as_of.day) == (2, 29) else as_of.replace(year=year)
    return (since, as_of) if record.covers("votes", "UNGA", since, as_of) else None


def ties(record: Record, a: str, b: str, as_of: date) -> list[tuple[str, date | None]]:
    """Organisations both belonged to on that day, alliances first, then the smallest, with the later of the two entries."""
    mine = {m.org: m for m in record.memberships(state=a, on=as_of, status="member")}
    theirs = {m.org: m for m in record.memberships(state=b, on=as_of, status="member")}
    shared = [org for org in mine if org in theirs and org not in WORLD and is_body(org)]
    sizes = {org: len(record.members(org, as_of)) for org in shared}
    out = []
    for org in sorted(shared, key=lambda o: (o not in DEFENCE, sizes[o], o)):
        starts = [d for d in (mine[org].start, theirs[org].start) if d]
        out.append((org, max(starts) if len(starts) == 2 else None))
    return out


def _join(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _ordinal(n: int) -> str:
    words = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
    return words[n - 1] if n <= len(words) else f"number {n}"


def day_text(day: date) -> str:
    """A date as a reader sees it."""
    return f"{day.day} {day:%B %Y}"


def report(record: Record, pair: tuple[str, str], as_of: date, settings: Settings) -> PairReport:
    """Everything a brief says of one pair, as of one day."""
    import numpy as np

    from foedus.measure import agreement
    from foedus.measure.intervals import family_of

    a, b = pair
    a_name, b_name = name_of(a), name_of(b)
    bonds = ties(record, a, b, as_of)
    span = window(record, as_of, settings)
    tie_words = _ties_sentence(a_name, b_name, bonds)
    if span is None:
        sentence = (
            f"{tie_words} How often they voted alike is unknown: the record of General Assembly votes is incomplete for "
            f"the {settings.comparison_years} years to {day_text(as_of)}."
        )
        return PairReport(a, b, a_name, b_name, sentence, None, None, None, 0, None, None, None, (), "", ())
    group = bonds[0][0] if bonds else None
    fellows = [m.state for m in record.members(group, as_of)] if group else []
    wanted = tuple(dict.fromkeys((a, b, *(s for s in fellows if s not in pair))))
    m = record.matrix(states=wanted, since=span[0], until=span[1])
    choice = np.asarray(m.choice)
    families = [rc.family or family_of(rc.title) for rc in m.roll_calls]
    sessions = [rc.session for rc in m.roll_calls]
    estimate = agreement.agreement(choice[:, 0], choice[:, 1], families=families, sessions=sessions)
    both = (choice[:, 0] > 0) & (choice[:, 1] > 0)
    n = int(both.sum())
    share = float(100 * (choice[both, 0] == choice[both, 1]).mean()) if n else None
    shares = {}
    for k, code in enumerate(m.states):
        ok = (choice[:, 0] > 0) & (choice[:, k] > 0)
        if k and int(ok.sum()) >= settings.similarity_min_votes:
            shares[code] = float((choice[ok, 0] == choice[ok, k]).mean())
    rank = (sorted(shares.values(), reverse=True).index(shares[b]) + 1, len(shares)) if b in shares else None
    rows = tuple(_row(m, choice, int(i)) for i in np.flatnonzero(both))
    apart = [i for i in np.flatnonzero(both) if choice[i, 0] != choice[i, 1]]
    opposed = [i for i in apart if {int(choice[i, 0]), int(choice[i, 1])} == {1, 3}]
    last = tuple(_row(m, choice, int(i)) for i in (opposed or apart)[-5:][::-1])
    lo, hi = (
        (100 * estimate.lo, 100 * estimate.hi)
        if estimate.lo is not None and estimate.hi is not None
        else (None, None)
    )
    kappa = agreement.agreement(choice[:, 0], choice[:, 1], measure="kappa").value
    sentence = _sentence(
        tie_words, (a_name, b_name), span, (share, lo, hi, n), (rank, group, settings), last, bool(opposed)
    )
    title = (
        f"The last {len(last)} votes on which they {'opposed each other' if opposed else 'chose differently'}"
    )
    return PairReport(a, b, a_name, b_name, sentence, share, lo, hi, n, kappa, rank, group, last, title, rows)


def _row(m: Any, choice: Any, i: int) -> VoteRow:
    rc = m.roll_calls[i]
    return VoteRow(
        rc.date.isoformat(), rc.symbol, rc.title, CHOICE[int(choice[i, 0])], CHOICE[int(choice[i, 1])]
    )


def _ties_sentence(a: str, b: str, bonds: list[tuple[str, date | None]]) -> str:
    if not bonds:
        return f"The record holds no organisation, beyond those of nearly all states, to which both {a} and {b} belonged."
    named = [f"{with_article(org)}{f' (since {since.year})' if since else ''}" for org, since in bonds[:4]]
    return f"{a} and {b} are bound by {_join(named)}."


def _sentence(
    tie_words: str,
    names: tuple[str, str],
    span: tuple[date, date],
    figures: tuple[float | None, float | None, float | None, int],
    standing: tuple[tuple[int, int] | None, str | None, Settings],
    last: tuple[VoteRow, ...],
    opposed: bool,
) -> str:
    a, b = names
    share, lo, hi, n = figures
    rank, group, settings = standing
    if share is None or n < settings.similarity_min_votes:
        return f"{tie_words} They cast only {n} votes in common in the years before, too few for a figure."
    said = f"{tie_words} In the two years to {day_text(span[1])} {b} voted as {a} did in {share:.1f} % of {n} General Assembly votes"
    said += (
        f" (95 % interval {lo:.0f} to {hi:.0f})"
        if lo is not None and hi is not None
        else " (too few sessions for an interval)"
    )
    if rank and group and rank[1] > 1:
        said += f", {_ordinal(rank[0])} of {a}’s {rank[1]} partners in {with_article(group)}"
    if last:
        verb = "opposed each other" if opposed else "chose differently"
        said += f"; they last {verb} on {last[0].date} ({last[0].title}, {last[0].symbol})"
    return said + "."
