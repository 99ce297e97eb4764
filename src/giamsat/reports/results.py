"""What the data hold of one unit in a programme as of an instant: how far each task and target has come.

Nothing that came later moves it: states, deadlines, updates, products and obstacles are those known by then.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, OuterRef, QuerySet, Subquery

from giamsat.assignments.states import BindingRole
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.states import OPEN, ObstacleState
from giamsat.people.models import Unit
from giamsat.progress.models import Commitment, Update
from giamsat.progress.states import SAID
from giamsat.targets.results import TargetResult, target_results
from giamsat.tasks.asof import as_of
from giamsat.tasks.models import DeadlineVersion, Delivery, Duty, Product, Programme, Proposal
from giamsat.tasks.states import DeliveryKind, DeliveryState, DutyState, ProposalState, Standing


@dataclass(frozen=True, slots=True)
class TaskResult:
    """One duty of the unit as it stood."""

    duty: int
    code: str
    name: str
    #: Of the paper that assigned it: "901/TB-VPCP"; empty when it came from none.
    symbol: str
    role: BindingRole
    #: Words of the deadline in force then; empty without one.
    due: str
    state: DutyState
    standing: Standing
    #: How many products the task must deliver, and those delivered, in words.
    products: int
    delivered: tuple[str, ...]
    #: What the newest approved update tells; empty when there is none.
    result: str
    next_step: str
    obstacles: tuple[Obstacle, ...]
    #: The promised day of a late duty, "30/12/2026"; empty when none was given.
    commitment: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What the data hold of a unit in a programme as of an instant."""

    tasks: tuple[TaskResult, ...]
    targets: tuple[TargetResult, ...]
    #: Tasks the unit has proposed for the programme and that were not refused.
    proposals: tuple[Proposal, ...]


def facts_of(unit: Unit, programme: Programme, at: datetime) -> Facts:
    """Everything recorded by `at` (aware) that a report of the unit may tell."""
    return Facts(
        tasks=tuple(task_results(unit, programme, at)),
        targets=tuple(target_results(unit, programme, at)),
        proposals=tuple(_proposals(unit, programme, at)),
    )


def task_results(unit: Unit, programme: Programme, at: datetime) -> list[TaskResult]:
    """Every duty the unit had in the programme at `at` (aware), leads first, by code; eight statements."""
    words = DeadlineVersion.objects.filter(duty=OuterRef("pk"), since__lte=at).order_by("-since", "-version")
    mine = Duty.objects.filter(unit__in=unit.speaks_for, programme=programme)
    duties = list(
        as_of(mine, at)
        .annotate(due_then=Subquery(words.values("words")[:1]))
        .select_related("task__document")
        .order_by("-role", "task__code", "id")
    )
    keys = [duty.pk for duty in duties]
    updates, commitments, obstacles = _updates(keys, at), _commitments(keys, at), _obstacles(keys, at)
    products, delivered = _products(duties), _delivered(duties, at)
    return [
        TaskResult(
            duty=duty.pk,
            code=duty.task.code,
            name=duty.task.name,
            symbol=duty.task.document.full_symbol if duty.task.document else "",
            role=BindingRole(duty.role),
            due=duty.due_then or "",
            state=DutyState(duty.state_then),
            standing=Standing(duty.standing_then),
            products=products[duty.task_id],
            delivered=tuple(delivered[duty.task_id]),
            result=updates[duty.pk].result if duty.pk in updates else "",
            next_step=updates[duty.pk].next_step if duty.pk in updates else "",
            obstacles=tuple(obstacles[duty.pk]),
            commitment=f"{commitments[duty.pk].on:%d/%m/%Y}" if duty.pk in commitments else "",
        )
        for duty in duties
    ]


def _updates(duties: list[int], at: datetime) -> dict[int, Update]:
    """Duty key → its newest update that its head had approved by then."""
    said = Update.objects.filter(duty__in=duties, state__in=SAID, decided_at__lte=at)
    newest = said.values("duty").annotate(n=Max("id")).values("n")
    return {update.duty_id: update for update in Update.objects.filter(pk__in=newest)}


def _commitments(duties: list[int], at: datetime) -> dict[int, Commitment]:
    made = Commitment.objects.filter(duty__in=duties, update__state__in=SAID, update__decided_at__lte=at)
    return {commitment.duty_id: commitment for commitment in made.order_by("id")}


def _obstacles(duties: list[int], at: datetime) -> dict[int, list[Obstacle]]:
    """Duty key → the obstacles raised by then and not closed by then."""
    closed = [state.value for state in ObstacleState if state not in OPEN]
    raised = Obstacle.objects.filter(duty__in=duties, raised_at__lte=at).exclude(state__in=closed, since__lte=at)
    found = defaultdict(list)
    for one in raised.order_by("id"):
        found[one.duty_id].append(one)
    return found


def _proposals(unit: Unit, programme: Programme, at: datetime) -> QuerySet[Proposal]:
    sent = Proposal.objects.filter(unit__in=unit.speaks_for, programme=programme, sent_at__lte=at)
    return sent.exclude(state=ProposalState.REFUSED).select_related("lead").order_by("id")


def _products(duties: Iterable[Duty]) -> Counter[int]:
    """Task key → how many products it must deliver."""
    return Counter(Product.objects.filter(task__in={duty.task_id for duty in duties}).values_list("task", flat=True))


def _delivered(duties: Iterable[Duty], at: datetime) -> dict[int, list[str]]:
    """Task key → the products accepted as delivered by then, each with what shows it."""
    found = defaultdict(list)
    accepted = Delivery.objects.filter(
        product__task__in={duty.task_id for duty in duties}, state=DeliveryState.ACCEPTED, since__lte=at
    )
    for one in accepted.select_related("product").order_by("id"):
        shown = {DeliveryKind.DOCUMENT: one.symbol, DeliveryKind.SYSTEM: one.address}.get(DeliveryKind(one.kind))
        found[one.product.task_id].append(f"{one.product} ({shown or one.words}, {one.on:%d/%m/%Y})")
    return found
