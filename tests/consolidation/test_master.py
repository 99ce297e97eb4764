import io
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import transaction
from python_calamine import CalamineWorkbook

from giamsat import paper
from giamsat.consolidation import actions, adopting, adopting_rules
from giamsat.consolidation.master_sheets import master_workbook
from giamsat.consolidation.models import AdoptedLine, Adoption, Compilation
from giamsat.consolidation.sheets import sheet_of
from giamsat.consolidation.states import PARTS, CompilationKind, CompilationState
from giamsat.documents.models import Document
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.journal.models import Entry
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Round
from giamsat.targets import plans
from giamsat.targets.models import Goal, Indicator, IndicatorTask
from giamsat.tasks.models import Task
from giamsat.timetable import VIETNAM
from tests import builders as a

pytestmark = pytest.mark.django_db

CHECK = Path(__file__).parents[3] / "shared/tools/check_decree30.py"


def asked(by: Post) -> tuple[Round, Indicator]:
    one = a.indicator("CT-1", by=by, name="Tỷ lệ dịch vụ công", lead="BTC")
    a.goal(one, "MT-1", by=by, value=Decimal(90), year_to=2030, symbol="71/NQ-CP")
    return a.plan_round(by), one


def composed(by: Post) -> Compilation:
    """A master plan of one plan, while another agency is silent."""
    round_, one = asked(by)
    a.handed_in_plan(a.obligation(round_), a.post(Role.REPORTER), one)
    return actions.compose_master(round_, seen=0, by=by, at=a.NOW)


def issued(by: Post) -> Compilation:
    one = composed(by)
    actions.issue(one, by=a.post(Role.APPROVER, "BKHCN"), at=a.NOW)
    one.refresh_from_db()
    return Compilation.objects.select_related("round__programme", "document").get(pk=one.pk)


def decision(by: Post, text: str = "Phê duyệt Kế hoạch tổng thể.") -> Document:
    """A read paper of the same day that decides."""
    what = a.found(text + "\n", assignments=0)
    day = a.NOW.astimezone(VIETNAM).date() + timedelta(days=1)
    what["document"] |= {"symbol": "QĐ-TTg", "number": "500", "type": "quyết định", "date": day.isoformat()}
    return a.review(by, what).document


def test_figures_hold_what_was_handed_in_and_name_the_silent() -> None:
    figures = composed(a.coordinator()).figures

    assert (figures["year"], figures["until"], figures["asked"]) == (2026, 2030, 2)
    assert [row["unit"] for row in figures["sent_units"]] == ["Bộ Tài chính"]
    assert [row["unit"] for row in figures["silent_units"]] == ["Bộ Nông nghiệp và Môi trường"]
    assert [row["of"]["value"] for row in figures["goals"]] == ["85", "85"]
    assert [one["flaw"] for one in figures["conflicts"]] == ["below_assigned"]


def test_figures_stay_as_they_were_when_a_further_version_comes() -> None:
    by = a.coordinator()
    one = composed(by)
    owed, reporter = a.obligation(one.round), a.post(Role.REPORTER)
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    plans.put_mechanism(plan, "Giao ban hằng tuần", seen=plan.seen, by=reporter)
    draft = a.complete_draft(owed, reporter)
    report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=reporter, at=a.NOW)

    again = actions.compose_master(one.round, seen=1, by=by, at=a.NOW)

    one.refresh_from_db()
    assert [made.figures["mechanisms"][0]["text"] for made in (one, again)] == [
        "Bộ trưởng chỉ đạo, giao ban hằng tháng.",
        "Giao ban hằng tuần",
    ]


def test_plan_sent_back_stands_in_no_master_plan() -> None:
    by = a.coordinator()
    round_, one = asked(by)
    plan = a.handed_in_plan(a.obligation(round_), a.post(Role.REPORTER), one)
    report_actions.return_submission(plan.submission, reason="Thiếu nguồn lực", by=by, at=a.NOW)

    figures = actions.compose_master(round_, seen=0, by=by, at=a.NOW).figures

    assert (figures["sent_units"], len(figures["silent_units"])) == ([], 2)


def test_round_that_asks_for_no_plan_makes_no_master_plan() -> None:
    by = a.coordinator()

    with pytest.raises(BadMove):
        actions.compose_master(a.open_round(by), seen=0, by=by, at=a.NOW)


