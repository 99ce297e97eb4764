"""Compares a list of titles with itself, or one new title with all known ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vanban.agencies import EMPTY_TABLE, AgencyTable
from vanban.likeness.candidates import candidate_pairs, nearest_to
from vanban.likeness.judge import judge
from vanban.likeness.leads import leads_reader
from vanban.likeness.parse import parse
from vanban.likeness.sketch import joined, keys_of
from vanban.likeness.tasks import Task
from vanban.likeness.titles import Pair, Title

#: new titles kept apart before they are sorted in among the others
_PENDING = 2_000


def pairs(titles: Sequence[Title], *, agencies: AgencyTable | None = None) -> list[Pair]:
    """Pairs of tasks that may be one or partly one, the most alike first. Merges nothing."""
    leads_of = leads_reader(agencies or EMPTY_TABLE)
    tasks = [Task.of(title, leads_of) for title in titles]
    first, second = candidate_pairs(keys_of(task.name for task in tasks))
    found = (judge(tasks[a], tasks[b]) for a, b in zip(first.tolist(), second.tolist(), strict=True))
    return sorted((pair for pair in found if pair), key=_by_score)


def _by_score(pair: Pair) -> tuple[float, str, str]:
    return -pair.score, pair.a, pair.b


class Index:
    """Known titles, ready to be asked which of them a new one is like."""

    def __init__(self, titles: Iterable[Title] = (), *, agencies: AgencyTable | None = None) -> None:
        self._leads_of = leads_reader(agencies or EMPTY_TABLE)
        self._titles = list(titles)
        self._keys = keys_of(parse(title.title) for title in self._titles)
        self._pending: list[Title] = []

    def __len__(self) -> int:
        return len(self._titles) + len(self._pending)

    def add(self, title: Title) -> None:
        """Makes one more title known."""
        self._pending.append(title)
        if len(self._pending) >= _PENDING:
            self._keys = joined(self._keys, keys_of(parse(one.title) for one in self._pending))
            self._titles += self._pending
            self._pending = []

    def near(self, title: Title, limit: int = 10) -> list[Pair]:
        """The known titles most like this one, the most alike first; the title itself, by id, is left out."""
        task = Task.of(title, self._leads_of)
        one = keys_of([task.name])
        known = [self._titles[place] for place in nearest_to(self._keys, one)] if self._titles else []
        if self._pending:
            fresh = keys_of(parse(other.title) for other in self._pending)
            known += [self._pending[place] for place in nearest_to(fresh, one)]
        found = (judge(task, Task.of(other, self._leads_of)) for other in known if other.id != title.id)
        return sorted((pair for pair in found if pair), key=_by_score)[:limit]
