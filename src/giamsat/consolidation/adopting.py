"""After the decision: the items of a master plan become tasks, targets and goals in one action, once (I2)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments import queries as assignment_queries
from giamsat.assignments.models import Review
from giamsat.assignments.places import nearest_span
from giamsat.assignments.rules import Content
from giamsat.consolidation import adopting_rules as rules
from giamsat.consolidation.adopting_rules import Item
from giamsat.consolidation.models import AdoptedLine, Adoption, Compilation
from giamsat.consolidation.states import Becomes
from giamsat.documents.actions import keep_own_text
from giamsat.documents.models import Document
from giamsat.documents.queries import documents_for
from giamsat.documents.rules import check_identified, check_may_work_on
from giamsat.documents.states import Direction, DocumentState
from giamsat.errors import BadMove, Stale
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post, Unit
from giamsat.targets import actions as target_actions
from giamsat.targets.models import Indicator
from giamsat.targets.plans_decided import decide_goals
from giamsat.targets.rules import Aim, Sheet
from giamsat.targets.states import Direction as Better
from giamsat.targets.states import IndicatorKind, Operator
from giamsat.tasks import actions as task_actions
from giamsat.tasks import cascade
from giamsat.tasks.models import Programme, Task
from giamsat.timetable import Bound
from giamsat.wording import folded

#: Which rule made the candidates, as the readers name theirs.
RULE = "master_plan"
PAPERS = 50  # offered as the deciding one


@dataclass(frozen=True, slots=True)
class _Known:
    """What the items name, by code."""

    units: Mapping[str, Unit]
    indicators: Mapping[str, Indicator]


def papers_for(compilation: Compilation, post: Post) -> QuerySet[Document]:
    """Papers that may have decided: read or issued, with number and day, not older than the master plan itself."""
    since = compilation.document.issued_on
    ready = documents_for(post).filter(state__in=[DocumentState.READ, DocumentState.ISSUED])
    identified = ready.exclude(number="").exclude(direction=Direction.PROPOSED)
    recent = identified.filter(issued_on__gte=since) if since else identified.none()
    return documents_for(post).filter(pk__in=[document.pk for document in recent[:PAPERS]])


@transaction.atomic
def adopt(
    compilation: Compilation, document: Document, *, left_out: Collection[str], by: Post, at: datetime
) -> Adoption:
    """Make every item that `document` took into a task, a target or a goal; all or nothing, and once.

    `left_out`: lines of the plans that it did not take. The paper becomes the source of each, with the item's place.
    """
    rules.check_may_adopt(compilation, by)
    check_may_work_on(document, by)
    check_identified(document)
    rules.check_decides(document, compilation)
    items = [item for item in to_adopt(compilation) if item.key not in left_out]
    if not items:
        raise rules.NothingTaken
    try:
        with transaction.atomic():
            adoption = Adoption.objects.create(
                compilation=compilation, document=document, left_out=sorted(left_out), by=by, at=DatabaseClock()
            )
    except IntegrityError as clash:
        raise Stale from clash
    known = _known(compilation, items)
    tasks = _tasks(compilation, document, _of(items, Becomes.TASK), known, by=by, at=at)
    parts = _components(compilation, document, _of(items, Becomes.COMPONENT), known, by=by, at=at)
    _goals(document, compilation.round.programme, _of(items, Becomes.GOAL), known, by=by)
    for item in _of(items, Becomes.TASK):
        if item.of["indicator"]:
            target_actions.feed(known.indicators[item.of["indicator"]], tasks[item.key], by=by, at=at)
    targets = parts | {item.key: known.indicators[item.of["indicator"]] for item in _of(items, Becomes.GOAL)}
    _note(adoption, items, tasks, targets)
    record(
        "compilation.adopted",
        compilation,
        by=by,
        document=document.full_symbol,
        tasks=[task.code for task in tasks.values()],
        indicators=sorted({one.code for one in parts.values()}),
        goals=len(_of(items, Becomes.GOAL)),
        left_out=sorted(left_out),
    )
    return adoption


def to_adopt(compilation: Compilation) -> list[Item]:
    """What a master plan may become: every line but the measures that an earlier decision made tasks of."""
    items = rules.items_of(compilation.figures)
    done = set(made_before(items).keys())
    return [item for item in items if item.key not in done]


def made_before(items: Iterable[Item]) -> dict[str, Task]:
    """Line → the task an earlier decision made of it."""
    keys = [item.key for item in items if item.becomes == Becomes.TASK]
    made = AdoptedLine.objects.filter(line__in=keys, becomes=Becomes.TASK).select_related("task")
    return {one.line: one.task for one in made if one.task is not None}


def _note(
    adoption: Adoption, items: Iterable[Item], tasks: Mapping[str, Task], targets: Mapping[str, Indicator]
) -> None:
    AdoptedLine.objects.bulk_create(
        [
            AdoptedLine(
                adoption=adoption,
                line=item.key,
                path=item.path,
                becomes=item.becomes,
                task=tasks.get(item.key),
                indicator=targets.get(item.key),
            )
            for item in items
        ]
    )


def _of(items: Iterable[Item], becomes: Becomes) -> list[Item]:
    return [item for item in items if item.becomes == becomes]


def _known(compilation: Compilation, items: Sequence[Item]) -> _Known:
    """The units and targets that the items name; refused while one of them is gone."""
    codes = {item.unit["code"] for item in items}
    for item in items:
        named = [item.of.get("lead"), *item.of.get("coordinators", ())]
        codes |= {unit["code"] for unit in named if unit}
    units = {unit.code: unit for unit in Unit.objects.filter(code__in=codes, dissolved_on=None)}
    rules.check_known(codes, units, rules.UnitsGone, "units")
    wanted = {item.of["indicator"] for item in items if item.of["indicator"]}
    programme = compilation.round.programme_id
    found = Indicator.objects.filter(programme=programme, joined_into=None, code__in=wanted)
    indicators = {one.code: one for one in found}
    rules.check_known(wanted, indicators, rules.TargetsGone, "codes")
    return _Known(units, indicators)


def _tasks(
    compilation: Compilation, document: Document, items: list[Item], known: _Known, *, by: Post, at: datetime
) -> dict[str, Task]:
    """Line → the task it became. A measure under another is a part of that one's duty where its lead stands beneath."""
    above = {item.key: item for item in items}
    parts = [item for item in items if _is_part(item, above, known)]
    whole = [item for item in items if item not in parts]
    if not whole:
        return {}
    review = _sitting(compilation, document, by=by, at=at)
    proposals = [_proposal(item, review) for item in whole]
    candidates = assignment_actions.lay_down(review, proposals, by=by)
    decisions = [
        assignment_actions.confirm(candidate, _content(item, known), by=by, at=at)
        for candidate, item in zip(candidates, whole, strict=True)
    ]
    issued = task_actions.issue_these(document, decisions, programme=compilation.round.programme, by=by, at=at)
    made = {item.key: task for item, task in zip(whole, issued, strict=True)}
    for item in parts:
        duty = made[item.of["under"]].duties.select_related("task", "programme", "unit").get(role="lead")
        made[item.key] = cascade.lay_parts(duty, [_content(item, known)], by=by, at=at)[0]
    return made


