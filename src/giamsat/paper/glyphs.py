"""What the shipped font can draw and how wide: Liberation Serif has the widths of Times New Roman."""

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
#: stands on a PDF for a letter that the font lacks
MISSING = "□"


def width(text: str, *, points: float, is_bold: bool = False) -> float:
    """Width of a line of text in points."""
    per_em, advances = _advances("Bold" if is_bold else "Regular")
    return sum(advances.get(ord(char), per_em // 2) for char in text) * points / per_em


def missing(text: str) -> str:
    """The letters of `text` that the font lacks, each once, in order."""
    _, advances = _advances("Regular")
    return "".join(dict.fromkeys(char for char in text if ord(char) not in advances and char != "\n"))


def drawable(text: str) -> str:
    """`text` with an empty box for each letter that the font lacks."""
    return text.translate({ord(char): MISSING for char in missing(text)})


@cache
def _advances(style: str) -> tuple[int, dict[int, int]]:
    """(units per em, width of each character) of one font file."""
    font = (FONTS / f"LiberationSerif-{style}.ttf").read_bytes()
    tables = {
        tag.decode(): offset
        for tag, _, offset, _ in (struct.unpack_from(">4sIII", font, 12 + 16 * n) for n in range(_u16(font, 4)))
    }
    per_em = _u16(font, tables["head"] + 18)
    long_metrics = _u16(font, tables["hhea"] + 34)
    glyphs = _glyphs(font, tables["cmap"])
    advance = {code: _u16(font, tables["hmtx"] + 4 * min(glyph, long_metrics - 1)) for code, glyph in glyphs.items()}
    return per_em, advance


def _glyphs(font: bytes, cmap: int) -> dict[int, int]:
    """Character → glyph, from the Unicode table of format 4 (OpenType, "cmap")."""
    offsets = (struct.unpack_from(">HHI", font, cmap + 4 + 8 * n)[2] for n in range(_u16(font, cmap + 2)))
    table = next(cmap + offset for offset in offsets if _u16(font, cmap + offset) == 4)
    double = _u16(font, table + 6)
    found: dict[int, int] = {}
    for segment in range(0, double, 2):
        end, start = _u16(font, table + 14 + segment), _u16(font, table + 16 + double + segment)
        delta, at = _u16(font, table + 16 + 2 * double + segment), table + 16 + 3 * double + segment
        for code in range(start, min(end, 0xFFFE) + 1):
            jump = _u16(font, at)
            glyph = _u16(font, at + jump + 2 * (code - start)) if jump else code
            if jump == 0 or glyph:
                found[code] = (glyph + delta) % 0x10000
    return {code: glyph for code, glyph in found.items() if glyph}


def _u16(font: bytes, at: int) -> int:
    return int.from_bytes(font[at : at + 2], "big")
