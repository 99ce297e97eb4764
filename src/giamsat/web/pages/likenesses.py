from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.assignments.models import Candidate
from giamsat.tasks import alike
from giamsat.tasks.queries import likenesses_for, with_sides
from giamsat.tasks.states import Verdict
from giamsat.web.forms.tasks import VerdictFilter, VerdictForm
from giamsat.web.pages.candidates import back_to, on_from
from giamsat.web.shown.alike import alike_shown

PAGE = 20  # pairs


@require_safe
def likenesses(request: ActingRequest) -> HttpResponse:
    form = VerdictFilter(request.GET)
    verdict = form.chosen()
    mine = likenesses_for(request.post)
    found = with_sides(mine).filter(verdict=verdict).order_by("-score", "id")
    rows = Paginator(found, PAGE).get_page(request.GET.get("page"))
    shown = {"rows": rows, "pairs": alike_shown(rows), "verdicts": _chips(mine, verdict)}
    return render(request, "likenesses.html", shown)


@require_POST
def likeness_judge(request: ActingRequest, public_id: str) -> HttpResponse:
    likeness = loaders.likeness(request.post, public_id)
    form = VerdictForm(request.POST)
    verdict = form.given()
    form.check_seen(likeness.verdict)
    card = next((one for one in (likeness.first, likeness.second) if one.public_id == form.cleaned_data["card"]), None)
    if verdict == Verdict.MERGED:
        aside = alike.merge(likeness, by=request.post, at=request.at)
        return _back(request, on_from(request, aside) if card == aside else None, card)
    alike.judge(likeness, verdict, reason=form.cleaned_data["reason"], by=request.post, at=request.at)
    return _back(request, None, card)


def _back(request: ActingRequest, onward: HttpResponse | None, card: Candidate | None) -> HttpResponse:
    """On to the next finding, back to the card the form stood on, or to the list of pairs."""
    return onward or (back_to(request, card) if card else redirect("likenesses"))


def _chips(mine: Any, current: Verdict) -> list[dict[str, Any]]:
    counts = dict(mine.order_by().values_list("verdict").annotate(Count("pk")))
    return [
        {
            "verdict": verdict.value,
            "count": counts.get(verdict.value, 0),
            "url": f"{reverse('likenesses')}?verdict={verdict.value}",
            "current": verdict == current,
        }
        for verdict in Verdict
    ]
