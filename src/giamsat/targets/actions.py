from collections.abc import Callable, Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max, Q

from giamsat.errors import Stale
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock, database_now
from giamsat.journal.rules import Acts
from giamsat.people.models import Post
from giamsat.targets import rollup, rules
from giamsat.targets.formula import check, check_agrees, check_no_ring, names, parse, same_unit_names
from giamsat.targets.models import FormulaVersion, Goal, Indicator, IndicatorTask, Joining
from giamsat.targets.states import (
    Accumulation,
    Direction,
    IndicatorKind,
    JoiningState,
    Missing,
    Operator,
    Reporters,
)
from giamsat.tasks.models import Programme, Task
from giamsat.timetable import Every
from giamsat.wording import folded, nfc, nfc_lines, sort_key

#: columns of a sheet that hold one of some words
WORDED: dict[str, Callable[[str], Any]] = {
    "kind": IndicatorKind,
    "direction": Direction,
    "accumulation": Accumulation,
    "every": Every,
    "reporters": Reporters,
}


@transaction.atomic
def open_indicator(programme: Programme, code: str, sheet: rules.Sheet, *, by: Post, at: datetime) -> Indicator:
    """Begin the sheet of an indicator in a programme; goals are added to it."""
    rules.check_may_keep(programme, by)
    return write_indicator(programme, code, sheet, by=by)


def write_indicator(programme: Programme, code: str, sheet: rules.Sheet, *, by: Acts) -> Indicator:
    """Write a new sheet, whoever may ask for it; the caller has checked that and holds a transaction."""
    code = nfc(code)
    rules.check_code(code)
    rules.check_sheet(sheet)
    try:
        with transaction.atomic():
            indicator = Indicator.objects.create(
                programme=programme, code=code, sort_key=sort_key(code)[:200], **columns_of(sheet)
            )
    except IntegrityError as clash:
        raise rules.CodeTaken(code=code) from clash
    indicator.coordinators.set(sheet.coordinators)
    record("target.opened", indicator, by=by, name=indicator.name)
    return indicator


@transaction.atomic
def edit_sheet(indicator: Indicator, sheet: rules.Sheet, *, by: Post, at: datetime) -> None:
    """Put the sheet of an indicator right; what it said before stands in the journal."""
    rules.check_may_keep(indicator.programme, by)
    write_sheet(indicator, sheet, by=by)


def write_sheet(indicator: Indicator, sheet: rules.Sheet, *, by: Acts) -> None:
    """Write a changed sheet, whoever may ask for it; `Stale` when somebody else has changed it meanwhile."""
    rules.check_sheet(sheet)
    _check_parent(indicator, sheet.parent)
    was, now = sheet_of(indicator), columns_of(sheet)
    seen = Indicator.objects.filter(pk=indicator.pk, revision=indicator.revision)
    if not seen.update(**now, revision=F("revision") + 1):
        raise Stale
    indicator.coordinators.set(sheet.coordinators)
    changed = changes(was, sheet)
    record("target.edited", indicator, by=by, changed=changed)
    for name, value in now.items():
        setattr(indicator, name, value)
    indicator.revision += 1
    if indicator.formula and {"every", "reporters"} & changed.keys():
        rollup.rebuild(indicator)


def columns_of(sheet: rules.Sheet) -> dict[str, Any]:
    """The sheet as columns of its row."""
    columns = asdict(sheet)
    del columns["coordinators"]
    for key in ("parent", "lead", "verifier"):
        columns[f"{key}_id"] = columns.pop(key)
    for name in ("name", "measure", "baseline_text", "baseline_source", "calculation_source", "data_source"):
        columns[name] = nfc(columns[name])
    for name in ("measurement", "calculation", "note"):
        columns[name] = nfc_lines(columns[name])
    columns["stages"] = [nfc(stage) for stage in sheet.stages]
    columns["slices"] = {nfc(name): [nfc(option) for option in options] for name, options in sheet.slices}
    return columns | {"folded": folded(columns["name"])}


def sheet_of(indicator: Indicator) -> rules.Sheet:
    """The sheet in force."""
    plain = {name: getattr(indicator, name) for name in rules.Sheet.__dataclass_fields__ if hasattr(indicator, name)}
    plain |= {name: words(plain[name]) for name, words in WORDED.items()}
    keys = {name: getattr(indicator, f"{name}_id") for name in ("parent", "lead", "verifier")}
    lists = {
        "stages": tuple(indicator.stages),
        "slices": tuple((name, tuple(options)) for name, options in indicator.slices.items()),
        "coordinators": tuple(indicator.coordinators.order_by("sort_key").values_list("pk", flat=True)),
    }
    return rules.Sheet(**plain | keys | lists)


def changes(was: Any, now: Any) -> dict[str, list[str]]:
    """Field → what it said and what it says, of two values of one dataclass, as the journal keeps them."""
    before, after = asdict(was), asdict(now)
    return {name: [str(before[name]), str(after[name])] for name in before if before[name] != after[name]}


