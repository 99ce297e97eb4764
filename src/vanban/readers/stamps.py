"""Red ink on the first page of a scan, made ready to be read by itself.

Recognition of a page fades red ink, so that a seal over the text does no harm; a stamp of secrecy is red as well.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from vanban.readers import scan

Mask = npt.NDArray[np.bool_]
#: how much stronger red must be than green and blue
REDDER = 45
#: pixels of one side of a cell of the coarse picture in which strokes of one stamp touch
CELL = 12
#: share of the page's height, from the top, within which a stamp of secrecy stands (Circular 24/2020/TT-BCA)
UPPER = 0.6
#: sides of a stamp, in cells: smaller is dirt
LEAST_WIDE, LEAST_HIGH = 5, 2
MOST_STAMPS = 8
#: degrees tried either way, in steps of one
MOST_TURNED = 12
#: a row or column of ink over this share of the stamp is its frame
FRAME = 0.75
#: pixels from top to bottom of what is handed on
HIGH = 120


@dataclass(frozen=True, slots=True)
class _Spot:
    """Cells of one blot of red ink: first and last-but-one row and column."""

    top: int
    bottom: int
    left: int
    right: int


def stamps_of(source: bytes, kind: str) -> list[bytes]:
    """What is stamped in red on the first page, each as a PNG of one line of words, straight and without its frame."""
    pages = scan.drawn(source, 0, 1) if kind == "pdf" else iter([scan.unpacked(source)])
    return [png for page in pages for png in _stamps(page.convert("RGB"))]


def _stamps(page: Image.Image) -> Iterator[bytes]:
    ink = _red(page)[: int(page.height * UPPER)]
    for spot in _spots(_coarse(ink))[:MOST_STAMPS]:
        cut = ink[spot.top * CELL : spot.bottom * CELL, spot.left * CELL : spot.right * CELL]
        words = _unframed(_straight(Image.fromarray(np.where(cut, 0, 255).astype(np.uint8))))
        if words is not None:
            yield _png(words)


def _red(page: Image.Image) -> Mask:
    red, green, blue = (np.asarray(channel, dtype=np.int16) for channel in page.split())
    mask: Mask = red - np.maximum(green, blue) > REDDER
    return mask


def _coarse(ink: Mask) -> Mask:
    """Cells in which there is ink."""
    high, wide = (side // CELL * CELL for side in ink.shape)
    cells = ink[:high, :wide].reshape(high // CELL, CELL, wide // CELL, CELL)
    found: Mask = cells.sum(axis=(1, 3)) >= 3
    return found


def _spots(cells: Mask) -> list[_Spot]:
    """Blots of cells that touch, the largest first."""
    left = {(int(row), int(column)) for row, column in np.argwhere(cells)}
    found = []
    while left:
        row, column = waiting = left.pop()
        blot, open_ = [waiting], [(row, column)]
        while open_:
            row, column = open_.pop()
            near = {(row + down, column + across) for down in (-1, 0, 1) for across in (-2, -1, 0, 1, 2)} & left
            left -= near
            blot += near
            open_ += near
        rows, columns = [row for row, _ in blot], [column for _, column in blot]
        found.append(_Spot(min(rows), max(rows) + 1, min(columns), max(columns) + 1))
    large = [s for s in found if s.right - s.left >= LEAST_WIDE and s.bottom - s.top >= LEAST_HIGH]
    return sorted(large, key=lambda spot: -(spot.bottom - spot.top) * (spot.right - spot.left))


def _straight(stamp: Image.Image) -> Image.Image:
    """The stamp turned until its rows of ink stand clearest against the paper."""
    wide = Image.new("L", (stamp.width + 2 * CELL, stamp.height + 2 * CELL), 255)
    wide.paste(stamp, (CELL, CELL))
    turned = (wide.rotate(angle, fillcolor=255, expand=True) for angle in range(-MOST_TURNED, MOST_TURNED + 1))
    return max(turned, key=_clearness)


def _clearness(picture: Image.Image) -> float:
    rows = 255.0 - np.asarray(picture, dtype=np.float64).mean(axis=1)
    return float((np.diff(rows * picture.width) ** 2).sum())


def _unframed(stamp: Image.Image) -> Image.Image | None:
    """The words inside the frame; None when nothing is left."""
    ink = np.asarray(stamp) < 128
    wide, high = int(ink.any(axis=0).sum()), int(ink.any(axis=1).sum())
    kept = ink.copy()
    kept[_thick(ink.sum(axis=1) > FRAME * max(1, wide)), :] = False
    kept[:, _thick(ink.sum(axis=0) > FRAME * max(1, high))] = False
    ink = kept
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if len(rows) < 8 or len(columns) < 8:
        return None
    words = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return Image.fromarray(np.where(words, 0, 255).astype(np.uint8))


def _thick(lines: Mask) -> Mask:
    """The lines with the two on either side, where a frame frays."""
    return np.convolve(lines, np.ones(5), "same") > 0


def _png(words: Image.Image) -> bytes:
    scale = HIGH / words.height
    sized = words.resize((max(1, round(words.width * scale)), HIGH), Image.Resampling.BICUBIC)
    framed = Image.new("L", (sized.width + HIGH, 2 * HIGH), 255)
    framed.paste(sized, (HIGH // 2, HIGH // 2))
    framed = framed.filter(ImageFilter.GaussianBlur(2))
    out = io.BytesIO()
    framed.save(out, "PNG")
    return out.getvalue()
