from django.db import models
from django.db.models import Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.consolidation.states import Becomes, CompilationKind, CompilationState, Part
from giamsat.documents.models import Document
from giamsat.files.models import StoredFile
from giamsat.people.models import Post
from giamsat.reports.models import Round
from giamsat.targets.models import Indicator
from giamsat.tasks.models import Task


class Compilation(models.Model):
    """A consolidated paper over a round: its figures are frozen as of an instant; words are edited by people."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="compilations")
    document = models.OneToOneField(Document, models.PROTECT, related_name="compilation")
    kind = models.CharField(max_length=8, default=CompilationKind.REPORT.value)
    state = models.CharField(max_length=10, default=CompilationState.DRAFT.value)
    #: The instant the figures speak of.
    as_of = models.DateTimeField()
    #: Everything counted and listed, as plain JSON; never changed.
    figures = models.JSONField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    #: The files as issued.
    docx = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CompilationState.values()), name="compilation_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=CompilationKind.values()), name="compilation_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=CompilationState.DRAFT.value, docx=None, pdf=None)
                | Q(state=CompilationState.ISSUED.value, docx__isnull=False, pdf__isnull=False),
                name="compilation_issued_has_files",
            ),
        ]

    def __str__(self) -> str:
        return self.document.subject[:300]

    @property
    def word(self) -> CompilationState:
        return CompilationState(self.state)

    @property
    def kind_word(self) -> CompilationKind:
        return CompilationKind(self.kind)


class CompilationText(models.Model):
    """A version of the words of one part; the newest is in force, version 1 was composed by the system."""

    compilation = models.ForeignKey(Compilation, models.PROTECT, related_name="texts")
    part = models.CharField(max_length=12)
    version = models.IntegerField()
    text = models.TextField()
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["compilation", "part", "version"], name="compilation_text_version_once"),
            models.CheckConstraint(condition=Q(part__in=Part.values()), name="compilation_part_is_known"),
        ]

    @property
    def word(self) -> Part:
        return Part(self.part)


class Adoption(models.Model):
    """That a master plan was decided on: its items became tasks, targets and goals, once and whole."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    compilation = models.OneToOneField(Compilation, models.PROTECT, related_name="adoption")
    #: The paper that decided.
    document = models.ForeignKey(Document, models.PROTECT, related_name="adoptions")
    #: Lines of the plans that the paper did not take.
    left_out = models.JSONField(default=list)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: The database's clock.
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.document.full_symbol}: {self.compilation}"[:300]


class AdoptedLine(models.Model):
    """What one line of a plan became; a measure carried over to a later plan becomes no second task."""

    adoption = models.ForeignKey(Adoption, models.PROTECT, related_name="lines")
    #: As in every version of the plan, and its place in the master plan.
    line = models.CharField(max_length=PUBLIC_ID_LENGTH)
    path = models.CharField(max_length=20)
    becomes = models.CharField(max_length=10)
    task = models.ForeignKey(Task, models.PROTECT, null=True, related_name="+")
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(becomes__in=Becomes.values()), name="adopted_line_becomes_something"),
            models.CheckConstraint(
                condition=Q(becomes=Becomes.TASK.value, task__isnull=False, indicator=None)
                | ~Q(becomes=Becomes.TASK.value) & Q(task=None, indicator__isnull=False),
                name="adopted_line_became_task_or_target",
            ),
            models.UniqueConstraint(fields=["line"], condition=Q(task__isnull=False), name="adopted_line_one_task"),
        ]
