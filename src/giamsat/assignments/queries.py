from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from giamsat.assignments.marked import agencies_in, times_in
from giamsat.assignments.models import Candidate, Consultation, Decision, Opinion, Reply, Review
from giamsat.assignments.rules import Content
from giamsat.assignments.states import BindingRole, CandidateState, ConsultationState, OpinionState
from giamsat.documents.models import Document, Reading
from giamsat.people.models import Post, Unit
from giamsat.people.queries import group_members, units_named
from giamsat.people.states import GROUPS, Role
from giamsat.timetable import Bound
from giamsat.wording import nfc
from vanban.likeness import Title

#: What is or may become a task.
LIVING = (CandidateState.PROPOSED, CandidateState.CONFIRMED)
NAME_LENGTH = 200
REPLY_NAMES = ("by__person", "by__unit", "outcome_by__person", "lead")


def readings_without_review(at: datetime) -> QuerySet[Reading]:
    """Readings whose findings nobody has been shown yet, but for those a worker has claimed."""
    unclaimed = Q(lease_until=None) | Q(lease_until__lt=at)
    return Reading.objects.filter(unclaimed, laid_out_at=None).order_by("id")


def review_of(document: Document) -> Review | None:
    """The sitting over a document: one, however often it is read."""
    return document.reviews.select_related("reading").order_by("id").first()


def candidates_of(review: Review) -> QuerySet[Candidate]:
    """The candidates of a sitting in the order of the paper, but for those a newer reading has replaced."""
    standing = review.candidates.exclude(state=CandidateState.REPLACED)
    return standing.prefetch_related("decisions__bindings", "decisions__by__person").order_by("start", "ordinal")


def to_be_compared() -> QuerySet[Candidate]:
    """Candidates that may be or become tasks and whose present words have not been laid beside the others'."""
    return Candidate.objects.filter(is_compared=False, state__in=LIVING).order_by("id")


def titles_of(candidates: Iterable[Candidate]) -> dict[int, Title]:
    """Candidate key → what it orders as a title to be compared: as decided, else as read; id is the key.

    Needs `decisions__bindings__unit` prefetched.
    """
    return {candidate.pk: _title(candidate) for candidate in candidates}


def _title(candidate: Candidate) -> Title:
    read, decision = candidate.proposal, decision_of(candidate)
    codes = [code or name for name, code in _named(read, "lead")]
    if decision is None:
        due = next((said["on"] for said in read.get("deadlines") or [] if said.get("on")), "")
        return Title(str(candidate.pk), _name(read), nfc(read.get("product") or ""), ";".join(codes), due)
    if decision.corrected:
        codes = [bound.unit.code for bound in decision.bindings.all() if bound.role == BindingRole.LEAD]
    due = decision.on.isoformat() if decision.on else ""
    return Title(str(candidate.pk), decision.name, decision.product, ";".join(codes), due)


def decision_of(candidate: Candidate) -> Decision | None:
    """The decision that confirmed a candidate, its `decisions` prefetched; None while there is none."""
    return next((decision for decision in candidate.decisions.all() if decision.confirmed), None)


def next_waiting(candidate: Candidate) -> Candidate | None:
    """The candidate of the same sitting that waits next in the order of the paper, then from its beginning."""
    waiting = Candidate.objects.filter(review=candidate.review_id, state=CandidateState.PROPOSED)
    waiting = waiting.select_related("review__document").order_by("start", "ordinal")
    here = Q(start__gt=candidate.start) | Q(start=candidate.start, ordinal__gt=candidate.ordinal)
    return waiting.filter(here).first() or waiting.exclude(pk=candidate.pk).first()


def confirmed_of(document: Document) -> QuerySet[Decision]:
    """The confirmed assignments of a document in the order of the paper."""
    confirmed = Decision.objects.filter(candidate__review__document=document, confirmed=True)
    return (
        confirmed.select_related("candidate__review__reading")
        .prefetch_related("bindings__unit")
        .order_by("candidate__ordinal")
    )


def content_as_read(candidate: Candidate) -> Content:
    """The proposal with its names turned into units: what the form shows before anybody corrects it."""
    return contents_as_read([candidate])[candidate.pk]


def contents_as_read(candidates: Iterable[Candidate]) -> dict[int, Content]:
    """Candidate key → its content as read; a handful of queries however many there are."""
    candidates = list(candidates)
    agencies = _Agencies.of(candidate.proposal for candidate in candidates)
    return {candidate.pk: _content(candidate.proposal, agencies) for candidate in candidates}


