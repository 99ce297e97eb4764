from django import forms
from django.utils.translation import gettext_lazy as _

from giamsat.web.forms.pages import LONG, SeenForm


class MergeForm(SeenForm):
    into = forms.CharField(
        label=_("Mã nhiệm vụ giữ lại"),
        max_length=30,
        help_text=_("Nhiệm vụ này dừng và được theo dõi tiếp ở nhiệm vụ đó."),
    )
    reason = forms.CharField(
        label=_("Vì sao gộp"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
