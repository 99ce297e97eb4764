"""What somebody was typing, kept beside the form: never put into it silently once the thing has changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext

from giamsat.documents.models import Draft
from giamsat.web.forms.pages import LONG, SeenForm

MANY = 500  # values of one field


@dataclass(frozen=True)
class ShownDraft:
    """A draft as its page shows it."""

    kept_at: datetime
    #: the thing has changed since the typing began
    is_stale: bool
    #: the form is filled with it
    is_used: bool
    #: (label, value) of what was typed
    rows: list[tuple[str, str]]


def typed_in(form: SeenForm) -> dict[str, Any]:
    """Field → what stands in it, of a form that was sent; whether it makes sense is not asked yet."""
    return {name: _plain(form[name].data) for name in form.fields if name != "seen"}


def is_touched(form: SeenForm) -> bool:
    """Whether anything in a form that was sent differs from what it first showed."""
    return bool(set(form.changed_data) - {"seen"})


def seen_by(form: SeenForm) -> str:
    """What the thing was known by when the form was opened."""
    return str(_plain(form["seen"].data or ""))[:64]


def is_used(draft: Draft | None, current: str, *, is_asked_for: bool) -> bool:
    """Whether a draft fills the form: one of the thing as it is now, or another that the person asks for."""
    return draft is not None and (draft.seen == current or is_asked_for)


def shown_draft(form: SeenForm, draft: Draft | None, current: str, *, is_used: bool = True) -> ShownDraft | None:
    """A draft of the thing that this form is about."""
    if draft is None:
        return None
    rows = [
        (str(form[name].label), _said(form[name], value)) for name, value in draft.typed.items() if name in form.fields
    ]
    told = [(label, value) for label, value in rows if value]
    return ShownDraft(draft.kept_at, is_stale=draft.seen != current, is_used=is_used, rows=told)


def _plain(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value[:MANY]]
    return value if isinstance(value, bool) else str(value or "").replace("\0", "")[:LONG]


def _said(field: BoundField, value: Any) -> str:
    """A value in words; a hidden one is not told."""
    if field.is_hidden:
        return ""
    if isinstance(value, bool):
        return gettext("có") if value else ""
    if not isinstance(field.field, forms.ChoiceField):
        return str(value)
    words = {str(key): str(word) for key, word in _flat(field.field.choices)}
    return ", ".join(words.get(str(one), "?") for one in (value if isinstance(value, list) else [value]))


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    """Choices, those of groups among the others."""
    return [
        pair for key, word in choices for pair in (_flat(word) if isinstance(word, (list, tuple)) else [(key, word)])
    ]
