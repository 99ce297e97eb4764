"""How agencies, their heads and groups of agencies are named."""

from __future__ import annotations

import re

from vanban.grammar import Pattern, verbs

#: Words that open the name of an agency; the longest first.
HEADS = (
    "Bộ Chỉ huy [Qq]uân sự|Bộ Tư lệnh|Bộ đội [Bb]iên phòng|Bộ Chỉ huy [Bb]ộ đội [Bb]iên phòng|Bộ Tổng tham mưu|Bộ"
    "|[ỦUủ][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân|UBND|Ủy ban|Uỷ ban|UB MTTQ|UBKT|CATP|UBMTTQ|Hội đồng [Nn]hân dân"
    "|HĐND|Hội đồng"
    "|Thường trực HĐND|Thường trực"
    "|Văn phòng Đoàn (?:đại biểu|ĐBQH)|Đoàn (?:đại biểu|ĐBQH)|Văn phòng|Sở|Tổng cục|Cục"
    "|Chi cục|Vụ|Viện Hàn lâm|Viện kiểm sát|Viện Kiểm sát|Viện"
    "|Ban Thường vụ|Ban Chỉ đạo|Ban [Cc]hỉ đạo|Ban Quản lý|Ban [Qq]uản lý|Ban Tổ chức"
    "|Ban Bí thư|Ban Cơ yếu|Ban Chấp hành|Ban(?! hành| đầu)"
    "|Ngân hàng|Thanh tra(?= [A-ZĐ]| [Cc]hính phủ| tỉnh| thành phố| [Ss]ở| [Bb]ộ| các)"
    "|Kiểm toán(?= [A-ZĐ]| nhà nước)|Kho bạc|Bảo hiểm xã hội|BHXH|Thuế|Hải quan|Công an"
    "|Quân khu|Quân ủy|Cảnh sát|Tòa án|Toà án|TAND|VKSND"
    "|Mặt trận|Liên đoàn|Tổng Liên đoàn|Hội (?:Nông dân|Liên hiệp|Cựu|Chữ thập|Luật gia"
    "|Nhà báo)|Liên minh|Liên hiệp|Hiệp hội|Đoàn Thanh niên|Trung ương Đoàn|Tỉnh đoàn"
    "|Thành đoàn"
    "|Đài|Thông tấn xã|Báo và (?:Đài )?[Pp]hát thanh(?:,| -| và) [Tt]ruyền hình|Báo(?= [A-ZĐ])|Cổng Thông tin"
    "|Cổng TTĐT|Trung tâm|Tập đoàn|Tổng [Cc]ông ty|Tổng công ty|Công ty|Trường(?! hợp)"
    "|Học viện|Đại học|Bệnh viện"
    "|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Đảng ủy|Đảng uỷ|Đảng bộ|Quốc hội|Tổ công tác"
    "|Tổ [Gg]iúp việc|Tổ [Cc]ông nghệ|Tổ(?! chức)|Phòng(?!,| chống| ngừa| tránh)|Chính phủ"
    "|Bưu điện|Thống kê(?= tỉnh| thành phố| [A-ZĐ])|Điện lực(?= tỉnh| thành phố| [A-ZĐ])"
    "|Cơ quan [Tt]hường trực|Cơ quan(?= [A-ZĐ])|Chi nhánh|Quỹ|Nhà xuất bản|Sư đoàn|Cụm|Doanh nghiệp|VCCI|NHNN"
    "|NHCSXH|VNPT|Viettel|MobiFone|EVN|Petrolimex|Lực lượng"
)

#: Persons who stand for their agency ("Bộ trưởng Bộ X" means Bộ X).
CHIEFS = (
    "(?:[Bb]ộ trưởng|Chủ nhiệm|Tổng Thanh tra|[Tt]hống đốc|[Cc]hủ tịch|[Gg]iám đốc|GĐ|Tổng Giám đốc"
    "|Cục trưởng|Chi cục trưởng|Tổng cục trưởng|Vụ trưởng"
    "|Thủ trưởng|Chánh Văn phòng|Chánh Thanh tra|Chánh án|Viện trưởng|Trưởng [Pp]hòng"
    "|Người đứng đầu|Lãnh đạo|Hiệu trưởng|Chỉ huy trưởng|Tư lệnh|Trưởng ban|Trưởng Ban|Bí thư|Tổng Kiểm toán)"
)

