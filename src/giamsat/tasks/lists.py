"""Lists of duties that cost the same among ten thousand tasks and a million.

What a post sees is a few ways in (a programme, a unit, what the unit gave on); each has an index in the order of the
list. A page walks every way in no further than it needs and merges them; counts come from those kept (decision 7).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, ClassVar, Self

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from giamsat.people.models import Post, Unit
from giamsat.people.states import Role
from giamsat.tasks.models import Duty, DutyTally, Programme
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

    @property
    def is_kept(self) -> bool:
        """Whether the kept counts know how many there are."""
        return not any(getattr(self, field.name) for field in fields(self) if field.name not in self.KEPT)

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
        found = Q(**{column: value for column, value in columns.items() if value})
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
            return cls(datetime.fromisoformat(moment), int(key))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.sorts_at.isoformat()}_{self.key}"


def page_of(post: Post, chosen: Choice, *, size: int, after: Place | None = None) -> list[int]:
    """Keys of the next duties in the order of the list, soonest due first; one more than `size` tells that it goes on."""
    behind = Q()
    if after is not None:
        behind = Q(sorts_at__gt=after.sorts_at) | Q(sorts_at=after.sorts_at, pk__gt=after.key)
        behind &= Q(sorts_at__gte=after.sorts_at)
    found = [
        Duty.objects.filter(way, chosen.condition, behind).order_by("sorts_at", "pk").values_list("sorts_at", "pk")
        for way in ways_in(post)
    ]
    return _merged([rows[: size + 1] for rows in found], size + 1)


def counts_of(post: Post, chosen: Choice) -> dict[str, int]:
    """Standing → how many of the chosen duties a post sees stand so, whatever standing was chosen."""
    if not chosen.is_kept or _has_units_beneath(post):
        everything = Choice(**{f.name: getattr(chosen, f.name) for f in fields(chosen) if f.name != "standing"})
        rows = duties_visible_to(post).filter(everything.condition).order_by()
        return dict(rows.values_list("standing").annotate(Count("pk")))
    kept, given_on = (rows.filter(_kept(chosen)).order_by().values_list("standing") for rows in _counted(post))
    return dict(Counter(dict(kept.annotate(Sum("count")))) + Counter(dict(given_on.annotate(Count("pk")))))


def ways_in(post: Post) -> Iterator[Q]:
    """What a post sees of duties, in parts of which each has an index in the order of the list.

    Together they are `queries.duties_visible_to`; a test holds the two together.
    """
    if post.role in (Role.SUPERVISOR, Role.LEADER, Role.COORDINATOR):
        yield from (Q(programme=key) for key in programmes_for(post).values_list("pk", flat=True))
    if post.role in (Role.COORDINATOR, Role.REPORTER, Role.APPROVER):
        for unit in sorted(post.unit.speaks_for):
            yield Q(unit=unit)
            yield Q(assigner=unit, is_part=True)
        if _has_units_beneath(post):
            yield Q(pk__in=duties_visible_to(post).order_by().values("pk"))


def programmes_in(post: Post) -> QuerySet[Programme]:
    """The programmes of which a post sees at least one duty."""
    return Programme.objects.filter(pk__in=_seen_in(post, "programme")).order_by("code")


def units_in(post: Post) -> QuerySet[Unit]:
    """The units of which a post sees at least one duty, in Vietnamese order."""
    return Unit.objects.filter(pk__in=_seen_in(post, "unit")).order_by("sort_key")


def _seen_in(post: Post, column: str) -> set[int]:
    if _has_units_beneath(post):
        return set(duties_visible_to(post).order_by().values_list(column, flat=True).distinct())
    kept, given_on = _counted(post)
    found = [rows.order_by().values_list(column, flat=True).distinct() for rows in (kept, given_on)]
    return {key for keys in found for key in keys}


def _counted(post: Post) -> tuple[QuerySet[DutyTally], QuerySet[Duty]]:
    """The kept counts of what a post sees, and beside them the duties that they do not count: what it gave on."""
    programmes = list(programmes_for(post).order_by().values_list("pk", flat=True))
    units = [] if post.role in (Role.SUPERVISOR, Role.LEADER) else list(post.unit.speaks_for)
    kept = DutyTally.objects.filter(Q(programme__in=programmes) | Q(unit__in=units), count__gt=0)
    given_on = Duty.objects.filter(assigner__in=units, is_part=True)
    return kept, given_on.exclude(programme__in=programmes).exclude(unit__in=units)


def _kept(chosen: Choice) -> Q:
    columns = {
        "programme__public_id": chosen.programme,
        "unit__public_id": chosen.unit,
        "state": chosen.state,
        "role": chosen.role,
    }
    return Q(**{column: value for column, value in columns.items() if value})


def _has_units_beneath(post: Post) -> bool:
    if post.role not in (Role.REPORTER, Role.APPROVER):
        return False
    return Unit.objects.filter(placements__parent__in=post.unit.speaks_for).exists()


def _merged(parts: list[QuerySet[Duty, tuple[Any, ...]]], size: int) -> list[int]:
    """The first keys of several ordered lists as one list, each duty once, in one statement."""
    if not parts:
        return []
    statements, params = zip(*(rows.query.sql_with_params() for rows in parts), strict=True)
    parted = " UNION ALL ".join(f"SELECT * FROM ({sql}) AS part{n}" for n, sql in enumerate(statements))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT * FROM ({parted}) AS parts ORDER BY 1, 2 LIMIT %s",  # noqa: S608 — statements of the ORM
            [*(value for some in params for value in some), size],
        )
        return [key for _, key in cursor.fetchall()]
