"""Papers the journey takes in: a real one where ../shared lies beside the checkout, and some of our own making."""

import os
from datetime import date, timedelta
from pathlib import Path

from giamsat import paper

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
REAL = SHARED / "corpus" / "docs" / "003_e16e69ee715156e2.txt"  # 396/TB-VPCP

#: A paper built like 396/TB-VPCP, in our own words: clauses with a heading's lead, one lead, a group.
OWN_BODY = """Sau khi nghe các cơ quan báo cáo, Phó Thủ tướng Chính phủ kết luận như sau:
1. Bộ Khoa học và Công nghệ:
a) Theo dõi, đôn đốc việc vận hành nền tảng học tập số; báo cáo Thủ tướng Chính phủ hằng tháng.
b) Phối hợp với Bộ Công an kiểm tra an toàn của nền tảng; hoàn thành trước ngày {soon}.
c) Chủ trì, phối hợp với các bộ, cơ quan liên quan rà soát tên gọi các nhiệm vụ trên hệ thống.
2. Bộ Tài chính xây dựng hướng dẫn kinh phí vận hành nền tảng; báo cáo Thủ tướng Chính phủ trước ngày {past}.
3. Bộ Nông nghiệp và Môi trường rà soát dữ liệu vùng trồng; trình Thủ tướng Chính phủ trước ngày {past}.
4. Các bộ, cơ quan ngang bộ, Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương:
a) Báo cáo kết quả đào tạo kỹ năng số gửi Bộ Khoa học và Công nghệ trước ngày {past}."""


def body(today: date) -> str:
    return OWN_BODY.format(soon=_day(today + timedelta(days=20)), past=_day(today - timedelta(days=5)))


def own_sheet(today: date, number: int) -> paper.Sheet:
    """A conclusion notice of ours as a Decree 30 sheet."""
    return paper.Sheet(
        kind="thong_bao",
        agency="Văn phòng Chính phủ",
        symbol="TB-VPCP",
        number=number,
        place="Hà Nội",
        issued_on=today - timedelta(days=30),
        subject="Kết luận của Phó Thủ tướng Chính phủ về nền tảng học tập số",
        body=tuple(paper.Paragraph(line) for line in body(today).splitlines()),
        recipients=("Như trên", "Lưu: VT, KGVX"),
        signer=paper.Signer(("KT. BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"), "Nguyễn Văn Mẫu"),
    )


def own_text(today: date) -> str:
    """The same notice as a plain text file."""
    issued = _day(today - timedelta(days=30))
    return f"""VĂN PHÒNG CHÍNH PHỦ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 951/TB-VPCP
Hà Nội, ngày {issued}
THÔNG BÁO
Kết luận của Phó Thủ tướng Chính phủ về nền tảng học tập số
{body(today)}
Nơi nhận:
- Lưu: VT.
KT. BỘ TRƯỞNG, CHỦ NHIỆM
PHÓ CHỦ NHIỆM
Nguyễn Văn Mẫu
"""


def write(folder: Path, today: date) -> dict[str, Path]:
    """The three files the coordinator uploads: a text (the real one where it is), a DOCX and a PDF of our own."""
    files = {name: folder / f"thong-bao.{name}" for name in ("txt", "docx", "pdf")}
    # Pictures for the README show papers of our own only.
    is_real = REAL.exists() and not os.environ.get("PICTURES")
    files["txt"].write_bytes(REAL.read_bytes() if is_real else own_text(today).encode())
    files["docx"].write_bytes(paper.docx(own_sheet(today, 952)))
    files["pdf"].write_bytes(paper.pdf(own_sheet(today, 953)))
    return files


def _day(day: date) -> str:
    return f"{day.day:02d} tháng {day.month:02d} năm {day.year}"
