"""Entries of the journal as sentences: who, as what, of which unit, what, from what to what, and why."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import giamsat
from giamsat.journal.actions import record
from giamsat.journal.rules import SYSTEM
from giamsat.people import actions
from giamsat.people.states import Role
from giamsat.tasks.states import DutyState
from giamsat.web.shown.history import DETAILS, events_of
from giamsat.web.words import ACTIONS
from tests import builders as a

pytestmark = pytest.mark.django_db


def sentence(action: str, **details: Any) -> str:
    (event,) = events_of([record(action, a.unit("BTC"), by=SYSTEM, **details)])
    return event.words


def test_every_action_that_is_recorded_has_its_words() -> None:
    sources = "\n".join(path.read_text(encoding="utf-8") for path in Path(giamsat.__file__).parent.rglob("*.py"))
    recorded = set(re.findall(r'record(?:_many)?\(\s*"([a-z_.]+)"', sources))

    assert sorted(recorded - set(ACTIONS)) == []


def test_every_detail_that_is_recorded_has_its_name() -> None:
    calls = (
        node
        for path in Path(giamsat.__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("record", "record_many")
    )
    recorded = {str(keyword.arg) for call in calls for keyword in call.keywords if keyword.arg}

    assert sorted(recorded - set(DETAILS) - {"by"}) == []


@pytest.mark.parametrize(
    ("action", "was", "to", "said"),
    [
        ("obstacle.escalated", "standing", "deputy_pm", "từ “Chờ cơ quan thường trực” thành “Chờ Phó Thủ tướng”"),
        ("request.approved", "open", "approved", "từ “Chờ quyết định” thành “Đã chấp thuận”"),
        ("duty.funded", "", "12500000000 / 0 / 0", "“12.500.000.000 / 0 / 0”"),
        (
            *("duty.deadline_changed", "2026-11-20T17:00:00+00:00", "2026-12-11T16:00:00+07:00"),
            "từ “00h00 ngày 21/11/2026” thành “16h00 ngày 11/12/2026”",
        ),
    ],
)
def test_states_money_and_moments_are_told_as_people_say_them(action: str, was: str, to: str, said: str) -> None:
    assert sentence(action, was=was, to=to).partition(": ")[2] == said


def test_a_move_is_told_from_what_to_what_and_why() -> None:
    said = sentence("duty.moved", was=DutyState.DOING, to=DutyState.SUSPENDED, reason="chờ luật mới")

    assert said == (
        "Chuyển trạng thái phần việc (Bộ Tài chính): từ “Đang thực hiện” thành “Tạm dừng”. Lý do: chờ luật mới"
    )


def test_a_day_is_told_as_people_write_it() -> None:
    assert sentence("people.post_ended", was="", to="2026-06-02") == "Kết thúc chức danh (Bộ Tài chính): “02/06/2026”"


def test_of_many_parts_only_those_that_changed_are_told() -> None:
    said = sentence("document.letterhead_corrected", was={"số": "7", "ký hiệu": "TB"}, now={"số": "8", "ký hiệu": "TB"})

    assert said == "Sửa thể thức văn bản: số từ “7” thành “8”"


def test_who_acts_is_told_as_what_and_of_which_unit() -> None:
    by = a.post(Role.UNIT_ADMIN)
    post = a.post(Role.REPORTER)
    entry = record("people.appointed", post, by=by)

    (event,) = events_of([entry])

    assert (event.who, event.unit) == (f"Chuyên viên {by.person.full_name}", "Bộ Tài chính")
    assert event.words == f"Giao chức danh ({post})"


def test_whatever_was_recorded_is_told() -> None:
    actions.end_post(a.post(Role.REPORTER), on=datetime.now(UTC).date(), by=SYSTEM)
    odd = [{}, {"was": None, "to": None}, {"was": ["a"], "now": ["b"]}, {"was": {"k": 1}, "now": "x"}, {"reason": 5}]

    assert all(sentence(action, **details) for action in ACTIONS for details in odd)
