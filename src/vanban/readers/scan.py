"""Scanned pages and pictures made ready for recognition."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from itertools import pairwise

import pypdfium2 as pdfium
from PIL import Image, ImageOps, UnidentifiedImageError

from vanban.readers.ocr import MOST_PAGES, RESOLUTION
from vanban.unreadable import Unreadable

#: pixels of one picture: an A3 page at 400 dots an inch stays below
MOST_PIXELS = 40_000_000
#: degrees tried either way when a page lies askew
ANGLES = tuple(step / 2 for step in range(-8, 9))


def pages_of_pdf(source: bytes, first: int = 0, count: int = MOST_PAGES) -> Iterator[bytes]:
    """The pages of a PDF as PNG pictures, `count` of them from page `first` on (counted from 0)."""
    return map(_png, drawn(source, first, count))


def drawn(source: bytes, first: int, count: int) -> Iterator[Image.Image]:
    """Pages of a PDF as they are drawn for recognition, in colour."""
    try:
        document = pdfium.PdfDocument(source)
    except pdfium.PdfiumError as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    try:
        for index in range(first, min(len(document), first + count)):
            page = document[index]
            scale = RESOLUTION / 72
            while page.get_width() * page.get_height() * scale**2 > MOST_PIXELS:
                scale /= 2
            yield page.render(scale=scale).to_pil()
            page.close()
    finally:
        document.close()


def page_of_picture(source: bytes) -> bytes:
    """A PNG or JPEG made ready for recognition; refuses a flood of pixels before it is unpacked."""
    return _png(unpacked(source))


def unpacked(source: bytes) -> Image.Image:
    """A PNG or JPEG with all its pixels, the way up its camera says."""
    picture = opened(source)
    try:
        picture.load()
    except (OSError, ValueError, SyntaxError) as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    return upright(picture)


def upright(picture: Image.Image) -> Image.Image:
    """The picture, turned as its camera says it was held; no second one beside it, for memory is short."""
    ImageOps.exif_transpose(picture, in_place=True)
    return picture


def turn_of(picture: Image.Image) -> float:
    """The degrees by which a picture is turned for recognition."""
    return _skew(_grey(picture))


def opened(source: bytes) -> Image.Image:
    """A PNG or JPEG of which only the head has been read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(source), formats=("PNG", "JPEG"))
    except Image.DecompressionBombError as fault:
        raise Unreadable("bomb", detail=str(fault)) from fault
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as fault:
        raise Unreadable("damaged", detail=str(fault)) from fault
    if picture.width * picture.height > MOST_PIXELS:
        raise Unreadable("bomb", detail=f"{picture.width}x{picture.height} pixels")
    return picture


def _png(picture: Image.Image) -> bytes:
    """Grey, straightened, red stamps faded."""
    grey = _grey(picture)
    angle = _skew(grey)
    if angle:
        grey = grey.rotate(angle, fillcolor=255, resample=Image.Resampling.BICUBIC)
    out = io.BytesIO()
    grey.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _grey(picture: Image.Image) -> Image.Image:
    """The red channel alone shows red ink as paper."""
    grey = picture.convert("RGB").getchannel("R") if picture.mode not in ("1", "L") else picture.convert("L")
    return ImageOps.autocontrast(grey)


def _skew(grey: Image.Image) -> float:
    """The turn, in degrees, under which the lines of text lie most level; 0 for a straight page."""
    small = ImageOps.invert(grey.resize((max(1, grey.width // 4), max(1, grey.height // 4))))
    levels = {angle: _levelness(small.rotate(angle)) for angle in ANGLES}
    best = max(levels, key=lambda angle: levels[angle])
    return best if levels[best] > 1.02 * levels[0.0] else 0.0


def _levelness(inverted: Image.Image) -> float:
    """How strongly the rows of a picture differ from one another: lines of text against the gaps between them."""
    rows = inverted.resize((1, inverted.height), Image.Resampling.BOX).tobytes()
    return sum((a - b) ** 2 for a, b in pairwise(rows))
