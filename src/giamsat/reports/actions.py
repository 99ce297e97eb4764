from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, Subquery
from django.db.models.functions import Coalesce

from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.files.models import Upload
from giamsat.journal.actions import record, record_many
from giamsat.journal.clock import DatabaseClock
from giamsat.people.models import Post
from giamsat.reports import queries, rules
from giamsat.reports.models import Contact, Obligation, Round, Section, Submission, SubmissionFile
from giamsat.reports.states import ObligationState, RoundState, SubmissionState
from giamsat.targets import plans
from giamsat.targets.models import Plan
from giamsat.tasks.models import Programme
from giamsat.wording import nfc, nfc_lines


@transaction.atomic
def draft_round(plan: rules.RoundPlan, *, programme: Programme, by: Post, at: datetime) -> Round:
    """Plan a round; nobody outside sees it before it is opened. One plan makes one round, however often it is sent."""
    rules.check_may_run(programme, by)
    rules.check_plan(plan)
    round_ = Round(
        public_id=plan.public_id,
        programme=programme,
        unit=by.unit,
        title=nfc(plan.title),
        letter=nfc(plan.letter),
        words=plan.due.words,
        bound=plan.due.bound,
        on=plan.due.on,
        clock=plan.due.at,
        day_counts=plan.due.day_counts,
        late_from=plan.due.late_from,
        wants_pdf=plan.wants_pdf,
        wants_docx=plan.wants_docx,
        plan_year=plan.plan_years[0] if plan.plan_years else None,
        plan_until=plan.plan_years[1] if plan.plan_years else None,
        by=by,
        created_at=at,
    )
    try:
        with transaction.atomic():
            round_.save(force_insert=True)
    except IntegrityError as clash:
        raise Stale from clash
    Section.objects.bulk_create(
        [
            Section(round=round_, ordinal=n, heading=nfc(s.heading), source=s.source, required=s.required)
            for n, s in enumerate(plan.sections, start=1)
        ]
    )
    Contact.objects.bulk_create([Contact(round=round_, group=group, text=nfc(text)) for group, text in plan.contacts])
    Obligation.objects.bulk_create(
        [Obligation(round=round_, unit_id=unit, late_from=round_.late_from) for unit in dict.fromkeys(plan.recipients)]
    )
    record("round.drafted", round_, by=by, recipients=len(plan.recipients), late_from=round_.late_from.isoformat())
    return round_


@transaction.atomic
def open_round(round_: Round, *, by: Post, at: datetime) -> None:
    """Ask for the reports: from now on every recipient owes one."""
    rules.check_may_run(round_.programme, by)
    rules.check_can_open(round_, at)
    if not Round.objects.filter(pk=round_.pk, state=RoundState.DRAFT).update(state=RoundState.OPEN, opened_at=at):
        raise Stale
    ids = list(round_.obligations.values_list("public_id", flat=True))
    record_many("round.opened", round_, by=by, ids=ids)
    round_.state, round_.opened_at = RoundState.OPEN, at


@transaction.atomic
def save_draft(
    obligation: Obligation, body: Mapping[str, str], *, seen_revision: int, by: Post, at: datetime
) -> Submission:
    """Keep what the unit has written so far; a form that saw an older revision is stale and overwrites nothing."""
    rules.check_may_write(obligation, by)
    draft = _draft(obligation)
    known = {str(ordinal) for ordinal in obligation.round.sections.values_list("ordinal", flat=True)}
    clean = {key: nfc_lines(text) for key, text in body.items() if key in known}
    if not _claim(draft, seen_revision, body=clean):
        raise Stale
    record("report.saved", draft, by=by, revision=draft.revision)
    return draft


@transaction.atomic
def attach_file(obligation: Obligation, upload: Upload, *, by: Post, at: datetime) -> SubmissionFile:
    """Bind a file of the unit's own to its draft, for ever."""
    rules.check_may_write(obligation, by)
    if upload.unit_id != by.unit_id or upload.file is None:
        raise NotAllowed
    if upload.file.kind not in ("pdf", "docx"):
        raise rules.WrongFileKind
    draft = _draft(obligation)
    if not _claim(draft, draft.revision):
        raise Stale
    kept = SubmissionFile.objects.create(submission=draft, upload=upload)
    record("report.file_attached", draft, by=by, sha256=upload.sha256, name=upload.name)
    return kept


@transaction.atomic
def detach_file(kept: SubmissionFile, *, by: Post, at: datetime) -> None:
    """Take a file out of a draft; the upload itself stays in the journal."""
    draft = kept.submission
    rules.check_may_write(draft.obligation, by)
    if draft.state != SubmissionState.DRAFT:
        raise BadMove
    if not _claim(draft, draft.revision):
        raise Stale
    kept.delete()
    record("report.file_detached", draft, by=by, sha256=kept.upload.sha256, name=kept.upload.name)


