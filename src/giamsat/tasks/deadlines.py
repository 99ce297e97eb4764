"""A deadline is never overwritten: another one is appended, with the paper that set it (T3)."""

from datetime import datetime

from django.db import transaction

from giamsat.documents.models import Document
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post
from giamsat.tasks import rules, standing
from giamsat.tasks.models import DeadlineVersion, Duty, Request
from giamsat.tasks.states import Side
from giamsat.timetable import Due
from giamsat.wording import nfc

#: What another deadline changes of a duty.
FIELDS = ("due_words", "late_from", *standing.CLOCK)


@transaction.atomic
def change_deadline(
    duty: Duty,
    due: Due,
    *,
    paper: str,
    by: Post,
    at: datetime,
    document: Document | None = None,
    seen: int | None = None,
) -> None:
    """The assigner sets another deadline by a paper; the earlier ones stay, and lateness is told against both.

    `seen` is the number of the last deadline the person had before him.
    """
    rules.check_side(duty, Side.ASSIGNER, by)
    rules.check_has_own_day(duty)
    rules.check_deadline(duty, due)
    rules.check_paper(paper)
    put_in_force(duty, due, paper=paper, document=document, by=by, at=at, seen=seen)


def put_in_force(
    duty: Duty,
    due: Due,
    *,
    paper: str,
    by: Post,
    at: datetime,
    document: Document | None = None,
    request: Request | None = None,
    seen: int | None = None,
) -> None:
    """Append a deadline that has been decided, inside the transaction of the decision."""
    row = Duty.objects.select_for_update().annotate(now=DatabaseClock()).get(pk=duty.pk)
    row.task, row.programme = duty.task, duty.programme
    last = row.deadlines.order_by("-version").first()
    rules.check_seen_deadline(last, seen)
    key, was = standing.tally_key(row), row.late_from
    DeadlineVersion.objects.create(
        duty=row,
        version=last.version + 1 if last else 1,
        words=due.words,
        bound=due.bound,
        on=due.on,
        clock=due.at,
        day_counts=due.day_counts,
        late_from=due.late_from,
        document=document,
        paper=nfc(paper),
        request=request,
        by=by,
        since=row.now,
    )
    row.due_words, row.late_from = due.words[:300], due.late_from
    standing.stand(row, at)
    Duty.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in FIELDS})
    standing.recount_one(row, was=key)
    record("duty.deadline_changed", duty, by=by, was=_said(was), now=_said(row.late_from), words=due.words, paper=paper)
    for name in FIELDS:
        setattr(duty, name, getattr(row, name))


def _said(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""
