"""States and kinds of a progress update, and whether a commitment was kept. PURE."""

from giamsat.wording import Worded


class UpdateState(Worded):
    SUBMITTED = "submitted", "Chờ duyệt"
    APPROVED = "approved", "Đã duyệt"
    RETURNED = "returned", "Trả lại"
    WITHDRAWN = "withdrawn", "Người lập đã rút"
    #: A later update of the same period stands in its place.
    CORRECTED = "corrected", "Đã được sửa"


MOVES: dict[UpdateState, tuple[UpdateState, ...]] = {
    UpdateState.SUBMITTED: (UpdateState.APPROVED, UpdateState.RETURNED, UpdateState.WITHDRAWN),
    UpdateState.APPROVED: (UpdateState.CORRECTED,),
    UpdateState.RETURNED: (),
    UpdateState.WITHDRAWN: (),
    UpdateState.CORRECTED: (),
}
#: Once approved: what was said and seen outside the unit, corrected since or not.
SAID = (UpdateState.APPROVED, UpdateState.CORRECTED)
#: Answers its period: written and not taken back.
ANSWERING = (UpdateState.SUBMITTED, UpdateState.APPROVED)


class UpdateKind(Worded):
    """Three answers; silence ("chưa cập nhật") is none of them."""

    PROGRESS = "progress", "Có kết quả mới"
    #: Work goes on; nothing new to tell.
    NO_CHANGE = "no_change", "Không thay đổi"
    #: Nothing was due to happen in this period.
    NOTHING = "nothing_to_report", "Không phát sinh"


class Kept(Worded):
    """How a commitment turned out: computed, never typed."""

    OPEN = "open", "Đang cam kết"
    KEPT = "kept", "Giữ cam kết"
    BROKEN = "broken", "Không giữ cam kết"
