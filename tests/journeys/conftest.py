"""A real installation for the browser: `giamsat run` in an empty folder, web server and work loop and all."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from giamsat.cli.demo import PASSWORD
from tests.installation import Installation, environment, free_port, wait_for

CHROMIUM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync")  # fmt: skip


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
