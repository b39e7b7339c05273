"""Which publisher is believed where they differ, and which of their roll calls are the same one.

The order of trust is written here and nowhere else. Every publisher's observation is kept; the value used is the most
trusted one that says anything; wherever a less trusted one says otherwise, that is a conflict, listed with the
tallies that decide.
"""

from __future__ import annotations

import calendar
import datetime as dt
import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from foedus.record import checks, coverage, symbols
from foedus.record.batch import PARTS
from foedus.record.content import Content, Row
from foedus.record.schema import ACTS, BY_NAME

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

# Most trusted first. The Library keeps the official voting records and corrects them; a press release is of the day;
# the starter holds facts from the Library; Voeten's table is compiled by hand from the records.
TRUST: tuple[str, ...] = (
    "undl",
    "undl_sc",
    "press",
    "starter",
    "stated",
    "voeten",
    "worldbank",
    "cow",
    "atop",
)
STATED = "stated"  # what was written from knowledge belongs to the lists that ship with foedus
NEAR = dt.timedelta(days=4)  # publishers date one vote apart by a few days at most
SAME_VOTES = 0.97  # share of letters that must agree where only the votes tell that two roll calls are one
CLEARLY = 0.01  # and by how much the best must beat the next
CAST = frozenset("YAN")
SEVERAL_TEXTS = (
    "press"  # the publisher whose one vote can stand in several files, a release and a meeting record
)
NEARLY = 0.9  # share of a session's votes from which on a publisher holds nearly all of it
MOST = 0.6  # share that must agree where several roll calls carry the symbol

_TOTALS = ("yes", "no", "abstain")
_OBS = {name: index for index, name in enumerate(BY_NAME["observation"].names)}
_TITLE_TAIL = re.compile(
    r"\s*:\s*(?:resolution|decision)s?\s*/\s*adopted by the General Assembly.*$", re.IGNORECASE
)
_FAMILY_NOISE = re.compile(r"\b(?:the|of|and|in|on|for|to|a|an|draft|resolution|report|year|\d+)\b|[^a-z ]+")


def trust(publisher: str) -> int:
    """A publisher's place in the order of trust; one that is not in the list comes last."""
    return TRUST.index(publisher) if publisher in TRUST else len(TRUST)


def clean_title(title: str) -> str:
    """A title without the Library's closing words.

    >>> clean_title("Question of Palestine : resolution / adopted by the General Assembly")
    'Question of Palestine'
    """
    return _TITLE_TAIL.sub("", title).strip()


def family(title: str) -> str:
    """What resolutions repeated year after year share: the title without years, numbers and small words.

    >>> family("Work of the Committee in 2014") == family("Work of the Committee in 2015")
    True
    """
    return " ".join(_FAMILY_NOISE.sub(" ", clean_title(title).lower()).split())


@dataclass(slots=True)
class View:
    """What one publisher says of one roll call: its latest edition, gaps filled from its earlier ones."""

    row: Row
    votes: str

    def __getitem__(self, name: str) -> Any:
        return self.row[_OBS[name]]


@dataclass(slots=True)
class Decided:
    """One roll call as the record uses it, and everybody who speaks of it, most trusted first.

    ``rivals``: further roll calls that a publisher gives the same symbol (a procedural motion, say); never used.
    """

    symbol: str
    views: list[View]
    rivals: list[View] = field(default_factory=list)


def overlay(first: str, second: str) -> str:
    """The first string's letters, and the second's where the first says nothing."""
    if "?" not in first:
        return first
    return "".join(b if a == "?" else a for a, b in zip(first, second, strict=True))


def _editions(content: Content) -> dict[str, dt.date]:
    """The day of each origin's edition; the earliest possible where its publisher gives none."""
    found: dict[str, dt.date] = defaultdict(lambda: dt.date.min)
    found.update((row[0], row[10]) for row in content.rows["origin"] if row[10])
    return found


def _views(content: Content) -> dict[str, list[View]]:
    """Every publisher's roll calls, by publisher, each once."""
    edition = _editions(content)
    groups: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in content.rows["observation"]:
        groups[row[0], row[2]].append(row)
    views: dict[str, list[View]] = defaultdict(list)
    for (publisher, _), rows in groups.items():
        rows.sort(key=lambda row: (edition[row[1]], row[1]), reverse=True)
        votes = rows[0][-1]
        for older in rows[1:]:
            votes = overlay(votes, older[-1])
        views[publisher].append(View(rows[0], votes))
    return views


