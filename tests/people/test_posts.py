"""Who may give posts, and acting in another's place."""

from datetime import date, timedelta
from itertools import product

import pytest

from giamsat.errors import GiamsatError, allowed
from giamsat.journal.models import Entry
from giamsat.journal.rules import SYSTEM
from giamsat.people import actions, queries, rules
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.progress.rules import OwnUpdate
from tests import builders as a

pytestmark = pytest.mark.django_db

TODAY = a.NOW.date()


def given(by: Post, code: str, role: Role, username: str = "moi") -> Post:
    return actions.appoint(
        a.unit(code), username=username, full_name="Người Mới", role=role, title="Chuyên viên", password="x" * 12, by=by
    )


@pytest.mark.parametrize("giver,role", list(product(Role, Role)))
def test_nobody_grants_more_than_he_may(giver: Role, role: Role) -> None:
    by = a.post(giver, "BTC")
    of_unit = {Role.REPORTER, Role.APPROVER, Role.COORDINATOR, Role.UNIT_ADMIN}
    wanted = giver == Role.SYSTEM_ADMIN or (giver == Role.UNIT_ADMIN and role in of_unit)

    assert allowed(rules.check_may_grant, by.unit, role, by=by) == wanted


def test_an_administrator_of_a_unit_grants_in_his_subtree_only() -> None:
    head, department = a.department_of("BTC")
    above, below = a.post(Role.UNIT_ADMIN, "BTC"), a.post_in(department.unit, Role.UNIT_ADMIN)

    assert given(above, department.unit.code, Role.REPORTER).unit_id == department.unit_id
    for by, code in ((above, "BYT"), (below, "BTC")):
        with pytest.raises(rules.GrantTooHigh):
            given(by, code, Role.REPORTER, "khac")
    with pytest.raises(rules.GrantTooHigh):
        actions.end_post(head, on=TODAY, by=below)


def test_nobody_grants_to_himself() -> None:
    by = a.post(Role.SYSTEM_ADMIN)

    with pytest.raises(rules.OwnGrant):
        given(by, "BTC", Role.SUPERVISOR, by.person.username)


def test_a_post_in_a_unit_that_ended_is_refused() -> None:
    with pytest.raises(rules.UnitEnded):
        given(a.post(Role.SYSTEM_ADMIN), "BTTTT", Role.REPORTER)


def test_a_post_that_ended_is_not_held_any_more() -> None:
    post = a.post(Role.REPORTER)

    actions.end_post(post, on=TODAY, by=a.post(Role.UNIT_ADMIN))

    held = [queries.posts_of(post.person_id, TODAY - timedelta(days=back)).count() for back in (1, 0)]
    assert held == [1, 0]
    with pytest.raises(GiamsatError):
        actions.end_post(post, on=TODAY, by=SYSTEM)


def stand_in() -> tuple[Post, Post]:
    """A head on leave from the 2nd to the 5th, and the colleague who acts in his place."""
    head, colleague = a.post(Role.APPROVER, is_head=True), a.post(Role.REPORTER)
    place = actions.delegate(head, colleague.person, first=TODAY, last=TODAY + timedelta(days=3), by=head, at=a.NOW)
    return head, place


def test_a_stand_in_acts_from_the_first_day_to_the_last() -> None:
    _head, place = stand_in()
    days = [date(2026, 6, day) for day in (1, 2, 5, 6)]

    held = [queries.posts_of(place.person_id, day).filter(role=Role.APPROVER).count() for day in days]

    assert held == [0, 1, 1, 0]


def test_the_journal_says_in_whose_place() -> None:
    head, place = stand_in()
    writer = a.post(Role.REPORTER)
    progress_actions.approve_update(a.update(a.duty(), writer), by=place, at=a.NOW)

    entry = Entry.objects.get(action="progress.approved")

    assert (entry.actor_name, entry.actor_title) == (place.person.full_name, f"thay {head.title}")


def test_a_stand_in_ends_with_the_post_or_the_person_he_stands_in_for() -> None:
    head, place = stand_in()
    actions.deactivate(head.person, by=a.post(Role.UNIT_ADMIN))

    assert not queries.posts_of(place.person_id, TODAY).filter(role=Role.APPROVER).exists()


def test_a_stand_in_does_not_approve_what_he_wrote_himself() -> None:
    _head, place = stand_in()
    writer = Post.objects.select_related("unit", "person").get(person=place.person, stands_in_for=None)

    with pytest.raises(OwnUpdate):
        progress_actions.approve_update(a.update(a.duty(), writer), by=place, at=a.NOW)


def test_a_post_is_not_passed_on_nor_given_to_a_stranger_nor_for_long() -> None:
    head, place = stand_in()
    stranger, colleague = a.post(Role.REPORTER, "BYT"), a.post(Role.REPORTER)
    last = TODAY + timedelta(days=1)

    for post, to, by, until, refusal in (
        (place, colleague, place, last, rules.NotDelegable),
        (head, colleague, place, last, rules.NotDelegable),
        (head, stranger, head, last, rules.NotColleague),
        (head, head, head, last, rules.NotColleague),
        (head, colleague, head, TODAY + timedelta(days=90), rules.BadLeave),
        (head, colleague, head, TODAY - timedelta(days=1), rules.BadLeave),
    ):
        with pytest.raises(refusal):
            actions.delegate(post, to.person, first=TODAY, last=until, by=by, at=a.NOW)


def test_the_one_who_stands_in_can_be_called_back() -> None:
    head, place = stand_in()

    actions.end_post(place, on=TODAY, by=head)

    assert not queries.posts_of(place.person_id, TODAY).filter(role=Role.APPROVER).exists()
