"""Words chosen in the paper beside the form, read again by the server."""

from typing import Any

import pytest

from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db


def read(words: str, kind: str, status: int = 200) -> dict[str, Any]:
    by = a.coordinator()
    address = f"/viec-doc-thay/{a.candidate(by).public_id}/chu"
    answer = Visitor(by).client.get(address, {"kind": kind, "words": words})
    assert answer.status_code == status
    return dict(answer.json())


def test_a_deadline_brings_its_day_and_bound() -> None:
    found = read("10 tháng 6 năm 2026", "time")

    assert found["fields"] == {
        "words": "trước ngày 10 tháng 6 năm 2026",
        "bound": "before",
        "on": "2026-06-10",
        "clock": "",
        "recurrence": "",
    }
    assert found["said"] == "Hiểu là: trước 10/06/2026."


def test_a_recurrence_takes_the_place_of_the_day() -> None:
    found = read("trước ngày 25 hằng tháng", "time")

    assert (found["fields"]["on"], found["fields"]["recurrence"]) == ("", "monthly:25")
    assert found["said"] == "Hiểu là: hằng tháng, ngày 25."


def test_words_without_a_day_are_put_in_and_said() -> None:
    found = read("hướng dẫn chi", "time")

    assert (found["fields"]["words"], found["fields"]["on"]) == ("hướng dẫn chi", "")
    assert "Không đọc ra ngày nào" in found["said"]


def test_agencies_become_units() -> None:
    found = read("Bộ Y tế và Bộ Công an", "units")

    assert found["units"] == [a.unit("BYT").public_id, a.unit("BCA").public_id]
    assert found["said"] == "Đã chọn: Bộ Y tế, Bộ Công an."


def test_a_group_becomes_its_members() -> None:
    found = read("Ủy ban nhân dân các tỉnh, thành phố", "units")

    assert len(found["units"]) == 34


@pytest.mark.parametrize("words", ["Bộ Cá mập", "các đồng chí dự họp"])
def test_names_of_no_agency_choose_nothing(words: str) -> None:
    found = read(words, "units")

    assert (found["units"], "Không nhận ra cơ quan nào" in found["said"]) == ([], True)


@pytest.mark.parametrize(("words", "kind"), [("", "time"), ("x" * 1001, "time"), ("Bộ Y tế", "sql"), ("a\0", "units")])
def test_what_is_no_choice_is_refused(words: str, kind: str) -> None:
    assert "said" in read(words, kind, status=422)


def test_the_paper_around_the_finding_stands_beside_the_form() -> None:
    by = a.coordinator()
    text = "".join(f"Câu thứ {n}.\n" for n in range(60))
    what = a.found(text)
    lines = [(start, start + len(line)) for line in text.splitlines() if (start := text.index(line)) >= 0]
    what["blocks"] = [list(span) for span in lines]
    what["assignments"][0] |= {"span": list(lines[30]), "text": "Câu thứ 30."}
    candidate = a.review(by, what).candidates.get()

    page = Visitor(by).get(f"/viec-doc-thay/{candidate.public_id}/sua")

    assert [f"Câu thứ {n}." in page for n in (14, 15, 30, 45, 46)] == [False, True, True, True, False]
    assert 'data-take="time"' in page
