"""The whole loop in a browser: a paper comes in, a consolidated official paper goes out."""

import os
import re
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Download, Locator, Page, expect

from giamsat.timetable import VIETNAM
from tests.installation import Installation
from tests.journeys import papers

pytestmark = pytest.mark.browser

SignIn = Callable[[str], Page]
PICTURES = papers.ROOT / "docs" / "images"
CHECKER = papers.SHARED / "tools" / "check_decree30.py"
LIVE = 5_000  # milliseconds within which another browser sees a change
SECONDS_TO_DUE = 45


def test_from_a_paper_that_comes_in_to_a_paper_that_goes_out(
    sign_in: SignIn, installation: Installation, tmp_path: Path
) -> None:
    files = papers.write(tmp_path, datetime.now(VIETNAM).date())
    coordinator = sign_in("dieuphoi")

    for name in ("docx", "pdf"):
        take_in(coordinator, files[name])
        expect(coordinator.locator(".finding")).to_have_count(6)
    take_in(coordinator, files["txt"])
    review_and_issue(coordinator)
    report_progress(sign_in("btc"), sign_in("btbtc"), files["pdf"])
    board = ask_for_reports(coordinator)
    hand_in_on_time_and_late(sign_in("btc"), sign_in("bnnmt"), board, sign_in("vpcp"), files)
    consolidate(coordinator, sign_in("btkhcn"), board, tmp_path)
    look_as_leader(sign_in("lanhdao"))
    check_journal(installation)


def take_in(page: Page, file: Path) -> None:
    """Upload a paper and wait until it has been read."""
    page.goto("/van-ban/nhan")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Nhận và đọc").click()
    expect(page.locator(".finding").first).to_be_visible(timeout=20_000)


def finding(page: Page, path: str) -> Locator:
    return page.locator(".finding").filter(has=page.get_by_text(f"Điểm {path}", exact=True))


def review_and_issue(page: Page) -> None:
    """Paper on one side, what was read beside it: confirm two, correct one, refuse one, issue under 57-NQ/TW."""
    expect(page.locator("mark").first).to_be_visible()
    expect(finding(page, "1.b")).to_contain_text("Bộ Công an")
    picture(page, "review")
    finding(page, "1.b").get_by_role("button", name="Xác nhận").click()
    expect(finding(page, "1.b")).to_contain_text("Đã xác nhận")
    finding(page, "4.a").get_by_role("link", name="Sửa").click()
    for group in ("Các bộ, cơ quan ngang bộ", "UBND các tỉnh, thành phố"):
        page.get_by_label("Chủ trì theo nhóm").get_by_label(group).check()
    page.get_by_role("button", name="Xác nhận như đã sửa").click()
    expect(finding(page, "4.a")).to_contain_text("Đã xác nhận")
    finding(page, "2").get_by_role("link", name="Sửa").click()
    page.get_by_label("Sản phẩm").fill("Văn bản hướng dẫn kinh phí")
    page.get_by_role("button", name="Xác nhận như đã sửa").click()
    expect(finding(page, "2")).to_contain_text("Văn bản hướng dẫn kinh phí")
    finding(page, "1.c").get_by_text("Từ chối", exact=True).click()
    finding(page, "1.c").get_by_role("textbox").fill("Đã có nhiệm vụ khác về việc này")
    finding(page, "1.c").get_by_role("button", name="Từ chối việc này").click()
    expect(finding(page, "1.c")).to_contain_text("Đã có nhiệm vụ khác về việc này")
    page.get_by_role("button", name=re.compile("Giao 3 nhiệm vụ")).click()
    expect(page.get_by_role("heading", name="Nhiệm vụ đã giao từ văn bản này")).to_be_visible()


