"""What official prose does that a reader must know: each thing with an example and with what only looks like it.

The texts are the body of a notice of 05/3/2026. What is to be read from each is written beside it, so that a lawyer can
judge the reader without running it; a test reads them all.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Read:
    """One assignment that must be read."""

    #: who must do it, as the text writes it or as a group token; empty when nobody is named
    lead: tuple[str, ...]
    #: the first words of what is to be done
    action: str
    #: days, moments and recurrences, as in the labels
    when: tuple[str, ...] = ()
    #: who works with the lead
    coordinating: tuple[str, ...] = ()


@dataclass(frozen=True)
class Phenomenon:
    """One thing the language does."""

    #: stable name
    id: str
    #: what it is, in a sentence
    what: str
    #: a text that has it
    example: str
    #: all that is to be read from the example
    reads: tuple[Read, ...]
    #: a text that only looks like it
    counter_example: str
    #: all that is to be read from the counter-example
    counter_reads: tuple[Read, ...]
    #: why the second is read otherwise
    why: str


PHENOMENA: tuple[Phenomenon, ...] = (
    Phenomenon(
        "list.elliptical",
        "The word for the kind of agency is said once for a whole list.",
        "1. Giao các Bộ: Quốc phòng, Công an, Y tế rà soát phương án ứng phó.",
        (Read(("Bộ Quốc phòng", "Bộ Công an", "Bộ Y tế"), "rà soát phương án"),),
        "1. Giao Bộ Quốc phòng, Công an tỉnh Lai Châu rà soát phương án ứng phó.",
        (Read(("Bộ Quốc phòng", "Công an tỉnh Lai Châu"), "rà soát phương án"),),
        "Without the colon each name is whole.",
    ),
    Phenomenon(
        "lead.inherited",
        "The agency stands in the heading; the clauses under it name nobody.",
        "1. Bộ Tài chính:\na) Bố trí kinh phí trong tháng 4/2026;\nb) Hướng dẫn thanh toán, quyết toán.",
        (
            Read(("Bộ Tài chính",), "Bố trí kinh phí", ("2026-04-30",)),
            Read(("Bộ Tài chính",), "Hướng dẫn thanh toán"),
        ),
        "1. Bộ Tài chính:\na) Bố trí kinh phí;\nb) Bộ Y tế hướng dẫn sử dụng thuốc.",
        (Read(("Bộ Tài chính",), "Bố trí kinh phí"), Read(("Bộ Y tế",), "hướng dẫn sử dụng thuốc")),
        "A clause that names its own subject does not inherit.",
    ),
    Phenomenon(
        "lead.two_levels",
        "What is inherited passes through lettered clauses down to their bullets.",
        "1. Bộ Y tế:\na) Về phòng bệnh:\n- Tổ chức tiêm chủng;\n- Kiểm tra các cơ sở y tế.",
        (Read(("Bộ Y tế",), "Tổ chức tiêm chủng"), Read(("Bộ Y tế",), "Kiểm tra các cơ sở")),
        "1. Về phòng bệnh:\n- Dịch bệnh còn phức tạp;\n- Sở Y tế kiểm tra các cơ sở y tế.",
        (Read(("Sở Y tế",), "kiểm tra các cơ sở"),),
        "A topic is no agency: nothing is inherited from it.",
    ),
    Phenomenon(
        "coordination.heading",
        "The heading names who works together; that holds for every clause under it.",
        "1. Bộ Y tế chủ trì, phối hợp với Bộ Công an:\na) Rà soát danh mục thuốc;\nb) Kiểm tra các cơ sở bán lẻ.",
        (
            Read(("Bộ Y tế",), "Rà soát danh mục", (), ("Bộ Công an",)),
            Read(("Bộ Y tế",), "Kiểm tra các cơ sở", (), ("Bộ Công an",)),
        ),
        "1. Bộ Y tế:\na) Phối hợp với Bộ Công an rà soát danh mục thuốc;\nb) Kiểm tra các cơ sở bán lẻ.",
        (
            Read(("Bộ Y tế",), "rà soát danh mục", (), ("Bộ Công an",)),
            Read(("Bộ Y tế",), "Kiểm tra các cơ sở"),
        ),
        "Said in one clause it holds for that clause only.",
    ),
    Phenomenon(
        "coordination.not",
        "Only who stands after phối hợp or cùng với works together.",
        "1. Sở Xây dựng phối hợp chặt chẽ với Sở Tài chính lập dự toán.",
        (Read(("Sở Xây dựng",), "lập dự toán", (), ("Sở Tài chính",)),),
        "1. Sở Xây dựng làm việc với Sở Tài chính để thống nhất dự toán.",
        (Read(("Sở Xây dựng",), "làm việc với Sở Tài chính"),),
        "To work out something with somebody is not to share the duty.",
    ),
    Phenomenon(
        "clause.several_subjects",
        "Two agencies with two verbs in one clause are two assignments.",
        "1. Giao Sở Y tế lập danh sách; giao Sở Tài chính cấp kinh phí trước ngày 20/3/2026.",
        (Read(("Sở Y tế",), "lập danh sách"), Read(("Sở Tài chính",), "cấp kinh phí", ("2026-03-20",))),
        "1. Giao Sở Y tế và Sở Tài chính lập danh sách, cấp kinh phí trước ngày 20/3/2026.",
        (Read(("Sở Y tế", "Sở Tài chính"), "lập danh sách", ("2026-03-20",)),),
        "Several agencies under one verb are one assignment.",
    ),
    Phenomenon(
        "clause.several_deadlines",
        "Two deadlines for the same agency are one assignment with both, in the order of the text.",
        "1. Bộ Xây dựng hoàn thiện đề án trước ngày 20/3/2026, trình Chính phủ trước ngày 15/4/2026.",
        (Read(("Bộ Xây dựng",), "hoàn thiện đề án", ("2026-03-20", "2026-04-15")),),
        "1. Bộ Xây dựng gửi Bộ Nội vụ trước ngày 20/3/2026 theo Công văn số 99/VPCP-TCCV ngày 15/4/2025.",
        (Read(("Bộ Xây dựng",), "gửi Bộ Nội vụ", ("2026-03-20",)),),
        "The date of a cited document is no deadline.",
    ),
    Phenomenon(
        "time.coarse",
        "A month, quarter or year means its last day.",
        "1. Bộ Nội vụ trình đề án trong quý II năm 2026.",
        (Read(("Bộ Nội vụ",), "trình đề án", ("2026-06-30",)),),
        "1. Bộ Nội vụ đánh giá kết quả công tác quý I năm 2026.",
        (Read(("Bộ Nội vụ",), "đánh giá kết quả"),),
        "A period that belongs to a noun says what is weighed, not by when.",
    ),
    Phenomenon(
        "time.relative",
        "So many days from the day of signing are counted, that day apart.",
        "1. Sở Tư pháp báo cáo trong thời hạn 10 ngày kể từ ngày ký Thông báo này.",
        (Read(("Sở Tư pháp",), "báo cáo trong thời hạn", ("2026-03-16",)),),
        "1. Sở Tư pháp trả lời trong thời hạn 10 ngày kể từ ngày nhận được hồ sơ.",
        (Read(("Sở Tư pháp",), "trả lời trong thời hạn"),),
        "From an event that has no date nothing can be counted; 15/3/2026 is a Sunday, so the first ends on the 16th.",
    ),
    Phenomenon(
        "time.recurrence",
        "A recurrence keeps the day it names.",
        "1. Sở Nội vụ báo cáo trước ngày 25 hằng tháng.",
        (Read(("Sở Nội vụ",), "báo cáo trước ngày 25", ("monthly:25",)),),
        "1. Sở Nội vụ lập dự toán ngân sách hằng năm của ngành.",
        (Read(("Sở Nội vụ",), "lập dự toán"),),
        "Hằng năm may be a mere adjective.",
    ),
    Phenomenon(
        "restated.recalled",
        "What another document ordered and this one only recalls is no order.",
        "Thủ tướng Chính phủ đã có Công điện số 12/CĐ-TTg yêu cầu các bộ rà soát.\n1. Bộ Y tế báo cáo kết quả.",
        (Read(("Bộ Y tế",), "báo cáo kết quả"),),
        "1. Thủ tướng Chính phủ yêu cầu các bộ rà soát.",
        (Read(("ALL_MINISTRIES",), "rà soát"),),
        "The same words without đã có and a number are the order itself.",
    ),
    Phenomenon(
        "restated.assessment",
        "Sections that weigh the situation order nothing.",
        "I. ĐÁNH GIÁ TÌNH HÌNH\n1. Các bộ cần khắc phục tồn tại.\nII. NHIỆM VỤ\n1. Các bộ khắc phục tồn tại.",
        (Read(("ALL_MINISTRIES",), "khắc phục tồn tại"),),
        "I. NHIỆM VỤ TRỌNG TÂM\n1. Các bộ cần khắc phục tồn tại.",
        (Read(("ALL_MINISTRIES",), "cần khắc phục tồn tại"),),
        "The same sentence under a heading of tasks is an order.",
    ),
    Phenomenon(
        "restated.closing",
        "The formula with which a paper ends orders nothing.",
        "1. Bộ Công Thương rà soát giá điện.\nVăn phòng Chính phủ thông báo để Bộ Công Thương biết, thực hiện./.",
        (Read(("Bộ Công Thương",), "rà soát giá điện"),),
        "1. Bộ Công Thương rà soát giá điện.\n2. Văn phòng Chính phủ thông báo lịch họp cho các địa phương.",
        (Read(("Bộ Công Thương",), "rà soát giá điện"), Read(("Văn phòng Chính phủ",), "thông báo lịch họp")),
        "To notify of something of substance is an order like any other.",
    ),
    Phenomenon(
        "restated.conditional",
        "Boilerplate about difficulties orders nothing.",
        "1. Sở Y tế mua thuốc.\n2. Nếu có khó khăn, vướng mắc, các đơn vị phản ánh về Sở Y tế để được hướng dẫn.",
        (Read(("Sở Y tế",), "mua thuốc"),),
        "1. Sở Y tế mua thuốc.\n2. Các đơn vị gửi nhu cầu về Sở Y tế trước ngày 20/3/2026.",
        (Read(("Sở Y tế",), "mua thuốc"), Read(("ALL_AGENCIES",), "gửi nhu cầu", ("2026-03-20",))),
        "Without a condition it is an order.",
    ),
    Phenomenon(
        "restated.own_promise",
        "What the issuer says it will do itself is no assignment.",
        "1. Bộ Y tế báo cáo trước ngày 20/3/2026.\nVăn phòng Chính phủ sẽ tổ chức kiểm tra trong tháng 4/2026.",
        (Read(("Bộ Y tế",), "báo cáo trước", ("2026-03-20",)),),
        "1. Bộ Y tế báo cáo trước ngày 20/3/2026.\n2. Văn phòng Chính phủ tổ chức kiểm tra trong tháng 4/2026.",
        (
            Read(("Bộ Y tế",), "báo cáo trước", ("2026-03-20",)),
            Read(("Văn phòng Chính phủ",), "tổ chức kiểm tra", ("2026-04-30",)),
        ),
        "Sẽ makes a promise of it.",
    ),
    Phenomenon(
        "text.glued",
        "A mark that lost the space after it is still a mark.",
        "1.Bộ Y tế rà soát danh mục thuốc.\n2.Bộ Công an kiểm tra.",
        (Read(("Bộ Y tế",), "rà soát danh mục"), Read(("Bộ Công an",), "kiểm tra")),
        "1. Bộ Y tế rà soát danh mục thuốc theo Quyết định\n2.150/QĐ-BYT.",
        (Read(("Bộ Y tế",), "rà soát danh mục"),),
        "A number that goes on is no mark.",
    ),
    Phenomenon(
        "text.running_head",
        "The head of a page in the middle of a sentence is passed over.",
        "1. Bộ Y tế rà soát danh mục\nCÔNG BÁO/Số 12 + 13/Ngày 20-3-2026 27\nthuốc trước ngày 20/3/2026.",
        (Read(("Bộ Y tế",), "rà soát danh mục thuốc", ("2026-03-20",)),),
        "1. Bộ Y tế đăng danh mục thuốc trên Công báo số 12 trước ngày 20/3/2026.",
        (Read(("Bộ Y tế",), "đăng danh mục", ("2026-03-20",)),),
        "The gazette named in a sentence stays in it.",
    ),
    Phenomenon(
        "text.recognition",
        "Letters that recognition damaged are read where one reading only is possible.",
        "1. Bộ Y tế khan trương rà soát, báo cáo trưóc ngày 2O/3/2026.",
        (Read(("Bộ Y tế",), "khan trương rà soát", ("2026-03-20",)),),
        "1. Bộ Y tế khẩn trương rà soát, báo cáo trước ngày 32/3/2026.",
        (Read(("Bộ Y tế",), "khẩn trương rà soát"),),
        "A day that cannot be is not repaired.",
    ),
    Phenomenon(
        "mark.letters",
        "Letters run a, b, c, d, đ, e, g as the law numbers points.",
        "1. Bộ Y tế:\nd) Kiểm tra;\nđ) Rà soát;\ne) Báo cáo trong tháng 4/2026;\ng) Công bố kết quả.",
        (
            Read(("Bộ Y tế",), "Kiểm tra"),
            Read(("Bộ Y tế",), "Rà soát"),
            Read(("Bộ Y tế",), "Báo cáo trong tháng 4", ("2026-04-30",)),
            Read(("Bộ Y tế",), "Công bố kết quả"),
        ),
        "1. Bộ Y tế kiểm tra theo điểm\nđ) khoản 2 Điều 5 Luật Dược.",
        (Read(("Bộ Y tế",), "kiểm tra theo điểm"),),
        "A letter after điểm names a point of law.",
    ),
    Phenomenon(
        "mark.repeated",
        "A number printed twice or left out loses no clause.",
        "1. Bộ Y tế kiểm tra.\n2. Bộ Công an điều tra.\n2. Bộ Tài chính cấp kinh phí.\n5. Bộ Nội vụ theo dõi.",
        (
            Read(("Bộ Y tế",), "kiểm tra"),
            Read(("Bộ Công an",), "điều tra"),
            Read(("Bộ Tài chính",), "cấp kinh phí"),
            Read(("Bộ Nội vụ",), "theo dõi"),
        ),
        "1. Bộ Y tế kiểm tra ít nhất\n2 cơ sở, hoàn thành trong tháng 4/2026.",
        (Read(("Bộ Y tế",), "kiểm tra ít nhất 2 cơ sở", ("2026-04-30",)),),
        "A quantity at the start of a line is no number of a clause.",
    ),
    Phenomenon(
        "mark.other",
        "Clauses may be counted 1/, 1- or in words.",
        "1/ Bộ Y tế kiểm tra.\n2/ Bộ Công an điều tra.\nBa là, Bộ Tài chính cấp kinh phí.",
        (
            Read(("Bộ Y tế",), "kiểm tra"),
            Read(("Bộ Công an",), "điều tra"),
            Read(("Bộ Tài chính",), "cấp kinh phí"),
        ),
        "1. Bộ Y tế kiểm tra trước ngày\n20/3/2026.",
        (Read(("Bộ Y tế",), "kiểm tra trước ngày", ("2026-03-20",)),),
        "A broken date is no number of a clause.",
    ),
    Phenomenon(
        "bullets.contents",
        "Bullets that only give the contents of a report are not split.",
        "1. Bộ Y tế báo cáo trước ngày 20/3/2026, nội dung gồm:\n- Số ca mắc;\n- Số ca tử vong.",
        (Read(("Bộ Y tế",), "báo cáo trước ngày", ("2026-03-20",)),),
        "1. Bộ Y tế:\n- Báo cáo số ca mắc;\n- Công bố số ca tử vong.",
        (Read(("Bộ Y tế",), "Báo cáo số ca mắc"), Read(("Bộ Y tế",), "Công bố số ca tử vong")),
        "Bullets with verbs of their own under a bare name are assignments.",
    ),
    Phenomenon(
        "group.bounded",
        "Only a group without bounds becomes a token; a group with a region stays in its own words.",
        "1. UBND các tỉnh, thành phố từ Hà Tĩnh đến Khánh Hòa sơ tán dân.",
        (Read(("UBND các tỉnh, thành phố từ Hà Tĩnh đến Khánh Hòa",), "sơ tán dân"),),
        "1. UBND các tỉnh, thành phố trực thuộc Trung ương sơ tán dân.",
        (Read(("ALL_PROVINCES",), "sơ tán dân"),),
        "All provinces are meant.",
    ),
    Phenomenon(
        "public.citizens",
        "Orders to citizens and enterprises in general are no assignments.",
        "1. Người dân chủ động chằng chống nhà cửa.\n2. UBND các xã kiểm tra.",
        (Read(("ALL_COMMUNES",), "kiểm tra"),),
        "1. UBND các xã hướng dẫn người dân chằng chống nhà cửa.",
        (Read(("ALL_COMMUNES",), "hướng dẫn người dân"),),
        "Who guides citizens is an agency.",
    ),
)
