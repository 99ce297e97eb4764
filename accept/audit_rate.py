"""What the chain costs: how many saves of a report a second, with it and with a bare row of the journal."""

import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from unittest import mock

from django.db import connection
from django.utils import timezone

from giamsat.journal.models import Entry
from giamsat.journal.rules import Acts
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation
from tests import builders as a

CLIENTS = ("BTC", "BNNMT", "BYT", "BCA", "BQP", "BXD", "BNV", "BTP")
SECONDS, TURNS = 2.0, 5


def rate() -> float:
    """Saves a second with the chain, as a share of those without: the median of turns that alternate."""
    round_ = a.open_round(a.coordinator(), recipients=CLIENTS)
    posts = [a.post(Role.REPORTER, code) for code in CLIENTS]
    owed = [a.obligation(round_, post.unit.code) for post in posts]
    for one, post in zip(owed, posts, strict=True):
        a.complete_draft(one, post)
    shares = []
    for _turn in range(TURNS):
        with_chain = _saves(owed, posts, nullcontext())
        shares.append(with_chain / _saves(owed, posts, _unchained()))
    return statistics.median(shares)


def _saves(owed: list[Obligation], posts: list[Post], surroundings: Any) -> int:
    """How many saves all clients did within the time."""
    done = [0] * len(owed)

    def client(n: int) -> None:
        until = time.monotonic() + SECONDS
        draft = owed[n].submissions.get(state="draft")
        while time.monotonic() < until:
            body = dict.fromkeys(draft.body, f"Lần {done[n]}")
            draft = report_actions.save_draft(
                owed[n], body, seen_revision=draft.revision, by=posts[n], at=timezone.now()
            )
            done[n] += 1
        connection.close()

    with surroundings:
        threads = [threading.Thread(target=client, args=(n,)) for n in range(len(owed))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return sum(done)


@contextmanager
def _unchained() -> Iterator[None]:
    """The same row written without lock, number and hash."""

    def bare(action: str, obj: Any, *, by: Acts, **details: Any) -> None:
        actor = by.as_actor()
        Entry.objects.create(
            chain=-actor.unit_id,
            seq=time.monotonic_ns(),
            at=timezone.now(),
            action=action,
            actor_id=actor.person_id,
            actor_name=actor.person_name,
            actor_title=actor.title,
            unit_name=actor.unit_name,
            object_type=obj._meta.label_lower,
            object_id=obj.pk,
            object_public_id=obj.public_id,
            object_name=str(obj)[:300],
            details=details,
        )

    with mock.patch.object(report_actions, "record", bare):
        yield
