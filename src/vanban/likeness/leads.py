"""Codes of the leads of a task, however they are written."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from vanban.agencies import EMPTY_TABLE, AgencyTable
from vanban.likeness import words as lists
from vanban.text import fold

_CODE = re.compile(r"[A-ZĐƯ_]{2,}")
_PROVINCE = re.compile(r"(?:(?:UBND|[UỦ][ỷyỵ] ban nhân dân)\s*)?(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)\s+")
_COMMITTEE = re.compile(r"(?:UBND|[UỦ][ỷyỵ] ban nhân dân)\s+")


def leads_reader(table: AgencyTable) -> Callable[[str], frozenset[str]]:
    """Gives the codes of the leads; a name not in the table becomes its initials, a merged ministry its heir."""

    @lru_cache(maxsize=4096)
    def leads_of(lead: str) -> frozenset[str]:
        codes = (_code(name.strip(), table) for name in re.split(r"[;\n]", lead) if name.strip())
        return frozenset(lists.MERGED_AGENCIES.get(code, code) for code in codes)

    return leads_of


#: for callers without a table of agencies
leads_by_form = leads_reader(EMPTY_TABLE)


def _code(name: str, table: AgencyTable) -> str:
    if _CODE.fullmatch(name):
        return name
    known = table.code_of(name)
    if known:
        return known
    place = _PROVINCE.match(name) or _COMMITTEE.match(name)
    if place:
        return fold(name[place.end() :]).upper().replace(" ", "_") or "ALL_PROVINCES"
    words = [word for word in re.findall(r"\w+", name) if word.lower() != "và"]
    return "".join(word if word.isupper() else word[0].upper() for word in words)
