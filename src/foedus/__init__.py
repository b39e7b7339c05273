"""foedus: what is said about states, held against what states did.

>>> import foedus
>>> record = foedus.open_record(":starter:")
>>> record.votes("A/RES/68/262")["KAZ"].choice
'abstain'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from foedus.analysis import agree, bloc, breaks, neighbours
    from foedus.analysis.ideal import ideal_points
    from foedus.doors import brief, check, check_sentence, open_record, read
    from foedus.election.forecast import forecast

_HOMES = {
    "foedus.doors": ("brief", "check", "check_sentence", "open_record", "read"),
    "foedus.analysis": ("agree", "bloc", "breaks", "neighbours"),
    "foedus.analysis.ideal": ("ideal_points",),
    "foedus.election.forecast": ("forecast",),
}
__all__ = [
    "__version__",
    "agree",
    "bloc",
    "breaks",
    "brief",
    "check",
    "check_sentence",
    "forecast",
    "ideal_points",
    "neighbours",
    "open_record",
    "read",
]


def __getattr__(name: str) -> Any:
    """The public functions, imported when first asked for."""
    for home, names in _HOMES.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(home), name)
    raise AttributeError(f"module 'foedus' has no attribute {name!r}; it has {', '.join(__all__)}")


def __dir__() -> list[str]:
    """The public names."""
    return sorted(__all__)
