from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from giamsat.assignments.models import Candidate, Decision
from giamsat.assignments.queries import LIVING
from giamsat.assignments.states import BindingRole, CandidateState
from giamsat.documents.queries import documents_for
from giamsat.people.models import Post
from giamsat.people.queries import stood_under
from giamsat.people.states import Role
from giamsat.tasks.models import (
    ComparedKey,
    Duty,
    DutyTally,
    FundingLine,
    Likeness,
    Merger,
    Programme,
    Proposal,
    Request,
    Rewording,
    Task,
    TaskName,
)
from giamsat.tasks.states import (
    FINAL,
    RUNNING,
    DutyState,
    MergerState,
    ProposalState,
    RequestState,
    RewordingState,
    Side,
    Verdict,
)
from giamsat.wording import folded
from vanban.likeness import SHARED, StoredKeys

#: What duties are counted by (`DutyTally`).
TALLY_KEYS = ("programme_id", "unit_id", "assigner_id", "is_part", "role", "state", "standing")
#: rows of keys looked at for one title; assignments laid beside it
MEETINGS, LAID_BESIDE = 20_000, 40
#: what a title weighs at least: one of little words alone is like nothing
LEAST = 0.1


def programmes_for(post: Post) -> QuerySet[Programme]:
    """The programmes whose whole a post may see."""
    whole = {
        Role.SUPERVISOR: Q(is_private=False) | Q(owner__in=post.unit.speaks_for),
        Role.LEADER: Q(steered_by__in=post.unit.speaks_for),
        Role.COORDINATOR: Q(owner__in=post.unit.speaks_for),
    }
    if post.role not in whole:
        return Programme.objects.none()
    shared = Programme.shared_with.through.objects.filter(unit__in=post.unit.speaks_for).values("programme")
    return Programme.objects.filter(whole[Role(post.role)] | Q(pk__in=shared)).order_by("code")


def duties_visible_to(post: Post) -> QuerySet[Duty]:
    """The one query behind every list, count and board: whole programmes for those who run or watch them, what they
    gave on, their own and their subordinates' duties for units; nothing for administrators.

    Of a programme of a unit's own nobody above sees anything unless it was shared (T5).
    """
    units = post.unit.speaks_for
    mine = Q(unit__in=units) | Q(assigner__in=units, is_part=True)
    if post.role in (Role.SUPERVISOR, Role.LEADER):
        return Duty.objects.filter(programme__in=programmes_for(post))
    if post.role == Role.COORDINATOR:
        return Duty.objects.filter(mine | Q(programme__in=programmes_for(post).order_by().values("pk")))
    if post.role in (Role.REPORTER, Role.APPROVER):
        return Duty.objects.filter(mine | Q(pk__in=_beneath(post).values("pk")))
    return Duty.objects.none()


def _beneath(post: Post) -> QuerySet[Duty]:
    """Duties that came about while their units stood under the post's."""
    stood = stood_under(post, places="unit__placements", born=F("moves__since"))
    return Duty.objects.filter(stood, moves__version=1, programme__in=programmes_open_to(post))


def programmes_open_to(post: Post) -> QuerySet[Programme]:
    """The programmes in which a unit sees what its subordinates owe, and to which it may propose."""
    shared = Programme.shared_with.through.objects.filter(unit__in=post.unit.speaks_for).values("programme")
    return Programme.objects.filter(Q(is_private=False) | Q(owner__in=post.unit.speaks_for) | Q(pk__in=shared))


def requests_visible_to(post: Post) -> QuerySet[Request]:
    """Requests about the duties a post sees, newest first."""
    seen = Request.objects.filter(duty__in=duties_visible_to(post))
    return seen.select_related("duty__task__parent", "duty__unit", "duty__programme").order_by("-id")


def requests_waiting(post: Post) -> QuerySet[Request]:
    """Requests that wait for a step of this post's side, longest waiting first."""
    open_, countered = Q(state=RequestState.OPEN), Q(state=RequestState.COUNTERED)
    decides = {
        Role.COORDINATOR: open_,
        Role.APPROVER: open_ & Q(duty__is_part=True) | countered,
        Role.REPORTER: countered,
    }
    if post.role not in decides:
        return Request.objects.none()
    mine = Request.objects.filter(decides[Role(post.role)], waits_for__in=post.unit.speaks_for)
    return mine.filter(duty__state__in=RUNNING).select_related("duty__task", "duty__unit").order_by("asked_at", "id")


def refused_waiting(post: Post) -> QuerySet[Duty]:
    """Duties that units sent back as wrongly assigned and this post's unit gave, longest waiting first."""
    if post.role not in (Role.COORDINATOR, Role.APPROVER):
        return Duty.objects.none()
    refused = Duty.objects.filter(_verified_by(post), state=DutyState.REFUSED)
    return refused.select_related("task", "unit", "programme").order_by("moved_at", "id")


