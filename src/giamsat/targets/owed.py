"""Values a unit should have reported: the last period that has ended, of each indicator it reports."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Min, Q

from giamsat.people.models import Post, Unit
from giamsat.people.states import GROUPS, Role
from giamsat.targets.models import COUNTRY, Indicator, Reported
from giamsat.targets.queries import visible_to
from giamsat.targets.rules import CADENCES, is_computed
from giamsat.targets.states import IndicatorKind, ReportedState, Reporters
from giamsat.timetable import VIETNAM, Every, spans

#: States in which a value answers for its period.
ANSWERING = (ReportedState.SUBMITTED, ReportedState.VERIFIED)
#: How long after a period has ended its value is expected; then it is late.
GRACE = timedelta(days=25)
#: Periods offered for entry, the newest first.
OFFERED = 24


@dataclass(frozen=True, slots=True)
class Owed:
    """One value that is to be reported."""

    indicator: Indicator
    #: None: of the whole country, by its lead.
    unit: Unit | None
    period: str
    #: The last day on which it is in time, Vietnam calendar.
    due_on: date
    #: Why the last version came back, if it did.
    sent_back_for: str = ""


def reported_by(post: Post) -> list[tuple[Indicator, Unit | None]]:
    """What a post's unit reports: for itself as one of a group, for the country as lead."""
    if post.role not in (Role.REPORTER, Role.APPROVER):
        return []
    groups = [token for token, kinds in GROUPS.items() if post.unit.kind in kinds]
    mine = Q(reporters__in=groups) | Q(reporters=Reporters.LEAD, lead__in=post.unit.speaks_for)
    found = visible_to(post).filter(mine).exclude(kind=IndicatorKind.HEADING)
    listed = [
        (one, None if one.reporters == Reporters.LEAD else post.unit)
        for one in found.select_related("programme__owner")
        .annotate(wanted_since=Min("goals__since"))
        .order_by("sort_key")
    ]
    return [(one, unit) for one, unit in listed if not is_computed(one.formula, unit.pk if unit else COUNTRY)]


def values_owed(post: Post, today: date) -> list[Owed]:
    """Values of the last period ended that nobody of the unit has sent, or that came back; what ended before a
    document's goal was put here is not owed."""
    listed = [(one, unit) for one, unit in reported_by(post) if _has_begun(one, last_ended(one, today))]
    if not listed:
        return []
    said = _said(listed)
    owed = []
    for indicator, unit in listed:
        period = last_ended(indicator, today)
        state, reason = said.get((indicator.pk, unit.pk if unit else COUNTRY, period), ("", ""))
        if state not in ANSWERING:
            due_on = spans.span(period)[2] + GRACE
            owed.append(Owed(indicator, unit, period, due_on, reason))
    return owed


def _has_begun(indicator: Indicator, period: str) -> bool:
    since: datetime | None = getattr(indicator, "wanted_since", None)
    return since is None or spans.span(period)[2] >= since.astimezone(VIETNAM).date()


def _said(listed: list[tuple[Indicator, Unit | None]]) -> dict[tuple[int, int, str], tuple[str, str]]:
    """(indicator, place, period) → state and reason of its newest version; one query."""
    places = {unit.pk if unit else COUNTRY for _, unit in listed}
    rows = Reported.objects.filter(indicator__in=[one.pk for one, _ in listed], place__in=places, slice="")
    columns = ("indicator", "place", "period", "state", "reason")
    return {
        (key, place, period): (state, reason)
        for key, place, period, state, reason in rows.order_by("version").values_list(*columns)
    }


def last_ended(indicator: Indicator, today: date) -> str:
    """The newest period of an indicator that is over."""
    cadence = CADENCES[Every(indicator.every)]
    return spans.name(cadence, spans.moved(cadence, today, -1))


def periods_offered(indicator: Indicator, today: date) -> list[str]:
    """The periods a value may be entered for, newest first: the one under way, and those before it."""
    cadence = CADENCES[Every(indicator.every)]
    return [spans.name(cadence, spans.moved(cadence, today, -back)) for back in range(OFFERED)]
