"""What makes a passage an order, and what only looks like one."""

from __future__ import annotations

import re

from vanban.grammar import Pattern, verbs

_NOT_AFTER = r"(?![\wà-ỹ])"

DIRECTIVE = Pattern(
    id="order.directive",
    looks_for="a superior's word: giao, đề nghị, yêu cầu, phân công",
    pattern=rf"{verbs.DIRECTIVES} ",
    examples=("giao Bộ Nội vụ chủ trì", "Đề nghị Quý cơ quan gửi"),
    counter_examples=("được giao.", "chỉ đạo các đơn vị"),
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
        r"|liên quan|đối với|,)\b"
    ),
    examples=(" theo chức năng, nhiệm vụ được giao nghiên cứu", " căn cứ quy định của pháp luật"),
    counter_examples=(" của Bộ", " đã"),
    any_case=True,
)
PAST = Pattern(
    id="quiet.past",
    looks_for="what was done or is the case: no order",
    pattern=(
        r"^\s*,?\s*(?:đã|đang|còn|chưa|vẫn|được(?! giao (?:chủ|nhiệm|trách|khẩn)| yêu cầu)|bị|sẽ"
        r"|có (?:văn bản số|ý kiến tại|công văn|tờ trình|báo cáo số)|vừa|nhận thấy|nhận được"
        r"|cho biết|cho rằng|thấy|ghi nhận|biểu dương|đánh giá cao|hoan nghênh|cảm ơn"
        r"|thống nhất với|đồng ý|xin|trân trọng|làm việc theo|quyết nghị|kết luận|ban hành (?:Kế hoạch"
        r"|Quyết định|Chỉ thị|Chương trình) (?:triển|thực|về|này)|gồm|bao gồm|điện"
        r"|thông báo (?:để|tới|kết luận)|có ý kiến (?:như|chỉ đạo)|yêu cầu|đề nghị|giao"
        r"|phân công(?! (?:rõ|cụ thể|cán bộ|đảng viên|lãnh đạo|người|trách nhiệm|công chức|các thành viên"
        r"|thành viên|lực lượng))|chủ trì (?:buổi|cuộc|họp|phiên))\b"
    ),
    examples=(" đã có văn bản", " thông báo để các cơ quan biết", " nhận thấy công tác"),
    counter_examples=(" khẩn trương rà soát",),
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
REPORTED = Pattern(
    id="quiet.reported",
    looks_for="what an article tells an agency said or did",
    pattern=(
        r"^(?:đề xuất|kiến nghị|báo cáo (?:cho|tại|rằng|về)|thông tin (?:về|tại|cho)|đánh giá"
        r"|tổ chức (?:họp|hội nghị|buổi|lễ)|ban hành (?:Công|Quyết|Nghị|Thông|Kế|văn)|công bố"
        r"|quyết định|phê duyệt|trình|gửi (?:công văn|văn bản)|chủ trì (?:cuộc|buổi|hội|phiên)"
        r"|làm việc|quy định|thành lập|yêu cầu|đề nghị|khuyến cáo|giao)\b"
    ),
    examples=("đề xuất bổ sung nhóm chính sách", "chủ trì cuộc họp về"),
    counter_examples=("khẩn trương rà soát", "chủ trì, phối hợp với"),
)
CLOSING = Pattern(
    id="quiet.closing",
    looks_for="closing formulas and conditional boilerplate",
    pattern=(
        r"chịu trách nhiệm(?: toàn diện| trực tiếp)* trước [^.;]{5,120} về (?:việc|kết quả)[^.;]*(?:Nghị quyết"
        r"|Chỉ thị|Công điện|Quyết định|Kế hoạch"
        r"|Chương trình)(?: này| nay)[./ ]*$|thông báo (?:để|đến|tới|kết luận)[^.]{0,200}(?:biết|thực hiện)"
        r"|trân trọng thông báo"
        r"|chịu trách nhiệm (?:thi hành|thực hiện) (?:Quyết định|Nghị quyết|Chỉ thị|Công điện"
        r"|Thông tư) này|(?:[Nn]ếu|[Tt]rường hợp)(?: có)?(?: phát sinh| gặp"
        r"| thấy)?[^.;]{0,60}(?:khó khăn|vướng mắc|bất cập|phát sinh|cần (?:thiết )?(?:sửa đổi"
        r"|bổ sung|điều chỉnh))[^.]{0,300}(?:phản ánh|báo cáo|gửi|liên hệ|đề xuất|kiến nghị|kịp thời"
        r"|thông tin)|có hiệu lực (?:thi hành )?(?:kể )?từ ngày|(?:[Ss]ố điện thoại|[Đđ]iện thoại"
        r"|[Ee]mail)\s*:?\s*[\d(]"
        r"|[Mm]ọi (?:ý kiến )?(?:thắc mắc|vướng mắc)|[Tt]rân trọng\.?/?\.?$|^Trân trọng"
        r"|^Trên đây là|^Ban hành kèm theo (?:Quyết định|Nghị quyết|Thông tư|Kế hoạch"
        r"|Chỉ thị) này|Quý khách|Xem thêm|[Xx]em chi tiết|TẢI VỀ|Nơi nhận"
    ),
    examples=(
        "Văn phòng Chính phủ thông báo để các cơ quan biết, thực hiện./.",
        "Quyết định này có hiệu lực thi hành kể từ ngày ký",
        "nếu có khó khăn, vướng mắc, đề nghị các đơn vị phản ánh",
    ),
    counter_examples=("chịu trách nhiệm triển khai, thực hiện Kế hoạch này và báo cáo kết quả",),
)
CLOSING_ORDER = Pattern(
    id="quiet.closing_order",
    looks_for="the last sentence that only asks for the whole paper to be carried out",
    pattern=r"(?:^Nhận được (?:Công văn|văn bản|Chỉ thị|Công điện|Kế hoạch)|(?:[Đđ]ề nghị|[Yy]êu cầu|giao) [^.;]{3,300}"
    r"(?:nghiêm túc|khẩn trương|tích cực|chủ động|quan tâm|theo chức năng[^.;]{0,60})(?: và)?(?: (?:tổ chức"
    r"|phối hợp|quán triệt))*,?"
    r" (?:triển khai|thực hiện|chỉ đạo)(?:,? thực hiện)?(?: (?:có )?hiệu quả|đầy đủ)?(?: (?:các )?(?:nội dung|nhiệm vụ)"
    r"[^.;]{0,40})?(?: đảm bảo[^.;]{0,60}| bảo đảm[^.;]{0,60})?(?: (?:Chỉ thị|Kế hoạch|Công điện|Công văn"
    r"|Quyết định|văn bản)? ?này)?\.?/?\.?\s*$"
    r"|^[^.;:]{3,200}(?:triển khai|tổ chức)(?: (?:triển khai|tổ chức))? thực hiện (?:nghiêm |tốt "
    r"|hiệu quả )?(?:Chỉ thị|Kế hoạch|Công điện|Công văn"
    r"|Quyết định|Nghị quyết) này(?:[;,.][^;.]*(?:báo cáo|phản ánh|xem xét|giải quyết)[^;.]*)?[./ ]*$)",
    examples=(
        "Nhận được Công văn này, đề nghị các Sở khẩn trương triển khai thực hiện./.",
        "Yêu cầu các cơ quan, đơn vị nghiêm túc triển khai thực hiện Chỉ thị này./.",
    ),
    counter_examples=("đề nghị Bộ Y tế khẩn trương rà soát danh mục thuốc",),
)
RESTATED = Pattern(
    id="quiet.restated",
    looks_for="the lead-in of an article to what another document, mostly a law, says",
    pattern=(
        r"^(?:[^.:;]{0,80}[, ])?(?:[Cc]ăn cứ|[Tt]heo|[Tt]ại|Hiện nay|Cụ thể)(?: (?:theo|tại|quy định tại"
        r"|nội dung|vào|các quy định tại|quy định))* "
        r"(?![^:]*(?:có ý kiến|yêu cầu|đề nghị|chỉ đạo|kết luận|giao nhiệm vụ|phân công)[^:]{0,200}:)"
        r"(?=[^:]{0,200}(?:[Kk]hoản|[Đđ]iều|[Đđ]iểm|[Mm]ục|Luật|Bộ luật|Nghị định|Thông tư|Hiến pháp|Nghị quyết"
        r"|Quyết định))"
        r"[^:]{3,400}(?:quy định|hướng dẫn|nêu|như sau|ghi nhận|sửa đổi)[^:]{0,200}(?::|như sau:?|sau đây:?)\s*$"
    ),
    examples=("Căn cứ theo Điều 64 Nghị định 175/2024/NĐ-CP hướng dẫn thủ tục thu hồi như sau:",),
    counter_examples=("Theo đó, Thủ tướng Chính phủ yêu cầu:", "Căn cứ tình hình thực tế, Sở Y tế rà soát:"),
)
LINKS = Pattern(
    id="quiet.links",
    looks_for="links, captions and signatures under an article",
    pattern=r"^\W{0,3}(?:Xem thêm|Tin liên quan|Bài liên quan|Đọc thêm|Tin cùng chuyên mục|Có thể bạn quan tâm"
    r"|>>|Từ khóa|Tags?\b|Nguồn:)",
    examples=("Xem thêm: Danh mục văn bản", "Tin liên quan: Bộ Y tế tổ chức hội nghị"),
    counter_examples=("Sở Y tế xem thêm hồ sơ",),
)
CAPTION = Pattern(
    id="quiet.caption",
    looks_for="captions of pictures and editorial lines of an article",
    pattern=r"\((?:Hình|Hình ảnh|Ảnh)(?: minh họa| từ)?[^()]{0,40}\)\W*$|^\W{0,3}(?:Ảnh|Ảnh minh họa|Nguồn ảnh):"
    r"|Ảnh: ?[A-ZĐ][^.]{0,40}$|^\W*TẢI VỀ|^\W*Cập nhật:",
    examples=("Công điện 64/CĐ-TTg (Hình từ Internet)", "Ảnh: Nhân viên kiểm tra đường dây"),
    counter_examples=("Sở Y tế cập nhật hình ảnh",),
)
BEFOREHAND = Pattern(
    id="quiet.beforehand",
    looks_for="what an article tells of an earlier day or another paper",
    pattern=r"^(?:Trước đó|Trước đây|Được biết|Liên quan (?:đến )?(?:vấn đề|nội dung|vụ việc) này|Cũng theo"
    r"|Theo thống kê|Theo (?:báo cáo|số liệu|đại diện|ông|bà)\b)",
    examples=("Trước đó, Thủ tướng Chính phủ giao Bộ Xây dựng rà soát", "Được biết, dự án dài 46 km"),
    counter_examples=("Trước ngày 5/8, Bộ Y tế báo cáo",),
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
        r"|công tác|biện pháp)[^:;.]{0,60})?|có trách nhiệm(?: sau)?|như sau|sau đây"
        r"|cụ thể như sau|gồm|bao gồm|theo hướng|sau)\s*)+:\s*$"
    ),
    examples=("thực hiện một số nội dung sau:", "có trách nhiệm:", ", trong đó tập trung:"),
    counter_examples=("rà soát, đánh giá.",),
)
PUBLIC_TITLE = Pattern(
    id="quiet.public_title",
    looks_for="a heading that names citizens, households or enterprises in general",
    pattern=r"^(?:\d+[.)] ?)?(?:Đối với |Trách nhiệm của |Đề nghị )?(?:[Cc]ác |[Mm]ọi "
    r"|[Nn]hững )?(?:tổ chức, cá nhân|cá nhân|hộ |người |nhân dân|Nhân dân"
    r"|tổ chức,? (?:và )?(?:cá nhân|hộ)|doanh nghiệp(?=,| và|$| thứ cấp)|Doanh nghiệp(?=,| và|$)|nhà đầu tư"
    r"|cộng đồng|Người |Cộng đồng|Cá nhân|Tổ chức, cá nhân)",
    examples=("Các tổ chức, cá nhân và hộ gia đình khai thác nước", "Đối với người dân", "Doanh nghiệp, cộng đồng"),
    counter_examples=("Các doanh nghiệp viễn thông", "Các tổ chức chính trị - xã hội"),
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
REPORT_TO = Pattern(
    id="report.to",
    looks_for="to whom a report or draft goes",
    pattern=(
        r"(?:[Bb]áo cáo(?:(?:,| và|, tham mưu,?)? (?:đề xuất|kiến nghị|tham mưu|xin ý kiến)(?: với"
        r"| cho)?)?(?: cho)?|[Tt]rình(?: cho)?|[Gg]ửi(?: báo cáo| kết quả| văn bản)?(?: về| cho| đến| tới)?"
        r"|[Tt]ham mưu(?: cho| giúp)?|(?:báo cáo|kết quả|thực hiện)[^,;.]{0,60} về) (?=[A-ZĐÀ-Ỹ]"
        r"|cấp có thẩm quyền|cơ quan (?:có thẩm quyền|quản lý|chịu trách nhiệm|đăng ký)|các [bB]ộ|cấp ủy)"
    ),
    examples=("báo cáo Thủ tướng Chính phủ", "gửi về Bộ Khoa học và Công nghệ"),
    counter_examples=("báo cáo kết quả thực hiện.",),
)
PRODUCT = Pattern(
    id="product.named",
    looks_for="the paper or system to be delivered",
    pattern=(
        r"(?:[Xx]ây dựng(?:,? (?:ban hành|hoàn thiện|trình[^,;.]{0,40}))*|[Bb]an hành|[Ll]ập"
        r"|[Hh]oàn thiện|[Ss]oạn thảo|[Đđ]ề xuất|[Tt]rình [^,;.]{3,60}?"
        r"|[Gg]ửi) (?P<thing>(?:dự thảo |dự án |văn bản |các |bộ |hồ sơ )?(?:Nghị quyết"
        r"|Nghị định|Chỉ thị|Quyết định|Đề án|đề án|Kế hoạch|kế hoạch|Chương trình|chương trình"
        r"|Phương án|phương án|Báo cáo|báo cáo|Quy chế|quy chế|Thông tư|Luật|Bộ tiêu chí"
        r"|Bộ chỉ số|cơ sở dữ liệu|hệ thống|Hướng dẫn|danh sách|chính sách"
        r"|cơ chế)(?: [^\s,;.()]+){0,12})"
    ),
    examples=("xây dựng dự thảo Chỉ thị của Thủ tướng Chính phủ về đẩy mạnh", "đề xuất phương án xử lý theo quy định"),
    counter_examples=("rà soát nội dung",),
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
#: lines of a plan's block: label -> role
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            (
                r"(?:(?:Cơ quan|Đơn vị|Cấp|Bộ phận|Đầu mối)(?:, (?:đơn vị|cơ quan"
                r"|địa phương))?(?: được giao| chịu trách nhiệm)? (?:chủ trì(?:,? (?:thực hiện|tham mưu"
                r"|triển khai))?|thực hiện|chịu trách nhiệm(?: chính)?|phụ trách)|Chủ trì(?: thực hiện"
                r"| tham mưu)?|Phân công(?: thực hiện| chủ trì)?|Trách nhiệm(?: thực hiện| chủ trì)?"
                r"|Giao)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "coordinating",
        re.compile(
            (
                r"(?:(?:Cơ quan|Đơn vị)(?:, (?:đơn vị|cơ quan|địa phương))? (?:phối hợp"
                r"|cùng phối hợp)(?: thực hiện)?|Phối hợp(?: thực hiện)?)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            (
                r"(?:Thời (?:gian|hạn|điểm)(?: thực hiện| hoàn thành| triển khai| tổ chức| trình"
                r"| báo cáo| gửi)*|Tiến độ(?: thực hiện| hoàn thành)?|Hoàn thành"
                r"|Thời gian thực hiện,? hoàn thành)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "result",
        re.compile(
            (
                r"(?:Kết quả|Sản phẩm|Dự kiến (?:sản phẩm|kết quả)|Kết quả,? sản phẩm|Sản phẩm,? kết quả"
                r"|Sản phẩm đầu ra|Kết quả (?:đầu ra|thực hiện|cần đạt|dự kiến))\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "content",
        re.compile(
            (
                r"(?:Nội dung(?: thực hiện| công việc| nhiệm vụ| cụ thể)?|Tên nhiệm vụ"
                r"|Nhiệm vụ(?: cụ thể)?|Công việc|Hoạt động|Cách thức thực hiện"
                r"|Hình thức(?: thực hiện)?)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "other",
        re.compile(
            r"(?:Kinh phí(?: thực hiện)?|Đối tượng|Địa điểm|Số lượng|Thành phần|Địa bàn|Nguồn kinh phí|Ghi chú)\s*:\s*",
            re.IGNORECASE,
        ),
    ),
)
QUIET_TITLE = re.compile(
    rf"^(?:về |một số |những |các |khái quát |sơ lược |tổng quan )*(?:{verbs.QUIET_TITLES})", re.IGNORECASE
)
LOUD_TITLE = re.compile(
    (
        r"nhiệm vụ|giải pháp|tổ chức thực hiện|phân công|trách nhiệm|kiến nghị"
        r"|nội dung (?:thực hiện|kế hoạch|trọng tâm)|yêu cầu báo cáo"
    ),
    re.IGNORECASE,
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
    OPENER,
    PREDICATE,
    FILLER,
    PAST,
    CLOSING,
    CLOSING_ORDER,
    RESTATED,
    LINKS,
    CAPTION,
    BEFOREHAND,
    LEAD_IN_TAIL,
    PUBLIC_TITLE,
    ORDERS_NOW,
    LINK,
    EMPTY_WORDS,
    CONTENTS_TAIL,
    ASKED,
    REPORTED,
    HEADING_TAIL,
    COORDINATING,
    TOGETHER,
    YOUR_OFFICE,
    REPORT_TO,
    PRODUCT,
)
