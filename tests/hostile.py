"""Files nobody should trust, made here: what people upload by mistake and what others send on purpose."""

import io
import zipfile

import docx
from PIL import Image


def document(*lines: str) -> bytes:
    """A real DOCX with these paragraphs."""
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def with_part(source: bytes, name: str, content: bytes) -> bytes:
    """The package with one part added or replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item, old.read(item.filename))
        new.writestr(name, content)
    return out.getvalue()


def macros() -> bytes:
    return with_part(document("Kính gửi"), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0 macro")


def bomb() -> bytes:
    """A small package that unpacks to a thousand times its size."""
    return with_part(document("Kính gửi"), "word/media/big.bin", bytes(30 * 1024 * 1024))


def picture() -> bytes:
    """A real PNG without any words."""
    out = io.BytesIO()
    Image.new("L", (60, 40), 255).save(out, "PNG")
    return out.getvalue()


def encrypted() -> bytes:
    """What Word writes when a password is set: an OLE container, not a package."""
    return bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 1000 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000


def disguised() -> bytes:
    """A program under a document's name."""
    return b"MZ\x90\x00" + bytes(range(256)) * 40


def secret() -> bytes:
    return document("VĂN PHÒNG CHÍNH PHỦ", "MẬT", "Số: 12/VPCP-NC", "V/v nội dung cần bảo vệ")
