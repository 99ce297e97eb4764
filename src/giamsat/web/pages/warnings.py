from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giamsat.access.middleware import ActingRequest
from giamsat.boards.warnings import WarningKind, counts_over, told, warnings_over
from giamsat.tasks.queries import duties_visible_to
from giamsat.web.forms.warnings import WarningFilter
from giamsat.web.shown.warnings import warning_rows

PAGE = 50  # rows


@require_safe
def warnings(request: ActingRequest) -> HttpResponse:
    form = WarningFilter(request.GET, post=request.post)
    duties = duties_visible_to(request.post).filter(form.chosen().condition)
    found = warnings_over(duties, request.at, form.kinds)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = {
        "form": form,
        "rows": page,
        "warnings": warning_rows(told(page, request.at)),
        "kinds": _chips(request, counts_over(duties, request.at), form.cleaned_data.get("kind") or ""),
    }
    return render(request, "warnings.html", shown)


def _chips(request: ActingRequest, counts: dict[WarningKind, int], chosen: str) -> list[dict[str, Any]]:
    others = {name: value for name, value in request.GET.items() if name not in ("kind", "page")}
    chips: list[tuple[str, int]] = [("", sum(counts.values())), *((kind.value, n) for kind, n in counts.items())]
    return [
        {"kind": k, "count": n, "current": k == chosen, "url": f"?{urlencode(others | ({'kind': k} if k else {}))}"}
        for k, n in chips
    ]
