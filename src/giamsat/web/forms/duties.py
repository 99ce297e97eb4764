"""Forms about one unit's part of a task: its deadline, requests, parts, money, importance."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.assignments.rules import Content
from giamsat.people.models import Post, Unit
from giamsat.people.states import UnitKind
from giamsat.tasks.models import Programme
from giamsat.tasks.rules import Mark, Money, Wish, due_of
from giamsat.tasks.states import Ask, Side
from giamsat.timetable import Due
from giamsat.web.forms.fields import ClockField, DayField, UnitsField
from giamsat.web.forms.pages import LONG, SeenForm

PAPER_HELP = _("Số, ký hiệu, ngày, như “Công văn 12/BTC-VP ngày 03/6/2026”.")
CLOCK_HELP = _("Để trống: tính hết ngày đó.")


class DeadlineForm(SeenForm):
    """Another deadline, set by a paper."""

    on = DayField(label=_("Hạn mới"))
    clock = ClockField(label=_("Trước giờ"), required=False, help_text=CLOCK_HELP)
    paper = forms.CharField(label=_("Văn bản ấn định hạn mới"), max_length=300, help_text=PAPER_HELP)

    def due(self) -> Due:
        return due_of(self.cleaned_data["on"], self.cleaned_data["clock"])


class AskForm(SeenForm):
    """What a unit asks of its assigner."""

    ask = forms.ChoiceField(label=_("Đề nghị"), widget=forms.RadioSelect, initial=Ask.EXTEND.value)
    on = DayField(
        label=_("Đến ngày"), required=False, help_text=_("Gia hạn phải ghi ngày; tạm hoãn ghi ngày dự kiến làm tiếp.")
    )
    clock = ClockField(label=_("Trước giờ"), required=False, help_text=CLOCK_HELP)
    reason = forms.CharField(label=_("Lý do"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 4}))
    paper = forms.CharField(label=_("Văn bản đề nghị"), max_length=300, help_text=PAPER_HELP)
    file = forms.FileField(label=_("Tệp văn bản"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ask"].choices = [(ask.value, gettext(ask.label)) for ask in Ask]  # type: ignore[attr-defined]

    def wish(self) -> Wish:
        data = self.cleaned_data
        return Wish(Ask(data["ask"]), data["reason"], data["paper"], data["on"], data["clock"])


class ApproveForm(SeenForm):
    decision_paper = forms.CharField(label=_("Văn bản chấp thuận"), max_length=300, help_text=PAPER_HELP)
    answer = forms.CharField(
        label=_("Ý kiến"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class RefuseForm(SeenForm):
    answer = forms.CharField(
        label=_("Lý do không chấp thuận"), max_length=LONG, widget=forms.Textarea(attrs={"rows": 2})
    )


class OfferForm(SeenForm):
    on = DayField(label=_("Ngày đề nghị thay"))
    clock = ClockField(label=_("Trước giờ"), required=False, help_text=CLOCK_HELP)
    decision_paper = forms.CharField(label=_("Văn bản trả lời"), max_length=300, help_text=PAPER_HELP)
    answer = forms.CharField(
        label=_("Lý do"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class PartForm(SeenForm):
    """A part of a duty that is given on to units beneath."""

    name = forms.CharField(label=_("Việc phải làm"), max_length=500)
    product = forms.CharField(label=_("Sản phẩm"), max_length=500, required=False)
    leads = UnitsField(label=_("Giao cho"))
    each = forms.BooleanField(
        label=_("Mỗi đơn vị một nhiệm vụ riêng"),
        required=False,
        help_text=_("Không chọn: một nhiệm vụ chung, mỗi đơn vị một phần việc."),
    )
    on = DayField(label=_("Hạn hoàn thành"), required=False)
    clock = ClockField(label=_("Trước giờ"), required=False, help_text=CLOCK_HELP)
    scope = forms.CharField(
        label=_("Nội hàm"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    programme = forms.ModelChoiceField(
        Programme.objects.none(),
        label=_("Theo dõi trong chương trình"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Chương trình của nhiệm vụ cấp trên"),
    )

    def __init__(self, *args: Any, units: Sequence[Unit], programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leads"].offer(units, gettext)  # type: ignore[attr-defined]
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]

    def parts(self) -> list[Content]:
        """One task for all units, or one for each."""
        leads = self.cleaned_data["leads"]
        groups = [(key,) for key in leads] if self.cleaned_data["each"] else [leads]
        return [self._part(group) for group in groups]

    def _part(self, leads: tuple[int, ...]) -> Content:
        data = self.cleaned_data
        part = Content(name=data["name"], leads=leads, product=data["product"], scope=data["scope"])
        if not data["on"]:
            return part
        due = due_of(data["on"], data["clock"])
        return replace(part, words=due.words, bound=due.bound, on=due.on, clock=due.at)


class FundingForm(SeenForm):
    """One line of money, in đồng; each side fills in its own columns."""

    source = forms.CharField(label=_("Nguồn"), max_length=200)
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)
    asked = forms.IntegerField(label=_("Đề nghị (đồng)"), min_value=0, required=False)
    allocated = forms.IntegerField(label=_("Được cấp (đồng)"), min_value=0, required=False)
    disbursed = forms.IntegerField(label=_("Đã giải ngân (đồng)"), min_value=0, required=False)

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = ("allocated",) if side == Side.UNIT else ("asked", "disbursed")
        for name in self.others:
            self.fields[name].disabled = True

    def money(self) -> Money:
        """What was written; the other side's columns stay as they stand."""
        data = self.cleaned_data
        names = ("asked", "allocated", "disbursed")
        figures = [None if name in self.others else data[name] or 0 for name in names]
        return Money(data["source"], data["year"], *figures)


