import itertools

import pytest
from django.urls import reverse

from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.targets.models import Indicator, Joining
from tests import builders as a
from tests.web.browser import Visitor
from tests.web.test_lists import grown

pytestmark = pytest.mark.django_db


def alike(by: Post, n: int = 1) -> tuple[Indicator, Indicator]:
    """Two indicators with the same name, each wanted by a document of its own."""
    pair = tuple(a.indicator(f"{letter}-{n}", by=by, name=f"Quy mô kinh tế số {n}") for letter in ("X", "Y"))
    for one in pair:
        a.goal(one, f"{one.code}.1", by=by, symbol=f"{one.code}/NQ-XX")
    return pair[0], pair[1]


def join(first: Indicator, second: Indicator) -> str:
    return reverse("indicators_join", args=[first.public_id, second.public_id])


def test_pair_is_shown_with_what_each_document_wants_and_joined_by_one_button() -> None:
    by = a.coordinator()
    first, second = alike(by)
    visitor = Visitor(by)

    page = visitor.get(reverse("joinings"))
    visitor.send(page, join(first, second), reason="Cùng nội dung")

    assert all(said in page for said in (join(first, second), join(second, first), "X-1/NQ-XX", "Y-1/NQ-XX"))
    assert Joining.objects.get().reason == "Cùng nội dung"
    visitor.get(reverse("indicator", args=[second.public_id]), status=404)


def test_sheet_changed_meanwhile_is_not_joined() -> None:
    by = a.coordinator()
    first, second = alike(by)

    Visitor(by).post(join(first, second), status=409, seen="7")

    assert Joining.objects.count() == 0


def test_pair_kept_apart_is_not_shown_again_and_a_joined_one_can_be_parted() -> None:
    by = a.coordinator()
    pairs = [alike(by, n) for n in (1, 2)]
    visitor = Visitor(by)
    apart = reverse("indicators_keep_apart", args=[one.public_id for one in pairs[0]])
    visitor.post(apart, seen="0")
    visitor.post(join(*pairs[1]), seen="0")
    part = reverse("joining_part", args=[Joining.objects.get(state="joined").public_id])

    page = visitor.get(reverse("joinings"))
    visitor.send(page, part)

    assert (join(*pairs[0]) in page, part in page) == (False, True)
    assert sorted(Joining.objects.values_list("state", flat=True)) == ["apart", "parted"]


def test_only_who_keeps_the_sheets_finds_the_page() -> None:
    alike(a.coordinator())

    page = Visitor(a.post(Role.REPORTER, "BTC")).get(reverse("joinings"), status=403)

    assert "Ghép vào" not in page


def test_page_asks_as_much_for_many_pairs_as_for_few() -> None:
    by, numbers = a.coordinator(), itertools.count(1)

    few, many = grown(Visitor(by), reverse("joinings"), lambda: alike(by, next(numbers)))

    assert few == many
