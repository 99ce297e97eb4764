from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.access.permissions import may_open
from giamsat.assignments.models import Review
from giamsat.assignments.queries import (
    candidates_of,
    consultations_visible_to,
    review_of,
    with_answers,
    with_counts,
)
from giamsat.documents import actions
from giamsat.documents.models import Document, Draft
from giamsat.documents.queries import (
    documents_listed,
    draft_of,
    has_pages,
    is_outdated,
    naming,
    page_of,
    related,
    same_paper,
)
from giamsat.documents.rules import check_may_work_on
from giamsat.documents.states import Direction
from giamsat.errors import allowed
from giamsat.files.actions import receive
from giamsat.people.models import Post
from giamsat.tasks import actions as task_actions
from giamsat.tasks.queries import likenesses_of, programmes_for, tasks_visible_to
from giamsat.web.downloads import answer_page, answer_upload
from giamsat.web.forms.documents import (
    DocumentFilter,
    IssueForm,
    LetterheadForm,
    PassageForm,
    UploadForm,
    letterhead_seen,
)
from giamsat.web.forms.drafts import is_touched, is_used, seen_by, shown_draft, typed_in
from giamsat.web.forms.pages import SeenForm, check_seen, posted
from giamsat.web.shown.alike import alike_shown, by_candidate
from giamsat.web.shown.findings import findings_of, paper_of, waiting_and_confirmed
from giamsat.web.shown.pages import TEXT, VIEWS, shown_pages, unmarked, view_asked, view_of
from giamsat.web.shown.targets import target_tables
from giamsat.web.shown.waiting import waiting_of

PAGE = 100  # rows
MEGABYTE = 1024 * 1024  # bytes


@require_safe
def documents(request: ActingRequest) -> HttpResponse:
    form = DocumentFilter(request.GET)
    form.is_valid()
    chosen = {name: form.cleaned_data.get(name, "") for name in ("direction", "state")}
    found = documents_listed(request.post, words=form.cleaned_data.get("q", ""), **chosen)
    rows = Paginator(with_counts(found).select_related("compilation"), PAGE).get_page(request.GET.get("page"))
    return render(request, "documents.html", {"form": form, "rows": rows, "may_upload": True})


