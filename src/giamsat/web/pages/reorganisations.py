import csv
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import GiamsatError, Refused
from giamsat.people import reorganising
from giamsat.people.changes import changes, counts, plan
from giamsat.people.models import Reorganisation
from giamsat.people.states import ReorganisationState
from giamsat.web.forms.pages import check_seen, posted
from giamsat.web.forms.people import ReorganisationForm
from giamsat.web.refusals import said
from giamsat.web.shown.people import difference

PAGE = 50  # rows


@require_safe
def reorganisations(request: ActingRequest) -> HttpResponse:
    all_ = Reorganisation.objects.select_related("proposed_by__person").order_by("-pk").defer("rows")
    return render(request, "reorganisations.html", {"rows": Paginator(all_, PAGE).get_page(request.GET.get("page"))})


@require_http_methods(["GET", "HEAD", "POST"])
def reorganisation_new(request: ActingRequest) -> HttpResponse:
    form = ReorganisationForm(**posted(request))
    if form.is_valid():
        with form.showing_refusals():
            rows = _rows(form.cleaned_data["file"].read())
            made = reorganising.propose(form.cleaned_data["title"], rows, by=request.post, at=request.at)
            messages.success(request, _("Đã đề nghị. Một quản trị hệ thống khác xem lại và thực hiện."))
            return redirect("reorganisation", made.public_id)
    return render(request, "reorganisation_new.html", {"form": form}, status=form.status)


class NotTable(Refused):
    """Tệp không đọc được: cần tệp CSV, mã UTF-8, dòng đầu là tên cột. Hãy lưu lại đúng dạng rồi tải lên."""

    code = "not_table"


def _rows(content: bytes) -> list[dict[str, str]]:
    try:
        rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines()))
    except (UnicodeDecodeError, csv.Error) as error:
        raise NotTable from error
    if not rows or "kind" not in rows[0] or any(None in row for row in rows):
        raise NotTable
    return [{name: value or "" for name, value in row.items()} for row in rows]


@require_safe
def reorganisation(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.reorganisation(request.post, public_id)
    return render(request, "reorganisation.html", {"one": one, **_difference(one, request)})


@require_POST
def reorganisation_carry_out(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.reorganisation(request.post, public_id)
    check_seen(request, one.state)
    reorganising.carry_out(one, by=request.post, at=request.at)
    messages.success(request, _("Đã thực hiện sắp xếp."))
    return redirect("reorganisation", public_id)


@require_POST
def reorganisation_withdraw(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.reorganisation(request.post, public_id)
    check_seen(request, one.state)
    reorganising.withdraw(one, by=request.post, at=request.at)
    messages.success(request, _("Đã rút đề nghị."))
    return redirect("reorganisation", public_id)


def _difference(one: Reorganisation, request: ActingRequest) -> dict[str, Any]:
    """What it would do today while it waits; afterwards only its rows are told."""
    waits = one.state == ReorganisationState.PROPOSED
    own = one.proposed_by is not None and one.proposed_by.person_id == request.post.person_id
    shown: dict[str, Any] = {"waits": waits, "is_own": own, "problem": "", "counts": {}, "lines": []}
    if waits:
        try:
            made = plan(changes(one.rows))
        except GiamsatError as refusal:
            return shown | {"problem": said(refusal)}
        return shown | {"counts": counts(made), "lines": difference(made)}
    return shown
