from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.files.actions import receive
from giamsat.files.models import Upload
from giamsat.progress import actions
from giamsat.progress.models import Update
from giamsat.progress.rules import must_commit
from giamsat.progress.states import UpdateState
from giamsat.tasks import delivering
from giamsat.tasks.delivering import check_delivered, unoffered
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import check_side, period_of, standing_of
from giamsat.tasks.states import Side
from giamsat.timetable import VIETNAM
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.forms.progress import DeliveredFields, DeliveryForm, UpdateForm
from giamsat.web.pages.tasks import source_of
from giamsat.web.shown.duties import duty_row
from giamsat.web.words import period_said


@require_http_methods(["GET", "HEAD", "POST"])
def duty_update(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    check_side(duty, Side.UNIT, request.post)
    seen = f"{duty.state}-{duty.updates.count()}"
    form = UpdateForm(**posted(request), products=unoffered(duty.task), initial={"seen": seen})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            uploads = [_received(request, file) for file in form.cleaned_data["evidence"]]
            actions.submit_update(
                duty, form.entry(), by=request.post, at=request.at, uploads=uploads, brought=_brought(request, form)
            )
            messages.success(request, _("Đã gửi cập nhật; chờ người đứng đầu duyệt."))
            return redirect("task", duty.task.public_id)
    shown = _duty_shown(request, duty) | {
        "form": form,
        "must_commit": must_commit(duty, standing_of(duty, request.at)),
        "period": period_said(period_of(duty, request.at)),
        "stands": duty.updates.filter(period=period_of(duty, request.at), state=UpdateState.APPROVED).first(),
    }
    return render(request, "duty_update.html", shown, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def delivery_new(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    check_side(duty, Side.UNIT, request.post)
    seen = str(duty.deliveries.count())
    form = DeliveryForm(**posted(request), products=unoffered(duty.task), initial={"seen": seen})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            for one in _brought(request, form):
                delivering.deliver(one.product, duty, one.delivered, upload=one.upload, by=request.post, at=request.at)
            messages.success(request, _("Đã ghi sản phẩm; chờ người đứng đầu duyệt."))
            return redirect("task", duty.task.public_id)
    return render(request, "delivery_new.html", _duty_shown(request, duty) | {"form": form}, status=form.status)


@require_POST
def delivery_accept(request: ActingRequest, public_id: str) -> HttpResponse:
    delivery = loaders.delivery(request.post, public_id)
    check_seen(request, delivery.state)
    delivering.accept(delivery, by=request.post, at=request.at)
    messages.success(request, _("Đã ghi nhận sản phẩm."))
    return redirect("task", delivery.duty.task.public_id)


@require_POST
def delivery_drop(request: ActingRequest, public_id: str) -> HttpResponse:
    delivery = loaders.delivery(request.post, public_id)
    reason = reason_given(request, delivery.state)
    delivering.drop(delivery, reason=reason, by=request.post, at=request.at)
    messages.success(request, _("Sản phẩm không được ghi nhận."))
    return redirect("task", delivery.duty.task.public_id)


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


@require_POST
def update_withdraw(request: ActingRequest, public_id: str) -> HttpResponse:
    update = loaders.update(request.post, public_id)
    check_seen(request, update.state)
    actions.withdraw_update(update, by=request.post, at=request.at)
    messages.success(request, _("Đã rút cập nhật."))
    return back_to(update)


def back_to(update: Update) -> HttpResponse:
    return redirect(reverse("task", args=[update.duty.task.public_id]) + f"#update-{update.public_id}")


def _duty_shown(request: ActingRequest, duty: Duty) -> dict[str, Any]:
    """The duty a form is about, as the side of the page shows it."""
    task = loaders.task(request.post, duty.task.public_id)
    row = duty_row(duty, request.post, request.at)
    return source_of(task) | {"task": task, "row": row, "is_form_page": True}


def _brought(request: ActingRequest, form: DeliveredFields) -> list[actions.Brought]:
    data = form.cleaned_data
    if not data["product"]:
        return []
    check_delivered(form.delivered(), request.at.astimezone(VIETNAM).date())
    return [actions.Brought(data["product"], form.delivered(), _received(request, data["delivered_file"]))]


def _received(request: ActingRequest, file: UploadedFile[Any]) -> Upload:
    return receive(file.chunks(), name=file.name or "", by=request.post, at=request.at)
