"""Agreeing in a browser: a draft notice goes out for opinions, a wish is taken, the task is issued and renamed."""

import re
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from giamsat.timetable import VIETNAM
from tests.journeys.test_loop import finding, take_in

pytestmark = pytest.mark.browser

SECONDS_TO_ANSWER = 30
OLD, NEW = "Lập danh mục dữ liệu thửa đất chưa số hóa", "Ban hành danh mục dữ liệu thửa đất chưa số hóa"


def draft(today: date) -> str:
    """A draft conclusion notice in our own words, with five assignments to three agencies and no number yet."""

    def day(shift: int) -> str:
        on = today + timedelta(days=shift)
        return f"ngày {on.day:02d} tháng {on.month:02d} năm {on.year}"

    return f"""VĂN PHÒNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số:    /TB-VPCP
Hà Nội, {day(0)}
THÔNG BÁO
Kết luận của Phó Thủ tướng Chính phủ về số hóa hồ sơ (dự thảo)
Sau khi nghe các cơ quan báo cáo, Phó Thủ tướng Chính phủ kết luận như sau:
1. Bộ Tài chính:
a) Ban hành định mức chi số hóa hồ sơ; hoàn thành trước {day(30)}.
b) Công bố đơn giá lưu trữ điện tử; hoàn thành trước {day(40)}.
2. Bộ Nông nghiệp và Môi trường:
a) Lập danh mục dữ liệu thửa đất chưa số hóa; hoàn thành trước {day(50)}.
b) Kiểm kê bản đồ giấy còn lưu giữ; hoàn thành trước {day(60)}.
3. Ủy ban nhân dân thành phố Hà Nội xây dựng kho hồ sơ số cấp xã; hoàn thành trước {day(70)}.
Nơi nhận:
- Lưu: VT.
"""


def test_from_a_draft_to_a_renamed_task(sign_in: Callable[[str], Page], tmp_path: Path) -> None:
    file = tmp_path / "du-thao.txt"
    file.write_text(draft(datetime.now(VIETNAM).date()), encoding="utf-8")
    coordinator, finance, land = sign_in("dieuphoi"), sign_in("btc"), sign_in("bnnmt")

    take_in(coordinator, file)
    expect(coordinator.locator(".finding")).to_have_count(5)
    paper = coordinator.url
    due = consult(coordinator)
    board = coordinator.url
    agree_with_all(finance)
    wish(land)
    time.sleep(max(0.0, (due - datetime.now(VIETNAM)).total_seconds()) + 1)
    take_the_wish(coordinator, board)
    issue(coordinator, paper)
    see_the_conclusion(land)
    rename(finance, coordinator)


def consult(page: Page) -> datetime:
    """Send all five to the three agencies, due seconds from now on the real clock."""
    page.get_by_role("link", name="Lấy ý kiến").click()
    due = (datetime.now(VIETNAM) + timedelta(seconds=SECONDS_TO_ANSWER)).replace(microsecond=0)
    page.get_by_label("Ngày", exact=True).fill(due.date().isoformat())
    page.get_by_label("Giờ").fill(f"{due:%H:%M:%S}")
    page.get_by_role("button", name="Gửi lấy ý kiến").click()
    expect(page.locator("thead th")).to_have_text(
        ["Việc", "Bộ Nông nghiệp và Môi trường", "Bộ Tài chính", "Thành phố Hà Nội"]
    )
    expect(page.locator("tbody .badge", has_text="Chờ trả lời")).to_have_count(5)
    return due


def agree_with_all(page: Page) -> None:
    """From the inbox to the first draft, and on to the next."""
    page.goto("/viec-cua-toi")
    page.get_by_role("link", name="Ban hành định mức chi số hóa hồ sơ").click()
    page.get_by_role("button", name="Đồng ý với dự thảo").click()
    expect(page.get_by_role("heading", name="Công bố đơn giá lưu trữ điện tử")).to_be_visible()
    page.get_by_role("button", name="Đồng ý với dự thảo").click()
    expect(page.locator(".head .badge")).to_have_text("Đồng ý")


