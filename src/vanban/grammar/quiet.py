"""What only looks like an order: what was done, formulas of closing, restated law, headings that weigh or aim."""

from __future__ import annotations

import re

from vanban.grammar import Pattern, verbs

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
        r"|bổ sung|điều chỉnh))[^.]{0,700}(?:phản ánh|báo cáo|gửi|liên hệ|đề xuất|kiến nghị|kịp thời"
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
ANNOUNCED = Pattern(
    id="quiet.announced",
    looks_for="the sentence of an article that announces the paper with what it asks for as a whole",
    pattern=r"(?:(?:ban hành|ký|có|phát đi|gửi|ra) (?:ban hành )?(?:[Cc]ông điện|[Cc]hỉ thị|[Cc]ông văn|[Vv]ăn bản"
    r"|[Tt]hông báo|[Nn]ghị quyết)(?: [^.;:]{0,80})?"
    r"|[Tt]ại (?:[Cc]ông điện|[Cc]hỉ thị|[Cc]ông văn|[Vv]ăn bản) số [^,]{3,60}, [^,.;:]{3,60}"
    r"|^[^,.;:]{0,20}[Cc](?:ông điện|hỉ thị|ông văn) số [^,.;:]{3,90}) (?:yêu cầu|chỉ đạo"
    r"|đề nghị|giao) (?:các|toàn|[Cc]hủ tịch)",
    examples=(
        "Thủ tướng vừa ký ban hành công điện yêu cầu các bộ, ngành, địa phương nỗ lực",
        "Tại Công điện số 31/CĐ-TTg ngày 19/02/2027, Thủ tướng Chính phủ chỉ đạo các bộ, ngành, địa phương",
    ),
    counter_examples=("Tại công điện, Thủ tướng yêu cầu các bộ, ngành khẩn trương",),
)
ALREADY_SAID = Pattern(
    id="quiet.already_said",
    looks_for="papers that somebody sent before: what they ask for is recalled here",
    pattern=r"đã (?:có|ban hành|gửi|ký|phát hành)(?: ban hành)?(?: các| nhiều| liên tiếp)? (?:[Cc]ông văn"
    r"|[Vv]ăn bản|[Cc]ông điện"
    r"|[Tt]hông báo|[Kk]ế hoạch|[Qq]uyết định|[Nn]ghị quyết|[Cc]hỉ thị) ",
    examples=("Tổng cục Thuế đã có các Công văn số 5080/TCT-DNL yêu cầu Cục Thuế triển khai",),
    counter_examples=("Bộ Y tế đã có nhiều cố gắng",),
)
UNKNOWN_VERB = Pattern(
    id="order.unknown_verb",
    looks_for="a sub-clause under an agency's heading that opens with a word which opens no noun phrase",
    pattern=r"^\s*(?!(?:Các|Những|Mọi|Mỗi|Một|Hai|Ba|Việc|Công tác|Nội dung|Kết quả|Tỷ lệ|Tỉ lệ|Số|Mức|Trường hợp"
    r"|Nếu|Khi|Đối với"
    r"|Về|Người|Cơ quan|Đơn vị|Tổ chức, cá nhân|Doanh nghiệp|Hồ sơ|Thủ tục|Thời|Kinh phí|Nguồn|Chế độ|Mục|Chỉ tiêu|Danh"
    r"|Bảng|Biểu|Phụ lục|Văn bản|Báo cáo (?!kết|tình|về|Thủ|Chính|UBND|Bộ|Sở)|Dự án|Dự toán|Đề án|Kế hoạch|Chương trình"
    r"|Quyết định|Nghị|Thông tư|Luật|Lĩnh vực|Khu vực|Địa|Giai đoạn|Năm|Tháng|Quý|Từ|Đến|Với|Theo|Như|Là|Có|Đã"
    r"|Đang|Sẽ|Còn"
    r"|Chưa|Không có|Tên|Họ|Giá|Phí|Vốn|Tiền|Diện|Tổng số|Tổng|Trụ|Lãnh đạo|Thủ trưởng|Cán bộ|Công chức|Nhân|Học"
    r"|Giáo|Trẻ"
    r"|Hộ|Tàu|Xe|Đất|Rừng|Nhà|Đường|Cầu|Hệ thống|Cơ sở|Trung tâm|Bộ|Sở|Ban|Ủy|UBND|Tỉnh|Thành|Xã|Phường|Văn phòng"
    r"|Công an"
    r"|Tiêu|Hình thức|Phương án|Giải pháp|Nhiệm vụ|Yêu cầu|Nguyên tắc|Căn cứ|Thành phần|Đại diện)(?![\wà-ỹ]))"
    r"[A-ZĐÀ-Ỹ][a-zà-ỹ]+ [a-zà-ỹ][^:]{20,}[.;]\s*$",
    examples=("Hiệp đồng lực lượng, kêu gọi tàu thuyền vào nơi tránh trú.",),
    counter_examples=("Các dự án chậm tiến độ do vướng mặt bằng.", "Tỷ lệ giải ngân của các đơn vị còn thấp."),
)
LAW_SAYS = Pattern(
    id="quiet.law_says",
    looks_for="a paragraph of an article that tells what an article of law says",
    pattern=r"^(?:[Cc]ăn cứ|[Tt]heo|[Tt]ại)(?: (?:theo|vào|quy định tại))* (?:[Kk]hoản|[Đđ]iều|[Đđ]iểm|[Mm]ục) \S+ "
    r"[^.:;]{0,60}?(?:Luật|Nghị định|Thông tư|Bộ luật|Hiến pháp|Pháp lệnh)"
    r"(?![^.;:]*(?:yêu cầu|đề nghị|giao|chỉ đạo) [A-ZĐỦ])",
    examples=("Theo khoản 2 Điều 59 Nghị định 117/2020/NĐ-CP, phạt tiền từ 10.000.000 đồng",),
    counter_examples=("Theo Điều 5 Luật Dược, Thủ tướng Chính phủ yêu cầu Bộ Y tế công khai giá",),
)
PICTURE = Pattern(
    id="quiet.picture",
    looks_for="the caption of the picture with which a law portal closes its report of the paper",
    pattern=r"\((?:Hình|Hình ảnh|Ảnh)(?: ảnh)?(?: minh họa)?(?: từ)? (?:[Ii]nternet|INTERNET)\)",
    examples=("Công điện 64/CĐ-TTg ra sao? (Hình từ Internet)",),
    counter_examples=("Ảnh: VGP",),
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
    r"|Theo thống kê|Theo (?:báo cáo|số liệu|đại diện|ông|bà)\b"
    r"|(?:Tại (?:cuộc họp|hội nghị|buổi làm việc|phiên họp)[^,]{0,60}, )?(?:[Cc]ác |[Mm]ột số |[Nn]hiều )?(?:đại biểu"
    r"|thành viên(?: Chính phủ| UBND[^,]{0,20})?|ý kiến|chuyên gia|đại diện)\b[^.:;]{0,60} (?:đề nghị|kiến nghị"
    r"|cho rằng"
    r"|đề xuất|cho biết)\b)",
    examples=("Trước đó, Thủ tướng Chính phủ giao Bộ Xây dựng rà soát", "Được biết, dự án dài 46 km"),
    counter_examples=("Trước ngày 5/8, Bộ Y tế báo cáo", "Các thành viên Ban Chỉ đạo khẩn trương kiểm tra"),
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
ALL = (
    PAST,
    REPORTED,
    CLOSING,
    CLOSING_ORDER,
    RESTATED,
    ANNOUNCED,
    ALREADY_SAID,
    UNKNOWN_VERB,
    LAW_SAYS,
    PICTURE,
    LINKS,
    CAPTION,
    BEFOREHAND,
    PUBLIC_TITLE,
)
