"""Products as things delivered: offered by the unit with a file, accepted by its head, counted on the task."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet

from giamsat.assignments.states import BindingRole
from giamsat.errors import BadMove, NotAllowed, Refused, Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record
from giamsat.journal.clock import database_now
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import actions
from giamsat.tasks.models import Delivery, Duty, Product, Task
from giamsat.tasks.states import DELIVERY_MOVES, DeliveryKind, DeliveryState, DutyState
from giamsat.timetable import VIETNAM, check_day
from giamsat.wording import nfc, nfc_lines


class DeliveryUnsaid(Refused):
    """Văn bản thì ghi số, ký hiệu và cơ quan ban hành; hệ thống thì ghi địa chỉ; sản phẩm khác thì hãy mô tả."""

    code = "delivery_unsaid"


class DeliveryAhead(Refused):
    """Ngày giao sản phẩm còn ở phía trước. Chỉ ghi sản phẩm đã giao thật."""

    code = "delivery_ahead"


class DeliveryTwice(Refused):
    """Sản phẩm này đã được ghi là đã giao. Muốn ghi lại, hãy bỏ ghi nhận cũ trước."""

    code = "delivery_twice"


class DropUnexplained(Refused):
    """Hãy ghi lý do không ghi nhận sản phẩm."""

    code = "drop_unexplained"


class DeliveryRestsOn(Refused):
    """Nhiệm vụ đã được xác nhận hoàn thành bằng sản phẩm này nên không bỏ ghi nhận được nữa."""

    code = "delivery_rests_on"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What a unit says of a product it has delivered."""

    kind: DeliveryKind
    #: Vietnam calendar.
    on: date
    symbol: str = ""
    issuer: str = ""
    address: str = ""
    words: str = ""


def check_delivered(delivered: Delivered, today: date) -> None:
    """Raise unless it says what was delivered, on a day that has come."""
    check_day(delivered.on)
    said = {
        DeliveryKind.DOCUMENT: delivered.symbol.strip() and delivered.issuer.strip(),
        DeliveryKind.SYSTEM: delivered.address.strip(),
        DeliveryKind.OTHER: delivered.words.strip(),
    }
    if not said[delivered.kind]:
        raise DeliveryUnsaid
    if delivered.on > today:
        raise DeliveryAhead


def check_may_decide(delivery: Delivery, to: DeliveryState, by: Post) -> None:
    """Raise unless `by` is the head of the same unit; to accept it takes other eyes than the writer's."""
    if to not in DELIVERY_MOVES[DeliveryState(delivery.state)]:
        raise BadMove
    if by.role != Role.APPROVER or not by.speaks_for(delivery.duty.unit_id):
        raise NotAllowed
    if to == DeliveryState.ACCEPTED and by.person_id == delivery.by.person_id:
        raise NotAllowed


@transaction.atomic
def deliver(product: Product, duty: Duty, delivered: Delivered, *, upload: Upload, by: Post, at: datetime) -> Delivery:
    """Write down a product as delivered, with the file that shows it; it counts once the head has accepted it."""
    if product.task_id != duty.task_id:
        raise NotAllowed
    check_delivered(delivered, at.astimezone(VIETNAM).date())
    evidence = actions.attach_evidence(duty, upload, by=by, at=at)
    now = database_now()
    try:
        with transaction.atomic():
            delivery = Delivery.objects.create(
                product=product,
                duty=duty,
                kind=delivered.kind,
                on=delivered.on,
                symbol=nfc(delivered.symbol),
                issuer=nfc(delivered.issuer),
                address=nfc(delivered.address),
                words=nfc_lines(delivered.words),
                evidence=evidence,
                by=by,
                at=now,
                since=now,
            )
    except IntegrityError as clash:
        raise DeliveryTwice from clash
    record("delivery.offered", delivery, by=by, kind=delivered.kind, on=delivered.on.isoformat())
    return delivery


@transaction.atomic
def accept(delivery: Delivery, *, by: Post, at: datetime) -> None:
    """The head accepts a delivery: the product counts as delivered."""
    _decide(delivery, DeliveryState.ACCEPTED, reason="", by=by)


@transaction.atomic
def drop(delivery: Delivery, *, reason: str, by: Post, at: datetime) -> None:
    """The head does not let a delivery count, or no longer, and says why."""
    if not reason.strip():
        raise DropUnexplained
    _decide(delivery, DeliveryState.DROPPED, reason=nfc(reason), by=by)


@transaction.atomic
def take_back(deliveries: Iterable[Delivery], *, by: Post) -> None:
    """What came with an update that does not count does not count either."""
    for delivery in deliveries:
        if Delivery.objects.filter(pk=delivery.pk, state=DeliveryState.OFFERED).update(
            state=DeliveryState.DROPPED, since=database_now()
        ):
            record("delivery.dropped", delivery, by=by)


def check_not_done(task: Task) -> None:
    """Raise when a lead's duty of a task that lacks a product is done: that product is what was verified."""
    if task.duties.filter(state=DutyState.DONE, role=BindingRole.LEAD).exists():
        raise DeliveryRestsOn


def undelivered(task: Task) -> QuerySet[Product]:
    """The products of a task that nobody has delivered with his head's word."""
    accepted = Delivery.objects.filter(product=OuterRef("pk"), state=DeliveryState.ACCEPTED)
    return Product.objects.filter(~Exists(accepted), task=task).order_by("id")


def unoffered(task: Task) -> QuerySet[Product]:
    """The products of a task of which nothing stands written as delivered, approved or not."""
    standing = Delivery.objects.filter(product=OuterRef("pk")).exclude(state=DeliveryState.DROPPED)
    return Product.objects.filter(~Exists(standing), task=task).order_by("id")


def recount(task: Task) -> None:
    """Bring the kept number of undelivered products in line, under the lock of the task's row."""
    row = Task.objects.select_for_update().get(pk=task.pk)
    row.products_undelivered = undelivered(row).count()
    if row.products_undelivered:
        check_not_done(row)
    row.save(update_fields=["products_undelivered"])
    task.products_undelivered = row.products_undelivered


def _decide(delivery: Delivery, to: DeliveryState, *, reason: str, by: Post) -> None:
    check_may_decide(delivery, to, by)
    was = delivery.state
    now = {"state": to, "decided_by": by, "since": database_now()}
    # The task's row is locked first, as everywhere, so that two who accept at once count one after the other.
    Task.objects.select_for_update().get(pk=delivery.duty.task_id)
    if not Delivery.objects.filter(pk=delivery.pk, state=was).update(**now):
        raise Stale
    recount(delivery.duty.task)
    record(f"delivery.{to}", delivery, by=by, reason=reason)
    for name, value in now.items():
        setattr(delivery, name, value)
