"""Entries of the journal in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.journal.models import Entry
from giamsat.tasks.states import DutyState
from giamsat.web.words import ACTIONS, SIGNS

#: details that are told in words; the others are shown under their own name
DETAILS = {
    "reason": _("Lý do"),
    "name": _("Tên tệp"),
    "was": _("Trước"),
    "to": _("Sau"),
    "now": _("Sau"),
    "sha256": _("Mã SHA-256"),
    "late_from": _("Muộn từ"),
    "accepted_at": _("Tiếp nhận lúc"),
    "recipients": _("Số cơ quan"),
    "programme": _("Chương trình"),
    "part": _("Phần"),
    "version": _("Bản"),
    "as_of": _("Số liệu chốt lúc"),
    "candidates": _("Số việc đọc thấy"),
    "ids": _("Số đối tượng"),
    "opinions": _("Số ý kiến hỏi"),
    "into": _("Nhiệm vụ giữ lại"),
    "outcome": _("Kết luận"),
    "role": _("Làm việc gì"),
    "unit": _("Cơ quan"),
    "first": _("Từ ngày"),
    "last": _("Đến hết ngày"),
    "until": _("Hạn dùng"),
    "sessions": _("Số phiên"),
    "parent": _("Trực thuộc"),
    "rows": _("Số dòng"),
    "kind": _("Loại"),
    "period": _("Kỳ"),
    "source": _("Nguồn"),
    "year": _("Năm"),
    "owner": _("Cơ quan chủ quản"),
    "paper": _("Văn bản"),
    "number": _("Số"),
    "on": _("Ngày"),
    "day": _("Ngày"),
    "root": _("Mã gốc"),
    "codes": _("Mã"),
    "problem": _("Trục trặc"),
}


#: actions whose sentence names the object: the page they stand on is about another
NAMED = ("duty.moved", "evidence.attached", "people.")


@dataclass(frozen=True)
class Event:
    at: datetime
    who: str
    post: str
    unit: str
    words: str
    details: list[tuple[str, str]]
    sequence: str
    hash: str


def events_of(entries: Iterable[Entry]) -> list[Event]:
    return [
        Event(
            at=entry.at,
            who=f"{entry.actor_title} {entry.actor_name}".strip(),
            post=entry.actor_title,
            unit=entry.unit_name,
            words=_words(entry),
            details=[
                (str(DETAILS.get(name, name)), _said(name, value)) for name, value in entry.details.items() if value
            ],
            sequence=f"{entry.chain}/{entry.seq}",
            hash=entry.hash,
        )
        for entry in entries
    ]


def _words(entry: Entry) -> str:
    """What was done, to whom or what, from what to what, and why: one sentence."""
    said = str(ACTIONS.get(entry.action, entry.action))
    if entry.action.startswith(NAMED):
        said += f" ({entry.object_name})"
    return ". ".join(part for part in (said + _change(entry.details), _reason(entry.details)) if part)


def _change(details: dict[str, Any]) -> str:
    """From what to what, as far as the entry tells it."""
    was, now = details.get("was"), details.get("to", details.get("now"))
    if isinstance(was, dict) and isinstance(now, dict):
        changed = [key for key in now if now[key] != was.get(key)]
        return "".join(
            _one_change(was.get(key), now[key], f"; {key}" if n else f": {key}") for n, key in enumerate(changed)
        )
    return _one_change(was, now, ":")


def _one_change(was: Any, now: Any, lead: str) -> str:
    if not now or isinstance(now, dict | list) or isinstance(was, dict | list):
        return ""
    before, after = _state(was), _state(now)
    if not before:
        return f"{lead} " + gettext("“%(now)s”") % {"now": after}
    return f"{lead} " + gettext("từ “%(was)s” thành “%(now)s”") % {"was": before, "now": after}


def _reason(details: dict[str, Any]) -> str:
    reason = str(details.get("reason") or "")
    return gettext("Lý do: %(reason)s") % {"reason": reason} if reason else ""


def _state(value: Any) -> str:
    """A state in words, a day as people write it; anything else as it is."""
    if value in DutyState.values():
        return gettext(DutyState(value).label)
    try:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    except (TypeError, ValueError):
        return str(value or "")


def _said(name: str, value: Any) -> str:
    if name == "ids":
        return str(len(value))
    if name in ("was", "to", "now") and not isinstance(value, dict):
        return _state(value)
    if name == "outcome" and value in SIGNS["outcome"]:
        return str(SIGNS["outcome"][value].word)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {part}" for key, part in value.items())
    return str(value)
