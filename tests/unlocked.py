"""The journal without the triggers that guard it: for planting tampering, and for emptying a test database."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from django.db import connection

_guards = import_module("giamsat.journal.migrations.0003_rows_are_never_changed")


@contextmanager
def unlocked() -> Iterator[None]:
    """Journal rows may be changed while this is entered, as by somebody who owns the database."""
    execute(_guards.reverse_statements(connection.vendor))
    try:
        yield
    finally:
        execute(_guards.statements(connection.vendor))


def execute(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def flush_between(flush: list[str], vendor: str) -> list[Any]:
    """The statements of a flush, the triggers lifted before and laid again after."""
    return [*_guards.reverse_statements(vendor), *flush, *_guards.statements(vendor)] if flush else flush
