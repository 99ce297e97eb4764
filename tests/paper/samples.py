"""Papers as agencies really write them, for the tests of this room."""

from datetime import date

from giamsat.paper import Appendix, Heading, Item, Paragraph, Sheet, Signer, Table

RESULT = (
    "Thực hiện Nghị quyết số 57-NQ/TW ngày 22 tháng 12 năm 2024 của Bộ Chính trị về đột phá phát triển khoa học, "
    "công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia, Bộ đã chỉ đạo các đơn vị khẩn trương triển khai các nhiệm "
    "vụ được giao, bảo đảm đúng tiến độ, rõ kết quả, rõ trách nhiệm"
)
HEADER = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Thời hạn", "Kết quả")
ROWS = (
    ("1", "Xây dựng, trình Chính phủ ban hành Nghị định quy định chi tiết Luật Khoa học, công nghệ và đổi mới sáng tạo",
     "Bộ Khoa học và Công nghệ", "31/12/2025", "Hoàn thành"),
    ("2", "Kết nối, chia sẻ dữ liệu giữa Cơ sở dữ liệu quốc gia về dân cư với hệ thống giám sát nhiệm vụ",
     "Bộ Công an", "15/9/2025", "Chậm 12 ngày; đang hoàn thiện kết nối"),
    ("3", "Rà soát, cắt giảm thủ tục hành chính trong lĩnh vực đầu tư",
     "Bộ Tài chính", "Quý IV/2025", "Đang thực hiện"),
)  # fmt: skip


def report() -> Sheet:
    return Sheet(
        kind="bao_cao",
        parent_agency="",
        agency="Bộ Khoa học và Công nghệ",
        number=5,
        symbol="BC-BKHCN",
        place="Hà Nội",
        issued_on=date(2026, 1, 5),
        subject=(
            "Tình hình, kết quả triển khai thực hiện Nghị quyết số 57-NQ/TW năm 2025 và phương hướng, nhiệm vụ năm 2026"
        ),
        addressees=(
            "Thủ tướng Chính phủ",
            "Văn phòng Chính phủ",
            "Ban Chỉ đạo của Chính phủ về phát triển khoa học, công nghệ",
        ),
        body=body(),
        recipients=("Như trên", "Bộ trưởng (để báo cáo)", "Các Thứ trưởng", "Lưu: VT, KHTC"),
        signer=Signer(("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"), "Nguyễn Văn Minh"),
        appendices=(
            Appendix("Danh mục nhiệm vụ chậm tiến độ", (Table(HEADER, ROWS * 9),), landscape=True),
            Appendix("Kết quả thực hiện chỉ tiêu", (Paragraph(f"{RESULT}."), Table(HEADER, ROWS, caption="Chỉ tiêu"))),
        ),
    )


def body():
    return (
        Paragraph(f"{RESULT}. Bộ Khoa học và Công nghệ báo cáo như sau:"),
        Heading(1, "Kết quả thực hiện"),
        Heading(2, "Công tác chỉ đạo, điều hành"),
        Paragraph(f"{RESULT}."),
        Heading(3, "Xây dựng thể chế"),
        Item("Ban hành 05 nghị định, 12 thông tư;"),
        Item("Trình Quốc hội 02 dự án luật."),
        Heading(3, "Thanh tra, kiểm tra"),
        Paragraph(f"{RESULT}."),
        Heading(2, "Kết quả cụ thể theo từng nhiệm vụ"),
        Table(HEADER, ROWS, caption="Bảng 1. Kết quả thực hiện nhiệm vụ"),
        Paragraph(f"{RESULT}."),
        Heading(1, "Khó khăn, vướng mắc và nguyên nhân"),
        Paragraph(f"{RESULT}."),
        Heading(1, "Đề xuất, kiến nghị"),
        Paragraph("Đề nghị Thủ tướng Chính phủ xem xét, chỉ đạo các bộ, ngành, địa phương tiếp tục thực hiện."),
    )


def letter() -> Sheet:
    return Sheet(
        kind="cong_van",
        parent_agency="Ủy ban nhân dân\ntỉnh Tuyên Quang",
        agency="Sở Khoa học và Công nghệ",
        symbol="SKHCN-KHTC",
        place="Tuyên Quang",
        year=2026,
        subject="đôn đốc báo cáo tình hình thực hiện nhiệm vụ được giao tại Nghị quyết số 57-NQ/TW",
        addressees=("Ủy ban nhân dân các xã, phường trên địa bàn tỉnh",),
        body=(Paragraph(f"{RESULT}."), Paragraph("Đề nghị các đơn vị gửi báo cáo trước 16h00 ngày 12/01/2026.")),
        recipients=("Như trên", "UBND tỉnh (để báo cáo)", "Lưu: VT, KHTC"),
        signer=Signer(("GIÁM ĐỐC",), "Trần Thị Thu Hà"),
        urgency="HỎA TỐC",
    )
