"""Tells who issued a paper."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from vanban.agencies import AgencyTable
from vanban.grammar import heads as grammar
from vanban.head import Head, lines_of
from vanban.text import fold, squeeze


def issuer_of(head: Head, symbol: str | None, kind: str | None, table: AgencyTable) -> str | None:
    """The issuing agency: by the symbol, by the lower line of the head, or by the closing formula."""
    by_symbol = issuer_by_symbol(symbol, table)
    by_line = _by_line(head, table)
    if by_symbol and (by_symbol in grammar.TTG.values() or not by_line):
        return by_symbol
    if by_line:
        return by_line
    if kind == "công điện" and any("THỦ TƯỚNG" in b.text for b in head.blocks[: head.top]):
        return grammar.TTG["TTg"]
    return _by_organ(head, table) or _by_closing(head)


def _by_organ(head: Head, table: AgencyTable) -> str | None:
    """The organ that decides, on a line of its own under the subject, when the letterhead is lost."""
    if head.kind_at is None:
        return None
    for block in head.blocks[head.kind_at + 1 : head.kind_at + 7]:
        for line in lines_of(block):
            if grammar.ORGAN.fullmatch(line):
                return _proper(grammar.ORGAN_CHIEF.sub("", line), head, table)
    return None


def issuer_by_symbol(symbol: str | None, table: AgencyTable) -> str | None:
    if not symbol:
        return None
    parts = re.split(r"[-/]", symbol)
    if len(parts) > 1 and parts[-1] in ("TTg", "CP", "VPCP", "CTN"):
        return grammar.TTG[parts[-1]]
    if parts[0] == "VPCP":
        return grammar.TTG["VPCP"]
    if parts[-1].startswith("UBND") or parts[0] == "UBND":
        return None
    for part in (parts[-1],) if parts[0] in grammar.KINDS else (parts[0],):
        code = table.code_of(part) or table.code_of(f"B{part}")
        if code:
            return table.title_of(code)
    return None


def _by_line(head: Head, table: AgencyTable) -> str | None:
    stop = head.number_at if head.number_at is not None else head.kind_at
    if stop is None:
        return None
    lines = [line for block in head.blocks[: stop + 1] for line in lines_of(block)]
    names: list[str] = []
    for line in lines:
        if grammar.NUMBER_LINE.regex.match(line) or re.match(r"V/[vV]|VỀ VIỆC", line):
            break
        line = grammar.MOTTO.split(line)[0]
        nation = re.search(r"C[ỘO]NG H[ÒO][AÀÁ]?A?\b|ĐẢNG CỘNG SẢN", line)
        line = line[: nation.start()] if nation else line
        line = re.sub(r"[-–—_*|\s]+$", "", line).strip(" -*")
        if re.match(r"CHỦ NGHĨA|XÃ HỘI CHỦ", line) or line.lower().strip(" :") in grammar.KIND_WORDS:
            continue
        if (
            len(line) > 3
            and line.upper() == line
            and not grammar.SECRET.fullmatch(line)
            and not grammar.URGENCY.fullmatch(line)
        ):
            names.append(line)
        elif nation:
            continue
    return _lower_line(names, head, table)


def _lower_line(lines: list[str], head: Head, table: AgencyTable) -> str | None:
    """The lower line of the head; a name broken over two lines is joined."""
    lines = [line for line in lines if not re.match(r"(?:CÔNG BÁO|VIỆT NAM$|NAM$|XÃ HỘI|CHỦ NGHĨA)", line)]
    if not lines:
        return None
    joined = lines[-1]
    if joined == "VĂN PHÒNG" and len(lines) > 1:
        return f"Văn phòng {_proper(lines[-2], head, table)}"
    for line in reversed(lines[:-1]):
        if _opens_name(joined) and not re.search(r"(?: VÀ|,| CỦA)$", line):
            break
        joined = f"{line} {joined}"
    return _proper(joined, head, table)


def _proper(name: str, head: Head, table: AgencyTable) -> str:
    code = table.code_of(name)
    if code and not re.match(r"ỦY BAN|UỶ BAN|UBND|TỈNH|THÀNH", name):
        return table.title_of(code)
    close = [title for title in table.titles.values() if fuzz.ratio(fold(title), fold(name)) > 90]
    if len(close) == 1:
        return close[0]
    return _as_in_body(name, head) or _capitals(name)


def _as_in_body(name: str, head: Head) -> str | None:
    """The same name as the body writes it: repairs capitals and letters the scan damaged."""
    key = fold(name).split()
    if re.match(r"(?:ỦY|UỶ|UY) BAN NHÂN", name) or not 2 <= len(key) <= 12:
        return None
    for block in head.blocks[head.body_at() : head.body_at() + 40]:
        words = block.text.split()
        folded = [fold(word.strip(".,;:()")) for word in words]
        for i in range(len(words) - len(key) + 1):
            if (
                folded[i] == key[0]
                and folded[i : i + len(key)] == key
                and words[i][:1].isupper()
                and not words[i].isupper()
            ):
                return " ".join(words[i : i + len(key)]).strip(".,;:()")
    return None


def _by_closing(head: Head) -> str | None:
    for block in reversed(head.blocks):
        closing = re.match(r"(Văn phòng Chính phủ) (?:xin |trân trọng )?thông báo", block.text)
        if closing:
            return closing.group(1)
    return None


def _opens_name(line: str) -> bool:
    return (
        re.match(
            (
                r"(?:BỘ|ỦY BAN|UỶ BAN|UBND|SỞ|CỤC|TỔNG CỤC|TONG|TỎNG|VĂN PHÒNG|BAN|HỘI ĐỒNG|CHÍNH PHỦ"
                r"|THỦ TƯỚNG|THANH TRA|NGÂN HÀNG|BẢO HIỂM|TỈNH ỦY|THÀNH ỦY|ĐẢNG ỦY|VIỆN|CHI CỤC|BO "
                r"|TRUNG TÂM|TỔNG CÔNG TY|TẬP ĐOÀN|KHO BẠC|QUỐC HỘI|ĐÀI|HỘI|LIÊN|TÒA|HỌC VIỆN|TRƯỜNG"
                r"|CƠ QUAN|TỔ )"
            ),
            line,
        )
        is not None
    )


def _capitals(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN" -> "Ủy ban nhân dân tỉnh Nghệ An"."""
    name = re.sub(r"^UBND(?= )", "ỦY BAN NHÂN DÂN", squeeze(name))
    if name.upper() != name:
        return name
    damaged = re.match(r"\S+ \S+ \S+ \S+ (\S+(?: PHO| PHỐ)?) (.+)$", name)
    if (
        damaged
        and fold(name).startswith("uy ban nhan dan ")
        and not name.startswith(("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN"))
    ):
        return f"Ủy ban nhân dân {damaged.group(1).lower()} {damaged.group(2).title()}"
    party = re.match(r"(TỈNH ỦY|THÀNH ỦY|TỈNH UỶ|THÀNH UỶ) (.+)$", name)
    if party:
        return f"{party.group(1).capitalize()} {party.group(2).title()}"
    place = re.match(
        r"(Ủ[YỶ] BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN) (TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|QUẬN) (.+)$", name
    )
    if place:
        kind = "Thành phố" if "HỒ CHÍ MINH" in place.group(3) else place.group(2).lower()
        return f"{place.group(1).capitalize()} {kind} {place.group(3).title()}"
    return name.capitalize()
