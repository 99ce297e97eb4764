"""Where somebody sits towards the unit that owes, and what the oracle of `world` says there."""

from datetime import date
from typing import Any

from giamsat.access.permissions import PERMISSIONS
from giamsat.journal.rules import SYSTEM
from giamsat.people import actions as people_actions
from giamsat.people import reorganising
from giamsat.people.models import Post, Unit
from giamsat.people.states import Role, UnitKind
from tests import builders as a
from tests.access import world
from tests.access.world import GOVERNORS, OPEN_TO, OWNER, POSTS, SEEN_BY, UNIT, WATCHERS

OWING = "BTC"
#: relation → code of the unit somebody sits in; "former" was merged into the owing unit, "ended" left his post
UNITS = {
    "owner": "BKHCN",
    "own": OWING,
    "child": "BTC.CON",
    "parent": "KHOI",
    "sibling": "KHOI.KE",
    "unrelated": "BYT",
    "former": "KHOI.CU",
    "ended": OWING,
}
#: roles whose posts pass to the successor of a merged unit
PASSED_ON = (Role.REPORTER, Role.APPROVER, Role.COORDINATOR)
SAME = {"owner": "owner", "own": "unit", "former": "unit"}

HEAD = {(Role.APPROVER, "unit")}
MINISTER = {(Role.APPROVER, "owner")}
RUNNER = {(Role.COORDINATOR, "unit")}
SYSTEM_ADMINS = SEEN_BY["reorganisation"]
NOBODY: set[tuple[Role, str]] = set()

#: URL name → who may do it, with a form filled in as it should be (PRODUCT A1–A5, T2–T7, P1, O1–O2, R2–R4, S1)
MAY_DO: dict[str, set[tuple[Role, str]]] = {
    **dict.fromkeys(("letterhead_correct", "letterhead_draft", "letterhead_draft_drop", "candidate_correct"), OWNER),
    **dict.fromkeys(("candidate_draft", "candidate_draft_drop", "candidate_confirm", "candidate_refuse"), OWNER),
    **dict.fromkeys(("candidate_reopen", "candidate_split", "candidate_add", "candidates_join"), OWNER),
    **dict.fromkeys(("document_read_again", "document_issue_tasks", "likeness_judge", "consultation_new"), OWNER),
    **dict.fromkeys(("consultation_close", "opinion_settle"), OWNER),
    **dict.fromkeys(("opinion", "opinion_agree"), UNIT),
    **dict.fromkeys(("task_merge", "merger_agree", "merger_refuse", "merger_undo", "task_mark"), OWNER),
    "task_reword": OWNER | UNIT,
    **dict.fromkeys(("rewording_agree", "rewording_refuse"), OWNER),
    "rewording_assent": NOBODY,
    "rewording_take_back": UNIT,
    "proposal_edit": UNIT,
    "proposal_send": HEAD,
    **dict.fromkeys(("proposal_accept", "proposal_return", "proposal_refuse"), OWNER),
    "duty_move": OWNER | UNIT,
    "duty_deadline": OWNER,
    "duty_break_down": HEAD | RUNNER,
    "duty_funding": OWNER | UNIT,
    **dict.fromkeys(("request_ask", "request_take_back", "request_accept", "request_decline"), UNIT),
    **dict.fromkeys(("request_approve", "request_refuse", "request_offer"), OWNER),
    "programme_share": RUNNER,
    **dict.fromkeys(("duty_update", "update_withdraw", "delivery_new", "obstacle_new"), UNIT),
    **dict.fromkeys(("update_approve", "update_return", "delivery_accept", "delivery_drop"), HEAD),
    **dict.fromkeys(("obstacle_raise", "obstacle_explain"), HEAD),
    **dict.fromkeys(("obstacle_escalate", "obstacle_return", "obstacle_answer", "obstacle_merge"), OWNER),
    "obstacle_split": HEAD | OWNER,
    "obstacle_withdraw": UNIT,
    **dict.fromkeys(("round_open", "compilation_compose", "compilation_edit", "submission_return"), OWNER),
    "compilation_issue": MINISTER,
    **dict.fromkeys(("unit_new", "post_new", "head_new", "post_end", "stand_in"), GOVERNORS),
    **dict.fromkeys(("person_invite", "person_deactivate", "person_reactivate"), GOVERNORS),
    **dict.fromkeys(("person_end_sessions", "person_drop_second_step", "person_tie"), GOVERNORS),
    **dict.fromkeys(("reorganisation_carry_out", "reorganisation_withdraw"), SYSTEM_ADMINS),
    **dict.fromkeys(("indicator_new", "indicator_edit", "indicator_formula", "indicator_feed"), OWNER),
    **dict.fromkeys(("indicator_feed_no_more", "goal_new", "goal_edit", "goal_retire"), OWNER),
    **dict.fromkeys(("indicators_join", "indicators_keep_apart", "joining_part"), OWNER),
    **dict.fromkeys(("value_verify", "values_verify", "value_return"), OWNER),
    **dict.fromkeys(("value_new", "value_withdraw"), UNIT),
    **dict.fromkeys(("plan_goals_new", "plan_goals", "plan_measure_new", "plan_measure", "plan_line_drop"), UNIT),
    **dict.fromkeys(("plan_component_new", "plan_component", "plan_mechanism", "plan_begin", "remark_answer"), UNIT),
    **dict.fromkeys(("plan_remark", "plan_agree", "remark_drop", "master_compose", "master_adopt"), OWNER),
    **dict.fromkeys(("targets_check", "targets_load"), NOBODY),
    **dict.fromkeys(("obligation_save", "obligation_attach", "obligation_detach", "hand_in"), UNIT),
}


