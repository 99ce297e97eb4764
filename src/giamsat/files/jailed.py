"""The jailed child: `python -m giamsat.files.jailed check|read FILE [AGENCIES]` prints one line of JSON.

It limits itself before it touches the file: memory, CPU, no new files, no network, no other program (decision 8).
"""

import ctypes
import json
import resource
import sys
from pathlib import Path
from typing import Any

MEMORY = 1_500 * 1024 * 1024  # bytes of address space
CPU = 40  # seconds
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
    import vanban  # before the lock: libraries may probe the system while they load

    task, path = argv[0], Path(argv[1])
    table = vanban.AgencyTable.from_csv(Path(argv[2])) if len(argv) > 2 else None
    source = path.read_bytes()
    lock_down()
    try:
        answer = _check(source) if task == "check" else _read(source, table)
    except vanban.Unreadable as refusal:
        answer = {"refused": refusal.code, "vi": refusal.text_vi, "en": refusal.text_en}
    print(json.dumps(answer, ensure_ascii=False))  # noqa: T201 — the parent reads it
    return 0


def _check(source: bytes) -> dict[str, Any]:
    """The kind of content; documents are read too, for a secrecy stamp. A picture of a page passes as it is."""
    import vanban

    kind = vanban.check(source)
    if kind in ("docx", "pdf", "text"):
        try:
            vanban.read(source)
        except vanban.Unreadable as refusal:
            if refusal.code != "no_text":
                raise
    return {"kind": kind}


def _read(source: bytes, table: Any) -> dict[str, Any]:
    import vanban

    reading = vanban.read(source, agencies=table)
    return {
        "text": reading.text,
        "text_hash": reading.text_hash,
        "reader_version": reading.reader_version,
        "blocks": [[block.start, block.end] for block in reading.blocks],
        **reading.as_json(),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
