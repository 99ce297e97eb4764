import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.installation import environment, free_port, wait_for


def start(port: int, var: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "giamsat.cli", "run", "--port", str(port), "--var", str(var)]
    # SIGINT ignored, as a shell leaves it for what it starts in the background.
    return subprocess.Popen(
        command, env=environment(var), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=ignore_interrupts
    )


def ignore_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_second_start_keeps_the_data_and_a_stop_leaves_nothing_running(
    tmp_path: Path, number: signal.Signals
) -> None:
    port = free_port()
    for _ in range(2):
        running = start(port, tmp_path)
        wait_for(f"http://127.0.0.1:{port}/readyz", running)
        running.send_signal(number)
        out = running.communicate(timeout=40)[0].decode()
        assert (running.returncode, is_free(port)) == (0, True), out

    assert "Đang tạo dữ liệu mẫu" not in out
    assert (tmp_path / "giamsat.sqlite3").stat().st_size > 100_000


def test_a_taken_port_gets_one_clear_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = start(port, tmp_path)
        out = running.communicate(timeout=30)[0].decode()

    assert running.returncode == 1
    assert out.strip().count("\n") == 0
    assert f"Cổng {port} đang có chương trình khác dùng" in out


def test_a_folder_that_cannot_be_written_gets_one_clear_sentence(tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("không phải thư mục")
    running = start(free_port(), tmp_path / "tep")
    out = running.communicate(timeout=30)[0].decode()

    assert (running.returncode, out.strip().count("\n")) == (1, 0)
    assert "Không ghi được vào" in out
