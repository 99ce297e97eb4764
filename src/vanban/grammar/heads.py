"""What stands at the head and foot of a paper (Decree 30/2020/NĐ-CP, annexes I and III; Party papers apart)."""

from __future__ import annotations

import re

from vanban.grammar import Pattern

LETTER = "A-ZĐƠƯÂÊÔĂ"
#: abbreviation -> kind of document (Decree 30, annex III; CV is used by Party bodies)
KINDS = {
    "NQ": "nghị quyết",
    "QĐ": "quyết định",
    "QD": "quyết định",
    "CT": "chỉ thị",
    "QC": "quy chế",
    "QyĐ": "quy định",
    "TC": "thông cáo",
    "TB": "thông báo",
    "HD": "hướng dẫn",
    "CTr": "chương trình",
    "CTR": "chương trình",
    "KH": "kế hoạch",
    "PA": "phương án",
    "ĐA": "đề án",
    "DA": "dự án",
    "BC": "báo cáo",
    "BB": "biên bản",
    "TTr": "tờ trình",
    "TTR": "tờ trình",
    "HĐ": "hợp đồng",
    "CĐ": "công điện",
    "CV": "công văn",
    "KL": "kết luận",
    "NĐ": "nghị định",
    "TT": "thông tư",
    "GM": "giấy mời",
    "PL": "pháp lệnh",
    "LCT": "lệnh",
}
#: kinds as written on the line of their own, longest first
_KIND_WORDS = """
    nghị quyết liên tịch | thông tư liên tịch | nghị quyết | quyết định | chỉ thị | quy chế |
    quy định | thông cáo | thông báo | hướng dẫn | chương trình hành động | chương trình |
    kế hoạch | phương án | đề án | dự án | báo cáo | biên bản |
    tờ trình | công điện | kết luận | nghị định | thông tư | giấy mời |
    công văn
    """
KIND_WORDS = tuple(" ".join(word.split()) for word in _KIND_WORDS.split("|"))

