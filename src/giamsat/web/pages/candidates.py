from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.assignments import actions, rules
from giamsat.assignments.consulting import wish_of
from giamsat.assignments.models import Candidate, Reply
from giamsat.assignments.queries import candidates_of, content_as_read, next_waiting
from giamsat.assignments.states import CandidateState
from giamsat.documents.actions import drop_draft
from giamsat.documents.models import Draft
from giamsat.documents.queries import draft_of
from giamsat.documents.rules import check_may_work_on
from giamsat.web.forms.documents import ChosenForm, ContentForm, SplitForm, initial_of
from giamsat.web.forms.drafts import is_touched, is_used, seen_by, shown_draft, typed_in
from giamsat.web.forms.fields import units_offered
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.pages.documents import draft_kept, passage_form, review_page, sitting_of
from giamsat.web.shown.agencies import groups_offered
from giamsat.web.shown.correcting import paper_around, time_chosen, units_chosen
from giamsat.web.shown.findings import cuts_shown, quote_of
from giamsat.web.shown.pages import view_asked


@require_POST
def candidate_confirm(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    check_seen(request, candidate.state)
    actions.confirm(candidate, content_as_read(candidate), by=request.post, at=request.at)
    return on_from(request, candidate)


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_correct(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    draft = draft_of(candidate.review.document, candidate.public_id, request.post)
    wished = loaders.wish_on(candidate, request.GET.get("y-kien", ""))
    is_filled = wished is None and is_used(draft, candidate.state, is_asked_for=request.GET.get("ban") == "nhap")
    form = content_form(request, candidate, draft if is_filled else None, wished)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(candidate.state)
            actions.confirm(candidate, form.content(), by=request.post, at=request.at)
            messages.success(request, _("Đã xác nhận việc %(n)s như bạn sửa.") % {"n": candidate.number})
            return on_from(request, candidate)
    shown = {
        "document": candidate.review.document,
        "finding": {"ordinal": candidate.number, "path": candidate.path, "candidate": candidate},
        "blocks": paper_around(candidate),
        "form": form,
        "draft": shown_draft(form, draft, candidate.state, is_used=is_filled),
        "view": view_asked(request),
        "wished": wished,
        "is_closed": candidate.state != CandidateState.PROPOSED,
    }
    return render(request, "candidate_correct.html", shown, status=form.status)


@require_POST
def candidate_draft(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    document, form = candidate.review.document, content_form(request, candidate, None)
    draft = None
    if is_touched(form):
        seen, typed = seen_by(form), typed_in(form)
        draft = actions.keep_typed(candidate, typed, seen=seen, by=request.post, at=request.at)
    else:
        drop_draft(document, candidate.public_id, by=request.post)
    return draft_kept(request, form, draft, candidate.state, page=reverse("candidate_correct", args=[public_id]))


@require_POST
def candidate_draft_drop(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    drop_draft(candidate.review.document, candidate.public_id, by=request.post)
    return redirect("candidate_correct", public_id)


@require_safe
def candidate_words(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    form = ChosenForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"said": _("Hãy chọn ít chữ hơn.")}, status=422)
    words = form.cleaned_data["words"]
    if form.cleaned_data["kind"] == "time":
        return JsonResponse(time_chosen(candidate, words))
    return JsonResponse(units_chosen(candidate, words, units_offered()))


@require_POST
def candidate_refuse(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    reason = reason_given(request, candidate.state)
    actions.refuse(candidate, reason=reason, by=request.post, at=request.at)
    return on_from(request, candidate)


@require_POST
def candidate_reopen(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    check_seen(request, candidate.state)
    actions.reopen(candidate, by=request.post, at=request.at)
    return back_to(request, candidate)


@require_http_methods(["GET", "HEAD", "POST"])
def candidate_split(request: ActingRequest, public_id: str) -> HttpResponse:
    candidate = loaders.candidate(request.post, public_id)
    form = SplitForm(**posted(request), cuts=cuts_shown(candidate), initial={"seen": candidate.state})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(candidate.state)
            place = int(form.cleaned_data["place"])
            first, _second = actions.split(candidate, place=place, by=request.post, at=request.at)
            return back_to(request, first)
    finding = {"ordinal": candidate.number, "path": candidate.path, "candidate": candidate}
    shown = {"document": candidate.review.document, "finding": finding, "quote": quote_of(candidate), "form": form}
    return render(request, "candidate_split.html", shown, status=form.status)


@require_POST
def candidate_add(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    check_may_work_on(document, request.post)
    review = sitting_of(document)
    form = passage_form(review, request.POST)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(review.candidates.count())
            start, end = rules.quoted_span(review.reading.text, form.cleaned_data["words"])
            return back_to(request, actions.add(review, start=start, end=end, by=request.post, at=request.at))
    shown = review_page(request, document) | {"passage_form": form}
    return render(request, "document.html", shown, status=form.status)


@require_POST
def candidates_join(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    check_may_work_on(document, request.post)
    chosen = set(request.POST.getlist("candidate"))
    of_paper = candidates_of(sitting_of(document)).select_related("review__document__unit")
    candidates = [candidate for candidate in of_paper if candidate.public_id in chosen]
    if len(candidates) != len(chosen):
        raise rules.NotOneReview
    return back_to(request, actions.join(candidates, by=request.post, at=request.at))


def content_form(
    request: ActingRequest, candidate: Candidate, draft: Draft | None, wished: Reply | None = None
) -> ContentForm:
    """The form of a finding: as it was read, as an agency wishes it, or as the person was typing it."""
    units = units_offered()
    content = content_as_read(candidate)
    if wished is not None:
        content = rules.as_wished(content, wish_of(wished), of=wished.opinion.unit_id)
    initial = initial_of(content, units, seen=candidate.state)
    typed = draft.typed if draft else {}
    return ContentForm(**posted(request), units=units, groups=groups_offered(units), initial=initial | typed)


def on_from(request: ActingRequest, candidate: Candidate) -> HttpResponse:
    """The paper, at the finding that waits next after the one just decided; there, when none waits any more."""
    return back_to(request, next_waiting(candidate) or candidate)


def back_to(request: ActingRequest, candidate: Candidate) -> HttpResponse:
    """The paper, at a finding, in the view in which the reader left it."""
    page = reverse("document", args=[candidate.review.document.public_id])
    view = view_asked(request)
    return redirect(f"{page}{f'?xem={view}' if view else ''}#finding-{candidate.number}")
