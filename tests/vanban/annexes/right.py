"""The annexes of one resolution from ../shared/data, and how many cells of what was read from them are right."""

import csv
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.vanban.annexes.made import Layout
from vanban import Agency, AgencyTable, TargetRow, TaskRow

DATA = Path(__file__).parents[4] / "shared" / "data"
RESOLUTION = "03/NQ-CP"
Record = dict[str, str]

#: names without a code in the table of agencies -> the code the records give, "" where they give none
UNCODED = {
    "Ban Tuyên giáo Trung ương": "BTGDVTW",
    "Viện Hàn lâm Khoa học và Công nghệ": "VHLKHCNVN",
    "Bắc Ninh": "BAC_NINH",
    "Bình Dương": "HO_CHI_MINH",
    "An Giang": "AN_GIANG",
    "Địa phương được lựa chọn": "ALL_PROVINCES",
    "Các thành phố trực thuộc Trung ương và một số tỉnh đủ điều kiện": "ALL_PROVINCES",
    "Các cơ quan Đảng": "",
    "Quốc hội": "",
    "Tập đoàn": "",
    "doanh nghiệp công nghệ số": "",
}


@dataclass
class Count:
    """Cells that were compared."""

    right: int = 0
    total: int = 0
    #: each wrong cell as a sentence
    wrong: list[str] = field(default_factory=list)

    def take(self, where: str, expected: object, found: object) -> None:
        self.total += 1
        self.right += expected == found
        if expected != found:
            self.wrong.append(f"{where}: {found!r}, not {expected!r}")


# -- tasks --------------------------------------------------------------------------------------------------------


def tasks() -> list[Record]:
    """The 140 rows of the resolution's second annex, by the role of their column."""
    return [
        {
            "group_no": row["group_no"],
            "group_name": row["group_name"],
            "ordinal": row["ref"].rpartition(", ")[2],
            "name": row["name"],
            "result": row["product"],
            "lead": row["lead_agency_original"],
            "coordinating": row["coord_agencies_original"],
            "time": row["deadline_text"],
            "lead_codes": row["lead_codes"],
            "coordinating_codes": row["coord_codes"],
            "on": row["deadline_date"],
            "kind": row["deadline_kind"],
            "recurrence": row["recurrence"],
        }
        for row in _rows("tasks.csv")
    ]


def count_tasks(rows: Sequence[TaskRow], records: Sequence[Record], layout: Layout) -> Count:
    """Every cell of the table against what was read: a column that the layout leaves out must be read as empty."""
    count, there = Count(), {role for role, _ in layout.columns}
    count.take("rows", len(records), len(rows))
    for row, record in zip(rows, records, strict=False):
        at = record["ordinal"]
        shown = {role: words if role in there or "_" in role else "" for role, words in record.items()}
        group = (record["group_no"], record["group_name"]) if layout.groups else None
        count.take(f"{at} number", at, row.number)
        count.take(f"{at} group", group, (row.group.number, row.group.name) if row.group else None)
        count.take(f"{at} content", shown["name"], row.content)
        count.take(f"{at} product", shown["result"], row.product)
        count.take(f"{at} lead", _codes(record["lead_codes"]), _found(row.leads, record["lead_codes"]))
        codes = record["coordinating_codes"] if "coordinating" in there else ""
        count.take(f"{at} coordinating", _codes(codes), _found(row.coordinating, codes))
        count.take(f"{at} time", shown["time"], row.time)
        if "time" in there:
            count.take(f"{at} day", record["on"], str(row.deadlines[-1].on) if row.deadlines else "")
            count.take(f"{at} kind of time", record["kind"], row.time_kind)
            count.take(f"{at} recurrence", _cadence(record["recurrence"]), _cadence_found(row))
    return count


def _cadence(words: str) -> str:
    """What the records' words for a recurrence come to."""
    return {"thường xuyên": "always", "hằng năm": "yearly", "": ""}.get(words, "open_end")


