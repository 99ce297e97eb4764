"""Nobody opens, changes or is shown what the product's words keep from him.

Every address × every method × every role × every relation to the unit that owes (own, beneath, above, beside,
unrelated, merged into it, post ended, and the owner of the programme) × every way of signing in (password, second
step, stand-in, none); then every form, filled in by who may send it, sent by everybody else; then every list, count, filter, sum,
search and download of units that stand to each other so. The role "machine" has no door yet: there is no API.
Holds when nothing differs from the oracle, which is written from the product's words.
"""

import argparse
import multiprocessing
import shutil
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from multiprocessing.queues import SimpleQueue
from typing import Any, TypeVar
from unittest import mock

from django.db import connection
from django.db.models import Q

from accept.authz_doors import METHODS, READ, Actor, as_tested, ask, checksum, everybody
from accept.authz_forms import Filled, filled_forms
from accept.authz_lists import FEW_PAGES, PAGES, broken_promises, leaks
from accept.authz_world import Land, built_lists
from accept.command import Command, Outcome
from accept.databases import fresh
from giamsat.access import loaders, middleware
from giamsat.access.permissions import PERMISSIONS, may_open
from giamsat.obstacles.models import Obstacle
from giamsat.people.models import Person, PostQuerySet
from giamsat.people.states import Role
from giamsat.reports.models import Submission
from giamsat.tasks import lists
from giamsat.tasks.models import Duty
from giamsat.web.pages import inbox, obstacles
from tests.access import relations, world
from tests.access.relations import MAY_DO

PARTS = 2
R = TypeVar("R")
#: pages that take both a look and a form, beside those about an object
FORMS = {
    *("document_upload", "proposal_new", "programme_open", "round_new", "reorganisation_new"),
    *("password_change", "second_step"),
}
#: doors before signing in, which answer by what they know of the visitor, but change nothing
FRAMEWORK = {"login", "login_code", "oidc_start", "oidc_return", "invitation", "logout", "set_language"}
#: a form open to whoever might assign one of two tasks
EITHER = {"task_merge"}
#: what everybody may change: his own sessions and second step
OPEN_ACTS = {*FRAMEWORK, "post_choose", "sessions_end_others", "second_step", "second_step_drop"}


@dataclass
class Tally:
    """What a part of the work found."""

    faults: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    #: (role, relation, URL name, kind, method) → mechanism → what the door said
    words: dict[tuple[str, ...], dict[str, str]] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        self.faults += other.faults
        self.counts += other.counts
        for cell, said in other.words.items():
            self.words.setdefault(cell, {}).update(said)


@dataclass
class Doors:
    """One of everything, everybody, the forms filled in, and the checksum of all tables before anybody knocks."""

    place: world.World
    actors: list[Actor]
    forms: list[Filled]
    before: dict[str, str]
    quick: bool


def measure(options: argparse.Namespace) -> Outcome:
    """How many answers differ from the oracle."""
    whole = Tally(faults=_without_line())
    with as_tested():
        db, land, actors = _apart(partial(_to_look_at, options.quick))
        whole.add(_in_parts(partial(_look, land, FEW_PAGES if options.quick else PAGES), actors))
        whole.faults += [] if options.quick else _never_met(land, whole.counts)
        doors = _apart(partial(_to_knock_at, options.quick))
        whole.add(_in_parts(partial(_knock, doors), doors.actors))
        if _apart(checksum) != doors.before:
            whole.faults.append("the database is not as it was before")
    different = [cell for cell, said in whole.words.items() if len(set(said.values())) > 1]
    whole.faults += [f"{' '.join(cell)}: ways of signing in differ" for cell in different]
    _tell(whole, doors)
    n = whole.counts["cells"] + whole.counts["forms sent"] + whole.counts["pages"] + whole.counts["searches"]
    return Outcome("leaks and other differences", len(whole.faults), "<= 0", not whole.faults, n, db=db)


def _to_look_at(quick: bool) -> tuple[str, Land, list[Actor]]:
    db = fresh()
    land, former = built_lists()
    return db, land, everybody(former, quick=quick)


def _to_knock_at(quick: bool) -> Doors:
    fresh()
    relations.lay_out()
    former = {role: relations.seat(role, "former") for role in Role}
    relations.merge_former()
    actors = everybody(former, quick=quick)
    place = world.built()
    return Doors(place, actors, filled_forms(place, actors), checksum(), quick)


