import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_xdist_suffix: None) -> None:
    """SQLite tests run in a real file with WAL, as the product does."""
    from django.conf import settings  # after the environment
    from django.db import connection

    if connection.vendor == "sqlite":
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        connection.settings_dict["TEST"]["NAME"] = str(Path(settings.VAR) / f"test-{worker}.sqlite3")


@pytest.fixture(scope="session", autouse=True)
def flushes_past_the_triggers() -> Iterator[None]:
    """Tests with real commits empty the database afterwards, which the journal's triggers refuse."""
    from django.db import connection  # after the environment

    from tests.unlocked import flush_between

    ops: Any = connection.ops
    real = ops.sql_flush
    ops.sql_flush = lambda *args, **kwargs: flush_between(real(*args, **kwargs), connection.vendor)
    yield
    ops.sql_flush = real
