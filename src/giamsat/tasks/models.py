from datetime import UTC, datetime

from django.db import models
from django.db.models import F, Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.assignments.models import Candidate, Decision
from giamsat.assignments.states import BindingRole
from giamsat.documents.models import Document
from giamsat.files.models import Upload
from giamsat.people.models import Post, Unit
from giamsat.tasks.states import (
    PENDING,
    Ask,
    DeliveryKind,
    DeliveryState,
    DutyState,
    MergerState,
    ProposalState,
    Relation,
    RequestState,
    RewordingState,
    Standing,
    Verdict,
)

#: The place in a list of what is never due.
NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class Programme(models.Model):
    """What is being seen to: Resolution 57-NQ/TW first, any other beside it."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    #: "57-NQ/TW".
    code = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=500)
    #: Begins the codes of its tasks: "NQ57".
    prefix = models.CharField(max_length=10, unique=True)
    #: The standing agency: its coordinators assign and verify.
    owner = models.ForeignKey(Unit, models.PROTECT, related_name="programmes")
    #: The body whose leaders watch it.
    steered_by = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    #: From how many days before its deadline a duty is "due soon".
    soon_days = models.PositiveSmallIntegerField(default=7)
    #: How often each duty must be updated, as `timetable.recurrence` writes it; a duty's own cadence comes first.
    update_every = models.CharField(max_length=30, default="monthly")
    #: A programme of a unit's own: nobody above sees it but those it is shared with (T5).
    is_private = models.BooleanField(default=False)
    shared_with = models.ManyToManyField(Unit, related_name="+")
    last_number = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class Task(models.Model):
    """A government task: shared content with its source. Who must do it stands in its duties."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=30, unique=True)
    #: Who assigned it, verifies it and decides requests: the standing agency, or the unit that broke its duty down.
    assigner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    #: What a person confirmed; None for a part of another task.
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="task", null=True)
    #: The paper it comes from; None when it comes from no paper.
    document = models.ForeignKey(Document, models.PROTECT, related_name="tasks", null=True)
    #: The duty that this task is a part of (T5).
    parent = models.ForeignKey("Duty", models.PROTECT, related_name="parts", null=True)
    #: Keys of all duties above it, "/12/45/", the nearest last; empty when there are none.
    lineage = models.CharField(max_length=200, blank=True)
    #: Name in force; all versions are in `names`.
    name = models.CharField(max_length=500)
    #: Every name it has had, the newest first, as they are searched.
    folded = models.TextField()
    #: Rolled up from the duties of its leads.
    state = models.CharField(max_length=15, default=DutyState.ASSIGNED.value)
    evidence_count = models.IntegerField(default=0)
    #: How many of its products nobody has delivered yet.
    products_undelivered = models.IntegerField(default=0)
    #: The task it goes on as; None while it stands by itself.
    merged_into = models.ForeignKey("self", models.PROTECT, related_name="merged", null=True)
    #: Priority, 0 to 3 stars.
    stars = models.PositiveSmallIntegerField(default=0)
    #: The leader who watches over it, and the field (lĩnh vực) it belongs to.
    leader = models.ForeignKey(Post, models.PROTECT, related_name="+", null=True)
    field = models.CharField(max_length=120, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(stars__lte=3), name="task_has_three_stars_at_most"),
            models.CheckConstraint(
                condition=Q(decision__isnull=False) | Q(parent__isnull=False), name="task_has_a_source"
            ),
            models.CheckConstraint(
                condition=Q(parent=None, lineage="") | Q(parent__isnull=False) & ~Q(lineage=""),
                name="task_part_knows_its_lineage",
            ),
            models.CheckConstraint(condition=Q(state__in=DutyState.values()), name="task_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=DutyState.DONE.value) | Q(evidence_count__gt=0), name="task_done_has_evidence"
            ),
            models.CheckConstraint(
                condition=~Q(state=DutyState.DONE.value) | Q(products_undelivered=0), name="task_done_has_all_products"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"[:300]

    @property
    def word(self) -> DutyState:
        return DutyState(self.state)


class TaskName(models.Model):
    """A name the task had from a moment on; old names are found by search."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="names")
    version = models.IntegerField()
    name = models.CharField(max_length=500)
    folded = models.CharField(max_length=500)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "version"], name="task_name_version_once")]


class TaskScope(models.Model):
    """What the task comprises (nội hàm), from a moment on."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="scopes")
    version = models.IntegerField()
    scope = models.TextField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "version"], name="task_scope_version_once")]


