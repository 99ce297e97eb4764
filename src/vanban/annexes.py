"""Task tables of an annex: rows of a drawn table, and tables that the conversion flattened into lines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vanban import dates
from vanban.agencies import Agency, AgencyTable
from vanban.blocks import Block, Span
from vanban.cells import Cell, cells_of
from vanban.findings import Assignment
from vanban.flat_tables import Line, Row, head_at, lines_of, roles_of, rows_of
from vanban.outline import Part
from vanban.plans import all_agencies
from vanban.receivers import receivers


def table_rows(part: Part, source: str, table: AgencyTable, issued_on: date | None) -> list[Assignment]:
    """The assignments of the task tables in one part; [] when it has none."""
    drawn = [b for b in part.blocks if b.kind == "row"]
    if drawn:
        return list(_drawn(drawn, table, issued_on))
    lines = lines_of(part.blocks)
    at = _head_at(lines)
    if at is None:
        return []
    roles, length = head_at(lines, at)
    return list(_flat(lines[at + length :], roles, table, issued_on))


def flat_table_at(part: Part) -> int:
    """Index of the block in which a flattened table begins; past the last block when there is none."""
    lines = lines_of(part.blocks)
    at = _head_at(lines)
    return len(part.blocks) if at is None else lines[at].block


def _head_at(lines: list[Line]) -> int | None:
    return next((i for i in range(len(lines)) if head_at(lines, i)[1]), None)


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
    """What a column is called to hold; "other" for what no column of a task table is called."""
    words = cell.strip(" *.:")
    if re.fullmatch(r"(?i:stt|tt|số tt|số thứ tự|#)", words):
        return "ordinal"
    roles = roles_of(words) if 0 < len(words) < 70 and not re.match(r"\d", words) else ()
    return roles[0] if roles else "other"


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


def _flat(
    lines: list[Line], roles: tuple[str, ...], table: AgencyTable, issued_on: date | None
) -> Iterator[Assignment]:
    above: tuple[Agency, ...] = ()
    for row in rows_of(lines):
        for one in _flat_row(row, roles, above, table, issued_on):
            above = one.leads
            yield one


def _flat_row(
    row: Row, roles: tuple[str, ...], above: tuple[Agency, ...], table: AgencyTable, issued_on: date | None
) -> Iterator[Assignment]:
    text, starts = _joined(row.lines)
    breaks = tuple(starts[b] for b in row.breaks if 0 < b < len(starts))
    cells = cells_of(text, sorted(set(starts)), roles, table, breaks)
    name = next((text[c.start : c.end].strip() for c in cells if c.role == "name"), "")
    for part in _results(cells):
        values = {c.role: text[c.start : c.end].strip() for c in reversed(part)}
        named = [a for c in part if c.role == "lead" for a in all_agencies(text[c.start : c.end], table)]
        leads = tuple({a.name: a for a in named}.values()) or above
        if not leads or not name:
            continue
        times = dates.find(values.get("time", ""), issued_on=issued_on, column=True)
        sure = all(c.sure for c in part) and "lead" in values and ("time" in values or "time" not in roles)
        yield Assignment(
            path=f"PL.{row.number}",
            leads=leads,
            lead_implicit=False,
            coordinating=tuple(all_agencies(values.get("coordinating", ""), table)),
            text=text,
            action=name,
            product=values.get("result"),
            report_to=_receivers(values.get("result", ""), name, table),
            deadlines=times.said,
            recurrence=times.cadences,
            span=Span(row.lines[0].start, row.lines[-1].end),
            rule="annex.flat_row",
            confidence=0.93 if sure else 0.75,
        )


def _results(cells: list[Cell]) -> list[list[Cell]]:
    """The cells of each result of a row; a second lead without a time of its own belongs to the result before it."""
    common: list[Cell] = []
    parts: list[list[Cell]] = [[]]
    for n, cell in enumerate(cells):
        if cell.role == "lead" and parts[-1] and not any(c.role == "time" for c in cells[n:]):
            parts[-1].append(cell)
            continue
        if any(c.role == cell.role for c in parts[-1]):
            common = common or [c for c in parts[0] if c.role in ("name", "lead", "coordinating")]
            follows = {c.role for c in cells[n:]} if cell.role == "lead" else {cell.role}
            parts.append([c for c in common if c.role not in follows or c.role == "name"])
        parts[-1].append(cell)
    return parts


def _joined(lines: tuple[Line, ...]) -> tuple[str, list[int]]:
    """The running text of the lines, and where each line begins in it."""
    text, starts = "", []
    for line in lines:
        glued = re.search(r"[\w&]-$", text) and line.text[:1].isupper()
        text += " " if text and line.text and not glued else ""
        starts.append(len(text))
        text += line.text
    return text, starts
