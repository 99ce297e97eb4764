from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from giamsat.access.middleware import ActingRequest
from giamsat.boards.queries import LateRow, LeaderPage, UnitRow, leader_page, programme_version
from giamsat.obstacles.models import Obstacle
from giamsat.tasks.models import Programme
from giamsat.tasks.queries import programmes_for
from giamsat.tasks.states import Standing
from giamsat.web.pages.tasks import duties_address
from giamsat.web.words import STANDINGS


@require_safe
def leader(request: ActingRequest) -> HttpResponse:
    programmes = list(programmes_for(request.post))
    programme = _chosen(programmes, request.GET.get("programme", ""))
    if programme is None:
        return render(request, "leader.html", {"programmes": programmes})
    version = programme_version(programme, request.at)
    if request.htmx and request.headers.get("HX-PTag") == version:
        return HttpResponse(status=304, headers={"HX-PTag": version})
    shown = _shown(leader_page(programme, request.at)) | {"version": version, "programme": programme}
    shown["programmes"] = [
        {"name": p.code, "url": f"{reverse('leader')}?programme={p.public_id}", "current": p == programme}
        for p in programmes
    ]
    response = render(request, "leader.html#board" if request.htmx else "leader.html", shown)
    response["HX-PTag"] = version
    patch_vary_headers(response, ["HX-Request"])
    return response


def _chosen(programmes: Iterable[Programme], public_id: str) -> Programme | None:
    found = [p for p in programmes if public_id in ("", p.public_id)]
    if public_id and not found:
        raise Http404
    return found[0] if found else None


def _shown(page: LeaderPage) -> dict[str, Any]:
    """The numbers of the page, each with the way to the rows behind it: lead duties of the programme."""
    rows = partial(duties_address, programme=page.programme.public_id, role="lead")
    return {
        "as_of": page.at,
        "total": page.total,
        "total_url": rows(),
        "standings": [(s, page.by_standing[Standing(s)], rows(standing=s)) for s in STANDINGS],
        "states": [(s.value, n, rows(state=s.value)) for s, n in page.by_state.items()],
        "units": [_unit(row, partial(rows, unit=row.unit.public_id)) for row in page.units],
        "overdue": [_late(row, page) for row in page.late],
        "overdue_total": page.by_standing[Standing.OVERDUE],
        "overdue_url": rows(standing="overdue"),
        "warnings_url": f"{reverse('warnings')}?programme={page.programme.public_id}",
        "waiting": [_waiting(obstacle) for obstacle in page.waiting],
    }


def _unit(row: UnitRow, rows: Callable[..., str]) -> dict[str, Any]:
    return {
        "name": row.unit.name,
        "url": rows(),
        "total": row.total,
        "done": row.done,
        "done_url": rows(state="done"),
        "overdue": row.overdue,
        "overdue_url": rows(standing="overdue"),
        "rate": row.rate,
        "missing_url": rows(updated="missing"),
        "counts": [(s, row.by_standing.get(s, 0)) for s in STANDINGS],
    }


def _late(late: LateRow, page: LeaderPage) -> dict[str, Any]:
    duty, head = late.duty, late.head
    return {
        "task": duty.task,
        "url": reverse("task", args=[duty.task.public_id]),
        "unit": duty.unit,
        "head": head.person.full_name if head else "",
        "head_title": head.title if head else "",
        "overdue_for": page.at - duty.late_from if duty.late_from else None,
        "commitment": page.commitments.get(duty.pk),
    }


def _waiting(obstacle: Obstacle) -> dict[str, Any]:
    return {
        "description": obstacle.description,
        "proposal": obstacle.proposal,
        "unit": obstacle.duty.unit,
        "url": reverse("obstacle", args=[obstacle.public_id]),
        "state": obstacle.state,
        "since": obstacle.since,
        "answer_by": obstacle.answer_by,
    }
