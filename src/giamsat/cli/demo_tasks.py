"""Requests, deadlines, money and importance of the tasks of the demonstration programme."""

from datetime import datetime, time, timedelta

from giamsat.assignments.rules import Content
from giamsat.journal.rules import SYSTEM
from giamsat.people.actions import create_unit
from giamsat.people.models import Post, Unit
from giamsat.people.states import UnitKind
from giamsat.tasks import actions, cascade, requests
from giamsat.tasks.models import Duty
from giamsat.tasks.rules import Mark, Money, Wish, due_of
from giamsat.tasks.states import Ask
from giamsat.timetable import VIETNAM


def build(posts: dict[str, Post], at: datetime) -> None:
    """An extension granted, a pause asked for, money of a duty, two marked tasks, a programme of a unit's own."""
    day = at.astimezone(VIETNAM).date()
    granted, waiting = _dated("BTC")[:2]
    longer = granted.late_from.astimezone(VIETNAM).date() + timedelta(days=20) if granted.late_from else day
    paper = f"Công văn 41/BTC-VP ngày {day:%d/%m/%Y}"
    asked = requests.ask(
        granted,
        Wish(Ask.EXTEND, "Phải lấy thêm ý kiến của các địa phương.", paper, longer, time(16)),
        by=posts["btc"],
        at=at,
    )
    requests.approve(asked, decision_paper=f"Công văn 77/BKHCN-VP ngày {day:%d/%m/%Y}", by=posts["dieuphoi"], at=at)
    _funding(granted, posts, day.year, at)
    actions.mark(granted.task, Mark(3, posts["lanhdao"], "Dữ liệu số"), by=posts["dieuphoi"], at=at)
    actions.mark(waiting.task, Mark(1, None, "Thể chế"), by=posts["dieuphoi"], at=at)
    wish = Wish(Ask.SUSPEND, "Chờ luật sửa đổi có hiệu lực.", f"Công văn 42/BTC-VP ngày {day:%d/%m/%Y}")
    requests.ask(waiting, wish, by=posts["btc"], at=at)
    _given_on(granted, posts, at)
    own = actions.open_own_programme(
        "CT-01/BKHCN", name="Cải cách hành chính nội bộ của Bộ", prefix="CCHC", by=posts["dieuphoi"], at=at
    )
    actions.share(own, units=[Unit.objects.get(code="VPCP")], by=posts["dieuphoi"], at=at)


def _dated(code: str) -> list[Duty]:
    """The duties of a unit that have a deadline of their own, soonest first."""
    mine = Duty.objects.filter(unit__code=code, is_open=True, first_late_from__isnull=False).order_by("late_from", "id")
    return list(mine.select_related("task__assigner", "unit", "programme"))


def _given_on(duty: Duty, posts: dict[str, Post], at: datetime) -> None:
    """The ministry of finance gives its duty on to two of its departments."""
    ministry = duty.unit
    names = ("Vụ Ngân sách nhà nước (mẫu)", "Cục Tin học và Thống kê tài chính (mẫu)")
    units = [
        create_unit(f"{ministry.code}.M{n}", name=name, kind=UnitKind.DEPARTMENT, parent=ministry, by=SYSTEM)
        for n, name in enumerate(names, start=1)
    ]
    on = at.astimezone(VIETNAM).date() + timedelta(days=10)
    due = due_of(on, None)
    parts = [
        Content(name=words, leads=(unit.pk,), words=due.words, bound=due.bound, on=due.on)
        for words, unit in zip(("Dự thảo định mức chi", "Tính số liệu chi của các địa phương"), units, strict=True)
    ]
    cascade.break_down(duty, parts, by=posts["btbtc"], at=at)


def _funding(duty: Duty, posts: dict[str, Post], year: int, at: datetime) -> None:
    source = "Ngân sách trung ương"
    actions.put_funding(duty, Money(source, year, 12_500_000_000), by=posts["btc"], at=at)
    actions.put_funding(duty, Money(source, year, 12_500_000_000, 10_000_000_000), by=posts["dieuphoi"], at=at)
    spent = Money(source, year, 12_500_000_000, 10_000_000_000, 3_200_000_000)
    actions.put_funding(duty, spent, by=posts["btc"], at=at)
