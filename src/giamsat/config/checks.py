"""Settings that would lose or leak something are refused at start (stable ids giamsat.E…)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as Notice
from django.db import connection

from vanban import programs


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


@register(Tags.security)
def identity_provider_is_whole(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Half a setting would offer no button and say nothing; without https anybody on the way could sign in."""
    names = ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET")
    missing = [f"GIAMSAT_{name}" for name in names if not getattr(settings, name)]
    if len(missing) == len(names):
        return []
    found: list[CheckMessage] = []
    if missing:
        found.append(Error(f"Sign-in by OIDC is half set: {', '.join(missing)} is missing.", id="giamsat.E004"))
    issuer = urlsplit(settings.OIDC_ISSUER)
    if settings.OIDC_ISSUER and issuer.scheme != "https" and issuer.hostname not in ("127.0.0.1", "localhost", "::1"):
        found.append(Error("GIAMSAT_OIDC_ISSUER must begin with https://.", id="giamsat.E005"))
    if settings.OIDC_MATCH not in ("", "username"):
        found.append(Error("GIAMSAT_OIDC_MATCH is empty or the word username.", id="giamsat.E006"))
    return found


@register(Tags.security)
def programs_are_isolated(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """LibreOffice and Tesseract look at hostile files: without a network of their own to lose they are not started."""
    if programs.isolation() is not None:
        return []
    told = (
        "Máy chủ không cho tạo không gian mạng riêng (unshare): tạm không nhận bản quét và tệp .doc, .rtf, .odt. "
        "/ The system refuses user and network namespaces: scans and .doc, .rtf, .odt files are not taken."
    )
    hint = (
        "Bật: sysctl kernel.unprivileged_userns_clone=1 (Debian) hoặc chạy container với --security-opt "
        "seccomp=unconfined. / Allow user namespaces."
    )
    return [Notice(told, hint=hint, id="giamsat.W001")]


@register(Tags.security)
def programs_are_installed(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """What is missing is named once at start, with the line that installs it; the rest works."""
    missing = [name for name in programs.PACKAGES if not programs.is_installed(name)]
    if not missing:
        return []
    packages = " ".join(programs.PACKAGES[name] for name in missing)
    told = (
        f"Chưa cài {', '.join(missing)}: chưa đọc được bản quét (tesseract) hoặc tệp .doc, .rtf, .odt (soffice). "
        f"/ Not installed: {', '.join(missing)}."
    )
    return [Notice(told, hint=f"apt install {packages}", id="giamsat.W002")]
