"""Text copied out of a printed page: words cut by a hyphen at a line's end are joined, and the lines of a paragraph with them."""

from __future__ import annotations

import itertools
import json
import re
from functools import lru_cache
from pathlib import Path

from foedus import settings
from foedus.reading.wordlist import words

_HYPHENS = "-‐\u00ad¬"
_CUT = re.compile(rf"(?<=[^\W_])[{_HYPHENS}][ \t]*\r?\n[ \t]*(?=[^\W_])")
_CUT_WORD = re.compile(rf"(?<=[^\W\d_])[{_HYPHENS}][ \t]*\r?\n[ \t]*(?=[a-z])")
_LEFT = re.compile(r"[^\W_]+(?:-[^\W_]+)*$")
_RIGHT = re.compile(r"[^\W_]+")
_NARROW, _WIDE = 25, 110  # characters of a line of a printed page
# First parts that a hyphen joins and that are seldom a syllable; second parts of the same kind.
_BEFORE = frozenset(
    words("""
non self vice so quasi all half well long short far high low mid cross north south east west third one two three
four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety
""")
)
_BEHIND = frozenset(
    words("""
led based backed related sponsored wide term time year old range scale level held made free general elect called
speaking owned run funded armed occupied controlled style type century day month week
""")
)
NOTE = "words cut by a hyphen at a line's end, and the lines of a paragraph, were joined: offsets are into the joined text"


def joined(text: str) -> tuple[str, tuple[str, ...]]:
    r"""A text with its cut words and wrapped lines joined, and what there is to say of it; any other text as it is.

    Only a text that has two words or more cut at lines' ends, in lines of one width, is taken for such a copy.

    >>> joined("One line.\n")
    ('One line.\n', ())
    """
    if len(_CUT_WORD.findall(text)) < 2 or not _wrapped(text):
        return text, ()
    whole = text.replace("\r\n", "\n").replace("\f", "\n\n")
    known = {w.lower() for w in re.findall(r"[^\W_]+(?:-[^\W_]+)*", _CUT.sub("\n", whole))}
    lines = _unwrapped(whole)
    return _CUT.sub(lambda hit: _between(lines, hit, known), lines), (NOTE,)


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := raw.strip())]


def _wrapped(text: str) -> bool:
    """Whether most lines that do not end a paragraph are about as long as each other."""
    raw = text.splitlines()
    inner = [a.strip() for a, b in itertools.pairwise(raw) if a.strip() and b.strip()]
    if len(inner) < 3:
        return False
    middle = sorted(len(x) for x in inner)[len(inner) // 2]
    near = sum(1 for x in inner if middle * 0.7 <= len(x) <= middle * 1.4)
    return _NARROW <= middle <= _WIDE and near >= 0.6 * len(inner)


def _unwrapped(text: str) -> str:
    """The lines of each paragraph on one line; cut words keep their hyphen and line end, to be judged one by one."""
    raw = text.split("\n")
    lengths = sorted(len(x.strip()) for x in raw if x.strip())
    width = lengths[int(len(lengths) * 0.9)]
    out = raw[0]
    for before, line in itertools.pairwise(raw):
        a, b = before.strip(), line.strip()
        if not a or not b:
            out += "\n" + line
        elif _CUT.search(f"{a}\n{b}"):
            out = out.rstrip() + "\n" + line.lstrip()
        elif b[0].islower() or len(a) + 1 + len(b.split()[0]) > width * 0.85:
            out = out.rstrip() + " " + line.lstrip()
        else:
            out += "\n" + line
    return out


def _between(text: str, hit: re.Match[str], known: set[str]) -> str:
    """What stands between the two parts of a cut word: nothing, or the hyphen of a compound."""
    left, right = _LEFT.search(text[: hit.start()][-60:]), _RIGHT.match(text, hit.end())
    if left is None or right is None:
        return "-"
    if hit.group()[0] in "\u00ad¬":
        return ""
    return "-" if _compound(left.group(), right.group(), known) else ""


def _compound(left: str, right: str, known: set[str]) -> bool:
    """Whether two parts are joined by a hyphen of their own."""
    if left[-1].isdigit() or right[0].isdigit() or right[0].isupper() or "-" in left:
        return True
    one, two = (left + right).lower(), f"{left}-{right}".lower()
    if one in known or two in known:
        return one not in known
    if left.lower() in _BEFORE or right.lower() in _BEHIND:
        return not _word(left + right)
    if _word(left + right):
        return False
    return _word(two) or (min(len(left), len(right)) > 2 and _word(left) and _word(right) and left.islower())


def _word(word: str) -> bool:
    """Whether a word is one the model of English has seen, or the name of a state or of its people."""
    seen = _vocabulary()
    return word in seen or word.lower() in seen


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    """The words of the model of English and the names of states."""
    from foedus.model import states

    named = {part for n in states.names() for part in n.text.split()}
    return frozenset(named) | _of_model()


def _of_model() -> frozenset[str]:
    """The words that the model of English stores; none where it keeps no such list."""
    import importlib.util

    name = settings.load().spacy_model
    found = importlib.util.find_spec(name) if name.isidentifier() else None
    folder = Path(found.origin).parent if found and found.origin else Path(name)
    for path in sorted(folder.glob("**/vocab/strings.json")):
        return frozenset(json.loads(path.read_text(encoding="utf-8")))
    return frozenset()
