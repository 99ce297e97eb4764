"""001 in a browser: plans are asked for by 15h00, written, sent back, agreed, consolidated, decided on, carried out."""

import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from giamsat import paper
from giamsat.timetable import VIETNAM

pytestmark = pytest.mark.browser

SignIn = Callable[[str], Page]
TITLE = "Xây dựng kế hoạch theo hướng dẫn"
TASK = "Ban hành danh mục giá dịch vụ công dùng chung"
COMPONENT = "Tỷ lệ thủ tục có giá trong danh mục"


def test_from_the_request_for_plans_to_tasks_and_targets(sign_in: SignIn, tmp_path: Path) -> None:
    year = datetime.now(VIETNAM).year
    standing, unit = sign_in("dieuphoi"), sign_in("hanoi")

    board = ask(standing, year)
    write(unit, year)
    hand_in(unit, tmp_path)
    send_back(standing, board)
    answer_and_hand_in_again(unit, tmp_path)
    agree(standing, board)
    issued = consolidate(standing, sign_in("btkhcn"), board)
    carry_out(standing, issued, tmp_path)
    look_at_what_was_made(unit)


def ask(page: Page, year: int) -> str:
    """A round like the one of 001: plans by 15h00 of a day, the .docx with them; its address."""
    page.goto("/dot-bao-cao/moi")
    page.get_by_label("Tên đợt báo cáo").fill(TITLE)
    page.get_by_label("Đề cương").fill("Văn bản đề xuất kế hoạch [tùy chọn]")
    page.get_by_label("Cách tính").select_option(value="before")
    page.get_by_label("Ngày", exact=True).fill((datetime.now(VIETNAM).date() + timedelta(days=9)).isoformat())
    page.get_by_label("Giờ").fill("15:00:00")
    page.get_by_label("Cơ quan khác").select_option(label=["Thành phố Hà Nội", "Bộ Công an"])
    page.get_by_label("Chỉ tệp .docx").check()
    page.get_by_label("Yêu cầu xây dựng kế hoạch thực hiện chỉ tiêu").check()
    page.get_by_label("Năm kế hoạch").fill(str(year))
    page.get_by_label("Giai đoạn đến năm").fill(str(year + 4))
    page.get_by_role("button", name="Lưu dự thảo").click()
    page.get_by_role("button", name=re.compile("Mở đợt, giao cho 2 cơ quan")).click()
    expect(page.get_by_text("Trước 15h00 ngày").first).to_be_visible()
    return page.url


def write(page: Page, year: int) -> None:
    """The reporter finds what is owed, begins a plan filled from what is assigned, and writes it line by line."""
    page.goto("/viec-cua-toi")
    page.get_by_role("link", name=TITLE).click()
    begin, go_on = (
        page.get_by_role("button", name="Bắt đầu soạn kế hoạch"),
        page.get_by_role("link", name="Soạn kế hoạch"),
    )
    begin.or_(go_on).click()
    expect(page.get_by_role("heading", name="Mục tiêu", exact=True)).to_be_visible()
    for link in page.locator("#goals a", has_text="Sửa").all():
        goals = page.context.new_page()
        goals.goto(str(link.get_attribute("href")))
        goals.get_by_label("Giá trị").nth(0).fill("82,5")
        goals.get_by_label("Giá trị").nth(1).fill("100")
        goals.get_by_role("button", name="Lưu vào kế hoạch").click()
        expect(goals.locator("#goals")).to_contain_text("≥ 82,5")
        goals.close()
    page.reload()
    page.get_by_role("link", name="Thêm nhiệm vụ, giải pháp").click()
    page.get_by_label("Nhiệm vụ, giải pháp").fill(TASK)
    page.get_by_label("Phục vụ chỉ tiêu").select_option(index=1)
    page.get_by_label("Ngày", exact=True).fill(f"{year + 1}-06-30")
    page.get_by_role("button", name="Lưu vào kế hoạch").click()
    expect(page.locator("#measures")).to_contain_text(TASK)
    page.get_by_role("link", name="Thêm chỉ tiêu thành phần").click()
    page.get_by_label("Chỉ tiêu thành phần").fill(COMPONENT)
    page.get_by_label("Đơn vị tính").fill("%")
    page.get_by_label(f"Giá trị năm {year}", exact=False).fill("40")
    page.get_by_label("Phương pháp tính").fill("Số thủ tục có giá chia tổng số thủ tục.")
    page.get_by_label("Cách đo lường, đánh giá kết quả").fill("Đếm trên cổng dịch vụ công mỗi tháng.")
    page.get_by_role("button", name="Lưu vào kế hoạch").click()
    expect(page.locator("#components")).to_contain_text(COMPONENT)
    page.locator("#mechanism").get_by_role("link", name="Sửa").click()
    page.get_by_label("Cơ chế tổ chức thực hiện").fill("Lãnh đạo Ủy ban chỉ đạo, giao ban hằng tháng.")
    page.get_by_role("button", name="Lưu vào kế hoạch").click()
    expect(page.locator("#lacks-title + ul")).to_contain_text("sản phẩm")
    page.locator("#measures").get_by_role("link", name=re.compile(TASK)).click()
    page.get_by_label("Sản phẩm").fill("Quyết định ban hành danh mục")
    page.get_by_role("button", name="Lưu vào kế hoạch").click()


