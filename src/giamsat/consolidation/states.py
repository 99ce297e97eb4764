"""States of a consolidated report. PURE."""

from giamsat.wording import Worded


class CompilationState(Worded):
    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"


MOVES: dict[CompilationState, tuple[CompilationState, ...]] = {
    CompilationState.DRAFT: (CompilationState.ISSUED,),
    CompilationState.ISSUED: (),
}


class Part(Worded):
    """The parts of a consolidated report a person may reword; figures and tables are frozen."""

    OPENING = "opening", "Mở đầu"
    REPORTING = "reporting", "Tình hình báo cáo của các bộ, ngành, địa phương"
    RESULTS = "results", "Kết quả thực hiện nhiệm vụ"
    LATE = "late", "Nhiệm vụ chậm muộn, nguyên nhân và cam kết"
    OBSTACLES = "obstacles", "Khó khăn, vướng mắc vượt thẩm quyền"
    PROPOSAL = "proposal", "Đề xuất, kiến nghị"
