"""Units, posts, sessions and reorganisations as pages tell them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from giamsat.people.changes import Plan
from giamsat.people.models import Post, Session, Unit
from giamsat.people.states import DELEGABLE, Role, UnitKind

LINES = 500  # of a difference


@dataclass(frozen=True)
class UnitRow:
    unit: Unit
    #: how far below the highest it stands
    depth: int
    kind: str
    #: posts held today
    held: int


@dataclass(frozen=True)
class PostRow:
    post: Post
    role: str
    #: held, coming or ended
    state: str
    #: whom it stands in for
    stands_in_for: str
    may_leave: bool


@dataclass(frozen=True)
class SessionRow:
    session: Session
    browser: str
    is_this: bool


def unit_rows(units: Iterable[Unit]) -> list[UnitRow]:
    """Rows of units annotated with `held`."""
    return [
        UnitRow(one, one.path.count("/") - 2, _(UnitKind(one.kind).label), one.held)  # type: ignore[attr-defined]
        for one in units
    ]


def post_rows(posts: Iterable[Post], at: datetime) -> list[PostRow]:
    """Posts with their state on the day of `at`, those held first."""
    today = timezone.localdate(at)
    rows = [
        PostRow(
            post,
            _(Role(post.role).label),
            _state(post, today),
            str(post.stands_in_for.person) if post.stands_in_for else "",
            post.role in DELEGABLE and post.stands_in_for is None,
        )
        for post in posts
    ]
    return sorted(rows, key=lambda row: ("held", "coming", "ended").index(row.state))


def _state(post: Post, today: date) -> str:
    if post.to_on is not None and post.to_on <= today:
        return "ended"
    return "coming" if post.from_on is not None and post.from_on > today else "held"


def session_rows(sessions: Iterable[Session], this: str | None) -> list[SessionRow]:
    return [SessionRow(one, browser_said(one.browser), one.session_key == this) for one in sessions]


def browser_said(agent: str) -> str:
    """A browser and system in two words, of what it says of itself."""
    browsers = (("Edg", "Edge"), ("OPR", "Opera"), ("coc_coc", "Cốc Cốc"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
    systems = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac", "macOS"))
    browser = next((word for key, word in (*browsers, ("Safari", "Safari")) if key in agent), "")
    system = next((word for key, word in (*systems, ("Linux", "Linux")) if key in agent), "")
    return " · ".join(part for part in (browser, system) if part) or _("Không rõ trình duyệt")


def difference(made: Plan) -> list[tuple[str, str]]:
    """What a plan would do, a line each: (sign, sentence); at most `LINES` of them."""
    return [line for line, _n in zip(_lines(made), range(LINES), strict=False)]


def _lines(made: Plan) -> Iterable[tuple[str, str]]:
    for code, change in made.created.items():
        yield "plus", _("Thành lập %(name)s (%(code)s)") % {"name": change.name, "code": code}
    for code, change in made.renamed.items():
        yield "pen", _("%(code)s đổi tên thành %(name)s") % {"name": change.name, "code": code}
    for code, change in made.moved.items():
        yield "up", _("%(code)s chuyển về %(parent)s") % {"code": code, "parent": change.parent or _("cấp cao nhất")}
    heirs: dict[str, list[str]] = {}
    for old, new, _change in made.successions:
        heirs.setdefault(old, []).append(new)
    for code in made.dissolved:
        to = ", ".join(heirs.get(code, [])) or _("không có cơ quan kế thừa")
        yield "cross", _("%(code)s kết thúc hoạt động; kế thừa: %(to)s") % {"code": code, "to": to}
    for post, code in made.carried:
        yield "back", _("%(post)s chuyển sang %(code)s") % {"post": post, "code": code}
    for post in made.ended:
        yield "alert", _("%(post)s kết thúc, cần giao lại") % {"post": post}
