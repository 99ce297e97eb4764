"""A plan by the pages: begun, written, handed in, remarked on, sent back, agreed, consolidated, decided on."""

import pytest
from django.urls import reverse

from giamsat.consolidation import actions as compilation_actions
from giamsat.consolidation.models import Compilation
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation, Round
from giamsat.targets import plans
from giamsat.targets.models import Indicator, Plan, PlanRemark
from giamsat.targets.plans_states import PlanPart, PlanState
from giamsat.tasks.models import Task
from tests import builders as a
from tests.web.browser import Visitor
from tests.web.test_consultations import cost

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> Post:
    return a.coordinator()


@pytest.fixture
def reporter() -> Post:
    return a.post(Role.REPORTER)


@pytest.fixture
def one(by: Post) -> Indicator:
    made = a.indicator(by=by, name="Tỷ lệ dịch vụ công")
    a.goal(made, by=by, symbol="71/NQ-CP")
    return made


@pytest.fixture
def owed(by: Post, one: Indicator) -> Obligation:
    return a.obligation(a.plan_round(by))


def goals(plan: Plan, **changed: object) -> dict[str, object]:
    said = {
        f"{term}_{name}": value
        for term, number in (("year", "12,5"), ("period", "1.250,0"))
        for name, value in {"operator": ">=", "value": number, "value_max": "", "text": "", "note": ""}.items()
    }
    return {"seen": plan.seen} | said | changed


def task(plan: Plan, **changed: object) -> dict[str, object]:
    said = {"kind": "task", "name": "Xây dựng cổng dữ liệu", "product": "Cổng", "bound": "by", "on": "2026-12-01"}
    return {"seen": plan.seen, "lead": plan.unit.public_id} | said | changed


def page_of(plan: Plan, *more: str) -> str:
    return "/".join((reverse("plan", args=[plan.public_id]), *more))


def test_a_round_asks_for_plans_by_its_form(by: Post) -> None:
    a.programme()
    visitor = Visitor(by)
    form = visitor.get("/dot-bao-cao/moi")
    fields = {
        "title": "Xây dựng kế hoạch",
        "units": [a.unit("BTC").public_id],
        "due_on": "2027-03-15",
        "due_clock": "15:00",
        "bound": "before",
        "packaging": "docx",
        "wants_plan": "on",
    }

    refused = visitor.send(form, "/moi", status=422, **fields)
    visitor.send(form, "/moi", **fields, plan_year="2027", plan_until="2030")

    assert "Đợt yêu cầu kế hoạch phải ghi năm." in refused
    made = Round.objects.get()
    assert (made.plan_year, made.plan_until, made.words) == (2027, 2030, "trước 15h00 ngày 15/03/2027")


def test_from_the_request_to_the_agreed_second_version(
    by: Post, reporter: Post, one: Indicator, owed: Obligation
) -> None:
    unit, standing = Visitor(reporter), Visitor(by)
    address = reverse("obligation", args=[owed.public_id])

    begun = unit.send(unit.get(address), "/ke-hoach")
    plan = Plan.objects.get()
    assert "Được giao 2030: ≥ 80 %" in unit.get(begun)
    unit.post(page_of(plan, "muc-tieu", one.public_id), **goals(plan))
    plan.refresh_from_db()
    unit.post(page_of(plan, "nhiem-vu"), **task(plan, indicator=one.public_id))
    plan.refresh_from_db()
    unit.post(page_of(plan, "co-che"), seen=plan.seen, mechanism="Giao ban hằng tháng")
    shown = unit.get(page_of(plan))
    assert "≥ 12,5 %" in shown
    assert "≥ 1.250 %" in shown
    assert "Còn thiếu trước khi nộp" not in shown

    a.complete_draft(owed, reporter)
    unit.send(unit.get(address), "/luu", at=f"{address}/nop")
    assert page_of(plan) in standing.get("/viec-cua-toi")
    plan.refresh_from_db()
    standing.post(page_of(plan, "nhan-xet"), about="whole:", text="Bổ sung nguồn lực")
    assert "Bổ sung nguồn lực" not in unit.get(page_of(plan))
    standing.send(standing.get(page_of(plan)), "/tra-lai", reason="Xem nhận xét")
    assert "Bổ sung nguồn lực" in unit.get(page_of(plan))

    unit.send(unit.get(address), "/ke-hoach")
    second = Plan.objects.get(version=2)
    shown = unit.get(page_of(second))
    assert "trả lời 1 nhận xét" in shown
    assert "Bổ sung nguồn lực" in shown
    unit.post(f"/nhan-xet/{PlanRemark.objects.get().public_id}/tra-loi", seen="", answer="Đã bổ sung")
    measure = second.measures.get()
    unit.post(page_of(second, "nhiem-vu", measure.line), **task(second, resources="Hai chuyên viên", product="Cổng"))
    assert "Hai chuyên viên" in unit.get(page_of(second, "thay-doi"))
    a.complete_draft(owed, reporter)
    unit.send(unit.get(address), "/luu", at=f"{address}/nop")

    standing.send(standing.get(page_of(second)), "/thong-nhat")
    second.refresh_from_db()
    assert second.state == PlanState.AGREED
    assert "Đã thống nhất" in standing.get(f"/dot-bao-cao/{owed.round.public_id}/ke-hoach")


