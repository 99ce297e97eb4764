"""The workflow against a model of its own: random worlds, random steps, legal and not; after each step all is compared.

A step that the model refuses must be refused, for one of the reasons the model knows, and leave nothing behind; one that
it allows must be accepted. After every step: states, deadlines, standings, histories, kept counts, figures of the
cascade, and one journal entry per change. Past instants go on giving the answer they gave (I12), nobody reads another
unit's drafts (I6), what was withdrawn, merged or passed on stays readable (I11), and the journal is whole at the end.
Steps lean towards moves seldom made; every move of every table must have been made. A failure is cut down to few steps.
"""

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date, datetime, timedelta
from typing import Any
from unittest import mock

from django.db import transaction

from accept.command import Command, Outcome
from accept.databases import fresh
from accept.workflow_model import AWAITING, DUTY, INSTANT, POSSIBLE, SOON, START, VIETNAM, Judged, Model, Move, Step
from accept.workflow_world import FILES, PEOPLE, WAITING, Base, Clock, Real, asked, model
from giamsat.errors import GiamsatError
from giamsat.journal.models import Entry
from giamsat.journal.rules import SYSTEM
from giamsat.journal.verification import is_whole
from giamsat.obstacles.queries import visible_to as obstacles_visible_to
from giamsat.people import reorganising
from giamsat.people.models import Post
from giamsat.progress.queries import visible_to as updates_visible_to
from giamsat.reports.models import Submission
from giamsat.reports.queries import submissions_visible_to
from giamsat.tasks import actions, requests, rules, standing
from giamsat.tasks.asof import as_of
from giamsat.tasks.models import Duty
from giamsat.tasks.queries import duties_visible_to

#: at most this many rows of a kind in one world
MOST = 12
QUICK_SECONDS = 20
Chance = random.Random


class Wrong(Exception):
    """The real world is not as the model says."""


def measure(options: argparse.Namespace) -> Outcome:
    """How often the real workflow and the model disagree; moves that were never made count as well."""
    db = fresh()
    clock, covered, failures = Clock(), Counter[Move](), list[str]()
    began, steps, accepted, done = time.monotonic(), 0, 0, 0
    with clock.ruling():
        base = Base(clock)
        opening = Example(base, covered, Chance(options.seed))
        try:
            opening.play(0, OPENING)
        except Wrong as reason:
            failures.append(f"mở đầu: {reason}")
        steps, accepted = opening.steps, opening.accepted
        for example in range(options.first, options.first + options.examples):
            if failures and _is_planted():
                break
            if time.monotonic() - began > (QUICK_SECONDS if options.quick else options.seconds):
                break
            run = Example(base, covered, Chance(f"{options.seed}/{example}"))
            try:
                run.play(options.steps)
            except Wrong as reason:
                failures.append(f"ví dụ {example}: {reason}")
                for step in shorter(base, run.done):
                    failures.append(f"    {step}")
                if options.mutant or len(failures) > 60 or _is_planted():
                    break
            done, steps, accepted = done + 1, steps + run.steps, accepted + run.accepted
            if done % 100 == 0:
                print(f"{done} ví dụ, {steps} bước, {time.monotonic() - began:.0f} s", flush=True)
    for line in failures:
        print(line)
    missed = sorted(POSSIBLE - set(covered))
    for table in sorted({move[0] for move in POSSIBLE}):
        possible = {move for move in POSSIBLE if move[0] == table}
        print(f"{table:<14}{len(possible & set(covered)):>4} / {len(possible)} bước chuyển")
    if missed:
        print("chưa đi qua:", missed)
    wrong = sum(not line.startswith(" ") for line in failures)
    seconds = time.monotonic() - began
    print(f"{done} ví dụ × {options.steps} bước: {steps} bước ({accepted} được nhận), {seconds:.0f} s, vi phạm {wrong}")
    ok = not wrong and (options.quick or not missed)
    value = wrong if options.quick else wrong + len(missed)
    return Outcome("violations and moves never made", value, "<= 0", ok, steps, db=db)


