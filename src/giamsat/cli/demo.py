"""The demonstration programme: a paper of our own walks the real way, so every row was made by a real action."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from giamsat.assignments import actions as assignment_actions
from giamsat.assignments import queries as assignment_queries
from giamsat.cli import demo_agreeing, demo_obstacles, demo_plans, demo_targets, demo_tasks
from giamsat.documents.actions import receive_document
from giamsat.documents.models import Document
from giamsat.files.actions import receive
from giamsat.journal.rules import SYSTEM
from giamsat.obstacles.rules import Difficulty
from giamsat.obstacles.states import Cause, ObstacleKind
from giamsat.people.actions import appoint
from giamsat.people.models import Post, Unit
from giamsat.people.queries import reporting_units
from giamsat.people.states import Role
from giamsat.progress import actions as progress_actions
from giamsat.progress.rules import Entry
from giamsat.progress.states import UpdateKind
from giamsat.reports import actions as report_actions
from giamsat.reports.rules import RoundPlan, SectionPlan
from giamsat.reports.states import SectionSource
from giamsat.tasks import actions as task_actions
from giamsat.tasks.models import Duty, Programme
from giamsat.timetable import VIETNAM, Bound, Due

PASSWORD = "giam-sat-demo"  # noqa: S105 — printed on the first page, bound to this machine

#: username, invented name, unit code, role, title, head of the unit
ACCOUNTS: tuple[tuple[str, str, str, Role, str, bool], ...] = (
    ("dieuphoi", "Trần Thị Mẫu", "BKHCN", Role.COORDINATOR, "Chuyên viên tổng hợp", False),
    ("btkhcn", "Lê Văn Mẫu", "BKHCN", Role.APPROVER, "Bộ trưởng", True),
    ("btc", "Phạm Thị Thử", "BTC", Role.REPORTER, "Chuyên viên đầu mối", False),
    ("btbtc", "Nguyễn Văn Thử", "BTC", Role.APPROVER, "Bộ trưởng", True),
    ("bnnmt", "Hoàng Thị Thử", "BNNMT", Role.REPORTER, "Chuyên viên đầu mối", False),
    ("btbnnmt", "Vũ Văn Thử", "BNNMT", Role.APPROVER, "Bộ trưởng", True),
    ("hanoi", "Đặng Thị Thử", "HA_NOI", Role.REPORTER, "Chuyên viên đầu mối", False),
    ("cthanoi", "Bùi Văn Thử", "HA_NOI", Role.APPROVER, "Chủ tịch UBND", True),
    ("lanhdao", "Đỗ Văn Mẫu", "BCĐCP", Role.LEADER, "Ủy viên Ban Chỉ đạo", False),
    ("vpcp", "Ngô Thị Mẫu", "VPCP", Role.SUPERVISOR, "Chuyên viên theo dõi", False),
    ("quantri.btc", "Dương Văn Thử", "BTC", Role.UNIT_ADMIN, "Quản trị đơn vị", False),
    ("quantri", "Lý Văn Mẫu", "BKHCN", Role.SYSTEM_ADMIN, "Quản trị hệ thống", False),
)


def exists() -> bool:
    """Whether the demonstration programme is already there."""
    return Programme.objects.filter(code="57-NQ/TW").exists()


def accounts() -> list[tuple[str, str, str]]:
    """(username, role, unit) of the demonstration accounts."""
    posts = Post.objects.filter(person__username__in=[row[0] for row in ACCOUNTS]).select_related("person", "unit")
    by_name = {post.person.username: post for post in posts}
    found = [by_name[row[0]] for row in ACCOUNTS if row[0] in by_name]
    return [(post.person.username, Role(post.role).label, post.unit.name) for post in found]


def build(at: datetime, drain: Callable[[datetime], None]) -> None:
    """Make accounts, programme, one read paper with issued tasks, some progress, and an open report round."""
    posts = {row[0]: _appoint(row) for row in ACCOUNTS}
    owner, steered_by = Unit.objects.get(code="BKHCN"), Unit.objects.get(code="BCĐCP")
    programme = task_actions.open_programme(
        "57-NQ/TW",
        name="Đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia",
        prefix="NQ57",
        owner=owner,
        steered_by=steered_by,
        by=SYSTEM,
    )
    document = _read_paper(posts["dieuphoi"], at, drain)
    _issue(document, programme, posts["dieuphoi"], at)
    _report_progress(posts, at)
    demo_obstacles.build(posts, at)
    demo_tasks.build(posts, at)
    demo_targets.build(posts, at)
    demo_plans.build(posts, at)
    _open_round(programme, posts["dieuphoi"], at)
    demo_agreeing.build(posts, at, drain)


def _appoint(row: tuple[str, str, str, Role, str, bool]) -> Post:
    username, full_name, unit, role, title, is_head = row
    return appoint(
        Unit.objects.get(code=unit),
        username=username,
        full_name=full_name,
        role=role,
        title=title,
        password=PASSWORD,
        by=SYSTEM,
        is_head=is_head,
    )


def _read_paper(coordinator: Post, at: datetime, drain: Callable[[datetime], None]) -> Document:
    text = paper_text(at.astimezone(VIETNAM).date())
    upload = receive([text.encode()], name="thong-bao-mau.txt", by=coordinator, at=at)
    document = receive_document(upload, by=coordinator, at=at)
    drain(at)
    document.refresh_from_db()
    return document


def _issue(document: Document, programme: Programme, coordinator: Post, at: datetime) -> None:
    review = assignment_queries.review_of(document)
    assert review is not None
    for candidate in assignment_queries.candidates_of(review):
        content = assignment_queries.content_as_read(candidate)
        if content.leads:
            assignment_actions.confirm(candidate, content, by=coordinator, at=at)
    task_actions.issue(document, programme=programme, by=coordinator, at=at)


def _report_progress(posts: dict[str, Post], at: datetime) -> None:
    duty = (
        Duty.objects.filter(unit__code="BTC").select_related("unit", "programme", "task").order_by("late_from").first()
    )
    assert duty is not None
    entry = Entry(
        kind=UpdateKind.PROGRESS,
        result="Đã có dự thảo hướng dẫn, lấy ý kiến xong ba đơn vị; còn chờ số liệu của hai địa phương.",
        next_step="Hoàn thiện dự thảo, trình ký trong tuần tới.",
        difficulty=Difficulty(
            kind=ObstacleKind.LAW,
            cause=Cause.OBJECTIVE,
            beyond_authority=True,
            description="Chưa có định mức chi cho nền tảng số dùng chung.",
            proposal="Cho phép áp dụng định mức tạm thời trong năm nay.",
        ),
        commitment_on=(at + timedelta(days=10)).astimezone(VIETNAM).date(),
        commitment="Ban hành hướng dẫn chính thức",
    )
    update = progress_actions.submit_update(duty, entry, by=posts["btc"], at=at)
    progress_actions.approve_update(update, by=posts["btbtc"], at=at)


def _open_round(programme: Programme, coordinator: Post, at: datetime) -> None:
    on = (at + timedelta(days=3)).astimezone(VIETNAM).date()
    plan = RoundPlan(
        title="Báo cáo tình hình thực hiện Nghị quyết số 57-NQ/TW",
        due=Due(words=f"trước 16h00 ngày {on:%d/%m/%Y}", bound=Bound.BEFORE, on=on, at=time(16)),
        sections=(
            SectionPlan("Kết quả nổi bật và mức độ hoàn thành từng nhiệm vụ", SectionSource.PROGRESS),
            SectionPlan("Khó khăn, vướng mắc, nguyên nhân", SectionSource.OBSTACLES, required=False),
            SectionPlan("Đề xuất nhiệm vụ, kiến nghị vấn đề vượt thẩm quyền"),
        ),
        recipients=tuple(reporting_units().values_list("pk", flat=True)),
        contacts=(
            ("central", "Cơ quan Trung ương: Văn phòng Bộ Khoa học và Công nghệ"),
            ("local", "Địa phương: Vụ Kế hoạch - Tài chính"),
        ),
    )
    round_ = report_actions.draft_round(plan, programme=programme, by=coordinator, at=at)
    report_actions.open_round(round_, by=coordinator, at=at)


def paper_text(today: date) -> str:
    """A conclusion notice in our own words, dated five weeks ago, with deadlines around today."""

    def day(shift: int) -> str:
        return f"ngày {today + timedelta(days=shift):%d tháng %m năm %Y}"

    return f"""VĂN PHÒNG CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 901/TB-VPCP

