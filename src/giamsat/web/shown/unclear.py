"""What is unclear in the names of running tasks (PRODUCT A4)."""

from collections.abc import Iterable
from dataclasses import dataclass

from giamsat.assignments.states import BindingRole
from giamsat.tasks.models import Duty, Task
from giamsat.web.words import NAME_FLAGS
from vanban.clear_names import check_name


@dataclass(frozen=True)
class Unclear:
    """A task whose name asks for a second look."""

    task: Task
    hints: list[str]
    leads: list[str]


def unclear_task(task: Task) -> list[str]:
    """The hints on one task."""
    found = task.duties.filter(role=BindingRole.LEAD).select_related("unit")
    return _hints(task, [product.name for product in task.products.all()], list(found))


def unclear_tasks(tasks: Iterable[Task]) -> list[Unclear]:
    """Tasks with something unclear; `products` and `duties__unit` prefetched."""
    shown = []
    for task in tasks:
        leads = [duty for duty in task.duties.all() if duty.role == BindingRole.LEAD]
        if hints := _hints(task, [product.name for product in task.products.all()], leads):
            shown.append(Unclear(task, hints, [duty.unit.name for duty in leads]))
    return shown


def _hints(task: Task, products: list[str], leads: list[Duty]) -> list[str]:
    dated = next((duty for duty in leads if duty.late_from is not None), None)
    due = dated.late_from.date().isoformat() if dated and dated.late_from else ""
    found = check_name(task.name, "; ".join(products), ";".join(duty.unit.code for duty in leads), due)
    told = {"no_date"} if any(duty.recurrence for duty in leads) else set()
    return [str(NAME_FLAGS[flag.code]) for flag in found if flag.code not in told]
