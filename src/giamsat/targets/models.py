from django.db import models
from django.db.models import F, Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.documents.models import Document
from giamsat.files.models import Upload
from giamsat.people.models import Post, Unit
from giamsat.targets.plans_states import REVIEWED, MeasureKind, PlanPart, PlanState, RemarkState, Term
from giamsat.targets.states import (
    COUNTED,
    SAID,
    Accumulation,
    Direction,
    IndicatorKind,
    JoiningState,
    Missing,
    Operator,
    ReportedState,
    Reporters,
)
from giamsat.tasks.models import Programme, Task
from giamsat.timetable import Every

#: digits of a value, and those behind the point
DIGITS, DECIMALS = 24, 6
#: The place of what is said of the whole country; a unit's place is its key.
COUNTRY = 0


class Indicator(models.Model):
    """What is measured (chỉ tiêu): the sheet that says how. What documents want of it stands in its goals."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="indicators")
    #: "NQ57-11"; formulas name it so.
    code = models.CharField(max_length=40, unique=True)
    #: Of its code, digits by value: 11.2 before 11.10.
    sort_key = models.CharField(max_length=200)
    name = models.CharField(max_length=500)
    folded = models.TextField()
    #: The heading, or the whole that it is a part of.
    parent = models.ForeignKey("self", models.PROTECT, related_name="parts", null=True)
    #: The indicator it has been joined with and goes on as; None while it stands by itself.
    joined_into = models.ForeignKey("self", models.PROTECT, related_name="joined", null=True)
    kind = models.CharField(max_length=12)
    direction = models.CharField(max_length=8)
    #: Unit of measure (đơn vị tính): "%", "% GDP", "doanh nghiệp".
    measure = models.CharField(max_length=80, blank=True)
    accumulation = models.CharField(max_length=10, default=Accumulation.AS_AT.value)
    every = models.CharField(max_length=20, default=Every.YEAR.value)
    reporters = models.CharField(max_length=20, default=Reporters.LEAD.value)
    baseline_value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    baseline_text = models.CharField(max_length=300, blank=True)
    baseline_year = models.PositiveSmallIntegerField(null=True)
    baseline_source = models.CharField(max_length=500, blank=True)
    #: How it is measured; how it is calculated, in words, and where that is laid down.
    measurement = models.TextField(blank=True)
    calculation = models.TextField(blank=True)
    calculation_source = models.CharField(max_length=500, blank=True)
    data_source = models.CharField(max_length=500, blank=True)
    #: Names of the stages in their order, of kind "stage".
    stages = models.JSONField(default=list, blank=True)
    #: By what it is broken down: name → its options; empty when it is not.
    slices = models.JSONField(default=dict, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    coordinators = models.ManyToManyField(Unit, related_name="+")
    #: Whose coordinators verify values; None: those of the programme's owner.
    verifier = models.ForeignKey(Unit, models.PROTECT, related_name="+", null=True)
    #: The formula in force; empty when values are reported. All versions are in `formulas`.
    formula = models.TextField(blank=True)
    missing = models.CharField(max_length=6, default=Missing.FAIL.value)
    is_official = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    #: Counts the changes of the sheet and its formula.
    revision = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=IndicatorKind.values()), name="indicator_kind_is_known"),
            models.CheckConstraint(condition=Q(direction__in=Direction.values()), name="indicator_direction_is_known"),
            models.CheckConstraint(
                condition=Q(accumulation__in=Accumulation.values()), name="indicator_accumulation_is_known"
            ),
            models.CheckConstraint(condition=Q(every__in=[e.value for e in Every]), name="indicator_every_is_known"),
            models.CheckConstraint(condition=Q(reporters__in=Reporters.values()), name="indicator_reporters_are_known"),
            models.CheckConstraint(condition=Q(missing__in=Missing.values()), name="indicator_missing_is_known"),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("pk")), name="indicator_not_its_own_parent"),
            models.CheckConstraint(
                condition=Q(joined_into=None) | ~Q(joined_into=F("pk")), name="indicator_not_joined_into_itself"
            ),
        ]
        indexes = [models.Index(fields=["programme", "joined_into", "sort_key"], name="indicator_of_programme")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"[:300]

    @property
    def kind_word(self) -> IndicatorKind:
        return IndicatorKind(self.kind)

    @property
    def direction_word(self) -> Direction:
        return Direction(self.direction)


class FormulaVersion(models.Model):
    """A formula an indicator had from a moment on: appended."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="formulas")
    version = models.IntegerField()
    #: Empty: from then on its values are reported.
    text = models.TextField(blank=True)
    missing = models.CharField(max_length=6)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    #: The database's clock.
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "version"], name="formula_version_once"),
            models.CheckConstraint(condition=Q(missing__in=Missing.values()), name="formula_missing_is_known"),
        ]