class Rewording(models.Model):
    """A proposal to rename or re-scope a running task, by a unit that leads it or by its assigner (T7)."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="rewordings")
    state = models.CharField(max_length=10, default=RewordingState.ASKED.value)
    #: Whose proposal it is: `Side.UNIT` or `Side.ASSIGNER`.
    side = models.CharField(max_length=8)
    #: What the task was called and comprised when it was proposed, and what it should; equal where nothing changes.
    was_name = models.CharField(max_length=500)
    was_scope = models.TextField(blank=True)
    name = models.CharField(max_length=500)
    scope = models.TextField(blank=True)
    reason = models.TextField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: These three by the database's clock.
    asked_at = models.DateTimeField()
    #: What a unit that leads the task says to the assigner's proposal; None while it has said nothing.
    assented = models.BooleanField(null=True)
    assent_reason = models.TextField(blank=True)
    assent_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    assent_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["task"], condition=Q(state=RewordingState.ASKED.value), name="rewording_one_open"
            ),
            models.CheckConstraint(condition=Q(state__in=RewordingState.values()), name="rewording_state_is_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(reason=""), name="rewording_says_name_and_why"),
            models.CheckConstraint(
                condition=Q(state=RewordingState.ASKED.value, decided_by=None, decided_at=None)
                | ~Q(state=RewordingState.ASKED.value) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="rewording_decided_says_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(assented=None, assent_by=None, assent_at=None)
                | Q(assented__isnull=False, assent_by__isnull=False, assent_at__isnull=False),
                name="rewording_assent_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.task.code} {self.name}"[:300]

    @property
    def word(self) -> RewordingState:
        return RewordingState(self.state)

    @property
    def seen(self) -> str:
        """What a form about it is known by."""
        return f"{self.state}-{self.assented}"


class Merger(models.Model):
    """That one running task goes on as another: asked by an assigner, agreed by both, and taken back within history."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    gone = models.ForeignKey(Task, models.PROTECT, related_name="mergers")
    kept = models.ForeignKey(Task, models.PROTECT, related_name="taken_in")
    state = models.CharField(max_length=10, default=MergerState.ASKED.value)
    reason = models.TextField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: These three by the database's clock.
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    undone_by = models.ForeignKey(Post, models.PROTECT, related_name="+", null=True)
    undone_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MergerState.values()), name="merger_state_is_known"),
            models.CheckConstraint(condition=~Q(gone=F("kept")), name="merger_of_two"),
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(state__in=[MergerState.ASKED.value, MergerState.AGREED.value]),
                name="merger_one_of_a_task",
            ),
            models.CheckConstraint(
                condition=Q(state=MergerState.ASKED.value, decided_by=None, decided_at=None)
                | ~Q(state=MergerState.ASKED.value) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="merger_decided_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone.code} → {self.kept.code}"

    @property
    def word(self) -> MergerState:
        return MergerState(self.state)


class Proposal(models.Model):
    """A task that an agency proposes for a programme; accepted, it becomes a paper with one candidate (A5)."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="proposals")
    #: Who proposes.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="proposals")
    state = models.CharField(max_length=10, default=ProposalState.DRAFT.value)
    #: Counts up with every change of its words.
    revision = models.IntegerField(default=1)
    name = models.CharField(max_length=500, blank=True)
    scope = models.TextField(blank=True)
    product = models.CharField(max_length=500, blank=True)
    #: The deadline: in words, which side, the day and the hour (Vietnam time).
    words = models.CharField(max_length=300, blank=True)
    bound = models.CharField(max_length=10, blank=True)
    on = models.DateField(null=True)
    clock = models.TimeField(null=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    coordinators = models.ManyToManyField(Unit, related_name="+")
    reason = models.TextField(blank=True)
    #: A file the proposal rests on.
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    sent_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    #: Both by the database's clock.
    sent_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    #: The paper it became.
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="proposal")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ProposalState.values()), name="proposal_state_is_known"),
            models.CheckConstraint(
                condition=Q(state=ProposalState.ACCEPTED.value, document__isnull=False)
                | ~Q(state=ProposalState.ACCEPTED.value) & Q(document=None),
                name="proposal_accepted_is_a_paper",
            ),
            models.CheckConstraint(
                condition=Q(state=ProposalState.DRAFT.value)
                | ~Q(name="") & ~Q(product="") & Q(on__isnull=False, lead__isnull=False, sent_at__isnull=False),
                name="proposal_sent_is_complete",
            ),
        ]
        indexes = [models.Index(fields=["programme", "state"], name="proposal_of_programme")]

    def __str__(self) -> str:
        return self.name[:300]

    @property
    def word(self) -> ProposalState:
        return ProposalState(self.state)

    @property
    def seen(self) -> str:
        """What a form about it is known by."""
        return f"{self.state}-{self.revision}"


class Product(models.Model):
    """What the task must deliver (sản phẩm đầu ra)."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="products")
    name = models.CharField(max_length=500)

    def __str__(self) -> str:
        return self.name


class Duty(models.Model):
    """What one unit owes of a task: its own state, deadline versions and clock."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="duties")
    #: Kept beside the task's, for the counts by programme.
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="duties")
    #: The task's assigner, and whether the task is a part of another duty: kept here for the lists.
    assigner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_part = models.BooleanField(default=False)
    role = models.CharField(max_length=12)
    state = models.CharField(max_length=15, default=DutyState.ASSIGNED.value)
    #: The deadline in force in the words of the paper, and its first late instant.
    due_words = models.CharField(max_length=300, blank=True)
    late_from = models.DateTimeField(null=True)
    recurrence = models.JSONField(default=list)
    #: First late instant of the deadline first given, whatever was granted since.
    first_late_from = models.DateTimeField(null=True)
    #: Whether its unit holds the pen, and its place in every list: when it is late from, never when nothing is due.
    is_open = models.BooleanField(default=True)
    sorts_at = models.DateTimeField(default=NEVER)
    #: From when the deadline in force is near.
    soon_from = models.DateTimeField(null=True)
    #: How it stood at the last sweep or change; `next_moment_at` says when that changes by itself.
    standing = models.CharField(max_length=15)
    next_moment_at = models.DateTimeField(null=True)
    #: Which side of its named day is late in a recurring deadline, and when its next period is to be opened.
    recurs_bound = models.CharField(max_length=10, blank=True)
    recurs_at = models.DateTimeField(null=True)
    #: How it stood before that: the sweep counts with it.
    stood = models.CharField(max_length=15, blank=True)
    #: When it came into its state, by the database's clock.
    moved_at = models.DateTimeField(null=True)
    #: Number of its last `DutyMove`.
    moves_made = models.IntegerField(default=1)
    #: Parts at the ends of the tree below it that it was broken down into, and how many of them are done (T5).
    parts_total = models.IntegerField(default=0)
    parts_done = models.IntegerField(default=0)
    evidence_count = models.IntegerField(default=0)
    #: Who reported it done, and when by the database's clock: this moment decides timeliness.
    reported_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reported_at = models.DateTimeField(null=True)
    verified_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)
    #: Last approved update.
    updated_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "unit"], name="duty_one_per_unit"),
            models.CheckConstraint(condition=Q(role__in=BindingRole.values()), name="duty_role_is_known"),
            models.CheckConstraint(condition=Q(state__in=DutyState.values()), name="duty_state_is_known"),
            models.CheckConstraint(condition=Q(standing__in=Standing.values()), name="duty_standing_is_known"),
            models.CheckConstraint(
                condition=~Q(state=DutyState.DONE.value)
                | Q(evidence_count__gt=0, reported_at__isnull=False, verified_by__isnull=False)
                & ~Q(verified_by=F("reported_by")),
                name="duty_done_has_evidence_and_other_eyes",
            ),
        ]
        indexes = [
            models.Index(fields=["next_moment_at"], condition=Q(next_moment_at__isnull=False), name="duty_next_moment"),
            models.Index(fields=["recurs_at"], condition=Q(recurs_at__isnull=False), name="duty_recurs"),
            models.Index(fields=["unit", "sorts_at", "id"], name="duty_of_unit"),
            models.Index(fields=["unit", "is_open", "sorts_at", "id"], name="duty_open_of_unit"),
            models.Index(fields=["unit", "standing", "sorts_at", "id"], name="duty_of_unit_with_standing"),
            models.Index(fields=["programme", "sorts_at", "id"], name="duty_of_programme"),
            models.Index(fields=["programme", "standing", "sorts_at", "id"], name="duty_of_programme_standing"),
            models.Index(fields=["assigner", "is_part", "sorts_at", "id"], name="duty_given_on"),
            models.Index(fields=["assigner", "state", "moved_at", "id"], name="duty_waiting_for_assigner"),
        ]

    def __str__(self) -> str:
        return f"{self.task.code} – {self.unit.name}"

    @property
    def word(self) -> DutyState:
        return DutyState(self.state)


class DutyMove(models.Model):
    """That a duty came into a state: appended, so that any past instant can be asked (T3)."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="moves")
    version = models.IntegerField()
    state = models.CharField(max_length=15)
    #: The duty's moment of being reported done, as known from then on.
    reported_at = models.DateTimeField(null=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    #: The database's clock.
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "version"], name="duty_move_version_once"),
            models.CheckConstraint(condition=Q(state__in=DutyState.values()), name="duty_move_state_is_known"),
        ]
        indexes = [models.Index(fields=["duty", "-since", "-version"], name="duty_move_as_of")]


