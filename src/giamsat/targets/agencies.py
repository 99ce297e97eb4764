"""Agencies of tables: by code, or by the name a document prints; those that are no more, as who took them over."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from giamsat.people.actions import SEED
from giamsat.people.models import Succession, Unit
from giamsat.people.queries import units_named
from giamsat.targets.layout import Line
from vanban import AgencyTable
from vanban.agencies import list_at

#: told a row, a column and what is wrong
Tell = Callable[[Line, str, str], None]
#: the columns that hold codes
CODED = ("lead", "verifier", "unit", "leads", "coordinators")


@lru_cache(maxsize=1)
def _table() -> AgencyTable:
    return AgencyTable.from_csv(SEED / "agencies.csv")


def printed(words: str) -> list[str]:
    """The agencies that a printed lead names, as codes of the agency table or else as they are written; groups such as
    "các bộ, ngành" name nobody."""
    found, _end = list_at(words, 0, _table())
    return [one.code or one.name for one in found if not one.is_group]


class Agencies:
    """The units that rows name, found with a few queries."""

    def __init__(self, lines: Iterable[Line]) -> None:
        listed = list(lines)
        self.by_line = {line: printed(str(line.given.get("lead_words") or "")) for line in listed if _is_open(line)}
        named = {code for line in listed for code in _coded(line.given)}
        named |= {code for codes in self.by_line.values() for code in codes}
        self.units = {unit.code: unit for unit in Unit.objects.filter(code__in=named)}
        self.units |= units_named(named - self.units.keys())
        self.all = {unit.pk: unit for unit in self.units.values()}
        self.heirs = self._heirs()
        self.units |= {unit.code: unit for unit in self.all.values()}

    def _heirs(self) -> dict[int, list[Unit]]:
        """Unit that is no more → those that took it over."""
        found: dict[int, list[Unit]] = {}
        passed = Succession.objects.filter(predecessor__in=self.all).select_related("successor").order_by("pk")
        for one in passed:
            found.setdefault(one.predecessor_id, []).append(one.successor)
            self.all[one.successor_id] = one.successor
        return found

    def one(self, code: str) -> Unit | None:
        """The unit of today that a code or name means; None when there is none or there are several."""
        unit = self.units.get(code)
        if unit is None:
            return None
        heirs = self.heirs.get(unit.pk, [])
        return (heirs[0] if len(heirs) == 1 else None) if heirs else unit

    def of_goal(self, line: Line) -> list[str]:
        """Codes of the leads of a goal: as given, else as its document prints them."""
        given = line.given.get("leads") or ()
        units = [self.one(code) for code in (given or self.by_line.get(line, ()))]
        return [unit.code for unit in units if unit]

    def of_sheet(self, line: Line, given: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        """The columns of a sheet that name units, as their keys."""
        found: dict[str, Any] = {}
        for key in ("lead", "verifier"):
            if given.get(key) is not None:
                found[key] = self._key(line, key, str(given[key]), tell) if given[key] else None
        if given.get("coordinators") is not None:
            found["coordinators"] = self._keys(line, "coordinators", given["coordinators"], tell, is_sorted=True)
        return found

    def of_aim(self, line: Line, given: Mapping[str, Any], tell: Tell) -> dict[str, Any]:
        """The columns of a goal that name units, as their keys."""
        found: dict[str, Any] = {}
        if given.get("unit") is not None:
            found["unit"] = self._key(line, "unit", str(given["unit"]), tell) if given["unit"] else None
        if given.get("leads") is not None or line in self.by_line:
            codes: Sequence[str] = given.get("leads") or self.by_line.get(line) or ()
            found["leads"] = self._keys(line, "leads", codes, tell, is_sorted=False)
        return found

    def _key(self, line: Line, column: str, code: str, tell: Tell) -> int | None:
        unit = self.one(code)
        if unit is None:
            tell(line, column, f"không rõ cơ quan “{code}”; hãy ghi mã của một cơ quan hiện nay")
        return unit.pk if unit else None

    def _keys(self, line: Line, column: str, codes: Sequence[str], tell: Tell, *, is_sorted: bool) -> tuple[int, ...]:
        keys = [key for code in codes if (key := self._key(line, column, code, tell))]
        once = list(dict.fromkeys(keys))
        return tuple(sorted(once, key=lambda key: self.all[key].sort_key) if is_sorted else once)

    def names(self, keys: Sequence[Any]) -> str:
        """Keys of units as their codes; other lists as they are."""
        return "; ".join(self.all[key].code if key in self.all else str(key) for key in keys)


def _is_open(line: Line) -> bool:
    """Whether who leads must be read from the printed words."""
    return bool(line.given.get("lead_words")) and not line.given.get("leads")


def _coded(given: Mapping[str, Any]) -> Iterable[str]:
    for key in CODED:
        value = given.get(key) or ()
        yield from (value,) if isinstance(value, str) else value
