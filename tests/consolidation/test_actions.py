import re

import pytest

from giamsat import paper
from giamsat.consolidation import actions, queries, rules
from giamsat.consolidation.models import Compilation
from giamsat.consolidation.sheets import sheet_of
from giamsat.consolidation.states import CompilationState, Part
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.files.store import open_stored
from giamsat.obstacles.rules import Difficulty
from giamsat.obstacles.states import Cause, ObstacleKind
from giamsat.paper import Item
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.actions import sweep
from tests import builders as a

pytestmark = pytest.mark.django_db

LATER = a.NOW + 20 * a.DAY


def compiled(by: Post) -> Compilation:
    """A round in which Bộ Tài chính has a late duty with an obstacle, and Bộ Nông nghiệp và Môi trường is silent."""
    reporter, head = a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
    a.post(Role.APPROVER, "BNNMT", is_head=True)
    hard = Difficulty(
        ObstacleKind.LAW, Cause.OBJECTIVE, beyond_authority=True, description="Thiếu định mức", proposal="Ban hành"
    )
    update = a.update(a.duty(by), reporter, difficulty=hard)
    a.progress_actions.approve_update(update, by=head, at=a.NOW)
    round_ = a.open_round(by)
    a.handed_in(a.obligation(round_), reporter)
    sweep(LATER)
    return actions.compose(round_, seen=0, by=by, at=LATER)


def test_compilation_names_who_has_not_reported_and_what_is_late_and_why() -> None:
    figures = compiled(a.coordinator()).figures

    assert [row["unit"] for row in figures["reports"]["silent_units"]] == ["Bộ Nông nghiệp và Môi trường"]
    assert figures["reports"]["silent_units"][0]["head"].startswith("Bộ trưởng Người Thử")
    assert (figures["late"][0]["code"], figures["late"][0]["causes"]) == ("57-NQTW-0001", "Khách quan: Thiếu định mức")
    assert figures["obstacles"][0]["proposal"] == "Ban hành"
    assert figures["duties"] == {
        "total": 1,
        "done_on_time": 0,
        "done_late": 0,
        "in_term": 0,
        "overdue": 1,
        "no_deadline": 0,
    }


def test_the_paper_names_each_late_unit_once_with_all_that_is_late() -> None:
    by = a.coordinator()
    a.duty(by, leads=("BNNMT",))
    a.duty(by)
    a.duty(by)

    items = [block.text for block in sheet_of(compiled(by)).body if isinstance(block, Item)]

    told = [re.sub(r"người đứng đầu: [^)]*", "…", item) for item in items if "phần việc" in item]
    assert told == [
        "Bộ Tài chính (…): 3 phần việc (57-NQTW-0002, 57-NQTW-0003, 57-NQTW-0004)",
        "Bộ Nông nghiệp và Môi trường (…): 1 phần việc (57-NQTW-0001)",
    ]


def test_figures_stay_frozen_whatever_happens_afterwards() -> None:
    by = a.coordinator()
    compilation = compiled(by)
    before = paper.docx(sheet_of(compilation))
    a.handed_in(a.obligation(compilation.round, "BNNMT"), a.post(Role.REPORTER, "BNNMT"))

    compilation = Compilation.objects.select_related("document__unit").get(pk=compilation.pk)

    assert paper.docx(sheet_of(compilation)) == before


def test_editing_a_part_keeps_the_version_before_and_refuses_a_stale_form() -> None:
    by = a.coordinator()
    compilation = compiled(by)

    actions.edit_part(compilation, Part.OPENING, "Câu mới.", seen_version=1, by=by, at=a.NOW)
    with pytest.raises(Stale):
        actions.edit_part(compilation, Part.OPENING, "Câu của người khác.", seen_version=1, by=by, at=a.NOW)
    with pytest.raises(rules.EmptyPart):
        actions.edit_part(compilation, Part.OPENING, "  ", seen_version=2, by=by, at=a.NOW)

    assert queries.words_of(compilation)[Part.OPENING].text == "Câu mới."
    assert compilation.texts.filter(part=Part.OPENING).count() == 2


def test_only_the_units_head_issues_and_then_nothing_changes() -> None:
    by, head = a.coordinator(), a.post(Role.APPROVER, "BKHCN", is_head=True)
    compilation = compiled(by)

    for stranger in (by, a.post(Role.APPROVER, "BCA")):
        with pytest.raises(NotAllowed):
            actions.issue(compilation, by=stranger, at=LATER)
    actions.issue(compilation, by=head, at=LATER)
    issued = Compilation.objects.select_related("document__unit", "round", "docx", "pdf").get(pk=compilation.pk)
    with pytest.raises(BadMove):
        actions.edit_part(issued, Part.OPENING, "Sửa sau", seen_version=1, by=by, at=LATER)
    with pytest.raises(BadMove):
        actions.issue(issued, by=head, at=LATER)

    assert (issued.state, issued.document.full_symbol) == (CompilationState.ISSUED, "01/BC-BKHCN")
    assert issued.pdf is not None
    with open_stored(issued.pdf.sha256) as pdf:
        assert pdf.read(5) == b"%PDF-"


def test_drafts_are_read_by_the_unit_that_consolidates_only() -> None:
    by = a.coordinator()
    compiled(by)
    insiders = [by, a.post(Role.APPROVER, "BKHCN")]
    outsiders = [
        a.post(Role.LEADER, "BCĐCP"),
        a.post(Role.SUPERVISOR, "VPCP"),
        a.post(Role.REPORTER),
        a.post(Role.APPROVER),
    ]

    assert [queries.visible_to(post).count() for post in insiders + outsiders] == [1, 1, 0, 0, 0, 0]


def test_the_paper_lacks_nothing_that_decree_30_asks() -> None:
    by, head = a.coordinator(), a.post(Role.APPROVER, "BKHCN", is_head=True)
    compilation = compiled(by)
    actions.issue(compilation, by=head, at=LATER)

    issued = Compilation.objects.select_related("document__unit").get(pk=compilation.pk)

    assert paper.problems(sheet_of(issued)) == []
