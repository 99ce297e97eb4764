"""The first words of a report: what was recorded once in the programme, told section by section."""

from collections import Counter
from collections.abc import Callable, Iterable

from giamsat.assignments.states import BindingRole
from giamsat.obstacles.models import Obstacle
from giamsat.reports.results import Facts, TaskResult
from giamsat.reports.states import SectionSource
from giamsat.targets.results import TargetResult
from giamsat.targets.states import GoalStanding
from giamsat.tasks.states import Standing

#: what a section says where nothing was recorded
NOTHING = "Không phát sinh."
#: the official four-way split and what stands beside it, in the order they are told
TOLD = (
    (Standing.DONE_ON_TIME, "hoàn thành đúng hạn"),
    (Standing.DONE_LATE, "hoàn thành quá hạn"),
    (Standing.ON_TRACK, "đang thực hiện trong hạn"),
    (Standing.DUE_SOON, "sắp đến hạn"),
    (Standing.OVERDUE, "quá hạn chưa hoàn thành"),
    (Standing.NO_DEADLINE, "không có thời hạn"),
    (Standing.SET_ASIDE, "tạm dừng, rút hoặc gộp"),
)


def first_words(source: SectionSource, facts: Facts) -> str:
    """What a section that is filled from `source` begins with; empty for what the unit writes itself."""
    told = WORDS.get(source)
    return told(facts) or NOTHING if told else ""


def _degree(facts: Facts) -> str:
    """How far the tasks have come: figures, then what is late and why."""
    leads = [one for one in facts.tasks if one.role == BindingRole.LEAD]
    if not facts.tasks:
        return ""
    lines = [
        f"Chủ trì {len(leads)} nhiệm vụ{_split(leads)}.",
        f"Phối hợp {len(facts.tasks) - len(leads)} nhiệm vụ.",
        *(_late(one) for one in leads if one.standing == Standing.OVERDUE),
    ]
    return "\n".join(lines)


def _split(tasks: Iterable[TaskResult]) -> str:
    counted = Counter(one.standing for one in tasks)
    said = [f"{counted[standing]} {words}" for standing, words in TOLD if counted[standing]]
    return f": {', '.join(said)}" if said else ""


def _late(task: TaskResult) -> str:
    promised = f"cam kết hoàn thành ngày {task.commitment}" if task.commitment else "chưa cam kết thời hạn mới"
    return f"- Quá hạn: {task.code} {task.name} ({task.due}); {promised}."


def _targets(facts: Facts) -> str:
    """How many goals stand how, then each that was missed or falls behind."""
    counted = Counter(one.standing for one in facts.targets)
    split = ", ".join(f"{counted[one]} {one.label.lower()}" for one in GoalStanding if counted[one])
    weak = (one for one in facts.targets if one.standing in (GoalStanding.MISSED, GoalStanding.BEHIND))
    lines = [f"Có {len(facts.targets)} mục tiêu của các chỉ tiêu được giao: {split}."] if facts.targets else []
    return "\n".join([*lines, *(_weak(one) for one in weak)])


def _weak(one: TargetResult) -> str:
    return (
        f"- {one.standing.label}: {one.name}, đạt {one.value} (đến {one.until}), mục tiêu {one.wanted} ({one.years})."
    )


def _results(facts: Facts) -> str:
    told = [one for one in facts.tasks if one.result or one.delivered]
    return "\n".join(f"- {one.name}: {_result(one)}" for one in told)


def _result(task: TaskResult) -> str:
    delivered = f"Đã giao sản phẩm: {'; '.join(task.delivered)}." if task.delivered else ""
    return " ".join(part for part in (task.result, delivered) if part)


def _next_steps(facts: Facts) -> str:
    return "\n".join(f"- {one.name}: {one.next_step}" for one in facts.tasks if one.next_step)


def _obstacles(facts: Facts) -> str:
    return "\n".join(_obstacle(one) for task in facts.tasks for one in task.obstacles)


def _beyond(facts: Facts) -> str:
    return "\n".join(_obstacle(one) for task in facts.tasks for one in task.obstacles if one.beyond_authority)


def _obstacle(obstacle: Obstacle) -> str:
    proposal = f" Kiến nghị: {obstacle.proposal}" if obstacle.proposal else ""
    return f"- {obstacle.description} (nguyên nhân {obstacle.cause_word.label.lower()}).{proposal}"


def _proposals(facts: Facts) -> str:
    return "\n".join(
        f"- {one.name}; sản phẩm: {one.product}; thời hạn: {one.words}; chịu trách nhiệm chính: {one.lead}."
        for one in facts.proposals
    )


WORDS: dict[SectionSource, Callable[[Facts], str]] = {
    SectionSource.TASKS: _degree,
    SectionSource.TARGETS: _targets,
    SectionSource.PROGRESS: _results,
    SectionSource.NEXT_STEPS: _next_steps,
    SectionSource.OBSTACLES: _obstacles,
    SectionSource.BEYOND: _beyond,
    SectionSource.PROPOSALS: _proposals,
}
