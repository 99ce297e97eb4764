"""States of a round, of what a unit owes in it, and of what it hands in. PURE."""

from giamsat.wording import Worded


class RoundState(Worded):
    DRAFT = "draft", "Đang soạn"
    OPEN = "open", "Đang thu báo cáo"


class ObligationState(Worded):
    OWED = "owed", "Chưa nộp"
    HANDED_IN = "handed_in", "Đã nộp"
    RETURNED = "returned", "Trả lại, chờ nộp lại"


class SubmissionState(Worded):
    DRAFT = "draft", "Đang soạn"
    ACCEPTED = "accepted", "Đã tiếp nhận"
    RETURNED = "returned", "Trả lại"


ROUND_MOVES: dict[RoundState, tuple[RoundState, ...]] = {
    RoundState.DRAFT: (RoundState.OPEN,),
    RoundState.OPEN: (),
}

OBLIGATION_MOVES: dict[ObligationState, tuple[ObligationState, ...]] = {
    ObligationState.OWED: (ObligationState.HANDED_IN,),
    ObligationState.HANDED_IN: (ObligationState.HANDED_IN, ObligationState.RETURNED),
    ObligationState.RETURNED: (ObligationState.HANDED_IN,),
}

SUBMISSION_MOVES: dict[SubmissionState, tuple[SubmissionState, ...]] = {
    SubmissionState.DRAFT: (SubmissionState.ACCEPTED,),
    SubmissionState.ACCEPTED: (SubmissionState.RETURNED,),
    SubmissionState.RETURNED: (),
}


class SectionSource(Worded):
    """Where the first draft of a section comes from."""

    WORDS = "words", "Đơn vị tự viết"
    TASKS = "tasks", "Mức độ hoàn thành nhiệm vụ"
    TARGETS = "targets", "Mức độ hoàn thành chỉ tiêu"
    PROGRESS = "progress", "Kết quả đã cập nhật"
    NEXT_STEPS = "next_steps", "Việc tiếp theo đã nêu"
    OBSTACLES = "obstacles", "Khó khăn, vướng mắc đã nêu"
    BEYOND = "beyond", "Vướng mắc vượt thẩm quyền đã nêu"
    PROPOSALS = "proposals", "Nhiệm vụ đã đề xuất"


class Punctuality(Worded):
    """How an obligation stands at an instant: computed from the acceptance by the database clock, never stored."""

    ON_TIME = "on_time", "Nộp đúng hạn"
    LATE = "late", "Nộp muộn"
    PENDING = "pending", "Chưa nộp, còn hạn"
    MISSING = "missing", "Chưa nộp, quá hạn"
