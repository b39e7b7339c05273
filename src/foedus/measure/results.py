"""What a measure gives: a value that never travels without its n, its interval and what it speaks of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measured value with its interval.

    Attributes:
        value: the measure; None where the votes cannot carry it (``note`` says why).
        lo: lower end of the interval; None where no interval can be given.
        hi: upper end of the interval.
        n: roll calls counted (both voted yes, abstain or no).
        level: nominal coverage of the interval, e.g. 0.95.
        families: families of resolutions among the n.
        sessions: sessions among the n.
        scope: what the interval speaks of, in words; empty where there is none.
        note: why a value or interval is missing, or what to beware of.
    """

    value: float | None
    lo: float | None
    hi: float | None
    n: int
    level: float = 0.95
    families: int = 0
    sessions: int = 0
    scope: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PairedDifference:
    """How much closer one state votes to a third than another does, on the votes that all three cast.

    Shares, kappas and the difference are fractions (0.076 is 7.6 percentage points); None where the votes cannot
    carry them (``note`` says why).

    Attributes:
        n: roll calls on which all three voted.
        share_a: share of them on which a votes as the reference does.
        share_b: the same for b.
        difference: ``share_a - share_b``, or that of another measure if one was named.
        lo: lower end of the interval of the difference, families of resolutions as blocks: it speaks of votes of
            this kind, so a resolution that returns every year counts as one draw.
        hi: upper end.
        lo_votes: lower end of the interval that takes every vote for a draw of its own: it speaks of the votes
            counted, and is too narrow for votes of this kind where resolutions return.
        hi_votes: upper end.
        halfway_a: agreement of a with abstention counted half-way.
        halfway_b: the same for b.
        kappa_a: agreement of a beyond chance (Cohen's kappa, unweighted).
        kappa_b: the same for b.
        level: nominal coverage of the interval.
        families: families of resolutions among the n.
        sessions: sessions among the n.
        scope: what the interval speaks of, in words.
        note: why something is missing, or what to beware of.
    """

    n: int
    share_a: float | None
    share_b: float | None
    difference: float | None
    lo: float | None
    hi: float | None
    halfway_a: float | None
    halfway_b: float | None
    kappa_a: float | None
    kappa_b: float | None
    lo_votes: float | None = None
    hi_votes: float | None = None
    level: float = 0.95
    families: int = 0
    sessions: int = 0
    scope: str = ""
    note: str = ""

    @property
    def excludes_zero(self) -> bool:
        """Whether the interval over families leaves zero out: the difference would hold for votes of this kind."""
        return self.lo is not None and self.hi is not None and (self.lo > 0 or self.hi < 0)

    @property
    def votes_exclude_zero(self) -> bool:
        """Whether the vote-by-vote interval leaves zero out: the difference is there among the votes counted."""
        return (
            self.lo_votes is not None
            and self.hi_votes is not None
            and (self.lo_votes > 0 or self.hi_votes < 0)
        )
