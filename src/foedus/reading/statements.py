"""Who said what: frames with their sources named, their words cut out, and what they think of whom."""

from __future__ import annotations

import itertools
import re

from foedus.reading.context import Article
from foedus.reading.finder import Finder
from foedus.reading.frames import Frame
from foedus.reading.quotes import Quotation, scan
from foedus.reading.schema import Span, Speaker, Statement
from foedus.reading.speakers import Resolver
from foedus.reading.stance import stances

_SAYING = frozenset(
    {"say", "add", "argue", "note", "claim", "insist", "state", "explain", "warn", "stress", "declare"}
)


def find(article: Article) -> tuple[Statement, ...]:
    """Every statement of an article, s01, s02, ... in the order of the text.

    Args:
        article: the text with its parse and mentions.

    Returns:
        Statements with speaker, cue, content (without the enclosing marks), verbatim parts, quote type, stance,
        ``via`` where the source names its own source, ``polarity`` "not_said" where the text says it was not said.
    """
    t = article.tokens
    if not t.n:
        return ()
    quotations = scan(article.text, t.start[0], t.end[-1])
    frames = merged(article, Finder(t, article.text, quotations).find())
    resolver = Resolver(article, quotations)
    resolver.introduce()
    made = [_statement(article, f, resolver.resolve(f.source, f.head), quotations) for f in frames]
    made = [s for s in made if not _COUNT.match(s.speaker.canonical or "")]
    article.told = {name: (p.role, p.affiliation) for name, p in resolver.profiles.items()}
    made += _free(article, made)
    made.sort(key=lambda s: (s.content[0].start, s.content[-1].end))
    return tuple(_numbered(s, i) for i, s in enumerate(made, 1))


# "Rejected by 70 votes": a count says nothing.
_COUNT = re.compile(
    r"(?:\d[\d,]*|[a-z]+(?:-[a-z]+)?)\s+(?:votes?|ballots?|abstentions?|per\s?cent|percent)\b", re.IGNORECASE
)


def merged(article: Article, frames: list[Frame]) -> list[Frame]:
    """Frames without doubles; "slammed the sanctions, saying …" is one statement with two cues."""
    t = article.tokens
    by_verb = {f.verb: f for f in frames if f.kind == "verb"}
    gone: set[int] = set()
    for f in frames:
        if (
            f.kind == "verb"
            and t.tag[f.verb] == "VBG"
            and t.dep[f.verb] == "advcl"
            and t.lemma[f.verb] in _SAYING
        ):
            over = by_verb.get(t.head[f.verb])
            if over is not None and over.tone and not over.quoted and id(over) not in gone:
                f.cue = [*over.cue, *f.cue]
                f.tone = f.tone or over.tone
                f.source, f.head = over.source, over.head
                gone.add(id(over))
    seen: set[tuple[tuple[int, int], ...]] = set()
    out = []
    for f in frames:
        key = tuple(f.content)
        if id(f) in gone or key in seen:
            continue
        seen.add(key)
        out.append(f)
    return out


def _statement(
    article: Article, frame: Frame, speaker: Speaker, quotations: tuple[Quotation, ...]
) -> Statement:
    t = article.tokens
    content = tuple(article.span(a, b) for a, b in frame.content)
    verbatim = tuple(
        article.span(max(a, q.inner[0]), min(b, q.inner[1]))
        for a, b in frame.content
        for q in quotations
        if q.inner[0] < b and a < q.inner[1]
    )
    kind = "direct" if frame.direct else ("mixed" if verbatim else "indirect")
    via = None
    if frame.via is not None:
        (a, b), (c, d) = frame.via
        span = article.span(t.start[a], t.end[b])
        via = {"source": span.text, "cue": article.text[t.start[c] : t.end[d]], "span": span.to_dict()}
    cue = tuple(article.span(t.start[a], t.end[b]) for a, b in frame.cue)
    own = speaker.affiliation if speaker.type in {"state", "organisation", "government"} else None
    view = () if frame.silent else stances(article, content, frame.tone, own)
    return Statement(
        "", speaker, cue, content, verbatim, kind, view, via, "not_said" if frame.silent else None
    )


def _numbered(s: Statement, number: int) -> Statement:
    return Statement(
        f"s{number:02d}", s.speaker, s.cue, s.content, s.verbatim, s.quote_type, s.stance, s.via, s.polarity
    )


def _free(article: Article, made: list[Statement]) -> list[Statement]:
    """A sentence between two statements of one speaker in one paragraph that goes on telling what he says."""
    out: list[Statement] = []
    told = sorted(
        (s for s in made if s.speaker.canonical and s.polarity is None), key=lambda s: s.content[0].start
    )
    for before, after in itertools.pairwise(told):
        if (
            before.speaker.canonical != after.speaker.canonical
            or before.quote_type != "indirect"
            or after.quote_type != "direct"
        ):
            continue
        low, high = (
            before.content[-1].end,
            min(after.content[0].start, *(c.start for c in after.cue))
            if after.cue
            else after.content[0].start,
        )
        if "\n" in article.text[low:high] or not 20 < high - low < 400:
            continue
        between = [x for x in article.sentences if x[0] >= low and x[1] <= high + 1]
        if len(between) != 1:
            continue
        a, b = between[0]
        while b > a and article.text[b - 1] in ' .!“"':
            b -= 1
        span = Span(a, b, article.text[a:b])
        if any(s.content[0].start < b and a < s.content[-1].end for s in made):
            continue
        voice = Speaker(
            None,
            before.speaker.canonical,
            before.speaker.type,
            before.speaker.affiliation,
            before.speaker.role,
            None,
            before.speaker.tie,
        )
        out.append(Statement("", voice, (), (span,), (), "free_indirect", stances(article, (span,), 0, None)))
    return out
