from datetime import datetime

from django.db import transaction

from giamsat.assignments import queries
from giamsat.assignments.models import Candidate, Decision, DecisionUnit, Review
from giamsat.assignments.rules import Content, NoReason, check_content, check_move
from giamsat.assignments.states import BindingRole, CandidateState
from giamsat.documents.models import Reading
from giamsat.documents.rules import check_may_work_on
from giamsat.errors import Stale
from giamsat.journal.actions import record
from giamsat.journal.rules import SYSTEM
from giamsat.people.models import Post
from giamsat.wording import nfc


@transaction.atomic
def propose(reading: Reading, *, at: datetime) -> Review:
    """Lay the findings of a reading before a person, one candidate each."""
    review = Review.objects.create(reading=reading, document=reading.document, created_at=at)
    Candidate.objects.bulk_create(
        [
            Candidate(
                review=review,
                ordinal=ordinal,
                path=(found.get("path") or "")[:80],
                start=found["span"][0],
                end=found["span"][1],
                rule=(found.get("rule") or "")[:80],
                confidence=found.get("confidence") or 0,
                flags=found.get("flags") or [],
                proposal=found,
            )
            for ordinal, found in enumerate(reading.assignments)
        ]
    )
    record("assignments.proposed", reading.document, by=SYSTEM, candidates=len(reading.assignments))
    return review


@transaction.atomic
def confirm(candidate: Candidate, content: Content, *, by: Post, at: datetime) -> Decision:
    """Confirm a candidate with the content a person saw or corrected; both stay side by side."""
    check_may_work_on(candidate.review.document, by)
    check_move(candidate, CandidateState.CONFIRMED)
    check_content(content)
    was = candidate.state
    if not Candidate.objects.filter(pk=candidate.pk, state=was).update(state=CandidateState.CONFIRMED):
        raise Stale
    decision = _decision(candidate, content, by=by, at=at)
    record("assignment.confirmed", candidate, by=by, corrected=decision.corrected, decision=decision.public_id)
    candidate.state = CandidateState.CONFIRMED
    return decision


@transaction.atomic
def refuse(candidate: Candidate, *, reason: str, by: Post, at: datetime) -> Decision:
    """Set a candidate aside as not an assignment, with the reason."""
    check_may_work_on(candidate.review.document, by)
    check_move(candidate, CandidateState.REFUSED)
    if not reason.strip():
        raise NoReason
    was = candidate.state
    if not Candidate.objects.filter(pk=candidate.pk, state=was).update(state=CandidateState.REFUSED):
        raise Stale
    decision = Decision.objects.create(candidate=candidate, confirmed=False, reason=nfc(reason), by=by, at=at)
    record("assignment.refused", candidate, by=by, reason=decision.reason)
    candidate.state = CandidateState.REFUSED
    return decision


@transaction.atomic
def reopen(candidate: Candidate, *, by: Post, at: datetime) -> None:
    """Take a refused candidate back for another look; the refusal stays in its history."""
    check_may_work_on(candidate.review.document, by)
    check_move(candidate, CandidateState.PROPOSED)
    was = candidate.state
    if not Candidate.objects.filter(pk=candidate.pk, state=was).update(state=CandidateState.PROPOSED):
        raise Stale
    record("assignment.reopened", candidate, by=by)
    candidate.state = CandidateState.PROPOSED


def _decision(candidate: Candidate, content: Content, *, by: Post, at: datetime) -> Decision:
    decision = Decision.objects.create(
        candidate=candidate,
        confirmed=True,
        corrected=content != queries.content_as_read(candidate),
        name=nfc(content.name)[:500],
        scope=content.scope,
        product=nfc(content.product)[:500],
        words=nfc(content.words)[:300],
        bound=content.bound if content.on else "",
        on=content.on,
        clock=content.clock if content.on else None,
        day_counts=content.day_counts,
        recurrence=list(content.recurrence),
        by=by,
        at=at,
    )
    bound_units = [(unit, BindingRole.LEAD) for unit in content.leads]
    bound_units += [(unit, BindingRole.COORDINATOR) for unit in content.coordinators]
    DecisionUnit.objects.bulk_create(
        [DecisionUnit(decision=decision, unit_id=unit, role=role) for unit, role in bound_units]
    )
    return decision
