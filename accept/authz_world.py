"""Things of units that stand to each other as `tests.access.relations` says, each with a word that is found nowhere else.

`may_see` is the oracle: from the product's words, importing no query of the code it judges.
"""

from dataclasses import dataclass, field
from itertools import count

from django.utils import timezone

from giamsat.assignments import actions as assignment_actions
from giamsat.consolidation import actions as compilation_actions
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation
from giamsat.tasks import actions as task_actions
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import Money
from tests import builders as a
from tests.access import relations
from tests.access.relations import OWING, UNITS

#: unit → the units above it when its things came about
ABOVE = {"BTC": {"KHOI"}, "BTC.CON": {"BTC", "KHOI"}, "KHOI.KE": {"KHOI"}, "KHOI.CU": {"KHOI"}}
WORKERS = (Role.REPORTER, Role.APPROVER)
#: kinds every list of duties promises whole
DUTIES = ("duty", "own_duty", "shared_duty")
_words = count(101)


@dataclass(frozen=True)
class Thing:
    """One thing with its word: of which unit, what kind, and how much money (đồng) is asked for it."""

    kind: str
    word: str
    unit: str
    asked: int = 0


@dataclass
class Land:
    """Everything there is to see."""

    things: list[Thing] = field(default_factory=list)

    def word(self, kind: str, unit: str, asked: int = 0) -> str:
        thing = Thing(kind, f"zq{next(_words)}zq", unit, asked)
        self.things.append(thing)
        return thing.word

    def seen(self, role: Role | None, relation: str, *kinds: str) -> set[str]:
        """The words somebody may read, of all kinds or of some."""
        return {t.word for t in self.things if (not kinds or t.kind in kinds) and may_see(role, relation, t)}

    def asked(self, role: Role | None, relation: str) -> int:
        return sum(t.asked for t in self.things if t.kind in DUTIES and may_see(role, relation, t))


def may_see(role: Role | None, relation: str, thing: Thing) -> bool:
    """Whether somebody may read of a thing anywhere."""
    if role is None or not relations.place_of(role, relation):
        return False
    code = OWING if relation == "former" else UNITS[relation]
    speaks = {code, "KHOI.CU"} if code == OWING else {code}
    own, works = thing.unit in speaks, role in WORKERS
    runs, steers = (role == one and relation == "owner" for one in (Role.COORDINATOR, Role.LEADER))
    watches = runs or steers or role == Role.SUPERVISOR
    if thing.kind in ("duty", "said", "raised"):
        above = works and bool(ABOVE.get(thing.unit, set()) & speaks)
        return watches or above or (own and (works or role == Role.COORDINATOR))
    if thing.kind in ("waiting", "noted", "report_draft", "proposal_draft"):
        return own and works
    if thing.kind == "report":
        return watches or (own and works)
    if thing.kind in ("proposal", "opinion"):
        return runs or (own and works)
    whole = role in (Role.COORDINATOR, Role.LEADER, Role.SUPERVISOR)
    shared = thing.kind == "shared_duty" and code == UNITS["unrelated"] and whole
    return shared or (own and (works or whole))


def built_lists() -> tuple[Land, dict[Role, Post]]:
    """The units laid out, their things made, the former unit merged; and the posts that people of that had."""
    relations.lay_out()
    land = Land()
    former = {role: relations.seat(role, "former") for role in Role}
    runs = a.coordinator()
    codes = list(dict.fromkeys(code for relation, code in UNITS.items() if relation != "owner"))
    posts = {code: {role: a.post(role, code) for role in (*WORKERS, Role.COORDINATOR)} for code in codes}
    for code in codes:
        _duties(land, code, posts[code], runs)
        _talk(land, code, posts[code], runs)
    round_ = a.open_round(runs, at=timezone.now(), due=a.answer_by(30), recipients=tuple(codes))
    for owed in round_.obligations.select_related("round__programme", "unit"):
        _report(land, owed, posts[owed.unit.code][Role.REPORTER])
    compilation_actions.compose(round_, seen=0, by=runs, at=timezone.now())
    issued = compilation_actions.compose(round_, seen=1, by=runs, at=timezone.now())
    compilation_actions.issue(issued, by=a.post(Role.APPROVER, "BKHCN", is_head=True), at=timezone.now())
    relations.merge_former()
    return land, former


