"""Group rows and running numbers of a table: "II. Hoàn thiện thể chế" across, "1", "1.1", "a)"."""

from __future__ import annotations

import re

from vanban.annex_rows import Group
from vanban.columns import Head
from vanban.grammar import tables as grammar
from vanban.grids import GridRow, TableCell

#: characters of the number of a group: "Nhóm thứ ba"
LONGEST_NUMBER = 16


class Groups:
    """Which group a row belongs to and what number it has, row by row."""

    def __init__(self) -> None:
        self.group: Group | None = None
        #: a numbered row without anything but a name, which heads the rows "1.1", "1.2" or "a", "b" under it
        self.parent: Group | None = None
        self.whole = ""

    def opened_by(self, row: GridRow, head: Head) -> bool:
        """The row is the row of a group, which is remembered."""
        texts = list(dict.fromkeys(c.text for c in row.cells if c.text))
        if not row.filled or row.cells[0].column in row.going_on:
            return False
        cells = head.cells(row)
        across = self._reaches_across(row, head)
        repeated = len(texts) == 1 and len([c for c in row.cells if c.text]) >= max(3, head.width - 2)
        alone = self._holds_name_only(row, cells, head)
        numbered = grammar.GROUP_NUMBER.fullmatch(texts[0]) is not None and len(texts) == 2
        if across or repeated or (alone and (numbered or len(texts) == 1)):
            self._open(texts)
            return True
        return False

    def heads_parts(self, cells: dict[str, TableCell], number: str) -> None:
        """Remember a numbered row that only has a name: it heads its parts."""
        self.parent = Group(number, cells["name"].text)

    def named_by(self, text: str) -> None:
        """A line of words between two rows names the group of what follows."""
        self._open([text])

    def of(self, number: str, column: TableCell | None = None) -> Group | None:
        """The group of the row with this number; `column` is its cell in a column of groups."""
        if self.parent and number.startswith(f"{self.parent.number}."):
            return self.parent
        self.parent = None
        return group_named(column.text) if column else self.group

    def number_of(self, printed: str) -> str:
        """The number of a row: "12" of "12.", "3.a" of "a)" under 3."""
        number = printed.strip(" .)(/").replace(" ", "")
        if re.fullmatch(r"[a-zđ]", number) and self.whole:
            return f"{self.whole}.{number}"
        self.whole = number if number and number[0].isdigit() else self.whole
        return number

    def _open(self, texts: list[str]) -> None:
        number, name = (texts[0], " ".join(texts[1:])) if len(texts) > 1 else ("", texts[0])
        self.group = Group(number.strip(" .)"), name) if number else group_named(name)
        self.parent, self.whole = None, ""

    @staticmethod
    def _reaches_across(row: GridRow, head: Head) -> bool:
        """One cell reaches from the first columns to the last; only a number may stand before it."""
        *before, last = row.filled
        wide = last.columns > 1 and last.column <= 2 and last.column + last.columns >= head.width
        return wide and (not before or (len(before) == 1 and len(before[0].text) < LONGEST_NUMBER))

    @staticmethod
    def _holds_name_only(row: GridRow, cells: dict[str, TableCell], head: Head) -> bool:
        """Nothing stands beyond the number and the name, and values and deadlines are not merged from above."""
        roles = {role for role in cells if role not in ("ordinal", "name", "group")}
        beyond = [c for c in row.cells if c.text and c.column > name_column(head)]
        return not roles and not beyond


def group_named(words: str) -> Group:
    """A group from its words, the number that opens them told apart: "II. Hoàn thiện thể chế"."""
    opening = grammar.GROUP_OPENING.match(words)
    return Group(opening.group("number"), words[opening.end() :].strip()) if opening else Group("", words)


def name_column(head: Head) -> int:
    """The last grid column of the names."""
    return next(c.last for c in head.columns if c.role == "name")
