"""Reorganisations: one person proposes, another carries out; all of it in one transaction, or nothing.

Rights follow `Succession` only. A unit that ends passes its functions, and with them its past and its open work, to its
successors; a unit that moves keeps its past to itself and to those who had seen it. Posts of reporters, approvers and
coordinators pass to a sole successor; those of heads and administrators end, and are given anew by somebody.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from giamsat.errors import NotAllowed, Stale
from giamsat.journal.actions import record, record_many
from giamsat.journal.clock import database_now
from giamsat.journal.rules import Acts
from giamsat.people.actions import new_unit
from giamsat.people.changes import BATCH, BadChange, Change, Plan, changes, codes, counts, plan, units_coded
from giamsat.people.models import Post, Reorganisation, Succession, Unit, UnitAlias, UnitName, UnitPlacement
from giamsat.people.states import ReorganisationState, Role, UnitKind
from giamsat.timetable import VIETNAM
from giamsat.wording import folded, nfc, sort_key


class SameEyes(NotAllowed):
    """Người đề nghị không tự thực hiện được. Hãy để một quản trị hệ thống khác xem lại và thực hiện."""

    code = "same_eyes"


@transaction.atomic
def propose(title: str, rows: Sequence[Mapping[str, str]], *, by: Acts, at: datetime) -> Reorganisation:
    """Keep a change set that could be carried out today, for a second person to look at."""
    _check_may(by)
    plan(changes(rows))
    kept = Reorganisation.objects.create(
        title=nfc(title), rows=[dict(row) for row in rows], proposed_by=_post(by), proposed_at=at
    )
    record("people.reorganisation_proposed", kept, by=by, rows=len(rows))
    return kept


@transaction.atomic
def carry_out(one: Reorganisation, *, by: Acts, at: datetime) -> Plan:
    """Do all of it: units, names, places, successions, posts, and one entry for the whole."""
    _check_may(by)
    _check_other_eyes(one, by)
    wanted = changes(one.rows)
    _check_come(wanted, at.astimezone(VIETNAM).date())
    _decide(one, ReorganisationState.CARRIED_OUT, by=by, at=at)
    _lock(codes(wanted))
    made = plan(wanted)
    units = {unit.code: unit for unit in units_coded(codes(wanted))}
    units |= _found(made, units)
    _pass_on(made, units)
    _rename(made, units)
    _move(made, units, database_now())
    _dissolve(made, units)
    _seat(made, units)
    ids = sorted(unit.public_id for unit in units.values())
    record_many("people.reorganised", one, by=by, ids=ids, **counts(made))
    return made


@transaction.atomic
def withdraw(one: Reorganisation, *, by: Acts, at: datetime) -> None:
    """Give a proposal up, one's own or another's."""
    _check_may(by)
    _decide(one, ReorganisationState.WITHDRAWN, by=by, at=at)
    record("people.reorganisation_withdrawn", one, by=by)


def _decide(one: Reorganisation, state: ReorganisationState, *, by: Acts, at: datetime) -> None:
    waiting = Reorganisation.objects.filter(pk=one.pk, state=ReorganisationState.PROPOSED)
    if not waiting.update(state=state, decided_by=_other(one, by), decided_at=at):
        raise Stale
    one.state = state


def _post(by: Acts) -> Post | None:
    """The post that acts; None for the system, whose operator has the whole machine."""
    return by if isinstance(by, Post) else None


def _other(one: Reorganisation, by: Acts) -> Post | None:
    post = _post(by)
    return None if post is not None and post.pk == one.proposed_by_id else post


def _check_may(by: Acts) -> None:
    post = _post(by)
    if post is not None and post.role != Role.SYSTEM_ADMIN:
        raise NotAllowed


def _check_other_eyes(one: Reorganisation, by: Acts) -> None:
    post = _post(by)
    if post is not None and one.proposed_by is not None and one.proposed_by.person_id == post.person_id:
        raise SameEyes


def _check_come(wanted: Sequence[Change], today: date) -> None:
    early = next((change for change in wanted if change.on > today), None)
    if early is not None:
        raise BadChange(line=early.line, problem=f"ngày {early.on:%d/%m/%Y} chưa tới")


def _lock(named: Sequence[str]) -> None:
    """Two reorganisations of the same units come one after the other."""
    for start in range(0, len(named), BATCH):
        rows = Unit.objects.select_for_update().filter(code__in=named[start : start + BATCH])
        list(rows.order_by("pk").values_list("pk", flat=True))


def _found(made: Plan, units: dict[str, Unit]) -> dict[str, Unit]:
    """The new units by code, with their names and places; what they stand for is kept by `_pass_on`."""
    new = {code: new_unit(code, name=c.name, kind=_kind_of(c)) for code, c in made.created.items()}
    Unit.objects.bulk_create(new.values(), batch_size=BATCH)
    above = units | new
    for code in new:
        _set_path(code, new, above, made)
    names = [UnitName(unit=unit, name=unit.name, from_on=made.created[code].on) for code, unit in new.items()]
    UnitName.objects.bulk_create(names, BATCH)
    UnitAlias.objects.bulk_create([UnitAlias(unit=u, alias=u.name, folded=u.folded) for u in new.values()], BATCH)
    UnitPlacement.objects.bulk_create(
        [
            UnitPlacement(
                unit=unit, parent=above.get(made.created[code].parent), path=unit.path, from_on=made.created[code].on
            )
            for code, unit in new.items()
        ],
        BATCH,
    )
    return new


def _kind_of(change: Change) -> str:
    return change.unit_kind or UnitKind.DEPARTMENT.value


def _set_path(code: str, new: dict[str, Unit], above: dict[str, Unit], made: Plan) -> None:
    unit = new[code]
    if unit.path:
        return
    parent = made.created[code].parent
    if parent in new:
        _set_path(parent, new, above, made)
    unit.path = f"{above[parent].path if parent else '/'}{unit.pk}/"
    unit.prefixes = [unit.path]


def _pass_on(made: Plan, units: dict[str, Unit]) -> None:
    """Successions, and with them everything the predecessors spoke for and saw below."""
    Succession.objects.bulk_create(
        [
            Succession(predecessor=units[old], successor=units[new], on=change.on, note=change.document[:300])
            for old, new, change in made.successions
        ],
        BATCH,
    )
    heirs = {code: units[code] for code in made.created}
    for old, new, _change in made.successions:
        prefixes = [*units[new].prefixes, *(units[old].prefixes or [units[old].path])]
        units[new].prefixes = list(dict.fromkeys(prefixes))
        heirs[new] = units[new]
    Unit.objects.bulk_update(heirs.values(), ["path", "prefixes"], batch_size=BATCH)


def _rename(made: Plan, units: dict[str, Unit]) -> None:
    """The name in force changes; the older ones stay, and documents may go on writing them."""
    renamed = []
    for code, change in made.renamed.items():
        unit = units[code]
        unit.name, unit.sort_key, unit.folded = change.name, sort_key(change.name), folded(change.name)
        renamed.append(unit)
    Unit.objects.bulk_update(renamed, ["name", "sort_key", "folded"], batch_size=BATCH)
    names = [UnitName(unit=units[code], name=c.name, from_on=c.on) for code, c in made.renamed.items()]
    UnitName.objects.bulk_create(names, BATCH)
    aliases = [UnitAlias(unit=unit, alias=unit.name, folded=unit.folded) for unit in renamed]
    UnitAlias.objects.bulk_create(aliases, BATCH, ignore_conflicts=True)


def _move(made: Plan, units: dict[str, Unit], now: datetime) -> None:
    """Units come under another, with everything below them; where they stood stays on record."""
    for code, change in made.moved.items():
        unit = units[code]
        parent = units.get(change.parent)
        was, path = unit.path, f"{parent.path if parent else '/'}{unit.pk}/"
        below = list(Unit.objects.filter(path__startswith=was))
        keys = [one.pk for one in below]
        standing = {p.unit_id: p for p in UnitPlacement.objects.filter(unit__in=keys, to_on=None)}
        UnitPlacement.objects.filter(unit__in=keys, to_on=None).update(to_on=change.on, until=now)
        placements = []
        for one in below:
            one.path = path + one.path.removeprefix(was)
            one.prefixes = list(dict.fromkeys([one.path, *one.prefixes]))
            parent_id = parent.pk if one.pk == unit.pk and parent else standing[one.pk].parent_id
            above = None if one.pk == unit.pk and parent is None else parent_id
            placements.append(UnitPlacement(unit=one, parent_id=above, path=one.path, from_on=change.on, since=now))
            if one.code in units:
                units[one.code].path, units[one.code].prefixes = one.path, one.prefixes
        Unit.objects.bulk_update(below, ["path", "prefixes"], batch_size=BATCH)
        UnitPlacement.objects.bulk_create(placements, BATCH)


def _dissolve(made: Plan, units: dict[str, Unit]) -> None:
    by_day: dict[date, list[int]] = {}
    for code, change in made.dissolved.items():
        by_day.setdefault(change.on, []).append(units[code].pk)
    for on, keys in by_day.items():
        for start in range(0, len(keys), BATCH):
            Unit.objects.filter(pk__in=keys[start : start + BATCH]).update(dissolved_on=on)


def _seat(made: Plan, units: dict[str, Unit]) -> None:
    """Posts of the units that ended end; those that pass on are given anew in the successor."""
    on = {post.pk: made.dissolved[post.unit.code].on for post in (*(p for p, _ in made.carried), *made.ended)}
    by_day: dict[date, list[int]] = {}
    for key, day in on.items():
        by_day.setdefault(day, []).append(key)
    for day, keys in by_day.items():
        for start in range(0, len(keys), BATCH):
            ended = Post.objects.filter(pk__in=keys[start : start + BATCH], to_on=None).update(to_on=day)
            if ended != len(keys[start : start + BATCH]):
                raise Stale
    Post.objects.bulk_create(
        [
            Post(person=post.person, unit=units[code], role=post.role, title=post.title, from_on=on[post.pk])
            for post, code in made.carried
        ],
        BATCH,
    )
