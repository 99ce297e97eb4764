"""When a candidate may be confirmed, and what its content must hold. No query, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time

from giamsat.assignments.models import Candidate
from giamsat.assignments.places import spans_of
from giamsat.assignments.states import MOVES, CandidateState
from giamsat.errors import BadMove, Refused
from giamsat.timetable import Bound, check_day


class NoLead(Refused):
    """Nhiệm vụ chưa có cơ quan chủ trì. Hãy chọn ít nhất một cơ quan chủ trì."""

    code = "no_lead"


class NoName(Refused):
    """Nhiệm vụ chưa có tên. Hãy ghi tên nhiệm vụ ngắn gọn, bắt đầu bằng việc phải làm."""

    code = "no_name"


class NoReason(Refused):
    """Hãy ghi lý do để người sau hiểu vì sao."""

    code = "no_reason"


class LeadAlsoCoordinates(Refused):
    """Có %(units)s cơ quan vừa chủ trì vừa phối hợp. Mỗi cơ quan chỉ giữ một vai trong một nhiệm vụ."""

    code = "lead_also_coordinates"


class NoPassage(Refused):
    """Chưa chọn câu nào. Hãy bôi đen câu giao việc trong văn bản, hoặc chép lại đúng nguyên văn câu đó."""

    code = "no_passage"


class PassageNotFound(Refused):
    """Không thấy câu này trong văn bản. Hãy chép lại đúng nguyên văn, không thêm bớt chữ nào."""

    code = "passage_not_found"


class PassageNotUnique(Refused):
    """Câu này có ở %(places)s chỗ trong văn bản. Hãy chép thêm những chữ đứng trước hoặc sau để chỉ còn một chỗ."""

    code = "passage_not_unique"


class NotOneReview(Refused):
    """Chỉ gộp được từ hai việc trở lên của cùng một văn bản và đang chờ xem xét. Hãy chọn lại."""

    code = "not_one_review"


class SplitOutside(Refused):
    """Chỗ tách phải nằm giữa câu. Hãy chọn lại chỗ bắt đầu việc thứ hai."""

    code = "split_outside"


@dataclass(frozen=True, slots=True)
class Content:
    """What an assignment says once a person has looked at it."""

    name: str
    #: Keys of units.
    leads: tuple[int, ...]
    coordinators: tuple[int, ...] = ()
    scope: str = ""
    product: str = ""
    #: The deadline's words, bound, day and hour (Vietnam time).
    words: str = ""
    bound: Bound = Bound.BEFORE
    on: date | None = None
    clock: time | None = None
    day_counts: bool = False
    recurrence: tuple[str, ...] = field(default=())


def check_move(candidate: Candidate, to: CandidateState) -> None:
    """Raise unless a candidate in its state may become `to`."""
    if to not in MOVES[CandidateState(candidate.state)]:
        raise BadMove


def check_joinable(candidates: Sequence[Candidate]) -> None:
    """Raise unless two or more candidates of one sitting wait to be seen."""
    if len({candidate.pk for candidate in candidates}) < 2 or len({c.review_id for c in candidates}) != 1:
        raise NotOneReview
    if any(candidate.state != CandidateState.PROPOSED for candidate in candidates):
        raise NotOneReview


def quoted_span(text: str, words: str) -> tuple[int, int]:
    """The one place in a reading's text where words that a person copied stand."""
    if not words.strip():
        raise NoPassage
    found = spans_of(text, words)
    if not found:
        raise PassageNotFound
    if len(found) > 1:
        raise PassageNotUnique(places=len(found))
    return found[0]


def check_content(content: Content) -> None:
    """Raise unless the content names what is to be done and who leads, each unit once, and a day there is."""
    if not content.name.strip():
        raise NoName
    if not content.leads:
        raise NoLead
    if both := set(content.leads) & set(content.coordinators):
        raise LeadAlsoCoordinates(units=len(both))
    check_day(content.on)


def is_before_its_document(content: Content, issued_on: date | None) -> bool:
    """Whether the deadline was past when the paper was signed: legal, and flagged (396/TB-VPCP asked that)."""
    if content.on is None or issued_on is None:
        return False
    return (
        content.on <= issued_on if content.bound == Bound.BEFORE and content.clock is None else content.on < issued_on
    )