class Goal(models.Model):
    """What one document wants of an indicator (giá trị mục tiêu): beside those of others; appended, not overwritten."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="goals")
    #: Its line in the list it came in, "NQ03-11.1"; the versions of a line share it.
    code = models.CharField(max_length=40)
    version = models.IntegerField(default=1)
    #: The document where it is kept here; its symbol and the item of it in any case.
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    symbol = models.CharField(max_length=80, blank=True)
    item = models.CharField(max_length=120, blank=True)
    #: As the document words them.
    name = models.CharField(max_length=500)
    measure = models.CharField(max_length=80, blank=True)
    #: Of whom it is wanted; None: of the whole country.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    year_from = models.PositiveSmallIntegerField(null=True)
    #: By the end of this year; None when the document names none.
    year_to = models.PositiveSmallIntegerField(null=True)
    operator = models.CharField(max_length=6)
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    #: The upper end of a range.
    value_max = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    text = models.TextField(blank=True)
    #: The lead as printed, and the units that are meant today.
    lead_words = models.CharField(max_length=500, blank=True)
    leads = models.ManyToManyField(Unit, related_name="+")
    is_official = models.BooleanField(default=True)
    note = models.TextField(blank=True)
    source = models.TextField(blank=True)
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    #: The database's clock: from when it is known, and until when; None while it stands.
    since = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="goal_version_once"),
            models.UniqueConstraint(fields=["code"], condition=Q(replaced_at=None), name="goal_stands_once"),
            models.CheckConstraint(condition=Q(operator__in=Operator.values()), name="goal_operator_is_known"),
            models.CheckConstraint(
                condition=~Q(operator__in=[one.value for one in COUNTED]) | Q(value__isnull=False),
                name="goal_counted_has_a_value",
            ),
            models.CheckConstraint(
                condition=~Q(operator=Operator.RANGE.value) | Q(value_max__isnull=False, value_max__gte=F("value")),
                name="goal_range_has_ends",
            ),
            models.CheckConstraint(
                condition=Q(year_from=None) | Q(year_to=None) | Q(year_to__gte=F("year_from")),
                name="goal_years_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "year_to"], condition=Q(replaced_at=None), name="goal_standing"),
            models.Index(fields=["unit", "indicator"], condition=Q(replaced_at=None), name="goal_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.symbol} {self.name}"[:300]

    @property
    def operator_word(self) -> Operator:
        return Operator(self.operator)


class Joining(models.Model):
    """What an officer said of two indicators that may be one (ghép chỉ tiêu)."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    #: The one that goes on, and the one whose goals pass to it.
    kept = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Indicator, models.PROTECT, related_name="joinings")
    state = models.CharField(max_length=8)
    #: Keys of the goals and of the indicators beneath that passed over.
    goals = models.JSONField(default=list)
    children = models.JSONField(default=list)
    reason = models.TextField(blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    parted_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    parted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=JoiningState.values()), name="joining_state_is_known"),
            models.CheckConstraint(condition=~Q(kept=F("gone")), name="joining_is_of_two"),
            models.UniqueConstraint(
                fields=["gone"], condition=Q(state=JoiningState.JOINED.value), name="joining_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(state=JoiningState.PARTED.value, parted_by__isnull=False, parted_at__isnull=False)
                | ~Q(state=JoiningState.PARTED.value) & Q(parted_by=None, parted_at=None),
                name="joining_parted_has_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gone.code} → {self.kept.code}"

    @property
    def word(self) -> JoiningState:
        return JoiningState(self.state)


class Reported(models.Model):
    """What a unit reports of an indicator for a period (số liệu): appended, corrected by a further version."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="reported")
    #: Whom it is about; None: the whole country, told by the lead.
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    #: The unit's key, or COUNTRY: what its uniqueness is counted by.
    place = models.BigIntegerField()
    #: "2026-06", "2026-Q2", "2026": as `timetable.spans` names periods.
    period = models.CharField(max_length=10)
    #: "" for the whole, or one option of what it is broken down by: "Giới tính: Nữ".
    slice = models.CharField(max_length=120, blank=True)
    version = models.IntegerField()
    number = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, default=ReportedState.SUBMITTED.value)
    source = models.CharField(max_length=500, blank=True)
    evidence = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="+")
    #: The questions asked at entry, as their codes, and what the unit answers to them.
    questions = models.JSONField(default=list)
    answer = models.TextField(blank=True)
    #: The value of the same period that it stands in the place of, once verified.
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: By the database's clock, as is when it was decided or taken back.
    at = models.DateTimeField()
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ReportedState.values()), name="reported_state_is_known"),
            models.CheckConstraint(
                condition=Q(unit=None, place=COUNTRY) | Q(unit__isnull=False, place=F("unit")),
                name="reported_place_is_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=False) | ~Q(text=""), name="reported_says_a_number_or_words"
            ),
            models.CheckConstraint(
                condition=Q(state=ReportedState.SUBMITTED.value, decided_by=None, decided_at=None)
                | Q(state=ReportedState.WITHDRAWN.value, decided_by=None, decided_at__isnull=False)
                | ~Q(state__in=[ReportedState.SUBMITTED.value, ReportedState.WITHDRAWN.value])
                & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="reported_decided_has_who_and_when",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("by")), name="reported_decided_by_other_eyes"),
            models.UniqueConstraint(
                fields=["indicator", "place", "period", "slice", "version"], name="reported_version_once"
            ),
            models.UniqueConstraint(
                fields=["indicator", "place", "period", "slice"],
                condition=Q(state=ReportedState.VERIFIED.value),
                name="reported_one_stands_per_period",
            ),
            models.UniqueConstraint(
                fields=["indicator", "place", "period", "slice"],
                condition=Q(state=ReportedState.SUBMITTED.value),
                name="reported_one_waiting_per_period",
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(state__in=[state.value for state in SAID]),
                name="reported_corrected_once",
            ),
        ]
        indexes = [
            models.Index(
                fields=["indicator", "at"],
                condition=Q(state=ReportedState.SUBMITTED.value),
                name="reported_waiting",
            ),
            models.Index(fields=["unit", "-id"], name="reported_newest_of_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period} {self.slice}".strip()

    @property
    def word(self) -> ReportedState:
        return ReportedState(self.state)


class KnownValue(models.Model):
    """The value in force (số liệu hiện hành), reported or computed: kept in the transaction of every verification."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="known")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    place = models.BigIntegerField()
    period = models.CharField(max_length=10)
    #: The last day of the period, Vietnam calendar: what values are ordered by.
    ends_on = models.DateField()
    slice = models.CharField(max_length=120, blank=True)
    #: None while too many parts of a computed one are missing, or where it is said in words.
    number = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    text = models.TextField(blank=True)
    #: None: computed by the formula.
    reported = models.ForeignKey(Reported, models.PROTECT, null=True, related_name="known")
    #: How many of the values a computed one is made of are known.
    parts_known = models.IntegerField(default=0)
    parts_total = models.IntegerField(default=0)
    #: The newest and the oldest of its indicator, place and slice that say something.
    is_latest = models.BooleanField(default=False)
    is_first = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["indicator", "period", "slice", "place"], name="known_value_once"),
            models.UniqueConstraint(
                fields=["indicator", "slice", "place"], condition=Q(is_latest=True), name="known_value_one_is_latest"
            ),
            models.UniqueConstraint(
                fields=["indicator", "slice", "place"], condition=Q(is_first=True), name="known_value_one_is_first"
            ),
            models.CheckConstraint(
                condition=Q(unit=None, place=COUNTRY) | Q(unit__isnull=False, place=F("unit")),
                name="known_value_place_is_its_unit",
            ),
            models.CheckConstraint(
                condition=Q(parts_known__gte=0, parts_total__gte=F("parts_known")), name="known_value_counts_its_parts"
            ),
        ]
        indexes = [
            models.Index(fields=["indicator", "place", "slice", "ends_on"], name="known_value_series"),
            models.Index(fields=["indicator", "slice", "ends_on", "place"], name="known_value_of_days"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.period} {self.slice}".strip()


class IndicatorTask(models.Model):
    """That a task feeds an indicator."""

    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="fed_by")
    task = models.ForeignKey(Task, models.PROTECT, related_name="feeds")
    by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["indicator", "task"], name="indicator_fed_by_task_once")]

    def __str__(self) -> str:
        return f"{self.task.code} → {self.indicator.code}"


