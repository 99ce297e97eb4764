"""Brings what is kept beside a duty in line with it: standing, next moment, counts, its task, the duties above it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F

from giamsat.assignments.states import BindingRole
from giamsat.tasks import rules
from giamsat.tasks.models import NEVER, Duty, DutyTally, Task
from giamsat.tasks.queries import TALLY_KEYS
from giamsat.tasks.states import HOLDER, DutyState, Side

#: What time and moves change of a duty's clock.
CLOCK = ("standing", "stood", "soon_from", "next_moment_at", "is_open", "sorts_at")


def tally_key(duty: Duty) -> tuple[Any, ...]:
    """The kept count that a duty belongs to, by `TALLY_KEYS`."""
    whose = (duty.programme_id, duty.unit_id, duty.assigner_id, duty.is_part)
    return (*whose, str(duty.role), str(duty.state), str(duty.standing))


def stand(duty: Duty, at: datetime) -> None:
    """Compute the standing of a duty in memory, and when it changes by itself."""
    duty.soon_from = rules.soon_from(duty.late_from, duty.programme) if duty.late_from else None
    duty.is_open = HOLDER[DutyState(duty.state)] == Side.UNIT
    duty.sorts_at = duty.late_from or NEVER
    duty.stood, duty.standing = duty.standing, rules.standing_of(duty, at)
    duty.next_moment_at = rules.next_moment(duty, at)


def count(changes: Counter[tuple[Any, ...]]) -> None:
    """Add changes to the kept counts in one statement; in the same order always, so that writers never form a ring."""
    real = [(*key, max(n, 0), n) for key, n in sorted(changes.items()) if n]
    if not real:
        return
    table, columns = DutyTally._meta.db_table, ", ".join((*TALLY_KEYS, "count", "change"))
    places = ", ".join(["%s"] * (len(TALLY_KEYS) + 2))
    rows = ", ".join([f"({places})"] * len(real))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES {rows} "  # noqa: S608 — names of our own columns
            f"ON CONFLICT ({', '.join(TALLY_KEYS)}) DO UPDATE SET "
            f"count = {table}.count + excluded.change, change = excluded.change",
            [value for row in real for value in row],
        )


def recount_one(duty: Duty, *, was: tuple[Any, ...]) -> None:
    """Move one duty from the kept count it belonged to into that it belongs to now."""
    changes = counted([duty])
    changes[was] -= 1
    count(changes)


def counted(duties: Iterable[Duty]) -> Counter[tuple[Any, ...]]:
    """How many of some duties belong to each kept count."""
    return Counter(tally_key(duty) for duty in duties)


def roll_up(task: Task) -> None:
    """Bring a task's state in line with those of its leads, and the duties above it with the task."""
    leads = list(Duty.objects.filter(task=task, role=BindingRole.LEAD).values_list("state", "parts_total"))
    now = rules.rolled_up(state for state, _ in leads)
    was = DutyState(task.state)
    if now == was:
        return
    Task.objects.filter(pk=task.pk).update(state=now)
    task.state = now
    if task.lineage and not any(parts for _, parts in leads):
        add_parts(rules.keys_above(task), total=_counts(now) - _counts(was), done=_done(now) - _done(was))


def add_parts(above: Sequence[int], *, total: int = 0, done: int = 0) -> None:
    """Add to the figures of the duties with these keys, each above the next, from the lowest up.

    Where a duty gets its first part, or loses its last, its task counts above no longer as an end, or again as one.
    """
    added = {(total, done): list(above)} if total == 0 else _changes_above(above, total, done)
    for (more, finished), keys in added.items():
        if more or finished:
            Duty.objects.filter(pk__in=keys).update(
                parts_total=F("parts_total") + more, parts_done=F("parts_done") + finished
            )


def _changes_above(above: Sequence[int], total: int, done: int) -> dict[tuple[int, int], list[int]]:
    """(more parts, more done) → keys of the duties above whose figures change so, their rows locked."""
    rows = Duty.objects.select_for_update(of=("self",)).select_related("task").filter(pk__in=above).order_by("pk")
    locked = {row.pk: row for row in rows}
    added: dict[tuple[int, int], list[int]] = {}
    for key in reversed(above):
        added.setdefault((total, done), []).append(key)
        total, done = _passed_up(locked[key], total, done)
    return added


def _passed_up(duty: Duty, total: int, done: int) -> tuple[int, int]:
    """What a change of a duty's figures changes of those above it."""
    if not total or (duty.parts_total and duty.parts_total + total):
        return total, done
    others = Duty.objects.filter(task=duty.task_id, role=BindingRole.LEAD, parts_total__gt=0).exclude(pk=duty.pk)
    if others.exists():
        return total, done
    state, sign = duty.task.word, 1 if duty.parts_total else -1
    return total + sign * _counts(state), done + sign * _done(state)


def _counts(state: DutyState) -> int:
    return int(state not in (DutyState.WITHDRAWN, DutyState.MERGED))


def _done(state: DutyState) -> int:
    return int(state == DutyState.DONE)
