"""What targets cost at national size: 117 indicators, 34 provinces and 56 agencies, 1 to 60 months of values."""

import gzip
import math
import statistics
import time
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from bench.figures import Figure
from bench.pages import measure, signed_in, statements
from giamsat.journal.rules import SYSTEM
from giamsat.people import actions as people_actions
from giamsat.people.models import Post, Unit
from giamsat.people.queries import group_members
from giamsat.people.states import Role
from giamsat.targets import actions, reporting, rules
from giamsat.targets.keeping import ends_on
from giamsat.targets.models import COUNTRY, Goal, Indicator, KnownValue, Reported
from giamsat.targets.standings import overview
from giamsat.targets.states import IndicatorKind, Missing, Operator, ReportedState, Reporters
from giamsat.tasks.actions import open_programme
from giamsat.tasks.models import Programme
from giamsat.timetable import Every, spans

#: a numerator, a denominator and their share each
TRIPLES = 39
MONTHS = (1, 12, 60)
SUM = "tổng([{}] theo đơn vị)"
CODE = "CT/BENCH"
OVERVIEW, SHEET = "overview of 117 targets × 56 agencies", "page of a target"
#: statements of a page
MOST = {OVERVIEW: 12, SHEET: 16}


def figures(*, quick: bool) -> list[Figure]:
    """The figures of targets, on the database that `bench.pages` has filled."""
    at = timezone.now()
    verifier = Post.objects.get(person__username="dieuphoi")
    programme = _programme(verifier)
    indicators = _indicators(programme, verifier, at)
    times, months = (5, MONTHS[:2]) if quick else (15, MONTHS)
    approvals: list[tuple[int, float, int]] = []
    pages: dict[str, list[tuple[int, float, int]]] = {}
    for have in months:
        _fill(indicators, verifier, have, at)
        approvals.append((have, *_approval(indicators, verifier, at, times)))
        for name, address in _addresses(programme, indicators).items():
            cost = measure("dieuphoi", address, times)
            pages.setdefault(name, []).append((have, cost.seconds, cost.statements))
    most = months[-1]
    found = [
        Figure(f"one approval, {most} months: milliseconds", round(approvals[-1][1] * 1000, 1), 50, "ms"),
        Figure(f"one approval, {most} months: statements of the roll-up", approvals[-1][2], 10),
        Figure(f"one approval: exponent from 1 to {most} months", _exponent(approvals), 0.2),
        *_overview(programme, verifier, at, times),
    ]
    for name, costs in pages.items():
        found.append(Figure(f"{name}: seconds", costs[-1][1], 0.5, "s"))
        found.append(Figure(f"{name}: statements", costs[-1][2], MOST[name]))
        found.append(Figure(f"{name}: exponent from 1 to {most} months", _exponent(costs), 0.2))
    return found


def _addresses(programme: Programme, indicators: list[Indicator]) -> dict[str, str]:
    return {
        OVERVIEW: f"{reverse('targets_overview')}?programme={programme.public_id}",
        SHEET: reverse("indicator", args=[indicators[2].public_id]),
    }


def _overview(programme: Programme, by: Post, at: datetime, times: int) -> list[Figure]:
    with statements() as asked:
        seen = overview(by, programme, at.date())
    seconds = statistics.median(_seconds(lambda: overview(by, programme, at.date())) for _ in range(times))
    page = signed_in("dieuphoi").get(_addresses(programme, [seen.rows[0].indicator] * 3)[OVERVIEW])
    return [
        Figure(f"query of {len(seen.rows)} targets × {len(seen.units)} agencies: seconds", round(seconds, 3), 0.5, "s"),
        Figure("query of the overview: statements", len(asked), 12),
        Figure("overview: compressed size", round(len(gzip.compress(page.content)) / 1000, 1), 300, "kB"),
    ]


def _programme(owner: Post) -> Programme:
    return open_programme(
        CODE,
        name="Chỉ tiêu cỡ toàn quốc",
        prefix="CTB",
        owner=owner.unit,
        steered_by=Unit.objects.get(code="BCĐCP"),
        by=SYSTEM,
    )


def _indicators(programme: Programme, by: Post, at: datetime) -> list[Indicator]:
    """For each triple: what is counted in each unit and added up, twice, and the share of one in the other."""
    made = []
    for n in range(TRIPLES):
        group = Reporters.PROVINCES if n % 2 else Reporters.AGENCIES
        for letter, measure_, kind in (
            ("T", "hồ sơ", IndicatorKind.NUMBER),
            ("M", "hồ sơ", IndicatorKind.NUMBER),
            ("L", "%", IndicatorKind.SHARE),
        ):
            sheet = rules.Sheet(
                name=f"Chỉ tiêu cỡ lớn {n} {letter}", kind=kind, measure=measure_, every=Every.MONTH, reporters=group
            )
            made.append(actions.open_indicator(programme, f"B{n}{letter}", sheet, by=by, at=at))
        for one, formula in zip(
            made[-3:], (SUM.format(f"B{n}T"), SUM.format(f"B{n}M"), f"[B{n}T] / [B{n}M] × 100"), strict=True
        ):
            actions.set_formula(one, formula, Missing.SKIP, by=by, at=at)
        for year, value in ((2026, 60), (2030, 90)):
            aim = rules.Aim(
                f"B{n}L-{year}", f"Mục tiêu {n}", Operator.AT_LEAST, Decimal(value), year_to=year, symbol="1/NQ-XX"
            )
            actions.add_goal(made[-1], aim, by=by, at=at)
    assert Goal.objects.filter(indicator__programme=programme).count() == 2 * TRIPLES
    return made


