"""Passwords: set through a link used once, changed by their owner; both end every other session."""

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from giamsat.errors import Stale
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock, database_now
from giamsat.journal.rules import Actor, Acts
from giamsat.people import rules
from giamsat.people.models import Authenticator, Invitation, Person, Post, Session
from giamsat.people.queries import unended_posts

#: how long a link waits
LASTS = timedelta(days=7)


@transaction.atomic
def invite(person: Person, *, by: Acts) -> str:
    """A new link's token, told once; an older link and the password of before are worth nothing any more."""
    if isinstance(by, Post):
        rules.check_may_manage(person, unended_posts(person), by=by)
    locked = Person.objects.select_for_update().get(pk=person.pk)
    token, now = secrets.token_urlsafe(32), database_now()
    Invitation.objects.filter(person=person, ended_at=None).update(ended_at=now)
    Invitation.objects.create(person=person, token_hash=hash_of(token), made_at=now, expires_at=now + LASTS)
    locked.set_unusable_password()
    Person.objects.filter(pk=person.pk).update(password=locked.password)
    Session.objects.filter(person=person).delete()
    record("people.invited", person, by=by, until=(now + LASTS).isoformat())
    person.password = locked.password
    return token


def invited(token: str) -> Invitation:
    """The invitation of a link that may still be used; raises `LinkEnded`."""
    open_ones = Invitation.objects.filter(ended_at=None, expires_at__gt=DatabaseClock(), person__is_active=True)
    found = open_ones.filter(token_hash=hash_of(token)).select_related("person").first()
    if found is None:
        raise rules.LinkEnded
    return found


@transaction.atomic
def accept(invitation: Invitation, *, password: str) -> None:
    """Set the password by the link; the link is used up."""
    waiting = Invitation.objects.filter(pk=invitation.pk, ended_at=None, expires_at__gt=DatabaseClock())
    if not waiting.filter(person__is_active=True).update(ended_at=DatabaseClock()):
        raise rules.LinkEnded
    _set(invitation.person, password)
    record("people.password_set", invitation.person, by=Oneself(invitation.person))


@transaction.atomic
def change_password(person: Person, *, password: str, by: Acts) -> None:
    """Set one's own password anew."""
    _set(person, password)
    record("people.password_changed", person, by=by)


@transaction.atomic
def drop_second_step(person: Person, *, by: Post) -> None:
    """Let somebody whose telephone is lost sign in by password until he sets the second step up again."""
    rules.check_may_manage(person, unended_posts(person), by=by)
    if not Authenticator.objects.filter(person=person).exists():
        raise Stale
    Authenticator.objects.filter(person=person).delete()
    record("people.second_step_dropped", person, by=by)


def hash_of(token: str) -> str:
    """SHA-256 (hex) of a token with 256 random bits; no salt is needed."""
    return hashlib.sha256(token.encode()).hexdigest()


def _set(person: Person, password: str) -> None:
    was = person.password
    person.set_password(password)
    if not Person.objects.filter(pk=person.pk, password=was).update(password=person.password):
        raise Stale
    Session.objects.filter(person=person).delete()


class Oneself:
    """Somebody who acts before he has signed in: from his first post, in that unit's chain."""

    def __init__(self, person: Person) -> None:
        self.person = person

    def as_actor(self) -> Actor:
        post = self.person.posts.select_related("unit", "person").order_by(F("to_on").desc(nulls_first=True)).first()
        return post.as_actor() if post else Actor(0, "", self.person.pk, self.person.full_name, "")
