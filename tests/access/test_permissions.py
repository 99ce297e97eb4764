"""Every URL × every role × where he sits: nothing is open that the oracle does not open, and the reverse."""

from itertools import product
from typing import Any

import pytest
from django.test import Client

from giamsat.access import loaders, middleware
from giamsat.access.permissions import PERMISSIONS
from giamsat.people.states import Role
from tests.access import relations, world

pytestmark = pytest.mark.django_db


def test_every_url_has_a_line_and_every_line_a_url() -> None:
    assert world.names() == set(PERMISSIONS)


def test_every_url_with_an_object_is_tried() -> None:
    with_objects = {p.name for p in world.urlpatterns if "<" in str(p.pattern)}

    assert set(world.OBJECTS) == with_objects


@pytest.mark.parametrize("role,place", list(product(Role, world.PLACES)))
def test_a_role_opens_what_is_its_own_and_nothing_else(role: Role, place: str) -> None:
    assert world.faults(world.built(), role, place) == []


def test_a_stranger_is_sent_to_sign_in() -> None:
    assert world.faults(world.built(), None, "") == []


def test_an_open_table_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(middleware, "may_open", lambda name, role: True)

    assert "documents : forbidden expected, open found" in world.faults(world.built(), Role.REPORTER, "unit")


def test_a_loader_that_looks_away_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def blind(found: Any, public_id: str) -> Any:
        return found.model.objects.get(public_id=public_id)

    monkeypatch.setattr(loaders, "_one", blind)

    assert "task task: hidden expected, open found" in world.faults(world.built(), Role.REPORTER, "other")


@pytest.mark.parametrize(
    "role,relation",
    [
        (Role.REPORTER, "parent"),
        (Role.APPROVER, "sibling"),
        (Role.COORDINATOR, "child"),
        (Role.REPORTER, "former"),
        (Role.SUPERVISOR, "ended"),
    ],
)
def test_what_one_sees_follows_from_how_his_unit_stands_to_the_one_that_owes(role: Role, relation: str) -> None:
    relations.lay_out()
    post = relations.seat(role, relation)
    relations.merge_former()
    place, told, client = world.built(), [], Client()
    client.force_login(post.person)

    for name in sorted(set(world.OBJECTS) - world.POSTS):
        for kind, address in place.addresses(name):
            wanted, got = relations.expected(name, kind, role, relation), world.found(client, name, address)
            told += [] if wanted == got else [f"{name} {kind}: {wanted} expected, {got} found"]

    assert told == []
