"""Whose vote, on which day, on what, and with which totals: told from the text, or refused with the true reason."""

import datetime as dt

import pytest

from foedus.errors import SourceError
from foedus.record import sources, versions
from foedus.record.sources import press_release
from foedus.record.sources.press_totals import subject, totals
from foedus.record.store import open_record

SAID = "The draft resolution (document A/79/L.9) was adopted by a recorded vote of 3 in favour to 1 against, with 2 abstentions, as follows:"
LISTS = "In favour: Kenya, Chad, Mali.\n\nAgainst: Peru.\n\nAbstain: Togo, Fiji.\n"
HEAD = "GA/12600\n2 December 2024\n\n"
PV = "A/79/PV.45\n\nGeneral Assembly\n\nMonday, 2 December 2024, 10 a.m.\n\nNew York\n\nA recorded vote was taken.\n\n"


def write(tmp_path, text, name="text.txt"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def read(tmp_path, text, name="text.txt", **more):
    return sources.read(write(tmp_path, text, name), **more).votes.calls


def refused(tmp_path, text, name="text.txt"):
    path = write(tmp_path, text, name)
    assert sources.detect_source(path).name == "press_release"
    with pytest.raises(SourceError) as caught:
        sources.read(path)
    return str(caught.value)


@pytest.mark.parametrize(
    ("head", "said", "body"),
    [
        ("15 November 2023\nGA/DIS/3725\n\n", SAID, "the First Committee (GA/DIS/3725)"),
        ("GA/SPD/800 15 November 2023\n\n", SAID, "the Fourth Committee (GA/SPD/800)"),
        ("A/C.2/78/SR.25\n\nGeneral Assembly\n\n15 November 2023\n\n", SAID, "the Second Committee (A/C.2/78/SR.25)"),
        ("15 November 2023\n\nSixth Committee\n\n", SAID, "the Sixth Committee (a line that begins"),
        ("Third Committee Approves Nine Drafts\n15 November 2023\n\n", SAID, "the Third Committee (a line that begins"),
        ("15 November 2023\n\n", SAID.replace("A/79/L.9", "A/C.5/79/L.9"), "the Fifth Committee (A/C.5/79/L.9)"),
        ("4 April 2025\nHuman Rights Council, fifty-eighth session\n\n", SAID, "the Human Rights Council (a line"),
        ("4 April 2025\n\n", SAID.replace("A/79/L.9", "A/HRC/58/L.6/Rev.1"), "the Human Rights Council (A/HRC/58/L.6/Rev.1)"),
        ("4 April 2025\n\nThe Council then adopted it.\n\n", SAID.replace(" (document A/79/L.9)", ""), "the Council"),
        ("4 April 2025\n\n", SAID.replace("A/79/L.9", "E/2025/L.12"), "the Economic and Social Council (E/2025/L.12)"),
        ("ECOSOC/7180\n4 April 2025\n\n", SAID, "the Economic and Social Council"),
        ("S/PV.9889\n\nMonday, 7 April 2025, 10 a.m.\n\n", SAID, "the Security Council (S/PV.9889)"),
        ("SC/16032\n7 April 2025\n\n", SAID, "the Security Council (SC/16032)"),
        ("GENERAL ASSEMBLY THIRD COMMITTEE\n\n15 November 2023\n\n", SAID, "the Third Committee (a line"),
        ("15 November 2023\n\nMeeting of the Third Committee\n\n", SAID, "the Third Committee (the only body named"),
        ("Summary record of the 9th meeting\n\n15 November 2023\n\n", SAID, "a committee (a summary record)"),
        ("15 November 2023\n\nThe Committee met.\n\n", SAID.replace("adopted", "approved").replace(" (document A/79/L.9)", ""), "a Main Committee"),
    ],
)  # fmt: skip
def test_a_vote_of_another_body_is_refused_as_its(tmp_path, head, said, body):
    message = refused(tmp_path, f"{head}{said}\n\n{LISTS}")
    assert f"found votes of {body}" in message
    assert "expected votes of a plenary meeting of the General Assembly" in message


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}On the report of its Third Committee (see Press Release GA/SHC/4391), the Assembly acted.\n\n{SAID}\n\n{LISTS}",
        f"{HEAD}Vote on Report of Human Rights Council\n\n{SAID.replace('A/79/L.9', 'A/C.3/79/L.9')}\n\n{LISTS}",
        f"2 December 2024\n\nThe Assembly met. The Committee had approved the text in November.\n\n{SAID}\n\n{LISTS}",
    ],
)
def test_the_assembly_that_speaks_of_another_body_is_the_assembly(tmp_path, text):
    (call,) = read(tmp_path, text)
    assert (call.body, call.session, call.yes) == ("UNGA", "79", 3)


