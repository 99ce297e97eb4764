"""The real side of a workflow world: the same people and tasks as the model's, and every step as a real verb."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from unittest import mock

from django.db import connection

from accept.workflow_model import START, VIETNAM, Actor, Duty, Model, Obligation, Opinion, Step, Task
from giamsat.assignments import actions as assignment_actions
from giamsat.assignments import consulting
from giamsat.assignments.models import Consultation
from giamsat.assignments.models import Opinion as OpinionRow
from giamsat.assignments.rules import Content
from giamsat.assignments.rules import Wish as Wished
from giamsat.assignments.states import Outcome
from giamsat.errors import BadMove, GiamsatError, NotAllowed, Stale
from giamsat.files.actions import keep_own
from giamsat.files.models import StoredFile, Upload
from giamsat.files.states import UploadState
from giamsat.journal.clock import DatabaseClock
from giamsat.journal.rules import SYSTEM
from giamsat.obstacles import actions as obstacle_actions
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.states import ObstacleState
from giamsat.people import actions as people_actions
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.progress.models import Update
from giamsat.progress.states import UpdateState
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation as ObligationRow
from giamsat.reports.models import Submission
from giamsat.tasks import actions, cascade, deadlines, delivering, merging, recurring, requests
from giamsat.tasks import models as rows
from giamsat.tasks.rules import Wish
from giamsat.tasks.states import Ask, DutyState
from giamsat.timetable import Bound, Due
from tests import builders as a

#: name → unit, role, person; the unit None is a department, "" an office beneath it
PEOPLE = {
    "c1": ("BKHCN", "coordinator", "c1"),
    "c2": ("BKHCN", "coordinator", "c2"),
    "r1": ("BTC", "reporter", "r1"),
    "h1": ("BTC", "approver", "h1"),
    "r2": ("BNNMT", "reporter", "r2"),
    "h2": ("BNNMT", "approver", "h2"),
    "k": ("BYT", "coordinator", "k"),
    "l": ("BCĐCP", "leader", "l"),
    "dr": ("CỤC", "reporter", "dr"),
    "dh": ("CỤC", "approver", "dh"),
    "o": ("PHÒNG", "reporter", "o"),
    "u": ("BTC", "unit_admin", "u"),
    # one person in three chairs, so that only the person tells who asked, wrote or reported (I7)
    "xr": ("BTC", "reporter", "x"),
    "xh": ("BTC", "approver", "x"),
    "xc": ("BKHCN", "coordinator", "x"),
}
FILES = 3


class Clock:
    """The database's clock, as the machine sets it."""

    now = START

    @contextmanager
    def ruling(self) -> Iterator[None]:
        def sqlite(*_a: Any, **_k: Any) -> tuple[str, tuple[()]]:
            return f"'{self.now.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}'", ()

        def postgresql(*_a: Any, **_k: Any) -> tuple[str, list[Any]]:
            return f"CAST('{self.now.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}+00' AS timestamptz)", []

        with (
            mock.patch.object(DatabaseClock, "as_sqlite", sqlite),
            mock.patch.object(DatabaseClock, "as_postgresql", postgresql),
        ):
            yield