@require_http_methods(["GET", "HEAD", "POST"])
def document_upload(request: ActingRequest) -> HttpResponse:
    form = UploadForm(**posted(request))
    if form.is_valid():
        file = form.cleaned_data["file"]
        with form.showing_refusals():
            upload = receive(file.chunks(), name=file.name, by=request.post, at=request.at)
            document = actions.receive_document(upload, by=request.post, at=request.at)
            return redirect("document", document.public_id)
    return render(
        request,
        "document_upload.html",
        {"form": form, "megabytes": settings.UPLOAD_LIMIT // MEGABYTE},
        status=form.status,
    )


@require_safe
def document(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    if document.direction == Direction.OWN:
        return redirect("compilation", document.compilation.public_id)
    return render(request, "document.html", review_page(request, document))


@require_safe
def document_file(request: ActingRequest, public_id: str) -> FileResponse:
    upload = loaders.document(request.post, public_id).upload
    if upload is None:
        raise Http404
    return answer_upload(upload)


@require_safe
def document_page(request: ActingRequest, public_id: str, number: int) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    if document.upload is None or not has_pages(document):
        raise Http404
    page = page_of(document, number)
    return answer_page(request, document.upload, number, straight=page is not None and page.straight)


@require_http_methods(["GET", "HEAD", "POST"])
def letterhead_correct(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    check_may_work_on(document, request.post)
    current, draft = letterhead_seen(document), draft_of(document, Draft.LETTERHEAD, request.post)
    is_filled = is_used(draft, current, is_asked_for=request.GET.get("ban") == "nhap")
    form = letterhead_form(request, document, draft if is_filled else None)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(current)
            actions.correct_letterhead(document, form.letterhead(), by=request.post, at=request.at)
            messages.success(request, _("Đã ghi thể thức văn bản."))
            return redirect("document", document.public_id)
    shown = {"document": document, "form": form, "draft": shown_draft(form, draft, current, is_used=is_filled)}
    return render(request, "letterhead_correct.html", shown, status=form.status)


@require_POST
def letterhead_draft(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    check_may_work_on(document, request.post)
    form, about, draft = letterhead_form(request, document, None), Draft.LETTERHEAD, None
    if is_touched(form):
        seen, typed = seen_by(form), typed_in(form)
        draft = actions.keep_draft(document, about, typed, seen=seen, by=request.post, at=request.at)
    else:
        actions.drop_draft(document, about, by=request.post)
    page = reverse("letterhead_correct", args=[public_id])
    return draft_kept(request, form, draft, letterhead_seen(document), page=page)


@require_POST
def letterhead_draft_drop(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    check_may_work_on(document, request.post)
    actions.drop_draft(document, Draft.LETTERHEAD, by=request.post)
    return redirect("letterhead_correct", public_id)


@require_POST
def document_read_again(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    check_may_work_on(document, request.post)
    check_seen(request, document.state)
    actions.read_again(document, by=request.post)
    return redirect("document", document.public_id)


@require_POST
def document_issue_tasks(request: ActingRequest, public_id: str) -> HttpResponse:
    document = loaders.document(request.post, public_id)
    form = IssueForm(request.POST, programmes=programmes_for(request.post))
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(confirmed_count(document))
            programme = form.cleaned_data["programme"]
            tasks = task_actions.issue(document, programme=programme, by=request.post, at=request.at)
            said = ngettext("Đã giao %(n)s nhiệm vụ.", "Đã giao %(n)s nhiệm vụ.", len(tasks)) % {"n": len(tasks)}
            messages.success(request, said)
            return redirect("document", document.public_id)
    shown = review_page(request, document) | {"issue_form": form}
    return render(request, "document.html", shown, status=form.status)


def review_page(request: ActingRequest, document: Document) -> dict[str, Any]:
    """What document.html needs: a coordinator of the unit sees all that was read, others what became their tasks."""
    post = request.post
    may_decide = allowed(check_may_work_on, document, post)
    review = review_of(document)
    tasks = list(tasks_visible_to(post).filter(document=document).order_by("code"))
    shown: dict[str, Any] = {"document": document, "may_decide": may_decide, "tasks": tasks, "findings": []}
    shown["may_list"] = may_open("documents", post.role)
    if review is None or document.state in ("received", "reading"):
        is_unread = document.state in ("received", "reading", "read")
        return shown | {"waiting_for": waiting_of(document, request.at) if is_unread else None}
    candidates = list(candidates_of(review))
    if not may_decide:
        mine = {task.decision_id for task in tasks}
        candidates = [c for c in candidates if any(d.pk in mine for d in c.decisions.all())]
    waiting, confirmed = waiting_and_confirmed(review) if may_decide else (0, 0)
    states = [c.state for c in candidates]
    alike = alike_shown(likenesses_of(post, candidates)) if may_decide else []
    pages = shown_pages(document, review.reading, candidates) if has_pages(document) else []
    view = view_of(view_asked(request), pages)
    return shown | {
        "views": VIEWS.items(),
        "view": view,
        "pages": pages,
        "unmarked": unmarked(pages, candidates),
        "blocks": paper_of(review.reading, candidates) if view == TEXT else [],
        "findings": findings_of(candidates, document.issued_on, by_candidate(alike)),
        "tally": [(state, states.count(state)) for state in ("confirmed", "proposed", "refused")],
        "target_tables": target_tables(review.reading) if may_decide else [],
        "waiting": waiting,
        "confirmed": confirmed,
        "is_outdated": may_decide and is_outdated(document),
        "twin": same_paper(document) if may_decide else None,
        "related": related(document) if may_decide else [],
        "naming": list(naming(document)) if may_decide else [],
        "issue_form": issue_form(post, confirmed) if may_decide else None,
        "passage_form": passage_form(review) if may_decide else None,
        "consultations": list(with_answers(consultations_visible_to(post).filter(document=document))),
    }


def letterhead_form(request: ActingRequest, document: Document, draft: Draft | None) -> LetterheadForm:
    """The form of a letterhead: as it stands, or as the person was typing it."""
    facts = {name: getattr(document, name) for name in ("kind", "number", "symbol", "issuer", "issued_on", "subject")}
    initial = facts | {"seen": letterhead_seen(document)} | (draft.typed if draft else {})
    return LetterheadForm(**posted(request), initial=initial)


def draft_kept(request: ActingRequest, form: SeenForm, draft: Draft | None, current: str, *, page: str) -> HttpResponse:
    """The line that says what was kept; without a script, the page of the form again."""
    if not request.htmx:
        return redirect(page)
    return render(request, "parts/draft.html", {"draft": shown_draft(form, draft, current)})


def sitting_of(document: Document) -> Review:
    """The sitting over a paper; 404 while it has not been read."""
    review = review_of(document)
    if review is None:
        raise Http404
    return review


def passage_form(review: Review, data: QueryDict | None = None) -> PassageForm:
    return PassageForm(data, initial={"seen": review.candidates.count()}, auto_id="passage_%s")


def issue_form(post: Post, confirmed: int) -> IssueForm:
    return IssueForm(programmes=programmes_for(post), initial={"seen": confirmed})


def confirmed_count(document: Document) -> int:
    review = review_of(document)
    return waiting_and_confirmed(review)[1] if review else 0