@pytest.mark.parametrize(
    "head",
    [
        "Last updated: 14 June 2025\n\n2 December 2024\nGA/12600\n\n",
        "Last updated:\n14 June 2025\n\nGA/12600\n\nMeetings Coverage\n\n2 December 2024\n\n",
        "14 June 2025\n\nUnited Nations\n\n2 December 2024\nGA/12600\n\nPress Release\n\n",
        "Recalling 24 October 1945, Assembly Adopts Text\n\nGA/12600\n2 December 2024\n\n",
        "GA/12600 | 2 December 2024\n\nThe text of 1 May 2020 was before the Assembly.\n\n",
        "Press Release GA/12600\nDecember 2, 2024\n\n",
        "A/79/PV.45\n\nGeneral Assembly\n\nMonday, 2 December 2024, 3 p.m.\n\nRecalling 24 October 1945, he spoke.\n\n",
        "GA/12600\n\nThe General Assembly met on 2 December 2024 in New York.\n\n",
        "NEW YORK, 2 December 2024 — The Assembly met, as it had on 3 May 2020.\n\n",
    ],
)
@pytest.mark.parametrize("page", [False, True])
def test_the_day_is_the_texts_own(tmp_path, head, page):
    text = f"{head}{SAID}\n\n{LISTS}\n\nPrinted on 3 March 2026\n\n4 March 2026\n"
    if page:
        text = (
            "<html><body>" + "".join(f"<p>{part}</p>" for part in text.split("\n") if part) + "</body></html>"
        )
    assert read(tmp_path, text)[0].date == dt.date(2024, 12, 2)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("1 December 2024\nGA/12600\n2 December 2024\n\n", "2 days that could be that of the vote, 1 December 2024 and 2 December 2024"),
        ("1 December 2024\n\n2 December 2024\n\n", "2 days that could be"),
        ("2 December 2024 - 3 December 2024\nGA/12600\n\n", "2 days that could be"),
        ("Recalling 24 October 1945, Assembly Adopts Text\nGA/12600\n\n", "no day of the vote"),
        ("Updated 14 June 2025\nGA/12600\n\n", "no day of the vote"),
        ("GA/12600\n\n", "no full date"),
    ],
)  # fmt: skip
def test_where_the_day_is_not_certain_it_is_asked_for(tmp_path, head, said):
    text = f"{head}{SAID}\n\n{LISTS}\n\n4 March 2026\n"
    message = refused(tmp_path, text)
    assert said in message
    assert "--day YYYY-MM-DD" in message
    assert read(tmp_path, text, day=dt.date(2024, 12, 2))[0].date == dt.date(2024, 12, 2)


def test_a_day_is_for_vote_lists_only(tmp_path):
    path = tmp_path / "gdp.csv"
    path.write_text("Country Name,Country Code,Year,Value\nKazakhstan,KAZ,2015,1\n", encoding="utf-8")
    with pytest.raises(SourceError, match="days of their own"):
        sources.read(path, day=dt.date(2024, 12, 2))


LONG = "In favour: Albania, Kenya, Chad, Mali, France\n\nAgainst: Peru\n\nAbstaining: Togo, Fiji\n\n"