def _check_parent(indicator: Indicator, parent: int | None) -> None:
    while parent is not None:
        if parent == indicator.pk:
            raise rules.ParentRing
        parent = Indicator.objects.values_list("parent", flat=True).get(pk=parent)


@transaction.atomic
def set_formula(indicator: Indicator, text: str, missing: Missing, *, by: Post, at: datetime) -> None:
    """Compute an indicator by a formula from now on, or by none (""): all its values follow at once.

    Raises `FormulaError` at the character where the formula goes wrong, `Ring` when it leads back to itself.
    """
    rules.check_may_keep(indicator.programme, by)
    write_formula(indicator, text, missing, by=by)


def write_formula(indicator: Indicator, text: str, missing: Missing, *, by: Acts) -> None:
    """Write a formula, whoever may ask for it."""
    text = rules.formula_of(text)
    if text:
        _check_formula(indicator, text)
    seen = Indicator.objects.filter(pk=indicator.pk, revision=indicator.revision)
    if not seen.update(formula=text, missing=missing, revision=F("revision") + 1):
        raise Stale
    last = indicator.formulas.aggregate(n=Max("version"))["n"] or 0
    who = by if isinstance(by, Post) else None
    FormulaVersion.objects.create(
        indicator=indicator, version=last + 1, text=text, missing=missing, by=who, since=database_now()
    )
    record("target.formula_set", indicator, by=by, was=indicator.formula, now=text, missing=missing)
    indicator.formula, indicator.missing, indicator.revision = text, missing, indicator.revision + 1
    rollup.rebuild(indicator)


def _check_formula(indicator: Indicator, text: str) -> None:
    """Names that are there in the same programme or open to all, measures that agree, no ring."""
    formula = parse(text)
    others = Indicator.objects.filter(joined_into=None, code__in=names(formula))
    readable = others.filter(Q(programme=indicator.programme_id) | Q(programme__is_private=False))
    measures = dict(readable.values_list("code", "measure"))
    check_agrees(check(formula, measures), indicator.measure)
    formulas = Indicator.objects.filter(joined_into=None).exclude(formula="").values_list("code", "formula")
    graph = {code: same_unit_names(parse(other)) for code, other in formulas}
    check_no_ring(graph | {indicator.code: same_unit_names(formula)})


@transaction.atomic
def add_goal(indicator: Indicator, aim: rules.Aim, *, by: Post, at: datetime) -> Goal:
    """Put what a document wants beside what others want of the indicator."""
    rules.check_may_keep(indicator.programme, by)
    return write_goal(indicator, aim, by=by)


@transaction.atomic
def replace_goal(goal: Goal, aim: rules.Aim, *, by: Post, at: datetime) -> Goal:
    """Put a goal right by a further version; the one before stays readable."""
    rules.check_may_keep(goal.indicator.programme, by)
    return write_goal(goal.indicator, aim, by=by, instead=goal)


@transaction.atomic
def retire_goal(goal: Goal, *, reason: str, by: Post, at: datetime) -> None:
    """Say that a goal no longer stands, because its document was repealed or it was entered by mistake."""
    rules.check_may_keep(goal.indicator.programme, by)
    if not nfc(reason):
        raise rules.ReasonMissing
    _give_way(goal)
    record("target.goal_retired", goal, by=by, reason=nfc(reason))


def write_goal(indicator: Indicator, aim: rules.Aim, *, by: Acts, instead: Goal | None = None) -> Goal:
    """Append a goal, in the place of one of its versions or as a line of its own, whoever may ask for it."""
    rules.check_aim(aim)
    if instead is not None:
        _give_way(instead)
    last = Goal.objects.filter(code=aim.code).aggregate(n=Max("version"))["n"] or 0
    try:
        with transaction.atomic():
            goal = Goal.objects.create(
                **goal_columns(aim),
                indicator=indicator,
                version=last + 1,
                by=by if isinstance(by, Post) else None,
                since=database_now(),
            )
    except IntegrityError as clash:
        raise rules.CodeTaken(code=aim.code) from clash
    set_leads(goal, aim.leads)
    record("target.goal_replaced" if instead else "target.goal_added", goal, by=by, wants=str(aim.operator))
    return goal


def goal_columns(aim: rules.Aim) -> dict[str, Any]:
    """What a goal's row holds of what a document wants."""
    plain = asdict(aim)
    keys = {f"{key}_id": plain.pop(key) for key in ("unit", "document")}
    del plain["leads"]
    texts = {name: nfc(plain[name]) for name in ("name", "measure", "symbol", "item", "lead_words", "text")}
    return plain | texts | keys


def set_leads(goal: Goal, leads: Iterable[int]) -> None:
    """The leads of a goal in the order they are named in."""
    for unit in leads:
        goal.leads.add(unit)


def aim_of(goal: Goal, leads: Iterable[int] | None = None) -> rules.Aim:
    """What a goal says."""
    plain = {name: getattr(goal, name) for name in rules.Aim.__dataclass_fields__ if hasattr(goal, name)}
    named = leads_of([goal]).get(goal.pk, ()) if leads is None else leads
    keys = {"unit": goal.unit_id, "document": goal.document_id, "leads": tuple(named)}
    return rules.Aim(**plain | keys | {"operator": Operator(goal.operator)})