def _opening() -> Iterator[Step]:
    """What every run begins with: a stranger moves, who asked decides from another chair, time goes over each edge by
    one instant, and late ones answer: one by its period, one whose first deadline came later than itself."""
    yield Step("move", "r2", 0, ("doing", "vì thế"))
    yield Step("ask", "xr", 0, ("extend", date(2026, 6, 11)))
    yield Step("answer_request", "xc", 0, ("approved", None, "vì thế"))
    yield Step("answer_request", "c1", 0, ("approved", None, "vì thế"))
    yield Step("move", "r1", 4, ("doing", "vì thế"))
    days = [datetime(2026, 6, day, tzinfo=VIETNAM) for day in (3, 4, 5, 6, 8, 9, 12, 18, 25)]
    edges = [datetime(2026, 6, 6, 16, tzinfo=VIETNAM), *days, datetime(2026, 7, 1, tzinfo=VIETNAM)]
    for edge in sorted(edges):
        for shift in (-INSTANT, timedelta(), INSTANT):
            yield Step("advance", "c1", 0, (edge + shift,))
    yield Step("deadline", "k", 6, (date(2026, 6, 30), "vì thế"))
    yield Step("deadline", "k", 3, (date(2026, 7, 30), "vì thế"))
    for n in (6, 3):
        yield Step("update", "r1", n, (False, False))
    yield Step("update", "r1", 6, (False, True))
    yield Step("ask", "r1", 6, ("extend", date(2026, 7, 30)))
    yield Step("ask", "r1", 3, ("extend", date(2026, 7, 30)))


OPENING = list(_opening())
PLANTED = [False]


def _is_planted() -> bool:
    return PLANTED[0]


