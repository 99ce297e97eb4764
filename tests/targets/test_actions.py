from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from giamsat.errors import NotAllowed, Stale
from giamsat.journal.models import Entry
from giamsat.people.states import Role
from giamsat.targets import actions, alike, rules
from giamsat.targets.formula import FormulaError
from giamsat.targets.models import Goal, Indicator, Joining, KnownValue, Reported
from giamsat.targets.states import Direction, IndicatorKind, JoiningState, Missing, Operator
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db


def test_sheet_is_kept_by_the_standing_agency_alone() -> None:
    for role, code in ((Role.COORDINATOR, "BTC"), (Role.REPORTER, "BKHCN"), (Role.LEADER, "BCĐCP")):
        with pytest.raises(NotAllowed):
            builders.indicator(by=builders.post(role, code))

    assert builders.indicator(by=builders.coordinator()).pk


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"name": " "}, rules.SheetIncomplete),
        ({"kind": IndicatorKind.STAGE}, rules.SheetIncomplete),
        ({"baseline_value": Decimal(3)}, rules.SheetIncomplete),
        ({"baseline_value": Decimal(3), "baseline_year": 26}, rules.YearOut),
    ],
)
def test_unfinished_sheets_are_refused(changed: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        builders.indicator(**changed)


@pytest.mark.parametrize("code", ["", "có dấu cách", "A[1]", "x" * 41])
def test_code_must_fit_into_brackets(code: str) -> None:
    with pytest.raises(rules.BadCode):
        builders.indicator(code)


def test_two_who_edit_the_same_sheet_do_not_both_win() -> None:
    one, keeper = builders.indicator(), builders.coordinator()
    elsewhere = Indicator.objects.get(pk=one.pk)
    actions.edit_sheet(one, builders.sheet(name="Tên mới"), by=keeper, at=NOW)

    with pytest.raises(Stale):
        actions.edit_sheet(elsewhere, builders.sheet(name="Tên khác"), by=keeper, at=NOW)

    said = Entry.objects.get(action="target.edited")
    assert said.details["changed"] == {"name": ["Tỷ lệ thử", "Tên mới"]}
    assert Indicator.objects.get(pk=one.pk).name == "Tên mới"


def test_indicator_is_never_beneath_itself() -> None:
    keeper = builders.coordinator()
    above = builders.indicator("A", by=keeper)
    beneath = builders.indicator("B", by=keeper, parent=above.pk)

    with pytest.raises(rules.ParentRing):
        actions.edit_sheet(above, builders.sheet(parent=beneath.pk), by=keeper, at=NOW)


def test_goals_are_appended_and_the_old_ones_stay() -> None:
    keeper, one = builders.coordinator(), builders.indicator()
    goal = builders.goal(one, value=Decimal(80))
    aim = actions.aim_of(goal)

    changed = actions.replace_goal(goal, rules.Aim(**aim_fields(aim) | {"value": Decimal(85)}), by=keeper, at=NOW)
    actions.retire_goal(changed, reason="Văn bản đã bị bãi bỏ", by=keeper, at=NOW)

    versions = Goal.objects.filter(code=goal.code).order_by("version")
    assert [(one.value, one.replaced_at is None) for one in versions] == [(80, False), (85, False)]
    with pytest.raises(Stale):
        actions.replace_goal(goal, aim, by=keeper, at=NOW)


def aim_fields(aim: rules.Aim) -> dict:
    return {name: getattr(aim, name) for name in rules.Aim.__dataclass_fields__}


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"value": None}, rules.GoalIncomplete),
        ({"operator": Operator.RANGE, "value_max": Decimal(70)}, rules.GoalIncomplete),
        ({"operator": Operator.RANGE}, rules.GoalIncomplete),
        ({"year_from": 2031}, rules.YearOut),
        ({"year_to": 3000}, rules.YearOut),
    ],
)
def test_goals_say_what_is_wanted(changed: dict, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        builders.goal(builders.indicator(), **changed)


def test_line_of_a_list_is_taken_once() -> None:
    one = builders.indicator()
    builders.goal(one, "MT-1")

    with pytest.raises(rules.CodeTaken):
        builders.goal(one, "MT-1")


def test_formula_versions_are_kept_and_an_error_names_the_character() -> None:
    keeper, one = builders.coordinator(), builders.indicator("A")
    builders.indicator("B")
    actions.set_formula(one, "[B] × 2", Missing.SKIP, by=keeper, at=NOW)
    actions.set_formula(one, "[B] × 3", Missing.FAIL, by=keeper, at=NOW)

    with pytest.raises(FormulaError) as refusal:
        actions.set_formula(one, "[B] × × 3", Missing.FAIL, by=keeper, at=NOW)

    assert refusal.value.position == 6
    assert list(one.formulas.order_by("version").values_list("text", "missing")) == [
        ("[B] × 2", "skip"),
        ("[B] × 3", "fail"),
    ]


def test_joined_indicators_have_their_goals_side_by_side_and_can_be_parted() -> None:
    keeper = builders.coordinator()
    kept, gone = builders.indicator("A", by=keeper), builders.indicator("B", by=keeper)
    goals = [builders.goal(one, f"{one.code}-1", by=keeper) for one in (kept, gone)]

    joining = actions.join(kept, gone, reason="Cùng nội dung", by=keeper, at=NOW)
    assert list(kept.goals.order_by("pk")) == goals
    assert gone.joined_into == kept
    actions.part(joining, by=keeper, at=NOW)

    gone.refresh_from_db()
    assert ([*kept.goals.all()], [*gone.goals.all()], gone.joined_into) == ([goals[0]], [goals[1]], None)
    assert joining.state == JoiningState.PARTED


def test_goal_put_right_while_joined_goes_back_with_its_line() -> None:
    keeper = builders.coordinator()
    kept, gone = builders.indicator("A", by=keeper), builders.indicator("B", by=keeper)
    goal = builders.goal(gone, "B-1", by=keeper)
    joining = actions.join(kept, gone, reason="", by=keeper, at=NOW)
    goal.refresh_from_db()
    newer = actions.replace_goal(goal, actions.aim_of(goal), by=keeper, at=NOW)

    actions.part(joining, by=keeper, at=NOW)

    newer.refresh_from_db()
    assert newer.indicator == gone


def test_indicators_that_are_used_or_unlike_are_not_joined() -> None:
    keeper = builders.coordinator()
    kept, used, down = (
        builders.indicator("A", by=keeper),
        builders.indicator("B", by=keeper),
        builders.indicator("C", by=keeper, direction=Direction.DOWN),
    )
    reader = builders.indicator("D", by=keeper)
    builders.computed(reader, "[B] × 2", by=keeper)

    for gone, refusal in ((used, rules.JoinedUsed), (down, rules.JoinedUnlike), (kept, rules.JoinedTwice)):
        with pytest.raises(refusal):
            actions.join(kept, gone, reason="", by=keeper, at=NOW)


def test_alike_names_are_proposed_until_somebody_says_otherwise() -> None:
    keeper = builders.coordinator()
    first = builders.indicator("A", name="Quy mô kinh tế số trong GDP", by=keeper)
    second = builders.indicator("B", name="Quy mô kinh tế số trong GDP", by=keeper)
    third = builders.indicator("C", name="Quy mô kinh tế số tại GDP", by=keeper)
    builders.indicator("D", name="Tỷ lệ văn bản điện tử", by=keeper)
    builders.indicator("E", name="Quy mô kinh tế số trong GDP", direction=Direction.DOWN, by=keeper)

    proposed = [(pair.first, pair.second) for pair in alike.pairs(first.programme)]
    actions.join(first, second, reason="", by=keeper, at=NOW)
    actions.keep_apart(first, third, reason="Khác cách tính", by=keeper, at=NOW)

    assert proposed == [(first, second), (first, third), (second, third)]
    assert alike.pairs(first.programme) == []
    assert set(Joining.objects.values_list("state", flat=True)) == {"joined", "apart"}


def test_task_feeds_an_indicator_once() -> None:
    keeper, one = builders.coordinator(), builders.indicator()
    task = builders.duty(keeper).task
    link = actions.feed(one, task, by=keeper, at=NOW)

    with pytest.raises(rules.FedAlready):
        actions.feed(one, task, by=keeper, at=NOW)
    actions.feed_no_more(link, by=keeper, at=NOW)

    assert list(one.fed_by.all()) == []


@pytest.mark.parametrize(
    "forged",
    [
        lambda value: Reported.objects.filter(pk=value.pk).update(place=value.place + 1),
        lambda value: Reported.objects.filter(pk=value.pk).update(number=None),
        lambda value: Reported.objects.filter(pk=value.pk).update(state="verified"),
        lambda value: Reported.objects.filter(pk=value.pk).update(
            state="verified", decided_by=value.by, decided_at=value.at
        ),
        lambda value: KnownValue.objects.create(
            indicator=value.indicator, place=5, period="2026-05", ends_on=NOW.date(), number=1
        ),
        lambda value: KnownValue.objects.create(
            indicator=value.indicator, place=0, period="2026-05", ends_on=NOW.date(), parts_known=2, parts_total=1
        ),
        lambda value: Goal.objects.create(
            indicator=value.indicator, code="X", name="x", operator="range", value=1, since=NOW
        ),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(forged) -> None:
    value = builders.reported(builders.indicator(), 40)

    with pytest.raises(IntegrityError), transaction.atomic():
        forged(value)
