from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat import paper
from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import Refused, allowed
from giamsat.people.states import Role
from giamsat.reports import actions as report_actions
from giamsat.reports.rules import check_return
from giamsat.targets import plans
from giamsat.targets import plans_queries as queries
from giamsat.targets.models import Plan, PlanComponent, PlanMeasure
from giamsat.targets.plans_papers import sheet_of, workbook_of
from giamsat.targets.plans_rules import check_may_review, check_may_write, lacks
from giamsat.targets.plans_states import PlanPart, PlanState
from giamsat.web.downloads import answer_made
from giamsat.web.forms.fields import units_offered
from giamsat.web.forms.pages import check_seen, posted
from giamsat.web.forms.plans import (
    AnswerForm,
    ComponentForm,
    GoalsForm,
    MeasureForm,
    MechanismForm,
    NewGoalsForm,
    RemarkForm,
    component_initial,
    goals_initial,
    measure_initial,
)
from giamsat.web.shown.plans import change_rows, own_conflicts, remarks_for, shown_of, term_said

PAGE = 50  # rows


@require_safe
def plans_(request: ActingRequest) -> HttpResponse:
    rows = Paginator(queries.plans_visible_to(request.post), PAGE).get_page(request.GET.get("page"))
    return render(request, "plans.html", {"rows": rows})


@require_POST
def plan_begin(request: ActingRequest, public_id: str) -> HttpResponse:
    obligation = loaders.obligation(request.post, public_id)
    check_seen(request, obligation.state)
    plan = report_actions.begin_plan(obligation, by=request.post, at=request.at)
    return redirect("plan", plan.public_id)


