"""What things are called on a page: each state has a word, a tone and a shape, in one table."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Sign:
    """How a state looks: never a colour alone."""

    #: the word people read
    word: str | Promise
    #: grey, blue, green, amber, red or brown
    tone: str
    #: name of a symbol in icons.svg
    shape: str


SIGNS: dict[str, dict[str, Sign]] = {
    "standing": {
        "no_deadline": Sign(_("Không có thời hạn"), "grey", "dash"),
        "on_track": Sign(_("Trong hạn"), "blue", "ring"),
        "due_soon": Sign(_("Sắp đến hạn"), "amber", "clock"),
        "overdue": Sign(_("Quá hạn"), "red", "alert"),
        "done_on_time": Sign(_("Hoàn thành đúng hạn"), "green", "checked"),
        "done_late": Sign(_("Hoàn thành quá hạn"), "brown", "checked"),
    },
    "duty": {
        "assigned": Sign(_("Chưa thực hiện"), "grey", "ring"),
        "doing": Sign(_("Đang thực hiện"), "blue", "half"),
        "reported_done": Sign(_("Chờ xác nhận hoàn thành"), "amber", "clock"),
        "done": Sign(_("Đã hoàn thành"), "green", "checked"),
        "returned": Sign(_("Trả lại, làm tiếp"), "brown", "back"),
    },
    "document": {
        "received": Sign(_("Chờ đọc"), "grey", "ring"),
        "reading": Sign(_("Đang đọc"), "blue", "half"),
        "read": Sign(_("Đã đọc"), "green", "check"),
        "unreadable": Sign(_("Không đọc được"), "red", "alert"),
        "draft": Sign(_("Dự thảo"), "grey", "pen"),
        "for_signature": Sign(_("Chờ ký"), "amber", "clock"),
        "issued": Sign(_("Đã ban hành"), "green", "seal"),
    },
    "candidate": {
        "proposed": Sign(_("Chờ xem xét"), "amber", "ring"),
        "confirmed": Sign(_("Đã xác nhận"), "green", "check"),
        "refused": Sign(_("Đã từ chối"), "grey", "cross"),
    },
    "sureness": {
        "high": Sign(_("Chắc"), "green", "check"),
        "medium": Sign(_("Khá chắc"), "amber", "half"),
        "low": Sign(_("Cần xem kỹ"), "red", "alert"),
    },
    "update": {
        "submitted": Sign(_("Chờ duyệt"), "amber", "clock"),
        "approved": Sign(_("Đã duyệt"), "green", "check"),
        "returned": Sign(_("Bị trả lại"), "brown", "back"),
    },
    "obstacle": {
        "raised": Sign(_("Chờ giải quyết"), "amber", "flag"),
        "answered": Sign(_("Đã có ý kiến"), "green", "check"),
    },
    "round": {
        "draft": Sign(_("Dự thảo"), "grey", "pen"),
        "open": Sign(_("Đang nhận báo cáo"), "blue", "half"),
        "closed": Sign(_("Đã kết thúc"), "grey", "check"),
    },
    "obligation": {
        "owed": Sign(_("Chưa báo cáo"), "grey", "ring"),
        "on_time": Sign(_("Báo cáo đúng hạn"), "green", "checked"),
        "late": Sign(_("Báo cáo muộn"), "brown", "checked"),
        "missing": Sign(_("Quá hạn, chưa báo cáo"), "red", "alert"),
        "returned": Sign(_("Trả lại để bổ sung"), "amber", "back"),
    },
    "submission": {
        "draft": Sign(_("Đang soạn"), "grey", "pen"),
        "accepted": Sign(_("Đã tiếp nhận"), "green", "checked"),
    },
    "compilation": {
        "draft": Sign(_("Dự thảo"), "grey", "pen"),
        "issued": Sign(_("Đã ban hành"), "green", "seal"),
    },
    "inbox": {
        "duty": Sign(_("Cập nhật tiến độ"), "blue", "pen"),
        "returned_update": Sign(_("Tiến độ bị trả lại"), "brown", "back"),
        "update": Sign(_("Duyệt tiến độ"), "amber", "clock"),
        "verify": Sign(_("Xác nhận hoàn thành"), "amber", "checked"),
        "obligation": Sign(_("Nộp báo cáo"), "blue", "paper"),
        "document": Sign(_("Xem xét văn bản"), "blue", "find"),
        "obstacle": Sign(_("Vướng mắc chờ ý kiến"), "amber", "flag"),
        "compilation": Sign(_("Hoàn thiện báo cáo tổng hợp"), "blue", "pen"),
    },
}

#: in which order parts of a whole are drawn and listed
STANDINGS = tuple(SIGNS["standing"])

BOUNDS = {"before": _("trước"), "by": _("chậm nhất"), "during": _("trong ngày")}


def due_said(bound: str, on: date | None, clock: time | None) -> str:
    """A deadline in few words for lists: trước 16h00 ngày 12/01/2026; chậm nhất 10/08/2025; or nothing."""
    if on is None:
        return ""
    day = f"{on:%d/%m/%Y}"
    if clock is not None:
        day = gettext("%(hour)s ngày %(day)s") % {"hour": f"{clock:%Hh%M}", "day": day}
    return f"{BOUNDS[str(bound)]} {day}"
