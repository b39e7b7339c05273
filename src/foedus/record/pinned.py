"""What is known of publishers' files beforehand, pinned by hand, each with its source: counts and exceptions."""

from __future__ import annotations

from dataclasses import dataclass

# Recorded votes in each regular session, 1 to 80, as the Library's own file of 2026-02-06 has them (record 4060887,
# counted by worldcountrygroups); 0 where the Assembly held none. Session 80 was still open.
REGULAR: tuple[int, ...] = (
    26, 11, 20, 12, 21, 13, 18, 10, 12, 6, 24, 17, 16, 16, 31, 27, 13, 20, 0, 28,
    26, 24, 25, 33, 39, 79, 82, 74, 55, 72, 90, 94, 128, 121, 115, 133, 159, 146, 147, 156,
    155, 147, 136, 116, 86, 75, 75, 65, 68, 82, 76, 69, 61, 69, 67, 67, 73, 76, 71, 76,
    99, 80, 76, 69, 73, 70, 72, 64, 81, 75, 83, 95, 110, 96, 103, 80, 88, 85, 113, 159,
)  # fmt: skip
SPECIAL: dict[str, int] = {
    "10emsp": 26, "11emsp": 9, "14sp": 1, "1emsp": 6, "1sp": 2, "2emsp": 4, "2sp": 1, "3sp": 1,
    "4emsp": 1, "4sp": 3, "5emsp": 4, "5sp": 1, "6emsp": 1, "6sp": 1, "7emsp": 8, "8emsp": 2,
    "8sp": 1, "9emsp": 1, "9sp": 1,
}  # fmt: skip


def votes_in_session(publisher: str) -> dict[str, int]:
    """How many recorded votes a publisher has in each session of the Assembly; empty where that is not known."""
    if publisher != "undl":
        return {}
    return {str(number): count for number, count in enumerate(REGULAR, start=1) if count} | SPECIAL


@dataclass(frozen=True, slots=True)
class Pinned:
    """An exception to a rule that was looked into: how often it happens, and why."""

    rule: str
    publisher: str
    state: str
    count: int
    why: str


EXCEPTIONS: tuple[Pinned, ...] = (
    Pinned("session", "undl", "UNGA", 1, "A/RES/37/84: the Library's record 620167 gives 1982-02-21"),
    Pinned(
        "tally", "undl", "MDG", 1, "session 63: one vote, corrected by the Library after the tally was made"
    ),
    Pinned(
        "tally", "undl", "MRT", 1, "session 37: one vote, corrected by the Library after the tally was made"
    ),
    Pinned(
        "session", "voeten", "UNGA", 84, "Voeten's table dates some votes of the first sessions by month only"
    ),
    Pinned("no row", "voeten", "YEM", 1, "R/65/226: no row for Yemen in Voeten's table"),
)
