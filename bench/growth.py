"""What stays the same while tasks grow: pages from 22,000 tasks to 1,000,000, time passing, any past instant.

Runs on the database that `bench.pages` has filled with a programme of national size.
"""

import math
import statistics
import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from bench import national
from bench.figures import Figure
from bench.pages import measure, signed_in, statements
from giamsat.tasks import actions, asof
from giamsat.tasks.models import DeadlineVersion, Duty, DutyMove, Programme, Task
from giamsat.tasks.states import Standing
from giamsat.web.pages import tasks as tasks_page

VERSIONS = 10  # of state and deadline of each duty
#: who asks for what; "soon" is the list of what is near
PAGES = {
    "first page": ("dieuphoi", lambda: reverse("tasks")),
    "due soon": ("dieuphoi", lambda: f"{reverse('tasks')}?standing=due_soon"),
    "first page of a unit": ("btc", lambda: reverse("tasks")),
    "inbox of a unit": ("btc", lambda: reverse("inbox")),
    "inbox of the coordinator": ("dieuphoi", lambda: reverse("inbox")),
}
SIZES = (22_000, 100_000, 1_000_000)  # tasks
FLAT = 0.005  # seconds of SQL at the largest size that need no exponent


def figures(*, quick: bool) -> list[Figure]:
    """The figures of growth, on the database as `bench.pages` left it."""
    programme, at = Programme.objects.get(code="57-NQ/TW"), timezone.now()
    found = [*_page_ratio(), *_as_of(at), *_time_passes(at)]
    return found + _growth(programme, times=5, sizes=SIZES[:2] if quick else SIZES)


def _page_ratio() -> list[Figure]:
    """The page of a hundred tasks beside its statements and its template rendered from memory."""
    client, address, drawn = signed_in("dieuphoi"), reverse("tasks"), list[tuple[Any, ...]]()

    def keep(request: Any, name: str, context: dict[str, Any]) -> Any:
        drawn.append((name, context, request))
        return render(request, name, context)

    render = tasks_page.render
    client.get(address)
    with statements() as asked, patch.object(tasks_page, "render", keep):
        client.get(address)
    page = _median(lambda: client.get(address))
    sql = _median(lambda: _ask(asked))
    template = _median(lambda: render_to_string(*drawn[0]))
    return [Figure("list of 100 tasks: page ÷ (its SQL + its template)", round(page / (sql + template), 2), 1.5)]


def _as_of(at: datetime) -> list[Figure]:
    """A past instant asked among duties that have had ten states and ten deadlines each."""
    moves, deadlines, duty = (model._meta.db_table for model in (DutyMove, DeadlineVersion, Duty))
    with connection.cursor() as cursor:
        for version in range(2, VERSIONS + 1):
            since = connection.ops.adapt_datetimefield_value(at - timedelta(days=VERSIONS - version + 1))
            cursor.execute(
                f"INSERT INTO {moves} (duty_id, version, state, reported_at, reason, since) "
                f"SELECT id, %s, state, reported_at, '', %s FROM {duty}",
                [100 + version, since],
            )
            cursor.execute(
                f"INSERT INTO {deadlines} "
                "(duty_id, version, words, bound, day_counts, late_from, paper, period, since) "
                f"SELECT id, %s, due_words, 'by', {_false()}, late_from, 'x', '', %s FROM {duty}",
                [100 + version, since],
            )
        cursor.execute("ANALYZE")
    moment = at - timedelta(days=3)
    seconds, n = _timed(lambda: len(list(asof.stood_so(Duty.objects.all(), moment, Standing.OVERDUE))))
    assert n > 0
    return [Figure(f"who was late at a past instant ({n} of {Duty.objects.count()} duties)", seconds, 1, "s")]


def _time_passes(at: datetime) -> list[Figure]:
    """Every running duty falls due at once: one statement moves them, one counts."""
    Duty.objects.filter(state="assigned", late_from__isnull=False).update(
        late_from=at, next_moment_at=at, standing="on_track"
    )
    national.recount()
    with statements() as asked:
        seconds, n = _timed(lambda: actions.sweep(at + timedelta(seconds=1)))
    writes = [sql for sql, _ in asked if sql.startswith("UPDATE")]
    return [
        Figure(f"time passes over {Task.objects.count()} tasks ({n} duties)", seconds, 2, "s"),
        Figure("time passes: statements that move duties", len(writes), 1),
    ]


def _growth(programme: Programme, *, times: int, sizes: Iterable[int]) -> list[Figure]:
    """Each page at each size: how its time grows, and whether a statement walks a whole table."""
    seen: dict[str, list[tuple[int, float, float]]] = {name: [] for name in PAGES}
    scans: dict[str, list[str]] = {name: [] for name in PAGES}
    for size in sizes:
        national.multiply(programme, to=size)
        for name, (username, address) in PAGES.items():
            client, where = signed_in(username), address()
            client.get(where)
            with statements() as asked:
                client.get(where)
            cost = measure(username, where, times)
            taken = cost.cpu if connection.vendor == "sqlite" else cost.seconds
            seen[name].append((size, taken, _median(partial(_ask, asked))))
            scans[name] = _scans(asked)
    return [figure for name in PAGES for figure in _grown(name, seen[name], scans[name])]


def _grown(name: str, sizes: list[tuple[int, float, float]], scans: list[str]) -> list[Figure]:
    (first, before, _), (last, after, sql) = sizes[0], sizes[-1]
    exponent = round(math.log(after / before) / math.log(last / first), 2)
    said = f"{name}, {first // 1000}k → {last // 1000}k tasks"
    for scan in scans:
        print(f"{name}: {scan}", flush=True)
    return [
        Figure(f"{said}: exponent ({round(after * 1000)} ms, SQL {round(sql * 1000, 1)} ms)", exponent, 0.2),
        Figure(f"{name}: statements that walk a whole table", len(scans), 0),
    ]


def _scans(asked: list[tuple[str, Any]]) -> list[str]:
    """The lines of the plans that walk all duties or all tasks."""
    tables = (Duty._meta.db_table, Task._meta.db_table)
    verb = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
    found = []
    for sql, params in asked:
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(verb + sql, params)
                lines = [str(row[-1]) for row in cursor.fetchall()]
            found += [line for line in lines if _walks(line, tables)]
    return found


def _walks(line: str, tables: tuple[str, ...]) -> bool:
    words = line.replace("Seq Scan on", "SCAN").split()
    return any(first == "SCAN" and second in tables for first, second in pairwise(words))


def _ask(asked: list[tuple[str, Any]]) -> None:
    for sql, params in asked:
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                cursor.fetchall()


def _median(act: Callable[[], object], times: int = 9) -> float:
    """Seconds: of the processor where the database works within this process, so that others do not count."""
    clock = time.process_time if connection.vendor == "sqlite" else time.perf_counter
    return statistics.median(_timed(act, clock)[0] for _ in range(times))


def _timed(act: Callable[[], Any], clock: Callable[[], float] = time.perf_counter) -> tuple[float, Any]:
    started = clock()
    answer = act()
    return round(clock() - started, 4), answer


def _false() -> str:
    return "0" if connection.vendor == "sqlite" else "false"
