"""The database's own clock: the only one that decides when something was handed in or recorded (decision 1)."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, DateTimeField, Func, Model


class DatabaseClock(Func):
    """The database's time at the moment the statement writes: not of the transaction's start, not of a node.

    On SQLite it is read under the write lock, because every transaction begins IMMEDIATE; it counts milliseconds, and
    a whole second is written as Django writes it, so that texts compare as the instants do.
    """

    output_field = DateTimeField()

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        return "REPLACE(STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'now'), '.000', '')", ()

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        return "CLOCK_TIMESTAMP()", []


class NextKey(Func):
    """The key the next row of a table gets, told before it is written so that a hash can cover it.

    On SQLite it is read under the write lock, like the clock.
    """

    output_field = BigIntegerField()

    def __init__(self, model: type[Model]) -> None:
        super().__init__()
        self.table = model._meta.db_table

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, tuple[str | int, ...]]:
        return f'(SELECT COALESCE(MAX("id"), 0) + 1 FROM "{self.table}")', ()  # noqa: S608 — a table of ours

    def as_postgresql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, list[Any]]:
        return "NEXTVAL(PG_GET_SERIAL_SEQUENCE(%s, 'id'))", [self.table]


def database_now() -> datetime:
    """The database's time as an aware UTC datetime."""
    clock = DatabaseClock()
    spoken = clock.as_sqlite if connection.vendor == "sqlite" else clock.as_postgresql
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {spoken(None, connection)[0]}", [])
        (now,) = cursor.fetchone()
    return now if isinstance(now, datetime) else datetime.fromisoformat(f"{now}+00:00")
