from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.documents.models import Document
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.queries import ORDERS
from giamsat.obstacles.rules import Difficulty, Ruling
from giamsat.obstacles.states import ABOVE_UNIT, Cause, Level, ObstacleKind, ObstacleState
from giamsat.people.models import Post
from giamsat.tasks.lists import options_of, ways_of
from giamsat.web.forms.fields import DayField
from giamsat.web.forms.pages import LONG, KeptForm
from giamsat.web.forms.tasks import EVERY
from giamsat.wording import Worded

ORDER_WORDS = {
    "longest": _("Chờ lâu nhất"),
    "newest": _("Mới chuyển"),
    "answer": _("Hạn trả lời"),
    "unit": _("Cơ quan"),
}


def words(members: Iterable[Worded]) -> list[tuple[str, str]]:
    """Choices of an enum in the reader's language."""
    return [(member.value, gettext(member.label)) for member in members]


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ObstacleFilter(forms.Form):
    q = forms.CharField(label=_("Tìm trong vướng mắc, mã nhiệm vụ"), required=False, max_length=200)
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    unit = forms.ChoiceField(label=_("Cơ quan"), required=False)
    kind = forms.ChoiceField(label=_("Thuộc loại"), required=False)
    cause = forms.ChoiceField(label=_("Nguyên nhân"), required=False)
    authority = forms.ChoiceField(
        label=_("Thẩm quyền"),
        required=False,
        choices=[EVERY, ("beyond", _("vượt thẩm quyền đơn vị")), ("within", _("trong thẩm quyền đơn vị"))],
    )
    order = forms.ChoiceField(label=_("Sắp theo"), required=False, choices=list(ORDER_WORDS.items()))
    state = forms.ChoiceField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = options_of(ways_of(post))
        offered: dict[str, list[tuple[str, Any]]] = {
            "programme": options.programmes,
            "unit": options.units,
            "kind": words(ObstacleKind),
            "cause": words(Cause),
            "state": [("open", "open"), ("all", "all"), *((s, s) for s in ObstacleState.values())],
        }
        for name, choices in offered.items():
            self.fields[name].choices = [EVERY, *choices]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What was chosen, under the names `register` knows; what is not offered chooses nothing."""
        self.is_valid()
        data = self.cleaned_data
        found = {name: data[name] for name in ("programme", "unit", "kind", "cause") if data.get(name)}
        if data.get("authority"):
            found["beyond"] = data["authority"] == "beyond"
        return found | {"words": data.get("q", "")}

    @property
    def state_chosen(self) -> str:
        """The state asked for; those not done with when none is."""
        return str(self.cleaned_data.get("state") or "open")

    @property
    def ordering(self) -> tuple[str, ...]:
        return ORDERS[self.cleaned_data.get("order") or "longest"]


class ObstacleForm(KeptForm):
    description = forms.CharField(label=_("Vướng mắc là gì"), max_length=LONG, widget=lines(4))
    kind = forms.ChoiceField(label=_("Thuộc loại"))
    cause = forms.ChoiceField(label=_("Nguyên nhân"))
    decider = forms.ChoiceField(
        label=_("Ai quyết định được"),
        help_text=_("Chọn cấp trên đơn vị nếu việc này vượt thẩm quyền của đơn vị."),
    )
    proposal = forms.CharField(
        label=_("Kiến nghị"),
        max_length=LONG,
        required=False,
        widget=lines(3),
        help_text=_("Bắt buộc khi vượt thẩm quyền: muốn cấp trên quyết định điều gì."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, members in (("kind", ObstacleKind), ("cause", Cause), ("decider", Level)):
            self.fields[name].choices = words(members)  # type: ignore[attr-defined]

    def difficulty(self) -> Difficulty:
        data = self.cleaned_data
        decider = Level(data["decider"])
        return Difficulty(
            kind=ObstacleKind(data["kind"]),
            cause=Cause(data["cause"]),
            beyond_authority=decider in ABOVE_UNIT,
            description=data["description"],
            proposal=data["proposal"],
            decider=decider,
        )


class RaiseForm(KeptForm):
    pass


class EscalateForm(KeptForm):
    to = forms.ChoiceField(label=_("Chuyển lên"))
    reason = forms.CharField(label=_("Lý do chuyển"), max_length=LONG, required=False, widget=lines(3))
    answer_by = DayField(
        label=_("Đề nghị trả lời trước hết ngày"),
        required=False,
        help_text=_("Để trống: tính theo số ngày làm việc của cấp đó."),
    )

    def __init__(self, *args: Any, offered: Iterable[ObstacleState], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = words([Level(state.value) for state in offered])  # type: ignore[attr-defined]


class QuestionForm(KeptForm):
    reason = forms.CharField(label=_("Cần đơn vị làm rõ điều gì"), max_length=LONG, required=False, widget=lines(3))
    answer_by = DayField(label=_("Đề nghị trả lời trước hết ngày"), required=False)


class ExplainForm(KeptForm):
    reason = forms.CharField(label=_("Trả lời của đơn vị"), max_length=LONG, required=False, widget=lines(4))


class AnswerForm(KeptForm):
    words = forms.CharField(label=_("Nội dung quyết định"), max_length=LONG, required=False, widget=lines(4))
    symbol = forms.CharField(label=_("Số, ký hiệu văn bản"), max_length=80, required=False)
    on = DayField(label=_("Ngày văn bản"), required=False)
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("Văn bản trong hệ thống"),
        required=False,
        to_field_name="public_id",
        empty_label=_("Chưa có trong hệ thống"),
    )
    file = forms.FileField(label=_("Tệp văn bản"), required=False, max_length=500)

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]

    def ruling(self) -> Ruling:
        data = self.cleaned_data
        return Ruling(words=data["words"], symbol=data["symbol"], on=data["on"], issuer=data["issuer"])


class PartsForm(KeptForm):
    parts = forms.CharField(
        label=_("Các phần"),
        max_length=LONG,
        required=False,
        widget=lines(4),
        help_text=_("Mỗi dòng một phần; từ hai phần trở lên."),
    )


class MergeForm(KeptForm):
    into = forms.ModelChoiceField(
        Obstacle.objects.none(), label=_("Gộp vào"), to_field_name="public_id", empty_label=None
    )
    reason = forms.CharField(label=_("Lý do"), max_length=2000, required=False, widget=lines(2))

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = offered  # type: ignore[attr-defined]
        self.fields["into"].label_from_instance = lambda other: f"{other.duty.unit}: {other}"  # type: ignore[attr-defined]


class WithdrawForm(KeptForm):
    reason = forms.CharField(label=_("Lý do không nêu nữa"), max_length=2000, required=False, widget=lines(2))
