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
    #: The unit says it was assigned wrongly; the assigner insists or withdraws it.
    REFUSED = "refused", "Đơn vị từ chối vì giao nhầm"
    SUSPENDED = "suspended", "Tạm dừng"
    WITHDRAWN = "withdrawn", "Đã rút"
    #: The task goes on as another one.
    MERGED = "merged", "Đã gộp"


class Side(Worded):
    """Whose turn it is."""

    UNIT = "unit", "Đơn vị thực hiện"
    ASSIGNER = "assigner", "Cơ quan giao"
    NOBODY = "nobody", "Không ai"


#: Who holds the pen while a duty is in a state: whose next step is waited for.
HOLDER: dict[DutyState, Side] = {
    DutyState.ASSIGNED: Side.UNIT,
    DutyState.DOING: Side.UNIT,
    DutyState.REPORTED_DONE: Side.ASSIGNER,
    DutyState.RETURNED: Side.UNIT,
    DutyState.DONE: Side.NOBODY,
    DutyState.REFUSED: Side.ASSIGNER,
    DutyState.SUSPENDED: Side.ASSIGNER,
    DutyState.WITHDRAWN: Side.NOBODY,
    DutyState.MERGED: Side.NOBODY,
}

#: What the assigner may do with a duty that still runs, whoever holds the pen.
_STOPS = {
    DutyState.SUSPENDED: Side.ASSIGNER,
    DutyState.WITHDRAWN: Side.ASSIGNER,
    DutyState.MERGED: Side.ASSIGNER,
}

#: From a state to another, and whose step that is. The one table behind rules, buttons, docs and tests.
MOVES: dict[DutyState, dict[DutyState, Side]] = {
    DutyState.ASSIGNED: {
        DutyState.DOING: Side.UNIT,
        DutyState.REPORTED_DONE: Side.UNIT,
        DutyState.REFUSED: Side.UNIT,
        **_STOPS,
    },
    DutyState.DOING: {DutyState.REPORTED_DONE: Side.UNIT, **_STOPS},
    DutyState.REPORTED_DONE: {DutyState.DONE: Side.ASSIGNER, DutyState.RETURNED: Side.ASSIGNER, **_STOPS},
    DutyState.RETURNED: {DutyState.DOING: Side.UNIT, DutyState.REPORTED_DONE: Side.UNIT, **_STOPS},
    DutyState.DONE: {},
    DutyState.REFUSED: {DutyState.ASSIGNED: Side.ASSIGNER, DutyState.WITHDRAWN: Side.ASSIGNER},
    DutyState.SUSPENDED: {
        DutyState.DOING: Side.ASSIGNER,
        DutyState.WITHDRAWN: Side.ASSIGNER,
        DutyState.MERGED: Side.ASSIGNER,
    },
    DutyState.WITHDRAWN: {},
    #: A merger that is taken back.
    DutyState.MERGED: {DutyState.DOING: Side.ASSIGNER},
}

#: Moves that must say why: the other side is stopped, sent back or contradicted.
EXPLAINED = {
    (was, to)
    for was, moves in MOVES.items()
    for to in moves
    if to in (DutyState.RETURNED, DutyState.REFUSED, DutyState.SUSPENDED, DutyState.WITHDRAWN, DutyState.MERGED)
    or was in (DutyState.REFUSED, DutyState.MERGED)
}

#: The clock of these runs: time alone makes them late.
RUNNING = (DutyState.ASSIGNED, DutyState.DOING, DutyState.RETURNED, DutyState.REFUSED)
#: The clock of these does not run: they are neither in term nor late.
SET_ASIDE = (DutyState.SUSPENDED, DutyState.WITHDRAWN, DutyState.MERGED)
#: Nothing is expected of anybody any more.
FINAL = (DutyState.DONE, DutyState.WITHDRAWN, DutyState.MERGED)


class Standing(Worded):
    """How a duty stands against the deadline in force: computed, never typed."""

    OVERDUE = "overdue", "Quá hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    ON_TRACK = "on_track", "Trong hạn"
    NO_DEADLINE = "no_deadline", "Không có thời hạn"
    DONE_ON_TIME = "done_on_time", "Hoàn thành đúng hạn"
    DONE_LATE = "done_late", "Hoàn thành quá hạn"
    SET_ASIDE = "set_aside", "Không tính hạn"


class Ask(Worded):
    """What a unit may ask of its assigner about a duty (T4): more time, a pause, or to be relieved of it."""

    EXTEND = "extend", "Gia hạn"
    SUSPEND = "suspend", "Tạm hoãn"
    WITHDRAW = "withdraw", "Rút nhiệm vụ"


