"""The house's own papers come back from the reader as they were written: DOCX and PDF, every kind, every field."""

from datetime import date
from itertools import product

import pytest

import vanban
from giamsat import paper
from giamsat.paper.kinds import KINDS

SUBJECTS = (
    "rà soát dự án chậm tiến độ",
    "Kết luận về chuyển đổi số",
    "Tình hình thực hiện nhiệm vụ phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia "
    "sáu tháng đầu năm 2027 của các bộ, ngành, địa phương",
)
ADDRESSEES = ((), ("Thủ tướng Chính phủ",), ("Bộ Xây dựng", "Ủy ban nhân dân tỉnh Nghệ An", "Tập đoàn Than Đông Hải"))
SYMBOLS = {"cong_van": "BTC-KHTC", "bao_cao": "BC-BTC", "thong_bao": "TB-BTC"}


def sheet(kind: str, subject: str, addressees: tuple[str, ...], parent: str) -> paper.Sheet:
    lines = (
        "Thực hiện Kế hoạch số 12/KH-BTC ngày 05/01/2027, Bộ Tài chính đề nghị các bộ thực hiện một số nội dung sau:",
        "1. Rà soát các dự án chậm tiến độ, báo cáo Bộ Tài chính trước ngày 15/3/2027.",
    )
    return paper.Sheet(
        kind=kind,
        agency="Bộ Tài chính",
        parent_agency=parent,
        symbol=SYMBOLS[kind],
        number=107,
        place="Hà Nội",
        issued_on=date(2027, 2, 3),
        subject=subject,
        body=tuple(paper.Paragraph(line) for line in lines),
        recipients=("Như trên", "Lưu: VT, KHTC"),
        signer=paper.Signer(("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), "Trần Văn Mẫu"),
        addressees=addressees,
    )


@pytest.mark.parametrize("press", [paper.docx, paper.pdf], ids=["docx", "pdf"])
@pytest.mark.parametrize("kind", SYMBOLS)
def test_own_paper_comes_back_as_written(press, kind):
    for subject, addressees, parent in product(SUBJECTS, ADDRESSEES, ("", "Chính phủ")):
        written = sheet(kind, subject, addressees, parent)

        head = vanban.read(press(written)).letterhead

        assert (head.number, head.symbol, head.issuer, head.place, head.date) == (
            "107",
            written.symbol,
            "Bộ Tài chính",
            "Hà Nội",
            "2027-02-03",
        )
        assert (head.type, head.subject) == (KINDS[kind].name.lower() or "công văn", subject)
        assert (head.signer, head.signer_title, head.signer_capacity) == ("Trần Văn Mẫu", "THỨ TRƯỞNG", "KT. BỘ TRƯỞNG")
        assert (head.addressees, head.recipients) == (addressees, ("Như trên", "Lưu: VT, KHTC"))
