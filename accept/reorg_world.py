"""The country before July 2025: 63 provinces by name, communes generated, ministries that merged; and the change set."""

import csv
import io
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giamsat.people.actions import agency_rows, new_unit
from giamsat.people.changes import COLUMNS
from giamsat.people.models import Unit, UnitName, UnitPlacement
from giamsat.people.states import UnitKind

ON = date(2025, 7, 1)
#: ministries of the table that merged, and into which
MINISTRIES = {"BTTTT": "BKHCN", "BKHĐT": "BTC", "BTNMT": "BNNMT", "BGTVT": "BXD", "BLĐTBXH": "BNV"}
STANDING = ("BKHCN", "BTC", "BNNMT", "BXD", "BNV", "BYT", "BCĐCP", "VPCP")
#: departments that only move, from one ministry to another: no succession, so nobody's sight may grow
MOVED = (("CUC_1", "BYT", "BNV"), ("CUC_2", "BTC", "BXD"))
BATCH = 500


@dataclass(frozen=True)
class Country:
    """The units before, and what is to happen to them."""

    #: Code → code above, "" at the top.
    parents: dict[str, str]
    rows: list[dict[str, str]]

    @property
    def sheet(self) -> str:
        """The change set as the CSV that a person would upload."""
        out = io.StringIO()
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows(self.rows)
        return out.getvalue()


def provinces() -> dict[str, list[str]]:
    """Code of a province of today → names of those it was made of; itself when nothing changed."""
    found = {}
    for row in agency_rows():
        if row["kind_current"] in (UnitKind.PROVINCE, UnitKind.CITY):
            parts = [part.strip() for part in row["former_units"].split(";") if part.strip()]
            found[row["code"]] = parts if len(parts) > 1 else [row["name_current"]]
    return found


def country(*, communes: int, after: int, seed: int) -> Country:
    """`communes` under 63 provinces, `after` of them once merged by threes and fours."""
    chance = random.Random(seed)
    names = {row["code"]: row["name_current"] for row in agency_rows()}
    parents = dict.fromkeys([*STANDING, *MINISTRIES], "")
    rows: list[dict[str, str]] = []
    merged: dict[str, list[str]] = {}
    for code, parts in provinces().items():
        old = [code] if len(parts) == 1 else [f"CU_{code}_{n}" for n in range(1, len(parts) + 1)]
        merged[code] = old
        parents |= dict.fromkeys(old, "")
        if len(old) > 1:
            rows.append(_row("merge", old, [f"MOI_{code}"], name=names[code], unit_kind=UnitKind.PROVINCE))
    rows += [_row("merge", [old, new], [new]) for old, new in MINISTRIES.items()]
    for code, was, to in MOVED:
        parents[code] = was
        rows.append(_row("move", [code], [], parent=to))
    _add_communes(merged, parents, rows, communes=communes, after=after, chance=chance)
    return Country(parents, rows)


def _add_communes(
    merged: dict[str, list[str]],
    parents: dict[str, str],
    rows: list[dict[str, str]],
    *,
    communes: int,
    after: int,
    chance: random.Random,
) -> None:
    """Communes spread over the provinces; those of provinces that become one may merge across the old borders."""
    new = [code if len(old) == 1 else f"MOI_{code}" for code, old in merged.items()]
    olds = list(merged.values())
    groups: list[list[str]] = [[] for _province in new]
    for n in range(communes):
        place = n % len(new)
        code = f"XA_{n + 1:05d}"
        parents[code] = chance.choice(olds[place])
        groups[place].append(code)
    made = 0
    for place, group in enumerate(groups):
        chance.shuffle(group)
        wanted = after // len(new) + (place < after % len(new))
        for part in _dealt(group, max(1, wanted)):
            made += 1
            name = f"Xã Mới {made}"
            if len(part) == 1:
                rows.append(_row("move", part, [], parent=new[place]))
                continue
            rows.append(
                _row("merge", part, [f"XM_{made:05d}"], name=name, unit_kind=UnitKind.COMMUNE, parent=new[place])
            )


def _dealt(group: list[str], n: int) -> list[list[str]]:
    parts: list[list[str]] = [group[start::n] for start in range(min(n, len(group)))]
    return [part for part in parts if part]


def _row(kind: str, predecessors: Sequence[str], successors: Sequence[str], **more: str) -> dict[str, str]:
    given = {"kind": kind, "predecessors": ";".join(predecessors), "successors": ";".join(successors)}
    return dict.fromkeys(COLUMNS, "") | given | {"on": ON.isoformat(), "document": "NQ 202/2025/QH15"} | more


def build(land: Country) -> None:
    """The units of before as rows, each at its place."""
    kinds = {"XA": UnitKind.COMMUNE, "CU": UnitKind.PROVINCE}
    whole = dict.fromkeys(provinces(), UnitKind.PROVINCE)
    names = {row["code"]: row["name_current"] for row in agency_rows()}
    units = {
        code: new_unit(
            code,
            name=names.get(code, re.sub("_", " ", code)),
            kind=UnitKind.DEPARTMENT
            if code.startswith("CUC")
            else whole.get(code) or kinds.get(code[:2], UnitKind.MINISTRY),
        )
        for code in land.parents
    }
    Unit.objects.bulk_create(units.values(), batch_size=BATCH)
    for code in land.parents:
        above = land.parents[code]
        units[code].path = f"/{units[above].pk}/{units[code].pk}/" if above else f"/{units[code].pk}/"
        units[code].prefixes = [units[code].path]
    Unit.objects.bulk_update(units.values(), ["path", "prefixes"], batch_size=BATCH)
    UnitName.objects.bulk_create([UnitName(unit=unit, name=unit.name) for unit in units.values()], BATCH)
    UnitPlacement.objects.bulk_create(
        [
            UnitPlacement(unit=units[code], parent=units.get(above), path=units[code].path)
            for code, above in land.parents.items()
        ],
        BATCH,
    )