@require_safe
def plan(request: ActingRequest, public_id: str) -> HttpResponse:
    return _page(request, loaders.plan(request.post, public_id))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_goals_new(request: ActingRequest, public_id: str) -> HttpResponse:
    plan = _written(request, public_id)
    offered = queries.indicators_of(plan.programme).exclude(planned__plan=plan)
    form = NewGoalsForm(**_posted(request, plan), plan=plan, goals={}, indicators=offered)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(plan.seen)
            indicator = form.cleaned_data["indicator"]
            plans.put_goals(plan, indicator, form.said(), seen=form.cleaned_data["seen"], by=request.post)
            return _back(plan, f"goals-{indicator.code}")
    return _form_page(request, "plan_goals.html", plan, form)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_goals(request: ActingRequest, public_id: str, indicator: str) -> HttpResponse:
    plan = _written(request, public_id)
    one = loaders.plan_indicator(plan, indicator)
    form = GoalsForm(**_posted(request, plan), plan=plan, goals=goals_initial(plan, one))
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(plan.seen)
            plans.put_goals(plan, one, form.said(), seen=form.cleaned_data["seen"], by=request.post)
            return _back(plan, f"goals-{one.code}")
    assigned = [goal for goal in queries.assigned_to(plan.unit, plan.programme) if goal.indicator_id == one.pk]
    said = [(goal, queries.goal_words(goal)) for goal in assigned]
    return _form_page(request, "plan_goals.html", plan, form, indicator=one, assigned=said)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure_new(request: ActingRequest, public_id: str) -> HttpResponse:
    return _measure(request, _written(request, public_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_measure(request: ActingRequest, public_id: str, line: str) -> HttpResponse:
    plan = _written(request, public_id)
    return _measure(request, plan, loaders.plan_measure(plan, line))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_component_new(request: ActingRequest, public_id: str) -> HttpResponse:
    return _component(request, _written(request, public_id), None)


@require_http_methods(["GET", "HEAD", "POST"])
def plan_component(request: ActingRequest, public_id: str, line: str) -> HttpResponse:
    plan = _written(request, public_id)
    return _component(request, plan, loaders.plan_component(plan, line))


@require_http_methods(["GET", "HEAD", "POST"])
def plan_mechanism(request: ActingRequest, public_id: str) -> HttpResponse:
    plan = _written(request, public_id)
    form = MechanismForm(**_posted(request, plan, mechanism=plan.mechanism))
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(plan.seen)
            plans.put_mechanism(plan, form.cleaned_data["mechanism"], seen=form.cleaned_data["seen"], by=request.post)
            return _back(plan, "mechanism")
    return _form_page(request, "plan_mechanism.html", plan, form)


@require_POST
def plan_line_drop(request: ActingRequest, public_id: str, part: str, line: str) -> HttpResponse:
    plan = _written(request, public_id)
    if part not in PlanPart.values() or part == PlanPart.WHOLE:
        raise Http404
    plans.drop_line(plan, PlanPart(part), line, seen=check_seen(request, plan.seen), by=request.post)
    messages.success(request, _("Đã bỏ khỏi kế hoạch."))
    return _back(plan, f"{part}s")


@require_safe
def plan_changes(request: ActingRequest, public_id: str) -> HttpResponse:
    plan = loaders.plan(request.post, public_id)
    earlier = queries.before(plan)
    if earlier is None:
        raise Http404
    rows = change_rows(queries.content_of(earlier), queries.content_of(plan))
    return render(request, "plan_changes.html", {"plan": plan, "earlier": earlier, "rows": rows})


@require_safe
def plan_docx(request: ActingRequest, public_id: str) -> FileResponse:
    plan = loaders.plan(request.post, public_id)
    return answer_made(paper.docx(sheet_of(plan)), kind="docx", name=_file_name(plan, "docx"))


@require_safe
def plan_xlsx(request: ActingRequest, public_id: str) -> FileResponse:
    plan = loaders.plan(request.post, public_id)
    return answer_made(workbook_of(queries.content_of(plan)), kind="xlsx", name=_file_name(plan, "xlsx"))


@require_POST
def plan_remark(request: ActingRequest, public_id: str) -> HttpResponse:
    plan = loaders.plan(request.post, public_id)
    check_may_review(plan, request.post)
    form = RemarkForm(request.POST)
    if not form.is_valid() or (about := form.about_what()) is None:
        raise Refused
    plans.remark(plan, *about, form.cleaned_data["text"], by=request.post)
    return _back(plan, f"line-{about[1]}" if about[1] else "whole")


@require_POST
def remark_drop(request: ActingRequest, public_id: str) -> HttpResponse:
    remark = loaders.plan_remark(request.post, public_id)
    plans.drop_remark(remark, by=request.post)
    return _back(remark.plan, f"line-{remark.line}" if remark.line else "whole")


@require_POST
def remark_answer(request: ActingRequest, public_id: str) -> HttpResponse:
    remark = loaders.plan_remark(request.post, public_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        raise Refused
    plans.answer(remark, form.cleaned_data["answer"], seen=form.cleaned_data["seen"], by=request.post)
    answered = remark.plan
    draft = queries.draft_of(answered.programme, answered.unit, year=answered.year, until=answered.until)
    return _back(draft or answered, f"line-{remark.line}" if remark.line else "whole")


@require_POST
def plan_agree(request: ActingRequest, public_id: str) -> HttpResponse:
    plan = loaders.plan(request.post, public_id)
    plans.agree(plan, seen=check_seen(request, plan.seen), by=request.post)
    messages.success(request, _("Đã thống nhất kế hoạch."))
    return redirect("plan", plan.public_id)


def _written(request: ActingRequest, public_id: str) -> Plan:
    plan = loaders.plan(request.post, public_id)
    check_may_write(plan, request.post)
    return plan


def _posted(request: ActingRequest, plan: Plan, **initial: Any) -> dict[str, Any]:
    return {**posted(request), "initial": {"seen": plan.seen, **initial}}


def _back(plan: Plan, place: str) -> HttpResponse:
    return redirect(reverse("plan", args=[plan.public_id]) + f"#{place}")


def _form_page(request: ActingRequest, template: str, plan: Plan, form: Any, **more: Any) -> HttpResponse:
    shown = {"plan": plan, "form": form, "up": reverse("plan", args=[plan.public_id]), **more}
    return render(request, template, shown, status=form.status)


def _measure(request: ActingRequest, plan: Plan, one: PlanMeasure | None) -> HttpResponse:
    initial = measure_initial(one) if one else {"bound": "by", "kind": "task", "lead": plan.unit.public_id}
    form = MeasureForm(
        **_posted(request, plan, **initial),
        units=units_offered(),
        indicators=queries.indicators_of(plan.programme),
        others=[other for other in plan.measures.order_by("ordinal", "id") if other != one],
    )
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(plan.seen)
            line, seen = one.line if one else "", form.cleaned_data["seen"]
            kept = plans.put_measure(plan, form.said(), seen=seen, by=request.post, line=line)
            return _back(plan, f"line-{kept.line}")
    return _form_page(request, "plan_measure.html", plan, form, one=one)


def _component(request: ActingRequest, plan: Plan, one: PlanComponent | None) -> HttpResponse:
    initial = component_initial(one) if one else {"lead": plan.unit.public_id}
    indicators = queries.indicators_of(plan.programme)
    form = ComponentForm(**_posted(request, plan, **initial), plan=plan, units=units_offered(), indicators=indicators)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(plan.seen)
            line, seen = one.line if one else "", form.cleaned_data["seen"]
            kept = plans.put_component(plan, form.said(), seen=seen, by=request.post, line=line)
            return _back(plan, f"line-{kept.line}")
    return _form_page(request, "plan_component.html", plan, form, one=one)


def _page(request: ActingRequest, plan: Plan) -> HttpResponse:
    post, content = request.post, queries.content_of(plan)
    submission = getattr(plan, "submission", None)
    is_draft = plan.state == PlanState.DRAFT
    shown = {
        "plan": plan,
        "shown": shown_of(plan, content, remarks_for(plan, post)),
        "terms": [term_said(term, plan) for term in ("year", "period")],
        "may_write": allowed(check_may_write, plan, post),
        "may_review": allowed(check_may_review, plan, post),
        "may_return": submission is not None and allowed(check_return, submission, "?", post),
        "is_unit": post.role in (Role.REPORTER, Role.APPROVER),
        "submission": submission,
        "obligations": loaders.obligations_of_plan(post, plan) if is_draft else [],
        "earlier": queries.before(plan),
        "lacks": lacks(content, unanswered=queries.unanswered(plan)) if is_draft else [],
        "conflicts": own_conflicts(plan, content),
    }
    return render(request, "plan.html", shown)


def _file_name(plan: Plan, suffix: str) -> str:
    return f"ke-hoach-{plan.unit.code}-{plan.year}-{plan.until}-lan-{plan.version}.{suffix}"
