"""The permission table: a line for every URL name, which roles may open it at all. Objects are judged by the loaders.

A URL without a line here fails a test and answers 403.
"""

from giamsat.people.states import Role

ANYBODY = frozenset({"anybody"})  # signed in or not
SIGNED_IN = frozenset(Role)
COORDINATORS = frozenset({Role.COORDINATOR})
UNIT = frozenset({Role.REPORTER, Role.APPROVER})
APPROVERS = frozenset({Role.APPROVER})
ASSIGNING = COORDINATORS | APPROVERS  # a head too verifies what his unit gave on
WORKING = frozenset({Role.COORDINATOR, Role.REPORTER, Role.APPROVER, Role.LEADER, Role.SUPERVISOR})
WATCHING = frozenset({Role.COORDINATOR, Role.LEADER, Role.SUPERVISOR})
STEERING = frozenset({Role.COORDINATOR, Role.LEADER})
DECIDING = STEERING | APPROVERS
ADMINS = frozenset({Role.UNIT_ADMIN, Role.SYSTEM_ADMIN})
SYSTEM_ADMINS = frozenset({Role.SYSTEM_ADMIN})
ROOT_KEEPERS = frozenset({Role.SYSTEM_ADMIN, Role.SUPERVISOR})
READERS_OF_PAPERS = WATCHING | APPROVERS

