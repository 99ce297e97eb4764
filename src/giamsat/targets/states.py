"""Kinds of an indicator, states of a reported value, where an indicator stands against its goals. PURE."""

from giamsat.wording import Worded


class IndicatorKind(Worded):
    """What a value of it is."""

    NUMBER = "number", "Số lượng"
    SHARE = "share", "Tỷ lệ"
    RANK = "rank", "Thứ hạng"
    #: 1 is yes, 0 no.
    YES_NO = "yes_no", "Có hoặc không"
    #: The number of the stage reached, counted from 1; 0 before the first.
    STAGE = "stage", "Giai đoạn"
    QUALITATIVE = "qualitative", "Định tính"
    #: Stands over others in its document and has no value itself.
    HEADING = "heading", "Nhóm chỉ tiêu"


#: Kinds whose values are numbers.
NUMERIC = (IndicatorKind.NUMBER, IndicatorKind.SHARE, IndicatorKind.RANK, IndicatorKind.YES_NO, IndicatorKind.STAGE)


class Direction(Worded):
    """Which way is better."""

    UP = "up", "Càng cao càng tốt"
    DOWN = "down", "Càng thấp càng tốt"
    WITHIN = "within", "Trong khoảng"
    STATE = "state", "Đạt một trạng thái"


class Accumulation(Worded):
    """What period a value speaks of."""

    AS_AT = "as_at", "Số liệu tại thời điểm"
    IN_PERIOD = "in_period", "Phát sinh trong kỳ"


class Missing(Worded):
    """What a computed value does where a part of it is not known."""

    FAIL = "fail", "Không tính"
    SKIP = "skip", "Bỏ qua phần thiếu"
    ZERO = "zero", "Coi là 0"
    LAST = "last", "Lấy số liệu gần nhất"


class Reporters(Worded):
    """Who reports it: its lead for the whole country, or each unit of a group for itself (tokens of people.GROUPS)."""

    LEAD = "lead", "Cơ quan chủ trì, cho cả nước"
    PROVINCES = "ALL_PROVINCES", "Từng tỉnh, thành phố"
    MINISTRIES = "ALL_MINISTRIES", "Từng bộ, ngành"
    AGENCIES = "ALL_AGENCIES", "Từng bộ, ngành, địa phương"


class Operator(Worded):
    """How a document puts what it wants."""

    AT_LEAST = ">=", "ít nhất"
    ABOVE = ">", "trên"
    AT_MOST = "<=", "không quá"
    BELOW = "<", "dưới"
    EXACTLY = "=", "đạt"
    RANGE = "range", "từ … đến"
    TEXT = "text", "bằng lời"
    #: The heading of other goals.
    GROUP = "group", "gồm các chỉ tiêu"


#: Operators that set a number.
COUNTED = (
    Operator.AT_LEAST,
    Operator.ABOVE,
    Operator.AT_MOST,
    Operator.BELOW,
    Operator.EXACTLY,
    Operator.RANGE,
)


class ReportedState(Worded):
    SUBMITTED = "submitted", "Chờ xác nhận"
    VERIFIED = "verified", "Đã xác nhận"
    RETURNED = "returned", "Trả lại"
    WITHDRAWN = "withdrawn", "Người lập đã rút"
    #: A later version of the same period stands in its place.
    CORRECTED = "corrected", "Đã được sửa"


MOVES: dict[ReportedState, tuple[ReportedState, ...]] = {
    ReportedState.SUBMITTED: (ReportedState.VERIFIED, ReportedState.RETURNED, ReportedState.WITHDRAWN),
    ReportedState.VERIFIED: (ReportedState.CORRECTED,),
    ReportedState.RETURNED: (),
    ReportedState.WITHDRAWN: (),
    ReportedState.CORRECTED: (),
}
#: Once verified, corrected since or not: seen outside the unit.
SAID = (ReportedState.VERIFIED, ReportedState.CORRECTED)


class JoiningState(Worded):
    """What an officer said of two indicators that may be one."""

    JOINED = "joined", "Đã ghép"
    APART = "apart", "Giữ riêng"
    #: Was joined, and taken apart again.
    PARTED = "parted", "Đã tách lại"


JOINING_MOVES: dict[JoiningState, tuple[JoiningState, ...]] = {
    JoiningState.JOINED: (JoiningState.PARTED,),
    JoiningState.APART: (),
    JoiningState.PARTED: (),
}


class Question(Worded):
    """What a value is asked at entry: it is never refused for it, but somebody must say why it is so."""

    #: Outside what its measure allows.
    OUTSIDE = "outside", "Số liệu nằm ngoài khoảng thường có của đơn vị tính (%(than)s). Có đúng không, vì sao?"
    #: More than doubled or less than halved since the last.
    JUMP = "jump", "Số liệu chênh quá lớn so với kỳ trước (%(than)s). Có nhầm đơn vị tính không?"
    #: Far from how the series has gone so far.
    OUTLIER = "outlier", "Số liệu khác hẳn nhịp thay đổi từ trước đến nay (thường khoảng %(than)s). Vì sao?"
    #: What only adds up has become less.
    FALLS = "falls", "Số liệu tại thời điểm giảm so với kỳ trước (%(than)s). Vì sao?"


class GoalStanding(Worded):
    """Where the newest value stands against one goal: computed, never typed."""

    REACHED = "reached", "Đã đạt"
    ON_PATH = "on_path", "Đúng lộ trình"
    BEHIND = "behind", "Chậm so với lộ trình"
    MISSED = "missed", "Không đạt"
    NO_DATA = "no_data", "Chưa có số liệu"
