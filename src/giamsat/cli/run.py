"""`giamsat run`: from an empty folder to a running system with its demonstration data."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

from giamsat.cli.environment import prepare_environment

FREE_BYTES = 300 * 1024 * 1024
WORKERS = "2"
PATIENCE = 8  # seconds a program may take to stop


class CannotStart(Exception):
    """One clear sentence why."""


def run(*, port: int, var: Path) -> int:
    """Prepare database, data and pages below `var`, then serve until interrupted."""
    try:
        _check_machine(port, var)
        os.environ["GIAMSAT_DEMO"] = "1"
        prepare_environment(var)
        from giamsat.cli import running  # loads Django with the environment just set

        accounts = running.prepare(_say)
    except CannotStart as reason:
        _say(str(reason))
        return 1
    except OSError as error:
        _say(f"Không ghi được vào {var}: {error.strerror}. Hãy dọn chỗ trên đĩa hoặc đặt VAR=thư mục khác.")
        return 1
    _say(_welcome(port, accounts))
    for warning in running.warnings():
        _say(f"Lưu ý: {warning}")
    return _serve(port)


def _check_machine(port: int, var: Path) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise CannotStart(
                f"Cổng {port} đang có chương trình khác dùng. Hãy chạy lại với cổng khác: make run PORT={port + 1}"
                f" / Port {port} is taken."
            ) from None
    var.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(var).free < FREE_BYTES:
        raise CannotStart(
            f"Đĩa chứa {var} còn dưới {FREE_BYTES // 2**20} MB. Hãy dọn đĩa hoặc đặt VAR=thư mục khác"
            " / The disk is full."
        )


def _serve(port: int) -> int:
    """Web server and work loop side by side; when one ends, both end."""
    bin_ = Path(sys.executable).parent
    web = [str(bin_ / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    web += ["--workers", WORKERS, "--blocking-threads", "4", "--log-level", "warning", "--no-ws"]
    web += ["giamsat.config.wsgi:application"]
    loop = [sys.executable, "-m", "giamsat.cli", "work"]
    # Groups of their own: a stop reaches a program and its workers, and what does not listen is killed below.
    children = [
        subprocess.Popen(command, start_new_session=True)  # noqa: S603 — our own programs
        for command in (web, loop)
    ]

    def stop(signum: int, frame: FrameType | None) -> None:
        for child in children:
            _signal_group(child, signal.SIGTERM)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    stop(0, None)
    codes = [_ended(child) for child in children]
    return 0 if all(code in (0, -signal.SIGTERM, -signal.SIGINT, -signal.SIGKILL, 143) for code in codes) else 1


def _ended(child: subprocess.Popen[bytes]) -> int:
    """Wait for a program that was told to stop; its exit code. What still runs of its group afterwards is killed."""
    try:
        code = child.wait(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        _signal_group(child, signal.SIGKILL)
        code = child.wait()
    _signal_group(child, signal.SIGKILL)
    return code


def _signal_group(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _welcome(port: int, accounts: list[tuple[str, str, str]]) -> str:
    from giamsat.cli.demo import PASSWORD  # loads Django

    lines = [f"\nGiám sát đang chạy tại http://127.0.0.1:{port}   (Ctrl-C để dừng)", ""]
    lines += [f"Tài khoản mẫu, mật khẩu chung: {PASSWORD}"]
    lines += [f"  {username:<14} {role:<26} {unit}" for username, role, unit in accounts]
    lines += [
        "",
        "Thử trước tiên: đăng nhập “dieuphoi”, mở “Văn bản”, tải lên một văn bản giao việc (.docx, .pdf, .txt),",
        "xác nhận các nhiệm vụ đọc được, giao cho đơn vị; rồi đăng nhập “btc” để thấy việc trong hộp việc.",
    ]
    return "\n".join(lines)


def _say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 — this is a command
