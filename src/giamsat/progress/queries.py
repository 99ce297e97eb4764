from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from giamsat.assignments.states import BindingRole
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress.models import Commitment, Update
from giamsat.progress.rules import period_names, start_before
from giamsat.progress.states import ANSWERING, SAID, UpdateState
from giamsat.tasks.models import Duty, Programme
from giamsat.tasks.queries import duties_visible_to
from giamsat.timetable import Every


def visible_to(post: Post) -> QuerySet[Update]:
    """Updates once approved of the duties a post sees; a unit's own people see theirs in every state."""
    seen = Update.objects.filter(duty__in=duties_visible_to(post))
    approved = seen.filter(state__in=SAID)
    if post.role in (Role.REPORTER, Role.APPROVER):
        return approved | seen.filter(duty__unit__in=post.unit.speaks_for)
    return approved


def waiting_for_approval(post: Post) -> QuerySet[Update]:
    """Updates of his unit that wait for an approver, longest waiting first."""
    if post.role != Role.APPROVER:
        return Update.objects.none()
    waiting = Update.objects.filter(duty__unit__in=post.unit.speaks_for, state=UpdateState.SUBMITTED)
    return waiting.select_related("duty__task", "duty__unit", "by__person").order_by("at", "id")


def latest_approved(duties: Iterable[Duty]) -> dict[int, Update]:
    """Duty key → its newest approved update."""
    newest = (
        Update.objects.filter(duty__in=list(duties), state=UpdateState.APPROVED).values("duty").annotate(n=Max("id"))
    )
    found = Update.objects.filter(pk__in=[row["n"] for row in newest]).select_related("obstacle", "commitment")
    return {update.duty_id: update for update in found}


def sent_back(duties: Iterable[Duty]) -> dict[int, Update]:
    """Duty key → its newest update, where the head has sent that back."""
    newest = Update.objects.filter(duty__in=list(duties)).values("duty").annotate(n=Max("id"))
    found = Update.objects.filter(pk__in=[row["n"] for row in newest], state=UpdateState.RETURNED)
    return {update.duty_id: update for update in found}


def latest_commitments(duties: Iterable[Duty]) -> dict[int, Commitment]:
    """Duty key → the commitment its unit made last, with approval."""
    made = Commitment.objects.filter(duty__in=list(duties), update__state__in=SAID).order_by("id")
    return {commitment.duty_id: commitment for commitment in made}


@dataclass(frozen=True, slots=True)
class Rate:
    """How a unit answers for the current period: figures of lead duties (phần việc chủ trì)."""

    due: int
    updated: int
    #: When the duty heard of longest ago was last heard of; None when one has never been.
    oldest: datetime | None = None

    @property
    def missing(self) -> int:
        return self.due - self.updated


def answered(at: datetime) -> Exists:
    """Of a duty: that an update of the period holding `at` has been sent and not taken back or refused."""
    return Exists(Update.objects.filter(duty=OuterRef("pk"), period__in=period_names(at), state__in=ANSWERING))


def missing(at: datetime) -> Q:
    """Of duties: still the unit's to update, and not updated in the current period (chưa cập nhật)."""
    return Q(~answered(at), is_open=True)


def update_rates(programme: Programme, at: datetime) -> dict[int, Rate]:
    """Unit key → its update rate in a programme for the current period: those updated among those that are updated
    or still the unit's to update; one query."""
    leads = Duty.objects.filter(programme=programme, role=BindingRole.LEAD).annotate(is_answered=answered(at))
    mine = Q(is_open=True)
    counted = leads.values("unit").annotate(
        due=Count("pk", filter=mine | Q(is_answered=True)),
        updated=Count("pk", filter=Q(is_answered=True)),
        oldest=Min(Coalesce("updated_at", "task__created_at"), filter=mine),
    )
    return {row["unit"]: Rate(row["due"], row["updated"], row["oldest"]) for row in counted.order_by()}


def heard_before(at: datetime) -> Q:
    """Of duties: last heard of before the period that came before the present one, each by its own cadence."""
    late = Q(pk=None)
    for every in Every:
        # "quarterly-last" begins as "quarterly" does, and has the same periods.
        start = start_before(every, at)
        of_cadence = Q(recurrence__0__startswith=every.value) | Q(
            recurrence=[], programme__update_every__startswith=every.value
        )
        late |= of_cadence & (Q(updated_at__lt=start) | Q(updated_at=None, task__created_at__lt=start))
    return late
