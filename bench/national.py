"""A programme of national size: many documents, tasks and duties, spread over real agencies. Rows only, no moves."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Max, Model

from giamsat.assignments.models import Candidate, Decision, Review
from giamsat.assignments.states import BindingRole, CandidateState
from giamsat.documents.models import Document, Reading
from giamsat.documents.states import Direction, DocumentState
from giamsat.files.models import StoredFile, Upload
from giamsat.files.states import UploadState
from giamsat.people.models import Post, Unit
from giamsat.people.queries import reporting_units
from giamsat.tasks import queries, standing
from giamsat.tasks.models import DeadlineVersion, Duty, DutyMove, DutyTally, Programme, Task
from giamsat.tasks.states import DutyState
from giamsat.wording import folded

PER_DOCUMENT = 100
TITLES = (
    "Xây dựng kế hoạch chuyển đổi số",
    "Hoàn thiện cơ sở dữ liệu dùng chung",
    "Ban hành hướng dẫn kinh phí",
    "Rà soát thủ tục hành chính",
    "Công bố dữ liệu mở của ngành",
)


def fill(programme: Programme, by: Post, *, tasks: int, at: datetime) -> None:
    """Add `tasks` tasks with their duties to a programme, and the kept counts that go with them."""
    units = list(reporting_units())
    first = programme.tasks.count()
    for start in range(0, tasks, PER_DOCUMENT):
        numbers = range(first + start, first + min(start + PER_DOCUMENT, tasks))
        _document(programme, by, list(numbers), units, at)
    Programme.objects.filter(pk=programme.pk).update(last_number=first + tasks)
    recount()


def _document(programme: Programme, by: Post, numbers: list[int], units: list[Unit], at: datetime) -> None:
    sha256 = f"{programme.pk:032d}{numbers[0]:032d}"
    file = StoredFile.objects.create(sha256=sha256, size=1, kind="text")
    upload = Upload.objects.create(
        state=UploadState.STORED, file=file, sha256=sha256, name="van-ban.txt", unit=by.unit, by=by, at=at
    )
    document = Document.objects.create(
        direction=Direction.INCOMING,
        state=DocumentState.READ,
        unit=by.unit,
        upload=upload,
        number=str(numbers[0] + 1),
        symbol="TB-VPCP",
        kind="thông báo",
        issuer="Văn phòng Chính phủ",
        issued_on=at.date(),
        by=by,
        created_at=at,
    )
    text = "".join(f"{n}. {_name(n)}.\n" for n in numbers)
    reading = Reading.objects.create(
        document=document,
        reader_version="bench",
        text=text,
        text_hash="",
        blocks=[],
        letterhead={},
        assignments=[],
        created_at=at,
    )
    review = Review.objects.create(reading=reading, document=document, created_at=at)
    candidates = Candidate.objects.bulk_create(
        [
            Candidate(
                review=review,
                ordinal=n,
                state=CandidateState.CONFIRMED,
                path=str(n),
                start=0,
                end=10,
                rule="bench",
                confidence=1,
                proposal={},
            )
            for n in numbers
        ]
    )
    decisions = Decision.objects.bulk_create(
        [Decision(candidate=c, confirmed=True, name=_name(c.ordinal), by=by, at=at) for c in candidates]
    )
    made = Task.objects.bulk_create(
        [
            Task(
                programme=programme,
                assigner=programme.owner,
                code=f"{programme.prefix}-{n + 1:05d}",
                decision=decision,
                document=document,
                name=decision.name,
                folded=folded(decision.name),
                created_at=at,
            )
            for n, decision in zip(numbers, decisions, strict=True)
        ]
    )
    duties = Duty.objects.bulk_create(
        [duty for n, task in zip(numbers, made, strict=True) for duty in _duties(programme, task, n, units, by, at)]
    )
    born = at - timedelta(days=400)
    DutyMove.objects.bulk_create(
        [DutyMove(duty=d, version=1, state=d.state, reported_at=d.reported_at, since=born) for d in duties]
    )
    DeadlineVersion.objects.bulk_create(
        [DeadlineVersion(duty=d, version=1, words=d.due_words, late_from=d.late_from, since=born) for d in duties]
    )


def _duties(programme: Programme, task: Task, n: int, units: list[Unit], by: Post, at: datetime) -> list[Duty]:
    """One lead, and for every third task a coordinator; a third done, a tenth overdue."""
    late_from = None if n % 11 == 0 else at + timedelta(days=(n * 7) % 400 - 40)
    lead = _duty(programme, task, units[n % len(units)], BindingRole.LEAD, late_from, at)
    if n % 3 == 0:
        lead.state, lead.evidence_count = DutyState.DONE, 1
        lead.reported_by_id, lead.verified_by_id, lead.reported_at = by.pk + 1, by.pk, at - timedelta(days=n % 30)
    others = (
        [_duty(programme, task, units[(n + 1) % len(units)], BindingRole.COORDINATOR, late_from, at)] if n % 3 else []
    )
    for duty in (lead, *others):
        standing.stand(duty, at)
    return [lead, *others]


def _duty(
    programme: Programme, task: Task, unit: Unit, role: BindingRole, late_from: datetime | None, at: datetime
) -> Duty:
    words = f"trước ngày {late_from:%d/%m/%Y}" if late_from else ""
    return Duty(
        programme=programme,
        task=task,
        assigner=programme.owner,
        unit=unit,
        role=role,
        late_from=late_from,
        first_late_from=late_from,
        due_words=words,
        updated_at=at,
    )


def _name(n: int) -> str:
    return f"{TITLES[n % len(TITLES)]} giai đoạn {n % 40 + 1}, nhóm việc số {n + 1}"


def multiply(programme: Programme, *, to: int) -> None:
    """Copy the tasks of a programme and their duties until there are `to`; row by row in the database itself."""
    have, most = Task.objects.count(), Task.objects.aggregate(n=Max("pk"))["n"]
    root = Duty.objects.filter(programme=programme).order_by("pk").first()
    last = Duty.objects.aggregate(n=Max("pk"))["n"]
    assert root is not None
    copies = range(1, -(-to // have))
    for n in copies:
        wanted = min(have, to - have * n)
        key = f"id + {most * n}"
        part = {"id": key, "public_id": _own(key), "code": f"'NQ57-' || ({key})", "decision_id": "NULL"}
        _copy(Task, part | {"parent_id": str(root.pk), "lineage": f"'/{root.pk}/'"}, f"id <= {wanted}")
        duty = {"id": f"id + {last * n}", "public_id": _own(f"id + {last * n}"), "task_id": f"task_id + {most * n}"}
        _copy(Duty, duty, f"id <= {last} AND task_id <= {wanted}")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    recount()


def _own(key: str) -> str:
    return f"substr(public_id, 1, 10) || ({key})"


def _copy(model: type[Model], changed: dict[str, str], which: str) -> None:
    names = [field.column for field in model._meta.concrete_fields]
    columns = ", ".join(f'"{name}"' for name in names)
    values = ", ".join(changed.get(name, f'"{name}"') for name in names)
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {values} FROM {table} WHERE {which}")


def recount() -> None:
    """Count all duties again."""
    DutyTally.objects.all().delete()
    rows = queries.recount().items()
    DutyTally.objects.bulk_create(
        [DutyTally(**dict(zip(queries.TALLY_KEYS, key, strict=True)), count=n) for key, n in rows]
    )
