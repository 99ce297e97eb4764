"""docs/states.md, written from the tables the code obeys: `python -m tests.states_page` writes it, a test compares."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "states.md"

INTRODUCTION = """# States

Written by `make docs` from each room's `states.py`; a test fails when it differs. The same tables decide which buttons
are shown, guard every write and feed the matrix tests. How things stand against time (quá hạn, nộp muộn …) is computed,
never a state.
"""


def page() -> str:
    """The whole page as Markdown."""
    from giamsat.assignments import states as assignments
    from giamsat.consolidation import states as consolidation
    from giamsat.documents import states as documents
    from giamsat.obstacles import states as obstacles
    from giamsat.people import states as people
    from giamsat.progress import states as progress
    from giamsat.reports import states as reports
    from giamsat.targets import plans_states as plans
    from giamsat.targets import states as targets
    from giamsat.tasks import states as tasks

    sections = [
        _machine("Document (văn bản)", documents.MOVES),
        _machine("Candidate assignment (việc đọc được)", assignments.MOVES),
        _machine("Consultation (lấy ý kiến)", assignments.CONSULTATION_MOVES),
        _machine("Opinion on a draft (ý kiến)", assignments.OPINION_MOVES),
        _machine("Duty (phần việc của một đơn vị)", tasks.MOVES, tasks.HOLDER),
        _machine("Request about a duty (đề nghị)", tasks.REQUEST_MOVES),
        _machine("Proposal of a task (đề xuất)", tasks.PROPOSAL_MOVES),
        _machine("Merger of two tasks (gộp nhiệm vụ)", tasks.MERGER_MOVES),
        _machine("Rewording of a task (đổi tên, nội hàm)", tasks.REWORDING_MOVES),
        _machine("Delivery (sản phẩm đã giao)", tasks.DELIVERY_MOVES),
        _machine("Progress update (cập nhật tiến độ)", progress.MOVES),
        _machine("Reported value (số liệu)", targets.MOVES),
        _machine("Joining of two indicators (ghép chỉ tiêu)", targets.JOINING_MOVES),
        _hands("Obstacle (khó khăn, vướng mắc)", obstacles.MOVES, obstacles.HOLDER),
        _machine("Round (đợt báo cáo)", reports.ROUND_MOVES),
        _machine("Obligation (nghĩa vụ báo cáo)", reports.OBLIGATION_MOVES),
        _machine("Submission (bản báo cáo)", reports.SUBMISSION_MOVES),
        _machine("Plan of an agency (kế hoạch)", plans.PLAN_MOVES),
        _machine("Remark on a plan (nhận xét)", plans.REMARK_MOVES),
        _machine("Reorganisation (sắp xếp tổ chức)", people.REORGANISATION_MOVES),
        _machine("Consolidated report (báo cáo tổng hợp)", consolidation.MOVES),
        _words("How an opinion is heard, computed", assignments.Heard),
        _words("Standing of a duty, computed", tasks.Standing),
        _words("Standing of an indicator against a goal, computed", targets.GoalStanding),
        _words("Punctuality of a report, computed", reports.Punctuality),
    ]
    return INTRODUCTION + "".join(sections)


def _machine(title: str, moves: Mapping[Any, Any], holder: Mapping[Any, Any] | None = None) -> str:
    head = "| state | term | may become |" + (" who holds the pen |" if holder else "")
    rule = "|---|---|---|" + ("---|" if holder else "")
    rows = [
        f"| {state} | {state.label} | {_ways(to)} |" + (f" {holder[state].label} |" if holder else "")
        for state, to in moves.items()
    ]
    return "\n".join(["", f"## {title}", "", head, rule, *rows, ""])


def _hands(title: str, moves: Mapping[Any, Mapping[Any, Any]], holder: Mapping[Any, tuple[Any, ...]]) -> str:
    """A machine whose moves say in whose hand they are."""
    rows = []
    for state, ways in moves.items():
        told = "; ".join(f"{to} ({', '.join(by)})" for to, by in ways.items()) or "–"
        whose = ", ".join(party.label for party in holder[state]) or "–"
        rows.append(f"| {state} | {state.label} | {told} | {whose} |")
    head = "| state | term | may become (by whom) | who holds the pen |"
    return "\n".join(["", f"## {title}", "", head, "|---|---|---|---|", *rows, ""])


def _ways(to: Any) -> str:
    """Where a state may lead; of a table that says whose step each is, with that."""
    if isinstance(to, Mapping):
        return ", ".join(f"{state} ({side.label})" for state, side in to.items()) or "–"
    return ", ".join(to) or "–"


def _words(title: str, words: Any) -> str:
    rows = [f"| {word} | {word.label} |" for word in words]
    return "\n".join(["", f"## {title}", "", "| value | term |", "|---|---|", *rows, ""])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
