"""Killed before every statement of every verb, and before its commit: nothing is left half-done.

Each verb is run in a child that dies before its k-th statement, for every k, and in the end to the very end. After a
death every table must be as it was before (what was committed on purpose in steps: whole steps only); after the whole
verb something has changed. Whenever anything changed the journal is whole, the kept counts are a recount, histories
agree with the rows they are of, and no row names a file that is not there.
"""

import argparse
import hashlib
import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any
from unittest import mock

from django.db import connection
from django.db.models import Count, F

from accept.command import Command, Outcome
from accept.crash_verbs import QUICK, STEPWISE, VERBS, World
from accept.databases import fresh
from giamsat.files import store
from giamsat.files.models import StoredFile
from giamsat.journal import actions as journal_actions
from giamsat.journal.models import Entry
from giamsat.journal.verification import is_whole
from giamsat.tasks import actions as task_actions
from giamsat.tasks import queries
from giamsat.tasks.models import Duty

DIED, BROKE = 77, 78
#: seconds a killed server process may take to be gone
PATIENCE = 10
Snapshot = dict[str, str]


def measure(options: argparse.Namespace) -> Outcome:
    """How many deaths left something half-done."""
    db = fresh()
    world = World()
    names = [name for name in VERBS if not options.quick or name in QUICK]
    points = violations = 0
    for name in names:
        began, wrong = time.monotonic(), []
        n = _of_verb(name, VERBS[name](world), wrong)
        points, violations = points + n, violations + len(wrong)
        print(f"{name:<26}{n:>5} điểm  {time.monotonic() - began:5.1f} s  sai {len(wrong)}", flush=True)
        for words in wrong[:3]:
            print(f"    {words}")
    print(f"{len(names)} động từ, {points} điểm chết, {points + len(names)} lần chạy, {violations} chỗ làm dở")
    return Outcome("half-done", violations, "<= 0", violations == 0, points + len(names), db=db)


def _of_verb(name: str, verb: Callable[[], object], wrong: list[str]) -> int:
    """Let the verb die at each of its points, then live; answers how many points it has."""
    before, point = _snapshot(), 0
    while True:
        point += 1
        end = _in_child(verb, die_at=point)
        after = _snapshot()
        if end == BROKE:
            wrong.append(f"điểm {point}: động từ vỡ")
            return point - 1
        changed = [table for table in after if after[table] != before[table]]
        if end == DIED and changed and name not in STEPWISE:
            wrong.append(f"điểm {point}: đã đổi {', '.join(changed)}")
        if changed:
            wrong += [f"điểm {point}: {fault}" for fault in _faults()]
        if end != DIED:
            if not changed:
                wrong.append("chạy hết mà không đổi gì")
            return point - 1
        before = after


def _in_child(verb: Callable[[], object], *, die_at: int) -> int:
    """Run the verb in a process of its own that dies at a point; its exit code."""
    connection.close()
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        try:
            with _dying(die_at):
                verb()
        except BaseException:  # noqa: BLE001 — the child must end here, whatever it was
            traceback.print_exc()
            os._exit(BROKE)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    _await_gone()
    return os.waitstatus_to_exitcode(status)


@contextmanager
def _dying(die_at: int) -> Iterator[None]:
    """The process is gone, with nothing flushed, closed or rolled back, when it comes to its `die_at`-th point."""
    left = die_at

    def pass_point() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            os._exit(DIED)

    def statement(execute: Any, *args: Any) -> Any:
        pass_point()
        return execute(*args)

    commit = connection.commit

    def committing() -> None:
        pass_point()
        commit()

    connection.ensure_connection()
    with connection.execute_wrapper(statement), mock.patch.object(connection, "commit", committing):
        yield


def _await_gone() -> None:
    """Wait until the server has rolled back what the dead child had begun; SQLite does so when it is next opened."""
    if connection.vendor == "sqlite":
        return
    sql = "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    until = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < until:
            cursor.execute(f"{sql} AND backend_type = 'client backend'")
            if cursor.fetchone() == (0,):
                return
            time.sleep(0.002)
    raise TimeoutError("the server process of a dead child is still there")


def _snapshot() -> Snapshot:
    """Table → hash of all its rows."""
    with connection.cursor() as cursor:
        tables = sorted(connection.introspection.table_names(cursor))
        if connection.vendor != "sqlite":
            one = "SELECT '{0}', md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{0}\" t"
            cursor.execute(" UNION ALL ".join(one.format(table) for table in tables))
            return dict(cursor.fetchall())
        found = {}
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}" ORDER BY 1')
            found[table] = hashlib.md5(repr(cursor.fetchall()).encode(), usedforsecurity=False).hexdigest()
        return found


def _faults() -> Iterator[str]:
    """What does not hang together in the database as it stands."""
    if not is_whole():
        yield "nhật ký không nguyên vẹn"
    if queries.kept_counts() != queries.recount():
        yield "số đếm khác số đếm lại"
    duties = Duty.objects.annotate(n=Count("moves"))
    if duties.exclude(n=F("moves_made")).exists():
        yield "lịch sử trạng thái thiếu hoặc thừa"
    noted = dict(Entry.objects.filter(action="duty.moved").values_list("object_id").annotate(Count("pk")))
    for duty in duties.prefetch_related("moves", "deadlines"):
        if max(duty.moves.all(), key=lambda one: one.version).state != duty.state:
            yield "trạng thái khác lịch sử"
        if noted.get(duty.pk, 0) != duty.moves_made - 1:
            yield "số lần đổi trạng thái khác nhật ký"
        if max(duty.deadlines.all(), key=lambda one: one.version).late_from != duty.late_from:
            yield "hạn khác lịch sử"
    for file in StoredFile.objects.all():
        with suppress(FileNotFoundError), store.open_stored(file.sha256) as kept:
            if hashlib.sha256(kept.read()).hexdigest() == file.sha256:
                continue
        yield "dòng có mà tệp không có"


@contextmanager
def two_transactions() -> Iterator[None]:
    """The defect: a move commits the new state, and writes its entry of the journal in a second transaction."""
    record = journal_actions.record

    def in_a_second_one(*args: Any, **details: Any) -> Any:
        if not connection.savepoint_ids:  # within another verb the whole of that one is meant
            _commit_midway()
        return record(*args, **details)

    with mock.patch.object(task_actions, "record", in_a_second_one):
        yield


def _commit_midway() -> None:
    connection.connection.commit()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")


COMMAND = Command(measure, {"two_transactions": two_transactions})
