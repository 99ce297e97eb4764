from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import allowed
from giamsat.files.actions import receive
from giamsat.journal.queries import history_of
from giamsat.tasks import requests
from giamsat.tasks.models import Request
from giamsat.tasks.rules import check_request_move, check_side
from giamsat.tasks.states import Ask, RequestState, Side
from giamsat.web.downloads import answer_upload
from giamsat.web.forms.duties import ApproveForm, AskForm, OfferForm, RefuseForm
from giamsat.web.forms.pages import SeenForm, check_seen, posted
from giamsat.web.shown.duties import duty_row
from giamsat.web.shown.history import events_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_ask(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    check_side(duty, Side.UNIT, request.post)
    seen = f"{duty.state}-{duty.requests.count()}"
    form = AskForm(**posted(request), initial={"seen": seen})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            file = form.cleaned_data["file"]
            upload = receive(file.chunks(), name=file.name, by=request.post, at=request.at) if file else None
            asked = requests.ask(duty, form.wish(), by=request.post, at=request.at, upload=upload)
            messages.success(request, _("Đã gửi đề nghị; chờ cơ quan giao quyết định."))
            return redirect("request", asked.public_id)
    row = duty_row(duty, request.post, request.at)
    shown = {"duty": duty, "row": row, "form": form, "is_form_page": True}
    return render(request, "request_ask.html", shown, status=form.status)


@require_safe
def request_(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, loaders.request(request.post, public_id))


@require_safe
def request_file(request: ActingRequest, public_id: str) -> FileResponse:
    upload = loaders.request(request.post, public_id).upload
    if upload is None:
        raise Http404
    return answer_upload(upload)


@require_POST
def request_approve(request: ActingRequest, public_id: str) -> HttpResponse:
    return _decide(request, public_id, "approve", ApproveForm, requests.approve)


@require_POST
def request_refuse(request: ActingRequest, public_id: str) -> HttpResponse:
    return _decide(request, public_id, "refuse", RefuseForm, requests.refuse)


@require_POST
def request_offer(request: ActingRequest, public_id: str) -> HttpResponse:
    return _decide(request, public_id, "offer", OfferForm, requests.offer)


@require_POST
def request_accept(request: ActingRequest, public_id: str) -> HttpResponse:
    return _step(request, public_id, requests.accept_offer)


@require_POST
def request_decline(request: ActingRequest, public_id: str) -> HttpResponse:
    return _step(request, public_id, requests.decline_offer)


@require_POST
def request_take_back(request: ActingRequest, public_id: str) -> HttpResponse:
    return _step(request, public_id, requests.take_back)


def _decide(
    request: ActingRequest, public_id: str, name: str, make: type[SeenForm], act: Callable[..., None]
) -> HttpResponse:
    """One decision with its form: kept as typed when it is refused."""
    asked = loaders.request(request.post, public_id)
    form = make(request.POST, prefix=name)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(asked.state)
            words = {key: value for key, value in form.cleaned_data.items() if key != "seen"}
            act(asked, **words, by=request.post, at=request.at)
            messages.success(request, _("Đã ghi quyết định; đơn vị thấy ngay."))
            return redirect("request", asked.public_id)
    return _page(request, asked, **{name: form})


def _step(request: ActingRequest, public_id: str, act: Callable[..., None]) -> HttpResponse:
    """One answer that needs no words."""
    asked = loaders.request(request.post, public_id)
    check_seen(request, asked.state)
    act(asked, by=request.post, at=request.at)
    messages.success(request, _("Đã ghi trả lời."))
    return redirect("request", asked.public_id)


def _page(request: ActingRequest, asked: Request, **bound: SeenForm) -> HttpResponse:
    may = {
        to.value: allowed(check_request_move, asked, to, request.post) for to in RequestState if to != RequestState.OPEN
    }
    initial = {"seen": asked.state}
    forms = {
        "approve": ApproveForm(prefix="approve", initial=initial),
        "refuse": RefuseForm(prefix="refuse", initial=initial),
        "offer": OfferForm(prefix="offer", initial=initial),
    } | bound
    status = next((form.status for form in bound.values()), 200)
    row = duty_row(asked.duty, request.post, request.at)
    shown = {
        "asked": asked,
        "duty": asked.duty,
        "row": row,
        "may": may,
        "forms": forms,
        "form": next(iter(bound.values()), None),
        "may_offer": may["countered"] and asked.ask == Ask.EXTEND,
        "history": events_of(history_of(asked)),
        "is_form_page": True,
    }
    return render(request, "request.html", shown, status=status)
