"""Reported values and how computed ones come about, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from giamsat.errors import allowed
from giamsat.people.models import Post, Unit
from giamsat.targets.formula import Formula, Place, Result, Step, parse
from giamsat.targets.formula.tree import Call, Number, Reference
from giamsat.targets.models import COUNTRY, Indicator, Reported
from giamsat.targets.owed import Owed, last_ended, values_owed
from giamsat.targets.queries import known_visible_to
from giamsat.targets.rules import check_may_decide
from giamsat.targets.states import Missing, Question, ReportedState
from giamsat.web.shown.charts import written
from giamsat.web.shown.indicators import measured, value_url
from giamsat.web.words import period_said


@dataclass(frozen=True)
class OwedShown:
    """One indicator a unit reports: whether its last period is still to be sent, and where."""

    indicator: Indicator
    period: str
    url: str
    is_owed: bool
    is_late: bool
    due_on: date | None
    sent_back_for: str


@dataclass(frozen=True)
class WaitingShown:
    """One value that waits, with what is asked about it."""

    reported: Reported
    said: str
    period: str
    questions: list[str]
    may_decide: bool


@dataclass(frozen=True)
class StepShown:
    """One piece of a formula with its number, and where that opens."""

    words: str
    said: str
    note: str
    url: str = ""
    parts: list["StepShown"] = field(default_factory=list)
    #: Parts about units the reader does not see.
    hidden: int = 0


@dataclass(frozen=True)
class Explained:
    """A computed value, piece by piece."""

    formula: str
    missing: str
    known: int
    total: int
    step: StepShown


def questions_said(asked: Iterable[Mapping[str, str]]) -> list[str]:
    """The questions asked at entry, in the reader's language."""
    return [gettext(Question(one["question"]).label) % {"than": one["than"].replace(".", ",")} for one in asked]


def values_shown(listed: Sequence[tuple[Indicator, Unit | None]], post: Post, today: date) -> list[OwedShown]:
    """What a unit reports, what it owes first."""
    owed = {(one.indicator.pk, one.unit.pk if one.unit else COUNTRY): one for one in values_owed(post, today)}
    shown = [_owed_shown(one, unit, owed.get((one.pk, unit.pk if unit else COUNTRY)), today) for one, unit in listed]
    return sorted(shown, key=lambda one: not one.is_owed)


def _owed_shown(indicator: Indicator, unit: Unit | None, owed: Owed | None, today: date) -> OwedShown:
    period = owed.period if owed else last_ended(indicator, today)
    return OwedShown(
        indicator,
        period_said(period),
        entry_url(indicator, unit, period),
        is_owed=owed is not None,
        is_late=owed is not None and today > owed.due_on,
        due_on=owed.due_on if owed else None,
        sent_back_for=owed.sent_back_for if owed else "",
    )


def entry_url(indicator: Indicator, unit: Unit | None, period: str) -> str:
    """Where a value of a period is entered."""
    address = reverse("value_new", args=[indicator.public_id]) + f"?ky={period}"
    return f"{address}&don-vi={unit.public_id}" if unit else address


def waiting_shown(rows: Iterable[Reported], post: Post) -> list[WaitingShown]:
    """Values that wait; no query."""
    return [
        WaitingShown(
            one,
            measured(one.number, one.indicator) or one.text,
            period_said(one.period),
            questions_said(one.questions),
            allowed(check_may_decide, one, ReportedState.VERIFIED, post),
        )
        for one in rows
    ]


def explained_shown(indicator: Indicator, result: Result, post: Post) -> Explained:
    """How a value came about, as far as the post sees what it was made of; four queries."""
    telling = _Telling(parse(indicator.formula), result.explained, post)
    return Explained(
        indicator.formula,
        gettext(Missing(indicator.missing).label),
        result.known,
        result.total,
        telling.shown(result.explained),
    )


class _Telling:
    """The steps of one result, with the sheets, units and values they speak of."""

    def __init__(self, formula: Formula, step: Step, post: Post) -> None:
        self.formula = formula
        places = set(_places(step))
        self.sheets = {one.code: one for one in Indicator.objects.filter(code__in={place.code for place in places})}
        keys = {place.unit for place in places if isinstance(place.unit, int)}
        self.units = Unit.objects.in_bulk(keys - {COUNTRY})
        seen = known_visible_to(post).filter(indicator__in=self.sheets.values(), place__in=keys, slice="")
        self.known = {
            (one.indicator_id, one.place, one.period): one
            for one in seen.filter(period__in={place.period for place in places}).select_related("reported", "unit")
        }
        mine = post.unit.speaks_for
        self.sees_all = post.role not in ("reporter", "approver")
        self.own = set(mine)

    def shown(self, step: Step) -> StepShown:
        node = step.node
        if isinstance(node, Number):
            return StepShown(written(node.value), "", "")
        if isinstance(node, Reference):
            return self._read(step)
        parts = [part for part in step.parts if not isinstance(part.node, Number)]
        visible = [part for part in parts if self._may_see(part)]
        return StepShown(
            self._words(step),
            written(step.number) if step.number is not None else "",
            gettext(step.lack.label) if step.lack else "",
            parts=[self.shown(part) for part in visible],
            hidden=len(parts) - len(visible),
        )

    def _may_see(self, step: Step) -> bool:
        unit = step.asked[0] if step.asked else COUNTRY
        if self.sees_all or unit == COUNTRY or unit in self.own:
            return True
        return any(key[1] == unit for key in self.known)

    def _words(self, step: Step) -> str:
        node = step.node
        words = self.formula.words(node)
        return f"{words} · {self._where(step)}" if step.asked and not isinstance(node, Call) else words

    def _where(self, step: Step) -> str:
        assert step.asked is not None
        unit, period = step.asked
        name = str(self.units[unit]) if isinstance(unit, int) and unit in self.units else _("Cả nước")
        return f"{name}, {period_said(period)}"

    def _read(self, step: Step) -> StepShown:
        place: Place | None = step.place
        assert place is not None
        sheet = self.sheets.get(place.code)
        unit = self.units.get(place.unit) if isinstance(place.unit, int) else None
        words = ", ".join(filter(None, [str(unit) if unit else "", sheet.name if sheet else place.code]))
        known = self.known.get((sheet.pk, unit.pk if unit else COUNTRY, step.taken_from)) if sheet else None
        said = measured(step.number, sheet) if sheet and step.number is not None else ""
        url = value_url(known, sheet) if known and sheet else ""
        return StepShown(words, said, self._note(step, place), url)

    def _note(self, step: Step, place: Place) -> str:
        if step.number is None:
            return gettext(step.lack.label) if step.lack else ""
        if not step.taken_from:
            return _("chưa có số liệu, coi là 0")
        said = period_said(step.taken_from)
        return said if step.taken_from == place.period else _("%(period)s, gần nhất trước đó") % {"period": said}


def _places(step: Step) -> Iterable[Place]:
    if step.place is not None:
        yield step.place
        if step.taken_from:
            yield step.place._replace(period=step.taken_from)
    for part in step.parts:
        yield from _places(part)
