"""Task tables of an annex: rows of a drawn table, and tables that the conversion flattened into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from vanban import dates
from vanban.agencies import Agency, AgencyTable, list_at
from vanban.blocks import Block, Span
from vanban.clauses import opens_with_verb, receivers
from vanban.findings import Assignment
from vanban.grammar import heads
from vanban.grammar import tables as grammar
from vanban.outline import Part
from vanban.plans import all_agencies


def table_rows(part: Part, source: str, table: AgencyTable, issued_on: date | None) -> list[Assignment]:
    """The assignments of the task tables in one part; [] when it has none."""
    drawn = [b for b in part.blocks if b.kind == "row"]
    if drawn:
        return list(_drawn(drawn, table, issued_on))
    lines = _lines(part.blocks[flat_table_at(part) :])
    columns = _header(lines)
    if columns is None:
        return []
    return list(_flat(lines, columns, table, issued_on))


def flat_table_at(part: Part) -> int:
    """Index of the block in which a flattened table begins; past the last block when there is none."""
    for i, block in enumerate(part.blocks):
        first = block.text[: block.breaks[1]].strip() if len(block.breaks) > 1 else block.text
        if grammar.ORDINAL_HEAD.fullmatch(first) and _header(_lines(part.blocks[i : i + 12])) is not None:
            return i
    return len(part.blocks)


# -- a drawn table -----------------------------------------------------------------------------------------------


def _drawn(rows: list[Block], table: AgencyTable, issued_on: date | None) -> Iterator[Assignment]:
    columns: list[str] = []
    last: dict[str, str] = {}
    count = 0
    for row in rows:
        roles = [_role(cell) for cell in row.cells]
        if "lead" in roles and "name" in roles:
            columns = roles
            continue
        cells = _by_column(row, columns, last)
        name, lead = cells.get("name", ""), cells.get("lead", "")
        if not name or not lead or _role(lead) == "lead" or re.fullmatch(r"\(?\d+\)?", lead):
            continue
        count += cells.get("ordinal") != last.get("ordinal") or cells.get("name") != last.get("name")
        last = cells
        number = re.sub(r"\W", "", cells.get("ordinal", "")) or str(count)
        yield _row(number, name, cells, row.text, Span(row.start, row.end), table, issued_on)


def _by_column(row: Block, columns: list[str], last: dict[str, str]) -> dict[str, str]:
    """Cells by the role of their column; a row short of its first cells continues the row above."""
    if not columns:
        return {}
    if len(row.cells) == len(columns):
        return {role: cell for role, cell in zip(columns, row.cells, strict=True) if role != "other"}
    if last and 2 <= len(row.cells) < len(columns):
        merged = dict(last)
        merged.update(zip(columns[-len(row.cells) :], row.cells, strict=True))
        return merged
    return {}


def _role(cell: str) -> str:
    for role, pattern in grammar.COLUMNS:
        if pattern.fullmatch(cell.strip(" *")):
            return role
    return "other"


def _row(
    number: str, name: str, cells: dict[str, str], text: str, span: Span, table: AgencyTable, issued_on: date | None
) -> Assignment:
    times = dates.find(cells.get("time", ""), issued_on=issued_on, column=True)
    leads = all_agencies(cells.get("lead", ""), table)
    return Assignment(
        path=f"PL.{number}",
        leads=tuple(leads),
        lead_implicit=False,
        coordinating=tuple(all_agencies(cells.get("coordinating", ""), table)),
        text=text,
        action=name,
        product=cells.get("result") or None,
        report_to=_receivers(cells.get("result", ""), name, table),
        deadlines=times.said,
        recurrence=times.cadences,
        span=span,
        rule="annex.row",
        confidence=0.93 if leads else 0.5,
        flags=() if leads else ("lead_unread",),
    )


def _receivers(result: str, name: str, table: AgencyTable) -> tuple[str, ...]:
    return tuple(a.name for a in receivers(result, table) or receivers(name, table))


# -- a flattened table -------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Line:
    text: str
    start: int
    end: int


def _lines(blocks: list[Block]) -> list[_Line]:
    out: list[_Line] = []
    for block in blocks:
        edges = [*block.breaks, len(block.text)]
        for a, b in pairwise(edges):
            text = block.text[a:b].strip()
            if text:
                span = block.span(a, len(block.text[:b].rstrip()))
                out.append(_Line(text, span.start, span.end))
    return out


def _header(lines: list[_Line]) -> list[str] | None:
    """The roles of the columns when the lines begin with the head of a task table."""
    for i, line in enumerate(lines):
        if grammar.ORDINAL_HEAD.fullmatch(line.text):
            text = " ".join(x.text for x in lines[i : i + 16])
            roles = [role for role, pattern in grammar.FLAT_COLUMNS if pattern.search(text[:260])]
            if "lead" in roles and ("time" in roles or "coordinating" in roles or "result" in roles):
                return roles
    return None


def _flat(lines: list[_Line], columns: list[str], table: AgencyTable, issued_on: date | None) -> Iterator[Assignment]:
    for number, row in _rows(lines):
        yield from _flat_row(number, row, columns, table, issued_on)


def _rows(lines: list[_Line]) -> Iterator[tuple[str, list[_Line]]]:
    """Lines of each numbered row, heads of the table left out wherever they repeat."""
    expected, number = 1, ""
    current: list[_Line] = []
    skip = 0
    for i, line in enumerate(lines):
        if grammar.ORDINAL_HEAD.fullmatch(line.text):
            skip = _head_length(lines, i)
        if skip:
            skip -= 1
            continue
        m = grammar.ROW_NUMBER.match(line.text)
        if m and int(m.group(1)) in (expected, 1) and _starts_row(line.text, m, lines, i):
            if current:
                yield number, current
            number, expected = m.group(1), int(m.group(1)) + 1
            rest = line.text[m.end() :]
            current = [_Line(rest, line.start, line.end)] if rest else []
            if not rest:
                current = [_Line("", line.start, line.end)]
            continue
        if grammar.GROUP_ROW.match(line.text) and current:
            yield number, current
            current = []
            continue
        if current:
            current.append(line)
    if current:
        yield number, current


def _starts_row(text: str, m: re.Match[str], lines: list[_Line], i: int) -> bool:
    rest = text[m.end() :]
    if rest:
        return rest[0].isupper() or rest[0] in '“"('
    return i + 1 < len(lines) and (lines[i + 1].text[0].isupper() or lines[i + 1].text[0] in '“"(')


def _head_length(lines: list[_Line], at: int) -> int:
    length = 1
    while at + length < len(lines) and length < 16 and grammar.HEAD_WORDS.fullmatch(lines[at + length].text):
        length += 1
    return length


def _flat_row(
    number: str, lines: list[_Line], columns: list[str], table: AgencyTable, issued_on: date | None
) -> Iterator[Assignment]:
    text, starts = _joined(lines)
    span = Span(lines[0].start, lines[-1].end)
    lead_at = _first_agency(text, starts, table)
    if lead_at is None:
        return
    name = text[:lead_at].strip()
    at: int | None = lead_at
    rows: list[_Row] = []
    while at is not None:
        leads, together, rest_at = _agencies_of(text, at, starts, columns, table)
        time = _time_at(text, rest_at, starts)
        upto = time.end() if time else len(text)
        rows.append((leads, together, text[rest_at : time.start()] if time else text[rest_at:], time))
        at = _next_agency(text, upto, starts, table) if time else None
        if time and at is None:
            again = _time_at(text, upto, starts)
            if again and _is_new_result(text[upto : again.start()]):
                rows.append((leads, together, text[upto : again.start()], again))
    merged = _merge_leads(rows)
    for leads, together, result, time in merged:
        times = dates.find(time.group().strip(), issued_on=issued_on, column=True) if time else dates.Times((), ())
        yield Assignment(
            path=f"PL.{number}",
            leads=tuple(leads),
            lead_implicit=False,
            coordinating=tuple(together),
            text=text,
            action=name,
            product=result.strip() or None,
            report_to=_receivers(result, name, table),
            deadlines=times.said,
            recurrence=times.cadences,
            span=span,
            rule="annex.flat_row",
            confidence=0.9 if opens_with_verb(name) is not None else 0.8,
        )


_Row = tuple[list[Agency], list[Agency], str, re.Match[str] | None]


def _merge_leads(rows: list[_Row]) -> list[_Row]:
    """A second agency without a time of its own belongs to the row before it."""
    out: list[_Row] = []
    for row in rows:
        if out and row[3] is None:
            known = {a.name for a in out[-1][0]}
            out[-1][0].extend(a for a in row[0] if a.name not in known)
            continue
        out.append((list(row[0]), *row[1:]))
    return out


def _joined(lines: list[_Line]) -> tuple[str, list[int]]:
    text, starts = "", []
    for line in lines:
        if not line.text:
            continue
        if text:
            text += "" if re.search(r"\w-$", text) and line.text[:1].isupper() else " "
        starts.append(len(text))
        text += line.text
    return text, starts


def _first_agency(text: str, starts: list[int], table: AgencyTable) -> int | None:
    """The first line that opens with an agency's name, past the first line of the row."""
    for start in starts[1:]:
        if (
            _agency_line(text, start, table)
            and _is_pair(text, start, table)
            and not re.search(r"(?:của|trình|với|,|và)$", text[:start].rstrip())
        ):
            return start
    for start in starts[1:]:
        if _agency_line(text, start, table) and not re.search(
            r"(?:của|trình|với|và|,|do|cho|về|báo cáo|tham mưu|các|từ|tại|đến)$", text[:start].rstrip()
        ):
            return start
    return None