def wish(page: Page) -> None:
    """Another date and another lead, with the reason; without one the form says so and keeps what was chosen."""
    page.goto("/gop-y")
    page.get_by_role("link", name=OLD).click()
    page.locator("summary", has_text="Đề nghị sửa").click()
    page.get_by_label("Cơ quan chủ trì nên là").select_option(label="Bộ Tài chính")
    later = datetime.now(VIETNAM).date() + timedelta(days=120)
    page.get_by_label("Ngày", exact=True).fill(later.isoformat())
    page.get_by_role("button", name="Gửi đề nghị sửa").click()
    expect(page.get_by_text("Hãy ghi lý do đề nghị sửa").first).to_be_visible()
    page.get_by_label("Lý do").fill("Dữ liệu thuộc kho của Bộ Tài chính")
    page.get_by_role("button", name="Gửi đề nghị sửa").click()
    page.goto("/gop-y")
    page.get_by_role("link", name="Kiểm kê bản đồ giấy còn lưu giữ").click()
    page.get_by_role("button", name="Đồng ý với dự thảo").click()


def take_the_wish(page: Page, board: str) -> None:
    """Who said nothing is silent; the wish stands beside the draft and goes into it by one click."""
    page.goto(board)
    expect(page.locator("tbody .badge", has_text="Im lặng")).to_have_count(1)
    expect(page.locator("tbody .badge", has_text="Đồng ý")).to_have_count(3)
    expect(page.locator("ins", has_text="Bộ Tài chính")).to_be_visible()
    page.get_by_role("link", name="Đưa vào dự thảo").click()
    page.get_by_role("button", name="Xác nhận như đã sửa").click()
    page.goto(board)
    page.get_by_label("Lý do của kết luận").fill("Đúng chủ quản dữ liệu")
    page.get_by_role("button", name="Tiếp thu", exact=True).click()
    expect(page.get_by_text("Đã sửa sau khi gửi")).to_be_visible()
    page.get_by_role("button", name="Kết thúc lấy ý kiến").click()
    expect(page.locator(".head .badge", has_text="Đã kết thúc")).to_be_visible()


def issue(page: Page, paper: str) -> None:
    """Confirm the rest, give the paper its number, issue."""
    page.goto(paper)
    for path in ("1.a", "1.b", "2.b", "3"):
        finding(page, path).get_by_role("button", name="Xác nhận").click()
        expect(finding(page, path)).to_contain_text("Đã xác nhận")
    page.get_by_role("link", name="Sửa thể thức").first.click()
    page.locator("input[name=number]").fill("961")
    page.locator("input[name=symbol]").fill("TB-VPCP")
    page.get_by_role("button", name=re.compile("Ghi|Lưu")).first.click()
    page.get_by_role("button", name=re.compile("Giao 5 nhiệm vụ")).click()
    expect(page.get_by_role("heading", name="Nhiệm vụ đã giao từ văn bản này")).to_be_visible()


def see_the_conclusion(page: Page) -> None:
    page.goto("/gop-y")
    page.get_by_role("link", name=OLD).click()
    expect(page.get_by_text("Đúng chủ quản dữ liệu")).to_be_visible()


def rename(lead: Page, assigner: Page) -> None:
    """The lead proposes, the assigner sees the difference and agrees; the old name finds the task."""
    lead.goto("/nhiem-vu?q=thua+dat")
    lead.get_by_role("link", name=OLD).first.click()
    lead.get_by_role("link", name="Đề nghị đổi").click()
    lead.get_by_label("Tên nhiệm vụ").fill(NEW)
    lead.get_by_label("Vì sao cần đổi").fill("Phải ban hành mới có hiệu lực")
    lead.get_by_role("button", name="Gửi đề nghị").click()
    assigner.goto("/viec-cua-toi")
    assigner.get_by_role("link", name=OLD).first.click()
    expect(assigner.locator("#rewordings ins")).to_contain_text("Ban hành")
    assigner.get_by_role("button", name="Đồng ý đổi").click()
    expect(assigner.get_by_role("heading", name=NEW)).to_be_visible()
    lead.goto("/nhiem-vu?q=lap+danh+muc+du+lieu+thua+dat")
    expect(lead.locator("tbody")).to_contain_text(f"Tên cũ: {OLD}")
