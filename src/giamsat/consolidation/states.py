"""States of a consolidated report. PURE."""

from giamsat.wording import Worded


class CompilationState(Worded):
    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"


MOVES: dict[CompilationState, tuple[CompilationState, ...]] = {
    CompilationState.DRAFT: (CompilationState.ISSUED,),
    CompilationState.ISSUED: (),
}


class CompilationKind(Worded):
    """What is made of a round."""

    REPORT = "report", "Báo cáo tổng hợp"
    #: Of the plans handed in, for decision (001 §2).
    MASTER = "master", "Kế hoạch tổng thể"


class Part(Worded):
    """The parts of a consolidated paper a person may reword; figures and tables are frozen."""

    OPENING = "opening", "Mở đầu"
    REPORTING = "reporting", "Tình hình báo cáo của các bộ, ngành, địa phương"
    RESULTS = "results", "Kết quả thực hiện nhiệm vụ"
    LATE = "late", "Nhiệm vụ chậm muộn, nguyên nhân và cam kết"
    OBSTACLES = "obstacles", "Khó khăn, vướng mắc vượt thẩm quyền"
    PROPOSAL = "proposal", "Đề xuất, kiến nghị"
    SENT = "sent", "Tình hình gửi kế hoạch của các cơ quan"
    GOALS = "goals", "Mục tiêu đăng ký"
    MEASURES = "measures", "Nhiệm vụ, giải pháp và chỉ tiêu thành phần"
    CONFLICTS = "conflicts", "Nội dung cần thống nhất trước khi quyết định"
    MECHANISM = "mechanism", "Tổ chức thực hiện"


class Becomes(Worded):
    """What an item of a master plan becomes."""

    TASK = "task", "Nhiệm vụ"
    COMPONENT = "component", "Chỉ tiêu thành phần"
    GOAL = "goal", "Mục tiêu được giao"


PARTS: dict[CompilationKind, tuple[Part, ...]] = {
    CompilationKind.REPORT: (Part.OPENING, Part.REPORTING, Part.RESULTS, Part.LATE, Part.OBSTACLES, Part.PROPOSAL),
    CompilationKind.MASTER: (
        *(Part.OPENING, Part.SENT, Part.GOALS, Part.MEASURES, Part.CONFLICTS, Part.MECHANISM, Part.PROPOSAL),
    ),
}
