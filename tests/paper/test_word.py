import io
import time
import zipfile
from dataclasses import replace
from xml.etree import ElementTree

import docx as reader
import pytest

from giamsat.paper import Appendix, Paragraph, Table, docx
from tests.paper.hostile import HOSTILE, SHOWN
from tests.paper.samples import HEADER, ROWS, letter, report

SHEETS = {"bao_cao": report(), "cong_van": letter()}


def opened(sheet):
    return reader.Document(io.BytesIO(docx(sheet)))


def texts(document):
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in (*document.paragraphs, *(line for cell in cells for line in cell.paragraphs))]


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_every_page_has_the_margins_of_the_decree(sheet):
    for section in opened(sheet).sections:
        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        short, long = sorted((section.page_width, section.page_height))

        assert [round(side.mm) for side in sides] == [20, 20, 30, 15]
        assert (round(short.mm), round(long.mm)) == (210, 297)


def test_sizes_and_weights_follow_the_layout():
    styles = opened(report()).styles

    found = {
        name: (styles[name].font.size.pt, bool(styles[name].font.bold), bool(styles[name].font.italic))
        for name in ("Quốc hiệu", "Tiêu ngữ", "Nội dung", "Nơi nhận", "Nơi nhận dòng", "Địa danh ngày tháng")
    }

    assert found == {
        "Quốc hiệu": (12, True, False),
        "Tiêu ngữ": (13, True, False),
        "Nội dung": (14, False, False),
        "Nơi nhận": (12, True, True),
        "Nơi nhận dòng": (11, False, False),
        "Địa danh ngày tháng": (13, False, True),
    }


def test_appendices_lie_in_sections_counted_from_one():
    sections = opened(report()).sections

    assert [section.orientation for section in sections] == [0, 1, 0]
    assert [section.different_first_page_header_footer for section in sections] == [True] * 3


def test_header_row_returns_on_every_page():
    heads = [table for table in opened(report()).tables if table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")]

    assert [table.rows[0].cells[0].text for table in heads] == ["TT"] * 3


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_equal_sheets_make_equal_bytes(sheet):
    assert docx(sheet) == docx(replace(sheet))


@pytest.mark.parametrize("sheet", SHEETS.values(), ids=SHEETS)
def test_parts_are_well_formed_and_name_no_other_font(sheet):
    with zipfile.ZipFile(io.BytesIO(docx(sheet))) as package:
        parts = {name: ElementTree.fromstring(package.read(name)) for name in package.namelist()}
        styles = package.read("word/styles.xml").decode()

    assert len(parts) == 8
    assert styles.count("w:rFonts") == styles.count('w:ascii="Times New Roman"') == 1


def test_hostile_text_comes_through_verbatim():
    sheet = replace(
        letter(),
        body=(*map(Paragraph, HOSTILE), Table(HOSTILE, (HOSTILE,))),
        addressees=HOSTILE,
        recipients=(*HOSTILE, "Lưu: VT"),
    )

    found = texts(opened(sheet))

    assert [found.count(text) for text in SHOWN] == [3] * len(SHOWN)


def test_two_thousand_rows_take_no_time():
    annex = Appendix("Danh mục", (Table(HEADER, tuple(ROWS[n % 3] for n in range(2000))),))
    sheet = replace(report(), appendices=(annex,))

    started = time.process_time()
    document = opened(sheet)
    took = time.process_time() - started

    assert len(document.tables[-1]._tbl.tr_lst) == 2001
    assert took < 5
