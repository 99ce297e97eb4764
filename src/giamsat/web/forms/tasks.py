from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giamsat.assignments.states import BindingRole
from giamsat.errors import Stale
from giamsat.people.models import Post
from giamsat.tasks.lists import Choice, Options, options_of, ways_of
from giamsat.tasks.states import DutyState, Standing, Verdict
from giamsat.timetable import VIETNAM
from giamsat.web.forms.fields import ClockField, DayField
from giamsat.web.forms.pages import SeenForm
from giamsat.web.words import SIGNS

EVERY = ("", _("Tất cả"))
#: hour of the national figures
CUT = time(16)


class TaskFilter(forms.Form):
    q = forms.CharField(label=_("Tìm trong tên nhiệm vụ, mã"), required=False, max_length=200)
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    unit = forms.ChoiceField(label=_("Cơ quan"), required=False)
    state = forms.ChoiceField(
        label=_("Thực hiện"),
        required=False,
        choices=[EVERY, *((s.value, SIGNS["duty"][s].word) for s in DutyState)],
    )
    role = forms.ChoiceField(
        label=_("Vai trò"),
        required=False,
        choices=[EVERY, (BindingRole.LEAD.value, _("chủ trì")), (BindingRole.COORDINATOR.value, _("phối hợp"))],
    )
    updated = forms.ChoiceField(
        label=_("Cập nhật"), required=False, choices=[EVERY, ("missing", _("chưa cập nhật kỳ này"))]
    )
    standing = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[EVERY, *((s, s) for s in SIGNS["standing"])]
    )
    stars = forms.ChoiceField(
        label=_("Ưu tiên"), required=False, choices=[EVERY, ("1", _("từ ★")), ("2", _("từ ★★")), ("3", "★★★")]
    )
    document = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)
    leader = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, options: Options, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [EVERY, *options.programmes]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [EVERY, *options.units]  # type: ignore[attr-defined]

    def chosen(self) -> Choice:
        """What was chosen; a value that is not offered chooses nothing."""
        self.is_valid()
        data = self.cleaned_data
        names = {"q": "words"}
        kept = [name for name in self.fields if name != "updated" and data.get(name)]
        return Choice(**{names.get(name, name): data[name] for name in kept})

    @property
    def asks_for_missing(self) -> bool:
        """Whether only what has not been updated in its period is wanted."""
        return bool(self.cleaned_data.get("updated"))


class ProgrammeFilter(forms.Form):
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        programmes = options_of(ways_of(post)).programmes
        self.fields["programme"].choices = [EVERY, *programmes]  # type: ignore[attr-defined]

    def chosen(self) -> str:
        """Public id of the programme chosen; a value that is not offered chooses nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("programme") or "")


@dataclass(frozen=True)
class Chosen:
    """What the reader of a past instant asked for."""

    moment: datetime | None
    programme: str
    standing: str


class MomentFilter(forms.Form):
    on = DayField(label=_("Ngày"))
    clock = ClockField(label=_("Giờ"), required=False, help_text=_("Để trống: 16 giờ, giờ chốt số liệu quốc gia."))

    def __init__(self, data: Any) -> None:
        super().__init__(data if data.get("on") else None)

    def moment(self) -> datetime | None:
        """The instant asked for, Vietnam time (national figures are cut at 16h00); None when none is."""
        if not self.is_valid():
            return None
        return datetime.combine(self.cleaned_data["on"], self.cleaned_data["clock"] or CUT, VIETNAM)


class AsOfFilter(MomentFilter):
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    standing = forms.ChoiceField(required=False, widget=forms.HiddenInput, choices=[(s, s) for s in SIGNS["standing"]])

    def __init__(self, data: Any, *, post: Post) -> None:
        super().__init__(data)
        self.fields["programme"].choices = [EVERY, *options_of(ways_of(post)).programmes]  # type: ignore[attr-defined]

    def chosen(self) -> Chosen:
        """The instant asked for, and how the duties shall have stood."""
        moment = self.moment()
        if moment is None:
            return Chosen(None, "", Standing.OVERDUE)
        return Chosen(moment, self.cleaned_data["programme"], self.cleaned_data["standing"] or Standing.OVERDUE)


class VerdictFilter(forms.Form):
    verdict = forms.ChoiceField(required=False, choices=[(verdict.value, verdict.label) for verdict in Verdict])

    def chosen(self) -> Verdict:
        """The verdict asked for; those that wait when none is or it is unknown."""
        self.is_valid()
        return Verdict(self.cleaned_data.get("verdict") or Verdict.OPEN)


class VerdictForm(SeenForm):
    """What a person says of two assignments that may be one; `card` is the finding on whose card it was said."""

    verdict = forms.ChoiceField(choices=[(verdict.value, verdict.label) for verdict in Verdict])
    reason = forms.CharField(required=False, max_length=2000)
    card = forms.CharField(required=False, max_length=40)

    def given(self) -> Verdict:
        """The verdict; `Stale` for a form that no page of ours has drawn."""
        if not self.is_valid():
            raise Stale
        return Verdict(self.cleaned_data["verdict"])
