from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import BadMove, Stale
from giamsat.journal.queries import history_of_all
from giamsat.tasks import actions, bulk, cascade, deadlines
from giamsat.tasks.models import Duty
from giamsat.tasks.queries import duties_visible_to, programmes_for
from giamsat.tasks.rules import check_may_break_down, check_side, side_of
from giamsat.tasks.states import DutyState, Side
from giamsat.web.forms.duties import BulkForm, DeadlineForm, FundingForm, PartForm, units_beneath
from giamsat.web.forms.pages import posted, reason_given
from giamsat.web.pages.tasks import source_of
from giamsat.web.refusals import said
from giamsat.web.shown.duties import duty_row
from giamsat.web.shown.duty import story_of
from giamsat.web.shown.history import events_of
from giamsat.web.words import MOVE_DONE

EVENTS = 20  # of a duty's history on its own page
AT_ONCE = 200  # duties moved by one click


@require_safe
def duty(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    story = story_of(duty, request.post, request.at)
    history = history_of_all([duty, *story.requests])[:EVENTS]
    return render(request, "duty.html", _shown(request, duty) | {"story": story, "history": events_of(history)})


@require_POST
def duty_move(request: ActingRequest, public_id: str, to: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    if to not in DutyState.values():
        raise BadMove
    reason = reason_given(request, duty.state)
    actions.move(duty, to=DutyState(to), reason=reason, by=request.post, at=request.at)
    messages.success(request, str(MOVE_DONE[DutyState(to)]))
    return redirect("duty", duty.public_id)


@require_POST
def duties_move(request: ActingRequest) -> HttpResponse:
    form = BulkForm(request.POST)
    asked = [address for address in request.POST.getlist("duty")[:AT_ONCE] if "\0" not in address]
    chosen = duties_visible_to(request.post).filter(public_id__in=asked)
    found = list(chosen.select_related("task__document", "unit", "programme", "reported_by").order_by("id"))
    form.fields["duty"].choices = [(duty.public_id, duty.public_id) for duty in found]  # type: ignore[attr-defined]
    form.fields["to"].choices = [(to.value, to.value) for to in bulk.VERBS]  # type: ignore[attr-defined]
    if not form.is_valid():
        return render(request, "duties_moved.html", {"outcomes": [], "form": form}, status=422)
    to = DutyState(form.cleaned_data["to"])
    outcomes = bulk.move_many(found, to=to, by=request.post, at=request.at, reason=form.cleaned_data["reason"])
    shown = {
        "done": [one.duty for one in outcomes if one.refusal is None],
        "refused": [(one.duty, said(one.refusal)) for one in outcomes if one.refusal],
        "to": to,
    }
    return render(request, "duties_moved.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_deadline(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    check_side(duty, Side.ASSIGNER, request.post)
    seen = duty.deadlines.count()
    form = DeadlineForm(**posted(request), initial={"seen": seen})
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            paper = form.cleaned_data["paper"]
            deadlines.change_deadline(duty, form.due(), paper=paper, by=request.post, at=request.at, seen=seen)
            messages.success(request, _("Đã ấn định hạn mới; hạn cũ vẫn được giữ."))
            return redirect("duty", duty.public_id)
    return render(request, "duty_deadline.html", _shown(request, duty) | {"form": form}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_break_down(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    check_may_break_down(duty, request.post)
    seen = f"{duty.state}-{duty.parts_total}"
    own = programmes_for(request.post).filter(owner__in=request.post.unit.speaks_for)
    units = units_beneath(duty.unit)
    form = PartForm(**posted(request), initial={"seen": seen, "name": duty.task.name}, units=units, programmes=own)
    if form.is_valid():
        with form.showing_refusals():
            form.check_seen(seen)
            programme = form.cleaned_data["programme"]
            made = cascade.break_down(duty, form.parts(), by=request.post, at=request.at, programme=programme)
            n = len(made)
            messages.success(
                request, ngettext("Đã giao tiếp %(n)s nhiệm vụ.", "Đã giao tiếp %(n)s nhiệm vụ.", n) % {"n": n}
            )
            return redirect("duty", duty.public_id)
    shown = _shown(request, duty) | {"form": form, "has_units": bool(units)}
    return render(request, "duty_break_down.html", shown, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def duty_funding(request: ActingRequest, public_id: str) -> HttpResponse:
    duty = loaders.duty(request.post, public_id)
    side = side_of(request.post, duty)
    if side == Side.NOBODY:
        check_side(duty, Side.UNIT, request.post)
    lines = list(duty.funding.order_by("-year", "source"))
    seen = "-".join(f"{line.asked}.{line.allocated}.{line.disbursed}" for line in lines)[:64] or "0"
    line = next((line for line in lines if line.public_id == request.GET.get("dong")), None)
    names = ("source", "year", "asked", "allocated", "disbursed")
    before = {name: getattr(line, name) for name in names} if line else {"year": request.at.year}
    form = FundingForm(**posted(request), initial={"seen": seen} | before, side=side)
    if form.is_valid():
        with form.showing_refusals():
            if form.cleaned_data["seen"] != seen:
                raise Stale
            actions.put_funding(duty, form.money(), by=request.post, at=request.at)
            messages.success(request, _("Đã ghi kinh phí."))
            return redirect("duty", duty.public_id)
    shown = _shown(request, duty) | {"form": form, "lines": lines, "is_unit": side == Side.UNIT}
    return render(request, "duty_funding.html", shown, status=form.status)


def _shown(request: ActingRequest, duty: Duty) -> dict[str, object]:
    """What every page about a duty shows of it."""
    task = loaders.task(request.post, duty.task.public_id)
    row = duty_row(duty, request.post, request.at)
    return source_of(task) | {"task": task, "duty": duty, "row": row}
