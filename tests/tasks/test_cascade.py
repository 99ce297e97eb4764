from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giamsat.assignments.rules import Content
from giamsat.errors import NotAllowed
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import actions, bulk, cascade, queries, rules
from giamsat.tasks.models import Duty, Task
from giamsat.tasks.states import DutyState
from tests import builders as a

pytestmark = pytest.mark.django_db


def three_levels() -> tuple[Duty, list[Duty]]:
    """A ministry's duty, broken down to a department, and on to two offices of that; the duties of the last."""
    head, department = a.department_of("BTC")
    offices = [a.office_of(department.unit) for _ in range(2)]
    root = a.duty()
    middle = cascade.break_down(root, [_part(department)], by=head, at=a.NOW)[0].duties.get()
    chief = a.post_in(department.unit, Role.APPROVER)
    made = cascade.break_down(middle, [_part(office) for office in offices], by=chief, at=a.NOW)
    return root, [task.duties.get() for task in made]


def _part(reporter: Post) -> Content:
    return a.content(leads=(reporter.unit.code,), on=date(2026, 6, 8), product="")


def _finish(duty: Duty) -> None:
    reporter, chief = a.post_in(duty.unit, Role.REPORTER), a.post_in(duty.task.assigner, Role.APPROVER)
    a.delivered(duty, reporter)
    actions.move(duty, to=DutyState.REPORTED_DONE, by=reporter, at=a.NOW)
    actions.move(duty, to=DutyState.DONE, by=chief, at=a.NOW)


def _figures(duty: Duty) -> tuple[int, int]:
    return Duty.objects.values_list("parts_total", "parts_done").get(pk=duty.pk)


def test_the_root_counts_the_ends_of_the_tree_and_follows_them() -> None:
    root, ends = three_levels()
    seen = [_figures(root)]

    for end in ends:
        _finish(end)
        seen.append(_figures(root))

    assert seen == [(2, 0), (2, 1), (2, 2)]
    assert Duty.objects.get(pk=root.pk).state == DutyState.ASSIGNED
    assert queries.kept_counts() == queries.recount()


def test_a_part_that_is_withdrawn_counts_no_more() -> None:
    root, ends = three_levels()

    actions.move(
        ends[0], to=DutyState.WITHDRAWN, by=a.post_in(ends[0].task.assigner, Role.APPROVER), at=a.NOW, reason="trùng"
    )

    assert _figures(root) == (1, 0)


def test_approving_an_end_three_levels_deep_costs_ten_statements_at_most() -> None:
    root, ends = three_levels()
    reporter, chief = a.post_in(ends[0].unit, Role.REPORTER), a.post_in(ends[0].task.assigner, Role.APPROVER)
    a.delivered(ends[0], reporter)
    actions.move(ends[0], to=DutyState.REPORTED_DONE, by=reporter, at=a.NOW)

    leaf = Duty.objects.select_related("task", "unit", "programme", "reported_by").get(pk=ends[0].pk)
    with CaptureQueriesContext(connection) as asked:
        actions.move(leaf, to=DutyState.DONE, by=chief, at=a.NOW)

    assert _figures(root) == (2, 1)
    said = [query["sql"] for query in asked if "SAVEPOINT" not in query["sql"]]  # of the transaction around the test
    assert len(said) <= 10, [words[:150] for words in said]


def test_only_units_beneath_are_given_parts_and_only_by_the_unit_itself() -> None:
    head, department = a.department_of("BTC")
    duty = a.duty()

    with pytest.raises(rules.OutsideUnit):
        cascade.break_down(duty, [a.content(leads=("BYT",), on=date(2026, 6, 8))], by=head, at=a.NOW)
    with pytest.raises(NotAllowed):
        cascade.break_down(duty, [_part(department)], by=a.post(Role.APPROVER, "BYT"), at=a.NOW)

    assert Task.objects.count() == 1


def test_nobody_above_sees_a_programme_of_a_units_own_until_it_is_shared() -> None:
    head, department = a.department_of("BTC")
    runner, watcher = a.post(Role.COORDINATOR, "BTC"), a.post(Role.SUPERVISOR, "VPCP")
    chief, national = a.post_in(department.unit, Role.COORDINATOR), a.coordinator()
    own = actions.open_own_programme("NB-1", name="Việc nội bộ", prefix="NB", by=chief, at=a.NOW)
    duty = a.duty()
    middle = cascade.break_down(duty, [_part(department)], by=head, at=a.NOW)[0].duties.get()
    office = a.office_of(department.unit)
    private = cascade.break_down(middle, [_part(office)], by=chief, at=a.NOW, programme=own)[0].duties.get()
    everybody = (head, runner, watcher, national, a.post(Role.LEADER, "BCĐCP"), chief, office)

    before = [queries.duties_visible_to(post).filter(pk=private.pk).exists() for post in everybody]
    actions.share(own, units=[head.unit, watcher.unit], by=chief, at=a.NOW)
    after = [queries.duties_visible_to(post).filter(pk=private.pk).exists() for post in everybody]

    assert before == [False, False, False, False, False, True, True]
    assert after == [True, True, True, False, False, True, True]


def test_many_are_moved_each_on_its_own_and_refusals_are_told() -> None:
    reporter, assigner = a.post(Role.REPORTER), a.coordinator()
    good = a.duty_in(DutyState.REPORTED_DONE, reporter=reporter, assigner=assigner)
    not_yet = a.duty_in(DutyState.DOING, reporter=reporter, assigner=assigner)
    foreign = a.duty_in(DutyState.REPORTED_DONE, reporter=reporter, assigner=assigner)
    foreign.task.assigner_id = a.unit("BYT").pk

    found = bulk.move_many([not_yet, good, foreign], to=DutyState.DONE, by=assigner, at=a.NOW)

    assert [one.refusal.code if one.refusal else None for one in found] == ["bad_move", None, "not_allowed"]
    assert Duty.objects.get(pk=good.pk).state == DutyState.DONE


def test_what_lost_its_last_part_counts_above_as_an_end_again() -> None:
    head, department = a.department_of("BTC")
    office = a.office_of(department.unit)
    root = a.duty()
    middle = cascade.break_down(root, [_part(department)], by=head, at=a.NOW)[0].duties.get()
    chief = a.post_in(department.unit, Role.APPROVER)
    end = cascade.break_down(middle, [_part(office)], by=chief, at=a.NOW)[0].duties.get()
    seen = [_figures(root)]

    actions.move(end, to=DutyState.WITHDRAWN, by=chief, at=a.NOW, reason="trùng")
    seen.append(_figures(root))
    _finish(Duty.objects.select_related("task__parent", "unit", "programme", "reported_by").get(pk=middle.pk))

    assert [*seen, _figures(root)] == [(1, 0), (1, 0), (1, 1)]


def test_a_part_given_to_what_is_no_end_any_more_changes_who_counts() -> None:
    head, department = a.department_of("BTC")
    office = a.office_of(department.unit)
    root = a.duty()
    middle = cascade.break_down(root, [_part(department)], by=head, at=a.NOW)[0].duties.get()
    chief = a.post_in(department.unit, Role.APPROVER)
    end = cascade.break_down(middle, [_part(office)], by=chief, at=a.NOW)[0].duties.get()
    actions.move(end, to=DutyState.WITHDRAWN, by=chief, at=a.NOW, reason="trùng")

    cascade.break_down(middle, [_part(office), _part(office)], by=chief, at=a.NOW)

    assert (_figures(root), _figures(middle)) == ((2, 0), (2, 0))
