"""What a proposed task must say, who writes it, who sends it and who decides. No query, no clock."""

from dataclasses import dataclass
from datetime import date, time

from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks.models import Proposal
from giamsat.tasks.rules import Unexplained
from giamsat.tasks.states import PROPOSAL_MOVES, WRITABLE, ProposalState
from giamsat.timetable import Bound, check_day


class ProposalIncomplete(Refused):
    """Đề xuất còn thiếu: %(missing)s. Hãy bổ sung rồi gửi lại."""

    code = "proposal_incomplete"


class LeadTakesPart(Refused):
    """Cơ quan chủ trì không đồng thời là cơ quan phối hợp. Hãy bỏ một trong hai."""

    code = "lead_takes_part"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an agency proposes."""

    name: str
    product: str
    lead: int | None
    on: date | None
    #: The deadline in words, and its hour, Vietnam time.
    words: str = ""
    clock: time | None = None
    bound: Bound = Bound.BY
    scope: str = ""
    #: Keys of units.
    coordinators: tuple[int, ...] = ()
    reason: str = ""


def check_may_propose(by: Post) -> None:
    """Raise unless `by` reports or approves for an agency."""
    if by.role not in (Role.REPORTER, Role.APPROVER):
        raise NotAllowed


def check_may_write(proposal: Proposal, by: Post) -> None:
    """Raise unless `by` is of the agency that proposes and the words may still change."""
    check_may_propose(by)
    if not by.speaks_for(proposal.unit_id):
        raise NotAllowed
    if proposal.state not in WRITABLE:
        raise BadMove


def check_wanted(wanted: Wanted) -> None:
    """Raise on what could not be kept: a day there is not, a unit in two roles."""
    check_day(wanted.on)
    if wanted.lead is not None and wanted.lead in wanted.coordinators:
        raise LeadTakesPart


def check_may_send(proposal: Proposal, by: Post) -> None:
    """Raise unless the head of the agency sends it and product, deadline and lead are named."""
    if by.role != Role.APPROVER or not by.speaks_for(proposal.unit_id):
        raise NotAllowed
    if ProposalState.SENT not in PROPOSAL_MOVES[proposal.word]:
        raise BadMove
    parts = (
        ("tên", proposal.name),
        ("sản phẩm", proposal.product),
        ("thời hạn", proposal.on),
        ("cơ quan chủ trì", proposal.lead_id),
    )
    if missing := [word for word, value in parts if not value]:
        raise ProposalIncomplete(missing="; ".join(missing))


def check_may_review(proposal: Proposal, to: ProposalState, by: Post, *, reason: str = "") -> None:
    """Raise unless a coordinator of the standing agency decides on a proposal that was sent, saying why not."""
    if by.role != Role.COORDINATOR or not by.speaks_for(proposal.programme.owner_id):
        raise NotAllowed
    if to not in PROPOSAL_MOVES[proposal.word]:
        raise BadMove
    if to != ProposalState.ACCEPTED and not reason.strip():
        raise Unexplained