class Base:
    """What all examples begin from: made once, never changed; each example is rolled back."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        clock.now = START
        self.posts = {name: self._post(name) for name in PEOPLE}
        self.files = {kind: keep_own(f"tệp {kind}".encode(), kind=kind) for kind in ("pdf", "docx")}
        self.uploads = {(n, k): self.upload(n) for n in PEOPLE for k in range(FILES)}
        runs, other = self.posts["c1"], self.posts["k"]
        self._issue(runs, on=date(2026, 6, 10))
        self._issue(runs, leads=("BTC", "BNNMT"), on=date(2026, 6, 8), product="")
        self._issue(runs, on=None, words="trước ngày 25 hằng tháng", recurrence=("monthly:25",), product="")
        self._issue(runs, coordinators=("BNNMT",), on=date(2026, 6, 9))
        theirs = a.programme("66-NQ/TW", owner="BYT")
        self._issue(other, programme=theirs, on=None, words="", product="")
        self._issue(other, programme=theirs, on=date(2026, 7, 1), product="")
        asked = a.candidate(runs)
        due = Due("trước ngày 06/6/2026", bound=Bound.BEFORE, on=date(2026, 6, 6))
        units = {asked.pk: tuple(a.unit(code).pk for code in ("BTC", "BNNMT"))}
        consulting.consult(asked.review.document, units, due=due, by=runs, at=START)
        a.open_round(runs)

    def _post(self, name: str) -> Post:
        code, role, person = PEOPLE[name]
        unit = {"CỤC": self._below, "PHÒNG": self._office}.get(code, lambda: a.unit(code))()
        made = people_actions.appoint(
            unit,
            username=person,
            full_name=f"Người {person}",
            role=Role(role),
            title="Chuyên viên",
            password="mat-khau-thu-nghiem",
            by=SYSTEM,
        )
        return Post.objects.select_related("unit", "person").get(pk=made.pk)

    def _below(self) -> Any:
        if not hasattr(self, "department"):
            self.department = a.beneath(a.unit("BTC"))
        return self.department

    def _office(self) -> Any:
        if not hasattr(self, "office"):
            self.office = a.beneath(self._below())
        return self.office

    def unit_of(self, code: str) -> Any:
        return {"CỤC": self.department, "PHÒNG": self.office}.get(code) or a.unit(code)

    def upload(self, name: str, kind: str = "pdf") -> Upload:
        post = self.posts[name]
        file: StoredFile = self.files[kind]
        return Upload.objects.create(
            state=UploadState.STORED,
            file=file,
            sha256=file.sha256,
            name=f"tep.{kind}",
            unit=post.unit,
            by=post,
            at=START,
        )

    def _issue(self, by: Post, *, programme: rows.Programme | None = None, **changed: Any) -> None:
        one = a.candidate(by)
        assignment_actions.confirm(one, a.content(**changed), by=by, at=START)
        actions.issue(one.review.document, programme=programme or a.programme(), by=by, at=START)


def model() -> Model:
    """The model's side of the same beginning."""
    made = Model(START, [Actor(name, unit, role, person) for name, (unit, role, person) in PEOPLE.items()])
    made.above = {"CỤC": "BTC", "PHÒNG": "CỤC"}

    def day(d: int, month: int = 6) -> datetime:
        return datetime(2026, month, d, tzinfo=VIETNAM)

    ours, theirs = ("BKHCN", "BKHCN", "BCĐCP"), ("BYT", "BYT", "BCĐCP")
    made.tasks = [Task(*ours, 1), Task(*ours, 0), Task(*ours, 0), Task(*ours, 1), Task(*theirs, 0), Task(*theirs, 0)]
    made.duties = [
        Duty(0, "BTC", True, START, day(10), day(10)),
        Duty(1, "BTC", True, START, day(8), day(8)),
        Duty(1, "BNNMT", True, START, day(8), day(8)),
        Duty(2, "BTC", True, START, day(25), None, True, deadlines=2, owed={"2026-06": [day(25), None]}),
        Duty(3, "BTC", True, START, day(9), day(9)),
        Duty(3, "BNNMT", False, START, day(9), day(9)),
        Duty(4, "BTC", True, START),
        Duty(5, "BTC", True, START, day(1, 7), day(1, 7)),
    ]
    made.opinions = [Opinion("BTC"), Opinion("BNNMT")]
    made.consulted_by, made.answer_late = "BKHCN", day(6)
    due = datetime.combine(date(2026, 6, 6), time(16), VIETNAM)
    made.obligations = [Obligation("BTC", due), Obligation("BNNMT", due)]
    return made


def kind_of(refusal: GiamsatError) -> str:
    for kind, name in ((NotAllowed, "not_allowed"), (BadMove, "bad_move"), (Stale, "stale")):
        if isinstance(refusal, kind):
            return name
    return "refused"


