from datetime import datetime

from giamsat.tasks import actions, queries


def sweep_one(at: datetime) -> bool:
    """Let the standing of duties follow the clock; whether any changed."""
    if not queries.due_moments(at).exists():
        return False
    return actions.sweep(at) > 0
