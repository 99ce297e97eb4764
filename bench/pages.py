"""What the pages cost: statements, rows, CPU, bytes; lists with 5 and 100 rows, the leader's page at 22,000 tasks."""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from bench import national
from bench.figures import Figure
from giamsat.cli import demo
from giamsat.cli.running import drain
from giamsat.journal.rules import SYSTEM
from giamsat.people.actions import load_agencies, load_holidays
from giamsat.people.models import Person, Post
from giamsat.tasks.models import Programme

NATIONAL = 22_000  # tasks
#: statements of a page that shows many kinds of things
MOST = {"inbox": 12}
LISTS = ("tasks", "inbox", "documents", "rounds")


def figures(*, quick: bool) -> list[Figure]:
    """The figures of pages, on a database of its own."""
    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    load_agencies(by=SYSTEM)
    load_holidays()
    at = timezone.now()
    demo.build(at, drain)
    programme, coordinator = Programme.objects.get(code="57-NQ/TW"), Post.objects.get(person__username="dieuphoi")
    times = 5 if quick else 15
    few = {name: measure("dieuphoi", reverse(name), times) for name in LISTS}
    print(f"đang dựng {NATIONAL} nhiệm vụ…", flush=True)
    national.fill(programme, coordinator, tasks=NATIONAL, at=at)
    many = {name: measure("dieuphoi", reverse(name), times) for name in LISTS}
    leader = measure("lanhdao", reverse("leader"), times)
    return [
        *[figure for name in LISTS for figure in _list_figures(name, few[name], many[name])],
        Figure(f"leader's page, {NATIONAL} tasks: statements", leader.statements, 12),
        Figure(f"leader's page, {NATIONAL} tasks: rows returned", leader.rows, 500),
        Figure(f"leader's page, {NATIONAL} tasks: seconds", leader.seconds, 0.5, "s"),
    ]


def _list_figures(name: str, few: "Cost", many: "Cost") -> list[Figure]:
    return [
        Figure(f"list {name}: statements, full page", many.statements, MOST.get(name, 8)),
        Figure(f"list {name}: statements more than with few rows", abs(many.statements - few.statements), 0),
        Figure(f"list {name}: CPU, full page", many.cpu * 1000, 100, "ms"),
        Figure(f"list {name}: size, full page", many.kilobytes, 150, "kB"),
    ]


class Cost:
    """What one request cost: medians of several."""

    def __init__(self, statements: int, rows: int, cpu: float, seconds: float, size: int) -> None:
        self.statements, self.rows = statements, rows
        self.cpu, self.seconds = round(cpu, 4), round(seconds, 3)
        self.kilobytes = round(size / 1000, 1)


def measure(username: str, address: str, times: int) -> Cost:
    """Ask for a page as somebody, several times; the first, which loads templates, does not count."""
    client = signed_in(username)
    response = client.get(address)
    assert response.status_code == 200, (address, response.status_code)
    with statements() as asked:
        client.get(address)
    cpu, seconds = zip(*[_timed(lambda: client.get(address)) for _ in range(times)], strict=True)
    return Cost(len(asked), _rows(asked), statistics.median(cpu), statistics.median(seconds), len(response.content))


def signed_in(username: str) -> Client:
    """A browser in which somebody is signed in."""
    client = Client()
    client.force_login(Person.objects.get(username=username), backend="django.contrib.auth.backends.ModelBackend")
    return client


def _timed(act: Callable[[], object]) -> tuple[float, float]:
    cpu, started = time.process_time(), time.perf_counter()
    act()
    return time.process_time() - cpu, time.perf_counter() - started


@contextmanager
def statements() -> Iterator[list[tuple[str, Any]]]:
    """The SQL statements asked inside, with their parameters."""
    asked: list[tuple[str, Any]] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked


def _rows(asked: list[tuple[str, Any]]) -> int:
    """How many rows the SELECTs return in all."""
    total = 0
    for sql, params in asked:
        if sql.startswith("SELECT"):
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                total += len(cursor.fetchall())
    return total
