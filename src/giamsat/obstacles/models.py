from django.db import models
from django.db.models import Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.obstacles.states import Cause, ObstacleKind, ObstacleState
from giamsat.people.models import Post
from giamsat.tasks.models import Duty


class Obstacle(models.Model):
    """A difficulty (khó khăn, vướng mắc) of one duty, with its cause and who can decide."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="obstacles")
    state = models.CharField(max_length=10, default=ObstacleState.NOTED.value)
    kind = models.CharField(max_length=15)
    cause = models.CharField(max_length=12)
    #: Vượt thẩm quyền of the unit: somebody above must decide.
    beyond_authority = models.BooleanField()
    description = models.TextField()
    proposal = models.TextField(blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ObstacleState.values()), name="obstacle_state_is_known"),
            models.CheckConstraint(condition=Q(kind__in=ObstacleKind.values()), name="obstacle_kind_is_known"),
            models.CheckConstraint(condition=Q(cause__in=Cause.values()), name="obstacle_cause_is_known"),
        ]
        indexes = [models.Index(fields=["state", "beyond_authority"], name="obstacle_by_authority")]

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