def content_decided(decision: Decision) -> Content:
    """What was confirmed, its `bindings` prefetched."""
    bound = list(decision.bindings.all())
    return Content(
        name=decision.name,
        leads=tuple(one.unit_id for one in bound if one.role == BindingRole.LEAD),
        coordinators=tuple(one.unit_id for one in bound if one.role == BindingRole.COORDINATOR),
        scope=decision.scope,
        product=decision.product,
        words=decision.words,
        bound=Bound(decision.bound or Bound.BEFORE),
        on=decision.on,
        clock=decision.clock,
        day_counts=decision.day_counts,
        recurrence=tuple(decision.recurrence),
    )


def contents_now(candidates: Iterable[Candidate]) -> dict[int, Content]:
    """Candidate key → its content as decided, else as read; `decisions__bindings` prefetched."""
    candidates = list(candidates)
    decided = {one.pk: decision for one in candidates if (decision := decision_of(one)) is not None}
    read = contents_as_read(one for one in candidates if one.pk not in decided)
    return read | {key: content_decided(decision) for key, decision in decided.items()}


def name_as_read(candidate: Candidate) -> str:
    """The order of a candidate as a title."""
    return _name(candidate.proposal)


def unknown_names(candidates: Iterable[Candidate]) -> dict[int, list[str]]:
    """Candidate key → names the reader found that are no unit we know: a person must choose."""
    candidates = list(candidates)
    agencies = _Agencies.of(candidate.proposal for candidate in candidates)
    return {
        candidate.pk: [
            name for name, code in _named(candidate.proposal, "lead", "coordinating") if not agencies.units(name, code)
        ]
        for candidate in candidates
    }


def content_chosen(candidate: Candidate, words: str) -> Content:
    """What words that a person chose in the paper of a candidate (its reading loaded) say of agencies and of time."""
    review = candidate.review
    times = times_in(words, review.document.issued_on, text=review.reading.text, near=candidate.start)
    read = {**agencies_in(words), **times}
    return _content(read, _Agencies.of([read]))


def waiting_for_review(post: Post) -> QuerySet[Document]:
    """Papers of his unit with candidates that wait for a coordinator, longest waiting first."""
    if post.role != Role.COORDINATOR:
        return Document.objects.none()
    waiting = Candidate.objects.filter(review__document=OuterRef("pk"), state=CandidateState.PROPOSED)
    return (
        Document.objects.filter(Exists(waiting), unit__in=post.unit.speaks_for)
        .select_related("unit", "upload")
        .order_by("id")
    )


def consultations_visible_to(post: Post) -> QuerySet[Consultation]:
    """The consultations a coordinator's unit holds, newest first; nobody else sees who said what."""
    if post.role != Role.COORDINATOR:
        return Consultation.objects.none()
    mine = Consultation.objects.filter(document__unit__in=post.unit.speaks_for)
    return mine.select_related("document__unit", "document__upload", "by__person").order_by("-id")


def opinions_visible_to(post: Post) -> QuerySet[Opinion]:
    """What an agency is or was asked, for its own reporters and head; of the others' answers only who asked knows."""
    found = Opinion.objects.none()
    if post.role in (Role.REPORTER, Role.APPROVER):
        found = Opinion.objects.filter(unit__in=post.unit.speaks_for)
    if post.role == Role.COORDINATOR:
        found = Opinion.objects.filter(consultation__document__unit__in=post.unit.speaks_for)
    return found.select_related("unit", "draft", "consultation__document__unit", "consultation__document__upload")


def opinions_asked_of(post: Post) -> QuerySet[Opinion]:
    """What an agency was asked, soonest due first, the newest of the same date first."""
    if post.role not in (Role.REPORTER, Role.APPROVER):
        return Opinion.objects.none()
    return opinions_visible_to(post).order_by("-consultation__late_from", "-consultation", "draft")


def opinions_owed(post: Post) -> QuerySet[Opinion]:
    """What an agency has not answered while it still may, soonest due first."""
    owed = opinions_asked_of(post).filter(state=OpinionState.ASKED, consultation__state=ConsultationState.OPEN)
    return owed.order_by("consultation__late_from", "draft")


def wishes_waiting(post: Post) -> QuerySet[Consultation]:
    """Consultations of a coordinator with wishes nobody has settled: `wishes` counts them; soonest due first."""
    waiting = Q(opinions__state=OpinionState.WISHES)
    found = consultations_visible_to(post).annotate(wishes=Count("opinions", filter=waiting))
    return found.filter(wishes__gt=0).order_by("late_from", "id")


def with_answers(consultations: QuerySet[Consultation]) -> QuerySet[Consultation]:
    """Consultations with how many opinions were asked for (`asked`), are given (`given`) and wait to be settled."""
    given = ~Q(opinions__state=OpinionState.ASKED)
    return consultations.annotate(
        asked=Count("opinions"),
        given=Count("opinions", filter=given),
        wishes=Count("opinions", filter=Q(opinions__state=OpinionState.WISHES)),
    )


