"""Makes the bad files, and their good neighbours that must pass."""

import io
import itertools
import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

CONTENT_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SENTENCE = "Bộ Tài chính báo cáo trước ngày 10 tháng 6 năm 2026."


@dataclass(frozen=True, slots=True)
class Case:
    """One file and the verdicts that are right for it: a kind, or codes of refusal."""

    name: str
    content: bytes
    verdicts: frozenset[str]


def cases(seed: int) -> Iterator[Case]:
    """All cases, the same for the same seed."""
    chance = random.Random(seed)
    for make in (_empty, _bombs, _entities, _active, _magic, _pictures, _pdfs, _texts, _good):
        for name, content, *verdicts in make(chance):
            yield Case(f"{make.__name__.strip('_')}: {name}", content, frozenset(verdicts))


def word(body: str = f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r></w:p>", **parts: bytes | str) -> bytes:
    """A Word package; further parts by their names, with __ for / and _dot_ for a dot."""
    named = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": ROOT,
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
    }
    named |= {key.replace("__", "/").replace("_dot_", "."): value for key, value in parts.items()}  # type: ignore[dict-item]
    return packed(named)


def packed(parts: dict[str, bytes | str], level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def rels(kind: str, target: str) -> str:
    """The relationships of the document with one external target."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId9" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    )


def _empty(chance: random.Random) -> Iterator[tuple[object, ...]]:
    for n, content in enumerate((b"", b"\0" * 500, b" \r\n\t" * 50, b"\n")):
        yield f"{n}", content, "empty"


def _bombs(chance: random.Random) -> Iterator[tuple[object, ...]]:
    for megabytes in (5, 40, 150):
        yield f"{megabytes} MB of one letter", word("<w:p/>" + " " * (megabytes << 20)), "bomb"
        yield f"{megabytes} MB picture", word(word__media__big_dot_bmp=bytes(megabytes << 20)), "bomb"
    for n in (2001, 5000):
        yield f"{n} parts", word(**{f"word__part{i}_dot_xml": "<a/>" for i in range(n)}), "bomb"
    inner = packed({"a": bytes(1000)})
    for ending in ("zip", "7z", "rar", "gz", "jar", "tar"):
        yield f"nested .{ending}", word(**{f"word__media__x_dot_{ending}": inner}), "bomb"
    yield "says less than it holds", lying(word(), 7), "damaged"
    # Says more than it holds: harmless, what is there is read.
    yield "says more than it holds", lying(word(), 100_000), "damaged", "docx"
    yield "two parts of one name", doubled(), "damaged"


def lying(source: bytes, size: int) -> bytes:
    """The package whose last entry says another unpacked size than it has."""
    at = source.rindex(b"PK\x01\x02", 0, source.index(b"PK\x05\x06"))
    return source[: at + 24] + struct.pack("<I", size) + source[at + 28 :]


def doubled() -> bytes:
    import warnings

    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w") as archive:
        warnings.simplefilter("ignore")
        for name, text in (
            ("[Content_Types].xml", CONTENT_TYPES),
            ("word/document.xml", "<a/>"),
            ("word/document.xml", "<b/>"),
        ):
            archive.writestr(name, text)
    return out.getvalue()


def _entities(chance: random.Random) -> Iterator[tuple[object, ...]]:
    laughs = '<!DOCTYPE l [<!ENTITY a "ha">' + "".join(f'<!ENTITY b{i} "&a;&a;">' for i in range(9)) + "]>"
    reach = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    for (name, text), part in itertools.product(
        (("entity bomb", laughs), ("outside entity", reach), ("bare document type", "<!DOCTYPE x>")),
        ("word__document_dot_xml", "word__styles_dot_xml", "word__media__p_dot_svg", "docProps__core_dot_xml"),
    ):
        yield f"{name} in {part}", word(**{part: f'<?xml version="1.0"?>{text}<x>&e;</x>'}), "bomb"


def _active(chance: random.Random) -> Iterator[tuple[object, ...]]:
    ole = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
    for name in (
        "word__vbaProject_dot_bin",
        "word__vbaData_dot_xml",
        "xl__vbaProject_dot_bin",
        "word__VBAPROJECT_dot_BIN",
    ):
        yield f"macros in {name}", word(**{name: b"x"}), "macros"
    yield (
        "macro content type",
        word(**{"[Content_Types]_dot_xml": CONTENT_TYPES.replace("wordprocessingml.document", "macroEnabled")}),
        "macros",
    )
    yield "embedded .docm", word(word__embeddings__a_dot_docm=b"x"), "macros"
    for name in ("word__embeddings__oleObject1_dot_bin", "word__activeX__activeX1_dot_xml", "word__embeddings__a_dot_exe",
                 "word__embeddings__a_dot_js", "word__embeddings__a_dot_vbs", "word__embeddings__a_dot_lnk"):  # fmt: skip
        yield f"embedded {name}", word(**{name: ole}), "active"
    for kind in ("attachedTemplate", "image", "oleObject", "frame", "subDocument", "video", "audio"):
        for target in ("http://127.0.0.1:9/x", "file:///etc/passwd", "\\\\\\\\127.0.0.1\\\\a"):
            yield (
                f"external {kind} {target[:5]}",
                word(word___rels__document_dot_xml_dot_rels=rels(kind, target)),
                "active",
            )
    for code in ("DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe", "DDE excel"):
        yield code, word(f"<w:p><w:r><w:instrText>{code}</w:instrText></w:r></w:p>"), "active"
    for word_ in ("\\objdata 0105", "\\objocx", "\\objupdate"):
        yield f"RTF {word_}", b"{\\rtf1 " + word_.encode() + b" abc}", "macros"
    for stream in ("_VBA_PROJECT", "Macros"):
        content = (
            bytes.fromhex("d0cf11e0a1b11ae1")
            + bytes(500)
            + "WordDocument".encode("utf-16-le")
            + stream.encode("utf-16-le")
        )
        yield f"old Word with {stream}", content, "macros"


def _magic(chance: random.Random) -> Iterator[tuple[object, ...]]:
    yield "program", b"MZ\x90\0" + chance.randbytes(3000), "unknown_format"
    yield "ELF", b"\x7fELF" + chance.randbytes(3000), "unknown_format"
    for n in range(6):
        yield f"noise {n}", chance.randbytes(2000 + n), "unknown_format"
    yield "plain zip", packed({"a.txt": "x"}), "unknown_format"
    yield "zip cut short", word()[:300], "unknown_format", "damaged"
    yield (
        "locked by password",
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(800) + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    )
    yield "OLE of something else", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "unknown_format"
    yield "GIF", b"GIF89a" + chance.randbytes(500), "unknown_format"
    yield "picture and package", b"\xff\xd8\xff\xe0" + chance.randbytes(100) + word(), "damaged"
    yield (
        "package without its document",
        packed({"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": "<broken"}),
        "damaged",
    )
    yield "flag says encrypted", flagged(word()), "encrypted"


def flagged(source: bytes) -> bytes:
    """The package whose entries say they are encrypted."""
    made = bytearray(source)
    at = source.index(b"PK\x01\x02")
    while at >= 0:
        made[at + 8] |= 1
        at = source.find(b"PK\x01\x02", at + 4)
    return bytes(made)


def png(wide: int, high: int) -> bytes:
    """A PNG that claims a size, with hardly any data behind it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def _pictures(chance: random.Random) -> Iterator[tuple[object, ...]]:
    for side in (7000, 20_000, 60_000, 2_000_000_000):
        yield f"flood of {side}² pixels", png(side, side), "bomb", "damaged"
    yield "one long line", png(2_000_000_000, 1), "bomb", "damaged"
    yield "cut short", png(100, 100)[:40], "damaged"
    yield "JPEG noise", b"\xff\xd8\xff" + chance.randbytes(900), "damaged"


def pdf(*objects: str) -> bytes:
    """A small PDF of these objects, numbered from 1."""
    out, places = b"%PDF-1.7\n", []
    for n, body in enumerate(objects, start=1):
        places.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    trailer = f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(places) + 1}/Root 1 0 R>>\n"
    return out + trailer.encode() + f"startxref\n{len(out)}\n%%EOF".encode()


