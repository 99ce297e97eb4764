"""A paper that is not read yet: what the reader is doing, how far it has come, or that it does nothing."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext

from giamsat.documents.jobs import LEASE, MOST_TRIES
from giamsat.documents.models import Document
from giamsat.documents.queries import is_somebody_reading
from giamsat.documents.states import DocumentState
from giamsat.files.states import Step


@dataclass(frozen=True)
class Waiting:
    """What the page of such a paper says."""

    title: str
    text: str
    #: pages recognised, and of how many; 0 when that is not known
    done: int = 0
    of: int = 0
    #: whether it is being read or is the next
    is_live: bool = False
    shape: str = "clock"


def waiting_of(document: Document, at: datetime) -> Waiting:
    """What to say at a moment about a paper that came in and has not been laid before a person yet."""
    if document.state == DocumentState.READING and document.lease_until and document.lease_until >= at:
        return _in_hand(document)
    if document.state == DocumentState.READ and at < _since(document) + LEASE:
        return _live(gettext(Step.FINDING.label))
    if document.state != DocumentState.READ and is_somebody_reading(at):
        return Waiting(gettext("Đang chờ đến lượt đọc"), gettext("Máy đang đọc văn bản khác, xong sẽ đến văn bản này."))
    if document.state == DocumentState.RECEIVED and at < _since(document) + LEASE:
        return _queued(document)
    return Waiting(
        gettext("Máy đọc đang chờ"),
        gettext(
            "Máy đọc đã dừng; văn bản được đọc tiếp ngay khi máy đọc chạy lại. "
            "Tệp gốc vẫn được giữ an toàn. Nếu chờ lâu, hãy báo quản trị hệ thống."
        ),
        shape="alert",
    )


def _in_hand(document: Document) -> Waiting:
    if document.step != Step.RECOGNISING:
        return _live(gettext(Step(document.step).label if document.step else Step.FINDING.label))
    page = min(document.pages_done + 1, document.pages_total)
    title = gettext("Đang nhận dạng chữ: trang %(page)s trên %(of)s") % {"page": page, "of": document.pages_total}
    return _live(title, document.pages_done, document.pages_total)


def _queued(document: Document) -> Waiting:
    if not document.tries:
        return _live(gettext("Đang chờ đến lượt đọc"))
    told = {"next": document.tries + 1, "most": MOST_TRIES}
    return Waiting(
        gettext("Lần đọc trước dừng giữa chừng"),
        gettext("Máy sẽ đọc lại sau ít giây (lần %(next)s trên %(most)s). Tệp gốc vẫn được giữ an toàn.") % told,
        shape="alert",
    )


def _live(title: str, done: int = 0, of: int = 0) -> Waiting:
    text = gettext("Tệp gốc đã được giữ an toàn. Trang này tự cập nhật khi đọc xong; bạn có thể làm việc khác.")
    return Waiting(title, text, done, of, is_live=True)


def _since(document: Document) -> datetime:
    """Since when it has waited for its next step."""
    if document.state == DocumentState.READ:
        return document.readings.latest("id").created_at
    return max(document.created_at, document.lease_until or document.created_at)
