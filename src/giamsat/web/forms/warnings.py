from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giamsat.boards.warnings import WarningKind
from giamsat.people.models import Post
from giamsat.tasks.lists import Choice, options_of, ways_of
from giamsat.web.forms.tasks import EVERY


class WarningFilter(forms.Form):
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    unit = forms.ChoiceField(label=_("Cơ quan"), required=False)
    kind = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[EVERY, *((kind, kind) for kind in WarningKind.values())]
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        options = options_of(ways_of(post))
        self.fields["programme"].choices = [EVERY, *options.programmes]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [EVERY, *options.units]  # type: ignore[attr-defined]

    def chosen(self) -> Choice:
        """What was chosen; what is not offered chooses nothing."""
        self.is_valid()
        data = self.cleaned_data
        return Choice(programme=data.get("programme") or "", unit=data.get("unit") or "")

    @property
    def kinds(self) -> list[WarningKind]:
        """The kinds asked for; all when none is."""
        kind = self.cleaned_data.get("kind")
        return [WarningKind(kind)] if kind else list(WarningKind)
