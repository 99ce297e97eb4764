"""What a task's page says of mergers: where it went, what it took in, and what this reader may do about it."""

from dataclasses import dataclass

from giamsat.errors import allowed
from giamsat.people.models import Post
from giamsat.tasks.merging_rules import check_may_decide, check_may_undo
from giamsat.tasks.models import Merger, Task
from giamsat.tasks.queries import mergers_visible_to, tasks_visible_to
from giamsat.tasks.states import MergerState


@dataclass(frozen=True)
class MergerShown:
    merger: Merger
    #: The other task of the two, and whether the reader may open it.
    other: Task
    may_open: bool
    #: The task of the page is the one that goes.
    goes: bool
    may_decide: bool
    may_undo: bool

    @property
    def seen(self) -> str:
        return self.merger.state


def mergers_shown(task: Task, post: Post) -> list[MergerShown]:
    """The mergers of a task, newest first; a fixed number of queries."""
    found = list(mergers_visible_to(post).filter(gone=task).order_by("-id"))
    found += list(mergers_visible_to(post).filter(kept=task).order_by("-id"))
    others = [merger.kept_id if merger.gone_id == task.pk else merger.gone_id for merger in found]
    seen = set(tasks_visible_to(post).filter(pk__in=others).values_list("pk", flat=True))
    return [_shown(merger, task, post, other in seen) for merger, other in zip(found, others, strict=True)]


def _shown(merger: Merger, task: Task, post: Post, may_open: bool) -> MergerShown:
    goes = merger.gone_id == task.pk
    return MergerShown(
        merger=merger,
        other=merger.kept if goes else merger.gone,
        may_open=may_open,
        goes=goes,
        may_decide=allowed(check_may_decide, merger, MergerState.AGREED, post),
        may_undo=allowed(check_may_undo, merger, post, reason="."),
    )