def test_a_form_that_saw_less_answers_409_with_what_was_typed_and_then_goes_through(
    reporter: Post, owed: Obligation
) -> None:
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    unit, fields = Visitor(reporter), task(plan, name="Việc thứ hai")
    plans.put_mechanism(plan, "Giao ban", seen=plan.seen, by=reporter)

    again = unit.post(page_of(plan, "nhiem-vu"), status=409, **fields)

    assert "Việc thứ hai" in again
    assert f'value="{plan.seen}"' in again
    unit.post(page_of(plan, "nhiem-vu"), **fields | {"seen": plan.seen})
    assert plan.measures.get().name == "Việc thứ hai"


def test_handing_in_a_plan_that_somebody_changed_meanwhile_answers_409(
    reporter: Post, one: Indicator, owed: Obligation
) -> None:
    plan, unit = a.written_plan(owed, reporter, one), Visitor(reporter)
    a.complete_draft(owed, reporter)
    address = reverse("obligation", args=[owed.public_id])
    page = unit.get(address)
    plans.put_mechanism(plan, "Giao ban hằng tuần", seen=plan.seen, by=reporter)

    unit.send(page, "/luu", at=f"{address}/nop", status=409)

    plan.refresh_from_db()
    assert plan.state == PlanState.DRAFT


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"year_value": "mười"}, "Không rõ đây là số nào"),
        ({"year_value": "", "year_text": "sớm"}, "thiếu giá trị"),
        ({"year_operator": "range", "year_value_max": "3"}, "khoảng giá trị phải ghi đủ hai đầu"),
        ({"year_value": "1" * 30}, "Số có quá 15 chữ số"),
    ],
)
def test_bad_goals_answer_422_with_what_was_typed(
    reporter: Post, one: Indicator, owed: Obligation, changed: dict[str, str], sentence: str
) -> None:
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)

    page = Visitor(reporter).post(
        page_of(plan, "muc-tieu", one.public_id), status=422, **goals(plan, **changed, year_note="Ghi chú của tôi")
    )

    assert sentence in page
    assert "Ghi chú của tôi" in page


def test_a_line_is_taken_out_and_its_empty_states_are_words(reporter: Post, one: Indicator, owed: Obligation) -> None:
    plan, unit = a.written_plan(owed, reporter, one), Visitor(reporter)
    line = plan.components.get().line

    back = unit.send(unit.get(page_of(plan, "thanh-phan", line)), f"/component/{line}")

    assert "Chưa có chỉ tiêu thành phần nào." in unit.get(back)
    unit.get(page_of(plan, "thanh-phan", line), status=404)


