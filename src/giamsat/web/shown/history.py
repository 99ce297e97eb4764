"""Entries of the journal in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
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
}


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
    words = str(ACTIONS.get(entry.action, entry.action))
    if entry.action == "duty.moved":
        words += f": {gettext(DutyState(entry.details['to']).label)}"
    return f"{words} ({entry.object_name})" if entry.action in ("duty.moved", "evidence.attached") else words


def _said(name: str, value: Any) -> str:
    if name == "ids":
        return str(len(value))
    if name in ("was", "to") and value in DutyState.values():
        return gettext(DutyState(value).label)
    if name == "outcome" and value in SIGNS["outcome"]:
        return str(SIGNS["outcome"][value].word)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {part}" for key, part in value.items())
    return str(value)
