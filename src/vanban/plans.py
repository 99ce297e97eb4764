"""Plan blocks: "Cơ quan chủ trì: …; Cơ quan phối hợp: …; Thời gian: …" under one piece of work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from vanban import dates
from vanban.agencies import Agency, AgencyTable, list_at
from vanban.blocks import Block, Span
from vanban.clauses import Order, opens_with_verb, orders
from vanban.findings import Assignment
from vanban.grammar import plans as grammar
from vanban.outline import Node


@dataclass
class _PlanBlock:
    """The labelled lines of one piece of work."""

    values: dict[str, tuple[Block, str]] = field(default_factory=dict)
    pieces: list[Block | Node] = field(default_factory=list)


def label_lines(node: Node) -> list[tuple[Block | Node, tuple[str, str]]]:
    """The direct pieces of a node that are labelled lines; [] unless they name who does it."""
    lines: list[tuple[Block | Node, tuple[str, str]]] = []
    for piece in node.content:
        block = piece if isinstance(piece, Block) else piece.block
        if block is None or block.kind == "row":
            continue
        label = label_of(block.body.strip())
        if label:
            lines.append((piece, label))
    roles = {role for _, (role, _) in lines}
    return lines if "lead" in roles and len(lines) >= 2 else []


def label_of(text: str) -> tuple[str, str] | None:
    """(role, value) of a labelled line."""
    for role, pattern in grammar.LABELS:
        m = pattern.match(text)
        if m:
            return role, text[m.end() :].strip()
    return None


def inline_plan(node: Node, table: AgencyTable, issued_on: date | None) -> Assignment | None:
    """A clause that tells in brackets who leads it: "… (Chủ trì: Sở Nội vụ; Thời gian: Tháng 7/2026)"."""
    block = node.block
    under = node.content[0] if len(node.content) == 1 else None
    if block is None or (node.content and not (isinstance(under, Block) and label_of(under.text))):
        return None
    below = under if isinstance(under, Block) else None
    text = f"{block.text} ({below.text.rstrip(' .')})." if below else block.text
    values: dict[str, str] = {}
    for piece in re.split(r"[;(]\s*|\)?\.\s+", text[block.body_at :])[1:]:
        label = label_of(piece)
        if label:
            values.setdefault(label[0], label[1].rstrip(" .)"))
    leads = all_agencies(values.get("lead", ""), table)
    if not leads or opens_with_verb(block.body) is None:
        return None
    times = dates.find(values.get("time", ""), issued_on=issued_on, column=True)
    return Assignment(
        path=node.path,
        leads=tuple(leads),
        lead_implicit=False,
        coordinating=tuple(all_agencies(values.get("coordinating", ""), table)),
        text=f"{block.body} {below.text}" if below else block.body,
        action=block.body,
        product=values.get("result"),
        report_to=(),
        deadlines=times.said,
        recurrence=times.cadences,
        span=Span(block.span(block.body_at, len(block.text)).start, below.end if below else block.end),
        rule="plan.inline",
        confidence=0.9,
    )


def is_time_line(text: str) -> bool:
    """A line of its own that only gives the time: "Thời hạn hoàn thành: Trước ngày 30/11/2026"."""
    label = label_of(text.strip())
    return label is not None and label[0] == "time"


def with_time_lines(times: dates.Times, lines: list[str], issued_on: date | None) -> dates.Times:
    """The times of a clause and of the time lines under it, read as a time column."""
    for line in lines:
        label = label_of(line.strip())
        if label and label[0] == "time":
            more = dates.find(label[1].rstrip(" ."), issued_on=issued_on, column=True)
            times = dates.Times(
                (*times.said, *more.said), (*times.cadences, *more.cadences), (*times.flags, *more.flags)
            )
    return times


def plan_blocks(node: Node, table: AgencyTable, issued_on: date | None) -> Iterator[Assignment]:
    """One assignment for each piece of work with labelled lines under the node."""
    lines = label_lines(node)
    blocks: list[_PlanBlock] = []
    for piece, (role, value) in lines:
        block = piece if isinstance(piece, Block) else piece.block
        assert block is not None
        if not blocks or role in blocks[-1].values:
            blocks.append(_PlanBlock())
        blocks[-1].values[role] = (block, value)
        blocks[-1].pieces.append(piece)
    for i, one in enumerate(blocks):
        if "lead" in one.values:
            yield from _assignments(node, one, len(blocks) > 1 and i > 0, table, issued_on)


def _assignments(
    node: Node, plan: _PlanBlock, later: bool, table: AgencyTable, issued_on: date | None
) -> Iterator[Assignment]:
    first = plan.pieces[0]
    first_block = first if isinstance(first, Block) else first.block
    opening = first_block if later or node.block is None else node.block
    last_piece = plan.pieces[-1]
    last = last_piece if isinstance(last_piece, Block) else last_piece.end_block
    assert opening is not None and last is not None
    title = "" if opening is first_block else opening.body.strip(" .:")
    texts = [opening.text] if title else []
    opened = [p if isinstance(p, Block) else p.block for p in plan.pieces]
    texts += [block.text for block in opened if block is not None]
    content = plan.values.get("content", (None, ""))[1] or title
    times = (
        dates.find(plan.values["time"][1], issued_on=issued_on, column=True)
        if "time" in plan.values
        else dates.Times((), ())
    )
    together = all_agencies(plan.values.get("coordinating", (None, ""))[1], table)
    for leads, action, rule in _leads(plan.values["lead"][1], content, table):
        yield Assignment(
            path=_path(node),
            leads=tuple(leads),
            lead_implicit=False,
            coordinating=tuple(together),
            text=" ".join(texts),
            action=action,
            product=plan.values["result"][1] if "result" in plan.values else None,
            report_to=(),
            deadlines=times.said,
            recurrence=times.cadences,
            span=Span(opening.start, last.end),
            rule=rule,
            confidence=0.92 if times.said or leads else 0.7,
        )


def _path(node: Node) -> str:
    return node.path


def _leads(value: str, content: str, table: AgencyTable) -> Iterator[tuple[list[Agency], str, str]]:
    """The lead line is a list of names, or itself a clause with verbs."""
    found: list[Order] = orders(value, table)
    if found and all(order.verb_at - order.leads[-1].end < 12 for order in found if order.leads):
        for order in found:
            yield list(order.leads), value[order.verb_at : order.end].strip(" ;."), "plan+clause"
        return
    yield all_agencies(value, table), content, "plan"


def all_agencies(value: str, table: AgencyTable) -> list[Agency]:
    """Every agency of a cell or line, also past words that are not names."""
    out: list[Agency] = []
    at = 0
    value = value.strip(" .;-")
    while at < len(value):
        found, end = list_at(value, at, table)
        if not found and value[at].isupper():
            found, end = _as_written(value, at)
        out.extend(a for a in found if a.name not in {b.name for b in out})
        step = re.compile(r"[,;:.(]\s*|\bvà |\bcùng |\s-\s").search(value, max(end, at + 1))
        if not step:
            break
        at = step.end()
    return out


def _as_written(value: str, at: int) -> tuple[list[Agency], int]:
    """A name in a cell that no rule knows: kept as written up to the next separator."""
    piece = re.compile(r"[^,;:.()]{2,80}").match(value, at)
    if not piece:
        return [], at
    name = piece.group().strip()
    return [Agency(name, None, at, at + len(name), name)], piece.end()
