"""Forms about targets: the sheet, goals, formulas, values."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.people.models import Unit
from giamsat.targets.formula.grammar import read_number
from giamsat.targets.models import Goal, Indicator
from giamsat.targets.rules import YEARS, Aim, Sheet, Value, slice_names
from giamsat.targets.states import (
    NUMERIC,
    Accumulation,
    Direction,
    GoalStanding,
    IndicatorKind,
    Missing,
    Operator,
    Reporters,
)
from giamsat.tasks.models import Programme
from giamsat.timetable import Every
from giamsat.web.forms.fields import UnitsField
from giamsat.web.forms.pages import LONG, KeptForm
from giamsat.web.words import EVERY, SIGNS, period_said
from giamsat.wording import Worded, folded, nfc


class NumberField(forms.CharField):
    """A number as officials write it: 1234,5 or 1.234,5; cleaned to a Decimal, or None when empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(widget=widget, max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        text = nfc(str(super().clean(value))).replace(" ", "")
        if not text:
            return None
        sign, digits = (-1, text[1:]) if text[0] in "-−" else (1, text)
        number = read_number(digits)
        if number is None:
            raise forms.ValidationError(
                _("Không rõ đây là số nào. Viết 1234,5 hoặc 1.234,5; không viết 1.234 một mình.")
            )
        return sign * number


class YearField(forms.IntegerField):
    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "maxlength": 4})
        super().__init__(widget=widget, min_value=YEARS[0], max_value=YEARS[-1], required=False, **kwargs)


def _choices(words: type[Worded]) -> list[tuple[str, str]]:
    return [(one.value, gettext(one.label)) for one in words]


class IndicatorFilter(forms.Form):
    """What to look for in the list; whatever it does not know it leaves out."""

    q = forms.CharField(label=_("Tên hoặc mã chỉ tiêu"), required=False, max_length=200)
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    document = forms.ChoiceField(label=_("Văn bản"), required=False)
    lead = forms.ChoiceField(label=_("Chủ trì"), required=False)

    def __init__(
        self, data: Any, *, programmes: Iterable[Programme], papers: Iterable[str], leads: Iterable[Unit]
    ) -> None:
        super().__init__(data)
        fields: Any = self.fields
        fields["programme"].choices = [(one.public_id, one.code) for one in programmes]
        fields["document"].choices = [("", _("Mọi văn bản")), *((symbol, symbol) for symbol in papers)]
        fields["lead"].choices = [("", _("Mọi cơ quan")), *((unit.public_id, unit.name) for unit in leads)]
        self.is_valid()

    def wants(self, name: str) -> str:
        return str(self.cleaned_data.get(name) or "")

    @property
    def words(self) -> str:
        return folded(self.wants("q"))


STANDINGS: tuple[GoalStanding, ...] = tuple(GoalStanding)


