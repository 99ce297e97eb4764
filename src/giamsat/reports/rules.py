"""When a round may be opened, what a report lacks, when it is late. No query, no clock."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from giamsat.addresses import new_public_id
from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports.models import Obligation, Round, Section, Submission, SubmissionFile
from giamsat.reports.states import (
    OBLIGATION_MOVES,
    ROUND_MOVES,
    SUBMISSION_MOVES,
    ObligationState,
    Punctuality,
    RoundState,
    SectionSource,
    SubmissionState,
)
from giamsat.targets.models import Plan
from giamsat.targets.plans_rules import check_years
from giamsat.tasks.models import Programme
from giamsat.timetable import Due, check_day


class NoRecipients(Refused):
    """Đợt báo cáo chưa có đơn vị nhận. Hãy chọn ít nhất một đơn vị phải báo cáo rồi mở đợt."""

    code = "no_recipients"


class NoOutline(Refused):
    """Đợt báo cáo chưa có đề cương. Hãy ghi ít nhất một mục nội dung phải báo cáo."""

    code = "no_outline"


class DeadlinePassed(Refused):
    """Thời hạn nộp đã qua. Hãy chọn một thời hạn sau thời điểm mở đợt."""

    code = "deadline_passed"


class Incomplete(Refused):
    """Chưa nộp được vì còn thiếu: %(missing)s. Hãy bổ sung rồi nộp lại; nội dung đã soạn vẫn được giữ."""

    code = "incomplete"


class WrongFileKind(Refused):
    """Báo cáo chỉ nhận bản PDF (ký số hoặc bản quét có dấu) và tệp .docx. Hãy chọn tệp đúng định dạng."""

    code = "wrong_file_kind"


class ReasonMissing(Refused):
    """Hãy ghi lý do trả lại để đơn vị biết phải sửa gì."""

    code = "reason_missing"


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One heading of an outline as planned."""

    heading: str
    source: SectionSource = SectionSource.WORDS
    required: bool = True


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """A round as a coordinator plans it."""

    title: str
    due: Due
    sections: tuple[SectionPlan, ...]
    #: Keys of the units that owe a report.
    recipients: tuple[int, ...]
    letter: str = ""
    wants_pdf: bool = True
    wants_docx: bool = True
    #: For which year, and until which, a plan for the targets is asked for.
    plan_years: tuple[int, int] | None = None
    #: (group, text): whom central agencies and localities ask.
    contacts: tuple[tuple[str, str], ...] = ()
    #: Given out with the form, so that the same form sent twice is the same round.
    public_id: str = field(default_factory=new_public_id)


def check_may_run(programme: Programme, by: Post) -> None:
    """Raise unless `by` is a coordinator of the programme's standing agency."""
    if by.role != Role.COORDINATOR or not by.speaks_for(programme.owner_id):
        raise NotAllowed


def check_plan(plan: RoundPlan) -> None:
    """Raise unless somebody is asked for something by a day there is."""
    if not plan.recipients:
        raise NoRecipients
    if not plan.sections:
        raise NoOutline
    check_day(plan.due.on)
    if plan.plan_years is not None:
        check_years(*plan.plan_years)


def check_can_open(round_: Round, at: datetime) -> None:
    """Raise unless a drafted round still has time before its deadline."""
    if RoundState.OPEN not in ROUND_MOVES[RoundState(round_.state)]:
        raise BadMove
    if at >= round_.late_from:
        raise DeadlinePassed


def check_may_write(obligation: Obligation, by: Post) -> None:
    """Raise unless `by` reports for the unit that owes and the round takes reports."""
    if not by.speaks_for(obligation.unit_id) or by.role not in (Role.REPORTER, Role.APPROVER):
        raise NotAllowed
    if ObligationState.HANDED_IN not in OBLIGATION_MOVES[ObligationState(obligation.state)]:
        raise BadMove
    if obligation.round.state != RoundState.OPEN:
        raise BadMove


def check_wants_plan(round_: Round) -> None:
    """Raise unless the round asks for a plan for the targets."""
    if not round_.wants_plan:
        raise BadMove


def check_return(submission: Submission, reason: str, by: Post) -> None:
    """Raise unless `by` runs the round, says why, and the version is the accepted one."""
    check_may_run(submission.obligation.round.programme, by)
    if not reason.strip():
        raise ReasonMissing
    check_submission_move(submission, SubmissionState.RETURNED)
    if ObligationState.RETURNED not in OBLIGATION_MOVES[ObligationState(submission.obligation.state)]:
        raise BadMove


def check_submission_move(submission: Submission, to: SubmissionState) -> None:
    """Raise unless a version in its state may become `to`."""
    if to not in SUBMISSION_MOVES[SubmissionState(submission.state)]:
        raise BadMove


def missing(
    round_: Round, sections: Iterable[Section], body: Mapping[str, str], files: Iterable[SubmissionFile]
) -> list[str]:
    """What a report still lacks, in words; empty when it is complete."""
    kinds = {kept.upload.file.kind for kept in files if kept.upload.file}
    lacks = []
    if round_.wants_pdf and "pdf" not in kinds:
        lacks.append("bản PDF ký số hoặc bản quét có dấu")
    if round_.wants_docx and "docx" not in kinds:
        lacks.append("tệp .docx")
    empty = [s.heading for s in sections if s.required and not body.get(str(s.ordinal), "").strip()]
    return lacks + [f"mục “{heading}”" for heading in empty]


def manifest(body: Mapping[str, str], files: Iterable[SubmissionFile], plan: Plan | None = None) -> dict[str, object]:
    """Hashes (SHA-256, hex) of what is handed in: the body's canonical JSON, each file in order of hash, the plan."""
    text = json.dumps(dict(body), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    kept = sorted((f.upload.sha256, f.upload.name) for f in files)
    return {
        "body": hashlib.sha256(text.encode()).hexdigest(),
        "files": [{"sha256": sha256, "name": name} for sha256, name in kept],
    } | ({"plan": {"version": plan.version, "sha256": plan.sha256}} if plan else {})


def punctuality(obligation: Obligation, at: datetime) -> Punctuality:
    """Late ⇔ accepted at or after the first late instant, by the database's clock (decision 1)."""
    if obligation.handed_in_at is not None:
        return Punctuality.LATE if obligation.handed_in_at >= obligation.late_from else Punctuality.ON_TIME
    return Punctuality.MISSING if at >= obligation.late_from else Punctuality.PENDING
