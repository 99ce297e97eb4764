from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from giamsat.addresses import PUBLIC_ID_LENGTH
from giamsat.people.models import Unit
from giamsat.tasks.models import Programme, Proposal
from giamsat.tasks.proposing_rules import Wanted
from giamsat.timetable import Bound
from giamsat.web.forms.documents import BOUNDS
from giamsat.web.forms.fields import ClockField, DayField, UnitsField
from giamsat.web.forms.pages import LONG, SeenForm
from giamsat.web.words import due_said


class ProposalForm(SeenForm):
    """A task that an agency proposes; it may be saved unfinished, but not sent."""

    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Chương trình"), to_field_name="public_id", empty_label=None
    )
    name = forms.CharField(
        label=_("Tên nhiệm vụ"), max_length=500, help_text=_("Ngắn gọn, bắt đầu bằng việc phải làm.")
    )
    product = forms.CharField(
        label=_("Sản phẩm"), max_length=500, required=False, help_text=_("Văn bản, hệ thống hoặc kết quả phải giao.")
    )
    lead = forms.ChoiceField(label=_("Cơ quan chủ trì"), required=False)
    coordinators = UnitsField(
        label=_("Cơ quan phối hợp"), required=False, help_text=_("Giữ Ctrl để chọn nhiều cơ quan.")
    )
    bound = forms.ChoiceField(label=_("Cách tính"), choices=BOUNDS)
    on = DayField(label=_("Ngày"), required=False)
    clock = ClockField(label=_("Giờ"), required=False)
    scope = forms.CharField(
        label=_("Nội hàm"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = forms.CharField(
        label=_("Lý do đề xuất"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(
        label=_("Tài liệu kèm theo"),
        required=False,
        max_length=500,
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại tệp có nội dung.")},
    )

    def __init__(self, *args: Any, units: list[Unit], programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = {unit.public_id: unit.pk for unit in units}
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["lead"].choices = [("", _("Chưa chọn")), *((unit.public_id, unit.name) for unit in units)]  # type: ignore[attr-defined]
        self.fields["coordinators"].offer(units, gettext)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("clock") and not data.get("on"):
            self.add_error("on", _("Đã ghi giờ thì phải ghi ngày."))
        return data

    def wanted(self) -> Wanted:
        """The proposal as the rules take it."""
        data = self.cleaned_data
        bound = Bound(data["bound"])
        with override("vi"):  # the words go into the record, whatever language is read
            words = due_said(bound, data["on"], data["clock"])
        return Wanted(
            **{name: data[name] for name in ("name", "product", "on", "clock", "scope", "coordinators", "reason")},
            lead=self.keys.get(data["lead"]),
            bound=bound,
            words=words,
        )


class NewProposalForm(ProposalForm):
    #: the address the proposal will have: the form sent twice is one proposal
    seen = forms.RegexField(rf"^[\w-]{{{PUBLIC_ID_LENGTH}}}$", widget=forms.HiddenInput)


def initial_of(proposal: Proposal) -> dict[str, Any]:
    """A proposal as its form first shows it."""
    names = ("name", "product", "on", "clock", "scope", "reason", "seen")
    return {name: getattr(proposal, name) for name in names} | {
        "programme": proposal.programme.public_id,
        "bound": proposal.bound or Bound.BY.value,
        "lead": proposal.lead.public_id if proposal.lead else "",
        "coordinators": [unit.public_id for unit in proposal.coordinators.all()],
    }
