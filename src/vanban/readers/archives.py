"""Looks into the packages of Word, Excel and OpenDocument before any parser does: sizes, macros, links, entities."""

from __future__ import annotations

import io
import re
import zipfile

from vanban.unreadable import Unreadable

#: unpacked bytes of all entries together, as they say and as they are
LARGEST_UNPACKED = 200 * 1024 * 1024
MOST_ENTRIES = 2000
#: unpacked : packed, for entries of more than a megabyte
WORST_RATIO = 100
#: bytes at the beginning of a part in which a document type would stand
HEAD = 4096
#: relationship targets outside the package that a program would fetch by itself; links to click are harmless
FETCHED = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)"
    rb"(?=[^>]*(?:attachedTemplate|/image|/oleObject|/frame|/subDocument|externalLink|/package|/video|/audio))"
)
#: field codes that start another program
DDE = re.compile(rb"\bDDE(?:AUTO)?\b")
MACRO_NAMES = re.compile(r"vbaproject|vbadata\.xml|/macros/|\.docm$|\.xlsm$|\.dotm$|^basic/|^scripts/", re.IGNORECASE)
ACTIVE_NAMES = re.compile(
    r"activex|oleobject\d*\.bin|/embeddings/[^/]*\.(?:bin|exe|js|vbs|hta|lnk|ps1)$", re.IGNORECASE
)
NESTED_NAMES = re.compile(r"\.(?:zip|rar|7z|jar|tar|gz|xz|bz2)$", re.IGNORECASE)


def check_package(source: bytes) -> None:
    """Raise Unreadable unless the package is whole, of a sensible size, and starts and fetches nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as archive:
            entries = archive.infolist()
            _check_entries(entries)
            _check_parts(archive, entries)
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, RuntimeError, NotImplementedError, KeyError) as fault:
        raise Unreadable("damaged", detail=f"{type(fault).__name__}: {fault}") from fault


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise Unreadable("bomb", detail=f"{len(entries)} entries")
    if len({entry.filename for entry in entries}) < len(entries):
        raise Unreadable("damaged", detail="two parts of one name")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Unreadable("encrypted", detail=entry.filename)
        if entry.file_size > 1024 * 1024 and entry.file_size > WORST_RATIO * max(1, entry.compress_size):
            raise Unreadable("bomb", detail=entry.filename)
        if MACRO_NAMES.search(entry.filename):
            raise Unreadable("macros", detail=entry.filename)
        if ACTIVE_NAMES.search(entry.filename):
            raise Unreadable("active", detail=entry.filename)
        if NESTED_NAMES.search(entry.filename):
            raise Unreadable("bomb", detail=entry.filename)


def _check_parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    for entry in entries:
        name = entry.filename.lower()
        if not name.endswith((".xml", ".rels", ".svg", ".vml")):
            continue
        with archive.open(entry) as part:
            head = part.read(HEAD)
            if b"<!DOCTYPE" in head or b"<!ENTITY" in head or "<!DOCTYPE".encode("utf-16-le") in head:
                raise Unreadable("bomb", detail=f"document type in {entry.filename}")
            if name.endswith(".rels"):
                _check_links(head + part.read(1_000_000), entry.filename)
            elif name == "[content_types].xml" and b"macroEnabled" in head + part.read(1_000_000):
                raise Unreadable("macros", detail="content type")
            elif name == "word/document.xml":
                _check_fields(head + part.read(20_000_000), entry.filename)


def _check_links(rels: bytes, name: str) -> None:
    if FETCHED.search(rels):
        raise Unreadable("active", detail=f"external target in {name}")


def _check_fields(xml: bytes, name: str) -> None:
    codes = b" ".join(re.findall(rb"<w:instrText[^>]*>([^<]*)", xml))
    if DDE.search(codes) or re.search(rb"w:instr=\"[^\"]*\bDDE", xml):
        raise Unreadable("active", detail=f"DDE field in {name}")
