"""The verbs that are killed, each with what it needs, made by real moves."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments import consulting
from giamsat.assignments.rules import Wish as Wished
from giamsat.assignments.states import Outcome
from giamsat.documents import actions as document_actions
from giamsat.journal.actions import anchor, close_day
from giamsat.journal.clock import database_now
from giamsat.journal.rules import SYSTEM
from giamsat.obstacles import actions as obstacle_actions
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.states import ObstacleState
from giamsat.people import actions as people_actions
from giamsat.people import reorganising
from giamsat.people.models import Person, Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.progress.actions import Brought
from giamsat.progress.models import Update
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Submission
from giamsat.tasks import (
    actions,
    bulk,
    cascade,
    deadlines,
    delivering,
    merging,
    proposing,
    recurring,
    renaming,
    requests,
)
from giamsat.tasks.models import Delivery, Duty, Merger, Programme, Request, Rewording, Task
from giamsat.tasks.rules import Mark, Money, Wish
from giamsat.tasks.states import Ask, DutyState
from giamsat.timetable import Bound, Due
from tests import builders as a

Verb = Callable[[], object]
LATER = Due("chậm nhất ngày 30/6/2026", bound=Bound.BY, on=date(2026, 6, 30))


class World:
    """The people everything is done by."""

    def __init__(self) -> None:
        self.runs = a.coordinator()
        self.reporter, self.head = a.post(Role.REPORTER), a.post(Role.APPROVER, is_head=True)
        self.leader = a.post(Role.LEADER, "BCĐCP")
        self.below = a.post_in(a.beneath(a.unit("BTC")), Role.REPORTER)
        self.other = a.post(Role.COORDINATOR, "BYT")
        self.others = a.programme("66-NQ/TW", owner="BYT")

    def duty(self, **changed: object) -> Duty:
        return loaded(a.duty(self.runs, **changed))

    def update(self, *, says_done: bool = False) -> Update:
        """A waiting update that brings its product along, and an obstacle when the duty is not done."""
        duty = self.duty()
        brought = [Brought(p, a.DELIVERED, a.upload(self.reporter)) for p in delivering.unoffered(duty.task)]
        trouble = None if says_done else a.difficulty()
        entry = a.entry(says_done=says_done, difficulty=trouble)
        uploads = [a.upload(self.reporter)]
        made = progress_actions.submit_update(duty, entry, by=self.reporter, at=a.NOW, uploads=uploads, brought=brought)
        joined = ("duty__task__parent", "duty__unit", "duty__programme", "by", "obstacle", "corrects")
        return Update.objects.select_related(*joined).get(pk=made.pk)

    def request(self, ask: Ask = Ask.EXTEND, *, offered: bool = False) -> Request:
        made = requests.ask(self.duty(), wish(ask), by=self.reporter, at=a.NOW)
        request = joined(made)
        if offered:
            requests.offer(
                request, on=date(2026, 6, 25), clock=None, decision_paper="QĐ 1", answer="", by=self.runs, at=a.NOW
            )
        return joined(made)

    def obstacle(self) -> Obstacle:
        made = a.raised(self.duty(), by=self.reporter, head=self.head)
        return Obstacle.objects.select_related("duty__unit", "duty__task", "duty__programme").get(pk=made.pk)

    def their_task(self) -> Task:
        """A task given by another agency's programme."""
        one = a.candidate(self.other)
        assignment_actions.confirm(one, a.content(), by=self.other, at=a.NOW)
        [task] = actions.issue(one.review.document, programme=self.others, by=self.other, at=a.NOW)
        return task


def loaded(duty: Duty) -> Duty:
    names = ("task__parent", "unit", "programme", "reported_by")
    return Duty.objects.select_related(*names).get(pk=duty.pk)


def joined(request: Request) -> Request:
    names = ("duty__task__parent", "duty__unit", "duty__programme", "asked_by")
    return Request.objects.select_related(*names).get(pk=request.pk)


def wish(ask: Ask) -> Wish:
    return Wish(ask, "Chưa xong", "Công văn 1/BTC-VP", on=date(2026, 6, 20))


def move(w: World) -> Verb:
    duty = w.duty()
    return lambda: actions.move(duty, to=DutyState.REFUSED, by=w.reporter, at=a.NOW, reason="giao nhầm")


def verify(w: World) -> Verb:
    duty = loaded(a.duty_in(DutyState.REPORTED_DONE, reporter=w.reporter, assigner=w.runs))
    return lambda: actions.move(duty, to=DutyState.DONE, by=w.runs, at=a.NOW)


def move_many(w: World) -> Verb:
    duties = [w.duty() for _ in range(3)]
    return lambda: bulk.move_many(duties, to=DutyState.SUSPENDED, by=w.runs, at=a.NOW, reason="chờ luật")


