from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from giamsat.boards.warnings import WarningKind
from giamsat.people.models import Post
from giamsat.tasks.queries import programmes_seen, units_seen
from giamsat.web.forms.tasks import EVERY


class WarningFilter(forms.Form):
    programme = forms.ChoiceField(label=_("Chương trình"), required=False)
    unit = forms.ChoiceField(label=_("Cơ quan"), required=False)
    kind = forms.ChoiceField(
        required=False, widget=forms.HiddenInput, choices=[EVERY, *((kind, kind) for kind in WarningKind.values())]
    )

    def __init__(self, *args: Any, post: Post, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["programme"].choices = [EVERY, *programmes_seen(post).values_list("public_id", "code")]  # type: ignore[attr-defined]
        self.fields["unit"].choices = [EVERY, *units_seen(post).values_list("public_id", "name")]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, str]:
        """What was chosen, under the names `duty_list` knows; what is not offered chooses nothing."""
        self.is_valid()
        return {name: self.cleaned_data[name] for name in ("programme", "unit") if self.cleaned_data.get(name)}

    @property
    def kinds(self) -> list[WarningKind]:
        """The kinds asked for; all when none is."""
        kind = self.cleaned_data.get("kind")
        return [WarningKind(kind)] if kind else list(WarningKind)
