from collections.abc import Iterable
from datetime import date

from django.db.models import F, Q, QuerySet

from giamsat.journal.clock import database_now
from giamsat.people.models import CalendarDay, Person, Post, Unit, UnitAlias
from giamsat.people.states import GROUPS, Role
from giamsat.timetable import VIETNAM, Calendar
from giamsat.wording import folded


def posts_of(person_id: int, on: date) -> QuerySet[Post]:
    """The posts a person holds on a day, heads first."""
    return (
        Post.objects.current(on).filter(person_id=person_id).select_related("person", "unit").order_by("-is_head", "id")
    )


def unended_posts(person: Person) -> list[Post]:
    """The posts a person holds today or will hold, by the database's day."""
    today = database_now().astimezone(VIETNAM).date()
    return list(Post.objects.unended(today).filter(person=person).select_related("unit", "person"))


def units_visible_to(post: Post) -> QuerySet[Unit]:
    """The units a post administers: its subtree, all for the system's administrators; nothing for others."""
    if post.role == Role.SYSTEM_ADMIN:
        return Unit.objects.all()
    if post.role == Role.UNIT_ADMIN:
        return Unit.objects.filter(path__startswith=post.unit.path)
    return Unit.objects.none()


def posts_visible_to(post: Post) -> QuerySet[Post]:
    """Posts in the units a post administers, those of the same person, and those that stand in for it."""
    own = Q(person=post.person_id) | Q(stands_in_for=post)
    return Post.objects.filter(Q(unit__in=units_visible_to(post)) | own)


def people_visible_to(post: Post) -> QuerySet[Person]:
    """Everybody for the system's administrators; those who hold or held a post in the subtree for a unit's."""
    if post.role == Role.SYSTEM_ADMIN:
        return Person.objects.all()
    return Person.objects.filter(pk__in=Post.objects.filter(unit__in=units_visible_to(post)).values("person"))


def units_found(units: QuerySet[Unit], words: str) -> QuerySet[Unit]:
    """Those of `units` whose name, other spelling or code has the words, tone marks and case ignored."""
    key = folded(words)
    if not key:
        return units
    spelt = UnitAlias.objects.filter(folded__contains=key).values("unit")
    return units.filter(Q(folded__contains=key) | Q(code__icontains=words.strip()) | Q(pk__in=spelt))


def heads_of(unit_ids: Iterable[int], on: date) -> dict[int, Post]:
    """Unit key → the post of its head on a day; a unit without a recorded head is missing."""
    heads = Post.objects.current(on).filter(is_head=True, unit_id__in=set(unit_ids))
    return {post.unit_id: post for post in heads.select_related("person", "unit")}


def stood_under(post: Post, *, places: str, born: F) -> Q:
    """That a unit stood under the post's unit, or under one it took over, when something came about.

    `places` is the relation to the unit's placements, `born` the moment by the database's clock. So a unit that moves
    carries its past to nobody who had not seen it, and whoever saw it goes on seeing it.
    """
    prefixes = Q()
    for prefix in post.unit.prefixes or [post.unit.path]:
        prefixes |= Q(**{f"{places}__path__startswith": prefix})
    begun = Q(**{f"{places}__since": None}) | Q(**{f"{places}__since__lte": born})
    lasted = Q(**{f"{places}__until": None}) | Q(**{f"{places}__until__gt": born})
    return prefixes & begun & lasted


def group_members(token: str) -> QuerySet[Unit]:
    """The units a group word binds today; empty for a group that names nobody by itself."""
    return Unit.objects.filter(kind__in=GROUPS.get(token, ()), dissolved_on=None).order_by("sort_key")


def units_named(names: Iterable[str]) -> dict[str, Unit]:
    """Name as a document writes it → unit, by name or alias, tone marks and case ignored; unknown names are missing."""
    keys = {folded(name): name for name in names}
    found = {unit.folded: unit for unit in Unit.objects.filter(folded__in=keys)}
    for alias in UnitAlias.objects.filter(folded__in=keys).select_related("unit"):
        found.setdefault(alias.folded, alias.unit)
    return {name: found[key] for key, name in keys.items() if key in found}


def reporting_units() -> QuerySet[Unit]:
    """Ministries and provinces: those a national round is addressed to."""
    return group_members("ALL_AGENCIES")


def calendar() -> Calendar:
    """The working calendar in force, as a value."""
    return Calendar.of(dict(CalendarDay.objects.values_list("day", "is_working")))
