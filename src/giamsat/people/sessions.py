"""Sessions that know whose they are, end when idle or old, and can be listed and ended (SESSION_ENGINE)."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.db.models import QuerySet
from django.utils import timezone

from giamsat.journal.actions import record
from giamsat.journal.rules import Acts
from giamsat.people.models import Person, Session

#: what a session says of itself
STARTED, SEEN, ADDRESS, BROWSER = "started", "seen", "address", "browser"
#: how often it is written down that somebody is still there
TICK = timedelta(minutes=5)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, in rows of our own."""

    @classmethod
    def get_model_class(cls) -> Any:
        return Session

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row: whose it is, since when, from where."""
        known = Session.objects.filter(session_key=self.session_key).values_list("public_id", flat=True).first()
        return Session(
            session_key=self._get_or_create_session_key(),  # type: ignore[attr-defined]
            session_data=self.encode(data),
            expire_date=self.get_expiry_date(),
            person_id=data.get(SESSION_KEY),
            address=data.get(ADDRESS),
            browser=data.get(BROWSER, "")[:300],
            started_at=_moment(data.get(STARTED)),
            seen_at=_moment(data.get(SEEN)),
            **({"public_id": known} if known else {}),
        )

    def save(self, must_create: bool = False) -> None:
        """Kept with the moment somebody signed in: from it the longest life is counted."""
        if SESSION_KEY in self and STARTED not in self:
            self[STARTED] = self[SEEN] = timezone.now().timestamp()
        super().save(must_create=must_create)

    def get_expiry_age(self, **kwargs: Any) -> int:
        """Seconds until it ends if nobody comes: the idle limit, or what is left of the longest life."""
        started = self.get(STARTED)
        left = settings.SESSION_LONGEST - (timezone.now().timestamp() - started) if started else settings.SESSION_IDLE
        return max(0, int(min(settings.SESSION_IDLE, left)))

    def get_expiry_date(self, **kwargs: Any) -> datetime:
        return timezone.now() + timedelta(seconds=self.get_expiry_age())


def touch(session: Any) -> None:
    """Put the idle limit off, at most once a tick."""
    now = timezone.now().timestamp()
    if SEEN in session and now - session[SEEN] > TICK.total_seconds():
        session[SEEN] = now


def sessions_of(person: Person) -> QuerySet[Session]:
    """The sessions a person could go on with, newest first."""
    return Session.objects.filter(person=person, expire_date__gt=timezone.now()).order_by("-started_at", "-pk")


def end_sessions(sessions: QuerySet[Session], person: Person, *, by: Acts) -> int:
    """End sessions of a person at once; answer how many."""
    ended, _each = sessions.filter(person=person).delete()
    if ended:
        record("people.sessions_ended", person, by=by, sessions=ended)
    return ended


def _moment(stamp: float | None) -> datetime | None:
    return datetime.fromtimestamp(stamp, UTC) if stamp else None
