"""The databases a command is tried on, and a fresh one for every measurement.

A command that keeps rows calls `fresh()` at the start of its measuring: an empty database with all tables, cut off
from what an earlier measurement left. `--db both` runs it on each and takes the worse.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from accept.command import CannotRun
from tests.cluster import ClusterError, cluster

EACH = ("sqlite", "pg")
TEMPLATE = "giamsat_template"


@contextmanager
def database(kind: str, var: Path) -> Iterator[None]:
    """Tell Django's settings which database to use; PostgreSQL runs only while this is entered."""
    if kind == "sqlite":
        os.environ["GIAMSAT_DATABASE"] = f"sqlite:///{var / 'accept.sqlite3'}"
        yield
        return
    try:
        with cluster() as server:
            os.environ["GIAMSAT_DATABASE"] = server.url
            yield
    except ClusterError as reason:
        raise CannotRun(str(reason)) from reason


def fresh() -> str:
    """An empty migrated database behind Django's connection; answers "sqlite" or "pg"."""
    from django.db import connection  # the settings must stand first

    connection.close()
    if connection.vendor == "sqlite":
        _fresh_sqlite(Path(connection.settings_dict["NAME"]))
        return "sqlite"
    _fresh_postgresql(connection.settings_dict)
    return "pg"


def cpu_seconds() -> float:
    """Seconds of processor that this process and its PostgreSQL backend have used: others on the machine do not count."""
    from django.db import connection  # the settings must stand first

    if connection.vendor == "sqlite":
        return time.process_time()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")  # so that all of it is in one process
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    user, system = (int(field) for field in fields[11:13])
    return time.process_time() + (user + system) / os.sysconf("SC_CLK_TCK")


def on_each(arguments: Sequence[str]) -> int:
    """Run the command on every database, each in a process of its own; print the worse line and answer its code."""
    ends = [_on(kind, arguments) for kind in EACH]
    code = max((code for code, _line in ends), default=1)
    lines = [line for _code, line in ends if line]
    if lines:
        worst = min(lines, key=lambda line: (line["ok"], -line["value"] if line["bound"][0] == "<" else line["value"]))
        print(json.dumps(worst | {"db": "both", "ok": all(line["ok"] for line in lines)}, ensure_ascii=False))
    return code


def _on(kind: str, arguments: Sequence[str]) -> tuple[int, dict[str, Any]]:
    command = [sys.executable, "-m", "accept", *arguments, "--db", kind]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        said = ""
        for said in running.stdout or ():
            print(f"[{kind}] {said}", end="", flush=True)
    return running.returncode, json.loads(said) if said.startswith("{") else {}


def _migrated() -> None:
    from django.core.management import call_command  # the settings must stand first
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()


def _fresh_sqlite(path: Path) -> None:
    template = path.with_suffix(".template")
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    if not template.exists():
        _migrated()
        shutil.copyfile(path, template)
        return
    shutil.copyfile(template, path)


def _fresh_postgresql(settings: dict[str, Any]) -> None:
    """A database made from the migrated one; the first call migrates it."""
    import psycopg  # only where there is PostgreSQL

    address = {"host": settings["HOST"], "port": settings["PORT"], "user": settings["USER"], "dbname": "postgres"}
    name = settings["NAME"]
    with psycopg.connect(**address, autocommit=True) as link:
        known = link.execute("SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]).fetchone()
        if known is None:
            _migrated()
            link.execute(f"CREATE DATABASE {TEMPLATE} TEMPLATE {name}")
            return
        link.execute(f"DROP DATABASE {name} WITH (FORCE)")
        link.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}")
