"""A real installation for the browser: `giamsat run` in an empty folder, web server and work loop and all."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from giamsat.cli.demo import PASSWORD

START = 60  # seconds within which a first start must answer
CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync")  # fmt: skip


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


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    var, port = tmp_path_factory.mktemp("installation"), free_port()
    command = [sys.executable, "-m", "giamsat.cli", "run", "--port", str(port), "--var", str(var)]
    running = subprocess.Popen(command, env=environment(var))
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/readyz", running)
        yield Installation(address, var)
    finally:
        running.terminate()
        running.wait(timeout=20)


def is_complaint(said: ConsoleMessage) -> bool:
    """Whether the console says something is wrong; that a form was answered 422 is meant so."""
    return said.type in ("error", "warning") and "status of 422" not in said.text


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=os.environ["CHROMIUM"], args=list(CHROMIUM))
        yield chromium
        chromium.close()


@pytest.fixture
def sign_in(installation: Installation, browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Open a browser of his own for a demonstration account; what the console complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def enter(username: str) -> Page:
        context = browser.new_context(
            base_url=installation.address,
            locale="vi-VN",
            timezone_id="Asia/Ho_Chi_Minh",
            viewport={"width": 1280, "height": 900},
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if is_complaint(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto("/")
        page.get_by_label("Tên đăng nhập").fill(username)
        page.get_by_label("Mật khẩu").fill(PASSWORD)
        page.get_by_role("button", name="Đăng nhập").click()
        page.wait_for_url(lambda url: "dang-nhap" not in url)
        return page

    yield enter
    for context in contexts:
        context.close()
    assert complaints == []
