from typing import Any

import pytest

from giamsat.targets.plans_conflicts import Conflict, conflicts
from giamsat.targets.plans_content import figure, goal_said, is_below
from giamsat.targets.plans_states import Flaw
from giamsat.targets.states import Direction, IndicatorKind, Operator, Reporters

BTC, BYT = {"code": "BTC", "name": "Bộ Tài chính"}, {"code": "BYT", "name": "Bộ Y tế"}


def goal(value: str | None = "100", **changed: Any) -> dict[str, Any]:
    return {
        "line": "g1",
        "indicator": "CT-1",
        "name": "Doanh nghiệp",
        "kind": IndicatorKind.NUMBER,
        "direction": Direction.UP,
        "measure": "doanh nghiệp",
        "reporters": Reporters.MINISTRIES,
        "term": "year",
        "year": 2026,
        "operator": Operator.AT_LEAST,
        "value": value,
        "value_max": None,
        "text": "",
        "note": "",
    } | changed


def measure(**changed: Any) -> dict[str, Any]:
    return {
        "line": "m1",
        "name": "Lập cổng",
        "indicator": "CT-1",
        "lead": BTC,
        "on": "2026-12-01",
        "under": "",
    } | changed


def component(**changed: Any) -> dict[str, Any]:
    method = {"calculation": "A chia B", "measurement": "Đếm hằng tháng"}
    return {"line": "c1", "name": "Hồ sơ số", "indicator": "CT-1", "lead": BTC} | method | changed


def plan(unit: dict[str, str] = BTC, **changed: Any) -> dict[str, Any]:
    given = {"unit": unit, "year": 2026, "until": 2030, "mechanism": "Giao ban"}
    return given | {"goals": [goal()], "measures": [measure()], "components": [component()]} | changed


def wanted(value: str = "250", unit: str | None = None, **changed: Any) -> dict[str, Any]:
    said = {"operator": Operator.AT_LEAST, "value": value, "value_max": None, "text": "", "symbol": "71/NQ-CP"}
    return {"indicator": "CT-1", "unit": unit, "year": 2026} | said | changed


def sentences(*plans: dict[str, Any], assigned: tuple[dict[str, Any], ...] = ()) -> list[str]:
    return [one.sentence for one in conflicts(plans, assigned)]


def test_plans_that_fit_have_no_conflict() -> None:
    assert sentences(plan(), assigned=(wanted("100"),)) == []


def test_parts_below_the_country_are_added_up() -> None:
    other = plan(BYT, goals=[goal("120")], measures=[measure(name="Khác", lead=BYT)], components=[])

    assert sentences(plan(), other, assigned=(wanted("250"),)) == [
        "CT-1 “Doanh nghiệp”: 2 cơ quan đăng ký cộng lại 220 doanh nghiệp, "
        "chưa đạt mục tiêu cả nước ≥ 250 doanh nghiệp (71/NQ-CP)."
    ]
    assert sentences(plan(), other, assigned=(wanted("220"),)) == []


@pytest.mark.parametrize(
    "unlike", [{"kind": IndicatorKind.SHARE}, {"kind": IndicatorKind.RANK}, {"reporters": Reporters.LEAD}]
)
def test_shares_ranks_and_what_one_agency_tells_are_never_added_up(unlike: dict[str, Any]) -> None:
    plans = [plan(goals=[goal("60", **unlike)]), plan(BYT, goals=[goal("70", **unlike)])]

    found = conflicts(plans, [wanted("80")])

    assert [one.flaw for one in found if one.flaw == Flaw.SUM_BELOW] == []
    assert [one.unit for one in found if one.flaw == Flaw.BELOW_ASSIGNED] == ["BTC", "BYT"]


def test_goal_below_the_one_assigned_to_the_agency() -> None:
    assert sentences(plan(), assigned=(wanted("120", "BTC"), wanted("500", "BYT"))) == [
        "Bộ Tài chính đặt mục tiêu CT-1 “Doanh nghiệp” ≥ 100 doanh nghiệp, "
        "kém mức được giao ≥ 120 doanh nghiệp (71/NQ-CP)."
    ]


@pytest.mark.parametrize(
    ("said", "asked", "direction", "below"),
    [
        (("10", None), (">=", "10", None), Direction.UP, False),
        (("9.9", None), (">=", "10", None), Direction.UP, True),
        (("9", None), ("<=", "10", None), Direction.DOWN, False),
        (("11", None), ("<=", "10", None), Direction.DOWN, True),
        (("6", None), ("range", "5", "7"), Direction.UP, False),
        (("4", None), ("range", "5", "7"), Direction.UP, True),
        (("8", None), ("range", "5", "7"), Direction.DOWN, True),
        ((None, None), (">=", "10", None), Direction.UP, False),
    ],
)
def test_below_knows_which_way_is_better(said: Any, asked: Any, direction: Direction, below: bool) -> None:
    mine = {"value": said[0], "value_max": said[1]}
    theirs = {"operator": asked[0], "value": asked[1], "value_max": asked[2]}

    assert is_below(mine, theirs, direction) is below


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"components": [component(calculation="")]},
            "Bộ Tài chính: chỉ tiêu thành phần “Hồ sơ số” chưa có phương pháp tính hoặc cách đo lường.",
        ),
        ({"components": [component(lead=None)]}, "Bộ Tài chính: “Hồ sơ số” chưa có đơn vị chủ trì."),
        (
            {"measures": [measure(on="2027-01-01")]},
            "Bộ Tài chính: “Lập cổng” hoàn thành ngày 01/01/2027, sau năm 2026 là năm phải đạt mục tiêu CT-1.",
        ),
        ({"measures": []}, "Bộ Tài chính: mục tiêu CT-1 “Doanh nghiệp” chưa có nhiệm vụ, giải pháp nào."),
    ],
)
def test_each_flaw_of_one_plan_has_its_sentence(changed: dict[str, Any], sentence: str) -> None:
    assert sentences(plan(**changed)) == [sentence]


def test_two_agencies_that_lead_the_same_thing_are_named() -> None:
    other = plan(BYT, goals=[], measures=[measure(name="LẬP CỔNG", lead=BYT)], components=[])

    found = conflicts([plan(), other], [])

    assert [one.sentence for one in found] == ["“LẬP CỔNG” có 2 cơ quan cùng nhận chủ trì: Bộ Tài chính; Bộ Y tế."]
    assert Conflict.from_json(found[0].as_json()) == found[0]


@pytest.mark.parametrize(
    ("number", "said"), [("1250.5", "1.250,5"), ("90", "90"), ("0.000001", "0,000001"), ("1000000", "1.000.000")]
)
def test_figure_is_written_as_here(number: str, said: str) -> None:
    assert figure(number) == said


def test_goal_is_said_in_words_of_its_own() -> None:
    assert goal_said(goal("25", measure="%"), "%") == "≥ 25 %"
    assert goal_said(goal("5", operator="range", value_max="7"), "%") == "từ 5 đến 7 %"
    assert goal_said(goal(None, operator="text", text="nhóm 3 nước dẫn đầu")) == "nhóm 3 nước dẫn đầu"
