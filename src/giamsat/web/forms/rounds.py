import re
from datetime import date, time
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from giamsat.addresses import PUBLIC_ID_LENGTH
from giamsat.people.models import Unit
from giamsat.reports.rules import RoundPlan, SectionPlan
from giamsat.reports.states import SectionSource
from giamsat.tasks.models import Programme
from giamsat.timetable import Bound, Due
from giamsat.web.forms.documents import BOUNDS, DAY_COUNTS, DAY_COUNTS_HELP
from giamsat.web.forms.fields import ClockField, DayField, UnitsField
from giamsat.web.forms.pages import SeenForm
from giamsat.web.words import due_said
from giamsat.wording import folded, nfc

OUTLINE = (
    "Kết quả thực hiện từng nhiệm vụ [tiến độ]\n"
    "Khó khăn, vướng mắc, nguyên nhân [vướng mắc] [tùy chọn]\n"
    "Đề xuất, kiến nghị vấn đề vượt thẩm quyền"
)
#: marks at the end of a heading, tone marks ignored
SOURCES = {
    "nhiem vu": SectionSource.TASKS,
    "chi tieu": SectionSource.TARGETS,
    "tien do": SectionSource.PROGRESS,
    "viec tiep theo": SectionSource.NEXT_STEPS,
    "vuong mac": SectionSource.OBSTACLES,
    "vuot tham quyen": SectionSource.BEYOND,
    "de xuat": SectionSource.PROPOSALS,
}
OPTIONAL = "tuy chon"
MARK = re.compile(r"\s*\[([^\]]*)\]")
PACKAGING = [
    ("both", _("Bản PDF (ký số hoặc quét có dấu) và tệp .docx")),
    ("pdf", _("Chỉ bản PDF")),
    ("docx", _("Chỉ tệp .docx")),
    ("none", _("Không cần tệp, chỉ phần chữ")),
]


class RoundForm(SeenForm):
    #: the address the round will have: the form sent twice is one round
    seen = forms.RegexField(rf"^[\w-]{{{PUBLIC_ID_LENGTH}}}$", widget=forms.HiddenInput)
    title = forms.CharField(label=_("Tên đợt báo cáo"), max_length=500)
    programme = forms.ModelChoiceField(
        Programme.objects.none(), label=_("Chương trình"), to_field_name="public_id", empty_label=None
    )
    letter = forms.CharField(
        label=_("Văn bản yêu cầu báo cáo"), max_length=80, required=False, help_text=_("Số, ký hiệu, như 152/BKHCN-VP.")
    )
    outline = forms.CharField(
        label=_("Đề cương"),
        max_length=10_000,
        initial=OUTLINE,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "Mỗi dòng một mục. Cuối dòng ghi [chỉ tiêu], [nhiệm vụ], [tiến độ], [việc tiếp theo], [vướng mắc], "
            "[vượt thẩm quyền] hoặc [đề xuất] để mục đó được điền sẵn từ dữ liệu đã duyệt; "
            "ghi [tùy chọn] nếu được bỏ trống."
        ),
    )
    contact_central = forms.CharField(label=_("Đầu mối cho cơ quan Trung ương"), max_length=300, required=False)
    contact_local = forms.CharField(label=_("Đầu mối cho địa phương"), max_length=300, required=False)
    bound = forms.ChoiceField(label=_("Cách tính"), choices=BOUNDS)
    due_clock = ClockField(label=_("Giờ"), required=False, initial=time(16))
    due_on = DayField(label=_("Ngày"))
    day_counts = forms.BooleanField(label=DAY_COUNTS, help_text=DAY_COUNTS_HELP, required=False)
    groups = forms.MultipleChoiceField(label=_("Theo nhóm"), required=False, widget=forms.CheckboxSelectMultiple)
    units = UnitsField(
        label=_("Cơ quan khác, chọn từng cơ quan"), required=False, help_text=_("Giữ Ctrl để chọn nhiều cơ quan.")
    )
    packaging = forms.ChoiceField(label=_("Tệp phải nộp"), choices=PACKAGING, widget=forms.RadioSelect, initial="both")

    wants_plan = forms.BooleanField(
        label=_("Yêu cầu xây dựng kế hoạch thực hiện chỉ tiêu"),
        required=False,
        help_text=_("Mỗi cơ quan soạn kế hoạch trên hệ thống, điền sẵn từ chỉ tiêu được giao; nộp cùng báo cáo."),
    )
    plan_year = forms.IntegerField(label=_("Năm kế hoạch"), min_value=2000, max_value=2100, required=False)
    plan_until = forms.IntegerField(label=_("Giai đoạn đến năm"), min_value=2000, max_value=2100, required=False)

    def __init__(
        self,
        *args: Any,
        programmes: Any,
        units: list[Unit],
        groups: dict[str, tuple[str, frozenset[int]]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = groups
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.fields["units"].offer(units, gettext)  # type: ignore[attr-defined]
        self.fields["groups"].choices = [(token, word) for token, (word, _members) in groups.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("wants_plan"):
            for name in ("plan_year", "plan_until"):
                if not data.get(name) and name not in self.errors:
                    self.add_error(name, _("Đợt yêu cầu kế hoạch phải ghi năm."))
        return data

    def plan(self) -> RoundPlan:
        """The round as the rules take it."""
        data = self.cleaned_data
        recipients = dict.fromkeys(data["units"])
        for token in data["groups"]:
            recipients |= dict.fromkeys(sorted(self.members[token][1]))
        contacts = (("central", data["contact_central"]), ("local", data["contact_local"]))
        return RoundPlan(
            title=data["title"],
            due=self._due(data["bound"], data["due_on"], data["due_clock"]),
            sections=tuple(section_of(line) for line in data["outline"].splitlines() if line.strip()),
            recipients=tuple(recipients),
            letter=data["letter"],
            wants_pdf=data["packaging"] in ("both", "pdf"),
            wants_docx=data["packaging"] in ("both", "docx"),
            plan_years=(data["plan_year"], data["plan_until"]) if data["wants_plan"] else None,
            contacts=tuple((group, text) for group, text in contacts if text),
            public_id=data["seen"],
        )

    def _due(self, bound: str, on: date, clock: time | None) -> Due:
        with override("vi"):  # the words go into the record, whatever language the coordinator reads
            words = due_said(bound, on, clock)
        return Due(words, Bound(bound), on, clock, day_counts=self.cleaned_data["day_counts"])


def section_of(line: str) -> SectionPlan:
    """A heading from its line of the outline: "Kết quả [tiến độ]"."""
    marks = [folded(mark) for mark in MARK.findall(line)]
    source = next((SOURCES[mark] for mark in marks if mark in SOURCES), SectionSource.WORDS)
    return SectionPlan(nfc(MARK.sub("", line))[:300], source, required=OPTIONAL not in marks)
