"""Finds tasks that may be the same or partly the same, and says why; it never merges anything.

`pairs(titles)` compares a list with itself; `Index(titles).near(title)` asks about one new title.
"""

from vanban.likeness.index import Index, pairs
from vanban.likeness.titles import Pair, Relation, Title

__all__ = ["Index", "Pair", "Relation", "Title", "pairs"]