class Example:
    """One world, played in a transaction that is rolled back."""

    def __init__(self, base: Base, covered: Counter[Move], chance: Chance) -> None:
        self.base, self.covered, self.chance = base, covered, chance
        self.done: list[Step] = []
        self.steps = self.accepted = 0

    def play(self, steps: int, script: list[Step] | None = None) -> None:
        """`steps` chosen ones, or those of a script."""
        self.base.clock.now = START
        with transaction.atomic():
            try:
                self.model, self.real = model(), Real(self.base)
                self.entries = Entry.objects.count()
                for n in range(len(script) if script is not None else steps):
                    step = script[n] if script is not None else self.choose()
                    self.take(step)
                self.end(with_units=script is None and self.chance.random() < 0.1)
            finally:
                transaction.set_rollback(True)

    def take(self, step: Step) -> None:
        """One step on both sides, then all compared."""
        self.done.append(step)
        if step.verb == "stale":
            judged = Judged({"stale", "bad_move", "not_allowed", "refused"})
        else:
            judged = self.model.judge(step)
        try:
            answer = self.real.do(step)
        except GiamsatError:
            raise
        except Exception as crash:
            raise Wrong(f"{step}: vỡ, {type(crash).__name__} {crash}") from crash
        self.steps += 1
        if bool(answer) != bool(judged.reasons) or (answer and answer not in judged.reasons):
            expected = sorted(judged.reasons) or "được nhận"
            raise Wrong(f"{step}: {answer or 'được nhận'}, phải {expected}")
        if not answer:
            judged.effect()
            self.accepted += 1
            self.covered.update(judged.moves)
            self.entries += judged.entries
        self.compare(step)
        if self.chance.random() < 0.05:
            self.remember()

    # --- choosing

    def choose(self) -> Step:
        """A step: one in five at random, the others such as are allowed and lead over a seldom move."""
        if self.chance.random() < 0.1:
            self.keep_old()
        if self.chance.random() < 0.03 and (old := self.outdated()) is not None:
            return old
        if self.chance.random() < 0.2:
            return self.random_step(self.chance.choice(list(PEOPLE)))
        best, best_score = self.random_step("c1"), math.inf
        self.rare = min((self.covered[move] for move in POSSIBLE), default=0) + 3
        for _ in range(8):
            names = list(PEOPLE)
            self.chance.shuffle(names)
            one = self.aimed() if self.chance.random() < 0.7 else self.random_step(names[0])
            for name in names:
                step = Step(one.verb, name, one.target, one.given)
                judged = self.model.judge(step)
                if not judged.reasons:
                    seen = min((self.covered[move] for move in judged.moves), default=30)
                    score = math.log1p(seen) + self.chance.random() * 3
                    if score < best_score:
                        best, best_score = step, score
                    break
        return best

    def random_step(self, actor: str) -> Step:
        while True:
            kind = self.chance.choices(list(KINDS), weights=[weight for weight, _ in KINDS.values()])[0]
            with suppress(IndexError):  # nothing of that kind yet
                target, given = KINDS[kind][1](self.model, self.chance)
                return Step(kind, actor, target, given)

    def aimed(self) -> Step:
        """A step about something that may make a seldom move, by trying a few."""
        for _ in range(12):
            one = self.random_step("c1")
            judged = self.model.judge(one)
            if any(self.covered[move] < self.rare for move in judged.moves if move in POSSIBLE):
                break
        return one

    def keep_old(self) -> None:
        n = self.chance.randrange(len(self.model.duties))
        self.real.old[n] = (self.real.duty(n), self.model.duties[n].state)

    def outdated(self) -> Step | None:
        """A move of what somebody loaded before it changed."""
        for n, (_duty, was) in self.real.old.items():
            if was != self.model.duties[n].state and DUTY[was]:
                return Step("stale", self.chance.choice(list(PEOPLE)), n, (self.chance.choice(list(DUTY[was])),))
        return None

    # --- comparing

    def compare(self, step: Step) -> None:
        m = self.model
        for name, sql, expected in COMPARED:
            found, wanted = asked(sql), expected(m)
            if found != wanted:
                differences = [(f, w) for f, w in zip(found, wanted, strict=False) if f != w][:2]
                raise Wrong(f"sau {step}: {name} {len(found)}/{len(wanted)} {differences or (found[-2:], wanted[-2:])}")
        coded = {self.base.department.code: "CỤC", self.base.office.code: "PHÒNG"}
        kept = {(coded.get(u, u), coded.get(a, a), *rest): n for u, a, *rest, n in asked(TALLY)}
        counts = {(u, a, "lead" if lead else "coordinator", *rest): n for (u, a, lead, *rest), n in m.counts().items()}
        if kept != counts:
            raise Wrong(f"sau {step}: số đếm {set(kept.items()) ^ set(counts.items())}")
        [(entries,)] = asked("SELECT COUNT(*) FROM journal_entry")
        if entries != self.entries:
            raise Wrong(f"sau {step}: {entries - self.entries:+} mục nhật ký so với phải có")

    def remember(self) -> None:
        """A past instant gives the answer it gave (T3, I12)."""
        if not self.model.past:
            return
        at, then = self.chance.choice(self.model.past)
        rows = as_of(Duty.objects.all(), at).order_by("id").values_list("state_then", "standing_then")
        if list(rows) != then:
            raise Wrong(f"lúc {at}: {[(f, w) for f, w in zip(rows, then, strict=False) if f != w]}")

    def end(self, *, with_units: bool) -> None:
        for _ in range(3):
            self.remember()
        if not is_whole():
            raise Wrong("nhật ký không nguyên vẹn")
        self.receipts()
        posts = {
            name: Post.objects.select_related("unit", "person").get(pk=p.pk) for name, p in self.base.posts.items()
        }
        for name in self.chance.sample(list(PEOPLE), 4):
            self.sight(posts[name], {PEOPLE[name][0]})
        self.readable(posts["r1"], {"BTC", "CỤC", "PHÒNG"})
        self.readable(posts["r2"], {"BNNMT"})
        if with_units:
            self.pass_on()

    def receipts(self) -> None:
        """I1, I3, I5: every accepted version has its entry, with the same time and manifest."""
        noted = {e.object_id: e.details for e in Entry.objects.filter(action="report.handed_in")}
        for one in Submission.objects.exclude(state="draft").prefetch_related("files__upload"):
            entry = noted.get(one.pk)
            at = f"{one.accepted_at:%Y-%m-%dT%H:%M:%S.%fZ}"
            if entry is None or (entry["accepted_at"], entry["manifest"]) != (at, one.manifest):
                raise Wrong(f"biên nhận của lần nộp {one.version} không khớp nhật ký")
            if {f["sha256"] for f in one.manifest["files"]} != {f.upload.sha256 for f in one.files.all()}:
                raise Wrong(f"biên nhận của lần nộp {one.version} không khớp tệp")

    def sight(self, post: Post, units: set[str]) -> None:
        """I6: nobody reads another unit's updates, obstacles and reports before they are released."""
        own = [self.base.unit_of(code).pk for code in units]
        strange = {
            "cập nhật": updates_visible_to(post).filter(state__in=WAITING).exclude(duty__unit__in=own),
            "vướng mắc": obstacles_visible_to(post).filter(raised_at=None).exclude(duty__unit__in=own),
            "báo cáo": submissions_visible_to(post).filter(state="draft").exclude(obligation__unit__in=own),
        }
        for what, found in strange.items():
            if found.exists():
                raise Wrong(f"{post} đọc được {what} chưa phát hành của đơn vị khác")

    def readable(self, post: Post, units: set[str]) -> None:
        """I11: everything of one's units, withdrawn and merged too, and of others nothing but what one gave on."""
        wanted = {n for n, d in enumerate(self.model.duties) if d.unit in units}
        seen = set(duties_visible_to(post).values_list("pk", flat=True))
        found = {n for n, key in enumerate(Duty.objects.order_by("id").values_list("pk", flat=True)) if key in seen}
        if found != wanted:
            raise Wrong(f"{post} thấy {sorted(found ^ wanted)} khác với phải thấy")

    def pass_on(self) -> None:
        """A ministry is merged into another, a department moves: history goes with the functions, not with the move."""
        rows = [
            {"kind": "merge", "predecessors": "BNNMT", "successors": "BTC", "on": "2026-06-01"},
            {
                "kind": "move",
                "predecessors": self.base.department.code,
                "successors": "",
                "on": "2026-06-01",
                "parent": "BYT",
            },
        ]
        self.base.clock.now += INSTANT  # what came about at the same instant as a move stands on neither side of it
        one = reorganising.propose("Thử", rows, by=SYSTEM, at=self.model.now)
        reorganising.carry_out(one, by=SYSTEM, at=self.model.now)
        heir = Post.objects.select_related("unit", "person").get(pk=self.base.posts["r1"].pk)
        self.readable(heir, {"BTC", "BNNMT", "CỤC", "PHÒNG"})
        self.sight(heir, {"BTC", "BNNMT"})
        if not is_whole():
            raise Wrong("nhật ký không nguyên vẹn sau khi sắp xếp đơn vị")


