from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import Stale
from giamsat.tasks import renaming
from giamsat.tasks.models import Rewording
from giamsat.tasks.queries import leads_of, scope_of
from giamsat.tasks.renaming_rules import check_may_reword
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.forms.rewording import AssentForm, RewordForm
from giamsat.web.shown.unclear import unclear_task


@require_http_methods(["GET", "HEAD", "POST"])
def task_reword(request: ActingRequest, public_id: str) -> HttpResponse:
    task = loaders.task(request.post, public_id)
    check_may_reword(task, leads_of(task), request.post)
    scope, seen = scope_of(task), f"{task.names.count()}-{task.scopes.count()}"
    form = RewordForm(**posted(request), initial={"name": task.name, "scope": scope, "seen": seen})
    if form.is_valid():
        with form.showing_refusals(), form.keeping_stale(seen):
            form.check_seen(seen)
            words = {name: form.cleaned_data[name] for name in ("name", "scope", "reason")}
            renaming.propose(task, **words, by=request.post)
            messages.success(request, _("Đã gửi đề nghị đổi tên, nội hàm."))
            return redirect(_place(public_id))
    shown = {"task": task, "scope": scope, "form": form, "unclear": unclear_task(task)}
    return render(request, "task_reword.html", shown, status=form.status)


@require_POST
def rewording_agree(request: ActingRequest, public_id: str) -> HttpResponse:
    rewording = loaders.rewording(request.post, public_id)
    check_seen(request, rewording.seen)
    renaming.agree(rewording, by=request.post)
    messages.success(request, _("Đã đổi; tên, nội hàm cũ vẫn giữ và tìm được."))
    return _back(rewording)


@require_POST
def rewording_refuse(request: ActingRequest, public_id: str) -> HttpResponse:
    rewording = loaders.rewording(request.post, public_id)
    renaming.refuse(rewording, reason=reason_given(request, rewording.seen), by=request.post)
    messages.success(request, _("Đã ghi không đồng ý đổi."))
    return _back(rewording)


@require_POST
def rewording_assent(request: ActingRequest, public_id: str) -> HttpResponse:
    rewording = loaders.rewording(request.post, public_id)
    form = AssentForm(request.POST)
    if not form.is_valid():
        raise Stale
    form.check_seen(rewording.seen)
    data = form.cleaned_data
    renaming.assent(rewording, assents=data["assents"] == "yes", reason=data["reason"], by=request.post)
    messages.success(request, _("Đã gửi ý kiến cho cơ quan giao."))
    return _back(rewording)


@require_POST
def rewording_take_back(request: ActingRequest, public_id: str) -> HttpResponse:
    rewording = loaders.rewording(request.post, public_id)
    check_seen(request, rewording.seen)
    renaming.take_back(rewording, by=request.post)
    messages.success(request, _("Đã rút đề nghị."))
    return _back(rewording)


def _back(rewording: Rewording) -> HttpResponse:
    return redirect(_place(rewording.task.public_id))


def _place(public_id: str) -> str:
    """Where a task's page tells of its names."""
    return f"{reverse('task', args=[public_id])}#rewordings"
