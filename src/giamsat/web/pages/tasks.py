from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.access.permissions import may_open
from giamsat.assignments.models import Candidate
from giamsat.assignments.states import BindingRole
from giamsat.boards.warnings import warnings_of
from giamsat.errors import allowed
from giamsat.journal.queries import history_of_all
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.queries import visible_to as obstacles_visible_to
from giamsat.people.models import Post
from giamsat.progress.queries import missing
from giamsat.tasks import actions, bulk
from giamsat.tasks.asof import figures_as_of, stood_so
from giamsat.tasks.lists import Choice, Place, counts_of, options_of, page_of, ways_of
from giamsat.tasks.models import Duty, Task
from giamsat.tasks.queries import (
    also_ordered,
    duties_visible_to,
    former_names,
    leaders_of,
    leads_of,
    rewordings_visible_to,
    same_work,
)
from giamsat.tasks.renaming_rules import assigns, check_may_reword
from giamsat.tasks.rules import Mark, check_may_mark
from giamsat.tasks.states import FINAL, DutyState, MergerState, RewordingState, Standing
from giamsat.timetable import VIETNAM
from giamsat.web.downloads import answer_upload
from giamsat.web.forms.duties import MarkForm
from giamsat.web.forms.pages import posted
from giamsat.web.forms.tasks import AsOfFilter, TaskFilter
from giamsat.web.shown.duties import duty_rows, product_rows, update_rows
from giamsat.web.shown.duty import waited_for
from giamsat.web.shown.findings import quote_of
from giamsat.web.shown.history import events_of
from giamsat.web.shown.merging import mergers_shown
from giamsat.web.shown.obstacles import obstacle_rows
from giamsat.web.shown.rewording import rewordings_shown
from giamsat.web.shown.warnings import warning_rows
from giamsat.web.words import SIGNS, STANDINGS

PAGE = 100  # rows
EVENTS = 20  # of a task's history on its own page
LISTED = (
    "public_id", "role", "state", "standing", "due_words", "late_from", "sorts_at", "updated_at",
    "unit__name", "task__public_id", "task__code", "task__name", "task__stars",
    "task__document__number", "task__document__symbol",
)  # fmt: skip


class Counted(Paginator):  # type: ignore[type-arg]
    """A paginator told how many rows there are, so that it need not ask."""

    def __init__(self, *args: Any, count: int) -> None:
        self.count = count
        super().__init__(*args)


@require_safe
def tasks(request: ActingRequest) -> HttpResponse:
    ways = ways_of(request.post)
    form = TaskFilter(request.GET, options=options_of(ways))
    chosen = form.chosen()
    if form.asks_for_missing:
        chosen = replace(chosen, also=missing(request.at))
    counts = counts_of(ways, chosen)
    keys = page_of(ways, chosen, size=PAGE, after=Place.read(request.GET.get("sau", "")))
    shown = Duty.objects.filter(pk__in=keys[:PAGE]).select_related("task__document", "unit").only(*LISTED)
    rows = list(shown.order_by("sorts_at", "pk"))
    return render(
        request,
        "tasks.html",
        {
            "form": form,
            "rows": rows,
            "count": counts.get(chosen.standing, 0) if chosen.standing else sum(counts.values()),
            "is_later": bool(request.GET.get("sau")),
            "next": str(Place.of(rows[-1])) if len(keys) > PAGE else "",
            "former": former_names((duty.task for duty in rows), chosen.words) if chosen.words else {},
            "standings": _chips(request, counts, chosen.standing),
            "may_judge": may_open("likenesses", request.post.role),
            "may_review": may_open("names_review", request.post.role),
            "verbs": _verbs(request.post),
            "may_propose": may_open("proposals", request.post.role),
        },
    )


def _verbs(post: Post) -> list[DutyState]:
    """What a post may do with many duties at once."""
    return list(bulk.VERBS) if may_open("duties_move", post.role) else []


