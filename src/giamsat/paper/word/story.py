"""The body of the document: letterhead, title, text, ending, appendices."""

from collections.abc import Iterator, Sequence

from giamsat.paper import glyphs
from giamsat.paper.figures import POINTS_PER_MM, figures, margin, text_width
from giamsat.paper.lines import MOTTO, NATION, Annex, Grid, Lines, Said
from giamsat.paper.word.markup import cell, indent, paragraph, row, rule_line, table, text_run, twips
from giamsat.paper.word.styles import HEADINGS

#: a rule under a name or subject is "1/3 to 1/2 of the text"
RULE_SHARE = 0.42
#: room for the signature, points
SIGNATURE_PT = 68
#: stamps of urgency, millimetres wide (Appendix I, box 10b)
STAMPS = {"HỎA TỐC": 30.0, "THƯỢNG KHẨN": 40.0, "KHẨN": 20.0}
LEFT_COLUMN_OF_ENDING = 0.5
SINGLE = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


def story(said: Lines) -> str:
    """Everything between the body tags of document.xml."""
    parts = [*_letterhead(said), *_title(said), *_addressees(said), *_blocks(said.body, closing=True), _ending(said)]
    landscape = False
    for annex in said.annexes:
        parts += [_section_end(landscape=landscape, is_first=annex is said.annexes[0]), *_annex(annex)]
        landscape = annex.landscape
    last = _section(landscape=landscape, is_first=not said.annexes)
    return "".join((*parts, paragraph("", "Khoang"), last))


def _letterhead(said: Lines) -> Iterator[str]:
    left, right = said.left_mm, text_width() - said.left_mm
    names = "".join(
        (
            *(paragraph(line, "ChuQuan") for line in said.parent),
            *(paragraph(line, "BanHanh") for line in said.agency),
            _rule(said.agency, "co_quan_ban_hanh", share=RULE_SHARE, room_mm=left),
        )
    )
    nation = paragraph(NATION, "QuocHieu") + paragraph(MOTTO, "TieuNgu")
    nation += _rule([MOTTO], "tieu_ngu", share=1.0, room_mm=right)
    about = paragraph(said.about, "VeViec", indent(2, 2)) if said.about else ""
    rows = row(cell(names, left) + cell(nation, right))
    rows += row(
        cell(paragraph(said.number, "SoKyHieu") + about, left) + cell(paragraph(said.place_and_day, "DiaDanh"), right)
    )
    yield table(rows, (left, right))
    if said.urgency:
        yield _stamp(said)


def _rule(text: Sequence[str], component: str, *, share: float, room_mm: float) -> str:
    """A line under `text`, as long as `share` of its longest line."""
    figure = figures()[component]
    longest = max((glyphs.width(line, points=figure.points, is_bold=figure.is_bold) for line in text), default=0)
    return rule_line(min(longest / POINTS_PER_MM, room_mm) * share, room_mm)


def _stamp(said: Lines) -> str:
    """A box of its prescribed size, centred under the agency."""
    width = STAMPS.get(said.urgency, 40.0)
    left = (said.left_mm - width) / 2
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="12" w:space="{space}" w:color="FF0000"/>'
        for side, space in (("top", 3), ("left", 0), ("bottom", 3), ("right", 0))
    )
    box = f'<w:pBdr>{sides}</w:pBdr><w:spacing w:before="160" w:after="0" w:line="300" w:lineRule="exact"/>'
    return paragraph(said.urgency, "DoKhan", box + indent(left, text_width() - left - width))


def _title(said: Lines) -> Iterator[str]:
    if said.type_name:
        yield paragraph(said.type_name, "TenLoai")
        yield from (paragraph(line, "TrichYeu") for line in said.subject)
        yield _rule(said.subject, "trich_yeu_co_ten_loai", share=RULE_SHARE, room_mm=text_width())
        yield paragraph("", "Khoang")


def _addressees(said: Lines) -> Iterator[str]:
    """One addressee on the line of "Kính gửi:", several below it, their dashes under the colon."""
    opening = f"Kính gửi: {said.addressees[0]}" if len(said.addressees) == 1 else "Kính gửi:"
    air = '<w:spacing w:before="240" w:after="0"/>'
    if len(said.addressees) == 1:
        yield paragraph(opening, "KinhGui", air + '<w:jc w:val="center"/>')
    elif said.addressees:
        colon, dash = _mm("Kính gửi"), _mm("- ")
        longest = max(map(_mm, said.addressees)) + dash
        left = min(max((text_width() - colon - longest) / 2, 12.7), 40.0)
        yield paragraph(opening, "KinhGui", air + indent(left))
        for line in said.addressees:
            yield paragraph(
                f"- {line}", "KinhGui", '<w:spacing w:before="60" w:after="0"/>' + indent(left + colon + dash, 0, dash)
            )
    if said.addressees:
        yield paragraph("", "Khoang")


