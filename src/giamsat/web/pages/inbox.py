from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from giamsat.access.middleware import ActingRequest
from giamsat.boards.queries import SHOWN, is_cut
from giamsat.boards.queries import inbox as things_to_do
from giamsat.boards.warnings import warnings_over
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Duty
from giamsat.tasks.queries import duties_visible_to
from giamsat.web.shown.inbox import COUNTED, buckets_of


@require_safe
def inbox(request: ActingRequest) -> HttpResponse:
    items = things_to_do(request.post, request.at)
    buckets = buckets_of(items, request.at)
    shown = {
        "cut_at": SHOWN if is_cut(items) else None,
        "now": request.at,
        "figures": [buckets[key] for key in COUNTED],
        "warned": warnings_over(_watched(request.post), request.at).count(),
        "buckets": [bucket for bucket in buckets.values() if bucket.rows],
    }
    return render(request, "inbox.html", shown)


def _watched(post: Post) -> QuerySet[Duty]:
    """The duties whose warnings concern a post: its unit's own, or those of the programmes a coordinator runs."""
    seen = duties_visible_to(post)
    return seen.filter(unit__in=post.unit.speaks_for) if post.role in (Role.REPORTER, Role.APPROVER) else seen
