"""The pages of the guide for officials, as the demonstration shows them: on a desk, on a phone, in English."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import papers

pytestmark = pytest.mark.browser

SignIn = Callable[[str], Page]
PICTURES = papers.ROOT / "docs" / "guide" / "images"
PHONE = {"width": 390, "height": 844}

#: picture → (account, way: the page, then links to follow by their words)
WALKS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "viec-cua-toi": ("dieuphoi", "/viec-cua-toi", ()),
    "nhiem-vu": ("dieuphoi", "/nhiem-vu", ()),
    "mot-nhiem-vu": ("btc", "/nhiem-vu", ("Hướng dẫn cơ chế chi cho nền tảng số dùng chung",)),
    "phan-viec": ("btc", "/nhiem-vu", ("Hướng dẫn cơ chế chi cho nền tảng số dùng chung", "Bộ Tài chính")),
    "de-nghi": (
        "dieuphoi",
        "/viec-cua-toi",
        ("Rà soát dữ liệu đất đai còn thiếu, xây dựng kế hoạch bổ sung >> nth=-1",),
    ),
    "tai-thoi-diem": ("lanhdao", "/nhiem-vu/tai-thoi-diem?on=2026-07-31&clock=16:00", ()),
    "lay-y-kien": ("dieuphoi", "/lay-y-kien", ()),
    "vuong-mac": ("dieuphoi", "/vuong-mac", ()),
    "canh-bao": ("vpcp", "/canh-bao", ()),
    "chi-tieu": ("dieuphoi", "/chi-tieu", ()),
    "mot-chi-tieu": ("dieuphoi", "/chi-tieu", ("Phủ sóng 5G cho người dân",)),
    "tung-don-vi": ("dieuphoi", "/chi-tieu", ("Tỉ lệ sử dụng dịch vụ công trực tuyến", "12 đơn vị")),
    "tong-quan-chi-tieu": ("lanhdao", "/chi-tieu/tong-quan", ()),
    "so-lieu-cua-toi": ("hanoi", "/chi-tieu/so-lieu-cua-toi", ()),
    "chuong-trinh": ("dieuphoi", "/chuong-trinh", ()),
    "kinh-phi": ("lanhdao", "/kinh-phi", ()),
    "ke-hoach": ("btc", "/ke-hoach", ("Bộ Tài chính >> nth=-1",)),
}


@pytest.mark.parametrize("name", WALKS)
def test_a_page_of_the_guide_reads_well_on_a_desk_a_phone_and_in_english(sign_in: SignIn, name: str) -> None:
    username, start, links = WALKS[name]
    page = sign_in(username)
    answer = page.goto(start)
    assert answer is not None and answer.status == 200
    for link in links:
        words, _, nth = link.partition(" >> nth=")
        page.get_by_role("link", name=words).nth(int(nth or 0)).click()
    expect(page.locator("h1")).to_be_visible()
    if os.environ.get("PICTURES"):
        PICTURES.mkdir(exist_ok=True, parents=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)

    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
