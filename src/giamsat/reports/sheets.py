"""A unit's report laid out as an official paper (báo cáo, Decree 30/2020/NĐ-CP form 1.4), for its people to finish."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from giamsat.paper import Appendix, Block, Heading, Item, Paragraph, Sheet, Signer, Table
from giamsat.people.queries import heads_of
from giamsat.reports.models import Obligation
from giamsat.reports.queries import draft_of, first_body
from giamsat.reports.results import Facts, TaskResult, facts_of
from giamsat.targets.results import TargetResult
from giamsat.tasks.states import Standing
from giamsat.timetable import VIETNAM

NOBODY = Signer(("THỦ TRƯỞNG CƠ QUAN",))
TARGET_HEADER = ("TT", "Chỉ tiêu", "Văn bản giao", "Mục tiêu", "Năm", "Kết quả", "Số liệu đến", "Mức độ hoàn thành")
TASK_HEADER = ("TT", "Nhiệm vụ", "Văn bản giao", "Vai trò", "Thời hạn", "Mức độ hoàn thành", "Sản phẩm", "Kết quả")


def report_of(obligation: Obligation, at: datetime) -> Sheet:
    """The report a unit owes as its draft stands: its words under the headings asked for, and as an annex how far each
    task has come by `at` (aware). Number and day are left for the records clerk, who signs is the head of today."""
    unit, round_, draft = obligation.unit, obligation.round, draft_of(obligation)
    body = draft.body if draft else first_body(obligation)
    facts = facts_of(unit, round_.programme, at)
    head = heads_of([unit.pk], at.astimezone(VIETNAM).date()).get(unit.pk)
    return Sheet(
        kind="bao_cao",
        agency=unit.name,
        symbol=f"BC-{unit.doc_symbol}",
        place=unit.seat,
        subject=_subject(round_.title),
        year=at.astimezone(VIETNAM).year,
        addressees=(round_.unit.name,),
        body=tuple(_body(obligation, body)),
        recipients=("Như trên", "Lưu: VT"),
        signer=Signer((head.title.upper(),), head.person.full_name) if head else NOBODY,
        appendices=tuple(_appendices(facts, at)),
    )


def _subject(title: str) -> str:
    """What the report is about: the name of its kind stands above it already."""
    told = re.sub(r"^báo cáo (?:về )?", "", title, flags=re.IGNORECASE)
    return told[:1].upper() + told[1:]


def _body(obligation: Obligation, body: Mapping[str, str]) -> Iterable[Block]:
    opening = f"Thực hiện đề nghị của {obligation.round.unit.name}"
    if obligation.round.letter:
        opening += f" tại Công văn số {obligation.round.letter}"
    yield Paragraph(f"{opening}, {obligation.unit.name} báo cáo như sau:")
    for section in obligation.round.sections.order_by("ordinal"):
        yield Heading(1, section.heading)
        yield from _lines(body.get(str(section.ordinal), "") or "Không phát sinh.")


def _lines(text: str) -> Iterable[Block]:
    for line in filter(None, (line.strip() for line in text.splitlines())):
        yield Item(line[1:].strip()) if line.startswith("-") else Paragraph(line)


def _appendices(facts: Facts, at: datetime) -> Iterable[Appendix]:
    moment = f"đến {at.astimezone(VIETNAM):%Hh%M ngày %d/%m/%Y}"
    if facts.targets:
        rows = tuple(_target_row(n, target) for n, target in enumerate(facts.targets, start=1))
        table = Table(header=TARGET_HEADER, rows=rows, widths=(1, 6, 3, 4, 1.5, 3, 1.7, 2.8))
        yield Appendix(title=f"Mức độ hoàn thành từng chỉ tiêu {moment}", blocks=(table,), landscape=True)
    if facts.tasks:
        rows = tuple(_task_row(n, task) for n, task in enumerate(facts.tasks, start=1))
        table = Table(header=TASK_HEADER, rows=rows, widths=(1, 5, 2.2, 1.6, 2.6, 2.4, 3, 5))
        yield Appendix(title=f"Mức độ hoàn thành từng nhiệm vụ {moment}", blocks=(table,), landscape=True)


def _target_row(n: int, target: TargetResult) -> tuple[str, ...]:
    result = (target.value or "Chưa có số liệu", target.until, target.standing.label)
    return (str(n), f"{target.code}. {target.name}", target.source, target.wanted, target.years, *result)


def _task_row(n: int, task: TaskResult) -> tuple[str, ...]:
    return (
        str(n),
        f"{task.code}. {task.name}",
        task.symbol or "Tự đặt ra",
        task.role.label.capitalize(),
        task.due or "Không có",
        _degree(task),
        f"Đã giao {len(task.delivered)}/{task.products}. {'; '.join(task.delivered)}".strip() if task.products else "",
        task.result or "Chưa cập nhật",
    )


def _degree(task: TaskResult) -> str:
    """In words of the official split; of what is not done also where it stands."""
    done = task.standing in (Standing.DONE_ON_TIME, Standing.DONE_LATE)
    return task.standing.label if done else f"{task.state.label}, {task.standing.label.lower()}"