PERMISSIONS: dict[str, frozenset[str]] = {
    "livez": ANYBODY,
    "readyz": ANYBODY,
    "login": ANYBODY,
    "set_language": ANYBODY,
    "logout": ANYBODY,
    "home": SIGNED_IN,
    "post_choose": SIGNED_IN,
    "inbox": WORKING,
    "login_code": ANYBODY,
    "oidc_start": ANYBODY,
    "oidc_return": ANYBODY,
    "invitation": ANYBODY,
    # one's own account
    "account": SIGNED_IN,
    "password_change": SIGNED_IN,
    "session_end": SIGNED_IN,
    "sessions_end_others": SIGNED_IN,
    "second_step": SIGNED_IN,
    "second_step_drop": SIGNED_IN,
    "stand_in": SIGNED_IN,
    "post_end": SIGNED_IN,
    # people and units
    "units": ADMINS,
    "unit": ADMINS,
    "unit_new": ADMINS,
    "post_new": ADMINS,
    "head_new": ADMINS,
    "person": ADMINS,
    "person_invite": ADMINS,
    "person_deactivate": ADMINS,
    "person_reactivate": ADMINS,
    "person_end_sessions": ADMINS,
    "person_drop_second_step": ADMINS,
    "person_tie": ADMINS,
    "reorganisations": SYSTEM_ADMINS,
    "reorganisation_new": SYSTEM_ADMINS,
    "reorganisation": SYSTEM_ADMINS,
    "reorganisation_carry_out": SYSTEM_ADMINS,
    "reorganisation_withdraw": SYSTEM_ADMINS,
    "roots": ROOT_KEEPERS,
    "root": ROOT_KEEPERS,
    # documents and their assignments
    "documents": COORDINATORS,
    "document_upload": COORDINATORS,
    "document": WORKING,
    "document_file": WORKING,
    "document_page": WORKING,
    "document_read_again": COORDINATORS,
    "letterhead_correct": COORDINATORS,
    "letterhead_draft": COORDINATORS,
    "letterhead_draft_drop": COORDINATORS,
    "candidate_correct": COORDINATORS,
    "candidate_draft": COORDINATORS,
    "candidate_draft_drop": COORDINATORS,
    "candidate_words": COORDINATORS,
    "candidate_confirm": COORDINATORS,
    "candidate_refuse": COORDINATORS,
    "candidate_reopen": COORDINATORS,
    "candidate_split": COORDINATORS,
    "candidate_add": COORDINATORS,
    "candidates_join": COORDINATORS,
    "document_issue_tasks": COORDINATORS,
    "likenesses": COORDINATORS,
    "likeness_judge": COORDINATORS,
    # agreeing on drafts
    "consultations": COORDINATORS,
    "consultation_new": COORDINATORS,
    "consultation": COORDINATORS,
    "consultation_close": COORDINATORS,
    "opinion_settle": COORDINATORS,
    "opinions": UNIT,
    "opinion": UNIT,
    "opinion_agree": UNIT,
    "proposals": COORDINATORS | UNIT,
    "proposal_new": UNIT,
    "proposal": COORDINATORS | UNIT,
    "proposal_edit": UNIT,
    "proposal_file": COORDINATORS | UNIT,
    "proposal_send": APPROVERS,
    "proposal_accept": COORDINATORS,
    "proposal_return": COORDINATORS,
    "proposal_refuse": COORDINATORS,
    # tasks and progress
    "tasks": WORKING,
    "task": WORKING,
    "names_review": COORDINATORS | UNIT,
    "task_merge": COORDINATORS | APPROVERS,
    "merger_agree": COORDINATORS | APPROVERS,
    "merger_refuse": COORDINATORS | APPROVERS,
    "merger_undo": COORDINATORS | APPROVERS,
    "task_reword": COORDINATORS | UNIT,
    "rewording_agree": COORDINATORS | APPROVERS,
    "rewording_refuse": COORDINATORS | APPROVERS,
    "rewording_assent": UNIT,
    "rewording_take_back": COORDINATORS | UNIT,
    "duty_update": UNIT,
    "update_approve": APPROVERS,
    "update_return": APPROVERS,
    "update_withdraw": UNIT,
    "delivery_new": UNIT,
    "delivery_accept": APPROVERS,
    "delivery_drop": APPROVERS,
    "evidence_download": WORKING,
    "tasks_as_of": WORKING,
    "task_mark": ASSIGNING,
    "duty": WORKING,
    "duty_move": ASSIGNING | UNIT,
    "duties_move": ASSIGNING,
    "duty_deadline": ASSIGNING,
    "duty_break_down": ASSIGNING,
    "duty_funding": ASSIGNING | UNIT,
    "request_ask": UNIT,
    "request": WORKING,
    "request_file": WORKING,
    "request_approve": ASSIGNING,
    "request_refuse": ASSIGNING,
    "request_offer": ASSIGNING,
    "request_accept": UNIT,
    "request_decline": UNIT,
    "request_take_back": UNIT,
    "programmes": WORKING,
    "programme_open": COORDINATORS,
    "programme_share": COORDINATORS,
    "funding": WORKING,
    # obstacles and warnings
    "warnings": WORKING,
    "obstacles": WORKING,
    "obstacle": WORKING,
    "obstacle_new": UNIT,
    "obstacle_raise": APPROVERS,
    "obstacle_escalate": DECIDING,
    "obstacle_return": STEERING,
    "obstacle_explain": APPROVERS,
    "obstacle_answer": DECIDING,
    "obstacle_split": APPROVERS | COORDINATORS,
    "obstacle_merge": COORDINATORS,
    "obstacle_withdraw": UNIT,
    "obstacle_paper": WORKING,
    # targets
    "indicators": WORKING,
    "targets_overview": WORKING,
    "indicator": WORKING,
    "indicator_units": WORKING,
    "targets_download": WORKING,
    "targets_upload": COORDINATORS | UNIT,
    "targets_check": COORDINATORS | UNIT,
    "targets_load": COORDINATORS | UNIT,
    "indicator_new": COORDINATORS,
    "indicator_edit": COORDINATORS,
    "indicator_formula": COORDINATORS,
    "indicator_feed": COORDINATORS,
    "indicator_feed_no_more": COORDINATORS,
    "goal_new": COORDINATORS,
    "goal_edit": COORDINATORS,
    "goal_retire": COORDINATORS,
    "values_mine": UNIT,
    "value_new": UNIT,
    "value": WORKING,
    "value_file": WORKING,
    "value_explained": WORKING,
    "value_verify": COORDINATORS,
    "value_return": COORDINATORS,
    "value_withdraw": UNIT,
    "values_waiting": COORDINATORS,
    "values_verify": COORDINATORS,
    # reports
    "rounds": WORKING,
    "round_new": COORDINATORS,
    "round": WATCHING,
    "round_open": COORDINATORS,
    "obligation": UNIT,
    "obligation_docx": UNIT,
    "obligation_save": UNIT,
    "obligation_attach": UNIT,
    "obligation_detach": UNIT,
    "hand_in": UNIT,
    "submission": WORKING,
    "submission_return": COORDINATORS,
    "submission_file": WORKING,
    # consolidated reports
    "compilation_compose": COORDINATORS,
    "compilation": READERS_OF_PAPERS,
    "compilation_edit": COORDINATORS,
    "compilation_docx": READERS_OF_PAPERS,
    "compilation_pdf": READERS_OF_PAPERS,
    "compilation_issue": APPROVERS,
    # boards and history
    "leader": WATCHING,
    "journal": WORKING,
}


def may_open(url_name: str, role: str | None) -> bool:
    """Whether a role (None: not signed in) may open a URL at all. What is not in the table is closed."""
    roles = PERMISSIONS.get(url_name, frozenset())
    return roles == ANYBODY or (role is not None and role in roles)


def is_public(url_name: str) -> bool:
    """Whether a URL is open without signing in."""
    return PERMISSIONS.get(url_name) == ANYBODY