@pytest.mark.usefixtures("home")
def test_a_paragraph_and_the_whole_are_two_votes_and_the_part_is_marked(tmp_path):
    text = (
        f"{PV}{LONG}The ninth preambular paragraph was retained by 5 votes to 1, with 2 abstentions.\n\n"
        "The President: I now put to the vote the draft resolution as a whole.\n\nA recorded vote was taken.\n\n"
        "In favour: Albania, Kenya, Chad, Mali, France, Fiji\n\nAgainst: Peru\n\n"
        "The draft resolution, as a whole, was adopted by 6 votes to 1 (resolution 79/901).\n"
    )
    one, two = read(tmp_path, text)
    assert (one.part, one.note, one.yes, one.abstain) == ("paragraph", "on ninth preambular paragraph", 5, 2)
    assert (two.part, two.symbol, two.yes, two.abstain, two.meeting) == (
        "whole",
        "A/RES/79/901",
        6,
        0,
        "A/79/PV.45",
    )
    with open_record(versions.add([tmp_path / "text.txt"]).path) as record:
        mine = [call.symbol for call in record.roll_calls(since=one.date, until=one.date)]
        assert mine == ["A/RES/79/901"]
        assert [c.symbol for c in record.matrix(since=one.date, until=one.date).roll_calls] == mine
        (part,) = record.parts
        assert part.startswith("A/RES/79/901#press:")
        assert record.roll_call("79/901").yes == 6
        assert record.votes(part)["FJI"].choice == "abstain"
        assert part in {call.symbol for call in record.roll_calls(parts=True)}


def test_a_part_bears_no_symbol_of_another_text(tmp_path):
    text = (
        f"{PV}{LONG}Operative paragraph 5 was retained by 5 votes to 1, with 2 abstentions.\n\n"
        "Draft resolution I was adopted without a vote. A recorded vote was taken on draft resolution II.\n\n"
        f"{LONG}Draft resolution II was adopted by 5 votes to 1, with 2 abstentions (resolution 79/904).\n"
    )
    assert [call.symbol for call in read(tmp_path, text)] == ["", "A/RES/79/904"]


@pytest.mark.parametrize(
    ("words", "part"),
    [
        ("Operative paragraph 5 of the draft resolution was retained by", "paragraph"),
        ("By a recorded vote, the Assembly decided to retain paragraphs 3 and 4", "paragraph"),
        ("The words “and their families” in the draft were retained", "paragraph"),
        ("Draft resolution I, operative paragraph 2, was adopted", "paragraph"),
        ("It was retained by", "paragraph"),
        ("The proposed oral amendment to draft resolution A/79/L.5 was rejected", "amendment"),
        ("The amendments contained in document A/79/L.6 were adopted", "amendment"),
        ("The motion to adjourn the debate on the draft resolution was carried", "motion"),
        ("Draft resolution I, as orally amended, was adopted", "whole"),
        ("Draft resolution A/79/L.5, as a whole, including paragraph 5, was adopted", "whole"),
        ("The text, which has twelve paragraphs, was adopted", "whole"),
        ("It was adopted by", ""),
    ],
)
def test_what_was_voted_on(words, part):
    assert subject(words)[0] == part


@pytest.mark.usefixtures("home")
def test_a_part_alone_is_counted_in_no_measure(tmp_path):
    text = f"{PV}{LONG}Operative paragraph 5 was retained by 5 votes to 1, with 2 abstentions.\n"
    before = len(open_record(":starter:").roll_calls())
    with open_record(versions.add([write(tmp_path, text)]).path) as record:
        assert (len(record.roll_calls()), len(record.matrix().roll_calls), len(record.parts)) == (
            before,
            before,
            1,
        )


