from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate, now

from giamsat.people.models import Post, Unit
from giamsat.people.states import Role
from giamsat.targets import actions, reporting
from giamsat.targets.models import Goal, Indicator, Reported
from giamsat.targets.owed import last_ended
from giamsat.targets.states import IndicatorKind, Missing, ReportedState, Reporters
from tests import builders as a
from tests.web.browser import Forms, Visitor
from tests.web.test_lists import grown

pytestmark = pytest.mark.django_db


def address(name: str, one: Indicator | Goal | Reported, *more: str) -> str:
    return reverse(name, args=[one.public_id, *more])


def drawn_by(visitor: Visitor, page: str) -> dict[str, Any]:
    """The form of a page, as it was drawn."""
    return Forms(visitor.get(page)).forms[page]


def shares(by: Post, *, months: int = 3) -> Indicator:
    """A share that two provinces report, weighted by a count of theirs, with two documents that differ."""
    count = a.indicator(
        "SO", by=by, kind=IndicatorKind.NUMBER, measure="hồ sơ", reporters=Reporters.PROVINCES, name="Số hồ sơ"
    )
    one = a.indicator("TL", by=by, reporters=Reporters.PROVINCES, name="Tỷ lệ trực tuyến")
    for code, symbol, value in (("A", "71/NQ-CP", 80), ("B", "11/NQ-CP", 90)):
        a.goal(one, code, by=by, symbol=symbol, value=Decimal(value))
    a.computed(one, "trung bình có trọng số([TL]; [SO])", Missing.SKIP, by=by)
    for place, weight in (("HA_NOI", 300), ("DA_NANG", 100)):
        for month in range(1, months + 1):
            a.known(one, 40 + month, f"2026-0{month}", verifier=by, of=place)
            a.known(count, weight, f"2026-0{month}", verifier=by, of=place)
    return one


def test_the_list_shows_documents_side_by_side_and_says_that_they_differ() -> None:
    by = a.coordinator()
    shares(by)

    page = Visitor(by).get("/chi-tieu")

    assert "71/NQ-CP" in page
    assert "ít nhất 80 %" in page
    assert "ít nhất 90 %" in page
    assert "các văn bản giao khác nhau" in page


def test_the_list_is_filtered_by_words_document_lead_and_standing() -> None:
    by = a.coordinator()
    shares(by)
    a.indicator("KHAC", by=by, name="Chỉ tiêu khác hẳn", lead="BYT")
    visitor, lead = Visitor(by), Unit.objects.get(code="BYT").public_id

    found = {
        query: ("Tỷ lệ trực tuyến" in page, "Chỉ tiêu khác hẳn" in page)
        for query in ("q=truc+tuyen", "q=khac", "document=11/NQ-CP", f"lead={lead}", "standing=behind", "standing=xyz")
        if (page := visitor.get(f"/chi-tieu?{query}"))
    }

    assert found == {
        "q=truc+tuyen": (True, False),
        "q=khac": (False, True),
        "document=11/NQ-CP": (True, False),
        f"lead={lead}": (False, True),
        "standing=behind": (False, False),
        "standing=xyz": (True, True),
    }


def test_the_sheet_draws_values_and_paths_and_opens_every_number() -> None:
    by = a.coordinator()
    one = shares(by)
    visitor = Visitor(by)

    page = visitor.get(address("indicator", one))
    explained = visitor.get(address("value_explained", one, "2026-03"))
    hanoi = Reported.objects.get(indicator=one, unit__code="HA_NOI", period="2026-03")

    assert page.count('<circle class="series"') == 4  # three values and the key
    assert page.count('class="goal"') == 2
    assert address("value_explained", one, "2026-03") in page
    assert "trung bình có trọng số([TL]; [SO])" in explained
    assert address("value", hanoi) in explained
    assert "4/68" in explained


def test_a_unit_is_shown_its_own_parts_of_a_national_value_only() -> None:
    by = a.coordinator()
    one = shares(by)

    page = Visitor(a.post(Role.REPORTER, "HA_NOI")).get(address("value_explained", one, "2026-03"))

    assert "Thành phố Hà Nội" in page
    assert "Đà Nẵng" not in page
    assert "66 số liệu của đơn vị khác" in page


