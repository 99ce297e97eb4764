"""What becomes of a passage that may order something. PURE."""

from giamsat.wording import Worded


class CandidateState(Worded):
    PROPOSED = "proposed", "Chờ xem xét"
    CONFIRMED = "confirmed", "Đã xác nhận"
    REFUSED = "refused", "Không phải nhiệm vụ"
    #: A newer reading understands the passage otherwise; its candidate waits in the place of this one.
    REPLACED = "replaced", "Đã đọc lại"


MOVES: dict[CandidateState, tuple[CandidateState, ...]] = {
    CandidateState.PROPOSED: (CandidateState.CONFIRMED, CandidateState.REFUSED, CandidateState.REPLACED),
    CandidateState.CONFIRMED: (),
    CandidateState.REFUSED: (CandidateState.PROPOSED,),
    CandidateState.REPLACED: (),
}


class Origin(Worded):
    """Who found the passage."""

    READER = "reader", "Hệ thống đọc"
    PERSON = "person", "Người xem xét đánh dấu"


class BindingRole(Worded):
    """As what a unit is bound by an assignment."""

    LEAD = "lead", "Chủ trì"
    COORDINATOR = "coordinator", "Phối hợp"
