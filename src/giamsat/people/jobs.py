from datetime import datetime

from giamsat.people.models import Attempts, Session
from giamsat.people.throttling import WINDOW

BATCH = 500


def forget_one(at: datetime) -> bool:
    """Delete some sessions that ended and failures nobody counts any more; whether there were any."""
    old = list(Session.objects.filter(expire_date__lt=at).values_list("pk", flat=True)[:BATCH])
    stale = list(Attempts.objects.filter(since__lt=at - 2 * WINDOW).values_list("pk", flat=True)[:BATCH])
    Session.objects.filter(pk__in=old).delete()
    Attempts.objects.filter(pk__in=stale).delete()
    return bool(old or stale)
