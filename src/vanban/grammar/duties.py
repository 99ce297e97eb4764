"""What makes a passage an order, and what binds others to it."""

from __future__ import annotations

import re

from vanban.grammar import Pattern, verbs

_NOT_AFTER = r"(?![\wà-ỹ])"
DIRECTIVE = Pattern(
    id="order.directive",
    looks_for="a superior's word: giao, đề nghị, yêu cầu, phân công",
    pattern=rf"{verbs.DIRECTIVES}(?: (?:trách nhiệm|nhiệm vụ))?(?: cho)?(?:,(?= (?:[Cc]hủ tịch|[Gg]iám đốc|các) ))? ",
    examples=("giao Bộ Nội vụ chủ trì", "Đề nghị Quý cơ quan gửi"),
    counter_examples=("được giao.", "chỉ đạo các đơn vị"),
)
SUPERIOR = Pattern(
    id="order.superior",
    looks_for="the Prime Minister who directs others: he is not the one who must do it",
    pattern=r"(?:(?<!Phó )Thủ tướng(?: Chính phủ)?"
    r"|(?<![\wà-ỹ] )(?<![\wà-ỹ])Chính phủ)(?: (?:[A-ZĐ][a-zà-ỹ]+ ){1,3}[A-ZĐ][a-zà-ỹ]+)?"
    r"(?: cũng| đã| còn)? (?:chỉ đạo|lưu ý|nhấn mạnh|đề nghị|yêu cầu|giao)(?: việc)?:? ",
    examples=("Thủ tướng Chính phủ chỉ đạo các Bộ trưởng", "Chính phủ giao Bộ Y tế"),
    counter_examples=("Phó Thủ tướng Trần Hồng Hà chỉ đạo các địa phương", "Đảng ủy Chính phủ chỉ đạo Bộ Y tế"),
)
OPENER = Pattern(
    id="order.opener",
    looks_for="an adverbial before the subject or the verb",
    pattern=(
        r"^(?:Trên cơ sở|Căn cứ|Để|Nhằm|Với|với vai trò|Trong|Đối với|Về|Bên cạnh|Ngoài|Sau khi"
        r"|Khi|Thực hiện|Triển khai|Qua|Theo|Hằng|Hàng|Định kỳ|Trước|Chậm nhất|Do đó|Vì vậy|Từ"
        r"|Đồng thời|Tại|Nội dung|Riêng|Việc|Liên quan|Song song|Trường hợp|Hàng năm|Cùng với|Ngoài ra|Mặt khác"
        r"|Trước mắt"
        r"|Cụ thể|Trong đó|Tương tự|Song|Tiếp đó|Trước hết|Bên cạnh|Kể từ|Ngay sau|Ngay khi)\b"
    ),
    examples=("Căn cứ kế hoạch này, Giám đốc các Sở", "Hằng tháng tổng hợp"),
    counter_examples=("Bộ Nội vụ căn cứ",),
)
PREDICATE = Pattern(
    id="order.predicate",
    looks_for="a verb of doing, or an adverb before it, right after the subject",
    pattern=rf"^\s*[:,]?\s*(?:(?:và|đồng thời|cùng|tiếp tục) )?(?:(?:{verbs.VERBS}|{verbs.ADVERBS}){_NOT_AFTER})",
    examples=(" khẩn trương rà soát", ": Tổ chức thực hiện", " chủ trì, phối hợp với"),
    counter_examples=(" đã có văn bản", " của Chính phủ", " là nhiệm vụ"),
    any_case=True,
)
FILLER = Pattern(
    id="order.filler",
    looks_for="words between subject and verb: by function, on the ground of, in its field",
    pattern=(
        r"^\s*,?\s*(?:theo|căn cứ|trên cơ sở|trên địa bàn|trên|với|trong phạm vi|trong|tùy|tuỳ|bằng|ngoài|tại|là"
        r"|thuộc|có chức năng|từ|thông qua|sau khi|để|hằng|hàng|định kỳ|trước|chậm nhất"
        r"|mỗi|từng|phấn đấu|liên quan|đối với|,)\b"
    ),
    examples=(" theo chức năng, nhiệm vụ được giao nghiên cứu", " căn cứ quy định của pháp luật"),
    counter_examples=(" của Bộ", " đã"),
    any_case=True,
)
ASKED = Pattern(
    id="order.asked",
    looks_for="an agency that is asked or charged, told in the passive: được giao, được yêu cầu",
    pattern=rf"^\s*(?:được(?: (?:Thủ tướng|Chính phủ|Phó Thủ tướng|Chủ tịch)(?: Chính phủ)?)? (?:giao|yêu cầu|phân công"
    rf"|đề nghị)|có nhiệm vụ|chịu trách nhiệm chính)(?: nhiệm vụ| trách nhiệm)?:?\s"
    rf"(?=(?:{verbs.VERBS}|{verbs.ADVERBS}){_NOT_AFTER})",
    examples=(" được giao chủ trì, phối hợp", " được yêu cầu khẩn trương rà soát"),
    counter_examples=(" được nâng cấp", " được giao tại Nghị quyết"),
)
LEAD_IN_TAIL = Pattern(
    id="leadin.tail",
    looks_for="the end of a lead-in before sub-clauses",
    pattern=(
        r"(?:[,;]?\s*(?:trong đó|cụ thể|đồng thời|và)?,?\s*(?:cần |phải )?(?:(?:tập trung"
        r"|chú trọng|lưu ý|quan tâm)[^.;:]{0,60}|(?:khẩn trương |nghiêm túc |tổ chức "
        r"|triển khai |tập trung )*(?:thực hiện|triển khai|làm tốt|quán triệt|báo cáo"
        r"|hoàn thành)(?: tốt)?(?: (?:các|một số|những|ngay|đồng bộ|hiệu quả|quyết liệt"
        r"|có hiệu quả))*(?: (?:nội dung|nhiệm vụ|công việc|giải pháp|yêu cầu|việc|nhóm nhiệm vụ"
        r"|công tác|biện pháp)[^:;.]{0,60})?|có (?:trách nhiệm|nhiệm vụ)(?: sau)?|như sau|sau đây"
        r"|cụ thể như sau|gồm|bao gồm|theo hướng|sau)\s*)+:\s*$"
    ),
    examples=("thực hiện một số nội dung sau:", "có trách nhiệm:", ", trong đó tập trung:"),
    counter_examples=("rà soát, đánh giá.",),
)
ORDERS_NOW = Pattern(
    id="leadin.orders_now",
    looks_for="a lead-in with which a section that weighed the situation turns to orders",
    pattern=r"(?:Chính phủ|Thủ tướng|Chủ tịch[^,.;:]{0,60}|Bộ trưởng|Ban Thường vụ[^,.;:]{0,30}"
    r"|UBND[^,.;:]{0,40}|Ủy ban nhân dân[^,.;:]{0,40})"
    r" (?:yêu cầu|giao|đề nghị|phân công) [^.]*:\s*$",
    examples=("Chính phủ yêu cầu các bộ, cơ quan, địa phương tập trung:",),
    counter_examples=("Chính phủ đã yêu cầu các bộ báo cáo.",),
)
LINK = Pattern(
    id="order.link",
    looks_for="words that only link a sentence to the one before it",
    pattern=r"\s*(?:(?:Đồng thời|đồng thời|Ngoài ra|Bên cạnh đó|Cùng với đó|Theo đó|Trong đó|Riêng|Do đó|Vì vậy"
    r"|Cũng theo đó|Mặt khác|Thủ tướng(?: Chính phủ)?"
    r"|Phó Thủ tướng|Bộ trưởng|Chủ tịch)(?: cũng| còn)?[, ]*)*",
    examples=("Đồng thời, ", "Ngoài ra, "),
)
REPORTS = Pattern(
    id="order.reports",
    looks_for="a verb of handing in: with a day it is an order, however short",
    pattern=r"(?:báo cáo|gửi|trình|nộp|cung cấp|hoàn thành|đăng ký)(?![\wà-ỹ])",
    examples=("báo cáo trước ngày 20/3/2026, nội dung",),
    counter_examples=("tập trung thực hiện",),
    any_case=True,
)
EMPTY_WORDS = Pattern(
    id="leadin.empty_words",
    looks_for="words of a lead-in that order nothing by themselves",
    pattern=r"(?<![\wà-ỹ])(?:(?:có|chịu) trách nhiệm|tập trung|khẩn trương|nghiêm túc|tổ chức|thực hiện"
    r"|triển khai|chỉ đạo|chủ động|quyết liệt|kịp thời"
    r"|hiệu quả|tốt|ngay|đồng bộ|các|một số|những|nhiệm vụ|nội dung|giải pháp|công việc|công tác|biện pháp"
    r"|trọng tâm|cụ thể|theo chức năng, nhiệm vụ(?: được giao)?"
    r"|theo|chức năng|được giao|chủ yếu|trong thời gian tới|thời gian tới|cần|phải|với|và|phạm vi|quyền hạn"
    r"|của mình|trong)(?![\wà-ỹ])[,;]?",
    examples=("tập trung thực hiện các nhiệm vụ",),
    counter_examples=("rà soát quy hoạch",),
)
CONTENTS_TAIL = Pattern(
    id="leadin.contents",
    looks_for="a lead-in whose bullets are only the contents or the direction of one piece of work",
    pattern=(
        r"(?:gồm|bao gồm|theo hướng|trong đó tập trung|trong đó|nội dung(?: sau| chính)?"
        r"|với các nội dung(?: sau)?|lưu ý[^:;.]{0,40}|như|nhất là|cụ thể)\s*:\s*$"
    ),
    examples=("theo Đề cương gửi kèm, trong đó tập trung:", "theo hướng:"),
    counter_examples=("có trách nhiệm:",),
)
COORDINATING = Pattern(
    id="order.coordinating",
    looks_for="who is to work together with the lead",
    pattern=(
        r"(?:[Pp]h[ốôo]i(?: h[ợo]p)?(?: chặt chẽ| tốt| hiệu quả| thường xuyên)*(?:,? (?:cùng )?với| cùng)?"
        r"|cùng với|[Cc]hủ trì,? cùng) (?=(?:các|[A-ZĐỦU]|ngành|c[ơo] quan|chính quyền|[sS]ở|địa phương|tỉnh|những"
        r"|lực lượng|UBND|cấp ủy|doanh nghiệp))"
    ),
    examples=("phối hợp với Bộ Công an", "phối hợp chặt chẽ với các bộ"),
    counter_examples=("phối hợp trong việc", "làm việc với Bộ"),
)
TOGETHER = Pattern(
    id="order.together",
    looks_for="chủ trì, phối hợp với … before what is to be done",
    pattern=r"(?:(?:tiếp tục |chủ động |khẩn trương |có trách nhiệm )*(?:[Cc]hủ trì|[Ll]àm đầu mối|[Ll]à đầu mối"
    r"|[Ll]à cơ quan đầu mối)?,? ?(?:và )?"
    r"(?:[Pp]h[ốôo]i h[ợo]p(?: chặt chẽ| tốt| hiệu quả| thường xuyên)*(?:,? (?:cùng )?với| cùng)?|cùng với|cùng)) ",
    examples=("Chủ trì, phối hợp với Bộ Tài chính", "phối hợp chặt chẽ với các bộ"),
    counter_examples=("Chủ trì xây dựng",),
    any_case=True,
)
YOUR_OFFICE = Pattern(
    id="subject.your_office",
    looks_for="the addressee addressed as Quý cơ quan, quý đơn vị",
    pattern=r"[Qq]uý (?:[Cc]ơ quan|[Đđ]ơn vị|[Bb]ộ|[Tt]ỉnh|[Uu]ỷ ban|[Ss]ở|Ngân hàng)(?:,? (?:địa phương|đơn vị))?",
    examples=("Quý Cơ quan", "Quý cơ quan"),
    counter_examples=("Quý IV",),
)
HEADING_TAIL = Pattern(
    id="heading.tail",
    looks_for="what may follow the agency's name in a heading without being an order of its own",
    pattern=r"^(?:(?:có trách nhiệm|có nhiệm vụ|thực hiện|khẩn trương|chịu trách nhiệm|chủ trì|triển khai thực hiện"
    r"|theo chức năng,? nhiệm vụ(?: được giao)?|(?:các|một số) (?:nhiệm vụ|nội dung|công việc)(?: cụ thể)?(?: sau)?"
    r"|sau|như sau|sau đây)[\s,]*)+$",
    examples=("có trách nhiệm", "thực hiện các nhiệm vụ sau", "khẩn trương"),
    counter_examples=("khẩn trương rà soát quy hoạch", "chủ trì xây dựng đề án"),
)
MEETING_WITH = re.compile(
    r"(?:LÀM VIỆC|làm việc|CUỘC HỌP|HỌP)\s+(?:VỚI|với)\s+(?:(?:BAN THƯỜNG VỤ|THƯỜNG TRỰC"
    r"|LÃNH ĐẠO|CÁC ĐỒNG CHÍ|TẬP THỂ|Ban Thường vụ|Thường trực"
    r"|lãnh đạo)\s+)*(?:CHỦ CHỐT\s+)?(?P<kind>TỈNH ỦY|THÀNH ỦY|TỈNH|THÀNH PHỐ|Tỉnh ủy"
    r"|Thành ủy|tỉnh"
    r"|thành phố)\s+(?P<name>[A-ZĐÀ-Ỹ][\wÀ-ỹ]*(?:[\s-]+[A-ZĐÀ-Ỹ][\wÀ-ỹ]*){0,3})"
)
ALL = (
    DIRECTIVE,
    SUPERIOR,
    OPENER,
    PREDICATE,
    FILLER,
    ASKED,
    LEAD_IN_TAIL,
    ORDERS_NOW,
    LINK,
    REPORTS,
    EMPTY_WORDS,
    CONTENTS_TAIL,
    COORDINATING,
    TOGETHER,
    YOUR_OFFICE,
    HEADING_TAIL,
)
