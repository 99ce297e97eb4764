"""What a sheet lacks that Decree 30/2020/NĐ-CP asks for, in sentences for the person who writes the paper."""

import re
from collections.abc import Iterator, Sequence

from giamsat.paper import glyphs
from giamsat.paper.clean import clean
from giamsat.paper.kinds import CONG_VAN, KINDS, Urgency
from giamsat.paper.sheet import Block, Heading, Sheet, Signer, Table

SYMBOL = re.compile(r"[A-ZĐƠƯÂÊÔĂ][\w&]*(-[A-ZĐƠƯÂÊÔĂ][\w&.]*)+")
ACADEMIC = re.compile(r"(PGS|GS|TSKH|TS|ThS|BS|KS|CN|LS|Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư|Bác sĩ|Kỹ sư)[.\s]")
PREFIX = re.compile(r"(TM|KT|TL|TUQ)\.\s")
#: kinds that are sent to somebody named
ADDRESSED = {CONG_VAN, "to_trinh"}


def problems(sheet: Sheet) -> list[str]:
    """Vietnamese sentences, one for each thing missing or wrong; empty when the paper may be issued.

    A blank number and a blank day are no fault: the clerk fills them in when the paper is issued (art. 15).
    """
    return [*_head(sheet), *_symbol(sheet), *_body(sheet), *_ending(sheet), *_appendices(sheet), *_letters(sheet)]


def _head(sheet: Sheet) -> Iterator[str]:
    if sheet.kind not in KINDS:
        yield f"Không có loại văn bản “{sheet.kind}”."
    if not clean(sheet.agency):
        yield "Thiếu tên cơ quan ban hành."
    if not clean(sheet.place):
        yield "Thiếu địa danh."
    if not clean(sheet.subject):
        yield "Thiếu trích yếu nội dung."
    elif len(sheet.subject) > 3 and sheet.subject.isupper():
        yield "Trích yếu nội dung phải viết chữ thường."
    if sheet.number is not None and sheet.number < 1:
        yield "Số văn bản phải từ 01 trở lên."
    if sheet.kind in ADDRESSED and not any(map(clean, sheet.addressees)):
        yield "Thiếu nơi nhận ở dòng “Kính gửi”."
    if sheet.urgency and sheet.urgency not in set(Urgency):
        yield f"Dấu độ khẩn chỉ có thể là {', '.join(Urgency)}."


def _symbol(sheet: Sheet) -> Iterator[str]:
    symbol, kind = clean(sheet.symbol), KINDS.get(sheet.kind)
    if not symbol:
        yield "Thiếu ký hiệu văn bản."
    elif not SYMBOL.fullmatch(symbol):
        yield f"Ký hiệu “{symbol}” không đúng mẫu: các nhóm chữ cách nhau bằng dấu “-”, không có dấu cách."
    elif kind and kind.abbreviation and symbol.split("-")[0] != kind.abbreviation:
        yield f"Ký hiệu “{symbol}” phải bắt đầu bằng “{kind.abbreviation}-”."
    elif sheet.kind == CONG_VAN and symbol.split("-")[0] in _abbreviations():
        yield f"Ký hiệu công văn “{symbol}” không được có chữ viết tắt tên loại văn bản."


def _abbreviations() -> set[str]:
    # TC also begins the symbols of agencies (tài chính), so it tells nothing
    return {kind.abbreviation for kind in KINDS.values() if kind.abbreviation} - {"TC"} | {"CV"}


def _body(sheet: Sheet) -> Iterator[str]:
    if not any(isinstance(block, Table) or clean(block.text) for block in sheet.body):
        yield "Chưa có nội dung."
    yield from _tables(sheet.body)
    yield from _headings(sheet.body)


def _tables(blocks: Sequence[Block]) -> Iterator[str]:
    for number, table in enumerate((block for block in blocks if isinstance(block, Table)), 1):
        name = f"Bảng “{clean(table.caption)}”" if clean(table.caption) else f"Bảng thứ {number}"
        if not any(map(clean, table.header)):
            yield f"{name} không có dòng tiêu đề."
        if any(len(row) != len(table.header) for row in table.rows):
            yield f"{name} có dòng không đủ hoặc thừa cột so với dòng tiêu đề."
        if table.widths is not None and len(table.widths) != len(table.header):
            yield f"{name} có số độ rộng khác số cột."


def _headings(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading) and not 1 <= block.level <= 3:
            yield f"Đề mục “{clean(block.text)}” phải ở cấp 1, 2 hoặc 3."
        if isinstance(block, Heading) and not clean(block.text):
            yield "Có đề mục bỏ trống."


def _ending(sheet: Sheet) -> Iterator[str]:
    recipients = [clean(entry).lstrip("-– ") for entry in sheet.recipients if clean(entry)]
    if not recipients:
        yield "Thiếu “Nơi nhận”."
    elif not re.match(r"Lưu:\s*VT\b", recipients[-1]):
        yield "Dòng cuối của “Nơi nhận” phải là “Lưu: VT, …”."
    yield from _signer(sheet.signer) if sheet.signer else ["Thiếu người ký."]


def _signer(signer: Signer) -> Iterator[str]:
    if not any(map(clean, signer.capacity)):
        yield "Thiếu quyền hạn, chức vụ của người ký."
    elif PREFIX.match(signer.capacity[-1]):
        yield f"Sau “{clean(signer.capacity[-1])}” phải có chức vụ của người ký."
    if not clean(signer.name):
        yield "Thiếu họ tên người ký."
    elif ACADEMIC.match(clean(signer.name)):
        yield "Không ghi học hàm, học vị trước họ tên người ký."
    elif signer.name.isupper():
        yield "Họ tên người ký phải viết chữ thường."


def _appendices(sheet: Sheet) -> Iterator[str]:
    for number, annex in enumerate(sheet.appendices, 1):
        if not clean(annex.title):
            yield f"Phụ lục thứ {number} chưa có tên."
        if not annex.blocks:
            yield f"Phụ lục thứ {number} chưa có nội dung."
        yield from _tables(annex.blocks)
        yield from _headings(annex.blocks)


def _letters(sheet: Sheet) -> Iterator[str]:
    lacking = glyphs.missing("".join(_texts(sheet)))
    if lacking:
        yield f"Phông chữ không có ký tự {' '.join(lacking[:10])}; bản PDF sẽ in ô trống □."


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from map(clean, (sheet.subject, sheet.agency, sheet.parent_agency, *sheet.addressees, *sheet.recipients))
    for block in (*sheet.body, *(block for annex in sheet.appendices for block in annex.blocks)):
        if isinstance(block, Table):
            yield from (clean(cell) for row in (block.header, *block.rows) for cell in row)
        else:
            yield clean(block.text)
