"""Builds what a test needs by doing the real moves: no impossible objects."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from unittest.mock import patch

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments import consulting
from giamsat.assignments.models import Candidate, Consultation, Opinion, Review
from giamsat.assignments.rules import Content
from giamsat.documents import actions as document_actions
from giamsat.documents.models import Document
from giamsat.documents.rules import Letterhead
from giamsat.documents.states import DocumentState
from giamsat.files.actions import keep_own
from giamsat.files.models import Upload
from giamsat.files.states import UploadState
from giamsat.journal.actions import anchor, record
from giamsat.journal.clock import DatabaseClock
from giamsat.journal.rules import SYSTEM
from giamsat.obstacles import actions as obstacle_actions
from giamsat.obstacles.models import Answer, Obstacle
from giamsat.obstacles.rules import Difficulty, Ruling
from giamsat.obstacles.states import Cause, ObstacleKind
from giamsat.people import actions as people_actions
from giamsat.people import reorganising
from giamsat.people.models import Person, Post, Reorganisation, Unit
from giamsat.people.states import Role, UnitKind
from giamsat.progress import actions as progress_actions
from giamsat.progress.models import Update
from giamsat.progress.rules import Entry
from giamsat.progress.states import UpdateKind
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation, Round, Submission
from giamsat.reports.rules import RoundPlan, SectionPlan
from giamsat.targets import actions as target_actions
from giamsat.targets import plans, reporting
from giamsat.targets.models import Goal, Indicator, Plan, Reported
from giamsat.targets.plans_rules import ComponentSaid, GoalSaid, MeasureSaid
from giamsat.targets.plans_states import Term
from giamsat.targets.rules import Aim, Sheet, Value
from giamsat.targets.states import IndicatorKind, Missing, Operator
from giamsat.tasks import actions as task_actions
from giamsat.tasks import delivering, proposing, renaming
from giamsat.tasks import jobs as task_jobs
from giamsat.tasks.delivering import Delivered
from giamsat.tasks.models import Delivery, Duty, Programme, Proposal, Rewording
from giamsat.tasks.proposing_rules import Wanted
from giamsat.tasks.states import MOVES, DeliveryKind, DutyState, Side
from giamsat.timetable import VIETNAM, Bound, Due, Every


@contextmanager
def clock(moment: datetime) -> Iterator[None]:
    """The database's clock stands at `moment` (aware) while this is entered."""
    said = f"'{moment.astimezone(UTC).replace(tzinfo=None)}'"
    with (
        patch.object(DatabaseClock, "as_sqlite", lambda *_a, **_k: (said, ())),
        patch.object(DatabaseClock, "as_postgresql", lambda *_a, **_k: (f"CAST({said[:-1]}+00' AS timestamptz)", [])),
    ):
        yield


#: Noon in Hà Nội on a plain Tuesday.
NOW = datetime(2026, 6, 2, 5, tzinfo=UTC)
DAY = timedelta(days=1)
_count = itertools.count(1)

TEXT = "1. Bộ Tài chính ban hành hướng dẫn chi trước ngày 10 tháng 6 năm 2026.\n"


def unit(code: str) -> Unit:
    """An agency of the real table, loaded when first asked for."""
    if not Unit.objects.exists():
        people_actions.load_agencies(by=SYSTEM)
    return Unit.objects.get(code=code)


def post(role: Role, code: str = "BTC", *, is_head: bool = False) -> Post:
    """A new person with a post in an agency."""
    return post_in(unit(code), role, is_head=is_head)


def post_in(where: Unit, role: Role, *, is_head: bool = False) -> Post:
    """A new person with a post in a unit."""
    n = next(_count)
    return people_actions.appoint(
        where,
        username=f"nguoi{n}",
        full_name=f"Người Thử {n}",
        role=role,
        title="Bộ trưởng" if is_head else "Chuyên viên",
        password="mat-khau-thu-nghiem",
        by=SYSTEM,
        is_head=is_head,
    )