class Request(models.Model):
    """What a unit asks of its assigner about a duty: more time, a pause, to be relieved of it (T4)."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="requests")
    ask = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default=RequestState.OPEN.value)
    reason = models.TextField()
    #: The paper it was asked by, in words ("Công văn 12/BTC-VP ngày 03/6/2026"), and its file when there is one.
    paper = models.CharField(max_length=300)
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    #: The date asked for, through the end of that day or before the hour, Vietnam time; of a pause, when it ends.
    on = models.DateField(null=True)
    clock = models.TimeField(null=True)
    #: The date the assigner offers instead.
    offered_on = models.DateField(null=True)
    offered_clock = models.TimeField(null=True)
    #: Whose step it is; None when nobody's.
    waits_for = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    #: Asked when the deadline in force had passed: stays so for ever.
    is_after_due = models.BooleanField()
    asked_by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: The database's clock.
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    #: The paper of the decision, in words, and why.
    decision_paper = models.CharField(max_length=300, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(ask__in=Ask.values()), name="request_ask_is_known"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values()), name="request_state_is_known"),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state__in=[state.value for state in PENDING]), name="request_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(ask=Ask.EXTEND.value) | Q(on__isnull=False), name="request_extension_names_a_day"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="request_decided_by_other_eyes"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[RequestState.APPROVED.value, RequestState.REFUSED.value])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="request_decided_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{Ask(self.ask).label}: {self.duty}"[:300]

    @property
    def word(self) -> RequestState:
        return RequestState(self.state)

    @property
    def ask_word(self) -> Ask:
        return Ask(self.ask)


class DeadlineVersion(models.Model):
    """A deadline a duty had: appended with its paper, never overwritten."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="deadlines")
    version = models.IntegerField()
    words = models.CharField(max_length=300, blank=True)
    bound = models.CharField(max_length=10, blank=True)
    on = models.DateField(null=True)
    #: Vietnam time.
    clock = models.TimeField(null=True)
    day_counts = models.BooleanField(default=False)
    late_from = models.DateTimeField(null=True)
    #: What set it: a paper kept here, a paper named in words, a request that was granted, or the period it recurs in.
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    paper = models.CharField(max_length=300, blank=True)
    request = models.ForeignKey(Request, models.PROTECT, null=True, related_name="deadlines")
    period = models.CharField(max_length=10, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    #: From when it is in force, by the database's clock.
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "version"], name="deadline_version_once"),
            models.CheckConstraint(
                condition=Q(version=1) | Q(document__isnull=False) | ~Q(paper="") | ~Q(period=""),
                name="deadline_changed_by_a_paper_or_a_period",
            ),
        ]
        indexes = [models.Index(fields=["duty", "-since", "-version"], name="deadline_as_of")]