def _mm(text: str) -> float:
    return glyphs.width(text, points=figures()["kinh_gui"].points) / POINTS_PER_MM


def _blocks(blocks: Sequence[Said | Grid], *, closing: bool = False) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            yield from _grid(block)
        else:
            # the last words are not left alone on the page before the signature
            keep = "<w:keepNext/>" if closing and block is blocks[-1] else ""
            yield paragraph(block.text, HEADINGS.get(block.level, "NoiDung"), keep)


def _grid(grid: Grid) -> Iterator[str]:
    if grid.caption:
        yield paragraph(grid.caption, "BangTen")
    else:
        yield paragraph("", "Khoang", "<w:keepNext/>")
    points = round(grid.points)
    head = row(_cells(grid.header, grid, [f"BangDau{points}"] * len(grid.header), MIDDLE), "<w:tblHeader/>")
    styles = [f"BangSo{points}" if is_centred else f"BangO{points}" for is_centred in grid.centred]
    rows = "".join(row(_cells(line, grid, styles, "")) for line in grid.rows)
    borders = f"<w:tblBorders>{SINGLE}</w:tblBorders>"
    yield table((head if grid.header else "") + rows, grid.widths, borders=borders, padding_mm=1.5)
    yield paragraph("", "Khoang")


MIDDLE = '<w:vAlign w:val="center"/>'


def _cells(texts: Sequence[str], grid: Grid, styles: Sequence[str], properties: str) -> str:
    return "".join(
        cell(paragraph(text, style), width, properties)
        for text, style, width in zip(texts, styles, grid.widths, strict=True)
    )


def _ending(said: Lines) -> str:
    """Nơi nhận on the left, the signature level with it on the right."""
    left = text_width() * LEFT_COLUMN_OF_ENDING
    right = text_width() - left
    listed = paragraph("Nơi nhận:", "NoiNhan") + "".join(
        paragraph(line, "NoiNhanDong", indent(2, 4, 2)) for line in said.recipients
    )
    signed = "".join(paragraph(line, "ChucVu") for line in said.capacity)
    signed += paragraph(said.signer, "HoTen", f'<w:spacing w:before="{SIGNATURE_PT * 20}" w:after="0"/>')
    gap = paragraph("", "Khoang", "<w:keepNext/>")
    return gap + gap + table(row(cell(listed, left) + cell(signed, right)), (left, right))


def _annex(annex: Annex) -> Iterator[str]:
    yield paragraph(annex.heading, "PhuLuc")
    yield paragraph(annex.title, "PhuLucTen")
    yield paragraph(annex.attached, "PhuLucKem")
    yield paragraph("", "Khoang")
    yield from _blocks(annex.blocks)


def _section_end(*, landscape: bool, is_first: bool) -> str:
    """The last, empty paragraph of a section, which carries its page."""
    page = _section(landscape=landscape, is_first=is_first)
    return f'<w:p><w:pPr><w:pStyle w:val="Khoang"/>{page}</w:pPr></w:p>'


def _section(*, landscape: bool, is_first: bool) -> str:
    """A4 with the decree's margins; page numbers from 1, none on the first page, appendices counted apart."""
    wide, high = twips(figures()["paper_width_mm"].least), twips(figures()["paper_height_mm"].least)
    size = f'w:w="{high}" w:h="{wide}" w:orient="landscape"' if landscape else f'w:w="{wide}" w:h="{high}"'
    margins = " ".join(f'w:{side}="{twips(margin(side))}"' for side in ("top", "right", "bottom", "left"))
    header = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if is_first else ""
    return (
        f'<w:sectPr>{header}<w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar {margins} w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>'
        f'<w:pgNumType w:start="1"/><w:titlePg/></w:sectPr>'
    )


def page_number() -> str:
    """The one paragraph of the header."""
    field = '<w:fldChar w:fldCharType="{}"/>'
    runs = (field.format("begin"), '<w:instrText xml:space="preserve"> PAGE </w:instrText>', field.format("separate"))
    told = "".join(f"<w:r>{run}</w:r>" for run in runs) + text_run("2") + f"<w:r>{field.format('end')}</w:r>"
    return f'<w:p><w:pPr><w:pStyle w:val="SoTrang"/></w:pPr>{told}</w:p>'
