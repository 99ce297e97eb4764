"""Bytes to the stored text, the format chosen by content and never by name."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from vanban.readers.sniff import check
from vanban.unreadable import Unreadable

#: kind -> the module that reads it; loaded when first needed, for most libraries are slow to load and seldom used
_READERS = {"docx": "docx", "pdf": "pdf", "text": "plain", "xlsx": "sheets"}
#: kinds that LibreOffice turns into .docx first
LEGACY = ("doc", "rtf", "odt")
PICTURES = ("png", "jpeg")


def stored_text(source: bytes) -> tuple[str, str]:
    """(text, media kind) of a file that can be read; raises Unreadable otherwise. Starts LibreOffice, Tesseract."""
    text, kind, needs = words_in(source)
    if needs == "office":
        text = _module("docx").text_of(_module("office").as_docx(source, kind))
    if needs == "ocr":
        lines = [_module("ocr").recognised(page).split("\n") for page in pages_of(source, kind)]
        text = _module("pages").joined(lines)
    return _with_letters(text, kind), kind


def words_in(source: bytes) -> tuple[str, str, str]:
    """(text, media kind, what else is needed: "", "office" or "ocr"), by Python alone: what a jailed child can do."""
    kind = check(source)
    if kind in LEGACY:
        return "", kind, "office"
    if kind in PICTURES:
        _module("scan").opened(source)
        return "", kind, "ocr"
    if kind == "eml":
        return _with_letters(_module("mail").text_of(source, _enclosed), kind), kind, ""
    try:
        return _with_letters(_module(_READERS[kind]).text_of(source), kind), kind, ""
    except Unreadable as refusal:
        if kind != "pdf" or refusal.code != "no_text":
            raise
        return "", kind, "ocr"


def pages_of(source: bytes, kind: str) -> list[bytes]:
    """The pages of a scan as pictures made ready for recognition."""
    scan = _module("scan")
    return list(scan.pages_of_pdf(source)) if kind == "pdf" else [scan.page_of_picture(source)]


def _module(name: str) -> Any:
    return import_module(f"vanban.readers.{name}")


def _enclosed(source: bytes) -> str:
    """The words of one enclosure of a message; one that needs another program counts as without text."""
    text, kind, needs = words_in(source)
    if needs:
        raise Unreadable("no_text", detail=kind)
    return text


def _with_letters(text: str, kind: str) -> str:
    if not any(letter.isalpha() for letter in text):
        raise Unreadable("no_text", detail=kind)
    return text
