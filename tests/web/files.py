"""Small files that are not what they should be."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile

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
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(100)
SECRET = "TUYỆT MẬT\n\nBỘ THỬ\n\nSố: 1/TB-BT\n\nBộ Tài chính báo cáo.".encode()
