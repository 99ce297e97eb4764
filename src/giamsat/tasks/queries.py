from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from giamsat.assignments.states import BindingRole
from giamsat.people.models import Post, Unit
from giamsat.people.states import Role
from giamsat.tasks.models import Duty, DutyTally, Programme, Task
from giamsat.tasks.states import HOLDER, DutyState, Side
from giamsat.wording import folded

OPEN_STATES = tuple(state for state, holder in HOLDER.items() if holder == Side.UNIT)


def programmes_for(post: Post) -> QuerySet[Programme]:
    """The programmes whose whole a post may see."""
    if post.role == Role.SUPERVISOR:
        return Programme.objects.order_by("code")
    if post.role == Role.LEADER:
        return Programme.objects.filter(steered_by=post.unit_id).order_by("code")
    if post.role == Role.COORDINATOR:
        return Programme.objects.filter(owner=post.unit_id).order_by("code")
    return Programme.objects.none()


def duties_visible_to(post: Post) -> QuerySet[Duty]:
    """The one query behind every list, count and board: whole programmes for those who run or watch them,
    their own and their subordinates' duties for units; nothing for administrators."""
    if post.role in (Role.SUPERVISOR, Role.LEADER):
        return Duty.objects.filter(programme__in=programmes_for(post))
    if post.role == Role.COORDINATOR:
        return Duty.objects.filter(Q(programme__owner=post.unit_id) | Q(unit=post.unit_id))
    if post.role in (Role.REPORTER, Role.APPROVER):
        return Duty.objects.filter(unit__path__startswith=post.unit.path)
    return Duty.objects.none()


def tasks_visible_to(post: Post) -> QuerySet[Task]:
    """Tasks of which a post may see at least one duty."""
    mine = duties_visible_to(post).filter(task=OuterRef("pk"))
    return Task.objects.filter(Exists(mine))


def programmes_seen(post: Post) -> QuerySet[Programme]:
    """The programmes of which a post sees at least one duty."""
    return Programme.objects.filter(Exists(duties_visible_to(post).filter(programme=OuterRef("pk")))).order_by("code")


def units_seen(post: Post) -> QuerySet[Unit]:
    """The units of which a post sees at least one duty, in Vietnamese order."""
    return Unit.objects.filter(Exists(duties_visible_to(post).filter(unit=OuterRef("pk")))).order_by("sort_key")


def duty_list(
    post: Post,
    *,
    programme: str = "",
    unit: str = "",
    state: str = "",
    standing: str = "",
    role: str = "",
    document: str = "",
    words: str = "",
) -> QuerySet[Duty]:
    """Visible duties narrowed by what the reader chose (public ids and enum values), soonest due first."""
    chosen: dict[str, Any] = {
        "programme__public_id": programme,
        "unit__public_id": unit,
        "state": state,
        "standing": standing,
        "role": role,
        "task__document__public_id": document,
    }
    found = duties_visible_to(post).filter(**{key: value for key, value in chosen.items() if value})
    for word in folded(words).split():
        found = found.filter(Q(task__folded__contains=word) | Q(task__code__icontains=word))
    return found.select_related("task", "unit", "programme").order_by(F("late_from").asc(nulls_last=True), "id")


def open_duties_of(post: Post) -> QuerySet[Duty]:
    """What a unit still has to do, soonest due first."""
    mine = Duty.objects.filter(unit=post.unit_id, state__in=OPEN_STATES)
    return mine.select_related("task", "unit", "programme").order_by(F("late_from").asc(nulls_last=True), "id")


def waiting_for_verification(post: Post) -> QuerySet[Duty]:
    """Duties reported done in the programmes a coordinator runs, longest waiting first."""
    if post.role != Role.COORDINATOR:
        return Duty.objects.none()
    waiting = Duty.objects.filter(programme__owner=post.unit_id, state=DutyState.REPORTED_DONE)
    return waiting.select_related("task", "unit", "programme").order_by("reported_at", "id")


def overdue(programme: Programme, at: datetime) -> QuerySet[Duty]:
    """Lead duties late at `at` and not yet reported done, longest overdue first."""
    late = Duty.objects.filter(programme=programme, role=BindingRole.LEAD, state__in=OPEN_STATES, late_from__lte=at)
    return late.select_related("task", "unit", "programme").order_by("late_from", "id")


def tallies(programmes: Iterable[Programme], role: str = BindingRole.LEAD) -> QuerySet[DutyTally]:
    """The kept counts of duties by unit, state and standing; only what is not zero."""
    return DutyTally.objects.filter(programme__in=programmes, role=role, count__gt=0)


def recount() -> dict[tuple[Any, ...], int]:
    """The same counts from the duties themselves: what the kept ones must equal."""
    keys = ("programme_id", "unit_id", "role", "state", "standing")
    rows = Duty.objects.values_list(*keys).annotate(n=Count("id")).order_by()
    return {tuple(row[:5]): row[5] for row in rows}


def kept_counts() -> dict[tuple[Any, ...], int]:
    """The kept counts in the shape of `recount`."""
    keys = ("programme_id", "unit_id", "role", "state", "standing", "count")
    return {tuple(row[:5]): row[5] for row in DutyTally.objects.filter(count__gt=0).values_list(*keys)}


def due_moments(at: datetime) -> QuerySet[Duty]:
    """Duties whose standing changes by itself at or before `at`."""
    return Duty.objects.filter(next_moment_at__lte=at)