def _is_part(item: Item, above: Mapping[str, Item], known: _Known) -> bool:
    whole = above.get(item.of["under"])
    if whole is None:
        return False
    lead, head = known.units[item.of["lead"]["code"]], known.units[whole.of["lead"]["code"]]
    return lead.pk != head.pk and lead.path.startswith(head.path)


def _sitting(compilation: Compilation, document: Document, *, by: Post, at: datetime) -> Review:
    """The one sitting over the deciding paper; our own paper is laid out in its items."""
    review = assignment_queries.review_of(document)
    if review is not None:
        return review
    if document.direction != Direction.OWN:
        raise BadMove
    reading = keep_own_text(document, rules.text_of(rules.items_of(compilation.figures)), by=by, at=at)
    return assignment_actions.propose(reading, at=at)


def _proposal(item: Item, review: Review) -> dict[str, Any]:
    """An item in the reader's shape, at its place in the paper."""
    one, text = item.of, review.reading.text
    start, end, is_sure = _place(text, item.name)
    at = datetime.combine(date.fromisoformat(one["on"]), time.fromisoformat(one["clock"])) if one["clock"] else None
    due = {"on": one["on"], "at": at.isoformat() if at else None, "bound": one["bound"], "text": one["words"]}
    return {
        "path": item.path,
        "name": item.name,
        "lead": [one["lead"]["name"]],
        "lead_codes": [one["lead"]["code"]],
        "coordinating": [unit["name"] for unit in one["coordinators"]],
        "coordinating_codes": [unit["code"] for unit in one["coordinators"]],
        "text": item.name,
        "action": item.name,
        "product": one["product"],
        "recurrence": [],
        "deadlines": [due] if one["on"] else [],
        "span": [start, end],
        "rule": RULE,
        "confidence": 1.0,
        "flags": [] if is_sure else ["place_unsure"],
    }


