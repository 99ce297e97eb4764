from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Count, QuerySet, Sum

from giamsat.consolidation.models import Compilation, CompilationText
from giamsat.consolidation.states import CompilationState, Part
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.queries import open_of, waiting_for_decision
from giamsat.people.models import Post
from giamsat.people.queries import heads_of
from giamsat.people.states import Role
from giamsat.progress.queries import latest_approved, latest_commitments
from giamsat.reports.models import Obligation, Round
from giamsat.reports.queries import obligations_of, rounds_visible_to
from giamsat.reports.rules import punctuality
from giamsat.reports.states import Punctuality
from giamsat.tasks.models import Duty
from giamsat.tasks.queries import overdue, tallies
from giamsat.tasks.states import Standing
from giamsat.timetable import VIETNAM


def visible_to(post: Post) -> QuerySet[Compilation]:
    """Drafts for the unit that consolidates (its coordinators and its head); issued ones for all who see the round."""
    found = Compilation.objects.select_related("document__unit", "round__programme", "round__unit").order_by("-id")
    seen = found.filter(round__in=rounds_visible_to(post))
    if post.role == Role.COORDINATOR:
        return seen
    if post.role == Role.APPROVER:
        return found.filter(round__unit__in=post.unit.speaks_for)
    return seen.filter(state=CompilationState.ISSUED) if post.role != Role.REPORTER else found.none()


def words_of(compilation: Compilation) -> dict[Part, CompilationText]:
    """The words in force of every part."""
    return {Part(text.part): text for text in compilation.texts.order_by("version")}


def figures_of(round_: Round, at: datetime) -> dict[str, Any]:
    """Everything a consolidated report counts and lists, as plain JSON, as of `at`."""
    obligations = list(obligations_of(round_))
    late = list(overdue(round_.programme, at))
    return {
        "programme": round_.programme.code,
        "unit": round_.unit.name,
        "round": round_.title,
        "as_of": at.isoformat(),
        "as_of_words": f"{at.astimezone(VIETNAM):%Hh%M ngày %d/%m/%Y}",
        "tasks": round_.programme.tasks.aggregate(n=Count("id"))["n"],
        "reports": _reports(obligations, at),
        "duties": _duties(round_),
        "late": _late(late, at),
        "obstacles": [_obstacle(obstacle) for obstacle in waiting_for_decision(round_.programme)],
    }


def _reports(obligations: list[Obligation], at: datetime) -> dict[str, Any]:
    stand = {obligation: punctuality(obligation, at) for obligation in obligations}
    heads = heads_of((o.unit_id for o in obligations), at.astimezone(VIETNAM).date())
    silent = [o for o, how in stand.items() if how in (Punctuality.MISSING, Punctuality.PENDING)]
    late = [o for o, how in stand.items() if how == Punctuality.LATE]
    return {
        "asked": len(obligations),
        "on_time": sum(how == Punctuality.ON_TIME for how in stand.values()),
        "late": len(late),
        "not_reported": len(silent),
        "late_units": [
            {"unit": o.unit.name, "at": f"{o.handed_in_at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}"}
            for o in late
            if o.handed_in_at
        ],
        "silent_units": [{"unit": o.unit.name, "head": _head(heads.get(o.unit_id))} for o in silent],
    }


def _duties(round_: Round) -> dict[str, int]:
    counted = tallies([round_.programme]).values_list("standing").annotate(n=Sum("count"))
    by_standing: dict[str, int] = dict(counted)
    n = {standing: by_standing.get(standing, 0) for standing in Standing}
    return {
        "total": sum(n.values()),
        "done_on_time": n[Standing.DONE_ON_TIME],
        "done_late": n[Standing.DONE_LATE],
        "in_term": n[Standing.ON_TRACK] + n[Standing.DUE_SOON],
        "overdue": n[Standing.OVERDUE],
        "no_deadline": n[Standing.NO_DEADLINE],
    }


def _late(duties: list[Duty], at: datetime) -> list[dict[str, str]]:
    heads = heads_of((duty.unit_id for duty in duties), at.astimezone(VIETNAM).date())
    updates, commitments = latest_approved(duties), latest_commitments(duties)
    obstacles = _raised(duties)
    rows = []
    for duty in duties:
        update, promise = updates.get(duty.pk), commitments.get(duty.pk)
        rows.append(
            {
                "code": duty.task.code,
                "task": duty.task.name,
                "unit": duty.unit.name,
                "head": _head(heads.get(duty.unit_id)),
                "due": duty.due_words,
                "result": update.result if update else "Chưa cập nhật",
                "causes": "; ".join(
                    f"{o.cause_word.label}: {o.description}" for o in obstacles if o.duty_id == duty.pk
                ),
                "commitment": f"{promise.on:%d/%m/%Y}" if promise else "",
            }
        )
    return rows


def _raised(duties: Iterable[Duty]) -> list[Obstacle]:
    return list(open_of(duties))


def _obstacle(obstacle: Obstacle) -> dict[str, str]:
    return {
        "unit": obstacle.duty.unit.name,
        "code": obstacle.duty.task.code,
        "task": obstacle.duty.task.name,
        "kind": obstacle.kind_word.label,
        "cause": obstacle.cause_word.label,
        "description": obstacle.description,
        "proposal": obstacle.proposal,
    }


def _head(post: Post | None) -> str:
    return f"{post.title} {post.person.full_name}" if post else ""