@transaction.atomic
def begin_plan(obligation: Obligation, *, by: Post, at: datetime) -> Plan:
    """Begin the plan that a round asks for, or answer the one that is being written."""
    rules.check_may_write(obligation, by)
    rules.check_wants_plan(obligation.round)
    round_ = obligation.round
    assert round_.plan_year is not None and round_.plan_until is not None  # a constraint
    years = {"year": round_.plan_year, "until": round_.plan_until}
    return plans.begin(round_.programme, obligation.unit, **years, by=by, at=at)


@transaction.atomic
def hand_in(
    submission: Submission, *, seen_revision: int, by: Post, at: datetime, seen_plan: int | None = None
) -> Submission:
    """Hand a complete draft in. One statement accepts it and takes the database's clock; `at` only feeds the rules.

    Where the round asks for a plan, the version seen (`seen_plan`: its revision) is closed in the same transaction.
    Raises `Incomplete` with the list of what is missing, `Stale` when draft or plan have changed since they were seen.
    """
    obligation = submission.obligation
    rules.check_may_write(obligation, by)
    rules.check_submission_move(submission, SubmissionState.ACCEPTED)
    files = list(submission.files.select_related("upload__file"))
    plan = queries.plan_being_written(obligation)
    lacks = rules.missing(obligation.round, obligation.round.sections.all(), submission.body, files)
    if lacks := lacks + queries.plan_lacks(obligation, plan):
        raise rules.Incomplete(missing="; ".join(lacks))
    if plan is not None:
        if seen_plan is None:
            raise Stale
        plans.freeze(plan, seen_revision=seen_plan, by=by)
    if not Submission.objects.filter(pk=submission.pk, state=SubmissionState.DRAFT, revision=seen_revision).update(
        state=SubmissionState.ACCEPTED,
        accepted_at=DatabaseClock(),
        accepted_by=by,
        manifest=rules.manifest(submission.body, files, plan),
        plan=plan,
    ):
        raise Stale
    _note_handed_in(submission)
    submission.refresh_from_db()
    record(
        "report.handed_in",
        submission,
        by=by,
        accepted_at=f"{submission.accepted_at:%Y-%m-%dT%H:%M:%S.%fZ}",
        late_from=obligation.late_from.isoformat(),
        manifest=submission.manifest,
    )
    return submission


@transaction.atomic
def return_submission(submission: Submission, *, reason: str, by: Post, at: datetime) -> None:
    """Send the newest accepted report back with the reason; it stays readable, and the unit hands in a further version.

    An older version is no longer in force: a newer one stands in its place.
    """
    rules.check_return(submission, reason, by)
    obligation = submission.obligation
    if obligation.submissions.filter(state=SubmissionState.ACCEPTED, version__gt=submission.version).exists():
        raise BadMove
    if not Submission.objects.filter(pk=submission.pk, state=SubmissionState.ACCEPTED).update(
        state=SubmissionState.RETURNED, return_reason=nfc(reason)
    ):
        raise Stale
    moved = Obligation.objects.filter(pk=obligation.pk, state=ObligationState.HANDED_IN)
    if not moved.update(state=ObligationState.RETURNED):
        raise Stale
    if submission.plan is not None:
        plans.turn_back(submission.plan, by=by)
    record("report.returned", submission, by=by, reason=nfc(reason))
    submission.state, obligation.state = SubmissionState.RETURNED, ObligationState.RETURNED


def _note_handed_in(submission: Submission) -> None:
    """Carry the first acceptance to the obligation; later versions never move it."""
    moment = Subquery(Submission.objects.filter(pk=submission.pk).values("accepted_at")[:1])
    Obligation.objects.filter(pk=submission.obligation_id).update(
        state=ObligationState.HANDED_IN, handed_in_at=Coalesce(F("handed_in_at"), moment)
    )


def _draft(obligation: Obligation) -> Submission:
    """The unit's draft, begun if need be, under the obligation's lock."""
    Obligation.objects.select_for_update().get(pk=obligation.pk)
    draft = queries.draft_of(obligation)
    if draft is not None:
        return draft
    last = obligation.submissions.order_by("-version").values_list("version", flat=True).first() or 0
    return Submission.objects.create(
        obligation=obligation, version=last + 1, body=queries.first_body(obligation), revision=0
    )


def _claim(draft: Submission, seen_revision: int, **now: object) -> bool:
    """Move a draft one revision on, if nobody else has since it was seen."""
    mine = Submission.objects.filter(pk=draft.pk, state=SubmissionState.DRAFT, revision=seen_revision)
    if not mine.update(revision=F("revision") + 1, **now):
        return False
    draft.revision = seen_revision + 1
    for name, value in now.items():
        setattr(draft, name, value)
    return True
