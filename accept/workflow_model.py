"""What the workflow must do, as a model of its own: written from PRODUCT T1–T5, P1, O2, A2, A3, R4 and the invariants
I1–I12, importing nothing of the code it judges.

A step is judged first: the kinds of refusal that would be right ("not_allowed", "bad_move", "refused", "stale"; none
of them: it must be accepted), the moves it makes, and how many entries the journal gets. `Model.do` then carries it
out. All times are aware; a deadline is its first late instant.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7))
SOON = timedelta(days=7)
INSTANT = timedelta(microseconds=1)
Move = tuple[str, str, str]

_STOPS = {"suspended": "assigner", "withdrawn": "assigner", "merged": "assigner"}
#: T2: from, to → whose step it is
DUTY = {
    "assigned": {"doing": "unit", "reported_done": "unit", "refused": "unit", **_STOPS},
    "doing": {"reported_done": "unit", **_STOPS},
    "reported_done": {"done": "assigner", "returned": "assigner", **_STOPS},
    "returned": {"doing": "unit", "reported_done": "unit", **_STOPS},
    "refused": {"assigned": "assigner", "withdrawn": "assigner"},
    "suspended": {"doing": "assigner", "withdrawn": "assigner", "merged": "assigner"},
    "merged": {"doing": "assigner"},
    "done": {},
    "withdrawn": {},
}
#: T4: the unit asks, somebody else decides, a counter-offer goes back to the unit
REQUEST = {
    "open": {"approved": "assigner", "refused": "assigner", "countered": "assigner", "taken_back": "unit"},
    "countered": {"approved": "unit", "declined": "unit"},
    "approved": {},
    "refused": {},
    "declined": {},
    "taken_back": {},
}
UPDATE = {
    "submitted": ("approved", "returned", "withdrawn"),
    "approved": ("corrected",),
}
DELIVERY = {"offered": ("accepted", "dropped"), "accepted": ("dropped",)}
MERGER = {"asked": ("agreed", "refused"), "agreed": ("undone",)}
#: O2: R the reporter, H the head of the unit, S the standing agency, L a leader of the steering committee
OBSTACLE = {
    "noted": {"unit": "H", "standing": "H", "withdrawn": "RH"},
    "unit": {"standing": "H", "answered": "H", "split": "H", "withdrawn": "H"},
    "standing": {
        "deputy_pm": "S",
        "pm": "S",
        "returned": "S",
        "answered": "S",
        "split": "SH",
        "merged": "S",
        "withdrawn": "H",
    },
    "deputy_pm": {
        "pm": "LS",
        "returned": "LS",
        "answered": "LS",
        "split": "S",
        "merged": "S",
        "withdrawn": "H",
    },
    "pm": {"returned": "LS", "answered": "LS", "split": "S", "merged": "S", "withdrawn": "H"},
    "returned": {"standing": "H", "deputy_pm": "H", "pm": "H", "split": "H", "withdrawn": "H"},
    "answered": {},
    "split": {},
    "merged": {},
    "withdrawn": {},
}
AWAITING = ("standing", "deputy_pm", "pm")
OPINION = {
    "asked": ("agreed", "wishes"),
    "agreed": ("wishes",),
    "wishes": ("agreed", "wishes", "settled"),
    "settled": ("agreed", "wishes"),
}
CONSULTATION = {"open": ("closed",)}
OBLIGATION = {"owed": ("handed_in",), "handed_in": ("handed_in", "returned"), "returned": ("handed_in",)}
SUBMISSION = {"draft": ("accepted",), "accepted": ("returned",)}
TABLES: dict[str, dict[str, Iterable[str]]] = {
    "duty": DUTY,
    "request": REQUEST,
    "update": UPDATE,
    "delivery": DELIVERY,
    "merger": MERGER,
    "obstacle": OBSTACLE,
    "opinion": OPINION,
    "consultation": CONSULTATION,
    "obligation": OBLIGATION,
    "submission": SUBMISSION,
}
POSSIBLE = {(table, was, to) for table, moves in TABLES.items() for was, tos in moves.items() for to in tos}

RUNNING = ("assigned", "doing", "returned", "refused")
ASIDE = ("suspended", "withdrawn", "merged")
FINAL = ("done", "withdrawn", "merged")
PEN_WITH_UNIT = ("assigned", "doing", "returned")


@dataclass(frozen=True)
class Actor:
    """A post: the same person may hold several."""

    name: str
    unit: str
    role: str
    person: str


@dataclass
class Task:
    assigner: str
    owner: str
    steered_by: str
    products: int
    parent: int | None = None
    merged: bool = False
    evidence: int = 0


@dataclass
class Duty:
    task: int
    unit: str
    is_lead: bool
    born: datetime
    late: datetime | None = None
    first_late: datetime | None = None
    recurs: bool = False
    state: str = "assigned"
    reported_at: datetime | None = None
    reported_by: str = ""
    files: set[tuple[str, int]] = field(default_factory=set)
    moves: int = 1
    deadlines: int = 1
    #: period → (first late instant, when answered)
    owed: dict[str, list[datetime | None]] = field(default_factory=dict)


@dataclass
class Request:
    duty: int
    ask: str
    late: datetime | None
    by: str
    after_due: bool
    state: str = "open"
    offered: datetime | None = None


@dataclass
class Update:
    duty: int
    period: str
    by: str
    says_done: bool
    corrects: int | None
    state: str = "submitted"


@dataclass
class Delivery:
    task: int
    product: int
    duty: int
    by: str
    state: str = "offered"


@dataclass
class Obstacle:
    duty: int
    beyond: bool
    state: str = "noted"
    level: str = "unit"
    raised: bool = False


@dataclass
class Merger:
    gone: int
    kept: int
    by: Actor
    state: str = "asked"


@dataclass
class Opinion:
    unit: str
    state: str = "asked"
    version: int = 0
    late: list[bool] = field(default_factory=list)


@dataclass
class Version:
    obligation: int
    state: str = "draft"
    at: datetime | None = None


@dataclass
class Obligation:
    unit: str
    late: datetime
    state: str = "owed"
    at: datetime | None = None


@dataclass
class Judged:
    """Why a step would be refused, and what it does when it is not."""

    reasons: set[str]
    moves: list[Move] = field(default_factory=list)
    entries: int = 1
    effect: Callable[[], None] = lambda: None


@dataclass(frozen=True)
class Step:
    verb: str
    actor: str
    target: int
    given: tuple[object, ...] = ()


def day_end(day: date) -> datetime:
    """The first instant after a day in Việt Nam."""
    return datetime.combine(day + timedelta(days=1), time(), VIETNAM)


def period_of(moment: datetime) -> str:
    return f"{moment.astimezone(VIETNAM):%Y-%m}"


def standing(state: str, reported: datetime | None, late: datetime | None, now: datetime) -> str:
    """T3 and I4: late from the first late instant on; what was reported done is measured at that moment."""
    if state in ASIDE:
        return "set_aside"
    if state == "done":
        return "done_late" if late and reported and reported >= late else "done_on_time"
    if late is None:
        return "no_deadline"
    measured = reported if state == "reported_done" and reported else now
    if measured >= late:
        return "overdue"
    return "due_soon" if state in RUNNING and measured >= late - SOON else "on_track"


def rolled_up(states: Iterable[str]) -> str:
    """A task's state from those of its leads."""
    every = set(states)
    found = every - {"withdrawn", "merged"} or every
    if len(found) == 1:
        return next(iter(found))
    if found <= {"assigned", "refused"}:
        return "assigned"
    return "reported_done" if found <= {"reported_done", "done"} else "doing"