def shorter(base: Base, steps: list[Step]) -> list[Step]:
    """The failing steps without those it fails without as well."""
    kept = list(steps)
    for n in range(len(kept) - 2, -1, -1):
        fewer = kept[:n] + kept[n + 1 :]
        try:
            Example(base, Counter(), Chance(0)).play(0, fewer)
        except Wrong:
            kept = fewer
        except (IndexError, ValueError):  # a step is about something that has not come about now
            continue
    return kept


def _day(m: Model, chance: Chance) -> date:
    return (m.now + timedelta(days=chance.choice((-2, 0, 1, 3, 7, 15, 30)))).astimezone(VIETNAM).date()


def _moment(m: Model, chance: Chance) -> datetime:
    """A little later, or a boundary: one microsecond before a deadline, on it, and after."""
    edges = [late - near for d in m.duties if (late := d.late) for near in (timedelta(), SOON)]
    edges += [o.late for o in m.obligations] + [m.answer_late]
    near = [edge + shift for edge in edges for shift in (-INSTANT, timedelta(), INSTANT) if edge + shift > m.now]
    if near and chance.random() < 0.6:
        return min(near) if chance.random() < 0.7 else chance.choice(near)
    return m.now + chance.choice((timedelta(hours=1), timedelta(days=1), timedelta(days=1), timedelta(days=12)))


def _few(found: list[Any]) -> None:
    if len(found) >= MOST:
        raise IndexError


def _of(found: list[Any], chance: Chance) -> int:
    if not found:
        raise IndexError
    return chance.randrange(len(found))


def _why(chance: Chance) -> str:
    return "vì thế" if chance.random() < 0.9 else ""


Given = tuple[int, tuple[object, ...]]


def _a_move(m: Model, c: Chance) -> Given:
    n = _of(m.duties, c)
    likely = [to for to in DUTY[m.duties[n].state] if to != "merged"]
    every = [state for state in DUTY if state != "merged"]
    # to set aside and take up again is the affair of mergers
    to = c.choice(likely if likely and m.duties[n].state != "merged" and c.random() < 0.85 else every)
    if m.duties[n].state == "merged" and to == "doing":
        raise IndexError
    return n, (to, _why(c))


def _an_ask(m: Model, c: Chance) -> Given:
    _few(m.requests)
    ask = c.choice(("extend", "extend", "suspend", "withdraw"))
    return _of(m.duties, c), (ask, _day(m, c) if ask == "extend" else None)


def _a_break(m: Model, c: Chance) -> Given:
    _few(m.duties)
    return _of(m.duties, c), (c.choice(("CỤC", "CỤC", "PHÒNG", "PHÒNG", "BNNMT")), _day(m, c))


def _a_deadline(m: Model, c: Chance) -> Given:
    return _of(m.duties, c), (_day(m, c), _why(c))


def _a_delivery(m: Model, c: Chance) -> Given:
    n = c.choice([k for k, d in enumerate(m.duties) if m.tasks[d.task].products])
    _few(m.deliveries)
    return n, (0, c.randrange(FILES))


