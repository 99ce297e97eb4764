"""A real installation for tests: `giamsat run` in an empty folder, and how to wait for it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

START = 150  # seconds until a new installation answers, on a machine that is busy


@dataclass(frozen=True)
class Installation:
    """Where a running system answers and keeps its data."""

    address: str
    var: Path

    def command(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run `giamsat …` on the data of this installation."""
        return subprocess.run(
            [sys.executable, "-m", "giamsat.cli", *words],
            env=environment(self.var),
            capture_output=True,
            text=True,
            check=False,
        )


def environment(var: Path) -> dict[str, str]:
    """The surroundings of a fresh installation: none of the settings of this test run."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("GIAMSAT_", "DJANGO_"))}
    return ours | {"GIAMSAT_VAR": str(var)}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait_for(address: str, running: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        assert running.poll() is None, "giamsat run ended"
        try:
            with urllib.request.urlopen(address) as answer:
                if answer.status == 200:
                    return
        except urllib.error.URLError:
            time.sleep(0.2)
    raise TimeoutError(address)
