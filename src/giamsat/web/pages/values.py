from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import Refused, allowed
from giamsat.files.actions import receive
from giamsat.journal.queries import history_of_all
from giamsat.people.models import Unit
from giamsat.targets import reporting, rollup
from giamsat.targets.models import COUNTRY, Indicator, Reported
from giamsat.targets.owed import last_ended, periods_offered, reported_by
from giamsat.targets.queries import reported_visible_to, waiting_for_verification
from giamsat.targets.questioning import Asked
from giamsat.targets.rules import check_may_decide, check_may_report, check_may_withdraw, is_computed
from giamsat.targets.standings import row_of
from giamsat.targets.states import Accumulation, ReportedState
from giamsat.timetable import VIETNAM
from giamsat.web.downloads import answer_upload
from giamsat.web.forms.indicators import ValueForm
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.pages.indicators import place_asked
from giamsat.web.shown.history import events_of
from giamsat.web.shown.indicators import measured
from giamsat.web.shown.values import (
    Explained,
    explained_shown,
    questions_said,
    values_shown,
    waiting_shown,
)
from giamsat.web.words import period_said

PAGE = 50  # rows


@require_safe
def values_mine(request: ActingRequest) -> HttpResponse:
    today = request.at.astimezone(VIETNAM).date()
    listed = reported_by(request.post)
    mine = reported_visible_to(request.post).filter(by__unit__in=request.post.unit.speaks_for)
    sent = mine.select_related("indicator", "unit", "by__person").order_by("-id")
    shown = {
        "owed": values_shown(listed, request.post, today),
        "rows": Paginator(sent, PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "values_mine.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def value_new(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    unit = place_asked(request, row_of(one, request.post, request.at.astimezone(VIETNAM).date()))
    check_may_report(one, unit.pk if unit else None, request.post)
    today = request.at.astimezone(VIETNAM).date()
    seen = _seen(one, unit)
    offered = periods_offered(one, today)
    wanted = request.GET.get("ky", "")
    initial = {"seen": seen, "period": wanted if wanted in offered else last_ended(one, today)}
    form = ValueForm(**posted(request), indicator=one, periods=offered, initial=initial)
    asked: tuple[Asked, ...] = ()
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            asked = reporting.asked_about(one, unit, form.value())
            _submit(request, one, unit, form)
            messages.success(request, _("Đã gửi số liệu; chờ xác nhận."))
            return redirect("values_mine")
    shown = {
        "form": form,
        "indicator": one,
        "unit": unit,
        "questions": questions_said(one.as_json() for one in asked),
        "accumulation": Accumulation(one.accumulation),
        "series": _before(one, unit, request),
    }
    return render(request, "value_new.html", shown, status=form.status)


@require_safe
def value(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.reported(request.post, public_id)
    same = reported_visible_to(request.post).filter(
        indicator=one.indicator, place=one.place, period=one.period, slice=one.slice
    )
    shown = {
        "reported": one,
        "indicator": one.indicator,
        "said": measured(one.number, one.indicator),
        "period": period_said(one.period),
        "questions": questions_said(one.questions),
        "versions": same.select_related("by__person", "by__unit", "decided_by__person").order_by("-version"),
        "may_decide": allowed(check_may_decide, one, ReportedState.VERIFIED, request.post),
        "may_withdraw": allowed(check_may_withdraw, one, request.post),
        "may_correct": one.state == ReportedState.VERIFIED
        and allowed(check_may_report, one.indicator, one.unit_id, request.post),
        "history": events_of(history_of_all([one])),
    }
    return render(request, "value.html", shown)


@require_safe
def value_explained(request: ActingRequest, public_id: str, period: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    unit = place_asked(request, row_of(one, request.post, request.at.astimezone(VIETNAM).date()))
    place = unit.pk if unit else COUNTRY
    known = loaders.known_value(request.post, one, place, period)
    explained: Explained | None = None
    if known.reported_id is None and is_computed(one.formula, place):
        explained = explained_shown(one, rollup.explained(one, place, known.period), request.post)
    shown = {
        "indicator": one,
        "unit": unit,
        "known": known,
        "said": measured(known.number, one),
        "period": period_said(known.period),
        "explained": explained,
    }
    return render(request, "value_explained.html", shown)


@require_safe
def values_waiting(request: ActingRequest) -> HttpResponse:
    page = Paginator(waiting_for_verification(request.post), PAGE).get_page(request.GET.get("page"))
    return render(request, "values_waiting.html", {"rows": page, "waiting": waiting_shown(page, request.post)})


@require_POST
def values_verify(request: ActingRequest) -> HttpResponse:
    waiting = waiting_for_verification(request.post)
    chosen = [name for name in request.POST.getlist("value") if "\0" not in name]
    listed = list(waiting.filter(public_id__in=chosen)[:PAGE])
    if len(listed) != len(set(chosen)) or not listed:
        raise Refused
    reporting.verify_many(listed, by=request.post, at=request.at)
    messages.success(request, _("Đã xác nhận %(n)s số liệu.") % {"n": len(listed)})
    return redirect("values_waiting")


@require_POST
def value_verify(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.reported(request.post, public_id)
    check_seen(request, one.state)
    reporting.verify(one, by=request.post, at=request.at)
    messages.success(request, _("Đã xác nhận; số liệu tính theo nó đã được tính lại."))
    return redirect("value", public_id)


@require_POST
def value_return(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.reported(request.post, public_id)
    reporting.return_value(one, reason=reason_given(request, one.state), by=request.post, at=request.at)
    messages.success(request, _("Đã trả lại kèm lý do."))
    return redirect("value", public_id)


@require_POST
def value_withdraw(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.reported(request.post, public_id)
    check_seen(request, one.state)
    reporting.withdraw(one, by=request.post, at=request.at)
    messages.success(request, _("Đã rút số liệu."))
    return redirect("value", public_id)


@require_safe
def value_file(request: ActingRequest, public_id: str) -> FileResponse:
    upload = loaders.reported(request.post, public_id).evidence
    if upload is None:
        raise Http404
    return answer_upload(upload)


def _submit(request: ActingRequest, one: Indicator, unit: Unit | None, form: ValueForm) -> Reported:
    file = form.cleaned_data["evidence"]
    upload = receive(file.chunks(), name=file.name, by=request.post, at=request.at) if file else None
    return reporting.submit(one, unit, form.value(), evidence=upload, by=request.post, at=request.at)


def _seen(one: Indicator, unit: Unit | None) -> str:
    """What a form of entry is known by: it changes with every version sent of this place."""
    place = unit.pk if unit else COUNTRY
    newest = Reported.objects.filter(indicator=one, place=place).order_by("-id").values_list("pk", "state").first()
    return "-".join(map(str, newest)) if newest else "0"


def _before(one: Indicator, unit: Unit | None, request: ActingRequest) -> list[dict[str, Any]]:
    """The last values of the place, to enter beside."""
    found = reported_visible_to(request.post).filter(indicator=one, place=unit.pk if unit else COUNTRY)
    return [
        {"period": period_said(value.period), "said": measured(value.number, one) or value.text, "value": value}
        for value in found.order_by("-period", "-version")[:8]
    ]
