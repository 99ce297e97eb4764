import csv
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from django.db import transaction

from giamsat.errors import Stale
from giamsat.journal.actions import record
from giamsat.journal.rules import Acts
from giamsat.people import rules
from giamsat.people.models import (
    CalendarDay,
    Person,
    Post,
    Session,
    Succession,
    Unit,
    UnitAlias,
    UnitName,
    UnitPlacement,
)
from giamsat.people.queries import unended_posts
from giamsat.people.states import Role, UnitKind
from giamsat.timetable import VIETNAM
from giamsat.wording import folded, nfc, sort_key

SEED = Path(__file__).parent / "seed"


def agency_rows() -> list[dict[str, str]]:
    """The rows of the agency table the project carries."""
    with (SEED / "agencies.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@transaction.atomic
def load_agencies(*, by: Acts) -> int:
    """Create the units, names, aliases and mergers of the agency table that are not there yet; answer how many."""
    rows = agency_rows()
    known = set(Unit.objects.values_list("code", flat=True))
    new = [_unit_of(row) for row in rows if row["code"] not in known]
    Unit.objects.bulk_create(new)
    units = {unit.code: unit for unit in Unit.objects.all()}
    fresh = [row for row in rows if row["code"] not in known]
    UnitName.objects.bulk_create(
        [UnitName(unit=units[row["code"]], name=nfc(row["name_vi"]), from_on=_day(row["valid_from"])) for row in fresh]
    )
    UnitAlias.objects.bulk_create(
        [
            UnitAlias(unit=units[row["code"]], alias=alias, folded=folded(alias))
            for row in fresh
            for alias in _aliases(row)
        ]
    )
    successions = list(_successions(fresh, units))
    taken_over: dict[int, list[str]] = {}
    for one in successions:
        taken_over.setdefault(one.successor.pk, []).append(f"/{one.predecessor.pk}/")
    for unit in new:
        unit.path = f"/{unit.pk}/"
        unit.prefixes = [unit.path, *taken_over.get(unit.pk, [])]
    Unit.objects.bulk_update(new, ["path", "prefixes"])
    UnitPlacement.objects.bulk_create([UnitPlacement(unit=unit, path=unit.path) for unit in new])
    Succession.objects.bulk_create(successions)
    if new:
        record("people.agencies_loaded", new[0], by=by, codes=[unit.code for unit in new])
    return len(new)


@transaction.atomic
def create_unit(code: str, *, name: str, kind: UnitKind, parent: Unit | None = None, by: Acts) -> Unit:
    """Found a unit under another, or beside the highest."""
    if isinstance(by, Post):
        if parent is None:
            raise rules.PlaceTooHigh
        rules.check_may_found(parent, by=by)
        rules.check_alive(parent)
    if Unit.objects.filter(code=code).exists():
        raise rules.CodeTaken
    unit = new_unit(code, name=name, kind=kind)
    unit.save(force_insert=True)
    unit.path = f"{parent.path if parent else '/'}{unit.pk}/"
    unit.prefixes = [unit.path]
    Unit.objects.filter(pk=unit.pk).update(path=unit.path, prefixes=unit.prefixes)
    UnitName.objects.create(unit=unit, name=unit.name)
    UnitPlacement.objects.create(unit=unit, parent=parent, path=unit.path)
    UnitAlias.objects.create(unit=unit, alias=unit.name, folded=unit.folded)
    record("people.unit_created", unit, by=by, parent=parent.name if parent else "")
    return unit


def new_unit(code: str, *, name: str, kind: str, seat: str = "") -> Unit:
    """A unit not yet kept, with what follows from its name."""
    return Unit(
        code=code, kind=kind, name=nfc(name), seat=seat or "Hà Nội", sort_key=sort_key(name), folded=folded(name)
    )


@transaction.atomic
def load_holidays() -> int:
    """Create the calendar days of the holiday table that are not there yet; answer how many."""
    known = set(CalendarDay.objects.values_list("day", flat=True))
    with (SEED / "holidays.csv").open(encoding="utf-8", newline="") as rows:
        days = [
            CalendarDay(
                day=date.fromisoformat(row["date"]),
                is_working=row["is_working_day"] == "yes",
                name=row["name_vi"],
                name_en=row["name_en"],
            )
            for row in csv.DictReader(rows)
        ]
    new = [day for day in days if day.day not in known]
    CalendarDay.objects.bulk_create(new)
    return len(new)


@transaction.atomic
def appoint(
    unit: Unit,
    *,
    username: str,
    full_name: str,
    role: Role,
    title: str,
    by: Acts,
    password: str = "",
    is_head: bool = False,
    from_on: date | None = None,
) -> Post:
    """Give a person, made if new, a post in `unit` from a day on. Nobody grants more than he may, nor to himself.

    Without a password a new person cannot sign in until he is invited.
    """
    person = Person.objects.filter(username=username).first()
    if isinstance(by, Post):
        rules.check_may_grant(unit, role, by=by)
        rules.check_not_oneself(person, by=by)
    rules.check_alive(unit)
    if person is None:
        person = Person(username=username, full_name=nfc(full_name))
        person.set_password(password or None)
        person.save(force_insert=True)
    rules.check_name(person, full_name)
    if Post.objects.filter(person=person, unit=unit, role=role, title=title, to_on=None).exists():
        raise rules.PostHeld
    post = Post.objects.create(person=person, unit=unit, role=role, title=title, is_head=is_head, from_on=from_on)
    record("people.appointed", post, by=by, role=role, unit=unit.name)
    return post


@transaction.atomic
def appoint_head(unit: Unit, *, username: str, full_name: str, title: str, on: date, by: Post) -> Post:
    """Give a unit a new head from today `on`; the post of the one before ends with the day before."""
    rules.check_may_grant(unit, Role.APPROVER, by=by)
    before = Post.objects.filter(unit=unit, is_head=True, to_on=None).select_related("unit", "person").first()
    if before is not None:
        end_post(before, on=on, by=by)
    return appoint(
        unit,
        username=username,
        full_name=full_name,
        role=Role.APPROVER,
        title=title,
        is_head=True,
        from_on=on,
        by=by,
    )


@transaction.atomic
def end_post(post: Post, *, on: date, by: Acts) -> None:
    """End a post from the day `on` (of Việt Nam); who stands in for it ends with it."""
    if isinstance(by, Post) and post.stands_in_for_id != by.pk:
        rules.check_may_grant(post.unit, Role(post.role), by=by)
    was = post.to_on
    if not Post.objects.filter(pk=post.pk, to_on=was).exclude(to_on__lte=on).update(to_on=on):
        raise Stale
    record("people.post_ended", post, by=by, was=was.isoformat() if was else "", to=on.isoformat())
    post.to_on = on


@transaction.atomic
def delegate(post: Post, person: Person, *, first: date, last: date, by: Post, at: datetime) -> Post:
    """Let a colleague act from one's post from `first` to `last` (both counted); the journal says in whose place."""
    rules.check_may_delegate(post, by=by)
    rules.check_leave(first, last, at.astimezone(VIETNAM).date())
    rules.check_not_oneself(None if post.pk == by.pk else person, by=by)
    if person.pk == post.person_id or not Post.objects.current(first).filter(unit=post.unit_id, person=person).exists():
        raise rules.NotColleague
    stand_in = Post.objects.create(
        person=person,
        unit=post.unit,
        role=post.role,
        title=post.title,
        from_on=first,
        to_on=last + timedelta(days=1),
        stands_in_for=post,
    )
    record("people.delegated", stand_in, by=by, first=first.isoformat(), last=last.isoformat())
    return stand_in


@transaction.atomic
def deactivate(person: Person, *, by: Acts) -> None:
    """Take a person's access away at once: his sessions end, his next request is nobody's."""
    _check_may_manage(person, by)
    if not Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        raise Stale
    Session.objects.filter(person=person).delete()
    record("people.deactivated", person, by=by)
    person.is_active = False


@transaction.atomic
def reactivate(person: Person, *, by: Acts) -> None:
    """Give a person's access back; he signs in again."""
    _check_may_manage(person, by)
    if not Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise Stale
    record("people.reactivated", person, by=by)
    person.is_active = True


@transaction.atomic
def tie(person: Person, subject: str, *, by: Acts) -> None:
    """Let an identity at the provider open a person's account, or none (""); who came in by another is out at once."""
    _check_may_manage(person, by)
    if subject and Person.objects.filter(oidc_subject=subject).exclude(pk=person.pk).exists():
        raise rules.IdentityTaken
    was = person.oidc_subject
    if not Person.objects.filter(pk=person.pk, oidc_subject=was).update(oidc_subject=subject or None):
        raise Stale
    if was:
        Session.objects.filter(person=person).delete()
    record("people.identity_tied" if subject else "people.identity_untied", person, by=by)
    person.oidc_subject = subject or None


def _check_may_manage(person: Person, by: Acts) -> None:
    if isinstance(by, Post):
        rules.check_may_manage(person, unended_posts(person), by=by)


def _unit_of(row: dict[str, str]) -> Unit:
    name = nfc(row["name_current"])
    merged = row["kind_current"] == UnitKind.MERGED
    return Unit(
        code=row["code"],
        kind=row["kind_current"],
        name=name,
        name_en=row["name_en"],
        doc_symbol=row["doc_symbol"],
        eid_code=row["eid_code"],
        gso_code=row["gso_code"],
        seat=re.sub(r"^(Tỉnh|Thành phố) ", "", name) if row["gso_code"] else "Hà Nội",
        sort_key=sort_key(name),
        folded=folded(name),
        # All merged agencies of the table were dissolved by the rearrangement of 1 March 2025.
        dissolved_on=date(2025, 3, 1) if merged else None,
    )


def _aliases(row: dict[str, str]) -> list[str]:
    written = [row["name_vi"], row["name_current"], row["code"], *row["aliases"].split(";")]
    return list(dict.fromkeys(nfc(alias) for alias in written if alias.strip()))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _successions(rows: list[dict[str, str]], units: dict[str, Unit]) -> Iterator[Succession]:
    """Mergers named in `former_units`, of agencies that are in the table themselves."""
    merged = {
        alias: unit for unit in units.values() if unit.kind == UnitKind.MERGED for alias in (unit.code, unit.name)
    }
    for row in rows:
        if row["kind_current"] == UnitKind.MERGED:
            continue
        for part in row["former_units"].split(";"):
            for alias in re.findall(r"[\wÀ-ỹ]+", part) + [name for name in merged if name in part]:
                if predecessor := merged.pop(alias, None):
                    merged.pop(predecessor.name, None)
                    merged.pop(predecessor.code, None)
                    on = _day(row["valid_from"]) or date(2025, 3, 1)
                    yield Succession(predecessor=predecessor, successor=units[row["code"]], on=on, note=nfc(part))