def _place(text: str, name: str) -> tuple[int, int, bool]:
    """Where an item stands in the paper, and whether that is sure: as it is written, else as it is like."""
    found = text.find(name)
    return (found, found + len(name), True) if found >= 0 else nearest_span(text, name, 0)


def _content(item: Item, known: _Known) -> Content:
    one = item.of
    return Content(
        name=item.name,
        leads=(known.units[one["lead"]["code"]].pk,),
        coordinators=tuple(known.units[unit["code"]].pk for unit in one["coordinators"]),
        scope=one["resources"],
        product=one["product"],
        words=one["words"],
        bound=Bound(one["bound"]) if one["bound"] else Bound.BY,
        on=date.fromisoformat(one["on"]) if one["on"] else None,
        clock=time.fromisoformat(one["clock"]) if one["clock"] else None,
    )


def _components(
    compilation: Compilation, document: Document, items: list[Item], known: _Known, *, by: Post, at: datetime
) -> dict[str, Indicator]:
    """Line → the target it is of: one for those of several agencies that are alike; with the goals for it."""
    made: dict[tuple[str, str, str], Indicator] = {}
    figures, programme = compilation.figures, compilation.round.programme
    for item in items:
        key = rules.same_component(item)
        if key not in made:
            whole = known.indicators[item.of["indicator"]]
            alike = whole.parts.filter(folded=folded(item.name), measure=item.of["measure"], joined_into=None).first()
            sheet = _sheet(item, whole, known)
            made[key] = alike or target_actions.open_indicator(programme, _free_code(whole), sheet, by=by, at=at)
    wanted = [
        (one, _aim(document, item, known, year=year, value=value, better=one.direction))
        for item in items
        for one in (made[rules.same_component(item)],)
        for year, value in _wanted(item, figures["year"], figures["until"])
    ]
    decide_goals(document, programme, wanted, by=by)
    return {item.key: made[rules.same_component(item)] for item in items}


def _wanted(item: Item, year: int, until: int) -> list[tuple[int, Decimal | None]]:
    """(year, value) of a component; in words only where it says no number."""
    said = [(when, item.of[name]) for name, when in (("value", year), ("value_until", until))]
    counted: list[tuple[int, Decimal | None]] = [(when, Decimal(value)) for when, value in said if value is not None]
    return counted or ([(until, None)] if item.of["text"] else [])


def _free_code(whole: Indicator) -> str:
    """The next code under a target: NQ57-11.2 after NQ57-11.1."""
    taken = set(Indicator.objects.filter(code__startswith=f"{whole.code}.").values_list("code", flat=True))
    return next(code for n in range(1, len(taken) + 2) if (code := f"{whole.code}.{n}") not in taken)


def _sheet(item: Item, whole: Indicator, known: _Known) -> Sheet:
    one = item.of
    is_counted = one["value"] is not None or one["value_until"] is not None
    share = IndicatorKind.SHARE if one["measure"].startswith("%") else IndicatorKind.NUMBER
    return Sheet(
        name=item.name,
        kind=share if is_counted else IndicatorKind.QUALITATIVE,
        direction=Better(whole.direction) if is_counted else Better.STATE,
        measure=one["measure"],
        parent=whole.pk,
        lead=known.units[one["lead"]["code"]].pk if one["lead"] else None,
        calculation=one["calculation"],
        measurement=one["measurement"],
        note=one["text"],
    )


def _goals(document: Document, programme: Programme, items: list[Item], known: _Known, *, by: Post) -> None:
    wanted = []
    for item in items:
        one = item.of
        value, most = (Decimal(one[name]) if one[name] is not None else None for name in ("value", "value_max"))
        aim = _aim(document, item, known, year=one["year"], value=value, most=most)
        wanted.append((known.indicators[one["indicator"]], aim))
    decide_goals(document, programme, wanted, by=by)


def _aim(
    document: Document,
    item: Item,
    known: _Known,
    *,
    year: int,
    value: Decimal | None,
    most: Decimal | None = None,
    better: str = "",
) -> Aim:
    """What the paper wants of the agency by the end of a year."""
    usual = Operator.AT_MOST if better == Better.DOWN else Operator.AT_LEAST
    operator = Operator(item.of["operator"]) if "operator" in item.of else usual
    return Aim(
        code=f"{item.key}.{year}",
        name=item.of["name"],
        operator=operator if value is not None else Operator.TEXT,
        value=value,
        value_max=most,
        text=item.of["text"],
        year_to=year,
        symbol=document.full_symbol,
        item=item.path,
        measure=item.of["measure"],
        unit=known.units[item.unit["code"]].pk,
        document=document.pk,
        note=item.of.get("note", ""),
    )