def test_pictures_say_their_words_and_carry_no_style() -> None:
    by = a.coordinator()
    one = shares(by)
    visitor = Visitor(by)

    sheet, many = visitor.get(address("indicator", one)), visitor.get(address("indicator_units", one))

    assert 'role="img" aria-label="Tỷ lệ trực tuyến' in sheet
    assert "<title>tháng 3/2026: 43 %</title>" in sheet
    assert many.count('<svg class="chart small"') == 2
    assert "style=" not in sheet + many


def test_the_overview_opens_a_unit_and_counts_standings() -> None:
    by = a.coordinator()
    one = shares(by)
    hanoi = Unit.objects.get(code="HA_NOI")

    page = Visitor(by).get("/chi-tieu/tong-quan")

    assert f'href="{address("indicator", one)}?don-vi={hanoi.public_id}"' in page
    assert '<span class="swatch">▼</span> Chậm so với lộ trình <b>' in page


def test_pages_of_targets_cost_the_same_for_1_and_3_rows() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    codes = iter(f"M-{n}" for n in range(100))

    def more() -> None:
        one = a.indicator(next(codes), by=by)
        a.goal(one, one.code, by=by)
        a.known(one, 40, verifier=by, by=reporter)
        a.reported(one, 41, "2026-04", by=reporter)

    keeper, unit = Visitor(by), Visitor(reporter)
    costs = [
        grown(visitor, page, more)
        for visitor, page in (
            *((keeper, page) for page in ("/chi-tieu", "/chi-tieu/tong-quan", "/chi-tieu/cho-xac-nhan")),
            *((unit, page) for page in ("/chi-tieu", "/chi-tieu/so-lieu-cua-toi", "/viec-cua-toi")),
        )
    ]

    assert [one for one, _three in costs] == [three for _one, three in costs]


def test_a_sheet_is_opened_and_put_right() -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    new = reverse("indicator_new", args=[a.programme().public_id])
    typed = {
        "code": "MOI-1",
        "name": "Số nền tảng",
        "kind": "stage",
        "stages": "Khảo sát\nXây dựng\nVận hành",
        "slices": "Giới tính: Nam; Nữ",
        "baseline_value": "1.234,5",
        "baseline_year": "2024",
    }
    drawn = drawn_by(visitor, new)

    visitor.client.post(new, drawn | typed)
    one = Indicator.objects.get(code="MOI-1")
    edit = address("indicator_edit", one)
    drawn = drawn_by(visitor, edit)
    stale = visitor.client.post(edit, drawn | {"seen": "99", "name": "Số nền tảng số"})
    done = visitor.client.post(edit, drawn | {"name": "Số nền tảng số"})
    one.refresh_from_db()

    assert (stale.status_code, done.status_code) == (409, 302)
    assert "Số nền tảng số" in stale.content.decode()
    assert (one.name, one.stages[2], one.baseline_value) == ("Số nền tảng số", "Vận hành", Decimal("1234.5"))
    assert one.slices == {"Giới tính": ["Nam", "Nữ"]}


def test_an_unclear_number_is_asked_about_with_what_was_typed_kept() -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    one = a.indicator(by=by)
    drawn = drawn_by(visitor, address("goal_new", one))

    answer = visitor.client.post(
        address("goal_new", one), drawn | {"symbol": "9/NQ-CP", "code": "X", "value": "1.234", "year_to": "2030"}
    )

    assert answer.status_code == 422
    assert "Không rõ đây là số nào" in answer.content.decode()
    assert "9/NQ-CP" in answer.content.decode()


def test_a_goal_is_put_right_by_a_version_and_retired_with_a_reason() -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    goal = a.goal(a.indicator(by=by), by=by, symbol="71/NQ-CP")
    edit = address("goal_edit", goal)

    drawn = drawn_by(visitor, edit)
    visitor.client.post(edit, drawn | {"value": "82,5"})
    now = Goal.objects.get(replaced_at=None)
    silent = visitor.client.post(address("goal_retire", now), {"seen": now.version, "reason": ""})
    visitor.client.post(address("goal_retire", now), {"seen": now.version, "reason": "Bị bãi bỏ"})

    assert (now.value, now.version, now.symbol) == (Decimal("82.5"), 2, "71/NQ-CP")
    assert silent.status_code == 422
    assert not Goal.objects.filter(replaced_at=None).exists()


