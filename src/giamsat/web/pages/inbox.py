from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giamsat.access.middleware import ActingRequest
from giamsat.access.permissions import may_open
from giamsat.boards.queries import SHOWN, is_cut
from giamsat.boards.queries import inbox as things_to_do
from giamsat.web.shown.inbox import COUNTED, buckets_of


@require_safe
def inbox(request: ActingRequest) -> HttpResponse:
    items = things_to_do(request.post, request.at)
    buckets = buckets_of(items, request.at)
    shown = {
        "cut_at": SHOWN if is_cut(items) else None,
        "now": request.at,
        "figures": [buckets[key] for key in COUNTED],
        "may_warn": may_open("warnings", request.post.role),
        "buckets": [bucket for bucket in buckets.values() if bucket.rows],
    }
    return render(request, "inbox.html", shown)
