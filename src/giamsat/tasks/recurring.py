"""Deadlines that come back: one occurrence per period, answered by an approved update, never forgiven by time."""

from datetime import datetime

from django.db import transaction

from giamsat.journal.clock import database_now
from giamsat.tasks import standing
from giamsat.tasks.models import DeadlineVersion, Duty, Occurrence
from giamsat.tasks.rules import follows_periods
from giamsat.timetable import VIETNAM, Bound, Due, period_after, period_start, recurrence
from vanban import dates

SIDES = {Bound.BEFORE: "trước", Bound.BY: "chậm nhất", Bound.DURING: "hết"}
#: What an occurrence changes of a duty.
FIELDS = ("late_from", "due_words", "recurs_bound", "recurs_at", *standing.CLOCK)


def begin(duty: Duty, *, day_counts: bool, at: datetime) -> None:
    """Open the first period of a recurring duty: the first whose deadline lies ahead of `at`."""
    duty.recurs_bound, duty.recurs_at = (Bound.BY if day_counts else _bound(duty)), at
    _open_up_to(duty, at)
    _follow(duty, at)


@transaction.atomic
def open_due(at: datetime) -> bool:
    """Open the periods of one recurring duty whose last deadline has come; whether there was one."""
    due = Duty.objects.filter(recurs_at__lte=at).select_related("programme", "task").order_by("recurs_at", "id")
    duty = due.select_for_update(of=("self",), skip_locked=True).first()
    if duty is None:
        return False
    _open_up_to(duty, at)
    _follow(duty, at)
    return True


@transaction.atomic
def answer(duty: Duty, *, at: datetime) -> None:
    """Let an update that has just been approved answer every period that has begun, each late or in time by the
    database's clock."""
    if not duty.recurrence:
        return
    row = Duty.objects.select_for_update().get(pk=duty.pk)
    row.task, row.programme = duty.task, duty.programme
    now = database_now()
    today = now.astimezone(VIETNAM).date()
    owed = list(row.occurrences.filter(answered_at=None))
    begun = [one.pk for one in owed if period_start(one.period) <= today]
    Occurrence.objects.filter(pk__in=begun).update(answered_at=now)
    if len(begun) == len(owed):
        _open_up_to(row, max([at, *(one.late_from for one in owed)]))
    _follow(row, at)
    for name in FIELDS:
        setattr(duty, name, getattr(row, name))


def _open_up_to(duty: Duty, at: datetime) -> None:
    """Open every period from the last one on, up to the first whose deadline lies behind `at`."""
    assert duty.recurs_at is not None
    ends = []
    for cadence in duty.recurrence:
        after = duty.recurs_at
        while after <= at:
            period, due = period_after(cadence, Bound(duty.recurs_bound), after)
            Occurrence.objects.get_or_create(
                duty=duty, period=period, defaults={"words": _said(due), "late_from": due.late_from}
            )
            after = due.late_from
        ends.append(after)
    duty.recurs_at = min(ends)


def _follow(duty: Duty, at: datetime) -> None:
    """Let the clock of a duty without a day of its own follow the earliest period still owed."""
    key = standing.tally_key(duty)
    earliest = duty.occurrences.filter(answered_at=None).order_by("late_from", "id").first()
    if follows_periods(duty) and earliest is not None and earliest.late_from != duty.late_from:
        duty.late_from, duty.due_words = earliest.late_from, earliest.words
        _append(duty, earliest)
    standing.stand(duty, at)
    Duty.objects.filter(pk=duty.pk).update(**{name: getattr(duty, name) for name in FIELDS})
    standing.recount_one(duty, was=key)


def _append(duty: Duty, occurrence: Occurrence) -> None:
    last = duty.deadlines.order_by("-version").first()
    assert last is not None
    DeadlineVersion.objects.create(
        duty=duty,
        version=last.version + 1,
        words=occurrence.words,
        bound=duty.recurs_bound,
        late_from=occurrence.late_from,
        document=last.document,
        period=occurrence.period,
        since=database_now(),
    )


def _said(due: Due) -> str:
    """The deadline of one period in words."""
    hour = f"{due.at:%Hh%M} " if due.at else ""
    return f"{SIDES[due.bound]} {hour}ngày {due.on:%d/%m/%Y}"


def _bound(duty: Duty) -> Bound:
    """Which side of its day the words of a cadence mean: "before" a named day when they say none, else until the
    period is over."""
    said = dates.find(duty.due_words).cadences
    if said:
        return Bound(said[0].bound)
    return Bound.DURING if recurrence(duty.recurrence[0]).day is None else Bound.BEFORE