class Model:
    """One world: people, tasks, and everything that hangs on them."""

    def __init__(self, now: datetime, actors: Iterable[Actor]) -> None:
        self.now = now
        self.actors = {actor.name: actor for actor in actors}
        self.tasks: list[Task] = []
        self.duties: list[Duty] = []
        self.requests: list[Request] = []
        self.updates: list[Update] = []
        self.deliveries: list[Delivery] = []
        self.obstacles: list[Obstacle] = []
        self.mergers: list[Merger] = []
        self.opinions: list[Opinion] = []
        self.consultation = ["open"]
        self.consulted_by = ""
        self.answer_late = now
        self.obligations: list[Obligation] = []
        self.versions: list[Version] = []
        #: (instant, what every duty's (state, standing) was then), never changed afterwards
        self.past: list[tuple[datetime, list[tuple[str, str]]]] = []
        #: unit → the unit above it
        self.above: dict[str, str] = {}

    def judge(self, step: Step) -> Judged:
        """What must become of a step; nothing changes before its effect is called."""
        judged: Judged = getattr(self, f"_{step.verb}")(self.actors.get(step.actor), step.target, *step.given)
        return judged

    # --- duties

    def side(self, by: Actor, duty: Duty) -> str:
        if by.role in ("reporter", "approver") and by.unit == duty.unit:
            return "unit"
        return "assigner" if self.assigns(by, self.tasks[duty.task]) else ""

    def assigns(self, by: Actor, task: Task) -> bool:
        roles = ("coordinator", "approver") if task.parent is not None else ("coordinator",)
        return by.unit == task.assigner and by.role in roles

    def lacking(self, task: int) -> list[int]:
        """Products nobody has delivered with his head's word."""
        done = {d.product for d in self.deliveries if d.task == task and d.state == "accepted"}
        return [n for n in range(self.tasks[task].products) if n not in done]

    def unoffered(self, task: int) -> list[int]:
        stands = {d.product for d in self.deliveries if d.task == task and d.state != "dropped"}
        return [n for n in range(self.tasks[task].products) if n not in stands]

    def move_reasons(self, by: Actor, duty: Duty, to: str) -> set[str]:
        if to not in DUTY[duty.state]:
            return {"bad_move"}
        reasons = set()
        if self.side(by, duty) != DUTY[duty.state][to]:
            reasons.add("not_allowed")
        if to in ("reported_done", "done") and (not duty.files or (duty.is_lead and self.lacking(duty.task))):
            reasons.add("refused")
        if to == "done" and duty.reported_by == by.person:
            reasons.add("not_allowed")  # I7
        return reasons

    def go(self, duty: Duty, to: str, by: Actor) -> None:
        duty.state, duty.moves = to, duty.moves + 1
        if to == "reported_done":
            duty.reported_at, duty.reported_by = self.now, by.person

    def _move(self, by: Actor, n: int, to: str, why: str) -> Judged:
        duty = self.duties[n]
        reasons = self.move_reasons(by, duty, to)
        if not why and (to in ("returned", "refused", *_STOPS) or duty.state in ("refused", "merged")):
            reasons.add("refused")
        return Judged(reasons, [("duty", duty.state, to)], 1, lambda: self.go(duty, to, by))

    def _attach(self, by: Actor, n: int, file: int) -> Judged:
        duty = self.duties[n]
        reasons = {"not_allowed"} if self.side(by, duty) != "unit" else set()
        is_new = (by.name, file) not in duty.files
        return Judged(reasons, [], int(is_new), lambda: duty.files.add((by.name, file)))

    def _deadline(self, by: Actor, n: int, day: date, paper: str) -> Judged:
        duty, late = self.duties[n], day_end(day)
        reasons = self.deadline_reasons(duty, late)
        if self.side(by, duty) != "assigner":
            reasons.add("not_allowed")
        if not paper or duty.recurs:
            reasons.add("refused")
        return Judged(reasons, [], 1, lambda: self.put(duty, late))

    def deadline_reasons(self, duty: Duty, late: datetime) -> set[str]:
        reasons = {"bad_move"} if duty.state in FINAL else set()
        parent = self.tasks[duty.task].parent
        above = self.duties[parent].late if parent is not None else None
        return reasons | ({"refused"} if above is not None and late > above else set())

    def put(self, duty: Duty, late: datetime) -> None:
        duty.late, duty.deadlines = late, duty.deadlines + 1

    # --- requests

    def _ask(self, by: Actor, n: int, ask: str, day: date | None) -> Judged:
        duty = self.duties[n]
        late = day_end(day) if day else None
        reasons = {"not_allowed"} if self.side(by, duty) != "unit" else set()
        if duty.state not in RUNNING:
            reasons.add("bad_move")
        if ask == "extend":
            reasons |= self.later_reasons(duty, late)
        if any(one.duty == n and one.state in ("open", "countered") for one in self.requests):
            reasons.add("refused")
        after = duty.late is not None and self.now >= duty.late
        return Judged(reasons, [], 1, lambda: self.requests.append(Request(n, ask, late, by.person, after)))

    def later_reasons(self, duty: Duty, late: datetime | None) -> set[str]:
        if late is None or duty.late is None or duty.recurs:
            return {"refused"}
        return self.deadline_reasons(duty, late) | ({"refused"} if late <= duty.late else set())

    def _answer_request(self, by: Actor, n: int, to: str, day: date | None, words: str) -> Judged:
        request = self.requests[n]
        duty = self.duties[request.duty]
        late = day_end(day) if day else None
        offer, is_offer = request.offered, to == "countered"
        if to not in REQUEST[request.state]:
            reasons = {"bad_move"}
        else:
            reasons = {"not_allowed"} if self.side(by, duty) != REQUEST[request.state][to] else set()
            if REQUEST[request.state][to] == "assigner" and by.person == request.by:
                reasons.add("not_allowed")  # I7
        if to in ("refused", "countered") and not words:
            reasons.add("refused")
        if is_offer:
            reasons |= {"bad_move"} if request.ask != "extend" else self.later_reasons(duty, late)
        granted = offer if request.state == "countered" else request.late
        outcome = {"suspend": "suspended", "withdraw": "withdrawn"}.get(request.ask, "")
        moves: list[Move] = [("request", request.state, to)]
        if to == "approved" and request.ask == "extend" and granted is not None:
            reasons |= self.deadline_reasons(duty, granted)
        elif to == "approved" and outcome:
            reasons |= self.move_reasons(by, duty, outcome)
            moves.append(("duty", duty.state, outcome))

        def effect() -> None:
            request.state = to
            if is_offer:
                request.offered = late
            if to == "approved" and request.ask == "extend" and granted is not None:
                self.put(duty, granted)
            elif to == "approved":
                self.go(duty, outcome, by)

        return Judged(reasons, moves, 2 if to == "approved" else 1, effect)

    # --- updates and deliveries

    def _update(self, by: Actor, n: int, says_done: bool, commits: bool) -> Judged:
        duty = self.duties[n]
        reasons = {"not_allowed"} if self.side(by, duty) != "unit" else set()
        if duty.state not in PEN_WITH_UNIT:
            reasons.add("bad_move")
        late = standing(duty.state, duty.reported_at, duty.late, self.now) == "overdue"
        if late and not says_done and not commits and not duty.recurs:
            reasons.add("refused")  # T6; an update that answers a period promises nothing
        if says_done and (not duty.files or (duty.is_lead and self.unoffered(duty.task))):
            reasons.add("refused")
        if any(one.duty == n and one.state == "submitted" for one in self.updates):
            reasons.add("refused")
        period = period_of(self.now)
        stands = (k for k, u in enumerate(self.updates) if (u.duty, u.period, u.state) == (n, period, "approved"))
        corrects = next(stands, None)
        return Judged(reasons, [], 1, lambda: self.updates.append(Update(n, period, by.person, says_done, corrects)))

    def _approve(self, by: Actor, n: int) -> Judged:
        update = self.updates[n]
        duty = self.duties[update.duty]
        reasons = self.head_reasons(by, duty, update.state == "submitted", update.by)
        to = "reported_done" if update.says_done else "doing"
        moves: list[Move] = [("update", update.state, "approved")]
        old = self.updates[update.corrects] if update.corrects is not None else None
        if old is not None:
            moves.append(("update", "approved", "corrected"))
        if duty.state != to:
            reasons |= self.move_reasons(by, duty, to)
            moves.append(("duty", duty.state, to))

        def effect() -> None:
            update.state = "approved"
            if old is not None:
                old.state = "corrected"
            if duty.state != to:
                self.go(duty, to, by)
            self.answer(duty)

        return Judged(reasons, moves, len(moves), effect)

    def head_reasons(self, by: Actor, duty: Duty, is_open: bool, writer: str) -> set[str]:
        reasons = set() if is_open else {"bad_move"}
        if by.role != "approver" or by.unit != duty.unit or by.person == writer:
            reasons.add("not_allowed")  # I7
        return reasons

    def _return_update(self, by: Actor, n: int, why: str) -> Judged:
        update = self.updates[n]
        reasons = self.head_reasons(by, self.duties[update.duty], update.state == "submitted", update.by)
        reasons |= set() if why else {"refused"}
        return Judged(reasons, [("update", update.state, "returned")], 1, lambda: setattr(update, "state", "returned"))

    def _withdraw_update(self, by: Actor, n: int) -> Judged:
        update = self.updates[n]
        reasons = set() if update.state == "submitted" else {"bad_move"}
        if by.person != update.by or by.unit != self.duties[update.duty].unit:
            reasons.add("not_allowed")
        moves: list[Move] = [("update", update.state, "withdrawn")]
        return Judged(reasons, moves, 1, lambda: setattr(update, "state", "withdrawn"))

    def _deliver(self, by: Actor, n: int, product: int, file: int) -> Judged:
        duty = self.duties[n]
        reasons = {"not_allowed"} if self.side(by, duty) != "unit" else set()
        if any((d.duty, d.product) == (n, product) and d.state != "dropped" for d in self.deliveries):
            reasons.add("refused")
        is_new = (by.name, file) not in duty.files

        def effect() -> None:
            duty.files.add((by.name, file))
            self.deliveries.append(Delivery(duty.task, product, n, by.person))

        return Judged(reasons, [], 1 + is_new, effect)

    def _decide_delivery(self, by: Actor, n: int, to: str, why: str) -> Judged:
        one = self.deliveries[n]
        duty = self.duties[one.duty]
        reasons = set() if to in DELIVERY.get(one.state, ()) else {"bad_move"}
        if by.role != "approver" or by.unit != duty.unit or (to == "accepted" and by.person == one.by):
            reasons.add("not_allowed")
        if to == "dropped" and not why:
            reasons.add("refused")
        done = [k for k, d in enumerate(self.duties) if d.task == one.task and d.state == "done" and d.is_lead]
        if to == "dropped" and one.state == "accepted" and done and self.is_last_of(one):
            reasons.add("refused")  # what is done keeps its products (T2)
        return Judged(reasons, [("delivery", one.state, to)], 1, lambda: setattr(one, "state", to))

    def is_last_of(self, one: Delivery) -> bool:
        same = [d for d in self.deliveries if (d.task, d.product, d.state) == (one.task, one.product, "accepted")]
        return len(same) == 1

    # --- recurring deadlines

    def next_owed(self, duty: Duty) -> None:
        """The 25th of the next month, before it begins (004)."""
        last = max(late for late, _ in duty.owed.values() if late).astimezone(VIETNAM)
        year, month = (last.year + last.month // 12, last.month % 12 + 1)
        duty.owed[f"{year}-{month:02d}"] = [datetime(year, month, 25, tzinfo=VIETNAM), None]

    def answer(self, duty: Duty) -> None:
        if not duty.recurs:
            return
        owed = {p: one for p, one in duty.owed.items() if one[1] is None}
        begun = [p for p in owed if p <= period_of(self.now)]
        for period in begun:
            duty.owed[period][1] = self.now
        if len(begun) == len(owed):
            self.next_owed(duty)
        self.follow(duty)

    def follow(self, duty: Duty) -> None:
        earliest = min(late for late, answered in duty.owed.values() if answered is None and late)
        if earliest != duty.late:
            self.put(duty, earliest)

    def _advance(self, _by: Actor | None, _n: int, to: datetime) -> Judged:
        def effect() -> None:
            self.past.append((self.now, self.standings(self.now)))
            between = self.now + (to - self.now) / 2
            if between < to:
                self.past.append((between, self.standings(between)))
            self.now = to
            for duty in self.duties:
                while duty.recurs and max(late for late, _ in duty.owed.values() if late) <= to:
                    self.next_owed(duty)

        return Judged(set(), [], 0, effect)

    def standings(self, at: datetime) -> list[tuple[str, str]]:
        return [(d.state, standing(d.state, d.reported_at, d.late, at)) for d in self.duties]

    # --- cascade and mergers

    def _break_down(self, by: Actor, n: int, unit: str, day: date) -> Judged:
        duty, late = self.duties[n], day_end(day)
        reasons = set()
        if by.unit != duty.unit or by.role not in ("coordinator", "approver"):
            reasons.add("not_allowed")
        if duty.state not in RUNNING:
            reasons.add("bad_move")
        if not self.is_beneath(unit, duty.unit) or (duty.late is not None and late > duty.late):
            reasons.add("refused")
        task = self.tasks[duty.task]

        def effect() -> None:
            self.tasks.append(Task(duty.unit, task.owner, task.steered_by, 0, n))
            part = Duty(len(self.tasks) - 1, unit, True, self.now, late, late)
            self.duties.append(part)

        return Judged(reasons, [], 1, effect)

    def is_beneath(self, unit: str, above: str) -> bool:
        while unit in self.above:
            unit = self.above[unit]
            if unit == above:
                return True
        return False

    def state_of(self, task: int) -> str:
        return rolled_up(d.state for d in self.duties if d.task == task and d.is_lead)

    def parts(self, duty: int) -> tuple[int, int]:
        """Ends of the tree below a duty that are still followed, and how many of them are done: a recount (I9)."""
        total = done = 0
        for n, task in enumerate(self.tasks):
            if task.parent != duty:
                continue
            below = [self.parts(k) for k, d in enumerate(self.duties) if d.task == n and d.is_lead]
            if any(one for one, _ in below):
                total, done = total + sum(one for one, _ in below), done + sum(two for _, two in below)
            else:
                state = self.state_of(n)
                total, done = total + (state not in ("withdrawn", "merged")), done + (state == "done")
        return total, done

    def mergeable(self, gone: int) -> set[str]:
        of = [(k, d) for k, d in enumerate(self.duties) if d.task == gone and d.state not in FINAL]
        return {"refused"} if any(d.state == "refused" or self.parts(k)[0] for k, d in of) else set()

    def merger_reasons(self, gone: int, kept: int) -> set[str]:
        done_with = self.state_of(gone) in FINAL or self.state_of(kept) == "withdrawn"
        reasons = {"bad_move"} if done_with or self.tasks[gone].merged or self.tasks[kept].merged else set()
        return reasons | self.mergeable(gone)

    def _ask_merger(self, by: Actor, gone: int, kept: int) -> Judged:
        mine = [self.assigns(by, self.tasks[one]) for one in (gone, kept)]
        reasons = self.merger_reasons(gone, kept)
        if gone == kept:
            reasons.add("refused")
        if not any(mine):
            reasons.add("not_allowed")
        if any(one.gone == gone and one.state in ("asked", "agreed") for one in self.mergers):
            reasons.add("stale")  # one at a time; it is told as a change meanwhile
        stopped = self.running_of(gone) if all(mine) else []
        moves: list[Move] = [("merger", "asked", "agreed")] if all(mine) else []
        moves += [("duty", duty.state, "merged") for duty in stopped]

        def effect() -> None:
            self.mergers.append(Merger(gone, kept, by))
            if all(mine):
                self.merge(self.mergers[-1], by)

        return Judged(reasons, moves, 1 + len(moves), effect)

    def running_of(self, task: int) -> list[Duty]:
        return [d for d in self.duties if d.task == task and d.state not in FINAL]

    def merge(self, merger: Merger, by: Actor) -> None:
        for duty in self.running_of(merger.gone):
            self.go(duty, "merged", by)
        merger.state, self.tasks[merger.gone].merged = "agreed", True

    def _decide_merger(self, by: Actor, n: int, to: str, why: str) -> Judged:
        one = self.mergers[n]
        reasons = set() if to in MERGER.get(one.state, ()) else {"bad_move"}
        theirs = [self.tasks[t] for t in (one.gone, one.kept) if not self.assigns(one.by, self.tasks[t])]
        stopped: list[Duty] = []
        if to == "undone":
            reasons |= set() if self.assigns(by, self.tasks[one.gone]) else {"not_allowed"}
            again = [d for d in self.duties if d.task == one.gone and d.state == "merged"]
            moves = [("merger", one.state, to), *(("duty", d.state, "doing") for d in again)]
        else:
            reasons |= set() if all(self.assigns(by, task) for task in theirs) else {"not_allowed"}
            stopped = self.running_of(one.gone) if to == "agreed" else []
            reasons |= self.merger_reasons(one.gone, one.kept) if to == "agreed" else set()
            moves = [("merger", one.state, to), *(("duty", d.state, "merged") for d in stopped)]
        if to != "agreed" and not why:
            reasons.add("refused")

        def effect() -> None:
            if to == "agreed":
                self.merge(one, by)
                return
            one.state = to
            if to == "undone":
                self.tasks[one.gone].merged = False
                for duty in again:
                    self.go(duty, "doing", by)

        return Judged(reasons, moves, len(moves), effect)

    # --- obstacles

    def hands(self, by: Actor, duty: Duty) -> str:
        task, found = self.tasks[duty.task], ""
        if by.unit == duty.unit:
            found += {"reporter": "R", "approver": "H"}.get(by.role, "")
        if by.role == "coordinator" and by.unit == task.owner:
            found += "S"
        return found + ("L" if by.role == "leader" and by.unit == task.steered_by else "")

    def _note(self, by: Actor, n: int, beyond: bool) -> Judged:
        reasons = {"not_allowed"} if self.side(by, self.duties[n]) != "unit" else set()
        return Judged(reasons, [], 1, lambda: self.obstacles.append(Obstacle(n, beyond)))

    def obstacle_reasons(self, by: Actor, one: Obstacle, to: str) -> set[str]:
        if to not in OBSTACLE[one.state]:
            return {"bad_move"}
        reasons = (
            set() if set(OBSTACLE[one.state][to]) & set(self.hands(by, self.duties[one.duty])) else {"not_allowed"}
        )
        if one.state == "returned" and to in AWAITING and to != one.level:
            reasons.add("bad_move")
        return reasons

    def _obstacle(self, by: Actor, n: int, how: str, to: str, why: str) -> Judged:
        one = self.obstacles[n]
        if how == "raise":
            to = "standing" if one.beyond else "unit"
        if how == "explain":
            to = one.level
        reasons = self.obstacle_reasons(by, one, to)
        if how == "raise" and one.state != "noted":
            reasons.add("bad_move")
        needs_why = how in ("escalate", "return", "explain", "answer") or (how == "withdraw" and one.raised)
        if needs_why and not why:
            reasons.add("refused")
        entries, was = 3 if to == "split" else 1, one.state

        def effect() -> None:
            one.state = to
            one.raised |= was == "noted" and to != "withdrawn"
            if to in ("unit", *AWAITING):
                one.level = to
            one.beyond |= how == "escalate"
            if to == "split":
                self.obstacles += [Obstacle(one.duty, one.beyond, was, one.level, one.raised) for _ in range(2)]

        return Judged(reasons, [("obstacle", was, to)], entries, effect)

    def _merge_obstacle(self, by: Actor, n: int, into: int) -> Judged:
        one, other = self.obstacles[n], self.obstacles[into]
        reasons = self.obstacle_reasons(by, one, "merged")
        owners = {self.tasks[self.duties[o.duty].task].owner for o in (one, other)}
        if n == into or {one.state, other.state} - set(AWAITING) or len(owners) > 1:
            reasons.add("refused")
        moves: list[Move] = [("obstacle", one.state, "merged")]
        return Judged(reasons, moves, 1, lambda: setattr(one, "state", "merged"))

    # --- consultation

    def _opine(self, by: Actor, n: int, to: str, is_old: bool) -> Judged:
        one = self.opinions[n]
        reasons = set() if to in OPINION[one.state] else {"bad_move"}
        if to == "settled":
            reasons |= set() if by.unit == self.consulted_by and by.role == "coordinator" else {"not_allowed"}
        else:
            if by.unit != one.unit or by.role not in ("reporter", "approver"):
                reasons.add("not_allowed")
            if self.consultation[0] != "open":
                reasons.add("bad_move")
        reasons |= {"stale"} if is_old else set()

        def effect() -> None:
            one.state = to
            if to != "settled":
                one.version += 1
                one.late.append(self.now >= self.answer_late)

        return Judged(reasons, [("opinion", one.state, to)], 1, effect)

    def _close(self, by: Actor, _n: int) -> Judged:
        reasons = set() if by.unit == self.consulted_by and by.role == "coordinator" else {"not_allowed"}
        reasons |= set() if self.consultation[0] == "open" else {"bad_move"}
        moves: list[Move] = [("consultation", self.consultation[0], "closed")]
        return Judged(reasons, moves, 1, lambda: self.consultation.__setitem__(0, "closed"))

    # --- reports

    def draft_of(self, n: int) -> int | None:
        return next((k for k, v in enumerate(self.versions) if v.obligation == n and v.state == "draft"), None)

    def writes(self, by: Actor, n: int) -> set[str]:
        return set() if by.unit == self.obligations[n].unit and by.role in ("reporter", "approver") else {"not_allowed"}

    def _write(self, by: Actor, n: int) -> Judged:
        """A draft of the unit's own with both files and a body."""
        is_new = self.draft_of(n) is None
        return Judged(self.writes(by, n), [], 3, lambda: self.versions.append(Version(n)) if is_new else None)

    def _hand_in(self, by: Actor, n: int, is_old: bool) -> Judged:
        one = self.versions[n]
        owed = self.obligations[one.obligation]
        reasons = self.writes(by, one.obligation) | (set() if one.state == "draft" else {"bad_move"})
        reasons |= {"stale"} if is_old else set()

        def effect() -> None:
            one.state, one.at = "accepted", self.now
            owed.state, owed.at = "handed_in", owed.at or self.now

        return Judged(
            reasons, [("submission", one.state, "accepted"), ("obligation", owed.state, "handed_in")], 1, effect
        )

    def _return_report(self, by: Actor, n: int, why: str) -> Judged:
        one = self.versions[n]
        owed = self.obligations[one.obligation]
        reasons = set() if by.unit == "BKHCN" and by.role == "coordinator" else {"not_allowed"}
        reasons |= set() if why else {"refused"}
        newest = max(
            (k for k, v in enumerate(self.versions) if (v.obligation, v.state) == (one.obligation, "accepted")),
            default=-1,
        )
        if one.state != "accepted" or owed.state != "handed_in" or n != newest:
            reasons.add("bad_move")  # I2: the version in force is the newest; only that may be sent back

        def effect() -> None:
            one.state, owed.state = "returned", "returned"

        return Judged(
            reasons, [("submission", one.state, "returned"), ("obligation", owed.state, "returned")], 1, effect
        )

    # --- what must be seen (I6, I11)

    def counts(self) -> Counter[tuple[object, ...]]:
        """The kept counts as a recount of the model's own duties (I9)."""
        return Counter(
            (
                d.unit,
                self.tasks[d.task].assigner,
                d.is_lead,
                d.state,
                standing(d.state, d.reported_at, d.late, self.now),
            )
            for d in self.duties
        )


START = datetime(2026, 6, 2, 5, tzinfo=UTC)