#: one word of a person's name
_NAME = "[A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ][a-zà-ỹ]+"
#: Persons above an agency: they stay persons.
PERSONS = (
    rf"(?:[Cc]ác )?(?:Phó )?Thủ tướng(?: Thường trực)?(?: Chính phủ)?"
    rf"(?: (?:{_NAME} ){{1,4}}(?:{_NAME}))?"
    rf"|(?:[Cc]ác )?Thứ trưởng(?: Thường trực)?(?: (?:{_NAME} ){{1,4}}(?:{_NAME}))?"
    rf"|(?:[Cc]ác )?(?:Phó )?Trưởng [Bb]an [Cc]hỉ đạo"
    rf"|(?:[Cc]ác )?[Tt]hành viên (?:Ban [Cc]hỉ đạo|Tổ [Cc]ông tác|Chính phủ|Hội đồng)"
    rf"|[Ll]ãnh đạo (?:Ban [Cc]hỉ đạo|UBND|Ủy ban)"
    rf"|(?:[Cc]ác )?Phó Chủ tịch (?:UBND|Ủy ban nhân dân|Thường trực)(?: tỉnh| thành phố| Thành phố)?"
    rf"(?: (?:{_NAME} ){{1,4}}(?:{_NAME}))?"
)

#: Names that hold a comma of their own: known to every reader of official papers.
COMMA_NAMES = (
    "Văn hóa, Thể thao và Du lịch",
    "Văn hoá, Thể thao và Du lịch",
    "Văn hóa, Thể thao",
    "Lao động, Thương binh và Xã hội",
    "Nông nghiệp, Môi trường",
    "Chính sách, chiến lược Trung ương",
    "Kế hoạch, Tài chính và Quản lý doanh nghiệp",
    "Giao thông vận tải",
    "Giao thông Vận tải",
    "Kế hoạch - Tài chính",
    "Kế hoạch, Tài chính",
    "khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06",
    "khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số",
    "thể chế, pháp luật",
    "khám bệnh, chữa bệnh",
    "Phát thanh, Truyền hình",
    "phòng, chống",
    "Phòng, chống",
    "tìm kiếm, cứu nạn",
    "Mặt trận Tổ quốc, các đoàn thể Trung ương",
    "tham nhũng, lãng phí, tiêu cực",
    "Công nghệ thông tin",
    "công nghệ thông tin",
    "Thông tin và Truyền thông",
    "Thông tin - Truyền thông",
    "đầu tư xây dựng",
    "Đầu tư xây dựng",
    "đăng ký đầu tư",
    "đăng ký kinh doanh",
    "đăng ký đất đai",
    "Thi đua - Khen thưởng",
    "phát triển du lịch",
    "cải cách hành chính",
    "chuyển đổi số",
    "xây dựng nông thôn mới",
    "phát triển quỹ đất",
    "quản lý vốn nhà nước tại doanh nghiệp",
    "chế xuất và công nghiệp",
    "ứng dụng Công nghệ cao",
    "ứng dụng công nghệ cao",
    "Quản lý Khu kinh tế",
    "An toàn thông tin",
    "an toàn thông tin",
    "Phát thanh - Truyền hình",
    "Phát thanh và Truyền hình",
    "Hợp tác quốc tế",
    "Kiểm tra - Giám sát",
    "xúc tiến đầu tư",
    "quản lý thị trường",
    "phòng cháy, chữa cháy",
    "Quản lý, giám sát bảo hiểm",
    "đầu tư xây dựng các công trình",
    "Khám, chữa bệnh",
    "Dân số, Trẻ em",
    "Chăn nuôi, Thú y",
    "Trồng trọt, Bảo vệ thực vật",
    "Kinh tế, Hạ tầng và Đô thị",
    "Văn hóa - Xã hội",
    "Phòng cháy, chữa cháy",
)

