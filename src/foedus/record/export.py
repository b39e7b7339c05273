"""Records in the formats of the field: Popolo vote events, roll-call matrices for R, Parquet, and CSV.

Every export carries the version, the citation and the publishers' terms; days are ISO 8601, codes are foedus's own.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import quote

from foedus.errors import RecordError, UnknownName
from foedus.record.about import cite, terms
from foedus.record.schema import ACTS, BY_NAME

if TYPE_CHECKING:
    from foedus.model.acts import RollCall
    from foedus.record.queries import Record

Which = tuple[str, dt.date | None, dt.date | None]  # body, first and last day
FORMATS = ("popolo", "matrix", "ordinal", "parquet", "csv")
OPTION = {"yes": "yes", "no": "no", "abstain": "abstain", "not_voting": "not voting"}
# Poole's codes, which pscl, wnominate and emIRT know: 1 yea, 6 nay, 7 abstained, 9 did not vote, 0 not in the house.
POOLE = {1: "1", 3: "6", 2: "7", 0: "9", -1: "0"}
# Three ordered categories for ordinal models; everything else is missing.
ORDINAL = {1: "1", 2: "2", 3: "3", 0: "NA", -1: "NA"}
R_READ = 'm <- as.matrix(read.csv("votes_matrix.csv", row.names = 1, check.names = FALSE))'
# pscl takes no names from the matrix itself.
R_CALL = (
    "rollcall(m, yea = 1, nay = 6, missing = c(7, 9), notInLegis = 0, "
    "legis.names = rownames(m), vote.names = colnames(m))"
)
RECORD_PAGE, SYMBOL_PAGE = "https://digitallibrary.un.org/record/", "https://docs.un.org/en/"
# Where a publisher's file is found, for a vote that has no page of its own.
PAGES = {
    "undl": "https://digitallibrary.un.org/",
    "undl_sc": "https://digitallibrary.un.org/",
    "press": "https://press.un.org/en",
    "voeten": "https://doi.org/10.7910/DVN/LEJUQZ",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
TABLES = ("roll_call", "vote", *ACTS, "coverage", "conflict", "bridge", "origin")


def safe(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> safe("=1+1"), safe(-3), safe("Kazakhstan")
    ("'=1+1", -3, 'Kazakhstan')
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


@contextmanager
def _written(path: Path) -> Iterator[IO[str]]:
    """A text file that appears whole or not at all."""
    aside = path.with_name(f".{path.name}-{uuid.uuid4().hex[:8]}")
    try:
        with aside.open("w", encoding="utf-8", newline="") as handle:
            yield handle
        aside.replace(path)
    except OSError as error:
        raise RecordError(f"{path} cannot be written: {error.strerror or error}") from error
    finally:
        aside.unlink(missing_ok=True)


def _header(record: Record) -> dict[str, Any]:
    return {"version": record.version, "citation": cite(record), "terms": terms(record)}


def page_of(record: Record, call: RollCall) -> str | None:
    """The web page of a roll call: the Library's record, the document, else where the publisher's file is; None if unknown."""
    if call.undl_id is not None:
        return f"{RECORD_PAGE}{call.undl_id}"
    document, publisher, drafts = _told(record).get(call.symbol, ("", "", ""))
    symbol = "" if "#" in call.symbol else call.symbol
    shown = next(filter(None, (document if publisher == "press" else "", symbol, drafts)), "")
    if re.match(r"(?:A|S)/[A-Z0-9]", shown):
        return SYMBOL_PAGE + quote(shown, safe="/().-")
    address = record.origin(call.origin).address
    if address and address.startswith(("http://", "https://")) and not re.search(r"\s", address):
        return address
    return PAGES.get(publisher)


def result_of(record: Record, call: RollCall) -> str | None:
    """Whether a text was adopted, where that is known: a resolution of the Library, or what a release says; else None.

    Totals do not tell: a resolution can be adopted without votes, a majority can fall short of two thirds or be vetoed.
    """
    if call.symbol in record.parts:
        return "fail" if call.symbol in _rejected(record) else None
    if call.undl_id is not None:
        return "pass"
    if call.symbol in _rejected(record):
        return "fail"
    publisher = _told(record).get(call.symbol, ("", "", ""))[1]
    return "pass" if publisher == "press" and call.symbol.startswith("A/RES/") else None


@lru_cache(maxsize=1)
def _told(record: Record) -> dict[str, tuple[str, str, str]]:
    """By symbol, what the roll call's publisher adds: the meeting's record, the publisher, the first draft."""
    rows = record.connection.execute(
        "SELECT r.symbol, r.meeting, r.publisher, coalesce(max(split_part(o.draft, '|', 1)), '') FROM roll_call r "
        "LEFT JOIN bridge b ON b.symbol = r.symbol AND b.publisher = r.publisher "
        "LEFT JOIN observation o ON o.publisher = b.publisher AND o.ident = b.ident GROUP BY ALL"
    ).fetchall()
    return {symbol: (meeting, publisher, draft) for symbol, meeting, publisher, draft in rows}


@lru_cache(maxsize=1)
def _rejected(record: Record) -> frozenset[str]:
    """Symbols of roll calls of which a release or meeting record says that the text failed."""
    rows = record.connection.execute(
        "SELECT DISTINCT b.symbol FROM bridge b JOIN observation o USING (publisher, ident) "
        "WHERE o.publisher = 'press' AND contains(o.note, 'rejected')"
    ).fetchall()
    return frozenset(symbol for (symbol,) in rows)


def vote_event(record: Record, call: RollCall) -> dict[str, Any]:
    """One roll call as a Popolo / Open Civic Data vote event; ``result`` only where it is known."""
    origin = record.origin(call.origin)
    event: dict[str, Any] = {
        "id": call.id,
        "identifier": call.symbol,
        "organization_id": call.body,
        "legislative_session_id": f"{call.body}/{call.session}",
        "classification": "recorded vote",
        "motion_text": call.title or call.symbol,
        "motion_classification": [record.parts.get(call.symbol, "passage")],
        "start_date": call.date.isoformat(),
        "counts": [
            {"option": "yes", "value": call.yes},
            {"option": "no", "value": call.no},
            {"option": "abstain", "value": call.abstain},
            {"option": "not voting", "value": call.not_voting},
        ],
        "votes": [
            {"vote_event_id": call.id, "voter_id": code, "option": OPTION[vote.choice]}
            for code, vote in record.votes(call.symbol).items()
        ],
        "extras": {
            "meeting": call.meeting,
            "agenda": call.agenda,
            "subjects": list(call.subjects),
            "origin": origin.id,
        },
    }
    result, page = result_of(record, call), page_of(record, call)
    if result:
        event["result"] = result
    if page:
        digest = f"; sha256 {origin.digest}" if origin.digest else ""
        event["sources"] = [{"url": page, "note": f"{origin.publisher}: {origin.title}{digest}"}]
    return event


def _popolo(record: Record, folder: Path, which: Which) -> list[Path]:
    path = folder / "vote_events.json"
    calls = record.roll_calls(*which, parts=True)
    with _written(path) as handle:
        handle.write('{"meta": ' + json.dumps(_header(record), ensure_ascii=False) + ', "vote_events": [\n')
        for index, call in enumerate(calls):
            text = json.dumps(vote_event(record, call), ensure_ascii=False)
            handle.write(text + (",\n" if index + 1 < len(calls) else "\n"))
        handle.write("]}\n")
    return [path]


def _matrix(record: Record, folder: Path, which: Which, codes: dict[int, str]) -> list[Path]:
    """States down, roll calls across, as R's packages want it; with a table of the roll calls and how to read it."""
    found = record.matrix(None, *which)
    seen = [bool((column >= 0).any()) for column in found.choice.T]
    matrix, about, words = folder / "votes_matrix.csv", folder / "votes_described.csv", folder / "README.txt"
    with _written(matrix) as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(["state", *(call.symbol for call in found.roll_calls)])
        for column, code in enumerate(found.states):
            if seen[column]:
                writer.writerow([code, *(codes[int(value)] for value in found.choice[:, column])])
    heading = ("symbol", "date", "session", "yes", "no", "abstain", "not_voting", "title")
    with _written(about) as handle:
        _table(handle, heading, ([getattr(call, name) for name in heading] for call in found.roll_calls))
    with _written(words) as handle:
        meaning = (
            f"{R_READ}; {R_CALL}"
            if codes is POOLE
            else "1 yes, 2 abstain, 3 no, NA no vote; for emIRT's ordIRT and the like"
        )
        handle.write(f"{cite(record)}\n\nIn R: {meaning}\n")
    return [matrix, about, words]


