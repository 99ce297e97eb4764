"""A scan read page by page before one's eyes, its pages beside the findings, and a finding put right from the paper."""

import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import Page, expect

from tests.formats import made
from tests.installation import Installation

pytestmark = pytest.mark.browser

PAGES = 6
PATIENCE = 60_000  # milliseconds
KEPT = "Bản đang sửa giữ lúc"

#: selects the first place of some words in the paper, as a mouse would
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".sheet"), NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    const at = text.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(text, at, text, at + words.length);
    return true;
  }
  return false;
}"""


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The notice as PDF, by LibreOffice."""
    return made.converted(made.saved(made.word()), "pdf")


def taken_in(page: Page, content: bytes, name: str, folder: Path) -> None:
    file = folder / name
    file.write_bytes(content)
    page.goto("/van-ban/nhan")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Nhận và đọc").click()


def long_scan(pdf: bytes) -> bytes:
    """The notice as scan, then pages more."""
    first, more = made.scanned(pdf, turned=1.0, stamped=True), made.scanned(pdf).crop((0, 0, 1700, 500))
    out = io.BytesIO()
    first.save(out, "PDF", save_all=True, append_images=[more] * (PAGES - 1), resolution=200)
    return out.getvalue()


def test_a_scan_is_read_page_by_page_and_shown_as_pages(
    sign_in: Callable[[str], Page], pdf: bytes, tmp_path: Path
) -> None:
    page = sign_in("dieuphoi")
    taken_in(page, long_scan(pdf), "ban-quet.pdf", tmp_path)

    bar = page.get_by_role("progressbar", name=re.compile(rf"trang \d trên {PAGES}"))
    expect(bar).to_be_visible(timeout=PATIENCE)
    expect(page.locator(".finding").first).to_be_visible(timeout=PATIENCE)

    pages_are_loaded_as_they_come_into_sight(page)
    page_and_finding_follow_each_other(page)
    the_other_view_is_the_text(page)


def pages_are_loaded_as_they_come_into_sight(page: Page) -> None:
    pictures = page.locator(".pages img")
    expect(pictures).to_have_count(PAGES)
    expect(pictures.first).to_have_js_property("naturalWidth", 1355)
    box = pictures.first.bounding_box()
    assert box
    assert abs(box["height"] / box["width"] - 22 / 17) < 0.02


def test_of_a_long_paper_only_the_pages_looked_at_are_drawn(
    installation: Installation, sign_in: Callable[[str], Page], pdf: bytes, tmp_path: Path
) -> None:
    document = pdfium.PdfDocument.new()
    for _ in range(40):
        document.import_pages(pdfium.PdfDocument(pdf))
    out = io.BytesIO()
    document.save(out)
    page = sign_in("dieuphoi")
    taken_in(page, out.getvalue(), "dai.pdf", tmp_path)

    pictures = page.locator(".pages img")
    expect(pictures.first).to_have_js_property("complete", True, timeout=PATIENCE)
    sha256 = hashlib.sha256(out.getvalue()).hexdigest()
    drawn = list((installation.var / "pages" / sha256[:2] / sha256).glob("*.webp"))

    expect(pictures).to_have_count(40)
    assert 0 < len(drawn) < 20


def page_and_finding_follow_each_other(page: Page) -> None:
    page.locator(".pages a.passage[href='#finding-2']").first.click(position={"x": 40, "y": 8})
    expect(page.locator("#finding-2")).to_be_focused()
    expect(page.locator("#passage-2")).to_have_class(re.compile(r"\bon\b"))
    page.locator("#finding-1 h3").click()
    expect(page.locator("#passage-1")).to_have_class(re.compile(r"\bon\b"))
    expect(page.locator("#passage-1")).to_be_in_viewport()
    page.locator("#passage-2").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#finding-2")).to_be_focused()


def the_other_view_is_the_text(page: Page) -> None:
    page.get_by_role("link", name="Chữ đọc được").click()
    expect(page.locator(".pages")).to_have_count(0)
    expect(page.locator("mark#passage-1")).to_be_visible()
    page.locator("#finding-1").focus()
    page.keyboard.press("x")
    expect(page.locator("#finding-1.confirmed")).to_be_visible()
    expect(page.locator("mark#passage-1.confirmed")).to_be_visible()


@pytest.fixture
def correcting(sign_in: Callable[[str], Page], pdf: bytes, tmp_path: Path) -> Page:
    """The form that corrects the first finding of the notice that waits."""
    page = sign_in("dieuphoi")
    taken_in(page, pdf, "thong-bao.pdf", tmp_path)
    page.locator(".finding.proposed").first.get_by_role("link", name="Sửa").click(timeout=PATIENCE)
    expect(page.get_by_role("heading", name="Sửa việc")).to_be_visible()
    return page


