"""Uploads through the real jailed child."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings, settings

from accept.secret_scans import scans
from giamsat.errors import Refused
from giamsat.files import actions, jail, jobs, store
from giamsat.files.models import StoredFile, Upload
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a
from tests import hostile

pytestmark = pytest.mark.django_db


def receive(content: bytes, by: Post, name: str = "tep.docx") -> Upload:
    return actions.receive([content], name=name, by=by, at=a.NOW)


def spooled() -> list[str]:
    return [path.name for path in (Path(settings.VAR) / "spool").iterdir() if path.name.startswith("up-")]


def test_a_sound_file_is_stored_under_its_hash_and_known_by_its_content() -> None:
    content = hostile.document("Kính gửi: Bộ Tài chính")

    upload = receive(content, a.post(Role.REPORTER), name="../../Báo cáo.pdf")

    assert upload.file is not None
    assert (upload.file.kind, upload.name, upload.sha256) == (
        "docx",
        "Báo cáo.pdf",
        hashlib.sha256(content).hexdigest(),
    )
    with store.open_stored(upload.sha256) as kept:
        assert kept.read() == content
    assert spooled() == []


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: b"", "empty"),
        (hostile.macros, "macros"),
        (hostile.bomb, "bomb"),
        (hostile.encrypted, "encrypted"),
        (hostile.disguised, "unknown_format"),
        (hostile.secret, "secret"),
    ],
)
def test_a_file_that_must_not_come_in_is_wiped_and_only_noted(make: Callable[[], bytes], code: str) -> None:
    content = make()

    with pytest.raises(jail.FileRefused) as refusal:
        receive(content, a.post(Role.REPORTER))

    noted = Upload.objects.get()
    assert (noted.refusal, noted.sha256, noted.file) == (code, hashlib.sha256(content).hexdigest(), None)
    assert len(str(refusal.value)) > 30
    assert (StoredFile.objects.count(), spooled(), store.place_of(noted.sha256).exists()) == (0, [], False)


def test_the_name_of_a_secret_file_is_not_kept() -> None:
    with pytest.raises(jail.FileRefused):
        receive(hostile.secret(), a.post(Role.REPORTER), name="ke-hoach-mat.docx")

    assert Upload.objects.get().name == ""


def test_a_file_over_the_limit_is_refused_before_anything_reads_it(settings: LazySettings) -> None:
    settings.UPLOAD_LIMIT = 1000

    with pytest.raises(actions.TooLarge, match="0 MB"):
        receive(b"x" * 1001, a.post(Role.REPORTER))

    assert (Upload.objects.count(), spooled()) == (0, [])


def test_a_full_disk_gets_a_clear_sentence_and_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "free_bytes", lambda: 1000)

    with pytest.raises(actions.DiskFull):
        receive(b"x", a.post(Role.REPORTER))

    assert (Upload.objects.count(), spooled()) == (0, [])


def test_the_same_bytes_are_kept_once() -> None:
    content = hostile.document("Cùng một nội dung")

    first, second = (receive(content, a.post(Role.REPORTER)) for _ in range(2))

    assert (first.file, StoredFile.objects.count(), Upload.objects.count()) == (second.file, 1, 2)


def test_bytes_reach_the_disk_before_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    real_fsync, real_replace = os.fsync, Path.replace

    def fsync(handle: int) -> None:
        steps.append("fsync")
        real_fsync(handle)

    def replace(self: Path, target: Path) -> Path:
        steps.append("rename")
        return real_replace(self, target)

    def row(*args: object, **kwargs: object) -> None:
        steps.append("row")

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.setattr(actions, "_note_stored", row)
    receive(hostile.document("Thứ tự"), a.post(Role.REPORTER))

    assert steps == ["fsync", "rename", "fsync", "fsync", "fsync", "row"]


ATTEMPTS = {
    "network": "import socket; socket.create_connection(('127.0.0.1', 9), 1)",
    "program": "import subprocess; subprocess.run(['true'])",
    "shell": "import os; os.system('true')",
    "write": "open('/tmp/giamsat-jail-test', 'w').write('x')",
    "delete": "import os; os.remove('/tmp/giamsat-jail-test')",
    "memory": "x = bytearray(3 * 1024 ** 3)",
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_the_jail_stops_what_hostile_content_would_try(attempt: str) -> None:
    code = f"from giamsat.files.jailed import lock_down; lock_down(); {ATTEMPTS[attempt]}"

    child = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ), check=False
    )

    assert child.returncode == 1
    assert ("PermissionError: jailed" in child.stderr) or ("MemoryError" in child.stderr)


SEEN = "import os; print(os.readlink('/proc/self/ns/net'))"


STAMPED = next(scan.content for scan in scans(3, 1))


def test_a_scan_with_a_red_stamp_of_secrecy_is_refused() -> None:
    with pytest.raises(jail.FileRefused) as refusal:
        receive(STAMPED, a.post(Role.REPORTER))

    assert refusal.value.params["refusal"] == "secret"


def test_without_reading_the_red_ink_the_same_scan_comes_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planted defect: recognition of the page fades red ink, so that the stamp is not seen."""
    monkeypatch.setattr(jail, "_refuse_stamped", lambda path: None)

    assert receive(STAMPED, a.post(Role.REPORTER)).file is not None


def test_the_process_of_the_pages_loads_no_parser() -> None:
    """Hostile content meets Word, PDF and picture readers in jailed children alone."""
    parsers = "{'pypdfium2', 'docx', 'PIL'}"
    code = f"import django; django.setup(); import giamsat.web.urls, sys; print(*({{*sys.modules}} & {parsers}))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert loaded.split() == []


@pytest.mark.parametrize("who", ["root", "anybody"])
def test_a_jailed_child_is_in_a_network_of_its_own(who: str) -> None:
    """As root, and as a service account that needs a user namespace for it."""
    drop = "import os; os.setgid(65534); os.setuid(65534)\n" if who == "anybody" and os.getuid() == 0 else ""
    code = f"from giamsat.files.jailed import lock_down\n{drop}lock_down()\n{SEEN}"

    inside = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert inside.startswith("net:[")
    assert inside.strip() != str(Path("/proc/self/ns/net").readlink())


@pytest.mark.parametrize("attempt", sorted(set(ATTEMPTS) - {"network", "delete"}))
def test_without_the_lock_the_same_attempts_succeed(attempt: str) -> None:
    """The planted defect: no lock. If these failed by themselves, the test above would prove nothing."""
    child = subprocess.run([sys.executable, "-c", ATTEMPTS[attempt]], capture_output=True, check=False)
    Path("/tmp/giamsat-jail-test").unlink(missing_ok=True)

    assert child.returncode == 0


def test_a_reader_that_dies_gives_one_clear_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(jail.sys, "executable", "/bin/false")
    path = tmp_path / "tep"
    path.write_bytes(b"x")

    with pytest.raises(Refused, match="Hãy mở tệp bằng Word"):
        jail.check(path)


def test_what_a_crash_left_in_the_spool_is_wiped_and_an_upload_under_way_is_not() -> None:
    spool = settings.VAR / "spool"
    left, under_way = spool / "up-left", spool / "tmp-under-way.upload"
    left.write_bytes(b"MAT")
    under_way.write_bytes(b"MAT")
    ago = (a.NOW - timedelta(hours=2)).timestamp()
    os.utime(left, (ago, ago))
    os.utime(under_way, (a.NOW.timestamp(), a.NOW.timestamp()))

    assert [jobs.wipe_one(a.NOW), jobs.wipe_one(a.NOW)] == [True, False]

    assert (left.exists(), under_way.exists()) == (False, True)
    under_way.unlink()
