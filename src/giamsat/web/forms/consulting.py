from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from giamsat.addresses import PUBLIC_ID_LENGTH
from giamsat.assignments.rules import Wish
from giamsat.assignments.states import Outcome
from giamsat.people.models import Unit
from giamsat.timetable import Bound, Due
from giamsat.web.forms.documents import BOUNDS
from giamsat.web.forms.fields import ClockField, DayField, UnitsField
from giamsat.web.forms.pages import LONG, SeenForm
from giamsat.web.words import SIGNS, due_said

NOBODY = ("", _("Giữ nguyên"))


class ConsultForm(SeenForm):
    """Which drafts go to which agencies, and by when they are to answer."""

    #: the address the consultation will have: the form sent twice is one consultation
    seen = forms.RegexField(rf"^[\w-]{{{PUBLIC_ID_LENGTH}}}$", widget=forms.HiddenInput)
    drafts = forms.MultipleChoiceField(
        label=_("Việc đưa ra lấy ý kiến"), required=False, widget=forms.CheckboxSelectMultiple
    )
    units = UnitsField(
        label=_("Cơ quan dự kiến chủ trì, phối hợp"),
        required=False,
        help_text=_("Mỗi cơ quan chỉ được hỏi về việc dự kiến giao cho mình. Bỏ chọn cơ quan không cần hỏi."),
    )
    also = UnitsField(
        label=_("Hỏi thêm cơ quan khác"),
        required=False,
        help_text=_("Được hỏi về mọi việc đã chọn ở trên. Giữ Ctrl để chọn nhiều cơ quan."),
    )
    bound = forms.ChoiceField(label=_("Cách tính"), choices=BOUNDS)
    due_clock = ClockField(label=_("Giờ"), required=False, initial=time(16))
    due_on = DayField(label=_("Ngày"))
    note = forms.CharField(
        label=_("Lời nhắn gửi các cơ quan"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, *args: Any, drafts: list[tuple[str, str]], intended: list[Unit], others: list[Unit], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["drafts"].choices = drafts  # type: ignore[attr-defined]
        for name, units in (("units", intended), ("also", others)):
            self.fields[name].offer(units, gettext)  # type: ignore[attr-defined]

    def due(self) -> Due:
        """By when the agencies are to answer."""
        data = self.cleaned_data
        with override("vi"):  # the words go into the record, whatever language the coordinator reads
            words = due_said(data["bound"], data["due_on"], data["due_clock"])
        return Due(words, Bound(data["bound"]), data["due_on"], data["due_clock"])

    def asked(self, intended: dict[str, tuple[int, ...]]) -> dict[str, tuple[int, ...]]:
        """Public id of each draft chosen → keys of the units asked about it.

        `intended`: public id of a draft → keys of the units meant to lead it or take part.
        """
        data = self.cleaned_data
        return {
            draft: tuple(dict.fromkeys([*(unit for unit in intended[draft] if unit in data["units"]), *data["also"]]))
            for draft in data["drafts"]
        }


class WishForm(SeenForm):
    """What an agency wishes to be otherwise in a draft."""

    name = forms.CharField(label=_("Tên nhiệm vụ nên là"), max_length=500, required=False)
    scope = forms.CharField(
        label=_("Nội hàm nên là"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    product = forms.CharField(label=_("Sản phẩm nên là"), max_length=500, required=False)
    lead = forms.ChoiceField(label=_("Cơ quan chủ trì nên là"), required=False)
    bound = forms.ChoiceField(label=_("Cách tính"), choices=BOUNDS, required=False)
    on = DayField(label=_("Ngày"), required=False)
    clock = ClockField(label=_("Giờ"), required=False)
    reason = forms.CharField(
        label=_("Lý do"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {unit.public_id: unit.pk for unit in units}
        self.fields["lead"].choices = [NOBODY, *((unit.public_id, unit.name) for unit in units)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("clock") and not data.get("on"):
            self.add_error("on", _("Đã ghi giờ thì phải ghi ngày."))
        return data

    def wish(self) -> Wish:
        """The wish as the rules take it."""
        data = self.cleaned_data
        bound = Bound(data["bound"] or Bound.BEFORE)
        with override("vi"):
            words = due_said(bound, data["on"], data["clock"])
        return Wish(
            **{name: data[name] for name in ("name", "scope", "product", "reason", "on", "clock")},
            words=words,
            bound=bound,
            lead=self.keys.get(data["lead"]),
        )


class OutcomeForm(SeenForm):
    outcome = forms.ChoiceField(label=_("Kết luận"))
    reason = forms.CharField(label=_("Lý do"), max_length=2000, required=False, widget=forms.Textarea)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, SIGNS["outcome"][one].word) for one in Outcome]  # type: ignore[attr-defined]