#: a predicate follows
_DOES = rf"(?= (?:{verbs.VERBS}|{verbs.ADVERBS})(?![\wà-ỹ]))"
#: Members of an unbounded group and what they count as.
GROUP_WORDS: tuple[tuple[str, str], ...] = (
    (
        "ministry",
        (
            r"[Bb]ộ trưởng(?: các [Bb]ộ|(?= *[,;]))|[Tt]hủ trưởng (?:các )?[Bb]ộ(?! [A-ZĐ])"
            r"|[Tt]hủ trưởng (?:các )?(?:[Cc]ơ quan )?ngang [Bb]ộ"
            r"|[Tt]hủ trưởng (?:các )?[Cc]ơ quan (?:ngang [Bb]ộ|thuộc [Cc]hính phủ)"
        ),
    ),
    (
        "ministry",
        (
            r"cơ quan,? ngang [Bb]ộ|cơ quan thuộc [Cc]hính phủ|cơ quan [Tt]rung ương"
            r"|(?:[Bb]ộ, )?ban, ngành [Tt]rung ương|[Bb]ộ, ngành(?: [Tt]rung ương)?|[Bb]ộ(?= *(?:,|;"
            rf"|và\b|-|liên quan|có liên quan|theo|ở))|[Bb]ộ{_DOES}|[Bb]ộ$"
        ),
    ),
    (
        "commune",
        (
            r"(?:(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban [Nn]hân dân"
            r"|Uỷ ban [Nn]hân dân) )?(?:các )?(?:(?:xã, phường|phường, xã|xã, thị trấn)(?:(?:,| và) (?:đặc khu"
            r"|thị trấn))?|cấp xã|xã(?! [A-ZĐ])(?= *(?:$|[,;.:]|liên quan|có liên quan|trên địa bàn|thuộc|ven"
            rf"|vùng|biên giới|miền|bị|khó khăn|nghèo|đặc biệt)|{_DOES})"
            rf"|phường(?! [A-ZĐ])(?= *(?:$|[,;.:]|liên quan|có liên quan|trên địa bàn|thuộc|ven|vùng|bị)|{_DOES}))"
        ),
    ),
    (
        "district",
        r"quận, huyện(?:, thị xã)?(?:, thành phố)?(?! [A-ZĐ])|huyện, thị xã(?:, thành phố)?(?! [A-ZĐ])",
    ),
    (
        "district",
        (
            r"(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban [Nn]hân dân"
            r"|Uỷ ban [Nn]hân dân) (?:các )?(?:quận, huyện(?:, (?:thị xã|thành phố))*"
            r"|huyện(?! [A-ZĐ])(?:, thị xã)?(?:,? (?:và )?thành phố(?: [A-ZĐ][\wà-ỹ]*){0,2})?"
            r"|cấp huyện)(?: thuộc tỉnh)?"
        ),
    ),
    (
        "province",
        (
            r"(?:[Bb]í thư(?: (?:các )?[Tt]ỉnh [ủu][yỷ](?:, [Tt]hành [ủu][yỷ])?)?(?:,"
            r"| và) )?(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban [Nn]hân dân"
            r"|Uỷ ban [Nn]hân dân) (?:các )?(?:tỉnh,? (?:và )?(?:thành phố|TP|thành(?= [a-zđ,;]|[,;.]))"
            r"|tỉnh/thành phố|địa phương"
            r"|cấp tỉnh)(?: (?:trực|thực) thuộc [Tt]rung ương)?"
        ),
    ),
    (
        "province",
        r"tỉnh,? (?:và )?thành phố(?: (?:trực|thực) thuộc [Tt]rung ương)?|địa phương"
        r"|tỉnh ủy, thành ủy(?:, đảng ủy)?(?: trực thuộc [Tt]rung ương)?",
    ),
    (
        "department",
        (
            r"[Ss]ở(?:,? ban)?,? ngành(?:, đoàn thể)?|[Ss]ở(?= *(?:,|;|và\b|liên quan|có liên quan))"
            rf"|[Ss]ở{_DOES}|[Ss]ở$|(?:[Gg]iám đốc(?:,| và) )?[Tt]hủ trưởng (?:các )?[Ss]ở(?:,? (?:ban,? )?ngành)?"
            r"|ban, sở,? ngành(?:, đoàn thể)?|[Bb]an, ngành(?:, đoàn thể)?(?: (?:cấp tỉnh"
            r"|của tỉnh|[Tt]hành phố|tỉnh))|(?:[Gg]iám đốc"
            r"|[Tt]hủ trưởng) (?:các )?[Ss]ở(?:,? ban)?(?:,? ngành)?(?:, đoàn thể)?(?! [A-ZĐ])"
            r"|[Tt]hủ trưởng (?:các )?(?:ban,? )?ngành"
        ),
    ),
    (
        "subunit",
        (
            r"[Vv]ụ, [Cc]ục(?:, (?:đơn vị|văn phòng|thanh tra|ban|viện"
            r"|trung tâm))*(?: thuộc(?:,? trực thuộc)?(?: Bộ| Tổng cục(?: \w+)?"
            r"| [Cc]ơ quan [Bb]ộ)?)?"
        ),
    ),
    (
        "subunit",
        r"(?:[Tt]hủ trưởng )?(?:các )?(?:cơ quan, )?đơn vị(?:(?: thuộc(?:,| và)? trực thuộc| trực thuộc)"
        r"(?: (?:Bộ|Sở|Tổng cục|Cục))?| thuộc (?:Cơ quan )?(?:Bộ|Sở|Tổng cục|Cục)(?! [A-ZĐ]))",
    ),
    (
        "agency",
        (
            r"(?:(?:[Tt]hủ trưởng|[Nn]gười đứng đầu|[Ll]ãnh đạo) )(?:các )?(?:[Cc][ơo] quan(?! thuế| hải quan"
            r"| công an| chức năng| chuyên môn| quản lý)|đơn vị)(?:, đơn vị|, địa phương|, tổ chức)*"
            r"|phòng(?=, (?:ban|đơn vị|trung tâm|chi cục))"
            r"|[Cc][ơo] quan|đơn vị|(?:tổ chức|đoàn thể) chính trị\s?-\s?xã hội|tổ chức"
            r"|đoàn thể|doanh nghiệp|cá nhân|cấp|ngành|ban|hội|hiệp hội"
        ),
    ),
)

