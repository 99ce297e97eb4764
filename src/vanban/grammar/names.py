"""How agencies, their heads and groups of agencies are named."""

from __future__ import annotations

from vanban.grammar import Pattern

#: Words that open the name of an agency; the longest first.
HEADS = (
    "Bộ Chỉ huy [Qq]uân sự|Bộ Tư lệnh|Bộ đội [Bb]iên phòng|Bộ Chỉ huy [Bb]ộ đội [Bb]iên phòng|Bộ Tổng tham mưu|Bộ"
    "|[ỦUủ][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân|UBND|Ủy ban|Uỷ ban|UB MTTQ|UBMTTQ|Hội đồng [Nn]hân dân|HĐND|Hội đồng"
    "|Thường trực HĐND|Thường trực"
    "|Văn phòng Đoàn (?:đại biểu|ĐBQH)|Đoàn (?:đại biểu|ĐBQH)|Văn phòng|Sở|Tổng cục|Cục|Chi cục|Vụ|Viện Hàn lâm|Viện kiểm sát|Viện Kiểm sát|Viện"
    "|Ban Thường vụ|Ban Chỉ đạo|Ban [Cc]hỉ đạo|Ban Quản lý|Ban [Qq]uản lý|Ban Tổ chức|Ban Bí thư|Ban Cơ yếu|Ban Chấp hành|Ban(?! hành| đầu)"
    "|Ngân hàng|Thanh tra(?= [A-ZĐ]| [Cc]hính phủ| tỉnh| thành phố| [Ss]ở| [Bb]ộ| các)|Kiểm toán(?= [A-ZĐ]| nhà nước)|Kho bạc|Bảo hiểm xã hội|BHXH|Thuế|Hải quan|Công an|Quân khu|Quân ủy|Cảnh sát|Tòa án|Toà án|TAND|VKSND"
    "|Mặt trận|Liên đoàn|Tổng Liên đoàn|Hội (?:Nông dân|Liên hiệp|Cựu|Chữ thập|Luật gia|Nhà báo)|Liên minh|Liên hiệp|Hiệp hội|Đoàn Thanh niên|Trung ương Đoàn|Tỉnh đoàn|Thành đoàn"
    "|Đài|Thông tấn xã|Báo và [Pp]hát thanh, [Tt]ruyền hình|Báo(?= [A-ZĐ])|Cổng Thông tin|Cổng TTĐT|Trung tâm|Tập đoàn|Tổng [Cc]ông ty|Tổng công ty|Công ty|Trường(?! hợp)|Học viện|Đại học|Bệnh viện"
    "|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Đảng ủy|Đảng uỷ|Đảng bộ|Quốc hội|Tổ công tác|Tổ [Gg]iúp việc|Tổ [Cc]ông nghệ|Tổ(?! chức)|Phòng(?!,| chống| ngừa| tránh)|Chính phủ"
    "|Cơ quan [Tt]hường trực|Cơ quan (?=[A-ZĐ])|Chi nhánh|Quỹ|Nhà xuất bản|Sư đoàn|Cụm|Doanh nghiệp|VCCI|Lực lượng"
)

#: Persons who stand for their agency ("Bộ trưởng Bộ X" means Bộ X).
CHIEFS = (
    "(?:Bộ trưởng|Chủ nhiệm|Tổng Thanh tra|Thống đốc|Chủ tịch|Giám đốc|Tổng Giám đốc|Cục trưởng|Chi cục trưởng|Tổng cục trưởng|Vụ trưởng"
    "|Thủ trưởng|Chánh Văn phòng|Chánh Thanh tra|Chánh án|Viện trưởng|Trưởng [Pp]hòng|Người đứng đầu|Lãnh đạo|Hiệu trưởng|Chỉ huy trưởng|Tư lệnh|Trưởng ban|Trưởng Ban)"
)

#: Persons above an agency: they stay persons.
PERSONS = (
    r"(?:[Cc]ác )?(?:Phó )?Thủ tướng(?: Thường trực)?(?: Chính phủ)?(?: (?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+ ){1,4}(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+))?"
    r"|Thứ trưởng(?: Thường trực)?(?: (?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+ ){1,4}(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+))?"
    r"|(?:[Cc]ác )?(?:Phó )?Trưởng [Bb]an [Cc]hỉ đạo"
    r"|(?:[Cc]ác )?[Tt]hành viên (?:Ban [Cc]hỉ đạo|Tổ [Cc]ông tác|Chính phủ|Hội đồng)"
    r"|[Ll]ãnh đạo (?:Ban [Cc]hỉ đạo|UBND|Ủy ban)"
    r"|(?:[Cc]ác )?Phó Chủ tịch (?:UBND|Ủy ban nhân dân|Thường trực)(?: tỉnh| thành phố| Thành phố)?"
)

