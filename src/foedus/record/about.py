"""What a record says of itself: contents, coverage, publishers with their terms, and how to cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from foedus.model.origin import Origin
    from foedus.record.queries import Record

COUNTED = (
    "votes", "roll_calls", "memberships", "offices", "ballots", "indicators", "events", "observations", "conflicts",
)  # fmt: skip


def publishers(record: Record) -> list[dict[str, Any]]:
    """Publishers of read sources with their files and terms, by name; what is stated stands last."""
    groups: dict[tuple[str, str, str], list[Origin]] = {}
    for origin in record.origins():
        groups.setdefault((origin.kind, origin.publisher, origin.licence), []).append(origin)
    return [
        {
            "publisher": publisher,
            "kind": kind,
            "terms": licence,
            "files": sorted({f"{o.title} sha256 {o.digest}" if o.digest else o.title for o in found}),
        }
        for (kind, publisher, licence), found in sorted(groups.items())
    ]


def info(record: Record) -> dict[str, Any]:
    """Version, counts, coverage, publishers and terms of a record, ready for JSON."""
    return {
        "version": record.version,
        "path": str(record.path),
        "counts": {name: record.count(name) for name in COUNTED},
        "coverage": [
            {
                "table": row.table,
                "subject": row.subject,
                "since": row.since.isoformat(),
                "until": row.until.isoformat(),
                "kind": row.kind,
                "note": row.note,
                "publisher": row.publisher,
            }
            for row in record.coverage()
        ],
        "publishers": publishers(record),
    }


def terms(record: Record) -> list[str]:
    """The terms of every publisher that states some, one sentence each."""
    seen = {(item["publisher"], item["terms"]) for item in publishers(record) if item["terms"]}
    return [f"{publisher}: {words}" for publisher, words in sorted(seen)]


def cite(record: Record) -> str:
    """A citation of the record and of all it was read from."""
    found = [item for item in publishers(record) if item["kind"] == "read"]
    read = sorted({item["publisher"] for item in found})
    lines = [f"foedus record, version {record.version}. Facts from: {'; '.join(read) or 'no publisher'}."]
    lines += [f"Terms: {words}" for words in terms(record)]
    return "\n".join(lines)