def ask(w: World) -> Verb:
    duty = w.duty()
    return lambda: requests.ask(duty, wish(Ask.EXTEND), by=w.reporter, at=a.NOW)


def extend(w: World) -> Verb:
    request = w.request()
    return lambda: requests.approve(request, decision_paper="QĐ 2", by=w.runs, at=a.NOW)


def withdraw(w: World) -> Verb:
    request = w.request(Ask.WITHDRAW)
    return lambda: requests.approve(request, decision_paper="QĐ 2", by=w.runs, at=a.NOW)


def offer(w: World) -> Verb:
    request, on = w.request(), date(2026, 6, 22)
    return lambda: requests.offer(request, on=on, clock=None, decision_paper="QĐ 3", answer="", by=w.runs, at=a.NOW)


def accept_offer(w: World) -> Verb:
    request = w.request(offered=True)
    return lambda: requests.accept_offer(request, by=w.reporter, at=a.NOW)


def change_deadline(w: World) -> Verb:
    duty = w.duty()
    return lambda: deadlines.change_deadline(duty, LATER, paper="QĐ 4", by=w.runs, at=a.NOW)


def break_down(w: World) -> Verb:
    duty = w.duty()
    parts = [a.content(leads=(w.below.unit.code,), on=date(2026, 6, 8)) for _ in range(2)]
    return lambda: cascade.break_down(duty, parts, by=w.head, at=a.NOW)


def finish_part(w: World) -> Verb:
    [task] = cascade.break_down(
        w.duty(), [a.content(leads=(w.below.unit.code,), on=date(2026, 6, 8))], by=w.head, at=a.NOW
    )
    duty = loaded(task.duties.get())
    a.delivered(duty, w.below)
    actions.move(duty, to=DutyState.REPORTED_DONE, by=w.below, at=a.NOW)
    duty = loaded(duty)
    return lambda: actions.move(duty, to=DutyState.DONE, by=w.head, at=a.NOW)


def mark(w: World) -> Verb:
    task = w.duty().task
    return lambda: actions.mark(task, Mark(3, w.leader, "Đầu tư"), by=w.runs, at=a.NOW)


def put_funding(w: World) -> Verb:
    duty, money = w.duty(), Money("Ngân sách trung ương", 2026, asked=5)
    return lambda: actions.put_funding(duty, money, by=w.reporter, at=a.NOW)


def share(w: World) -> Verb:
    of_btc = a.post(Role.COORDINATOR, "BTC")
    own = actions.open_own_programme("RIÊNG-1", name="Riêng", prefix="RIENG1", by=of_btc, at=a.NOW)
    programme, units = Programme.objects.get(pk=own.pk), [a.unit("BYT"), a.unit("BNV")]
    return lambda: actions.share(programme, units=units, by=of_btc, at=a.NOW)


def submit_update(w: World) -> Verb:
    duty, files = w.duty(), [a.upload(w.reporter)]
    brought = [Brought(p, a.DELIVERED, a.upload(w.reporter)) for p in delivering.unoffered(duty.task)]
    entry = a.entry(difficulty=a.difficulty(), commitment_on=date(2026, 6, 9))
    return lambda: progress_actions.submit_update(duty, entry, by=w.reporter, at=a.NOW, uploads=files, brought=brought)


def approve_update(w: World) -> Verb:
    update = w.update()
    return lambda: progress_actions.approve_update(update, by=w.head, at=a.NOW)


def approve_done(w: World) -> Verb:
    update = w.update(says_done=True)
    return lambda: progress_actions.approve_update(update, by=w.head, at=a.NOW)


def return_update(w: World) -> Verb:
    update = w.update(says_done=True)
    return lambda: progress_actions.return_update(update, reason="thiếu", by=w.head, at=a.NOW)


def withdraw_update(w: World) -> Verb:
    update = w.update()
    return lambda: progress_actions.withdraw_update(update, by=w.reporter, at=a.NOW)


def deliver(w: World) -> Verb:
    duty, upload = w.duty(), a.upload(w.reporter)
    thing = duty.task.products.get()
    return lambda: delivering.deliver(thing, duty, a.DELIVERED, upload=upload, by=w.reporter, at=a.NOW)


def accept_delivery(w: World) -> Verb:
    [made] = a.offered(w.duty(), w.reporter)
    one = Delivery.objects.select_related("duty__task", "by", "product").get(pk=made.pk)
    return lambda: delivering.accept(one, by=w.head, at=a.NOW)


def raise_obstacle(w: World) -> Verb:
    obstacle = a.noted(w.duty(), w.reporter)
    return lambda: obstacle_actions.bring_up(obstacle, by=w.head, at=a.NOW)


