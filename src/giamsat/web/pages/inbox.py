from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giamsat.access.middleware import ActingRequest
from giamsat.boards.queries import inbox as things_to_do
from giamsat.web.shown.inbox import COUNTED, buckets_of


@require_safe
def inbox(request: ActingRequest) -> HttpResponse:
    buckets = buckets_of(things_to_do(request.post, request.at), request.at)
    shown = {
        "now": request.at,
        "figures": [buckets[key] for key in COUNTED],
        "buckets": [bucket for bucket in buckets.values() if bucket.rows],
    }
    return render(request, "inbox.html", shown)
