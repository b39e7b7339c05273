"""The command line: verbs are imported when called, errors become one line and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from cyclopts import App, CycloptsError

from foedus import __version__
from foedus.errors import FoedusError

app = App(
    name="foedus",
    help="Reads what is said about states, holds it against what states did, and publishes a checked brief.",
    version=__version__,
)
app.command(
    "foedus.commands.articles:brief",
    name="brief",
    help="Read an article, check its claims against the record, write a brief.",
)
app.command(
    "foedus.commands.articles:read", name="read", help="Read articles: page, actors, statements, claims."
)
app.command("foedus.commands.sentence:check", name="check", help="Judge one sentence against the record.")
app.command(
    "foedus.commands.record:app",
    name="record",
    help="The record: what is in it, add, pull, verify, export, sql.",
)
app.command("foedus.commands.measure:agree", name="agree", help="How often states vote alike, beyond chance.")
app.command("foedus.commands.measure:bloc", name="bloc", help="How far a group votes as one.")
app.command(
    "foedus.commands.measure:breaks", name="breaks", help="Where a state left its group or its leader."
)
app.command("foedus.commands.measure:neighbours", name="neighbours", help="Who votes most like a state.")
app.command("foedus.commands.ideal:ideal", name="ideal", help="Ideal points over time, with intervals.")
app.command(
    "foedus.commands.seat:app", name="seat", help="A seat on the Council: history, forecast, pledges."
)


def run(words: Sequence[str]) -> int:
    """Follow the words of one call and return its exit code (see ``foedus.errors``)."""
    try:
        code = app(list(words), exit_on_error=False, print_error=True, result_action="return_value")
    except CycloptsError:
        return 2
    except FoedusError as err:
        print(f"foedus: {type(err).__name__}: {err}", file=sys.stderr)
        return err.exit_code
    except BrokenPipeError:
        return 0
    return code if isinstance(code, int) else 0


def main() -> None:
    """The entry point of the ``foedus`` command."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
