"""What a clause inherits: from the heading above it, from the lead-in, from the whole paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vanban.agencies import Agency, AgencyTable
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


def date_of_year(head: Letterhead) -> date | None:
    if head.issued_on:
        return head.issued_on
    parts_ = (head.date or "").split("-")
    if parts_[0].isdigit():
        return date(int(parts_[0]), int(parts_[1]) if len(parts_) > 1 else 1, 1)
    return None


def host_of(head: Letterhead) -> str | None:
    m = grammar.MEETING_WITH.search(head.subject or "")
    if not m:
        return None
    kind = "thành phố" if "THÀNH" in m.group("kind").upper() else "tỉnh"
    return f"{kind} {m.group('name').title() if m.group('name').isupper() else m.group('name')}"


def plain_name(name: str) -> str:
    return even_tones(name).replace("uy ban nhân dân", "ubnd")
