"""Pictures of the pages of stored files: drawn in the jail when first asked for, kept below VAR while there is room.

What lies here may be deleted at any time; it is no part of a backup.
"""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from giamsat.addresses import new_public_id
from giamsat.errors import Refused
from giamsat.files import jail, store

#: kinds of content that have pages to look at
PAGED = frozenset({"pdf", "png", "jpeg"})
AT_ONCE = 2  # pages drawn by one child
ROOM = 400 * 1024 * 1024  # bytes of all pictures together; the longest unseen go first


def sizes(sha256: str) -> list[tuple[int, int]]:
    """(width, height) of each page of a stored file; none when it cannot be drawn."""
    place = _folder(sha256) / "sizes.json"
    with _alone(sha256):
        if (kept := _kept(place)) is None:
            kept = json.dumps(_asked_sizes(sha256)).encode()
            _keep(place, kept)
    return [(int(width), int(height)) for width, height in json.loads(kept)]


def picture(sha256: str, number: int, *, straight: bool) -> bytes | None:
    """Page `number` (from 1) of a stored file as WebP, turned straight as a scan is before it is read; None when the
    file has no such page.
    """
    if number < 1:
        return None
    if (kept := _kept(_place(sha256, number, straight=straight))) is not None:
        return kept
    # One child at a time for one file: who asks for its neighbour finds it drawn.
    with _alone(sha256):
        return _kept(_place(sha256, number, straight=straight)) or _drawn(sha256, number, straight=straight)


def _drawn(sha256: str, number: int, *, straight: bool) -> bytes | None:
    first = (number - 1) // AT_ONCE * AT_ONCE
    pictures = jail.shown(store.place_of(sha256), first, AT_ONCE, straight=straight)
    drawn = dict(enumerate(pictures, first + 1))
    for one, content in drawn.items():
        _keep(_place(sha256, one, straight=straight), content)
    make_room()
    return drawn.get(number)


def make_room() -> None:
    """Delete the pictures nobody has looked at for longest until the others fit."""
    kept = [(path, path.stat()) for path in _root().glob("*/*/*") if path.suffix in (".webp", ".json")]
    over = sum(found.st_size for _, found in kept) - ROOM
    for path, found in sorted(kept, key=lambda one: one[1].st_mtime):
        if over <= 0:
            return
        path.unlink(missing_ok=True)
        over -= found.st_size


def _asked_sizes(sha256: str) -> list[tuple[int, int]]:
    try:
        return jail.sizes(store.place_of(sha256))
    except Refused:
        return []


def _kept(place: Path) -> bytes | None:
    """What lies at a place, now looked at; None when nothing does."""
    try:
        content = place.read_bytes()
        os.utime(place)
    except FileNotFoundError:
        return None
    return content


def _keep(place: Path, content: bytes) -> None:
    """Put a picture in its place whole; on a full disk it is drawn anew each time."""
    if store.free_bytes() < 2 * settings.UPLOAD_LIMIT:
        return
    fresh = place.with_name(new_public_id())
    fresh.write_bytes(content)
    fresh.replace(place)


@contextmanager
def _alone(sha256: str) -> Iterator[None]:
    """Waits until nobody else, in any process, draws pages of this file."""
    with (_folder(sha256) / "lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _place(sha256: str, number: int, *, straight: bool) -> Path:
    return _folder(sha256) / f"{number}{'-straight' if straight else ''}.webp"


def _folder(sha256: str) -> Path:
    folder = _root() / sha256[:2] / sha256
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _root() -> Path:
    root: Path = settings.VAR / "pages"
    return root
