import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_xdist_suffix: None) -> None:
    """SQLite tests run in a real file with WAL, as the product does."""
    from django.conf import settings

    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        settings.DATABASES["default"]["TEST"] = {"NAME": str(Path(settings.VAR) / f"test-{worker}.sqlite3")}