class Real:
    """Does the steps, on rows found by their order of coming about."""

    def __init__(self, base: Base) -> None:
        self.base, self.at = base, START
        self.old: dict[int, tuple[rows.Duty, str]] = {}

    def do(self, step: Step) -> str:
        """Carry a step out by the real verb; "" when accepted, else the kind of refusal."""
        verb: Callable[..., object] = getattr(self, f"_{step.verb}")
        by = self.base.posts.get(step.actor)
        try:
            verb(by, step.target, *step.given)
        except GiamsatError as refusal:
            return kind_of(refusal)
        return ""

    def nth(self, model_: Any, n: int, *joined: str) -> Any:
        return model_.objects.select_related(*joined).order_by("id")[n]

    def duty(self, n: int) -> rows.Duty:
        found: rows.Duty = self.nth(rows.Duty, n, "task__parent", "unit", "programme", "reported_by")
        return found

    def _move(self, by: Post, n: int, to: str, why: str) -> None:
        actions.move(self.duty(n), to=DutyState(to), by=by, at=self.at, reason=why)

    def _stale(self, by: Post, n: int, to: str) -> None:
        actions.move(self.old[n][0], to=DutyState(to), by=by, at=self.at, reason="vì thế")

    def _attach(self, by: Post, n: int, file: int) -> None:
        actions.attach_evidence(self.duty(n), self._file(by, file), by=by, at=self.at)

    def _file(self, by: Post, file: int) -> Upload:
        name = next(name for name, post in self.base.posts.items() if post is by)
        return self.base.uploads[name, file]

    def _deadline(self, by: Post, n: int, day: date, paper: str) -> None:
        due = Due(f"chậm nhất {day}", bound=Bound.BY, on=day)
        deadlines.change_deadline(self.duty(n), due, paper=paper, by=by, at=self.at)

    def _ask(self, by: Post, n: int, ask: str, day: date | None) -> None:
        requests.ask(self.duty(n), Wish(Ask(ask), "chưa xong", "CV 1", on=day), by=by, at=self.at)

    def _answer_request(self, by: Post, n: int, to: str, day: date | None, words: str) -> None:
        one = self.nth(rows.Request, n, "duty__task__parent", "duty__unit", "duty__programme", "asked_by")
        if to == "countered":
            assert day is not None
            requests.offer(one, on=day, clock=None, decision_paper=words, answer="", by=by, at=self.at)
        elif to == "approved" and one.state == "countered":
            requests.accept_offer(one, by=by, at=self.at)
        elif to == "approved":
            requests.approve(one, decision_paper="QĐ 2", by=by, at=self.at)
        elif to == "refused":
            requests.refuse(one, answer=words, by=by, at=self.at)
        else:
            verb = requests.take_back if to == "taken_back" else requests.decline_offer
            verb(one, by=by, at=self.at)

    def _update(self, by: Post, n: int, says_done: bool, commits: bool) -> None:
        on = (self.at + timedelta(days=3)).astimezone(VIETNAM).date() if commits else None
        entry = a.entry(says_done=says_done, commitment_on=on)
        progress_actions.submit_update(self.duty(n), entry, by=by, at=self.at)

    def _updated(self, n: int) -> Update:
        names = (
            "duty__task__parent",
            "duty__unit",
            "duty__programme",
            "duty__reported_by",
            "by",
            "obstacle",
            "corrects",
        )
        found: Update = self.nth(Update, n, *names)
        return found

    def _approve(self, by: Post, n: int) -> None:
        progress_actions.approve_update(self._updated(n), by=by, at=self.at)

    def _return_update(self, by: Post, n: int, why: str) -> None:
        progress_actions.return_update(self._updated(n), reason=why, by=by, at=self.at)

    def _withdraw_update(self, by: Post, n: int) -> None:
        progress_actions.withdraw_update(self._updated(n), by=by, at=self.at)

    def _deliver(self, by: Post, n: int, product: int, file: int) -> None:
        duty = self.duty(n)
        thing = duty.task.products.order_by("id")[product]
        delivering.deliver(thing, duty, a.DELIVERED, upload=self._file(by, file), by=by, at=self.at)

    def _decide_delivery(self, by: Post, n: int, to: str, why: str) -> None:
        one = self.nth(rows.Delivery, n, "duty__task", "by", "product")
        if to == "accepted":
            delivering.accept(one, by=by, at=self.at)
        else:
            delivering.drop(one, reason=why, by=by, at=self.at)

    def _advance(self, _by: Any, _n: int, to: datetime) -> None:
        """Time passes, and the worker does what time brings."""
        self.at = self.base.clock.now = to
        actions.sweep(to)
        while recurring.open_due(to):
            pass

    def _break_down(self, by: Post, n: int, unit: str, day: date) -> None:
        words = f"chậm nhất {day}"
        part = Content("Một phần", (self.base.unit_of(unit).pk,), words=words, bound=Bound.BY, on=day)
        cascade.break_down(self.duty(n), [part], by=by, at=self.at)

    def _task(self, n: int) -> rows.Task:
        found: rows.Task = self.nth(rows.Task, n)
        return found

    def _ask_merger(self, by: Post, gone: int, kept: int) -> None:
        merging.ask(self._task(gone), into=self._task(kept), reason="trùng", by=by, at=self.at)

    def _decide_merger(self, by: Post, n: int, to: str, why: str) -> None:
        one = self.nth(rows.Merger, n, "gone", "kept", "by")
        if to == "agreed":
            merging.agree(one, by=by, at=self.at)
        elif to == "refused":
            merging.refuse(one, reason=why, by=by)
        else:
            merging.undo(one, reason=why, by=by, at=self.at)

    def _note(self, by: Post, n: int, beyond: bool) -> None:
        obstacle_actions.note(self.duty(n), a.difficulty(beyond_authority=beyond), by=by, at=self.at)

    def _found(self, n: int) -> Obstacle:
        found: Obstacle = self.nth(Obstacle, n, "duty__task", "duty__unit", "duty__programme")
        return found

    def _obstacle(self, by: Post, n: int, how: str, to: str, why: str) -> None:
        one = self._found(n)
        act = {"by": by, "at": self.at}
        if how == "raise":
            obstacle_actions.bring_up(one, **act)
        elif how == "escalate":
            obstacle_actions.escalate(one, to=ObstacleState(to), reason=why, **act)
        elif how == "return":
            obstacle_actions.return_with_question(one, question=why, **act)
        elif how == "explain":
            obstacle_actions.explain(one, words=why, **act)
        elif how == "withdraw":
            obstacle_actions.withdraw(one, reason=why, **act)
        elif how == "split":
            obstacle_actions.split(one, ("một", "hai"), **act)
        else:
            ruling = a.RULING if why else type(a.RULING)("")
            obstacle_actions.answer(one, ruling, **act)

    def _merge_obstacle(self, by: Post, n: int, into: int) -> None:
        obstacle_actions.merge(self._found(n), into=self._found(into), by=by, at=self.at)

    def _opine(self, by: Post, n: int, to: str, is_old: bool) -> None:
        one = self.nth(OpinionRow, n, "unit", "draft__candidate", "consultation__document")
        seen = "cũ" if is_old else one.seen
        if to == "agreed":
            consulting.agree(one, seen=seen, by=by)
        elif to == "wishes":
            consulting.wish(one, Wished(reason="chưa rõ", name="Tên khác"), seen=seen, by=by)
        else:
            consulting.settle(one, Outcome.TAKEN, reason="được", seen=seen, by=by)

    def _close(self, by: Post, _n: int) -> None:
        consulting.close(self.nth(Consultation, 0, "document"), by=by)

    def _owed(self, n: int) -> ObligationRow:
        found: ObligationRow = self.nth(ObligationRow, n, "round__programme", "unit")
        return found

    def _write(self, by: Post, n: int) -> None:
        owed = self._owed(n)
        name = next(name for name, post in self.base.posts.items() if post is by)
        for kind in ("pdf", "docx"):
            report_actions.attach_file(owed, self.base.upload(name, kind), by=by, at=self.at)
        draft = owed.submissions.get(state="draft")
        report_actions.save_draft(owed, {"1": "Đã làm."}, seen_revision=draft.revision, by=by, at=self.at)

    def _version(self, n: int) -> Submission:
        found: Submission = self.nth(Submission, n, "obligation__round__programme", "obligation__unit")
        return found

    def _hand_in(self, by: Post, n: int, is_old: bool) -> None:
        one = self._version(n)
        report_actions.hand_in(one, seen_revision=one.revision - is_old, by=by, at=self.at)

    def _return_report(self, by: Post, n: int, why: str) -> None:
        report_actions.return_submission(self._version(n), reason=why, by=by, at=self.at)


def asked(sql: str) -> list[tuple[Any, ...]]:
    """Rows as they lie in the database, times aware."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [tuple(_aware(value) for value in row) for row in cursor.fetchall()]


def _aware(value: Any) -> Any:
    if isinstance(value, datetime) and value.tzinfo is None:
        return value.replace(tzinfo=UTC)
    return value


WAITING = (UpdateState.SUBMITTED, UpdateState.RETURNED, UpdateState.WITHDRAWN)