def escalate(w: World) -> Verb:
    obstacle = w.obstacle()
    return lambda: obstacle_actions.escalate(obstacle, to=ObstacleState.PM, reason="vượt", by=w.runs, at=a.NOW)


def answer(w: World) -> Verb:
    obstacle = w.obstacle()
    return lambda: obstacle_actions.answer(obstacle, a.RULING, by=w.runs, at=a.NOW)


def split(w: World) -> Verb:
    obstacle = w.obstacle()
    return lambda: obstacle_actions.split(obstacle, ("một", "hai", "ba"), by=w.runs, at=a.NOW)


def merge_obstacles(w: World) -> Verb:
    one, into = w.obstacle(), w.obstacle()
    return lambda: obstacle_actions.merge(one, into=into, by=w.runs, at=a.NOW)


def consult(w: World) -> Verb:
    one = a.candidate(w.runs)
    asked = {one.pk: (w.reporter.unit_id, w.other.unit_id)}
    document, due = one.review.document, a.answer_by()
    return lambda: consulting.consult(document, asked, due=due, by=w.runs, at=a.NOW)


def answer_opinion(w: World) -> Verb:
    opinion = a.opinion(w.runs)
    said = Wished(reason="Chưa rõ", name="Tên khác")
    return lambda: consulting.wish(opinion, said, seen=opinion.seen, by=w.reporter)


def settle(w: World) -> Verb:
    opinion = a.opinion(w.runs)
    consulting.wish(opinion, Wished(reason="Chưa rõ", name="Tên khác"), seen=opinion.seen, by=w.reporter)
    return lambda: consulting.settle(opinion, Outcome.TAKEN, reason="được", seen=opinion.seen, by=w.runs)


def close(w: World) -> Verb:
    consultation = a.opinion(w.runs).consultation
    return lambda: consulting.close(consultation, by=w.runs)


def send_proposal(w: World) -> Verb:
    proposal = a.proposal(w.reporter)
    return lambda: proposing.send(proposal, by=w.head)


def accept_proposal(w: World) -> Verb:
    proposal = a.proposal(w.reporter, sent_by=w.head)
    return lambda: proposing.accept(proposal, by=w.runs, at=a.NOW)


def agree_rewording(w: World) -> Verb:
    made = a.rewording(w.duty(), w.reporter)
    one = Rewording.objects.select_related("task", "by").get(pk=made.pk)
    return lambda: renaming.agree(one, by=w.runs)


def ask_merger(w: World) -> Verb:
    gone, kept = w.duty(coordinators=("BYT",)).task, w.duty().task
    return lambda: merging.ask(gone, into=kept, reason="trùng", by=w.runs, at=a.NOW)


def _merger(w: World) -> Merger:
    made = merging.ask(w.duty().task, into=w.their_task(), reason="trùng", by=w.runs, at=a.NOW)
    return Merger.objects.select_related("gone", "kept", "by").get(pk=made.pk)


def agree_merger(w: World) -> Verb:
    merger = _merger(w)
    return lambda: merging.agree(merger, by=w.other, at=a.NOW)


def undo_merger(w: World) -> Verb:
    made = merging.ask(w.duty(coordinators=("BYT",)).task, into=w.duty().task, reason="trùng", by=w.runs, at=a.NOW)
    merger = Merger.objects.select_related("gone", "kept", "by").get(pk=made.pk)
    return lambda: merging.undo(merger, reason="nhầm", by=w.runs, at=a.NOW)


def issue(w: World) -> Verb:
    review = a.review(w.runs, a.found(assignments=2))
    for one in review.candidates.order_by("ordinal"):
        assignment_actions.confirm(one, a.content(coordinators=("BYT",)), by=w.runs, at=a.NOW)
    document, programme = review.document, a.programme()
    return lambda: actions.issue(document, programme=programme, by=w.runs, at=a.NOW)


def confirm(w: World) -> Verb:
    one, content = a.candidate(w.runs), a.content(coordinators=("BYT",))
    return lambda: assignment_actions.confirm(one, content, by=w.runs, at=a.NOW)


def draft_round(w: World) -> Verb:
    plan, programme = a.plan(), a.programme()
    return lambda: report_actions.draft_round(plan, programme=programme, by=w.runs, at=a.NOW)


def open_round(w: World) -> Verb:
    one = report_actions.draft_round(a.plan(), programme=a.programme(), by=w.runs, at=a.NOW)
    return lambda: report_actions.open_round(one, by=w.runs, at=a.NOW)


