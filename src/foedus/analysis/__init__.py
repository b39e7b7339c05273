"""Questions about voting asked of a record: who votes with whom, how united a bloc is, who broke ranks."""

from __future__ import annotations

from foedus.analysis.alike import Agreement, agree
from foedus.analysis.groups import Bloc, bloc
from foedus.analysis.nearest import Neighbours, neighbours
from foedus.analysis.ranks import BreakList, breaks

__all__ = ["Agreement", "Bloc", "BreakList", "Neighbours", "agree", "bloc", "breaks", "neighbours"]
