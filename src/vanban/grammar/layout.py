"""How a page is laid out: list marks, ruled lines, running heads."""

from __future__ import annotations

import re

#: kind of mark -> pattern at the start of a line, in the order they are tried
MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("article", re.compile(r"(?:Điều|ĐIỀU) (\d{1,3}[a-z]?)(?:[.:]\s*|$)")),
    (
        "part",
        re.compile(
            r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC) ((?:thứ|THỨ) [\wà-ỹÀ-Ỹ]+|[IVXLC]+"
            r"|\d{1,2})[.:]?(?:\s+|$)(?=[A-ZĐÀ-Ỹ]|$)"
        ),
    ),
    ("roman", re.compile(r"((?:X{0,3})(?:IX|IV|V?I{1,3}|V|X))(?:\s?[.)]|\s+[-–]|[-–](?=\s))\s*(?=\S)")),
    ("arabic", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)/]?\s+(?=[^\W\d])")),
    ("roman", re.compile(r"[\"'·.,]?(Il{1,2}|l{2,3}|IlI|lI{1,2}|1I{1,2}|IIl)\.\s+(?=[A-ZĐ])")),
    (
        "roman",
        re.compile(
            r"[\"'·.,]?(I[lI1]{1,2}|[lI1][lI]{1,2}|H|IH|HI|1V|lV|Vl{1,3}|VI[l1]{1,2}|TII)[.,]\s?(?=[A-ZĐÀ-Ỹ]{2,}\s[A-ZĐÀ-Ỹ])"
        ),
    ),
    ("arabic", re.compile(r"(\d{1,2})\s?[./)](?!\s?[A-ZĐ]{2,}[\w&]*[-/][A-ZĐ])\s*(?=[^\W\d]|[\"“'(])")),
    ("arabic", re.compile(r"(\d{1,2}(?:\.\d{1,2})?)\.?[-–]\s+(?=[A-ZĐỦÝÚỔỒĂÂÁÀ])")),
    ("paren", re.compile(r"(?:\((?=\d{1,2}\))|\[(?=\d{1,2}\]))(\d{1,2})[)\]]\s*")),
    ("small_roman", re.compile(r"\(?(i{2,3}|iv|vi{0,3}|ix|i(?=\)))\)\s+")),
    ("letter", re.compile(r"\(?([a-zđ])\d?\)\s*")),
    ("letter", re.compile(r"(©)\)\s*")),
    ("letter", re.compile(r"([a-zđ])[./]\s+(?=[A-ZĐÀ-Ỹ])")),
    ("dash", re.compile(r"([-–—~•▪●])\s*(?=[^\W\d_]|[\d\"“(])")),
    ("plus", re.compile(r"(\+)\s*(?=\S)")),
    (
        "word",
        re.compile(
            r"((?:Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))|(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy"
            r"|Tám|Chín|Mười) là))[,:](?!\s*\d{1,2}/)\s*"
        ),
    ),
)

