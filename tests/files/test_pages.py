"""Pictures of pages, drawn by the real jailed child and kept below VAR."""

import io
import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image

from giamsat.files import jail, pages, store
from tests import hostile
from tests.formats import made


def scan_of(colour: int, count: int = 1) -> bytes:
    """A scan as PDF, pages of one colour."""
    sheets = [Image.new("RGB", (200, 280), (colour, colour, colour - n)) for n in range(count)]
    out = io.BytesIO()
    sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:])
    return out.getvalue()


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    for path in kept():
        path.unlink()
    yield


def kept() -> list[Path]:
    return sorted((Path(settings.VAR) / "pages").glob("*/*/*.webp"))


def is_webp(picture: bytes | None) -> bool:
    return picture is not None and Image.open(io.BytesIO(picture)).format == "WEBP"


def test_a_page_is_drawn_with_its_neighbours_and_then_only_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = store.keep_bytes(scan_of(200, count=6))
    first = pages.picture(sha256, 2, straight=False)
    drawn = len(kept())
    monkeypatch.setattr(jail, "shown", None)

    again = pages.picture(sha256, 2, straight=False)

    assert is_webp(first)
    assert (again, drawn) == (first, pages.AT_ONCE)


def test_what_is_deleted_is_drawn_again() -> None:
    sha256 = store.keep_bytes(scan_of(201))
    first = pages.picture(sha256, 1, straight=True)
    for path in kept():
        path.unlink()

    assert pages.picture(sha256, 1, straight=True) == first


@pytest.mark.parametrize("number", [0, -1, 7, 10**30])
def test_a_page_that_is_not_there_is_none(number: int) -> None:
    assert pages.picture(store.keep_bytes(scan_of(202, count=6)), number, straight=False) is None


def test_a_picture_has_one_page() -> None:
    sha256 = store.keep_bytes(made.picture(Image.new("RGB", (30, 40)), "PNG"))

    assert pages.sizes(sha256) == [(30, 40)]
    assert is_webp(pages.picture(sha256, 1, straight=False))
    assert pages.picture(sha256, 2, straight=False) is None


def test_sizes_are_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = store.keep_bytes(scan_of(203, count=2))
    first = pages.sizes(sha256)
    monkeypatch.setattr(jail, "sizes", None)

    assert (len(first), pages.sizes(sha256)) == (2, first)


def test_a_file_that_cannot_be_drawn_has_no_pages() -> None:
    assert pages.sizes(store.keep_bytes(b"%PDF-1.7 no more than this")) == []


def test_hostile_content_is_refused_by_the_child() -> None:
    with pytest.raises(jail.FileRefused):
        pages.picture(store.keep_bytes(hostile.encrypted()), 1, straight=False)


def test_the_longest_unseen_pictures_make_room(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, unseen = (store.keep_bytes(scan_of(colour)) for colour in (204, 205))
    for sha256 in (seen, unseen):
        pages.picture(sha256, 1, straight=False)
    for path in kept():
        os.utime(path, (1000, 1000))
    pages.picture(seen, 1, straight=False)
    size = kept()[0].stat().st_size
    monkeypatch.setattr(pages, "ROOM", size + size // 2)

    pages.make_room()

    assert [path.parent.name for path in kept()] == [seen]


def test_without_room_a_page_is_shown_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    sha256 = store.keep_bytes(scan_of(206))
    monkeypatch.setattr(store, "free_bytes", lambda: 1000)

    assert is_webp(pages.picture(sha256, 1, straight=False))
    assert kept() == []


def drawings(monkeypatch: pytest.MonkeyPatch, sha256: str) -> int:
    """How many children drew when four people asked for one page at once."""
    asked: list[int] = []
    real = jail.shown

    def counted(*args: Any, **named: Any) -> list[bytes]:
        asked.append(1)
        return real(*args, **named)

    monkeypatch.setattr(jail, "shown", counted)
    threads = [threading.Thread(target=pages.picture, args=(sha256, 1), kwargs={"straight": False}) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(asked)


def test_four_who_ask_at_once_have_it_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert drawings(monkeypatch, store.keep_bytes(scan_of(207))) == 1


def test_without_waiting_for_one_another_it_would_be_drawn_more_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: nobody waits."""
    monkeypatch.setattr(pages.fcntl, "flock", lambda *_: None)

    assert drawings(monkeypatch, store.keep_bytes(scan_of(208))) > 1
