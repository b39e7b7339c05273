"""A claim before it has a number: what a finder of claims hands over to be merged with what the others found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from foedus.reading.schema import ClaimType, Doubt


@dataclass(frozen=True, slots=True)
class Draft:
    """A typed frame with its place in the text, not yet numbered and not yet given to a voice.

    Attributes:
        type: one of the twelve claim types.
        spans: (start, end) pairs, ``str`` offsets into the article's text, in order.
        fields: JSON values only; everything that checking needs.
        priority: where two drafts say the same of the same words, the higher one stays (0..100, 50 is usual).
        anchor: where the words stand that say what was done, if the finder knows.
        doubts: what the finder itself is not sure of.
    """

    type: ClaimType
    spans: tuple[tuple[int, int], ...]
    fields: Mapping[str, Any] = field(default_factory=dict)
    priority: int = 50
    anchor: tuple[int, int] | None = None
    doubts: tuple[Doubt, ...] = ()

    @property
    def start(self) -> int:
        """Where the first span begins."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the last span ends."""
        return self.spans[-1][1]
