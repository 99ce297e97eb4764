from datetime import datetime

from django.db import models
from django.db.models import Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.assignments.states import (
    BindingRole,
    CandidateState,
    ConsultationState,
    OpinionState,
    Origin,
    Outcome,
)
from giamsat.documents.models import Document, Reading
from giamsat.people.models import Post, Unit
from giamsat.timetable import Bound, Due


class Review(models.Model):
    """The sitting over one reading of a document: its candidates wait here for a person."""

    reading = models.OneToOneField(Reading, models.PROTECT, related_name="review")
    document = models.ForeignKey(Document, models.PROTECT, related_name="reviews")
    created_at = models.DateTimeField()


class Candidate(models.Model):
    """A passage that seems to order something, as the reader understood it. Nothing read becomes a task by itself."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    review = models.ForeignKey(Review, models.PROTECT, related_name="candidates")
    ordinal = models.IntegerField()
    state = models.CharField(max_length=12, default=CandidateState.PROPOSED.value)
    origin = models.CharField(max_length=10, default=Origin.READER.value)
    #: Clause, "1.đ".
    path = models.CharField(max_length=80, blank=True)
    #: Characters of the reading's text.
    start = models.IntegerField()
    end = models.IntegerField()
    rule = models.CharField(max_length=80)
    #: 0 to 1.
    confidence = models.FloatField()
    flags = models.JSONField(default=list)
    #: What was read, in the shape of `giamsat read --json`; never changed.
    proposal = models.JSONField()
    #: Its words, as read or as corrected, have been laid beside those of the others (PRODUCT A3).
    is_compared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "ordinal"], name="candidate_once_per_place"),
            models.CheckConstraint(condition=Q(state__in=CandidateState.values()), name="candidate_state_is_known"),
            models.CheckConstraint(condition=Q(origin__in=Origin.values()), name="candidate_origin_is_known"),
            models.CheckConstraint(condition=Q(start__gte=0, end__gt=models.F("start")), name="candidate_span_is_real"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(is_compared=False), name="candidate_to_be_compared")]

    def __str__(self) -> str:
        return f"{self.path} {self.proposal.get('action') or ''}".strip()[:200]

    @property
    def word(self) -> CandidateState:
        return CandidateState(self.state)

    @property
    def number(self) -> int:
        """The number people see: counted from 1."""
        return self.ordinal + 1


class Decision(models.Model):
    """What a person decided about a candidate, frozen: the proposal stays beside it."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="decisions")
    #: False: refused as not an assignment.
    confirmed = models.BooleanField()
    #: Whether the person changed what was read.
    corrected = models.BooleanField(default=False)
    reason = models.TextField(blank=True)
    name = models.CharField(max_length=500, blank=True)
    scope = models.TextField(blank=True)
    product = models.CharField(max_length=500, blank=True)
    #: The words of the paper, which side, the day and the hour (Vietnam time); all empty when there is no deadline.
    words = models.CharField(max_length=300, blank=True)
    bound = models.CharField(max_length=10, blank=True)
    on = models.DateField(null=True)
    clock = models.TimeField(null=True)
    #: "trước ngày D" shall mean through the end of D; `by` set it.
    day_counts = models.BooleanField(default=False)
    #: Cadences such as "monthly:25".
    recurrence = models.JSONField(default=list)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["candidate"], condition=Q(confirmed=True), name="candidate_confirmed_once"),
            models.CheckConstraint(
                condition=Q(on=None, clock=None) | Q(on__isnull=False) & ~Q(bound=""), name="decision_day_has_bound"
            ),
            models.CheckConstraint(condition=Q(confirmed=False) | ~Q(name=""), name="decision_confirmed_has_name"),
        ]

    def __str__(self) -> str:
        return self.name or self.reason

    @property
    def due(self) -> Due | None:
        """The deadline as a value; None when there is none with a day."""
        if self.on is None:
            return None
        return Due(words=self.words, bound=Bound(self.bound), on=self.on, at=self.clock, day_counts=self.day_counts)

    @property
    def late_from(self) -> datetime | None:
        return self.due.late_from if self.due else None


