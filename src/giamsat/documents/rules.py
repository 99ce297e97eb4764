"""What may be done with a document, and what its letterhead must say. No query, no clock."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from giamsat.documents.models import Citation, Document
from giamsat.documents.states import MOVES, Direction, DocumentState
from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from vanban import READER_VERSION


class LetterheadIncomplete(Refused):
    """Văn bản chưa có %(missing)s. Hãy bổ sung ở mục “Sửa thể thức” trước khi giao nhiệm vụ."""

    code = "letterhead_incomplete"


class ReadByTheNewest(Refused):
    """Văn bản này đã được đọc bằng bộ đọc mới nhất; không có gì để đọc lại."""

    code = "read_by_the_newest"


class ReadingBrokeOff(Refused):
    """Máy đã thử đọc ba lần, lần nào cũng dừng giữa chừng. Hãy bấm “Đọc lại” hoặc nhận bản DOCX, PDF có lớp chữ."""

    code = "reading_broke_off"


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The facts a person may correct after the reading."""

    number: str
    symbol: str
    kind: str
    issuer: str
    issued_on: date | None
    subject: str


def check_may_work_on(document: Document, by: Post) -> None:
    """Raise unless `by` is a coordinator of the unit that took the document in."""
    if by.role != Role.COORDINATOR or not by.speaks_for(document.unit_id):
        raise NotAllowed


def check_read(document: Document) -> None:
    """Raise unless the document has been read."""
    if document.state != DocumentState.READ:
        raise BadMove


def check_may_be_read_again(document: Document, versions: Collection[str]) -> None:
    """Raise unless the document was found unreadable, or was read by older readers only (`versions`)."""
    if document.direction != Direction.INCOMING:
        raise BadMove
    if document.state == DocumentState.UNREADABLE:
        return
    check_read(document)
    if READER_VERSION in versions:
        raise ReadByTheNewest


def names(citation: Citation, document: Document) -> bool:
    """Whether a citation means a document: the same full symbol (71/NQ-CP is not 71-NQ/TW), and no other date."""
    if citation.symbol.casefold() != document.full_symbol.casefold():
        return False
    issued = document.issued_on.isoformat() if document.issued_on else ""
    return not citation.dated or issued.startswith(citation.dated)


def check_may_issue(document: Document, by: Post) -> None:
    """Raise unless the paper is a draft and `by` heads its unit (Decree 30/2020, art. 13)."""
    if by.role != Role.APPROVER or not by.speaks_for(document.unit_id):
        raise NotAllowed
    if DocumentState.ISSUED not in MOVES[DocumentState(document.state)]:
        raise BadMove


def check_own_issued(document: Document) -> None:
    """Raise unless the paper is our own and issued."""
    if document.direction != Direction.OWN or document.state != DocumentState.ISSUED:
        raise BadMove


def check_identified(document: Document) -> None:
    """Raise unless number and date are known: tasks are keyed by full symbol, issuer and date."""
    missing = [
        word
        for word, value in (("số, ký hiệu", document.full_symbol), ("ngày ban hành", document.issued_on))
        if not value
    ]
    if missing:
        raise LetterheadIncomplete(missing=" và ".join(missing))