def second_post(person: Person, role: Role, code: str) -> Post:
    """A further post of somebody."""
    return people_actions.appoint(
        unit(code),
        username=person.username,
        full_name=person.full_name,
        role=role,
        title="Chuyên viên",
        password="mat-khau-thu-nghiem",
        by=SYSTEM,
    )


def beneath(above: Unit) -> Unit:
    """A new department under a unit."""
    n = next(_count)
    code, name = f"{above.code}.{n}", f"Đơn vị {n}"
    return people_actions.create_unit(code, name=name, kind=UnitKind.DEPARTMENT, parent=above, by=SYSTEM)


def department_of(code: str) -> tuple[Post, Post]:
    """The head of an agency, and a reporter of a new department under it."""
    return post(Role.APPROVER, code), post_in(beneath(unit(code)), Role.REPORTER)


def office_of(department: Unit) -> Post:
    """A reporter of a new office under a department."""
    return post_in(beneath(department), Role.REPORTER)


def anchored(*, entries: int = 1) -> Post:
    """Somebody whose unit's chain has some entries, all of them under a root of the journal."""
    by = post(Role.REPORTER)
    for n in range(entries):
        record("thử", by.unit, by=by, n=n)
    anchor(NOW.date(), by=SYSTEM)
    return by


def reorganisation(by: Post | None = None, name: str = "Cục Mới") -> Reorganisation:
    """A proposal to found a unit, by an administrator of the system."""
    rows = [{"kind": "create", "successors": f"MOI{next(_count)}", "name": name, "on": "2026-06-01"}]
    return reorganising.propose("Lập cục mới", rows, by=by or post(Role.SYSTEM_ADMIN), at=NOW)


def coordinator() -> Post:
    return post(Role.COORDINATOR, "BKHCN")


def programme(code: str = "57-NQ/TW", *, owner: str = "BKHCN") -> Programme:
    """A programme, the same one for the same code."""
    return Programme.objects.filter(code=code).first() or task_actions.open_programme(
        code,
        name="Chương trình thử",
        prefix=code.replace("/", "")[:10],
        owner=unit(owner),
        steered_by=unit("BCĐCP"),
        by=SYSTEM,
    )


def upload(by: Post, *, kind: str = "pdf", content: bytes | None = None) -> Upload:
    """A stored file of somebody's; each with bytes of its own unless given."""
    file = keep_own(content or f"tep {next(_count)}".encode(), kind=kind)
    return Upload.objects.create(
        state=UploadState.STORED, file=file, sha256=file.sha256, name=f"tep.{kind}", unit=by.unit, by=by, at=NOW
    )


def found(text: str = TEXT, assignments: int = 1) -> dict[str, Any]:
    """What the reader answers for a small paper, in its own JSON."""
    item = {
        "path": "1",
        "lead": ["Bộ Tài chính"],
        "lead_codes": ["BTC"],
        "coordinating": [],
        "coordinating_codes": [],
        "text": text.strip(),
        "action": "ban hành hướng dẫn chi",
        "product": "hướng dẫn chi",
        "recurrence": [],
        "deadlines": [{"on": "2026-06-10", "at": None, "bound": "before", "text": "trước ngày 10 tháng 6 năm 2026"}],
        "span": [0, len(text) - 1],
        "rule": "agency+verb",
        "confidence": 0.9,
        "flags": [],
    }
    return {
        "text": text,
        "text_hash": "0" * 64,
        "reader_version": "thử",
        "blocks": [[0, len(text)]],
        "document": {
            "number": "7",
            "symbol": "TB-VPCP",
            "type": "thông báo",
            "issuer": "Văn phòng Chính phủ",
            "date": "2026-06-01",
            "subject": "thử",
            "references": [{"number": "57-NQ/TW", "date": "2024-12-22"}],
        },
        "assignments": [item] * assignments,
    }


