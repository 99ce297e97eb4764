"""Fields this house needs: agencies by public id, days and hours, several files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from giamsat.errors import Refused
from giamsat.people.models import Unit
from giamsat.people.states import UnitKind
from giamsat.timetable import check_day
from giamsat.web.refusals import said

#: the kinds an assignment or a round may be addressed to, in the order they are listed
ADDRESSED = (
    UnitKind.MINISTRY,
    UnitKind.MINISTERIAL,
    UnitKind.GOVERNMENT,
    UnitKind.CITY,
    UnitKind.PROVINCE,
    UnitKind.PARTY,
    UnitKind.ASSEMBLY,
    UnitKind.LEADERSHIP,
    UnitKind.BODY,
    UnitKind.INTERAGENCY,
    UnitKind.DEPARTMENT,
    UnitKind.COMMUNE,
)


class UnitsField(forms.MultipleChoiceField):
    """Units chosen by public id from groups of kind; cleaned to their keys. What is not offered is refused."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.SelectMultiple(attrs={"size": 10})} | kwargs)
        self.keys: dict[str, int] = {}

    def offer(self, units: Sequence[Unit], word: Any = str) -> None:
        """Set what may be chosen; `word` translates the name of a kind."""
        self.keys = {unit.public_id: unit.pk for unit in units}
        groups = [(word(kind.label), [(u.public_id, u.name) for u in units if u.kind == kind]) for kind in ADDRESSED]
        self.choices = [(label, members) for label, members in groups if members]

    def clean(self, value: Any) -> tuple[int, ...]:
        return tuple(self.keys[public_id] for public_id in super().clean(value))


class DayField(forms.DateField):
    """A day the system counts with."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        try:
            check_day(value)
        except Refused as refusal:
            raise forms.ValidationError(said(refusal)) from refusal


class ClockField(forms.TimeField):
    """An hour of Vietnamese time, to the second."""

    widget = forms.TimeInput(attrs={"type": "time", "step": "1"}, format="%H:%M:%S")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%H:%M:%S", "%H:%M", "%Hh%M"], **kwargs)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files up to `most`."""

    def __init__(self, *, most: int = 10, **kwargs: Any) -> None:
        super().__init__(widget=ManyFilesInput, **kwargs)
        self.most = most

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(files) > self.most:
            raise forms.ValidationError(_("Mỗi lần gửi tối đa %(most)s tệp."), params={"most": self.most})
        if self.required and not files:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [super(ManyFilesField, self).clean(file, initial) for file in files]


def units_offered() -> list[Unit]:
    """Every agency alive, in Vietnamese order."""
    return list(Unit.objects.filter(dissolved_on=None).order_by("sort_key"))
