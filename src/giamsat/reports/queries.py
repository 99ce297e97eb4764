from datetime import datetime

from django.db.models import Count, Q, QuerySet

from giamsat.journal.clock import database_now
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports.filling import first_words
from giamsat.reports.models import Obligation, Round, Submission
from giamsat.reports.results import facts_of
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
    if round_.plan_year is None or round_.plan_until is None:
        return None
    years = {"year": round_.plan_year, "until": round_.plan_until}
    return plans_queries.draft_of(round_.programme, obligation.unit, **years)


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


def plans_seen_in(round_: Round) -> dict[int, Submission]:
    """Obligation key → the newest report handed in with a plan, sent back or not."""
    handed_in = Submission.objects.filter(obligation__round=round_, plan__isnull=False)
    return {one.obligation_id: one for one in handed_in.order_by("version").select_related("plan")}


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
    sections = obligation.round.sections.all()
    if all(section.source == SectionSource.WORDS for section in sections):
        return {str(section.ordinal): "" for section in sections}
    facts = facts_of(obligation.unit, obligation.round.programme, database_now())
    return {str(section.ordinal): first_words(SectionSource(section.source), facts) for section in sections}


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