def _without_line() -> list[str]:
    """URLs without a line in the table, lines without a URL, and URLs about an object that are not tried with one."""
    untried = {p.name for p in world.urlpatterns if "<" in str(p.pattern)} ^ set(world.OBJECTS)
    return [f"{name}: no line, no URL or no object" for name in sorted((world.names() ^ set(PERMISSIONS)) | untried)]


def _never_met(land: Land, counts: Counter[str]) -> list[str]:
    """Kinds of things that nobody was shown on any page: then the pages were not looked through."""
    return [f"nobody was shown any {kind}" for kind in {t.kind for t in land.things} if not counts[f"found: {kind}"]]


def _look(land: Land, most: int, actors: Sequence[Actor]) -> Tally:
    """Lists and what is reached from them."""
    found = Tally()
    for actor in actors:
        found.faults += leaks(actor, land, found.counts, most=most)
        found.faults += broken_promises(actor, land, found.counts, every=1 if most == PAGES else 5)
    return found


def _knock(doors: Doors, actors: Sequence[Actor]) -> Tally:
    """Every address by every method, and every filled form."""
    found = Tally()
    for actor in actors:
        for name in sorted(world.names()):
            for kind, address, method in _tries(doors.place, name, actor.mechanism, quick=doors.quick):
                found.faults += _try(actor, name, kind, address, method, doors.before, found)
        for form in doors.forms:
            found.counts["forms sent"] += 1
            answer = ask(actor, "POST", form.address, form.fields, whole=doors.before)
            may = relations.may_do(form.name, actor.role, actor.relation)
            if answer.status >= 500 or (answer.kept and not may):
                found.faults.append(f"{actor}: form {form.name} {form.kind}: {answer.status}, kept {answer.kept}")
            if answer.kept and may:
                found.counts[f"done: {form.name}"] += 1
    return found


def _tries(place: world.World, name: str, mechanism: str, *, quick: bool) -> Iterator[tuple[str, str, str]]:
    """(kind, address, method): by password every method; otherwise, and in a quick run, those the address takes.

    A method that no view takes answers the same of every object, so it is tried with one.
    """
    methods = METHODS
    if quick or mechanism not in ("password", "anonymous"):
        methods = tuple(sorted(_taken(name) - {"HEAD"}))
    addresses = place.addresses(name)
    for method in methods:
        for kind, address in addresses if method in (*READ, "POST") else addresses[:1]:
            yield kind, address, method


def _taken(name: str) -> set[str]:
    """The methods an address takes."""
    if name in world.POSTS:
        return {"POST"}
    return {*READ, "POST"} if name in FORMS | set(MAY_DO) else set(READ)


def _try(
    actor: Actor, name: str, kind: str, address: str, method: str, before: dict[str, str], found: Tally
) -> Iterator[str]:
    answer = ask(actor, method, address, whole=before)
    found.counts["cells"] += 1
    cell = (str(actor.role or "anonymous"), actor.relation, name, kind, method)
    found.words.setdefault(cell, {})[actor.mechanism] = answer.word
    wanted = _wanted(actor, name, kind, method)
    if answer.word not in wanted:
        yield f"{actor} {method} {name} {kind}: {' or '.join(sorted(wanted))} expected, {answer.word} found"
    may = method == "POST" and (relations.may_do(name, actor.role, actor.relation) or name in OPEN_ACTS)
    if (answer.kept and not may) or (answer.wrote and method != "POST" and name not in FRAMEWORK):
        yield f"{actor} {method} {name} {kind}: writes {', '.join(sorted(answer.wrote))}"


def _wanted(actor: Actor, name: str, kind: str, method: str) -> set[str]:
    """What the door may say."""
    if name in FRAMEWORK:
        return {"open", "not allowed", "login"}
    at_table = relations.at_table(name, actor.role, actor.relation)
    if at_table in ("login", "forbidden"):
        return {at_table}
    if method not in _taken(name):
        return {"not allowed"}
    if name == "post_choose":
        return {"hidden"}  # an empty choice is no post of his
    said = relations.expected(name, kind, actor.role, actor.relation)
    is_act = method == "POST" and name in MAY_DO
    return {"open", "forbidden"} if said != "hidden" and (is_act or name in EITHER) else {said}


def _in_parts(work: Callable[[Sequence[Actor]], Tally], actors: list[Actor]) -> Tally:
    """The work shared out among processes, each with a database of its own where that is a file."""
    parts = [_begun(partial(_with_own_database, n, partial(work, actors[n::PARTS]))) for n in range(PARTS)]
    whole = Tally()
    for part in parts:
        whole.add(_ended(*part))
    return whole


