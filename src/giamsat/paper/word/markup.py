"""Small pieces of WordprocessingML. Text enters only through `text_run`, which escapes it."""

from collections.abc import Sequence
from html import escape

TWIPS_PER_MM = 1440 / 25.4
TWIPS_PER_POINT = 20


def twips(mm: float) -> int:
    """Millimetres in twentieths of a point."""
    return round(mm * TWIPS_PER_MM)


def text_run(text: str) -> str:
    """One run that says `text`; its line breaks are kept."""
    said = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{said}</w:r>"


def paragraph(text: str, style: str, properties: str = "") -> str:
    """A paragraph in a named style; `properties` stand in the order the schema wants, after the style."""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{text_run(text) if text else ""}</w:p>'


def indent(left_mm: float = 0, right_mm: float = 0, hanging_mm: float = 0) -> str:
    """Indents from both margins; the first line `hanging_mm` to the left of the others."""
    first = f'w:hanging="{twips(hanging_mm)}"' if hanging_mm else 'w:firstLine="0"'
    return f'<w:ind w:left="{twips(left_mm)}" w:right="{twips(right_mm)}" {first}/>'


def rule_line(width_mm: float, room_mm: float) -> str:
    """A drawn line of `width_mm`, centred in `room_mm`: the top border of an empty paragraph."""
    side = (room_mm - width_mm) / 2
    border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="000000"/></w:pBdr>'
    return paragraph("", "Vach", border + indent(side, side))


def cell(content: str, width_mm: float, properties: str = "") -> str:
    """A table cell holding paragraphs."""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width_mm)}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def row(cells: str, properties: str = "") -> str:
    """A table row that no page break cuts."""
    return f"<w:tr><w:trPr><w:cantSplit/>{properties}</w:trPr>{cells}</w:tr>"


def table(rows: str, widths_mm: Sequence[float], *, borders: str = "", padding_mm: float = 0) -> str:
    """A table of fixed column widths at the left margin."""
    pad = twips(padding_mm)
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths_mm)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths_mm))}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>{borders}'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{pad}" w:type="dxa"/>'
        f'<w:right w:w="{pad}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )
