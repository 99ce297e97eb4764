"""A sheet as the words that really stand on the paper: marks, leading zeros, blanks, end marks, column widths.

Both writers set these lines, so that DOCX and PDF say the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from giamsat.paper import columns, glyphs
from giamsat.paper.clean import clean, lines_of
from giamsat.paper.figures import POINTS_PER_MM, figures, text_width
from giamsat.paper.kinds import CONG_VAN, KINDS
from giamsat.paper.numbering import Counter, roman
from giamsat.paper.sheet import Appendix, Block, Heading, Item, Paragraph, Sheet, Table

#: what is written in by hand: a stretch that does not break
BLANK = "\u00a0" * 5
END_MARK = "./."
#: from this many columns on a table is set smaller
MANY_COLUMNS = 6
#: no column of the letterhead is narrower, millimetres
LEAST_COLUMN_MM = 55.0
#: air between the two columns of the letterhead, millimetres
GUTTER_MM = 3.0


@dataclass(frozen=True)
class Said:
    """One paragraph; level 1 to 3 for headings, 0 for text."""

    text: str
    level: int = 0


@dataclass(frozen=True)
class Grid:
    """One table, every row as long as the header."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str
    #: millimetres
    widths: tuple[float, ...]
    centred: tuple[bool, ...]
    points: float


@dataclass(frozen=True)
class Annex:
    """An appendix with its heading lines."""

    heading: str
    title: str
    attached: str
    landscape: bool
    blocks: tuple[Said | Grid, ...]


@dataclass(frozen=True)
class Lines:
    """Everything that stands on a paper, in order."""

    parent: tuple[str, ...]
    agency: tuple[str, ...]
    number: str
    #: "V/v …" of a công văn
    about: str
    place_and_day: str
    #: width of the left column of the letterhead, millimetres
    left_mm: float
    urgency: str
    type_name: str
    subject: tuple[str, ...]
    addressees: tuple[str, ...]
    body: tuple[Said | Grid, ...]
    recipients: tuple[str, ...]
    capacity: tuple[str, ...]
    signer: str
    annexes: tuple[Annex, ...]
    #: of the file: kind and subject on one line
    title: str


NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"


def lines(sheet: Sheet) -> Lines:
    """The words of `sheet` as they stand on the paper."""
    is_letter = sheet.kind == CONG_VAN
    parent, agency = _upper(sheet.parent_agency), _upper(sheet.agency)
    place_and_day = _place_and_day(sheet)
    subject = lines_of(sheet.subject)
    type_name = clean(sheet.type_name or KINDS[sheet.kind].name).upper()
    return Lines(
        parent=parent,
        agency=agency,
        number=f"Số: {_number(sheet)}/{clean(sheet.symbol)}",
        about=_about(" ".join(subject)) if is_letter else "",
        place_and_day=place_and_day,
        left_mm=_left_column(parent, agency, place_and_day),
        urgency=clean(sheet.urgency).upper(),
        type_name=type_name,
        subject=() if is_letter else subject,
        addressees=_listed(sheet.addressees),
        body=_ended(_blocks(sheet.body, landscape=False), has_end_mark=KINDS[sheet.kind].has_end_mark),
        recipients=tuple(f"- {line}" for line in _listed(sheet.recipients, always=True)),
        capacity=tuple(clean(line).upper() for line in sheet.signer.capacity) if sheet.signer else (),
        signer=clean(sheet.signer.name) if sheet.signer else "",
        annexes=tuple(_annexes(sheet)),
        title=" ".join(part for part in (type_name, *subject) if part),
    )


def _upper(text: str) -> tuple[str, ...]:
    return tuple(line.upper() for line in lines_of(text))


def _number(sheet: Sheet) -> str:
    """Numbers under 10 get a leading zero; one not yet given leaves a blank."""
    return BLANK if sheet.number is None else f"{sheet.number:02}"


def _about(subject: str) -> str:
    for opening in ("V/v ", "Về việc "):
        subject = subject.removeprefix(opening)
    return f"V/v {subject}"


def _place_and_day(sheet: Sheet) -> str:
    year = sheet.year or BLANK
    day = _spoken_day(sheet.issued_on) if sheet.issued_on else f"ngày {BLANK} tháng {BLANK} năm {year}"
    return f"{clean(sheet.place)}, {day}"


def _spoken_day(day: date) -> str:
    """Days under 10 and the months 1 and 2 get a leading zero, other months do not (Appendix I, II.4)."""
    month = f"{day.month:02}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _left_column(parent: Sequence[str], agency: Sequence[str], place_and_day: str) -> float:
    """As wide as the agency's names ask for, as far as Quốc hiệu and date keep theirs on one line."""
    left = max(
        (
            *(_mm(line, "co_quan_chu_quan") for line in parent),
            *(_mm(line, "co_quan_ban_hanh") for line in agency),
            LEAST_COLUMN_MM,
        )
    )
    right = max(_mm(NATION, "quoc_hieu"), _mm(place_and_day, "dia_danh_ngay_thang"))
    most = text_width() - right - GUTTER_MM
    return round(max(min(left + GUTTER_MM, most), LEAST_COLUMN_MM), 1)


def _mm(line: str, component: str) -> float:
    figure = figures()[component]
    return glyphs.width(line, points=figure.points, is_bold=figure.is_bold) / POINTS_PER_MM


def _listed(entries: Sequence[str], *, always: bool = False) -> tuple[str, ...]:
    """Entries with ";" at the end of each and "." at the last; one alone stays as it is unless `always`."""
    bare = [stripped for entry in entries if (stripped := clean(entry).lstrip("-–+ ").rstrip(";., "))]
    if len(bare) == 1 and not always:
        return (bare[0],)
    return tuple(f"{entry}{'.' if n == len(bare) else ';'}" for n, entry in enumerate(bare, 1))


def _blocks(blocks: Sequence[Block], *, landscape: bool) -> tuple[Said | Grid, ...]:
    return tuple(_said(blocks, Counter(), landscape=landscape))


def _said(blocks: Sequence[Block], counter: Counter, *, landscape: bool) -> Iterator[Said | Grid]:
    for block in blocks:
        match block:
            case Heading(level, text):
                level = min(max(level, 1), 3)
                marked = counter.marked(level, " ".join(lines_of(text)))
                yield Said(marked.upper() if level == 1 else marked, level)
            case Paragraph(text):
                yield from (Said(line) for line in lines_of(text))
            case Item(text, level):
                yield Said(f"{'-' if level == 1 else '+'} {' '.join(lines_of(text))}")
            case Table():
                yield _grid(block, room_mm=text_width(landscape=landscape))


def _grid(table: Table, *, room_mm: float) -> Grid:
    count = max((len(row) for row in (table.header, *table.rows)), default=0)
    header = _row(table.header, count)
    rows = tuple(_row(row, count) for row in table.rows)
    by_column = list(zip(header, *rows, strict=True))
    points = 11.0 if count >= MANY_COLUMNS else 12.0
    given = table.widths if table.widths and len(table.widths) == count and min(table.widths) > 0 else None
    return Grid(
        header=header if any(header) else (),
        rows=rows,
        caption=clean(table.caption),
        widths=columns.shared(given, room_mm=room_mm)
        if given
        else columns.widths(by_column, points=points, room_mm=room_mm),
        centred=columns.centred(by_column),
        points=points,
    )


def _row(cells: Sequence[str], count: int) -> tuple[str, ...]:
    """Cleaned cells, padded to `count`; line breaks inside a cell are kept."""
    return tuple("\n".join(lines_of(cell)) for cell in (*cells, *[""] * (count - len(cells))))


def _ended(blocks: tuple[Said | Grid, ...], *, has_end_mark: bool) -> tuple[Said | Grid, ...]:
    """The text of most kinds ends with "./." (Appendix III, forms 1.4 and 1.5)."""
    if not has_end_mark:
        return blocks
    if not blocks or isinstance(blocks[-1], Grid):
        return (*blocks, Said(END_MARK))
    *before, last = blocks
    assert isinstance(last, Said)
    text = last.text if last.text.endswith(END_MARK) else last.text.rstrip(".;, ") + END_MARK
    return (*before, Said(text, last.level))


def _annexes(sheet: Sheet) -> Iterator[Annex]:
    for number, annex in enumerate(sheet.appendices, 1):
        yield Annex(
            heading=f"Phụ lục {roman(number)}" if len(sheet.appendices) > 1 else "Phụ lục",
            title=clean(annex.title).upper(),
            attached=f"(Kèm theo {_attached_to(sheet, annex)})",
            landscape=annex.landscape,
            blocks=_blocks(annex.blocks, landscape=annex.landscape),
        )


def _attached_to(sheet: Sheet, annex: Appendix) -> str:
    if annex.attached_to:
        return clean(annex.attached_to).strip("()").removeprefix("Kèm theo ")
    kind = clean(sheet.type_name or KINDS[sheet.kind].name).capitalize() or "Công văn"
    day = _spoken_day(sheet.issued_on) if sheet.issued_on else f"ngày {BLANK}/{BLANK}/{sheet.year or BLANK}"
    return f"{kind} số {_number(sheet)}/{clean(sheet.symbol)} {day} của {' '.join(lines_of(sheet.agency))}"
