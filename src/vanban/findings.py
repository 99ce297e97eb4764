"""The value types a reading is made of: an assignment with its deadlines and where it stands, and all of a paper."""

from __future__ import annotations

from dataclasses import dataclass, field

from vanban.agencies import Agency
from vanban.annex_rows import Group, TargetRow, TaskRow
from vanban.blocks import Span
from vanban.cadences import Cadence
from vanban.dates import Said


@dataclass(frozen=True)
class Assignment:
    """Who must do what by when, as one clause of the paper says it."""

    #: "II.1.a", "PL.3", "" for an unnumbered paragraph
    path: str
    #: the agencies that must do it; empty when nobody is named
    leads: tuple[Agency, ...]
    #: the lead follows from the whole document
    lead_implicit: bool
    #: who works together with them
    coordinating: tuple[Agency, ...]
    #: the whole clause
    text: str
    #: the clause from its verb on
    action: str
    #: the paper or system to be delivered
    product: str | None
    #: to whom it is reported, submitted or sent
    report_to: tuple[str, ...]
    #: deadlines in the order of the text
    deadlines: tuple[Said, ...]
    #: recurrences
    recurrence: tuple[Cadence, ...]
    #: where the clause stands in the stored reading
    span: Span
    #: id of the rule that found it
    rule: str
    #: 0..1; from 0.9 on almost surely right
    confidence: float
    #: what a person should look at
    flags: tuple[str, ...] = field(default=())
    #: what the group row above says, in a table
    group: Group | None = None


@dataclass(frozen=True)
class Found:
    """What a paper orders: its assignments, and the rows of its tables that are tasks or targets."""

    #: in the order of the text; task rows among them
    assignments: tuple[Assignment, ...]
    #: in the order of the text
    task_rows: tuple[TaskRow, ...]
    #: in the order of the text
    target_rows: tuple[TargetRow, ...]
