"""Agencies propose new tasks; an accepted one enters the same path as what is read in a paper (A5)."""

import hashlib
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from giamsat.addresses import new_public_id
from giamsat.assignments import actions as assignment_actions
from giamsat.assignments.states import Origin
from giamsat.documents.actions import keep_proposed
from giamsat.documents.models import Document
from giamsat.errors import NotAllowed, Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post
from giamsat.tasks import proposing_rules as rules
from giamsat.tasks.models import Programme, Proposal
from giamsat.tasks.proposing_rules import Wanted
from giamsat.tasks.queries import programmes_open_to
from giamsat.tasks.states import ProposalState
from giamsat.timetable import VIETNAM
from giamsat.wording import nfc, nfc_lines

#: Stands where a reading says which reader made it.
BY_FORM = "đề xuất"


@transaction.atomic
def draft(
    programme: Programme,
    wanted: Wanted,
    *,
    by: Post,
    at: datetime,
    upload: Upload | None = None,
    public_id: str = "",
) -> Proposal:
    """Begin a proposal; nobody outside the agency sees it before it is sent. One form makes one proposal."""
    rules.check_may_propose(by)
    rules.check_wanted(wanted)
    if not programmes_open_to(by).filter(pk=programme.pk).exists():
        raise NotAllowed
    proposal = Proposal(
        public_id=public_id or new_public_id(), programme=programme, unit=by.unit, by=by, created_at=at, upload=upload
    )
    for name, value in _fields(wanted).items():
        setattr(proposal, name, value)
    try:
        with transaction.atomic():
            proposal.save(force_insert=True)
    except IntegrityError as clash:
        raise Stale from clash
    proposal.coordinators.set(wanted.coordinators)
    record("proposal.drafted", proposal, by=by, programme=programme.code)
    return proposal


@transaction.atomic
def rewrite(proposal: Proposal, wanted: Wanted, *, seen: str, by: Post, upload: Upload | None = None) -> None:
    """Change the words of a proposal that is not sent, or came back."""
    rules.check_may_write(proposal, by)
    rules.check_wanted(wanted)
    now = _fields(wanted) | ({"upload": upload} if upload else {})
    mine = Proposal.objects.filter(pk=proposal.pk, state=proposal.state, revision=proposal.revision)
    if seen != proposal.seen or not mine.update(revision=F("revision") + 1, **now):
        raise Stale
    proposal.coordinators.set(wanted.coordinators)
    record("proposal.rewritten", proposal, by=by, version=proposal.revision + 1)
    proposal.refresh_from_db()


@transaction.atomic
def send(proposal: Proposal, *, by: Post) -> None:
    """Send a complete proposal to the standing agency of its programme; the database's clock says when."""
    rules.check_may_send(proposal, by)
    _claim(
        proposal,
        ProposalState.SENT,
        sent_by=by,
        sent_at=DatabaseClock(),
        answer="",
        decided_by=None,
        decided_at=None,
    )
    record("proposal.sent", proposal, by=by)


@transaction.atomic
def accept(proposal: Proposal, *, by: Post, at: datetime) -> Document:
    """Take a proposal in: it becomes a paper whose one candidate may be corrected, consulted on, confirmed, issued."""
    rules.check_may_review(proposal, ProposalState.ACCEPTED, by)
    reading = keep_proposed(by.unit, as_read(proposal), subject=proposal.name, upload=proposal.upload, by=by, at=at)
    assignment_actions.propose(reading, at=at, origin=Origin.UNIT)
    _claim(
        proposal,
        ProposalState.ACCEPTED,
        document=reading.document,
        decided_by=by,
        decided_at=DatabaseClock(),
        answer="",
    )
    record("proposal.accepted", proposal, by=by, document=reading.document.full_symbol)
    proposal.document = reading.document
    return reading.document


