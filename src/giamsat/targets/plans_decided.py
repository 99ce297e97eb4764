"""The goals that one paper decides for many agencies at once."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.db.models import Max

from giamsat.documents.models import Document
from giamsat.errors import Stale
from giamsat.journal.actions import record_many
from giamsat.journal.clock import DatabaseClock, database_now
from giamsat.people.models import Post
from giamsat.targets import rules
from giamsat.targets.actions import goal_columns
from giamsat.targets.models import Goal, Indicator
from giamsat.tasks.models import Programme


@transaction.atomic
def decide_goals(
    document: Document, programme: Programme, wanted: Sequence[tuple[Indicator, rules.Aim]], *, by: Post
) -> list[Goal]:
    """Put goals beside what other documents want; one of the same code that stands gives way and stays readable.

    A handful of statements and one journal entry, however many there are.
    """
    rules.check_may_keep(programme, by)
    for _indicator, aim in wanted:
        rules.check_aim(aim)
    codes, now = [aim.code for _indicator, aim in wanted], database_now()
    last = dict(Goal.objects.filter(code__in=codes).values_list("code").annotate(n=Max("version")))
    Goal.objects.filter(code__in=codes, replaced_at=None).update(replaced_at=DatabaseClock())
    goals = [
        Goal(**goal_columns(aim), indicator=indicator, version=last.get(aim.code, 0) + 1, by=by, since=now)
        for indicator, aim in wanted
    ]
    try:
        with transaction.atomic():
            made = Goal.objects.bulk_create(goals)
    except IntegrityError as clash:
        raise Stale from clash
    record_many("target.goals_decided", document, by=by, ids=[goal.public_id for goal in made])
    return made
