"""Entries of the journal in words."""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.consolidation.states import Part
from giamsat.journal.models import Entry
from giamsat.people.states import Role
from giamsat.progress.states import UpdateKind
from giamsat.targets.plans_states import PlanPart
from giamsat.targets.states import Missing, Operator
from giamsat.tasks.states import Ask, DeliveryKind
from giamsat.timetable import VIETNAM
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
    "refusal": _("Vì sao không nhận"),
    "size": _("Dung lượng (byte)"),
    "assignments": _("Số việc đọc thấy"),
    "text_hash": _("Mã SHA-256 của lời văn"),
    "ids_hash": _("Mã SHA-256 của danh sách"),
    "manifest": _("Mã SHA-256 của báo cáo"),
    "pdf": _("Mã SHA-256 bản PDF"),
    "docx": _("Mã SHA-256 bản DOCX"),
    "decision": _("Mã quyết định xác nhận"),
    "corrected": _("Có sửa so với bản đọc"),
    "span": _("Vị trí trong lời văn"),
    "parts": _("Các phần"),
    "of": _("Tách từ"),
    "revision": _("Lần lưu"),
    "round": _("Đợt báo cáo"),
    "document": _("Văn bản"),
    "ask": _("Đề nghị"),
    "answer": _("Trả lời"),
    "words": _("Lời thời hạn"),
    "verdict": _("Xem xét"),
    "says_done": _("Báo cáo hoàn thành"),
    "asked": _("Số điều hệ thống hỏi"),
    "changed": _("Phần đã sửa"),
    "changes": _("Số thay đổi"),
    "unchanged": _("Số dòng giữ nguyên"),
    "goals": _("Số mục tiêu"),
    "gone": _("Chỉ tiêu được ghép vào"),
    "kept": _("Chỉ tiêu giữ lại"),
    "one": _("Chỉ tiêu"),
    "other": _("Chỉ tiêu kia"),
    "indicator": _("Chỉ tiêu"),
    "indicators": _("Các chỉ tiêu"),
    "left_out": _("Các mục để lại"),
    "line": _("Dòng"),
    "missing": _("Khi thiếu số liệu"),
    "remark": _("Nhận xét"),
    "remarks": _("Số nhận xét"),
    "task": _("Nhiệm vụ"),
    "tasks": _("Các nhiệm vụ"),
    "wants": _("Cách đặt mục tiêu"),
}
#: what an action is about → the words of the states it tells
STATES = {
    "duty": SIGNS["duty"],
    "obstacle": SIGNS["obstacle"],
    "request": SIGNS["request"],
    "likeness": SIGNS["verdict"],
}
#: detail → the words of its values
VALUES: dict[str, dict[str, Any]] = {
    "role": {role.value: role.label for role in Role},
    "kind": {kind.value: kind.label for kind in (*UpdateKind, *DeliveryKind)},
    "ask": {ask.value: ask.label for ask in Ask},
    "part": {part.value: part.label for part in (*Part, *PlanPart)},
    "missing": {policy.value: policy.label for policy in Missing},
    "wants": {operator.value: operator.label for operator in Operator},
    "outcome": {outcome: sign.word for outcome, sign in SIGNS["outcome"].items()},
    "verdict": {verdict: sign.word for verdict, sign in SIGNS["verdict"].items()},
}


#: actions whose sentence names the object: the page they stand on is about another
NAMED = ("duty.moved", "evidence.attached", "people.")
#: details whose values are days or moments
MOMENTS = ("late_from", "accepted_at", "as_of", "on", "day", "first", "last", "until")
#: đồng asked, allocated and disbursed
MONEY = re.compile(r"\d+ / \d+ / \d+")


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
                (str(DETAILS.get(name, name)), _said(entry, name, value))
                for name, value in entry.details.items()
                if value
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
    return ". ".join(part for part in (said + _change(entry), _reason(entry.details)) if part)


def _change(entry: Entry) -> str:
    """From what to what, as far as the entry tells it."""
    details = entry.details
    was, now = details.get("was"), details.get("to", details.get("now"))
    if isinstance(was, dict) and isinstance(now, dict):
        changed = [key for key in now if now[key] != was.get(key)]
        return "".join(
            _one_change(_plain(was.get(key)), _plain(now[key]), f"; {key}" if n else f": {key}")
            for n, key in enumerate(changed)
        )
    return _one_change(_state(entry, was), _state(entry, now), ":")


def _one_change(was: str, now: str, lead: str) -> str:
    if not now:
        return ""
    if not was:
        return f"{lead} " + gettext("“%(now)s”") % {"now": now}
    return f"{lead} " + gettext("từ “%(was)s” thành “%(now)s”") % {"was": was, "now": now}


def _reason(details: dict[str, Any]) -> str:
    reason = str(details.get("reason") or "")
    return gettext("Lý do: %(reason)s") % {"reason": reason} if reason else ""


def _state(entry: Entry, value: Any) -> str:
    """A state of what the entry is about in its words; anything else as `_plain` says it."""
    states = STATES.get(entry.action.partition(".")[0], {})
    return str(states[value].word) if isinstance(value, str) and value in states else _plain(value)


def _plain(value: Any) -> str:
    """A day, a moment (Vietnam time) and money as people write them; nothing of lists; anything else as it is."""
    text = "" if isinstance(value, dict | list) else str(value or "")
    if MONEY.fullmatch(text):
        return re.sub(r"\d+", lambda amount: f"{int(amount[0]):,}".replace(",", "."), text)
    with suppress(ValueError):
        return f"{date.fromisoformat(text):%d/%m/%Y}"
    with suppress(ValueError):
        return f"{datetime.fromisoformat(text).astimezone(VIETNAM):%Hh%M ngày %d/%m/%Y}"
    return text


def _said(entry: Entry, name: str, value: Any) -> str:
    if name == "ids":
        return str(len(value))
    if isinstance(value, bool):
        return gettext("có")
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{key}: {part}" for key, part in value.items())
    if isinstance(value, str) and value in VALUES.get(name, {}):
        return gettext(str(VALUES[name][value]))
    if name in ("was", "to", "now"):
        return _state(entry, value)
    return _plain(value) if name in MOMENTS else str(value)
