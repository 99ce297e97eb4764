import re
import time
from dataclasses import replace

import pypdfium2
import pytest

from giamsat.paper import Appendix, Heading, Paragraph, Table, pdf
from tests.paper.hostile import HOSTILE, SHOWN
from tests.paper.samples import HEADER, ROWS, letter, report


def pages(sheet):
    document = pypdfium2.PdfDocument(pdf(sheet))
    try:
        return [read(page) for page in document]
    finally:
        document.close()


def read(page):
    text = page.get_textpage()
    try:
        return text.get_text_range()
    finally:
        text.close()
        page.close()


def squeezed(text):
    return "".join(text.split())


def test_page_numbers_begin_on_page_two_and_anew_in_appendices():
    firsts = [page.split("\r\n")[0] for page in pages(report())]

    assert firsts == [
        "BỘ KHOA HỌC VÀ CÔNG NGHỆ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "2",
        "Phụ lục I",
        "2",
        "Phụ lục II",
    ]


def test_letterhead_and_ending_say_what_they_must():
    (page,) = pages(letter())

    said = [" ".join(line.split()) for line in page.splitlines()]
    assert said[:6] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH TUYÊN QUANG",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: /SKHCN-KHTC",
    ]
    assert said[-4:] == ["- UBND tỉnh (để báo cáo);", "- Lưu: VT, KHTC.", "GIÁM ĐỐC", "Trần Thị Thu Hà"]


@pytest.mark.parametrize("sheet", [report(), letter()], ids=["bao_cao", "cong_van"])
def test_equal_sheets_make_equal_bytes(sheet):
    assert pdf(sheet) == pdf(replace(sheet))


def test_file_is_pdf_a_with_title_language_and_the_shipped_font_only():
    made = pdf(report())

    document = pypdfium2.PdfDocument(made)
    title = document.get_metadata_dict()["Title"]
    document.close()
    assert title == f"BÁO CÁO {report().subject}"
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in made
    assert b"/Lang(vi-VN)" in made
    assert set(re.findall(rb"/FontName/\w+\+(\w+)", made)) == {b"LiberationSerif"}


def test_hostile_text_comes_through_verbatim():
    sheet = replace(
        letter(),
        body=(*map(Paragraph, HOSTILE), *(Heading(2, text) for text in HOSTILE), Table(HOSTILE[:4], (HOSTILE[4:8],))),
    )

    said = squeezed("".join(pages(sheet)))

    for text in SHOWN:
        assert said.count(squeezed(text)) >= 2, text


def test_letters_the_font_lacks_become_boxes():
    (page,) = pages(replace(letter(), body=(Paragraph("Đạt ✓ 😀"),)))

    assert "Đạt □ □" in page


def test_two_thousand_rows_are_set_in_seconds():
    annex = Appendix("Danh mục", (Table(HEADER, tuple(ROWS[n % 3] for n in range(2000))),), landscape=True)

    started = time.process_time()
    pdf(replace(report(), appendices=(annex,)))

    assert time.process_time() - started < 20
