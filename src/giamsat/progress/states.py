"""States of a progress update. PURE."""

from giamsat.wording import Worded


class UpdateState(Worded):
    SUBMITTED = "submitted", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    RETURNED = "returned", "Trả lại"


MOVES: dict[UpdateState, tuple[UpdateState, ...]] = {
    UpdateState.SUBMITTED: (UpdateState.APPROVED, UpdateState.RETURNED),
    UpdateState.APPROVED: (),
    UpdateState.RETURNED: (),
}


class UpdateKind(Worded):
    """ "No change" is an answer; silence is not."""

    PROGRESS = "progress", "Có kết quả mới"
    NOTHING = "nothing_to_report", "Không phát sinh"
