"""One judge of numbers: how a number is meant ("about", "nearly", "more than") and whether a counted one bears it out.

The rule is the same for votes, members, years and money. Between what fits and what does not lies a stretch in which it is
too near to call: a vague word is never held against anybody by a hair.
"""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Grain(NamedTuple):
    """How far a number may lie from one said without a qualifier and still be it.

    Attributes:
        below, above: in units of the number.
        share: as a share of the number said.
    """

    below: float = 0.0
    above: float = 0.0
    share: float = 0.0


COUNT = Grain()  # heads and votes are counted: 58 is 58
YEARS = Grain(0.75, 0.999)  # "19 years" and "20 years" are both said of 19.8
MEASURE = Grain(share=0.04)  # "17 million" stands for what rounds to it
PER_CENT = Grain(1.0, 1.0)

CLOSE = 0.05  # "about 100" bears five more or less
FAR = 0.15  # beyond fifteen it is not about 100 any more
UP_TO = 0.10  # "nearly 100" is 90 to 100

_WORDS = {
    "about": "about", "some": "about", "around": "about", "roughly": "about", "approximately": "about", "close to": "about",
    "nearly": "nearly", "almost": "nearly", "just under": "nearly",
    "over": "over", "more than": "over", ">": "over", "just over": "over", "well over": "over",
    "under": "under", "less than": "under", "fewer than": "under", "<": "under",
    "at least": "at_least", "at_least": "at_least", ">=": "at_least", "no fewer than": "at_least",
    "at most": "at_most", "at_most": "at_most", "<=": "at_most", "up to": "at_most", "no more than": "at_most", "as many as": "at_most",
}  # fmt: skip


class Comparator(Enum):
    """How a number is meant."""

    EXACTLY = "="
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"

    @classmethod
    def of(cls, words: str | None) -> Comparator:
        """The comparator of a word as written; a word that softens nothing ("only", "exactly") means exactly.

        >>> Comparator.of("more than").value, Comparator.of("some").value, Comparator.of("only").value
        ('over', 'about', '=')
        """
        return cls(_WORDS.get(" ".join((words or "").lower().split()), "="))

    def fits(self, said: float, counted: float, grain: Grain = COUNT) -> bool | None:
        """Whether a number counted bears out a number said; None where it is too near to call.

        Args:
            said: the number as written.
            counted: the number of the record.
            grain: what is counted, and so how exactly.

        >>> [Comparator.ABOUT.fits(54, n) for n in (56, 58, 70)]
        [True, None, False]
        >>> Comparator.NEARLY.fits(20, 19.8, YEARS), Comparator.EXACTLY.fits(26, 25), Comparator.OVER.fits(60, 60)
        (True, False, False)
        """
        low, high = said - grain.below - grain.share * abs(said), said + grain.above + grain.share * abs(said)
        unit = 1.0 if grain is COUNT else max(said - low, high - said)
        if self is Comparator.EXACTLY:
            return low <= counted <= high
        if self is Comparator.ABOUT:
            return _graded(abs(counted - said), max(CLOSE * abs(said), unit), max(FAR * abs(said), 2 * unit))
        if self is Comparator.NEARLY:
            if counted > said:
                return None if counted <= high + CLOSE * abs(said) else False
            return _graded(said - counted, max(UP_TO * abs(said), unit), max(2 * UP_TO * abs(said), 2 * unit))
        more = self in {Comparator.OVER, Comparator.AT_LEAST}
        beyond = counted - said if more else said - counted
        if beyond > 0 or (beyond == 0 and self in {Comparator.AT_LEAST, Comparator.AT_MOST}):
            return True
        return None if grain is not COUNT and -beyond <= unit else False


def _graded(off: float, near: float, far: float) -> bool | None:
    """Whether a distance is small, large, or neither."""
    return True if off <= near else None if off <= far else False
