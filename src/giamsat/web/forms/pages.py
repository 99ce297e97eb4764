"""Forms that know what their page answers, and forms that know what their reader saw."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from giamsat.errors import BadMove, Refused, Stale
from giamsat.web.refusals import said, status_of

LONG = 10_000  # characters a person may type into one field


class PageForm(forms.Form):
    """A form whose page answers 200 while it is fresh and 422 (or the refusal's own status) once it failed."""

    required_css_class = "required"
    refusal_status = 422

    @property
    def status(self) -> int:
        return self.refusal_status if self.is_bound and self.errors else 200

    @contextmanager
    def showing_refusals(self) -> Iterator[None]:
        """Shows what a rule refuses on the form itself, with what was typed kept."""
        try:
            yield
        except Refused as refusal:
            self.add_error(None, said(refusal))
            self.refusal_status = status_of(refusal)


class SeenForm(PageForm):
    """A form that changes something: `seen` is what the reader saw when he opened the page."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def check_seen(self, current: object) -> None:
        """Raise `Stale` when the thing has changed since."""
        if self.cleaned_data.get("seen") != str(current):
            raise Stale

    @contextmanager
    def keeping_stale(self, current: object) -> Iterator[None]:
        """Shows on the form itself, with what was typed kept, that the thing has changed; sent again it knows."""
        try:
            yield
        except (Stale, BadMove) as stale:
            self.add_error(None, said(stale))
            self.refusal_status = status_of(stale)
            self.saw(current)

    def saw(self, current: object) -> None:
        """The form itself has changed the thing, or shows what has: sent again, it has seen the change."""
        if isinstance(self.data, QueryDict):
            seen = self.data.copy()
            seen["seen"] = str(current)
            self.data = seen


class KeptForm(SeenForm):
    """A form shown again with what was typed when the thing has changed since; sent once more, it has seen that."""

    def check_seen(self, current: object) -> None:
        try:
            super().check_seen(current)
        except Stale:
            self.saw(current)
            raise

    @contextmanager
    def showing_refusals(self) -> Iterator[None]:
        with super().showing_refusals():
            try:
                yield
            except Stale as stale:
                self.add_error(None, said(stale))
                self.refusal_status = status_of(stale)


class ReasonForm(SeenForm):
    reason = forms.CharField(label=_("Lý do"), max_length=2000, required=False, widget=forms.Textarea)


def check_seen(request: HttpRequest, current: object) -> str:
    """For buttons: raise `Stale` unless the form was drawn from what is current; answers what it saw."""
    form = SeenForm(request.POST)
    form.is_valid()
    form.check_seen(current)
    return str(form.cleaned_data["seen"])


def reason_given(request: HttpRequest, current: object) -> str:
    """For a refusal with its reason: the reason, after `seen` was checked; an empty one is the rule's to refuse."""
    form = ReasonForm(request.POST)
    if not form.is_valid() and "reason" in form.errors:
        raise Refused
    form.check_seen(current)
    return str(form.cleaned_data["reason"])


def posted(request: HttpRequest) -> dict[str, Any]:
    """Data and files of a POST as keyword arguments of a form; nothing for a GET."""
    return {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
