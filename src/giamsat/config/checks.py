"""Settings that would lose or leak something are refused at start (stable ids giamsat.E…)."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connection


@register(Tags.database)
def durable_database(app_configs: Any = None, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Acknowledged commits survive a power cut: SQLite WAL + FULL, PostgreSQL synchronous_commit (decision 3)."""
    if not databases:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _sqlite(cursor)
        cursor.execute("SHOW synchronous_commit")
        value = cursor.fetchone()[0]
        if value in ("off", "local"):
            return [Error(f"synchronous_commit is {value}: set it to on.", id="giamsat.E002")]
    return []


def _sqlite(cursor: Any) -> list[CheckMessage]:
    cursor.execute("PRAGMA synchronous")
    if cursor.fetchone()[0] != 2:
        return [Error("SQLite must run with synchronous=FULL.", id="giamsat.E001")]
    return []


@register(Tags.security)
def secret_key_is_long(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """A short secret key lets a stranger forge sessions."""
    if len(settings.SECRET_KEY) < 40:
        return [Error("GIAMSAT_SECRET_KEY must have at least 40 characters.", id="giamsat.E003")]
    return []