class Plan(models.Model):
    """A version of an agency's plan for its targets (kế hoạch thực hiện chỉ tiêu), asked for as 001 §1 does."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="plans")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="plans")
    version = models.IntegerField()
    state = models.CharField(max_length=10, default=PlanState.DRAFT.value)
    #: Grows with every save: a form that saw less is stale.
    revision = models.IntegerField(default=1)
    #: Goals are set for this year, and for the years from it until that one.
    year = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField()
    #: How it will be carried out (cơ chế tổ chức thực hiện).
    mechanism = models.TextField(blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    #: What was handed in, in the shape of `plans_content`, and its hash (SHA-256, hex); empty on a draft.
    content = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    frozen_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    #: Both by the database's clock.
    frozen_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "unit", "version"], name="plan_version_once"),
            models.UniqueConstraint(
                fields=["programme", "unit", "year", "until"],
                condition=Q(state=PlanState.DRAFT.value),
                name="plan_one_draft",
            ),
            models.CheckConstraint(condition=Q(state__in=PlanState.values()), name="plan_state_is_known"),
            models.CheckConstraint(condition=Q(until__gte=F("year")), name="plan_years_in_order"),
            models.CheckConstraint(
                condition=Q(state=PlanState.DRAFT.value, sha256="", frozen_by=None, frozen_at=None)
                | ~Q(state=PlanState.DRAFT.value) & ~Q(sha256="") & Q(frozen_by__isnull=False, frozen_at__isnull=False),
                name="plan_handed_in_has_hash_who_and_when",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[PlanState.DRAFT.value, PlanState.FROZEN.value], decided_by=None, decided_at=None)
                | Q(state__in=[state.value for state in REVIEWED], decided_by__isnull=False, decided_at__isnull=False),
                name="plan_decided_has_who_and_when",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="plan_newest_of_unit")]

    def __str__(self) -> str:
        return f"{self.unit.name}: kế hoạch {self.programme.code} {self.year}–{self.until} (lần {self.version})"[:300]

    @property
    def word(self) -> PlanState:
        return PlanState(self.state)

    @property
    def seen(self) -> str:
        """What a form about it is known by."""
        return f"{self.state}-{self.revision}"


class PlanGoal(models.Model):
    """What an agency sets itself of one indicator, for the year or for the whole period of its plan."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="goals")
    #: The same in every version of the plan.
    line = models.CharField(max_length=PUBLIC_ID_LENGTH, default=new_public_id, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="planned")
    term = models.CharField(max_length=6)
    operator = models.CharField(max_length=6)
    #: Nothing said yet where value and text are both empty.
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    value_max = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    text = models.CharField(max_length=1000, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="plan_goal_line_once"),
            models.UniqueConstraint(fields=["plan", "indicator", "term"], name="plan_goal_once_per_term"),
            models.CheckConstraint(condition=Q(term__in=Term.values()), name="plan_goal_term_is_known"),
            models.CheckConstraint(condition=Q(operator__in=Operator.values()), name="plan_goal_operator_is_known"),
            models.CheckConstraint(
                condition=Q(value_max=None) | Q(operator=Operator.RANGE.value, value_max__gte=F("value")),
                name="plan_goal_range_has_ends",
            ),
        ]