def test_paper_names_the_silent_and_the_conflicts_and_breaks_no_rule_of_the_decree(tmp_path: Path) -> None:
    one = issued(a.coordinator())
    sheet = sheet_of(one)
    items = [block.text for block in sheet.body if isinstance(block, paper.Item)]

    assert "Bộ Nông nghiệp và Môi trường" in items
    assert any("kém mức được giao" in item for item in items)
    assert [annex.landscape for annex in sheet.appendices] == [True, True, True]
    assert paper.problems(sheet) == []
    assert {text.word for text in one.texts.all()} == set(PARTS[CompilationKind.MASTER])
    if CHECK.exists():
        path = tmp_path / "to-trinh.docx"
        signer = paper.Signer(("BỘ TRƯỞNG",), "Nguyễn Văn Mẫu")
        path.write_bytes(paper.docx(replace(sheet, signer=signer)))
        told = subprocess.run(
            [sys.executable, CHECK, path, "--kind", "to_trinh"], capture_output=True, text=True, check=False
        )
        assert " 0 broken" in told.stdout, told.stdout + told.stderr


def test_workbook_keeps_numbers_as_numbers_and_days_as_days() -> None:
    figures = composed(a.coordinator()).figures

    book = CalamineWorkbook.from_filelike(io.BytesIO(master_workbook(figures)))
    goals = book.get_sheet_by_name("Mục tiêu").to_python()
    measures = book.get_sheet_by_name("Nhiệm vụ, giải pháp").to_python()

    assert (goals[1][7], goals[1][5]) == (85, 2026)
    assert (measures[1][7].isoformat(), measures[1][2]) == ("2026-12-01", "Xây dựng cổng dữ liệu giá")
    assert book.get_sheet_by_name("Chưa gửi").to_python() == [["Bộ Nông nghiệp và Môi trường"]]


def test_decided_items_become_tasks_targets_and_goals_with_nothing_typed_again() -> None:
    by = a.coordinator()
    one = issued(by)
    document = decision(by, "Phê duyệt. Phụ lục: 1. Xây dựng cổng dữ liệu giá")

    adoption = adopting.adopt(one, document, left_out=[], by=by, at=a.NOW)

    task = Task.objects.get()
    duty = task.duties.get()
    part = Indicator.objects.get(code="CT-1.1")
    assert (task.name, task.document, task.products.get().name) == (
        "Xây dựng cổng dữ liệu giá",
        document,
        "Cổng dữ liệu",
    )
    assert (duty.unit.code, duty.due_words, duty.role) == ("BTC", "chậm nhất 01/12/2026", "lead")
    candidate = task.decision.candidate
    reading = candidate.review.reading
    assert (candidate.path, reading.text[candidate.start : candidate.end]) == ("II.1", "Xây dựng cổng dữ liệu giá")
    assert (part.parent.code, part.calculation) == ("CT-1", "Số thủ tục có dữ liệu giá chia tổng số thủ tục")
    goals = Goal.objects.filter(document=document).order_by("indicator__code", "year_to")
    assert list(goals.values_list("indicator__code", "unit__code", "year_to", "value", "item")) == [
        ("CT-1", "BTC", 2026, Decimal(85), "I.1"),
        ("CT-1", "BTC", 2030, Decimal(85), "I.2"),
        ("CT-1.1", "BTC", 2026, Decimal(40), "III.1"),
        ("CT-1.1", "BTC", 2030, Decimal(90), "III.1"),
    ]
    assert IndicatorTask.objects.filter(task=task, indicator__code="CT-1").exists()
    assert adoption.lines.count() == 4
    assert Entry.objects.get(action="compilation.adopted").details["tasks"] == [task.code]


def test_what_another_document_wants_stays_beside_the_new_goals() -> None:
    by = a.coordinator()
    adopting.adopt(issued(by), decision(by), left_out=[], by=by, at=a.NOW)

    wanted = Goal.objects.filter(indicator__code="CT-1", year_to=2030, replaced_at=None).order_by("value")
    assert list(wanted.values_list("symbol", "value")) == [("500/QĐ-TTg", 85), ("71/NQ-CP", 90)]


def test_our_own_paper_decides_where_the_agency_decides_itself() -> None:
    by = a.coordinator()
    one = issued(by)

    adopting.adopt(one, one.document, left_out=[], by=by, at=a.NOW)

    candidate = Task.objects.get().decision.candidate
    text = candidate.review.reading.text
    assert candidate.review.document == one.document
    assert text[candidate.start : candidate.end] == "Xây dựng cổng dữ liệu giá"
    assert candidate.flags == []


