"""What a clause inherits: from the heading above it, from the lead-in, from the whole paper."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from vanban.agencies import Agency, AgencyTable
from vanban.blocks import Block
from vanban.grammar import duties as grammar
from vanban.letterhead import Letterhead
from vanban.text import even_tones


@dataclass(frozen=True)
class Context:
    """What a clause inherits from what stands above it."""

    #: agencies bound by the heading or lead-in
    leads: tuple[Agency, ...] = ()
    #: agencies that work together, from "chủ trì, phối hợp với …:"
    coordinating: tuple[Agency, ...] = ()
    #: heading, lead-in, addressee, implicit, or "" when nobody is bound
    source: str = ""
    #: the section weighs or explains: no orders in it
    quiet: bool = False


@dataclass(frozen=True)
class Paper:
    """What the whole document lends to each clause."""

    table: AgencyTable
    head: Letterhead
    issued_on: date | None
    addressees: tuple[Agency, ...]
    #: the province a meeting was held with, as "tỉnh X"
    host: str | None

    def named(self, name: str) -> Agency:
        return Agency(name, self.table.code_of(name), 0, 0, name)

    def is_issuer(self, agency: Agency) -> bool:
        issuer = plain_name(self.head.issuer or "")
        name = plain_name(agency.name)
        return bool(issuer) and (issuer.startswith(name) or name.startswith(issuer))

    def resolved(self, leads: tuple[Agency, ...]) -> tuple[Agency, ...]:
        """ "Tỉnh" alone is the province the meeting was held with."""
        leads = tuple(self._addressee_like(a) for a in leads)
        host = self.host
        if not host:
            return leads
        return tuple(
            self.named(host) if re.fullmatch(r"(?:Tỉnh|tỉnh|Thành phố|thành phố|Địa phương)", a.name) else a
            for a in leads
        )

    def _addressee_like(self, agency: Agency) -> Agency:
        """A name shortened or damaged that is one of the addressees: "Cục Thuế" for "Cục Thuế các tỉnh, thành phố"."""
        if agency.is_group:
            named = [x for x in self.addressees if x.name.lower().startswith(f"{agency.words.lower()} ")]
            return named[0] if len(named) == 1 and not named[0].is_group else agency
        close = [
            x
            for x in self.addressees
            if not x.is_group and (_goes_on(x.name, agency.name) or fuzz.ratio(x.name, agency.name) > 90)
        ]
        return close[0] if len(close) == 1 else agency

    def are_above(self, agencies: tuple[Agency, ...]) -> bool:
        """Nobody orders the Government but those above it; a paper from below only recalls such an order."""
        issuer = self.head.issuer or ""
        above = re.match(r"Quốc hội|Ủy ban Thường vụ|Bộ Chính trị|Ban Bí thư|Ban Chấp hành|Đảng ủy Chính phủ", issuer)
        named = bool(agencies) and all(a.name in ("Chính phủ", "Quốc hội") for a in agencies)
        return named and bool(issuer) and not above


#: "Tỉnh ủy Bến Tre Lê Văn A": what follows the name is the name of its head
_PERSON = re.compile(
    r" (?:Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đinh|Trịnh|Lương|Mai|Tô|Cao|Lâm|Tạ)"
    r"(?: [A-ZĐ][a-zà-ỹ]+){1,3}$"
)


def _goes_on(full: str, name: str) -> bool:
    return full.startswith(name + " ") and not _PERSON.match(full, len(name))


def date_of_year(head: Letterhead) -> date | None:
    if head.issued_on:
        return head.issued_on
    parts_ = (head.date or "").split("-")
    if parts_[0].isdigit():
        return date(int(parts_[0]), int(parts_[1]) if len(parts_) > 1 else 1, 1)
    return None


_FULL_DATE = re.compile(r"(?:(?<!\d{4})[/.-]|tháng \d{1,2} năm |[Qq]uý [IV1-4]+ năm |\bdate )(20[0-4]\d)(?![\d/])")


def date_by_text(blocks: tuple[Block, ...]) -> date | None:
    """The first day of the year the text names most, for a paper without a date of its own."""
    years = Counter(m.group(1) for block in blocks for m in _FULL_DATE.finditer(block.text))
    return date(int(max(years, key=lambda y: (years[y], y))), 1, 1) if years else None


def host_of(head: Letterhead) -> str | None:
    m = grammar.MEETING_WITH.search(head.subject or "")
    if not m:
        return None
    kind = "thành phố" if "THÀNH" in m.group("kind").upper() else "tỉnh"
    return f"{kind} {m.group('name').title() if m.group('name').isupper() else m.group('name')}"


def plain_name(name: str) -> str:
    return even_tones(name).replace("uy ban nhân dân", "ubnd")
