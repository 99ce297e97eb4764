from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from giamsat.obstacles.models import Answer, Obstacle
from giamsat.obstacles.states import AWAITING, HOLDER, OPEN, ObstacleState, Party
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Duty, Programme
from giamsat.tasks.queries import duties_visible_to
from giamsat.wording import folded

#: how a register may be ordered, by the name the reader chooses
ORDERS: dict[str, tuple[str, ...]] = {
    "longest": ("since", "id"),
    "newest": ("-since", "-id"),
    "answer": ("answer_by", "since", "id"),
    "unit": ("duty__unit__sort_key", "since", "id"),
}


def visible_to(post: Post) -> QuerySet[Obstacle]:
    """Obstacles once raised of the duties a post sees; a unit's own people see theirs before they are raised."""
    seen = Obstacle.objects.filter(duty__in=duties_visible_to(post))
    raised = Q(raised_at__isnull=False)
    if post.role in (Role.REPORTER, Role.APPROVER):
        return seen.filter(raised | Q(duty__unit__in=post.unit.speaks_for))
    return seen.filter(raised)


def register(
    post: Post,
    *,
    programme: str = "",
    unit: str = "",
    state: str = "",
    kind: str = "",
    cause: str = "",
    beyond: bool | None = None,
    words: str = "",
) -> QuerySet[Obstacle]:
    """Visible obstacles narrowed by what the reader chose; "open" is every state that is not done with."""
    chosen = {"duty__programme__public_id": programme, "duty__unit__public_id": unit, "kind": kind, "cause": cause}
    found = visible_to(post).filter(**{name: value for name, value in chosen.items() if value})
    if state:
        found = found.filter(state__in=OPEN if state == "open" else [state])
    if beyond is not None:
        found = found.filter(beyond_authority=beyond)
    for word in folded(words).split():
        found = found.filter(Q(folded__contains=word) | Q(duty__task__code__icontains=word))
    return found.select_related("duty__unit", "duty__task", "duty__programme")


def waiting_for_decision(programme: Programme) -> QuerySet[Obstacle]:
    """Obstacles that wait for somebody above the units to decide; longest waiting first."""
    waiting = Obstacle.objects.filter(duty__programme=programme, state__in=AWAITING)
    return waiting.select_related("duty__unit", "duty__task").order_by("since", "id")


def open_of(duties: Iterable[Duty]) -> QuerySet[Obstacle]:
    """Raised obstacles of duties that are not done with, in the order they were written."""
    return Obstacle.objects.filter(duty__in=list(duties), state__in=OPEN).order_by("id")


def in_hand_of(post: Post) -> QuerySet[Obstacle]:
    """Obstacles whose next step is this post's to take, soonest to be answered first."""
    parties = {
        Role.APPROVER: (Party.HEAD, Q(duty__unit__in=post.unit.speaks_for)),
        Role.COORDINATOR: (Party.STANDING, Q(duty__programme__owner__in=post.unit.speaks_for)),
        Role.LEADER: (Party.STEERING, Q(duty__programme__steered_by__in=post.unit.speaks_for)),
    }
    if post.role not in parties:
        return Obstacle.objects.none()
    party, mine = parties[Role(post.role)]
    # What came with an update is raised when the head decides about that update.
    apart = ~Q(state=ObstacleState.NOTED) | Q(update_of=None)
    states = [state for state, holders in HOLDER.items() if party in holders]
    found = Obstacle.objects.filter(mine, apart, state__in=states)
    return found.select_related("duty__unit", "duty__task", "duty__programme").order_by(
        F("answer_by").asc(nulls_last=True), "id"
    )


def answer_to(obstacle: Obstacle) -> Answer | None:
    """The decision about an obstacle; for one that was merged, that about the one it was merged into."""
    answers = Answer.objects.filter(obstacle=obstacle.merged_into_id or obstacle.pk)
    return answers.select_related("document", "upload__file", "by__person", "by__unit").first()


def may_take_in(post: Post, obstacle: Obstacle) -> QuerySet[Obstacle]:
    """The obstacles one may be merged into: of the same programme, waiting for a decision from above."""
    found = visible_to(post).filter(duty__programme=obstacle.duty.programme_id, state__in=AWAITING)
    return found.exclude(pk=obstacle.pk).select_related("duty__unit").order_by("since", "id")


def unanswered(obstacles: QuerySet[Obstacle], today: date) -> QuerySet[Obstacle]:
    """Those whose level has let its day pass without an answer."""
    return obstacles.filter(state__in=OPEN, answer_by__lt=today)
