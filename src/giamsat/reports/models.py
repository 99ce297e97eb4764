from django.db import models
from django.db.models import F, Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.files.models import Upload
from giamsat.people.models import Post, Unit
from giamsat.reports.states import ObligationState, RoundState, SectionSource, SubmissionState
from giamsat.targets.models import Plan
from giamsat.tasks.models import Programme
from giamsat.timetable import Bound, Due


class Round(models.Model):
    """A request for reports: outline, recipients, deadline to the hour, accepted packaging, like 152/BKHCN-VP."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="rounds")
    #: The unit that asks and consolidates.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="rounds")
    state = models.CharField(max_length=10, default=RoundState.DRAFT.value)
    title = models.CharField(max_length=500)
    #: Symbol of the request letter, when it has one.
    letter = models.CharField(max_length=80, blank=True)
    #: The deadline's words, bound, day, hour (Vietnam time) and its first late instant, kept together.
    words = models.CharField(max_length=300)
    bound = models.CharField(max_length=10)
    on = models.DateField()
    clock = models.TimeField(null=True)
    day_counts = models.BooleanField(default=False)
    late_from = models.DateTimeField()
    wants_pdf = models.BooleanField(default=True)
    wants_docx = models.BooleanField(default=True)
    #: A plan for the targets is asked for (001 §1): for this year and the years until that one; None when none is.
    plan_year = models.PositiveSmallIntegerField(null=True)
    plan_until = models.PositiveSmallIntegerField(null=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RoundState.values()), name="round_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=RoundState.DRAFT.value) | Q(opened_at__isnull=False), name="round_open_has_time"
            ),
            models.CheckConstraint(
                condition=Q(plan_year=None, plan_until=None) | Q(plan_until__gte=F("plan_year")),
                name="round_plan_years_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def word(self) -> RoundState:
        return RoundState(self.state)

    @property
    def wants_plan(self) -> bool:
        return self.plan_year is not None

    @property
    def due(self) -> Due:
        return Due(words=self.words, bound=Bound(self.bound), on=self.on, at=self.clock, day_counts=self.day_counts)


class Section(models.Model):
    """One heading of the outline (đề cương)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="sections")
    ordinal = models.IntegerField()
    #: Number printed before the heading, "1.", "a)".
    heading = models.CharField(max_length=300)
    source = models.CharField(max_length=12, default=SectionSource.WORDS.value)
    required = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "ordinal"], name="section_once_per_place"),
            models.CheckConstraint(condition=Q(source__in=SectionSource.values()), name="section_source_is_known"),
        ]

    def __str__(self) -> str:
        return self.heading


class Contact(models.Model):
    """Whom a group of addressees asks: one for central agencies, one for localities."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="contacts")
    group = models.CharField(max_length=20)
    text = models.CharField(max_length=300)


class Obligation(models.Model):
    """That one unit owes a report in a round."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="obligations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="obligations")
    state = models.CharField(max_length=10, default=ObligationState.OWED.value)
    #: First late instant for this unit.
    late_from = models.DateTimeField()
    #: Database clock of the first acceptance: later versions keep times of their own and never move this one.
    handed_in_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "unit"], name="obligation_once_per_unit"),
            models.CheckConstraint(condition=Q(state__in=ObligationState.values()), name="obligation_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=ObligationState.OWED.value, handed_in_at=None)
                | ~Q(state=ObligationState.OWED.value) & Q(handed_in_at__isnull=False),
                name="obligation_handed_in_has_time",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "late_from"], name="obligation_of_unit_by_due")]

    def __str__(self) -> str:
        return f"{self.unit.name}: {self.round.title}"[:300]

    @property
    def word(self) -> ObligationState:
        return ObligationState(self.state)


class Submission(models.Model):
    """One version of a unit's report: a draft of its own, then accepted and never changed."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="submissions")
    version = models.IntegerField()
    state = models.CharField(max_length=10, default=SubmissionState.DRAFT.value)
    #: Section ordinal (as text) → what the unit wrote.
    body = models.JSONField(default=dict)
    #: Grows with every save and attachment: a form that saw less is stale.
    revision = models.IntegerField(default=0)
    #: Database clock, taken by the one statement that accepts.
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    #: SHA-256 of body, files and plan, in order: what the receipt vouches for.
    manifest = models.JSONField(default=dict)
    #: The version of the unit's plan that was handed in with it, where the round asks for one.
    plan = models.OneToOneField(Plan, models.PROTECT, null=True, related_name="submission")
    return_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obligation", "version"], name="submission_version_once"),
            models.UniqueConstraint(
                fields=["obligation"], condition=Q(state=SubmissionState.DRAFT.value), name="submission_one_draft"
            ),
            models.CheckConstraint(condition=Q(state__in=SubmissionState.values()), name="submission_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=SubmissionState.DRAFT.value, accepted_at=None, accepted_by=None)
                | ~Q(state=SubmissionState.DRAFT.value) & Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="submission_accepted_has_time_and_who",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation} (lần {self.version})"

    @property
    def word(self) -> SubmissionState:
        return SubmissionState(self.state)


class SubmissionFile(models.Model):
    """A file of a report: the signed PDF or stamped scan, the .docx."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    submission = models.ForeignKey(Submission, models.PROTECT, related_name="files")
    upload = models.OneToOneField(Upload, models.PROTECT, related_name="submission_file")

    def __str__(self) -> str:
        return self.upload.name
