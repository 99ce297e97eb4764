from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.journal.queries import anchors

PAGE = 50  # rows


@require_safe
def roots(request: ActingRequest) -> HttpResponse:
    rows = Paginator(anchors(), PAGE).get_page(request.GET.get("page"))
    return render(request, "roots.html", {"rows": rows})


@require_safe
def root(request: ActingRequest, number: int) -> HttpResponse:
    one = loaders.root(request.post, number)
    return render(request, "root.html", {"root": one, "chains": one.ends.count()})
