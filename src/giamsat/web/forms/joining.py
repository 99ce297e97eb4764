from django import forms
from django.http import HttpRequest

from giamsat.errors import Refused
from giamsat.web.forms.pages import SeenForm


class JoiningForm(SeenForm):
    """Why two indicators are one, or are not; it may go without saying."""

    reason = forms.CharField(required=False, max_length=500)


def why(request: HttpRequest, current: object) -> str:
    """The reason given, after `seen` was checked."""
    form = JoiningForm(request.POST)
    if not form.is_valid() and "reason" in form.errors:
        raise Refused
    form.check_seen(current)
    return str(form.cleaned_data["reason"])
