from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.consolidation import actions, adopting
from giamsat.consolidation.adopting_rules import Item, check_may_adopt, items_of
from giamsat.consolidation.master_sheets import master_workbook
from giamsat.consolidation.models import Adoption, Compilation
from giamsat.consolidation.queries import visible_to as compilations_visible_to
from giamsat.consolidation.rules import check_may_compose
from giamsat.consolidation.states import Becomes, CompilationKind
from giamsat.errors import Stale, allowed
from giamsat.reports.queries import obligations_of, plans_in, plans_seen_in
from giamsat.targets.plans_conflicts import conflicts
from giamsat.targets.plans_queries import assigned_as_json
from giamsat.web.downloads import answer_made
from giamsat.web.forms.pages import check_seen, posted
from giamsat.web.forms.plans import AdoptionForm
from giamsat.web.shown.plans import conflict_words, rows_of
from giamsat.web.shown.reports import standing_of


@require_safe
def round_plans(request: ActingRequest, public_id: str) -> HttpResponse:
    round_ = loaders.round_of_plans(request.post, public_id)
    sent = plans_in(round_)
    contents = [one.plan.content for one in sent if one.plan]
    owing = [(owed, standing_of(owed, request.at)) for owed in obligations_of(round_)]
    rows = rows_of(owing, plans_seen_in(round_))
    made = list(compilations_visible_to(request.post).filter(round=round_))
    shown = {
        "round": round_,
        "rows": rows,
        "sent": len(sent),
        "asked": len(rows),
        "conflicts": conflict_words(conflicts(contents, assigned_as_json(round_.programme))),
        "may_compose": allowed(check_may_compose, round_, request.post),
        "seen": round_.compilations.count(),
        "masters": [one for one in made if one.kind == CompilationKind.MASTER],
    }
    return render(request, "round_plans.html", shown)


@require_POST
def master_compose(request: ActingRequest, public_id: str) -> HttpResponse:
    round_ = loaders.round_of_plans(request.post, public_id)
    seen = check_seen(request, round_.compilations.count())
    composed = actions.compose_master(round_, seen=int(seen), by=request.post, at=request.at)
    messages.success(request, _("Đã lập dự thảo Kế hoạch tổng thể; số liệu chốt tại thời điểm này."))
    return redirect("compilation", composed.public_id)


@require_safe
def master_xlsx(request: ActingRequest, public_id: str) -> FileResponse:
    compilation = loaders.master(request.post, public_id)
    name = f"ke-hoach-tong-the-{compilation.figures['year']}-{compilation.figures['until']}.xlsx"
    return answer_made(master_workbook(compilation.figures), kind="xlsx", name=name)


@require_http_methods(["GET", "HEAD", "POST"])
def master_adopt(request: ActingRequest, public_id: str) -> HttpResponse:
    compilation = loaders.master(request.post, public_id)
    check_may_adopt(compilation, request.post)
    adoption = Adoption.objects.filter(compilation=compilation).select_related("document", "by__person").first()
    if adoption is not None:
        if request.method == "POST":
            raise Stale
        return _made(request, compilation, adoption)
    items = adopting.to_adopt(compilation)
    keys = [item.key for item in items]
    form = AdoptionForm(
        **posted(request),
        documents=adopting.papers_for(compilation, request.post),
        lines=keys,
        initial={"seen": len(keys), "taken": keys},
    )
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(len(keys))
            document = form.cleaned_data["document"]
            adopting.adopt(compilation, document, left_out=form.left_out(), by=request.post, at=request.at)
            messages.success(request, _("Đã lập nhiệm vụ, chỉ tiêu và mục tiêu theo văn bản quyết định."))
            return redirect("master_adopt", compilation.public_id)
    shown = {
        "compilation": compilation,
        "form": form,
        "groups": _groups(items),
        "taken": set(form["taken"].value() or ()),
        "before": list(adopting.made_before(items_of(compilation.figures)).values()),
    }
    return render(request, "master_adopt.html", shown, status=form.status)


def _made(request: ActingRequest, compilation: Compilation, adoption: Adoption) -> HttpResponse:
    lines = list(adoption.lines.select_related("task", "indicator").order_by("pk"))
    shown = {
        "compilation": compilation,
        "adoption": adoption,
        "made": [one.task for one in lines if one.task],
        "targets": [one.indicator for one in lines if one.becomes == Becomes.COMPONENT],
        "goals": sum(one.becomes == Becomes.GOAL for one in lines),
    }
    return render(request, "master_adopt.html", shown)


def _groups(items: list[Item]) -> list[dict[str, Any]]:
    found = [(becomes, [item for item in items if item.becomes == becomes]) for becomes in Becomes]
    return [{"word": becomes, "items": members} for becomes, members in found if members]
