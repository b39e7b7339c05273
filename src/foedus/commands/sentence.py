"""`foedus check`: one sentence goes in, what was judged and the verdict with its rows come out."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from foedus import doors
from foedus.commands.days import day_named

if TYPE_CHECKING:
    from foedus.checking.verdict import Checked
    from foedus.record.queries import Record


def check(
    sentence: str,
    *,
    as_of: str | None = None,
    json_: Annotated[bool, Parameter(name="--json")] = False,
    strict: bool = False,
) -> int:
    """Judge one sentence: what was understood, the verdict, and the rows that decide it.

    Args:
        sentence: in the canonical language (docs/reference/canonical.md), or as an article would put it.
        as_of: judge as of this day (YYYY-MM-DD); default the day that the sentence names, else today.
        json_: print one JSON document.
        strict: exit with 1 where a claim is refuted.
    """
    record = doors.open_record()
    checked = doors.check_sentence(sentence, record, day_named(as_of))
    if json_:
        print(json.dumps(_document(checked, record), ensure_ascii=False, indent=1))
    else:
        _show(checked)
    refuted = any(v.word == "refuted" for v in checked.verdicts.values())
    return 1 if strict and refuted else 0


def _document(checked: Checked, record: Record) -> dict[str, Any]:
    """The envelope ``{data, meta}`` of the sentence's claims."""
    meta = {
        "version": record.version,
        "as_of": checked.as_of.isoformat(),
        "citation": record.cite(),
        "warnings": list(checked.reading.warnings),
    }
    return {"data": {"claims": checked.to_dict()["claims"]}, "meta": meta}


def _show(checked: Checked) -> None:
    """Each claim of the sentence for the eye."""
    from rich.console import Console

    console = Console(soft_wrap=True)
    for claim in checked.reading.claims:
        verdict = checked.verdict(claim)
        console.print(verdict.word.replace("_", " "), style="bold", markup=False, highlight=False)
        lines = [f"as understood: {verdict.as_read}" if verdict.as_read else "", verdict.reason, verdict.note]
        lines += [f"- {e.text}" for e in verdict.evidence]
        for line in filter(None, lines):
            console.print(line, markup=False, highlight=False)
