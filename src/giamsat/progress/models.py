from django.db import models
from django.db.models import Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.obstacles.models import Obstacle
from giamsat.people.models import Post
from giamsat.progress.states import UpdateKind, UpdateState
from giamsat.tasks.models import Duty, Evidence


class Update(models.Model):
    """What a unit says about a duty: appended, never edited; it feeds every report that needs it."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="updates")
    state = models.CharField(max_length=10, default=UpdateState.SUBMITTED.value)
    kind = models.CharField(max_length=20)
    result = models.TextField(blank=True)
    next_step = models.TextField(blank=True)
    says_done = models.BooleanField(default=False)
    obstacle = models.OneToOneField(Obstacle, models.PROTECT, null=True, related_name="update_of")
    evidence = models.ManyToManyField(Evidence, related_name="updates")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
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
                | ~Q(state=UpdateState.SUBMITTED.value) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="update_decided_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(decided_by=models.F("by")), name="update_decided_by_other_eyes"),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state=UpdateState.SUBMITTED.value), name="update_one_waiting_per_duty"
            ),
        ]
        indexes = [models.Index(fields=["duty", "-id"], name="update_newest_of_duty")]

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