class RequestState(Worded):
    OPEN = "open", "Chờ cơ quan giao quyết định"
    #: The assigner offers another date than the one asked for.
    COUNTERED = "countered", "Cơ quan giao đề nghị ngày khác"
    APPROVED = "approved", "Đã chấp thuận"
    REFUSED = "refused", "Không chấp thuận"
    DECLINED = "declined", "Đơn vị không nhận ngày đề nghị"
    TAKEN_BACK = "taken_back", "Đơn vị rút đề nghị"


#: From a state of a request to another, and whose step that is.
REQUEST_MOVES: dict[RequestState, dict[RequestState, Side]] = {
    RequestState.OPEN: {
        RequestState.APPROVED: Side.ASSIGNER,
        RequestState.REFUSED: Side.ASSIGNER,
        RequestState.COUNTERED: Side.ASSIGNER,
        RequestState.TAKEN_BACK: Side.UNIT,
    },
    RequestState.COUNTERED: {RequestState.APPROVED: Side.UNIT, RequestState.DECLINED: Side.UNIT},
    RequestState.APPROVED: {},
    RequestState.REFUSED: {},
    RequestState.DECLINED: {},
    RequestState.TAKEN_BACK: {},
}
#: A request that still waits for somebody: one at most per duty.
PENDING = (RequestState.OPEN, RequestState.COUNTERED)


class RewordingState(Worded):
    """What becomes of a proposal to rename or re-scope a running task (T7)."""

    ASKED = "asked", "Chờ cơ quan giao đồng ý"
    AGREED = "agreed", "Đã đổi"
    REFUSED = "refused", "Không đồng ý đổi"
    TAKEN_BACK = "taken_back", "Đã rút đề nghị"


REWORDING_MOVES: dict[RewordingState, tuple[RewordingState, ...]] = {
    RewordingState.ASKED: (RewordingState.AGREED, RewordingState.REFUSED, RewordingState.TAKEN_BACK),
    RewordingState.AGREED: (),
    RewordingState.REFUSED: (),
    RewordingState.TAKEN_BACK: (),
}


class ProposalState(Worded):
    """What becomes of a task that an agency proposes (A5)."""

    DRAFT = "draft", "Đang soạn"
    SENT = "sent", "Chờ cơ quan thường trực xem xét"
    RETURNED = "returned", "Trả lại để bổ sung"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    REFUSED = "refused", "Không tiếp nhận"


PROPOSAL_MOVES: dict[ProposalState, dict[ProposalState, Side]] = {
    ProposalState.DRAFT: {ProposalState.SENT: Side.UNIT},
    ProposalState.SENT: {
        ProposalState.ACCEPTED: Side.ASSIGNER,
        ProposalState.RETURNED: Side.ASSIGNER,
        ProposalState.REFUSED: Side.ASSIGNER,
    },
    ProposalState.RETURNED: {ProposalState.SENT: Side.UNIT},
    ProposalState.ACCEPTED: {},
    ProposalState.REFUSED: {},
}
#: The agency may still write in it.
WRITABLE = (ProposalState.DRAFT, ProposalState.RETURNED)


class MergerState(Worded):
    """What becomes of a proposal to let one running task go on as another (A3)."""

    ASKED = "asked", "Chờ cơ quan giao kia đồng ý"
    AGREED = "agreed", "Đã gộp"
    REFUSED = "refused", "Không đồng ý gộp"
    UNDONE = "undone", "Đã tách lại"


MERGER_MOVES: dict[MergerState, tuple[MergerState, ...]] = {
    MergerState.ASKED: (MergerState.AGREED, MergerState.REFUSED),
    MergerState.AGREED: (MergerState.UNDONE,),
    MergerState.REFUSED: (),
    MergerState.UNDONE: (),
}


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


class DeliveryKind(Worded):
    """What was delivered, and so what is said of it."""

    DOCUMENT = "document", "Văn bản đã ban hành"
    SYSTEM = "system", "Hệ thống đã đưa vào sử dụng"
    OTHER = "other", "Sản phẩm khác"


class DeliveryState(Worded):
    OFFERED = "offered", "Chờ người đứng đầu duyệt"
    ACCEPTED = "accepted", "Đã giao"
    DROPPED = "dropped", "Không ghi nhận"


DELIVERY_MOVES: dict[DeliveryState, tuple[DeliveryState, ...]] = {
    DeliveryState.OFFERED: (DeliveryState.ACCEPTED, DeliveryState.DROPPED),
    DeliveryState.ACCEPTED: (DeliveryState.DROPPED,),
    DeliveryState.DROPPED: (),
}
