"""States of a duty, who holds the pen in each, and how it stands against its deadline. PURE.

A task is shared content; each unit bound by it has a duty with a state and a clock of its own (decision 10).
"""

from giamsat.wording import Worded


class DutyState(Worded):
    ASSIGNED = "assigned", "Mới giao"
    DOING = "doing", "Đang thực hiện"
    REPORTED_DONE = "reported_done", "Chờ xác nhận hoàn thành"
    RETURNED = "returned", "Trả lại, làm tiếp"
    DONE = "done", "Hoàn thành"


class Side(Worded):
    """Whose turn it is."""

    UNIT = "unit", "Đơn vị thực hiện"
    ASSIGNER = "assigner", "Cơ quan giao"
    NOBODY = "nobody", "Không ai"


#: Who holds the pen while a duty is in a state.
HOLDER: dict[DutyState, Side] = {
    DutyState.ASSIGNED: Side.UNIT,
    DutyState.DOING: Side.UNIT,
    DutyState.REPORTED_DONE: Side.ASSIGNER,
    DutyState.RETURNED: Side.UNIT,
    DutyState.DONE: Side.NOBODY,
}

MOVES: dict[DutyState, tuple[DutyState, ...]] = {
    DutyState.ASSIGNED: (DutyState.DOING, DutyState.REPORTED_DONE),
    DutyState.DOING: (DutyState.REPORTED_DONE,),
    DutyState.REPORTED_DONE: (DutyState.DONE, DutyState.RETURNED),
    DutyState.RETURNED: (DutyState.DOING, DutyState.REPORTED_DONE),
    DutyState.DONE: (),
}


class Standing(Worded):
    """How a duty stands against the deadline in force: computed, never typed."""

    OVERDUE = "overdue", "Quá hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    ON_TRACK = "on_track", "Trong hạn"
    NO_DEADLINE = "no_deadline", "Không có thời hạn"
    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"


class Verdict(Worded):
    """What a person decided about two assignments that may be one (PRODUCT A3); nothing is ever merged by itself."""

    OPEN = "open", "Chờ xem xét"
    APART = "apart", "Hai việc khác nhau"
    ALIAS = "alias", "Cùng một việc, theo dõi cả hai"
    MERGED = "merged", "Đã gộp"


#: Every verdict may be taken back; with a merger the assignment that was set aside comes back too.
VERDICTS: dict[Verdict, tuple[Verdict, ...]] = {
    Verdict.OPEN: (Verdict.APART, Verdict.ALIAS, Verdict.MERGED),
    Verdict.APART: (Verdict.OPEN,),
    Verdict.ALIAS: (Verdict.OPEN,),
    Verdict.MERGED: (Verdict.OPEN,),
}


class Relation(Worded):
    """How two assignments seem to stand to each other."""

    DUPLICATE = "duplicate", "Trùng lặp"
    OVERLAP = "overlap", "Chồng chéo"