def report_progress(reporter: Page, head: Page, evidence: Path) -> None:
    """The reporter finds the task by what is due, says how it stands once; the head approves."""
    reporter.goto("/viec-cua-toi")
    rows = reporter.locator("li.todo a.what")
    expect(rows.first).to_be_visible()
    picture(reporter, "inbox")
    reporter.get_by_role("link", name=re.compile("hướng dẫn")).last.click()
    expect(reporter.get_by_text("Văn bản hướng dẫn kinh phí")).to_be_visible()
    reporter.get_by_role("link", name="Cập nhật tiến độ").first.click()
    reporter.get_by_label("Kết quả đã làm được").fill("Đã có dự thảo, lấy ý kiến xong.")
    reporter.get_by_label("Tệp minh chứng").set_input_files(evidence)
    reporter.get_by_label("Khó khăn, vướng mắc").fill("Chưa có định mức chi cho dữ liệu dùng chung")
    reporter.get_by_label("Nguyên nhân").select_option(label="Chủ quan")
    reporter.get_by_label("Vượt thẩm quyền của đơn vị").check()
    reporter.get_by_label("Kiến nghị").fill("Cho áp dụng định mức tạm thời")
    reporter.get_by_role("button", name="Gửi duyệt").click()
    expect(reporter.get_by_text("cam kết ngày hoàn thành mới").first).to_be_visible()
    expect(reporter.get_by_label("Kết quả đã làm được")).to_have_value("Đã có dự thảo, lấy ý kiến xong.")
    promised = datetime.now(VIETNAM).date() + timedelta(days=14)
    reporter.get_by_label("Cam kết hoàn thành ngày").fill(promised.isoformat())
    reporter.get_by_label("Nội dung cam kết").fill("Ban hành hướng dẫn")
    reporter.get_by_label("Tệp minh chứng").set_input_files(evidence)
    reporter.get_by_role("button", name="Gửi duyệt").click()
    expect(reporter.locator("#updates")).to_contain_text("Chờ duyệt")
    head.goto(reporter.url)
    head.get_by_role("button", name="Duyệt", exact=True).click()
    expect(head.locator("#updates")).to_contain_text("Đã duyệt")
    reporter.reload()
    expect(reporter.get_by_text("Đang thực hiện").first).to_be_visible()


def ask_for_reports(page: Page) -> str:
    """A round like 152/BKHCN-VP, due seconds from now on the real clock; its address."""
    page.goto("/dot-bao-cao/moi")
    due = datetime.now(VIETNAM) + timedelta(seconds=SECONDS_TO_DUE)
    page.get_by_label("Tên đợt báo cáo").fill("Báo cáo đột xuất phục vụ phiên họp")
    page.get_by_label("Văn bản yêu cầu báo cáo").fill("152/BKHCN-VP")
    page.get_by_label("Đầu mối cho cơ quan Trung ương").fill("Văn phòng Bộ")
    page.get_by_label("Cách tính").select_option(value="before")
    page.get_by_label("Ngày", exact=True).fill(due.date().isoformat())
    page.get_by_label("Giờ").fill(f"{due:%H:%M:%S}")
    names = ["Bộ Tài chính", "Bộ Nông nghiệp và Môi trường", "Bộ Công an", "Thành phố Hà Nội"]
    page.get_by_label("Cơ quan khác").select_option(label=names)
    page.get_by_role("button", name=re.compile("Lưu|Soạn|dự thảo")).first.click()
    page.get_by_role("button", name=re.compile("Mở đợt, giao cho 4 cơ quan")).click()
    expect(page.get_by_text("0/4 cơ quan đã báo cáo")).to_be_visible()
    return page.url


def write_report(page: Page, files: dict[str, Path]) -> None:
    """Fill the outline and attach the signed copy and the .docx."""
    page.goto("/viec-cua-toi")
    page.get_by_role("link", name="Báo cáo đột xuất phục vụ phiên họp").click()
    for name in ("pdf", "docx"):
        page.locator("input[type=file]").set_input_files(files[name])
        page.get_by_role("button", name="Tải tệp lên").click()
        expect(page.get_by_role("link", name=f"thong-bao.{name}")).to_be_visible()
    for area in page.locator("#draft textarea").all():
        area.fill("Đã thực hiện theo kế hoạch.")


def hand_in_on_time_and_late(
    first: Page, second: Page, board_address: str, watcher: Page, files: dict[str, Path]
) -> None:
    """One agency hands in in time, one a moment too late; another browser sees each within five seconds."""
    watcher.goto(board_address)
    write_report(first, files)
    first.get_by_role("button", name="Nộp báo cáo").click()
    expect(first.get_by_role("heading", name="Giấy biên nhận")).to_be_visible()
    expect(first.locator(".receipt")).to_contain_text("đúng hạn")
    expect(watcher.get_by_text("1/4 cơ quan đã báo cáo")).to_be_visible(timeout=LIVE)
    write_report(second, files)
    late_from = last_second(second) + timedelta(seconds=1)
    time.sleep(max(0.0, (late_from - datetime.now(VIETNAM)).total_seconds()))
    second.get_by_role("button", name="Nộp báo cáo").click()
    expect(second.locator(".receipt")).to_contain_text(re.compile(r"muộn (chưa đầy một giây|\d+ giây)"))
    expect(watcher.get_by_text("2/4 cơ quan đã báo cáo")).to_be_visible(timeout=LIVE)
    expect(watcher.locator("#board")).to_contain_text("Quá hạn, chưa báo cáo")
    picture(watcher, "board")


