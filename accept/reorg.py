"""The reorganisation of 2025, 63 → 34 provinces and 10,035 → 3,321 communes, as one import: all of it or nothing.

Who may read what is worked out by a model of its own, from the rules: a post speaks for its unit and for those whose
functions passed to that by a succession; a reporter or approver sees below it what stood there when it came about; a
draft is its unit's alone. Holds when after the import nobody reads anything more, everything old is still read, an
import that breaks off leaves nothing, and time grows no faster than units.
"""

import argparse
import csv
import hashlib
import io
import math
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.core import serializers
from django.db.models import F, Q

from accept.command import CannotRun, Command, Outcome
from accept.databases import cpu_seconds, fresh
from accept.reorg_world import MINISTRIES, MOVED, Country, build, country
from giamsat.journal.queries import broken_links, history_of
from giamsat.journal.rules import SYSTEM
from giamsat.people import models, reorganising
from giamsat.people.changes import changes, counts, plan
from giamsat.people.models import Post, Unit
from giamsat.people.states import Role, UnitKind
from giamsat.progress import actions as progress_actions
from giamsat.progress.queries import visible_to as updates_visible_to
from giamsat.reports.queries import obligations_visible_to, submissions_visible_to
from giamsat.tasks import queries as task_queries
from tests import builders as a

EXPONENT = 1.05
#: communes whose work is looked at
SAMPLE = 60
ROLES = (Role.REPORTER, Role.APPROVER, Role.COORDINATOR)
#: kind of object → what a post sees of it
SEEN = {
    "duty": task_queries.duties_visible_to,
    "update": updates_visible_to,
    "obligation": obligations_visible_to,
    "submission": submissions_visible_to,
}


@dataclass(frozen=True)
class Thing:
    """One object of before: whose it is, where that stood when it came about, and whether only its unit may see it."""

    kind: str
    key: int
    unit: str
    above: str
    is_own_only: bool = False


def measure(options: argparse.Namespace) -> Outcome:
    """The share of (post, object) pairs judged rightly after the import; 0 when a wall does not stand."""
    (old, communes), (new, after) = (map(int, text.split(",")) for text in (options.before, options.after))
    if (old, new) != (63, 34):
        raise CannotRun("chỉ có dữ liệu thật của 63 và 34 tỉnh, thành phố")
    if options.quick:
        communes, after = 400, 132
    db = fresh()
    land = country(communes=communes, after=after, seed=options.seed)
    build(land)
    posts, things = _work(land)
    wrong = Counter(_differences(posts, things, land, []))
    print(f"trước: {len(posts)} chức danh × {len(things)} đối tượng, sai {dict(wrong)}")
    rows = list(csv.DictReader(io.StringIO(land.sheet)))
    print("thử:", counts(plan(changes(rows))))
    whole = _leaves_nothing(rows)
    one = reorganising.propose("Sắp xếp năm 2025", rows, by=SYSTEM, at=a.NOW)
    reorganising.carry_out(one, by=SYSTEM, at=a.NOW)
    new_posts, new_things = _work_after(land, posts)
    now = [*_living(posts), *new_posts]
    successions = _successions(rows)
    found = Counter(_differences(now, things, land, successions))
    found += Counter(_differences(now, new_things, land, successions))
    lost = [thing for thing in things if not _is_history_read(thing, now)]
    print(f"sau: {len(now)} chức danh × {len(things) + len(new_things)} đối tượng, sai {dict(found)}")
    left = f"{_alive(UnitKind.PROVINCE)} tỉnh, {_alive(UnitKind.COMMUNE)} xã"
    print(f"còn {left}; lịch sử không còn ai đọc {len(lost)}; đứt nhật ký {len(broken_links())}")
    slope = 0.0 if options.quick else _exponent(communes, after, options.seed)
    print(f"số mũ thời gian theo số đơn vị {slope:.3f}; đứt giữa chừng không để lại gì: {whole}")
    errors = sum(wrong.values()) + sum(found.values()) + len(lost)
    n = len(now) * (len(things) + len(new_things))
    whole = whole and (_alive(UnitKind.PROVINCE), _alive(UnitKind.COMMUNE)) == (new, after)
    ok = not errors and whole and slope <= EXPONENT and not broken_links()
    return Outcome("pairs judged rightly", 1 - errors / n if ok else min(1 - errors / n, 0.999), ">= 1", ok, n, db=db)


