"""What is known of publishers' files beforehand, pinned by hand, each with its source: counts and exceptions."""

from __future__ import annotations

from dataclasses import dataclass

# Recorded votes of sessions that are still open, as the Library's own file of 2026-02-06 has them (record 4060887). The
# closed ones stand with the source that reads the file.
OPEN_SESSIONS: dict[str, dict[str, int]] = {"undl": {"10emsp": 26, "11emsp": 9, "80": 159}}


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
