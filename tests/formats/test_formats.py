"""Every format, by files that real programs wrote: the same notice gives the same orders."""

from collections.abc import Callable
from typing import Any

import pytest

import vanban
from giamsat.people.actions import SEED
from tests.formats import made
from vanban import old_encodings


@pytest.fixture(scope="module")
def table() -> vanban.AgencyTable:
    return vanban.AgencyTable.from_csv(SEED / "agencies.csv")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The notice as PDF, by LibreOffice."""
    return made.converted(made.saved(made.word()), "pdf")


def orders(reading: vanban.Reading) -> list[tuple[str, list[str], str]]:
    found: list[dict[str, Any]] = reading.as_json()["assignments"]
    return [(one["path"], one["lead"], one["deadlines"][0]["on"]) for one in found]


@pytest.mark.parametrize(
    "make",
    [lambda: made.saved(made.word()), made.numbered, made.tracked, made.boxed, made.old_font],
    ids=["plain", "list numbers", "tracked changes", "text box", "TCVN3 font"],
)
def test_word_files_are_read_as_they_look(make: Callable[[], bytes], table: vanban.AgencyTable) -> None:
    reading = vanban.read(make(), agencies=table)

    assert orders(reading) == made.ORDERS
    assert (reading.letterhead.number, reading.letterhead.symbol) == ("871", "TB-VPCP")


@pytest.mark.parametrize("kind", ["doc", "rtf", "odt", "pdf"])
def test_files_saved_by_libreoffice_are_read(kind: str, table: vanban.AgencyTable) -> None:
    source = made.converted(made.saved(made.word()), kind)

    reading = vanban.read(source, agencies=table, name="sai-ten.txt")

    assert (reading.media_kind, orders(reading)) == (kind, made.ORDERS)


@pytest.mark.parametrize(
    ("turned", "stamped", "kind"),
    [(0, False, "PNG"), (1.4, False, "JPEG"), (-2.2, False, "PNG"), (0.7, True, "JPEG"), (0, False, "PDF")],
)
def test_scans_are_recognised_askew_and_under_a_red_seal(
    turned: float, stamped: bool, kind: str, pdf: bytes, table: vanban.AgencyTable
) -> None:
    scan = made.picture(made.scanned(pdf, turned=turned, stamped=stamped), kind)

    reading = vanban.read(scan, agencies=table)

    assert orders(reading) == made.ORDERS
    assert (reading.letterhead.number, reading.letterhead.symbol) == ("871", "TB-VPCP")


@pytest.mark.parametrize("enclosed", ["docx", "pdf"])
def test_a_message_is_read_by_its_enclosure(enclosed: str, pdf: bytes, table: vanban.AgencyTable) -> None:
    source = made.mail(pdf if enclosed == "pdf" else made.saved(made.word()))

    reading = vanban.read(source, agencies=table)

    assert (reading.media_kind, orders(reading)) == ("eml", made.ORDERS)


def test_a_message_without_a_document_is_read_by_its_words() -> None:
    message = b"From: a@vi-du.vn\nTo: b@vi-du.vn\nSubject: x\n\nKinh gui quy co quan, xin nhac lich hop.\n"

    assert "xin nhac lich hop" in vanban.read(message).text


def test_a_secret_enclosure_refuses_the_whole_message() -> None:
    with pytest.raises(vanban.Unreadable) as refusal:
        vanban.read(made.mail("BỘ THỬ\n\nMẬT\n\nSố: 1/BT-VP\n\nNội dung.".encode()))

    assert refusal.value.code == "secret"


def test_a_workbook_is_read_row_by_row(table: vanban.AgencyTable) -> None:
    head = ["TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn"]
    rows = [
        ["1", "Xây dựng kho dữ liệu giá", "Bộ Tài chính", "Bộ Công Thương", "6/2026"],
        ["2", "Công bố danh mục dữ liệu mở", "Bộ Y tế", "", "Quý III/2026"],
    ]

    reading = vanban.read(made.workbook([head, *rows]), agencies=table)

    found = [(one["lead"], one["deadlines"][0]["on"]) for one in reading.as_json()["assignments"]]
    assert found == [(["Bộ Tài chính"], "2026-06-30"), (["Bộ Y tế"], "2026-09-30")]


TEXT = "\n\n".join(made.LINES)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1258", "tcvn3", "vni", "nfd"])
def test_text_in_old_and_new_encodings_is_read(encoding: str, table: vanban.AgencyTable) -> None:
    reading = vanban.read(encoded(TEXT, encoding), agencies=table)

    assert orders(reading) == made.ORDERS


def encoded(text: str, encoding: str) -> bytes:
    """The text as old programs stored it."""
    import unicodedata

    if encoding == "nfd":
        return unicodedata.normalize("NFD", text).encode()
    if encoding == "tcvn3":
        back = {letter: code for code, letter in old_encodings.TCVN3.items()}
        # Capitals with tones had fonts of their own and were stored as small letters.
        return "".join(back.get(c, back.get(c.lower(), c)) for c in text).encode("latin-1")
    if encoding == "vni":
        return in_vni(text).encode("latin-1")
    if encoding == "cp1258":
        return as_1258(text)
    if encoding == "utf-16-be":
        return b"\xfe\xff" + text.encode("utf-16-be")
    return text.encode(encoding)


def in_vni(text: str) -> str:
    import unicodedata

    marks = {shape: mark for mark, shape in old_encodings._VNI_MARKS.items()}
    alone = {letter: code for code, letter in old_encodings._VNI_ALONE.items()}
    out = []
    for c in text:
        small = c.lower()
        if small in alone:
            out.append(alone[small].upper() if c.isupper() else alone[small])
            continue
        base, shape = (lambda d: (d[0], d[1:]))(unicodedata.normalize("NFD", small))
        if "\u031b" in shape:
            base, shape = {"o": "ô", "u": "ö"}[base], shape.replace("\u031b", "")
        shape = "".join(sorted(shape, key=lambda mark: mark not in "\u0302\u0306"))
        made_letter = base + (marks[shape] if shape else "")
        out.append(made_letter.upper() if c.isupper() else made_letter)
    return "".join(out)


def as_1258(text: str) -> bytes:
    """Windows-1258: letters with their shape, tones as combining marks."""
    import unicodedata

    tones = "\u0300\u0301\u0303\u0309\u0323"
    out = []
    for c in text:
        parts = unicodedata.normalize("NFD", c)
        shape = unicodedata.normalize("NFC", "".join(p for p in parts if p not in tones))
        out.append(shape + "".join(p for p in parts if p in tones))
    return "".join(out).encode("cp1258")


def test_a_missing_program_is_named_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    scan = made.picture(made.scanned(pdf), "PNG")

    with pytest.raises(vanban.Unreadable, match="apt install tesseract-ocr tesseract-ocr-vie"):
        vanban.read(scan)