def test_adopted_once_only() -> None:
    by = a.coordinator()
    one, document = issued(by), decision(by)
    adopting.adopt(one, document, left_out=[], by=by, at=a.NOW)

    with pytest.raises(adopting_rules.NothingTaken), transaction.atomic():
        adopting.adopt(one, document, left_out=[row.line for row in AdoptedLine.objects.all()], by=by, at=a.NOW)
    with pytest.raises(Stale), transaction.atomic():
        adopting.adopt(one, document, left_out=[], by=by, at=a.NOW)

    assert (Adoption.objects.count(), Task.objects.count()) == (1, 1)


def test_nothing_is_made_when_one_item_cannot_be(monkeypatch: pytest.MonkeyPatch) -> None:
    by = a.coordinator()
    one, document = issued(by), decision(by)
    Indicator.objects.filter(code="CT-1").update(code="CT-1-cu")

    with pytest.raises(adopting_rules.TargetsGone), transaction.atomic():
        adopting.adopt(one, document, left_out=[], by=by, at=a.NOW)

    assert (Adoption.objects.count(), Task.objects.count(), Goal.objects.filter(document=document).count()) == (0, 0, 0)


def test_lines_left_out_are_not_made() -> None:
    by = a.coordinator()
    one = issued(by)
    lines = [item.key for item in adopting.to_adopt(one) if item.path.startswith(("I.", "III"))]

    adopting.adopt(one, decision(by), left_out=lines, by=by, at=a.NOW)

    assert (Task.objects.count(), Indicator.objects.filter(code="CT-1.1").count()) == (1, 0)


def test_measure_that_is_a_task_already_becomes_no_second_one() -> None:
    """Next year's plan carries its lines over; the goals give way, the task goes on."""
    by = a.coordinator()
    first = issued(by)
    adopting.adopt(first, decision(by), left_out=[], by=by, at=a.NOW)
    again = actions.compose_master(first.round, seen=1, by=by, at=a.NOW)
    actions.issue(again, by=a.post(Role.APPROVER, "BKHCN"), at=a.NOW)
    again.refresh_from_db()

    adopting.adopt(again, again.document, left_out=[], by=by, at=a.NOW)

    assert Task.objects.count() == 1
    goals = Goal.objects.filter(indicator__code="CT-1", unit__code="BTC", year_to=2026)
    assert [(goal.version, goal.replaced_at is None) for goal in goals.order_by("version")] == [(1, False), (2, True)]


def test_measure_under_another_of_a_unit_beneath_is_a_part_of_its_duty() -> None:
    by = a.coordinator()
    round_, one = asked(by)
    owed, reporter = a.obligation(round_), a.post(Role.REPORTER)
    plan = a.written_plan(owed, reporter, one)
    department = a.beneath(reporter.unit)
    under = plan.measures.get().line
    said = a.measure(name="Khảo sát nguồn dữ liệu", under=under, lead=department.code)
    plans.put_measure(plan, said, seen=plan.seen, by=reporter)
    draft = a.complete_draft(owed, reporter)
    report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=reporter, at=a.NOW)
    made = actions.compose_master(round_, seen=0, by=by, at=a.NOW)
    actions.issue(made, by=a.post(Role.APPROVER, "BKHCN"), at=a.NOW)
    made = Compilation.objects.get(pk=made.pk)

    adopting.adopt(made, made.document, left_out=[], by=by, at=a.NOW)

    part = Task.objects.get(name="Khảo sát nguồn dữ liệu")
    assert (part.parent.task.name, part.assigner) == ("Xây dựng cổng dữ liệu giá", reporter.unit)


def test_only_the_standing_agency_adopts_what_is_issued_by_a_paper_not_older() -> None:
    by = a.coordinator()
    draft = composed(by)
    with pytest.raises(BadMove):
        adopting.adopt(draft, decision(by), left_out=[], by=by, at=a.NOW)
    actions.issue(draft, by=a.post(Role.APPROVER, "BKHCN"), at=a.NOW)
    one = Compilation.objects.get(pk=draft.pk)
    assert one.state == CompilationState.ISSUED

    with pytest.raises(NotAllowed):
        adopting.adopt(one, one.document, left_out=[], by=a.post(Role.COORDINATOR, "BTC"), at=a.NOW)
    old = a.review(by).document
    with pytest.raises(adopting_rules.DecidedBefore):
        adopting.adopt(one, old, left_out=[], by=by, at=a.NOW)
    assert old not in adopting.papers_for(one, by)
