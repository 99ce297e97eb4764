"""Tells what a file is by its content, and refuses hostile or unreadable files before any parser sees them."""

from __future__ import annotations

import io
import re
import zipfile

from vanban.readers.archives import check_package
from vanban.unreadable import Unreadable

#: bytes; a paper of 500 pages with pictures stays below
LARGEST = 60 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: kinds whose words can be read
READABLE = frozenset({"docx", "xlsx", "odt", "doc", "rtf", "eml", "pdf", "png", "jpeg", "text"})
#: header lines at the very beginning, one of them telling of a sender or of MIME
_MAIL = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.ASCII)
_MAIL_SIGNS = re.compile(rb"^(?:From|MIME-Version|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)

#: what starts or hides a program; "/JS" alone also comes about by chance in packed streams, so words must stand by it
_ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|RichMedia|EmbeddedFile|XFA)\b|(?<=[\t\n\r -~]{16})/JS\b"
    rb"|/JS\s*(?:\d+\s+\d+\s+R|[(<%][\t\n\r -~]{6}|\(\xfe\xff)"
)

#: bytes that no text holds, save the escape of old encodings
CONTROLS = bytes(byte for byte in range(32) if byte < 9 or (byte > 13 and byte != 27))


def sniff(source: bytes) -> str:
    """docx, xlsx, odt, doc, rtf, eml, pdf, png, jpeg, text, ole, zip or unknown; looks at the content only."""
    if source.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(source)
    if b"%PDF-" in source[:1024]:
        return "pdf"
    if source.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if source.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if source.startswith(OLE):
        return "doc" if "WordDocument".encode("utf-16-le") in source else "ole"
    if source.startswith(b"{\\rtf"):
        return "rtf"
    if not _looks_like_text(source):
        return "unknown"
    head = source[:8192].replace(b"\r\n", b"\n")
    headers = _MAIL.match(head)
    return "eml" if headers and _MAIL_SIGNS.search(headers.group()) else "text"


def check(source: bytes) -> str:
    """The kind of an acceptable file; raises Unreadable for an empty, hostile, locked or unknown one."""
    if not source.strip(b"\x00 \t\r\n"):
        raise Unreadable("empty")
    if len(source) > LARGEST:
        raise Unreadable("too_large", detail=f"{len(source)} bytes")
    kind = sniff(source)
    if kind == "ole":
        raise Unreadable("encrypted" if _is_locked_ooxml(source) else "unknown_format", detail="OLE")
    if kind in ("docx", "xlsx", "odt"):
        check_package(source)
    if kind in ("doc", "rtf"):
        _check_old(source)
    if kind == "pdf":
        _check_pdf(source)
    if kind not in READABLE:
        raise Unreadable("unknown_format", detail=kind)
    return kind


def _zip_kind(source: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, OSError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    return "zip"


def _check_old(source: bytes) -> None:
    """Macros and embedded programs of .doc and .rtf: what Word's own streams and control words call them."""
    if any(name.encode("utf-16-le") in source for name in ("_VBA_PROJECT", "Macros")):
        raise Unreadable("macros")
    if source.startswith(b"{\\rtf") and re.search(rb"\\objdata|\\objocx|\\objupdate", source):
        raise Unreadable("macros", detail="RTF object")


def _check_pdf(source: bytes) -> None:
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", source[-65536:] + source[:4096]):
        raise Unreadable("encrypted", detail="PDF /Encrypt")
    if active := _ACTIVE.search(source):
        raise Unreadable("active", detail=f"PDF {active.group().split()[0].decode(errors='replace')}")


def _is_locked_ooxml(source: bytes) -> bool:
    return "EncryptedPackage".encode("utf-16-le") in source


def _looks_like_text(source: bytes) -> bool:
    head = source[:8192]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as fault:
        if fault.start < len(head) - 4:
            controls = sum(byte < 9 or 13 < byte < 32 for byte in head)
            return controls == 0 and sum(32 <= byte < 127 for byte in head) > 0.5 * len(head)
    return len(head) - len(head.translate(None, CONTROLS)) <= 0.01 * len(head)
