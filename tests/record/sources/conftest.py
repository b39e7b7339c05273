"""Publishers' files written for the tests, with the facts of real votes from the shipped record."""

import csv
import io

import pytest

from foedus import open_record
from foedus.model import states

LETTER = {"yes": "Y", "no": "N", "abstain": "A", "not_voting": "X"}
FIRST_LAYOUT = {
    "ms_code": "ms_codes", "ms_name": "ms_names", "ms_vote": "ms_votes", "resolution": "resolutions",
    "agenda_title": "agenda_titles", "total_yes": "yes", "total_no": "no", "total_abstentions": "abstentions",
    "total_non_voting": "non-voting", "total_ms": "total-voting",
}  # fmt: skip


@pytest.fixture(scope="session")
def starter():
    return open_record(":starter:")


@pytest.fixture(scope="session")
def ga_rows(starter):
    """Rows of the official General Assembly file, as dicts, for some resolutions of the shipped record."""

    def rows(*symbols):
        out = []
        for symbol in symbols:
            call, votes = starter.roll_call(symbol), starter.votes(symbol)
            totals = (call.yes, call.no, call.abstain, call.not_voting, len(votes))
            for code, vote in sorted(votes.items()):
                out.append(
                    {
                        "undl_id": str(call.undl_id), "ms_code": code, "ms_name": states.get(code).name.upper(),
                        "ms_vote": LETTER[vote.choice], "date": call.date.isoformat(), "session": call.session,
                        "resolution": call.symbol, "draft": "A/1/L.1|A/1/L.1/Add.1", "committee_report": "",
                        "meeting": call.meeting, "title": call.title, "agenda_title": "", "subjects": "ONE|TWO",
                        "vote_note": "", "total_yes": f"{totals[0]}.0", "total_no": f"{totals[1]}.0",
                        "total_abstentions": f"{totals[2]}.0", "total_non_voting": f"{totals[3]}.0",
                        "total_ms": f"{totals[4]}.0",
                        "undl_link": f"https://digitallibrary.un.org/record/{call.undl_id}",
                    }
                )  # fmt: skip
        return out

    return rows


def _table(rows, columns=None, end="\n"):
    columns = columns or list(rows[0])
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", lineterminator=end)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


@pytest.fixture(scope="session")
def table():
    """``table(rows, columns, end)`` gives the text of a CSV."""
    return _table


@pytest.fixture(scope="session")
def first_layout():
    """Rows of the present layout turned into those of the first one of 2024."""

    def turned(rows):
        out = []
        for row in rows:
            new = {FIRST_LAYOUT.get(name, name): value for name, value in row.items()}
            del new["session"], new["vote_note"]
            out.append({**new, "modality": "Vote"})
        return out

    return turned


@pytest.fixture(scope="session")
def official(shared, tmp_path_factory):
    """The whole General Assembly file, written out in the official layout (about 917,000 lines)."""
    import duckdb

    path = tmp_path_factory.mktemp("official") / "2025_11_08_ga_voting.csv"
    source = shared / "data" / "undl_ga_voting" / "ga_voting_rebuilt.parquet"
    duckdb.execute(f"COPY (SELECT * FROM read_parquet('{source}')) TO '{path}' (FORMAT csv, HEADER)")
    return path


@pytest.fixture(scope="session")
def official_batch(official):
    from foedus.record.sources import undl_ga

    return undl_ga.read(official)
