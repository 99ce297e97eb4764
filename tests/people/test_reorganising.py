"""What a reorganisation does to units, places, posts and sight; and what it refuses."""

from datetime import date
from typing import Any

import pytest

from giamsat.errors import NotAllowed, Stale
from giamsat.journal.models import Entry
from giamsat.journal.rules import SYSTEM
from giamsat.people import reorganising
from giamsat.people.changes import BadChange, changes, plan
from giamsat.people.models import Post, Reorganisation, Succession, Unit, UnitPlacement
from giamsat.people.states import Role, UnitKind
from giamsat.tasks.queries import duties_visible_to
from tests import builders as a

pytestmark = pytest.mark.django_db


def row(kind: str, predecessors: str = "", successors: str = "", **more: str) -> dict[str, str]:
    return {"kind": kind, "predecessors": predecessors, "successors": successors, "on": "2026-06-01"} | more


def done(*rows: dict[str, str]) -> Reorganisation:
    """A change set carried out by the operator."""
    a.unit("BYT")  # loads the agencies
    one = reorganising.propose("Thử", rows, by=SYSTEM, at=a.NOW)
    reorganising.carry_out(one, by=SYSTEM, at=a.NOW)
    return one


def sees(post: Post, duty: Any) -> bool:
    fresh = Post.objects.select_related("unit", "person").get(pk=post.pk)
    return duties_visible_to(fresh).filter(pk=duty.pk).exists()


def test_a_merger_passes_posts_open_work_and_the_past_to_the_new_unit() -> None:
    reporter, stranger = a.post(Role.REPORTER, "BYT"), a.post(Role.REPORTER, "BNNMT")
    duty = a.duty(leads=("BYT",))

    done(row("merge", "BYT;BGDĐT", "BMOI", name="Bộ Mới", unit_kind="bo"))
    heir = Post.objects.select_related("unit", "person").get(unit__code="BMOI", person=reporter.person)

    assert (heir.role, heir.from_on) == (Role.REPORTER, date(2026, 6, 1))
    assert Post.objects.get(pk=reporter.pk).to_on == date(2026, 6, 1)
    assert Unit.objects.get(code="BYT").dissolved_on == date(2026, 6, 1)
    assert set(Succession.objects.filter(successor__code="BMOI").values_list("predecessor__code", flat=True)) == {
        "BYT",
        "BGDĐT",
    }
    assert (sees(heir, duty), sees(stranger, duty)) == (True, False)
    assert a.update(duty, heir).duty_id == duty.pk


def test_functions_passed_on_twice_are_spoken_for_by_the_last() -> None:
    duty = a.duty(leads=("BYT",))
    done(row("merge", "BYT", "BGDĐT"))
    done(row("merge", "BGDĐT", "BNV"))

    assert sees(a.post(Role.REPORTER, "BNV"), duty)


def test_a_unit_that_is_split_is_read_by_both_and_its_posts_end() -> None:
    duty, reporter = a.duty(leads=("BYT",)), a.post(Role.REPORTER, "BYT")

    done(row("split", "BYT", "BGDĐT;BNV"))

    assert [sees(a.post(Role.REPORTER, code), duty) for code in ("BGDĐT", "BNV", "BNG")] == [True, True, False]
    assert list(Post.objects.filter(person=reporter.person).values_list("to_on", flat=True)) == [date(2026, 6, 1)]


def test_heads_and_administrators_do_not_pass_on() -> None:
    posts = [a.post(Role.APPROVER, "BYT", is_head=True), a.post(Role.UNIT_ADMIN, "BYT")]

    done(row("merge", "BYT", "BNV"))

    assert not Post.objects.filter(person__in=[post.person for post in posts], unit__code="BNV").exists()