def _work(land: Country) -> tuple[list[Post], list[Thing]]:
    """Posts in provinces, communes and ministries, and what they did: duties, updates, obligations, reports."""
    provinces = [*[code for code in land.parents if code.startswith("CU_")][:16], "HA_NOI"]
    communes = [code for code in land.parents if code.startswith("XA_") and land.parents[code] in provinces][:SAMPLE]
    units = [*provinces, *communes, *MINISTRIES, *dict.fromkeys(MINISTRIES.values()), *(row[0] for row in MOVED), "BYT"]
    posts = [a.post(role, code) for code in units for role in ROLES]
    by_unit = {(post.unit.code, post.role): post for post in posts}
    owing = [code for code in units if code != "BKHCN"]
    return posts, _things(owing, by_unit, land.parents)


def _things(owing: list[str], by_unit: dict[tuple[str, str], Post], parents: dict[str, str]) -> list[Thing]:
    """A duty, two updates, an obligation with an accepted report and a draft of every unit."""
    runs = a.post(Role.COORDINATOR, "BKHCN")
    things = []
    for duty in a.issued(runs, leads=tuple(owing)):
        code = duty.unit.code
        reporter, head = by_unit[code, Role.REPORTER], by_unit[code, Role.APPROVER]
        approved = progress_actions.submit_update(duty, a.entry(), by=reporter, at=a.NOW)
        progress_actions.approve_update(approved, by=head, at=a.NOW)
        waiting = progress_actions.submit_update(duty, a.entry(), by=reporter, at=a.NOW)
        things += [
            Thing("duty", duty.pk, code, parents.get(code, "")),
            Thing("update", approved.pk, code, parents.get(code, "")),
            Thing("update", waiting.pk, code, "", is_own_only=True),
        ]
    round_ = a.open_round(runs, recipients=tuple(owing))
    for owed in round_.obligations.select_related("round__programme", "unit"):
        code = owed.unit.code
        reporter = by_unit[code, Role.REPORTER]
        accepted = a.handed_in(owed, reporter)
        owed.refresh_from_db()
        things += [Thing("obligation", owed.pk, code, ""), Thing("submission", accepted.pk, code, "")]
    return things


def _work_after(land: Country, posts: list[Post]) -> tuple[list[Post], list[Thing]]:
    """Posts that passed on or were given since, and new work of the units that moved."""
    known = {post.pk for post in posts}
    new = list(Post.objects.exclude(pk__in=known).filter(to_on=None).select_related("unit", "person"))
    by_unit = {(post.unit.code, post.role): post for post in _living(posts)}
    moved = [code for code, _was, _to in MOVED]
    parents = {code: to for code, _was, to in MOVED}
    return new, _things(moved, by_unit, parents)


def _living(posts: list[Post]) -> list[Post]:
    return list(Post.objects.filter(pk__in=[p.pk for p in posts], to_on=None).select_related("unit", "person"))


def _successions(rows: list[dict[str, str]]) -> list[tuple[str, str]]:
    """(predecessor, successor) as the sheet says, read by the model itself."""
    return [
        (old, new)
        for row in rows
        if row["kind"] == "merge"
        for old in row["predecessors"].split(";")
        for new in row["successors"].split(";")
        if old != new
    ]


def _differences(
    posts: list[Post], things: list[Thing], land: Country, successions: list[tuple[str, str]]
) -> Iterator[str]:
    """One word for every pair that the system judges otherwise than the model: "newly readable" or "lost"."""
    keys = {kind: [thing.key for thing in things if thing.kind == kind] for kind in SEEN}
    for post in posts:
        speaks = _speaks_for(post.unit.code, successions)
        seen = {
            (kind, key)
            for kind, query in SEEN.items()
            for key in query(post).filter(pk__in=keys[kind]).values_list("pk", flat=True)
        }
        for thing in things:
            may, can = _may_read(post.role, speaks, thing), (thing.kind, thing.key) in seen
            if may != can:
                yield "đọc thêm được" if can else "không còn đọc được"


