"""Files: the kind by content, what is refused and why, Word and PDF to the same assignments as plain text."""

import io
import zipfile

import docx
import pytest
import typst

from vanban import Unreadable, check, read, sniff

BODY = (
    "1. Bộ Nội vụ rà soát biên chế, báo cáo Thủ tướng Chính phủ trước ngày 15 tháng 7 năm 2026.",
    "2. Bộ Tài chính bố trí kinh phí trong quý III năm 2026.",
)


def _letterhead(document) -> None:  # type: ignore[no-untyped-def]
    table = document.add_table(rows=2, cols=2)
    table.cell(0, 0).text = "VĂN PHÒNG CHÍNH PHỦ"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc"
    table.cell(1, 0).text = "Số: 7300/TB-VPCP"
    table.cell(1, 1).text = "Hà Nội, ngày 02 tháng 6 năm 2026"
    document.add_paragraph("THÔNG BÁO")
    document.add_paragraph("Kết luận cuộc họp về biên chế")


def _saved(document) -> bytes:  # type: ignore[no-untyped-def]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _word(*paragraphs: str) -> bytes:
    document = docx.Document()
    _letterhead(document)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return _saved(document)


def _zip(**entries: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _code(source: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        read(source)
    assert refusal.value.text_vi
    assert refusal.value.text_en
    return refusal.value.code


def test_word_is_read_like_plain_text() -> None:
    reading = read(_word(*BODY), name="anything.bin")

    assert reading.media_kind == "docx"
    assert (reading.letterhead.number, reading.letterhead.symbol, reading.letterhead.date) == (
        "7300",
        "TB-VPCP",
        "2026-06-02",
    )
    assert [
        (a.path, a.leads[0].name, a.deadlines[0].on.isoformat()) for a in reading.assignments if a.deadlines[0].on
    ] == [
        ("1", "Bộ Nội vụ", "2026-07-15"),
        ("2", "Bộ Tài chính", "2026-09-30"),
    ]


def test_word_list_numbers_are_restored() -> None:
    document = docx.Document()
    _letterhead(document)
    document.add_paragraph("Bộ Nội vụ rà soát biên chế.", style="List Number")
    document.add_paragraph("Bộ Tài chính bố trí kinh phí.", style="List Number")

    assert [a.path for a in read(_saved(document)).assignments] == ["1", "2"]


def test_word_table_rows_become_assignments() -> None:
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(rows=0, cols=4)
    for row in (
        ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời gian hoàn thành"),
        ("1", "Xây dựng quy chế", "Sở Nội vụ", "Tháng 8/2026"),
        ("2", "Tổ chức tập huấn", "Sở Khoa học và Công nghệ", "Quý IV/2026"),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text

    found = [(a.path, a.leads[0].name, str(a.deadlines[0].on)) for a in read(_saved(document)).assignments]

    assert found == [("PL.1", "Sở Nội vụ", "2026-08-31"), ("PL.2", "Sở Khoa học và Công nghệ", "2026-12-31")]


def test_pdf_with_text_is_read() -> None:
    source = '#set page(numbering: "1")\n#set text(lang: "vi")\n' + "\n\n".join(
        line.replace("1.", "1\\.", 1).replace("2.", "2\\.", 1) for line in BODY
    )

    reading = read(typst.compile(source.encode()))

    assert reading.media_kind == "pdf"
    assert [(a.path, a.leads[0].name) for a in reading.assignments] == [("1", "Bộ Nội vụ"), ("2", "Bộ Tài chính")]


def test_pdf_without_text_is_refused() -> None:
    assert _code(typst.compile(b"#rect(width: 50pt)")) == "no_text"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1258"])
def test_plain_text_of_other_encodings(encoding: str) -> None:
    text = (
        "Bộ Nội vụ rà soát biên chế.\n"
        if encoding != "cp1258"
        else "Chao ban, day la van ban thu nghiem khong dau.\n" * 5
    )

    assert read(text.encode(encoding)).media_kind == "text"


def test_utf8_text_is_stored_as_it_stands() -> None:
    source = "  **1.** Bộ Nội vụ   rà soát.\n\n"

    assert read(source.encode()).text == source


@pytest.mark.parametrize(
    ("source", "code"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "unknown_format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
        (b"PK\x03\x04 not really", "unknown_format"),
        (b"%PDF-1.7 broken", "damaged"),
        (b"\x89PNG\r\n\x1a\n....", "damaged"),
        (bytes(range(256)) * 20, "unknown_format"),
        (b"1 2 3 4 5 6 7 8", "no_text"),
    ],
)
def test_refusals(source: bytes, code: str) -> None:
    assert _code(source) == code


def test_macros_are_refused() -> None:
    assert _code(_zip(word__document_xml=b"")) == "unknown_format"
    entries = {"word/document.xml": b"<x/>", "word/vbaProject.bin": b"x", "[Content_Types].xml": b"<Types/>"}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    assert _code(out.getvalue()) == "macros"


def test_macro_content_type_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", b"<x/>")
        archive.writestr("[Content_Types].xml", b"application/vnd.ms-word.document.macroEnabled.main+xml")
    assert _code(out.getvalue()) == "macros"


@pytest.mark.parametrize(
    "script",
    [b"<< /S /Other /JS (app.alert) >>", b"\xff/JS (app.alert(1))", b"\xff/JS 12 0 R", b"\xff/JS (\xfe\xff\x00a)"],
)
def test_scripts_of_a_pdf_are_refused(script: bytes) -> None:
    assert _code(typst.compile("Bộ Nội vụ rà soát.".encode()) + b"\n1 0 obj\n" + script) == "active"


def test_packed_bytes_that_look_like_a_script_are_none() -> None:
    source = typst.compile("Bộ Nội vụ rà soát biên chế.".encode())

    assert check(source.replace(b"%%EOF", b"%\x9c\xe1/JS\x81\xf3\n%%EOF")) == "pdf"


def test_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"0" * 20_000_000)
    assert _code(out.getvalue()) == "bomb"


def test_damaged_word_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        archive.writestr("word/document.xml", b"<broken")
    assert _code(out.getvalue()) == "damaged"


@pytest.mark.parametrize(
    "stamp", ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "**MẬT**", "[TỐI MẬT]", "(MẬT)", "Độ mật: Mật", "ĐỘ MẬT: TUYỆT MẬT"]
)
def test_secrecy_stamp_is_refused(stamp: str) -> None:
    source = f"BỘ NỘI VỤ\n\n{stamp}\n\nSố: 12/BNV-VP\n\nBộ Nội vụ rà soát hồ sơ."

    assert _code(source.encode()) == "secret"


@pytest.mark.parametrize(
    "prose",
    [
        "Tăng cường bảo vệ bí mật nhà nước; không soạn thảo tài liệu Mật trên máy nối mạng.",
        "VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
        "Danh mục tài liệu độ Mật, Tối mật do Bộ Công an ban hành.",
    ],
)
def test_the_word_in_prose_is_no_stamp(prose: str) -> None:
    assert read(f"BỘ NỘI VỤ\n\nSố: 12/BNV-VP\n\n{prose}\n".encode()).media_kind == "text"


def test_stamp_in_the_table_of_a_word_head_is_refused() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "VĂN PHÒNG CHÍNH PHỦ\nTỐI MẬT"
    table.cell(0, 1).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"

    assert _code(_saved(document)) == "secret"


def test_sniff_looks_at_content() -> None:
    assert [
        sniff(b"%PDF-1.4"),
        sniff(b"\xff\xd8\xff\xe0"),
        sniff(b"\x89PNG\r\n\x1a\n"),
        sniff("Kính gửi".encode()),
        sniff(_word()),
        sniff(b"PK\x03\x04"),
        sniff(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    ] == ["pdf", "jpeg", "png", "text", "docx", "zip", "ole"]


def test_check_accepts_evidence_that_is_not_read() -> None:
    assert [check(b"\xff\xd8\xff\xe0 picture"), check(_word())] == ["jpeg", "docx"]
