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
    UNIT = "unit", "Cơ quan đề xuất"


class BindingRole(Worded):
    """As what a unit is bound by an assignment."""

    LEAD = "lead", "Chủ trì"
    COORDINATOR = "coordinator", "Phối hợp"


class ConsultationState(Worded):
    """Whether agencies may still answer on a draft."""

    OPEN = "open", "Đang lấy ý kiến"
    CLOSED = "closed", "Đã kết thúc"


CONSULTATION_MOVES: dict[ConsultationState, tuple[ConsultationState, ...]] = {
    ConsultationState.OPEN: (ConsultationState.CLOSED,),
    ConsultationState.CLOSED: (),
}


class OpinionState(Worded):
    """What one agency has said of one draft. Silence is no state: it is computed from the date, and never consent."""

    ASKED = "asked", "Chưa trả lời"
    AGREED = "agreed", "Đồng ý"
    WISHES = "wishes", "Đề nghị sửa"
    #: The coordinator has said what becomes of the newest wish.
    SETTLED = "settled", "Đã có kết luận"


#: An answer may be replaced by another until the consultation is closed.
OPINION_MOVES: dict[OpinionState, tuple[OpinionState, ...]] = {
    OpinionState.ASKED: (OpinionState.AGREED, OpinionState.WISHES),
    OpinionState.AGREED: (OpinionState.WISHES,),
    OpinionState.WISHES: (OpinionState.AGREED, OpinionState.WISHES, OpinionState.SETTLED),
    OpinionState.SETTLED: (OpinionState.AGREED, OpinionState.WISHES),
}


class Heard(Worded):
    """How an agency's answer stands on the board: computed from its state and the date."""

    AGREED = "agreed", "Đồng ý"
    WISHES = "wishes", "Đề nghị sửa"
    SETTLED = "settled", "Đã có kết luận"
    SILENT = "silent", "Im lặng"
    WAITING = "waiting", "Chờ trả lời"


class Outcome(Worded):
    """What became of a wish."""

    TAKEN = "taken", "Tiếp thu"
    PARTLY = "partly", "Tiếp thu một phần"
    NOT_TAKEN = "not_taken", "Không tiếp thu"
