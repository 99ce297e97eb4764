"""Reads only: every number comes with the way to the rows behind it."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from django.db.models import Count, F, Q, QuerySet, Subquery, Sum

from giamsat.assignments.models import Consultation, Opinion
from giamsat.assignments.queries import opinions_owed, waiting_for_review, wishes_waiting
from giamsat.consolidation.models import Compilation
from giamsat.consolidation.queries import visible_to as compilations_visible_to
from giamsat.consolidation.states import CompilationState
from giamsat.documents.models import Document
from giamsat.journal.models import Entry
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.queries import in_hand_of, waiting_for_decision
from giamsat.obstacles.rules import answer_overdue, late_from_of
from giamsat.people.models import Post, Unit
from giamsat.people.queries import heads_of
from giamsat.people.states import Role
from giamsat.progress.models import Commitment, Update
from giamsat.progress.queries import Rate, latest_commitments, sent_back, update_rates, waiting_for_approval
from giamsat.reports.models import Obligation, Round
from giamsat.reports.queries import obligations_of, owed_by
from giamsat.reports.rules import punctuality
from giamsat.reports.states import ObligationState, Punctuality
from giamsat.targets.models import Plan, Reported
from giamsat.targets.owed import Owed, values_owed
from giamsat.targets.plans_queries import reviewed_versions
from giamsat.targets.queries import waiting_for_verification as values_to_verify
from giamsat.tasks.models import Duty, Merger, Programme, Proposal, Request, Rewording
from giamsat.tasks.queries import (
    mergers_waiting,
    open_duties_of,
    overdue,
    proposals_waiting,
    refused_waiting,
    requests_waiting,
    rewordings_waiting,
    tallies,
    waiting_for_verification,
)
from giamsat.tasks.rules import standing_of
from giamsat.tasks.states import DutyState, RequestState, Standing
from giamsat.timetable import VIETNAM

SHOWN = 100  # rows of one list of things to do
LATE_SHOWN = 30  # overdue duties and waiting obstacles on a leader's page


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing somebody owes or must decide."""

    #: What a click opens, as `words.SIGNS["inbox"]` names it.
    kind: str
    title: str
    unit: Unit
    #: First late instant; None when it has no deadline.
    due_at: datetime | None
    due_words: str
    is_late: bool
    #: The row behind it.
    target: (
        Obligation
        | Duty
        | Update
        | Compilation
        | Document
        | Opinion
        | Consultation
        | Rewording
        | Proposal
        | Merger
        | Obstacle
        | Request
        | Plan
        | Owed
        | Reported
    )
    #: Why it came back, when it did.
    sent_back_for: str = ""


def inbox(post: Post, at: datetime) -> list[InboxItem]:
    """What a post owes or must decide in one list, soonest due first, things without a date last.

    Of each kind at most `SHOWN`, the most pressing; `is_cut` tells whether that was reached.
    """
    items = [_report_item(o, at) for o in owed_by(post)[:SHOWN]]
    if post.role in (Role.REPORTER, Role.APPROVER):
        items += _unit_items(list(open_duties_of(post)[:SHOWN]), at)
    items += [_opinion_item(opinion, at) for opinion in opinions_owed(post)[:SHOWN]]
    items += [_proposal_item(proposal) for proposal in proposals_waiting(post)[:SHOWN]]
    items += [_merger_item(merger) for merger in mergers_waiting(post)[:SHOWN]]
    items += [_rewording_item(rewording) for rewording in rewordings_waiting(post)[:SHOWN]]
    items += [_settling_item(consultation) for consultation in wishes_waiting(post)[:SHOWN]]
    items += [_approval_item(update, at) for update in waiting_for_approval(post)[:SHOWN]]
    items += [_duty_item(duty, at, kind="verify") for duty in waiting_for_verification(post)[:SHOWN]]
    items += [_duty_item(duty, at, kind="refused") for duty in refused_waiting(post)[:SHOWN]]
    items += [_request_item(request) for request in requests_waiting(post)[:SHOWN]]
    items += [_review_item(document) for document in waiting_for_review(post)[:SHOWN]]
    items += [_signature_item(compilation) for compilation in _drafts_to_sign(post)[:SHOWN]]
    items += [_plan_item(plan) for plan in reviewed_versions(post)[:SHOWN]]
    items += [_obstacle_item(obstacle, at) for obstacle in in_hand_of(post)[:SHOWN]]
    items += [_owed_value_item(owed, at) for owed in values_owed(post, at.astimezone(VIETNAM).date())[:SHOWN]]
    items += [_value_item(value) for value in values_to_verify(post)[:SHOWN]]
    return sorted(items, key=lambda item: (item.due_at is None, item.due_at.timestamp() if item.due_at else 0.0))


def is_cut(items: Iterable[InboxItem]) -> bool:
    """Whether one kind of thing fills its list, so that there may be more than is shown."""
    return max(Counter(item.kind for item in items).values(), default=0) >= SHOWN


