"""Obstacles at several levels, a commitment that was not kept and one decided, for the demonstration programme."""

from datetime import datetime, timedelta

from giamsat.obstacles import actions
from giamsat.obstacles.models import Obstacle
from giamsat.obstacles.rules import Difficulty, Ruling
from giamsat.obstacles.states import Cause, Level, ObstacleKind, ObstacleState
from giamsat.people.models import Post
from giamsat.progress import actions as progress_actions
from giamsat.progress.rules import Entry
from giamsat.progress.states import UpdateKind
from giamsat.tasks.models import Duty
from giamsat.timetable import VIETNAM


def build(posts: dict[str, Post], at: datetime) -> None:
    """What Hà Nội and the ministry of agriculture have met: one waits too long above, one was decided."""
    _broken_commitment(posts, at)
    obstacle = _raised(posts, "hanoi", "cthanoi", _platform(), at - timedelta(days=9))
    actions.escalate(
        obstacle,
        to=ObstacleState.DEPUTY_PM,
        reason="Liên quan nhiều bộ, cơ quan thường trực không quyết định được.",
        answer_by=(at - timedelta(days=2)).astimezone(VIETNAM).date(),
        by=posts["dieuphoi"],
        at=at - timedelta(days=8),
    )
    decided = _raised(posts, "bnnmt", "btbnnmt", _data(), at)
    on = (at - timedelta(days=1)).astimezone(VIETNAM).date()
    ruling = Ruling(
        "Cho phép dùng chung dữ liệu địa chính theo mẫu tạm thời.",
        symbol="35/TB-BKHCN",
        on=on,
        issuer="Bộ Khoa học và Công nghệ",
    )
    actions.answer(decided, ruling, by=posts["dieuphoi"], at=at)


def _broken_commitment(posts: dict[str, Post], at: datetime) -> None:
    """Promised twelve days ago for the day before yesterday, and still not done."""
    then = at - timedelta(days=12)
    entry = Entry(
        kind=UpdateKind.NO_CHANGE,
        next_step="Lắp đặt thiết bị tại ba phường còn lại.",
        percent=60,
        commitment_on=(at - timedelta(days=2)).astimezone(VIETNAM).date(),
        commitment="Vận hành thử trung tâm",
    )
    update = progress_actions.submit_update(_duty("HA_NOI"), entry, by=posts["hanoi"], at=then)
    progress_actions.approve_update(update, by=posts["cthanoi"], at=then)


def _raised(posts: dict[str, Post], reporter: str, head: str, difficulty: Difficulty, at: datetime) -> Obstacle:
    by = posts[reporter]
    obstacle = actions.note(_duty(by.unit.code), difficulty, by=by, at=at)
    actions.bring_up(obstacle, by=posts[head], at=at)
    return obstacle


def _duty(code: str) -> Duty:
    mine = Duty.objects.filter(unit__code=code, role="lead", late_from__isnull=False)
    return mine.select_related("unit", "programme", "task").order_by("late_from")[0]


def _platform() -> Difficulty:
    return Difficulty(
        kind=ObstacleKind.TECHNOLOGY,
        cause=Cause.OBJECTIVE,
        beyond_authority=True,
        description="Nền tảng điều hành của các bộ chưa cho địa phương kết nối.",
        proposal="Giao một cơ quan chủ trì công bố giao diện kết nối dùng chung.",
        decider=Level.DEPUTY_PM,
    )


def _data() -> Difficulty:
    return Difficulty(
        kind=ObstacleKind.DATA,
        cause=Cause.SUBJECTIVE,
        beyond_authority=True,
        description="Dữ liệu địa chính của các tỉnh khác mẫu nhau.",
        proposal="Cho dùng mẫu tạm thời trong khi chờ chuẩn chung.",
    )
