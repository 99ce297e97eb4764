"""The demonstration of agreeing: a draft notice is out for opinions; one agency agrees, one wishes, one is silent."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from giamsat.assignments import consulting, queries
from giamsat.assignments.models import Consultation
from giamsat.assignments.rules import Wish
from giamsat.documents.actions import receive_document
from giamsat.files.actions import receive
from giamsat.people.models import Post
from giamsat.tasks import proposing, renaming
from giamsat.tasks.models import Programme, Task
from giamsat.tasks.proposing_rules import Wanted
from giamsat.tasks.queries import scope_of
from giamsat.timetable import VIETNAM, Bound, Due


def build(posts: dict[str, Post], at: datetime, drain: Callable[[datetime], None]) -> None:
    """Take in the draft, send it to the agencies it names, and let two of them answer."""
    consultation = _consult(posts["dieuphoi"], at, drain)
    opinions = consultation.opinions.select_related("unit", "draft", "consultation").order_by("draft", "id")
    first = opinions.filter(unit__code="BTC").first()
    second = opinions.filter(unit__code="BNNMT").first()
    assert first is not None and second is not None
    consulting.agree(first, seen=first.seen, by=posts["btc"])
    on = (at + timedelta(days=75)).astimezone(VIETNAM).date()
    wish = Wish(
        reason="Phải chờ kết quả kiểm kê của các tỉnh mới đủ dữ liệu.",
        product="Bản đồ số và báo cáo đánh giá",
        words=f"trước {on:%d/%m/%Y}",
        on=on,
    )
    consulting.wish(second, wish, seen=second.seen, by=posts["bnnmt"])
    _propose(posts, at)


def _propose(posts: dict[str, Post], at: datetime) -> None:
    """A ministry proposes a task, and another name for one it leads."""
    on = (at + timedelta(days=120)).astimezone(VIETNAM).date()
    wanted = Wanted(
        name="Xây dựng nền tảng số dùng chung về giá dịch vụ công",
        product="Nền tảng tra cứu giá",
        lead=posts["btc"].unit_id,
        on=on,
        words=f"chậm nhất {on:%d/%m/%Y}",
        scope="Tra cứu giá dịch vụ công của các bộ, địa phương ở một nơi.",
        reason="Các địa phương đang công bố giá ở nhiều nơi khác nhau.",
    )
    proposal = proposing.draft(Programme.objects.get(code="57-NQ/TW"), wanted, by=posts["btc"], at=at)
    proposing.send(proposal, by=posts["btbtc"])
    task = Task.objects.filter(duties__unit=posts["bnnmt"].unit, duties__role="lead").order_by("code").first()
    assert task is not None
    name = "Lập kế hoạch bổ sung dữ liệu đất đai còn thiếu"
    renaming.propose(task, name=name, scope=scope_of(task), reason="Nêu rõ sản phẩm là kế hoạch.", by=posts["bnnmt"])


def _consult(coordinator: Post, at: datetime, drain: Callable[[datetime], None]) -> Consultation:
    text = draft_text(at.astimezone(VIETNAM).date())
    upload = receive([text.encode()], name="du-thao-thong-bao-mau.txt", by=coordinator, at=at)
    document = receive_document(upload, by=coordinator, at=at)
    drain(at)
    review = queries.review_of(document)
    assert review is not None
    contents = queries.contents_now(queries.candidates_of(review))
    asked = {key: (*content.leads, *content.coordinators) for key, content in contents.items() if content.leads}
    on = (at + timedelta(days=5)).astimezone(VIETNAM).date()
    due = Due(words=f"chậm nhất {on:%d/%m/%Y}", bound=Bound.BY, on=on)
    note = "Đề nghị cho ý kiến về tên, nội hàm, sản phẩm, thời hạn và cơ quan chủ trì trước khi trình ký."
    return consulting.consult(document, asked, due=due, note=note, by=coordinator, at=at)


def draft_text(today: date) -> str:
    """A draft conclusion notice in our own words: no number yet, deadlines some weeks ahead."""

    def day(shift: int) -> str:
        return f"ngày {today + timedelta(days=shift):%d tháng %m năm %Y}"

    return f"""VĂN PHÒNG CHÍNH PHỦ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số:    /TB-VPCP

Hà Nội, {day(0)}

THÔNG BÁO

Kết luận của Phó Thủ tướng Chính phủ tại cuộc họp về dữ liệu mở (dự thảo)

Sau khi nghe các cơ quan báo cáo, Phó Thủ tướng Chính phủ kết luận như sau:

1. Bộ Tài chính ban hành hướng dẫn định giá dữ liệu công; hoàn thành trước {day(40)}.

2. Bộ Nông nghiệp và Môi trường xây dựng bản đồ số vùng ngập lụt; hoàn thành trước {day(45)}.

3. Ủy ban nhân dân thành phố Hà Nội tăng cường công khai dữ liệu giao thông; báo cáo kết quả trước {day(50)}.

Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT, KGVX.
"""