NO_RATE = Rate(0, 0)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of the leader's table."""

    unit: Unit
    head: Post | None
    total: int
    #: Standing value → number of duties.
    by_standing: dict[str, int]
    #: How it answers for the current period.
    rate: Rate = NO_RATE

    @property
    def overdue(self) -> int:
        return self.by_standing.get(Standing.OVERDUE, 0)

    @property
    def done(self) -> int:
        return self.by_standing.get(Standing.DONE_ON_TIME, 0) + self.by_standing.get(Standing.DONE_LATE, 0)


@dataclass(frozen=True, slots=True)
class LateRow:
    """A duty that is overdue, with the head who answers for it."""

    duty: Duty
    head: Post | None


@dataclass(frozen=True, slots=True)
class LeaderPage:
    """What a leader sees at one look. Figures count lead duties (phần việc chủ trì), `tasks` counts tasks."""

    programme: Programme
    at: datetime
    tasks: int
    total: int
    by_state: dict[DutyState, int]
    by_standing: dict[Standing, int]
    units: list[UnitRow]
    late: list[LateRow]
    waiting: list[Obstacle] = field(default_factory=list)
    #: Duty key → the date its unit committed itself to last.
    commitments: dict[int, Commitment] = field(default_factory=dict)


def leader_page(programme: Programme, at: datetime) -> LeaderPage:
    """One page over a programme: totals by state and timeliness, by unit, what is overdue, what waits."""
    counted = _counts_by_unit(programme)
    sums: Counter[str] = Counter()
    for counts in counted.values():
        sums.update(counts)
    late = list(overdue(programme, at)[:LATE_SHOWN])
    units = _unit_rows(counted, update_rates(programme, at), at)
    heads = {row.unit.pk: row.head for row in units}
    return LeaderPage(
        programme=programme,
        at=at,
        tasks=programme.last_number,
        total=sum(row.total for row in units),
        by_state={state: sums[f"in_{state}"] for state in DutyState},
        by_standing={standing: sums[standing] for standing in Standing},
        units=units,
        late=[LateRow(duty, heads.get(duty.unit_id)) for duty in late],
        waiting=list(waiting_for_decision(programme)[:LATE_SHOWN]),
        commitments=latest_commitments(late),
    )


def programme_version(programme: Programme, at: datetime) -> str:
    """What changes when the leader's page would look different: an entry in the journal, time moving a standing;
    and the minute, for how long things are overdue."""
    newest = Subquery(Entry.objects.order_by("-id").values("id")[:1])
    counts = tallies([programme]).values_list("standing").annotate(n=Sum("count"), newest=newest).order_by("standing")
    seen = hashlib.sha256(repr(list(counts)).encode()).hexdigest()[:16]
    return f"{seen}-{int(at.timestamp()) // 60}"


