from collections.abc import Callable, Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.assignments.models import Consultation
from giamsat.journal.queries import history_of_all
from giamsat.people.models import Post
from giamsat.progress.queries import visible_to as updates_visible_to
from giamsat.reports.models import Round
from giamsat.tasks.models import Task
from giamsat.tasks.queries import duties_visible_to
from giamsat.web.shown.history import events_of

PAGE = 50  # entries

#: kind of object → how the post reaches it, and the page it is shown on
LOADERS: dict[str, tuple[Callable[[Post, str], Any], str]] = {
    "document": (loaders.document, "document"),
    "task": (loaders.task, "task"),
    "consultation": (loaders.consultation, "consultation"),
    "obstacle": (loaders.obstacle, "obstacle"),
    "proposal": (loaders.proposal, "proposal"),
    "round": (loaders.round_, "round"),
    "plan": (loaders.plan, "plan"),
    "submission": (loaders.submission, "submission"),
    "compilation": (loaders.compilation, "compilation"),
}


@require_safe
def journal(request: ActingRequest, kind: str, public_id: str) -> HttpResponse:
    if kind not in LOADERS:
        raise Http404
    load, page = LOADERS[kind]
    obj = load(request.post, public_id)
    entries = Paginator(history_of_all(_with_parts(obj, request.post)), PAGE).get_page(request.GET.get("page"))
    entries.object_list = events_of(entries.object_list)  # type: ignore[assignment]
    up = reverse(page, args=[public_id])
    return render(request, "journal.html", {"title": str(obj), "up": up, "up_word": str(obj)[:60], "rows": entries})


def _with_parts(obj: Model, post: Post) -> Iterable[Model]:
    """The object, and of what it consists as far as the post sees it."""
    yield obj
    if isinstance(obj, Task):
        duties = list(duties_visible_to(post).filter(task=obj))
        yield from duties
        if obj.decision:
            yield obj.decision.candidate
        yield from updates_visible_to(post).filter(duty__in=duties)
    if isinstance(obj, Consultation):
        yield from obj.opinions.all()
    if isinstance(obj, Round):
        yield from obj.compilations.filter(state="issued")
