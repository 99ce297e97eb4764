from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giamsat.reports.models import Section
from giamsat.web.forms.pages import LONG, SeenForm


class DraftForm(SeenForm):
    """What the unit writes: one text for each heading of the outline, and perhaps a file to attach."""

    #: revision of the plan that is handed in with it
    seen_plan = forms.IntegerField(widget=forms.HiddenInput, required=False)
    file = forms.FileField(
        label=_("Tệp PDF hoặc .docx"),
        required=False,
        max_length=500,
        error_messages={"empty": _("Tệp rỗng. Hãy chọn lại tệp có nội dung.")},
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx", "form": "draft"}),
    )

    def __init__(self, *args: Any, sections: Iterable[Section], body: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saved = body
        self.ordinals = [str(section.ordinal) for section in sections]
        for section in sections:
            self.fields[f"section_{section.ordinal}"] = forms.CharField(
                label=section.heading,
                max_length=10 * LONG,
                required=False,
                initial=body.get(str(section.ordinal), ""),
                widget=forms.Textarea(attrs={"rows": 8}),
            )

    def body(self) -> dict[str, str]:
        """Section ordinal → text."""
        return {ordinal: self.cleaned_data[f"section_{ordinal}"] for ordinal in self.ordinals}


class TextForm(SeenForm):
    text = forms.CharField(label=_("Câu chữ"), max_length=10 * LONG, required=False, widget=forms.Textarea)