def _a_request_answer(m: Model, c: Chance) -> Given:
    to = c.choice(("approved", "approved", "refused", "countered", "countered", "taken_back", "declined"))
    return _of(m.requests, c), (to, _day(m, c) if to == "countered" else None, _why(c))


def _an_obstacle_step(m: Model, c: Chance) -> Given:
    n = _of(m.obstacles, c)
    how = c.choice(("raise", "raise", "escalate", "escalate", "return", "explain", "withdraw", "split", "answer"))
    if how == "split":
        _few(m.obstacles)
    to = {"return": "returned", "withdraw": "withdrawn", "split": "split", "answer": "answered"}.get(how, "")
    return n, (how, c.choice(AWAITING) if how == "escalate" else to, _why(c))


def _a_merge(m: Model, c: Chance) -> Given:
    waiting = [n for n, o in enumerate(m.obstacles) if o.state in AWAITING]
    return c.choice(waiting), (_of(m.obstacles, c),)


def _a_version(m: Model, c: Chance) -> Given:
    _few(m.versions)
    return _of(m.obligations, c), ()


def _an_update(m: Model, c: Chance) -> Given:
    _few(m.updates)
    return _of(m.duties, c), (c.random() < 0.4, c.random() < 0.7)


def _a_note(m: Model, c: Chance) -> Given:
    _few(m.obstacles)
    return _of(m.duties, c), (c.random() < 0.7,)


def _a_merger(m: Model, c: Chance) -> Given:
    return _of(m.tasks, c), (_of(m.tasks, c),)


#: verb → how often, and whom or what it is about
KINDS: dict[str, tuple[int, Callable[[Model, Chance], Given]]] = {
    "move": (20, _a_move),
    "attach": (10, lambda m, c: (_of(m.duties, c), (c.randrange(FILES),))),
    "deadline": (4, _a_deadline),
    "ask": (7, _an_ask),
    "answer_request": (9, _a_request_answer),
    "update": (9, _an_update),
    "approve": (9, lambda m, c: (_of(m.updates, c), ())),
    "return_update": (3, lambda m, c: (_of(m.updates, c), (_why(c),))),
    "withdraw_update": (3, lambda m, c: (_of(m.updates, c), ())),
    "deliver": (6, _a_delivery),
    "decide_delivery": (
        6,
        lambda m, c: (_of(m.deliveries, c), (c.choice(("accepted", "accepted", "dropped")), _why(c))),
    ),
    "advance": (5, lambda m, c: (0, (_moment(m, c),))),
    "break_down": (4, _a_break),
    "ask_merger": (4, _a_merger),
    "decide_merger": (
        5,
        lambda m, c: (_of(m.mergers, c), (c.choice(("agreed", "refused", "undone")), _why(c))),
    ),
    "note": (5, _a_note),
    "obstacle": (14, _an_obstacle_step),
    "merge_obstacle": (4, _a_merge),
    "opine": (8, lambda m, c: (_of(m.opinions, c), (c.choice(("agreed", "wishes", "settled")), c.random() < 0.1))),
    "close": (1, lambda m, c: (0, ())),
    "write": (4, _a_version),
    "hand_in": (5, lambda m, c: (_of(m.versions, c), (c.random() < 0.1,))),
    "return_report": (4, lambda m, c: (_of(m.versions, c), (_why(c),))),
}

Rows = list[tuple[Any, ...]]


def _duties(m: Model) -> Rows:
    now = m.standings(m.now)
    return [
        (
            *(d.state, now[n][1], d.late, d.first_late, len(d.files), d.reported_at, d.moves, *m.parts(n)),
            *(d.state in ("assigned", "doing", "returned"), d.deadlines, d.moves),
        )
        for n, d in enumerate(m.duties)
    ]


def _tasks(m: Model) -> Rows:
    files = [sum(len(d.files) for d in m.duties if d.task == n) for n in range(len(m.tasks))]
    return [(m.state_of(n), len(m.lacking(n)), t.merged, files[n]) for n, t in enumerate(m.tasks)]