def test_a_finding_is_put_right_from_the_paper(correcting: Page) -> None:
    what_is_typed_is_there_on_return(correcting)
    what_could_not_be_kept_is_said(correcting)
    words_are_chosen_by_keyboard(correcting)
    words_are_chosen_by_mouse(correcting)
    what_was_put_together_is_confirmed(correcting)


def what_is_typed_is_there_on_return(page: Page) -> None:
    page.get_by_label("Sản phẩm").fill("Bản hướng dẫn")
    expect(page.locator("#draft")).to_contain_text(KEPT)
    page.goto("/van-ban")
    page.go_back()
    page.reload()
    expect(page.get_by_label("Sản phẩm")).to_have_value("Bản hướng dẫn")
    page.get_by_role("button", name="Bỏ bản này").click()
    expect(page.get_by_label("Sản phẩm")).not_to_have_value("Bản hướng dẫn")
    expect(page.locator("#draft")).not_to_contain_text(KEPT)


def what_could_not_be_kept_is_said(page: Page) -> None:
    page.route("**/nhap", lambda route: route.fulfill(status=422, body=""))
    page.get_by_label("Sản phẩm").fill("Bản chưa giữ được")
    expect(page.locator("#draft")).to_contain_text("Chưa giữ được chữ vừa gõ")
    page.unroute("**/nhap")
    page.get_by_label("Sản phẩm").fill("Bản giữ được")
    expect(page.locator("#draft")).to_contain_text(KEPT)


def words_are_chosen_by_keyboard(page: Page) -> None:
    page.locator(".sheet").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("toolbar")).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("1")
    expect(page.get_by_label("Tên nhiệm vụ")).to_have_value(re.compile("^Bộ Tài chính xây"))
    expect(page.locator("#draft")).to_contain_text(KEPT)


def words_are_chosen_by_mouse(page: Page) -> None:
    assert page.evaluate(SELECT, "hướng dẫn kinh phí")
    page.get_by_role("toolbar").get_by_role("button", name="Sản phẩm").click()
    expect(page.get_by_label("Sản phẩm")).to_have_value("hướng dẫn kinh phí")
    page.get_by_label("Ngày", exact=False).first.fill("2027-01-01")
    assert page.evaluate(SELECT, "20 tháng 6 năm 2026")
    page.get_by_role("toolbar").get_by_role("button", name="Thời hạn").click()
    expect(page.locator("#taken")).to_have_text("Hiểu là: trước 20/06/2026.")
    expect(page.locator("[name=on]")).to_have_value("2026-06-20")
    expect(page.locator("[name=words]")).to_have_value("trước ngày 20 tháng 6 năm 2026")
    assert page.evaluate(SELECT, "Bộ Y tế")
    page.get_by_role("toolbar").get_by_role("button", name="Chủ trì").click()
    expect(page.locator("#taken")).to_have_text("Đã chọn: Bộ Y tế.")
    chosen = page.locator("[name=leads]").evaluate("list => [...list.selectedOptions].map(one => one.text)")
    assert chosen == ["Bộ Y tế"]


def what_was_put_together_is_confirmed(page: Page) -> None:
    page.get_by_role("button", name="Xác nhận như đã sửa").click()
    expect(page.locator("#finding-1.confirmed")).to_contain_text("Bộ Y tế")
    expect(page.locator("#finding-1")).to_contain_text("hướng dẫn kinh phí")


def test_keys_typed_into_the_form_stay_there(correcting: Page) -> None:
    assert correcting.evaluate(SELECT, "Bộ Y tế")
    product = correcting.get_by_label("Sản phẩm")
    product.fill("")
    product.press_sequentially("12345")

    expect(product).to_have_value("12345")


def test_without_a_script_the_form_is_kept_by_its_button(correcting: Page, sign_in: Callable[[str], Page]) -> None:
    browser = correcting.context.browser
    assert browser
    context = browser.new_context(java_script_enabled=False, storage_state=correcting.context.storage_state())
    page = context.new_page()
    page.goto(correcting.url)

    page.get_by_label("Sản phẩm").fill("Gõ không cần mã lệnh")
    page.get_by_role("button", name="Giữ bản đang sửa").click()

    expect(page.get_by_label("Sản phẩm")).to_have_value("Gõ không cần mã lệnh")
    expect(page.locator("#draft")).to_contain_text(KEPT)
    context.close()
