import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.assignments.rules import Content
from giamsat.documents.models import Document
from giamsat.documents.rules import Letterhead
from giamsat.documents.states import Direction, DocumentState
from giamsat.people.models import Unit
from giamsat.tasks.models import Programme
from giamsat.timetable import Bound
from giamsat.web.forms.fields import ClockField, DayField, UnitsField
from giamsat.web.forms.pages import LONG, PageForm, SeenForm
from giamsat.web.words import SIGNS

BOUNDS = [
    (Bound.BEFORE.value, _("trước (ngày, giờ đó đã là muộn)")),
    (Bound.BY.value, _("chậm nhất, hết (ngày, giờ đó còn kịp)")),
    (Bound.DURING.value, _("trong (đến hết ngày đó)")),
]
DAY_COUNTS = _("“Trước ngày” tính cả ngày đó")
DAY_COUNTS_HELP = _("Chỉ chọn khi cơ quan giao đã nói rõ: hết ngày ghi trong văn bản vẫn còn trong hạn.")


class DocumentFilter(forms.Form):
    q = forms.CharField(label=_("Tìm theo số, ký hiệu, trích yếu"), required=False, max_length=200)
    direction = forms.ChoiceField(label=_("Chiều"), required=False)
    state = forms.ChoiceField(label=_("Tình trạng"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("", _("Tất cả"))
        self.fields["direction"].choices = [every, *((d.value, gettext(d.label)) for d in Direction)]  # type: ignore[attr-defined]
        self.fields["state"].choices = [every, *((s.value, SIGNS["document"][s].word) for s in DocumentState)]  # type: ignore[attr-defined]


class UploadForm(PageForm):
    file = forms.FileField(
        label=_("Tệp văn bản"),
        max_length=500,
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại tệp có nội dung.")},
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.odt,.rtf,.pdf,.png,.jpg,.jpeg,.xlsx,.eml,.txt,.md"}),
    )


class LetterheadForm(SeenForm):
    kind = forms.CharField(label=_("Loại văn bản"), max_length=60, required=False)
    number = forms.CharField(label=_("Số"), max_length=20, required=False)
    symbol = forms.CharField(
        label=_("Ký hiệu"), max_length=60, required=False, help_text=_("Phần sau số, như TB-VPCP.")
    )
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=300, required=False)
    issued_on = DayField(label=_("Ngày ban hành"), required=False)
    subject = forms.CharField(
        label=_("Trích yếu"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def letterhead(self) -> Letterhead:
        data = self.cleaned_data
        return Letterhead(
            **{name: data[name] for name in ("number", "symbol", "kind", "issuer", "issued_on", "subject")}
        )


def letterhead_seen(document: Document) -> str:
    """What a form about a letterhead is known by: it changes with every fact."""
    facts = [document.number, document.symbol, document.kind, document.issuer, document.issued_on, document.subject]
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:16]


class IssueForm(SeenForm):
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Giao trong chương trình"), to_field_name="public_id", empty_label=None
    )

    def __init__(self, *args: Any, programmes: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]


class PassageForm(SeenForm):
    words = forms.CharField(
        label=_("Câu giao việc, đúng nguyên văn"),
        max_length=LONG,
        required=False,
        help_text=_("Chép câu từ văn bản vào đây, hoặc bôi đen câu đó ngay trong văn bản."),
        widget=forms.Textarea(attrs={"rows": 3, "lang": "vi"}),
    )


class ChosenForm(forms.Form):
    """Words chosen in a paper, and what they are to be read as."""

    kind = forms.ChoiceField(choices=[("time", ""), ("units", "")])
    words = forms.CharField(max_length=1000)


class SplitForm(SeenForm):
    place = forms.ChoiceField(label=_("Chỗ tách"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, cuts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (place, gettext("bắt đầu việc thứ hai từ: “%(words)s”") % {"words": words}) for place, words in cuts
        ]


class ContentForm(SeenForm):
    name = forms.CharField(
        label=_("Tên nhiệm vụ"), max_length=500, required=False, help_text=_("Ngắn gọn, bắt đầu bằng việc phải làm.")
    )
    scope = forms.CharField(
        label=_("Nội hàm"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    product = forms.CharField(label=_("Sản phẩm"), max_length=500, required=False)
    leads = UnitsField(label=_("Cơ quan chủ trì"), required=False, help_text=_("Giữ Ctrl để chọn nhiều cơ quan."))
    lead_groups = forms.MultipleChoiceField(
        label=_("Chủ trì theo nhóm"), required=False, widget=forms.CheckboxSelectMultiple
    )
    coordinators = UnitsField(
        label=_("Cơ quan phối hợp"), required=False, help_text=_("Giữ Ctrl để chọn nhiều cơ quan.")
    )
    words = forms.CharField(label=_("Thời hạn như văn bản ghi"), max_length=300, required=False)
    bound = forms.ChoiceField(label=_("Cách tính"), choices=BOUNDS)
    on = DayField(label=_("Ngày"), required=False)
    clock = ClockField(label=_("Giờ"), required=False)
    day_counts = forms.BooleanField(label=DAY_COUNTS, help_text=DAY_COUNTS_HELP, required=False)
    recurrence = forms.CharField(label=_("Định kỳ"), max_length=200, required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, units: list[Unit], groups: dict[str, tuple[str, frozenset[int]]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.groups = groups
        for name in ("leads", "coordinators"):
            self.fields[name].offer(units, gettext)  # type: ignore[attr-defined]
        self.fields["lead_groups"].choices = [(token, word) for token, (word, _members) in groups.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("clock") and not data.get("on"):
            self.add_error("on", _("Đã ghi giờ thì phải ghi ngày."))
        return data

    def content(self) -> Content:
        """What the person says the assignment is; groups are opened into their members."""
        data = self.cleaned_data
        leads = dict.fromkeys(data["leads"])
        for token in data["lead_groups"]:
            leads |= dict.fromkeys(sorted(self.groups[token][1]))
        return Content(
            name=data["name"],
            leads=tuple(leads),
            coordinators=data["coordinators"],
            scope=data["scope"],
            product=data["product"],
            words=data["words"],
            bound=Bound(data["bound"]),
            on=data["on"],
            clock=data["clock"],
            day_counts=data["day_counts"],
            recurrence=tuple(part for part in data["recurrence"].split("; ") if part),
        )


def initial_of(content: Content, units: list[Unit], seen: str) -> dict[str, Any]:
    """A content as the form first shows it."""
    public = {unit.pk: unit.public_id for unit in units}
    return {
        "seen": seen,
        "name": content.name,
        "scope": content.scope,
        "product": content.product,
        "leads": [public[key] for key in content.leads if key in public],
        "coordinators": [public[key] for key in content.coordinators if key in public],
        "words": content.words,
        "bound": content.bound.value,
        "on": content.on,
        "clock": content.clock,
        "day_counts": content.day_counts,
        "recurrence": "; ".join(content.recurrence),
    }
