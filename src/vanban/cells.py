"""Parts the running text of a flattened table row into its cells, by the order of the columns and what fits each."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.agencies import AgencyTable, list_at
from vanban.grammar import names as naming
from vanban.grammar import tables as grammar

#: what a cell gains for being wholly what its column holds
FITS = 3.0
#: what it costs to begin a cell within a line of the file
WITHIN_LINE = 0.7
NEVER = -1e9
#: no row of a task table has more lines; what stands beyond belongs to its last cell
MOST_PLACES = 160
#: what it costs to begin a cell where the phrase before it goes on; no such place is tried in a row on one page
HANGING = 4.0
#: what an empty cell costs
EMPTY = {"name": -6.0, "lead": -3.0, "time": -1.5, "result": -0.8, "coordinating": -0.8, "other": 0.0}
#: characters that a cell of a column may take
LONGEST = {"lead": 320, "coordinating": 320, "time": 90}


@dataclass(frozen=True)
class Cell:
    """One cell: its column's role and where it stands in the text of the row."""

    #: name, lead, coordinating, result, time, other
    role: str
    #: offsets into the text of the row
    start: int
    #: one past its end
    end: int
    #: the text is wholly what the column holds
    sure: bool


#: places that a cell of a column may pass over, unless the names in it go on
MOST_LINES = {"lead": 8, "coordinating": 8, "time": 6}
_Step = tuple[float, tuple[int, int] | None, Cell | None]
_Best = dict[tuple[int, int], _Step]


def cells_of(
    text: str, starts: list[int], roles: tuple[str, ...], table: AgencyTable, breaks: tuple[int, ...] = ()
) -> list[Cell]:
    """The cells of one row; a result and a time may repeat for a second result of the same row.

    `starts` are the offsets of lines, `breaks` those after a repeated head, where cells cut by the page may go on.
    """
    return _Parting(text, starts, roles, table, breaks).best()


