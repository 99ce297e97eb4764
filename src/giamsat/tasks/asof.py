"""How duties stood at any past instant, from the rows appended by then: nothing that came later moves it (T3)."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from giamsat.tasks.models import DeadlineVersion, Duty, DutyMove, Programme
from giamsat.tasks.states import SET_ASIDE, DutyState, Standing


def as_of(duties: QuerySet[Duty], at: datetime) -> QuerySet[Any]:
    """The duties that existed at `at` (aware), with `state_then`, `reported_then`, `late_from_then`, `standing_then`.

    The deadline is the one in force at that instant; how near is near is the programme's setting of today.
    """
    moves = DutyMove.objects.filter(duty=OuterRef("pk"), since__lte=at).order_by("-since", "-version")
    deadlines = DeadlineVersion.objects.filter(duty=OuterRef("pk"), since__lte=at).order_by("-since", "-version")
    measured = Case(
        When(state_then__in=MEASURED_WHEN_REPORTED, then=Coalesce(F("reported_then"), Value(at))),
        default=Value(at),
        output_field=DateTimeField(),
    )
    known = duties.annotate(
        state_then=Subquery(moves.values("state")[:1]),
        reported_then=Subquery(moves.values("reported_at")[:1]),
        late_from_then=Subquery(deadlines.values("late_from")[:1]),
    ).filter(state_then__isnull=False)
    return known.annotate(measured_then=measured).annotate(standing_then=_standing(at))


#: What waits for eyes or is done is measured at the moment it was reported done.
MEASURED_WHEN_REPORTED = (DutyState.REPORTED_DONE.value, DutyState.DONE.value)


def _standing(at: datetime) -> Case:
    near = Q(pk=None)
    for days in set(Programme.objects.values_list("soon_days", flat=True)):
        near |= Q(programme__soon_days=days, late_from_then__lte=at + timedelta(days=days))
    late = Q(measured_then__gte=F("late_from_then"))
    done = Q(state_then=DutyState.DONE.value)
    return Case(
        When(state_then__in=[state.value for state in SET_ASIDE], then=Value(Standing.SET_ASIDE.value)),
        When(done & late, then=Value(Standing.DONE_LATE.value)),
        When(done, then=Value(Standing.DONE_ON_TIME.value)),
        When(late_from_then=None, then=Value(Standing.NO_DEADLINE.value)),
        When(late, then=Value(Standing.OVERDUE.value)),
        When(near & ~Q(state_then=DutyState.REPORTED_DONE.value), then=Value(Standing.DUE_SOON.value)),
        default=Value(Standing.ON_TRACK.value),
        output_field=CharField(),
    )


def stood_so(duties: QuerySet[Duty], at: datetime, standing: str) -> QuerySet[Any]:
    """The duties that stood so at `at`, soonest due first: of the overdue, the longest overdue."""
    return as_of(duties, at).filter(standing_then=standing).order_by("late_from_then", "id")


def figures_as_of(duties: QuerySet[Duty], at: datetime) -> dict[str, int]:
    """Standing value → how many duties stood so at `at`."""
    counted: dict[str, Any] = dict(as_of(duties, at).order_by().values_list("standing_then").annotate(Count("pk")))
    return {standing.value: counted.get(standing.value, 0) for standing in Standing}