def is_followed(kind: str) -> bool:
    """Whether a unit sees it of its subordinates: a duty, and what was said openly about one (T5)."""
    return kind == "verified_value" or SEEN_BY[kind] >= WATCHERS | UNIT | RUNNER


def place_of(role: Role, relation: str) -> str:
    """The place of `world` that a relation amounts to; "" for who holds no post."""
    if relation == "ended" or (relation == "former" and role not in PASSED_ON):
        return ""
    if (role, relation) == (Role.UNIT_ADMIN, "parent"):
        return "unit"  # he governs the units beneath as his own
    return SAME.get(relation, "other")


def at_table(name: str, role: Role | None, relation: str) -> str:
    """What the line of the table alone says: login, forbidden, or nothing against it."""
    roles = PERMISSIONS[name]
    if "anybody" in roles:
        return ""
    if role is None:
        return "login"
    return "" if role in roles and place_of(role, relation) else "forbidden"


def expected(name: str, kind: str, role: Role | None, relation: str) -> str:
    """What a door answers to GET, or to an empty form: login, forbidden, hidden or open."""
    place = place_of(role, relation) if role else ""
    if not place and role:
        return "open" if "anybody" in PERMISSIONS[name] else "forbidden"
    said = world.expected(name, kind, role, place)
    looks_down = relation == "parent" and role in (Role.REPORTER, Role.APPROVER)
    if said == "hidden" and looks_down and kind and is_followed(kind):
        may_not = name in MAY_DO or name in OPEN_TO or name in POSTS
        return "forbidden" if may_not else "open"
    return said


def may_do(name: str, role: Role | None, relation: str) -> bool:
    """Whether a form filled in as it should be may change something."""
    return role is not None and (role, place_of(role, relation)) in MAY_DO.get(name, NOBODY)


def lay_out() -> None:
    """Units that stand to the owing one as `UNITS` says, by the moves of a reorganisation."""
    above = _found("KHOI", None)
    _carry_out({"kind": "move", "predecessors": OWING, "parent": "KHOI"})
    _found("BTC.CON", a.unit(OWING))
    _found("KHOI.KE", above)
    _found("KHOI.CU", above)


def merge_former() -> None:
    """The former unit's functions, past and people pass to the owing unit."""
    _carry_out({"kind": "merge", "predecessors": f"KHOI.CU;{OWING}", "successors": OWING})


def seat(role: Role, relation: str) -> Post:
    """A new person in the post that the relation names."""
    code = world.BODIES["owner"] if (role, relation) == (Role.LEADER, "owner") else UNITS[relation]
    post = a.post(role, code)
    if relation == "ended":
        people_actions.end_post(post, on=a.NOW.date(), by=SYSTEM)
    return post


def _found(code: str, parent: Unit | None) -> Unit:
    a.unit(OWING)  # the agencies stand first
    return people_actions.create_unit(code, name=f"Đơn vị {code}", kind=UnitKind.DEPARTMENT, parent=parent, by=SYSTEM)


def _carry_out(row: dict[str, str]) -> None:
    whole: dict[str, Any] = row | {"on": date(2026, 6, 1).isoformat()}
    one = reorganising.propose("Sắp xếp", [whole], by=SYSTEM, at=a.NOW)
    reorganising.carry_out(one, by=SYSTEM, at=a.NOW)
