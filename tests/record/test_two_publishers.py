"""The whole record with both publishers in it: what they say differently, and every row led back to its source."""

from __future__ import annotations

import csv
import datetime as dt
import random
import re

import pytest

from foedus.model import states
from foedus.record import compare, tracing, versions
from foedus.record.sources import strict
from foedus.record.store import open_record

FILES = {
    "undl": "undl_ga_voting/sample_key_2025_11_08_ga_voting.csv",
    "voeten": "unvotes/sample_UNVotes_voeten_layout.csv",
    "memberships": "memberships/memberships.csv",
    "cow": "cow_igo/cow_igo_spells.csv",
    "elections": "unsc_elections/unsc_elections_1996_2025.csv",
    "gdp": "worldbank_gdp/gdp.csv",
}


@pytest.fixture(scope="module")
def both(shared, tmp_path_factory):
    data = shared / "data"
    path = tmp_path_factory.mktemp("both") / "record.duckdb"
    files = [data / "undl_ga_voting" / "ga_voting_rebuilt.parquet", data / "unvotes" / "un_votes.parquet"]
    with open_record(versions.add(files, path).path) as record:
        yield record


def test_the_known_conflicts_are_listed_with_the_tallies_that_decide(both, say):
    found = compare.conflicts(both, "A/RES/63/307")
    assert len(found) > 90
    assert "undl undl:671314 48-19-78 (counted 48-19-78)" in found[0].tally
    assert len(compare.conflicts(both, "A/RES/64/296")) > 90
    (missing,) = compare.conflicts(both, "A/RES/ES-10/19", "DZA")
    assert (missing.used, missing.choice, missing.other, missing.other_choice) == (
        "undl",
        "yes",
        "voeten",
        "nothing said",
    )
    assert compare.conflicts(both, "A/RES/68/262") == []
    everything = compare.conflicts(both)
    say(f"conflicts: {len(everything)} votes on {len({row.symbol for row in everything})} roll calls")


def test_most_roll_calls_of_the_second_publisher_are_bridged(both):
    found = dict(
        both.connection.execute(
            "SELECT how, count(*) FROM bridge WHERE publisher = 'voeten' GROUP BY 1"
        ).fetchall()
    )
    assert found["symbol"] > 4000
    assert found["votes"] > 400
    assert both.roll_call("R/68/262").symbol == "A/RES/68/262"
    (bridge,) = both.connection.execute(
        "SELECT written, how FROM bridge WHERE symbol = 'A/RES/68/262' AND publisher = 'voeten'"
    ).fetchall()
    assert bridge == ("R/68/262", "symbol")
    assert both.count("roll_calls") < 5539 + 100


def test_the_file_is_small_with_both_publishers_in_it(both):
    assert both.path.stat().st_size < 60e6


@pytest.mark.torture
def test_sampled_rows_of_every_table_lead_back_to_the_bytes_of_their_source(
    shared, tmp_path, torture_scale, say
):
    files = {name: shared / "data" / path for name, path in FILES.items()}
    with open_record(versions.add(files.values(), tmp_path / "record.duckdb").path) as record:
        by_digest = {strict.fingerprint(path)[0]: (name, path) for name, path in files.items()}
        ids = []
        for name in FILES.values():
            digest = strict.fingerprint(shared / "data" / name)[0]
            origins = [
                origin.id
                for origin in record.origins()
                if origin.digest == digest and not origin.id.startswith("starter")
            ]
            ids += _rows_of(record, origins)
        count = torture_scale(1000)
        chance = random.Random(68262)
        traces = [tracing.trace(record, id_) for id_ in chance.sample(sorted(ids), count)]
        right, publishers = 0, set()
        for trace in traces:
            name, path = by_digest[trace.origin.digest]
            publishers.add(name)
            cells = next(csv.reader([strict.bytes_of(path, [trace.line])[trace.line].decode()]))
            right += _says(record.row(trace.id), cells)
        say(f"rows traced to their bytes: {right} of {count}, from {', '.join(sorted(publishers))}")
        assert right == count


def _rows_of(record, origins):
    """Ids of the rows that name one of some origins."""
    out = []
    for call in record.roll_calls():
        if call.origin in origins:
            out += [vote.id for vote in record.votes(call.symbol).values()]
    for table in ("membership", "ballot", "indicator"):
        source = "coalesce(confirmed, origin)" if table == "membership" else "origin"
        found = record.connection.execute(f"SELECT id, {source} FROM {table} WHERE used").fetchall()
        out += [id_ for id_, origin in found if origin in origins]
    return out


def _says(row, cells):
    """Whether a line of the source has the row's own words in it, in the publisher's codes."""
    kind = type(row).__name__
    code = getattr(row, "state", None) or row.candidate
    days = [dt.date(year, 12, 31) for year in (1946, 1960, 1975, 1989, 1990, 2000, 2004, 2010)]
    theirs = {code, {"DEU": "GER"}.get(code), *(states.get(code).code_in("cow", day) for day in days)}
    if not theirs & set(cells):
        return False
    if kind == "Vote":
        first = {"yes": "Y", "no": "N", "abstain": "A", "not_voting": "X"}[row.choice]
        second = {"yes": "1", "no": "3", "abstain": "2", "not_voting": "8"}[row.choice]
        return (row.symbol in cells and cells[3] == first) or cells[2] == second
    if kind == "Membership":
        years = [int(cell[:4]) for cell in cells if re.match(r"[12]\d{3}(-|$)", cell)]
        # a predecessor's line stands behind a successor's membership: its years include the row's
        return row.start is None or (
            bool(years) and (row.start.year in years or min(years) <= row.start.year <= max(years))
        )
    if kind == "Ballot":
        return str(row.votes if row.votes is not None else "") in cells
    return str(row.year) in cells and any(cell.startswith(str(int(row.value))[:6]) for cell in cells)
