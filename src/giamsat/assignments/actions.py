from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from giamsat.assignments import queries
from giamsat.assignments.marked import joined, proposal_of
from giamsat.assignments.models import Candidate, Decision, DecisionUnit, Review
from giamsat.assignments.places import nearest_span
from giamsat.assignments.rereading import Found, additions
from giamsat.assignments.rules import (
    Content,
    NoPassage,
    NoReason,
    SplitOutside,
    check_content,
    check_joinable,
    check_move,
)
from giamsat.assignments.states import BindingRole, CandidateState, Origin
from giamsat.documents.actions import drop_draft, keep_draft
from giamsat.documents.models import Draft, Reading
from giamsat.documents.rules import check_may_work_on
from giamsat.errors import Stale
from giamsat.journal.actions import record, record_many
from giamsat.journal.rules import SYSTEM
from giamsat.people.models import Post
from giamsat.wording import nfc


@transaction.atomic
def propose(reading: Reading, *, at: datetime, origin: Origin = Origin.READER) -> Review:
    """Lay the findings of a reading before a person, one candidate each.

    A document has one sitting. A newer reading adds to it what is new and never touches what a person decided.
    """
    if not Reading.objects.filter(pk=reading.pk, laid_out_at=None).update(laid_out_at=at):
        raise Stale
    review = queries.review_of(reading.document)
    if review is not None:
        _add_newer(review, reading)
        return review
    review = Review.objects.create(reading=reading, document=reading.document, created_at=at)
    Candidate.objects.bulk_create(
        [
            _read(review, ordinal, _as_found(found), found.get("flags") or [], origin)
            for ordinal, found in enumerate(reading.assignments)
        ]
    )
    record("assignments.proposed", reading.document, by=SYSTEM, candidates=len(reading.assignments))
    return review


def _add_newer(review: Review, reading: Reading) -> None:
    """Add what a newer reading found; a waiting candidate that it understands otherwise makes room for the newer."""
    Review.objects.select_for_update().get(pk=review.pk)
    known = list(review.candidates.select_for_update().order_by("start", "ordinal"))
    free = max((candidate.ordinal for candidate in known), default=-1) + 1
    added = additions(known, [_placed(review, reading, found) for found in reading.assignments])
    for ordinal, addition in enumerate(added, start=free):
        flags = [*(addition.found.proposal.get("flags") or []), *([] if addition.found.is_sure else ["place_unsure"])]
        _read(review, ordinal, addition.found, flags).save(force_insert=True)
        if addition.instead_of is not None:
            addition.instead_of.state = CandidateState.REPLACED
            addition.instead_of.save(update_fields=["state"])
    details = {"candidates": len(added), "reader_version": reading.reader_version}
    record("assignments.added_by_newer_reading", reading.document, by=SYSTEM, **details)


def _placed(review: Review, reading: Reading, proposal: dict[str, Any]) -> Found:
    """A finding of a newer reading at its place in the text of the sitting."""
    found = _as_found(proposal)
    if reading.text_hash == review.reading.text_hash:
        return found
    return Found(proposal, *nearest_span(review.reading.text, reading.text[found.start : found.end], found.start))


def _as_found(proposal: dict[str, Any]) -> Found:
    return Found(proposal, *proposal["span"])


def _read(review: Review, ordinal: int, found: Found, flags: list[str], origin: Origin = Origin.READER) -> Candidate:
    read = found.proposal
    return Candidate(
        review=review,
        ordinal=ordinal,
        origin=origin,
        path=(read.get("path") or "")[:80],
        start=found.start,
        end=found.end,
        rule=(read.get("rule") or "")[:80],
        confidence=read.get("confidence") or 0,
        flags=flags,
        proposal=read,
    )


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
    if decision.corrected:
        Candidate.objects.filter(pk=candidate.pk).update(is_compared=False)
    record("assignment.confirmed", candidate, by=by, corrected=decision.corrected, decision=decision.public_id)
    drop_draft(candidate.review.document, candidate.public_id, by=by)
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
    drop_draft(candidate.review.document, candidate.public_id, by=by)
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


@transaction.atomic
def keep_typed(candidate: Candidate, typed: Mapping[str, Any], *, seen: str, by: Post, at: datetime) -> Draft | None:
    """Keep what somebody is typing about a candidate; nothing once he has decided it himself: the last keystrokes may
    arrive after his decision. A draft never changes the candidate.
    """
    # The row is the lock: a decision on its way is waited for.
    now = Candidate.objects.select_for_update().get(pk=candidate.pk)
    if now.state != CandidateState.PROPOSED and now.decisions.filter(by=by).exists():
        return None
    return keep_draft(candidate.review.document, candidate.public_id, typed, seen=seen, by=by, at=at)


