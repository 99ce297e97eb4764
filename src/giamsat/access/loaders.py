"""The only way a door reaches an object: visible to the acting post, or 404 — existence itself is not told."""

from typing import TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import Http404

from giamsat.assignments.models import Candidate, Consultation, Opinion, Reply
from giamsat.assignments.queries import REPLY_NAMES, consultations_visible_to, opinions_visible_to
from giamsat.consolidation.models import Compilation
from giamsat.consolidation.queries import visible_to as compilations_visible_to
from giamsat.consolidation.states import CompilationKind
from giamsat.documents.models import Document
from giamsat.documents.queries import documents_for
from giamsat.files.models import Upload
from giamsat.files.states import UploadState
from giamsat.journal.models import Anchor
from giamsat.journal.queries import anchors
from giamsat.obstacles.models import Answer, Obstacle
from giamsat.obstacles.queries import answer_to
from giamsat.obstacles.queries import visible_to as obstacles_visible_to
from giamsat.people.models import Person, Post, Reorganisation, Session, Unit
from giamsat.people.queries import people_visible_to, posts_visible_to, units_visible_to
from giamsat.people.sessions import sessions_of
from giamsat.people.states import Role
from giamsat.progress.models import Update
from giamsat.progress.queries import visible_to as updates_visible_to
from giamsat.reports.models import Obligation, Round, Submission, SubmissionFile
from giamsat.reports.queries import obligations_visible_to, owed_by, rounds_visible_to, submissions_visible_to
from giamsat.targets.models import (
    Goal,
    Indicator,
    IndicatorTask,
    Joining,
    KnownValue,
    Plan,
    PlanComponent,
    PlanMeasure,
    PlanRemark,
    Reported,
)
from giamsat.targets.plans_queries import indicators_of, plans_visible_to, remarks_visible_to
from giamsat.targets.queries import (
    goals_visible_to,
    joinings_visible_to,
    known_visible_to,
    programmes_with_targets,
    reported_visible_to,
)
from giamsat.targets.queries import visible_to as indicators_visible_to
from giamsat.tasks.models import (
    Delivery,
    Duty,
    Evidence,
    Likeness,
    Merger,
    Programme,
    Proposal,
    Request,
    Rewording,
    Task,
)
from giamsat.tasks.queries import (
    duties_visible_to,
    likenesses_for,
    mergers_visible_to,
    programmes_for,
    proposals_visible_to,
    requests_visible_to,
    rewordings_visible_to,
    tasks_visible_to,
)
from giamsat.tasks.states import DeliveryState

M = TypeVar("M", bound=Model)


def unit(post: Post, public_id: str) -> Unit:
    return _one(units_visible_to(post), public_id)


def post_(post: Post, public_id: str) -> Post:
    """A post in a unit that the acting post administers, or one of the same person."""
    return _one(posts_visible_to(post).select_related("person", "unit", "stands_in_for"), public_id)


def person(post: Post, public_id: str) -> Person:
    return _one(people_visible_to(post), public_id)


def session(post: Post, public_id: str) -> Session:
    """One of one's own sessions."""
    return _one(sessions_of(post.person), public_id)


def root(post: Post, number: int) -> Anchor:
    """A root of the journal: meant to be known by all who may open the page."""
    found = anchors().filter(number=number).first()
    if found is None:
        raise Http404
    return found


def reorganisation(post: Post, public_id: str) -> Reorganisation:
    found = Reorganisation.objects.select_related("proposed_by__person", "decided_by__person")
    return _one(found if post.role == Role.SYSTEM_ADMIN else found.none(), public_id)


def programme(post: Post, public_id: str) -> Programme:
    return _one(programmes_for(post), public_id)


def document(post: Post, public_id: str) -> Document:
    """A paper of the unit's own people who work on papers, or one whose issued tasks the post sees."""
    return _one(documents_visible_to(post), public_id)


def documents_visible_to(post: Post) -> QuerySet[Document]:
    """Papers a post may read: its unit's (for coordinators), and the sources of the tasks it sees."""
    sources = Document.objects.filter(tasks__in=tasks_visible_to(post))
    own = documents_for(post) if post.role == Role.COORDINATOR else Document.objects.none()
    found = Document.objects.filter(Q(pk__in=sources.values("pk")) | Q(pk__in=own.order_by().values("pk")))
    return found.select_related("unit", "upload__file")


def candidate(post: Post, public_id: str) -> Candidate:
    mine = documents_for(post) if post.role == Role.COORDINATOR else Document.objects.none()
    found = Candidate.objects.filter(review__document__in=mine)
    return _one(found.select_related("review__document__unit", "review__reading"), public_id)


def consultation(post: Post, public_id: str) -> Consultation:
    return _one(consultations_visible_to(post), public_id)


