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
    ("roman", re.compile(r"((?:X{0,3})(?:IX|IV|V?I{1,3}|V|X))(?:\s?[.)]|\s+[-–])\s*(?=\S)")),
    ("arabic", re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,3})[.)]?\s+(?=[^\W\d])")),
    ("arabic", re.compile(r"(\d{1,2})\s?[./)]\s*(?=[^\W\d]|[\"“'(])")),
    ("paren", re.compile(r"\((\d{1,2})\)\s*")),
    ("small_roman", re.compile(r"\(?(i{2,3}|iv|vi{0,3}|ix|i(?=\)))\)\s+")),
    ("letter", re.compile(r"\(?([a-zđ])\d?\)\s*")),
    ("letter", re.compile(r"([a-zđ])[./]\s+(?=[A-ZĐÀ-Ỹ])")),
    ("dash", re.compile(r"([-–—~•▪●])\s*(?=[^\W\d_]|[\d\"“(])")),
    ("plus", re.compile(r"(\+)\s*(?=\S)")),
    (
        "word",
        re.compile(
            r"((?:Thứ (?:nhất|hai|ba|tư|năm|sáu|bảy|tám|chín|mười))|(?:(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy"
            r"|Tám|Chín|Mười) là))[,:]\s*"
        ),
    ),
)

RULE = re.compile(r"(?:[-–—_=~.•\s*]{3,}|\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?|\|+)")
ROW = re.compile(r"\|.*[^|\s].*\|.*\|")
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
LIST_HEAD = re.compile(r"(?:Nơi nhận|Kính gửi)\b")
EXPECTS_NUMBER = re.compile(
    (
        r"\b(?:mục|khoản|điểm|điều|phụ lục|số|ngày|tháng|năm|từ|và|đến|chương|phần|quý|lần thứ"
        r"|vùng|khu vực|khóa|khoá|thứ|lần)$"
    ),
    re.IGNORECASE,
)
OWN_LINE = re.compile(
    r"(?:Số|SỐ) ?:|V/v\b|Kính gửi\b|Nơi nhận\b|Độc lập\b.*Hạnh phúc|(?:T/?M|K/?T|TL|TUQ|Q)\. ?[A-ZĐÀ-Ỹ]"
    r"|(?:\S+ ){1,6}ngày .{0,6}tháng .{0,5}năm \d{4}$|\(?(?:Kèm theo|Ban hành kèm theo) "
)


def token_of(kind: str, found: re.Match[str]) -> str:
    """The mark as it stands in a path."""
    token = found.group(1)
    if kind == "article":
        return f"Điều {token}"
    if kind == "word":
        return token.lower()
    if kind == "dash":
        return "-"
    return token
