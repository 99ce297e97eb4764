from django.db import models
from django.db.models import Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.obstacles.models import Obstacle
from giamsat.people.models import Post
from giamsat.progress.states import SAID, UpdateKind, UpdateState
from giamsat.tasks.models import Delivery, Duty, Evidence


class Update(models.Model):
    """What a unit says about a duty: appended, never edited; it feeds every report that needs it."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, default=UpdateState.SUBMITTED.value)
    #: The period it speaks of, as `tasks.rules.period_of` names it: "2026-06", "2026-W23".
    period = models.CharField(max_length=10)
    #: The update of the same period that it stands in the place of, once approved.
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    kind = models.CharField(max_length=20)
    result = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    #: Estimated share of the work done (tỷ lệ ước tính), 0 to 100; by itself it completes nothing.
    percent = models.PositiveSmallIntegerField(null=True)
    says_done = models.BooleanField(default=False)
    obstacle = models.OneToOneField(Obstacle, models.PROTECT, null=True, related_name="update_of")
    evidence = models.ManyToManyField(Evidence, related_name="updates")
    #: Products it tells of: they count when it is approved.
    deliveries = models.ManyToManyField(Delivery, related_name="updates")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: By the database's clock, as is when it was decided or taken back.
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=UpdateState.values()), name="update_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=UpdateKind.values()), name="update_kind_is_known"),
            models.CheckConstraint(
                condition=Q(state=UpdateState.SUBMITTED.value, decided_by=None, decided_at=None)
                | Q(state=UpdateState.WITHDRAWN.value, decided_by=None, decided_at__isnull=False)
                | ~Q(state__in=[UpdateState.SUBMITTED.value, UpdateState.WITHDRAWN.value])
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="update_decided_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(decided_by=models.F("by")), name="update_decided_by_other_eyes"),
            models.CheckConstraint(condition=Q(percent=None) | Q(percent__lte=100), name="update_percent_is_a_share"),
            models.UniqueConstraint(
                fields=["duty", "period"],
                condition=Q(state=UpdateState.APPROVED.value),
                name="update_one_stands_per_period",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(state__in=[state.value for state in SAID]),
                name="update_corrected_once",
            ),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state=UpdateState.SUBMITTED.value), name="update_one_waiting_per_duty"
            ),
        ]
        indexes = [
            models.Index(fields=["duty", "-id"], name="update_newest_of_duty"),
            models.Index(fields=["duty", "period"], name="update_of_period"),
        ]

    def __str__(self) -> str:
        return f"{self.duty}"

    @property
    def word(self) -> UpdateState:
        return UpdateState(self.state)

    @property
    def kind_word(self) -> UpdateKind:
        return UpdateKind(self.kind)


class Commitment(models.Model):
    """A new date a unit commits itself to for a late duty (cam kết tiến độ); the deadline itself stays."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    update = models.OneToOneField(Update, models.PROTECT, related_name="commitment")
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="commitments")
    #: Through the end of this day, Vietnam time.
    on = models.DateField()
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.words[:100]
