"""Claims about who goes along with whom, held against the votes by the rule of alignment (thresholds in the settings)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from foedus import settings
from foedus.checking import rollcalls
from foedus.checking.groups import group
from foedus.checking.settled import of_votes
from foedus.checking.verdict import Evidence, Row, Verdict, Word, evidence, unknown
from foedus.checking.votes import headline, name
from foedus.model.acts import CODE, Choice, Vote
from foedus.model.compare import PER_CENT, Comparator

if TYPE_CHECKING:
    from foedus.measure.results import PairedDifference
    from foedus.model.acts import RollCall
    from foedus.reading.schema import Claim
    from foedus.record.queries import Record

MOST = 0.8  # share of a period's days that complete sessions must make


def check(claim: Claim, record: Record, as_of: date) -> Verdict:
    """Decide an alignment claim.

    Args:
        claim: ``fields["kind"]`` is compare, reliance, many, share, unity or group_reliance.
        record: the votes.
        as_of: the article's day.
    """
    kind = claim.fields.get("kind")
    if (claim.fields.get("period") or {}).get("unread"):
        return unknown(f"which years {claim.fields['period']['unread']!r} means cannot be told")
    if kind in {"compare", "reliance"}:
        return _comparison(claim.fields, record, as_of)
    if kind in {"many", "share"}:
        return _agreement(claim.fields, record, as_of)
    if kind == "unity":
        calls = tuple(_spoken(claim.fields, record, as_of)[:1])
        frame = of_votes(claim.fields, calls, None)["frame"] if calls else None
        return replace(_unity(claim.fields, record, as_of), judged={"frame": frame})
    if kind == "group_reliance":
        named, _ = _named_votes(claim.fields, record, as_of)
        votes = [{"symbol": c.symbol} for c in named]
        return replace(_group_reliance(claim.fields, record, as_of), judged={"votes": votes})
    return unknown("the claim names no measure that the record holds")


def period(fields: Mapping[str, Any], as_of: date) -> tuple[date, date, bool]:
    """The days that a claim covers, to the article's day, and whether it names them itself."""
    named = fields.get("period")
    years = settings.load().comparison_years
    if named and named.get("since"):
        until = date.fromisoformat(named["until"]) if named.get("until") else as_of
        return date.fromisoformat(named["since"]), min(until, as_of), True
    if named and named.get("years"):
        years = int(named["years"])
    month_day = (as_of.month, 28 if (as_of.month, as_of.day) == (2, 29) else as_of.day)
    return date(as_of.year - years, *month_day), as_of, bool(named)


def _covered(record: Record, body: str, since: date, until: date) -> tuple[list[bool], str]:
    """Which roll calls of a period lie inside complete coverage, and why they do not suffice, or "" where they do.

    Only votes of sessions that are complete are counted; they must make most of the period.
    """
    calls = record.roll_calls(body, since, until)
    days = f"{since.isoformat()} to {until.isoformat()}"
    if not calls:
        return [], f"the record holds no recorded vote of {body} from {days}"
    spans = sorted(
        (max(c.since, since), min(c.until, until))
        for c in record.coverage("votes", body)
        if c.kind == "complete"
    )
    whole, at = 0, since
    for low, high in spans:
        start = max(low, at)
        if start <= high:
            whole += (high - start).days + 1
            at = high + timedelta(days=1)
    if whole < MOST * ((until - since).days + 1):
        return [], f"the record is incomplete for votes of {body} from {days}"
    return [any(low <= c.date <= high for low, high in spans) for c in calls], ""


def _only(choice: Any, inside: Sequence[bool]) -> Any:
    """The votes with those of incomplete sessions left out (as if nobody had voted)."""
    import numpy as np

    return np.where(np.asarray(inside)[:, None], choice, np.int8(0))


_CHOICE: dict[int, Choice] = {code: choice for choice, code in CODE.items()}


def _cast(calls: Sequence[RollCall], state: str, votes: Any) -> list[Row]:
    """A state's votes as rows."""
    return [
        Vote(f"vote:{c.symbol}:{state}", c.symbol, state, _CHOICE[int(v)], c.origin)
        for c, v in zip(calls, votes, strict=True)
        if v > 0
    ]


def _parted(calls: Sequence[RollCall], states: tuple[str, str], votes: tuple[Any, Any, Any]) -> list[Row]:
    """The votes of two states on the roll calls on which one of them, and not the other, voted as the reference did."""
    ours, theirs, reference = votes
    parted = (ours > 0) & (theirs > 0) & (reference > 0) & ((ours == reference) != (theirs == reference))
    kept = [c for c, k in zip(calls, parted, strict=True) if k]
    return [*_cast(kept, states[0], ours[parted]), *_cast(kept, states[1], theirs[parted])]


