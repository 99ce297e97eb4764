"""States of a paper that comes in and of one we write. PURE."""

from giamsat.wording import Worded


class Direction(Worded):
    INCOMING = "incoming", "Văn bản đến"
    OWN = "own", "Văn bản đi"
    #: A task that an agency proposes, in its own words: it comes as a form and is never read by the reader.
    PROPOSED = "proposed", "Đề xuất của cơ quan"


class DocumentState(Worded):
    RECEIVED = "received", "Chờ đọc"
    READING = "reading", "Đang đọc"
    READ = "read", "Đã đọc"
    UNREADABLE = "unreadable", "Không đọc được"
    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"


class Relation(Worded):
    """How a document stands to another that it names; the strongest first."""

    REPLACES = "replaces", "Thay thế, bãi bỏ"
    AMENDS = "amends", "Sửa đổi, bổ sung"
    IMPLEMENTS = "implements", "Triển khai thực hiện"
    CITES = "cites", "Viện dẫn"


MOVES: dict[DocumentState, tuple[DocumentState, ...]] = {
    DocumentState.RECEIVED: (DocumentState.READING,),
    # Claimed again when its worker died; back in the row when the reading broke off.
    DocumentState.READING: (
        DocumentState.READING,
        DocumentState.RECEIVED,
        DocumentState.READ,
        DocumentState.UNREADABLE,
    ),
    # Read again by a newer reader.
    DocumentState.READ: (DocumentState.RECEIVED,),
    DocumentState.UNREADABLE: (DocumentState.RECEIVED,),
    DocumentState.DRAFT: (DocumentState.ISSUED,),
    DocumentState.ISSUED: (),
}

INCOMING_STATES = (DocumentState.RECEIVED, DocumentState.READING, DocumentState.READ, DocumentState.UNREADABLE)
PROPOSED_STATES = (DocumentState.READ,)
OWN_STATES = (DocumentState.DRAFT, DocumentState.ISSUED)
