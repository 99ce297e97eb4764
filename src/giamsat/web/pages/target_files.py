from collections.abc import Sequence

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import allowed
from giamsat.files.actions import receive
from giamsat.files.models import Upload
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.targets import loading, tables, value_loading
from giamsat.targets.exporting import as_workbook
from giamsat.targets.layout import GOALS, INDICATORS, VALUES, Fault, Layout
from giamsat.targets.queries import goals_visible_to, known_visible_to, programmes_with_targets, visible_to
from giamsat.targets.rules import check_may_keep
from giamsat.tasks.models import Programme
from giamsat.web.downloads import answer_made
from giamsat.web.forms.indicators import TableForm
from giamsat.web.forms.pages import posted

#: Changes and faults listed on the page; the workbook has the rest.
SHOWN = 200
Planned = loading.Plan | value_loading.ValuePlan


@require_safe
def targets_download(request: ActingRequest, public_id: str) -> FileResponse:
    programme = loaders.programme_with_targets(request.post, public_id)
    indicators = visible_to(request.post).filter(programme=programme)
    goals = goals_visible_to(request.post).filter(indicator__programme=programme)
    known = known_visible_to(request.post).filter(indicator__programme=programme)
    content = as_workbook(indicators, goals, None if "trong" in request.GET else known)
    return answer_made(content, kind="xlsx", name=f"chi-tieu-{programme.code.replace('/', '-')}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def targets_upload(request: ActingRequest) -> HttpResponse:
    programmes = _programmes(request.post)
    form = TableForm(**posted(request), programmes=programmes, initial={"seen": "new"})
    if form.is_valid():
        with form.showing_refusals():
            file = form.cleaned_data["file"]
            upload = receive(file.chunks(), name=file.name, by=request.post, at=request.at)
            tables.of_upload(upload, _layouts(request.post))
            programme = form.cleaned_data["programme"]
            return redirect(f"{reverse('targets_check', args=[upload.public_id])}?programme={programme}")
    shown = {"form": form, "programmes": programmes, "is_keeper": request.post.role == Role.COORDINATOR}
    return render(request, "targets_upload.html", shown, status=form.status)


@require_safe
def targets_check(request: ActingRequest, public_id: str) -> HttpResponse:
    upload = loaders.own_upload(request.post, public_id)
    programme = _programme(request.post, request.GET.get("programme", ""))
    made, faults = _planned(request, upload, programme)
    shown = {
        "upload": upload,
        "programme": programme,
        "changes": made.changes[:SHOWN],
        "more": max(0, len(made.changes) - SHOWN),
        "total": len(made.changes),
        "unchanged": made.unchanged,
        "faults": faults[:SHOWN],
        "fault_count": len(faults),
        "digest": made.digest,
        "is_keeper": request.post.role == Role.COORDINATOR,
    }
    return render(request, "targets_check.html", shown, status=422 if faults else 200)


@require_POST
def targets_load(request: ActingRequest, public_id: str) -> HttpResponse:
    upload = loaders.own_upload(request.post, public_id)
    programme = _programme(request.post, request.POST.get("programme", ""))
    rows, faults = tables.of_upload(upload, _layouts(request.post))
    if faults:
        raise loading.BadTable(faults)
    seen = request.POST.get("seen", "")
    if request.post.role == Role.COORDINATOR:
        made: Planned = loading.load(programme, rows, seen=seen, by=request.post, at=request.at)
        messages.success(request, _("Đã nhập %(n)s thay đổi.") % {"n": len(made.changes)})
        return redirect(f"{reverse('indicators')}?programme={programme.public_id}")
    made = value_loading.load(rows, seen=seen, by=request.post, at=request.at)
    messages.success(request, _("Đã gửi %(n)s số liệu; chờ xác nhận.") % {"n": len(made.changes)})
    return redirect("values_mine")


def _planned(request: ActingRequest, upload: Upload, programme: Programme) -> tuple[Planned, list[Fault]]:
    """What the file would change, and all that is wrong with it."""
    rows, faults = tables.of_upload(upload, _layouts(request.post))
    if request.post.role == Role.COORDINATOR:
        made: Planned = loading.plan(programme, rows)
    else:
        made = value_loading.plan(rows, by=request.post, at=request.at)
    return made, [*faults, *made.faults]


def _layouts(post: Post) -> Sequence[Layout]:
    """The sheets a post may fill in: who keeps targets the list of them, a unit its values."""
    return (INDICATORS, GOALS) if post.role == Role.COORDINATOR else (VALUES,)


def _programmes(post: Post) -> list[Programme]:
    found = list(programmes_with_targets(post).order_by("is_private", "code"))
    return [one for one in found if post.role != Role.COORDINATOR or allowed(check_may_keep, one, post)]


def _programme(post: Post, public_id: str) -> Programme:
    found = next((one for one in _programmes(post) if one.public_id == public_id), None)
    if found is None:
        raise Http404
    return found
