from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.obstacles.rules import Difficulty
from giamsat.obstacles.states import Cause, ObstacleKind
from giamsat.progress.rules import Entry
from giamsat.progress.states import UpdateKind
from giamsat.web.forms.fields import DayField, ManyFilesField
from giamsat.web.forms.pages import LONG, SeenForm


class UpdateForm(SeenForm):
    kind = forms.ChoiceField(label=_("Kỳ này"), widget=forms.RadioSelect, initial=UpdateKind.PROGRESS.value)
    result = forms.CharField(
        label=_("Kết quả đã làm được"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    next_step = forms.CharField(
        label=_("Việc tiếp theo"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    says_done = forms.BooleanField(
        label=_("Báo cáo đã hoàn thành"), required=False, help_text=_("Phải có minh chứng; cơ quan giao sẽ xác nhận.")
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
    obstacle_proposal = forms.CharField(
        label=_("Kiến nghị"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    commitment_on = DayField(label=_("Cam kết hoàn thành ngày"), required=False)
    commitment_words = forms.CharField(label=_("Nội dung cam kết"), max_length=1000, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, members in (("kind", UpdateKind), ("obstacle_kind", ObstacleKind), ("obstacle_cause", Cause)):
            self.fields[name].choices = [(m.value, gettext(m.label)) for m in members]  # type: ignore[attr-defined]

    def entry(self) -> Entry:
        """What the unit says, as the rules take it."""
        data = self.cleaned_data
        return Entry(
            kind=UpdateKind(data["kind"]),
            result=data["result"],
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
        )
