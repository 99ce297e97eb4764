"""Asking the intended agencies about drafts before anything binds them, and answering (PRODUCT A2, 003 §1.c)."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from giamsat.addresses import new_public_id
from giamsat.assignments import queries, rules
from giamsat.assignments.models import Candidate, Consultation, Consulted, Opinion, Reply
from giamsat.assignments.rules import Content, Wish
from giamsat.assignments.states import OPINION_MOVES, ConsultationState, OpinionState, Outcome
from giamsat.documents.models import Document
from giamsat.documents.rules import check_may_work_on
from giamsat.errors import BadMove, Stale
from giamsat.journal.actions import record, record_many
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post
from giamsat.timetable import Bound, Due
from giamsat.wording import nfc, nfc_lines


@transaction.atomic
def consult(
    document: Document,
    asked: Mapping[int, tuple[int, ...]],
    *,
    due: Due,
    note: str = "",
    public_id: str = "",
    by: Post,
    at: datetime,
) -> Consultation:
    """Send drafts of a document to agencies; what is sent is a frozen copy.

    `asked`: candidate key → keys of the units asked about it. `public_id`: the address it will have, so that one form
    sent twice is one consultation.
    """
    check_may_work_on(document, by)
    rules.check_answer_by(due, at)
    candidates = list(_living(document, asked).prefetch_related("decisions__bindings"))
    if not asked or len(candidates) != len(asked) or not all(asked.values()):
        raise rules.NobodyAsked
    consultation = Consultation(
        public_id=public_id or new_public_id(),
        document=document,
        note=nfc_lines(note),
        words=nfc(due.words)[:300],
        bound=due.bound,
        on=due.on,
        clock=due.at,
        late_from=due.late_from,
        by=by,
        opened_at=DatabaseClock(),
    )
    try:
        with transaction.atomic():
            consultation.save(force_insert=True)
    except IntegrityError as clash:
        raise Stale from clash
    consultation.refresh_from_db(fields=["opened_at"])
    contents = queries.contents_now(candidates)
    drafts = [
        Consulted.objects.create(consultation=consultation, candidate=one, content=as_json(contents[one.pk]))
        for one in candidates
    ]
    opinions = [
        Opinion(draft=draft, consultation=consultation, unit_id=unit)
        for draft in drafts
        for unit in dict.fromkeys(asked[draft.candidate_id])
    ]
    Opinion.objects.bulk_create(opinions)
    ids = [candidate.public_id for candidate in candidates]
    record_many("consultation.opened", consultation, by=by, ids=ids, opinions=len(opinions))
    return consultation


@transaction.atomic
def agree(opinion: Opinion, *, seen: str, by: Post) -> Reply:
    """Say that the agency agrees with the draft as it was sent."""
    return _answer(opinion, OpinionState.AGREED, {"agrees": True}, seen=seen, by=by)


@transaction.atomic
def wish(opinion: Opinion, wish: Wish, *, seen: str, by: Post) -> Reply:
    """Ask for another name, scope, product, date or lead, with the reason."""
    rules.check_wish(wish)
    said = {
        "agrees": False,
        "name": nfc(wish.name)[:500],
        "scope": nfc_lines(wish.scope),
        "product": nfc(wish.product)[:500],
        "words": nfc(wish.words)[:300],
        "bound": wish.bound if wish.on else "",
        "on": wish.on,
        "clock": wish.clock if wish.on else None,
        "lead_id": wish.lead,
        "reason": nfc_lines(wish.reason),
    }
    return _answer(opinion, OpinionState.WISHES, said, seen=seen, by=by)


@transaction.atomic
def settle(opinion: Opinion, outcome: Outcome, *, reason: str, seen: str, by: Post) -> None:
    """Say what becomes of the newest wish; the agency sees it with the reason."""
    check_may_work_on(opinion.consultation.document, by)
    if OpinionState.SETTLED not in OPINION_MOVES[opinion.word]:
        raise BadMove
    if not reason.strip():
        raise rules.NoReason
    if seen != opinion.seen:
        raise Stale
    mine = Opinion.objects.filter(pk=opinion.pk, state=OpinionState.WISHES, version=opinion.version)
    if not mine.update(state=OpinionState.SETTLED):
        raise Stale
    Reply.objects.filter(opinion=opinion, version=opinion.version).update(
        outcome=outcome, outcome_reason=nfc_lines(reason), outcome_by=by, outcome_at=DatabaseClock()
    )
    record("opinion.settled", opinion, by=by, outcome=outcome, reason=nfc_lines(reason))
    opinion.state = OpinionState.SETTLED


@transaction.atomic
def close(consultation: Consultation, *, by: Post) -> None:
    """End a consultation: no answer is taken any more; who has said nothing is shown as silent."""
    check_may_work_on(consultation.document, by)
    if consultation.state != ConsultationState.OPEN:
        raise BadMove
    # The row's lock first: the clock is read once no answer is on its way.
    Consultation.objects.select_for_update().get(pk=consultation.pk)
    mine = Consultation.objects.filter(pk=consultation.pk, state=ConsultationState.OPEN)
    if not mine.update(state=ConsultationState.CLOSED, closed_at=DatabaseClock()):
        raise Stale
    record("consultation.closed", consultation, by=by)
    consultation.state = ConsultationState.CLOSED


def as_json(content: Content) -> dict[str, Any]:
    """A content as plain JSON values; `from_json` gives an equal one back."""
    return asdict(content) | {
        "bound": content.bound.value,
        "on": content.on.isoformat() if content.on else None,
        "clock": content.clock.isoformat() if content.clock else None,
    }


def from_json(stored: dict[str, Any]) -> Content:
    """The content that `as_json` wrote."""
    lists = {name: tuple(stored[name]) for name in ("leads", "coordinators", "recurrence")}
    times = {
        "bound": Bound(stored["bound"]),
        "on": date.fromisoformat(stored["on"]) if stored["on"] else None,
        "clock": time.fromisoformat(stored["clock"]) if stored["clock"] else None,
    }
    return Content(**stored | lists | times)


def wish_of(reply: Reply) -> Wish:
    """What a reply asks for, as a value."""
    return Wish(
        reason=reply.reason,
        name=reply.name,
        scope=reply.scope,
        product=reply.product,
        words=reply.words,
        bound=Bound(reply.bound or Bound.BEFORE),
        on=reply.on,
        clock=reply.clock,
        lead=reply.lead_id,
    )


def _living(document: Document, keys: Mapping[int, Any]) -> Any:
    return Candidate.objects.filter(review__document=document, state__in=queries.LIVING, pk__in=keys).order_by("start")


def _answer(opinion: Opinion, to: OpinionState, said: dict[str, Any], *, seen: str, by: Post) -> Reply:
    """Append an answer under the lock of the consultation, so that none slips in while it closes."""
    rules.check_may_answer(opinion, to, by)
    consultation = Consultation.objects.select_for_update().get(pk=opinion.consultation_id)
    rules.check_open(consultation)
    mine = Opinion.objects.filter(pk=opinion.pk, state=opinion.state, version=opinion.version)
    if seen != opinion.seen or not mine.update(state=to, version=F("version") + 1):
        raise Stale
    reply = Reply.objects.create(opinion=opinion, version=opinion.version + 1, by=by, at=DatabaseClock(), **said)
    reply.refresh_from_db(fields=["at"])
    if reply.at >= consultation.late_from:
        Reply.objects.filter(pk=reply.pk).update(is_late=True)
        reply.is_late = True
    action = "opinion.agreed" if reply.agrees else "opinion.wished"
    record(action, opinion, by=by, version=reply.version, reason=reply.reason)
    opinion.state, opinion.version = to, reply.version
    return reply