class DecisionUnit(models.Model):
    """A unit bound by a decision."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="bindings")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    role = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "unit"], name="decision_binds_unit_once"),
            models.CheckConstraint(condition=Q(role__in=BindingRole.values()), name="decision_unit_role_is_known"),
        ]


class Consultation(models.Model):
    """Agencies are asked what they say of the drafts of a document before anything binds them (003 §1.c)."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="consultations")
    state = models.CharField(max_length=8, default=ConsultationState.OPEN.value)
    #: What the coordinator tells the agencies.
    note = models.TextField(blank=True)
    #: By when they are to answer: words, which side, the day and the hour (Vietnam time), and the first late instant.
    words = models.CharField(max_length=300)
    bound = models.CharField(max_length=10)
    on = models.DateField()
    clock = models.TimeField(null=True)
    late_from = models.DateTimeField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: Both by the database's clock.
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=ConsultationState.OPEN.value, closed_at=None)
                | Q(state=ConsultationState.CLOSED.value, closed_at__isnull=False),
                name="consultation_closed_says_when",
            ),
        ]

    def __str__(self) -> str:
        return str(self.document)

    @property
    def word(self) -> ConsultationState:
        return ConsultationState(self.state)


class Consulted(models.Model):
    """One draft as it was sent: a frozen copy, whatever becomes of the candidate meanwhile."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="drafts")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="consulted")
    #: `Content` as JSON (`consulting.as_json`).
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "candidate"], name="consulted_once_a_consultation")
        ]

    def __str__(self) -> str:
        return str(self.content["name"])


class Opinion(models.Model):
    """What one agency says of one draft; its answers are in `replies`, the newest counts."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    draft = models.ForeignKey(Consulted, models.PROTECT, related_name="opinions")
    #: Kept beside the draft's, for the lists of an agency.
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="opinions")
    state = models.CharField(max_length=8, default=OpinionState.ASKED.value)
    #: How often it was answered.
    version = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["draft", "unit"], name="opinion_asked_once"),
            models.CheckConstraint(condition=Q(state__in=OpinionState.values()), name="opinion_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=OpinionState.ASKED.value, version=0)
                | ~Q(state=OpinionState.ASKED.value) & Q(version__gt=0),
                name="opinion_said_is_counted",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="opinion_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit.name}: {self.draft}"[:300]

    @property
    def word(self) -> OpinionState:
        return OpinionState(self.state)

    @property
    def seen(self) -> str:
        """What a form about it is known by."""
        return f"{self.state}-{self.version}"


class Reply(models.Model):
    """One answer of an agency, appended; and what the coordinator said to the wish in it."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="replies")
    version = models.IntegerField()
    agrees = models.BooleanField()
    #: What is wished; empty where the draft may stay as it is.
    name = models.CharField(max_length=500, blank=True)
    scope = models.TextField(blank=True)
    product = models.CharField(max_length=500, blank=True)
    words = models.CharField(max_length=300, blank=True)
    bound = models.CharField(max_length=10, blank=True)
    on = models.DateField(null=True)
    clock = models.TimeField(null=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: By the database's clock.
    at = models.DateTimeField()
    #: Came after the date of the consultation.
    is_late = models.BooleanField(default=False)
    outcome = models.CharField(max_length=10, blank=True)
    outcome_reason = models.TextField(blank=True)
    outcome_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    outcome_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opinion", "version"], name="reply_version_once"),
            models.CheckConstraint(condition=Q(agrees=True) | ~Q(reason=""), name="reply_wish_has_reason"),
            models.CheckConstraint(
                condition=Q(outcome="", outcome_by=None, outcome_at=None)
                | Q(agrees=False, outcome__in=Outcome.values(), outcome_by__isnull=False, outcome_at__isnull=False)
                & ~Q(outcome_reason=""),
                name="reply_outcome_says_who_when_why",
            ),
        ]