def received(by: Post, file: Upload | None = None) -> Document:
    """A document that waits for the reader."""
    return document_actions.receive_document(file or upload(by, kind="text"), by=by, at=NOW)


def read(by: Post, what: dict[str, Any] | None = None, file: Upload | None = None) -> Document:
    """A document the reader has read."""
    document = received(by, file)
    Document.objects.filter(pk=document.pk).update(state=DocumentState.READING)
    document_actions.keep_reading(document, what or found(), at=NOW)
    return document


def review(by: Post, what: dict[str, Any] | None = None, file: Upload | None = None) -> Review:
    """A sitting with candidates that wait."""
    reading = read(by, what, file).readings.get()
    return assignment_actions.propose(reading, at=NOW)


def candidate(by: Post, file: Upload | None = None) -> Candidate:
    return review(by, file=file).candidates.get()


def answer_by(days: int = 3) -> Due:
    """By when agencies are to answer, `days` after the present day; late for certain when negative."""
    on = (datetime.now(UTC) + days * DAY).astimezone(VIETNAM).date()
    return Due(words=f"trước ngày {on:%d/%m/%Y}", bound=Bound.BEFORE, on=on)


def consultation(by: Post, *candidates: Candidate, codes: tuple[str, ...] = ("BTC",), days: int = 3) -> Consultation:
    """Agencies asked about candidates of one paper; `days` as in `answer_by`."""
    asked = {one.pk: tuple(unit(code).pk for code in codes) for one in candidates}
    due = answer_by(days)
    return consulting.consult(candidates[0].review.document, asked, due=due, by=by, at=min(NOW, due.late_from - DAY))


def opinion(by: Post, *, days: int = 3) -> Opinion:
    """What Bộ Tài chính is asked about a candidate of its own."""
    return (
        consultation(by, candidate(by), days=days)
        .opinions.select_related("unit", "draft__candidate", "consultation__document")
        .get()
    )


def rewording(one: Duty, by: Post, **changed: Any) -> Rewording:
    """A proposal about the task of a duty."""
    words = {"name": "Ban hành thông tư về chi", "scope": "Chi thường xuyên", "reason": "Tên chưa rõ"} | changed
    return renaming.propose(one.task, **words, by=by)


def wanted(**changed: Any) -> Wanted:
    """A complete task to propose; `lead` and `coordinators` may be codes."""
    given = {
        "name": "Xây dựng cổng dữ liệu thủy lợi",
        "product": "Cổng dữ liệu",
        "lead": "BTC",
        "words": "chậm nhất 01/09/2026",
        "on": date(2026, 9, 1),
    } | changed
    given["lead"] = unit(given["lead"]).pk if given["lead"] else None
    given["coordinators"] = tuple(unit(code).pk for code in given.get("coordinators", ()))
    return Wanted(**given)


def proposal(by: Post, *, sent_by: Post | None = None, **changed: Any) -> Proposal:
    """A task proposed by an agency, with a file; sent when its head is given."""
    one = proposing.draft(programme(), wanted(**changed), upload=upload(by), by=by, at=NOW)
    if sent_by is not None:
        proposing.send(one, by=sent_by)
    return Proposal.objects.select_related("programme", "unit", "lead").get(pk=one.pk)


def compared() -> None:
    """Let the worker lay every assignment beside the others."""
    while task_jobs.compare_one(NOW):
        pass


def content(**changed: Any) -> Content:
    """A sound content; `leads` and `coordinators` may be codes."""
    given = {
        "name": "Ban hành hướng dẫn chi",
        "leads": ("BTC",),
        "coordinators": (),
        "product": "Hướng dẫn chi",
        "words": "trước ngày 10 tháng 6 năm 2026",
        "bound": Bound.BEFORE,
        "on": date(2026, 6, 10),
    } | changed
    for side in ("leads", "coordinators"):
        given[side] = tuple(unit(code).pk for code in given[side])
    return Content(**given)


