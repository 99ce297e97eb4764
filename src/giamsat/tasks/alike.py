"""Assignments that may be one or partly one: found by the worker, judged by a person (PRODUCT A3)."""

from collections.abc import Callable
from datetime import datetime
from functools import cache

from django.db import transaction
from django.db.models import Q, QuerySet

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments.models import Candidate
from giamsat.assignments.queries import titles_of
from giamsat.assignments.states import CandidateState
from giamsat.documents.rules import check_may_work_on
from giamsat.errors import BadMove, NotAllowed, Stale, allowed
from giamsat.journal.actions import record
from giamsat.people.actions import SEED
from giamsat.people.models import Post
from giamsat.tasks import queries
from giamsat.tasks.merging_rules import TasksMerged
from giamsat.tasks.models import Compared, ComparedKey, Judgement, Likeness, Task
from giamsat.tasks.rules import NothingToMerge, VerdictUnexplained
from giamsat.tasks.states import VERDICTS, Verdict
from giamsat.wording import nfc
from vanban import AgencyTable
from vanban.likeness import Pair, StoredKeys, Title, comparer, stored_keys


@transaction.atomic
def compare(candidate: Candidate, *, at: datetime) -> list[Likeness]:
    """Lay a candidate beside the others and keep what seems alike; what a person has judged stays as it is."""
    if not Candidate.objects.filter(pk=candidate.pk, is_compared=False).update(is_compared=True):
        raise Stale
    title = titles_of([candidate])[candidate.pk]
    keys = stored_keys(title.title)
    _keep_keys(candidate, keys)
    others = [other for other in queries.near(keys, beside=candidate) if not _of_one_clause(candidate, other)]
    judge = _comparer()
    found = [pair for other in titles_of(others).values() if (pair := judge(title, other))]
    Likeness.objects.filter(Q(first=candidate) | Q(second=candidate), verdict=Verdict.OPEN).delete()
    return Likeness.objects.bulk_create([_likeness(pair, at) for pair in found], ignore_conflicts=True)


def likely(title: Title, among: QuerySet[Candidate]) -> list[tuple[Pair, Candidate]]:
    """What in `among` seems to be the same as a title that is being written, the most alike first."""
    others = {str(other.pk): other for other in queries.near(stored_keys(title.title), among=among)}
    judge = _comparer()
    found = [pair for other in titles_of(others.values()).values() if (pair := judge(title, other))]
    found.sort(key=lambda pair: -pair.score)
    return [(pair, others[pair.b if pair.a == title.id else pair.a]) for pair in found]


@transaction.atomic
def judge(likeness: Likeness, verdict: Verdict, *, reason: str, by: Post, at: datetime) -> None:
    """Say that two assignments are different, or one that is followed under both names; or open the question again."""
    _check(likeness, verdict, by)
    if verdict in (Verdict.APART, Verdict.ALIAS) and not reason.strip():
        raise VerdictUnexplained
    was = likeness.word
    if was == Verdict.MERGED and queries.are_merged(likeness):
        raise TasksMerged
    _move(likeness, verdict, reason=reason, by=by, at=at)
    if was == Verdict.MERGED:
        for candidate in (likeness.first, likeness.second):
            if candidate.state == CandidateState.REFUSED:
                assignment_actions.reopen(candidate, by=by, at=at)


@transaction.atomic
def merge(likeness: Likeness, *, by: Post, at: datetime) -> Candidate:
    """Set aside the assignment that still waits, in favour of the other; the paper that repeats it stays as a source.

    Answers the candidate set aside. Two that are both decided are not merged here: nobody loses a task by a click.
    """
    _check(likeness, Verdict.MERGED, by)
    waiting = [one for one in (likeness.second, likeness.first) if one.state == CandidateState.PROPOSED]
    if not waiting:
        raise NothingToMerge
    aside = waiting[0]
    kept = likeness.first if aside is likeness.second else likeness.second
    _move(likeness, Verdict.MERGED, reason="", by=by, at=at)
    assignment_actions.refuse(aside, reason=f"Gộp vào: {name_of(kept)}", by=by, at=at)
    return aside


def note_merger(gone: Task, kept: Task, verdict: Verdict, *, reason: str, by: Post, at: datetime) -> None:
    """Let the pair of two tasks, if they were found alike, say that they were merged, or that they are apart again."""
    sides = [task.decision.candidate_id for task in (gone, kept) if task.decision is not None]
    pair = (
        Likeness.objects.filter(first__in=sides, second__in=sides).first() if len(sides) == len((gone, kept)) else None
    )
    if pair is not None and verdict in VERDICTS[pair.word]:
        _move(pair, verdict, reason=reason, by=by, at=at)


def name_of(candidate: Candidate) -> str:
    """What a candidate orders, with the code of its task once it is one; `decisions__task` prefetched."""
    decision = next((one for one in candidate.decisions.all() if one.confirmed), None)
    if decision is None:
        return titles_of([candidate])[candidate.pk].title
    task = getattr(decision, "task", None)
    return str(task) if task else decision.name


def _check(likeness: Likeness, verdict: Verdict, by: Post) -> None:
    papers = (likeness.first.review.document, likeness.second.review.document)
    if not any(allowed(check_may_work_on, paper, by) for paper in papers):
        raise NotAllowed
    if verdict not in VERDICTS[likeness.word]:
        raise BadMove


def _move(likeness: Likeness, verdict: Verdict, *, reason: str, by: Post, at: datetime) -> None:
    was = likeness.verdict
    if not Likeness.objects.filter(pk=likeness.pk, verdict=was).update(verdict=verdict):
        raise Stale
    Judgement.objects.create(likeness=likeness, verdict=verdict, reason=nfc(reason), by=by, at=at)
    record("likeness.judged", likeness, by=by, was=was, verdict=verdict, reason=nfc(reason))
    likeness.verdict = verdict


def _of_one_clause(one: Candidate, other: Candidate) -> bool:
    """Two results of one row, or the parts of a clause that was split: alike by right."""
    return one.review_id == other.review_id and bool(one.path) and one.path == other.path


def _keep_keys(candidate: Candidate, keys: StoredKeys) -> None:
    Compared.objects.filter(candidate=candidate).delete()
    compared = Compared.objects.create(candidate=candidate, total=keys.total)
    ComparedKey.objects.bulk_create(
        [ComparedKey(compared=compared, key=key, weight=weight) for key, weight in keys.weights.items()]
    )


def _likeness(pair: Pair, at: datetime) -> Likeness:
    earlier, later = sorted((int(pair.a), int(pair.b)))
    return Likeness(
        first_id=earlier,
        second_id=later,
        relation=pair.relation,
        score=pair.score,
        reasons=list(pair.reasons),
        differences=_in_order(pair, earlier),
        found_at=at,
    )


def _in_order(pair: Pair, earlier: int) -> list[str]:
    """Differences with the words of the earlier assignment first."""
    if int(pair.a) == earlier:
        return list(pair.differences)
    return [_turned(difference) for difference in pair.differences]


def _turned(difference: str) -> str:
    code, _, words = difference.partition(": ")
    one, _, other = words.partition(" / ")
    return f"{code}: {other} / {one}"


@cache
def _comparer() -> Callable[[Title, Title], Pair | None]:
    return comparer(AgencyTable.from_csv(SEED / "agencies.csv"))