def _speaks_for(code: str, successions: list[tuple[str, str]]) -> set[str]:
    found = {code}
    while more := {old for old, new in successions if new in found} - found:
        found |= more
    return found


def _may_read(role: str, speaks: set[str], thing: Thing) -> bool:
    """The rules, in the words of the product."""
    if thing.is_own_only:
        return role in (Role.REPORTER, Role.APPROVER) and thing.unit in speaks
    if role == Role.COORDINATOR:
        runs = "BKHCN" in speaks
        return runs or (thing.unit in speaks and thing.kind in ("duty", "update"))
    return thing.unit in speaks or (thing.above in speaks and thing.kind in ("duty", "update"))


def _is_history_read(thing: Thing, posts: list[Post]) -> bool:
    """Whether somebody who speaks for its unit now sees an object, and the entries about it are there."""
    model = SEEN[thing.kind](posts[0]).model
    unit = Unit.objects.get(code=thing.unit)
    readers = [post for post in posts if post.speaks_for(unit.pk) and post.role == Role.REPORTER]
    sees = any(SEEN[thing.kind](post).filter(pk=thing.key).exists() for post in readers[:1])
    has_entries = thing.kind in ("duty", "obligation") or history_of(model.objects.get(pk=thing.key)).exists()
    return sees and has_entries


def _leaves_nothing(rows: list[dict[str, str]]) -> bool:
    """Whether an import that breaks off at its last step leaves every table of people as it was."""
    before = _state()

    def breaks(*_args: Any) -> None:
        raise OSError

    try:
        with mock.patch.object(reorganising, "_seat", breaks):
            one = reorganising.propose("Đứt giữa chừng", rows, by=SYSTEM, at=a.NOW)
            reorganising.carry_out(one, by=SYSTEM, at=a.NOW)
    except OSError:
        models.Reorganisation.objects.filter(title="Đứt giữa chừng", state="proposed").delete()
        return _state() == before
    return False


def _state() -> str:
    tables = (models.Unit, models.UnitName, models.UnitAlias, models.UnitPlacement, models.Succession, models.Post)
    rows = (serializers.serialize("json", table.objects.order_by("pk")) for table in tables)
    return hashlib.sha256("".join(rows).encode()).hexdigest()


def _alive(kind: UnitKind) -> int:
    return Unit.objects.filter(kind=kind, dissolved_on=None).count()


def _exponent(communes: int, after: int, seed: int) -> float:
    """The slope of log processor time over log units, of the import alone, each in a fresh database; the best of three."""
    points = []
    for part in (8, 4, 2, 1):
        seconds = []
        for _time in range(3):
            fresh()
            land = country(communes=communes // part, after=after // part, seed=seed)
            build(land)
            one = reorganising.propose("Đo", land.rows, by=SYSTEM, at=a.NOW)
            started = cpu_seconds()
            reorganising.carry_out(one, by=SYSTEM, at=a.NOW)
            seconds.append(cpu_seconds() - started)
        points.append((math.log(len(land.parents)), math.log(min(seconds))))
        print(f"{len(land.parents)} đơn vị: {min(seconds):.2f} s")
    n = len(points)
    mean_x, mean_y = (sum(axis) / n for axis in zip(*points, strict=True))
    return sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _y in points)


@contextmanager
def reparent_grants() -> Iterator[None]:
    """The defect: sight below follows today's tree, so that a unit that moves brings its past along."""

    def today(post: Post, *, places: str, born: F) -> Q:
        return Q(unit__path__startswith=post.unit.path)

    with mock.patch.object(task_queries, "stood_under", today):
        yield


COMMAND = Command(measure, {"reparent_grants": reparent_grants})
