from django.db.models import QuerySet

from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.states import ObstacleState
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Programme
from giamsat.tasks.queries import duties_visible_to


def visible_to(post: Post) -> QuerySet[Obstacle]:
    """Raised obstacles of the duties a post sees; a unit's own people see theirs before they are raised."""
    seen = Obstacle.objects.filter(duty__in=duties_visible_to(post))
    own = seen.filter(duty__unit__in=post.unit.speaks_for)
    is_of_unit = post.role in (Role.REPORTER, Role.APPROVER)
    return (seen.filter(state=ObstacleState.RAISED) | own) if is_of_unit else seen.filter(state=ObstacleState.RAISED)


def waiting_for_decision(programme: Programme) -> QuerySet[Obstacle]:
    """Raised obstacles beyond the units' authority: somebody above must decide; longest waiting first."""
    waiting = Obstacle.objects.filter(duty__programme=programme, state=ObstacleState.RAISED, beyond_authority=True)
    return waiting.select_related("duty__unit", "duty__task").order_by("at", "id")
