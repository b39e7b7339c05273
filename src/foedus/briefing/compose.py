"""From a checked article to a brief: one value that holds all a page shows, with every figure open down to its rows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

import foedus
from foedus.briefing import lead, subject
from foedus.briefing import pairs as pairing
from foedus.briefing.evidence import Table, describe_origins, tables_of
from foedus.briefing.names import name_of, shortened
from foedus.briefing.pairs import PairReport, day_text
from foedus.briefing.passages import Passage, passages
from foedus.settings import Settings, load

if TYPE_CHECKING:
    from foedus.briefing.charts import Chart
    from foedus.briefing.seat import SeatReport
    from foedus.checking.verdict import Checked, Evidence, Verdict
    from foedus.reading.schema import Claim, Statement
    from foedus.record.queries import Record

ORDER = ("refuted", "not_borne_out", "partly_supported", "supported", "unknown", "unverifiable", "open")
AGAINST = ORDER[:3]  # what a reader must not miss comes first
NO_CLAIM = "This article makes no claim that the record could decide."
MARKS = {
    "supported": "✓",
    "partly_supported": "◐",
    "refuted": "✗",
    "not_borne_out": "≠",
    "unknown": "?",
    "unverifiable": "–",
    "open": "…",
}


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence with its rows as tables and its origins in words."""

    text: str
    stated: bool
    origin: str
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Hindsight:
    """What rows of after the article's day tell."""

    word: str
    text: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as the page shows it."""

    id: str
    type: str
    text: str
    word: str
    mark: str
    voice: str
    reason: str
    note: str
    evidence: tuple[EvidenceView, ...]
    hindsight: Hindsight | None
    as_read: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement as the page shows it."""

    id: str
    anchor: str
    text: str
    lead: str
    verbatim: bool
    stance: str
    how: str
    via: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who speaks in the article, with all they say."""

    name: str
    about: str
    statements: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """An origin that the brief used, with the number of its rows."""

    kind: str
    publisher: str
    title: str
    licence: str
    digest: str
    rows: int


@dataclass(frozen=True, slots=True)
class View:
    """Everything a template prints."""

    title: str
    description: str
    author: str | None
    outlet: str | None
    published: str | None
    published_text: str | None
    permalink: str | None
    permalink_safe: bool
    as_of: str
    as_of_text: str
    version: str
    software: str
    full_text: bool
    warnings: tuple[str, ...]
    verdict_lines: tuple[str, ...]
    pairs: tuple[PairReport, ...]
    counts: tuple[tuple[str, int], ...]
    voices: tuple[Voice, ...]
    claims: tuple[ClaimView, ...]
    predictions: tuple[ClaimView, ...]
    charts: tuple[Chart, ...]
    chart_notes: tuple[str, ...]
    seats: tuple[SeatReport, ...]
    passages: tuple[Passage, ...]
    ticker: str
    sources: tuple[Source, ...]
    citation: str
    method: str
    coverage_note: str


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief: what is published of a checked article. Render it as html, md or json."""

    checked: Checked
    pairs: tuple[PairReport, ...]
    claims: tuple[ClaimView, ...]
    charts: tuple[Chart, ...]
    chart_notes: tuple[str, ...]
    seats: tuple[SeatReport, ...]
    sources: tuple[Source, ...]
    citation: str
    coverage: str
    settings: Settings = field(default_factory=load)

    @property
    def as_of(self) -> date:
        """The day as of which claims are judged."""
        return self.checked.as_of

    @property
    def bottom_line(self) -> tuple[str, ...]:
        """What was found against, how the rest stands, then a sentence or two on each pair."""
        return (*self.verdict_lines, *(p.sentence for p in self.pairs))

    @property
    def verdict_lines(self) -> tuple[str, ...]:
        """The verdicts in sentences, what was found against first."""
        return lead.lines(self.checked) or (NO_CLAIM,)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before the verdicts."""
        return lead.warnings_of(self.checked.reading)

    @property
    def counts(self) -> tuple[tuple[str, int], ...]:
        """How many claims got each verdict, the gravest first."""
        tally = Counter(c.word for c in self.claims)
        return tuple((w, tally[w]) for w in ORDER if tally[w])

    @property
    def tally_line(self) -> str:
        """The verdicts in one line."""
        if not self.claims:
            return NO_CLAIM
        parts = ", ".join(f"{n} {w.replace('_', ' ')}" for w, n in self.counts)
        return f"{len(self.claims)} claims: {parts}."

    @property
    def has_refuted(self) -> bool:
        """Whether any claim is refuted."""
        return any(c.word == "refuted" for c in self.claims)

    def render(self, kind: Literal["html", "md", "json"] = "html", *, full_text: bool = False) -> str:
        """The brief as text.

        Args:
            kind: html (a page that stands alone), md, or json.
            full_text: show the whole article, for one's own desk; a published brief quotes excerpts.
        """
        from foedus.briefing import formats

        if kind == "md":
            return formats.to_markdown(self)
        return formats.to_json(self) if kind == "json" else formats.to_html(self, full_text=full_text)

    def _repr_html_(self) -> str:
        """For notebooks."""
        return f"<p><strong>{len(self.claims)} claims.</strong></p>" + "".join(
            f"<p>{_escaped(s)}</p>" for s in (*self.warnings, *self.bottom_line)
        )

    def cite(self) -> str:
        """How to cite the brief and its record."""
        return self.citation

    def to_dict(self) -> dict[str, Any]:
        """The envelope ``{data, meta}``: the checked reading, the pairs, the figures of the charts, the sources."""
        data = self.checked.to_dict()
        data["page"].pop("text", None)  # a published brief quotes, it does not carry the article
        if data["page"].get("body"):
            data["page"]["body"].pop("text", None)
        data["bottom_line"] = list(self.bottom_line)
        data["pairs"] = [p.to_dict() for p in self.pairs]
        data["charts"] = [
            {"title": c.title, "alt": c.alt, "columns": c.columns, "rows": c.rows} for c in self.charts
        ]
        data["seats"] = [s.to_dict() for s in self.seats]
        data["sources"] = [{k: getattr(s, k) for k in Source.__dataclass_fields__} for s in self.sources]
        meta = {
            "version": self.checked.record_version,
            "as_of": self.as_of.isoformat(),
            "citation": self.citation,
            "warnings": [*self.warnings, *self.chart_notes],
        }
        return {"data": data, "meta": meta}

    def view(self, *, full_text: bool) -> View:
        """What a template prints."""
        page = self.checked.reading.page
        words = {c.id: c.word for c in self.claims}
        title = page.headline_normalised or "An article without a headline"
        link = page.permalink_normalised
        return View(
            title=title,
            description=shortened(" ".join(self.bottom_line), 300),
            author=page.author,
            outlet=page.outlet,
            published=page.published_iso,
            published_text=_published(page.published_iso),
            permalink=link,
            permalink_safe=bool(link and re.match(r"https?://[^\s\"'<>]+$", link)),
            as_of=self.as_of.isoformat(),
            as_of_text=day_text(self.as_of),
            version=self.checked.record_version,
            software=foedus.__version__,
            full_text=full_text,
            warnings=self.warnings,
            verdict_lines=self.verdict_lines,
            pairs=self.pairs,
            counts=self.counts,
            voices=_voices(self.checked),
            claims=tuple(
                sorted(
                    (c for c in self.claims if c.type != "prediction"), key=lambda c: c.word not in AGAINST
                )
            ),
            predictions=tuple(c for c in self.claims if c.type == "prediction"),
            charts=self.charts,
            chart_notes=self.chart_notes,
            seats=self.seats,
            passages=passages(self.checked.reading, words, whole=full_text),
            ticker=", ".join(f"{q.symbol} {q.value:g}" for q in page.quotes),
            sources=self.sources,
            citation=self.citation,
            method=_method(self.settings),
            coverage_note=self.coverage,
        )


def compose(checked: Checked, record: Record, pairs: tuple[tuple[str, str], ...] = ()) -> Brief:
    """Make the brief of a checked article.

    Args:
        checked: the reading with its verdicts.
        record: the record that the verdicts come from.
        pairs: pairs of states to report on, whatever is known of them; empty for those that the article is about.
    """
    from foedus.briefing import pictures, seat

    settings = load()
    reports = tuple(
        pairing.report(record, p, checked.as_of, settings) for p in pairs or subject.about(checked)
    )
    if not pairs:
        reports = tuple(r for r in reports if r.says_something)
    views = tuple(_claim(c, checked, record) for c in checked.reading.claims)
    charts, notes = pictures.of(checked, record, reports, settings)
    return Brief(
        checked=checked,
        pairs=reports,
        claims=views,
        charts=charts,
        chart_notes=notes,
        seats=seat.reports(checked, record),
        sources=_sources(checked, record),
        citation=record.cite(),
        coverage=_coverage(record),
        settings=settings,
    )


def _claim(claim: Claim, checked: Checked, record: Record) -> ClaimView:
    verdict: Verdict = checked.verdict(claim)
    later = verdict.ex_post
    hindsight = None
    if later is not None:
        told = "; ".join(e.text for e in later.evidence) or later.reason
        hindsight = Hindsight(later.word, told)
    voice = checked.voice(claim)
    return ClaimView(
        id=claim.id,
        type=claim.type,
        text=claim.text,
        word=verdict.word,
        mark=MARKS[verdict.word],
        voice=f"{voice[0].upper()}{voice[1:]} says so" if voice else "The article says so",
        reason=_sentence(verdict.reason),
        note=_sentence(verdict.note),
        evidence=tuple(_evidence(e, record) for e in verdict.evidence),
        hindsight=hindsight,
        as_read=_sentence(getattr(verdict, "as_read", "")),
    )


def _sentence(text: str) -> str:
    """A reason as a sentence."""
    return f"{text[0].upper()}{text[1:]}{'' if text.endswith(('.', '?')) else '.'}" if text else ""


def _evidence(e: Evidence, record: Record) -> EvidenceView:
    return EvidenceView(
        _sentence(e.text), e.stated, describe_origins(e.origins, record), tables_of(e.rows, record)
    )


def _voices(checked: Checked) -> tuple[Voice, ...]:
    """Speakers in the order in which they first speak."""
    by_name: dict[str, list[Statement]] = {}
    for s in checked.reading.statements:
        by_name.setdefault(s.speaker.canonical or "Nobody in particular", []).append(s)
    claims: dict[str, list[str]] = {}
    for c in checked.reading.claims:
        claims.setdefault(c.asserted_by, []).append(c.id)
    out = []
    for name, said in by_name.items():
        first = next((s.speaker for s in said if s.speaker.role or s.speaker.affiliation), said[0].speaker)
        about = ", ".join(
            x for x in (first.role, name_of(first.affiliation) if first.affiliation else None) if x
        )
        out.append(Voice(name, about, tuple(_said(s, claims.get(s.id, [])) for s in said)))
    return tuple(out)


def _said(s: Statement, claims: list[str]) -> Said:
    how = {
        "direct": "quoted",
        "indirect": "reported",
        "mixed": "partly quoted",
        "free_indirect": "reported freely",
    }
    cue = " … ".join(c.text for c in s.cue)
    told = how.get(s.quote_type, s.quote_type) + (f" ({cue})" if cue else "")
    if s.polarity == "not_said":
        told = f"not said by them, the article reports a silence ({cue})"
    stance = ", ".join(f"{x.value} on {name_of(x.target)}" for x in s.stance)
    via = ""
    if s.via:
        source = s.via.get("source")
        via = source if isinstance(source, str) else ""
    text = " … ".join(c.text.strip().rstrip(",") for c in s.content)
    anchor = f"t-{claims[0]}" if claims else "text"
    return Said(s.id, anchor, text, "", s.quote_type == "direct", stance, told, via, tuple(claims))


def _sources(checked: Checked, record: Record) -> tuple[Source, ...]:
    """The origins whose rows the verdicts rest on, most used first."""
    used: Counter[str] = Counter()
    for verdict in checked.verdicts.values():
        for e in verdict.evidence:
            for o in e.origins:
                used[o] += len(e.rows)
    out = []
    for key, n in used.most_common():
        source = record.origin(key)
        out.append(
            Source(source.kind, source.publisher, source.title, source.licence, source.digest or "", n)
        )
    return tuple(out)


def _coverage(record: Record) -> str:
    """What the record holds whole, in one sentence."""
    whole = [c for c in record.coverage(table="votes") if c.kind == "complete"]
    if not whole:
        return "The record holds no span of votes whole; shares, ranks and “only” are not decided on it."
    spans = "; ".join(f"{c.subject} {c.since.isoformat()} to {c.until.isoformat()}" for c in whole)
    return f"Recorded votes are complete for {spans}; elsewhere they are a selection, on which no share, rank or “only” is decided."


def _method(s: Settings) -> str:
    return (
        "A claim is supported, partly supported or refuted only by rows of the record that were read from a source and dated by "
        "the day of the article; words about reliance or unity are never refuted, at most not borne out. A comparison of two "
        f"states is made on the votes that all of them cast, and decided only with at least {s.alignment_min_votes} of them, a 95 % "
        f"interval that leaves out zero, a margin of at least {s.alignment_min_margin:g} points, and the same sign with abstention "
        f"half-way and by Cohen’s kappa. “Supports in many” asks for {s.alignment_many:g} % of at least {s.alignment_min_votes} votes; "
        f"“lacks unity” over a period for a mean Agreement Index below {s.unity_floor:g}."
    )


def _published(iso: str | None) -> str | None:
    if not iso:
        return None
    try:
        text = day_text(date.fromisoformat(iso[:10]))
    except ValueError:
        return iso
    return f"{text}, {iso[11:16]}" if len(iso) >= 16 else text


def _escaped(text: str) -> str:
    from html import escape

    return escape(text)
