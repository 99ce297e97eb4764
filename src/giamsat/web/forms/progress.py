from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.obstacles.rules import Difficulty
from giamsat.obstacles.states import ABOVE_UNIT, Cause, Level, ObstacleKind
from giamsat.progress.rules import Entry
from giamsat.progress.states import UpdateKind
from giamsat.tasks.delivering import Delivered
from giamsat.tasks.models import Product
from giamsat.tasks.states import DeliveryKind
from giamsat.web.forms.fields import DayField, ManyFilesField
from giamsat.web.forms.pages import LONG, KeptForm
from giamsat.wording import Worded


class DeliveredFields(forms.Form):
    """What is said of a product that was delivered."""

    product = forms.ModelChoiceField(
        Product.objects.none(),
        label=_("Sản phẩm đã giao"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Chưa giao sản phẩm nào"),
    )
    delivered_kind = forms.ChoiceField(label=_("Là"), required=False)
    delivered_on = DayField(label=_("Ngày ban hành hoặc đưa vào sử dụng"), required=False)
    delivered_symbol = forms.CharField(label=_("Số, ký hiệu (nếu là văn bản)"), max_length=80, required=False)
    delivered_issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    delivered_address = forms.CharField(label=_("Địa chỉ (nếu là hệ thống)"), max_length=300, required=False)
    delivered_words = forms.CharField(label=_("Mô tả"), max_length=1000, required=False)
    delivered_file = forms.FileField(
        label=_("Tệp chứng minh sản phẩm"),
        required=False,
        max_length=500,
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại tệp có nội dung.")},
    )

    def __init__(self, *args: Any, products: QuerySet[Product], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].queryset = products  # type: ignore[attr-defined]
        self.fields["delivered_kind"].choices = [(m.value, gettext(m.label)) for m in DeliveryKind]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        for name, word in (("delivered_on", _("Hãy ghi ngày.")), ("delivered_file", _("Hãy chọn tệp."))):
            if data.get("product") and name not in self.errors and not data.get(name):
                self.add_error(name, word)
        return data

    def delivered(self) -> Delivered:
        """What the unit says of the product chosen."""
        data = self.cleaned_data
        names = ("on", "symbol", "issuer", "address", "words")
        said = {name: data[f"delivered_{name}"] for name in names}
        return Delivered(kind=DeliveryKind(data["delivered_kind"] or DeliveryKind.DOCUMENT), **said)


class DeliveryForm(DeliveredFields, KeptForm):
    """A product delivered, apart from an update."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["product"].required = True
        self.fields["product"].empty_label = None  # type: ignore[attr-defined]


class UpdateForm(DeliveredFields, KeptForm):
    kind = forms.ChoiceField(label=_("Kỳ này"), widget=forms.RadioSelect, initial=UpdateKind.PROGRESS.value)
    result = forms.CharField(
        label=_("Kết quả đã làm được"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    next_step = forms.CharField(
        label=_("Việc tiếp theo"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    percent = forms.IntegerField(
        label=_("Tỷ lệ ước tính (%)"), required=False, min_value=0, max_value=100, widget=forms.NumberInput
    )
    says_done = forms.BooleanField(
        label=_("Báo cáo đã hoàn thành"),
        required=False,
        help_text=_("Phải giao đủ sản phẩm và có minh chứng; cơ quan giao sẽ xác nhận."),
    )
    evidence = ManyFilesField(
        label=_("Tệp minh chứng"),
        required=False,
        help_text=_("Chọn được nhiều tệp. Nếu trang báo lỗi, trình duyệt sẽ yêu cầu chọn lại tệp."),
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại tệp có nội dung.")},
    )
    obstacle_description = forms.CharField(
        label=_("Khó khăn, vướng mắc"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    obstacle_kind = forms.ChoiceField(label=_("Thuộc loại"), required=False)
    obstacle_cause = forms.ChoiceField(label=_("Nguyên nhân"), required=False)
    obstacle_beyond = forms.BooleanField(label=_("Vượt thẩm quyền của đơn vị"), required=False)
    obstacle_decider = forms.ChoiceField(label=_("Ai quyết định được"), required=False)
    obstacle_proposal = forms.CharField(
        label=_("Kiến nghị"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    commitment_on = DayField(label=_("Cam kết hoàn thành ngày"), required=False)
    commitment_words = forms.CharField(label=_("Nội dung cam kết"), max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: tuple[tuple[str, Iterable[Worded]], ...] = (
            ("kind", UpdateKind),
            ("obstacle_kind", ObstacleKind),
            ("obstacle_cause", Cause),
            ("obstacle_decider", ABOVE_UNIT),
        )
        for name, members in offered:
            self.fields[name].choices = [(m.value, gettext(m.label)) for m in members]  # type: ignore[attr-defined]

    def entry(self) -> Entry:
        """What the unit says, as the rules take it."""
        data = self.cleaned_data
        return Entry(
            kind=UpdateKind(data["kind"]),
            result=data["result"],
            percent=data["percent"],
            next_step=data["next_step"],
            says_done=data["says_done"],
            difficulty=self._difficulty(),
            commitment_on=data["commitment_on"],
            commitment=data["commitment_words"],
        )

    def _difficulty(self) -> Difficulty | None:
        data = self.cleaned_data
        if not data["obstacle_description"].strip():
            return None
        return Difficulty(
            kind=ObstacleKind(data["obstacle_kind"] or ObstacleKind.LAW),
            cause=Cause(data["obstacle_cause"] or Cause.OBJECTIVE),
            beyond_authority=data["obstacle_beyond"],
            description=data["obstacle_description"],
            proposal=data["obstacle_proposal"],
            decider=Level(data["obstacle_decider"]) if data["obstacle_decider"] else None,
        )