def _duties(land: Land, code: str, posts: dict[Role, Post], runs: Post) -> None:
    """A duty of the national programme with money and all that is said of it, and duties of the unit's own."""
    asked = 1_000_000 + len(land.things)
    reporter, head = posts[Role.REPORTER], posts[Role.APPROVER]
    duty = a.duty(runs, name=f"Ban hành {land.word('duty', code, asked)}", leads=(code,))
    task_actions.put_funding(duty, Money("Ngân sách", 2026, asked, 0, 0), by=reporter, at=a.NOW)
    said = progress_actions.submit_update(duty, a.entry(result=land.word("said", code)), by=reporter, at=a.NOW)
    progress_actions.approve_update(said, by=head, at=a.NOW)
    a.update(duty, reporter, result=land.word("waiting", code))
    a.noted(duty, reporter, description=land.word("noted", code))
    a.raised(duty, by=reporter, head=head, description=land.word("raised", code))
    _own_duty(land, code, posts, kind="own_duty")
    if code == OWING:
        shared = _own_duty(land, code, posts, kind="shared_duty")
        units = [a.unit(UNITS["unrelated"])]
        task_actions.share(shared.programme, units=units, by=posts[Role.COORDINATOR], at=a.NOW)


def _own_duty(land: Land, code: str, posts: dict[Role, Post], *, kind: str) -> Duty:
    runner, n = posts[Role.COORDINATOR], len(land.things)
    own = task_actions.open_own_programme(f"R-{n}", name="Việc riêng", prefix=f"R{n}", by=runner, at=a.NOW)
    one = a.candidate(runner)
    content = a.content(name=f"Rà soát {land.word(kind, code, n)}", leads=(code,))
    assignment_actions.confirm(one, content, by=runner, at=a.NOW)
    (task,) = task_actions.issue(one.review.document, programme=own, by=runner, at=a.NOW)
    duty = task.duties.select_related("task", "unit", "programme").get()
    task_actions.put_funding(duty, Money("Nguồn riêng", 2026, n, 0, 0), by=posts[Role.REPORTER], at=a.NOW)
    return duty


def _talk(land: Land, code: str, posts: dict[Role, Post], runs: Post) -> None:
    """What a unit proposes, and what it is asked about."""
    reporter, head = posts[Role.REPORTER], posts[Role.APPROVER]
    a.proposal(reporter, name=land.word("proposal_draft", code))
    a.proposal(reporter, sent_by=head, name=land.word("proposal", code))
    one = a.candidate(runs)
    content = a.content(name=f"Xây dựng {land.word('opinion', code)}", leads=(code,))
    assignment_actions.confirm(one, content, by=runs, at=a.NOW)
    a.consultation(runs, one, codes=(code,))


def _report(land: Land, owed: Obligation, by: Post) -> None:
    """A report handed in, and a newer draft where the first was sent back is not needed: the draft is another unit's."""
    kind = "report_draft" if owed.unit.code in ("KHOI.KE", "BYT") else "report"
    for suffix in ("pdf", "docx"):
        report_actions.attach_file(owed, a.upload(by, kind=suffix), by=by, at=a.NOW)
    draft = owed.submissions.get(state="draft")
    body = {str(section.ordinal): land.word(kind, owed.unit.code) for section in owed.round.sections.all()}
    draft = report_actions.save_draft(owed, body, seen_revision=draft.revision, by=by, at=a.NOW)
    if kind == "report":
        report_actions.hand_in(draft, seen_revision=draft.revision, by=by, at=a.NOW)
