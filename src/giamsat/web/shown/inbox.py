"""What one person owes, sorted into what is late, due today, due this week, later, and waiting for his decision."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.assignments.models import Consultation, Opinion
from giamsat.boards.queries import InboxItem
from giamsat.consolidation.models import Compilation
from giamsat.documents.models import Document
from giamsat.obstacles.models import Obstacle
from giamsat.progress.models import Update
from giamsat.reports.models import Obligation
from giamsat.targets.models import Plan, Reported
from giamsat.targets.owed import Owed
from giamsat.tasks.models import Duty, Merger, Proposal, Request, Rewording
from giamsat.timetable import VIETNAM
from giamsat.web.shown.values import entry_url
from giamsat.web.words import period_said

DECISIONS = (
    *("approve", "verify", "refused", "request", "offer", "sign"),
    *("review", "settle", "reword", "proposal", "merge", "plan", "check_value"),
)

#: key → word, sign among the standings; the most pressing first
BUCKETS: dict[str, tuple[Promise, str]] = {
    "overdue": (_("Quá hạn"), "overdue"),
    "today": (_("Đến hạn hôm nay"), "due_soon"),
    "waiting": (_("Chờ bạn quyết định"), "on_track"),
    "week": (_("Trong bảy ngày tới"), "due_soon"),
    "later": (_("Sau đó"), "on_track"),
    "undated": (_("Không ấn định thời hạn"), "no_deadline"),
}
COUNTED = ("overdue", "today", "week", "waiting")


@dataclass(frozen=True)
class Row:
    kind: str
    what: str
    url: str
    source: str
    unit: str
    due_words: str
    note: str = ""


@dataclass(frozen=True)
class Bucket:
    key: str
    word: str | Promise
    sign_state: str
    rows: list[Row]

    @property
    def count(self) -> int:
        return len(self.rows)


def buckets_of(items: Iterable[InboxItem], at: datetime) -> dict[str, Bucket]:
    """Every bucket, empty ones too."""
    buckets = {key: Bucket(key, word, sign, []) for key, (word, sign) in BUCKETS.items()}
    for item in items:
        buckets[_bucket(item, at)].rows.append(_row(item))
    return buckets


def _bucket(item: InboxItem, at: datetime) -> str:
    if item.kind in DECISIONS:
        return "waiting"
    if item.is_late:
        return "overdue"
    if item.due_at is None:
        return "undated"
    midnight = datetime.combine(at.astimezone(VIETNAM).date() + timedelta(days=1), time(), VIETNAM)
    # What is late from the coming midnight on is due today.
    if item.due_at <= midnight:
        return "today"
    return "week" if item.due_at <= midnight + timedelta(days=7) else "later"


def _row(item: InboxItem) -> Row:
    return Row(
        kind=item.kind,
        what=item.title,
        url=_address(item),
        source=_source(item),
        unit=str(item.unit),
        due_words=item.due_words or _answer_day(item),
        note=_note(item),
    )


def _note(item: InboxItem) -> str:
    """Why what was sent came back."""
    if not item.sent_back_for:
        return ""
    is_value = isinstance(item.target, Owed)
    said = gettext("Số liệu bị trả lại: %(reason)s") if is_value else gettext("Cập nhật bị trả lại: %(reason)s")
    return said % {"reason": item.sent_back_for}


def _answer_day(item: InboxItem) -> str:
    """By when an obstacle is to be answered, a value to be sent."""
    if isinstance(item.target, Owed):
        return gettext("gửi hết ngày %(day)s") % {"day": f"{item.target.due_on:%d/%m/%Y}"}
    day = item.target.answer_by if isinstance(item.target, Obstacle) else None
    return gettext("trả lời hết ngày %(day)s") % {"day": f"{day:%d/%m/%Y}"} if day else ""


def _address(item: InboxItem) -> str:
    target = item.target
    if isinstance(target, Obligation):
        return reverse("obligation", args=[target.public_id])
    if isinstance(target, Update):
        return reverse("task", args=[target.duty.task.public_id]) + f"#update-{target.public_id}"
    if isinstance(target, Compilation):
        return reverse("compilation", args=[target.public_id])
    if isinstance(target, Merger):
        return reverse("task", args=[target.gone.public_id]) + "#mergers"
    if isinstance(target, Proposal):
        return reverse("proposal", args=[target.public_id])
    if isinstance(target, Rewording):
        return reverse("task", args=[target.task.public_id]) + "#rewordings"
    if isinstance(target, Opinion):
        return reverse("opinion", args=[target.public_id])
    if isinstance(target, Consultation):
        return reverse("consultation", args=[target.public_id])
    if isinstance(target, Request):
        return reverse("request", args=[target.public_id])
    if isinstance(target, Obstacle):
        return reverse("obstacle", args=[target.public_id])
    if isinstance(target, Plan):
        return reverse("plan", args=[target.public_id])
    if isinstance(target, Owed):
        return entry_url(target.indicator, target.unit, target.period)
    if isinstance(target, Reported):
        return reverse("value", args=[target.public_id])
    if isinstance(target, Document):
        return reverse("document", args=[target.public_id])
    return reverse("task", args=[target.task.public_id])


def _source(item: InboxItem) -> str:
    target = item.target
    if isinstance(target, (Owed, Reported)):
        return f"{target.indicator.code} · {period_said(target.period)}"
    if isinstance(target, Request):
        return f"{target.duty.task.code} · {gettext(target.ask_word.label)}"
    duty = target.duty if isinstance(target, (Update, Obstacle)) else target
    if isinstance(duty, Duty):
        return duty.task.code
    if isinstance(target, Merger):
        return str(target)
    if isinstance(target, (Proposal, Plan)):
        return target.programme.code
    if isinstance(target, Rewording):
        return target.task.code
    if isinstance(target, Opinion):
        return str(target.consultation.document)
    return str(target.round.programme) if isinstance(target, Obligation) else ""