def _alike(one: View, other: View) -> bool:
    """Whether two texts of one publisher are of one vote: the same votes on the same thing, whatever day they name.

    On the same thing: the same symbol or draft, or the same title in one session, or nothing said by one of them within
    a few days; a part is only ever the same part.
    """
    if (one["body"], one["part"] in PARTS) != (other["body"], other["part"] in PARTS):
        return False
    if one["part"] in PARTS and one["note"].casefold() != other["note"].casefold():
        return False
    if any(
        one[name] is not None and other[name] is not None and one[name] != other[name] for name in _TOTALS
    ):
        return False
    pairs = [(a, b) for a, b in zip(one.votes, other.votes, strict=True) if {a, b} & CAST]
    if not pairs or sum(a == b for a, b in pairs) < SAME_VOTES * len(pairs):
        return False
    for name in ("symbol", "draft"):
        if one[name] and other[name]:
            return symbols.key(one[name]) == symbols.key(other[name])
    if one["title"] and other["title"] and family(one["title"]) == family(other["title"]):
        return bool(one["session"] == other["session"])
    return bool(abs(one["date"] - other["date"]) <= NEAR)


def _copies(views: list[View]) -> tuple[list[View], dict[int, list[View]]]:
    """A publisher's votes each once, and by their place the further texts of the same vote; the earliest day leads."""
    if not views or views[0]["publisher"] != SEVERAL_TEXTS:
        return views, {}
    first: list[View] = []
    more: dict[int, list[View]] = defaultdict(list)
    for view in sorted(views, key=lambda view: (view["date"], view["origin"], view["ident"])):
        place = next(
            (at for at, one in enumerate(first) if one["origin"] != view["origin"] and _alike(one, view)),
            None,
        )
        if place is None:
            first.append(view)
        else:
            more[place].append(view)
    return first, more


def _tell_silence(content: Content, views: dict[str, list[View]]) -> None:
    """A member of the United Nations of whom a publisher has no row on that day: nothing is said, not "no member"."""
    import numpy as np

    found = [view for mine in views.values() for view in mine if view["body"] == "UNGA" and "." in view.votes]
    if not found:
        return
    text = "".join(view.votes for view in found).encode("ascii")
    letters = np.frombuffer(text, dtype=np.uint8).reshape(len(found), -1).copy()
    days = [view["date"] for view in found]
    inside = checks.members(content.rows, content.voters, days)
    inside &= checks.members(content.rows, content.voters, [day - dt.timedelta(days=1) for day in days])
    missing = inside & (letters == ord("."))
    letters[missing] = ord("?")
    for index in np.flatnonzero(missing.any(axis=1)):
        found[index].votes = letters[index].tobytes().decode("ascii")


def _letters(views: list[View]) -> npt.NDArray[np.uint8]:
    """Votes as a matrix of letters in which absent, not a member and nothing said are one."""
    import numpy as np

    text = "".join(view.votes for view in views).encode("ascii")
    matrix = np.frombuffer(text, dtype=np.uint8).reshape(len(views), -1).copy()
    matrix[(matrix == ord("?")) | (matrix == ord("."))] = ord("X")
    return matrix


def _official(view: View) -> str | None:
    """The symbol in the UN's spelling, or None where the publisher's own cannot be led back to it."""
    written = view["symbol"]
    if not written or view["part"] in PARTS:
        return None
    return symbols.from_voeten(written) if view["publisher"] == "voeten" else str(written)


def _days(view: View) -> list[dt.date]:
    """The days on which a roll call can have been, as its publisher dates it: a few around, or the month and a few."""
    low = high = view["date"]
    if str(view["note"]).startswith(checks.UNDATED):
        low, high = low.replace(day=1), low.replace(day=calendar.monthrange(low.year, low.month)[1])
    span = (high - low + 2 * NEAR).days
    return [low - NEAR + dt.timedelta(days=shift) for shift in range(span + 1)]


