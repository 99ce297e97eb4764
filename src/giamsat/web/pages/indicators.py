from typing import Any
from unicodedata import normalize
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import allowed
from giamsat.journal.queries import history_of_all
from giamsat.people.models import Post, Unit
from giamsat.targets import actions
from giamsat.targets.formula import FormulaError
from giamsat.targets.models import COUNTRY, Indicator, KnownValue
from giamsat.targets.queries import (
    known_visible_to,
    programmes_with_targets,
    reported_visible_to,
    values_as_of,
    visible_to,
)
from giamsat.targets.rules import check_may_keep, check_may_report
from giamsat.targets.standings import Row, overview, row_of
from giamsat.targets.states import Accumulation, IndicatorKind, Missing, ReportedState, Reporters
from giamsat.tasks.models import Programme
from giamsat.timetable import VIETNAM
from giamsat.web.forms.fields import units_offered
from giamsat.web.forms.indicators import (
    FormulaForm,
    GoalForm,
    IndicatorFilter,
    IndicatorForm,
    goal_initial,
    initial_of,
    standing_chosen,
)
from giamsat.web.forms.pages import check_seen, posted, reason_given
from giamsat.web.forms.tasks import MomentFilter
from giamsat.web.refusals import said
from giamsat.web.shown.charts import smalls
from giamsat.web.shown.history import events_of
from giamsat.web.shown.indicators import (
    SHOWN,
    Line,
    chart_of,
    feeding,
    heat_of,
    line_of,
    measured,
    papers_of,
    small_rows,
    value_lines,
    value_said,
    values_then,
)
from giamsat.web.words import SIGNS, period_said

PAGE = 100  # rows
EVENTS = 20
#: Values that are shown at once; older ones unfold.
NEWEST = 12


@require_safe
def indicators(request: ActingRequest) -> HttpResponse:
    programmes = _programmes(request.post)
    programme = _chosen(programmes, request.GET.get("programme", ""))
    rows = overview(request.post, programme, _today(request)).rows if programme else ()
    form = IndicatorFilter(
        {**request.GET.dict(), "programme": programme.public_id if programme else ""},
        programmes=programmes,
        papers=sorted({one.goal.symbol for row in rows for cell in row.cells.values() for one in cell.judged} - {""}),
        leads=sorted({row.indicator.lead for row in rows if row.indicator.lead}, key=lambda unit: unit.sort_key),
    )
    found = [row for row in rows if _is_wanted(row, form)]
    place = _own_place(request.post)
    lines = [line_of(row, place) for row in found]
    state = standing_chosen(request.GET.get("standing", ""))
    shown = {
        "form": form,
        "programme": programme,
        "rows": Paginator([line for line in lines if state in ("", line.standing)], PAGE).get_page(
            request.GET.get("page")
        ),
        "states": _chips(request, lines, state),
        "may_keep": programme is not None and allowed(check_may_keep, programme, request.post),
        "may_report": request.post.role in ("reporter", "approver"),
    }
    return render(request, "indicators.html", shown)


@require_safe
def targets_overview(request: ActingRequest) -> HttpResponse:
    programmes = _programmes(request.post)
    programme = _chosen(programmes, request.GET.get("programme", ""))
    whole = overview(request.post, programme, _today(request)) if programme else None
    heat = heat_of(whole.rows, whole.units) if whole else None
    shown = {"programmes": programmes, "programme": programme, "heat": heat}
    return render(request, "targets_overview.html", shown)