class MarkForm(SeenForm):
    """How much a task matters and who watches over it."""

    stars = forms.TypedChoiceField(
        label=_("Ưu tiên"), coerce=int, choices=[(0, _("Thường")), (1, "★"), (2, "★★"), (3, "★★★")]
    )
    leader = forms.ModelChoiceField(
        Post.objects.none(),
        label=_("Lãnh đạo phụ trách"),
        to_field_name="public_id",
        required=False,
        empty_label=_("Chưa phân công"),
    )
    field = forms.CharField(label=_("Lĩnh vực"), max_length=120, required=False)

    def __init__(self, *args: Any, leaders: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = leaders  # type: ignore[attr-defined]

    def mark(self) -> Mark:
        data = self.cleaned_data
        return Mark(data["stars"], data["leader"], data["field"])


class ProgrammeForm(SeenForm):
    """A programme of a unit's own."""

    code = forms.CharField(label=_("Ký hiệu"), max_length=40, help_text=_("Như “CT-01/BTC”."))
    name = forms.CharField(label=_("Tên chương trình"), max_length=500)
    code_prefix = forms.RegexField(
        r"^[A-Z0-9]{2,10}$",
        label=_("Tiền tố mã nhiệm vụ"),
        help_text=_("2 đến 10 chữ in không dấu hoặc số, như “CTBTC”."),
        error_messages={"invalid": _("Chỉ dùng chữ in không dấu và số, từ 2 đến 10 ký tự.")},
    )


class ShareForm(SeenForm):
    units = UnitsField(label=_("Cơ quan được xem"), required=False)

    def __init__(self, *args: Any, offered: Sequence[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].offer(offered, gettext)  # type: ignore[attr-defined]


class BulkForm(forms.Form):
    """Which duties, and where to; what the list offered."""

    duty = forms.MultipleChoiceField()
    to = forms.ChoiceField()
    reason = forms.CharField(required=False, max_length=2000)


def units_beneath(above: Unit) -> list[Unit]:
    """The living units beneath one, in Vietnamese order."""
    below = Unit.objects.filter(path__startswith=above.path, dissolved_on=None).exclude(pk=above.pk)
    return list(below.exclude(kind=UnitKind.MERGED).order_by("sort_key"))