@pytest.mark.usefixtures("home")
def test_a_part_with_the_votes_of_the_whole_is_not_taken_for_it(tmp_path):
    again = LISTS.replace(".\n", "\n")
    text = (
        f"{PV}{again}\nOperative paragraph 5 was retained by 3 votes to 1, with 2 abstentions.\n\n"
        f"A recorded vote was taken.\n\n{again}\nDraft resolution I as a whole was adopted by 3 votes to 1, with 2 abstentions "
        "(resolution 79/902).\n"
    )
    with open_record(versions.add([write(tmp_path, text)]).path) as record:
        assert len(record.roll_calls(parts=True)) == 2 + len(open_record(":starter:").roll_calls())
        assert len(record.parts) == 1


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("adopted by 187 votes to 2 (resolution 79/7)", (187, 2, None)),
        ("adopted by a recorded vote of 179 to 3, with 2 abstentions, as follows:", (179, 3, 2)),
        ("adopted by a recorded vote of 187 in favour to 2 against (Israel, Micronesia (Federated States of)), with 1 abstention", (187, 2, 1)),
        ("rejected by 78 votes to 30, with 12 abstentions", (30, 78, 12)),
        ("rejected by a recorded vote of 30 in favour to 78 against, with 12 abstentions", (30, 78, 12)),
        ("rejected by a recorded vote of 78 against to 30 in favour, with 12 abstentions", (30, 78, 12)),
        ("adopted by 170 votes to none, with no abstentions", (170, 0, 0)),
        ("The result of the vote was 100 in favour, 11 against and 58 abstaining", (100, 11, 58)),
    ],
)  # fmt: skip
def test_the_order_of_totals(words, counts):
    assert [one.counts for one in totals(words, 0, len(words))] == [counts]


def test_a_list_left_out_is_empty_or_missed(tmp_path):
    said = SAID.replace("1 against", "none against")
    (call,) = read(tmp_path, f"{HEAD}{said}\n\n{LISTS.replace('Against: Peru.', '')}")
    assert (call.yes, call.no, call.abstain) == (3, 0, 2)
    (call,) = read(
        tmp_path,
        f"{PV}In favour: Kenya, Chad\n\nAgainst: Peru\n\nDraft resolution I was adopted by 2 votes to 1.\n",
    )
    assert (call.yes, call.no, call.abstain) == (2, 1, 0)
    message = refused(tmp_path, f"{HEAD}{SAID}\n\n{LISTS.replace('Against: Peru.', '')}")
    assert "found only the lists In favour, Abstain; expected a list 'Against' of 1" in message
    message = refused(tmp_path, f"{HEAD}{SAID.replace(', with 2 abstentions', '')}\n\n{LISTS}")
    assert "totals that say how many abstained" in message


@pytest.mark.parametrize("order", ["3 votes to 1", "1 vote to 3"])
def test_a_rejection_is_counted_as_its_lists_say(tmp_path, order):
    text = f"{PV}In favour: Peru\n\nAgainst: Kenya, Chad, Mali\n\nThe draft resolution was rejected by {order}.\n"
    (call,) = read(tmp_path, text)
    assert (call.yes, call.no, call.note) == (1, 3, "rejected")


@pytest.mark.parametrize(
    "head",
    [
        "\n24-35661 17/29\nA/79/PV.45 02/12/2024\n",
        "\n\n17/29 24-35661\n\n02/12/2024 A/79/PV.45\n\n",
        "\nPage 3\n",
        "\n- 3 -\nPress Release GA/12600\n2 December 2024\n",
        "\n(more)\n\nGA/12600\n2 December 2024\n\n",
    ],
)
@pytest.mark.parametrize("at", ["Kenya, Chad,", "Papua New", "Democratic People's", "Togo,"])
def test_the_head_of_a_page_is_read_over(tmp_path, head, at):
    lists = (
        "In favour: Kenya, Chad, Papua New Guinea, Mali\n\nAgainst: Democratic People's Republic of Korea\n\n"
        "Abstaining: Togo, Fiji\n\n"
    )
    broken = lists.replace(f"{at} ", at + head)
    text = (
        f"{PV}{broken}Draft resolution I was adopted by 4 votes to 1, with 2 abstentions (resolution 79/7).\n"
    )
    batch = sources.read(write(tmp_path, text))
    assert set(batch.votes.states) == {"KEN", "TCD", "PNG", "MLI", "PRK", "TGO", "FJI"}
    traced = sources.trace(tmp_path / "text.txt", batch, batch.votes.calls[0].ident, "FJI")
    assert b"Fiji" in traced


