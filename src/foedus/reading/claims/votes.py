"""Claims about how states voted, by how much a vote was carried, and how far one state goes along with another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from foedus.reading.claims import alliances, tallies, voteroles, voteverbs
from foedus.reading.claims.masked import mask
from foedus.reading.claims.voteframe import Frames, content_words
from foedus.reading.claims.votescene import Scene
from foedus.reading.claims.votesubject import candidates
from foedus.reading.claims.votewords import CONTEXT, TRIGGER, WEAK

if TYPE_CHECKING:
    from foedus.reading.claims.draft import Draft
    from foedus.reading.context import Article


def find(article: Article) -> list[Draft]:
    """The claims of an article about roll calls: who voted how, the counts, and who goes along with whom.

    Args:
        article: the text with its mentions, dates and statements.

    Returns:
        Drafts of type vote, tally and alignment. ``fields["frame"]`` holds what the words tell of the vote (matter,
        symbol, counts, dates as written with the days they can mean); which roll call it is, checking decides.
    """
    if not TRIGGER.search(article.text):
        return []
    masked = mask(article)
    frames = Frames(article, masked)
    if article.page.headline is not None:
        frames.headline = content_words(
            article, masked, article.page.headline.start, article.page.headline.end
        )
    # Names are masked, and "the Assembly" with them: a sentence that names it is near a vote, though not about one.
    told = _speak(article.text, article.sentences)
    hot = _speak(masked.text, article.sentences)
    drafts: list[Draft] = []
    for i, (start, end) in enumerate(article.sentences):
        if not (hot[i] or TRIGGER.search(masked.text, start, end)):
            continue
        near = told[i] or any(hot[max(0, i - 1) : i + 2]) or bool(WEAK.search(masked.text, start, end))
        scene = Scene(article, masked, frames, start, end, near, hot[i])
        bonds: list[Draft] = []
        if near:
            scene.frame = frames.read(start, end)
            scene.found = candidates(masked, start, end)
            bonds = alliances.find(scene)
            spoken = [*voteroles.find(scene), *voteverbs.find(scene)]
            votes = [
                v
                for v in spoken
                if not any(b.start < v.end and v.start < b.end for b in bonds if b.priority > 60)
            ]
            drafts += votes
            drafts += tallies.find(scene, votes)
            frames.remember(votes)
        drafts += bonds if near else alliances.find(scene)
    return [frames.finish(draft) for draft in drafts]


# A sentence without one of these cannot match CONTEXT; looking for them is far cheaper.
_STEMS = ("vot", "abst", "ballot", "roll", "resolution", "assembly", "draft", "motion", "veto", "delegation", "fence", "hand", "tally", "plenary",
          "treaty", "council")  # fmt: skip


def _speak(text: str, sentences: Sequence[tuple[int, int]]) -> list[bool]:
    """Which sentences of a text speak of a vote."""
    low = text.lower()
    if len(low) != len(text):
        return [bool(CONTEXT.search(text, a, b)) for a, b in sentences]
    return [
        any(low.find(x, a, b) >= 0 for x in _STEMS) and bool(CONTEXT.search(text, a, b)) for a, b in sentences
    ]