@transaction.atomic
def turn_back(proposal: Proposal, *, reason: str, by: Post) -> None:
    """Send a proposal back to be completed, with what is missing."""
    rules.check_may_review(proposal, ProposalState.RETURNED, by, reason=reason)
    _claim(proposal, ProposalState.RETURNED, decided_by=by, decided_at=DatabaseClock(), answer=nfc_lines(reason))
    record("proposal.returned", proposal, by=by, reason=nfc_lines(reason))


@transaction.atomic
def refuse(proposal: Proposal, *, reason: str, by: Post) -> None:
    """Say that a proposal becomes no task, and why."""
    rules.check_may_review(proposal, ProposalState.REFUSED, by, reason=reason)
    _claim(proposal, ProposalState.REFUSED, decided_by=by, decided_at=DatabaseClock(), answer=nfc_lines(reason))
    record("proposal.refused", proposal, by=by, reason=nfc_lines(reason))


def as_read(proposal: Proposal) -> dict[str, Any]:
    """A complete proposal as a paper with one finding, in the shape of `giamsat read --json`."""
    assert proposal.lead is not None and proposal.on is not None and proposal.sent_at is not None
    others = list(proposal.coordinators.order_by("sort_key"))
    parts = [
        proposal.name,
        f"Nội hàm: {proposal.scope}" if proposal.scope else "",
        f"Sản phẩm: {proposal.product}",
        f"Cơ quan chủ trì: {proposal.lead.name}",
        f"Cơ quan phối hợp: {', '.join(unit.name for unit in others)}" if others else "",
        f"Thời hạn: {proposal.words}",
    ]
    order = "\n".join(part for part in parts if part)
    reason = f"Lý do đề xuất: {proposal.reason}" if proposal.reason else ""
    text = "\n".join(part for part in (order, reason) if part)
    at = datetime.combine(proposal.on, proposal.clock) if proposal.clock else None
    finding = {
        "path": "",
        "name": proposal.name,
        "lead": [proposal.lead.name],
        "lead_codes": [proposal.lead.code],
        "coordinating": [unit.name for unit in others],
        "coordinating_codes": [unit.code for unit in others],
        "text": proposal.scope or proposal.name,
        "action": proposal.name,
        "product": proposal.product,
        "recurrence": [],
        "deadlines": [
            {
                "on": proposal.on.isoformat(),
                "at": at.isoformat() if at else None,
                "bound": proposal.bound,
                "text": proposal.words,
            }
        ],
        "span": [0, len(order)],
        "rule": "proposal",
        "confidence": 1.0,
        "flags": [],
    }
    return {
        "text": text,
        "text_hash": hashlib.sha256(text.encode()).hexdigest(),
        "reader_version": BY_FORM,
        "blocks": _lines(text),
        "document": {
            "number": "",
            "symbol": f"ĐX-{proposal.unit.doc_symbol or proposal.unit.code}",
            "type": "đề xuất nhiệm vụ",
            "issuer": proposal.unit.name,
            "date": proposal.sent_at.astimezone(VIETNAM).date().isoformat(),
            "subject": proposal.name,
        },
        "assignments": [finding],
    }


def _fields(wanted: Wanted) -> dict[str, Any]:
    return {
        "name": nfc(wanted.name)[:500],
        "scope": nfc_lines(wanted.scope),
        "product": nfc(wanted.product)[:500],
        "words": nfc(wanted.words)[:300] if wanted.on else "",
        "bound": wanted.bound if wanted.on else "",
        "on": wanted.on,
        "clock": wanted.clock if wanted.on else None,
        "lead_id": wanted.lead,
        "reason": nfc_lines(wanted.reason),
    }


def _claim(proposal: Proposal, to: ProposalState, **changed: Any) -> None:
    mine = Proposal.objects.filter(pk=proposal.pk, state=proposal.state, revision=proposal.revision)
    if not mine.update(state=to, **changed):
        raise Stale
    proposal.state = to


def _lines(text: str) -> list[list[int]]:
    """[start, end] of each line of a text."""
    spans, start = [], 0
    for line in text.split("\n"):
        spans.append([start, start + len(line)])
        start += len(line) + 1
    return spans