def issued(by: Post | None = None, *, at: datetime = NOW, file: Upload | None = None, **changed: Any) -> list[Duty]:
    """The duties of one issued task, given by the paper in `file`."""
    by = by or coordinator()
    one = candidate(by, file)
    assignment_actions.confirm(one, content(**changed), by=by, at=at)
    tasks = task_actions.issue(one.review.document, programme=programme(), by=by, at=at)
    return list(tasks[0].duties.select_related("task", "unit", "programme").order_by("id"))


def duty(by: Post | None = None, *, at: datetime = NOW, file: Upload | None = None, **changed: Any) -> Duty:
    return issued(by, at=at, file=file, **changed)[0]


def duty_in(state: DutyState, *, reporter: Post, assigner: Post) -> Duty:
    """A duty of the reporter's unit brought to a state by the moves that lead there."""
    one = duty(assigner, leads=(reporter.unit.code,))
    if state != DutyState.ASSIGNED:
        delivered(one, reporter)
    sides = {Side.UNIT: reporter, Side.ASSIGNER: assigner}
    for to in way_to(state):
        by = sides[MOVES[DutyState(one.state)][to]]
        task_actions.move(one, to=to, by=by, at=NOW, reason="vì thế")
    return one


def way_to(state: DutyState) -> tuple[DutyState, ...]:
    """The shortest way from a fresh duty to a state, by the table of moves."""
    ways: dict[DutyState, tuple[DutyState, ...]] = {DutyState.ASSIGNED: ()}
    waiting = [DutyState.ASSIGNED]
    while state not in ways:
        here = waiting.pop(0)
        for to in MOVES[here]:
            if to not in ways:
                ways[to] = (*ways[here], to)
                waiting.append(to)
    return ways[state]


def entry(**changed: Any) -> Entry:
    """What a unit enters: a result."""
    return Entry(**({"kind": UpdateKind.PROGRESS, "result": "Đã có dự thảo"} | changed))


def update(one: Duty, by: Post, **changed: Any) -> Update:
    """A submitted update with a result."""
    return progress_actions.submit_update(one, entry(**changed), by=by, at=NOW)


DELIVERED = Delivered(DeliveryKind.DOCUMENT, on=NOW.date(), symbol="15/2026/TT-BTC", issuer="Bộ Tài chính")


def offered(one: Duty, by: Post, delivered: Delivered = DELIVERED) -> list[Delivery]:
    """Every product of the task written down as delivered, waiting for the head."""
    missing = delivering.unoffered(one.task)
    return [delivering.deliver(thing, one, delivered, upload=upload(by), by=by, at=NOW) for thing in missing]


def delivered(one: Duty, by: Post) -> None:
    """Every product of the task delivered, with the head's word; a file in any case."""
    task_actions.attach_evidence(one, upload(by), by=by, at=NOW)
    head = post_in(one.unit, Role.APPROVER)
    for delivery in offered(one, by):
        delivering.accept(delivery, by=head, at=NOW)


def difficulty(**changed: Any) -> Difficulty:
    """An obstacle beyond the unit's authority, with its proposal."""
    given = {
        "kind": ObstacleKind.LAW,
        "cause": Cause.OBJECTIVE,
        "beyond_authority": True,
        "description": "Thiếu định mức chi",
        "proposal": "Ban hành định mức tạm thời",
    }
    return Difficulty(**(given | changed))


def noted(one: Duty, by: Post, **changed: Any) -> Obstacle:
    """An obstacle written down that nobody outside has seen."""
    return obstacle_actions.note(one, difficulty(**changed), by=by, at=NOW)


def raised(one: Duty | None = None, *, by: Post, head: Post, **changed: Any) -> Obstacle:
    """An obstacle its head has raised; it waits for the standing agency unless it is within the unit's authority."""
    obstacle = noted(one or duty(), by, **changed)
    obstacle_actions.bring_up(obstacle, by=head, at=NOW)
    return obstacle


