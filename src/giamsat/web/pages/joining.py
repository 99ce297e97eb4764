from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import allowed
from giamsat.targets import actions
from giamsat.targets.models import Indicator
from giamsat.targets.queries import joinings_visible_to
from giamsat.targets.rules import check_may_keep, check_may_part
from giamsat.tasks.queries import programmes_for
from giamsat.web.forms.joining import why
from giamsat.web.forms.pages import check_seen
from giamsat.web.shown.joining import joined_shown, pairs_shown


@require_safe
def joinings(request: ActingRequest) -> HttpResponse:
    kept = [one for one in programmes_for(request.post) if allowed(check_may_keep, one, request.post)]
    wanted = request.GET.get("programme", "")
    chosen = next((one for one in kept if one.public_id == wanted), kept[0] if kept else None)
    said = joinings_visible_to(request.post).filter(kept__programme=chosen)
    shown = {
        "programmes": kept,
        "programme": chosen,
        "pairs": pairs_shown(chosen) if chosen else [],
        "joined": joined_shown(said),
    }
    return render(request, "joinings.html", shown)


@require_POST
def indicators_join(request: ActingRequest, public_id: str, other_id: str) -> HttpResponse:
    kept, gone, reason = _pair(request, public_id, other_id)
    actions.join(kept, gone, reason=reason, by=request.post, at=request.at)
    messages.success(request, _("Đã ghép: giá trị mục tiêu của các văn bản nằm cạnh nhau trong một phiếu."))
    return redirect("indicator", kept.public_id)


@require_POST
def indicators_keep_apart(request: ActingRequest, public_id: str, other_id: str) -> HttpResponse:
    one, other, reason = _pair(request, public_id, other_id)
    actions.keep_apart(one, other, reason=reason, by=request.post, at=request.at)
    messages.success(request, _("Đã giữ riêng; cặp này không được nêu lại."))
    return redirect("joinings")


@require_POST
def joining_part(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.joining(request.post, public_id)
    check_may_part(one, request.post)
    check_seen(request, one.state)
    actions.part(one, by=request.post, at=request.at)
    messages.success(request, _("Đã tách lại; mỗi chỉ tiêu giữ các giá trị mục tiêu của mình."))
    return redirect("indicator", one.gone.public_id)


def _pair(request: ActingRequest, public_id: str, other_id: str) -> tuple[Indicator, Indicator, str]:
    """Both sheets as they were seen, and the reason given."""
    one, other = loaders.indicator(request.post, public_id), loaders.indicator(request.post, other_id)
    return one, other, why(request, one.revision + other.revision)
