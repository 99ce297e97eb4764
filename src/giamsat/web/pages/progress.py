from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.files.actions import receive
from giamsat.progress import actions
from giamsat.progress.models import Update
from giamsat.tasks.rules import check_side, standing_of
from giamsat.tasks.states import Side, Standing
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.forms.progress import UpdateForm
from giamsat.web.pages.tasks import source_of
from giamsat.web.shown.duties import duty_row


@require_http_methods(["GET", "HEAD", "POST"])
def duty_update(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    check_side(duty, Side.UNIT, request.post)
    seen = f"{duty.state}-{duty.updates.count()}"
    form = UpdateForm(**posted(request), initial={"seen": seen})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            uploads = [
                receive(file.chunks(), name=file.name, by=request.post, at=request.at)
                for file in form.cleaned_data["evidence"]
            ]
            actions.submit_update(duty, form.entry(), by=request.post, at=request.at, uploads=uploads)
            messages.success(request, _("Đã gửi cập nhật; chờ người đứng đầu duyệt."))
            return redirect("task", duty.task.public_id)
    task = loaders.task(request.post, duty.task.public_id)
    row = duty_row(duty, request.post, request.at)
    shown = source_of(task) | {
        "task": task,
        "row": row,
        "form": form,
        "must_commit": standing_of(duty, request.at) == Standing.OVERDUE,
        "is_form_page": True,
    }
    return render(request, "duty_update.html", shown, status=form.status)


@require_POST
def update_approve(request: ActingRequest, public_id: str) -> HttpResponse:
    update = loaders.update(request.post, public_id)
    check_seen(request, update.state)
    actions.approve_update(update, by=request.post, at=request.at)
    messages.success(request, _("Đã duyệt cập nhật."))
    return back_to(update)


@require_POST
def update_return(request: ActingRequest, public_id: str) -> HttpResponse:
    update = loaders.update(request.post, public_id)
    reason = reason_given(request, update.state)
    actions.return_update(update, reason=reason, by=request.post, at=request.at)
    messages.success(request, _("Đã trả lại cập nhật."))
    return back_to(update)


def back_to(update: Update) -> HttpResponse:
    return redirect(reverse("task", args=[update.duty.task.public_id]) + f"#update-{update.public_id}")
