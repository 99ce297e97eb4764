"""Stamped papers never leave the spool, and papers that only speak of secrets come in.

At least 200 pages with text (plain, Word, PDF) through the real upload: recall of stamps, false alarms, and after each
refusal not one byte of the paper below VAR. Holds when recall >= 0.99, false alarms <= 1 % and nothing is left.
Scans, whose stamps Tesseract must read through seal, skew and dirt, are measured too and told apart: no bound.
"""

import argparse
import random
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from accept.badfiles_made import word
from accept.command import Command, Outcome
from accept.databases import fresh
from accept.secret_scans import scans
from giamsat import paper
from giamsat.files import store
from giamsat.files.actions import receive
from giamsat.files.jail import FileRefused
from giamsat.journal.rules import SYSTEM
from giamsat.people.actions import appoint, load_agencies
from giamsat.people.models import Post, Unit
from giamsat.people.states import Role

RECALL, ALARMS = 0.99, 0.01
STAMPS = (
    "MẬT",
    "TỐI MẬT",
    "TUYỆT MẬT",
    "Mật",
    "Độ mật: MẬT",
    "ĐỘ MẬT: TỐI MẬT",
    "[MẬT]",
    "(TUYỆT MẬT)",
    "M Ậ T",
    "Độ Mật: Tuyệt mật",
)
#: what ordinary papers say, some of it in capitals or on a line of its own
INNOCENT = (
    "Các cơ quan tăng cường bảo mật, giữ gìn bí mật nhà nước theo quy định.",
    "VỀ VIỆC BẢO VỆ BÍ MẬT NHÀ NƯỚC TRÊN MÔI TRƯỜNG MẠNG",
    "BẢO MẬT THÔNG TIN",
    "- Mật khẩu phải được thay đổi sáu tháng một lần.",
    "Mật độ dân số năm 2026 tăng nhẹ.",
    "Danh mục bí mật nhà nước độ Mật do Thủ tướng Chính phủ ban hành.",
    "Sản lượng mật ong đạt kế hoạch.",
    "II. CÔNG TÁC BẢO MẬT",
    "1. Tài liệu mật, tối mật, tuyệt mật không đưa lên hệ thống.",
    "Ban Cơ yếu hướng dẫn kỹ thuật mật mã.",
    "Luật Bảo vệ bí mật nhà nước",
    "BÍ MẬT CÔNG TÁC",
)
PLACES = ("top", "under the agency", "under the number", "over the title")


@dataclass(frozen=True, slots=True)
class Page:
    """One paper and whether it bears a stamp."""

    name: str
    content: bytes
    is_secret: bool
    #: words that stand in this paper only
    marker: str


def pages(seed: int, count: int) -> Iterator[Page]:
    """`count` papers, half of them stamped."""
    chance = random.Random(seed)
    for n in range(count):
        is_secret = n % 2 == 0
        marker = f"dau-hieu-{seed}-{n}"
        said = chance.choice(STAMPS if is_secret else INNOCENT)
        place, form = chance.choice(PLACES), chance.choice(("text", "docx", "pdf", "nfd"))
        lines = _lines(said, place if is_secret else chance.choice((*PLACES, "body")), marker, chance)
        yield Page(f"{said} / {place} / {form}", _made(lines, form), is_secret, marker)


def _lines(said: str, place: str, marker: str, chance: random.Random) -> list[str]:
    agency = chance.choice(("BỘ TÀI CHÍNH", "VĂN PHÒNG CHÍNH PHỦ", "ỦY BAN NHÂN DÂN TỈNH AN GIANG"))
    number = f"Số: {chance.randint(1, 900)}/{chance.choice(('BTC-VP', 'TB-VPCP', 'UBND-TH'))}"
    body = f"Các đơn vị báo cáo kết quả trước ngày {chance.randint(1, 28)} tháng 6 năm 2026. Mã {marker}."
    lines = {
        "top": [said, agency, number],
        "under the agency": [agency, said, number],
        "under the number": [agency, number, said],
    }.get(place, [agency, number])
    lines += ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Hà Nội, ngày 02 tháng 6 năm 2026"]
    lines += [said] if place == "over the title" else []
    return [*lines, "V/v báo cáo kết quả", body, *([said] if place == "body" else [])]


