import pytest

from giamsat.errors import NotAllowed
from giamsat.people.states import Role
from giamsat.tasks import actions, queries, rules
from giamsat.tasks.models import FundingLine
from giamsat.tasks.rules import Money
from tests import builders as a

pytestmark = pytest.mark.django_db

SOURCE = "Ngân sách trung ương"


def test_each_side_writes_its_own_columns_and_totals_add_them_up() -> None:
    assigner, reporter = a.coordinator(), a.post(Role.REPORTER)
    first, second = a.duty(assigner), a.duty(assigner)

    for duty in (first, second):
        actions.put_funding(duty, Money(SOURCE, 2026, 100, None, 20), by=reporter, at=a.NOW)
        actions.put_funding(duty, Money(SOURCE, 2026, None, 70, None), by=assigner, at=a.NOW)

    (line,) = queries.funding_totals(assigner, "programme")
    assert (line["asked"], line["allocated"], line["disbursed"], line["lines"]) == (200, 140, 40, 2)
    assert [row["name"] for row in queries.funding_totals(reporter, "unit")] == ["Bộ Tài chính"]


def test_nobody_writes_the_other_sides_column() -> None:
    assigner, reporter = a.coordinator(), a.post(Role.REPORTER)
    duty = a.duty(assigner)
    actions.put_funding(duty, Money(SOURCE, 2026, 100, None, 20), by=reporter, at=a.NOW)

    with pytest.raises(rules.NotYourColumn):
        actions.put_funding(duty, Money(SOURCE, 2026, 100, 50, 20), by=reporter, at=a.NOW)
    with pytest.raises(rules.NotYourColumn):
        actions.put_funding(duty, Money(SOURCE, 2026, 99, 50, None), by=assigner, at=a.NOW)
    with pytest.raises(NotAllowed):
        actions.put_funding(duty, Money(SOURCE, 2026), by=a.post(Role.REPORTER, "BYT"), at=a.NOW)

    assert FundingLine.objects.values_list("asked", "allocated", "disbursed").get() == (100, 0, 20)


@pytest.mark.parametrize(
    "money", [Money("", 2026), Money(SOURCE, 1999), Money(SOURCE, 2026, -1), Money(SOURCE, 2026, 10**17)]
)
def test_money_that_cannot_be_is_refused(money: Money) -> None:
    with pytest.raises(rules.MoneyWrong):
        actions.put_funding(a.duty(), money, by=a.post(Role.REPORTER), at=a.NOW)


def test_marking_a_task_tells_what_was() -> None:
    assigner, leader = a.coordinator(), a.post(Role.LEADER, "BCĐCP")
    task = a.duty(assigner).task

    actions.mark(task, rules.Mark(2, leader, "Dữ liệu"), by=assigner, at=a.NOW)

    task.refresh_from_db()
    assert (task.stars, task.leader, task.field) == (2, leader, "Dữ liệu")
    for sign in (rules.Mark(4), rules.Mark(1, assigner)):
        with pytest.raises(rules.BadMark):
            actions.mark(task, sign, by=assigner, at=a.NOW)
    with pytest.raises(NotAllowed):
        actions.mark(task, rules.Mark(1), by=a.post(Role.REPORTER), at=a.NOW)
