"""What the words of a consolidated report begin as, from its figures. No query, no clock."""

from collections.abc import Mapping
from typing import Any

from giamsat.consolidation.models import Compilation
from giamsat.consolidation.states import MOVES, CompilationState, Part
from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports.models import Round
from giamsat.reports.states import RoundState


class EmptyPart(Refused):
    """Nội dung không được để trống. Hãy ghi lại câu chữ hoặc tải lại trang để giữ bản cũ."""

    code = "empty_part"


def check_may_compose(round_: Round, by: Post) -> None:
    """Raise unless `by` consolidates the round, and the round is open."""
    if by.role != Role.COORDINATOR or not by.speaks_for(round_.unit_id):
        raise NotAllowed
    if round_.state != RoundState.OPEN:
        raise BadMove


def check_may_edit(compilation: Compilation, by: Post) -> None:
    """Raise unless the report is a draft and `by` consolidates it: what is issued is locked (Decree 30, art. 11.2)."""
    if by.role != Role.COORDINATOR or not by.speaks_for(compilation.round.unit_id):
        raise NotAllowed
    if compilation.state != CompilationState.DRAFT:
        raise BadMove


def check_can_issue(compilation: Compilation) -> None:
    """Raise unless the report is still a draft; who may sign is a rule of documents."""
    if CompilationState.ISSUED not in MOVES[CompilationState(compilation.state)]:
        raise BadMove


def first_words(figures: Mapping[str, Any]) -> dict[Part, str]:
    """The words of every part as the system composes them from the figures."""
    reports, duties = figures["reports"], figures["duties"]
    return {
        Part.OPENING: (
            f"Thực hiện nhiệm vụ cơ quan thường trực theo dõi Chương trình {figures['programme']}, "
            f"{figures['unit']} tổng hợp tình hình thực hiện đến {figures['as_of_words']} như sau:"
        ),
        Part.REPORTING: (
            f"Có {reports['asked']} đơn vị phải báo cáo; {reports['on_time']} đơn vị báo cáo đúng hạn, "
            f"{reports['late']} đơn vị báo cáo muộn, {reports['not_reported']} đơn vị chưa báo cáo."
        ),
        Part.RESULTS: (
            f"Tổng số {figures['tasks']} nhiệm vụ với {duties['total']} phần việc chủ trì: "
            f"{duties['done_on_time']} hoàn thành đúng hạn, {duties['done_late']} hoàn thành quá hạn, "
            f"{duties['in_term']} đang thực hiện trong hạn, {duties['overdue']} quá hạn chưa hoàn thành, "
            f"{duties['no_deadline']} không có thời hạn."
        ),
        Part.LATE: _late_words(figures["late"]),
        Part.OBSTACLES: _obstacle_words(figures["obstacles"]),
        Part.PROPOSAL: (
            "Kính đề nghị Thủ tướng Chính phủ xem xét, chỉ đạo các đơn vị chưa báo cáo và có nhiệm vụ quá hạn "
            "khẩn trương thực hiện; cho ý kiến về các vấn đề vượt thẩm quyền nêu trên."
        ),
    }


def _late_words(late: list[Any]) -> str:
    if not late:
        return "Không có nhiệm vụ quá hạn chưa hoàn thành."
    promised = sum(bool(row["commitment"]) for row in late)
    return (
        f"Có {len(late)} phần việc quá hạn chưa hoàn thành, trong đó {promised} phần việc đã có cam kết thời hạn mới; "
        "người đứng đầu các đơn vị sau chịu trách nhiệm:"
    )


def _obstacle_words(obstacles: list[Any]) -> str:
    if not obstacles:
        return "Các đơn vị không nêu vướng mắc vượt thẩm quyền."
    return f"Các đơn vị nêu {len(obstacles)} vướng mắc vượt thẩm quyền, cần cấp trên quyết định:"
