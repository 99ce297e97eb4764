"""Plain text and Markdown: UTF-8, UTF-16, other encodings through charset-normalizer."""

from __future__ import annotations

import codecs

from vanban.old_encodings import ENOUGH, mended, vietnamese_share
from vanban.unreadable import Unreadable


def text_of(source: bytes) -> str:
    """The file decoded; UTF-8 exactly as it stands, line ends made one character."""
    text = _decoded(source)
    if text.count("\x00") > 0:
        raise Unreadable("unknown_format", detail="NUL in text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _decoded(source: bytes) -> str:
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if source.startswith(mark):
            return source.decode(name, "replace")
    try:
        return mended(source.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    guesses = [source.decode("cp1258", "replace"), mended(source.decode("latin-1"))]
    vietnamese = max(guesses, key=vietnamese_share)
    if vietnamese_share(vietnamese) >= ENOUGH:
        return vietnamese
    from charset_normalizer import from_bytes  # slow to load, and nearly every file is UTF-8

    best = from_bytes(source).best()
    if best is None:
        raise Unreadable("unknown_format", detail="no encoding fits")
    return str(best)