def _verified_by(post: Post) -> Q:
    """Duties whose assigner a coordinator speaks for; a head speaks so only of what his unit gave on."""
    assigned = Q(assigner__in=post.unit.speaks_for)
    return assigned if post.role == Role.COORDINATOR else assigned & Q(is_part=True)


def parts_of(duty: Duty, post: Post) -> QuerySet[Duty]:
    """The duties a unit made of one of its own by breaking it down, as far as a post sees them."""
    parts = duties_visible_to(post).filter(task__parent=duty)
    return parts.select_related("task", "unit", "programme").order_by("task__code", "-role", "unit__sort_key")


def leaders_of(programme: Programme, on: date) -> QuerySet[Post]:
    """The leaders of the body that steers a programme, on a day."""
    posts = Post.objects.current(on).filter(unit=programme.steered_by_id, role=Role.LEADER)
    return posts.select_related("person").order_by("title", "id")


def funding_totals(post: Post, by: str) -> list[dict[str, Any]]:
    """Money of the duties a post sees, added up by "programme" or "unit" and year, in đồng."""
    name = {"programme": "duty__programme__code", "unit": "duty__unit__name"}[by]
    key = {"programme": "duty__programme__public_id", "unit": "duty__unit__public_id"}[by]
    seen = FundingLine.objects.filter(duty__in=duties_visible_to(post))
    sums = {column: Sum(column) for column in ("asked", "allocated", "disbursed")}
    rows = seen.values("year", name=F(name), key=F(key)).annotate(**sums, lines=Count("pk")).order_by("-year", "name")
    return [dict(row) for row in rows]


def tasks_visible_to(post: Post) -> QuerySet[Task]:
    """Tasks of which a post may see at least one duty."""
    mine = duties_visible_to(post).filter(task=OuterRef("pk"))
    return Task.objects.filter(Exists(mine))


def open_duties_of(post: Post) -> QuerySet[Duty]:
    """What a unit still has to do, soonest due first."""
    mine = Duty.objects.filter(unit__in=post.unit.speaks_for, is_open=True)
    return mine.select_related("task", "unit", "programme").order_by("sorts_at", "id")


def waiting_for_verification(post: Post) -> QuerySet[Duty]:
    """Duties reported done that a post's unit assigned and it may verify, longest waiting first."""
    if post.role not in (Role.COORDINATOR, Role.APPROVER):
        return Duty.objects.none()
    waiting = Duty.objects.filter(_verified_by(post), state=DutyState.REPORTED_DONE)
    return waiting.select_related("task", "unit", "programme").order_by("moved_at", "id")


def overdue(programme: Programme, at: datetime) -> QuerySet[Duty]:
    """Lead duties late at `at` and not yet reported done, longest overdue first."""
    late = Duty.objects.filter(programme=programme, role=BindingRole.LEAD, state__in=RUNNING, late_from__lte=at)
    return late.select_related("task", "unit", "programme").order_by("late_from", "id")


def tallies(programmes: Iterable[Programme], role: str = BindingRole.LEAD) -> QuerySet[DutyTally]:
    """The kept counts of duties by unit, state and standing; only what is not zero."""
    return DutyTally.objects.filter(programme__in=programmes, role=role, count__gt=0)


def recount() -> dict[tuple[Any, ...], int]:
    """The same counts from the duties themselves: what the kept ones must equal."""
    rows = Duty.objects.values_list(*TALLY_KEYS).annotate(n=Count("id")).order_by()
    return {tuple(row[:-1]): row[-1] for row in rows}


def kept_counts() -> dict[tuple[Any, ...], int]:
    """The kept counts in the shape of `recount`."""
    return {tuple(row[:-1]): row[-1] for row in DutyTally.objects.filter(count__gt=0).values_list(*TALLY_KEYS, "count")}


def leads_of(task: Task) -> set[int]:
    """Keys of the units that lead a task."""
    return set(task.duties.filter(role=BindingRole.LEAD).values_list("unit_id", flat=True))


def scope_of(task: Task) -> str:
    """The scope in force."""
    newest = task.scopes.order_by("-version").first()
    return newest.scope if newest else ""


def rewordings_visible_to(post: Post) -> QuerySet[Rewording]:
    """Proposals about tasks a post sees: of its assigner, of those who do it, of those who watch."""
    found = Rewording.objects.filter(task__in=tasks_visible_to(post).values("pk"))
    return found.select_related("task", "by__person", "by__unit", "assent_by__person", "decided_by__person")


