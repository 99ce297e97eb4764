from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.people.models import Post
from giamsat.tasks import merging
from giamsat.tasks.merging_rules import NoSuchTask
from giamsat.tasks.models import Task
from giamsat.tasks.queries import running_tasks, tasks_visible_to
from giamsat.tasks.states import MergerState
from giamsat.web.forms.merging import MergeForm
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.forms.tasks import ProgrammeFilter
from giamsat.web.shown.unclear import unclear_tasks

PAGE = 200  # tasks looked through for one page


@require_http_methods(["GET", "HEAD", "POST"])
def task_merge(request: ActingRequest, public_id: str) -> HttpResponse:
    task = loaders.task(request.post, public_id)
    seen = f"{task.state}-{task.merged_into_id}"
    form = MergeForm(**posted(request), initial={"seen": seen, "into": request.GET.get("vao", "")[:30]})
    if form.is_valid():
        with form.showing_refusals(), form.keeping_stale(seen):
            form.check_seen(seen)
            into = _by_code(request.post, form.cleaned_data["into"])
            reason = form.cleaned_data["reason"]
            merger = merging.ask(task, into=into, reason=reason, by=request.post, at=request.at)
            is_done = merger.state == MergerState.AGREED
            messages.success(request, _("Đã gộp.") if is_done else _("Đã gửi cơ quan giao kia xem xét."))
            return redirect("task", public_id)
    shown: dict[str, Any] = {"task": task, "form": form, "other": _shown_beside(request)}
    return render(request, "task_merge.html", shown, status=form.status)


@require_POST
def merger_agree(request: ActingRequest, public_id: str) -> HttpResponse:
    merger = loaders.merger(request.post, public_id)
    check_seen(request, merger.state)
    merging.agree(merger, by=request.post, at=request.at)
    messages.success(request, _("Đã gộp."))
    return redirect("task", merger.gone.public_id)


@require_POST
def merger_refuse(request: ActingRequest, public_id: str) -> HttpResponse:
    merger = loaders.merger(request.post, public_id)
    merging.refuse(merger, reason=reason_given(request, merger.state), by=request.post)
    messages.success(request, _("Đã ghi không đồng ý gộp."))
    return redirect("task", merger.gone.public_id)


@require_POST
def merger_undo(request: ActingRequest, public_id: str) -> HttpResponse:
    merger = loaders.merger(request.post, public_id)
    merging.undo(merger, reason=reason_given(request, merger.state), by=request.post, at=request.at)
    messages.success(request, _("Đã tách lại thành hai nhiệm vụ."))
    return redirect("task", merger.gone.public_id)


@require_safe
def names_review(request: ActingRequest) -> HttpResponse:
    form = ProgrammeFilter(request.GET, post=request.post)
    found = running_tasks(request.post, programme=form.chosen())
    rows = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "names_review.html", {"form": form, "rows": rows, "unclear": unclear_tasks(rows)})


def _by_code(post: Post, code: str) -> Task:
    found = tasks_visible_to(post).filter(code__iexact=code.strip()).first()
    if found is None:
        raise NoSuchTask
    return found


def _shown_beside(request: ActingRequest) -> Task | None:
    """The task to be kept, when the address names one that the reader may see."""
    code = (request.POST.get("into") or request.GET.get("vao", "")).strip()
    # PostgreSQL cannot even look for a NUL.
    return None if "\0" in code else tasks_visible_to(request.post).filter(code__iexact=code).first()
