"""What stands beside the form that corrects a finding: the paper around it, and what chosen words say."""

from typing import Any

from django.utils.translation import gettext

from giamsat.assignments.models import Candidate
from giamsat.assignments.passages import Paragraph, Passage, laid_out
from giamsat.assignments.queries import content_chosen
from giamsat.assignments.rules import Content
from giamsat.people.models import Unit
from giamsat.web.forms.documents import initial_of
from giamsat.web.shown.agencies import Agencies
from giamsat.web.words import cadence_said, due_said

AROUND = 15  # blocks of the paper before and after those of the finding


def paper_around(candidate: Candidate) -> list[Paragraph]:
    """The blocks of a finding, marked, and those about it."""
    reading = candidate.review.reading
    here = [n for n, (start, end) in enumerate(reading.blocks) if start < candidate.end and end > candidate.start]
    first, last = (here[0], here[-1]) if here else (0, 0)
    passage = Passage(candidate.start, candidate.end, candidate.number, candidate.state)
    return laid_out(reading.text, reading.blocks[max(0, first - AROUND) : last + AROUND + 1], [passage])


def time_chosen(candidate: Candidate, words: str) -> dict[str, Any]:
    """The fields of a deadline as chosen words say it, and a sentence on what was understood."""
    content = content_chosen(candidate, words)
    fields = initial_of(content, [], seen="")
    return {
        "fields": {
            "words": content.words or words,
            "bound": fields["bound"],
            "on": content.on.isoformat() if content.on else "",
            "clock": content.clock.isoformat() if content.clock else "",
            "recurrence": fields["recurrence"],
        },
        "said": _time_said(content),
    }


def units_chosen(candidate: Candidate, words: str, units: list[Unit]) -> dict[str, Any]:
    """Public ids of the agencies that chosen words name, and a sentence on what was understood."""
    content = content_chosen(candidate, words)
    if not content.leads:
        return {
            "units": [],
            "said": gettext("Không nhận ra cơ quan nào trong những chữ này; hãy chọn trong danh sách."),
        }
    names = ", ".join(Agencies.loaded().said(content.leads))
    return {
        "units": initial_of(content, units, seen="")["leads"],
        "said": gettext("Đã chọn: %(names)s.") % {"names": names},
    }


def _time_said(content: Content) -> str:
    said = [due_said(content.bound, content.on, content.clock), cadence_said(content.recurrence)]
    if not any(said):
        return gettext("Không đọc ra ngày nào trong những chữ này; hãy ghi ngày.")
    return gettext("Hiểu là: %(time)s.") % {"time": "; ".join(word for word in said if word)}