def rewordings_waiting(post: Post) -> QuerySet[Rewording]:
    """What waits for this person: the assigner's decision on a proposal, or a lead's word on the assigner's own."""
    waiting = Rewording.objects.filter(state=RewordingState.ASKED).order_by("asked_at", "id")
    waiting = waiting.select_related("task__assigner", "by__person", "by__unit")
    to_decide, to_say = Q(pk=None), Q(pk=None)
    if post.role in (Role.COORDINATOR, Role.APPROVER):
        own = Q(by__person=post.person_id) & ~Q(assented=True)
        parts = Q() if post.role == Role.COORDINATOR else Q(task__parent__isnull=False)
        to_decide = Q(task__assigner__in=post.unit.speaks_for) & parts & ~own
    if post.role in (Role.REPORTER, Role.APPROVER):
        leads = Duty.objects.filter(task=OuterRef("task"), unit__in=post.unit.speaks_for, role=BindingRole.LEAD)
        to_say = Q(Exists(leads), side=Side.ASSIGNER, assented=None)
    return waiting.filter(to_decide | to_say)


def former_names(tasks: Iterable[Task], words: str) -> dict[int, str]:
    """Task key → a name it had that holds words its present name lacks: why a search found it."""
    sought = folded(words).split()
    lacking = {task.pk: task.name for task in tasks if any(word not in folded(task.name) for word in sought)}
    names = TaskName.objects.filter(task__in=list(lacking)).order_by("version").values_list("task", "name", "folded")
    held = [(key, name) for key, name, text in names if name != lacking[key] and any(word in text for word in sought)]
    return dict(held)


def running_tasks(post: Post, *, programme: str = "") -> QuerySet[Task]:
    """Visible tasks that still run, with their products and duties, by code; of one programme when it is chosen."""
    found = tasks_visible_to(post).exclude(state__in=FINAL).filter(merged_into=None)
    if programme:
        found = found.filter(programme__public_id=programme)
    return found.select_related("programme").prefetch_related("products", "duties__unit").order_by("code")


def mergers_visible_to(post: Post) -> QuerySet[Merger]:
    """Mergers of which a post sees one of the two tasks."""
    seen = tasks_visible_to(post).values("pk")
    found = Merger.objects.filter(Q(gone__in=seen) | Q(kept__in=seen))
    names = ("by__person", "by__unit", "decided_by__person", "undone_by__person")
    return found.select_related("gone__decision", "gone__assigner", "kept__decision", "kept__assigner", *names)


def mergers_waiting(post: Post) -> QuerySet[Merger]:
    """Mergers that wait for the word of this coordinator's unit, longest waiting first."""
    if post.role != Role.COORDINATOR:
        return Merger.objects.none()
    mine = Q(gone__assigner=post.unit_id) | Q(kept__assigner=post.unit_id)
    waiting = Merger.objects.filter(mine, state=MergerState.ASKED).exclude(by__unit=post.unit_id)
    return waiting.select_related("gone__assigner", "kept").order_by("asked_at", "id")


def are_merged(likeness: Likeness) -> bool:
    """Whether the two sides are tasks of which one goes on as the other."""
    sides = [likeness.first_id, likeness.second_id]
    merged = Merger.objects.filter(state=MergerState.AGREED)
    return merged.filter(gone__decision__candidate__in=sides, kept__decision__candidate__in=sides).exists()


def same_work(task: Task, post: Post) -> list[Task]:
    """The other tasks that a person found to be the same work and that are followed beside it, as far as seen."""
    if task.decision_id is None:
        return []
    mine = Decision.objects.filter(pk=task.decision_id).values("candidate")
    pairs = Likeness.objects.filter(verdict=Verdict.ALIAS).filter(Q(first__in=mine) | Q(second__in=mine))
    keys = {key for pair in pairs.values_list("first", "second") for key in pair}
    found = tasks_visible_to(post).filter(decision__candidate__in=keys).exclude(pk=task.pk)
    return list(found.order_by("code"))


def proposals_visible_to(post: Post) -> QuerySet[Proposal]:
    """What an agency proposes, for its own people; what was sent, for the standing agency of the programme."""
    found = Proposal.objects.none()
    if post.role in (Role.REPORTER, Role.APPROVER):
        found = Proposal.objects.filter(unit__in=post.unit.speaks_for)
    if post.role == Role.COORDINATOR:
        found = Proposal.objects.filter(programme__owner__in=post.unit.speaks_for).exclude(state=ProposalState.DRAFT)
    names = ("by__person", "sent_by__person", "decided_by__person")
    return found.select_related("programme__owner", "unit", "lead", "upload__file", "document", *names).order_by("-id")


