"""Why a rule warns, in a sentence with its numbers and days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.boards.warnings import WarningKind, Why
from giamsat.tasks.models import Duty
from giamsat.timetable import VIETNAM

SENTENCES: dict[WarningKind, Promise] = {
    WarningKind.NEAR: _("Còn %(days)s ngày đến hạn (quá hạn từ %(on)s) mà chưa giao đủ sản phẩm kèm minh chứng."),
    WarningKind.STALE: _("Đã %(days)s ngày, qua hai kỳ, không có cập nhật được duyệt (lần cuối: %(on)s)."),
    WarningKind.OBSTACLE: _("Vướng mắc “%(what)s” quá hạn trả lời %(days)s ngày (hạn: hết %(on)s), đang ở: %(level)s."),
    WarningKind.SILENT: _(
        "Cơ quan phối hợp chưa có cập nhật nào sau %(days)s ngày được giao (từ %(on)s), dù cơ quan chủ trì đang làm."
    ),
    WarningKind.BROKEN: _("Đã cam kết hoàn thành ngày %(on)s, quá %(days)s ngày mà chưa báo hoàn thành."),
}


@dataclass(frozen=True)
class WarningRow:
    kind: WarningKind
    duty: Duty
    sentence: str
    url: str


def warning_rows(found: Iterable[Why]) -> list[WarningRow]:
    """Warnings as sentences; no query."""
    return [WarningRow(why.kind, why.duty, _sentence(why), _address(why)) for why in found]


def _sentence(why: Why) -> str:
    told = {"days": why.facts["days"], "on": _day(why.facts["on"])}
    if why.obstacle is not None:
        level = why.obstacle.word
        told |= {"what": str(why.obstacle)[:80], "level": gettext(level.label)}
    return str(SENTENCES[why.kind]) % told


def _address(why: Why) -> str:
    if why.obstacle is not None:
        return reverse("obstacle", args=[why.obstacle.public_id])
    return reverse("task", args=[why.duty.task.public_id])


def _day(value: date | datetime | None) -> str:
    if value is None:
        return gettext("chưa có")
    local = value.astimezone(VIETNAM) if isinstance(value, datetime) else value
    return f"{local:%d/%m/%Y}"
