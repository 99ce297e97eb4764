"""Every address asked by everybody in every way, each request undone: what the door says, and whether it wrote."""

import hashlib
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from typing import Any

import pyotp
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import override_settings
from django.urls import reverse

from giamsat.people import actions as people_actions
from giamsat.people import second_step
from giamsat.people.models import Post
from giamsat.people.states import DELEGABLE, Role
from giamsat.timetable import VIETNAM
from tests import builders as a
from tests.access import relations
from tests.web.browser import let_go

PASSWORD = "mat-khau-thu-nghiem"
READ = ("GET", "HEAD")
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
CHANGES = re.compile(r"\s*(INSERT INTO|UPDATE|DELETE FROM)\s+\"(\w+)\"", re.IGNORECASE)
#: what signing in and staying signed in writes
OWN_TABLES = ("people_session", "people_attempts")


@dataclass
class Actor:
    """Somebody at the door: what he is, where he sits, and how he signed in."""

    role: Role | None
    relation: str
    #: "password", "second step", "stand-in" or "anonymous"
    mechanism: str
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def __str__(self) -> str:
        return f"{self.role or 'anonymous'}@{self.relation or '-'} ({self.mechanism})"


@dataclass(frozen=True)
class Answer:
    """What came back; `wrote` names the tables that a statement changed, `kept` whether anything stayed changed."""

    status: int
    location: str
    wrote: frozenset[str]
    kept: bool
    body: bytes = b""
    kind: str = ""

    @property
    def word(self) -> str:
        if self.status == 302 and self.location.startswith(reverse("login")):
            return "login"
        words = {403: "forbidden", 404: "hidden", 405: "not allowed"}
        return words.get(self.status, "open" if self.status < 500 else "broken")


def signed_in(post: Post, relation: str) -> Actor:
    """By name and password, at the page where one signs in."""
    return Actor(Role(post.role), relation, "password", _session(post.person.username))


def signed_in_twice(post: Post, relation: str) -> Actor:
    """By password and a code of the second step, one of those on paper."""
    person, now, secret = post.person, datetime.now(UTC), second_step.new_secret()
    code = pyotp.TOTP(secret).at(now)
    paper = second_step.set_up(person, secret, code, by=post, at=now)
    client = Client()
    client.post(reverse("login"), {"username": person.username, "password": PASSWORD})
    answer = client.post(reverse("login_code"), {"code": paper[0]})
    if answer.status_code != 302:
        raise AssertionError(f"{person.username} could not take the second step: {answer.status_code}")
    return Actor(Role(post.role), relation, "second step", client.cookies)


def standing_in(post: Post, relation: str) -> Actor | None:
    """A colleague without rights of his own who acts in the place of a post; None for what nobody may act for."""
    if post.role not in DELEGABLE:
        return None
    colleague = a.post_in(post.unit, Role.UNIT_ADMIN)
    now = datetime.now(UTC)
    today = now.astimezone(VIETNAM).date()
    days = {"first": today, "last": today + timedelta(days=5)}
    stand_in = people_actions.delegate(post, colleague.person, **days, by=post, at=now)
    cookies = _session(colleague.person.username)
    client = Client()
    client.cookies = cookies
    client.post(reverse("post_choose"), {"post": stand_in.public_id})
    return Actor(Role(post.role), relation, "stand-in", client.cookies)


def _session(username: str) -> SimpleCookie:
    client = Client()
    answer = client.post(reverse("login"), {"username": username, "password": PASSWORD})
    if answer.status_code != 302:
        raise AssertionError(f"{username} could not sign in: {answer.status_code}")
    return client.cookies


def ask(
    actor: Actor, method: str, address: str, body: dict[str, Any] | None = None, *, whole: dict[str, str]
) -> Answer:
    """Send one request and undo whatever it did; `whole` is the checksum of before."""
    client = Client(raise_request_exception=False)
    client.cookies = SimpleCookie(actor.cookies.output(header="", sep=";"))
    wrote: set[str] = set()
    with transaction.atomic():
        with connection.execute_wrapper(_noting(wrote)):
            answer = getattr(client, method.lower())(address, **({"data": body} if body else {}))
        kept = bool(wrote) and checksum() != whole
        streamed = b"".join(answer.streaming_content) if answer.streaming else answer.content
        let_go(answer)
        transaction.set_rollback(True)
    location = answer.headers.get("Location", "")
    return Answer(
        answer.status_code, location, frozenset(wrote), kept, streamed, answer.headers.get("Content-Type", "")
    )


def _noting(wrote: set[str]) -> Callable[..., Any]:
    def note(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
        found = CHANGES.match(sql)
        if found and not found[2].startswith(OWN_TABLES):
            wrote.add(found[2])
        return execute(sql, *args)

    return note


def checksum() -> dict[str, str]:
    """Table → hash of all its rows, sessions apart."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table.startswith(OWN_TABLES):
            continue
        rows = model._default_manager.order_by("pk").values_list()
        digest = hashlib.sha256()
        for row in rows.iterator():
            digest.update(repr(row).encode())
        found[model._meta.db_table] = digest.hexdigest()
    return found


@contextmanager
def as_tested() -> Iterator[None]:
    """The host name the test client says, static files without their manifest, cheap passwords, and no line for every refusal."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    hosts = [*settings.ALLOWED_HOSTS, "testserver"]
    quick = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    logging.disable(logging.CRITICAL)
    try:
        with override_settings(
            ALLOWED_HOSTS=hosts, PASSWORD_HASHERS=quick, STORAGES=settings.STORAGES | {"staticfiles": plain}
        ):
            yield
    finally:
        logging.disable(logging.NOTSET)


#: whom a quick run asks: enough to meet every defect that is planted
FEW = {
    *((role, relation, "password") for role in (Role.REPORTER, Role.COORDINATOR) for relation in ("own", "sibling")),
    (Role.APPROVER, "own", "password"),
    (Role.APPROVER, "parent", "password"),
    (Role.REPORTER, "own", "stand-in"),
    (Role.REPORTER, "ended", "password"),
    (None, "", "anonymous"),
}


def everybody(former: dict[Role, Post], *, quick: bool) -> list[Actor]:
    """Each role in each relation in each way of signing in, and a stranger; the former unit is merged by now."""
    actors = [Actor(None, "", "anonymous")]
    for role in Role:
        for relation in relations.UNITS:
            if quick and (role, relation, "password") not in FEW:
                continue
            post = former[role] if relation == "former" else relations.seat(role, relation)
            actors.append(signed_in(post, relation))
            if not quick and relation != "former":
                actors.append(signed_in_twice(relations.seat(role, relation), relation))
            may_stand_in = relation not in ("former", "ended") and (not quick or (role, relation, "stand-in") in FEW)
            if may_stand_in and (stand_in := standing_in(post, relation)):
                actors.append(stand_in)
    return actors
