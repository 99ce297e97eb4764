from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.addresses import new_public_id
from giamsat.assignments import consulting, queries
from giamsat.assignments.consulting import from_json
from giamsat.assignments.models import Candidate, Opinion
from giamsat.assignments.rules import heard
from giamsat.assignments.states import ConsultationState, Outcome
from giamsat.documents.models import Document
from giamsat.documents.rules import check_may_work_on
from giamsat.people.models import Unit
from giamsat.tasks.queries import likenesses_of
from giamsat.web.forms.consulting import ConsultForm, OutcomeForm, WishForm
from giamsat.web.forms.fields import units_offered
from giamsat.web.forms.pages import check_seen, posted
from giamsat.web.pages.documents import sitting_of
from giamsat.web.shown.agencies import Agencies
from giamsat.web.shown.alike import alike_shown, by_candidate
from giamsat.web.shown.consulting import board_of, draft_shown, intended, said_of, title_of
from giamsat.web.shown.doubles import doubles_of
from giamsat.web.shown.findings import quote_of

PAGE = 50  # rows


@require_safe
def consultations(request: ActingRequest) -> HttpResponse:
    found = queries.with_answers(queries.consultations_visible_to(request.post))
    rows = Paginator(found, PAGE).get_page(request.GET.get("page"))
    return render(request, "consultations.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def consultation_new(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    check_may_work_on(document, request.post)
    candidates = _drafts(document)
    asked = intended(queries.contents_now(candidates), candidates)
    form = _consult_form(request, candidates, asked)
    if form.is_valid():
        with form.showing_refusals():
            keys = {candidate.public_id: candidate.pk for candidate in candidates}
            consultation = consulting.consult(
                document,
                {keys[draft]: units for draft, units in form.asked(asked).items()},
                due=form.due(),
                note=form.cleaned_data["note"],
                public_id=form.cleaned_data["seen"],
                by=request.post,
                at=request.at,
            )
            messages.success(request, _("Đã gửi lấy ý kiến."))
            return redirect("consultation", consultation.public_id)
    shown = {"document": document, "form": form, "count": len(candidates)}
    return render(request, "consultation_new.html", shown, status=form.status)


@require_safe
def consultation(request: ActingRequest, public_id: str) -> HttpResponse:
    return render(request, "consultation.html", _board(request, public_id))


@require_POST
def consultation_close(request: ActingRequest, public_id: str) -> HttpResponse:
    consultation = loaders.consultation(request.post, public_id)
    check_seen(request, consultation.state)
    consulting.close(consultation, by=request.post)
    messages.success(request, _("Đã kết thúc lấy ý kiến; cơ quan chưa trả lời được ghi là im lặng."))
    return redirect("consultation", public_id)


@require_POST
def opinion_settle(request: ActingRequest, public_id: str) -> HttpResponse:
    opinion = loaders.opinion(request.post, public_id)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        with form.showing_refusals(), form.keeping_stale(opinion.seen):
            data = form.cleaned_data
            outcome = Outcome(data["outcome"])
            consulting.settle(opinion, outcome, reason=data["reason"], seen=data["seen"], by=request.post)
            page = reverse("consultation", args=[opinion.consultation.public_id])
            return redirect(f"{page}#opinion-{opinion.public_id}")
    shown = _board(request, opinion.consultation.public_id) | {"form": form, "failed": opinion.pk}
    return render(request, "consultation.html", shown, status=form.status)


@require_safe
def opinions(request: ActingRequest) -> HttpResponse:
    found = queries.opinions_asked_of(request.post)
    rows = Paginator(found, PAGE).get_page(request.GET.get("page"))
    said = [(opinion, heard(opinion, opinion.consultation, request.at)) for opinion in rows]
    return render(request, "opinions.html", {"rows": rows, "said": said})


@require_http_methods(["GET", "HEAD", "POST"])
def opinion(request: ActingRequest, public_id: str) -> HttpResponse:
    opinion = loaders.opinion(request.post, public_id)
    units = units_offered()
    form = WishForm(**posted(request), units=units, initial={"seen": opinion.seen})
    if form.is_valid():
        with form.showing_refusals(), form.keeping_stale(opinion.seen):
            consulting.wish(opinion, form.wish(), seen=form.cleaned_data["seen"], by=request.post)
            messages.success(request, _("Đã gửi đề nghị sửa."))
            return _onward(request, opinion)
    return render(request, "opinion.html", _asked(request, opinion) | {"form": form}, status=form.status)


@require_POST
def opinion_agree(request: ActingRequest, public_id: str) -> HttpResponse:
    opinion = loaders.opinion(request.post, public_id)
    seen = check_seen(request, opinion.seen)
    consulting.agree(opinion, seen=seen, by=request.post)
    messages.success(request, _("Đã ghi ý kiến đồng ý."))
    return _onward(request, opinion)


def _drafts(document: Document) -> list[Candidate]:
    """What of a paper may still be agreed on: waiting or confirmed, not issued."""
    found = queries.candidates_of(sitting_of(document)).filter(state__in=queries.LIVING)
    return list(found.exclude(decisions__task__isnull=False))


def _consult_form(
    request: ActingRequest, candidates: list[Candidate], asked: dict[str, tuple[int, ...]]
) -> ConsultForm:
    offered = units_offered()
    meant = {unit for units in asked.values() for unit in units}
    names = queries.contents_now(candidates)
    here: list[Unit] = [unit for unit in offered if unit.pk in meant]
    chosen = request.GET.getlist("viec") or [candidate.public_id for candidate in candidates]
    return ConsultForm(
        **posted(request),
        drafts=[(one.public_id, f"{one.number}. {names[one.pk].name}") for one in candidates],
        intended=here,
        others=[unit for unit in offered if unit.pk not in meant],
        initial={
            "seen": new_public_id(),
            "drafts": chosen,
            "units": [unit.public_id for unit in here],
            "bound": "before",
        },
    )


def _board(request: ActingRequest, public_id: str) -> dict[str, Any]:
    consultation = loaders.consultation(request.post, public_id)
    board = board_of(consultation, request.at)
    return {
        "consultation": consultation,
        "board": board,
        "is_open": consultation.state == ConsultationState.OPEN,
        "is_over": request.at >= consultation.late_from,
        "outcomes": list(Outcome),
        "alike": by_candidate(alike_shown(likenesses_of(request.post, [draft.candidate for draft in board.drafts]))),
    }


def _asked(request: ActingRequest, opinion: Opinion) -> dict[str, Any]:
    """What an agency sees of a draft: its own passage, what was sent, its own answers and what became of them."""
    agencies, consultation, draft = Agencies.loaded(), opinion.consultation, opinion.draft
    content = from_json(draft.content)
    return {
        "opinion": opinion,
        "consultation": consultation,
        "draft": draft_shown(draft, content, None, agencies),
        "said": said_of(opinion, consultation, content, request.at, agencies),
        "quote": quote_of(draft.candidate),
        "doubles": doubles_of(title_of(content), request.post, but=consultation.document_id),
        "is_open": consultation.state == ConsultationState.OPEN,
        "is_over": request.at >= consultation.late_from,
    }


def _onward(request: ActingRequest, opinion: Opinion) -> HttpResponse:
    """The next draft of the same consultation that waits for this agency, else back to the one just answered."""
    following = queries.opinions_owed(request.post).filter(consultation=opinion.consultation_id)
    left = following.count()
    if not left:
        return redirect("opinion", opinion.public_id)
    said = ngettext("Còn %(n)s dự thảo chờ ý kiến.", "Còn %(n)s dự thảo chờ ý kiến.", left) % {"n": left}
    messages.info(request, said)
    return redirect("opinion", following[0].public_id)