#: Names that hold a comma of their own: known to every reader of official papers.
COMMA_NAMES = (
    "Văn hóa, Thể thao và Du lịch",
    "Văn hoá, Thể thao và Du lịch",
    "Văn hóa, Thể thao",
    "Lao động, Thương binh và Xã hội",
    "Nông nghiệp, Môi trường",
    "Chính sách, chiến lược Trung ương",
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
)

#: Members of an unbounded group and what they count as.
GROUP_WORDS: tuple[tuple[str, str], ...] = (
    ("ministry", r"[Bb]ộ trưởng(?: các [Bb]ộ|(?= *[,;]))|[Tt]hủ trưởng (?:các )?[Bb]ộ(?! [A-ZĐ])|[Tt]hủ trưởng (?:các )?(?:[Cc]ơ quan )?ngang [Bb]ộ|[Tt]hủ trưởng (?:các )?[Cc]ơ quan (?:ngang [Bb]ộ|thuộc [Cc]hính phủ)"),
    ("ministry", r"cơ quan,? ngang [Bb]ộ|cơ quan thuộc [Cc]hính phủ|cơ quan [Tt]rung ương|(?:[Bb]ộ, )?ban, ngành [Tt]rung ương|[Bb]ộ, ngành(?: [Tt]rung ương)?|[Bb]ộ(?= *(?:,|;|và\b|-|liên quan|có liên quan|theo|chủ|căn|tiếp|ở|khẩn|tập|quản lý))|[Bb]ộ$"),
    ("commune", r"(?:(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban nhân dân|Uỷ ban nhân dân) )?(?:các )?(?:(?:xã, phường|phường, xã)(?:(?:,| và) (?:đặc khu|thị trấn))?|cấp xã)"),
    ("district", r"(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban nhân dân|Uỷ ban nhân dân) (?:các )?(?:quận, huyện(?:, (?:thị xã|thành phố))*|huyện(?:, thị xã)?(?:,? (?:và )?thành phố)?|cấp huyện)(?: thuộc tỉnh)?"),
    ("province", r"(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban nhân dân|Uỷ ban nhân dân) (?:các )?(?:tỉnh,? (?:và )?thành phố|tỉnh/thành phố|địa phương|cấp tỉnh)(?: (?:trực|thực) thuộc [Tt]rung ương)?"),
    ("province", r"tỉnh,? (?:và )?thành phố(?: (?:trực|thực) thuộc [Tt]rung ương)?|địa phương|tỉnh ủy, thành ủy"),
    ("department", r"[Ss]ở(?:,? ban)?,? ngành(?:, đoàn thể)?|[Ss]ở(?= *(?:,|;|và\b|liên quan|có liên quan))|[Ss]ở$|ban, sở,? ngành(?:, đoàn thể)?|[Bb]an, ngành(?:, đoàn thể)?(?: (?:cấp tỉnh|của tỉnh|[Tt]hành phố|tỉnh))|(?:[Gg]iám đốc|[Tt]hủ trưởng) (?:các )?[Ss]ở(?:,? ban)?(?:,? ngành)?(?:, đoàn thể)?(?! [A-ZĐ])|[Tt]hủ trưởng (?:các )?(?:ban,? )?ngành"),
    ("subunit", r"(?:[Tt]hủ trưởng )?(?:các )?đơn vị(?: thuộc(?:,| và)? trực thuộc| trực thuộc)(?: (?:Bộ|Sở|Tổng cục))?"),
    ("agency", r"(?:[Tt]hủ trưởng )?(?:các )?c[ơo] quan|đơn vị|tổ chức chính trị - xã hội|tổ chức|đoàn thể|doanh nghiệp|cá nhân|cấp|ngành|ban|hội|hiệp hội"),
)

#: What limits a group, so that it is kept in its own words.
BOUNDS = r"(?:được (?:giao|phân công|phân cấp)|nêu trên|có (?!liên quan|trách nhiệm|kế hoạch|văn bản|giải pháp|biện pháp|hình thức|phương án|báo cáo)|đã |chưa |từ |bị |vùng|khu vực|phía|miền|ven|biên giới|đang |nơi |sau:|sau đây|tại |do |trong phạm vi ảnh hưởng|: ?[A-ZĐ])"

PLACE = Pattern(
    id="name.place",
    looks_for="a province, city, commune or ward named after its kind",
    pattern=r"(?:tỉnh|Tỉnh|thành phố|Thành phố|TP\.?|xã|phường|huyện|quận|thị xã|đặc khu) (?:[A-ZĐÀ-Ỹ][\wà-ỹ]*)(?: (?:- )?[A-ZĐÀ-Ỹ][\wà-ỹ]*){0,3}",
    examples=("tỉnh Phú Thọ", "thành phố Hồ Chí Minh", "TP. Huế"),
    counter_examples=("tỉnh cần tập trung",),
)
ALL = (PLACE,)