def _fill(indicators: list[Indicator], by: Post, months: int, at: datetime) -> None:
    """Values of the `months` months before the last: rows only, no moves."""
    KnownValue.objects.filter(indicator__in=indicators).delete()
    Reported.objects.filter(indicator__in=indicators).delete()
    periods = _periods(at.date(), months)
    reporter = _reporter(by.unit)
    for place in range(0, len(indicators), 3):
        units = list(group_members(indicators[place].reporters).values_list("pk", flat=True))
        told = list(_reported(indicators[place : place + 2], units, periods, reporter, by, at))
        Reported.objects.bulk_create(told, 5000)
        KnownValue.objects.bulk_create(_known(indicators[place : place + 3], told, units, periods), 5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _periods(today: date, months: int) -> list[str]:
    month = spans.Unit.MONTH
    return [spans.name(month, spans.moved(month, today, -back)) for back in range(months, 0, -1)]


def _reporter(unit: Unit) -> Post:
    found = Post.objects.filter(person__username="ghi-so-lieu").first()
    return found or people_actions.appoint(
        unit, username="ghi-so-lieu", full_name="Người Ghi", role=Role.REPORTER, title="Chuyên viên", by=SYSTEM
    )


def _reported(
    counted: list[Indicator], units: list[int], periods: list[str], reporter: Post, verifier: Post, at: datetime
) -> Iterator[Reported]:
    for n, one in enumerate(counted):
        for unit in units:
            for month, period in enumerate(periods):
                yield Reported(
                    indicator=one,
                    unit_id=unit,
                    place=unit,
                    period=period,
                    version=1,
                    number=Decimal(100 * (n + 1) + (unit * 7 + month * 3) % 50),
                    state=ReportedState.VERIFIED,
                    by=reporter,
                    at=at,
                    decided_by=verifier,
                    decided_at=at,
                )


def _known(three: list[Indicator], told: list[Reported], units: list[int], periods: list[str]) -> Iterator[KnownValue]:
    numbers = {(one.indicator_id, one.place, one.period): one for one in told}
    counted, divided, share = three
    for period in periods:
        sums = [sum((numbers[one.pk, unit, period].number or 0) for unit in units) for one in (counted, divided)]
        for one in (counted, divided):
            for unit in units:
                yield _row(
                    one, unit, period, periods, numbers[one.pk, unit, period].number, numbers[one.pk, unit, period]
                )
        for one, whole in zip((counted, divided), sums, strict=True):
            yield _row(one, COUNTRY, period, periods, Decimal(whole))
        for place in (COUNTRY, *units):
            top, under = (
                sums if place == COUNTRY else [numbers[one.pk, place, period].number for one in (counted, divided)]
            )
            yield _row(share, place, period, periods, Decimal(top) * 100 / Decimal(under))


def _row(
    one: Indicator,
    place: int,
    period: str,
    periods: list[str],
    number: Decimal | None,
    reported: Reported | None = None,
) -> KnownValue:
    return KnownValue(
        indicator=one,
        unit_id=place or None,
        place=place,
        period=period,
        ends_on=ends_on(period),
        number=round(number, 6) if number is not None else None,
        reported=reported,
        is_latest=period == periods[-1],
        is_first=period == periods[0],
    )


def _approval(indicators: list[Indicator], verifier: Post, at: datetime, times: int) -> tuple[float, int]:
    """(seconds, statements of the roll-up) of one verification of a province's number, for the present month."""
    one = indicators[3]
    period = spans.name(spans.Unit.MONTH, at.date())
    taken, counted = [], 0
    for unit in list(group_members(one.reporters))[:times]:
        told = Reported.objects.create(
            indicator=one,
            unit=unit,
            place=unit.pk,
            period=period,
            version=1,
            number=Decimal(120),
            by=_reporter(verifier.unit),
            at=at,
        )
        with statements() as asked:
            taken.append(_seconds(lambda told=told: reporting.verify(told, by=verifier, at=at)))  # type: ignore[misc]
        tables = ("targets_indicator", "targets_knownvalue", "people_unit")
        counted = max(counted, sum(any(f'"{table}"' in sql for table in tables) for sql, _ in asked))
    return statistics.median(taken), counted


def _seconds(act: object) -> float:
    started = time.perf_counter()
    act()  # type: ignore[operator]
    return time.perf_counter() - started


def _exponent(costs: list[tuple[int, float, int]]) -> float:
    """How time grows from the least to the most months: 0 not at all, 1 in step."""
    (few, quick, _), (many, slow, _) = costs[0], costs[-1]
    return round(math.log(max(slow, 1e-6) / max(quick, 1e-6)) / math.log(many / few), 2)
