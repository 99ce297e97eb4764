"""The way of a reported value: entered by a unit, verified by others, corrected by a further version."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Max

from giamsat.errors import Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record, record_many
from giamsat.journal.clock import DatabaseClock, database_now
from giamsat.people.models import Post, Unit
from giamsat.targets import rollup, rules
from giamsat.targets.models import COUNTRY, Indicator, Reported
from giamsat.targets.numbers import plain
from giamsat.targets.queries import numbers_before
from giamsat.targets.questioning import Asked, questions
from giamsat.targets.states import ReportedState
from giamsat.timetable import VIETNAM
from giamsat.wording import nfc, nfc_lines


def asked_about(indicator: Indicator, unit: Unit | None, value: rules.Value) -> tuple[Asked, ...]:
    """What is asked about a value before it is taken in; nothing is written."""
    _cadence, begins, _ends = rules.span_of(indicator, value.period)
    before = numbers_before(indicator, unit.pk if unit else COUNTRY, value.slice, begins)
    return questions(indicator, value.number, before)


@transaction.atomic
def submit(
    indicator: Indicator,
    unit: Unit | None,
    value: rules.Value,
    *,
    evidence: Upload | None = None,
    by: Post,
    at: datetime,
) -> Reported:
    """Append what a unit reports for a period (None: its lead, for the country); somebody else verifies it.

    Where a verified value of that period stands, this one corrects it. What is odd about a number is asked, and any
    answer lets it pass: raises `Unanswered` when none is given.
    """
    rules.check_may_report(indicator, unit.pk if unit else None, by)
    rules.check_value(indicator, value, at.astimezone(VIETNAM).date())
    asked = asked_about(indicator, unit, value)
    rules.check_answered(asked, value.answer)
    return _append(indicator, unit, value, asked, evidence=evidence, by=by)


def _append(
    indicator: Indicator,
    unit: Unit | None,
    value: rules.Value,
    asked: Sequence[Asked],
    *,
    evidence: Upload | None,
    by: Post,
) -> Reported:
    place = unit.pk if unit else COUNTRY
    same = Reported.objects.filter(indicator=indicator, place=place, period=value.period, slice=value.slice)
    try:
        with transaction.atomic():
            reported = Reported.objects.create(
                indicator=indicator,
                unit=unit,
                place=place,
                period=value.period,
                slice=value.slice,
                version=(same.aggregate(n=Max("version"))["n"] or 0) + 1,
                number=value.number,
                text=nfc_lines(value.text),
                source=nfc(value.source),
                evidence=evidence,
                questions=[one.as_json() for one in asked],
                answer=nfc_lines(value.answer),
                corrects=same.filter(state=ReportedState.VERIFIED).first(),
                by=by,
                at=database_now(),
            )
    except IntegrityError as clash:
        raise rules.ValueWaiting from clash
    number = plain(value.number) if value.number is not None else ""
    record("value.submitted", reported, by=by, period=value.period, number=number, asked=len(asked))
    return reported


@transaction.atomic
def verify(reported: Reported, *, by: Post, at: datetime) -> None:
    """Somebody else verifies a value: it is in force, and everything computed from it follows at once."""
    _verify([reported], by=by)
    record("value.verified", reported, by=by)
    reported.refresh_from_db(fields=["state", "decided_by", "decided_at"])


@transaction.atomic
def verify_many(reported: Iterable[Reported], *, by: Post, at: datetime) -> None:
    """Verify several values at once, all or none; computed values follow once for all of them."""
    listed = list(reported)
    if not listed:
        return
    _verify(listed, by=by)
    record_many("value.verified_many", listed[0], by=by, ids=[one.public_id for one in listed])


def _verify(listed: list[Reported], *, by: Post) -> None:
    for one in listed:
        rules.check_may_decide(one, ReportedState.VERIFIED, by)
        rules.check_is_reported(one.indicator, one.place)
    corrected = [one.corrects_id for one in listed if one.corrects_id]
    standing = Reported.objects.filter(pk__in=corrected, state=ReportedState.VERIFIED)
    if corrected and standing.update(state=ReportedState.CORRECTED) != len(corrected):
        raise Stale
    waiting = Reported.objects.filter(pk__in=[one.pk for one in listed], state=ReportedState.SUBMITTED)
    try:
        with transaction.atomic():
            claimed = waiting.update(state=ReportedState.VERIFIED, decided_by=by, decided_at=DatabaseClock())
    except IntegrityError as clash:
        raise Stale from clash
    if claimed != len(listed):
        raise Stale
    rollup.take_in(listed)


@transaction.atomic
def return_value(reported: Reported, *, reason: str, by: Post, at: datetime) -> None:
    """Send a value back with the reason; what was entered stays readable."""
    if not nfc_lines(reason):
        raise rules.ReasonMissing
    rules.check_may_decide(reported, ReportedState.RETURNED, by)
    waiting = Reported.objects.filter(pk=reported.pk, state=ReportedState.SUBMITTED)
    now = {"state": ReportedState.RETURNED, "decided_by": by, "reason": nfc_lines(reason)}
    if not waiting.update(**now, decided_at=DatabaseClock()):
        raise Stale
    record("value.returned", reported, by=by, reason=nfc_lines(reason))
    reported.refresh_from_db(fields=[*now, "decided_at"])


@transaction.atomic
def withdraw(reported: Reported, *, by: Post, at: datetime) -> None:
    """Whoever entered a value takes it back before anybody has decided about it."""
    rules.check_may_withdraw(reported, by)
    waiting = Reported.objects.filter(pk=reported.pk, state=ReportedState.SUBMITTED)
    if not waiting.update(state=ReportedState.WITHDRAWN, decided_at=DatabaseClock()):
        raise Stale
    record("value.withdrawn", reported, by=by)
    reported.refresh_from_db(fields=["state", "decided_at"])
