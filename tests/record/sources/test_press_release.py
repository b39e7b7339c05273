"""Vote lists of press releases and meeting records: our own words around the facts of a real vote."""

import datetime as dt

import pytest

from foedus.errors import SourceError
from foedus.model import states
from foedus.record import sources
from foedus.record.sources import press_release

DAY = dt.date(2014, 3, 27)
LISTS = {"yes": "In favour", "no": "Against", "abstain": "Abstain", "not_voting": "Absent"}
LONG = {
    "BOL": "Bolivia (Plurinational State of)",
    "VEN": "Venezuela (Bolivarian Republic of)",
    "PRK": "Democratic People's Republic of Korea",
    "COG": "Congo",
    "COD": "Democratic Republic of the Congo",
    "MKD": "The former Yugoslav Republic of Macedonia",
    "IRN": "Iran (Islamic Republic of)",
}


@pytest.fixture(scope="module")
def names(starter):
    """The names under each list of the vote on A/RES/68/262."""
    out = {choice: [] for choice in LISTS}
    for code, vote in sorted(starter.votes("A/RES/68/262").items()):
        out[vote.choice].append(LONG.get(code) or states.get(code).name)
    return out


def lists(names, absent=True):
    return "\n".join(
        f"{label}: {', '.join(names[choice])}."
        for choice, label in LISTS.items()
        if absent or choice != "not_voting"
    )


def release(names, totals="100 in favour to 11 against, with 58 abstentions"):
    return (
        "27 March 2014\n\nThe Assembly met on Ukraine today.\n\nANNEX\n\nVote on Territorial Integrity of Ukraine\n\n"
        f"The draft resolution (document A/68/L.39) was adopted by a recorded vote of {totals}, as follows:\n\n"
        f"{lists(names)}\n\nThat was all.\n"
    )


def write(tmp_path, text, name="ga11493.txt"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_press_release_gives_every_vote_of_the_record(tmp_path, names, starter):
    path = write(tmp_path, release(names))
    assert sources.detect_source(path).name == "press_release"
    batch = sources.read(path)
    call = batch.votes.calls[0]
    assert (call.date, call.session, call.draft, call.title) == (
        DAY,
        "68",
        "A/68/L.39",
        "Territorial Integrity of Ukraine",
    )
    assert (call.yes, call.no, call.abstain) == (100, 11, 58)
    words = {1: "yes", 3: "no", 2: "abstain", 0: "not_voting"}
    read = {
        state: words[int(choice)]
        for state, choice in zip(batch.votes.states, batch.votes.choice[0], strict=True)
    }
    assert read == {code: vote.choice for code, vote in starter.votes("A/RES/68/262").items()}


def test_a_meeting_record_puts_the_totals_after_the_lists_and_names_the_resolution(tmp_path, names):
    text = (
        "Thursday, 27 March 2014, 10 a.m.\n\nA recorded vote was taken.\n\n"
        + lists(names, absent=False).replace("Abstain:", "Abstaining:").replace(".\n", "\n").rstrip(".")
        + "\nDraft resolution A/68/L.39 was adopted by 100 votes to 11, with 58 abstentions (resolution 68/262).\n"
    )
    batch = sources.read(write(tmp_path, text))
    assert batch.votes.calls[0].symbol == "A/RES/68/262"
    assert "KGZ" not in batch.votes.states  # it was not named, and nothing is said of it
    assert len(batch.votes.states) == 169


def test_a_page_saved_as_html_reads_the_same(tmp_path, names):
    text = release(names)
    page = "<html><body>" + "".join(f"<p>{part}</p>\n" for part in text.split("\n\n")) + "</body></html>"
    plain, saved = sources.read(write(tmp_path, text)), sources.read(write(tmp_path, page, "page.html"))
    assert (plain.votes.choice == saved.votes.choice).all()


def test_a_name_broken_over_two_lines_is_one_name(tmp_path, names):
    text = (
        release(names)
        .replace("Marshall Islands", "Marshall\nIslands")
        .replace("Guinea-Bissau", "Guinea-\nBissau")
    )
    batch = sources.read(write(tmp_path, text))
    assert {"MHL", "GNB"} <= set(batch.votes.states)


def test_every_vote_leads_back_to_the_line_of_its_name(tmp_path, names):
    path = write(tmp_path, release(names))
    batch = sources.read(path)
    assert sources.trace(path, batch, batch.votes.calls[0].ident, "KAZ").startswith(b"Abstain: ")


def test_two_votes_in_one_text_are_two_roll_calls(tmp_path, names):
    other = (
        "\n\nThe motion was rejected by a recorded vote of 2 in favour to 1 against, with no abstentions, as follows:\n\n"
        "In favour: Belarus, Nauru.\n\nAgainst: Kenya.\n\nAbstain: None.\n"
    )
    batch = sources.read(write(tmp_path, release(names) + other))
    second = batch.votes.calls[1]
    assert (second.yes, second.no, second.abstain, second.note, second.symbol) == (2, 1, 0, "rejected", "")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            lambda text: text.replace("Kazakhstan, ", ""),
            "57 names under 'Abstain'; expected 58, as the text states",
        ),
        (
            lambda text: text.replace("100 in favour", "101 in favour"),
            "100 names under 'In favour'; expected 101",
        ),
        (lambda text: text.replace("Albania,", "Ruritania,"), "'Ruritania'"),
        (lambda text: text.replace("Armenia,", "Armenia, Albania,"), "ALB a second time"),
        (lambda text: text.replace("Albania,", "Soviet Union,"), "Soviet Union"),
        (lambda text: text.replace("27 March 2014", "last Thursday"), "no full date"),
        (lambda text: text.replace("27 March 2014", "31 February 2014"), "a day that exists"),
        (lambda text: text.replace("by a recorded vote of 100", "with 100"), "a list without totals"),
        (lambda text: text.replace("Abstain:", "Abstained:"), "Zimbabwe. Abstained: Afghanistan"),
        (lambda text: text.encode("utf-16"), "not UTF-8"),
    ],
)
def test_a_text_that_does_not_add_up_is_refused_by_name(tmp_path, names, change, said):
    with pytest.raises(SourceError) as caught:
        press_release.read(write(tmp_path, change(release(names))))
    assert said in str(caught.value)
    assert "nothing was imported" in str(caught.value)


def test_names_are_those_of_the_day(tmp_path):
    text = (
        "20 December 1991\n\nAdopted by a recorded vote of 2 in favour to none against, with 1 abstention, as follows:\n"
        "In favour: Czechoslovakia, Soviet Union.\n\nAgainst: None.\n\nAbstain: Yugoslavia.\n"
    )
    batch = press_release.read(write(tmp_path, text))
    assert set(batch.votes.states) == {"CSK", "SUN", "YUG"}
    with pytest.raises(SourceError, match="Czechoslovakia"):
        press_release.read(write(tmp_path, text.replace("1991", "1995")))


def test_the_librarys_own_names_of_states_are_known_on_the_days_it_used_them(shared):
    import duckdb

    source = shared / "data" / "undl_ga_voting" / "ga_voting_rebuilt.parquet"
    rows = duckdb.execute(
        f"SELECT ms_code, ms_name, max(CAST(date AS DATE)) FROM read_parquet('{source}') GROUP BY 1, 2"
    ).fetchall()
    assert len(rows) > 240
    wrong = []
    for code, name, day in rows:
        members = {state.code for state in states.states(day)}
        if press_release.state_of(name, day, members) != {"GER": "DEU"}.get(code, code):
            wrong.append((code, name, day))
    assert wrong == []