def hand_in(w: World) -> Verb:
    draft = a.complete_draft(a.obligation(a.open_round(w.runs)), w.reporter)
    return lambda: report_actions.hand_in(draft, seen_revision=draft.revision, by=w.reporter, at=a.NOW)


def return_report(w: World) -> Verb:
    made = a.handed_in(a.obligation(a.open_round(w.runs)), w.reporter)
    one = Submission.objects.select_related("obligation__round__programme", "obligation__unit").get(pk=made.pk)
    return lambda: report_actions.return_submission(one, reason="thiếu", by=w.runs, at=a.NOW)


def begin_recurring(w: World) -> Verb:
    review = a.review(w.runs)
    content = a.content(recurrence=("monthly:25",), on=None, words="trước ngày 25 hằng tháng")
    assignment_actions.confirm(review.candidates.get(), content, by=w.runs, at=a.NOW)
    document, programme = review.document, a.programme()
    return lambda: actions.issue(document, programme=programme, by=w.runs, at=a.NOW)


def open_recurring(w: World) -> Verb:
    w.duty(recurrence=("monthly:25",), on=None, words="trước ngày 25 hằng tháng")
    return lambda: recurring.open_due(a.NOW + timedelta(days=40))


def answer_recurring(w: World) -> Verb:
    duty = w.duty(recurrence=("monthly:25",), on=None, words="trước ngày 25 hằng tháng")
    made = a.update(duty, w.reporter)
    names = ("duty__task__parent", "duty__unit", "duty__programme", "by", "obstacle", "corrects")
    update = Update.objects.select_related(*names).get(pk=made.pk)
    return lambda: progress_actions.approve_update(update, by=w.head, at=a.NOW)


def sweep(w: World) -> Verb:
    w.duty()
    return lambda: actions.sweep(datetime(2026, 6, 20, tzinfo=UTC))


def appoint(w: World) -> Verb:
    unit = a.unit("BNV")
    return lambda: people_actions.appoint(
        unit,
        username="nguoimoi",
        full_name="Người Mới",
        role=Role.REPORTER,
        title="Chuyên viên",
        password="x",
        by=SYSTEM,
    )


def deactivate(w: World) -> Verb:
    person = Person.objects.get(pk=a.post(Role.REPORTER, "BNV").person_id)
    return lambda: people_actions.deactivate(person, by=SYSTEM)


def carry_out(w: World) -> Verb:
    posts = [a.post(Role.REPORTER, code) for code in ("BGDĐT", "BNV")]
    assert all(isinstance(post, Post) for post in posts)
    rows = [
        {
            "kind": "merge",
            "predecessors": "BGDĐT;BNV",
            "successors": "BMOI",
            "on": "2026-06-01",
            "name": "Bộ Mới",
            "unit_kind": "bo",
        },
        {"kind": "rename", "predecessors": "BYT", "successors": "", "on": "2026-06-01", "name": "Bộ Y tế và Dân số"},
        {"kind": "move", "predecessors": w.below.unit.code, "successors": "", "on": "2026-06-01", "parent": "BYT"},
    ]
    one = reorganising.propose("Thử", rows, by=SYSTEM, at=a.NOW)
    return lambda: reorganising.carry_out(one, by=SYSTEM, at=a.NOW)


def receive_document(w: World) -> Verb:
    file = a.upload(w.runs, kind="text")
    return lambda: document_actions.receive_document(file, by=w.runs, at=a.NOW)


def anchor_journal(w: World) -> Verb:
    return lambda: anchor(database_now().date() - timedelta(days=2), by=SYSTEM)


def close_journal_day(w: World) -> Verb:
    return lambda: close_day(database_now().date() - timedelta(days=1))


#: name → makes what the verb needs, and answers the verb
VERBS: dict[str, Callable[[World], Verb]] = {
    made.__name__: made
    for made in (
        *(
            move,
            verify,
            move_many,
            ask,
            extend,
            withdraw,
            offer,
            accept_offer,
            change_deadline,
            break_down,
            finish_part,
        ),
        *(mark, put_funding, share, submit_update, approve_update, approve_done, return_update, withdraw_update),
        *(deliver, accept_delivery, raise_obstacle, escalate, answer, split, merge_obstacles),
        *(consult, answer_opinion, settle, close, send_proposal, accept_proposal, agree_rewording),
        *(ask_merger, agree_merger, undo_merger, issue, confirm, draft_round, open_round, hand_in, return_report),
        *(begin_recurring, open_recurring, answer_recurring, sweep, appoint, deactivate),
        *(receive_document, anchor_journal, close_journal_day, carry_out),
    )
}
#: of several transactions on purpose: whole steps may be left behind
STEPWISE = ("move_many",)
QUICK = ("move", "move_many", "extend", "approve_done", "hand_in", "ask_merger", "carry_out")
