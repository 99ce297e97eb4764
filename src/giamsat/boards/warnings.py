"""Early warnings by plain rules that say why (PRODUCT P3): for each kind a pure rule, and the one query that finds
the same rows among many. A test holds the two together."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from giamsat.assignments.states import BindingRole
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.rules import late_from_of
from giamsat.obstacles.states import OPEN
from giamsat.progress.models import Commitment
from giamsat.progress.queries import heard_before
from giamsat.progress.rules import OPEN_STATES, kept, stale_from
from giamsat.progress.states import SAID, Kept
from giamsat.tasks.models import Duty
from giamsat.tasks.states import DutyState
from giamsat.timetable import VIETNAM
from giamsat.wording import Worded

#: A task that runs this long is warned of this long before its date, however short the programme's own warning is.
LONG_TASK, LONG_WARNING = timedelta(days=180), timedelta(days=30)
#: How long a coordinating unit may keep silent while the lead works.
SILENCE = timedelta(days=14)


class WarningKind(Worded):
    NEAR = "near", "Gần hạn, chưa giao sản phẩm"
    STALE = "stale", "Lâu không cập nhật"
    OBSTACLE = "obstacle", "Vướng mắc quá hạn trả lời"
    SILENT = "silent", "Cơ quan phối hợp im lặng"
    BROKEN = "broken", "Không giữ cam kết"


@dataclass(frozen=True, slots=True)
class Why:
    """That a rule holds of a duty, with the numbers and days its sentence tells."""

    kind: WarningKind
    duty: Duty
    facts: dict[str, Any]
    obstacle: Obstacle | None = field(default=None)


def near(duty: Duty, at: datetime) -> Why | None:
    """A lead's date is near and nothing has been delivered: within the programme's own days, 30 for long tasks.

    What comes back every period is answered by updates and warned of by their absence.
    """
    late_from, task = duty.late_from, duty.task
    if (
        late_from is None
        or duty.recurrence
        or duty.role != BindingRole.LEAD
        or duty.state not in OPEN_STATES
        or late_from <= at
    ):
        return None
    is_long = late_from - task.created_at >= LONG_TASK
    window = max(timedelta(days=duty.programme.soon_days), LONG_WARNING if is_long else timedelta())
    if late_from - at > window or not (task.products_undelivered or duty.evidence_count == 0):
        return None
    return Why(WarningKind.NEAR, duty, {"days": (late_from - at).days, "on": late_from})


def stale(duty: Duty, at: datetime) -> Why | None:
    """Nothing approved has been heard in this period of the duty and in the one before."""
    heard = duty.updated_at or duty.task.created_at
    if duty.state not in OPEN_STATES or duty.role != BindingRole.LEAD or heard >= stale_from(duty, at):
        return None
    return Why(WarningKind.STALE, duty, {"days": (at - heard).days, "on": duty.updated_at})


def silent(duty: Duty, at: datetime, *, lead_works: bool) -> Why | None:
    """A coordinating unit has said nothing since it was assigned, while a lead works."""
    waits = at - duty.task.created_at
    is_quiet = duty.role == BindingRole.COORDINATOR and duty.state in OPEN_STATES and duty.updated_at is None
    if not is_quiet or not lead_works or waits < SILENCE:
        return None
    return Why(WarningKind.SILENT, duty, {"days": waits.days, "on": duty.task.created_at})


def unanswered(obstacle: Obstacle, at: datetime) -> Why | None:
    """The level an obstacle waits for has let its day pass."""
    late_from = late_from_of(obstacle)
    if late_from is None or obstacle.state not in OPEN or at < late_from:
        return None
    facts = {"days": (at - late_from).days, "on": obstacle.answer_by}
    return Why(WarningKind.OBSTACLE, obstacle.duty, facts, obstacle)


def broken(commitment: Commitment, at: datetime) -> Why | None:
    """The day a unit committed itself to last is over and the duty is not reported done."""
    duty = commitment.duty
    if duty.state not in OPEN_STATES or kept(commitment, duty, at) != Kept.BROKEN:
        return None
    over = datetime.combine(commitment.on, time(), VIETNAM) + timedelta(days=1)
    return Why(WarningKind.BROKEN, duty, {"days": (at - over).days, "on": commitment.on})


#: The rows of a warning in one shape: kind, key of the duty, key of what it is about, since when or until when.
SHAPE = ("warned", "duty_key", "ref", "moment")
Rows = QuerySet[Any, tuple[str, int, int, datetime]]


def warnings_over(duties: QuerySet[Duty], at: datetime, kinds: Iterable[WarningKind] = WarningKind) -> Rows:
    """Every warning about some duties, oldest reason first: one statement, to be counted, cut into pages and told."""
    first, *others = [_QUERIES[kind](duties, at) for kind in kinds]
    found = first.union(*others, all=True) if others else first
    return found.order_by("moment", "duty_key")


def counts_over(duties: QuerySet[Duty], at: datetime) -> dict[WarningKind, int]:
    """How many warnings of each kind there are about some duties."""
    return {kind: warnings_over(duties, at, [kind]).count() for kind in WarningKind}


def told(rows: Iterable[tuple[str, int, int, datetime]], at: datetime) -> list[Why]:
    """What the rows of `warnings_over` say, each by its pure rule; a fixed number of queries."""
    found = list(rows)
    duties = Duty.objects.select_related("task", "unit", "programme").in_bulk([row[1] for row in found])
    refs = {kind: [row[2] for row in found if row[0] == kind] for kind in WarningKind}
    obstacles = Obstacle.objects.in_bulk(refs[WarningKind.OBSTACLE])
    commitments = Commitment.objects.in_bulk(refs[WarningKind.BROKEN])
    said = []
    for kind, key, ref, _moment in found:
        duty = duties[key]
        if kind == WarningKind.OBSTACLE:
            obstacles[ref].duty = duty
            said.append(unanswered(obstacles[ref], at))
        elif kind == WarningKind.BROKEN:
            commitments[ref].duty = duty
            said.append(broken(commitments[ref], at))
        elif kind == WarningKind.SILENT:
            said.append(silent(duty, at, lead_works=True))
        else:
            said.append(near(duty, at) if kind == WarningKind.NEAR else stale(duty, at))
    return [why for why in said if why is not None]


def warnings_of(duties: Iterable[Duty], at: datetime) -> list[Why]:
    """The warnings about a few duties."""
    few = Duty.objects.filter(pk__in=[duty.pk for duty in duties])
    return told(warnings_over(few, at), at)


def _near(duties: QuerySet[Duty], at: datetime) -> Rows:
    soon = Q(soon_from__lte=at)
    long = Q(late_from__lte=at + LONG_WARNING, late_from__gte=F("task__created_at") + LONG_TASK)
    bare = Q(task__products_undelivered__gt=0) | Q(evidence_count=0)
    found = _leads(duties).filter(soon | long, bare, late_from__gt=at, recurrence=[])
    return _shaped(found, WarningKind.NEAR, duty="pk", moment="late_from")


def _stale(duties: QuerySet[Duty], at: datetime) -> Rows:
    found = _leads(duties).filter(heard_before(at)).annotate(heard=Coalesce("updated_at", "task__created_at"))
    return _shaped(found, WarningKind.STALE, duty="pk", moment="heard")


def _silent(duties: QuerySet[Duty], at: datetime) -> Rows:
    works = (DutyState.DOING, DutyState.REPORTED_DONE, DutyState.RETURNED)
    leads = Duty.objects.filter(task=OuterRef("task"), role=BindingRole.LEAD, state__in=works)
    quiet = duties.filter(role=BindingRole.COORDINATOR, is_open=True, updated_at=None)
    found = quiet.filter(Exists(leads), task__created_at__lte=at - SILENCE)
    return _shaped(found, WarningKind.SILENT, duty="pk", moment="task__created_at")


def _unanswered(duties: QuerySet[Duty], at: datetime) -> Rows:
    found = Obstacle.objects.filter(duty__in=duties.order_by(), state__in=OPEN, answer_by__lt=_today(at))
    return _shaped(found, WarningKind.OBSTACLE, duty="duty_id", moment="since")


def _broken(duties: QuerySet[Duty], at: datetime) -> Rows:
    running = duties.filter(is_open=True).order_by()
    made = Commitment.objects.filter(duty__in=running, update__state__in=SAID)
    last = made.order_by().values("duty").annotate(n=Max("pk")).values("n")
    found = Commitment.objects.filter(pk__in=last, on__lt=_today(at))
    return _shaped(found, WarningKind.BROKEN, duty="duty_id", moment="update__at")


_QUERIES = {
    WarningKind.NEAR: _near,
    WarningKind.STALE: _stale,
    WarningKind.OBSTACLE: _unanswered,
    WarningKind.SILENT: _silent,
    WarningKind.BROKEN: _broken,
}


def _leads(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    return duties.filter(role=BindingRole.LEAD, is_open=True)


def _shaped(found: QuerySet[Any], kind: WarningKind, *, duty: str, moment: str) -> Rows:
    rows = found.order_by().annotate(warned=Value(kind.value), duty_key=F(duty), ref=F("pk"), moment=F(moment))
    shaped: Rows = rows.values_list(*SHAPE)
    return shaped


def _today(at: datetime) -> date:
    return at.astimezone(VIETNAM).date()