@require_safe
def task(request: ActingRequest, public_id: str) -> HttpResponse:
    task = loaders.task(request.post, public_id)
    duties = duty_rows(duties_visible_to(request.post).filter(task=task), request.post, request.at)
    found = [row.duty for row in duties]
    mergers = mergers_shown(task, request.post)
    taken = [row.other.pk for row in mergers if not row.goes and row.merger.state == MergerState.AGREED]
    updates = update_rows([*found, *duties_visible_to(request.post).filter(task__in=taken)], request.post)
    history = history_of_all([task, *found, *(row.update for row in updates), *_origin(task)])[:EVENTS]
    shown = source_of(task) | {
        "task": task,
        "duties": duties,
        "waiting": waited_for(task, found),
        "updates": updates,
        "scope": task.scopes.order_by("-version").first(),
        "products": product_rows(task, request.post),
        "evidence": loaders.evidence_visible_to(request.post)
        .filter(task__in=[task.pk, *taken])
        .select_related("upload", "duty__unit"),
        "mergers": mergers,
        "same_work": same_work(task, request.post),
        "may_merge": assigns(request.post, task) and task.merged_into_id is None and task.state not in FINAL,
        "names": [name for name in task.names.order_by("-version") if name.name != task.name],
        "obstacles": obstacle_rows(_obstacles(task, request.post), request.post, request.at),
        "history": events_of(history),
        "also_ordered": _also_ordered(task, request.post),
        "warnings": warning_rows(warnings_of(found, request.at)),
        "may_mark": allowed(check_may_mark, task, Mark(), request.post),
        **_rewordings(task, request.post),
    }
    return render(request, "task.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def task_mark(request: ActingRequest, public_id: str) -> HttpResponse:
    task = loaders.task(request.post, public_id)
    check_may_mark(task, Mark(task.stars, None, task.field), request.post)
    leaders = leaders_of(task.programme, request.at.astimezone(VIETNAM).date())
    seen = f"{task.stars}-{task.leader_id}-{task.field}"[:64]
    initial = {"seen": seen, "stars": task.stars, "leader": task.leader and task.leader.public_id, "field": task.field}
    form = MarkForm(**posted(request), initial=initial, leaders=leaders)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            actions.mark(task, form.mark(), by=request.post, at=request.at)
            messages.success(request, _("Đã ghi ưu tiên và phụ trách."))
            return redirect("task", task.public_id)
    up = reverse("task", args=[task.public_id])
    return render(request, "task_mark.html", {"form": form, "task": task, "up": up}, status=form.status)


@require_safe
def tasks_as_of(request: ActingRequest) -> HttpResponse:
    form = AsOfFilter(request.GET, post=request.post)
    chosen = form.chosen()
    moment = chosen.moment
    if moment is None:
        return render(request, "tasks_as_of.html", {"form": form, "at": None})
    wanted = Choice(programme=chosen.programme, role=BindingRole.LEAD).condition
    duties = duties_visible_to(request.post).filter(wanted).select_related("task", "unit")
    counts = figures_as_of(duties, moment)
    found = stood_so(duties, moment, chosen.standing)
    rows = Counted(found, PAGE, count=counts[chosen.standing]).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "at": moment,
        "rows": rows,
        "figures": _chips_then(request, counts, chosen.standing),
        "standing_word": SIGNS["standing"][chosen.standing].word,
        "done_since": found.filter(state=DutyState.DONE).count() if chosen.standing == Standing.OVERDUE else None,
    }
    return render(request, "tasks_as_of.html", shown)


def _chips_then(request: ActingRequest, counts: dict[str, int], standing: str) -> list[dict[str, Any]]:
    others = {name: value for name, value in request.GET.items() if name not in ("standing", "page", "sau")}
    return [
        {"standing": s, "count": counts[s], "current": s == standing, "url": f"?{urlencode(others | {'standing': s})}"}
        for s in STANDINGS
    ]


@require_safe
def evidence_download(request: ActingRequest, public_id: str) -> FileResponse:
    return answer_upload(loaders.evidence(request.post, public_id).upload)


def source_of(task: Task) -> dict[str, Any]:
    """The sentence a task comes from, and the way to its place in the paper."""
    if task.decision is None or task.document is None:
        return {}
    candidate = task.decision.candidate
    page = reverse("document", args=[task.document.public_id])
    return {
        "quote": quote_of(candidate),
        "path": candidate.path,
        "passage_url": f"{page}#passage-{candidate.number}",
    }


def _obstacles(task: Task, post: Post) -> QuerySet[Obstacle]:
    found = obstacles_visible_to(post).filter(duty__task=task)
    return found.select_related("duty__unit", "duty__programme").order_by("id")


def _origin(task: Task) -> list[Candidate]:
    return [task.decision.candidate] if task.decision else []


def _also_ordered(task: Task, post: Post) -> list[Candidate]:
    """Where else the task was ordered, in the papers this reader may open."""
    found = also_ordered(task)
    papers = [candidate.review.document_id for candidate in found]
    seen = set(loaders.documents_visible_to(post).filter(pk__in=papers).values_list("pk", flat=True)) if papers else ()
    return [candidate for candidate in found if candidate.review.document_id in seen]


def _rewordings(task: Task, post: Post) -> dict[str, Any]:
    """Proposals about its name and scope, the newest first, and whether this reader may make one."""
    leads = leads_of(task)
    found = list(rewordings_visible_to(post).filter(task=task).order_by("-id"))
    may_reword = allowed(check_may_reword, task, leads, post) and all(
        one.state != RewordingState.ASKED for one in found
    )
    return {"rewordings": rewordings_shown(found, post, leads), "may_reword": may_reword}


def duties_address(**chosen: str) -> str:
    """The list of duties narrowed as said."""
    return f"{reverse('tasks')}?{urlencode({name: value for name, value in chosen.items() if value})}"


def _chips(request: ActingRequest, counts: dict[str, int], standing: str) -> list[dict[str, Any]]:
    others = {name: value for name, value in request.GET.items() if name not in ("standing", "page", "sau")}
    chips = [("", sum(counts.values())), *((s, counts.get(s, 0)) for s in STANDINGS)]
    return [
        {
            "standing": s,
            "count": n,
            "current": s == standing,
            "url": f"?{urlencode(others | ({'standing': s} if s else {}))}",
        }
        for s, n in chips
        if n or s == standing or not s
    ]
