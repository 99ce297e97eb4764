from datetime import datetime, timedelta

from giamsat.documents import actions, queries
from giamsat.documents.models import Document
from giamsat.documents.states import DocumentState
from giamsat.errors import Refused
from giamsat.files import jail, store
from giamsat.people.actions import SEED

LEASE = timedelta(minutes=5)


def read_one(at: datetime) -> bool:
    """Read one waiting document in the jailed child; whether there was one."""
    document = queries.waiting_for_reading(at).select_related("upload").first()
    if document is None or not _claim(document, at):
        return False
    assert document.upload is not None
    try:
        found = jail.read(store.place_of(document.upload.sha256), SEED / "agencies.csv")
    except Refused as refusal:
        problem = str(refusal)
        actions.note_unreadable(document, problem, problem_en=str(refusal.params.get("reason_en", "")))
    else:
        actions.keep_reading(document, found, at=at)
    return True


def _claim(document: Document, at: datetime) -> bool:
    mine = Document.objects.filter(pk=document.pk, state=document.state, lease_until=document.lease_until)
    return bool(mine.update(state=DocumentState.READING, lease_until=at + LEASE))