def _pdfs(chance: random.Random) -> Iterator[tuple[object, ...]]:
    pages = "<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]>>"
    for name, extra in (
        ("JavaScript", "/OpenAction<</S/JavaScript/JS(app.alert(1))>>"),
        ("launch", "/OpenAction<</S/Launch/F(cmd.exe)>>"),
        ("named script", "/Names<</JavaScript 9 0 R>>"),
        ("form of XML", "/AcroForm<</XFA 9 0 R>>"),
        ("enclosed file", "/Names<</EmbeddedFiles 9 0 R>>/X<</Type/EmbeddedFile>>"),
        ("rich media", "/A<</Type/RichMedia>>"),
    ):
        yield name, pdf(f"<</Type/Catalog/Pages 2 0 R{extra}>>", pages, page), "active"
    yield (
        "pages that hold themselves",
        pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R]/Count 1>>"),
        "damaged",
        "no_text",
        "pdf",
    )
    yield (
        "a billion pages",
        pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[]/Count 1000000000>>"),
        "damaged",
        "no_text",
        "pdf",
        "too_large",
        "reading_failed",
    )
    yield "only a head", b"%PDF-1.7\n", "damaged"
    yield "noise behind a head", b"%PDF-1.7\n" + chance.randbytes(4000), "damaged"
    yield (
        "locked",
        pdf("<</Type/Catalog/Pages 2 0 R>>", pages, page).replace(b"/Root", b"/Encrypt 9 0 R/Root"),
        "encrypted",
    )


def _texts(chance: random.Random) -> Iterator[tuple[object, ...]]:
    for stamp in ("MẬT", "TỐI MẬT", "TUYỆT MẬT", "Độ mật: Mật", "[MẬT]"):
        text = f"BỘ THỬ\n\n{stamp}\n\nSố: 1/BT-VP\n\n{SENTENCE}\n"
        yield f"stamp {stamp}", text.encode(), "secret"
        yield (
            f"stamp {stamp} in Word",
            word("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in text.split("\n\n"))),
            "secret",
        )


def _good(chance: random.Random) -> Iterator[tuple[object, ...]]:
    yield "Word", word(), "docx"
    yield (
        "Word with a link to click",
        word(word___rels__document_dot_xml_dot_rels=rels("hyperlink", "https://vi-du.vn")),
        "docx",
    )
    yield "Word with a workbook for its chart", word(word__embeddings__Sheet1_dot_xlsx=b"PK"), "docx"
    yield "Word with a large honest picture", word(word__media__a_dot_png=chance.randbytes(3 << 20)), "docx"
    yield "text", SENTENCE.encode(), "text"
    yield "text that only speaks of secrets", f"Yêu cầu bảo mật, giữ bí mật nhà nước.\n\n{SENTENCE}".encode(), "text"
    yield "text with a byte order mark", b"\xef\xbb\xbf" + SENTENCE.encode(), "text"
    yield "text in UTF-16", SENTENCE.encode("utf-16"), "text"
    yield "RTF", b"{\\rtf1\\ansi Bao cao.}", "rtf"
    yield "mail", f"From: a@vi-du.vn\nSubject: x\n\n{SENTENCE}".encode(), "eml"
