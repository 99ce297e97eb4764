"""Runs the two outside programs that some files need, LibreOffice and Tesseract, limited and without a network."""

from __future__ import annotations

import functools
import os
import resource
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

from vanban.unreadable import Unreadable

#: program -> what installs it on Debian
PACKAGES = {
    "soffice": "libreoffice-writer-nogui",
    "tesseract": "tesseract-ocr tesseract-ocr-vie",
}
#: ways to leave the network, the first that the system allows is taken
WAYS = (("unshare", "--net", "--"), ("unshare", "--user", "--map-root-user", "--net", "--"))
#: bytes one program may write into one file
LARGEST_FILE = 200 * 1024 * 1024


def is_installed(program: str) -> bool:
    """Whether a program is there."""
    return shutil.which(program) is not None


@functools.cache
def isolation() -> tuple[str, ...] | None:
    """The words before a command that take its network away; None where the system allows none."""
    for way in WAYS:
        if shutil.which(way[0]) and _works([*way, "true"]):
            return way
    return None


def _works(command: list[str]) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0  # noqa: S603 — fixed words


def run(
    program: str, arguments: Sequence[str], *, seconds: int, folder: Path, stdin: bytes = b"", memory: int = 0
) -> bytes:
    """What the program prints; it has its own process group, `seconds` of wall clock and CPU, `memory` bytes (0: no
    limit) and no network where the system allows that. Raises Unreadable when it is missing, fails or takes too long.
    """
    where = shutil.which(program)
    if where is None:
        raise Unreadable("no_program", detail=program, program=program, packages=PACKAGES[program])

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_FSIZE, (LARGEST_FILE, LARGEST_FILE))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    child = subprocess.Popen(  # noqa: S603 — one of two known programs, no shell
        [*(isolation() or ()), where, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={"PATH": os.environ.get("PATH", ""), "HOME": str(folder), "OMP_THREAD_LIMIT": "1", "LC_ALL": "C.UTF-8"},
        start_new_session=True,
        preexec_fn=limited,
    )
    try:
        out, _ = child.communicate(stdin, timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        raise Unreadable("too_slow", detail=program) from None
    if child.returncode:
        raise Unreadable("damaged", detail=f"{program} ended with {child.returncode}")
    return out