def round_tallies(rounds: Iterable[Round], at: datetime) -> dict[int, dict[str, int]]:
    """Round key → how many obligations are in each punctuality, those sent back under "returned"; one query."""
    sent_back = Q(state=ObligationState.RETURNED)
    given, silent = ~sent_back & Q(handed_in_at__isnull=False), Q(handed_in_at=None)
    counts = (
        Obligation.objects.filter(round__in=list(rounds))
        .values("round")
        .annotate(
            on_time=Count("pk", filter=given & Q(handed_in_at__lt=F("late_from"))),
            late=Count("pk", filter=given & Q(handed_in_at__gte=F("late_from"))),
            returned=Count("pk", filter=sent_back),
            pending=Count("pk", filter=silent & Q(late_from__gt=at)),
            missing=Count("pk", filter=silent & Q(late_from__lte=at)),
        )
    )
    names = ("on_time", "late", "returned", "pending", "missing")
    return {row[0]: dict(zip(names, row[1:], strict=True)) for row in counts.values_list("round", *names)}


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One unit on the board of a round."""

    obligation: Obligation
    punctuality: Punctuality
    head: Post | None


@dataclass(frozen=True, slots=True)
class RoundBoard:
    """Who has reported, who was late, who is missing, at one instant."""

    round: Round
    at: datetime
    rows: list[RoundRow]
    counts: dict[Punctuality, int]


def round_board(round_: Round, at: datetime) -> RoundBoard:
    """The board of a round at `at`; those who are missing stand first."""
    obligations = list(obligations_of(round_))
    heads = heads_of((o.unit_id for o in obligations), at.astimezone(VIETNAM).date())
    rows = [RoundRow(o, punctuality(o, at), heads.get(o.unit_id)) for o in obligations]
    order = list(reversed(Punctuality))
    rows.sort(key=lambda row: (order.index(row.punctuality), row.obligation.unit.sort_key))
    return RoundBoard(round_, at, rows, {how: sum(row.punctuality == how for row in rows) for how in Punctuality})


def _counts_by_unit(programme: Programme) -> dict[int, dict[str, int]]:
    """Unit key → duties in each standing, and (`in_…`) in each state: a row of the database for each unit."""
    sums = {standing.value: Sum("count", filter=Q(standing=standing), default=0) for standing in Standing}
    sums |= {f"in_{state.value}": Sum("count", filter=Q(state=state), default=0) for state in DutyState}
    found = tallies([programme]).values_list("unit").annotate(**sums)
    return {row[0]: dict(zip(sums, row[1:], strict=True)) for row in found}


def _unit_rows(counted: dict[int, dict[str, int]], rates: dict[int, Rate], at: datetime) -> list[UnitRow]:
    """One row per unit, worst first."""
    units, heads = Unit.objects.in_bulk(counted), heads_of(counted, at.astimezone(VIETNAM).date())
    by_standing = {pk: {standing.value: n[standing] for standing in Standing} for pk, n in counted.items()}
    rows = [
        UnitRow(units[pk], heads.get(pk), sum(n.values()), n, rates.get(pk, NO_RATE)) for pk, n in by_standing.items()
    ]
    return sorted(rows, key=lambda row: (-row.overdue, row.unit.sort_key))


def _report_item(obligation: Obligation, at: datetime) -> InboxItem:
    round_ = obligation.round
    late_from = obligation.late_from
    return InboxItem("report", round_.title, round_.unit, late_from, round_.words, at >= late_from, obligation)


def _duty_item(duty: Duty, at: datetime, kind: str = "duty") -> InboxItem:
    is_late = standing_of(duty, at) == Standing.OVERDUE
    return InboxItem(kind, duty.task.name, duty.unit, duty.late_from, duty.due_words, is_late, duty)


def _request_item(request: Request) -> InboxItem:
    kind = "offer" if request.state == RequestState.COUNTERED else "request"
    return InboxItem(kind, request.duty.task.name, request.duty.unit, None, "", False, request)


def _unit_items(duties: list[Duty], at: datetime) -> list[InboxItem]:
    """What the unit must work on; a duty whose last update came back says why."""
    returned = {pk: update.reason for pk, update in sent_back(duties).items()}
    return [replace(_duty_item(duty, at), sent_back_for=returned.get(duty.pk, "")) for duty in duties]


def _approval_item(update: Update, at: datetime) -> InboxItem:
    duty = update.duty
    is_late = duty.late_from is not None and at >= duty.late_from
    return InboxItem("approve", duty.task.name, duty.unit, duty.late_from, duty.due_words, is_late, update)


def _review_item(document: Document) -> InboxItem:
    title = f"{document}: {document.subject}" if document.subject else str(document)
    return InboxItem("review", title, document.unit, None, "", False, document)


def _opinion_item(opinion: Opinion, at: datetime) -> InboxItem:
    asked = opinion.consultation
    is_late = at >= asked.late_from
    return InboxItem("opinion", str(opinion.draft), asked.document.unit, asked.late_from, asked.words, is_late, opinion)


def _settling_item(consultation: Consultation) -> InboxItem:
    document = consultation.document
    return InboxItem("settle", f"{document}: {document.subject}", document.unit, None, "", False, consultation)


def _proposal_item(proposal: Proposal) -> InboxItem:
    return InboxItem("proposal", proposal.name, proposal.unit, None, "", False, proposal)


def _merger_item(merger: Merger) -> InboxItem:
    return InboxItem("merge", merger.gone.name, merger.gone.assigner, None, "", False, merger)


def _rewording_item(rewording: Rewording) -> InboxItem:
    return InboxItem("reword", rewording.task.name, rewording.task.assigner, None, "", False, rewording)


def _plan_item(plan: Plan) -> InboxItem:
    return InboxItem(
        kind="plan", title=str(plan), unit=plan.unit, due_at=None, due_words="", is_late=False, target=plan
    )


def _signature_item(compilation: Compilation) -> InboxItem:
    return InboxItem("sign", str(compilation), compilation.round.unit, None, "", False, compilation)


def _owed_value_item(owed: Owed, at: datetime) -> InboxItem:
    late_from = datetime.combine(owed.due_on + timedelta(days=1), time(), VIETNAM)
    unit = owed.unit or owed.indicator.programme.owner
    name = owed.indicator.name
    return InboxItem("value", name, unit, late_from, "", at >= late_from, owed, owed.sent_back_for)


def _value_item(value: Reported) -> InboxItem:
    return InboxItem("check_value", value.indicator.name, value.by.unit, None, "", False, value)


def _obstacle_item(obstacle: Obstacle, at: datetime) -> InboxItem:
    late_from = late_from_of(obstacle)
    unit, is_late = obstacle.duty.unit, answer_overdue(obstacle, at) is not None
    return InboxItem("obstacle", obstacle.description, unit, late_from, "", is_late, obstacle)


def _drafts_to_sign(post: Post) -> QuerySet[Compilation]:
    if post.role != Role.APPROVER:
        return Compilation.objects.none()
    return compilations_visible_to(post).filter(state=CompilationState.DRAFT)
