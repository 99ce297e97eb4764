"""Where an obstacle hangs and for how long, and what its reader may do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giamsat.access.loaders import documents_visible_to
from giamsat.errors import allowed
from giamsat.obstacles.models import Obstacle, ObstacleStep
from giamsat.obstacles.queries import may_take_in
from giamsat.obstacles.rules import answer_overdue, check_move, is_turn_of, party_for
from giamsat.obstacles.states import AWAITING, HOLDER, MOVES, ObstacleState
from giamsat.people.models import Post
from giamsat.web.forms import obstacles as forms
from giamsat.web.forms.pages import KeptForm


@dataclass(frozen=True)
class ObstacleRow:
    obstacle: Obstacle
    #: How long it has been where it is; None when it is done with.
    waits: timedelta | None
    #: How long the answer has been owed beyond its day.
    late: timedelta | None
    is_mine: bool = False


@dataclass(frozen=True)
class Verb:
    """One thing the reader may do, with its form."""

    name: str
    word: str | Promise
    url: str
    form: KeptForm
    is_open: bool = False


#: URL name → its word, its form, the states it leads to
VERBS: dict[str, tuple[Promise, type[KeptForm], tuple[ObstacleState, ...]]] = {
    "obstacle_raise": (_("Nêu vướng mắc"), forms.RaiseForm, (ObstacleState.UNIT, ObstacleState.STANDING)),
    "obstacle_answer": (_("Ghi quyết định"), forms.AnswerForm, (ObstacleState.ANSWERED,)),
    "obstacle_explain": (_("Làm rõ, gửi lại"), forms.ExplainForm, AWAITING),
    "obstacle_escalate": (_("Chuyển lên cấp trên"), forms.EscalateForm, AWAITING),
    "obstacle_return": (_("Hỏi lại đơn vị"), forms.QuestionForm, (ObstacleState.RETURNED,)),
    "obstacle_merge": (_("Gộp vào vướng mắc khác"), forms.MergeForm, (ObstacleState.MERGED,)),
    "obstacle_split": (_("Tách thành nhiều vướng mắc"), forms.PartsForm, (ObstacleState.SPLIT,)),
    "obstacle_withdraw": (_("Không nêu nữa"), forms.WithdrawForm, (ObstacleState.WITHDRAWN,)),
}
#: verbs that belong to one state only
ONLY_IN = {"obstacle_raise": ObstacleState.NOTED, "obstacle_explain": ObstacleState.RETURNED}
NOT_IN = {"obstacle_escalate": (ObstacleState.NOTED, ObstacleState.RETURNED)}


def seen_of(obstacle: Obstacle) -> str:
    """What a form about an obstacle is known by: it changes with every step."""
    return f"{obstacle.state}-{obstacle.step_count}"


def obstacle_row(obstacle: Obstacle, post: Post, at: datetime) -> ObstacleRow:
    is_open = bool(HOLDER[obstacle.word])
    waits = max(at - obstacle.since, timedelta()) if is_open else None
    return ObstacleRow(obstacle, waits, answer_overdue(obstacle, at), is_turn_of(obstacle, post))


def obstacle_rows(obstacles: Iterable[Obstacle], post: Post, at: datetime) -> list[ObstacleRow]:
    """Rows of obstacles with duty, unit and programme loaded; no query."""
    return [obstacle_row(obstacle, post, at) for obstacle in obstacles]


def form_of(name: str, obstacle: Obstacle, post: Post, **given: Any) -> KeptForm:
    """The form of a verb about an obstacle."""
    kind = VERBS[name][1]
    extra: dict[str, Any] = {}
    if kind is forms.EscalateForm:
        extra["offered"] = targets_of(name, obstacle, post)
    elif kind is forms.AnswerForm:
        extra["documents"] = documents_visible_to(post).order_by("-id")
    elif kind is forms.MergeForm:
        extra["offered"] = may_take_in(post, obstacle)
    return kind(**given, **extra, initial={"seen": seen_of(obstacle)}, auto_id=f"{name}-%s")


def targets_of(name: str, obstacle: Obstacle, post: Post) -> list[ObstacleState]:
    """The states to which the reader may bring an obstacle by a verb."""
    state = obstacle.word
    if ONLY_IN.get(name, state) != state or state in NOT_IN.get(name, ()):
        return []
    ways = [to for to in MOVES[state] if to in VERBS[name][2]]
    if name in ("obstacle_raise", "obstacle_explain"):
        return [to for to in ways if allowed(check_move, obstacle, to, post)]
    # What else it lacks (a proposal …) the verb itself refuses, with its sentence.
    return [to for to in ways if allowed(_check_party, obstacle, to, post)]


def verbs_of(obstacle: Obstacle, post: Post, posted: tuple[str, KeptForm] | None = None) -> list[Verb]:
    """What the reader may do, the likeliest first; a form that failed stays open with what was typed."""
    found = []
    for name, (word, _form, _states) in VERBS.items():
        is_posted = posted is not None and posted[0] == name
        if not is_posted and not targets_of(name, obstacle, post):
            continue
        form = posted[1] if posted and is_posted else form_of(name, obstacle, post)
        if name == "obstacle_merge" and not is_posted and not form.fields["into"].queryset.exists():  # type: ignore[attr-defined]
            continue
        found.append(Verb(name, word, reverse(name, args=[obstacle.public_id]), form, is_posted))
    return found


def steps_of(obstacle: Obstacle) -> list[ObstacleStep]:
    """The way of an obstacle, newest first, with that of the one it was split from behind it."""
    lineage = [obstacle.pk]
    parent = obstacle.parent
    while parent is not None:
        lineage.append(parent.pk)
        parent = parent.parent
    steps = ObstacleStep.objects.filter(obstacle__in=lineage).select_related("by__person", "by__unit")
    return sorted(steps, key=lambda step: (lineage.index(step.obstacle_id), -step.nth))


def _check_party(obstacle: Obstacle, to: ObstacleState, by: Post) -> None:
    party_for(obstacle, to, by)
