from datetime import datetime

from django.db.models import Count, Q, QuerySet

from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.states import OPEN
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress.models import Update
from giamsat.progress.states import UpdateKind, UpdateState
from giamsat.reports.models import Obligation, Round, Section, Submission
from giamsat.reports.states import ObligationState, RoundState, SectionSource, SubmissionState
from giamsat.targets import plans_queries
from giamsat.targets.models import Plan
from giamsat.targets.plans_rules import lacks
from giamsat.tasks.queries import programmes_for


def rounds_visible_to(post: Post) -> QuerySet[Round]:
    """Rounds of the programmes a post sees whole (drafts only for those who run them), or in which its unit owes."""
    newest = Round.objects.select_related("programme", "unit").order_by("-id")
    if post.role in (Role.COORDINATOR, Role.LEADER, Role.SUPERVISOR):
        seen = newest.filter(programme__in=programmes_for(post))
        return seen if post.role == Role.COORDINATOR else seen.exclude(state=RoundState.DRAFT)
    if post.role in (Role.REPORTER, Role.APPROVER):
        return newest.filter(state=RoundState.OPEN, obligations__unit__in=post.unit.speaks_for)
    return newest.none()


def obligations_of(round_: Round) -> QuerySet[Obligation]:
    """Everybody who owes in a round, in Vietnamese order."""
    return round_.obligations.select_related("unit", "round__programme").order_by("unit__sort_key")


def obligations_visible_to(post: Post) -> QuerySet[Obligation]:
    """A unit's own obligations; all of the rounds of a programme for those who see it whole."""
    found = Obligation.objects.select_related("unit", "round__programme", "round__unit")
    if post.role in (Role.REPORTER, Role.APPROVER):
        return found.filter(unit__in=post.unit.speaks_for, round__state=RoundState.OPEN)
    return found.filter(round__in=rounds_visible_to(post))


def owed_by(post: Post) -> QuerySet[Obligation]:
    """What a unit has still to hand in, soonest due first."""
    if post.role not in (Role.REPORTER, Role.APPROVER):
        return Obligation.objects.none()
    owed = obligations_visible_to(post).filter(state__in=[ObligationState.OWED, ObligationState.RETURNED])
    return owed.order_by("late_from", "id")


def submissions_visible_to(post: Post) -> QuerySet[Submission]:
    """Accepted versions for those who see the round; a unit's own people see their drafts too."""
    found = Submission.objects.filter(obligation__in=obligations_visible_to(post))
    own = Q(obligation__unit__in=post.unit.speaks_for) if post.role in (Role.REPORTER, Role.APPROVER) else Q(pk=None)
    return found.filter(own | ~Q(state=SubmissionState.DRAFT)).select_related(
        "obligation__unit", "obligation__round__programme", "accepted_by__person"
    )


def draft_of(obligation: Obligation) -> Submission | None:
    """The version a unit is working on, if it has begun one."""
    return obligation.submissions.filter(state=SubmissionState.DRAFT).first()


def plan_being_written(obligation: Obligation) -> Plan | None:
    """The draft of the plan that a round asks a unit for; None where none is asked for, or begun."""
    round_ = obligation.round
    return plans_queries.draft_of(round_.programme, obligation.unit) if round_.wants_plan else None


def plans_in(round_: Round) -> list[Submission]:
    """The report that stands of each unit that handed in a plan, in Vietnamese order; none of a unit sent back."""
    standing = Submission.objects.filter(
        obligation__round=round_,
        obligation__state=ObligationState.HANDED_IN,
        state=SubmissionState.ACCEPTED,
        plan__isnull=False,
    )
    newest = {one.obligation_id: one for one in standing.order_by("version").select_related("plan__unit", "obligation")}
    return sorted(newest.values(), key=lambda one: one.plan.unit.sort_key if one.plan else "")


def plan_lacks(obligation: Obligation, plan: Plan | None) -> list[str]:
    """What the plan still lacks, in words; nothing where the round asks for none."""
    if not obligation.round.wants_plan:
        return []
    if plan is None:
        return ["kế hoạch thực hiện chỉ tiêu"]
    return [
        f"kế hoạch: {lack}" for lack in lacks(plans_queries.content_of(plan), unanswered=plans_queries.unanswered(plan))
    ]


def first_body(obligation: Obligation) -> dict[str, str]:
    """What a fresh draft begins with: the words of the last version, else what was recorded once in the programme."""
    last = obligation.submissions.order_by("-version").first()
    if last is not None:
        return dict(last.body)
    return {str(section.ordinal): _first_words(section, obligation) for section in obligation.round.sections.all()}


def accepted_in(round_: Round) -> QuerySet[Submission]:
    """Every version handed in in a round, older ones first, with `files_count`."""
    handed_in = Submission.objects.filter(obligation__round=round_).exclude(state=SubmissionState.DRAFT)
    return handed_in.annotate(files_count=Count("files")).order_by("version").defer("body", "manifest")


def counter(round_: Round, at: datetime) -> str:
    """What changes when a board of this round would look different: hand-ins, returns, the deadline itself.

    Counted, not kept in the round: a shared counter would queue everybody at the deadline.
    """
    seen = Submission.objects.filter(obligation__round=round_).aggregate(
        accepted=Count("pk", filter=Q(state=SubmissionState.ACCEPTED)),
        returned=Count("pk", filter=Q(state=SubmissionState.RETURNED)),
    )
    return f"{round_.state}-{seen['accepted']}-{seen['returned']}-{int(at >= round_.late_from)}"


def _first_words(section: Section, obligation: Obligation) -> str:
    if section.source == SectionSource.PROGRESS:
        return "\n".join(f"- {u.duty.task.name}: {u.result}" for u in _results(obligation))
    if section.source == SectionSource.OBSTACLES:
        return "\n".join(_obstacle_line(obstacle) for obstacle in _obstacles(obligation))
    return ""


def _results(obligation: Obligation) -> QuerySet[Update]:
    mine = Update.objects.filter(
        duty__unit=obligation.unit_id,
        duty__programme=obligation.round.programme_id,
        state=UpdateState.APPROVED,
        kind=UpdateKind.PROGRESS,
    )
    return mine.select_related("duty__task").order_by("duty_id", "id")


def _obstacles(obligation: Obligation) -> QuerySet[Obstacle]:
    mine = Obstacle.objects.filter(
        duty__unit=obligation.unit_id, duty__programme=obligation.round.programme_id, state__in=OPEN
    )
    return mine.order_by("id")


def _obstacle_line(obstacle: Obstacle) -> str:
    proposal = f" Kiến nghị: {obstacle.proposal}" if obstacle.proposal else ""
    return f"- {obstacle.description} (nguyên nhân {obstacle.cause_word.label.lower()}).{proposal}"
