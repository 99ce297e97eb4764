from datetime import datetime, timedelta

from giamsat.assignments import actions, queries
from giamsat.documents.models import Reading

LEASE = timedelta(minutes=5)


def propose_one(at: datetime) -> bool:
    """Open the sitting over one fresh reading; whether there was one."""
    reading = queries.readings_without_review(at).select_related("document").first()
    if reading is None:
        return False
    # Claimed first, outside the transaction below: a reading that crashes it is put off, and the next one's turn comes.
    mine = Reading.objects.filter(pk=reading.pk, lease_until=reading.lease_until)
    if mine.update(lease_until=at + LEASE):
        actions.propose(reading, at=at)
    return True
