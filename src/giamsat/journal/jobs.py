from datetime import datetime, timedelta

from giamsat.journal import actions, queries
from giamsat.timetable import VIETNAM


def anchor_one(at: datetime) -> bool:
    """Close yesterday (of Việt Nam) with a root, when nobody has; whether it was open."""
    yesterday = at.astimezone(VIETNAM).date() - timedelta(days=1)
    if not queries.is_day_open(yesterday):
        return False
    return actions.close_day(yesterday) is not None