@transaction.atomic
def add(review: Review, *, start: int, end: int, by: Post, at: datetime) -> Candidate:
    """Lay a passage that the reader missed before the sitting: text[start:end] of its reading, marked by a person."""
    check_may_work_on(review.document, by)
    text = review.reading.text
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise NoPassage
    candidate = _marked(review, start, end, proposal_of(text, start, end))
    record("assignment.added", candidate, by=by, span=[start, end])
    return candidate


@transaction.atomic
def lay_down(review: Review, proposals: Sequence[dict[str, Any]], *, by: Post) -> list[Candidate]:
    """Lay what agencies planned and a paper decided before the sitting over that paper, a candidate each.

    `proposals`: in the reader's shape, each with its "span" in the sitting's reading and the "path" of its item.
    """
    check_may_work_on(review.document, by)
    Review.objects.select_for_update().get(pk=review.pk)
    last = review.candidates.order_by("-ordinal").values_list("ordinal", flat=True).first()
    free = 0 if last is None else last + 1
    laid = [
        _read(review, ordinal, _as_found(one), one["flags"], Origin.UNIT)
        for ordinal, one in enumerate(proposals, start=free)
    ]
    made = Candidate.objects.bulk_create(laid)
    record_many("assignments.planned", review.document, by=by, ids=[one.public_id for one in made])
    return made


@transaction.atomic
def join(candidates: Sequence[Candidate], *, by: Post, at: datetime) -> Candidate:
    """Make one candidate of several that wait; the several are set aside with a word on where they went."""
    check_joinable(candidates)
    review = candidates[0].review
    check_may_work_on(review.document, by)
    parts = sorted(candidates, key=lambda candidate: candidate.start)
    proposal = joined([candidate.proposal for candidate in parts])
    whole = _marked(review, parts[0].start, max(part.end for part in parts), proposal, path=parts[0].path)
    for part in parts:
        _set_aside(part, f"Gộp vào việc {whole.ordinal + 1}", by=by, at=at)
    record("assignment.joined", whole, by=by, parts=[part.public_id for part in parts])
    return whole


@transaction.atomic
def split(candidate: Candidate, *, place: int, by: Post, at: datetime) -> tuple[Candidate, Candidate]:
    """Make two candidates of one, the second beginning at character `place` of the reading; a half that names nobody
    is led by who led the whole."""
    check_may_work_on(candidate.review.document, by)
    check_move(candidate, CandidateState.REFUSED)
    if not candidate.start < place < candidate.end:
        raise SplitOutside
    text, whole = candidate.review.reading.text, candidate.proposal
    halves = [proposal_of(text, *span) for span in ((candidate.start, place), (place, candidate.end))]
    made = [
        _marked(
            candidate.review,
            half["span"][0],
            half["span"][1],
            half if half["lead"] else _led_as(whole, half),
            path=candidate.path,
        )
        for half in halves
    ]
    _set_aside(candidate, f"Tách thành việc {made[0].ordinal + 1} và {made[1].ordinal + 1}", by=by, at=at)
    record("assignment.split", candidate, by=by, parts=[half.public_id for half in made])
    return made[0], made[1]


def _marked(review: Review, start: int, end: int, proposal: dict[str, Any], *, path: str = "") -> Candidate:
    """A further candidate of a sitting; its number is given out under the sitting's lock."""
    Review.objects.select_for_update().get(pk=review.pk)
    last = review.candidates.order_by("-ordinal").values_list("ordinal", flat=True).first()
    return Candidate.objects.create(
        review=review,
        ordinal=0 if last is None else last + 1,
        origin=Origin.PERSON,
        path=path or (proposal.get("path") or "")[:80],
        start=start,
        end=end,
        rule="person",
        confidence=1,
        proposal=proposal,
    )


def _led_as(whole: dict[str, Any], half: dict[str, Any]) -> dict[str, Any]:
    return half | {key: whole.get(key) or [] for key in ("lead", "lead_codes")}


def _set_aside(candidate: Candidate, reason: str, *, by: Post, at: datetime) -> None:
    mine = Candidate.objects.filter(pk=candidate.pk, state=CandidateState.PROPOSED)
    if not mine.update(state=CandidateState.REFUSED):
        raise Stale
    Decision.objects.create(candidate=candidate, confirmed=False, reason=reason, by=by, at=at)
    candidate.state = CandidateState.REFUSED


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
