from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.access.permissions import may_open
from giamsat.people.models import Unit
from giamsat.tasks import actions
from giamsat.tasks.lists import options_of, ways_of
from giamsat.tasks.models import Programme
from giamsat.tasks.queries import funding_totals
from giamsat.web.forms.duties import ProgrammeForm, ShareForm
from giamsat.web.forms.fields import units_offered
from giamsat.web.forms.pages import posted


@require_safe
def programmes(request: ActingRequest) -> HttpResponse:
    names = [public_id for public_id, _code in options_of(ways_of(request.post)).programmes]
    seen = Programme.objects.filter(Q(public_id__in=names) | Q(is_private=True, owner__in=request.post.unit.speaks_for))
    seen = seen.order_by("code").select_related("owner").prefetch_related("shared_with")
    rows = [
        {
            "programme": one,
            "is_own": one.is_private and request.post.speaks_for(one.owner_id),
            "shared": list(one.shared_with.all()),
        }
        for one in seen
    ]
    return render(request, "programmes.html", {"rows": rows, "may_open": may_open("programme_open", request.post.role)})


@require_http_methods(["GET", "HEAD", "POST"])
def programme_open(request: ActingRequest) -> HttpResponse:
    form = ProgrammeForm(**posted(request), initial={"seen": "new"})
    if form.is_valid():
        with form.showing_refusals():
            said = form.cleaned_data
            actions.open_own_programme(
                said["code"], name=said["name"], prefix=said["code_prefix"], by=request.post, at=request.at
            )
            messages.success(request, _("Đã mở chương trình. Chỉ đơn vị bạn thấy, cho đến khi chia sẻ."))
            return redirect("programmes")
    return render(request, "programme_open.html", {"form": form}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def programme_share(request: ActingRequest, public_id: str) -> HttpResponse:
    programme = loaders.own_programme(request.post, public_id)
    shared = list(programme.shared_with.order_by("pk"))
    seen = "-".join(str(unit.pk) for unit in shared)[:64] or "0"
    initial = {"seen": seen, "units": [unit.public_id for unit in shared]}
    offered = [unit for unit in units_offered() if unit.pk != request.post.unit_id]
    form = ShareForm(**posted(request), initial=initial, offered=offered)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            units = Unit.objects.filter(pk__in=form.cleaned_data["units"])
            actions.share(programme, units=units, by=request.post, at=request.at)
            messages.success(request, _("Đã ghi những cơ quan được xem."))
            return redirect("programmes")
    return render(request, "programme_share.html", {"form": form, "programme": programme}, status=form.status)


@require_safe
def funding(request: ActingRequest) -> HttpResponse:
    tables = [
        (_("Theo chương trình"), "programme", funding_totals(request.post, "programme")),
        (_("Theo cơ quan"), "unit", funding_totals(request.post, "unit")),
    ]
    return render(request, "funding.html", {"tables": tables})
