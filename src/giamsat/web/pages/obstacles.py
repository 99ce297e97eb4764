from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.loaders import documents_visible_to
from giamsat.access.middleware import ActingRequest
from giamsat.files.actions import receive
from giamsat.obstacles import actions
from giamsat.obstacles.models import Answer, Obstacle
from giamsat.obstacles.queries import answer_to, register
from giamsat.obstacles.queries import visible_to as obstacles_visible_to
from giamsat.obstacles.states import OPEN, ObstacleState
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.rules import check_side
from giamsat.tasks.states import Side
from giamsat.web.downloads import answer_upload
from giamsat.web.forms.obstacles import ObstacleFilter, ObstacleForm
from giamsat.web.forms.pages import KeptForm, posted
from giamsat.web.pages.tasks import source_of
from giamsat.web.shown.obstacles import form_of, obstacle_row, obstacle_rows, seen_of, steps_of, verbs_of
from giamsat.web.words import SIGNS

PAGE = 50  # rows


@require_safe
def obstacles(request: ActingRequest) -> HttpResponse:
    form = ObstacleFilter(request.GET, post=request.post)
    whole = register(request.post, **form.chosen())
    state = form.state_chosen
    found = _in_state(whole, state).order_by(*form.ordering)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "rows": page,
        "obstacles": obstacle_rows(page, request.post, request.at),
        "states": _chips(request, whole, state),
    }
    return render(request, "obstacles.html", shown)


@require_safe
def obstacle(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, loaders.obstacle(request.post, public_id))


@require_http_methods(["GET", "HEAD", "POST"])
def obstacle_new(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    check_side(duty, Side.UNIT, request.post)
    seen = str(duty.obstacles.count())
    form = ObstacleForm(**posted(request), initial={"seen": seen})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            noted = actions.note(duty, form.difficulty(), by=request.post, at=request.at)
            if request.post.role == Role.APPROVER:
                actions.bring_up(noted, by=request.post, at=request.at)
            messages.success(request, _("Đã ghi vướng mắc."))
            return redirect("obstacle", noted.public_id)
    task = loaders.task(request.post, duty.task.public_id)
    shown = source_of(task) | {"task": task, "duty": duty, "form": form}
    return render(request, "obstacle_new.html", shown, status=form.status)


@require_POST
def obstacle_raise(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        actions.bring_up(one, by=request.post, at=request.at)

    return _carry_out(request, public_id, "obstacle_raise", act, _("Đã nêu vướng mắc."))


@require_POST
def obstacle_escalate(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        data = form.cleaned_data
        to = ObstacleState(data["to"])
        actions.escalate(one, to=to, reason=data["reason"], answer_by=data["answer_by"], by=request.post, at=request.at)

    return _carry_out(request, public_id, "obstacle_escalate", act, _("Đã chuyển lên cấp trên."))


@require_POST
def obstacle_return(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        data = form.cleaned_data
        actions.return_with_question(
            one, question=data["reason"], answer_by=data["answer_by"], by=request.post, at=request.at
        )

    return _carry_out(request, public_id, "obstacle_return", act, _("Đã hỏi lại đơn vị."))


@require_POST
def obstacle_explain(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        actions.explain(one, words=form.cleaned_data["reason"], by=request.post, at=request.at)

    return _carry_out(request, public_id, "obstacle_explain", act, _("Đã làm rõ và gửi lại."))


@require_POST
def obstacle_answer(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        file = form.cleaned_data["file"]
        upload = receive(file.chunks(), name=file.name, by=request.post, at=request.at) if file else None
        document = form.cleaned_data["document"]
        ruling = form.ruling()  # type: ignore[attr-defined]
        actions.answer(one, ruling, document=document, upload=upload, by=request.post, at=request.at)

    return _carry_out(request, public_id, "obstacle_answer", act, _("Đã ghi quyết định."))


@require_POST
def obstacle_split(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        actions.split(one, form.cleaned_data["parts"].splitlines(), by=request.post, at=request.at)

    return _carry_out(request, public_id, "obstacle_split", act, _("Đã tách vướng mắc."))


@require_POST
def obstacle_merge(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        data = form.cleaned_data
        actions.merge(one, into=data["into"], reason=data["reason"], by=request.post, at=request.at)

    return _carry_out(request, public_id, "obstacle_merge", act, _("Đã gộp vướng mắc."))


@require_POST
def obstacle_withdraw(request: ActingRequest, public_id: str) -> HttpResponse:
    def act(one: Obstacle, form: KeptForm) -> None:
        actions.withdraw(one, reason=form.cleaned_data["reason"], by=request.post, at=request.at)

    return _carry_out(request, public_id, "obstacle_withdraw", act, _("Đã rút vướng mắc."))


@require_safe
def obstacle_paper(request: ActingRequest, public_id: str) -> FileResponse:
    upload = loaders.obstacle_paper(request.post, public_id).upload
    assert upload is not None  # the loader gives only decisions with a file
    return answer_upload(upload)


def _carry_out(
    request: ActingRequest, public_id: str, name: str, act: Callable[[Obstacle, KeptForm], None], done: str
) -> HttpResponse:
    """One verb of an obstacle's page: done, or the page again with what was typed."""
    one = loaders.obstacle(request.post, public_id)
    form = form_of(name, one, request.post, **posted(request))
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen_of(one))
            act(one, form)
            messages.success(request, done)
            return redirect("obstacle", one.public_id)
    return _page(request, one, posted_form=(name, form))


def _page(request: ActingRequest, one: Obstacle, posted_form: tuple[str, KeptForm] | None = None) -> HttpResponse:
    whole = one.merged_into or one
    answer = answer_to(one)
    shown = {
        "row": obstacle_row(one, request.post, request.at),
        "obstacle": one,
        "whole": obstacle_row(whole, request.post, request.at) if one.merged_into else None,
        "answer": answer,
        "may_read": answer is not None and _may_read(answer, request.post),
        "steps": steps_of(one),
        "parts": one.parts.order_by("id"),
        "merged": obstacles_visible_to(request.post).filter(merged_into=one).select_related("duty__unit"),
        "verbs": verbs_of(one, request.post, posted_form),
        "form": posted_form[1] if posted_form else None,
    }
    return render(request, "obstacle.html", shown, status=posted_form[1].status if posted_form else 200)


def _may_read(answer: Answer, post: Post) -> bool:
    paper = answer.document
    return paper is not None and documents_visible_to(post).filter(pk=paper.pk).exists()


def _in_state(whole: QuerySet[Obstacle], state: str) -> QuerySet[Obstacle]:
    if state == "all":
        return whole
    return whole.filter(state__in=OPEN) if state == "open" else whole.filter(state=state)


def _chips(request: ActingRequest, whole: QuerySet[Obstacle], chosen: str) -> list[dict[str, Any]]:
    """How many are in each state, each with the way to them."""
    counts = dict(whole.order_by().values_list("state").annotate(Count("pk")))
    others = {name: value for name, value in request.GET.items() if name not in ("state", "page")}
    all_open = sum(counts.get(state, 0) for state in OPEN)
    chips = [("open", all_open), *((s, counts.get(s, 0)) for s in SIGNS["obstacle"]), ("all", sum(counts.values()))]
    return [
        {"state": s, "count": n, "current": s == chosen, "url": f"?{urlencode(others | {'state': s})}"}
        for s, n in chips
        if n or s in (chosen, "open", "all")
    ]
