"""One unit's part of a task, its progress and its evidence, as the task page shows them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Prefetch, QuerySet

from giamsat.access.loaders import deliveries_visible_to, evidence_visible_to
from giamsat.errors import allowed
from giamsat.obstacles.models import Obstacle
from giamsat.people.models import Post
from giamsat.people.queries import heads_of
from giamsat.progress.models import Commitment, Update
from giamsat.progress.queries import latest_commitments, visible_to
from giamsat.progress.rules import check_may_decide, check_may_withdraw, kept
from giamsat.progress.states import Kept, UpdateState
from giamsat.tasks.delivering import check_may_decide as check_may_decide_delivery
from giamsat.tasks.models import DeadlineVersion, Delivery, Duty, Evidence, Product, Task
from giamsat.tasks.rules import check_move, side_of, standing_of
from giamsat.tasks.states import HOLDER, DeliveryState, DutyState, Side, Standing
from giamsat.timetable import VIETNAM
from giamsat.web.words import cadence_said

SHOWN = 100  # entries of progress on one page


@dataclass(frozen=True)
class DutyRow:
    duty: Duty
    head: str
    head_title: str
    versions: Sequence[DeadlineVersion]
    overdue_for: timedelta | None
    commitment: Commitment | None
    #: Whether that commitment was kept.
    kept: Kept | None
    may_update: bool = False
    may_verify: bool = False

    @property
    def seen(self) -> str:
        return self.duty.state

    @property
    def recurrence(self) -> str:
        return cadence_said(self.duty.recurrence)


@dataclass(frozen=True)
class UpdateRow:
    update: Update
    evidence: Sequence[Evidence]
    commitment: Commitment | None
    may_approve: bool
    may_withdraw: bool
    deliveries: Sequence[Delivery] = ()
    obstacles: list[Obstacle] = field(default_factory=list)

    @property
    def seen(self) -> str:
        return self.update.state


def duty_rows(duties: QuerySet[Duty], post: Post, at: datetime) -> list[DutyRow]:
    """Rows of duties, the leads first; a fixed number of queries."""
    deadlines = Prefetch("deadlines", DeadlineVersion.objects.select_related("document").order_by("-version"))
    found = list(
        duties.select_related("task", "unit", "programme", "reported_by")
        .prefetch_related(deadlines)
        .order_by("-role", "unit__sort_key")
    )
    heads = heads_of((duty.unit_id for duty in found), at.astimezone(VIETNAM).date())
    promises = latest_commitments(found)
    return [_duty_row(duty, heads.get(duty.unit_id), promises.get(duty.pk), post, at) for duty in found]


def duty_row(duty: Duty, post: Post, at: datetime) -> DutyRow:
    """The row of one duty that the post has been let to."""
    return duty_rows(Duty.objects.filter(pk=duty.pk), post, at)[0]


def update_rows(duties: Iterable[Duty], post: Post) -> list[UpdateRow]:
    """Entries of progress the post may see, newest first."""
    evidence = Prefetch("evidence", evidence_visible_to(post).select_related("upload"))
    found = (
        visible_to(post)
        .filter(duty__in=list(duties))
        .select_related("duty__unit", "by__person", "decided_by__person", "obstacle", "commitment")
        .prefetch_related(evidence, Prefetch("deliveries", Delivery.objects.select_related("product")))
        .order_by("-id")[:SHOWN]
    )
    return [
        UpdateRow(
            update=update,
            evidence=list(update.evidence.all()),
            commitment=getattr(update, "commitment", None),
            deliveries=list(update.deliveries.all()),
            may_withdraw=allowed(check_may_withdraw, update, post),
            may_approve=allowed(check_may_decide, update, UpdateState.APPROVED, post),
            obstacles=[update.obstacle] if update.obstacle else [],
        )
        for update in found
    ]


def may_update(duty: Duty, post: Post) -> bool:
    """Whether the post's unit holds the pen of a duty."""
    return side_of(post, duty) == Side.UNIT and HOLDER[DutyState(duty.state)] == Side.UNIT


def _duty_row(duty: Duty, head: Post | None, promise: Commitment | None, post: Post, at: datetime) -> DutyRow:
    is_overdue = standing_of(duty, at) == Standing.OVERDUE and duty.late_from is not None
    measured = duty.reported_at if duty.state == DutyState.REPORTED_DONE and duty.reported_at else at
    return DutyRow(
        duty=duty,
        head=head.person.full_name if head else "",
        head_title=head.title if head else "",
        # A duty without a deadline has a version that says so; it is not shown as words.
        versions=[version for version in duty.deadlines.all() if version.late_from or version.words],
        overdue_for=measured - duty.late_from if is_overdue and duty.late_from else None,
        commitment=promise,
        kept=kept(promise, duty, at) if promise else None,
        may_update=may_update(duty, post),
        may_verify=allowed(check_move, duty, DutyState.RETURNED, post),
    )


@dataclass(frozen=True)
class DeliveryRow:
    delivery: Delivery
    may_accept: bool
    may_drop: bool

    @property
    def seen(self) -> str:
        return self.delivery.state


@dataclass(frozen=True)
class ProductRow:
    product: Product
    deliveries: list[DeliveryRow]

    @property
    def is_delivered(self) -> bool:
        return any(row.delivery.state == DeliveryState.ACCEPTED for row in self.deliveries)


def product_rows(task: Task, post: Post) -> list[ProductRow]:
    """The products of a task and how they were delivered, as far as the post sees it; two queries."""
    standing = deliveries_visible_to(post).exclude(state=DeliveryState.DROPPED)
    shown = standing.select_related("duty__unit", "evidence__upload", "by").order_by("id")
    products = task.products.prefetch_related(Prefetch("deliveries", shown)).order_by("id")
    return [ProductRow(product, [_delivery_row(one, post) for one in product.deliveries.all()]) for product in products]


def _delivery_row(delivery: Delivery, post: Post) -> DeliveryRow:
    accept, drop = (
        allowed(check_may_decide_delivery, delivery, to, post) for to in (DeliveryState.ACCEPTED, DeliveryState.DROPPED)
    )
    return DeliveryRow(delivery, accept, drop)
