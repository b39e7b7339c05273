"""Lists of words written as running text, so that a reader can read them and a line holds many."""

from __future__ import annotations


def words(text: str) -> list[str]:
    """The words of a text, in order.

    >>> words("say  tell add")
    ['say', 'tell', 'add']
    """
    return text.split()
