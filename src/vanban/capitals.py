"""Names in capitals: written as in running text, letter for letter, so that offsets stay true."""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.agencies import Agency, AgencyTable
from vanban.grammar import names as naming

#: words of names that capitals hide
_SMALL = re.compile(
    r"(?<=\s)(?:Và|Các|Của|Về|Tỉnh|Thành Phố|Nhân Dân|Nhà Nước|Quân Sự|Xã|Phường|Đặc Khu|Ban|Ngành|Cơ Quan"
    r"|Ngang Bộ|Thuộc|Trực Thuộc|Đốc|Trưởng|Tịch|Phố|Phần|Cổ|Đoàn"
    r"|Đơn Vị|Liên Quan|Có|Trung Ương|Trách Nhiệm|Địa Phương|Sở|Bộ|Chỉ Đạo|Chức|Chống|Hành|Ngừa|Hợp"
    r"|Quản Lý)(?=[\s,;:.]|$)"
)
_SHORT = re.compile(r"\b(?:Ubnd|Hđnd|Mttq|Bhxh|Tp|Evn|Vnpt|Tncs|Cntt|Bqp|Ubmttq)\b")
#: words that open a name, as they stand when every syllable has a capital
_HEADS = {
    " ".join(word.capitalize() for word in head.split(" ")): head
    for head in naming.HEADS.split("|")
    if " " in head and head.replace(" ", "").isalpha()
}
_HEAD = re.compile(rf"\b(?:{'|'.join(sorted(_HEADS, key=len, reverse=True))})(?=[\s,;:.]|$)")
#: predicates of a heading: "BỘ Y TẾ CÓ TRÁCH NHIỆM"
_PREDICATE = re.compile(
    r"(?<=\s)(?:(?:Có|Chịu|có) (?:Trách Nhiệm|trách nhiệm)|Tập Trung|Tổ Chức Thực Hiện|Thực Hiện|Chủ Trì|Phối [Hh]ợp"
    r"|Khẩn Trương|Chủ Động|Căn Cứ|Tiếp Tục|Với)(?=[\s,;:.]|$)"
)
#: capitals with which a clause opens before it goes on in small letters or after a colon
_OPENING = re.compile(r"(?:[A-ZĐÀ-Ỹ&.-]+,? ){1,18}[A-ZĐÀ-Ỹ&]+(?=:| [a-zà-ỹ])")


def lowered(words: str) -> str:
    """ "SỞ Y TẾ" -> "Sở Y tế" as far as form tells; as long as before."""
    words = " ".join(word.capitalize() for word in words.split(" "))
    words = _HEAD.sub(lambda m: _HEADS[m.group()], words)
    words = _SMALL.sub(lambda m: m.group().lower(), words)
    words = _PREDICATE.sub(lambda m: m.group().lower(), words)
    words = re.sub(r"(?<!các )\b(?:bộ|sở)(?= [A-ZĐ])|(?<=thuộc )bộ\b", lambda m: m.group().capitalize(), words)
    words = _SHORT.sub(lambda m: m.group().upper(), words)
    return re.sub(r"(?<=, )(?:sở|bộ)(?= [A-ZĐ])", lambda m: m.group().capitalize(), words)


def opening_lowered(text: str) -> str:
    """The text with the capitals it opens with written small: "SỞ XÂY DỰNG: Đẩy nhanh …"."""
    found = _OPENING.match(text)
    if not found or not found.group().isupper():
        return text
    return lowered(found.group()) + text[found.end() :]


def titled(agency: Agency, table: AgencyTable) -> Agency:
    """The agency under its name in the table, where that knows it."""
    known = agency.code and not agency.is_group
    return replace(agency, name=table.title_of(agency.code or "")) if known else agency