def last_second(page: Page) -> datetime:
    """The last second in time, as the page states it."""
    said = page.locator(".deadline").inner_text()
    found = re.search(r"là (\d\d:\d\d:\d\d) ngày (\d\d/\d\d/\d{4})", said)
    assert found, said
    return datetime.strptime(" ".join(found.groups()), "%H:%M:%S %d/%m/%Y").replace(tzinfo=VIETNAM)


def consolidate(coordinator: Page, minister: Page, board: str, folder: Path) -> None:
    """Compose, reword a sentence, download both papers, have the head issue it."""
    coordinator.goto(board)
    coordinator.get_by_role("button", name="Lập báo cáo tổng hợp").click()
    preview = coordinator.locator(".sheet")
    for named in ("Bộ Công an", "Thành phố Hà Nội", "Chưa có định mức chi cho dữ liệu dùng chung", "Nguyễn Văn Thử"):
        expect(preview).to_contain_text(named)
    proposal = coordinator.locator("#section-proposal")
    proposal.locator("summary").click()
    proposal.get_by_role("textbox").fill("Kính đề nghị Thủ tướng Chính phủ phê bình đơn vị chưa báo cáo.")
    proposal.get_by_role("button", name="Ghi đoạn này").click()
    expect(preview).to_contain_text("phê bình đơn vị chưa báo cáo")
    picture(coordinator, "compilation")
    minister.goto(coordinator.url)
    minister.get_by_role("button", name="Ban hành").click()
    expect(minister.get_by_text("Đã ban hành").first).to_be_visible()
    check_papers(download(minister, "DOCX", folder), download(minister, "PDF", folder))


def download(page: Page, name: str, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    file: Download = waiting.value
    path = folder / file.suggested_filename
    file.save_as(path)
    return path


def check_papers(docx: Path, pdf: Path) -> None:
    assert (docx.suffix, pdf.suffix, pdf.read_bytes()[:5]) == (".docx", ".pdf", b"%PDF-")
    if CHECKER.exists():
        checked = subprocess.run([sys.executable, str(CHECKER), str(docx)], capture_output=True, text=True, check=False)
        assert checked.returncode == 0, checked.stdout


def look_as_leader(page: Page) -> None:
    """From a number down to the sentence in the signed paper."""
    page.goto("/")
    expect(page.get_by_text("Chưa có định mức chi cho dữ liệu dùng chung")).to_be_visible()
    page.get_by_role("row", name=re.compile("^Bộ Tài chính")).locator("a.tone-red").click()
    page.get_by_role("link", name=re.compile("hướng dẫn")).last.click()
    expect(page.get_by_text("Bộ trưởng Nguyễn Văn Thử").first).to_be_visible()
    page.get_by_role("link", name="xem trong văn bản").first.click()
    expect(page.locator("mark").first).to_be_visible()
    expect(page).to_have_url(re.compile("#passage-"))


def check_journal(installation: Installation) -> None:
    """Every step left an entry, and the chains are whole."""
    assert installation.command("journal").returncode == 0
    with sqlite3.connect(installation.var / "giamsat.sqlite3") as database:
        done = {row[0] for row in database.execute("SELECT DISTINCT action FROM journal_entry")}
    assert {
        "files.stored", "document.received", "document.read", "assignments.proposed", "assignment.confirmed",
        "assignment.refused", "tasks.issued", "evidence.attached", "obstacle.noted", "obstacle.raised",
        "progress.submitted", "progress.approved", "duty.moved", "round.drafted", "round.opened",
        "report.file_attached", "report.handed_in", "compilation.composed", "compilation.edited",
        "document.issued", "compilation.issued",
    } <= done  # fmt: skip


def picture(page: Page, name: str) -> None:
    """A picture for the README, when asked for (`make pictures`)."""
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png")
