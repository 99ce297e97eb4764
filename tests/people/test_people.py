from datetime import date

import pytest
from django.db import IntegrityError

from giamsat.journal.rules import SYSTEM
from giamsat.people import actions, queries
from giamsat.people.models import CalendarDay, Post, Succession, Unit
from giamsat.people.states import Role
from tests import builders as a

pytestmark = pytest.mark.django_db


def test_all_98_agencies_load_once_with_aliases_and_mergers() -> None:
    first, second = actions.load_agencies(by=SYSTEM), actions.load_agencies(by=SYSTEM)

    assert (first, second, Unit.objects.count()) == (98, 0, 98)
    merged = dict(Succession.objects.values_list("predecessor__code", "successor__code"))
    assert {merged["BTTTT"], merged["BKHĐT"], merged["BTNMT"]} == {"BKHCN", "BTC", "BNNMT"}


def test_groups_are_the_ministries_and_the_34_provinces() -> None:
    actions.load_agencies(by=SYSTEM)

    assert queries.group_members("ALL_PROVINCES").count() == 34
    assert {unit.kind for unit in queries.group_members("ALL_MINISTRIES")} == {
        "bo",
        "co_quan_ngang_bo",
        "co_quan_thuoc_chinh_phu",
    }


def test_units_are_found_by_names_and_aliases_whatever_the_marks() -> None:
    actions.load_agencies(by=SYSTEM)

    found = queries.units_named(["Bộ KH&CN", "UBND tỉnh Đắk Lắk", "bo tai chinh", "Bộ Không Có"])

    assert {name: unit.code for name, unit in found.items()} == {
        "Bộ KH&CN": "BKHCN",
        "UBND tỉnh Đắk Lắk": "DAK_LAK",
        "bo tai chinh": "BTC",
    }


def test_provinces_sort_as_vietnamese_does() -> None:
    actions.load_agencies(by=SYSTEM)
    wanted = ["CA_MAU", "CAO_BANG", "DAK_LAK", "DIEN_BIEN", "DONG_THAP"]

    names = [unit.code for unit in Unit.objects.filter(code__in=wanted).order_by("sort_key")]

    assert names == wanted


def test_a_post_counts_from_its_first_day_to_the_day_before_its_end() -> None:
    post = a.post(Role.REPORTER)
    Post.objects.filter(pk=post.pk).update(from_on=date(2026, 3, 1), to_on=date(2026, 6, 1))
    days = [date(2026, 2, 28), date(2026, 3, 1), date(2026, 5, 31), date(2026, 6, 1)]

    assert [queries.posts_of(post.person_id, day).count() for day in days] == [0, 1, 1, 0]


def test_a_unit_has_one_head() -> None:
    a.post(Role.APPROVER, is_head=True)

    with pytest.raises(IntegrityError, match=r"unit_has_one_head|people_post\.unit_id"):
        a.post(Role.APPROVER, is_head=True)


def test_holidays_load_once_and_make_the_calendar() -> None:
    first, second = actions.load_holidays(), actions.load_holidays()
    calendar = queries.calendar()

    assert (first > 0, second, CalendarDay.objects.count()) == (True, 0, first)
    assert (calendar.is_working(date(2026, 1, 1)), calendar.is_working(date(2026, 6, 2))) == (False, True)
