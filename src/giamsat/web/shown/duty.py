"""One unit's part of a task as a story: how it stands, what it owes next and to whom, what was asked and decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext

from giamsat.errors import allowed
from giamsat.people.models import Post
from giamsat.tasks.models import Duty, DutyMove, FundingLine, Occurrence, Request, Task
from giamsat.tasks.queries import parts_of, requests_visible_to
from giamsat.tasks.rules import (
    Wish,
    check_has_own_day,
    check_may_break_down,
    check_move,
    check_side,
    check_wish,
    side_of,
    standing_of,
)
from giamsat.tasks.states import (
    EXPLAINED,
    HOLDER,
    MOVES,
    PENDING,
    RUNNING,
    Ask,
    DutyState,
    Side,
    Standing,
)
from giamsat.web.words import MOVE_WORDS

WAITING = 6  # parts of a task told in sentences
OCCURRENCES = 12  # of a recurring duty on its page


@dataclass(frozen=True)
class MoveButton:
    """A step this reader may take now."""

    to: DutyState
    word: object
    question: object
    #: whether a reason must be given
    explained: bool

    @property
    def is_main(self) -> bool:
        return not self.explained


@dataclass(frozen=True)
class Story:
    duty: Duty
    standing: Standing
    #: how late it is, or was when it was reported done, against the first deadline and against the one in force
    late_for: timedelta | None
    late_for_first: timedelta | None
    #: whose step is waited for
    holder: Side
    buttons: Sequence[MoveButton]
    requests: Sequence[Request]
    pending: Request | None
    occurrences: Sequence[Occurrence]
    moves: Sequence[DutyMove]
    parts: Sequence[Duty]
    funding: Sequence[FundingLine]
    may_ask: bool
    may_set_deadline: bool
    may_break_down: bool
    may_fund: bool

    @property
    def is_extended(self) -> bool:
        return self.duty.first_late_from != self.duty.late_from and self.duty.first_late_from is not None


def story_of(duty: Duty, post: Post, at: datetime) -> Story:
    """Everything a duty's page tells; a fixed number of queries."""
    requests = list(
        requests_visible_to(post).filter(duty=duty).select_related("asked_by__person", "decided_by__person")
    )
    pending = next((one for one in requests if one.state in PENDING), None)
    measured = duty.reported_at if duty.state in (DutyState.DONE, DutyState.REPORTED_DONE) else at
    return Story(
        duty=duty,
        standing=standing_of(duty, at),
        late_for=_late_for(duty, duty.late_from, measured),
        late_for_first=_late_for(duty, duty.first_late_from, measured),
        holder=HOLDER[DutyState(duty.state)],
        buttons=buttons_of(duty, post),
        requests=requests,
        pending=pending,
        occurrences=list(duty.occurrences.order_by("-late_from")[:OCCURRENCES]) if duty.recurrence else [],
        moves=list(duty.moves.select_related("by__person", "by__unit").order_by("version")),
        parts=list(parts_of(duty, post)),
        funding=list(duty.funding.order_by("-year", "source")),
        may_ask=pending is None and allowed(check_wish, duty, Wish(Ask.WITHDRAW, "…", "…"), post),
        may_set_deadline=duty.state in RUNNING
        and allowed(check_has_own_day, duty)
        and allowed(check_side, duty, Side.ASSIGNER, post),
        may_break_down=allowed(check_may_break_down, duty, post),
        may_fund=side_of(post, duty) != Side.NOBODY,
    )


def waited_for(task: Task, duties: Sequence[Duty]) -> list[str]:
    """What is owed next of a task and by whom, a sentence for each of its first open parts."""
    waiting = [duty for duty in duties if HOLDER[DutyState(duty.state)] != Side.NOBODY]
    told = [_waited_for(task, duty) for duty in waiting[:WAITING]]
    more = len(waiting) - len(told)
    return told + ([gettext("… và %(n)s phần việc khác.") % {"n": more}] if more else [])


def _waited_for(task: Task, duty: Duty) -> str:
    if HOLDER[DutyState(duty.state)] == Side.ASSIGNER:
        words = {
            DutyState.REPORTED_DONE: gettext("Chờ %(assigner)s xác nhận kết quả của %(unit)s."),
            DutyState.REFUSED: gettext("Chờ %(assigner)s xem lại việc giao cho %(unit)s."),
            DutyState.SUSPENDED: gettext("%(unit)s tạm dừng; chờ %(assigner)s cho làm tiếp."),
        }
        return words[DutyState(duty.state)] % {"assigner": task.assigner, "unit": duty.unit}
    if not duty.due_words:
        return gettext("Chờ %(unit)s thực hiện và cập nhật.") % {"unit": duty.unit}
    return gettext("Chờ %(unit)s thực hiện và cập nhật, %(due)s.") % {"unit": duty.unit, "due": duty.due_words}


def buttons_of(duty: Duty, post: Post) -> list[MoveButton]:
    """The steps of the table that a post may take now. The unit's own go through its updates, but for refusing."""
    was = DutyState(duty.state)
    return [
        MoveButton(to, *MOVE_WORDS[was, to], explained=(was, to) in EXPLAINED)
        for to in MOVES[was]
        if (was, to) in MOVE_WORDS and allowed(check_move, duty, to, post)
    ]


def _late_for(duty: Duty, late_from: datetime | None, measured: datetime | None) -> timedelta | None:
    counts = standing_of(duty, measured) != Standing.SET_ASIDE if measured else False
    if not counts or late_from is None or measured is None or measured < late_from:
        return None
    return measured - late_from
