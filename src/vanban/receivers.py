"""Reads to whom a report or draft goes, and which paper or system is to be delivered."""

from __future__ import annotations

import re

from vanban.agencies import Agency, AgencyTable, list_at
from vanban.grammar import names as naming
from vanban.grammar import reports

_CHIEF_BEFORE = re.compile(rf"(?:{naming.CHIEFS}) $")
#: a part of a body, and the body it is part of: "Cục Thanh tra - Kiểm tra Thuế, Tổng cục Thuế"
_PART = re.compile(r"(?:Cục|Vụ|Phòng|Ban|Trung tâm) ")
_WHOLE = re.compile(r"(?:Bộ|Sở|Tổng cục) ")


def receivers(text: str, table: AgencyTable) -> list[Agency]:
    """The immediate recipients of what is to be reported, submitted or sent; officials stay officials."""
    found: dict[str, Agency] = {}
    last_end = 0
    for m in reports.REPORT_TO.regex.finditer(text):
        clause = max(text.rfind(mark, 0, m.start()) for mark in (";", ".")) + 1
        before = text[clause : m.start()]
        if _is_next_step(before, bool(found), last_end > clause) or re.search(r"(?:theo|tại|số|của) $", before):
            continue
        if found and last_end <= clause and re.match(r"\s*(?:Nếu|Trường hợp|Trong trường hợp)\b", before):
            continue
        last_end = m.end()
        for agency in _named_at(text, m.end(), table):
            found.setdefault(agency.name, agency)
    return list(found.values())


def _is_next_step(before: str, found: bool, in_this_clause: bool) -> bool:
    """What the recipient does next: "gửi Bộ X để tổng hợp, báo cáo Thủ tướng"."""
    if not re.search(r"\b(?:để|dé|đề) [^;.]*$", before):
        return False
    if found:
        return in_this_clause
    return re.search(r"\d{4},? để |(?:báo cáo|gửi) [^;.]{0,200} (?:trên|qua|vào) [^;.]*để ", before) is not None


def _named_at(text: str, at: int, table: AgencyTable) -> list[Agency]:
    level = reports.LEVEL_ABOVE.regex.match(text, at)
    if level:
        names = [(m.start(), m.group()) for m in reports.LEVELS.finditer(text, at, level.end())]
        return [Agency(name, None, start, start + len(name), name) for start, name in names]
    agencies, _ = list_at(text, at, table)
    if agencies:
        return [_official(text, a) for a in _without_whole(agencies)[:3]]
    post = reports.BARE_POST.regex.match(text, at)
    role = post or reports.ROLE_BODY.regex.match(text, at)
    return [Agency(role.group(), None, at, role.end(), role.group())] if role else []


def _without_whole(agencies: list[Agency]) -> list[Agency]:
    """A part of a body is not told apart from the body named right after it."""
    return [a for i, a in enumerate(agencies) if not (i and _PART.match(agencies[i - 1].name) and _WHOLE.match(a.name))]


def _official(text: str, agency: Agency) -> Agency:
    """The head of an agency stays its head: "báo cáo Chủ tịch UBND tỉnh"."""
    chief = None if agency.is_group else _CHIEF_BEFORE.search(text, max(0, agency.start - 40), agency.start)
    if not chief:
        return agency
    return Agency(f"{chief.group()}{agency.name}", agency.code, chief.start(), agency.end, agency.words)


def product_of(text: str) -> str | None:
    """The first paper, system or text named as to be delivered."""
    m = reports.PRODUCT.regex.search(text)
    if not m:
        return None
    thing = re.split(
        (
            r" (?:để|trước|trong|theo|nhằm|và(?= (?:tổ chức|triển khai|báo cáo))|báo cáo|trình"
            r"|bảo đảm|đáp ứng|về việc|của tỉnh)\b"
        ),
        m.group("thing"),
    )[0]
    return thing.strip(" ,")
