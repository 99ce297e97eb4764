"""A reading: the stored text and everything found in it, as value and as JSON."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from vanban.agencies import AgencyTable
from vanban.annex_rows import TargetRow, TaskRow, group_as_json
from vanban.assignments import find_orders
from vanban.blocks import Block
from vanban.dates import Said
from vanban.findings import Assignment
from vanban.grids import Grids, Place
from vanban.layout import cut
from vanban.letterhead import Letterhead, read_letterhead
from vanban.secrecy import refuse_secret

#: rises whenever a rule changes what is found
READER_VERSION = "4"


@dataclass(frozen=True)
class Reading:
    """What was read from one file. Spans point into `text`, never into the file."""

    #: the stored reading; for plain text exactly the file decoded
    text: str
    #: paragraphs, items, headings and table rows in reading order
    blocks: tuple[Block, ...]
    #: number, symbol, kind, issuer, date …
    letterhead: Letterhead
    #: who must do what by when
    assignments: tuple[Assignment, ...]
    #: rows of its task tables, from which some of the assignments come
    task_rows: tuple[TaskRow, ...]
    #: rows of its target tables
    target_rows: tuple[TargetRow, ...]
    #: version of the rules
    reader_version: str
    #: sha256 of text, hex
    text_hash: str
    #: docx, pdf, text
    media_kind: str

    def as_json(self) -> dict[str, Any]:
        """The shape that scorers and the command line print."""
        return {
            "document": _document(self.letterhead),
            "assignments": [_assignment(a) for a in self.assignments],
            "task_rows": [row.as_json() for row in self.task_rows],
            "target_rows": [row.as_json() for row in self.target_rows],
        }


def reading_of(text: str, media_kind: str, table: AgencyTable, places: tuple[Place, ...] = ()) -> Reading:
    """Reads a stored text; `places` tell where its lines stand in the file."""
    document = cut(text)
    refuse_secret(document.blocks)
    head = read_letterhead(document.blocks, table)
    found = find_orders(document, head, table, Grids(text, places))
    return Reading(
        text=text,
        blocks=document.blocks,
        letterhead=head,
        assignments=found.assignments,
        task_rows=found.task_rows,
        target_rows=found.target_rows,
        reader_version=READER_VERSION,
        text_hash=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        media_kind=media_kind,
    )


def _document(head: Letterhead) -> dict[str, Any]:
    names = (
        "number",
        "symbol",
        "type",
        "issuer",
        "place",
        "date",
        "subject",
        "signer",
        "signer_title",
        "signer_capacity",
        "urgency",
    )
    return {
        **{name: getattr(head, name) for name in names},
        "addressees": list(head.addressees),
        "recipients": list(head.recipients),
        "references": [
            {"number": c.number, "date": c.date, "span": [c.span.start, c.span.end], "relation": c.relation}
            for c in head.references
        ],
    }


def _assignment(a: Assignment) -> dict[str, Any]:
    return {
        "path": a.path,
        "lead": [x.name for x in a.leads],
        "lead_codes": [x.code for x in a.leads],
        "lead_implicit": a.lead_implicit,
        "coordinating": [x.name for x in a.coordinating],
        "coordinating_codes": [x.code for x in a.coordinating],
        "text": a.text,
        "action": a.action,
        "product": a.product,
        "report_to": list(a.report_to),
        "recurrence": [c.value for c in a.recurrence],
        "deadlines": [_deadline(d) for d in a.deadlines],
        "span": [a.span.start, a.span.end],
        "rule": a.rule,
        "confidence": a.confidence,
        "flags": list(a.flags),
        "group": group_as_json(a.group),
    }


def _deadline(said: Said) -> dict[str, Any]:
    return {
        "on": said.on.isoformat() if said.on else None,
        "at": said.moment.isoformat() if said.moment else None,
        "bound": said.bound,
        "text": said.text,
    }
