"""A consolidated report as its page previews it: the same sheet that DOCX and PDF are set from."""

from dataclasses import dataclass, replace

from giamsat.consolidation.states import Part
from giamsat.paper import KINDS, Heading, Item, Sheet, Table, problems
from giamsat.paper.sheet import Block

PART_OF = {part.label: part.value for part in Part}


@dataclass(frozen=True)
class Line:
    """One block of the preview."""

    kind: str
    text: str = ""
    key: str = ""
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True)
class Letterhead:
    parent: str
    agency: str
    number: str
    place_day: str
    title: str
    subject: str


def letterhead_of(sheet: Sheet) -> Letterhead:
    day = sheet.issued_on
    place_day = f"ngày {day:%d} tháng {day:%m} năm {day:%Y}" if day else f"ngày … tháng … năm {sheet.year or '…'}"
    return Letterhead(
        parent=sheet.parent_agency.upper(),
        agency=sheet.agency.upper(),
        number=f"{f'{sheet.number:02d}' if sheet.number else '…'}/{sheet.symbol}",
        place_day=f"{sheet.place}, {place_day}",
        title=KINDS[sheet.kind].name,
        subject=sheet.subject,
    )


def lines_of(sheet: Sheet) -> list[Line]:
    """Body and annexes as the page draws them."""
    lines = [_line(block) for block in sheet.body]
    for annex in sheet.appendices:
        lines += [Line("heading", f"Phụ lục: {annex.title}"), *(_line(block) for block in annex.blocks)]
    return lines


def problems_of(sheet: Sheet) -> list[str]:
    """What the paper lacks besides its signer, whose name comes with the signature."""
    signed = replace(sheet.signer, name="Người Ký") if sheet.signer else None
    return problems(replace(sheet, signer=signed))


def _line(block: Block) -> Line:
    if isinstance(block, Table):
        return Line("table", block.caption, head=block.header, rows=block.rows)
    if isinstance(block, Heading):
        return Line("heading", block.text, key=PART_OF.get(block.text, ""))
    return Line("paragraph", f"- {block.text}" if isinstance(block, Item) else block.text)