def _next_agency(text: str, at: int, starts: list[int], table: AgencyTable) -> int | None:
    """A second lead in the same row: an agency with a bracket after it, or with a second cell of agencies."""
    for start in starts:
        if start >= at and _agency_line(text, start, table) and _is_pair(text, start, table):
            return start
    return None


def _is_pair(text: str, start: int, table: AgencyTable) -> bool:
    leads, end = list_at(text, start, table)
    if re.match(r"\s*\(", text[leads[-1].end :]):
        return True
    space = re.compile(r"\s*").match(text, end)
    together, end2 = list_at(text, space.end() if space else end, table)
    return bool(together) and end2 > end and text[space.end() if space else end].isupper()


def _agency_line(text: str, start: int, table: AgencyTable) -> bool:
    if not text[start].isupper():
        return False
    found, end = list_at(text, start, table)
    return (
        bool(found)
        and end > start
        and not re.match(r"Các (?:văn bản|đề tài|hoạt động|cơ chế|nội dung|kế hoạch|số|chỉ tiêu)", text[start:])
    )


def _agencies_of(
    text: str, at: int, starts: list[int], columns: list[str], table: AgencyTable
) -> tuple[list[Agency], list[Agency], int]:
    leads, end = list_at(text, at, table)
    if "coordinating" not in columns:
        return leads, [], end
    space = re.compile(r"\s*").match(text, end)
    place = space.end() if space else end
    together, end2 = list_at(text, place, table)
    if together and (place in starts or text[place].isupper()):
        return leads, together, end2
    return leads, [], end


def _is_new_result(between: str) -> bool:
    """Words of a second result stand between two times, not only the document the row is grounded on."""
    cited = list(heads.CITED.regex.finditer(between))
    rest = between[cited[-1].end() :] if cited else between
    rest = re.sub(r"^[,\s]*ngày [\d/.]+", "", rest)
    return len(rest.split()) >= 3


def _time_at(text: str, at: int, starts: list[int]) -> re.Match[str] | None:
    for start in starts:
        if start >= at:
            m = grammar.TIME_CELL.match(text, start)
            if (
                m
                and not re.search(r"(?:ngày|số|tháng|(?<!hằng )(?<!hàng )năm)$", text[:start].rstrip())
                and not re.match(r" [a-zà-ỹ]", text[m.end() :])
            ):
                return m
    return None
