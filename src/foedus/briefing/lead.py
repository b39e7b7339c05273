"""The bottom line: first what was found against, then how many held and how many are unknown and why."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from foedus.briefing.names import shortened

if TYPE_CHECKING:
    from foedus.checking.verdict import Checked, Verdict
    from foedus.reading.schema import Claim, Reading

AGAINST = ("refuted", "not_borne_out", "partly_supported")  # the gravest first
HEADS = {
    "refuted": "Refuted",
    "not_borne_out": "Not borne out",
    "partly_supported": "Supported in part only",
}
QUOTED = 140  # characters of a claim that a lead quotes
REASONED = 200  # and of a reason
SHOWN = 6  # what is less than refuted stands below where there is more of it
NO_DAY = (
    "Day of publication not known: claims in the present tense are not decided. "
    "Give it with --published YYYY-MM-DD."
)
# Why a claim is unknown, in classes; the first pattern that fits a reason names its class.
WHY = (
    (r"^the text|not say|what the article|means cannot be told", "the text does not say enough"),
    (
        r"incomplete|not every vote|completely|lacks? the|the record lacks|in the record:",
        "the record is incomplete there",
    ),
    (
        r"record has|would decide it|no table|no event|not in the record|in the record|does not (?:show|list|know)",
        "the record holds nothing of the kind",
    ),
    (r"too near|only \d+ votes|were cast|not sure|fit equally well", "the rows are too few or too close"),
)
OTHER = "their sentences leave a doubt that the record cannot settle"


def warnings_of(reading: Reading) -> tuple[str, ...]:
    """What a reader must know before the verdicts: a day of publication that is missing, and what the reading warns of."""
    if reading.published:
        return tuple(dict.fromkeys(reading.warnings))
    begins = NO_DAY.partition(":")[0].casefold()  # the reading may say the same in fewer words
    others = (w for w in reading.warnings if not w.casefold().startswith(begins))
    return tuple(dict.fromkeys((NO_DAY, *others)))


def lines(checked: Checked) -> tuple[str, ...]:
    """The verdicts: a sentence for each claim found against, then one that counts the rest."""
    claims = checked.reading.claims
    if not claims:
        return ()
    against = [c for word in AGAINST for c in claims if checked.verdict(c).word == word]
    shown = [c for i, c in enumerate(against) if i < SHOWN or checked.verdict(c).word == "refuted"]
    said = [_against(c, checked) for c in shown]
    if len(shown) < len(against):
        said.append(
            f"{len(against) - len(shown)} more claims hold in part only or are not borne out; see below."
        )
    return (*said, _counts(checked))


def _against(claim: Claim, checked: Checked) -> str:
    """One claim found against: its words, who says so, and why not."""
    verdict = checked.verdict(claim)
    why = _clause(verdict)
    return f"{HEADS[verdict.word]}: {speaker(claim, checked)} says “{shortened(claim.text, QUOTED)}”{why}."


def speaker(claim: Claim, checked: Checked) -> str:
    """Who says so in a lead: a person by name or office, else the article."""
    statement = next((s for s in checked.reading.statements if s.id == claim.asserted_by), None)
    voice = checked.voice(claim)
    if statement is None or statement.speaker.type != "person" or voice == "the article":
        return "the article"
    if voice[0].isupper() or voice.startswith(("a ", "an ", "the ")):
        return voice
    return f"{'an' if voice[0] in 'aeiou' else 'a'} {voice}"


def _clause(verdict: Verdict) -> str:
    """The reason as the rest of the sentence; where there is none, what the rows show."""
    told = verdict.reason or next((e.text for e in verdict.evidence if e.decides), "")
    return f" – {shortened(told.strip().rstrip('.'), REASONED)}" if told else ""


def _counts(checked: Checked) -> str:
    """How many claims held, how many are unknown and mostly why, and what cannot or not yet be checked."""
    verdicts = [checked.verdict(c) for c in checked.reading.claims]
    n = Counter(v.word for v in verdicts)
    parts = [f"{n['supported'] or 'none'} {_is(n['supported'])} supported"]
    if n["unknown"]:
        parts.append(
            f"{n['unknown']} {_is(n['unknown'])} unknown, {_why([v for v in verdicts if v.word == 'unknown'])}"
        )
    if n["unverifiable"]:
        parts.append(
            f"{n['unverifiable']} {'is' if n['unverifiable'] == 1 else 'are'} not for a record to decide"
        )
    if n["open"]:
        parts.append(f"{n['open']} {'speaks' if n['open'] == 1 else 'speak'} of the future")
    total = len(verdicts)
    return f"Of {total} claim{'' if total == 1 else 's'} {'; '.join(parts)}."


def _is(n: int) -> str:
    return "is" if n == 1 else "are"


def _why(unknown: list[Verdict]) -> str:
    """The reason that most of the unknown share, if most share one."""
    reason, n = Counter(_class(v.reason) for v in unknown).most_common(1)[0]
    if 2 * n <= len(unknown):
        return "for several reasons"
    return f"{'' if n == len(unknown) else 'mostly '}because {reason}"


def _class(reason: str) -> str:
    return next((told for pattern, told in WHY if re.search(pattern, reason)), OTHER)
