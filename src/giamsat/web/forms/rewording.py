from django import forms
from django.utils.translation import gettext_lazy as _

from giamsat.web.forms.pages import LONG, SeenForm


class RewordForm(SeenForm):
    name = forms.CharField(
        label=_("Tên nhiệm vụ"), max_length=500, required=False, help_text=_("Ngắn gọn, bắt đầu bằng việc phải làm.")
    )
    scope = forms.CharField(
        label=_("Nội hàm"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    reason = forms.CharField(
        label=_("Vì sao cần đổi"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class AssentForm(SeenForm):
    assents = forms.ChoiceField(choices=[("yes", ""), ("no", "")])
    reason = forms.CharField(max_length=2000, required=False)
