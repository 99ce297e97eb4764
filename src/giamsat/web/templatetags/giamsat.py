"""Icons, badges, moments and bars: the few things a template cannot say by itself."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from html import escape
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from giamsat.assignments.models import Candidate
from giamsat.documents.models import Document
from giamsat.web.shown.alike import Alike, Side
from giamsat.web.shown.indicators import GLYPHS, HeatCell
from giamsat.web.words import EVERY, SIGNS, period_said

register = template.Library()

BAR_WIDTH = 1000


@dataclass(frozen=True)
class Part:
    """One piece of a bar: its sign, how many, and where it lies."""

    tone: str
    shape: str
    word: str
    count: int
    x: int
    width: int


@register.simple_tag
def icon(name: str) -> SafeString:
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"/></svg>', static("giamsat/icons.svg"), name
    )


@register.simple_tag
def badge(kind: str, state: str) -> SafeString:
    """The word, colour and shape of `state` among the states of `kind`."""
    sign = SIGNS[kind][str(state)]
    return format_html('<span class="badge tone-{}">{}{}</span>', sign.tone, icon(sign.shape), sign.word)


@register.simple_tag
def mark(kind: str, state: str) -> SafeString:
    """Only the shape, in its colour: for places where the word stands beside it."""
    sign = SIGNS[kind][str(state)]
    return format_html('<span class="toned tone-{}">{}</span>', sign.tone, icon(sign.shape))


@register.simple_tag
def word(kind: str, state: str) -> str:
    return str(SIGNS[kind][str(state)].word)


@register.simple_tag
def tone(kind: str, state: str) -> str:
    return f"tone-{SIGNS[kind][str(state)].tone}"


@register.filter
def label(value: Any) -> str:
    """The word of an enum member, or a label itself, in the reader's language."""
    return _(str(getattr(value, "label", value)))


def _time(value: date, shown: str) -> SafeString:
    return format_html('<time class="num" datetime="{}">{}</time>', value.isoformat(), shown)


@register.simple_tag
def day(value: date | None) -> str:
    """A day as officials write it, 12/01/2026; a moment is told by its day in Việt Nam."""
    if value is None:
        return "–"
    local = timezone.localtime(value) if isinstance(value, datetime) else value
    return _time(local, f"{local:%d/%m/%Y}")


@register.simple_tag
def moment(value: datetime | None) -> str:
    """Hour and day, 16h00 ngày 12/01/2026."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return _time(local, _("%(hour)s ngày %(day)s") % {"hour": f"{local:%Hh%M}", "day": f"{local:%d/%m/%Y}"})


@register.simple_tag
def exact(value: datetime | None) -> str:
    """To the second, 16:00:01 ngày 12/01/2026."""
    if value is None:
        return "–"
    local = timezone.localtime(value)
    return _time(local, _("%(hour)s ngày %(day)s") % {"hour": f"{local:%H:%M:%S}", "day": f"{local:%d/%m/%Y}"})


@register.filter
def lapse(value: timedelta | None) -> str:
    """How long, in the two largest units: 3 ngày 4 giờ; 1 giây."""
    if value is None:
        return "–"
    # A lateness under one second is still a lateness; the sign is told by the sentence around.
    seconds = max(1, round(abs(value.total_seconds())))
    days, seconds = divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    parts = [
        (days, ngettext("%d ngày", "%d ngày", days)),
        (hours, ngettext("%d giờ", "%d giờ", hours)),
        (minutes, ngettext("%d phút", "%d phút", minutes)),
        (seconds, ngettext("%d giây", "%d giây", seconds)),
    ]
    first = next(place for place, (count, _words) in enumerate(parts) if count)
    return " ".join(words % count for count, words in parts[first : first + 2] if count)


@register.filter
def dong(value: int) -> str:
    """Money as it is written here: 1.250.000."""
    return f"{value:,}".replace(",", _("."))


@register.filter
def stars(value: int) -> str:
    """Priority as stars."""
    return "★" * value


@register.filter
def share(value: int, whole: int) -> str:
    """`value` as a share of `whole`, 62,5 %; a dash when there is no whole."""
    if not whole:
        return "–"
    return f"{100 * value / whole:.1f}".removesuffix(".0").replace(".", _(",")) + " %"


def _laid_out(kind: str, counts: Iterable[Sequence[Any]]) -> list[Part]:
    pairs = [(SIGNS[kind][str(state)], int(count)) for state, count, *_more in counts if count]
    whole = sum(count for _sign, count in pairs)
    parts, before = [], 0
    for sign, count in pairs:
        x, end = BAR_WIDTH * before // whole, BAR_WIDTH * (before + count) // whole
        parts.append(Part(sign.tone, sign.shape, str(sign.word), count, x, end - x))
        before += count
    return parts


@register.inclusion_tag("parts/bar.html")
def bar(kind: str, counts: Iterable[Sequence[Any]], size: str = "") -> dict[str, object]:
    """A stacked bar of (state, count, …) rows; its words are its text alternative."""
    return {"parts": _laid_out(kind, counts), "width": BAR_WIDTH, "size": size}


@register.inclusion_tag("parts/legend.html")
def legend(kind: str, counts: Iterable[Sequence[Any]], size: str = "") -> dict[str, object]:
    return {"parts": _laid_out(kind, counts), "size": size}


@register.filter
def period(name: str) -> str:
    """A period in words."""
    return period_said(name)


@register.simple_tag
def every(cadence: str) -> str:
    """How often, in words: hằng quý."""
    return str(EVERY[cadence])


@register.filter
def glyph(state: str) -> str:
    """The sign of a goal's standing where there is room for no more."""
    return GLYPHS[state]


@register.simple_tag
def heat_cells(cells: Iterable[HeatCell | None]) -> SafeString:
    """The cells of one row of the overview: thousands on a page, so each is escaped by hand."""
    return SafeString("".join(map(_heat_cell, cells)))


def _heat_cell(cell: HeatCell | None) -> str:
    if cell is None:
        return "<td></td>"
    tone = f' class="tone-{SIGNS["goal_standing"][cell.state].tone}"' if cell.state else ""
    return f'<td{tone}><a href="{escape(cell.url)}">{cell.glyph} {escape(cell.words)}</a></td>'


@register.filter
def problem(document: Document) -> str:
    """Why a document could not be read, in the reader's language."""
    in_english = get_language() == "en" and document.problem_en
    return document.problem_en if in_english else _(document.problem)


@register.filter
def get(found: dict[Any, Any], key: Any) -> Any:
    """The value of a key, or nothing."""
    return found.get(key)


@register.filter
def beside(alike: Alike, candidate: Candidate) -> Side:
    """The other side of a pair, seen from one of its two."""
    return alike.second if alike.likeness.first_id == candidate.pk else alike.first
