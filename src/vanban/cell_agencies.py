"""The agencies of a table cell, where every piece between separators names somebody."""

from __future__ import annotations

import re

from vanban.agencies import Agency, AgencyTable, list_at
from vanban.grids import TableCell
from vanban.plans import all_agencies

#: characters of a cell of names; beyond them nobody is named
LONGEST = 3000
_NAME = r"[A-ZĐ][\wà-ỹ]*(?: [A-ZĐ][\wà-ỹ]*){0,2}"
#: two ministries that lost the line break between them
_UNPARTED = re.compile(r"(Bộ [^,;.()]{1,60}?[a-zà-ỹ]) (?=Bộ [A-ZĐ])")
#: whose a group is, told behind it
_RELATIVE = re.compile(r" (?:là|có) (?:chủ quản|cơ quan|đơn vị|chức năng)[^;]*")
#: a group that is told name by name
_NAMED = re.compile(rf"[Cc]ác (?:địa phương|tỉnh(?:, thành phố)?|thành phố):? (?={_NAME}(?:,| và) )")
_LOCAL = re.compile(r"(?:^|(?<=[,;] ))[Đđ]ịa phương(?=$|[,;])")
#: a group that no rule knows is kept as written, which takes a capital
_GROUP = re.compile(r"(?<=[,;] )các (?=\w)")


def agencies_in(words: str, table: AgencyTable) -> tuple[Agency, ...]:
    """Every agency and group that the words of a cell name, in their order, each once."""
    words = _RELATIVE.sub("", _UNPARTED.sub(r"\1; ", words[:LONGEST]))
    words = _LOCAL.sub("Các địa phương", _NAMED.sub("", words))
    for group in _GROUP.finditer(words):
        capital = f"{words[: group.start()]}C{words[group.start() + 1 :]}"
        if not list_at(words, group.start(), table)[0] and not list_at(capital, group.start(), table)[0]:
            words = capital
    return tuple(all_agencies(words, table))


def listed(cell: TableCell | None) -> str:
    """The words of a cell with its paragraphs parted: each names its own agencies."""
    return "; ".join(p.strip(" ;,") for p in cell.paragraphs) if cell else ""
