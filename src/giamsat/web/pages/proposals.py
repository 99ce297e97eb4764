from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.addresses import new_public_id
from giamsat.errors import allowed
from giamsat.files.actions import receive
from giamsat.files.models import Upload
from giamsat.people.states import Role
from giamsat.tasks import proposing
from giamsat.tasks.models import Proposal
from giamsat.tasks.proposing_rules import check_may_review, check_may_send, check_may_write
from giamsat.tasks.queries import programmes_open_to, proposals_visible_to
from giamsat.tasks.states import ProposalState
from giamsat.web.downloads import answer_upload
from giamsat.web.forms.fields import units_offered
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.forms.proposals import NewProposalForm, ProposalForm, initial_of
from giamsat.web.shown.proposals import doubles, unclear

PAGE = 50  # rows


@require_safe
def proposals(request: ActingRequest) -> HttpResponse:
    rows = Paginator(proposals_visible_to(request.post), PAGE).get_page(request.GET.get("page"))
    may_propose = request.post.role != Role.COORDINATOR
    return render(request, "proposals.html", {"rows": rows, "may_propose": may_propose})


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_new(request: ActingRequest) -> HttpResponse:
    form = _form(request, {"seen": new_public_id(), "bound": "by"}, NewProposalForm)
    if form.is_valid():
        with form.showing_refusals():
            data = form.cleaned_data
            drafted = proposing.draft(
                data["programme"],
                form.wanted(),
                public_id=data["seen"],
                upload=_upload(request, form),
                by=request.post,
                at=request.at,
            )
            return redirect("proposal", drafted.public_id)
    return render(request, "proposal_edit.html", {"form": form}, status=form.status)


@require_safe
def proposal(request: ActingRequest, public_id: str) -> HttpResponse:
    return render(request, "proposal.html", _page(request, loaders.proposal(request.post, public_id)))


@require_http_methods(["GET", "HEAD", "POST"])
def proposal_edit(request: ActingRequest, public_id: str) -> HttpResponse:
    proposal = loaders.proposal(request.post, public_id)
    check_may_write(proposal, request.post)
    form = _form(request, initial_of(proposal))
    form.fields["programme"].disabled = True
    if form.is_valid():
        with form.showing_refusals(), form.keeping_stale(proposal.seen):
            form.check_seen(proposal.seen)
            upload = _upload(request, form)
            seen = form.cleaned_data["seen"]
            proposing.rewrite(proposal, form.wanted(), seen=seen, upload=upload, by=request.post)
            return redirect("proposal", public_id)
    return render(request, "proposal_edit.html", {"form": form, "proposal": proposal}, status=form.status)


@require_safe
def proposal_file(request: ActingRequest, public_id: str) -> FileResponse:
    upload = loaders.proposal(request.post, public_id).upload
    if upload is None:
        raise Http404
    return answer_upload(upload)


@require_POST
def proposal_send(request: ActingRequest, public_id: str) -> HttpResponse:
    proposal = loaders.proposal(request.post, public_id)
    check_seen(request, proposal.seen)
    proposing.send(proposal, by=request.post)
    messages.success(request, _("Đã gửi đề xuất tới cơ quan thường trực."))
    return redirect("proposal", public_id)


@require_POST
def proposal_accept(request: ActingRequest, public_id: str) -> HttpResponse:
    proposal = loaders.proposal(request.post, public_id)
    check_seen(request, proposal.seen)
    document = proposing.accept(proposal, by=request.post, at=request.at)
    messages.success(request, _("Đã tiếp nhận. Hãy sửa, lấy ý kiến hoặc xác nhận như việc đọc từ văn bản."))
    return redirect("document", document.public_id)


@require_POST
def proposal_return(request: ActingRequest, public_id: str) -> HttpResponse:
    proposal = loaders.proposal(request.post, public_id)
    proposing.turn_back(proposal, reason=reason_given(request, proposal.seen), by=request.post)
    messages.success(request, _("Đã trả lại để bổ sung."))
    return redirect("proposal", public_id)


@require_POST
def proposal_refuse(request: ActingRequest, public_id: str) -> HttpResponse:
    proposal = loaders.proposal(request.post, public_id)
    proposing.refuse(proposal, reason=reason_given(request, proposal.seen), by=request.post)
    messages.success(request, _("Đã ghi không tiếp nhận."))
    return redirect("proposal", public_id)


def _form(request: ActingRequest, initial: dict[str, Any], kind: type[ProposalForm] = ProposalForm) -> ProposalForm:
    programmes = programmes_open_to(request.post).order_by("code")
    return kind(**posted(request), units=units_offered(), programmes=programmes, initial=initial)


def _upload(request: ActingRequest, form: ProposalForm) -> Upload | None:
    file = form.cleaned_data["file"]
    return receive(file.chunks(), name=file.name, by=request.post, at=request.at) if file else None


def _page(request: ActingRequest, proposal: Proposal) -> dict[str, Any]:
    post = request.post
    may_review = allowed(check_may_review, proposal, ProposalState.ACCEPTED, post)
    return {
        "proposal": proposal,
        "coordinators": proposal.coordinators.order_by("sort_key"),
        "unclear": unclear(proposal),
        "doubles": doubles(proposal, post),
        "may_write": allowed(check_may_write, proposal, post),
        "may_send": post.role == Role.APPROVER and allowed(check_may_write, proposal, post),
        "is_complete": allowed(check_may_send, proposal, post),
        "may_review": may_review,
        "may_open_paper": proposal.document is not None and post.role == Role.COORDINATOR,
    }