def opinion(post: Post, public_id: str) -> Opinion:
    found = opinions_visible_to(post).select_related("draft__candidate__review__reading")
    replies = Prefetch("replies", Reply.objects.select_related(*REPLY_NAMES).order_by("-version"))
    return _one(found.prefetch_related(replies), public_id)


def wish_on(candidate: Candidate, public_id: str) -> Reply | None:
    """A wish an agency sent about a candidate that its reader has loaded; None when it names no such wish."""
    wishes = Reply.objects.filter(opinion__draft__candidate=candidate, agrees=False)
    # PostgreSQL cannot even look for a NUL.
    is_name = public_id and "\0" not in public_id
    return wishes.filter(public_id=public_id).select_related("opinion__unit").first() if is_name else None


def likeness(post: Post, public_id: str) -> Likeness:
    found = likenesses_for(post).select_related("first__review__document__unit", "second__review__document__unit")
    return _one(found.prefetch_related("first__decisions__task", "second__decisions__task"), public_id)


def task(post: Post, public_id: str) -> Task:
    return _one(
        tasks_visible_to(post).select_related(
            "programme",
            "assigner",
            "leader__person",
            "parent__unit",
            "document",
            "decision__candidate__review__reading",
        ),
        public_id,
    )


def merger(post: Post, public_id: str) -> Merger:
    return _one(mergers_visible_to(post), public_id)


def proposal(post: Post, public_id: str) -> Proposal:
    return _one(proposals_visible_to(post), public_id)


def rewording(post: Post, public_id: str) -> Rewording:
    return _one(rewordings_visible_to(post), public_id)


def duty(post: Post, public_id: str) -> Duty:
    parts = ("task__document", "task__assigner", "task__parent__unit", "unit", "programme", "reported_by")
    return _one(duties_visible_to(post).select_related(*parts), public_id)


def request(post: Post, public_id: str) -> Request:
    """A request about a duty the post sees."""
    found = requests_visible_to(post)
    return _one(found.select_related("asked_by__person", "decided_by__person", "upload__file"), public_id)


def own_programme(post: Post, public_id: str) -> Programme:
    """A programme of the post's own unit."""
    return _one(programmes_for(post).filter(owner__in=post.unit.speaks_for, is_private=True), public_id)


def update(post: Post, public_id: str) -> Update:
    found = updates_visible_to(post).select_related(
        "duty__task", "duty__unit", "duty__programme", "by", "obstacle__duty__programme", "corrects"
    )
    return _one(found, public_id)


def delivery(post: Post, public_id: str) -> Delivery:
    found = deliveries_visible_to(post).select_related("duty__task", "duty__unit", "duty__programme", "by", "product")
    return _one(found, public_id)


def deliveries_visible_to(post: Post) -> QuerySet[Delivery]:
    """Accepted deliveries of the duties the post sees; a unit's own people see theirs in every state."""
    seen = Delivery.objects.filter(duty__in=duties_visible_to(post))
    if post.role in (Role.REPORTER, Role.APPROVER):
        return seen.filter(Q(state=DeliveryState.ACCEPTED) | Q(duty__unit__in=post.unit.speaks_for))
    return seen.filter(state=DeliveryState.ACCEPTED)


def obstacle(post: Post, public_id: str) -> Obstacle:
    found = obstacles_visible_to(post).select_related(
        "duty__task", "duty__unit", "duty__programme", "by__person", "parent", "merged_into__duty__unit"
    )
    return _one(found, public_id)


def obstacle_paper(post: Post, public_id: str) -> Answer:
    """The decision about an obstacle the post sees, or about the one it was merged into, where it has a file."""
    seen = obstacle(post, public_id)
    answer = answer_to(seen)
    if answer is None or answer.upload is None:
        raise Http404
    return answer


def plan(post: Post, public_id: str) -> Plan:
    """A version of an agency's plan; drafts for its own people only."""
    return _one(plans_visible_to(post).select_related("submission__obligation__round__programme"), public_id)


def plan_indicator(plan: Plan, public_id: str) -> Indicator:
    """An indicator for which a plan may set goals."""
    return _one(indicators_of(plan.programme), public_id)


def plan_measure(plan: Plan, line: str) -> PlanMeasure:
    return _line(plan.measures.select_related("indicator", "lead").prefetch_related("coordinators"), line)


def plan_component(plan: Plan, line: str) -> PlanComponent:
    return _line(plan.components.select_related("indicator", "lead"), line)


def _line(lines: QuerySet[M], line: str) -> M:
    """A line of a plan that its reader has loaded."""
    found = lines.filter(line=line).first()
    if found is None:
        raise Http404
    return found


