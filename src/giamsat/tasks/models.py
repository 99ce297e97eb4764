from django.db import models
from django.db.models import F, Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.assignments.models import Candidate, Decision
from giamsat.assignments.states import BindingRole
from giamsat.documents.models import Document
from giamsat.files.models import Upload
from giamsat.people.models import Post, Unit
from giamsat.tasks.states import DutyState, Relation, Standing, Verdict


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
    last_number = models.IntegerField(default=0)

    def __str__(self) -> str:
        return self.code


class Task(models.Model):
    """A government task: shared content with its source. Who must do it stands in its duties."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="tasks")
    code = models.CharField(max_length=30, unique=True)
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="task")
    document = models.ForeignKey(Document, models.PROTECT, related_name="tasks")
    #: Name in force; all versions are in `names`.
    name = models.CharField(max_length=500)
    folded = models.CharField(max_length=500)
    #: Rolled up from the duties of its leads.
    state = models.CharField(max_length=15, default=DutyState.ASSIGNED.value)
    evidence_count = models.IntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=DutyState.values()), name="task_state_is_known"),
            models.CheckConstraint(
                condition=~Q(state=DutyState.DONE.value) | Q(evidence_count__gt=0), name="task_done_has_evidence"
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
    role = models.CharField(max_length=12)
    state = models.CharField(max_length=15, default=DutyState.ASSIGNED.value)
    #: The deadline in force in the words of the paper, and its first late instant.
    due_words = models.CharField(max_length=300, blank=True)
    late_from = models.DateTimeField(null=True)
    recurrence = models.JSONField(default=list)
    #: How it stood at the last sweep or change; `next_moment_at` says when that changes by itself.
    standing = models.CharField(max_length=15)
    next_moment_at = models.DateTimeField(null=True)
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
            models.Index(fields=["unit", "state", "late_from"], name="duty_of_unit_by_due"),
            models.Index(fields=["programme", "standing", "late_from"], name="duty_of_programme_by_standing"),
        ]

    def __str__(self) -> str:
        return f"{self.task.code} – {self.unit.name}"

    @property
    def word(self) -> DutyState:
        return DutyState(self.state)


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
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["duty", "version"], name="deadline_version_once")]


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
    role = models.CharField(max_length=12)
    state = models.CharField(max_length=15)
    standing = models.CharField(max_length=15)
    count = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit", "role", "state", "standing"], name="duty_tally_once"),
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
