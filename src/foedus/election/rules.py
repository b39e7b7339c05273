"""How the General Assembly elects the non-permanent members of the Security Council, as functions of ballots.

Sources: Charter, Article 23; General Assembly resolution 1991 A (XVIII) of 1963 (the seats by region); Rules of Procedure
of the General Assembly, rules 83 and 86 (two thirds of the members present and voting), 92 (secret ballot, no nominations),
93 and 94 (rounds), 142 to 144 (five members a year, two years, no immediate re-election).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from foedus.errors import UsageError

Group = Literal[
    "African and Asia-Pacific",
    "Eastern European",
    "Latin American and Caribbean",
    "Western European and Others",
]
GROUPS: tuple[Group, ...] = (
    "African and Asia-Pacific",
    "Eastern European",
    "Latin American and Caribbean",
    "Western European and Others",
)
ALIASES = {
    "african and asia-pacific": GROUPS[0], "asia-pacific": GROUPS[0], "asia": GROUPS[0], "african": GROUPS[0],
    "africa": GROUPS[0], "afro-asian": GROUPS[0], "apg": GROUPS[0], "ag": GROUPS[0],
    "eastern european": GROUPS[1], "eastern europe": GROUPS[1], "eeg": GROUPS[1],
    "latin american and caribbean": GROUPS[2], "latin america": GROUPS[2], "grulac": GROUPS[2],
    "western european and others": GROUPS[3], "western europe": GROUPS[3], "weog": GROUPS[3],
}  # fmt: skip
# The regional groups of the UN whose states may be voted for on each ballot paper.
ELIGIBLE_GROUPS: dict[Group, frozenset[str]] = {
    GROUPS[0]: frozenset({"AG", "APG"}),
    GROUPS[1]: frozenset({"EEG"}),
    GROUPS[2]: frozenset({"GRULAC"}),
    GROUPS[3]: frozenset({"WEOG"}),
}
PERMANENT = frozenset({"CHN", "FRA", "GBR", "RUS", "SUN", "USA"})
BLOCK = 3  # rules 93 and 94 alternate blocks of three restricted and three unrestricted ballots


def group_named(name: str) -> Group:
    """The ballot paper that a name or abbreviation means.

    >>> group_named("asia-pacific")
    'African and Asia-Pacific'
    """
    key = name.strip().lower().replace("_", " ").removesuffix(" group").removesuffix(" states")
    try:
        return ALIASES[key]
    except KeyError:
        raise UsageError(f"no ballot paper is called {name!r}; there are {', '.join(GROUPS)}") from None


def seats_up(year: int) -> dict[Group, int]:
    """Places to be filled by the regular election of a year, by ballot paper (five in all, rule 142).

    Africa and Asia hold five seats, two of them (one African, one Asia-Pacific) filled in even years and three (two
    African, one Asia-Pacific) in odd ones; Eastern Europe's one in odd years; Latin America one each year; Western Europe
    and others two in even years.

    >>> seats_up(2016)["Western European and Others"], sum(seats_up(2015).values())
    (2, 5)
    """
    if year < 1966:
        raise UsageError(f"the seats by region hold for elections from 1966 on; found {year}")
    even = year % 2 == 0
    return {GROUPS[0]: 2, GROUPS[2]: 1, GROUPS[3]: 2} if even else {GROUPS[0]: 3, GROUPS[1]: 1, GROUPS[2]: 1}


def arab_swing_region(year: int) -> str | None:
    """The region whose turn it is to give the Arab seat, by understanding since 1967; None in even election years.

    The seat of an Arab state alternates between Africa and Asia in odd election years: Egypt was elected for Africa in 2015,
    Kuwait for Asia in 2017, Tunisia for Africa in 2019.

    >>> arab_swing_region(2015), arab_swing_region(2017), arab_swing_region(2016)
    ('AG', 'APG', None)
    """
    if year % 2 == 0:
        return None
    return "AG" if year % 4 == 3 else "APG"


def majority(voting: int) -> int:
    """Votes needed: the least whole number that is two thirds of the members present and voting (rules 83, 86).

    >>> majority(193), majority(192), majority(190)
    (129, 128, 127)
    """
    if voting < 0:
        raise UsageError(f"the number of members voting cannot be negative; found {voting}")
    return -(-2 * voting // 3)


def restricted(round_number: int) -> bool:
    """Whether a ballot is restricted: 1 is open, 2-4 restricted, 5-7 open, 8-10 restricted, and so on (rules 93, 94).

    >>> [restricted(n) for n in (1, 2, 4, 5, 7, 8, 17, 47)]
    [False, True, True, False, False, True, False, False]
    """
    if round_number < 1:
        raise UsageError(f"rounds are numbered from 1; found {round_number}")
    return round_number > 1 and ((round_number - 2) // BLOCK) % 2 == 0


@dataclass(frozen=True, slots=True)
class Paper:
    """One ballot paper: the states written on it (none: an abstention); ``spoiled`` where it cannot be read."""

    names: tuple[str, ...] = ()
    spoiled: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """What a round is about: its number, the places left, and the only states that may be voted for (None: any eligible)."""

    number: int = 1
    places: int = 1
    only: tuple[str, ...] | None = None
    unresolved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """The result of one round.

    Attributes:
        votes: by state, the most first.
        voting: members present and voting (valid papers with at least one vote).
        abstaining: papers without a name.
        invalid: papers that are spoiled or name more states than there are places.
        majority: votes needed.
        elected: states elected in this round, the most votes first.
        tied: states equal in votes at a cut that the rules do not decide; a further ballot among them does.
        next: the stage that follows, None where all places are filled.
    """

    votes: dict[str, int]
    voting: int
    abstaining: int
    invalid: int
    majority: int
    elected: tuple[str, ...]
    tied: tuple[str, ...]
    next: Stage | None


def count(
    papers: Iterable[Paper],
    stage: Stage | None = None,
    eligible: Collection[str] | None = None,
    withdrawn: Collection[str] = (),
) -> Count:
    """Count one round under the rules.

    Args:
        papers: the ballot papers handed in.
        stage: which round it is; None for the first round for one place.
        eligible: states that may be elected (right region, not a permanent or retiring member); None for no limit.
        withdrawn: states that ended their candidacy; votes for them still count (rule 92 knows no nominations).

    Returns:
        Who is elected, the majority, and the stage that follows.
    """
    stage = stage or Stage()
    tally: Counter[str] = Counter()
    voting = abstaining = invalid = 0
    for paper in papers:
        names = tuple(dict.fromkeys(paper.names))
        if paper.spoiled or len(names) > stage.places:
            invalid += 1
            continue
        valid = [n for n in names if _may_be_chosen(n, stage, eligible)]
        if not names:
            abstaining += 1
        elif not valid:
            invalid += 1
        else:
            voting += 1
            tally.update(valid)
    return _decide(dict(tally.most_common()), voting, stage, abstaining, invalid, withdrawn)


def decide(
    votes: Mapping[str, int], voting: int, stage: Stage | None = None, withdrawn: Collection[str] = ()
) -> Count:
    """The result of a round of which only the totals are known.

    Args:
        votes: by state.
        voting: members present and voting.
        stage: which round it is; None for the first round for one place.
        withdrawn: states that ended their candidacy after the round.

    Raises:
        UsageError: more votes than papers could carry.
    """
    stage = stage or Stage()
    if any(v < 0 for v in votes.values()):
        raise UsageError("votes cannot be negative")
    if sum(votes.values()) > voting * stage.places or max(votes.values(), default=0) > voting:
        raise UsageError(
            f"{sum(votes.values())} votes cannot come from {voting} papers with {stage.places} name(s) each"
        )
    ordered = dict(sorted(votes.items(), key=lambda kv: (-kv[1], kv[0])))
    return _decide(ordered, voting, stage, 0, 0, withdrawn)


def _may_be_chosen(name: str, stage: Stage, eligible: Collection[str] | None) -> bool:
    return (stage.only is None or name in stage.only) and (eligible is None or name in eligible)


def _decide(
    votes: dict[str, int],
    voting: int,
    stage: Stage,
    abstaining: int,
    invalid: int,
    withdrawn: Collection[str],
) -> Count:
    needed = majority(voting)
    over = [s for s in votes if voting and votes[s] >= needed]
    elected, tied = _cut(over, votes, stage.places)
    places = stage.places - len(elected)
    following: Stage | None = None
    if places:
        following = _next(votes, stage, elected, tied, places, withdrawn)
    return Count(votes, voting, abstaining, invalid, needed, elected, tied, following)


def _cut(
    ranked: Sequence[str], votes: Mapping[str, int], places: int
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The first ``places`` of a ranking, and those equal at the cut of whom no one is inside."""
    if len(ranked) <= places:
        return tuple(ranked), ()
    edge = votes[ranked[places - 1]]
    if votes[ranked[places]] != edge:
        return tuple(ranked[:places]), ()
    return tuple(s for s in ranked if votes[s] > edge), tuple(s for s in ranked if votes[s] == edge)


def _next(
    votes: Mapping[str, int],
    stage: Stage,
    elected: Collection[str],
    tied: tuple[str, ...],
    places: int,
    withdrawn: Collection[str],
) -> Stage:
    number = stage.number + 1
    if tied:  # more states over the majority than places: they alone go on
        return Stage(number, places, tied)
    if not restricted(number):
        return Stage(number, places)
    if stage.only is not None and restricted(stage.number) and not elected:
        return Stage(number, places, tuple(s for s in stage.only if s not in withdrawn))
    left = [s for s in votes if s not in elected and s not in withdrawn]
    inside, equal = _cut(left, votes, 2 * places)
    # At the cut of twice the places all that are equal go on: the rules name no way to leave one of them out.
    return Stage(number, places, inside + equal, equal)
