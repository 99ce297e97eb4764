from django.db import models
from django.db.models import F, Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.documents.models import Document
from giamsat.files.models import Upload
from giamsat.obstacles.states import AWAITING, OPEN, Cause, Level, ObstacleKind, ObstacleState, Party
from giamsat.people.models import Post
from giamsat.tasks.models import Duty


class Obstacle(models.Model):
    """A difficulty (khó khăn, vướng mắc) of one duty: its cause, who can decide, where it hangs and since when."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="obstacles")
    state = models.CharField(max_length=10, default=ObstacleState.NOTED.value)
    kind = models.CharField(max_length=15)
    cause = models.CharField(max_length=12)
    #: Vượt thẩm quyền of the unit: somebody above must decide.
    beyond_authority = models.BooleanField()
    #: Who can decide, as the raiser sees it.
    decider = models.CharField(max_length=10, default=Level.UNIT.value)
    #: The level it waits for, or waited for when it was returned or closed.
    level = models.CharField(max_length=10, default=Level.UNIT.value)
    description = models.TextField()
    folded = models.TextField()
    proposal = models.TextField(blank=True)
    #: The obstacle it was split from; the one it was merged into.
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    #: By the database's clock: when the head raised it, and since when it is where it is.
    raised_at = models.DateTimeField(null=True)
    since = models.DateTimeField()
    #: Grows with every step: what a reader saw is what he moves on.
    step_count = models.IntegerField(default=0)
    #: Through the end of this day, Vietnam time, the level is to answer.
    answer_by = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ObstacleState.values()), name="obstacle_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=ObstacleKind.values()), name="obstacle_kind_is_known"),
            models.CheckConstraint(condition=Q(cause__in=Cause.values()), name="obstacle_cause_is_known"),
            models.CheckConstraint(
                condition=Q(level__in=Level.values(), decider__in=Level.values()), name="obstacle_level_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in AWAITING])
                | Q(beyond_authority=True, level=F("state")),
                name="obstacle_above_unit_is_beyond_authority",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in OPEN]) | Q(raised_at__isnull=False),
                name="obstacle_open_was_raised",
            ),
            models.CheckConstraint(
                condition=Q(state=ObstacleState.MERGED.value, merged_into__isnull=False)
                | ~Q(state=ObstacleState.MERGED.value) & Q(merged_into=None),
                name="obstacle_merged_says_into_which",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "since"], name="obstacle_by_state_since"),
            models.Index(fields=["state", "answer_by"], name="obstacle_by_answer_date"),
        ]

    def __str__(self) -> str:
        return self.description[:120]

    @property
    def word(self) -> ObstacleState:
        return ObstacleState(self.state)

    @property
    def kind_word(self) -> ObstacleKind:
        return ObstacleKind(self.kind)

    @property
    def cause_word(self) -> Cause:
        return Cause(self.cause)

    @property
    def decider_word(self) -> Level:
        return Level(self.decider)

    @property
    def level_word(self) -> Level:
        return Level(self.level)


class ObstacleStep(models.Model):
    """One step on an obstacle's way, appended: from whom to whom, why, and by when an answer is wanted."""

    obstacle = models.ForeignKey(Obstacle, models.PROTECT, related_name="steps")
    nth = models.IntegerField()
    was = models.CharField(max_length=10)
    to = models.CharField(max_length=10)
    #: In whose name the post acted.
    party = models.CharField(max_length=10)
    words = models.TextField(blank=True)
    answer_by = models.DateField(null=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: By the database's clock.
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["obstacle", "nth"], name="obstacle_step_once"),
            models.CheckConstraint(
                condition=Q(was__in=ObstacleState.values(), to__in=ObstacleState.values(), party__in=Party.values()),
                name="obstacle_step_is_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.was} → {self.to}"


class Answer(models.Model):
    """The decision that closes an obstacle, with its paper."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    obstacle = models.OneToOneField(Obstacle, models.PROTECT, related_name="answer")
    words = models.TextField()
    #: Of the paper: "120/TB-VPCP", its day, who issued it; empty when the unit settled it itself.
    symbol = models.CharField(max_length=80, blank=True)
    on = models.DateField(null=True)
    issuer = models.CharField(max_length=300, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: By the database's clock.
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(symbol="", on=None) | ~Q(symbol="") & Q(on__isnull=False),
                name="answer_paper_has_symbol_and_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.symbol} {self.words}".strip()[:120]
