"""The jailed child: `python -m giamsat.files.jailed TASK FILE …` prints one line of JSON.

It limits itself before it touches the file: memory, CPU, no new files, no network, no other program (decision 8).
TASK is check, read, or the same with -text for words already recognised; pages or shown, which send pictures; sizes
or lines, which tell where on the pages words stand; cells, which are those of a workbook as they are typed.
What needs LibreOffice or Tesseract it only names; the parent runs those in a jail of their own and comes back.
"""

import ctypes
import json
import resource
import struct
import sys
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import vanban
from vanban.readers import boxes, pages_of, scan, words_in

MEMORY = 512 * 1024 * 1024  # bytes of address space, Python and its libraries included
CPU = 10  # seconds
CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
# What hostile content would need and a reader never does.
FORBIDDEN = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.fork",
    "os.remove",
    "os.rename",
    "shutil.",
)


def lock_down() -> None:
    """Give up memory, time, the network and every way to write or start something. There is no way back."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU, CPU))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Leaves the network where the kernel lets us, as root or in a user namespace; else the audit hook is the wall.
    libc = ctypes.CDLL(None)
    if libc.unshare(CLONE_NEWNET):
        libc.unshare(CLONE_NEWUSER | CLONE_NEWNET)
    sys.addaudithook(_refuse)


def _refuse(event: str, args: tuple[Any, ...]) -> None:
    writes = event == "open" and isinstance(args[1], str) and any(mode in args[1] for mode in "wax+")
    if writes or event.startswith(FORBIDDEN):
        raise PermissionError(f"jailed: {event}")


def main(argv: list[str]) -> int:
    task, path, rest = argv[0], Path(argv[1]), argv[2:]
    table = vanban.AgencyTable.from_csv(Path(rest[0])) if task.startswith("read") else None
    source = path.read_bytes()
    lock_down()
    try:
        if task in ("pages", "shown", "stamps"):
            _send(_pictures(source, task, rest))
            return 0
        answer = _on_pages(source, task) if task in ("sizes", "lines", "cells") else _in_words(source, task, table)
    except vanban.Unreadable as refusal:
        answer = {"refused": refusal.code, "vi": refusal.text_vi, "en": refusal.text_en}
    print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 — the parent reads it
    return 0


def _in_words(source: bytes, task: str, table: Any) -> dict[str, Any]:
    found = words_in(source) if not task.endswith("-text") else vanban.Words(source.decode("utf-8"), "scan")
    return _checked(found) if task.startswith("check") else _read(found, table)


def _checked(found: vanban.Words) -> dict[str, Any]:
    """The kind of content, read through for a secrecy stamp; and what else is needed to see its words."""
    if found.text:
        vanban.read_words(found)
    return {"kind": found.kind, "needs": found.needs}


def _read(found: vanban.Words, table: Any) -> dict[str, Any]:
    if found.needs:
        return {"kind": found.kind, "needs": found.needs}
    reading = vanban.read_words(found, agencies=table)
    return {
        "kind": found.kind,
        "needs": "",
        "text": reading.text,
        "text_hash": reading.text_hash,
        "reader_version": reading.reader_version,
        "blocks": [[block.start, block.end] for block in reading.blocks],
        **reading.as_json(),
    }


def _on_pages(source: bytes, task: str) -> dict[str, Any]:
    """The size of every page, or its lines as well."""
    kind = vanban.check(source)
    if task == "cells":
        return {"sheets": _cells(source, kind)}
    if task == "sizes":
        return {"pages": boxes.sizes_of(source, kind)}
    return {"pages": [asdict(page) for page in boxes.lines_of_pdf(source)]}


def _cells(source: bytes, kind: str) -> dict[str, Any]:
    """The cells of a workbook as they are typed."""
    if kind != "xlsx":
        raise vanban.Unreadable("no_workbook")
    from vanban.readers import sheets  # its parser: no other task needs it

    return sheets.cells_of(source)


def _pictures(source: bytes, task: str, rest: list[str]) -> Iterable[bytes]:
    """Pages made ready for recognition, or as people look at them; what is stamped in red on the first."""
    kind = vanban.check(source)
    if task == "stamps":
        from vanban.readers import stamps  # numpy: no other task needs it

        return stamps.stamps_of(source, kind)
    first, count = int(rest[0]), int(rest[1])
    if task == "shown":
        return boxes.shown(source, kind, first, count, straight=rest[2:] == ["straight"])
    return scan.pages_of_pdf(source, first, count) if kind == "pdf" else pages_of(source, kind)[first:]


def _send(pictures: Iterable[bytes]) -> None:
    """Pictures on standard output, each behind its length (4 bytes, big-endian)."""
    for picture in pictures:
        sys.stdout.buffer.write(struct.pack(">I", len(picture)) + picture)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
