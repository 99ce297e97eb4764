from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from giamsat import paper
from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.access.permissions import may_open
from giamsat.consolidation import actions
from giamsat.consolidation.adopting_rules import check_may_adopt
from giamsat.consolidation.models import Compilation, CompilationText
from giamsat.consolidation.queries import words_of
from giamsat.consolidation.rules import check_may_edit
from giamsat.consolidation.sheets import sheet_of
from giamsat.consolidation.states import PARTS, CompilationState, Part
from giamsat.documents.rules import check_may_issue
from giamsat.errors import allowed
from giamsat.web.downloads import answer_made, answer_stored
from giamsat.web.forms.pages import check_seen
from giamsat.web.forms.reports import TextForm
from giamsat.web.shown.papers import letterhead_of, lines_of, problems_of


@require_POST
def compilation_compose(request: ActingRequest, public_id: str) -> HttpResponse:
    round_ = loaders.round_(request.post, public_id)
    seen = check_seen(request, round_.compilations.count())
    composed = actions.compose(round_, seen=int(seen), by=request.post, at=request.at)
    messages.success(request, _("Đã lập dự thảo báo cáo; số liệu chốt tại thời điểm này."))
    return redirect("compilation", composed.public_id)


@require_safe
def compilation(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, loaders.compilation(request.post, public_id))


@require_POST
def compilation_edit(request: ActingRequest, public_id: str, part: str) -> HttpResponse:
    compilation = loaders.compilation(request.post, public_id)
    if part not in PARTS[compilation.kind_word]:
        raise Http404
    form = TextForm(request.POST)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(words_of(compilation)[Part(part)].version)
            text, seen = form.cleaned_data["text"], int(form.cleaned_data["seen"])
            actions.edit_part(compilation, Part(part), text, seen_version=seen, by=request.post, at=request.at)
            return redirect(reverse("compilation", args=[compilation.public_id]) + f"?part={part}#section-{part}")
    return _page(request, compilation, form=form, part=part)


@require_POST
def compilation_issue(request: ActingRequest, public_id: str) -> HttpResponse:
    compilation = loaders.compilation(request.post, public_id)
    check_seen(request, _seen(compilation))
    actions.issue(compilation, by=request.post, at=request.at)
    messages.success(request, _("Đã ban hành; số, ngày và hai tệp được khóa."))
    return redirect("compilation", compilation.public_id)


@require_safe
def compilation_docx(request: ActingRequest, public_id: str) -> FileResponse:
    compilation = loaders.compilation(request.post, public_id)
    if compilation.docx:
        return answer_stored(compilation.docx, _name(compilation, "docx"))
    return answer_made(paper.docx(sheet_of(compilation)), kind="docx", name=_name(compilation, "docx"))


@require_safe
def compilation_pdf(request: ActingRequest, public_id: str) -> FileResponse:
    compilation = loaders.compilation(request.post, public_id)
    if compilation.pdf:
        return answer_stored(compilation.pdf, _name(compilation, "pdf"))
    return answer_made(paper.pdf(sheet_of(compilation)), kind="pdf", name=_name(compilation, "pdf"))


def _page(
    request: ActingRequest, compilation: Compilation, *, form: TextForm | None = None, part: str = ""
) -> HttpResponse:
    words, sheet, post = words_of(compilation), sheet_of(compilation), request.post
    is_draft = compilation.state == CompilationState.DRAFT
    shown = {
        "compilation": compilation,
        "round": compilation.round,
        "sections": [_section(words[p], form if p == part else None) for p in PARTS[compilation.kind_word]],
        "current": part or request.GET.get("part", ""),
        "sheet": lines_of(sheet),
        "letterhead": letterhead_of(sheet),
        "may_edit": allowed(check_may_edit, compilation, post),
        "may_adopt": allowed(check_may_adopt, compilation, post),
        "may_issue": allowed(check_may_issue, compilation.document, post),
        "seen": _seen(compilation),
        "may_see_round": may_open("round", post.role),
        "problems": problems_of(sheet) if is_draft else [],
    }
    return render(request, "compilation.html", shown, status=form.status if form else 200)


def _section(text: CompilationText, form: TextForm | None) -> dict[str, Any]:
    return {
        "key": text.part,
        "heading": text.word.label,
        "text": form["text"].value() if form else text.text,
        "version": text.version,
        "edited_by": str(text.by) if text.version > 1 else "",
        "edited_at": text.at,
        "form": form,
    }


def _seen(compilation: Compilation) -> str:
    """What the head saw when he signs: the state and how many wordings there were."""
    return f"{compilation.state}-{compilation.texts.count()}"


def _name(compilation: Compilation, suffix: str) -> str:
    document = compilation.document
    return f"{document.full_symbol.replace('/', '_')}.{suffix}"
