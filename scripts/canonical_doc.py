"""Write docs/reference/canonical.md from the forms of the canonical language: canonical_doc.py [--check].

With ``--check`` nothing is written; the exit code says whether the page is what would be.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "canonical.md"

HEAD = """# The canonical language

One plain sentence for each kind of claim, which states everything that is judged. foedus writes it beside the words of an
article (`as_read`), and judges it when it is handed over:

    foedus check "Kazakhstan abstained on A/RES/68/262."

It is strict. A sentence that is in no form, or holds a name, number or day that does not exist, is refused (`CanonicalError`)
with what was found, what was expected and the nearest form; nothing is guessed. (`foedus check` then reads it as it would an
article's sentence, and refuses it only where nothing in it can be checked.)

*(Written by `scripts/canonical_doc.py` from `lexicon/canonical.toml`.)*

## How things are written

| | written | example |
|---|---|---|
| states and bodies | by the usual name, with or without "the", or by code; case does not matter. Several: "A, B and C" | Kazakhstan, KAZ, the CSTO |
| groups | by name, or "the allies of" a state; "or else of" between groups of which one is meant | the Baltic states, the allies of Russia |
| people, and what the language has no words for | as they are; what an article says of its own in quotation marks | Nursultan Nazarbayev, "commodity items" |
| days | year, month or day, "to" between the first and the last, "or" between those that may be meant | 2014, 2014-03, 2014-03-27, 2014 to 2015 |
| the day of the question | in front: "As of DAY,"; without it `--as-of`, else today | As of 2015-12-02, |
| body and day of a vote | in front; either may be left out | In the General Assembly on 2014-03-27, |
| votes | by symbol; short ones are the Assembly's, with a year in brackets the Council's | A/RES/68/262, 68/262, resolution ES-11/1, 2202(2015) |
| numbers | in figures; about, nearly, more than, fewer than, at least, at most before them | 58, about 76, nearly 20 |
| choices | voted in favour of, voted against, abstained on, did not vote on; did not vote in favour of, did not vote against, did not abstain on, took part in the vote on, neither backed nor opposed; voted as STATE did on, did not vote as STATE did on, voted the opposite of STATE on | |

A vote that an article speaks of and that was not found is written `a vote that was not identified ("its words")`; such a
sentence is never decided.

## Denial

"It is not the case that" before any sentence denies it; before a denial it takes it back. A plain "not" means the same:
"was not", "did not join", "had no seat", "did not win". "Did not abstain on" says that any other choice was made. A sentence
and its denial are never decided alike.

## Forms

What stands in brackets may be left out; {braces} stand for a value.
"""

WORDS = {
    "vote": "Votes", "tally": "Counts of a vote", "candidacy": "Elections", "membership": "Members", "accession": "Coming and going",
    "office": "Offices", "rank": "Ranks", "count": "Counts", "alignment": "Who votes with whom", "event": "What happened",
    "position": "What somebody stands for", "prediction": "What will be",
}  # fmt: skip
# What a slot is called in the forms; a slot that is not here is called by its own name.
SLOTS = {
    "scene": "In BODY on DAY", "states": "STATES", "state": "STATE", "anybody": "WHO", "body": "BODY", "place": "STATE OR BODY", "group": "GROUP",
    "groups": "GROUPS", "person": "PERSON", "words": "WORDS", "quoted": "“WORDS”", "span": "WHEN", "year": "YEAR", "day": "DAY", "term": "YEAR-YEAR",
    "years": "from DAY to DAY", "int": "N", "nth": "Nth", "amount": "NUMBER", "number": "NUMBER", "deed": "CHOICE", "vote": "VOTE", "vote_list": "VOTES",
    "votes_by": "STATE CHOICE, …", "shares": "STATE N, …", "dates_by": "STATE in WHEN, …", "counts": "N yes, N no and N abstentions",
    "status": "a STATUS", "rank": "a STATUS", "statuses": "STATUS", "office": "OFFICE", "measured": "MEASURE",
}  # fmt: skip


def listed(slot: str) -> list[str]:
    """The few words that a slot knows, as in its pattern."""
    from foedus.reading.slots import SLOTS as KNOWN

    inner = KNOWN[slot].pattern.rpartition("(?:")[2].removesuffix(")")
    return [re.sub(r"\\(.)", r"\1", word) for word in inner.split("|")]


def flag(slot: str, key: str) -> str:
    """The words of a field that is said or not."""
    from foedus.reading.slots import SLOTS as KNOWN

    return KNOWN[slot].write({key: True}, key) or key


def grammar(say: str) -> str:
    """A template with the values in words."""

    def called(m: re.Match[str]) -> str:
        slot, key = m["slot"], m["key"]
        return (
            f"{{{SLOTS[slot]}}}"
            if slot in SLOTS
            else flag(slot, key)
            if slot == "flag"
            else f"{{{' / '.join(listed(slot))}}}"
        )

    said = re.sub(r"\{(?P<slot>\w+):(?P<key>\w+)\}", called, say)
    return said[0].upper() + said[1:] + "."


def page() -> str:
    """The whole page."""
    from foedus.reading import canonical

    out = [HEAD]
    for type_ in dict.fromkeys(f.type for f in canonical.forms()):
        out.append(f"### {WORDS[type_]} (`{type_}`)\n")
        forms = [f for f in canonical.forms() if f.type == type_]
        out += [f"- `{grammar(f.say)}`\n  {f.example}" for f in forms]
        out.append("")
    out += [
        "## Words of the forms\n",
        f"- STATUS: {', '.join(listed('status'))}; of the Security Council also with permanent or non-permanent before it",
        f"- MEASURE: {', '.join(listed('measured'))}",
        '- CHOICE in a list of votes: yes, no, abstained, absent; "or" between several',
        "- OFFICE: head of state, head of government, or of a ministry (foreign minister)",
    ]
    return "\n".join(out) + "\n"


def main() -> int:
    """Write the page, or say whether it is up to date."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return 0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page() else 1
    PAGE.write_text(page(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
