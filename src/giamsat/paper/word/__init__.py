"""A sheet as DOCX: WordprocessingML written out directly, so that tables of thousands of rows take no time."""

from giamsat.paper.lines import lines
from giamsat.paper.sheet import Sheet
from giamsat.paper.word.package import package
from giamsat.paper.word.story import story


def docx(sheet: Sheet) -> bytes:
    """`sheet` as a DOCX file; the same sheet always gives the same bytes."""
    said = lines(sheet)
    return package(story(said), title=said.title, author=" ".join(said.agency))


__all__ = ["docx"]