#: What limits a group, so that it is kept in its own words.
BOUNDS = (
    r"(?:được (?:giao|phân công|phân cấp)|nêu trên|có (?!liên quan|trách nhiệm|kế hoạch"
    r"|văn bản|giải pháp|biện pháp|hình thức|phương án|báo cáo)|đã được |chưa |từ |bị |vùng"
    r"|khu vực|phía|miền|ven|biên giới|đang |nơi |sau:|sau đây|tại |do "
    r"|trong phạm vi ảnh hưởng|: ?[A-ZĐ])"
)

#: one word of a name
WORD = re.compile(r"(?:T[Pp]\.(?=\s?[A-ZĐ])(?!\s(?:Sở|Bộ|UBND|Các|Công|Giao|Trong|Về))|[^\s,;:.()/])+")
#: where a name ends: punctuation, a connective, or the predicate
STOP = re.compile(
    rf"\s*(?:[;:(/\"“”]|(?:19|20)\d\d\b|\d{{1,2}}/\d|\.(?:\s|$|/)|,|–|\s[-–]\s(?=[a-zđ]|Cơ quan|cơ quan)|$"
    rf"|\b(?:và|thì|để"
    rf"|nhằm|về(?= việc)|tại|trong|trên|đã|đang|sẽ|(?<!hàng )không|rằng|khi|nếu|với|cùng|cho|bằng|trước"
    rf"|sau|từ|vào|do|được|nêu trên|các (?:tỉnh|địa phương|xã|cấp)|Các|Những|Trước|Hằng|Hàng (?=năm|quý|tháng"
    rf"|tuần|ngày)|Định kỳ|Chậm nhất|Giai đoạn|Quy hoạch|Quyết định|Nghị quyết"
    rf"|Nghị định|Đề án|Kế hoạch|Báo cáo|Văn bản|Thông tư|Chương trình|Hệ thống|Cơ sở dữ liệu|Hồ sơ|Tờ trình|Dự thảo"
    rf"|Bộ chỉ số|Bộ tiêu chí|Danh mục|Tháng|Quý|Thường xuyên|là"
    rf"|làm(?= (?:cơ quan|chủ|đầu))|phải|cần|theo|căn cứ|đối với|bao gồm|gồm|chậm nhất"
    rf"|liên quan|có|tùy|tự|xin|hoặc|vừa|cũng|đều|luôn|kết quả|tình hình|những|việc(?! làm)|tiến độ|danh sách)\b"
    rf"|(?:{verbs.VERBS}|{verbs.ADVERBS})\b)"
)
#: a field of work named by a verb: "Đào tạo", "Xây dựng"
FIELD = re.compile(rf"(?:{verbs.VERBS})(?![\wà-ỹ])", re.IGNORECASE)
#: a verb or adverb with which a predicate may begin
PREDICATE = re.compile(rf"(?<= )(?:{verbs.VERBS}|{verbs.ADVERBS})(?![\wà-ỹ])")
#: a word that opens a name
HEAD = re.compile(rf"(?:(?:{HEADS}))(?=[\s,;:.)/]|$)")
#: a head of an agency before its name
CHIEF = re.compile(
    rf"(?:[Cc]ác )?(?:đồng chí |Đồng chí |Ông |Bà )?(?:Bí thư(?: Tỉnh [ủu][yỷ]| Thành [ủu][yỷ])?(?:,"
    rf"| và) (?=Chủ tịch))?"
    rf"{CHIEFS} (?:các )?(?=[A-ZĐỦU])"
)
#: heads of kinds of bodies: "Hiệu trưởng các trường", "Chủ tịch Hội đồng thành viên, Tổng Giám đốc các tập đoàn"
PLURAL_CHIEF = re.compile(
    r"(?:[Cc]hủ tịch Hội đồng (?:thành viên|quản trị)(?:,| và) )?(?:[Hh]iệu trưởng|[Tt]ổng [Gg]iám đốc"
    r"|[Gg]iám đốc|[Tt]hủ trưởng|[Cc]hủ tịch"
    r"|[Tt]rưởng|[Nn]gười đứng đầu|[Ll]ãnh đạo) (?=các (?!sở|bộ|Sở|Bộ)|cơ quan (?:thuế|hải quan|công an|quản lý))"
)
#: a person above an agency
PERSON = re.compile(PERSONS)
#: "các đồng chí"
COMRADE = re.compile(r"(?:(?:[Cc]ác |[Nn]hững )?(?:[Đđ]ồng chí) (?:là )?)")
#: "các Bộ: Quốc phòng, Công an"
ELLIPTIC = re.compile(
    r"(?:[Cc]ác |CÁC )?(?:(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban nhân dân"
    r"|Uỷ ban nhân dân) (?:các )?(tỉnh, thành phố|tỉnh|thành phố"
    r"|xã, phường)(?: trực thuộc [Tt]rung ương)?"
    r"|(?:[Gg]iám đốc (?:các )?)?([Bb]ộ(?: trưởng các [Bb]ộ)?(?:, (?:ngành|cơ quan))?"
    r"|[Ss]ở(?:, (?:ban, )?ngành)?|[Tt]ập đoàn|[Tt]ổng [Cc]ông ty|[Cc]ục|[Vv]ụ|[Bb]an"
    r"|tỉnh, thành phố|tỉnh|thành phố|xã|phường|cơ quan|đơn vị)): ?"
)
#: "các sở Xây dựng, Tài chính": the kind is said once, without a colon
ELLIPTIC_BARE = re.compile(
    r"(?:(?:[Bb]ộ trưởng|[Gg]iám đốc|GĐ|[Tt]hủ trưởng) )?[Cc]ác ([Bb]ộ|[Ss]ở|[Cc]ục|[Vv]ụ|[Bb]an) (?=[A-ZĐ])"
)
#: "các", "những"
ARTICLE = re.compile(r"(?:(?:[Cc]ác|CÁC|[Nn]hững|[Tt]ất cả các|[Mm]ột số|[Cc]ả) )")
#: members of a group, compiled
GROUP_PARTS = [(kind, re.compile(rf"(?:{pattern})(?![\wà-ỹ])")) for kind, pattern in GROUP_WORDS]
#: whether any of them stands here
ANY_GROUP_PART = re.compile(rf"(?:{'|'.join(pattern for _, pattern in GROUP_WORDS)})(?![\wà-ỹ])")
#: between members of a group
GROUP_SEPARATOR = re.compile(r"\s*(?:,|;|/|và\b|-)\s*(?:và )?((?:[Cc]ác|những) )?")
#: "có liên quan"
RELATED = re.compile(r"\s*(?:,?\s*(?:khác )?(?:có )?liên quan(?: khác)?|khác có liên quan)(?![\wà-ỹ])")
#: what may follow a group without limiting it
GROUP_TAIL = re.compile(
    r"\s*(?:(?:thuộc|của|ở) (?:tỉnh|Tỉnh|[Tt]hành phố|UBND tỉnh|Ủy ban nhân dân (?:tỉnh"
    r"|[Tt]hành phố)|Trung ương|trung ương|địa phương)(?![\wà-ỹ])(?: [A-ZĐ]\w+)*|cấp tỉnh"
    r"|trực thuộc [Tt]rung ương"
    r"|(?:tỉnh|[Tt]hành phố)(?! [A-ZĐ])"
    r"|trên địa bàn(?: (?:tỉnh|[Tt]hành phố))?(?: [A-ZĐ]\w+)*|trên phạm vi cả nước"
    r"|trong tỉnh|khác)"
)
#: what limits a group
BOUND = re.compile(rf"\s*{BOUNDS}")
#: between agencies in a row
SEPARATOR = re.compile(r"\s*(?:[,;]|và\b|cùng với\b|cùng\b|/)\s*(?:và |cùng )?")
#: kinds of bodies that are no token
PLURAL = re.compile(
    r"(?:[Tt]ập đoàn(?: kinh tế)?|[Tt]ổng [Cc]ông ty|[Dd]oanh nghiệp|[Cc]ông ty|[Nn]gân hàng"
    r"|[Cc]hủ đầu tư|[Nn]hà đầu tư|[Hh]iệp hội|[Tt]rường(?! hợp)|[Bb]ệnh viện|[Cc]ơ sở"
    r"|[Cc]ơ quan (?:phối hợp|chủ trì)(?= có trách nhiệm)|[Cc]ơ quan (?:báo chí|thông tấn"
    r"|truyền thông|cảnh sát|đại diện|chức năng|chuyên môn"
    r"|thường trực|thuế|hải quan|tư pháp|bảo hiểm xã hội|bảo hiểm|công an|quân sự|tài chính"
    r"|đăng ký(?: đầu tư| kinh doanh| đất đai)?|quản lý|kiểm tra|điều tra|tố tụng|tham mưu|kiểm soát)"
    r"|[Cc]ơ quan(?= [A-ZĐ])|[Bb]an quản lý|Hội|[Tt]hành viên|[Cc]hính quyền(?: các)?(?: địa phương| cấp| cơ sở)*"
    r"|[Cc]ấp ủy(?: đảng"
    r"| Đảng)?(?: các cấp)?"
    r"|[Ll]ực lượng|[Hh]ệ thống (?:truyền thanh|thông tin) cơ sở|[Tt]rung tâm(?= y tế| văn hóa| dịch vụ)"
    r"|[Tt]ổ chức tín dụng|cao đẳng|[Đđ]ảng ủy|[Đđ]ảng bộ|[Tt]ổ chức đảng|Cục|Chi cục|Vụ|Trung tâm|Viện"
    r"|[Ss]àn giao dịch|[Cc]ảng vụ"
    r"|Phòng(?! chống|, chống| ngừa)|Sở|Ban(?! hành)|[Đđ]ơn vị (?:chủ đầu tư|vận hành"
    r"|tư vấn)|ngành(?= \w))(?![\wà-ỹ])"
)
#: heads that may stand for a group: "Thanh tra các Bộ, ngành, địa phương"
OF_GROUP = re.compile(r"Thanh tra|Văn phòng|Công an|Đảng ủy|Ban Thường vụ|Cơ quan|Thường trực|Mặt trận")
#: heads that are a whole name
STANDS_ALONE = re.compile(
    r"HĐND|Hội đồng [Nn]hân dân|UBND|[ỦUủ][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân|Tỉnh ủy"
    r"|Tỉnh uỷ|Thành ủy|Thành uỷ|Đảng ủy|Đảng uỷ|Chính phủ|Quốc hội|Công an|Quân ủy"
    r"|Văn phòng|Mặt trận|BHXH|Thuế|VCCI"
    r"|Tập đoàn|Tổng [Cc]ông ty|Ban [Cc]hỉ đạo|Tổ [Cc]ông tác|Tổ [Gg]iúp việc"
    r"|Thường trực HĐND|Ban Thường vụ|Đoàn Thanh niên|Cơ quan [Tt]hường trực|Sở|Bộ|Cục|Vụ|Ngân hàng"
    r"|VNPT|Viettel|MobiFone|EVN|Petrolimex|Thanh tra|Kho bạc|Tỉnh đoàn|Thành đoàn|Hải quan|Ban Quản lý"
)
#: "Tỉnh ủy, Thành ủy" is one
PARTY_PAIR = re.compile(r"(?:,| và) (?:[Tt]hành ủy|[Tt]hành uỷ|[Đđ]ảng ủy)(?: trực thuộc [Tt]rung ương)?(?![\wà-ỹ])")
#: "Văn phòng Đoàn ĐBQH và HĐND tỉnh" is one
JOINT = re.compile(r" và (?:HĐND|Hội đồng nhân dân) (?:tỉnh|thành phố|Thành phố|Tỉnh)")
#: "Báo Lâm Đồng và PTTH tỉnh" is one
PRESS_JOINT = re.compile(r" và (?:Đài )?(?:PT-?TH|[Pp]hát thanh(?:,| -| và)? [Tt]ruyền hình)(?: tỉnh| thành phố)?")
#: a level that belongs to the name
LEVEL = re.compile(
    r" (?:TP(?! ?[.A-ZĐ])|(?:hai|02|2|ba|03|3) cấp|cấp trên|cấp dưới|cùng cấp|cấp (?:tỉnh|tinh|huyện"
    r"|xã)(?:, (?:cấp )?(?:huyện"
    r"|xã))*|các cấp|(?:các )?(?:tỉnh"
    r"|Tỉnh),? (?:và )?[Tt]hành ph\w+(?: trực thuộc [Tt]rung ương)?"
    r"|xã, phường|(?:ở )?các (?:xã, phường|địa phương|tỉnh))(?:, (?:đặc khu"
    r"|thị trấn))*(?: trực thuộc(?: (?:Tỉnh ủy|Thành ủy|Đảng ủy|[Tt]rung ương"
    r"|tỉnh))?)?(?![\wà-ỹ])"
)
#: a body named by a verb inside a name: "Ban chỉ đạo"
INNER = re.compile(
    r"(?:Ban|Tổ|Tiểu ban|Hội đồng|Trung tâm|Cơ quan|[Bb]ộ phận) (?:chỉ đạo|công tác"
    r"|giúp việc|điều hành|điều phối|quản lý|tổ chức|thẩm định|tư vấn|soạn thảo|biên tập"
    r"|kiểm tra|giám sát|phục vụ|xúc tiến|hỗ trợ|thường trực|xử lý|giải phóng|cung ứng"
    r"|đấu giá|thông tin|phát triển|phòng|điều tra|cảnh sát)(?![\wà-ỹ])"
)
#: "Tỉnh", "Thành phố Huế"
BARE_PLACE = re.compile(r"(?:Tỉnh|Thành phố|tỉnh|thành phố|TP\.?)(?: [A-ZĐÀ-Ỹ][\wà-ỹ]*){0,4}")
#: a short name defined in brackets after the full one
DEFINED = re.compile(
    rf"(?P<full>(?:{HEADS}) [^,;.:()]{{3,90}}) \((?:(?:sau đây )?(?:gọi|viết) (?:tắt|chung)? ?là:? )?[\"“]?"
    r"(?P<short>[A-ZĐ][A-ZĐ&]{1,9})[\"”]?\)"
)
#: initials of a body as the subject: "VEC hoàn thành …"; initials of things that only rise and fall are none
INITIALS = re.compile(
    r"(?!(?:GDP|GRDP|CPI|FDI|ODA|PCI|PAR|TTHC|CNTT|KPI|IUU|OCOP|ATGT|XHCN|KTXH|BOT|PPP|NSNN|ANTT|PCCC|PCTT|GPMB|TTATGT)\b)"
    rf"[A-ZĐ]{{3,6}}(?= (?:{verbs.VERBS}|{verbs.ADVERBS})(?![\wà-ỹ]))"
)
#: a trade by which a group is named
TRADE = re.compile(
    r"\s*(?:cấp (?:nước|điện)|cung cấp|cung ứng|quản lý|khai thác|sử dụng|thi công|vận hành"
    r"|kinh doanh|sản xuất|điện lực|viễn thông|chủ quản|tư vấn|xuất khẩu|nhập khẩu"
    r"|truyền thông|báo chí|hoạt động|hành nghề|y tế|giáo dục)\b"
)
#: "Các chủ đầu tư …" as the whole of a heading
PLURAL_BODY = re.compile(
    r"(?:Các|Những) (?:chủ|doanh nghiệp|đơn vị|cơ sở|nhà mạng|công ty|ngân hàng|trường|bệnh viện|hợp tác xã|hội"
    r"|hiệp hội|tổ chức tín dụng)"
)
#: words that go on to say which bodies are meant
BY_ROLE = re.compile(
    r"\s*(?:xây dựng và|kinh doanh|đang |trên địa bàn|thuộc|tham gia|đầu tư|quản lý|khai thác|cung cấp|được giao"
    r"|viễn thông|kinh doanh hạ tầng)"
)
#: a predicate that cannot be part of a name
STRONG = re.compile(
    r"\b(?:có trách nhiệm|chịu trách nhiệm|khẩn trương|chủ động|phải|cần|tiếp tục|tập trung"
    r"|thực hiện nghiêm|phối hợp|kịp thời|tăng cường)\b"
)