class Occurrence(models.Model):
    """One time that a recurring duty falls due: "trước ngày 25 hằng tháng" of June."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="occurrences")
    #: "2026-06", "2026-W23", "2026-06-02": as `timetable.spans` names periods.
    period = models.CharField(max_length=10)
    words = models.CharField(max_length=300)
    late_from = models.DateTimeField()
    #: When an update that covers it was approved, by the database's clock; None while it is owed.
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "period"], name="occurrence_once_a_period")]
        indexes = [
            models.Index(fields=["duty", "late_from"], condition=Q(answered_at=None), name="occurrence_owed"),
        ]

    @property
    def is_late(self) -> bool:
        """Whether it was answered late; of one still owed nobody can say without the time."""
        return self.answered_at is not None and self.answered_at >= self.late_from


class FundingLine(models.Model):
    """Money for one duty from one source in one year, in đồng."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="funding")
    #: "Ngân sách trung ương", "Quỹ phát triển khoa học và công nghệ".
    source = models.CharField(max_length=200)
    year = models.PositiveSmallIntegerField()
    asked = models.BigIntegerField(default=0)
    allocated = models.BigIntegerField(default=0)
    disbursed = models.BigIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "source", "year"], name="funding_line_once_a_year"),
            models.CheckConstraint(
                condition=Q(asked__gte=0, allocated__gte=0, disbursed__gte=0), name="funding_is_never_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.year}"


class Evidence(models.Model):
    """A file that shows what a unit delivered."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    task = models.ForeignKey(Task, models.PROTECT, related_name="evidence")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="evidence")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "upload"], name="evidence_attached_once")]

    def __str__(self) -> str:
        return self.upload.name


class DutyTally(models.Model):
    """How many duties of a unit are in a state and standing: kept in the transaction of every change (decision 7)."""

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    assigner = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    is_part = models.BooleanField(default=False)
    role = models.CharField(max_length=12)
    state = models.CharField(max_length=15)
    standing = models.CharField(max_length=15)
    count = models.IntegerField(default=0)
    #: What was added to it last; below zero when taken away.
    change = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "unit", "assigner", "is_part", "role", "state", "standing"], name="duty_tally_once"
            ),
            models.CheckConstraint(condition=Q(count__gte=0), name="duty_tally_is_a_count"),
        ]


class Compared(models.Model):
    """An assignment whose words have been laid beside those of the others, with the keys by which the next meets it."""

    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="compared")
    #: What all its keys weigh together.
    total = models.FloatField()


class ComparedKey(models.Model):
    """A rare word or two words in a row of an assignment, as a number (`vanban.likeness.stored_keys`)."""

    compared = models.ForeignKey(Compared, models.CASCADE, related_name="keys")
    key = models.BigIntegerField()
    weight = models.FloatField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["compared", "key"], name="compared_key_once")]
        indexes = [models.Index(fields=["key", "compared"], name="compared_by_key")]


class Likeness(models.Model):
    """Two assignments that may be one or partly one, with the reasons, and what a person said of them."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    #: The earlier one and the later one.
    first = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    second = models.ForeignKey(Candidate, models.PROTECT, related_name="+")
    relation = models.CharField(max_length=12)
    #: 0 to 1.
    score = models.FloatField()
    #: "code: words", as `vanban.likeness.Pair` gives them.
    reasons = models.JSONField(default=list)
    differences = models.JSONField(default=list)
    found_at = models.DateTimeField()
    verdict = models.CharField(max_length=10, default=Verdict.OPEN.value)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="likeness_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="likeness_earlier_first"),
            models.CheckConstraint(condition=Q(verdict__in=Verdict.values()), name="likeness_verdict_is_known"),
            models.CheckConstraint(condition=Q(relation__in=Relation.values()), name="likeness_relation_is_known"),
        ]
        indexes = [models.Index(fields=["second", "verdict"], name="likeness_of_second")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"[:300]

    @property
    def word(self) -> Verdict:
        return Verdict(self.verdict)


class Judgement(models.Model):
    """What somebody once said of a likeness: appended, so that the history stays."""

    likeness = models.ForeignKey(Likeness, models.PROTECT, related_name="judgements")
    verdict = models.CharField(max_length=10)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Delivery(models.Model):
    """A product as a thing delivered: a paper issued, a system in use, something else; shown by a file."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    product = models.ForeignKey(Product, models.PROTECT, related_name="deliveries")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="deliveries")
    state = models.CharField(max_length=10, default=DeliveryState.OFFERED.value)
    kind = models.CharField(max_length=10)
    on = models.DateField()
    #: Of a paper: "12/2026/QĐ-TTg" and who issued it.
    symbol = models.CharField(max_length=80, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    #: Of a system in use: where it is found.
    address = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)
    #: The file that shows it; there may be more beside it.
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="deliveries")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    #: By the database's clock: when it was offered, and when it came into its present state.
    at = models.DateTimeField()
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DeliveryState.values()), name="delivery_state_is_known"),
            models.CheckConstraint(
                condition=Q(kind=DeliveryKind.DOCUMENT.value) & ~Q(symbol="")
                | Q(kind=DeliveryKind.SYSTEM.value) & ~Q(address="")
                | Q(kind=DeliveryKind.OTHER.value) & ~Q(words=""),
                name="delivery_says_what_it_is",
            ),
            models.CheckConstraint(
                condition=~Q(state=DeliveryState.ACCEPTED.value) | Q(decided_by__isnull=False) & ~Q(decided_by=F("by")),
                name="delivery_accepted_by_other_eyes",
            ),
            models.UniqueConstraint(
                fields=["product", "duty"],
                condition=~Q(state=DeliveryState.DROPPED.value),
                name="delivery_stands_once_per_duty",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product}: {self.symbol or self.address or self.words}"[:300]

    @property
    def word(self) -> DeliveryState:
        return DeliveryState(self.state)

    @property
    def kind_word(self) -> DeliveryKind:
        return DeliveryKind(self.kind)
