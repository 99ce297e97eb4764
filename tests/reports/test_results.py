"""A unit's report from recorded data alone, as 152/BKHCN-VP asks at the end of the year."""

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giamsat import paper
from giamsat.people.models import Person, Post
from giamsat.people.states import Role
from giamsat.reports import filling, queries, results, sheets
from giamsat.reports.models import Obligation
from giamsat.reports.rules import SectionPlan
from giamsat.reports.states import SectionSource
from giamsat.targets.states import Reporters
from giamsat.tasks.models import Duty, Programme
from giamsat.tasks.states import DutyState, Standing
from tests import builders as a

pytestmark = pytest.mark.django_db

CHECK = Path(__file__).parents[3] / "shared/tools/check_decree30.py"
#: the outline of the letter, with what each heading is filled from
OUTLINE = (
    SectionPlan("Mức độ hoàn thành từng chỉ tiêu được giao", SectionSource.TARGETS),
    SectionPlan("Mức độ hoàn thành từng nhiệm vụ được giao", SectionSource.TASKS),
    SectionPlan("Kết quả nổi bật", SectionSource.PROGRESS),
    SectionPlan("Khó khăn, vướng mắc cần tháo gỡ", SectionSource.OBSTACLES),
    SectionPlan("Nhiệm vụ, giải pháp trọng tâm", SectionSource.NEXT_STEPS),
    SectionPlan("Nhiệm vụ đề xuất", SectionSource.PROPOSALS),
    SectionPlan("Kiến nghị các vấn đề vượt thẩm quyền", SectionSource.BEYOND),
)
AGENCIES = ("BTC", "BNNMT", "HA_NOI")


def told(duty: Duty, *, head: Post, result: str = "Đã lấy ý kiến", **more: object) -> None:
    """One approved update of a duty."""
    reporter = a.post(Role.REPORTER, head.unit.code)
    a.progress_actions.approve_update(a.update(duty, reporter, result=result, **more), by=head, at=a.NOW)


def year_end(coordinator: Post) -> dict[str, Obligation]:
    """Three agencies, each with its own task, told once; one round asks them all."""
    for n, unit in enumerate(AGENCIES):
        duty = a.duty(coordinator, leads=(unit,), on=date(2026, 6, 10 + n))
        told(duty, head=a.post(Role.APPROVER, unit, is_head=True), difficulty=a.difficulty() if unit == "BTC" else None)
    share = a.indicator(by=coordinator, reporters=Reporters.AGENCIES)
    a.goal(share, by=coordinator, year_to=2026, symbol="11/NQ-CP", item="PL I, 3")
    a.known(share, 41, "2026-05", of="BTC", verifier=coordinator)
    round_ = a.open_round(coordinator, recipients=AGENCIES, sections=OUTLINE)
    return {owed.unit.code: owed for owed in queries.obligations_of(round_)}


def test_the_report_is_filled_from_what_was_recorded_once() -> None:
    with a.clock(a.NOW):
        body = queries.first_body(year_end(a.coordinator())["BTC"])

    assert body == {
        "1": "Có 1 mục tiêu của các chỉ tiêu được giao: 1 đúng lộ trình.",
        "2": "Chủ trì 1 nhiệm vụ: 1 đang thực hiện trong hạn.\nPhối hợp 0 nhiệm vụ.",
        "3": "- Ban hành hướng dẫn chi: Đã lấy ý kiến",
        "4": "- Thiếu định mức chi (nguyên nhân khách quan). Kiến nghị: Ban hành định mức tạm thời",
        "5": filling.NOTHING,
        "6": filling.NOTHING,
        "7": "- Thiếu định mức chi (nguyên nhân khách quan). Kiến nghị: Ban hành định mức tạm thời",
    }


@pytest.mark.parametrize("unit", AGENCIES)
def test_the_paper_of_each_agency_keeps_the_decree(unit: str, tmp_path: Path) -> None:
    owed = year_end(a.coordinator())[unit]
    Person.objects.update(full_name="Lê Văn Mẫu")
    sheet = sheets.report_of(owed, datetime.now(UTC))

    path = tmp_path / "bao-cao.docx"
    path.write_bytes(paper.docx(sheet))
    if CHECK.exists():  # it lies beside the checkout of those who have it
        answer = subprocess.run(
            [sys.executable, CHECK, path, "--kind", "bao_cao"], capture_output=True, text=True, check=False
        )
        assert " 0 broken" in answer.stdout, answer.stdout + answer.stderr
    targets, annex = sheet.appendices
    assert targets.title.startswith("Mức độ hoàn thành từng chỉ tiêu đến ")
    (row,) = targets.blocks[0].rows
    assert row[2:4] == ("11/NQ-CP, PL I, 3", "ít nhất 80 %")
    assert row[5] == ("41 %" if unit == "BTC" else "Chưa có số liệu")
    assert annex.title.startswith("Mức độ hoàn thành từng nhiệm vụ đến ")
    assert annex.blocks[0].rows[0][5] == "Đang thực hiện, quá hạn"


def test_nothing_that_came_later_moves_what_the_data_held() -> None:
    coordinator = a.coordinator()
    with a.clock(a.NOW):
        owed = year_end(coordinator)["BTC"]
    programme = Programme.objects.get()
    before = results.task_results(owed.unit, programme, a.NOW)
    later = a.NOW + 30 * a.DAY
    with a.clock(later):
        told(
            Duty.objects.get(unit__code="BTC"),
            head=a.post(Role.APPROVER),
            result="Đã trình ký",
            commitment_on=date(2026, 7, 20),
        )

    assert results.task_results(owed.unit, programme, a.NOW) == before
    (after,) = results.task_results(owed.unit, programme, later)
    assert (after.result, after.standing, after.state) == ("Đã trình ký", Standing.OVERDUE, DutyState.DOING)
    assert (after.commitment, before[0].commitment) == ("20/07/2026", "")


def test_more_tasks_cost_no_more_statements(django_assert_num_queries: Any) -> None:
    coordinator = a.coordinator()
    unit, long_after = a.duty(coordinator, leads=("BTC",)).unit, a.NOW + 999 * a.DAY
    with django_assert_num_queries(8):
        few = results.task_results(unit, Programme.objects.get(), long_after)
    for _ in range(3):
        a.duty(coordinator, leads=("BTC",))
    with django_assert_num_queries(8):
        many = results.task_results(unit, Programme.objects.get(), long_after)

    assert (len(few), len(many)) == (1, 4)


def test_the_page_of_the_report_tells_which_values_are_still_to_be_reported(client: Client) -> None:
    with a.clock(a.NOW):
        owed = year_end(a.coordinator())["BNNMT"]
    client.force_login(a.post(Role.REPORTER, "BNNMT").person)

    page = client.get(reverse("obligation", args=[owed.public_id])).content.decode()

    assert "Còn 1 số liệu chỉ tiêu chưa gửi." in page
    assert reverse("values_mine") in page
