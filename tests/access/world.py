"""One of everything, and who may see it by an oracle of its own: from the product's words, not from the queries."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from PIL import Image

from giamsat.access.permissions import PERMISSIONS
from giamsat.consolidation import actions as compilation_actions
from giamsat.journal.actions import anchor
from giamsat.journal.rules import SYSTEM
from giamsat.people import invitations
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.reports import actions as report_actions
from giamsat.targets import actions as target_actions
from giamsat.targets import plans, reporting
from giamsat.targets.plans_states import PlanPart
from giamsat.targets.rules import Value
from giamsat.targets.states import Reporters
from giamsat.tasks import actions as task_actions
from giamsat.tasks import delivering, merging, requests
from giamsat.tasks.models import Likeness, Product, Task
from giamsat.tasks.rules import Wish
from giamsat.tasks.states import Ask
from giamsat.web.urls import urlpatterns
from tests import builders as a
from tests.formats import made
from tests.web.browser import let_go

#: where somebody sits towards the objects: the standing agency, the unit that owes, or anywhere else
PLACES = {"owner": "BKHCN", "unit": "BTC", "other": "BYT"}
#: a leader sits in a body: the one that steers the programme, or another
BODIES = {"owner": "BCĐCP", "unit": "BTC", "other": "BYT"}

WATCHERS = {(Role.COORDINATOR, "owner"), (Role.LEADER, "owner"), *((Role.SUPERVISOR, place) for place in PLACES)}
UNIT = {(Role.REPORTER, "unit"), (Role.APPROVER, "unit")}
OWNER = {(Role.COORDINATOR, "owner")}
#: the sheets of a national programme are no secret to the agencies it binds
EVERY_UNIT = {(role, place) for role in (Role.REPORTER, Role.APPROVER) for place in PLACES}

#: kind of object → who may see that it exists
SEEN_BY: dict[str, set[tuple[Role, str]]] = {
    "document": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "candidate": OWNER,
    "likeness": OWNER,
    "consultation": OWNER,
    "opinion": OWNER | UNIT,
    "task": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "merger": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "proposal": OWNER | UNIT,
    "drafted_proposal": UNIT,
    "rewording": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "duty": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "request": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "own_programme": {(Role.COORDINATOR, "unit")},
    "waiting_update": UNIT,
    "waiting_evidence": UNIT,
    "evidence": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "delivered_evidence": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "offered_evidence": UNIT,
    "obstacle": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "noted_obstacle": UNIT,
    "answered_obstacle": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "delivery": WATCHERS | UNIT | {(Role.COORDINATOR, "unit")},
    "offered_delivery": UNIT,
    "round": WATCHERS | UNIT,
    "draft_round": OWNER,
    "obligation": WATCHERS | UNIT,
    "submission": WATCHERS | UNIT,
    "submission_file": WATCHERS | UNIT,
    "draft_file": UNIT,
    "draft_compilation": OWNER | {(Role.APPROVER, "owner")},
    "compilation": WATCHERS | {(Role.APPROVER, "owner")},
    "targets_programme": WATCHERS | EVERY_UNIT,
    "indicator": WATCHERS | EVERY_UNIT,
    "goal": WATCHERS | EVERY_UNIT,
    "joining": WATCHERS,
    "verified_value": WATCHERS | UNIT,
    "waiting_value": OWNER | UNIT,
    "plan": WATCHERS | UNIT,
    "draft_plan": UNIT,
    "remark": OWNER,
    "returned_remark": WATCHERS | UNIT,
    "plan_round": WATCHERS | UNIT,
    "plan_obligation": WATCHERS | UNIT,
    "master": WATCHERS | {(Role.APPROVER, "owner")},
    "draft_master": OWNER | {(Role.APPROVER, "owner")},
    "table": set(),
}

GOVERNORS = {(Role.UNIT_ADMIN, "unit"), *((Role.SYSTEM_ADMIN, place) for place in PLACES)}
SEEN_BY |= {
    "governed_unit": GOVERNORS,
    "governed_post": GOVERNORS,
    "governed_person": GOVERNORS,
    "session": set(),
    "root": {(role, place) for role in (Role.SYSTEM_ADMIN, Role.SUPERVISOR) for place in PLACES},
    "reorganisation": {(Role.SYSTEM_ADMIN, place) for place in PLACES},
}

#: URL name → the kinds of object it is tried with
OBJECTS: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("unit", "unit_new", "post_new", "head_new"), ("governed_unit",)),
    **dict.fromkeys(("stand_in", "post_end"), ("governed_post",)),
    **dict.fromkeys(("person", "person_invite", "person_deactivate", "person_reactivate"), ("governed_person",)),
    **dict.fromkeys(("person_end_sessions", "person_drop_second_step", "person_tie"), ("governed_person",)),
    "session_end": ("session",),
    "root": ("root",),
    **dict.fromkeys(("reorganisation", "reorganisation_carry_out", "reorganisation_withdraw"), ("reorganisation",)),
    "invitation": ("invitation",),
    "document": ("document",),
    "document_file": ("document",),
    "document_page": ("document",),
    "document_read_again": ("document",),
    "letterhead_correct": ("document",),
    "document_issue_tasks": ("document",),
    "candidate_add": ("document",),
    "candidates_join": ("document",),
    "letterhead_draft": ("document",),
    "letterhead_draft_drop": ("document",),
    "candidate_correct": ("candidate",),
    "candidate_draft": ("candidate",),
    "candidate_draft_drop": ("candidate",),
    "candidate_words": ("candidate",),
    "candidate_confirm": ("candidate",),
    "candidate_refuse": ("candidate",),
    "candidate_reopen": ("candidate",),
    "candidate_split": ("candidate",),
    "likeness_judge": ("likeness",),
    "consultation_new": ("document",),
    "consultation": ("consultation",),
    "consultation_close": ("consultation",),
    "opinion": ("opinion",),
    "opinion_agree": ("opinion",),
    "opinion_settle": ("opinion",),
    "task": ("task",),
    "task_reword": ("task",),
    "task_merge": ("task",),
    "merger_agree": ("merger",),
    "merger_refuse": ("merger",),
    "merger_undo": ("merger",),
    "proposal": ("proposal", "drafted_proposal"),
    "proposal_edit": ("drafted_proposal",),
    "proposal_file": ("drafted_proposal",),
    "proposal_send": ("drafted_proposal",),
    "proposal_accept": ("proposal", "drafted_proposal"),
    "proposal_return": ("proposal",),
    "proposal_refuse": ("proposal",),
    "rewording_agree": ("rewording",),
    "rewording_refuse": ("rewording",),
    "rewording_assent": ("rewording",),
    "rewording_take_back": ("rewording",),
    "duty_update": ("duty",),
    "task_mark": ("task",),
    "duty": ("duty",),
    "duty_move": ("duty",),
    "duty_deadline": ("duty",),
    "duty_break_down": ("duty",),
    "duty_funding": ("duty",),
    "request_ask": ("duty",),
    "request": ("request",),
    "request_file": ("request",),
    "request_approve": ("request",),
    "request_refuse": ("request",),
    "request_offer": ("request",),
    "request_accept": ("request",),
    "request_decline": ("request",),
    "request_take_back": ("request",),
    "programme_share": ("own_programme",),
    "update_approve": ("waiting_update",),
    "update_return": ("waiting_update",),
    "update_withdraw": ("waiting_update",),
    "delivery_new": ("duty",),
    "delivery_accept": ("delivery", "offered_delivery"),
    "delivery_drop": ("delivery", "offered_delivery"),
    "evidence_download": ("waiting_evidence", "evidence", "delivered_evidence", "offered_evidence"),
    "obstacle": ("obstacle", "noted_obstacle"),
    "obstacle_new": ("duty",),
    "obstacle_raise": ("obstacle", "noted_obstacle"),
    "obstacle_escalate": ("obstacle", "noted_obstacle"),
    "obstacle_return": ("obstacle", "noted_obstacle"),
    "obstacle_explain": ("obstacle", "noted_obstacle"),
    "obstacle_answer": ("obstacle", "noted_obstacle"),
    "obstacle_split": ("obstacle", "noted_obstacle"),
    "obstacle_merge": ("obstacle", "noted_obstacle"),
    "obstacle_withdraw": ("obstacle", "noted_obstacle"),
    "obstacle_paper": ("answered_obstacle",),
    "round": ("round", "draft_round"),
    "round_open": ("round", "draft_round"),
    "compilation_compose": ("round",),
    "obligation": ("obligation",),
    "obligation_docx": ("obligation",),
    "obligation_save": ("obligation",),
    "obligation_attach": ("obligation",),
    "obligation_detach": ("draft_file",),
    "hand_in": ("obligation",),
    "submission": ("submission",),
    "submission_return": ("submission",),
    "submission_file": ("submission_file", "draft_file"),
    "compilation": ("draft_compilation", "compilation"),
    "compilation_edit": ("draft_compilation",),
    "compilation_docx": ("draft_compilation",),
    "compilation_pdf": ("draft_compilation",),
    "compilation_issue": ("draft_compilation",),
    **dict.fromkeys(("indicator_new", "targets_download"), ("targets_programme",)),
    **dict.fromkeys(("targets_check", "targets_load"), ("table",)),
    **dict.fromkeys(
        ("indicator", "indicator_as_of", "indicator_units", "indicator_edit", "indicator_formula"), ("indicator",)
    ),
    **dict.fromkeys(("indicator_feed", "indicator_feed_no_more", "goal_new", "value_new"), ("indicator",)),
    **dict.fromkeys(("indicators_join", "indicators_keep_apart"), ("indicator",)),
    "joining_part": ("joining",),
    "value_explained": ("indicator",),
    **dict.fromkeys(("goal_edit", "goal_retire"), ("goal",)),
    **dict.fromkeys(("value", "value_file"), ("verified_value", "waiting_value")),
    **dict.fromkeys(("value_verify", "value_return", "value_withdraw"), ("waiting_value",)),
    "plan": ("plan", "draft_plan"),
    **dict.fromkeys(("plan_changes", "plan_docx", "plan_xlsx"), ("plan", "draft_plan")),
    **dict.fromkeys(("plan_goals_new", "plan_goals", "plan_measure_new", "plan_measure"), ("draft_plan",)),
    **dict.fromkeys(("plan_component_new", "plan_component", "plan_mechanism", "plan_line_drop"), ("draft_plan",)),
    **dict.fromkeys(("plan_remark", "plan_agree"), ("plan", "draft_plan")),
    "remark_drop": ("remark",),
    "remark_answer": ("remark", "returned_remark"),
    "plan_begin": ("plan_obligation",),
    **dict.fromkeys(("round_plans", "master_compose"), ("plan_round",)),
    "master_xlsx": ("master", "draft_master"),
    "master_adopt": ("master",),
    "journal": (
        *("document", "consultation", "proposal", "task", "obstacle", "round", "submission", "compilation", "plan"),
    ),
}
#: pages and forms that only some of those who see the object may open: the unit that took a paper in, the assigner
OPEN_TO: dict[str, set[tuple[Role, str]]] = {
    **dict.fromkeys(("letterhead_correct", "letterhead_draft", "letterhead_draft_drop", "document_read_again"), OWNER),
    **dict.fromkeys(("candidate_add", "candidates_join", "consultation_new", "task_mark", "duty_deadline"), OWNER),
    "duty_break_down": {(Role.APPROVER, "unit"), (Role.COORDINATOR, "unit")},
    "duty_funding": OWNER | UNIT,
    "value_new": UNIT,
    "master_adopt": OWNER,
    "task_reword": OWNER | UNIT,
}
POSTS = {
    *("logout", "set_language", "post_choose", "document_issue_tasks", "candidate_confirm", "candidate_refuse"),
    *("candidate_add", "candidates_join", "document_read_again", "likeness_judge"),
    *("letterhead_draft", "letterhead_draft_drop", "candidate_draft", "candidate_draft_drop"),
    *("merger_agree", "merger_refuse", "merger_undo"),
    *("proposal_send", "proposal_accept", "proposal_return", "proposal_refuse"),
    *("rewording_agree", "rewording_refuse", "rewording_assent", "rewording_take_back"),
    *("consultation_close", "opinion_agree", "opinion_settle"),
    *("candidate_reopen", "duty_move", "duties_move", "update_approve", "update_return", "round_open"),
    *("update_withdraw", "delivery_accept", "delivery_drop"),
    *("compilation_compose", "compilation_edit", "compilation_issue", "obligation_save", "obligation_attach"),
    *("obligation_detach", "hand_in", "submission_return"),
    *("request_approve", "request_refuse", "request_offer", "request_accept", "request_decline", "request_take_back"),
    *("obstacle_raise", "obstacle_escalate", "obstacle_return", "obstacle_explain", "obstacle_answer"),
    *("obstacle_split", "obstacle_merge", "obstacle_withdraw"),
    *("person_invite", "person_deactivate", "person_reactivate", "person_end_sessions", "person_drop_second_step"),
    "person_tie",
    *("post_end", "session_end", "sessions_end_others", "second_step_drop"),
    *("reorganisation_carry_out", "reorganisation_withdraw"),
    *("indicator_feed", "indicator_feed_no_more", "goal_retire"),
    *("indicators_join", "indicators_keep_apart", "joining_part"),
    *("plan_line_drop", "plan_remark", "plan_agree", "remark_drop", "remark_answer", "plan_begin", "master_compose"),
    *("targets_load", "value_verify", "values_verify", "value_return", "value_withdraw"),
}

#: a page of paper, the smallest there is
PICTURE = made.picture(Image.new("L", (8, 8), 255), "PNG")


@dataclass
class World:
    """Public ids of one object of each kind."""

    ids: dict[str, str] = field(default_factory=dict)

    def addresses(self, name: str) -> list[tuple[str, str]]:
        """(kind, address) of a URL with each object it is tried with."""
        if name not in OBJECTS:
            return [("", reverse(name))]
        extra = {
            "compilation_edit": ["opening"],
            "document_page": ["1"],
            "duty_move": ["done"],
            "indicator_feed_no_more": [self.ids["task"]],
            "indicators_join": [self.ids["other_indicator"]],
            "indicators_keep_apart": [self.ids["other_indicator"]],
            "value_explained": ["2026-04"],
            "plan_goals": [self.ids["plan_indicator"]],
            "plan_measure": [self.ids["plan_measure_line"]],
            "plan_component": [self.ids["plan_component_line"]],
            "plan_line_drop": ["measure", self.ids["plan_measure_line"]],
        }.get(name, [])
        before = name == "journal"
        return [
            (kind, reverse(name, args=[*([kind] if before else []), self.ids[kind], *extra])) for kind in OBJECTS[name]
        ]


def names() -> set[str]:
    return {pattern.name or "" for pattern in urlpatterns}


def built() -> World:
    """The objects, made by the real moves."""
    coordinator, minister = a.coordinator(), a.post(Role.APPROVER, "BKHCN", is_head=True)
    reporter, head = a.post(Role.REPORTER, "BTC"), a.post(Role.APPROVER, "BTC")
    duty = a.duty(coordinator, file=a.upload(coordinator, kind="png", content=PICTURE))
    first = progress_actions.submit_update(duty, a.entry(), by=reporter, at=a.NOW, uploads=[a.upload(reporter)])
    progress_actions.approve_update(first, by=head, at=a.NOW)
    waiting = progress_actions.submit_update(duty, a.entry(), by=reporter, at=a.NOW, uploads=[a.upload(reporter)])
    (delivery,) = a.offered(duty, reporter)
    delivering.accept(delivery, by=head, at=a.NOW)
    Product.objects.create(task=duty.task, name="Báo cáo đánh giá")
    (offered,) = a.offered(duty, reporter)
    raised = a.raised(duty, by=reporter, head=head)
    answered = a.raised(duty, by=reporter, head=head)
    a.answered(answered, by=coordinator, file=a.upload(coordinator))
    noted = a.noted(duty, reporter)
    round_ = a.open_round(coordinator)
    owed = a.obligation(round_)
    accepted = a.handed_in(owed, reporter)
    owed.refresh_from_db()
    draft = a.complete_draft(owed, reporter)
    drafted = report_actions.draft_round(a.plan(), programme=a.programme(), by=coordinator, at=a.NOW)
    open_compilation = compilation_actions.compose(round_, seen=0, by=coordinator, at=a.NOW)
    issued = compilation_actions.compose(round_, seen=1, by=coordinator, at=a.NOW)
    compilation_actions.issue(issued, by=minister, at=a.NOW)
    opinion = a.opinion(coordinator)
    a.compared()
    likeness = Likeness.objects.get()
    wish = Wish(Ask.WITHDRAW, "trùng việc", "Công văn 1/BTC-VP")
    asked = requests.ask(duty, wish, by=reporter, at=a.NOW, upload=a.upload(reporter))
    runner = a.post(Role.COORDINATOR, "BTC")
    own = task_actions.open_own_programme("NB-1", name="Việc riêng", prefix="NB", by=runner, at=a.NOW)
    objects: dict[str, Model] = {
        "document": duty.task.document,
        "candidate": duty.task.decision.candidate,
        "likeness": likeness,
        "consultation": opinion.consultation,
        "opinion": opinion,
        "task": duty.task,
        "rewording": a.rewording(duty, reporter),
        "merger": merging.ask(a.duty(coordinator).task, into=duty.task, reason="trùng", by=coordinator, at=a.NOW),
        "proposal": a.proposal(reporter, sent_by=head),
        "drafted_proposal": a.proposal(reporter),
        "duty": duty,
        "waiting_update": waiting,
        "waiting_evidence": waiting.evidence.get(),
        "evidence": first.evidence.get(),
        "delivery": delivery,
        "offered_delivery": offered,
        "delivered_evidence": delivery.evidence,
        "offered_evidence": offered.evidence,
        "obstacle": raised,
        "noted_obstacle": noted,
        "answered_obstacle": answered,
        "request": asked,
        "own_programme": own,
        "round": round_,
        "draft_round": drafted,
        "obligation": owed,
        "submission": accepted,
        "submission_file": accepted.files.first(),
        "draft_file": draft.files.first(),
        "draft_compilation": open_compilation,
        "compilation": issued,
    }
    plans = _of_plans(coordinator, minister, reporter)
    objects |= _of_targets(coordinator, reporter, duty.task)
    return World({kind: obj.public_id for kind, obj in objects.items()} | _of_people() | plans)


def _of_plans(coordinator: Post, minister: Post, reporter: Post) -> dict[str, str]:
    """A plan sent back, one handed in with a remark nobody has sent, the next draft; a master plan, issued and not."""
    round_, one = a.plan_round(coordinator), a.indicator("CT-2", by=coordinator)
    owed = a.obligation(round_)
    plan = a.handed_in_plan(owed, reporter, one)
    returned = plans.remark(plan, PlanPart.WHOLE, "", "Thiếu nguồn lực", by=coordinator)
    report_actions.return_submission(plan.submission, reason="Xem nhận xét", by=coordinator, at=a.NOW)
    owed.refresh_from_db()
    plans.answer(returned, "Đã bổ sung", seen="", by=reporter)
    plan = a.handed_in_again(owed, reporter)
    remark = plans.remark(plan, PlanPart.WHOLE, "", "Còn thiếu", by=coordinator)
    master = compilation_actions.compose_master(round_, seen=0, by=coordinator, at=a.NOW)
    compilation_actions.issue(master, by=minister, at=a.NOW)
    draft_master = compilation_actions.compose_master(round_, seen=1, by=coordinator, at=a.NOW)
    draft = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    return {
        "plan": plan.public_id,
        "draft_plan": draft.public_id,
        "plan_indicator": one.public_id,
        "plan_measure_line": draft.measures.get().line,
        "plan_component_line": draft.components.get().line,
        "remark": remark.public_id,
        "returned_remark": returned.public_id,
        "plan_round": round_.public_id,
        "plan_obligation": owed.public_id,
        "master": master.public_id,
        "draft_master": draft_master.public_id,
    }


def _of_targets(coordinator: Post, reporter: Post, task: Task) -> dict[str, Model]:
    """A target with a goal, a value of the country in force, one of the unit in force and one that waits."""
    one = a.indicator(by=coordinator, reporters=Reporters.AGENCIES)
    target_actions.feed(one, task, by=coordinator, at=a.NOW)
    a.known(one, 40, "2026-04", verifier=coordinator, by=reporter)
    values = [
        reporting.submit(
            one, reporter.unit, Value(period, Decimal(41)), evidence=a.upload(reporter), by=reporter, at=a.NOW
        )
        for period in ("2026-04", "2026-05")
    ]
    reporting.verify(values[0], by=coordinator, at=a.NOW)
    return {
        "targets_programme": one.programme,
        "indicator": one,
        "goal": a.goal(one, by=coordinator),
        "other_indicator": a.indicator("CT-3", by=coordinator),
        "joining": _joined(coordinator),
        "verified_value": values[0],
        "waiting_value": values[1],
        "table": a.upload(coordinator),
    }


def _joined(coordinator: Post) -> Model:
    kept, gone = (a.indicator(code, by=coordinator) for code in ("CT-4", "CT-5"))
    return target_actions.join(kept, gone, reason="Cùng nội dung", by=coordinator, at=a.NOW)


def _of_people() -> dict[str, str]:
    clerk = a.post(Role.REPORTER, "BTC")
    Client().force_login(clerk.person)
    one = a.reorganisation()
    return {
        "governed_unit": clerk.unit.public_id,
        "governed_post": clerk.public_id,
        "governed_person": clerk.person.public_id,
        "session": clerk.person.sessions.get().public_id,
        "root": anchor(a.NOW.date(), by=SYSTEM).public_id,
        "reorganisation": one.public_id,
        "invitation": invitations.invite(a.post(Role.REPORTER, "BTC").person, by=SYSTEM),
    }


def actor(role: Role, place: str) -> Post:
    codes = BODIES if role == Role.LEADER else PLACES
    return a.post(role, codes[place])


def expected(name: str, kind: str, role: Role | None, place: str) -> str:
    """login, forbidden, hidden or open."""
    roles = PERMISSIONS[name]
    if "anybody" in roles:
        return "open"
    if role is None:
        return "login"
    if role not in roles:
        return "forbidden"
    if kind and (role, place) not in SEEN_BY[kind]:
        return "hidden"
    return "open" if (role, place) in OPEN_TO.get(name, {(role, place)}) else "forbidden"


def found(client: Client, name: str, address: str) -> str:
    """What the door answers, in the same words."""
    answer = client.post(address) if name in POSTS else client.get(address)
    let_go(answer)
    is_sent_away = answer.status_code == 302 and answer["Location"].startswith(reverse("login"))
    if is_sent_away and name not in ("logout", "login_code", "oidc_start", "oidc_return"):
        return "login"
    return {403: "forbidden", 404: "hidden"}.get(answer.status_code, "open" if answer.status_code < 500 else "broken")


def faults(world: World, role: Role | None, place: str) -> list[str]:
    """Every address that answers somebody otherwise than the oracle says."""
    told = []
    post = actor(role, place) if role else None
    for name in sorted(names()):
        for kind, address in world.addresses(name):
            client = Client()
            if post:
                client.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")
            wanted, got = expected(name, kind, role, place), found(client, name, address)
            if name == "post_choose" and role:
                wanted = "hidden"  # an empty choice is no post of his
            if wanted != got:
                told.append(f"{name} {kind}: {wanted} expected, {got} found")
    return told