def _families(calls: Sequence[RollCall]) -> list[str]:
    """The family of each roll call: the same resolution in other years, else its agenda item or title."""
    return [c.family or c.agenda or c.title for c in calls]


def _comparison(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """A goes along with R more than B does: on the votes that all three cast."""
    from foedus.measure.agreement import paired_difference

    a, b, reference = fields["a"], fields["b"], fields["reference"]
    body = fields.get("body") or "UNGA"
    since, until, _ = period(fields, as_of)
    inside, lacking = _covered(record, body, since, until)
    if lacking:
        return unknown(lacking)
    matrix = record.matrix([a, b, reference], body, since, until)
    votes_a, votes_b, votes_r = _only(matrix.choice, inside).T
    result = paired_difference(
        votes_a, votes_b, votes_r, _families(matrix.roll_calls), [c.session for c in matrix.roll_calls]
    )
    kept = (votes_a > 0) & (votes_b > 0) & (votes_r > 0)
    calls = [c for c, k in zip(matrix.roll_calls, kept, strict=True) if k]
    parted = _parted(matrix.roll_calls, (a, b), (votes_a, votes_b, votes_r))
    shown = (_figures(record, result, (a, b, reference), [*calls, *parted], since, until),)
    reason = _not_decided(result)
    if reason:
        return unknown(reason, shown)
    more = (result.difference or 0.0) > 0
    if fields.get("relation") == "less":
        more = not more
    if more:
        return Verdict("supported", shown)
    closer = name(b if fields.get("relation") != "less" else a)
    why = f"on the votes that all three cast, {closer} voted with {name(reference)} more often"
    word: Word = "refuted" if fields.get("explicit") else "not_borne_out"
    about = (
        ""
        if fields.get("explicit")
        else "the words are about reliance; the measure is votes at the United Nations"
    )
    return Verdict(word, shown, why, "; ".join(filter(None, (about, _wider(result)))))


def _wider(result: PairedDifference) -> str:
    """What the interval speaks of, where resolutions that return every year are taken for one draw and it holds zero."""
    if result.lo is None or result.hi is None or not result.lo <= 0 <= result.hi:
        return ""
    return (
        "the interval takes each vote for itself and speaks of these votes; with families of like resolutions as the unit it is "
        f"{100 * result.lo:.1f} to {100 * result.hi:.1f} and holds zero, so the figure says little of other votes of their kind"
    )


def _not_decided(result: PairedDifference) -> str:
    """Which condition of the rule fails, or "" where all hold."""
    limits = settings.load()
    if result.n < limits.alignment_min_votes or result.difference is None:
        return f"only {result.n} votes were cast by all three; {limits.alignment_min_votes} are needed"
    points = 100 * result.difference
    if abs(points) < limits.alignment_min_margin:
        return f"the difference of {points:.1f} points is below the margin of {limits.alignment_min_margin:g}"
    if not result.votes_exclude_zero:
        return "the 95 % interval of the difference includes zero"
    for label, x, y in (
        ("abstention half-way", result.halfway_a, result.halfway_b),
        ("Cohen's kappa", result.kappa_a, result.kappa_b),
    ):
        if x is None or y is None or (x - y) * points <= 0:
            return f"the sign is not the same with {label}"
    return ""


def _percent(share: float | None) -> str:
    return "-" if share is None else f"{100 * share:.1f} %"


def _figures(
    record: Record,
    result: PairedDifference,
    states: tuple[str, str, str],
    rows: Sequence[Row],
    since: date,
    until: date,
) -> Evidence:
    """A comparison with all its figures, the roll calls that it counts, and the votes on which the two part."""
    a, b, r = states
    interval = (
        "no interval"
        if result.lo_votes is None or result.hi_votes is None
        else f"95 % interval {100 * result.lo_votes:.1f} to {100 * result.hi_votes:.1f}"
    )
    difference = "-" if result.difference is None else f"{100 * result.difference:.1f} points"
    text = (
        f"{since.isoformat()} to {until.isoformat()}, {result.n} votes that all three cast: {name(a)} as {name(r)} {_percent(result.share_a)}, "
        f"{name(b)} {_percent(result.share_b)}, difference {difference} ({interval}); abstention half-way "
        f"{_percent(result.halfway_a)} and {_percent(result.halfway_b)}; kappa {result.kappa_a or 0:.2f} and {result.kappa_b or 0:.2f}"
    )
    figures = {
        "n": result.n, "share_a": result.share_a, "share_b": result.share_b, "difference": result.difference,
        "lo": result.lo_votes, "hi": result.hi_votes, "lo_families": result.lo, "hi_families": result.hi,
        "halfway_a": result.halfway_a, "halfway_b": result.halfway_b, "kappa_a": result.kappa_a, "kappa_b": result.kappa_b,
    }  # fmt: skip
    return evidence(record, text, rows, id=f"agreement:{a}-{r}:{b}-{r}:{since}..{until}", figures=figures)


def _agreement(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """A votes with R in many, in most, or in so many per cent of the votes."""
    from foedus.measure.agreement import agreement

    limits = settings.load()
    a, reference, body = fields["a"], fields["reference"], fields.get("body") or "UNGA"
    since, until, named = period(fields, as_of)
    inside, lacking = _covered(record, body, since, until)
    if lacking:
        return unknown(lacking)
    matrix = record.matrix([a, reference], body, since, until)
    ours, theirs = _only(matrix.choice, inside).T
    result = agreement(
        ours, theirs, families=_families(matrix.roll_calls), sessions=[c.session for c in matrix.roll_calls]
    )
    calls = [c for c, x, y in zip(matrix.roll_calls, ours, theirs, strict=True) if x > 0 and y > 0]
    if result.n < limits.alignment_min_votes or result.value is None:
        return unknown(f"only {result.n} votes were cast by both; {limits.alignment_min_votes} are needed")
    share = 100 * result.value
    text = f"{since.isoformat()} to {until.isoformat()}: {name(a)} voted as {name(reference)} did in {share:.1f} % of the {result.n} votes that both cast"
    figures = {"n": result.n, "share": result.value, "lo": result.lo, "hi": result.hi}
    rows = [*calls, *_cast(calls, a, [int(x) for x, y in zip(ours, theirs, strict=True) if x > 0 and y > 0])]
    shown = (evidence(record, text, rows, id=f"agreement:{a}-{reference}:{since}..{until}", figures=figures),)
    if fields.get("kind") == "share":
        return _stated_share(fields, share, shown, named=named)
    if share >= limits.alignment_many:
        return Verdict("supported", shown)
    return unknown(
        f"they agree in {share:.1f} % of the votes; from {limits.alignment_many:g} % on that is many", shown
    )


def _stated_share(
    fields: Mapping[str, Any], share: float, shown: tuple[Evidence, ...], *, named: bool
) -> Verdict:
    """A share that the claim puts a number on; without a period of its own it is never refuted."""
    value, comparator = fields["value"], fields.get("comparator") or "="
    if Comparator.of(comparator).fits(value, share, PER_CENT):
        return Verdict("supported", shown)
    if named and abs(share - value) > 5:
        return Verdict("refuted", shown, f"it was {share:.1f} %")
    return unknown(f"it was {share:.1f} % as counted here; how the article counts is not said", shown)


def _spoken(fields: Mapping[str, Any], record: Record, as_of: date) -> list[RollCall]:
    """The roll call that the claim's sentence speaks of, if it speaks of one."""
    frame = fields.get("frame") or {}
    if not (frame.get("anaphor") or frame.get("dates") or frame.get("near") or frame.get("symbol")):
        return []
    found = rollcalls.pick(frame, record, as_of)
    return list(found.calls) if len(found.calls) == 1 else []


def _members(record: Record, code: str, call: RollCall) -> tuple[list[str], list[Any], bool]:
    """The voting members of a group on a roll call, their rows, and whether nobody can be missing."""
    votes = record.votes(call.symbol)
    circle = group(record, code, call.date, votes)
    if circle is None:
        return [], [], False
    states = [m for m in circle.members if m in votes]
    return (
        states,
        [*(circle.rows[s] for s in states if s in circle.rows), *(votes[s] for s in states)],
        circle.complete,
    )


def _unity(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """A bloc lacks unity, or votes as one: on the vote spoken of, else over the period."""
    code = fields["group"]
    calls = _spoken(fields, record, as_of)
    if not calls:
        return _unity_over(fields, record, as_of)
    call = calls[0]
    states, rows, complete = _members(record, code, call)
    if len(states) < 2:
        return unknown(f"the record is incomplete for the members of {code} on {call.date.isoformat()}")
    votes = record.votes(call.symbol)
    choices = {s: votes[s].choice for s in states}
    text = f"{headline(call)}; {code}: " + ", ".join(
        f"{name(s)} {c.replace('_', ' ')}" for s, c in choices.items()
    )
    shown = (evidence(record, text, [call, *rows], latest=call.date),)
    apart = len(set(choices.values())) > 1
    if fields.get("relation") == "lacks unity":
        return (
            Verdict("supported", shown)
            if apart
            else unknown(f"on {call.symbol} all members of {code} voted alike", shown)
        )
    if not apart:
        return (
            Verdict("supported", shown)
            if complete
            else unknown(f"the record is incomplete for the members of {code}", shown)
        )
    cast = {c for c in choices.values() if c != "not_voting"}
    if fields.get("explicit") and len(cast) > 1:
        return Verdict("refuted", shown, f"the members of {code} did not all vote alike on {call.symbol}")
    return unknown(f"on {call.symbol} not all members of {code} voted alike", shown)


def _unity_over(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """A bloc's unity over a period: the mean Agreement Index, with its interval, below the floor of the settings."""
    import numpy as np

    from foedus.measure.agreement import agreement_index

    code, body, limits = fields["group"], fields.get("body") or "UNGA", settings.load()
    since, until, _ = period(fields, as_of)
    inside, lacking = _covered(record, body, since, until)
    if lacking:
        return unknown(lacking)
    members = record.members(code, until)
    states = [m.state for m in members if m.state in record.voters]
    if len(states) < 3 or not record.covers("memberships", code, since, until):
        return unknown(
            f"the record is incomplete for the members of {code} from {since.isoformat()} to {until.isoformat()}"
        )
    matrix = record.matrix(states, body, since, until)
    choice = _only(matrix.choice, inside)
    counts = [(choice == value).sum(axis=1) for value in (1, 3, 2)]
    voted = sum(counts) >= 2
    index = agreement_index(*(c[voted] for c in counts))
    if len(index) < limits.alignment_min_votes:
        return unknown(f"only {len(index)} votes; {limits.alignment_min_votes} are needed")
    mean = float(index.mean())
    spread = 1.96 * float(index.std(ddof=1)) / float(np.sqrt(len(index)))
    calls = [c for c, v in zip(matrix.roll_calls, voted, strict=True) if v]
    text = f"{since.isoformat()} to {until.isoformat()}: mean Agreement Index of {code} {mean:.2f} ({mean - spread:.2f} to {mean + spread:.2f}) on {len(index)} votes"
    figures = {"n": len(index), "mean": mean, "lo": mean - spread, "hi": mean + spread}
    shown = (
        evidence(record, text, [*calls, *members], id=f"unity:{code}:{since}..{until}", figures=figures),
    )
    lacks = mean + spread < limits.unity_floor
    if fields.get("relation") == "lacks unity" and lacks:
        return Verdict("supported", shown)
    if fields.get("relation") != "lacks unity" and mean - spread >= limits.unity_floor:
        return Verdict("supported", shown)
    return unknown(
        f"the Agreement Index of {mean:.2f} does not decide it (floor {limits.unity_floor:g})", shown
    )


def _group_reliance(fields: Mapping[str, Any], record: Record, as_of: date) -> Verdict:
    """R can, or cannot, count on its allies: on the votes that the article names, one by one."""
    reference, code = fields["reference"], fields["group"]
    calls, missing = _named_votes(fields, record, as_of)
    if missing:
        return unknown(f"not every vote that the article names is in the record: {missing}")
    if not calls:
        return unknown("the article names no vote by which it could be decided")
    apart: list[RollCall] = []
    shown: list[Evidence] = []
    for call in calls:
        states, rows, _ = _members(record, code, call)
        votes = record.votes(call.symbol)
        others = [s for s in states if s != reference]
        if not others or reference not in votes or votes[reference].choice == "not_voting":
            continue
        along = [s for s in others if votes[s].choice == votes[reference].choice]
        shown.append(
            evidence(
                record,
                f"{headline(call)}; {len(along)} of {len(others)} voted with {name(reference)}",
                [call, *rows],
                latest=call.date,
            )
        )
        if 2 * len(along) <= len(others):
            apart.append(call)
    if not shown:
        return unknown(f"the record is incomplete for the members of {code}")
    denied = fields.get("relation") == "cannot"
    fits = len(apart) if denied else len(shown) - len(apart)
    if fits == len(shown):
        return Verdict("supported", tuple(shown))
    if fits:
        return Verdict(
            "partly_supported", tuple(shown), "it holds on some of the votes named and not on others"
        )
    return unknown("on the votes named it does not show; the words are about reliance", tuple(shown))


def _named_votes(fields: Mapping[str, Any], record: Record, as_of: date) -> tuple[list[RollCall], str]:
    """The roll calls of all the votes that the article speaks of up to the claim, and why one was not found, if so."""
    out: dict[str, RollCall] = {}
    missing = ""
    for frame in fields.get("votes") or []:
        found = rollcalls.pick(frame, record, as_of)
        if len(found.calls) == 1 and found.sure:
            out.setdefault(found.calls[0].symbol, found.calls[0])
        elif frame.get("symbol") or (
            frame.get("dates") and not frame.get("dates_inherited") and frame.get("near")
        ):
            missing = missing or found.reason or "several fit"
    return list(out.values()), missing