def hand_in(page: Page, folder: Path) -> None:
    """The plan is taken out as .docx, attached as such, and handed in."""
    with page.expect_download() as download:
        page.get_by_role("link", name="DOCX").click()
    file = folder / "ke-hoach.docx"
    download.value.save_as(file)
    page.get_by_role("link", name=f"Sang trang nộp: {TITLE}").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Tải tệp lên").click()
    expect(page.get_by_role("link", name="ke-hoach.docx")).to_be_visible()
    page.get_by_role("button", name="Nộp báo cáo").click()
    expect(page.get_by_text("Kế hoạch thực hiện chỉ tiêu, bản").first).to_be_visible()


def open_plan(page: Page, board: str) -> None:
    page.goto(board)
    page.get_by_role("link", name="Kế hoạch của các cơ quan").click()
    page.get_by_role("row", name=re.compile("Thành phố Hà Nội")).get_by_role("link", name=re.compile("Bản")).click()


def send_back(page: Page, board: str) -> None:
    """The standing agency remarks beside one line and sends the plan back."""
    open_plan(page, board)
    line = page.locator("#measures li").filter(has_text=TASK)
    line.get_by_text("Nhận xét", exact=True).click()
    line.get_by_role("textbox").fill("Đề nghị hoàn thành sớm hơn sáu tháng")
    line.get_by_role("button", name="Ghi nhận xét").click()
    expect(page.locator("#measures")).to_contain_text("Đề nghị hoàn thành sớm hơn sáu tháng")
    page.get_by_text("Trả lại kèm nhận xét", exact=True).first.click()
    page.get_by_label("Vì sao trả lại?").fill("Xem nhận xét tại từng mục")
    page.get_by_role("button", name="Trả lại kèm nhận xét").click()
    expect(page.get_by_text("Đã trả lại báo cáo để bổ sung.")).to_be_visible()


def answer_and_hand_in_again(page: Page, folder: Path) -> None:
    """The unit sees the remark beside the line in the next version, answers, mends, hands in."""
    page.goto("/viec-cua-toi")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("button", name="Soạn bản tiếp theo").click()
    for question in page.get_by_label("Đã sửa thế nào, hoặc vì sao giữ nguyên?").all():
        if question.input_value() == "":
            page.get_by_label("Đã sửa thế nào, hoặc vì sao giữ nguyên?").first.fill("Đã rút ngắn còn sáu tháng.")
            page.get_by_role("button", name="Ghi trả lời").first.click()
    expect(page.locator("#measures")).to_contain_text("Đã rút ngắn còn sáu tháng.")
    page.locator("#measures").get_by_role("link", name=re.compile(TASK)).click()
    day = datetime.now(VIETNAM).date() + timedelta(days=180)
    page.get_by_label("Ngày", exact=True).fill(day.isoformat())
    page.get_by_role("button", name="Lưu vào kế hoạch").click()
    page.get_by_role("link", name=re.compile("So với bản")).click()
    expect(page.get_by_role("row", name=re.compile(TASK))).to_contain_text("Thời hạn")
    page.go_back()
    hand_in(page, folder)