#: heads whose names hold no second head
PLAIN_HEADS = (
    "Bộ",
    "Sở",
    "Văn phòng",
    "Cục",
    "Chi cục",
    "UBND",
    "Ủy ban nhân dân",
    "Uỷ ban nhân dân",
    "Công an",
    "Bưu điện",
)
#: a second head that opens the next name, when cells of a table stand side by side
ANOTHER = re.compile(
    r" (?:Bộ|Sở|Ủy ban|Uỷ ban|UBND|Văn phòng|Bưu điện|Trung tâm|Chi cục|Cục|Thanh tra|Báo|Đài|Ban Quản lý|Công an|Các"
    r"|Kho bạc|Ngân hàng|Thống kê|Viện|Trường|Hội đồng|Hội|Tổng công ty|Tập đoàn|Liên đoàn|Ngành|Chủ tịch"
    r"|Giám đốc)(?= )"
)

PLACE = Pattern(
    id="name.place",
    looks_for="a province, city, commune or ward named after its kind",
    pattern=(
        r"(?:tỉnh|Tỉnh|thành phố|Thành phố|TP\.?|xã|phường|huyện|quận|thị xã"
        r"|đặc khu) (?:[A-ZĐÀ-Ỹ][\wà-ỹ]*)(?: (?:- )?[A-ZĐÀ-Ỹ][\wà-ỹ]*){0,3}"
    ),
    examples=("tỉnh Phú Thọ", "thành phố Hồ Chí Minh", "TP. Huế"),
    counter_examples=("tỉnh cần tập trung",),
)
ALL = (PLACE,)