def _table(handle: IO[str], heading: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    writer = csv.writer(handle, lineterminator="\n")
    writer.writerow(heading)
    for row in rows:
        writer.writerow(["" if value is None else safe(value) for value in row])


def _columns(table: str) -> list[str]:
    """The columns of a table that are shown; packed votes are unpacked in ``vote``."""
    if table == "vote":
        return ["symbol", "body", "date", "session", "state", "choice", "origin"]
    hidden = {"used", "line", "gaps", *(("votes",) if table == "roll_call" else ())}
    return [name for name in BY_NAME[table].names if name not in hidden]


def _select(table: str) -> str:
    names = ", ".join(f'"{name}"' for name in _columns(table))
    where = " WHERE used" if table in ACTS else ""
    return f'SELECT {names} FROM "{table}"{where} ORDER BY ALL'


def _csv(record: Record, folder: Path, which: Which) -> list[Path]:
    del which
    paths = []
    for table in TABLES:
        path = folder / f"{table}.csv"
        cursor = record.connection.execute(_select(table))
        with _written(path) as handle:
            _table(handle, _columns(table), iter(cursor.fetchone, None))
        paths.append(path)
    path = folder / "README.txt"
    with _written(path) as handle:
        handle.write(f"{cite(record)}\n")
    return [*paths, path]


def _parquet(record: Record, folder: Path, which: Which) -> list[Path]:
    """One Parquet file a table; version, citation and terms stand in the file's metadata."""
    import pyarrow.parquet as pq

    del which
    paths = []
    header = {
        f"foedus.{name}".encode(): json.dumps(value).encode() for name, value in _header(record).items()
    }
    for table in TABLES:
        path = folder / f"{table}.parquet"
        found = record.connection.sql(_select(table)).to_arrow_table()
        aside = path.with_name(f".{path.name}-{uuid.uuid4().hex[:8]}")
        try:
            kept = found.replace_schema_metadata({**(found.schema.metadata or {}), **header})
            pq.write_table(kept, aside, compression="zstd")
            os.replace(aside, path)  # noqa: PTH105
        except OSError as error:
            raise RecordError(f"{path} cannot be written: {error}") from error
        finally:
            aside.unlink(missing_ok=True)
        paths.append(path)
    return paths


def export(
    record: Record,
    format: str,  # noqa: A002
    folder: str | Path,
    body: str = "UNGA",
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> list[Path]:
    """Write a record out.

    Args:
        record: an open record.
        format: ``popolo`` (vote events as JSON), ``matrix`` (roll-call matrix in Poole's codes for R's pscl, wnominate and
            emIRT), ``ordinal`` (1 yes, 2 abstain, 3 no), ``parquet`` (one file a table), ``csv`` (the same, formula-safe).
        folder: where to; made if it is not there.
        body: whose votes, for the first three.
        since: their first day; None for the first there is.
        until: their last day, included; None for the last there is.

    Returns:
        The files written.

    Raises:
        UnknownName: no such format.
        RecordError: a file cannot be written.
    """
    makers: dict[str, Callable[[Record, Path, Which], list[Path]]] = {
        "popolo": _popolo,
        "matrix": lambda r, f, w: _matrix(r, f, w, POOLE),
        "ordinal": lambda r, f, w: _matrix(r, f, w, ORDINAL),
        "parquet": _parquet,
        "csv": _csv,
    }
    if format not in makers:
        raise UnknownName(format, "export format", FORMATS)
    target = Path(folder)
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordError(f"{target} cannot be written: {error.strerror or error}") from error
    return makers[format](record, target, (body, since, until))