class IndicatorForm(KeptForm):
    """The sheet of an indicator."""

    code = forms.CharField(label=_("Mã"), max_length=40, help_text=_("Chữ, số, gạch ngang; dùng trong công thức."))
    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    parent = forms.ChoiceField(label=_("Thuộc chỉ tiêu, nhóm"), required=False)
    kind = forms.ChoiceField(label=_("Loại"))
    direction = forms.ChoiceField(label=_("Thế nào là tốt"))
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    accumulation = forms.ChoiceField(label=_("Số liệu nói về"))
    every = forms.ChoiceField(label=_("Bao lâu một lần"))
    reporters = forms.ChoiceField(label=_("Ai báo cáo"))
    lead = forms.ChoiceField(label=_("Cơ quan chủ trì"), required=False)
    coordinators = UnitsField(label=_("Cơ quan phối hợp"), required=False, help_text=_("Giữ Ctrl để chọn nhiều."))
    verifier = forms.ChoiceField(label=_("Ai xác nhận số liệu"), required=False)
    baseline_value = NumberField(label=_("Giá trị gốc"), required=False)
    baseline_year = YearField(label=_("Năm gốc"))
    baseline_text = forms.CharField(label=_("Giá trị gốc bằng lời"), max_length=300, required=False)
    baseline_source = forms.CharField(label=_("Nguồn giá trị gốc"), max_length=500, required=False)
    measurement = forms.CharField(label=_("Cách đo"), max_length=LONG, required=False, widget=forms.Textarea)
    calculation = forms.CharField(label=_("Cách tính"), max_length=LONG, required=False, widget=forms.Textarea)
    calculation_source = forms.CharField(label=_("Văn bản quy định cách tính"), max_length=500, required=False)
    data_source = forms.CharField(label=_("Nguồn số liệu"), max_length=500, required=False)
    stages = forms.CharField(
        label=_("Các giai đoạn"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea,
        help_text=_("Mỗi dòng một giai đoạn, theo thứ tự; chỉ với loại Giai đoạn."),
    )
    slices = forms.CharField(
        label=_("Phân tổ"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea,
        help_text=_("Mỗi dòng một cách chia, ví dụ: Giới tính: Nam; Nữ"),
    )
    is_official = forms.BooleanField(label=_("Lấy từ văn bản chính thức"), required=False)
    note = forms.CharField(label=_("Ghi chú"), max_length=LONG, required=False, widget=forms.Textarea)

    PLAIN = (
        *("name", "measure", "baseline_value", "baseline_year", "baseline_text", "baseline_source", "measurement"),
        *("calculation", "calculation_source", "data_source", "is_official", "note"),
    )

    def __init__(
        self, *args: Any, units: Sequence[Unit], others: Sequence[Indicator], is_new: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        self.units = {unit.public_id: unit.pk for unit in units}
        self.others = {one.public_id: one.pk for one in others}
        named = [(unit.public_id, unit.name) for unit in units]
        for name, words in (("kind", IndicatorKind), ("direction", Direction), ("accumulation", Accumulation)):
            fields[name].choices = _choices(words)
        fields["reporters"].choices = _choices(Reporters)
        fields["every"].choices = [(one.value, EVERY[one.value]) for one in Every]
        fields["parent"].choices = [
            ("", _("Đứng riêng")),
            *((one.public_id, f"{one.code} {one.name}"[:120]) for one in others),
        ]
        fields["lead"].choices = [("", _("Chưa rõ")), *named]
        fields["verifier"].choices = [("", _("Cơ quan chủ quản chương trình")), *named]
        fields["coordinators"].offer(units, gettext)
        if not is_new:
            del fields["code"]

    def sheet(self) -> Sheet:
        data = self.cleaned_data
        return Sheet(
            **{name: data[name] for name in self.PLAIN},
            kind=IndicatorKind(data["kind"]),
            direction=Direction(data["direction"]),
            accumulation=Accumulation(data["accumulation"]),
            every=Every(data["every"]),
            reporters=Reporters(data["reporters"]),
            parent=self.others.get(data["parent"]),
            lead=self.units.get(data["lead"]),
            verifier=self.units.get(data["verifier"]),
            coordinators=data["coordinators"],
            stages=tuple(_lines(data["stages"])),
            slices=tuple(_sliced(data["slices"])),
        )


def initial_of(indicator: Indicator) -> dict[str, Any]:
    """A sheet as its form first shows it."""
    plain = {name: getattr(indicator, name) for name in (*IndicatorForm.PLAIN, *_STATED)}
    return plain | {
        "baseline_value": number_typed(indicator.baseline_value),
        "parent": indicator.parent.public_id if indicator.parent else "",
        "lead": indicator.lead.public_id if indicator.lead else "",
        "verifier": indicator.verifier.public_id if indicator.verifier else "",
        "coordinators": [unit.public_id for unit in indicator.coordinators.all()],
        "stages": "\n".join(indicator.stages),
        "slices": "\n".join(f"{name}: {'; '.join(options)}" for name, options in indicator.slices.items()),
    }


_STATED = ("kind", "direction", "accumulation", "every", "reporters")


def number_typed(number: Decimal | None) -> str:
    """A number as it stands in a field: 1234,5."""
    if number is None:
        return ""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _lines(text: str) -> list[str]:
    return [line for line in map(nfc, text.splitlines()) if line]


def _sliced(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """("Giới tính", ("Nam", "Nữ")) of each line."""
    parted = (line.partition(":") for line in _lines(text))
    named = ((nfc(name), tuple(filter(None, map(nfc, options.split(";"))))) for name, _colon, options in parted)
    return [(name, options) for name, options in named if name and options]


class GoalForm(KeptForm):
    """What one document wants of an indicator."""

    symbol = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=80, help_text=_("Ví dụ: 71/NQ-CP."))
    item = forms.CharField(label=_("Mục trong văn bản"), max_length=120, required=False)
    code = forms.CharField(label=_("Mã dòng"), max_length=40, help_text=_("Mỗi dòng chỉ tiêu của văn bản một mã."))
    unit = forms.ChoiceField(label=_("Giao cho"), required=False)
    operator = forms.ChoiceField(label=_("Mức phải đạt"))
    value = NumberField(label=_("Giá trị"), required=False)
    value_max = NumberField(label=_("Đến (nếu là khoảng)"), required=False)
    text = forms.CharField(
        label=_("Yêu cầu bằng lời"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    year_from = YearField(label=_("Từ năm"))
    year_to = YearField(label=_("Đến năm"))
    is_official = forms.BooleanField(label=_("Lấy từ văn bản chính thức"), required=False, initial=True)
    note = forms.CharField(
        label=_("Ghi chú"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    PLAIN = ("symbol", "item", "code", "text", "year_from", "year_to", "value", "value_max", "is_official", "note")
    KEPT = ("name", "measure", "document", "lead_words", "leads", "source")

    def __init__(self, *args: Any, units: Sequence[Unit], is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.public_id: unit.pk for unit in units}
        fields: Any = self.fields
        fields["unit"].choices = [("", _("Cả nước")), *((unit.public_id, unit.name) for unit in units)]
        fields["operator"].choices = _choices(Operator)
        fields["code"].disabled = not is_new

    def aim(self, indicator: Indicator, was: Aim | None = None) -> Aim:
        """The goal as the rules take it; what the form does not ask stays as it was."""
        data = self.cleaned_data
        kept: dict[str, Any] = {"name": indicator.name}
        if was is not None:
            kept = {name: getattr(was, name) for name in self.KEPT}
        plain = {name: data[name] for name in self.PLAIN}
        return Aim(**kept, **plain, operator=Operator(data["operator"]), unit=self.units.get(data["unit"]))


def goal_initial(goal: Goal) -> dict[str, Any]:
    """A goal as its form first shows it."""
    plain = {name: getattr(goal, name) for name in (*GoalForm.PLAIN, "operator")}
    numbers = {"value": number_typed(goal.value), "value_max": number_typed(goal.value_max)}
    return plain | numbers | {"unit": goal.unit.public_id if goal.unit else ""}


class FormulaForm(KeptForm):
    """How an indicator is computed; empty: it is reported."""

    formula = forms.CharField(
        label=_("Công thức"),
        max_length=4000,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "class": "mono"}),
        help_text=_("Mã chỉ tiêu viết trong ngoặc vuông. Để trống thì số liệu do cơ quan báo cáo."),
    )
    missing = forms.ChoiceField(label=_("Khi thiếu số liệu"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["missing"].choices = _choices(Missing)


class ValueForm(KeptForm):
    """What a unit reports for a period."""

    period = forms.ChoiceField(label=_("Kỳ số liệu"))
    slice = forms.ChoiceField(label=_("Phân tổ"), required=False)
    number = NumberField(label=_("Số liệu"), required=False)
    chosen = forms.ChoiceField(label=_("Kết quả"), required=False)
    text = forms.CharField(
        label=_("Diễn giải"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    source = forms.CharField(
        label=_("Nguồn"), max_length=500, required=False, help_text=_("Hệ thống, báo cáo, biểu mẫu lấy ra số liệu.")
    )
    evidence = forms.FileField(
        label=_("Minh chứng"),
        required=False,
        max_length=500,
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại tệp có nội dung.")},
    )
    answer = forms.CharField(
        label=_("Trả lời các câu hỏi trên"),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, indicator: Indicator, periods: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["period"].choices = [(name, period_said(name)) for name in periods]
        slices = slice_names(indicator)
        fields["slice"].choices = [("", _("Chung")), *((name, name) for name in slices)]
        if not slices:
            del fields["slice"]
        kind = IndicatorKind(indicator.kind)
        named = _named_values(indicator)
        if named:
            fields["chosen"].choices = [("", _("Chưa chọn")), *named]
        else:
            del fields["chosen"]
        if named or kind not in NUMERIC:
            del fields["number"]
        elif indicator.measure:
            fields["number"].help_text = _("Đơn vị tính: %(measure)s") % {"measure": indicator.measure}
        if kind == IndicatorKind.QUALITATIVE:
            fields["text"].label = _("Kết quả bằng lời")

    def value(self) -> Value:
        data = self.cleaned_data
        chosen = data.get("chosen")
        return Value(
            period=data["period"],
            number=Decimal(chosen) if chosen else data.get("number"),
            text=data["text"],
            slice=data.get("slice", ""),
            source=data["source"],
            answer=data["answer"],
        )


def _named_values(indicator: Indicator) -> list[tuple[str, Any]]:
    """Values that are chosen by name: yes or no, a stage."""
    if indicator.kind == IndicatorKind.YES_NO:
        return [("1", _("Có")), ("0", _("Không"))]
    if indicator.kind == IndicatorKind.STAGE:
        return [("0", _("Chưa bắt đầu")), *((str(n), name) for n, name in enumerate(indicator.stages, 1))]
    return []


def standing_chosen(value: str) -> str:
    """A standing of goals that an address names; "" for anything else."""
    return value if value in SIGNS["goal_standing"] else ""


class TableForm(KeptForm):
    """A workbook of targets or of values."""

    programme = forms.ChoiceField(label=_("Chương trình"))
    file = forms.FileField(
        label=_("Tệp Excel"),
        max_length=500,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}),
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại tệp có nội dung.")},
    )

    def __init__(self, *args: Any, programmes: Iterable[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["programme"].choices = [(one.public_id, one.code) for one in programmes]