def _with_own_database(n: int, work: Callable[[], Tally]) -> Tally:
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        connection.settings_dict["NAME"] = str(shutil.copyfile(name, f"{name}.part{n}"))
    return work()


def _apart(work: Callable[[], R]) -> R:
    """Done in a process of its own: what has made papers has threads, and cannot fork any more."""
    return _ended(*_begun(work))


def _begun(work: Callable[[], R]) -> tuple[Any, "SimpleQueue[tuple[R | None, str]]"]:
    connection.close()
    context = multiprocessing.get_context("fork")
    answer: SimpleQueue[tuple[R | None, str]] = context.SimpleQueue()
    process = context.Process(target=_answering, args=(work, answer))
    process.start()
    return process, answer


def _ended(process: Any, answer: "SimpleQueue[tuple[R | None, str]]") -> R:
    result, trouble = answer.get()
    process.join()
    if result is None:
        raise RuntimeError(trouble)
    return result


def _answering(work: Callable[[], R], answer: "SimpleQueue[tuple[R | None, str]]") -> None:
    try:
        answer.put((work(), ""))
    except BaseException:
        answer.put((None, traceback.format_exc()))
        raise
    finally:
        connection.close()


def _tell(whole: Tally, doors: Doors) -> None:
    for fault in whole.faults[:40]:
        print(fault)
    counts = whole.counts
    print(f"ô {counts['cells']}: {len(world.names())} địa chỉ × {len(METHODS)} phương thức × {len(Role) + 1} vai trò")
    print(f"biểu mẫu đã điền {len(doors.forms)}, đã gửi {counts['forms sent']}; vai trò máy (API): chưa có cửa nào")
    done = {name.removeprefix("done: ") for name in counts if name.startswith("done: ")}
    if not doors.quick:
        print(f"việc người có quyền làm được {len(done)}/{len(MAY_DO)}; chưa: {', '.join(sorted(set(MAY_DO) - done))}")
    looked = ("pages", "pages not visited", "lists", "searches", "sums")
    print(", ".join(f"{name} {counts[name]}" for name in looked), f"; sai {len(whole.faults)}")


@contextmanager
def drop_one_check() -> Iterator[None]:
    """The defect: one loader, that of reports handed in, gives whatever is asked for."""
    real = loaders._one

    def one(found: Any, public_id: str) -> Any:
        return real(Submission.objects.all() if found.model is Submission else found, public_id)

    with mock.patch.object(loaders, "_one", one):
        yield


@contextmanager
def open_line() -> Iterator[None]:
    """The defect: one line of the table admits everybody who has a post."""

    def may(name: str, role: str | None) -> bool:
        return role is not None if name == "proposals" else may_open(name, role)

    with mock.patch.object(middleware, "may_open", may):
        yield


@contextmanager
def unfiltered_list() -> Iterator[None]:
    """The defect: the register of obstacles lists all there are."""
    with mock.patch.object(obstacles, "register", lambda post, **chosen: Obstacle.objects.all()):
        yield


@contextmanager
def hidden_counted() -> Iterator[None]:
    """The defect: the duties a reader does not see are hidden from the list, but counted."""

    def counts(ways: lists.Ways, chosen: lists.Choice) -> dict[str, int]:
        return {"overdue": Duty.objects.filter(chosen.condition).count()}

    from giamsat.web.pages import tasks

    with mock.patch.object(tasks, "counts_of", counts):
        yield


@contextmanager
def writing_look() -> Iterator[None]:
    """The defect: opening the list of things to do changes a row."""
    real = inbox.things_to_do

    def look(post: Any, at: Any) -> Any:
        Person.objects.filter(pk=post.person_id).update(full_name="Đã xem")
        return real(post, at)

    with mock.patch.object(inbox, "things_to_do", look):
        yield


@contextmanager
def ended_posts() -> Iterator[None]:
    """The defect: a post that has ended still opens doors."""
    with mock.patch.object(PostQuerySet, "current", lambda posts, on: posts.filter(Q(person__is_active=True))):
        yield


COMMAND = Command(
    measure,
    {
        one.__name__: one
        for one in (
            drop_one_check,
            open_line,
            unfiltered_list,
            hidden_counted,
            writing_look,
            ended_posts,
        )
    },
)