RULING = Ruling("Cho áp dụng định mức tạm thời", symbol="120/TB-VPCP", on=NOW.date(), issuer="Văn phòng Chính phủ")


def answered(one: Obstacle, *, by: Post, file: Upload | None = None) -> Answer:
    return obstacle_actions.answer(one, RULING, upload=file, by=by, at=NOW)


def plan(**changed: Any) -> RoundPlan:
    """A round due four days from now before 16h00; `recipients` may be codes."""
    given = {
        "title": "Báo cáo đột xuất",
        "due": Due(words="trước 16h00 ngày 06/6/2026", bound=Bound.BEFORE, on=date(2026, 6, 6), at=time(16)),
        "sections": (SectionPlan("Kết quả"),),
        "recipients": ("BTC", "BNNMT"),
    } | changed
    given["recipients"] = tuple(unit(code).pk for code in given["recipients"])
    return RoundPlan(**given)


def open_round(by: Post, *, at: datetime = NOW, **changed: Any) -> Round:
    """A round that takes reports."""
    one = report_actions.draft_round(plan(**changed), programme=programme(), by=by, at=at)
    report_actions.open_round(one, by=by, at=at)
    return one


def obligation(one: Round, code: str = "BTC") -> Obligation:
    return one.obligations.select_related("round__programme", "unit").get(unit__code=code)


def complete_draft(owed: Obligation, by: Post) -> Submission:
    """A draft that lacks nothing."""
    for kind in ("pdf", "docx"):
        report_actions.attach_file(owed, upload(by, kind=kind), by=by, at=NOW)
    draft = owed.submissions.get(state="draft")
    body = {str(section.ordinal): "Đã làm xong." for section in owed.round.sections.all()}
    return report_actions.save_draft(owed, body, seen_revision=draft.revision, by=by, at=NOW)


def handed_in(owed: Obligation, by: Post) -> Submission:
    draft = complete_draft(owed, by)
    return report_actions.hand_in(draft, seen_revision=draft.revision, by=by, at=NOW)


def sheet(**changed: Any) -> Sheet:
    """A monthly share of the country; `lead`, `coordinators` and `verifier` may be codes."""
    given = {
        "name": "Tỷ lệ thử",
        "kind": IndicatorKind.SHARE,
        "measure": "%",
        "every": Every.MONTH,
        "lead": "BTC",
    } | changed
    for name in ("lead", "verifier"):
        given[name] = unit(given[name]).pk if given.get(name) else None
    given["coordinators"] = tuple(unit(code).pk for code in given.get("coordinators", ()))
    return Sheet(**given)


def indicator(code: str = "CT-1", *, by: Post | None = None, **changed: Any) -> Indicator:
    """An indicator of the programme, kept by its standing agency."""
    return target_actions.open_indicator(programme(), code, sheet(**changed), by=by or coordinator(), at=NOW)


def computed(one: Indicator, formula: str, missing: Missing = Missing.FAIL, *, by: Post | None = None) -> None:
    """Let an indicator be computed by a formula."""
    target_actions.set_formula(one, formula, missing, by=by or coordinator(), at=NOW)


def goal(one: Indicator, code: str = "MT-1", *, by: Post | None = None, **changed: Any) -> Goal:
    """What a document wants of an indicator: at least 80 by 2030; `unit` may be a code."""
    given = {"name": one.name, "operator": Operator.AT_LEAST, "value": Decimal(80), "year_to": 2030} | changed
    given["unit"] = unit(given["unit"]).pk if given.get("unit") else None
    return target_actions.add_goal(one, Aim(code=code, **given), by=by or coordinator(), at=NOW)


def reported(
    one: Indicator, number: Any, period: str = "2026-05", *, by: Post | None = None, of: str = "", **more: Any
) -> Reported:
    """A value that waits for verification: of an agency (code) or, by its lead, of the country."""
    where = unit(of) if of else None
    reporter = by or post(Role.REPORTER, of or one.lead.code if of or one.lead else "BKHCN")
    value = Value(period, None if number is None else Decimal(str(number)), **({"answer": "Đúng như vậy."} | more))
    return reporting.submit(one, where, value, by=reporter, at=NOW)


