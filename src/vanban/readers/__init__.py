"""Bytes to the stored text, the format chosen by content and never by name."""

from __future__ import annotations

from vanban.readers import docx, pdf, plain
from vanban.readers.sniff import check
from vanban.unreadable import Unreadable

_READERS = {"docx": docx.text_of, "pdf": pdf.text_of, "text": plain.text_of}


def stored_text(source: bytes) -> tuple[str, str]:
    """(text, media kind) of a file that can be read; raises Unreadable otherwise."""
    kind = check(source)
    if kind not in _READERS:
        raise Unreadable("no_text" if kind in ("png", "jpeg") else "unknown_format", detail=kind)
    text = _READERS[kind](source)
    if not any(letter.isalpha() for letter in text):
        raise Unreadable("no_text", detail=kind)
    return text, kind