def test_a_wrong_formula_is_pointed_to_and_kept() -> None:
    by = a.coordinator()
    one, other = a.indicator("A", by=by), a.indicator("B", by=by, measure="người", kind=IndicatorKind.NUMBER)
    visitor, page = Visitor(by), address("indicator_formula", one)
    drawn = drawn_by(visitor, page)

    unlike = visitor.client.post(page, drawn | {"formula": "[A2] + 1"})
    broken = visitor.client.post(page, drawn | {"formula": "tổng([B]; )"})
    good = visitor.client.post(page, drawn | {"formula": "[B] / [B] × 100", "missing": "zero"})
    one.refresh_from_db()

    assert (unlike.status_code, broken.status_code, good.status_code) == (422, 422, 302)
    assert "<mark>[</mark>A2] + 1" in unlike.content.decode()
    assert "tổng([B]; <mark>)</mark>" in broken.content.decode()
    assert (one.formula, one.missing, other.code) == ("[B] / [B] × 100", "zero", "B")


def test_a_task_feeds_a_target_and_no_more() -> None:
    by = a.coordinator()
    one, task = a.indicator(by=by), a.duty(by).task
    visitor = Visitor(by)

    visitor.client.post(address("indicator_feed", one), {"seen": "0", "code": task.code})
    fed = visitor.get(address("indicator", one))
    visitor.client.post(address("indicator_feed_no_more", one, task.public_id), {"seen": "1"})

    assert task.name in fed
    assert "0/1 phần việc xong" in fed
    assert not one.fed_by.exists()


def test_a_value_is_entered_questioned_answered_and_verified() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    one = a.indicator(by=by)
    a.known(one, 40, "2026-04", verifier=by, by=reporter)
    unit, keeper, page = Visitor(reporter), Visitor(by), address("value_new", one)
    drawn = drawn_by(unit, page)
    typed = drawn | {"period": "2026-05", "number": "95,5", "source": "Cổng dịch vụ công"}

    asked = unit.client.post(page, typed)
    sent = unit.client.post(page, typed | {"answer": "Đã đối chiếu"})
    value = Reported.objects.get(period="2026-05")
    waiting = keeper.get("/chi-tieu/cho-xac-nhan")
    done = keeper.client.post("/chi-tieu/cho-xac-nhan/xac-nhan", {"value": [value.public_id]})
    value.refresh_from_db()

    assert (asked.status_code, sent.status_code, done.status_code) == (422, 302, 302)
    assert "Có nhầm đơn vị tính không?" in asked.content.decode()
    assert "95,5" in asked.content.decode()
    assert "Đã đối chiếu" in waiting
    assert (value.state, value.number) == (ReportedState.VERIFIED, Decimal("95.5"))


def test_a_value_is_sent_back_and_owed_again_with_the_reason() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    one = a.indicator(by=by, name="Tỷ lệ phải gửi")
    visitor = Visitor(reporter)
    before = visitor.get("/viec-cua-toi")
    entered = a.Value(last_ended(one, localdate()), Decimal(41))
    value = reporting.submit(one, None, entered, by=reporter, at=now())

    Visitor(by).client.post(address("value_return", value), {"seen": "submitted", "reason": "Thiếu nguồn"})
    stale = Visitor(by).client.post(address("value_verify", value), {"seen": "submitted"})
    after = visitor.get("/viec-cua-toi")

    assert "Tỷ lệ phải gửi" in before
    assert stale.status_code == 409
    assert "Số liệu bị trả lại: Thiếu nguồn" in after


def test_a_writer_takes_a_value_back_and_sees_its_evidence() -> None:
    reporter = a.post(Role.REPORTER)
    one = a.indicator()
    upload = a.upload(reporter)
    value = reporting.submit(one, None, a.Value("2026-05", Decimal(41)), evidence=upload, by=reporter, at=a.NOW)
    visitor = Visitor(reporter)

    content = visitor.download(address("value_file", value))
    visitor.client.post(address("value_withdraw", value), {"seen": "submitted"})
    value.refresh_from_db()

    assert content
    assert value.state == ReportedState.WITHDRAWN