def proposals_waiting(post: Post) -> QuerySet[Proposal]:
    """Proposals that wait for this post: to be reviewed, to be sent, to be completed; longest waiting first."""
    waiting = {
        Role.COORDINATOR: [ProposalState.SENT],
        Role.APPROVER: [ProposalState.DRAFT, ProposalState.RETURNED],
        Role.REPORTER: [ProposalState.RETURNED],
    }
    states = waiting.get(Role(post.role), [])
    return proposals_visible_to(post).filter(state__in=states).order_by("sent_at", "id")


def shown_beside(post: Post) -> QuerySet[Candidate]:
    """The assignments a post may be shown as like a new one: its tasks, for a coordinator its unit's papers too."""
    tasks = Decision.objects.filter(task__in=tasks_visible_to(post).values("pk")).values("candidate")
    own = documents_for(post) if post.role == Role.COORDINATOR else documents_for(post).none()
    return Candidate.objects.filter(Q(pk__in=tasks) | Q(review__document__in=own.order_by().values("pk")))


def near(
    keys: StoredKeys, *, beside: Candidate | None = None, among: QuerySet[Candidate] | None = None
) -> list[Candidate]:
    """The living assignments worth laying beside one with these keys, the most alike first; rare keys first.

    `among` narrows them to what a reader may see.
    """
    counted = ComparedKey.objects.filter(key__in=keys.weights).values_list("key").annotate(n=Count("pk"))
    chosen: list[int] = []
    meetings = 0
    for key, n in counted.order_by("n", "key"):
        if chosen and meetings + n > MEETINGS:
            break
        chosen.append(key)
        meetings += n
    met = ComparedKey.objects.filter(key__in=chosen, compared__candidate__state__in=LIVING)
    if beside is not None:
        met = met.exclude(compared__candidate=beside)
    if among is not None:
        met = met.filter(compared__candidate__in=among.values("pk"))
    shares = met.values_list("compared__candidate", "compared__total")
    found = [
        (shared / max(min(total, keys.total), LEAST), candidate)
        for candidate, total, shared in shares.annotate(shared=Sum("weight")).order_by("-shared")[: 2 * LAID_BESIDE]
    ]
    nearest = [candidate for share, candidate in sorted(found, reverse=True) if share >= SHARED][:LAID_BESIDE]
    rows = Candidate.objects.prefetch_related("decisions__bindings__unit").in_bulk(nearest)
    return [rows[key] for key in nearest if key in rows]


def likenesses_for(post: Post) -> QuerySet[Likeness]:
    """Pairs a coordinator may judge: one side is of his unit's papers, the other is too or is a task he sees."""
    if post.role != Role.COORDINATOR:
        return Likeness.objects.none()
    own = Candidate.objects.filter(review__document__in=documents_for(post).order_by().values("pk")).values("pk")
    tasks = Decision.objects.filter(task__in=tasks_visible_to(post).values("pk")).values("candidate")
    first, second = (Q(**{f"{side}__in": own}) for side in ("first", "second"))
    first_seen, second_seen = (first | Q(first__in=tasks)), (second | Q(second__in=tasks))
    return Likeness.objects.filter(first & second_seen | second & first_seen)


def likenesses_of(post: Post, candidates: Iterable[Candidate]) -> list[Likeness]:
    """The pairs of some candidates that wait for a person, the most alike first; both sides living."""
    keys = [candidate.pk for candidate in candidates]
    mine = with_sides(likenesses_for(post)).filter(Q(first__in=keys) | Q(second__in=keys), verdict=Verdict.OPEN)
    return list(mine.filter(first__state__in=LIVING, second__state__in=LIVING).order_by("-score", "id"))


def with_sides(found: QuerySet[Likeness]) -> QuerySet[Likeness]:
    """Pairs with what a page says of either side, in a fixed number of queries."""
    sides = [f"{side}__review__document__unit" for side in ("first", "second")]
    decisions = [f"{side}__decisions__task__programme" for side in ("first", "second")]
    return found.select_related(*sides).prefetch_related(*decisions, "judgements__by__person")


def also_ordered(task: Task) -> list[Candidate]:
    """The assignments of other papers that were merged into a task, oldest first."""
    of_task = Decision.objects.filter(task=task).values("candidate")
    merged = Likeness.objects.filter(verdict=Verdict.MERGED).filter(Q(first__in=of_task) | Q(second__in=of_task))
    keys = {key for pair in merged.values_list("first", "second") for key in pair}
    found = Candidate.objects.filter(pk__in=keys, state=CandidateState.REFUSED).select_related("review__document")
    return list(found.order_by("id"))


def due_moments(at: datetime) -> QuerySet[Duty]:
    """Duties whose standing changes by itself at or before `at`."""
    return Duty.objects.filter(next_moment_at__lte=at)
