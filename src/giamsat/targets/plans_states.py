"""States of an agency's plan for its targets, and of what the standing agency remarks on it. PURE."""

from giamsat.wording import Worded


class PlanState(Worded):
    DRAFT = "draft", "Đang soạn"
    #: Handed in: nothing of it changes any more.
    FROZEN = "frozen", "Đã nộp, chờ xem xét"
    RETURNED = "returned", "Trả lại để hoàn thiện"
    AGREED = "agreed", "Đã thống nhất"


PLAN_MOVES: dict[PlanState, tuple[PlanState, ...]] = {
    PlanState.DRAFT: (PlanState.FROZEN,),
    PlanState.FROZEN: (PlanState.AGREED, PlanState.RETURNED),
    PlanState.AGREED: (PlanState.RETURNED,),
    PlanState.RETURNED: (),
}
#: The standing agency has spoken: its remarks are seen by the unit.
REVIEWED = (PlanState.RETURNED, PlanState.AGREED)


class Term(Worded):
    """For what time a goal of a plan is set."""

    YEAR = "year", "Trong năm"
    PERIOD = "period", "Cả giai đoạn"


class MeasureKind(Worded):
    """What an agency will do to reach its goals."""

    TASK = "task", "Nhiệm vụ"
    SOLUTION = "solution", "Giải pháp"


class PlanPart(Worded):
    """What of a plan a remark is about."""

    WHOLE = "whole", "Toàn bộ kế hoạch"
    GOAL = "goal", "Mục tiêu"
    MEASURE = "measure", "Nhiệm vụ, giải pháp"
    COMPONENT = "component", "Chỉ tiêu thành phần"


class RemarkState(Worded):
    OPEN = "open", "Chờ cơ quan trả lời"
    ANSWERED = "answered", "Đã trả lời"


REMARK_MOVES: dict[RemarkState, tuple[RemarkState, ...]] = {
    RemarkState.OPEN: (RemarkState.ANSWERED,),
    RemarkState.ANSWERED: (RemarkState.ANSWERED,),
}


class Flaw(Worded):
    """What does not fit in plans laid side by side; the label is the sentence that says why."""

    SUM_BELOW = (
        "sum_below",
        "%(indicator)s: %(count)s cơ quan đăng ký cộng lại %(sum)s, chưa đạt mục tiêu cả nước %(goal)s (%(symbol)s).",
    )
    BELOW_ASSIGNED = (
        "below_assigned",
        "%(unit)s đặt mục tiêu %(indicator)s %(said)s, kém mức được giao %(goal)s (%(symbol)s).",
    )
    TWO_LEADS = "two_leads", "“%(name)s” có %(count)s cơ quan cùng nhận chủ trì: %(units)s."
    NO_METHOD = "no_method", "%(unit)s: chỉ tiêu thành phần “%(name)s” chưa có phương pháp tính hoặc cách đo lường."
    NO_LEAD = "no_lead", "%(unit)s: “%(name)s” chưa có đơn vị chủ trì."
    TOO_LATE = (
        "too_late",
        "%(unit)s: “%(name)s” hoàn thành ngày %(on)s, sau năm %(year)s là năm phải đạt mục tiêu %(indicator)s.",
    )
    NO_MEASURE = "no_measure", "%(unit)s: mục tiêu %(indicator)s chưa có nhiệm vụ, giải pháp nào."