class PlanMeasure(models.Model):
    """A task or solution (nhiệm vụ, giải pháp) by which an agency will reach its goals."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="measures")
    line = models.CharField(max_length=PUBLIC_ID_LENGTH, default=new_public_id, editable=False)
    ordinal = models.IntegerField()
    kind = models.CharField(max_length=8, default=MeasureKind.TASK.value)
    #: The indicator it serves; None: several.
    indicator = models.ForeignKey(Indicator, models.PROTECT, null=True, related_name="+")
    #: The line of the measure that it is a part of; empty when it stands by itself.
    under = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True)
    name = models.CharField(max_length=500)
    product = models.CharField(max_length=500, blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    coordinators = models.ManyToManyField(Unit, related_name="+")
    #: The deadline: in words, which side, the day and the hour (Vietnam time).
    words = models.CharField(max_length=300, blank=True)
    bound = models.CharField(max_length=10, blank=True)
    on = models.DateField(null=True)
    clock = models.TimeField(null=True)
    #: People and means; money in đồng and where it comes from.
    resources = models.TextField(blank=True)
    funding = models.BigIntegerField(null=True)
    funding_source = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="plan_measure_line_once"),
            models.CheckConstraint(condition=Q(kind__in=MeasureKind.values()), name="plan_measure_kind_is_known"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(line=F("under")), name="plan_measure_is_named"),
            models.CheckConstraint(condition=Q(funding=None) | Q(funding__gte=0), name="plan_measure_costs_something"),
        ]

    def __str__(self) -> str:
        return self.name[:300]


class PlanComponent(models.Model):
    """A target on the way to an indicator or a part of it (chỉ tiêu trung gian, thành phần)."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="components")
    line = models.CharField(max_length=PUBLIC_ID_LENGTH, default=new_public_id, editable=False)
    ordinal = models.IntegerField()
    #: The whole.
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+")
    name = models.CharField(max_length=500)
    measure = models.CharField(max_length=80, blank=True)
    calculation = models.TextField(blank=True)
    measurement = models.TextField(blank=True)
    lead = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    #: By the end of the plan's year, and of its last one; or in words.
    value = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    value_until = models.DecimalField(max_digits=DIGITS, decimal_places=DECIMALS, null=True)
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "line"], name="plan_component_line_once"),
            models.CheckConstraint(condition=~Q(name=""), name="plan_component_is_named"),
        ]

    def __str__(self) -> str:
        return self.name[:300]


class PlanRemark(models.Model):
    """What the standing agency remarks on a version of a plan, or on one line of it, and what the agency answers."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="remarks")
    part = models.CharField(max_length=10)
    #: The line it is about; empty of the whole.
    line = models.CharField(max_length=PUBLIC_ID_LENGTH, blank=True)
    text = models.TextField()
    state = models.CharField(max_length=8, default=RemarkState.OPEN.value)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: Both by the database's clock.
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(part__in=PlanPart.values()), name="plan_remark_part_is_known"),
            models.CheckConstraint(condition=~Q(text=""), name="plan_remark_says_something"),
            models.CheckConstraint(
                condition=Q(part=PlanPart.WHOLE.value, line="") | ~Q(part=PlanPart.WHOLE.value) & ~Q(line=""),
                name="plan_remark_names_its_line",
            ),
            models.CheckConstraint(
                condition=Q(state=RemarkState.OPEN.value, answer="", answered_by=None, answered_at=None)
                | Q(state=RemarkState.ANSWERED.value, answered_by__isnull=False, answered_at__isnull=False)
                & ~Q(answer=""),
                name="plan_remark_answered_says_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:300]

    @property
    def word(self) -> RemarkState:
        return RemarkState(self.state)