#: what is compared after every step: name, how it is asked, how the model says it
COMPARED: list[tuple[str, str, Callable[[Model], Rows]]] = [
    (
        "phần việc",
        "SELECT state, standing, late_from, first_late_from, evidence_count, reported_at, moves_made, parts_total, "
        "parts_done, is_open, (SELECT COUNT(*) FROM tasks_deadlineversion v WHERE v.duty_id = d.id), "
        "(SELECT COUNT(*) FROM tasks_dutymove v WHERE v.duty_id = d.id) FROM tasks_duty d ORDER BY id",
        _duties,
    ),
    (
        "nhiệm vụ",
        "SELECT state, products_undelivered, merged_into_id IS NOT NULL, evidence_count FROM tasks_task ORDER BY id",
        _tasks,
    ),
    (
        "đề nghị",
        "SELECT state, ask, is_after_due FROM tasks_request ORDER BY id",
        lambda m: [(r.state, r.ask, r.after_due) for r in m.requests],
    ),
    (
        "cập nhật",
        "SELECT state, period, says_done FROM progress_update ORDER BY id",
        lambda m: [(u.state, u.period, u.says_done) for u in m.updates],
    ),
    ("sản phẩm", "SELECT state FROM tasks_delivery ORDER BY id", lambda m: [(d.state,) for d in m.deliveries]),
    (
        "vướng mắc",
        "SELECT state, level, raised_at IS NOT NULL FROM obstacles_obstacle ORDER BY id",
        lambda m: [(o.state, o.level, o.raised) for o in m.obstacles],
    ),
    ("gộp", "SELECT state FROM tasks_merger ORDER BY id", lambda m: [(one.state,) for one in m.mergers]),
    (
        "ý kiến",
        "SELECT state, version FROM assignments_opinion ORDER BY id",
        lambda m: [(o.state, o.version) for o in m.opinions],
    ),
    (
        "trả lời",
        "SELECT is_late FROM assignments_reply ORDER BY opinion_id, version",
        lambda m: [(late,) for o in m.opinions for late in o.late],
    ),
    ("lấy ý kiến", "SELECT state FROM assignments_consultation", lambda m: [(m.consultation[0],)]),
    (
        "nghĩa vụ báo cáo",
        "SELECT state, handed_in_at FROM reports_obligation ORDER BY id",
        lambda m: [(o.state, o.at) for o in m.obligations],
    ),
    (
        "báo cáo",
        "SELECT state, accepted_at FROM reports_submission ORDER BY id",
        lambda m: [(v.state, v.at) for v in m.versions],
    ),
    (
        "kỳ",
        "SELECT period, late_from, answered_at FROM tasks_occurrence ORDER BY duty_id, late_from",
        lambda m: [(period, *one) for d in m.duties for period, one in d.owed.items()],
    ),
]
TALLY = (
    "SELECT u.code, a.code, t.role, t.state, t.standing, SUM(t.count) FROM tasks_dutytally t "
    "JOIN people_unit u ON u.id = t.unit_id JOIN people_unit a ON a.id = t.assigner_id WHERE t.count > 0 "
    "GROUP BY u.code, a.code, t.role, t.state, t.standing"
)


@contextmanager
def _planted(*patches: Any) -> Iterator[None]:
    PLANTED[0] = True
    try:
        for patch in patches:
            patch.start()
        yield
    finally:
        for patch in patches:
            patch.stop()
        PLANTED[0] = False


def skip_guard() -> Any:
    """The defect: a duty may be moved by anybody, anywhere."""
    return _planted(mock.patch.object(rules, "check_move", lambda *_a, **_k: None))


def late_one_instant_later() -> Any:
    """The defect: on the very instant of its deadline something is not late yet."""
    honest = rules.standing_of
    return _planted(mock.patch.object(rules, "standing_of", lambda duty, at: honest(duty, at - INSTANT)))


def entry_dropped() -> Any:
    """The defect: a request that is decided leaves nothing in the journal."""
    return _planted(mock.patch.object(requests, "record", lambda *_a, **_k: None))


def asker_decides() -> Any:
    """The defect: who asked may decide from another chair."""
    honest = rules.check_request_move

    def lenient(*args: Any) -> None:
        with suppress(rules.AskerDecides):
            honest(*args)

    return _planted(mock.patch.object(rules, "check_request_move", lenient))


def not_counted() -> Any:
    """The defect: a moved duty stays in the count it belonged to."""
    return _planted(mock.patch.object(standing, "recount_one", lambda *_a, **_k: None))


def history_not_kept() -> Any:
    """The defect: a move leaves no row behind, so that past instants answer as today."""
    return _planted(mock.patch.object(actions.DutyMove.objects, "create", lambda **_k: None))


COMMAND = Command(
    measure,
    {
        made.__name__: made
        for made in (skip_guard, late_one_instant_later, entry_dropped, asker_decides, not_counted, history_not_kept)
    },
)