def leads_of(goals: Iterable[Goal]) -> dict[int, tuple[int, ...]]:
    """Goal key → the keys of its leads, in their order."""
    rows = Goal.leads.through.objects.filter(goal__in=[goal.pk for goal in goals]).order_by("pk")
    found: dict[int, tuple[int, ...]] = {}
    for goal, unit in rows.values_list("goal", "unit"):
        found[goal] = (*found.get(goal, ()), unit)
    return found


def _give_way(goal: Goal) -> None:
    if not Goal.objects.filter(pk=goal.pk, replaced_at=None).update(replaced_at=DatabaseClock()):
        raise Stale


@transaction.atomic
def join(kept: Indicator, gone: Indicator, *, reason: str, by: Post, at: datetime) -> Joining:
    """Say that two indicators are one: the goals of the second stand beside those of the first, each as it was."""
    rules.check_may_join(kept, gone, by)
    _check_unused(gone)
    for one in sorted((kept, gone), key=lambda one: one.pk):
        if not Indicator.objects.filter(pk=one.pk, joined_into=None, revision=one.revision).update(
            revision=F("revision") + 1, joined_into=kept if one == gone else None
        ):
            raise Stale
    passed = list(Goal.objects.filter(indicator=gone).order_by("pk").values_list("pk", flat=True))
    Goal.objects.filter(pk__in=passed).update(indicator=kept)
    children = list(Indicator.objects.filter(parent=gone).values_list("pk", flat=True))
    Indicator.objects.filter(pk__in=children).update(parent=kept)
    joining = Joining.objects.create(
        kept=kept,
        gone=gone,
        state=JoiningState.JOINED,
        goals=passed,
        children=children,
        reason=nfc_lines(reason),
        by=by,
        at=database_now(),
    )
    record("target.joined", joining, by=by, kept=kept.code, gone=gone.code, goals=len(passed))
    kept.revision, gone.revision, gone.joined_into = kept.revision + 1, gone.revision + 1, kept
    return joining


@transaction.atomic
def keep_apart(one: Indicator, other: Indicator, *, reason: str, by: Post, at: datetime) -> Joining:
    """Say that two indicators that look alike are not one: they are not proposed again."""
    rules.check_may_keep(one.programme, by)
    rules.check_may_keep(other.programme, by)
    joining = Joining.objects.create(
        kept=one, gone=other, state=JoiningState.APART, reason=nfc_lines(reason), by=by, at=database_now()
    )
    record("target.kept_apart", joining, by=by, one=one.code, other=other.code)
    return joining


@transaction.atomic
def part(joining: Joining, *, by: Post, at: datetime) -> None:
    """Take two joined indicators apart again: the goals that passed over go back, with what was added to them since."""
    rules.check_may_part(joining, by)
    joined = Joining.objects.filter(pk=joining.pk, state=JoiningState.JOINED)
    if not joined.update(state=JoiningState.PARTED, parted_by=by, parted_at=DatabaseClock()):
        raise Stale
    Indicator.objects.filter(pk=joining.gone_id).update(joined_into=None, revision=F("revision") + 1)
    Indicator.objects.filter(pk__in=joining.children, parent=joining.kept_id).update(parent=joining.gone_id)
    lines = Goal.objects.filter(pk__in=joining.goals).values("code")
    Goal.objects.filter(code__in=lines).update(indicator=joining.gone_id)
    record("target.parted", joining, by=by, kept=joining.kept.code, gone=joining.gone.code)
    joining.refresh_from_db(fields=["state", "parted_by", "parted_at"])


def _check_unused(gone: Indicator) -> None:
    """What is joined into another must not have values, a formula or readers of its own."""
    if gone.formula or gone.reported.exists() or gone.known.exists():
        raise rules.JoinedUsed
    formulas = Indicator.objects.filter(formula__contains=f"[{gone.code}]").values_list("formula", flat=True)
    if any(gone.code in names(parse(formula)) for formula in formulas):
        raise rules.JoinedUsed


@transaction.atomic
def feed(indicator: Indicator, task: Task, *, by: Post, at: datetime) -> IndicatorTask:
    """Say that a task feeds an indicator."""
    rules.check_may_keep(indicator.programme, by)
    try:
        with transaction.atomic():
            link = IndicatorTask.objects.create(indicator=indicator, task=task, by=by, at=database_now())
    except IntegrityError as clash:
        raise rules.FedAlready from clash
    record("target.fed", indicator, by=by, task=task.code)
    return link


@transaction.atomic
def feed_no_more(link: IndicatorTask, *, by: Post, at: datetime) -> None:
    """Say that a task does not feed an indicator after all."""
    rules.check_may_keep(link.indicator.programme, by)
    if not IndicatorTask.objects.filter(pk=link.pk).delete()[0]:
        raise Stale
    record("target.fed_no_more", link.indicator, by=by, task=link.task.code)
