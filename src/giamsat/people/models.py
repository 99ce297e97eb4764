from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.journal.rules import Actor
from giamsat.people.states import ReorganisationState, Role, UnitKind


class Unit(models.Model):
    """An agency or a body (Ban Chỉ đạo, Tổ giúp việc); what it is called and where it stands are dated rows."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    code = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=30)
    #: Name in force today; older ones are in `names`.
    name = models.CharField(max_length=300)
    name_en = models.CharField(max_length=300, blank=True)
    #: What stands after the slash in its documents: "BKHCN" in 152/BKHCN-VP.
    doc_symbol = models.CharField(max_length=40, blank=True)
    #: Electronic id of Decision 20/2020/QĐ-TTg.
    eid_code = models.CharField(max_length=40, blank=True)
    #: Province code of the statistics office.
    gso_code = models.CharField(max_length=10, blank=True)
    #: Place stamped in its documents.
    seat = models.CharField(max_length=100, default="Hà Nội")
    #: Keys from the root down to itself, "/3/17/": today's place in the tree.
    path = models.CharField(max_length=300, blank=True, db_index=True)
    #: Every path it ever had and those of the units whose functions it took over, however often they passed on.
    #: Kept by reorganisations; what its posts speak for and see below follows from it alone.
    prefixes = models.JSONField(default=list)
    sort_key = models.CharField(max_length=900)
    folded = models.CharField(max_length=300)
    dissolved_on = models.DateField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(kind__in=UnitKind.values()), name="unit_kind_is_known")]

    def __str__(self) -> str:
        return self.name

    @property
    def speaks_for(self) -> frozenset[int]:
        """Keys of the units in whose name it acts: itself, and those whose functions passed to it."""
        return frozenset(int(prefix.split("/")[-2]) for prefix in self.prefixes) | {self.pk}


class UnitName(models.Model):
    """A name a unit had, from a day on; the newest is in force."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="names")
    name = models.CharField(max_length=300)
    from_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "from_on"], name="unit_has_one_name_a_day", nulls_distinct=False)
        ]


class UnitAlias(models.Model):
    """Another way documents write a unit."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="aliases")
    alias = models.CharField(max_length=300)
    folded = models.CharField(max_length=300, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "alias"], name="unit_alias_once")]


class UnitPlacement(models.Model):
    """Under whom a unit stood, from a day to (not including) another; a new row when anything above it moved."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="placements")
    parent = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    #: Keys from the root down to the unit, of that time.
    path = models.CharField(max_length=300, default="", db_index=True)
    #: The same period by the database's clock, as the system knew it: this one decides who sees what.
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit"], condition=Q(to_on=None), name="unit_has_one_place_now"),
            models.CheckConstraint(
                condition=Q(from_on=None) | Q(to_on=None) | Q(to_on__gt=F("from_on")), name="unit_placement_lasts"
            ),
        ]


class Succession(models.Model):
    """A unit's functions passed to another (merger, split): history stays readable, rights follow this row only."""

    predecessor = models.ForeignKey(Unit, models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Unit, models.PROTECT, related_name="predecessions")
    on = models.DateField()
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor", "on"], name="succession_recorded_once")
        ]


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(username=username)


