from collections.abc import Iterable

from django.db.models import Max, QuerySet

from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress.models import Commitment, Update
from giamsat.progress.states import SAID, UpdateState
from giamsat.tasks.models import Duty
from giamsat.tasks.queries import duties_visible_to


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
