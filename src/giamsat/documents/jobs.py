import time
from datetime import datetime, timedelta

from giamsat.documents import actions, queries
from giamsat.documents.models import Document
from giamsat.documents.rules import ReadingBrokeOff
from giamsat.errors import Refused, Stale
from giamsat.files import jail, store
from giamsat.files.states import Step
from giamsat.people.actions import SEED

#: longer than any step between two words of progress: LibreOffice may take one minute, Tesseract 20 seconds a page
LEASE = timedelta(minutes=2)
#: before a reading that broke off is tried again
PAUSE = timedelta(seconds=20)
MOST_TRIES = 3
BETWEEN = 1.0  # seconds between two words of progress within one step


def read_one(at: datetime) -> bool:
    """Read one waiting document in the jailed child; whether there was one.

    A reading that breaks off, however it does, is tried again; after MOST_TRIES the document is unreadable.
    """
    document = queries.waiting_for_reading(at).select_related("upload").first()
    if document is None or not actions.claim_reading(document, until=at + LEASE):
        return False
    if document.tries > MOST_TRIES:
        actions.note_unreadable(document, str(ReadingBrokeOff()), problem_en="")
        return True
    watch = _Watch(at)
    try:
        _read(document, watch)
    except Stale:
        return True  # it took longer than its lease, and another worker has it
    finally:
        actions.put_back(document, until=watch.now + PAUSE)
    return True


class _Watch:
    """The time as it goes on from the moment a job was told."""

    def __init__(self, at: datetime) -> None:
        self._at, self._started = at, time.monotonic()

    @property
    def now(self) -> datetime:
        return self._at + timedelta(seconds=time.monotonic() - self._started)


def _read(document: Document, watch: _Watch) -> None:
    assert document.upload is not None
    try:
        found = jail.read(store.place_of(document.upload.sha256), SEED / "agencies.csv", _teller(document, watch))
    except Refused as refusal:
        problem = str(refusal)
        actions.note_unreadable(document, problem, problem_en=str(refusal.params.get("reason_en", "")))
    else:
        actions.keep_reading(document, found, at=watch.now)


def _teller(document: Document, watch: _Watch) -> jail.Tell:
    """Tells progress through the row, and so holds the claim."""
    last: tuple[Step | None, datetime] = (None, watch.now)

    def tell(step: Step, done: int, of: int) -> None:
        nonlocal last
        now = watch.now
        if step == last[0] and now - last[1] < timedelta(seconds=BETWEEN):
            return
        last = step, now
        actions.note_progress(document, step, done=done, of=of, until=now + LEASE)

    return tell