def test_files_of_a_plan_are_a_plan_and_a_workbook(reporter: Post, one: Indicator, owed: Obligation) -> None:
    plan, unit = a.written_plan(owed, reporter, one), Visitor(reporter)

    assert unit.download(page_of(plan, "docx"))[:2] == b"PK"
    assert unit.download(page_of(plan, "xlsx"))[:2] == b"PK"
    assert unit.answer["Content-Disposition"] == 'attachment; filename="ke-hoach-BTC-2026-2030-lan-1.xlsx"'


def test_a_master_plan_is_composed_issued_and_adopted_by_the_pages(
    by: Post, reporter: Post, one: Indicator, owed: Obligation
) -> None:
    a.handed_in_plan(owed, reporter, one)
    standing, minister = Visitor(by), Visitor(a.post(Role.APPROVER, "BKHCN", is_head=True))
    board = f"/dot-bao-cao/{owed.round.public_id}/ke-hoach"

    made = standing.send(standing.get(board), "/ke-hoach-tong-the")
    assert "Chưa gửi kế hoạch" in standing.get(made) or "chưa gửi kế hoạch" in standing.get(made)
    minister.send(minister.get(made), "/ban-hanh")
    assert standing.download(f"{made}/xlsx")[:2] == b"PK"
    adopt = f"{made}/thuc-hien"
    preview = standing.get(adopt)
    assert "Xây dựng cổng dữ liệu giá" in preview
    master = Compilation.objects.get()
    keys = [line["of"]["line"] for part in ("goals", "measures", "components") for line in master.figures[part]]
    seen = len(keys)
    refused = standing.post(adopt, status=422, seen=seen, taken=keys)
    assert "Văn bản quyết định" in refused

    done = standing.post(adopt, seen=seen, taken=keys, document=master.document.public_id)

    assert Task.objects.get().name in standing.get(done)
    standing.post(adopt, status=409, seen=seen, taken=keys, document=master.document.public_id)
    assert Task.objects.count() == 1


def test_pages_of_plans_cost_the_same_for_few_and_many(
    by: Post, reporter: Post, one: Indicator, owed: Obligation
) -> None:
    plan, unit, standing = a.written_plan(owed, reporter, one), Visitor(reporter), Visitor(by)
    few = [cost(unit, page_of(plan)), cost(unit, "/ke-hoach")]
    for n in range(3):
        plans.put_measure(plan, a.measure(name=f"Việc {n}", indicator=one.pk), seen=plan.seen, by=reporter)
        plans.put_component(plan, a.component(one, name=f"Phần {n}"), seen=plan.seen, by=reporter)

    assert cost(unit, page_of(plan)) == few[0]
    draft = a.complete_draft(owed, reporter)
    report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=reporter, at=a.NOW)
    board = f"/dot-bao-cao/{owed.round.public_id}/ke-hoach"
    before = cost(standing, board)
    other = a.post(Role.REPORTER, "BNNMT")
    second = a.handed_in_plan(a.obligation(owed.round, "BNNMT"), other, one, name="Việc khác", lead="BNNMT")
    plans.remark(second, PlanPart.WHOLE, "", "Thiếu", by=by)
    again = report_actions.begin_plan(owed, by=reporter, at=a.NOW)

    assert cost(standing, board) == before
    assert (cost(unit, "/ke-hoach"), Plan.objects.count()) == (few[1], 3)
    assert again.measures.count() == 4


def test_preview_of_a_decision_costs_the_same_for_few_and_many(
    by: Post, reporter: Post, one: Indicator, owed: Obligation
) -> None:
    minister, standing = a.post(Role.APPROVER, "BKHCN"), Visitor(by)
    a.handed_in_plan(owed, reporter, one)
    costs = []
    for seen in range(2):
        master = compilation_actions.compose_master(owed.round, seen=seen, by=by, at=a.NOW)
        compilation_actions.issue(master, by=minister, at=a.NOW)
        costs.append(cost(standing, f"/tong-hop/{master.public_id}/thuc-hien"))
        if not seen:
            other = a.post(Role.REPORTER, "BNNMT")
            a.handed_in_plan(a.obligation(owed.round, "BNNMT"), other, one, name="Việc khác", lead="BNNMT")

    assert costs[0] == costs[1]
