"""For callers who keep known titles in a database: the keys by which they meet there, and two of them compared."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vanban.agencies import EMPTY_TABLE, AgencyTable
from vanban.likeness.judge import judge
from vanban.likeness.leads import leads_reader
from vanban.likeness.parse import parse
from vanban.likeness.sketch import neighbour_keys
from vanban.likeness.tasks import Task
from vanban.likeness.titles import Pair, Title

#: a key that says less is met in every other title and is not worth a row, unless the title has few that say more
_LEAST, _FEW = 0.3, 4
#: two titles that have less of the shorter one's weight in common need not be compared
SHARED = 0.15


@dataclass(frozen=True, slots=True)
class StoredKeys:
    """What a database keeps of one title."""

    #: key, a signed 64-bit number -> its weight
    weights: dict[int, float]
    #: what all keys of the title weigh together
    total: float


def stored_keys(title: str) -> StoredKeys:
    """The keys of a title: its rare words and its words in a row."""
    name = parse(title)
    found = sorted(neighbour_keys(name).items(), key=lambda row: -row[1])
    kept = {_signed(key): weight for nth, (key, weight) in enumerate(found) if weight >= _LEAST or nth < _FEW}
    return StoredKeys(kept, 2 * sum(name.weights))


def comparer(agencies: AgencyTable = EMPTY_TABLE) -> Callable[[Title, Title], Pair | None]:
    """Compares two titles: the pair with its reasons when it is worth showing to a person, else None."""
    leads_of = leads_reader(agencies)
    return lambda one, other: judge(Task.of(one, leads_of), Task.of(other, leads_of))


def _signed(key: int) -> int:
    return key - (1 << 64) if key >= 1 << 63 else key
