"""A pytest plugin named in pyproject: the environment stands before Django reads it."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

VAR = Path(tempfile.mkdtemp(prefix="giamsat-tests-"))
for folder in ("spool", "static"):  # uploads; and whitenoise warns when its folder is not there
    (VAR / folder).mkdir()
os.environ["GIAMSAT_VAR"] = str(VAR)
os.environ["GIAMSAT_SECRET_KEY"] = "only-for-tests-" * 4
os.environ.setdefault("GIAMSAT_DATABASE", f"sqlite:///{VAR / 'giamsat.sqlite3'}")


def pytest_configure(config: pytest.Config) -> None:
    from django.conf import settings  # after the environment

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(VAR, ignore_errors=True)