def plan_remark(post: Post, public_id: str) -> PlanRemark:
    return _one(remarks_visible_to(post), public_id)


def obligations_of_plan(post: Post, plan: Plan) -> list[Obligation]:
    """The reports with which a draft may be handed in, soonest due first."""
    asking = owed_by(post).filter(unit=plan.unit_id, round__programme=plan.programme_id)
    return list(asking.filter(round__plan_year=plan.year, round__plan_until=plan.until))


def round_of_plans(post: Post, public_id: str) -> Round:
    """A round that asks for plans."""
    return _one(rounds_visible_to(post).filter(plan_year__isnull=False), public_id)


def master(post: Post, public_id: str) -> Compilation:
    """A master plan, as a draft or issued."""
    return _one(compilations_visible_to(post).filter(kind=CompilationKind.MASTER), public_id)


def evidence(post: Post, public_id: str) -> Evidence:
    return _one(evidence_visible_to(post).select_related("upload__file"), public_id)


def evidence_visible_to(post: Post) -> QuerySet[Evidence]:
    """Evidence of the duties the post sees; files of updates the head has not approved stay in the unit."""
    seen = Evidence.objects.filter(duty__in=duties_visible_to(post))
    own = (
        seen.filter(duty__unit__in=post.unit.speaks_for) if post.role in (Role.REPORTER, Role.APPROVER) else seen.none()
    )
    shown = seen.filter(updates__in=updates_visible_to(post))
    delivered = seen.filter(deliveries__state=DeliveryState.ACCEPTED)
    return Evidence.objects.filter(
        Q(pk__in=own.values("pk")) | Q(pk__in=shown.values("pk")) | Q(pk__in=delivered.values("pk"))
    )


def round_(post: Post, public_id: str) -> Round:
    return _one(rounds_visible_to(post), public_id)


def obligation(post: Post, public_id: str) -> Obligation:
    return _one(obligations_visible_to(post), public_id)


def submission(post: Post, public_id: str) -> Submission:
    return _one(submissions_visible_to(post), public_id)


def draft(post: Post, public_id: str) -> Submission:
    """A version the post's own unit is still writing."""
    return _one(submissions_visible_to(post).filter(obligation__unit__in=post.unit.speaks_for), public_id)


def submission_file(post: Post, public_id: str) -> SubmissionFile:
    found = SubmissionFile.objects.filter(submission__in=submissions_visible_to(post))
    return _one(found.select_related("upload__file", "submission__obligation__round__programme"), public_id)


def compilation(post: Post, public_id: str) -> Compilation:
    return _one(compilations_visible_to(post), public_id)


def own_upload(post: Post, public_id: str) -> Upload:
    """A file the post itself has uploaded."""
    return _one(Upload.objects.filter(by=post, state=UploadState.STORED).select_related("file"), public_id)


def indicator(post: Post, public_id: str) -> Indicator:
    found = indicators_visible_to(post).select_related("programme__owner", "parent", "lead", "verifier")
    return _one(found, public_id)


def programme_with_targets(post: Post, public_id: str) -> Programme:
    return _one(programmes_with_targets(post), public_id)


def joining(post: Post, public_id: str) -> Joining:
    return _one(joinings_visible_to(post).select_related("kept__programme", "gone"), public_id)


def goal(post: Post, public_id: str) -> Goal:
    """A goal in force of an indicator the post sees."""
    return _one(goals_visible_to(post).select_related("indicator__programme", "unit"), public_id)


def reported(post: Post, public_id: str) -> Reported:
    found = reported_visible_to(post).select_related(
        "indicator__programme",
        "indicator__lead",
        "unit",
        "by__person",
        "by__unit",
        "decided_by__person",
        "evidence__file",
    )
    return _one(found, public_id)


def known_value(post: Post, of: Indicator, place: int, period: str) -> KnownValue:
    """The value in force of an indicator the post has been let to, at a place and period."""
    found = known_visible_to(post).filter(indicator=of, place=place, slice="")
    one = found.filter(period=period).select_related("reported").first()
    if one is None:
        raise Http404
    return one


def feeding(post: Post, of: Indicator, task_id: str) -> IndicatorTask:
    """That a task the post sees feeds an indicator."""
    found = (
        IndicatorTask.objects.filter(indicator=of, task=task(post, task_id))
        .select_related("indicator__programme", "task")
        .first()
    )
    if found is None:
        raise Http404
    return found


def task_by_code(post: Post, code: str) -> Task | None:
    """A task the post sees, by the code a person types; None when there is none."""
    return tasks_visible_to(post).filter(code=code).first()


def _one(found: QuerySet[M], public_id: str) -> M:
    """The one visible row with this public id, or 404."""
    row: M | None = found.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row
