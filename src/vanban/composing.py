"""Puts an assignment together: its text and span, who works with whom, when, to whom, with what result."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban import dates
from vanban.agencies import Agency
from vanban.blocks import Block, Span
from vanban.clauses import coordinators, past_partners
from vanban.contexts import Context, Paper
from vanban.findings import Assignment
from vanban.plans import is_time_line, with_time_lines
from vanban.receivers import product_of, receivers


@dataclass(frozen=True)
class Clause:
    """Where a clause stands: in one block, perhaps with blocks that belong to it."""

    #: the block it opens in
    block: Block
    #: offsets into the block's text
    start: int
    #: one past its end in the block
    stop: int
    #: path in the document
    path: str
    #: the last block that belongs to it, when it goes on past its own
    last: Block | None


class Composer:
    """Puts together the assignments of one part of a paper."""

    def __init__(self, paper: Paper, blocks: list[Block]) -> None:
        self.paper, self.blocks = paper, blocks

    def assignment(
        self, clause: Clause, verb: int, leads: tuple[Agency, ...], context: Context, rule: str, confidence: float
    ) -> Assignment:
        """The assignment of a clause whose verb stands at `verb` in the block's text."""
        table = self.paper.table
        text, span = self._text_and_span(clause)
        times = self._times(clause, text)
        inherited = context.coordinating if rule.startswith("heading+") else ()
        together = self.paper.resolved(tuple(coordinators(text, table))) or inherited
        names = {a.name for a in leads}
        implicit = rule == "implicit+verb"
        action = clause.block.text[past_partners(clause.block.text, verb, table) : clause.stop].strip()
        return Assignment(
            path=clause.path,
            leads=leads,
            lead_implicit=implicit,
            coordinating=tuple(a for a in together if a.name not in names),
            text=text,
            action=action,
            product=product_of(action),
            report_to=tuple(a.name for a in receivers(text, table)),
            deadlines=times.said,
            recurrence=times.cadences,
            span=span,
            rule=rule,
            confidence=confidence,
            flags=(*(("lead_implicit",) if implicit else ()), *times.flags),
        )

    def _text_and_span(self, clause: Clause) -> tuple[str, Span]:
        block, last = clause.block, clause.last
        span = block.span(clause.start, len(block.text[: clause.stop].rstrip()))
        if last is None or last.end <= span.end:
            return block.text[clause.start : clause.stop].strip(), span
        pieces = [block.text[clause.start :], *(other.text for other in self._following(clause))]
        return " ".join(pieces), Span(span.start, last.end)

    def _times(self, clause: Clause, text: str) -> dates.Times:
        """The clause's own times: bullets of contents are left out, a time line is read as a time column."""
        plain = [block.text for block in self._following(clause) if block.marker is None]
        if clause.last is not None:
            own = [clause.block.text[clause.start : clause.stop], *(t for t in plain if not is_time_line(t))]
            text = " ".join(own)
        times = _of_this_order(text, dates.find(text, issued_on=self.paper.issued_on))
        return with_time_lines(times, plain, self.paper.issued_on)

    def _following(self, clause: Clause) -> list[Block]:
        """The blocks after the clause's own up to its last."""
        if clause.last is None:
            return []
        at = next(i for i, other in enumerate(self.blocks) if other is clause.block)
        end = next(i for i, other in enumerate(self.blocks) if other is clause.last)
        return self.blocks[at + 1 : end + 1]


def _of_this_order(text: str, times: dates.Times) -> dates.Times:
    """Leaves out what the receiver does next ("… để tổng hợp, báo cáo X trước ngày …") and cadences said twice."""
    said = [
        s
        for i, s in enumerate(times.said)
        if not (i and re.match(r"\s*để [^;.]*$", text[times.said[i - 1].end : s.start]))
    ]
    cadences = {c.value: c for c in reversed(times.cadences)}
    return dates.Times(tuple(said), tuple(sorted(cadences.values(), key=lambda c: c.start)), times.flags)