class _Parting:
    """One search for the best way to part one row."""

    def __init__(
        self, text: str, starts: list[int], roles: tuple[str, ...], table: AgencyTable, breaks: tuple[int, ...]
    ) -> None:
        self.text, self.roles, self.table, self.breaks = text, roles, table, breaks
        self.at_line = set(starts)
        places = sorted({p for p in (*starts, *_inner(text)) if self._may_open(p)} | {0})
        self.agencies = {p: self._agency_end(p) for p in places}
        self.times = {p: grammar.TIME_CELL.regex.match(text, p) for p in places}
        few = len(starts) < len(roles)
        places = places[:MOST_PLACES]
        self.cost = {p: self._cost(p) for p in places}
        self.worths: dict[tuple[str, int, int], tuple[float, bool]] = {}
        likely = (p for p in places if self.cost[p] < HANGING or self.times[p] or not p)
        self.places = [p for p in likely if p in self.at_line or not p or few or self.agencies[p] > p or self.times[p]]

    def best(self) -> list[Cell]:
        """Dynamic programming over (place, column): the best score of parting the text up to the place."""
        edges = [*self.places, len(self.text)]
        last = len(edges) - 1
        best: _Best = {(0, 0): (0.0, None, None)}
        for i in range(len(edges)):
            hopeless = max((best[i, k][0] for k in range(len(self.roles) + 1) if (i, k) in best), default=0.0) - 9.0
            for k in range(len(self.roles)):
                if (i, k) in best and best[i, k][0] > hopeless:
                    self._onward(best, edges, i, k)
            self._past_break(best, edges, i)
            for k in self._again(best, i):
                for later in range(k, len(self.roles)):
                    if (i, later) in best:
                        self._onward(best, edges, i, later)
        return self._trace(best, (last, len(self.roles)))

    def _onward(self, best: _Best, edges: list[int], i: int, k: int) -> None:
        """From a place, the cell of column k may be empty or reach to any later place."""
        role, score = self.roles[k], best[i, k][0]
        longest, most_lines = LONGEST.get(role, 4000), MOST_LINES.get(role, 99)
        _keep(best, (i, k + 1), score + EMPTY[role], (i, k), None)
        whole = self.agencies.get(edges[i], 0) if role in ("lead", "coordinating") else 0
        for j in range(i + 1, len(edges)):
            if edges[j] - edges[i] > longest or (j - i > most_lines and edges[j] > whole + 12):
                break
            worth, sure = self._worth(role, edges[i], edges[j])
            known = best.get((j, k + 1))
            if worth > NEVER and (known is None or score + worth > known[0]):
                best[j, k + 1] = (score + worth, (i, k), Cell(role, edges[i], edges[j], sure))

    def _past_break(self, best: _Best, edges: list[int], i: int) -> None:
        """What follows a page break may go on with cells above it; a second lead may stand below the first."""
        done = (i, len(self.roles))
        if done not in best or i >= len(self.places):
            return
        if edges[i] in self.breaks and self.text[edges[i]].islower():
            for j in range(i + 1, len(edges)):
                _keep(best, (j, len(self.roles)), best[done][0] - 0.5, done, None)
        if self.agencies[edges[i]] > edges[i] and self.text[edges[i]].isupper() and self.cost[edges[i]] < WITHIN_LINE:
            for j in range(i + 1, len(edges)):
                if edges[j] - edges[i] > LONGEST["lead"]:
                    break
                worth, sure = self._worth("lead", edges[i], edges[j])
                step = Cell("lead", edges[i], edges[j], sure)
                _keep(best, (j, len(self.roles)), best[done][0] + worth - 1.5, done, step)

    def _again(self, best: _Best, i: int) -> list[int]:
        """After the last column a second result with its own time may follow in the same row: columns begun anew."""
        done = (i, len(self.roles))
        if done not in best or not 0 < i < len(self.places) or "time" not in self.roles:
            return []
        begun = []
        for role in ("result", "lead"):
            k = self.roles.index(role) if role in self.roles else len(self.roles)
            if k < self.roles.index("time"):
                _keep(best, (i, k), best[done][0] - 2.5, done, None)
                begun.append(k)
        return begun

    @staticmethod
    def _trace(best: _Best, at: tuple[int, int]) -> list[Cell]:
        cells: list[Cell] = []
        step: tuple[int, int] | None = at
        while step is not None and step in best:
            _, before, cell = best[step]
            if cell is not None:
                cells.append(cell)
            step = before
        return cells[::-1]

    # -- what fits where -----------------------------------------------------------------------------------------

    def _may_open(self, place: int) -> bool:
        """A cell opens with a capital or a digit, and not where the phrase before it goes on."""
        opening = self.text[place : place + 1]
        return bool(opening) and (opening.isupper() or opening.isdigit() or opening in '“"(' or place in self.at_line)

    def _agency_end(self, place: int) -> int:
        if not self.text[place].isupper() and not re.match(r"các |cơ quan|đơn vị", self.text[place:]):
            return place
        return list_at(self.text, place, self.table)[1]

    def _worth(self, role: str, start: int, end: int) -> tuple[float, bool]:
        """What it is worth to take text[start:end] for a cell of the role, and whether it fits wholly."""
        known = self.worths.get((role, start, end))
        if known is None:
            known = self.worths[role, start, end] = self._weighed(role, start, end)
        return known

    def _weighed(self, role: str, start: int, end: int) -> tuple[float, bool]:
        if role in ("lead", "coordinating"):
            worth, sure = self._as_agencies(role, start, end)
        elif role == "time":
            worth, sure = self._as_time(start, end)
        else:
            worth, sure = self._as_words(role, start, end)
        return worth - self.cost[start], sure

    def _cost(self, start: int) -> float:
        """What it costs to begin a cell here: within a line, or where the phrase before it goes on."""
        cost = 0.0 if start == 0 or start in self.at_line else WITHIN_LINE
        hangs = grammar.HANGS.search(self.text[max(0, start - 24) : start].rstrip()) or self.text[start].islower()
        if start and hangs:
            cost += 1.0 if self.breaks else HANGING
        return cost

    def _as_agencies(self, role: str, start: int, end: int) -> tuple[float, bool]:
        words = self.text[start:end].strip(" .;,")
        named = self.agencies[start]
        rest = self.text[named:end].strip(" .;,") if named > start else words
        if named > start and named <= end and not rest:
            return FITS + min(0.004 * len(words), 0.5), True
        if len(words) > 220 or self.times[start] is not None:
            return NEVER, False
        opens = named > start or naming.HEAD.match(words) is not None or naming.CHIEF.match(words) is not None
        if not opens:
            return (-2.5 if role == "lead" else -1.5) - 0.02 * len(words), False
        if named > end:
            return 1.2, False
        if rest.startswith("(") and ")" not in rest:
            return 2.0, False
        return 1.0 - 0.02 * len(rest), False

    def _as_time(self, start: int, end: int) -> tuple[float, bool]:
        m = self.times[start]
        words = self.text[start:end].strip(" .;,")
        if m and m.end() >= start + len(words) - 1 and m.end() <= end:
            figures = self.text[start].isdigit()
            hangs = figures and re.search(r"(?:ngày|số|tháng|năm|quý|Luật)$", self.text[:start].rstrip())
            return (NEVER, False) if hangs else (FITS + 0.5, True)
        if m and m.end() < end:
            return 0.8 - 0.03 * (end - m.end()), False
        return -2.0 - 0.03 * len(words), False

    def _as_words(self, role: str, start: int, end: int) -> tuple[float, bool]:
        wholly = start < self.agencies[start] and self.agencies[start] >= end - 2
        if role == "name":
            # a task is told at length; an agency or a time alone is none
            return (-3.0, False) if wholly else (0.3, True)
        if self.times[start] is not None:
            return -1.5, False
        if wholly and role == "result":
            return -2.0, True
        opening = 0.5 if self.text[start].isupper() else -0.5
        return opening - (end - start) * (0.006 if role == "other" else 0.002), True


def _keep(best: _Best, at: tuple[int, int], score: float, before: tuple[int, int], cell: Cell | None) -> None:
    if at not in best or score > best[at][0]:
        best[at] = (score, before, cell)


def _inner(text: str) -> list[int]:
    """Places within lines where a cell may begin: words with a capital, and days in figures."""
    return [m.start() for m in re.finditer(r"(?<=\s)(?:[A-ZĐÀ-Ỹ“(]|\d{1,2}/\d)", text)]
