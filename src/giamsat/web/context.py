"""What every page shows around its content: who acts from which post, and where he may go."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giamsat.access.middleware import page_before
from giamsat.access.permissions import may_open
from giamsat.people.models import Post


@dataclass(frozen=True)
class Viewer:
    """Who is signed in, and from which post he acts."""

    name: str
    title: str
    unit: str


@dataclass(frozen=True)
class Way:
    """One entry of the menu."""

    url: str
    word: str | Promise
    current: bool
    count: int = 0


#: URL name → its word and the pages below it
MENU: dict[str, tuple[Promise, frozenset[str]]] = {
    "units": (_("Người và đơn vị"), frozenset({"unit", "unit_new", "post_new", "head_new", "person", "person_invite"})),
    "reorganisations": (_("Sắp xếp tổ chức"), frozenset({"reorganisation", "reorganisation_new"})),
    "leader": (_("Điều hành"), frozenset()),
    "inbox": (_("Việc của tôi"), frozenset()),
    "documents": (
        _("Văn bản"),
        frozenset({"document", "document_upload", "letterhead_correct", "candidate_correct", "document_issue_tasks"})
        | {"consultations", "consultation_new", "consultation"},
    ),
    "opinions": (_("Góp ý dự thảo"), frozenset({"opinion"})),
    "tasks": (
        _("Nhiệm vụ"),
        frozenset(
            {"task", "warnings", "task_mark", "task_reword", "tasks_as_of", "duty_update", "delivery_new", "likenesses"}
        )
        | {"duty", "duty_deadline", "duty_break_down", "duty_funding", "duties_move", "request", "request_ask"}
        | {"programmes", "programme_open", "programme_share", "funding", "proposals", "proposal", "proposal_new"}
        | {"task_merge", "names_review"},
    ),
    "indicators": (
        _("Chỉ tiêu"),
        frozenset({"indicator", "indicator_new", "indicator_edit", "indicator_formula", "indicator_units", "goal_new"})
        | {
            "goal_edit",
            "targets_overview",
            "value",
            "value_new",
            "value_explained",
            "values_mine",
            "values_waiting",
            "joinings",
        }
        | {"targets_upload", "targets_check"},
    ),
    "obstacles": (_("Vướng mắc"), frozenset({"obstacle", "obstacle_new"})),
    "rounds": (
        _("Đợt báo cáo"),
        frozenset({"round", "round_new", "obligation", "obligation_save", "hand_in", "submission", "compilation"})
        | {"plans", "plan", "plan_goals", "plan_goals_new", "plan_measure", "plan_measure_new", "plan_component"}
        | {"plan_component_new", "plan_mechanism", "plan_changes", "round_plans", "master_adopt"},
    ),
    "roots": (_("Gốc nhật ký"), frozenset({"root"})),
}


def seat(request: HttpRequest) -> dict[str, Any]:
    """Viewer, his posts and the menu; for a stranger only `here`. No query: the middleware has loaded the posts."""
    here = request.get_full_path() if request.method in ("GET", "HEAD") else page_before(request)
    if not hasattr(request, "posts") or not request.user.is_authenticated:
        return {"here": here}
    post: Post | None = getattr(request, "post", None)
    return {
        #: where this page can be opened again: a page shown in answer to a form may have no address of its own
        "here": here,
        "viewer": Viewer(str(request.user), post.title if post else "", post.unit.name if post else ""),
        "acting": post,
        "posts": request.posts,
        "nav": _ways(request, post) if post else [],
    }


def _ways(request: HttpRequest, post: Post) -> list[Way]:
    here = request.resolver_match.url_name if request.resolver_match else None
    return [
        Way(reverse(name), word, current=here == name or here in below)
        for name, (word, below) in MENU.items()
        if may_open(name, post.role)
    ]
