import dataclasses
from datetime import date
from itertools import product

import pytest

from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import actions, cascade, lists, queries
from giamsat.tasks.lists import Choice, Place
from giamsat.tasks.models import Duty
from giamsat.tasks.states import DutyState
from tests import builders as a

pytestmark = pytest.mark.django_db

NONSENSE = ("", "x", "2026-01-01_x", "_1", "2026-01-01_1", f"2026-01-01T00:00:00+00:00_{2**63}", "\0_1")


@pytest.fixture
def posts() -> list[Post]:
    """Everybody who may see something of a small world with parts, a programme of a unit's own and several units."""
    head, department = a.department_of("BTC")
    runner, assigner = a.post_in(department.unit, Role.COORDINATOR), a.coordinator()
    for day in (None, 3, 9, 9, 20):
        on = date(2026, 6, day) if day else None
        a.issued(assigner, leads=("BTC", "BYT"), coordinators=("BKHCN",), on=on, words="", product="")
    duty = a.duty(assigner)
    part = a.content(leads=(department.unit.code,), on=date(2026, 6, 8), product="")
    middle = cascade.break_down(duty, [part], by=head, at=a.NOW)[0].duties.get()
    own = actions.open_own_programme("NB-1", name="Việc riêng", prefix="NB", by=runner, at=a.NOW)
    office = a.office_of(department.unit)
    last = a.content(leads=(office.unit.code,), on=date(2026, 6, 7), product="")
    cascade.break_down(middle, [last], by=runner, at=a.NOW, programme=own)
    others = [a.post(role, code) for role, code in product(Role, ("BKHCN", "BTC", "BYT", "BCĐCP"))]
    return [head, department, runner, assigner, office, *others]


def test_the_ways_in_lead_to_what_is_visible_and_to_nothing_else(posts: list[Post]) -> None:
    for post in posts:
        visible = queries.duties_visible_to(post).order_by("sorts_at", "pk")
        assert lists.page_of(lists.ways_of(post), Choice(), size=100) == list(visible.values_list("pk", flat=True)), (
            post.role
        )


def test_counts_are_those_of_the_visible_duties(posts: list[Post]) -> None:
    for post, state in product(posts, ("", DutyState.ASSIGNED)):
        visible = queries.duties_visible_to(post)
        counts = lists.counts_of(lists.ways_of(post), Choice(state=state, standing="overdue"))
        assert sum(counts.values()) == (visible.filter(state=state) if state else visible).count(), post.role


def test_pages_follow_each_other_without_gap_or_repeat(posts: list[Post]) -> None:
    assigner, seen, after = posts[3], list[int](), None
    whole = lists.page_of(lists.ways_of(assigner), Choice(), size=100)

    while keys := lists.page_of(lists.ways_of(assigner), Choice(), size=3, after=after):
        seen += keys[:3]
        after = Place.of(Duty.objects.get(pk=keys[:3][-1]))

    assert (seen, len(whole)) == (whole, len(set(whole)))


def test_what_is_in_a_filter_is_what_is_seen(posts: list[Post]) -> None:
    for post in posts:
        visible = queries.duties_visible_to(post)
        options = lists.options_of(lists.ways_of(post))
        assert {key for key, _ in options.units} == set(visible.values_list("unit__public_id", flat=True))
        assert {key for key, _ in options.programmes} == set(visible.values_list("programme__public_id", flat=True))


def test_a_place_is_read_back_and_nonsense_is_the_beginning() -> None:
    place = Place(a.NOW, 7)

    assert Place.read(str(place)) == place
    assert [Place.read(text) for text in NONSENSE] == [None] * len(NONSENSE)


def test_every_choice_narrows(posts: list[Post]) -> None:
    assigner = posts[3]
    duty = Duty.objects.select_related("task__document").order_by("id").first()
    assert duty is not None and duty.task.document is not None
    wanted = {
        "programme": duty.programme.public_id,
        "unit": duty.unit.public_id,
        "state": "assigned",
        "standing": duty.standing,
        "role": "lead",
        "document": duty.task.document.public_id,
        "words": "huong dan",
    }

    for name, value in wanted.items():
        chosen = dataclasses.replace(Choice(), **{name: value})
        keys = lists.page_of(lists.ways_of(assigner), chosen, size=100)
        assert duty.pk in keys
        counts = lists.counts_of(lists.ways_of(assigner), chosen)
        assert (counts[duty.standing] if name == "standing" else sum(counts.values())) == len(keys)
    assert lists.page_of(lists.ways_of(assigner), Choice(stars="1"), size=100) == []