Hà Nội, {day(-35)}

THÔNG BÁO

Kết luận của Phó Thủ tướng Chính phủ tại cuộc họp rà soát tiến độ các nền tảng số dùng chung

Sau khi nghe các cơ quan báo cáo, Phó Thủ tướng Chính phủ kết luận như sau:

1. Bộ Khoa học và Công nghệ:

a) Chủ trì, phối hợp với Bộ Công an xây dựng danh mục nền tảng số dùng chung quốc gia; trình Thủ tướng Chính phủ trước {day(20)}.

b) Ban hành mẫu báo cáo nhanh hằng tuần, gửi các bộ, ngành, địa phương trước {day(-20)}.

2. Bộ Tài chính hướng dẫn cơ chế chi cho nền tảng số dùng chung; báo cáo Thủ tướng Chính phủ trước {day(-3)}.

3. Bộ Nông nghiệp và Môi trường chủ trì, phối hợp với Bộ Tài chính rà soát dữ liệu đất đai còn thiếu, xây dựng kế hoạch bổ sung; hoàn thành trước {day(4)}.

4. Bộ Giáo dục và Đào tạo, Bộ Y tế công bố danh mục dữ liệu mở của ngành; hoàn thành trước {day(45)}.

5. Ủy ban nhân dân thành phố Hà Nội thí điểm trung tâm điều hành thông minh cấp xã; báo cáo kết quả trước {day(-10)}.

6. Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương cập nhật kết quả thực hiện lên hệ thống giám sát trước ngày 25 hằng tháng.

Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, KGVX.

KT. BỘ TRƯỞNG, CHỦ NHIỆM

PHÓ CHỦ NHIỆM

Nguyễn Văn Mẫu
"""
