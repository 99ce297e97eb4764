"""Papers laid out as Decree 30/2020/NĐ-CP asks: frozen sheets in, DOCX and PDF out.

A `Sheet` says what stands on the paper; `docx` and `pdf` set it; `problems` says what the decree would miss.
Text is data: nothing in it is ever read as markup. The same sheet always gives the same bytes.
"""

from giamsat.paper.kinds import KINDS, Kind, Urgency
from giamsat.paper.press import pdf
from giamsat.paper.review import problems
from giamsat.paper.sheet import Appendix, Block, Heading, Item, Paragraph, Sheet, Signer, Table
from giamsat.paper.word import docx

__all__ = [
    "KINDS",
    "Appendix",
    "Block",
    "Heading",
    "Item",
    "Kind",
    "Paragraph",
    "Sheet",
    "Signer",
    "Table",
    "Urgency",
    "docx",
    "pdf",
    "problems",
]
