from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from giamsat.people.models import Post
from giamsat.people.queries import stood_under
from giamsat.people.states import Role
from giamsat.targets.graph import graph_as_of
from giamsat.targets.keeping import Counted
from giamsat.targets.models import Goal, Indicator, Joining, KnownValue, Reported
from giamsat.targets.rollup import recount
from giamsat.targets.states import SAID, ReportedState
from giamsat.tasks.models import Programme
from giamsat.tasks.queries import programmes_for, programmes_open_to

WATCHING = (Role.COORDINATOR, Role.SUPERVISOR, Role.LEADER)
REPORTING = (Role.REPORTER, Role.APPROVER)
#: values before one that is entered that tell whether it is unusual
LOOKED_AT = 24


def programmes_with_targets(post: Post) -> QuerySet[Programme]:
    """The programmes whose indicators a post sees: those it watches; for units those open to them."""
    if post.role in WATCHING:
        return programmes_for(post).order_by()
    if post.role in REPORTING:
        return programmes_open_to(post)
    return Programme.objects.none()


def visible_to(post: Post) -> QuerySet[Indicator]:
    """The indicators a post sees: all of a programme, for the sheet of a target is no secret within it."""
    return Indicator.objects.filter(programme__in=programmes_with_targets(post).values("pk"), joined_into=None)


def _watched(post: Post) -> QuerySet[Programme]:
    return programmes_for(post).order_by() if post.role in WATCHING else Programme.objects.none()


def _own_and_country(post: Post) -> Q:
    return Q(unit=None) | Q(unit__in=post.unit.speaks_for)


def goals_visible_to(post: Post) -> QuerySet[Goal]:
    """Goals in force of the indicators a post sees: for units those of the country, their own and subordinates'."""
    seen = Goal.objects.filter(indicator__in=visible_to(post).values("pk"), replaced_at=None)
    if post.role in WATCHING:
        return seen
    beneath = Goal.objects.filter(stood_under(post, places="unit__placements", born=F("since")))
    return seen.filter(_own_and_country(post) | Q(pk__in=beneath.values("pk")))


def known_visible_to(post: Post) -> QuerySet[KnownValue]:
    """Values in force of the indicators a post sees: for units those of the country, their own and subordinates'."""
    seen = KnownValue.objects.filter(indicator__in=visible_to(post).values("pk"))
    if post.role in WATCHING:
        return seen
    beneath = KnownValue.objects.filter(stood_under(post, places="unit__placements", born=F("reported__at")))
    return seen.filter(_own_and_country(post) | Q(pk__in=beneath.values("pk")))


def reported_visible_to(post: Post) -> QuerySet[Reported]:
    """What was reported: once verified to whoever sees the value; before, to those who wrote it and who verify it."""
    seen = Reported.objects.filter(indicator__in=visible_to(post).values("pk"))
    said = Q(state__in=SAID)
    if post.role == Role.COORDINATOR:
        return seen.filter(said | _verified_by(post))
    if post.role in WATCHING:
        return seen.filter(said)
    beneath = Reported.objects.filter(stood_under(post, places="unit__placements", born=F("at")))
    own = Q(by__unit__in=post.unit.speaks_for)
    return seen.filter(said & (_own_and_country(post) | Q(pk__in=beneath.values("pk"))) | own)


def _verified_by(post: Post) -> Q:
    """Values a coordinator verifies: of indicators that name his unit, else of programmes it runs."""
    units = post.unit.speaks_for
    owned = Q(indicator__verifier=None, indicator__programme__owner__in=units)
    return owned | Q(indicator__verifier__in=units)


def waiting_for_verification(post: Post) -> QuerySet[Reported]:
    """Values a coordinator may verify, longest waiting first."""
    if post.role != Role.COORDINATOR:
        return Reported.objects.none()
    waiting = Reported.objects.filter(_verified_by(post), state=ReportedState.SUBMITTED)
    return waiting.select_related("indicator__programme", "unit", "by__person", "by__unit").order_by("at", "id")


def joinings_visible_to(post: Post) -> QuerySet[Joining]:
    """What officers said of pairs of indicators in programmes a post watches."""
    return Joining.objects.filter(kept__programme__in=_watched(post).values("pk"))


def newest_version(one: Reported) -> Reported:
    """The version that stands in the place of a value now."""
    same = Reported.objects.filter(indicator=one.indicator_id, place=one.place, period=one.period, slice=one.slice)
    return same.order_by("-version").first() or one


def series(indicator: Indicator, place: int, slice_name: str = "") -> QuerySet[KnownValue]:
    """The values in force of an indicator at a place, oldest first."""
    found = KnownValue.objects.filter(indicator=indicator, place=place, slice=slice_name)
    return found.select_related("reported__by__person", "unit").order_by("ends_on", "period")


def numbers_before(indicator: Indicator, place: int, slice_name: str, before: date) -> list[Decimal]:
    """The numbers known of a place from two years back, oldest first, of periods that ended before a day."""
    found = series(indicator, place, slice_name).filter(ends_on__lt=before, number__isnull=False)
    newest = list(found.order_by("-ends_on").values_list("number", flat=True)[:LOOKED_AT])
    return [number for number in newest[::-1] if number is not None]


def reported_as_of(instant: datetime) -> QuerySet[Reported]:
    """The values that stood at an instant of the database's clock."""
    later = Reported.objects.filter(corrects=OuterRef("pk"), state__in=SAID, decided_at__lte=instant)
    return Reported.objects.filter(state__in=SAID, decided_at__lte=instant).exclude(Exists(later))


def values_as_of(instant: datetime, indicators: Iterable[int] | None = None) -> Counted:
    """All values (of `indicators` and what those are computed from) as they stood at an instant, by the formulas of
    then, over the units that groups have today."""
    net = graph_as_of(instant)
    keys = None if indicators is None else net.below(indicators)
    return recount(net, keys, reported_as_of(instant))