def opinions_of(consultation: Consultation) -> QuerySet[Opinion]:
    """Every opinion of a consultation with its answers, newest first, in the order of agencies."""
    replies = Prefetch("replies", Reply.objects.select_related(*REPLY_NAMES).order_by("-version"))
    found = consultation.opinions.select_related("unit", "consultation__document__unit")
    return found.prefetch_related(replies).order_by("unit__sort_key")


def unanswered(candidates: Iterable[Candidate]) -> dict[int, int]:
    """Candidate key → how many agencies asked in a consultation still open have not answered; none when nobody."""
    asked = Opinion.objects.filter(draft__candidate__in=list(candidates), state=OpinionState.ASKED)
    counted = asked.filter(consultation__state=ConsultationState.OPEN).order_by().values_list("draft__candidate")
    return dict(counted.annotate(n=Count("pk")))


def with_counts(documents: QuerySet[Document]) -> QuerySet[Document]:
    """Documents with how many candidates they have in these states: `waiting`, `confirmed`.

    A subquery each, so that only the rows of the page shown are counted.
    """
    names = {"waiting": CandidateState.PROPOSED, "confirmed": CandidateState.CONFIRMED}
    return documents.annotate(**{name: _count_of(state) for name, state in names.items()})


def _count_of(state: CandidateState) -> Coalesce:
    mine = Candidate.objects.filter(review__document=OuterRef("pk"), state=state).order_by()
    counted = mine.values("review__document").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def open_count(review: Review) -> int:
    """How many candidates still wait for a person."""
    return review.candidates.filter(state=CandidateState.PROPOSED).count()


@dataclass(frozen=True)
class _Agencies:
    """What the names, codes and group words of some proposals mean, looked up at once."""

    by_name: dict[str, Unit]
    by_code: dict[str, Unit]
    groups: dict[str, list[Unit]]

    @classmethod
    def of(cls, proposals: Iterable[dict[str, Any]]) -> "_Agencies":
        pairs = [pair for read in proposals for pair in _named(read, "lead", "coordinating")]
        names, codes = {name for name, _ in pairs}, {code for _, code in pairs if code}
        return cls(
            by_name=units_named(names - set(GROUPS)),
            by_code={unit.code: unit for unit in Unit.objects.filter(code__in=codes)},
            groups={token: list(group_members(token)) for token in sorted(names & set(GROUPS))},
        )

    def units(self, name: str, code: str | None) -> list[Unit]:
        """The units alive that a name or its code stands for."""
        if name in self.groups:
            return self.groups[name]
        unit = self.by_name.get(name) or self.by_code.get(code or "")
        return [unit] if unit is not None and unit.dissolved_on is None else []

    def all_of(self, read: dict[str, Any], side: str) -> list[int]:
        """Keys of the units of one side, each once, in order."""
        return list(dict.fromkeys(unit.pk for name, code in _named(read, side) for unit in self.units(name, code)))


def _named(read: dict[str, Any], *sides: str) -> list[tuple[str, str | None]]:
    """(name, code) of the agencies of a proposal; codes may be fewer than names."""
    return [
        (name or code or "", code)
        for side in sides
        for name, code in zip_longest(read.get(side) or [], read.get(f"{side}_codes") or [])
    ]


def _content(read: dict[str, Any], agencies: _Agencies) -> Content:
    leads, together = agencies.all_of(read, "lead"), agencies.all_of(read, "coordinating")
    said = next((d for d in read.get("deadlines") or [] if d.get("on")), None)
    return Content(
        name=_name(read),
        leads=tuple(leads),
        coordinators=tuple(unit for unit in together if unit not in leads),
        scope=nfc(read.get("text") or ""),
        product=nfc(read.get("product") or "")[:500],
        recurrence=tuple(read.get("recurrence") or ()),
        **(_deadline(said) if said else _words_only(read)),
    )


def _name(read: dict[str, Any]) -> str:
    """The order as a title: the name somebody gave it, else the action up to its first semicolon, cut at a word."""
    if read.get("name"):
        return str(read["name"])
    text = nfc(read.get("action") or read.get("text") or "").split(";")[0].rstrip(" .,;:")
    if len(text) > NAME_LENGTH:
        text = text[:NAME_LENGTH].rsplit(" ", 1)[0] + "…"
    return text[:1].upper() + text[1:]


def _deadline(said: dict[str, Any]) -> dict[str, Any]:
    clock: time | None = datetime.fromisoformat(said["at"]).time() if said.get("at") else None
    return {
        "words": nfc(said.get("text") or "")[:300],
        "bound": Bound(said.get("bound") or Bound.BY),
        "on": date.fromisoformat(said["on"]),
        "clock": clock,
    }


def _words_only(read: dict[str, Any]) -> dict[str, Any]:
    words = "; ".join(d["text"] for d in read.get("deadlines") or [] if d.get("text"))
    return {"words": nfc(words)[:300]} if words else {}