class Person(AbstractBaseUser):
    """Somebody who signs in. What he may do is said by his posts."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    username = models.CharField(max_length=150, unique=True)
    full_name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    #: The identity (sub) at the identity provider that opens this account.
    oidc_subject = models.CharField(max_length=255, null=True)

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["oidc_subject"], name="identity_opens_one_account")]

    def __str__(self) -> str:
        return self.full_name


class PostQuerySet(models.QuerySet["Post"]):
    def current(self, on: date) -> "PostQuerySet":
        """Posts held on the day `on`; one that stands in for another only while that one is held too."""
        principal = Q(stands_in_for=None) | _held(on, "stands_in_for__")
        return self.filter(_held(on), principal)

    def unended(self, on: date) -> "PostQuerySet":
        """Posts held on the day `on` or later, whoever may sign in meanwhile."""
        return self.filter(models.Q(to_on=None) | models.Q(to_on__gt=on))


def _held(on: date, prefix: str = "") -> Q:
    begun = Q(**{f"{prefix}from_on": None}) | Q(**{f"{prefix}from_on__lte": on})
    lasting = Q(**{f"{prefix}to_on": None}) | Q(**{f"{prefix}to_on__gt": on})
    return begun & lasting & Q(**{f"{prefix}person__is_active": True})


class Post(models.Model):
    """Who speaks for which unit, as what, from when to when."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts")
    role = models.CharField(max_length=20)
    #: "Bộ trưởng", "Chánh Văn phòng".
    title = models.CharField(max_length=200)
    #: Head of the agency: named on what is late.
    is_head = models.BooleanField(default=False)
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    #: The post in whose place this one acts during leave (delegation); it ends by itself and is not passed on.
    stands_in_for = models.ForeignKey("self", models.PROTECT, related_name="stand_ins", null=True)

    objects: ClassVar[models.Manager["Post"]] = PostQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(role__in=Role.values()), name="post_role_is_known"),
            models.UniqueConstraint(fields=["unit"], condition=Q(is_head=True, to_on=None), name="unit_has_one_head"),
            models.CheckConstraint(
                condition=Q(stands_in_for=None) | Q(from_on__isnull=False, to_on__isnull=False, is_head=False),
                name="post_stand_in_ends_by_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person.full_name}, {self.title}"

    @property
    def spoken_title(self) -> str:
        """The title as one says it: "thay Bộ trưởng" of one who stands in."""
        return f"thay {self.title}" if self.stands_in_for_id else self.title

    def speaks_for(self, unit_id: int) -> bool:
        """Whether it acts in the name of a unit: its own, or one whose functions passed to that."""
        return unit_id in self.unit.speaks_for

    def as_actor(self) -> Actor:
        """As whom this post acts in the journal."""
        return Actor(self.unit_id, self.unit.name, self.person_id, self.person.full_name, self.spoken_title)


class Session(AbstractBaseSession):
    """One sign-in of somebody on one machine; deleting the row ends it at once."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    #: None until somebody has signed in.
    person = models.ForeignKey(Person, models.CASCADE, related_name="sessions", null=True)
    address = models.GenericIPAddressField(null=True)
    #: As the browser names itself.
    browser = models.CharField(max_length=300, default="")
    started_at = models.DateTimeField(null=True)
    #: To within some minutes.
    seen_at = models.DateTimeField(null=True)


class Invitation(models.Model):
    """A link by which somebody sets his password, once, within a week; only its hash is kept."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="invitations")
    #: SHA-256 (hex) of the token in the link.
    token_hash = models.CharField(max_length=64, unique=True)
    #: The database's clock.
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    #: When it was used, or replaced by a newer one.
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(ended_at=None), name="person_has_one_open_invitation"
            )
        ]


class Authenticator(models.Model):
    """What a person's telephone counts codes from (RFC 6238): kept once a first code has proved it."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="authenticator")
    #: Base 32.
    secret = models.CharField(max_length=64)
    #: Number of the half minute whose code was taken last: it and older ones are not taken again.
    last_step = models.BigIntegerField(default=0)


class RecoveryCode(models.Model):
    """A code on paper that stands for one code of the telephone; only its hash is kept."""

    authenticator = models.ForeignKey(Authenticator, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authenticator", "code_hash"], name="recovery_code_given_once")]


class Attempts(models.Model):
    """How often somebody failed lately at one door: an account from a device, from an address, or a second step."""

    #: SHA-256 (hex) of what the door is.
    door = models.CharField(max_length=64, unique=True)
    count = models.IntegerField(default=0)
    #: When counting began, by the database's clock.
    since = models.DateTimeField()


class Reorganisation(models.Model):
    """Changes of units laid before a second person; carried out whole or not at all."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    title = models.CharField(max_length=300)
    #: The rows of the change set as they came, column → text.
    rows = models.JSONField()
    state = models.CharField(max_length=12, default=ReorganisationState.PROPOSED.value)
    proposed_by = models.ForeignKey(Post, models.PROTECT, related_name="+", null=True)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, related_name="+", null=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ReorganisationState.values()), name="reorganisation_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=F("proposed_by")),
                name="reorganisation_has_other_eyes",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a holiday, or a Saturday worked to make up for one."""

    day = models.DateField(unique=True)
    is_working = models.BooleanField()
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200, blank=True)