@require_safe
def indicator(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    row = row_of(one, request.post, _today(request))
    unit = place_asked(request, row)
    place = unit.pk if unit else COUNTRY
    cell = row.cells.get(place) or row.cells[COUNTRY]
    series = _series(one, request.post, place)
    lines = value_lines(series, one)
    chart, projection = chart_of(one, series, cell.judged, _today(request))
    waiting = reported_visible_to(request.post).filter(indicator=one, place=place, state=ReportedState.SUBMITTED)
    shown = {
        "indicator": one,
        "unit": unit,
        "papers": papers_of(cell.judged, one),
        "cell": cell,
        "accumulation": Accumulation(one.accumulation),
        "reporters": Reporters(one.reporters),
        "missing": Missing(one.missing),
        "baseline": one.baseline_text or measured(one.baseline_value, one),
        "fed": one.fed_by.count(),
        "newest": value_said(cell.known, one),
        "newest_period": period_said(cell.known.period) if cell.known else "",
        "chart": chart,
        "projection": projection,
        "values": lines[:NEWEST],
        "older": lines[NEWEST:],
        "slices": value_lines(_slices(one, request.post, place), one),
        "waiting": waiting.select_related("by__person", "by__unit").order_by("-id"),
        "parts": visible_to(request.post).filter(parent=one).order_by("sort_key"),
        "tasks": feeding(one, request.post),
        "places": len(row.cells) - 1,
        "may_keep": allowed(check_may_keep, one.programme, request.post),
        "may_report": allowed(check_may_report, one, unit.pk if unit else None, request.post),
        "may_report_own": allowed(check_may_report, one, request.post.unit_id, request.post) and unit is None,
        "history": events_of(history_of_all([one, *(judged.goal for judged in cell.judged)])[:EVENTS]),
    }
    return render(request, "indicator.html", shown)


@require_safe
def indicator_as_of(request: ActingRequest, public_id: str) -> HttpResponse:
    one, form = loaders.indicator(request.post, public_id), MomentFilter(request.GET)
    at = form.moment()
    then = values_as_of(at, [one.pk]) if at else {}
    known = known_visible_to(request.post).filter(indicator=one, place=COUNTRY, slice="")
    now = {value.period: value for value in known}
    shown = {"indicator": one, "form": form, "at": at, "rows": values_then(one, then, now)}
    return render(request, "indicator_as_of.html", shown)


@require_safe
def indicator_units(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    row = row_of(one, request.post, _today(request))
    units = Unit.objects.filter(pk__in=[place for place in row.cells if place != COUNTRY]).order_by("sort_key")
    rows = small_rows(row, list(units), known_visible_to(request.post))
    pictures = smalls([one.dots for one in rows], [one.goal for one in rows], less_is_up=one.kind == IndicatorKind.RANK)
    return render(request, "indicator_units.html", {"indicator": one, "rows": list(zip(rows, pictures, strict=True))})


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_new(request: ActingRequest, public_id: str) -> HttpResponse:
    programme = loaders.programme_with_targets(request.post, public_id)
    check_may_keep(programme, request.post)
    form = _sheet_form(request, programme, None, {"seen": "new", "is_official": True})
    if form.is_valid():
        with form.showing_refusals():
            code = form.cleaned_data["code"]
            opened = actions.open_indicator(programme, code, form.sheet(), by=request.post, at=request.at)
            messages.success(request, _("Đã mở phiếu chỉ tiêu. Hãy ghi giá trị mục tiêu của từng văn bản."))
            return redirect("indicator", opened.public_id)
    return render(request, "indicator_edit.html", {"form": form, "programme": programme}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_edit(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    check_may_keep(one.programme, request.post)
    form = _sheet_form(request, one.programme, one, initial_of(one) | {"seen": str(one.revision)})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(one.revision)
            actions.edit_sheet(one, form.sheet(), by=request.post, at=request.at)
            messages.success(request, _("Đã ghi phiếu chỉ tiêu."))
            return redirect("indicator", one.public_id)
    shown = {"form": form, "indicator": one, "programme": one.programme}
    return render(request, "indicator_edit.html", shown, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def indicator_formula(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    check_may_keep(one.programme, request.post)
    initial = {"seen": str(one.revision), "formula": one.formula, "missing": one.missing}
    form = FormulaForm(**posted(request), initial=initial)
    fault = None
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(one.revision)
            fault = _set_formula(request, one, form)
            if fault is None:
                messages.success(request, _("Đã ghi công thức; số liệu được tính lại."))
                return redirect("indicator", one.public_id)
    shown = {
        "form": form,
        "indicator": one,
        "fault": fault,
        "versions": one.formulas.select_related("by__person", "by__unit").order_by("-version"),
        "others": visible_to(request.post).filter(_readable(one)).exclude(pk=one.pk).order_by("sort_key"),
    }
    return render(request, "indicator_formula.html", shown, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_new(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    check_may_keep(one.programme, request.post)
    seen = str(one.goals.count())
    form = GoalForm(**posted(request), units=units_offered(), is_new=True, initial={"seen": seen, "operator": ">="})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            actions.add_goal(one, form.aim(one), by=request.post, at=request.at)
            messages.success(request, _("Đã ghi giá trị mục tiêu bên cạnh các văn bản khác."))
            return redirect("indicator", one.public_id)
    return render(request, "goal_edit.html", {"form": form, "indicator": one}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def goal_edit(request: ActingRequest, public_id: str) -> HttpResponse:
    goal = loaders.goal(request.post, public_id)
    one = goal.indicator
    check_may_keep(one.programme, request.post)
    form = GoalForm(
        **posted(request), units=units_offered(), is_new=False, initial=goal_initial(goal) | {"seen": str(goal.version)}
    )
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(goal.version)
            aim = form.aim(one, actions.aim_of(goal))
            actions.replace_goal(goal, aim, by=request.post, at=request.at)
            messages.success(request, _("Đã ghi giá trị mục tiêu; bản cũ vẫn đọc được trong nhật ký."))
            return redirect("indicator", one.public_id)
    return render(request, "goal_edit.html", {"form": form, "indicator": one, "goal": goal}, status=form.status)


@require_POST
def goal_retire(request: ActingRequest, public_id: str) -> HttpResponse:
    goal = loaders.goal(request.post, public_id)
    reason = reason_given(request, goal.version)
    actions.retire_goal(goal, reason=reason, by=request.post, at=request.at)
    messages.success(request, _("Giá trị mục tiêu không còn hiệu lực."))
    return redirect("indicator", goal.indicator.public_id)


@require_POST
def indicator_feed(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    check_seen(request, one.fed_by.count())
    code = request.POST.get("code", "").replace("\0", "").strip()
    task = loaders.task_by_code(request.post, code)
    if task is None:
        messages.error(request, _("Không thấy nhiệm vụ mã này. Hãy xem lại mã ở mục Nhiệm vụ."))
    else:
        actions.feed(one, task, by=request.post, at=request.at)
        messages.success(request, _("Đã ghi nhiệm vụ góp vào chỉ tiêu."))
    return redirect("indicator", one.public_id)


@require_POST
def indicator_feed_no_more(request: ActingRequest, public_id: str, task_id: str) -> HttpResponse:
    one = loaders.indicator(request.post, public_id)
    link = loaders.feeding(request.post, one, task_id)
    check_seen(request, one.fed_by.count())
    actions.feed_no_more(link, by=request.post, at=request.at)
    messages.success(request, _("Nhiệm vụ không còn tính là góp vào chỉ tiêu này."))
    return redirect("indicator", one.public_id)


def place_asked(request: ActingRequest, row: Row) -> Unit | None:
    """The unit the address asks about; None the country, 404 a unit of which the post sees nothing."""
    public_id = request.GET.get("don-vi", "")
    if not public_id:
        return None
    seen = Q(pk__in=[place for place in row.cells if place != COUNTRY]) | Q(pk=request.post.unit_id)
    # PostgreSQL cannot even look for a NUL.
    unit = Unit.objects.filter(seen, public_id=public_id.replace("\0", "")).first()
    if unit is None:
        raise Http404
    return unit


def _set_formula(request: ActingRequest, one: Indicator, form: FormulaForm) -> dict[str, Any] | None:
    """The formula written, or where it goes wrong."""
    data = form.cleaned_data
    text = normalize("NFC", data["formula"])  # where a fault is counted
    try:
        actions.set_formula(one, text, Missing(data["missing"]), by=request.post, at=request.at)
    except FormulaError as wrong:
        form.add_error("formula", said(wrong))
        at = wrong.position
        return {"before": text[:at], "here": text[at : at + 1] or "␣", "after": text[at + 1 :], "position": at + 1}
    return None


def _sheet_form(
    request: ActingRequest, programme: Programme, one: Indicator | None, initial: dict[str, Any]
) -> IndicatorForm:
    others = Indicator.objects.filter(programme=programme, joined_into=None).exclude(pk=one.pk if one else 0)
    return IndicatorForm(
        **posted(request),
        units=units_offered(),
        others=list(others.order_by("sort_key")),
        is_new=one is None,
        initial=initial,
    )


def _readable(one: Indicator) -> Q:
    return Q(programme=one.programme_id) | Q(programme__is_private=False)


def _today(request: ActingRequest) -> Any:
    return request.at.astimezone(VIETNAM).date()


def _programmes(post: Post) -> list[Programme]:
    """Programmes with indicators that a post sees, national ones first."""
    found = programmes_with_targets(post).filter(pk__in=Indicator.objects.values("programme"))
    return list(found.order_by("is_private", "code"))


def _chosen(programmes: list[Programme], public_id: str) -> Programme | None:
    return next((one for one in programmes if one.public_id == public_id), next(iter(programmes), None))


def _own_place(post: Post) -> int:
    """Whose standing a list tells: for a unit its own, for those who watch the country's."""
    return post.unit_id if post.role in ("reporter", "approver") else COUNTRY


def _is_wanted(row: Row, form: IndicatorFilter) -> bool:
    one = row.indicator
    if form.words and form.words not in one.folded and form.words not in one.code.lower():
        return False
    if form.wants("lead") and (one.lead is None or one.lead.public_id != form.wants("lead")):
        return False
    symbols = {judged.goal.symbol for cell in row.cells.values() for judged in cell.judged}
    return not form.wants("document") or form.wants("document") in symbols


def _chips(request: ActingRequest, lines: list[Line], chosen: str) -> list[dict[str, Any]]:
    others = {name: value for name, value in request.GET.items() if name not in ("standing", "page")}
    counts = {state: sum(line.standing == state for line in lines) for state in SIGNS["goal_standing"]}
    chips = [("", len(lines)), *counts.items()]
    return [
        {"state": state, "count": n, "current": state == chosen, "url": f"?{urlencode(others | {'standing': state})}"}
        for state, n in chips
        if n or state in ("", chosen)
    ]


def _slices(one: Indicator, post: Post, place: int) -> list[KnownValue]:
    """The newest value of each slice, where the indicator is broken down at all."""
    if not one.slices:
        return []
    found = known_visible_to(post).filter(indicator=one, place=place, is_latest=True).exclude(slice="")
    return list(found.select_related("reported__by__unit", "unit").order_by("-slice"))


def _series(one: Indicator, post: Post, place: int) -> list[KnownValue]:
    found = known_visible_to(post).filter(indicator=one, place=place, slice="").order_by("-ends_on", "-period")
    return list(found.select_related("reported__by__unit", "unit")[:SHOWN])[::-1]
