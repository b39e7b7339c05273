"""Claims about how states voted, by how much a vote was carried, and how far one state goes along with another."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.reading.claims import alliances, tallies, voteroles, voteverbs
from foedus.reading.claims.masked import mask
from foedus.reading.claims.voteframe import Frames
from foedus.reading.claims.votescene import Scene
from foedus.reading.claims.votesubject import Subject, candidates
from foedus.reading.claims.votewords import AT_HOME, CONTEXT, WEAK

if TYPE_CHECKING:
    from foedus.reading.claims.draft import Draft
    from foedus.reading.context import Article


LONGEST = (
    3_000  # characters; a longer "sentence" is a list or a broken page, and patterns take too long in it
)


def find(article: Article) -> list[Draft]:
    """The claims of an article about roll calls: who voted how, the counts, and who goes along with whom.

    Args:
        article: the text with its mentions, dates and statements.

    Returns:
        Drafts of type vote, tally and alignment. ``fields["frame"]`` holds what the words tell of the vote (matter,
        symbol, counts, dates as written with the days they can mean); which roll call it is, checking decides.
    """
    told = _speaking(article)
    weak, bound = _marked(article, _WEAK_STEMS), _marked(article, _BOND_STEMS)
    if not (told or weak or bound):
        return []
    masked = mask(article)
    hot = {i for i in told if CONTEXT.search(masked.text, *article.sentences[i])}
    frames = Frames(article, masked)
    drafts: list[Draft] = []
    for i in sorted(told | weak | bound | {j + d for j in hot for d in (-1, 1)}):
        if not 0 <= i < len(article.sentences):
            continue
        start, end = article.sentences[i]
        if end - start > LONGEST:
            continue
        # Names are masked, and "the Assembly" with them: a sentence that names it is near a vote, though not about one.
        near = (
            i in told
            or i - 1 in hot
            or i + 1 in hot
            or (i in weak and bool(WEAK.search(masked.text, start, end)))
        )
        scene = Scene(article, masked, frames, start, end, near, i in hot)
        if near:
            drafts += _near(scene)
        elif i in bound:
            drafts += alliances.find(scene)
    return [frames.finish(draft) for draft in drafts]


def _near(scene: Scene) -> list[Draft]:
    """The claims of a sentence that speaks of a vote, or stands next to one that does."""
    start, end = scene.start, scene.end
    if AT_HOME.search(scene.text, start, end) and not _ABROAD.search(scene.article.text, start, end):
        return []
    named = bool(scene.masked.within(start, end, ("state", "body", "group")))
    if not (named or scene.frames.actors or _COUNTING.search(scene.text, start, end)):
        return []
    scene.frame = scene.frames.read(start, end)
    scene.found = [_parted(scene, s) for s in candidates(scene.masked, start, end)]
    bonds = alliances.find(scene) if named else []
    firm = [b for b in bonds if b.priority > 60]
    spoken = [*voteroles.find(scene), *voteverbs.find(scene)]
    spoken = [v for v in spoken if not any(b.start < v.end and v.start < b.end for b in firm)]
    votes = [v for v in spoken if v.type == "vote"]
    counted = tallies.find(scene, votes)
    if not any("yes" in c.fields and "no" in c.fields for c in counted):
        counted += [v for v in spoken if v.type == "tally"]
    scene.frames.remember(votes)
    if not (votes or counted or bonds or scene.hot or CONTEXT.search(scene.article.text, start, end)):
        scene.frames.spoken.remove(scene.frame)
    return [*votes, *counted, *bonds]


def _parted(scene: Scene, subject: Subject) -> Subject:
    """A list without what belongs to the clause before it: "for Ukraine, and Azerbaijan did not vote"."""
    if subject.kind != "list" or len(subject.actors) < 2:
        return subject
    own = [i for i in scene.row if i.kind == "states" and subject.start <= i.start < subject.end]
    if len(own) < 2 or own[-1].codes == subject.actors:
        return subject
    return replace(subject, start=own[-1].start, actors=own[-1].codes)


# A sentence without one of these cannot match CONTEXT, WEAK or a pattern of alliances; looking for them is far cheaper.
_STEMS = ("vot", "abst", "ballot", "roll", "resolution", "assembly", "draft", "motion", "veto", "delegation", "fence", "hand", "tally", "plenary",
          "treaty", "council", "margin")  # fmt: skip
_WEAK_STEMS = (
    "back",
    "support",
    "oppos",
    "endors",
    "reject",
    "approv",
    " only ",
    " sole ",
    " lone ",
    "sided with",
    "joined",
    "joining",
)
_BOND_STEMS = ("agree", "rely", "relie", "reliab", "count on", "counts on", "counted on", "counting on", "depend", "bank", "hopes", "trust", "unity",
               "united", "divided", "split", "closer", "nearer", "further", "loyal", " ally", "allies", "partner", " many ", " most ", "often", "always", "majority",
               "cohesion", "percent", "per cent", "%", "one voice", "solidar", " bloc", "unanim", "faithful")  # fmt: skip
_ABROAD = re.compile(
    r"\bAssembly\b|\bSecurity\s+Council\b|\bresolutions?\b|\bU\.?N\.?\b|\bUnited\s+Nations\b|\babst(?:ain|ention)",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\d|\bcountries|\bstates\b|\bnations\b|\bmembers|\bdelegations|\bnobody|\bno one|\bwithout\b|\bunopposed|\bsecret\b",
    re.IGNORECASE,
)


def _marked(article: Article, stems: Sequence[str]) -> set[int]:
    """Which sentences hold one of some strings."""
    low = article.text.lower()
    found: set[int] = set()
    for stem in stems:
        at = low.find(stem)
        while at >= 0:
            place = bisect_right(article.sentences, (at + 1, len(low) + 1)) - 1
            if place >= 0:
                found.add(place)
                at = low.find(stem, max(at + 1, article.sentences[place][1]))
            else:
                at = low.find(stem, at + 1)
    return found


def _speaking(article: Article) -> set[int]:
    """Which sentences of an article speak of a vote."""
    return {i for i in _marked(article, _STEMS) if CONTEXT.search(article.text, *article.sentences[i])}