def test_words_stages_and_yes_or_no_are_chosen_by_name() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    staged = a.indicator("GD", by=by, kind=IndicatorKind.STAGE, stages=("Khảo sát", "Xây dựng"), measure="")
    said = a.indicator("CK", by=by, kind=IndicatorKind.YES_NO, measure="")
    visitor = Visitor(reporter)

    for one, chosen in ((staged, "2"), (said, "1")):
        drawn = drawn_by(visitor, address("value_new", one))
        visitor.client.post(address("value_new", one), drawn | {"period": "2026-05", "chosen": chosen})
        reporting.verify(Reported.objects.get(indicator=one), by=by, at=a.NOW)
    page = visitor.get("/chi-tieu")

    assert "Xây dựng" in page
    assert ">có<" in page


def test_a_workbook_is_seen_before_it_is_written() -> None:
    by = a.coordinator()
    one = a.goal(a.indicator("CT-9", by=by), by=by, symbol="71/NQ-CP").indicator
    visitor = Visitor(by)
    book = visitor.download(reverse("targets_download", args=[one.programme.public_id]))
    goal = one.goals.get()
    actions.replace_goal(goal, replace(actions.aim_of(goal), value=Decimal(99)), by=by, at=a.NOW)

    page = visitor.client.post(
        "/chi-tieu/nhap-tep", visitor_file(book) | {"programme": one.programme.public_id, "seen": "new"}, follow=True
    )
    form = next(fields for target, fields in Forms(page.content.decode()).forms.items() if target.endswith("/ghi"))
    target = next(target for target in Forms(page.content.decode()).forms if target.endswith("/ghi"))
    stale = visitor.client.post(target, form | {"seen": "x"})
    done = visitor.client.post(target, form)

    assert "1 thay đổi" in page.content.decode()
    assert (stale.status_code, done.status_code) == (409, 302)
    assert Goal.objects.get(replaced_at=None).value == 80


def test_what_is_no_workbook_is_refused_on_its_form() -> None:
    by = a.coordinator()
    programme = a.indicator(by=by).programme

    answer = Visitor(by).client.post(
        "/chi-tieu/nhap-tep", visitor_file(b"abc", "so.txt") | {"programme": programme.public_id, "seen": "new"}
    )

    assert answer.status_code == 422


def visitor_file(content: bytes, name: str = "chi-tieu.xlsx") -> dict[str, object]:
    return {"file": SimpleUploadedFile(name, content)}


def test_names_people_gave_are_words_on_the_overview() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    one = a.indicator(by=by, kind=IndicatorKind.STAGE, stages=('<b onclick="x">Xong',), measure="")
    a.known(one, 1, verifier=by, by=reporter)

    page = Visitor(by).get("/chi-tieu/tong-quan")

    assert "&lt;b onclick=&quot;x&quot;&gt;Xong" in page
    assert "<b onclick" not in page


def test_slices_stand_beside_the_whole_with_their_newest_value() -> None:
    by, reporter = a.coordinator(), a.post(Role.REPORTER)
    one = a.indicator(by=by, slices=(("Giới tính", ("Nam", "Nữ")),))
    for period, number in (("2026-04", 40), ("2026-05", 41)):
        a.known(one, number, period, verifier=by, by=reporter)
        a.known(one, number + 2, period, verifier=by, by=reporter, slice="Giới tính: Nữ")

    page = Visitor(by).get(address("indicator", one))

    assert page.count("Giới tính: Nữ") == 1
    assert "Giới tính: Nữ · tháng 5/2026" in page
    assert ">43 %</a>" in page


def test_a_past_instant_tells_the_values_known_then_and_which_were_corrected_since() -> None:
    by, lead = a.coordinator(), a.post(Role.REPORTER, "BTC")
    one = a.indicator("CT-9", by=by)
    with a.clock(a.NOW):
        a.known(one, 40, "2026-04", by=lead, verifier=by)
    with a.clock(a.NOW + 5 * a.DAY):
        a.known(one, 42, "2026-04", by=lead, verifier=by)
        a.known(one, 43, "2026-05", by=lead, verifier=by)
    client = Client()
    client.force_login(by.person)

    page = client.get(reverse("indicator_as_of", args=[one.public_id]), {"on": "2026-06-03", "clock": "16:00"})

    (row,) = page.context["rows"]
    assert (row.period, row.then, row.now, row.has_changed) == ("tháng 4/2026", "40 %", "42 %", True)
