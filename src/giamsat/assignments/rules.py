"""When a candidate may be confirmed, and what its content must hold. No query, no clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time

from giamsat.assignments.models import Candidate, Consultation, Opinion
from giamsat.assignments.places import spans_of
from giamsat.assignments.states import (
    MOVES,
    OPINION_MOVES,
    CandidateState,
    ConsultationState,
    Heard,
    OpinionState,
)
from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.timetable import Bound, Due, check_day


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


class NobodyAsked(Refused):
    """Chưa chọn việc nào hoặc chưa có cơ quan nào để hỏi. Hãy chọn ít nhất một việc và một cơ quan cho mỗi việc."""

    code = "nobody_asked"


class AnswerDatePassed(Refused):
    """Hạn trả lời đã qua. Hãy chọn một ngày, giờ sau thời điểm này."""

    code = "answer_date_passed"


class ConsultationClosed(BadMove):
    """Đợt lấy ý kiến đã kết thúc nên không nhận trả lời nữa. Hãy liên hệ cơ quan tổng hợp."""

    code = "consultation_closed"


class WishUnexplained(Refused):
    """Hãy ghi lý do đề nghị sửa để cơ quan tổng hợp xem xét."""

    code = "wish_unexplained"


class NothingWished(Refused):
    """Chưa đề nghị sửa điều gì. Hãy ghi ít nhất một mục cần sửa, hoặc bấm “Đồng ý”."""

    code = "nothing_wished"


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


@dataclass(frozen=True, slots=True)
class Wish:
    """What an agency asks to be otherwise in a draft; what is empty may stay as it is."""

    reason: str
    name: str = ""
    scope: str = ""
    product: str = ""
    #: The deadline wished: its words, bound, day and hour (Vietnam time).
    words: str = ""
    bound: Bound = Bound.BEFORE
    on: date | None = None
    clock: time | None = None
    #: Key of the unit that should lead.
    lead: int | None = None


def check_answer_by(due: Due, at: datetime) -> None:
    """Raise unless there is still time to answer at `at`."""
    check_day(due.on)
    if due.late_from <= at:
        raise AnswerDatePassed


def check_may_answer(opinion: Opinion, to: OpinionState, by: Post) -> None:
    """Raise unless `by` reports or approves for the agency asked, and the answer may become `to`."""
    if by.role not in (Role.REPORTER, Role.APPROVER) or not by.speaks_for(opinion.unit_id):
        raise NotAllowed
    if to not in OPINION_MOVES[opinion.word]:
        raise BadMove


def check_open(consultation: Consultation) -> None:
    """Raise unless agencies may still answer."""
    if consultation.state != ConsultationState.OPEN:
        raise ConsultationClosed


def check_wish(wish: Wish) -> None:
    """Raise unless a wish asks for something, on a day there is, and says why."""
    asked = (wish.name, wish.scope, wish.product, wish.words)
    if not any(text.strip() for text in asked) and wish.on is None and wish.lead is None:
        raise NothingWished
    if not wish.reason.strip():
        raise WishUnexplained
    check_day(wish.on)


def heard(opinion: Opinion, consultation: Consultation, at: datetime) -> Heard:
    """How an answer stands at `at`: who has said nothing by the date, or by the end, is silent."""
    if opinion.state != OpinionState.ASKED:
        return Heard(opinion.state)
    is_over = at >= consultation.late_from or consultation.state == ConsultationState.CLOSED
    return Heard.SILENT if is_over else Heard.WAITING


def as_wished(content: Content, wish: Wish, *, of: int) -> Content:
    """A content with what the unit `of` wishes put in. Another lead stands in its place, or in that of all leads."""
    changed = {name: getattr(wish, name) for name in ("name", "scope", "product") if getattr(wish, name)}
    if wish.on is not None:
        changed |= {"words": wish.words, "bound": wish.bound, "on": wish.on, "clock": wish.clock}
    elif wish.words:
        changed |= {"words": wish.words}
    if wish.lead is not None:
        stays = [unit for unit in content.leads if unit not in (of, wish.lead)] if of in content.leads else []
        changed["leads"] = (wish.lead, *stays)
        changed["coordinators"] = tuple(unit for unit in content.coordinators if unit != wish.lead)
    return replace(content, **changed)
