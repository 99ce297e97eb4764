"""Lists of duties that cost the same among ten thousand tasks and a million.

What a post sees is a few ways in (a programme, a unit, what the unit gave on); each has an index in the order of the
list. A page walks every way in no further than it needs and merges them; counts come from those kept (decision 7).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from operator import itemgetter
from typing import Any, ClassVar, Self

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from giamsat.people.models import Post, Unit
from giamsat.people.states import Role
from giamsat.tasks.models import Duty, DutyTally
from giamsat.tasks.queries import duties_visible_to, programmes_for
from giamsat.wording import folded


@dataclass(frozen=True, slots=True)
class Choice:
    """What a reader narrowed a list by: public ids, values of enums, words."""

    #: Of these and of standings the counts are kept.
    KEPT: ClassVar = ("programme", "unit", "state", "role", "standing")

    programme: str = ""
    unit: str = ""
    state: str = ""
    standing: str = ""
    role: str = ""
    document: str = ""
    stars: str = ""
    leader: str = ""
    words: str = ""
    #: A condition that a room downstream adds.
    also: Q = field(default_factory=Q)

    @property
    def is_kept(self) -> bool:
        """Whether the kept counts know how many there are."""
        return not any(getattr(self, one.name) for one in fields(self) if one.name not in self.KEPT)

    @property
    def condition(self) -> Q:
        """The duties chosen."""
        columns = {
            "programme__public_id": self.programme,
            "unit__public_id": self.unit,
            "state": self.state,
            "standing": self.standing,
            "role": self.role,
            "task__document__public_id": self.document,
            "task__stars__gte": self.stars,
            "task__leader__public_id": self.leader,
        }
        found = Q(**{column: value for column, value in columns.items() if value}) & self.also
        for word in folded(self.words).split():
            found &= Q(task__folded__contains=word) | Q(task__code__icontains=word)
        return found


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the order of a list: behind the duty that stands there."""

    sorts_at: datetime
    key: int

    @classmethod
    def of(cls, duty: Duty) -> Self:
        return cls(duty.sorts_at, duty.pk)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place written by `str`; None for what is none."""
        moment, _, key = text.partition("_")
        try:
            place = cls(datetime.fromisoformat(moment), int(key))
        except ValueError:
            return None
        return place if place.sorts_at.tzinfo and 0 <= place.key < 2**63 else None

    def __str__(self) -> str:
        return f"{self.sorts_at.isoformat()}_{self.key}"


@dataclass(frozen=True, slots=True)
class Ways:
    """What a post sees of duties, as a few ways in; a test holds them to `queries.duties_visible_to`."""

    post: Post
    #: Keys of the programmes whose whole it sees.
    programmes: tuple[int, ...] = ()
    #: Keys of the units it speaks for: it sees what they owe and what they gave on.
    units: tuple[int, ...] = ()
    #: Whether units stand beneath: what those owe has no index of its own, and its kept counts do not know since when.
    has_units_beneath: bool = False

    def narrow(self) -> Iterator[dict[str, Any]]:
        """The ways, column → value, each of which has an index in the order of the list."""
        yield from ({"programme_id": key} for key in self.programmes)
        for unit in self.units:
            yield {"unit_id": unit}
            yield {"assigner_id": unit, "is_part": True}

    @property
    def kept(self) -> QuerySet[DutyTally]:
        """The kept counts of what it sees; they know nothing of what units beneath owe."""
        own = Q(unit__in=self.units) | Q(assigner__in=self.units, is_part=True)
        return DutyTally.objects.filter(Q(programme__in=self.programmes) | own, count__gt=0).order_by()


def ways_of(post: Post) -> Ways:
    """The ways in of a post; one statement."""
    if post.role in (Role.REPORTER, Role.APPROVER):
        beneath = Unit.objects.filter(placements__parent__in=post.unit.speaks_for).exists()
        return Ways(post, units=tuple(sorted(post.unit.speaks_for)), has_units_beneath=beneath)
    programmes = tuple(programmes_for(post).values_list("pk", flat=True))
    units = tuple(sorted(post.unit.speaks_for)) if post.role == Role.COORDINATOR else ()
    return Ways(post, programmes, units)


def page_of(ways: Ways, chosen: Choice, *, size: int, after: Place | None = None) -> list[int]:
    """Keys of the next duties, soonest due first; one more than `size` tells that the list goes on."""
    behind = Q()
    if after is not None:
        behind = Q(sorts_at__gt=after.sorts_at) | Q(sorts_at=after.sorts_at, pk__gt=after.key)
        behind &= Q(sorts_at__gte=after.sorts_at)
    whole = Duty.objects.filter(chosen.condition, behind).order_by().values_list("sorts_at", "pk")
    parts = [_statement(whole, way) for way in ways.narrow()]
    if ways.has_units_beneath:
        beneath = duties_visible_to(ways.post).order_by().values("pk")
        parts.append(_statement(whole.filter(pk__in=beneath), {}))
    return _merged(parts, size + 1) if parts else []


def counts_of(ways: Ways, chosen: Choice) -> dict[str, int]:
    """Standing → how many of the chosen duties are seen to stand so, whatever standing was chosen; one statement."""
    everything = replace(chosen, standing="")
    if everything.is_kept and not ways.has_units_beneath:
        counted = ways.kept.filter(everything.condition).values_list("standing").annotate(n=Sum("count"))
        return dict(counted)
    rows = duties_visible_to(ways.post).filter(everything.condition).order_by()
    return dict(rows.values_list("standing").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class Options:
    """What a list may be narrowed by: (public id, word) pairs."""

    programmes: list[tuple[str, str]]
    units: list[tuple[str, str]]


def options_of(ways: Ways) -> Options:
    """The programmes and units of which at least one duty is seen, in Vietnamese order; one statement."""
    seen: QuerySet[Any] = duties_visible_to(ways.post).order_by() if ways.has_units_beneath else ways.kept
    columns = ("programme__code", "programme__public_id", "unit__sort_key", "unit__public_id", "unit__name")
    rows = list(seen.values_list(*columns).distinct())
    units = sorted({row[2:] for row in rows})
    return Options(sorted({(row[1], row[0]) for row in rows}, key=itemgetter(1)), [unit[1:] for unit in units])


def _statement(whole: QuerySet[Duty, tuple[Any, ...]], way: dict[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """The statement of one way into a list: written beside what the ORM says once of all of them."""
    sql, params = whole.query.sql_with_params()
    columns = " AND ".join(f"{Duty._meta.db_table}.{column} = %s" for column in way)
    if columns:
        sql += f" AND {columns}" if " WHERE " in sql else f" WHERE {columns}"
    return sql, (*params, *way.values())


def _merged(parts: list[tuple[str, tuple[Any, ...]]], size: int) -> list[int]:
    """The first keys of several lists in the order of the list, each duty once, in one statement."""
    # Statements of the ORM and names of our own columns; every value is a parameter.
    limited = (f"SELECT * FROM ({sql} ORDER BY 1, 2 LIMIT {size}) AS part{n}" for n, (sql, _) in enumerate(parts))  # noqa: S608
    parted = " UNION ALL ".join(limited)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT * FROM ({parted}) AS parts ORDER BY 1, 2 LIMIT {size}",  # noqa: S608
            [value for _, params in parts for value in params],
        )
        return [key for _, key in cursor.fetchall()]
