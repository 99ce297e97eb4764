"""Durable content-addressed bytes below VAR: written, synced, renamed, directory synced; only then a row (decision 2).

Django's own storage does not sync; after a power cut every acknowledged file was empty.
"""

import hashlib
import os
import shutil
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from giamsat.addresses import new_public_id


def spool(chunks: Iterable[bytes], limit: int) -> tuple[Path, str, int] | None:
    """Write an upload outside the store; (path, SHA-256, size in bytes), or None when it is over `limit` (wiped)."""
    folder = _folder("spool")
    path = folder / f"up-{new_public_id()}"
    digest, size = hashlib.sha256(), 0
    try:
        with path.open("xb") as out:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    break
                digest.update(chunk)
                out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    if size > limit:
        path.unlink()
        return None
    return path, digest.hexdigest(), size


def keep(spooled: Path, sha256: str) -> None:
    """Move a spooled, checked upload into the store. Keeping the same bytes twice is one file."""
    target = place_of(sha256)
    target.parent.mkdir(parents=True, exist_ok=True)
    spooled.replace(target)
    # Up to VAR: the first file of an installation makes the folders above it as well.
    for folder in (target.parent, target.parent.parent, settings.VAR):
        _sync_folder(folder)


def keep_bytes(content: bytes) -> str:
    """Keep bytes the system wrote itself; their SHA-256."""
    spooled = spool([content], limit=len(content))
    assert spooled is not None
    keep(spooled[0], spooled[1])
    return spooled[1]


def wipe(spooled: Path) -> None:
    """Remove a refused upload, its bytes overwritten first."""
    with spooled.open("r+b") as out:
        out.write(b"\0" * spooled.stat().st_size)
        os.fsync(out.fileno())
    spooled.unlink(missing_ok=True)


def left_before(moment: datetime) -> Path | None:
    """A file of the spool nobody has written to since `moment` (aware), if there is one."""
    limit = moment.timestamp()
    return next((path for path in _folder("spool").iterdir() if path.stat().st_mtime < limit), None)


def open_stored(sha256: str) -> BinaryIO:
    """The bytes kept under a hash, for reading."""
    return place_of(sha256).open("rb")


def place_of(sha256: str) -> Path:
    """Where the bytes of a hash lie."""
    return settings.VAR / "files" / sha256[:2] / sha256


def free_bytes() -> int:
    """Free space of the disk below VAR."""
    return shutil.disk_usage(settings.VAR).free


def _folder(name: str) -> Path:
    folder: Path = settings.VAR / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
