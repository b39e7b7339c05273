"""Which words of a sentence are shown as a claim: who, what they did, and as much of the rest as says on what."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.reading.claims.draft import Draft
    from foedus.reading.context import Article

LONGEST = 9  # words shown after the predicate
SHORT = 30  # a lead of fewer characters is shown
_PART = re.compile(
    r"\s+(?=(?:on|in|at|by|when|as|after|before|that|which|while|to|for|with|from|over|against|giving|calling|demanding|condemning|urging|of)\b)|,",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:\b(?:the|all|every|each|only|both|neither|not|no|most|just|even|delegations?|delegates|of)\s+)+$",
    re.IGNORECASE,
)
_WIDE = frozenset({"only", "complete", "all", "all_but", "none", "most", "group", "among"})


def shown(article: Article, draft: Draft) -> tuple[tuple[int, int], ...]:
    """The stretches of a draft that a reader is shown."""
    if (
        draft.type != "vote"
        or draft.anchor is None
        or len(draft.spans) > 1
        or not draft.start <= draft.anchor[0] < draft.end
    ):
        return draft.spans
    return ((_begin(article, draft), _end(article, draft)),)


def _begin(article: Article, draft: Draft) -> int:
    """Where the voters are named; where a group is meant, where the clause begins."""
    assert draft.anchor is not None
    actors = set(draft.fields.get("actors") or ())
    if draft.fields.get("quantifier") in _WIDE or not actors:
        return draft.start
    named = [m for m in article.mentions_in(draft.start, draft.anchor[0], "state") if m.code in actors]
    if not named:
        return draft.start
    start = named[0].start
    lead = article.text[draft.start : start]
    comma = lead.rfind(", ")
    if comma >= 0:
        return draft.start + comma + 2
    if len(lead) < SHORT:
        return draft.start
    near = _LEAD.search(lead)
    return draft.start + near.start() if near else start


def _end(article: Article, draft: Draft) -> int:
    """The end of a phrase not too far behind the predicate."""
    assert draft.anchor is not None
    after = article.text[draft.anchor[1] : draft.end]
    words = list(re.finditer(r"\S+", after))
    if len(words) <= LONGEST:
        return draft.end
    limit = words[LONGEST].start()
    cuts = [m.start() for m in _PART.finditer(after, 0, limit + 1) if m.start() > words[1].end()]
    return draft.anchor[1] + (cuts[-1] if cuts else words[LONGEST - 1].end())