class _Matcher:
    """Finds, for the roll calls of one publisher, the same ones among those already decided."""

    def __init__(self, decided: list[Decided]) -> None:
        self.decided = decided
        self.by_key: dict[str, list[int]] = defaultdict(list)
        self.by_day: dict[tuple[str, dt.date], list[int]] = defaultdict(list)
        self.by_session: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, call in enumerate(decided):
            self.by_session[call.views[0]["body"], call.views[0]["session"]].append(index)
            self.by_key[symbols.key(call.symbol)].append(index)
            self.by_day[call.views[0]["body"], call.views[0]["date"]].append(index)
        self.letters = _letters([call.views[0] for call in decided]) if decided else None

    def same(self, line: npt.NDArray[np.uint8], index: int) -> float:
        """Share of letters on which a roll call agrees with a decided one, of those where either voted."""
        assert self.letters is not None
        other = self.letters[index]
        voted = (line != ord("X")) | (other != ord("X"))
        return float((line == other)[voted].mean()) if voted.any() else 0.0

    def by_symbol(self, view: View) -> list[int]:
        """Decided roll calls that carry the view's symbol."""
        written = _official(view)
        found = self.by_key.get(symbols.key(written), []) if written else []
        return [
            index for index in found if abs(self.decided[index].views[0]["date"] - view["date"]) <= 20 * NEAR
        ]

    def by_votes(self, view: View, line: npt.NDArray[np.uint8], taken: set[int]) -> int | None:
        """The one decided roll call of those days with the same votes, if there is clearly one."""
        days = _days(view)
        found = [
            i
            for day in days
            for i in self.by_day.get((view["body"], day), ())
            if i not in taken and self._of_one_kind(view, i)
        ]
        scores = sorted(((self.same(line, index), index) for index in found), reverse=True)
        if not scores or scores[0][0] < SAME_VOTES:
            return None
        if len(scores) > 1 and scores[0][0] - scores[1][0] < CLEARLY:
            return None
        return scores[0][1]

    def _of_one_kind(self, view: View, index: int) -> bool:
        """Whether both are on a whole text or both on a part, as far as a release or meeting record tells them apart."""
        other = self.decided[index].views[0]
        if SEVERAL_TEXTS not in {view["publisher"], other["publisher"]}:
            return True
        return (view["part"] in PARTS) == (other["part"] in PARTS)

    def by_matter(self, view: View, line: npt.NDArray[np.uint8], taken: set[int]) -> int | None:
        """The one decided roll call of the session on the same draft or title with the same votes, whatever its day.

        Only where one of the two is a release or meeting record, whose day can be another than that of the vote.
        """
        found = []
        for index in self.by_session.get((view["body"], view["session"]), ()):
            other = self.decided[index].views[0]
            if (
                index in taken
                or SEVERAL_TEXTS not in {view["publisher"], other["publisher"]}
                or not self._of_one_kind(view, index)
            ):
                continue
            score = self.same(line, index)
            drafts = set(view["draft"].split("|")) & set(other["draft"].split("|")) - {""}
            titled = family(view["title"]) and family(view["title"]) == family(other["title"])
            if (drafts and score >= SAME_VOTES) or (titled and score == 1):
                found.append(index)
        return found[0] if len(found) == 1 else None


def _bridge(views: list[View], decided: list[Decided]) -> tuple[dict[int, tuple[int, str]], list[int]]:
    """For each view the decided roll call it is of and how that is known; and the views left over.

    Of several views that carry one symbol, that with the most votes alike is it; the others become its rivals.
    """
    matcher = _Matcher(decided)
    found: dict[int, tuple[int, str]] = {}
    if not decided or not views:
        return found, list(range(len(views)))
    lines = _letters(views)
    claims: dict[int, list[int]] = defaultdict(list)
    for place, view in enumerate(views):
        for index in matcher.by_symbol(view):
            claims[index].append(place)
    for index, places in sorted(claims.items()):
        best = max(places, key=lambda place: (matcher.same(lines[place], index), -place))
        alone = len(places) == 1
        if best not in found and (alone or matcher.same(lines[best], index) >= MOST):
            found[best] = (index, "symbol")
    taken = {index for index, _ in found.values()}
    left = []
    for place, view in enumerate(views):
        if place in found:
            continue
        symbol_of = matcher.by_symbol(view)
        if len(symbol_of) == 1:
            decided[symbol_of[0]].rivals.append(view)
        index_or_none = matcher.by_votes(view, lines[place], taken)
        if index_or_none is None:
            index_or_none = matcher.by_matter(view, lines[place], taken)
        if index_or_none is None:
            left.append(place)
        else:
            found[place] = (index_or_none, "votes")
            taken.add(index_or_none)
    return found, left


def _own_symbol(view: View, used: set[str]) -> str:
    """The symbol of a roll call nobody more trusted has: the UN's if it is free, else the publisher's number with it."""
    symbol = _official(view)
    if symbol and symbol not in used:
        return symbol
    written = symbol or view["symbol"] or view["body"]
    return f"{written}#{view['ident']}"


