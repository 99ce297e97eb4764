from datetime import datetime

from django.db import IntegrityError

from giamsat.assignments import actions, queries


def propose_one(at: datetime) -> bool:
    """Open the sitting over one fresh reading; whether there was one."""
    reading = queries.readings_without_review().select_related("document").first()
    if reading is None:
        return False
    try:
        actions.propose(reading, at=at)
    except IntegrityError:
        # Another worker opened it first: one sitting per reading is a constraint.
        return False
    return True
