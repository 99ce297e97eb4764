"""Bytes to the stored text, the format chosen by content and never by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from vanban.readers.sniff import check
from vanban.readers.words import Words
from vanban.unreadable import Unreadable

#: kind -> the module that reads it; loaded when first needed, for most libraries are slow to load and seldom used
_READERS = {"docx": "docx", "pdf": "pdf", "text": "plain", "xlsx": "sheets"}
#: kinds that LibreOffice turns into .docx first
LEGACY = ("doc", "rtf", "odt")
PICTURES = ("png", "jpeg")
#: kinds whose lines have a place in the file: a page, or a row of a worksheet
PLACED = ("pdf", "xlsx")


def stored_text(source: bytes) -> Words:
    """The words of a file that can be read; raises Unreadable otherwise. Starts LibreOffice, Tesseract."""
    found = words_in(source)
    text = found.text
    if found.needs == "office":
        text = _module("docx").text_of(_module("office").as_docx(source, found.kind))
    if found.needs == "ocr":
        lines = [_module("ocr").recognised(page).split("\n") for page in pages_of(source, found.kind)]
        text = _module("pages").joined(lines)
    return _with_letters(found._replace(text=text, needs=""))


def words_in(source: bytes) -> Words:
    """The words of a file, or what else is needed for them, by Python alone: what a jailed child can do."""
    kind = check(source)
    if kind in LEGACY:
        return Words("", kind, "office")
    if kind in PICTURES:
        _module("scan").opened(source)
        return Words("", kind, "ocr")
    if kind == "eml":
        return _with_letters(Words(_module("mail").text_of(source, _enclosed), kind))
    try:
        return _with_letters(_read(source, kind))
    except Unreadable as refusal:
        if kind != "pdf" or refusal.code != "no_text":
            raise
        return Words("", kind, "ocr")


def _read(source: bytes, kind: str) -> Words:
    reader = _module(_READERS[kind])
    if kind in PLACED:
        words: Words = reader.words_of(source)
        return words
    return Words(reader.text_of(source), kind)


def pages_of(source: bytes, kind: str) -> list[bytes]:
    """The pages of a scan as pictures made ready for recognition."""
    scan = _module("scan")
    return list(scan.pages_of_pdf(source)) if kind == "pdf" else [scan.page_of_picture(source)]


def _module(name: str) -> Any:
    return import_module(f"vanban.readers.{name}")


def _enclosed(source: bytes) -> str:
    """The words of one enclosure of a message; one that needs another program counts as without text."""
    found = words_in(source)
    if found.needs:
        raise Unreadable("no_text", detail=found.kind)
    return found.text


def _with_letters(found: Words) -> Words:
    if not any(letter.isalpha() for letter in found.text):
        raise Unreadable("no_text", detail=found.kind)
    return found
