from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from giamsat.documents.models import Document
from giamsat.errors import NotAllowed, Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record
from giamsat.journal.clock import DatabaseClock, database_now
from giamsat.obstacles import rules
from giamsat.obstacles.models import Answer, Obstacle, ObstacleStep
from giamsat.obstacles.states import AWAITING, Level, ObstacleState
from giamsat.people.models import Post
from giamsat.people.queries import calendar
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import check_side
from giamsat.tasks.states import Side
from giamsat.timetable import VIETNAM
from giamsat.wording import folded, nfc, nfc_lines


@transaction.atomic
def note(duty: Duty, difficulty: rules.Difficulty, *, by: Post, at: datetime) -> Obstacle:
    """Write down an obstacle of the unit's own; nobody outside sees it before the head has raised it."""
    check_side(duty, Side.UNIT, by)
    rules.check_difficulty(difficulty)
    obstacle = Obstacle.objects.create(
        duty=duty,
        kind=difficulty.kind,
        cause=difficulty.cause,
        beyond_authority=difficulty.beyond_authority,
        decider=difficulty.decided_by,
        description=nfc_lines(difficulty.description),
        proposal=nfc_lines(difficulty.proposal),
        folded=folded(difficulty.description),
        by=by,
        at=at,
        since=database_now(),
    )
    record("obstacle.noted", obstacle, by=by)
    return obstacle


@transaction.atomic
def bring_up(obstacle: Obstacle, *, by: Post, at: datetime) -> None:
    """The head raises what was noted: to the standing agency when it is beyond the unit's authority, else at home."""
    rules.check_noted(obstacle)
    to = ObstacleState.STANDING if obstacle.beyond_authority else ObstacleState.UNIT
    _move(obstacle, to, action="raised", by=by, at=at)


@transaction.atomic
def escalate(
    obstacle: Obstacle, *, to: ObstacleState, reason: str, answer_by: date | None = None, by: Post, at: datetime
) -> None:
    """Send an obstacle to a higher level, which is to answer by a day."""
    rules.check_reason(reason)
    _move(obstacle, to, action="escalated", words=reason, answer_by=answer_by, by=by, at=at, beyond_authority=True)


@transaction.atomic
def return_with_question(
    obstacle: Obstacle, *, question: str, answer_by: date | None = None, by: Post, at: datetime
) -> None:
    """Send an obstacle back to its unit with a question; its level stays, so that it comes back there."""
    rules.check_reason(question)
    _move(obstacle, ObstacleState.RETURNED, action="returned", words=question, answer_by=answer_by, by=by, at=at)


@transaction.atomic
def explain(obstacle: Obstacle, *, words: str, by: Post, at: datetime) -> None:
    """The unit answers the question; the obstacle goes on where it came from."""
    rules.check_reason(words)
    _move(obstacle, ObstacleState(obstacle.level), action="explained", words=words, by=by, at=at)


@transaction.atomic
def withdraw(obstacle: Obstacle, *, reason: str = "", by: Post, at: datetime) -> None:
    """The unit takes an obstacle back; one that others have seen says why."""
    if obstacle.raised_at is not None:
        rules.check_reason(reason)
    _move(obstacle, ObstacleState.WITHDRAWN, action="withdrawn", words=reason, by=by, at=at)


@transaction.atomic
def answer(
    obstacle: Obstacle,
    ruling: rules.Ruling,
    *,
    document: Document | None = None,
    upload: Upload | None = None,
    by: Post,
    at: datetime,
) -> Answer:
    """Close an obstacle, and those merged into it, by a decision with its paper."""
    rules.check_ruling(ruling, Level(obstacle.level))
    if upload is not None and (upload.unit_id != by.unit_id or upload.file_id is None):
        raise NotAllowed
    _move(obstacle, ObstacleState.ANSWERED, action="answered", words=ruling.words, by=by, at=at)
    return Answer.objects.create(
        obstacle=obstacle,
        words=nfc_lines(ruling.words),
        symbol=nfc(ruling.symbol),
        on=ruling.on,
        issuer=nfc(ruling.issuer),
        document=document,
        upload=upload,
        by=by,
        at=database_now(),
    )


@transaction.atomic
def split(obstacle: Obstacle, parts: Sequence[str], *, by: Post, at: datetime) -> list[Obstacle]:
    """Split an obstacle into two or more that go their own ways from where it was, each with its history behind it."""
    rules.check_parts(parts)
    was = {name: getattr(obstacle, name) for name in ("state", "level", "answer_by", "raised_at")}
    _move(obstacle, ObstacleState.SPLIT, action="split", by=by, at=at)
    same = ("duty", "kind", "cause", "beyond_authority", "decider", "proposal", "by", "at", "since")
    children = [
        Obstacle.objects.create(
            **{name: getattr(obstacle, name) for name in same},
            **was,
            parent=obstacle,
            description=nfc_lines(part),
            folded=folded(part),
        )
        for part in parts
        if part.strip()
    ]
    for child in children:
        record("obstacle.parted", child, by=by, of=obstacle.public_id)
    return children


@transaction.atomic
def merge(obstacle: Obstacle, *, into: Obstacle, reason: str = "", by: Post, at: datetime) -> None:
    """Merge an obstacle into another that waits for the same decision; its raiser sees the answer to that one."""
    # Both rows are locked in one order, so that two who merge crosswise neither wait in a ring nor both win.
    locked = Obstacle.objects.select_for_update(of=("self",)).filter(pk__in=[obstacle.pk, into.pk]).order_by("pk")
    into.state = {row.pk: row.state for row in locked}[into.pk]
    rules.check_merge(obstacle, into)
    _move(obstacle, ObstacleState.MERGED, action="merged", words=reason, by=by, at=at, merged_into=into)
    Obstacle.objects.filter(merged_into=obstacle).update(merged_into=into)


def _move(
    obstacle: Obstacle,
    to: ObstacleState,
    *,
    action: str,
    by: Post,
    at: datetime,
    words: str = "",
    answer_by: date | None = None,
    **also: Any,
) -> None:
    """The one way an obstacle changes its state: claimed, and a step appended with the database's clock."""
    rules.check_move(obstacle, to, by)
    party = rules.party_for(obstacle, to, by)
    was, today = obstacle.state, at.astimezone(VIETNAM).date()
    rules.check_answer_day(answer_by, today)
    if to in (ObstacleState.UNIT, *AWAITING):
        also["level"] = rules.level_of(to)
        also |= {"raised_at": DatabaseClock()} if was == ObstacleState.NOTED else {}
        answer_by = answer_by or rules.answer_day(Level(to.value), today, calendar())
    now = {"state": to, "since": DatabaseClock(), "answer_by": answer_by, "step_count": F("step_count") + 1} | also
    if not Obstacle.objects.filter(pk=obstacle.pk, state=was, step_count=obstacle.step_count).update(**now):
        raise Stale
    step = _step(obstacle, was=was, to=to, party=party, words=nfc_lines(words), answer_by=answer_by, by=by)
    record(f"obstacle.{action}", obstacle, by=by, was=was, to=to, reason=step.words)
    obstacle.refresh_from_db(fields=list(now))


def _step(obstacle: Obstacle, **content: Any) -> ObstacleStep:
    nth = obstacle.step_count + 1
    return ObstacleStep.objects.create(obstacle=obstacle, nth=nth, at=database_now(), **content)
