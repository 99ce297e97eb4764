"""Finds tasks that may be the same or partly the same, and says why; it never merges anything.

`pairs(titles)` compares a list with itself; `Index(titles).near(title)` asks about one new title; a caller who keeps
the titles in a database stores `stored_keys(title)` and compares what meets with `comparer()`.
"""

from vanban.likeness.index import Index, pairs
from vanban.likeness.stored import SHARED, StoredKeys, comparer, stored_keys
from vanban.likeness.titles import Pair, Relation, Title

__all__ = ["SHARED", "Index", "Pair", "Relation", "StoredKeys", "Title", "comparer", "pairs", "stored_keys"]
