from django.db import models
from django.db.models import F, Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.assignments.models import Decision
from giamsat.assignments.states import BindingRole
from giamsat.documents.models import Document
from giamsat.files.models import Upload
from giamsat.people.models import Post, Unit
from giamsat.tasks.states import DutyState, Standing


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