def test_a_unit_that_moves_keeps_its_past_from_the_new_parent_and_shows_the_old_one_nothing_new() -> None:
    old, department = a.department_of("BYT")
    new = a.post(Role.APPROVER, "BNV")
    before = a.duty(leads=(department.unit.code,))

    done(row("move", department.unit.code, parent="BNV"))
    after = a.duty(leads=(department.unit.code,))

    assert [sees(post, before) for post in (old, new, department)] == [True, False, True]
    assert [sees(post, after) for post in (old, new, department)] == [False, True, True]


def test_what_stands_below_a_unit_moves_with_it() -> None:
    _head, department = a.department_of("BYT")
    office = a.office_of(department.unit)

    done(row("move", department.unit.code, parent="BNV"))
    office.unit.refresh_from_db()

    assert office.unit.path == f"{Unit.objects.get(code='BNV').path}{department.unit_id}/{office.unit_id}/"
    assert UnitPlacement.objects.filter(unit=office.unit).count() == 2
    assert UnitPlacement.objects.get(unit=office.unit, to_on=None).parent_id == department.unit_id


def test_a_new_name_is_in_force_and_the_old_one_is_still_found() -> None:
    done(row("rename", "BYT", name="Bộ Sức khỏe"))

    unit = Unit.objects.get(code="BYT")
    assert (unit.name, list(unit.names.order_by("pk").values_list("name", flat=True))) == (
        "Bộ Sức khỏe",
        ["Bộ Y tế", "Bộ Sức khỏe"],
    )


@pytest.mark.parametrize(
    "rows",
    [
        [row("gộp", "BYT", "BNV")],
        [row("merge", "KHONGCO", "BNV")],
        [row("merge", "BYT", "MOI")],
        [row("merge", "BTTTT", "BNV")],
        [row("dissolve", "BYT"), row("merge", "BYT", "BNV")],
        [row("move", "BYT", parent="BYT")],
        [row("move", "BYT", parent="BNV"), row("move", "BNV", parent="BYT")],
        [row("dissolve", "BNV"), row("move", "BYT", parent="BNV")],
        [row("create", "", "BYT", name="Trùng mã")],
        [row("create", "", "MOI", name="Loại lạ", unit_kind="lạ")],
    ],
)
def test_an_unsound_change_set_is_refused(rows: list[dict[str, str]]) -> None:
    a.unit("BYT")

    with pytest.raises(BadChange):
        plan(changes(rows))


def test_nobody_is_left_under_a_unit_that_ends() -> None:
    a.department_of("BYT")

    with pytest.raises(BadChange, match="còn trực thuộc"):
        plan(changes([row("merge", "BYT", "BNV")]))


def test_a_day_that_has_not_come_is_refused() -> None:
    a.unit("BYT")

    with pytest.raises(BadChange, match="chưa tới"):
        done(row("dissolve", "BYT") | {"on": "2026-06-03"})


def test_one_proposes_and_another_carries_out() -> None:
    first, second = a.post(Role.SYSTEM_ADMIN, "BKHCN"), a.post(Role.SYSTEM_ADMIN, "BKHCN")
    a.unit("BYT")
    one = reorganising.propose("Thử", [row("dissolve", "BYT")], by=first, at=a.NOW)

    with pytest.raises(reorganising.SameEyes):
        reorganising.carry_out(one, by=first, at=a.NOW)
    with pytest.raises(NotAllowed):
        reorganising.carry_out(one, by=a.post(Role.UNIT_ADMIN, "BKHCN"), at=a.NOW)
    reorganising.carry_out(one, by=second, at=a.NOW)
    with pytest.raises(Stale):
        reorganising.withdraw(one, by=first, at=a.NOW)


def test_the_journal_says_what_was_done_once() -> None:
    a.unit("BYT")
    done(row("create", "", "MOI", name="Cục Mới", unit_kind=UnitKind.DEPARTMENT, parent="BYT"), row("dissolve", "BNV"))

    entry = Entry.objects.get(action="people.reorganised")
    assert (entry.details["created"], entry.details["dissolved"], len(entry.details["ids"])) == (1, 1, 3)
