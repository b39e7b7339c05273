"""`foedus brief` and `foedus read`: an article goes in, a checked page or a reading comes out."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from foedus import doors
from foedus.commands.days import day_named
from foedus.errors import FoedusError, UsageError

if TYPE_CHECKING:
    from foedus.reading.schema import Reading
    from foedus.record.queries import Record


def _pair(text: str) -> tuple[str, str]:
    """``RUS:KAZ`` as two codes."""
    from foedus.model.states import resolve

    parts = text.split(":")
    if len(parts) != 2 or not all(parts):
        raise UsageError(f"--pair is two states with a colon between them, like RUS:KAZ; found {text!r}")
    first, second = (resolve(p).code for p in parts)
    if first == second:
        raise UsageError(f"--pair needs two different states; found {text!r}")
    return first, second


def _example() -> Path:
    """The dispatch that ships with foedus."""
    return Path(__file__).resolve().parents[1] / "briefing" / "example" / "dispatch.txt"


def brief(
    article: Path | None = None,
    *,
    example: bool = False,
    output: Annotated[Path | None, Parameter(name=["--output", "-o"])] = None,
    format: Literal["html", "md", "json"] | None = None,  # noqa: A002
    as_of: str | None = None,
    published: str | None = None,
    pair: Annotated[tuple[str, ...], Parameter(consume_multiple=False)] = (),
    full_text: bool = False,
    strict: bool = False,
) -> int:
    """Read an article, check its claims against the record, and write a brief.

    Args:
        article: a saved page, text or HTML.
        example: brief the dispatch that ships with foedus.
        output: where to write; default beside the article, ``-`` for standard output.
        format: html, md or json; default by the name of the output, else html.
        as_of: judge as of this day (YYYY-MM-DD); default the day of publication.
        published: the day of publication where the page does not say it.
        pair: two states to report on, like RUS:KAZ; may be repeated.
        full_text: show the whole article (for your own desk; a published brief quotes excerpts).
        strict: exit with 1 where a claim is refuted.
    """
    if example == (article is not None):
        raise UsageError("name one article, or --example for the one that ships with foedus")
    source = _example() if article is None else article
    pairs = tuple(_pair(p) for p in pair)
    day, named = day_named(as_of), day_named(published)
    record = doors.open_record()
    print("reading …", file=sys.stderr)
    reading = doors.read(source, named)
    _warn(reading)
    checked = doors.check(reading, record, day)
    made = doors.brief(checked, record, pairs)
    kind = format or _format_of(output)
    text = made.render(kind, full_text=full_text)
    if output is not None and str(output) == "-":
        sys.stdout.write(text)
    else:
        target = output or Path.cwd() / f"{source.stem}.brief.{kind}"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        for line in made.bottom_line:
            print(line, file=sys.stderr)
        print(target.resolve())
    return 1 if strict and made.has_refuted else 0


def _warn(reading: Reading) -> None:
    """What a reader must know of a reading, on standard error."""
    from foedus.briefing.lead import warnings_of

    for line in warnings_of(reading):
        print(f"warning: {line}", file=sys.stderr)


def _format_of(output: Path | None) -> Literal["html", "md", "json"]:
    """The format that a file name asks for."""
    suffix = output.suffix.lower() if output else ""
    return {".md": "md", ".json": "json"}.get(suffix, "html")  # type: ignore[return-value]


def read(
    *articles: Path,
    check: bool = False,
    as_of: str | None = None,
    published: str | None = None,
    json_: Annotated[bool, Parameter(name="--json")] = False,
) -> int:
    """Read articles: page, actors, statements, claims. With several, one JSON document a line.

    Args:
        articles: saved pages, text or HTML.
        check: hold the claims against the record too.
        as_of: judge as of this day (YYYY-MM-DD); default the day of publication.
        published: the day of publication where a page does not say it.
        json_: print JSON; several articles always do.
    """
    if not articles:
        raise UsageError("name at least one article")
    record = doors.open_record() if check else None
    many, worst = len(articles) > 1, 0
    for path in articles:
        try:
            reading = doors.read(path, day_named(published))
            if not (many or json_):
                _warn(reading)
            document = _document(reading, record, day_named(as_of))
        except FoedusError as err:
            if not many:
                raise
            worst = err.exit_code
            document = {"error": {"file": str(path), "kind": type(err).__name__, "words": str(err)}}
        if many:
            print(json.dumps(document, ensure_ascii=False))
        elif json_:
            print(json.dumps(document, ensure_ascii=False, indent=1))
        else:
            _show(document["data"])
    return worst


def _document(reading: Reading, record: Record | None, as_of: date | None) -> dict[str, Any]:
    """The envelope ``{data, meta}`` of one reading, checked where a record is given."""
    from foedus.briefing.lead import warnings_of

    meta: dict[str, Any] = {
        "version": None,
        "as_of": None,
        "citation": None,
        "warnings": list(warnings_of(reading)),
    }
    if record is None:
        return {"data": reading.to_dict(), "meta": meta}
    checked = doors.check(reading, record, as_of)
    meta |= {"version": record.version, "as_of": checked.as_of.isoformat(), "citation": record.cite()}
    return {"data": checked.to_dict(), "meta": meta}


def _show(data: dict[str, Any]) -> None:
    """A reading for the eye: headline, who said what, what can be checked."""
    from rich.console import Console
    from rich.table import Table

    console = Console()
    page = data["page"]
    console.print(page.get("headline_normalised") or "(no headline)", style="bold", markup=False)
    console.print(
        " · ".join(
            str(page[k]) for k in ("author", "outlet", "published_iso", "permalink_normalised") if page.get(k)
        ),
        markup=False,
    )
    said = Table("who", "how", "what", title="Statements", title_justify="left")
    for s in data["statements"]:
        said.add_row(
            s["speaker"]["canonical"] or "—",
            " … ".join(c["text"] for c in s["cue"]),
            " … ".join(c["text"] for c in s["content"]),
        )
    claims = Table("id", "type", "words", "verdict", title="Claims", title_justify="left")
    for c in data["claims"]:
        words = " … ".join(x["text"] for x in c["span"])
        claims.add_row(c["id"], c["type"], words, c.get("verdict") or "not checked")
    console.print(said, claims)