RULE = re.compile(r"(?:[-–—_=~.•\s*]{3,}|\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?|\|+)")
STAR_BULLET = re.compile(r"\s*\* (?=[^*\s])(?=[^*]*$)")
FRONT_MATTER = re.compile(r"\s*---\n(?:[a-z_]+:.*\n)+---\n")
LONE_NUMBER = re.compile(r"(?:-\s*)?\d{1,4}(?:\s*-)?|\d{1,3}/\d{1,3}|Trang \d+(?:/\d+)?")
FURNITURE = re.compile(
    r"CÔNG BÁO/Số |--- ?PAGE BREAK|(?:Ký bởi|Cơ quan|Ngày ký|Thời gian ký|Người ký"
    r"|Email): ?(?:CÔNG BÁO|VĂN PHÒNG|[\d.:+ -]{10,}|.*@)"
    r"|TH[ƯU] VI[EỆ]N PH[AÁ]P LU[AẬ]T|LuatVietnam|-- \d+ of \d+ --"
)
FOOTNOTE = re.compile(
    r"\[?\d{1,2}\]? (?:Nghị|Chương|Quyết|Luật|Thông|Văn bản|Kết luận|Chỉ thị|Công văn"
    r"|Kế hoạch|Theo)\b.*\b(?:số|ngày|năm)\b"
)
LONE_MARK = re.compile(r"(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,2}|[a-zđ])\)|\d{1,2}(?:\.\d{1,2}){0,2}\.|[IVX]{1,5}\.|[-+])")
#: the first half of a place broken over two lines: "Thành phố Hồ Chí" / "Minh, ngày …"
PLACE_START = re.compile(r"(?:(?:Thành phố|TP\.?|Tỉnh) )?[A-ZĐ][\wà-ỹ]+(?: [A-ZĐ][\wà-ỹ]+){0,3}|Thành phố")
PLACE_LINE = re.compile(r"(?:\S+ ){0,3}\S+, ngày ")
#: a bullet that opens with an agency or a verb of duty, though the line before it is not ended
OPENS_DUTY = re.compile(
    r"(?:Bộ|Sở|[ỦU][yỷ] ban [Nn]hân dân|UBND|Các (?:bộ|sở|cơ quan|đơn vị)|Cục|Ban Quản lý|Công an|Văn phòng)\s"
    r"|(?:Chủ trì|Phối hợp với"
    r"|Rà soát|Hoàn thiện|Xây dựng (?:kế|đề|phương|quy)|Tăng cường|Đẩy mạnh|Tổ chức (?:thực|triển|tuyên|kiểm)"
    r"|Tham mưu|Báo cáo|Hướng dẫn)[\s,]"
)
LIST_HEAD = re.compile(r"(?:Nơi nhận|Kính gửi)\b")
EXPECTS_NUMBER = re.compile(
    (
        r"\b(?:mục|khoản|điểm|điều|phụ lục"
        r"|(?<!đổi )(?<!tập )(?<!năng )(?<!liệu )(?<!tế )(?<!hội )(?<!quyền )(?<!nghệ )(?<!tảng )(?<!tầng"
        r" )(?<!dân )(?<!ký )(?<!chỉ )(?<!hóa )số|ngày|tháng|năm|từ|và|đến|chương|phần|quý|lần thứ"
        r"|vùng|khu vực|khóa|khoá|thứ|lần|cấp độ|loại|nhóm|giai đoạn|bước)$"
    ),
    re.IGNORECASE,
)
#: a line that ends with such a word goes on in the next one, whatever that begins with
HANGS = re.compile(
    r"(?:[^\s],|(?<![\wà-ỹ])(?:của|với|và|giao|yêu cầu|đề nghị|cho|các|tại|theo|về|do|để|từ|trong|bởi|là|bằng"
    r"|những|thuộc"
    r"|trực thuộc|phối hợp|Bộ|Sở|Bộ trưởng|Chủ tịch|Giám đốc|Ủy ban|Ủy ban nhân dân))$"
)
OWN_LINE = re.compile(
    r"(?:Số|SỐ) ?:|V/v\b|Kính gửi\b|Nơi nhận\b|Độc lập\b.*Hạnh phúc|(?:T/?M|K/?T|TL|TUQ|Q)\. ?[A-ZĐÀ-Ỹ]"
    r"|(?:\S+ ){1,6}ngày .{0,6}tháng .{0,5}năm \d{4}$|\(?(?:Kèm theo|Ban hành kèm theo) "
)


#: I to XXIX
ROMAN = tuple(
    tens + ones for tens in ("", "X", "XX") for ones in ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
)[1:]
#: Roman numbers that recognition of letters took for others
OCR_ROMAN = {"H": "II", "IH": "III", "HI": "III", "TII": "III", "1V": "IV", "lV": "IV"}


def token_of(kind: str, found: re.Match[str]) -> str:
    """The mark as it stands in a path."""
    token = found.group(1)
    if kind == "article":
        return f"Điều {token}"
    if kind == "word":
        return token.lower()
    if kind == "roman":
        return OCR_ROMAN.get(token, token.upper().replace("L", "I").replace("1", "I"))
    if kind == "letter":
        return token.replace("©", "c")
    if kind == "dash":
        return "-"
    return token