def _cadence_found(row: TaskRow) -> str:
    return "open_end" if "open_end" in row.flags else ";".join(c.value for c in row.recurrence)


def _codes(codes: str) -> set[str]:
    return set(filter(None, codes.split(";")))


def _found(agencies: Sequence[Agency], expected: str) -> set[str]:
    """The codes of what was read; agencies merged since under their successors, as in the records."""
    found = {SUCCESSORS.get(code, code) for a in agencies if (code := UNCODED.get(a.name, a.code or a.name))}
    if "RELATED_AGENCIES" in found:  # the records count "các bộ, ngành liên quan" with all of them
        return found - {"RELATED_AGENCIES"} | {code for code in _codes(expected) if code.startswith("ALL_")}
    return found


def _successors() -> Iterator[tuple[str, str]]:
    with (DATA / "agencies.csv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if found := re.search(r"map_to=(\w+)", row["note"]):
                yield row["code"], found.group(1)


SUCCESSORS = dict(_successors())
TABLE = AgencyTable.from_csv(DATA / "agencies.csv")

#: what offices call the columns of a task table
SYNONYMS = {
    "ordinal": ("TT", "STT", "Số TT", "Số thứ tự"),
    "name": (
        "Nhiệm vụ",
        "Nội dung công việc",
        "Tên nhiệm vụ",
        "Nội dung nhiệm vụ",
        "Nhiệm vụ, giải pháp",
        "Đề án/Nhiệm vụ",
    ),
    "lead": ("Cơ quan chủ trì", "Đơn vị thực hiện", "Chủ trì", "Đơn vị chủ trì", "Cơ quan, đơn vị chủ trì thực hiện"),
    "coordinating": ("Cơ quan phối hợp", "Đơn vị phối hợp", "Phối hợp", "Cơ quan, đơn vị phối hợp thực hiện"),
    "result": ("Sản phẩm", "Kết quả", "Sản phẩm/Kết quả", "Dự kiến sản phẩm", "Kết quả, sản phẩm đầu ra"),
    "time": ("Thời gian hoàn thành", "Thời hạn", "Thời gian thực hiện", "Tiến độ", "Thời hạn hoàn thành", "Thời gian"),
    "note": ("Ghi chú",),
}
ROLES = ("ordinal", "name", "lead", "coordinating", "result", "time", "note")


def columns(*roles: str, call: int = 0) -> tuple[tuple[str, str], ...]:
    return tuple((role, SYNONYMS[role][call % len(SYNONYMS[role])]) for role in roles)


TASK_LAYOUTS = {
    "plain": Layout(columns(*ROLES)),
    "two tiers": Layout(columns(*ROLES, call=2), over=((2, 2, "Phân công thực hiện"),), numbering=True),
    "merged down": Layout(columns(*ROLES, call=1), merged=("lead", "time"), groups="across", landscape=False),
    "groups in two cells": Layout(columns("ordinal", "name", "result", "lead", "coordinating", "time"), groups="split"),
    "head again": Layout(columns(*ROLES, call=3), numbering=True, again=70),
    "without numbers": Layout(columns("name", "time", "lead", "coordinating", "result"), groups="across"),
}


def shuffled(seed: int) -> Layout:
    """A layout by chance: order, what is left out, and what the columns are called."""
    chance = random.Random(seed)
    kept = [r for r in ROLES if r in ("name", "lead") or chance.random() < 0.8]
    if len(kept) < 3:
        kept.append("time")
    chance.shuffle(kept)
    return Layout(
        tuple((role, chance.choice(SYNONYMS[role])) for role in kept),
        groups=chance.choice(("across", "numbered", "split")),
        numbering=chance.random() < 0.3,
        landscape=chance.random() < 0.5,
    )


# -- targets ------------------------------------------------------------------------------------------------------

#: what the records leave out of a cell: "… và các bộ, ngành"
LEFT_OUT = {"PL I, 29": ";ALL_MINISTRIES"}
_SIGNS = {">=": "≥ ", "<=": "≤ ", ">": "> "}


def targets() -> list[Record]:
    """The rows of the resolution's first annex, each value as a paper writes it."""
    return [
        {
            "group_no": "A" if row["target_year"] == "2030" else "B",
            "group_name": f"Mục tiêu đến năm {row['target_year']}",
            "ordinal": row["ref"].rpartition(", ")[2],
            "parent": row["parent_id"].rpartition("-")[2],
            "name": row["name_vi"],
            "unit": row["unit"],
            "lead": row["lead_agency_original"],
            "value": _written(row),
            f"value_{row['target_year']}": _written(row),
            "year": row["target_year"],
            "operator": "" if row["value_text"] or row["operator"] == "group" else row["operator"],
            "low": row["value"],
            "high": row["value_max"],
            "lead_codes": row["lead_agency_code_2025"] + LEFT_OUT.get(row["ref"], ""),
        }
        for row in _rows("targets.csv")
    ]


def _written(row: Record) -> str:
    if row["value_text"] or not row["value"]:
        return row["value_text"]
    low, high = row["value"].replace(".", ","), row["value_max"].replace(".", ",")
    return f"{low} - {high}" if high else f"{_SIGNS.get(row['operator'], '')}{low}"


def count_targets(rows: Sequence[TargetRow], records: Sequence[Record], layout: Layout) -> Count:
    """Every cell of the table against what was read; a number where the records hold no words beside it."""
    count, there = Count(), {role for role, _ in layout.columns}
    count.take("rows", len(records), len(rows))
    for row, record in zip(rows, records, strict=False):
        at, value = record["ordinal"], record["value"]
        count.take(f"{at} number", at, row.number)
        count.take(f"{at} parent", record["parent"], row.parent)
        count.take(f"{at} indicator", record["name"], row.indicator)
        count.take(f"{at} unit", record["unit"] if "unit" in there else "", row.unit)
        count.take(
            f"{at} values", [(int(record["year"]), value)] if value else [], [(v.year, v.text) for v in row.values]
        )
        codes = record["lead_codes"] if "lead" in there else ""
        count.take(f"{at} lead", _codes(codes), _found(row.leads, codes))
        if record["operator"]:
            plain = (record["operator"], float(record["low"]), float(record["high"]) if record["high"] else None)
            count.take(f"{at} figure", [plain], [(v.operator, v.number, v.upper) for v in row.values])
    return count


TARGET_LAYOUTS = {
    "years under one head": Layout(
        (
            ("ordinal", "TT"),
            ("name", "Chỉ tiêu"),
            ("unit", "Đơn vị tính"),
            ("value_2030", "2030"),
            ("value_2045", "2045"),
            ("lead", "Cơ quan chủ trì"),
        ),
        over=((3, 2, "Mục tiêu"),),
        numbering=True,
        groups="",
    ),
    "years in groups": Layout(
        (
            ("ordinal", "STT"),
            ("name", "Tên chỉ tiêu"),
            ("unit", "ĐVT"),
            ("value", "Mục tiêu"),
            ("lead", "Đơn vị theo dõi"),
        ),
        groups="across",
    ),
    "lead first": Layout(
        (
            ("ordinal", "Số TT"),
            ("lead", "Cơ quan chịu trách nhiệm"),
            ("name", "Chỉ số"),
            ("value_2030", "Mục tiêu đến năm 2030"),
            ("value_2045", "Định hướng năm 2045"),
            ("unit", "Đơn vị"),
        ),
        merged=("lead",),
        groups="",
        landscape=False,
    ),
}


def _rows(name: str) -> list[Record]:
    with (DATA / name).open(encoding="utf-8", newline="") as rows:
        return [row for row in csv.DictReader(rows) if row["document"] == RESOLUTION]
