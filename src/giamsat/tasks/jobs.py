import logging
from datetime import datetime

from giamsat.assignments.models import Candidate
from giamsat.assignments.queries import to_be_compared
from giamsat.errors import Stale
from giamsat.tasks import actions, alike, queries, recurring

log = logging.getLogger(__name__)


def compare_one(at: datetime) -> bool:
    """Lay one assignment beside the others; whether there was one. Words that crash it are passed over, and logged."""
    candidate = to_be_compared().prefetch_related("decisions__bindings__unit").first()
    if candidate is None:
        return False
    try:
        alike.compare(candidate, at=at)
    except Stale:
        pass  # another worker had the same one: all take the first, so that two alike never pass each other unseen
    except Exception:
        log.exception("assignment %s could not be compared", candidate.public_id)
        Candidate.objects.filter(pk=candidate.pk).update(is_compared=True)
    return True


def recur_one(at: datetime) -> bool:
    """Open the next period of one recurring duty whose last deadline has come; whether there was one."""
    return recurring.open_due(at)


def sweep_one(at: datetime) -> bool:
    """Let the standing of duties follow the clock; whether any changed."""
    if not queries.due_moments(at).exists():
        return False
    return actions.sweep(at) > 0
