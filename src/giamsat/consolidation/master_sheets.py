"""A master plan laid out: the body of its submission (tờ trình), and landscape tables as annexes."""

from collections.abc import Iterable, Mapping
from typing import Any

from giamsat.consolidation.models import CompilationText
from giamsat.consolidation.states import Part
from giamsat.paper import Appendix, Block, Heading, Item, Paragraph, Table
from giamsat.targets.plans_conflicts import Conflict
from giamsat.targets.plans_content import figure, goal_said
from giamsat.targets.plans_papers import workbook_of
from giamsat.targets.plans_states import MeasureKind, Term

#: Column names and relative widths of the annexes; the workbook has the same columns.
GOALS = (("TT", 1), ("Cơ quan", 4), ("Chỉ tiêu", 6), ("Thời gian", 2.5), ("Mục tiêu", 4), ("Ghi chú", 4))
MEASURES = (
    *(("TT", 1), ("Cơ quan", 3.5), ("Nhiệm vụ, giải pháp", 6), ("Chỉ tiêu", 2.5), ("Sản phẩm", 4), ("Chủ trì", 3)),
    *(("Phối hợp", 3), ("Thời hạn", 2.5), ("Nguồn lực, kinh phí", 3.5)),
)
COMPONENTS = (
    *(("TT", 1), ("Cơ quan", 3.5), ("Chỉ tiêu thành phần", 5), ("Thuộc chỉ tiêu", 2.5), ("Phương pháp tính", 4.5)),
    *(("Cách đo lường", 4), ("Chủ trì", 3), ("Năm kế hoạch", 2.5), ("Cuối giai đoạn", 2.5)),
)

PARTS_OF_A_PLAN = ("goals", "measures", "components")

Words = Mapping[Part, CompilationText]


def master_body(words: Words, figures: Mapping[str, Any]) -> Iterable[Block]:
    """The submission: who sent a plan and who did not, what they hold, what does not fit, what is asked."""
    yield Paragraph(words[Part.OPENING].text)
    yield from _part(Part.SENT, words)
    if figures["silent_units"]:
        yield Paragraph("Các cơ quan chưa gửi kế hoạch:")
        for row in figures["silent_units"]:
            yield Item(f"{row['unit']} (người đứng đầu: {row['head']})" if row["head"] else row["unit"])
    if waiting := [row["unit"] for row in figures["sent_units"] if not row["is_agreed"]]:
        yield Paragraph(f"Kế hoạch đã gửi nhưng chưa thống nhất: {'; '.join(waiting)}.")
    yield from _part(Part.GOALS, words)
    yield from _part(Part.MEASURES, words)
    yield from _part(Part.CONFLICTS, words)
    yield from (Item(Conflict.from_json(one).sentence) for one in figures["conflicts"])
    yield from _part(Part.MECHANISM, words)
    yield from (Item(f"{row['unit']}: {row['text']}") for row in figures["mechanisms"])
    yield from _part(Part.PROPOSAL, words)


def master_appendices(figures: Mapping[str, Any]) -> Iterable[Appendix]:
    """The tables that have rows."""
    tables = (
        ("Mục tiêu các cơ quan đăng ký", GOALS, goal_rows(figures)),
        ("Nhiệm vụ, giải pháp thực hiện", MEASURES, measure_rows(figures)),
        ("Chỉ tiêu thành phần", COMPONENTS, component_rows(figures)),
    )
    for title, columns, rows in tables:
        if rows:
            header, widths = zip(*columns, strict=True)
            table = Table(header, tuple(tuple(map(str, row)) for row in rows), widths)
            yield Appendix(title=title, blocks=(table,), landscape=True)


def goal_rows(figures: Mapping[str, Any]) -> list[tuple[str | int, ...]]:
    """A row for each goal, as `GOALS` heads them."""
    years = {Term.YEAR: str(figures["year"]), Term.PERIOD: f"{figures['year']} - {figures['until']}"}
    return [
        (
            n,
            row["unit"]["name"],
            f"{row['of']['indicator']}. {row['of']['name']}",
            years[Term(row["of"]["term"])],
            goal_said(row["of"], row["of"]["measure"]),
            row["of"]["note"],
        )
        for n, row in enumerate(figures["goals"], start=1)
    ]


def measure_rows(figures: Mapping[str, Any]) -> list[tuple[str | int, ...]]:
    """A row for each task or solution, as `MEASURES` heads them."""
    return [(n, row["unit"]["name"], *_measure(row["of"])) for n, row in enumerate(figures["measures"], start=1)]


def _measure(one: Mapping[str, Any]) -> tuple[str, ...]:
    kind = "" if one["kind"] == MeasureKind.TASK else f"{MeasureKind(one['kind']).label}: "
    money = f"{figure(str(one['funding']))} đồng" if one["funding"] is not None else ""
    means = (one["resources"].rstrip("."), money, one["funding_source"])
    return (
        f"{kind}{one['name']}",
        one["indicator"],
        one["product"],
        one["lead"]["name"] if one["lead"] else "",
        "; ".join(unit["name"] for unit in one["coordinators"]),
        one["words"],
        "; ".join(part for part in means if part),
    )


def component_rows(figures: Mapping[str, Any]) -> list[tuple[str | int, ...]]:
    """A row for each target on the way, as `COMPONENTS` heads them."""
    return [(n, row["unit"]["name"], *_component(row["of"])) for n, row in enumerate(figures["components"], start=1)]


def _component(one: Mapping[str, Any]) -> tuple[str, ...]:
    values = [f"{figure(v)} {one['measure']}".strip() if v is not None else "" for v in _values(one)]
    return (
        one["name"],
        one["indicator"],
        one["calculation"],
        one["measurement"],
        one["lead"]["name"] if one["lead"] else "",
        values[0],
        values[1] or one["text"],
    )


def _values(one: Mapping[str, Any]) -> tuple[str | None, str | None]:
    return one["value"], one["value_until"]


def _part(part: Part, words: Words) -> Iterable[Block]:
    yield Heading(1, part.label)
    yield from (Paragraph(line) for line in words[part].text.splitlines() if line.strip())


def master_workbook(figures: Mapping[str, Any]) -> bytes:
    """The plans of all agencies in one workbook, and what does not fit on a sheet of its own."""
    contents = [
        {
            "unit": row["unit"],
            "year": figures["year"],
            "until": figures["until"],
            **{name: [row["of"]] if name == part else [] for name in PARTS_OF_A_PLAN},
        }
        for part in PARTS_OF_A_PLAN
        for row in figures[part]
    ]
    sentences = [Conflict.from_json(one).sentence for one in figures["conflicts"]]
    return workbook_of(*contents, remarks={"Chưa khớp": sentences, "Chưa gửi": _silent(figures)})


def _silent(figures: Mapping[str, Any]) -> list[str]:
    return [row["unit"] for row in figures["silent_units"]]
