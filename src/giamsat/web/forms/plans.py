"""Forms of an agency's plan for its targets: goals, measures, components, mechanism; remarks and the deciding paper."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from giamsat.documents.models import Document
from giamsat.people.models import Unit
from giamsat.targets.models import Indicator, Plan, PlanComponent, PlanMeasure
from giamsat.targets.plans_rules import ComponentSaid, GoalSaid, MeasureSaid
from giamsat.targets.plans_states import MeasureKind, PlanPart, Term
from giamsat.targets.states import Operator
from giamsat.timetable import Bound
from giamsat.web.forms.documents import BOUNDS
from giamsat.web.forms.fields import ClockField, DayField, UnitsField
from giamsat.web.forms.indicators import NumberField, number_typed
from giamsat.web.forms.pages import LONG, KeptForm, PageForm, SeenForm
from giamsat.web.words import due_said

OPERATORS = [
    (one.value, one.label)
    for one in (
        *(Operator.AT_LEAST, Operator.ABOVE, Operator.AT_MOST, Operator.BELOW),
        *(Operator.EXACTLY, Operator.RANGE, Operator.TEXT),
    )
]
NUMBER_HELP = _("Dùng dấu phẩy cho phần thập phân: 12,5.")


class GoalsForm(KeptForm):
    """What an agency sets itself of one indicator, for the year and for the whole period."""

    def __init__(self, *args: Any, plan: Plan, goals: Mapping[Term, GoalSaid], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {Term.YEAR: _("năm %(year)s"), Term.PERIOD: _("giai đoạn %(year)s–%(until)s")}
        years = {"year": plan.year, "until": plan.until}
        for term in Term:
            goal = goals.get(term, GoalSaid(Operator.AT_LEAST))
            when = str(words[term]) % years
            self.fields |= {
                f"{term}_operator": forms.ChoiceField(
                    label=gettext("Mục tiêu %(when)s") % {"when": when},
                    help_text=NUMBER_HELP,
                    choices=[(value, gettext(label)) for value, label in OPERATORS],
                    initial=goal.operator.value,
                ),
                f"{term}_value": NumberField(label=_("Giá trị"), required=False, initial=number_typed(goal.value)),
                f"{term}_value_max": NumberField(
                    label=_("Đến (nếu là khoảng)"), required=False, initial=number_typed(goal.value_max)
                ),
                f"{term}_text": forms.CharField(
                    label=_("Bằng lời"), max_length=1000, required=False, initial=goal.text
                ),
                f"{term}_note": forms.CharField(
                    label=_("Ghi chú"),
                    max_length=LONG,
                    required=False,
                    initial=goal.note,
                    widget=forms.Textarea(attrs={"rows": 2}),
                ),
            }

    def terms(self) -> list[list[forms.BoundField]]:
        """The fields of each term, for the page."""
        names = ("operator", "value", "value_max", "text", "note")
        return [[self[f"{term}_{name}"] for name in names] for term in Term]

    def said(self) -> dict[Term, GoalSaid]:
        data = self.cleaned_data
        return {
            term: GoalSaid(
                Operator(data[f"{term}_operator"]),
                data[f"{term}_value"],
                data[f"{term}_value_max"],
                data[f"{term}_text"],
                data[f"{term}_note"],
            )
            for term in Term
        }


class NewGoalsForm(GoalsForm):
    """Goals of an indicator that nobody assigned to the agency."""

    indicator = forms.ModelChoiceField(Indicator.objects.none(), label=_("Chỉ tiêu"), to_field_name="public_id")

    def __init__(self, *args: Any, indicators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]


class MeasureForm(KeptForm):
    """A task or solution of the plan."""

    kind = forms.ChoiceField(label=_("Loại"), widget=forms.RadioSelect)
    name = forms.CharField(
        label=_("Nhiệm vụ, giải pháp"), max_length=500, help_text=_("Ngắn gọn, bắt đầu bằng việc phải làm.")
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.none(),
        label=_("Phục vụ chỉ tiêu"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Nhiều chỉ tiêu"),
    )
    product = forms.CharField(
        label=_("Sản phẩm"), max_length=500, required=False, help_text=_("Văn bản, hệ thống hoặc kết quả phải giao.")
    )
    lead = forms.ChoiceField(label=_("Đơn vị chủ trì"), required=False)
    coordinators = UnitsField(
        label=_("Đơn vị phối hợp"), required=False, help_text=_("Giữ Ctrl để chọn nhiều cơ quan.")
    )
    under = forms.ChoiceField(
        label=_("Là một phần của"),
        required=False,
        help_text=_("Khi quyết định, việc của đơn vị trực thuộc thành phần việc của việc trên."),
    )
    bound = forms.ChoiceField(label=_("Cách tính"), choices=BOUNDS)
    on = DayField(label=_("Ngày"), required=False)
    clock = ClockField(label=_("Giờ"), required=False)
    resources = forms.CharField(
        label=_("Nguồn lực"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    funding = forms.IntegerField(
        label=_("Kinh phí (đồng)"), min_value=0, max_value=10**16, required=False, localize=False
    )
    funding_source = forms.CharField(label=_("Nguồn kinh phí"), max_length=200, required=False)

    def __init__(
        self, *args: Any, units: Sequence[Unit], indicators: Any, others: Sequence[PlanMeasure], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {unit.public_id: unit.pk for unit in units}
        self.fields["kind"].choices = [(one.value, gettext(one.label)) for one in MeasureKind]  # type: ignore[attr-defined]
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", _("Chưa chọn")), *((u.public_id, u.name) for u in units)]  # type: ignore[attr-defined]
        self.fields["coordinators"].offer(units, gettext)  # type: ignore[attr-defined]
        above = [(one.line, one.name) for one in others if not one.under]
        self.fields["under"].choices = [("", _("Không, là việc riêng")), *above]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("clock") and not data.get("on"):
            self.add_error("on", _("Đã ghi giờ thì phải ghi ngày."))
        return data

    def said(self) -> MeasureSaid:
        data = self.cleaned_data
        bound = Bound(data["bound"])
        with override("vi"):  # the words go into the record, whatever language is read
            words = due_said(bound, data["on"], data["clock"])
        same = ("name", "product", "on", "clock", "coordinators", "under", "resources", "funding", "funding_source")
        return MeasureSaid(
            **{name: data[name] for name in same},
            kind=MeasureKind(data["kind"]),
            indicator=data["indicator"].pk if data["indicator"] else None,
            lead=self.keys.get(data["lead"]),
            bound=bound,
            words=words,
        )


class ComponentForm(KeptForm):
    """A target on the way to an indicator, or a part of it."""

    indicator = forms.ModelChoiceField(
        Indicator.objects.none(), label=_("Thuộc chỉ tiêu"), to_field_name="public_id", empty_label=None
    )
    name = forms.CharField(label=_("Chỉ tiêu thành phần"), max_length=500)
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    value = NumberField(required=False, help_text=NUMBER_HELP)
    value_until = NumberField(required=False)
    text = forms.CharField(label=_("Bằng lời"), max_length=1000, required=False)
    calculation = forms.CharField(
        label=_("Phương pháp tính"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    measurement = forms.CharField(
        label=_("Cách đo lường, đánh giá kết quả"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    lead = forms.ChoiceField(label=_("Đơn vị chủ trì"), required=False)

    def __init__(self, *args: Any, plan: Plan, units: Sequence[Unit], indicators: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {unit.public_id: unit.pk for unit in units}
        self.fields["indicator"].queryset = indicators  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", _("Chưa chọn")), *((u.public_id, u.name) for u in units)]  # type: ignore[attr-defined]
        for name, year in (("value", plan.year), ("value_until", plan.until)):
            self.fields[name].label = gettext("Giá trị năm %(year)s") % {"year": year}

    def said(self) -> ComponentSaid:
        data = self.cleaned_data
        same = ("name", "measure", "value", "value_until", "text", "calculation", "measurement")
        return ComponentSaid(
            **{name: data[name] for name in same},
            indicator=data["indicator"].pk,
            lead=self.keys.get(data["lead"]),
        )


class MechanismForm(KeptForm):
    mechanism = forms.CharField(
        label=_("Cơ chế tổ chức thực hiện"),
        max_length=10 * LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Ai chỉ đạo, ai điều phối, họp và báo cáo thế nào, xử lý chậm trễ ra sao."),
    )


class RemarkForm(PageForm):
    """A remark on a line ("measure:…"), or on the whole plan ("whole:")."""

    about = forms.CharField(max_length=40)
    text = forms.CharField(label=_("Nhận xét"), max_length=LONG, required=False)

    def about_what(self) -> tuple[PlanPart, str] | None:
        """Which part and line; None when there is no such part."""
        part, _colon, line = self.cleaned_data["about"].partition(":")
        return (PlanPart(part), line) if part in PlanPart.values() else None


class AnswerForm(PageForm):
    #: what was answered before
    seen = forms.CharField(max_length=LONG, required=False, widget=forms.HiddenInput, strip=False)
    answer = forms.CharField(label=_("Trả lời"), max_length=LONG, required=False)


class AdoptionForm(SeenForm):
    """Which paper decided, and which items it took."""

    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("Văn bản quyết định"),
        to_field_name="public_id",
        empty_label=_("Chọn văn bản"),
        help_text=_("Văn bản đến đã đọc xong, hoặc chính tờ trình khi cơ quan tự quyết định."),
    )
    taken = forms.MultipleChoiceField(
        label=_("Nội dung được quyết định"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, documents: Any, lines: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        self.fields["document"].label_from_instance = paper_said  # type: ignore[attr-defined]
        self.fields["taken"].choices = [(line, line) for line in lines]  # type: ignore[attr-defined]

    def left_out(self) -> list[str]:
        return [line for line in self.lines if line not in self.cleaned_data["taken"]]


def paper_said(document: Document) -> str:
    """A paper in a list: symbol, day, subject."""
    day = f"{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return f"{document.full_symbol} {day} {document.subject}"[:160]


def goals_initial(plan: Plan, indicator: Indicator) -> dict[Term, GoalSaid]:
    """What the plan says of an indicator."""
    return {
        Term(one.term): GoalSaid(Operator(one.operator), one.value, one.value_max, one.text, one.note)
        for one in plan.goals.filter(indicator=indicator)
    }


def measure_initial(one: PlanMeasure) -> dict[str, Any]:
    """A measure as its form first shows it."""
    names = ("kind", "name", "product", "on", "clock", "under", "resources", "funding", "funding_source")
    return {name: getattr(one, name) for name in names} | {
        "bound": one.bound or Bound.BY.value,
        "indicator": one.indicator.public_id if one.indicator else None,
        "lead": one.lead.public_id if one.lead else "",
        "coordinators": [unit.public_id for unit in one.coordinators.all()],
    }


def component_initial(one: PlanComponent) -> dict[str, Any]:
    """A component as its form first shows it."""
    return {name: getattr(one, name) for name in ("name", "measure", "calculation", "measurement", "text")} | {
        "value": number_typed(one.value),
        "value_until": number_typed(one.value_until),
        "indicator": one.indicator.public_id,
        "lead": one.lead.public_id if one.lead else "",
    }
