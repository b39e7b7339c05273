"""What can go wrong, as one tree: every error says what was found, what was expected, and has an exit code.

FoedusError                 70  our bug, unless a subclass says better
├── UsageError               2  the call's words are off
│   ├── UnknownName          2  a name, code, measure or column nobody knows; carries the nearest ones
│   ├── AmbiguousName        2  a name that fits more than one state or body on that day
│   └── CanonicalError       2  a sentence that the canonical language does not know
├── InputError               2  a file or text that is not what it should be; nothing was kept of it
│   ├── ArticleError         2  not an article: missing, empty, binary, undecodable, another language
│   ├── SourceError          4  a publisher's file that does not add up or has drifted
│   └── PledgeError          2  a pledge file with a line that cannot be right
├── RecordError              3  the record is missing, damaged, or of another version
├── FetchError               4  the network or a publisher failed
├── LimitError               5  a stated limit was hit (see settings)
└── MeasureError             2  the data cannot carry the measure (too few votes, no identification)
"""

from __future__ import annotations

from collections.abc import Iterable


class FoedusError(Exception):
    """The root of everything foedus raises on purpose; ``exit_code`` is what the command line returns."""

    exit_code = 70


class UsageError(FoedusError):
    """The words of the call cannot be followed."""

    exit_code = 2


class UnknownName(UsageError):
    """Nobody is known by this name; ``nearest`` lists the closest known ones."""

    def __init__(self, name: str, kind: str = "state", nearest: Iterable[str] = (), note: str = "") -> None:
        self.name, self.kind, self.nearest = name, kind, tuple(nearest)
        hint = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        super().__init__(f"no {kind} is known as {name!r}{' ' + note if note else ''}{hint}")


class AmbiguousName(UsageError):
    """The name fits more than one; ``candidates`` lists them. foedus does not guess."""

    def __init__(self, name: str, candidates: Iterable[str], note: str = "") -> None:
        self.name, self.candidates = name, tuple(candidates)
        super().__init__(f"{name!r} fits {', '.join(self.candidates)}{'; ' + note if note else ''}")


class CanonicalError(UsageError):
    """A sentence, or a part of one, that the canonical language does not know; ``nearest`` is the form most like it."""

    def __init__(self, found: str, expected: str, nearest: str | None) -> None:
        self.found, self.expected, self.nearest = found, expected, nearest
        hint = f"; nearest: {nearest}" if nearest else ""
        super().__init__(f"expected {expected}; found {found!r}{hint}")


class InputError(FoedusError):
    """A file or text is not what it should be; nothing of it was kept."""

    exit_code = 2


class ArticleError(InputError):
    """The bytes are not an article that can be read."""


class SourceError(InputError):
    """A publisher's file does not add up or is laid out in a way nobody has seen; nothing was imported."""

    exit_code = 4


class PledgeError(InputError):
    """A pledge file has a line that cannot be right; nothing of it was used."""


class RecordError(FoedusError):
    """The record is missing, damaged, or written by another version."""

    exit_code = 3


class FetchError(FoedusError):
    """A publisher or the network failed."""

    exit_code = 4


class LimitError(FoedusError):
    """A limit stated in the settings was hit."""

    exit_code = 5


class MeasureError(FoedusError):
    """The data cannot carry the measure that was asked for."""

    exit_code = 2