def _made(lines: list[str], form: str) -> bytes:
    if form == "docx":
        return word("".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines))
    if form == "pdf":
        import typst  # slow to load

        text = "\n\n".join(f"#text({_quoted(line)})" for line in lines)
        return bytes(
            typst.compile(text.encode(), font_paths=[Path(paper.__file__).parent / "fonts"], ignore_system_fonts=True)
        )
    text = "\n\n".join(lines)
    return (unicodedata.normalize("NFD", text) if form == "nfd" else text).encode()


def _quoted(line: str) -> str:
    return '"' + line.replace("\\", "\\\\").replace('"', '\\"') + '"'


def measure(options: argparse.Namespace) -> Outcome:
    """The worse of recall and 1 − false alarms; 0 when a stamped paper left a trace."""
    db = fresh()
    by = _clerk()
    tried = list(pages(options.seed, 40 if options.quick else 220))
    missed, alarms, traces = [], [], []
    for page in tried:
        refused = _refused(page, by)
        if page.is_secret and not refused:
            missed.append(page.name)
        if refused and not page.is_secret:
            alarms.append(page.name)
        if page.is_secret and refused and _left(page):
            traces.append(page.name)
    for title, names in (("bỏ lọt", missed), ("báo nhầm", alarms), ("còn dấu vết", traces)):
        for name in names:
            print(f"{title}: {name}")
    recall, alarm = _shares(tried, missed, alarms)
    print(f"phát hiện {recall:.3f}, báo nhầm {alarm:.3f}, còn dấu vết {len(traces)}")
    if not options.quick:
        _tell_scans(options.seed, by)
    ok = recall >= RECALL and alarm <= ALARMS and not traces
    value = 0.0 if traces else min(recall, 1 - alarm)
    return Outcome("recall and no false alarms", value, f">= {RECALL}", ok, len(tried), db=db)


def _shares(tried: list[Page], missed: list[str], alarms: list[str]) -> tuple[float, float]:
    """Recall of the stamped, share of the others refused."""
    secret = sum(page.is_secret for page in tried)
    return 1 - len(missed) / secret, len(alarms) / (len(tried) - secret)


def _tell_scans(seed: int, by: Post) -> None:
    tried = [Page(scan.name, scan.content, scan.is_secret, scan.name) for scan in scans(seed, 40)]
    ends = [(page, _refused(page, by)) for page in tried]
    missed = [page.name for page, refused in ends if page.is_secret and not refused]
    alarms = [page.name for page, refused in ends if refused and not page.is_secret]
    recall, alarm = _shares(tried, missed, alarms)
    for name in missed:
        print(f"bản quét bỏ lọt: {name}")
    print(f"bản quét ({len(tried)}): phát hiện {recall:.3f}, báo nhầm {alarm:.3f}")


def _refused(page: Page, by: Post) -> bool:
    try:
        receive([page.content], name="van-ban.docx", by=by, at=timezone.now())
    except FileRefused as refusal:
        return refusal.params.get("refusal") == "secret"
    return False


def _left(page: Page) -> bool:
    """Whether the paper's bytes lie anywhere below VAR: store, spool, database, its journal."""
    middle = len(page.content) // 2
    needles = (page.content[middle : middle + 200], page.marker.encode())
    files = [path for path in Path(settings.VAR).rglob("*") if path.is_file()]
    return any(needle in path.read_bytes() for path in files for needle in needles)


def _clerk() -> Post:
    load_agencies(by=SYSTEM)
    return appoint(
        Unit.objects.get(code="BTC"),
        username="vanthu",
        full_name="Người Thử",
        role=Role.REPORTER,
        title="Văn thư",
        password="mat-khau-thu-nghiem",
        by=SYSTEM,
    )


@contextmanager
def purge_row_only() -> Iterator[None]:
    """The defect: the refusal is noted, the bytes stay in the spool."""
    real, store.wipe = store.wipe, lambda spooled: None
    try:
        yield
    finally:
        store.wipe = real


COMMAND = Command(measure, {"purge_row_only": purge_row_only})