def test_entities_brackets_and_marks_in_names(tmp_path):
    lists = (
        "In favour: C&ocirc;te d&rsquo;Ivoire, Micronesia (Federated&nbsp;States of), Lao People&#8217;s Democratic Republic.\n\n"
        "Against: Iran (Islamic Republic of (the)).\n\nAbstain: T&uuml;rkiye*, Trinidad &amp; Tobago.\n"
    )
    for name, wrap in (("text.txt", "{}"), ("page.html", "<html><body><p>{}</p></body></html>")):
        batch = sources.read(
            write(
                tmp_path,
                wrap.format(
                    f"{HEAD}{SAID}\n\n{lists}".replace("\n\n", "\n\n<br>" if "html" in name else "\n\n")
                ),
                name,
            )
        )
        assert set(batch.votes.states) == {"CIV", "FSM", "LAO", "IRN", "TUR", "TTO"}


def names_of(starter, symbol):
    """The lists of a vote as a release has them."""
    from foedus.model import states

    long = {
        "COG": "Congo",
        "COD": "Democratic Republic of the Congo",
        "PRK": "Democratic People's Republic of Korea",
    }
    out = {"yes": [], "no": [], "abstain": [], "not_voting": []}
    for code, vote in sorted(starter.votes(symbol).items()):
        out[vote.choice].append(long.get(code) or states.get(code).name)
    return "\n\n".join(
        f"{label}: {', '.join(out[choice])}."
        for label, choice in (
            ("In favour", "yes"),
            ("Against", "no"),
            ("Abstain", "abstain"),
            ("Absent", "not_voting"),
        )
    )


@pytest.mark.usefixtures("home")
def test_one_vote_counts_once_whatever_days_its_texts_name(tmp_path, starter):
    text = (
        "GA/11493\n27 March 2014\n\nVote on Territorial Integrity of Ukraine\n\nThe draft resolution (document A/68/L.39) was "
        "adopted by a recorded vote of 100 in favour to 11 against, with 58 abstentions, as follows:\n\n"
        + names_of(starter, "A/RES/68/262")
    )
    other = text.replace("27 March", "2 April").replace("GA/11493", "GA/11494")
    record_text = (
        "A/68/PV.80\n\nThursday, 27 March 2014, 10 a.m.\n\nA recorded vote was taken.\n\n"
        + names_of(starter, "A/RES/68/262").split("\n\nAbsent:")[0]
        + "\n\nDraft resolution A/68/L.39 was adopted by 100 votes to 11, with 58 abstentions (resolution 68/262).\n"
    )
    files = [
        write(tmp_path, words, name)
        for name, words in (("a.txt", text), ("b.txt", other), ("c.txt", record_text))
    ]
    for count in (1, 2, 3):
        with open_record(versions.add(files[:count], tmp_path / f"{count}.duckdb").path) as record:
            assert len(record.roll_calls()) == len(starter.roll_calls())
            call = record.roll_call("68/262")
            assert (call.date, call.undl_id) == (dt.date(2014, 3, 27), starter.roll_call("68/262").undl_id)
            assert not any("#" in one.symbol for one in record.roll_calls(parts=True))


def test_the_lists_of_those_who_did_not_vote_go_by_several_names(tmp_path):
    for label in ("Absent", "Not voting", "Did not vote"):
        batch = sources.read(write(tmp_path, f"{HEAD}{SAID}\n\n{LISTS}\n{label}: Nauru, Palau.\n"))
        assert (batch.votes.choice == 0).sum() == 2


def test_a_list_that_is_continued_is_one_list(tmp_path):
    lists = (
        "In favour: Kenya, Chad,\n\nIn favour (continued): Mali.\n\nAgainst: Peru.\n\nAbstain: Togo, Fiji.\n"
    )
    assert read(tmp_path, f"{HEAD}{SAID}\n\n{lists}")[0].yes == 3


def test_the_module_reads_what_it_detects(tmp_path):
    path = write(tmp_path, "In favour: Kenya.\n\nAgainst: Peru.\n")
    assert press_release.detect(path) is not None
    with pytest.raises(SourceError, match="no full date"):
        press_release.read(path)