def known(one: Indicator, number: Any, period: str = "2026-05", *, verifier: Post, **more: Any) -> Reported:
    """A value reported and verified."""
    value = reported(one, number, period, **more)
    reporting.verify(value, by=verifier, at=NOW)
    return value


def plan_round(by: Post, **changed: Any) -> Round:
    """An open round that asks Bộ Tài chính and Bộ Nông nghiệp và Môi trường for plans 2026–2030 before 15h00."""
    due = Due(words="trước 15h00 ngày 15/6/2026", bound=Bound.BEFORE, on=date(2026, 6, 15), at=time(15))
    return open_round(by, **({"title": "Xây dựng kế hoạch", "due": due, "plan_years": (2026, 2030)} | changed))


def measure(**changed: Any) -> MeasureSaid:
    """A complete task of a plan; `lead` and `coordinators` may be codes."""
    given = {
        "name": "Xây dựng cổng dữ liệu giá",
        "product": "Cổng dữ liệu",
        "lead": "BTC",
        "words": "chậm nhất 01/12/2026",
        "on": date(2026, 12, 1),
    } | changed
    given["lead"] = unit(given["lead"]).pk if given["lead"] else None
    given["coordinators"] = tuple(unit(code).pk for code in given.get("coordinators", ()))
    return MeasureSaid(**given)


def component(one: Indicator, **changed: Any) -> ComponentSaid:
    """A complete target on the way to an indicator, led by Bộ Tài chính."""
    given = {
        "name": "Tỷ lệ thủ tục có dữ liệu giá",
        "indicator": one.pk,
        "lead": unit("BTC").pk,
        "measure": "%",
        "calculation": "Số thủ tục có dữ liệu giá chia tổng số thủ tục",
        "measurement": "Đếm trên cổng dịch vụ công mỗi tháng",
        "value": Decimal(40),
        "value_until": Decimal(90),
    }
    return ComponentSaid(**(given | changed))


def written_plan(owed: Obligation, by: Post, one: Indicator, *, said: int = 85, **of_measure: Any) -> Plan:
    """A plan that lacks nothing: a goal for `one` in both terms, a task and a component for it, the mechanism."""
    plan = report_actions.begin_plan(owed, by=by, at=NOW)
    goals = {term: GoalSaid(Operator.AT_LEAST, Decimal(said)) for term in Term}
    plans.put_goals(plan, one, goals, seen=plan.seen, by=by)
    plans.put_measure(plan, measure(indicator=one.pk, **of_measure), seen=plan.seen, by=by)
    plans.put_component(plan, component(one), seen=plan.seen, by=by)
    plans.put_mechanism(plan, "Bộ trưởng chỉ đạo, giao ban hằng tháng.", seen=plan.seen, by=by)
    return plan


def handed_in_plan(owed: Obligation, by: Post, one: Indicator, **changed: Any) -> Plan:
    """A plan handed in with its report."""
    plan = written_plan(owed, by, one, **changed)
    draft = complete_draft(owed, by)
    kept = report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=by, at=NOW)
    return Plan.objects.select_related("programme", "unit", "submission__obligation").get(pk=kept.plan_id)


def handed_in_again(owed: Obligation, by: Post) -> Plan:
    """A further version of a plan handed in, its lines as they were."""
    plan, draft = report_actions.begin_plan(owed, by=by, at=NOW), complete_draft(owed, by)
    kept = report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=by, at=NOW)
    return Plan.objects.select_related("programme", "unit", "submission__obligation").get(pk=kept.plan_id)


LETTERHEAD = Letterhead("8", "TB-VPCP", "thông báo", "Văn phòng Chính phủ", date(2026, 6, 1), "thử")