def decide(content: Content) -> tuple[list[Decided], list[Row]]:
    """Every roll call once, with all who speak of it, and the bridges between their names for it.

    A roll call that is bridged to none is used unless a more trusted publisher holds nearly the whole session: then it
    would most likely be one that could not be recognised, counted twice.
    """
    views = _views(content)
    _tell_silence(content, views)
    decided: list[Decided] = []
    links: list[tuple[View, Decided, str]] = []
    used: set[str] = set()
    expected = coverage.expected_votes(content)
    covered: set[tuple[str, str]] = set()
    spans = [row for row in content.rows["stated_coverage"] if row[0] == "votes" and row[4] == "complete"]
    for publisher in sorted(views, key=lambda name: (trust(name), name)):
        mine, copies = _copies(views[publisher])
        found, left = _bridge(mine, decided)
        for place, (index, how) in sorted(found.items()):
            decided[index].views += [mine[place], *copies.get(place, ())]
            _named(decided[index], used)
            links.append((mine[place], decided[index], how))
            links += [(view, decided[index], "votes") for view in copies.get(place, ())]
        for place in left:
            view = mine[place]
            if (view["body"], view["session"]) in covered or _inside(view, spans):
                continue
            made = Decided(_own_symbol(view, used), [view, *copies.get(place, ())])
            used.add(made.symbol)
            decided.append(made)
            _named(made, used)
            links.append((view, made, "itself"))
            links += [(copy, made, "votes") for copy in copies.get(place, ())]
        held = Counter(view["session"] for view in mine if view["body"] == "UNGA")
        covered.update(
            ("UNGA", name)
            for name, n in held.items()
            if n >= NEARLY * expected[publisher].get(name, math.inf)
        )
    bridges = [
        (view["publisher"], view["ident"], view["symbol"], call.symbol, how) for view, call, how in links
    ]
    return sorted(decided, key=lambda call: call.symbol), sorted(bridges)


def _inside(view: View, spans: list[Row]) -> bool:
    """Whether a more trusted publisher states to hold all votes of the body on that day."""
    return any(
        span[1] == view["body"]
        and span[2] <= view["date"] <= span[3]
        and trust(span[6]) < trust(view["publisher"])
        for span in spans
    )


def _named(call: Decided, used: set[str]) -> None:
    """Give a roll call without a resolution's symbol the one under which another publisher or text knows it."""
    if (
        "#" not in call.symbol
        or call.views[0]["part"] in PARTS
        or call.views[0]["publisher"] != SEVERAL_TEXTS
    ):
        return
    symbol = next((found for view in call.views if (found := _official(view)) and found not in used), None)
    if symbol:
        used.discard(call.symbol)
        used.add(symbol)
        call.symbol = symbol


def roll_call_row(call: Decided) -> Row:
    """The row of the table ``roll_call``: votes by the order of trust, texts and totals of the most trusted."""
    first = call.views[0]
    votes = first.votes
    gaps = None
    if "?" in votes and len(call.views) > 1:
        for other in call.views[1:]:
            votes = overlay(votes, other.votes)
        if votes != first.votes:
            gaps = "|".join(other["origin"] for other in call.views[1:])
    title = clean_title(next((view["title"] for view in call.views if view["title"]), ""))
    meeting = next((view["meeting"] for view in call.views if view["meeting"]), "")
    number = next((view["undl_id"] for view in call.views if view["undl_id"] is not None), None)
    about = max(
        call.views, key=lambda view: (bool(view["subjects"]), bool(view["agenda"]), -trust(view["publisher"]))
    )
    counted = {name: votes.count(letter) for name, letter in (("yes", "Y"), ("no", "N"), ("abstain", "A"))}
    totals = [counted[name] if first[name] is None else first[name] for name in ("yes", "no", "abstain")]
    absent = votes.count("X") if first["not_voting"] is None else first["not_voting"]
    return (
        call.symbol, symbols.key(call.symbol), first["body"], first["date"], first["session"], title, *totals, absent,
        meeting, first["agenda"] or about["agenda"], first["subjects"] or about["subjects"], family(title),
        number, None, first["origin"], first["publisher"], votes, gaps,
    )  # fmt: skip


def tally_words(call: Decided) -> str:
    """The totals each publisher states beside those counted from its votes: "undl undl:671314 48-19-78 (counted 48-19-78)"."""
    words = []
    for view in (*call.views, *call.rivals):
        counted = "-".join(str(view.votes.count(letter)) for letter in "YNA")
        stated = [view[name] for name in ("yes", "no", "abstain")]
        said = "-".join(map(str, stated)) if None not in stated else "none stated"
        words.append(f"{view['publisher']} {view['ident']} {said} (counted {counted})")
    return "; ".join(words)


