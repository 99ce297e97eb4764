"""The jailed child: `python -m giamsat.files.jailed TASK FILE …` prints one line of JSON.

It limits itself before it touches the file: memory, CPU, no new files, no network, no other program (decision 8).
TASK is check, read, or the same with -text for words already recognised, or pages.
What needs LibreOffice or Tesseract it only names; the parent runs those in a jail of their own and comes back.
"""

import ctypes
import json
import resource
import struct
import sys
from pathlib import Path
from typing import Any

import vanban
from vanban.readers import pages_of, scan, words_in

MEMORY = 512 * 1024 * 1024  # bytes of address space, Python and its libraries included
CPU = 10  # seconds
CLONE_NEWNET = 0x40000000
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
    # Leaves the network where the kernel lets us; elsewhere the audit hook below is the wall.
    ctypes.CDLL(None).unshare(CLONE_NEWNET)
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
        if task == "pages":
            _send_pages(source, first=int(rest[0]), count=int(rest[1]))
            return 0
        found = words_in(source) if not task.endswith("-text") else vanban.Words(source.decode("utf-8"), "scan")
        answer = _checked(found) if task.startswith("check") else _read(found, table)
    except vanban.Unreadable as refusal:
        answer = {"refused": refusal.code, "vi": refusal.text_vi, "en": refusal.text_en}
    print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 — the parent reads it
    return 0


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
        "needs": "",
        "text": reading.text,
        "text_hash": reading.text_hash,
        "reader_version": reading.reader_version,
        "blocks": [[block.start, block.end] for block in reading.blocks],
        **reading.as_json(),
    }


def _send_pages(source: bytes, *, first: int, count: int) -> None:
    """Pictures of pages on standard output, each behind its length (4 bytes, big-endian)."""
    kind = vanban.check(source)
    pages = scan.pages_of_pdf(source, first, count) if kind == "pdf" else pages_of(source, kind)[first:]
    for page in pages:
        sys.stdout.buffer.write(struct.pack(">I", len(page)) + page)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