def agree(page: Page, board: str) -> None:
    open_plan(page, board)
    page.get_by_role("button", name="Thống nhất").click()
    expect(page.get_by_text("Đã thống nhất kế hoạch.")).to_be_visible()


def consolidate(page: Page, minister: Page, board: str) -> str:
    """The master plan names who is silent and what does not fit; the head issues it; its address."""
    page.goto(board)
    page.get_by_role("link", name="Kế hoạch của các cơ quan").click()
    page.get_by_role("button", name="Lập Kế hoạch tổng thể").click()
    expect(page.get_by_text("Bộ Công an").first).to_be_visible()
    expect(page.get_by_text(TASK).first).to_be_visible()
    minister.goto(page.url)
    minister.get_by_role("button", name="Ban hành").click()
    expect(minister.get_by_text("Đã ban hành").first).to_be_visible()
    return page.url


def decision(folder: Path) -> Path:
    """A decision that approves the plan and repeats its task, as it comes in."""
    sheet = paper.Sheet(
        kind="quyet_dinh",
        agency="Thủ tướng Chính phủ",
        symbol="QĐ-TTg",
        number=812,
        place="Hà Nội",
        issued_on=datetime.now(VIETNAM).date(),
        subject="Phê duyệt Kế hoạch tổng thể thực hiện các chỉ tiêu",
        body=(paper.Paragraph("Phê duyệt Kế hoạch tổng thể kèm theo Quyết định này."), paper.Paragraph(f"{TASK}.")),
        recipients=("Như trên", "Lưu: VT"),
        signer=paper.Signer(("THỦ TƯỚNG",), "Nguyễn Văn Mẫu"),
    )
    file = folder / "quyet-dinh.docx"
    file.write_bytes(paper.docx(sheet))
    return file


def carry_out(page: Page, issued: str, folder: Path) -> None:
    """The decision is taken in; its items become tasks, targets and goals at one click."""
    page.goto("/van-ban/nhan")
    page.locator("input[type=file]").set_input_files(decision(folder))
    page.get_by_role("button", name="Nhận và đọc").click()
    for _ in range(20):
        if page.get_by_text("812/QĐ-TTg").count():
            break
        time.sleep(1)
        page.reload()
    page.goto(issued)
    page.get_by_role("link", name="Thực hiện theo quyết định").click()
    paper_field = page.get_by_label("Văn bản quyết định")
    option = paper_field.locator("option", has_text="812/QĐ-TTg").get_attribute("value")
    paper_field.select_option(value=option)
    expect(page.get_by_label(TASK)).to_be_checked()
    page.get_by_role("button", name="Lập nhiệm vụ, chỉ tiêu và mục tiêu").click()
    expect(page.get_by_text("Đã thực hiện theo 812/QĐ-TTg.")).to_be_visible()
    expect(page.get_by_text(COMPONENT)).to_be_visible()
    page.get_by_role("link", name=re.compile(TASK)).click()
    expect(page.get_by_text("812/QĐ-TTg").first).to_be_visible()


def look_at_what_was_made(page: Page) -> None:
    """The agency has the task in its hands, with product and day, and nothing was typed again."""
    page.goto("/nhiem-vu")
    page.get_by_role("link", name=re.compile(TASK)).first.click()
    expect(page.get_by_text("Quyết định ban hành danh mục").first).to_be_visible()