def conflicts(decided: list[Decided], voters: tuple[str, ...]) -> list[Row]:
    """Every vote on which a less trusted publisher says something else than the one used.

    Absent and "not a member" are told apart. Where one says nothing, that is a conflict only if the other has a vote cast:
    a row is missing. A second roll call of a publisher under the same symbol is listed with its number, since whoever looks the symbol up finds it.
    """
    rows: list[Row] = []
    for call in decided:
        first = call.views[0]
        others = [
            (
                view["publisher"]
                if view["publisher"] != first["publisher"]
                else f"{view['publisher']} {view['ident']}",
                view,
            )
            for view in call.views[1:]
        ]
        others += [(f"{view['publisher']} {view['ident']}", view) for view in call.rivals]
        for name, other in others:
            if first.votes == other.votes:
                continue
            pairs = zip(voters, first.votes, other.votes, strict=True)
            differ = [(code, a, b) for code, a, b in pairs if a != b and ("?" not in (a, b) or {a, b} & CAST)]
            if differ:
                tally = tally_words(call)
                rows.extend(
                    (call.symbol, code, first["publisher"], a, name, b, tally) for code, a, b in differ
                )
    return sorted(rows)


def choose_acts(content: Content) -> None:
    """Mark, in the tables of acts, the rows that are used: the most trusted publisher's of each fact.

    Into a list of members that a more trusted publisher states to be whole, a less trusted one adds nobody.
    """
    kinds = {row[0]: row[1] for row in content.rows["origin"]}
    edition = _editions(content)
    for table in ACTS:
        columns = {name: index for index, name in enumerate(BY_NAME[table].names)}
        by, member = columns["publisher"], table == "membership"
        groups: dict[Any, list[int]] = defaultdict(list)
        rows = content.rows[table]
        for index, row in enumerate(rows):
            groups[(row[columns["org"]], row[columns["state"]]) if member else row[columns["id"]]].append(
                index
            )
        chosen: set[int] = set()
        for places in groups.values():
            publisher = min((rows[i][by] for i in places), key=lambda name: (trust(name), name))
            mine = [i for i in places if rows[i][by] == publisher]
            chosen.update(_one_each(mine, rows, columns, edition))
        if member:
            chosen -= _shut_out(content, chosen, columns)
        content.rows[table] = [(*row[:-1], index in chosen) for index, row in enumerate(rows)]
    confirm_memberships(content, kinds)


def _shut_out(content: Content, chosen: set[int], columns: dict[str, int]) -> set[int]:
    """Full members that begin inside a list which a more trusted publisher states to be whole."""
    lists: dict[str, list[Row]] = defaultdict(list)
    for row in content.rows["stated_coverage"]:
        if row[0] == "memberships" and row[4] == "complete":
            lists[row[1]].append(row)
    out = set()
    for index in chosen:
        row = content.rows["membership"][index]
        since, publisher = row[columns["since"]], row[columns["publisher"]]
        if row[columns["status"]] != "member" or since is None or publisher == STATED:
            continue
        if any(
            trust(span[6]) < trust(publisher) and span[2] <= since <= span[3]
            for span in lists[row[columns["org"]]]
        ):
            out.add(index)
    return out


def _one_each(
    mine: list[int], rows: list[Row], columns: dict[str, int], edition: dict[str, dt.date]
) -> set[int]:
    """Of one publisher's rows of a membership, each id once, from its latest edition."""
    best: dict[str, int] = {}
    for i in mine:
        key = rows[i][columns["id"]]
        origin = rows[i][columns["origin"]]
        before = best.get(key)
        if before is None or (edition[origin], origin) > (
            edition[rows[before][columns["origin"]]],
            rows[before][columns["origin"]],
        ):
            best[key] = i
    return set(best.values())


def confirm_memberships(content: Content, kinds: dict[str, str]) -> None:
    """A stated membership whose year a read source gives too is confirmed by it; its day stays stated."""
    columns = {name: index for index, name in enumerate(BY_NAME["membership"].names)}
    org, state, status = columns["org"], columns["state"], columns["status"]
    since, origin = columns["since"], columns["origin"]
    read: dict[tuple[str, str, str, int], str] = {}
    for row in content.rows["membership"]:
        if kinds.get(row[origin]) == "read" and row[since] is not None:
            place = (row[org], row[state], row[status], row[since].year)
            read[place] = min(row[origin], read.get(place, row[origin]))
    out = []
    for row in content.rows["membership"]:
        by = None
        if row[-1] and row[since] is not None and kinds.get(row[origin]) == "stated":
            by = read.get((row[org], row[state], row[status], row[since].year))
        out.append((*row[:-2], by, row[-1]))
    content.rows["membership"] = out
