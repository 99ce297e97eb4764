"""The findings of a paper decided without a mouse, and a sentence marked with it."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

WORKS = (
    *("kinh phí", "nhân lực", "dữ liệu", "hạ tầng", "an toàn", "đào tạo"),
    *("đo lường", "sở hữu trí tuệ", "chuyển giao", "khởi nghiệp", "hợp tác", "truyền thông"),
)
LEFT = "Các đồng chí dự họp nhất trí cao với nội dung báo cáo"
PAPER = "\n".join(
    [
        "VĂN PHÒNG CHÍNH PHỦ",
        "Số: 91/TB-VPCP",
        "Hà Nội, ngày 02 tháng 6 năm 2026",
        "THÔNG BÁO",
        "Kết luận của Thủ tướng Chính phủ tại cuộc họp về chuyển đổi số",
        f"{LEFT}.",
        *(
            f"{n}. Bộ Tài chính ban hành hướng dẫn về {work} trước ngày {n + 9} tháng 12 năm 2026."
            for n, work in enumerate(WORKS, 1)
        ),
    ]
)
MINUTE = 60  # seconds


@pytest.fixture
def paper(sign_in: Callable[[str], Page], tmp_path: Path) -> Page:
    """A paper with twelve orders, read."""
    file = tmp_path / "thong-bao-91.txt"
    file.write_text(PAPER, encoding="utf-8")
    page = sign_in("dieuphoi")
    page.goto("/van-ban/nhan")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Nhận và đọc").click()
    expect(page.locator(".finding")).to_have_count(len(WORKS), timeout=20_000)
    return page


def test_by_mouse_and_by_keys(paper: Page) -> None:
    keys_do_not_act_in_fields(paper)
    twelve_are_confirmed_by_keyboard(paper)
    what_is_selected_is_marked(paper)


def keys_do_not_act_in_fields(page: Page) -> None:
    page.keyboard.press("j")
    expect(page.locator("#finding-1")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("j")
    expect(page.locator("#finding-3")).to_be_focused()
    expect(page.locator("#passage-3")).to_be_in_viewport()
    page.keyboard.press("t")
    reason = page.locator("#finding-3").get_by_role("textbox")
    expect(reason).to_be_focused()
    page.keyboard.type("xsjk")
    expect(reason).to_have_value("xsjk")
    page.locator("#finding-3").focus()
    page.keyboard.press("s")
    expect(page.get_by_role("heading", name="Sửa việc 3")).to_be_visible()
    page.go_back()
    expect(page.locator(".finding.proposed")).to_have_count(len(WORKS))


def twelve_are_confirmed_by_keyboard(page: Page) -> None:
    page.goto(page.url.split("#")[0])
    started = time.monotonic()
    page.keyboard.press("j")
    for n in range(1, len(WORKS) + 1):
        expect(page.locator(f"#finding-{n}.proposed")).to_be_focused()
        page.keyboard.press("Enter" if n % 2 else "x")
    expect(page.locator(".finding.confirmed")).to_have_count(len(WORKS))
    assert time.monotonic() - started < MINUTE


def what_is_selected_is_marked(page: Page) -> None:
    button = page.locator("button.near")
    expect(button).to_be_hidden()
    page.locator(".sheet p", has_text=LEFT).click(click_count=3)
    expect(button).to_be_in_viewport()
    button.click()
    added = page.locator(f"#finding-{len(WORKS) + 1}")
    expect(added).to_be_focused()
    expect(added).to_contain_text(LEFT)
