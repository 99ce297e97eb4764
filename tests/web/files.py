"""Small files that are not what they should be."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image


def _picture() -> bytes:
    """A real PNG without any words."""
    out = io.BytesIO()
    Image.new("L", (60, 40), 255).save(out, "PNG")
    return out.getvalue()


TYPES = b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def sent(content: bytes, name: str = "van-ban.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def packed(**entries: bytes) -> bytes:
    """A DOCX-like archive; `__` in a name stands for a slash, `_dot_` for a full stop."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", b"<w:document/>")
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
MACROS = packed(word__vbaProject_dot_bin=b"x")
BOMB = packed(word__media__big_dot_bin=bytes(3 * 1024 * 1024))
PICTURE = _picture()
PROGRAM = b"MZ\x90\x00" + bytes(range(256)) * 4
SECRET = "TUYỆT MẬT\n\nBỘ THỬ\n\nSố: 1/TB-BT\n\nBộ Tài chính báo cáo.".encode()