STATE_SYMBOL = rf"[{LETTER}][{LETTER}a-zơưâêôăđ&0-9]*(?:\s?-\s?[{LETTER}][{LETTER}a-zơưâêôăđ&0-9.]*)*"
NUMBER_LINE = Pattern(
    id="head.number",
    looks_for="the number and symbol of the paper",
    pattern=(
        rf"^(?:\W{{0,3}}[Ss][ốóôỏo6é]"
        rf"|SỐ)\s?[:.;]?\s*(?P<number>[\d.]{{0,7}}[a-z]?)\s*(?P<mess>[^\s/{LETTER}-]{{0,6}}?)\s*(?P<year>/20\d\d)?\s?(?P<cut>[/¿-])\s?(?P<symbol>{STATE_SYMBOL}(?:/[{LETTER}][{LETTER}a-z0-9&]*)?)"
    ),
    examples=("Số: 396/TB-VPCP", "Số: /BKHCN-VP", "Số 17317-CV/VPTW", "Số: 4454 /TCT-TTKT Hà Nội"),
    counter_examples=("Số điện thoại: 0912", "Số liệu 10/2025"),
)
PLACE_DATE = Pattern(
    id="head.place_date",
    looks_for="place and date of the paper",
    pattern=(
        r"(?P<place>(?:(?:Thành phố|Tỉnh|Thị xã"
        r"|TP\.?)\s)?(?:[A-ZĐÀ-Ỹ][\wà-ỹ.]*[\s-]*){1,6})[,.]?\s*ng[aà]y\s*(?P<day>[^\s]{0,4}?)\s*t?h[aá]ng\s*(?P<month>[^\s]{0,4}?)\s*n[aă]m\s*(?P<year>\d{4})"
    ),
    examples=(
        "Hà Nội, ngày 05 tháng 8 năm 2025",
        "Thành phố Hồ Chí Minh, ngày 18 tháng 11 năm 2025",
        "Hà Nội, ngày tháng năm 2026",
    ),
    counter_examples=("Quyết định số 5 ngày 05 tháng 8 năm 2025",),
)
CITED = Pattern(
    id="cite.number",
    looks_for="another document cited by its number",
    pattern=(
        rf"(?<![\w/.-])(?P<number>\d{{1,6}}(?:\.\d{{1,2}})?[a-z]?\s?(?:/(?:19"
        rf"|20)\d\d\s?/\s?(?:{STATE_SYMBOL}|QH\w+|UBTVQH\w+)"
        rf"|\s?[-–]\s?[{LETTER}][{LETTER}a-z]{{1,4}}\s?/\s?[{LETTER}][{LETTER}a-z]+"
        rf"|/[{LETTER}][{LETTER}a-zđ]+(?:\s?[-–]\s?[{LETTER}][{LETTER}a-zđ&0-9]*)+))"
    ),
    examples=(
        "57-NQ/TW",
        "71/NQ-CP",
        "09/2025/QĐ-TTg",
        "17/2022/UBTVQH15",
        "17317-CV/VPTW",
        "282/VPCP-KSTT",
        "57- NQ/TW",
    ),
    counter_examples=("12/01/2026", "2026-2030"),
)
CITED_DATE = re.compile(
    r",?\s*(?:\([^)]{0,80}\)\s*)?(?:ngày\s*(?P<d>\d{1,2})\s?(?:/|\.|-"
    r"|tháng)\s?(?P<m>\d{1,2})\s?(?:/|\.|-|,?\s?năm)\s?(?P<y>\d{4})|năm (?P<only>\d{4}))"
)
NATION = re.compile(r"C[ỘO]NG H[ÒO][AÀ]? X[ÃA] H[ỘO]I CH[ỦU] NGH|ĐẢNG CỘNG SẢN VIỆT NAM|CỘNG HOÀ XÃ")
MOTTO = re.compile(r"Độc lập\s*[-–—]\s*Tự do|Hạnh\s?phúc")
ADDRESSED = re.compile(
    r"(?:\W*)(?:Kính|Site|Kinh|K[íi]nh)\s+g[ửuứ]i\s*:?\s*|(?:.{3,60} )?[đĐ](?:IỆN|iện)\s*:\s*$", re.IGNORECASE
)
#: "Kính gửi:" at the end of a line that a scan ran together
ADDRESSED_LATE = re.compile(r"\s[Kk][íi]nh\s+g[ửuứ]i\s*:\s*$")
#: what a scan put before an item: "Rad ¿xo - "
JUNK_ITEM = re.compile(r"^[^;]{0,12}?[~–—-]\s+(?=[A-ZĐ])")
RECIPIENTS = re.compile(r"\W*(?:N[ơoờ][ií]|Not|No1)\s+nh[ậâa]n\s*:?", re.IGNORECASE)
CAPACITY = re.compile(r"(?:(?:TM|KT|TL|TUQ|Q)\s?\.|[TK]/[MT]\.?)\s?[A-ZĐÀ-Ỹ'’ ,]+")
#: A post as printed above a signer's name.
POST = re.compile(
    r"(?:Q\. ?)?(?:(?:PHÓ )?(?:THỦ TƯỚNG|CHỦ NHIỆM|CHỦ TỊCH|BỘ TRƯỞNG|TỔNG CỤC TRƯỞNG"
    r"|CỤC TRƯỞNG|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|VỤ TRƯỞNG|CHÁNH VĂN PHÒNG|BÍ THƯ|TRƯỞNG BAN"
    r"|TỔNG THANH TRA|THỐNG ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN|HIỆU TRƯỞNG|TỔ TRƯỞNG"
    r"|TỔNG KIỂM TOÁN NHÀ NƯỚC|CHỦ TỊCH QUỐC HỘI|TRƯỞNG PHÒNG|CHI CỤC TRƯỞNG)|THỨ TRƯỞNG)"
    r"(?: (?:THƯỜNG TRỰC|BAN CHỈ ĐẠO|CHÍNH PHỦ|QUỐC HỘI|UBND|THƯỜNG TRỰC BAN CHỈ ĐẠO))*"
)
PERSON_NAME = re.compile(r"(?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+ ){1,4}[A-ZĐÀ-Ỹ][a-zà-ỹ]+")
URGENCY = re.compile(r"(?:HỎA TỐC|THƯỢNG KHẨN|KHẨN)(?: HẸN GIỜ)?", re.IGNORECASE)
SECRET = re.compile(
    r"[\[(]?\s*(?:TUYỆT MẬT|TỐI MẬT|MẬT)\s*[\])]?|[\[(]?\s*(?:Độ mật|ĐỘ MẬT"
    r"|Độ Mật)\s*:\s*(?:TUYỆT MẬT|TỐI MẬT|MẬT|Tuyệt mật|Tối mật|Mật)\s*[\])]?"
)
SUBJECT_HEAD = re.compile(r"(?:V/v|V/V|v/v|Về việc|VỀ VIỆC|Về|VỀ)[:.]?\s+")
SUBJECT_END = re.compile(
    r"\(?(?:Kèm theo|Ban hành kèm theo)|Căn cứ|Thực hiện |Theo |Ngày \d|Xét |Trong thời gian|Kính gửi|Nơi nhận|Để "
)
#: the line of the organ that decides, between the subject and "Căn cứ"
ORGAN = re.compile(
    r"(?:CHÍNH PH[ỦU]|THỦ TƯỚNG CHÍNH PHỦ|QUỐC HỘI|(?:CHỦ TỊCH )?(?:ỦY|UỶ|UY) BAN (?:NHÂN DÂN|THƯỜNG VỤ"
    r"|MẶT TRẬN)|HỘI ĐỒNG|(?:PHÓ )?TRƯỞNG BAN|BỘ TRƯỞNG"
    r"|TỔNG (?:CỤC TRƯỞNG|GIÁM ĐỐC|THANH TRA|KIỂM TOÁN)|CỤC TRƯỞNG|GIÁM ĐỐC|CHỦ NHIỆM|THỐNG ĐỐC|CHÁNH"
    r"|BAN (?:THƯỜNG VỤ|BÍ THƯ|CHẤP HÀNH|CHỈ ĐẠO)|BỘ CHÍNH TRỊ"
    r"|CHỦ TỊCH|VIỆN TRƯỞNG|HIỆU TRƯỞNG|TỈNH [ỦU]Y|THÀNH [ỦU]Y)(?=$|[ ,])[A-ZĐÀ-Ỹ ,-]*$"
)
#: the head of a decider's name, left out of the organ's own
ORGAN_CHIEF = re.compile(
    r"^(?:CHỦ TỊCH|(?:PHÓ )?TRƯỞNG(?= BAN)|BỘ TRƯỞNG|TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|GIÁM ĐỐC|CHỦ NHIỆM|THỐNG ĐỐC"
    r"|CHÁNH (?=VĂN)|VIỆN TRƯỞNG|HIỆU TRƯỞNG)\s*"
    r"(?=\S)"
)
#: a number and symbol on a damaged scan, where "Số:" is lost
BARE_NUMBER = re.compile(
    r"(?:(?P<number>\d{1,5})\s?)?/\s?(?P<symbol>(?:CT|QĐ|QD|NQ|CĐ|KH|TB|KL|CV)\s?-\s?[A-ZĐ]{1,6}\w{0,3})(?=\s|$)"
)
#: the kind of paper at the end of a damaged line
KIND_AT_END = re.compile(
    r"(?:^|[^A-ZĐÀ-Ỹa-zà-ỹ])(CHỈ THỊ|NGHỊ QUYẾT|QUYẾT ĐỊNH|CÔNG ĐIỆN|THÔNG BÁO|KẾ HOẠCH|BÁO CÁO|TỜ TRÌNH)\s*$"
)
TTG = {"TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ", "VPCP": "Văn phòng Chính phủ", "CTN": "Chủ tịch nước"}
#: a paper named in an article
ARTICLE_NAME = re.compile(
    rf"(?P<kind>[Qq]uyết định|[Nn]ghị quyết|[Cc]ông điện|[Cc]ông văn|[Cc]hỉ thị|[Tt]hông báo"
    rf"|[Kk]ế hoạch|[Vv]ăn bản"
    rf"|[Tt]ờ trình)(?: số)?:?"
    rf" (?P<number>\d+(?:\.\d{{1,2}})?)\s?(?P<cut>[/-])(?P<symbol>(?:20\d\d/)?{STATE_SYMBOL}(?:/[{LETTER}]+)?)"
    r"(?:,? ngày (?P<d>\d{1,2})(?:[/.-]| tháng )(?P<m>\d{1,2})(?:[/.-]| năm )(?P<y>\d{4})|,? năm (?P<only>\d{4}))?"
)
ARTICLE_KIND = Pattern(
    id="article.kind",
    looks_for="a paper that an article tells by its kind, perhaps with a number but without a symbol",
    pattern=r"(?:vừa|đã|mới|cũng)?(?: ?(?:ký|ban hành|có|ra|phát đi|gửi))+(?: ban hành)? (?P<kind>[Qq]uyết định"
    r"|[Nn]ghị quyết"
    r"|[Cc]ông điện|[Cc]ông văn|[Cc]hỉ thị|[Tt]hông báo|[Kk]ế hoạch|[Vv]ăn bản)(?: khẩn| hỏa tốc)?"
    r"(?: số (?P<number>\d{1,5})(?![/\d-]))?(?= |[,.])",
    examples=("ký ban hành chỉ thị về việc", "vừa ký Chỉ thị số 06 về việc đôn đốc"),
    counter_examples=("theo chỉ thị của Ban Bí thư",),
)
ALL = (NUMBER_LINE, PLACE_DATE, CITED, ARTICLE_KIND)
