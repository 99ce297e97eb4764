"""A compilation laid out as an official paper (báo cáo or tờ trình, Decree 30/2020/NĐ-CP form 1.4)."""

from collections.abc import Iterable, Mapping
from typing import Any

from giamsat.consolidation.master_sheets import master_appendices, master_body
from giamsat.consolidation.models import Compilation, CompilationText
from giamsat.consolidation.queries import words_of
from giamsat.consolidation.states import CompilationKind, Part
from giamsat.paper import Appendix, Block, Heading, Item, Paragraph, Sheet, Signer, Table

ADDRESSEE = "Thủ tướng Chính phủ"
RECIPIENTS = ("Như trên", "Phó Thủ tướng Chính phủ (để b/c)", "Văn phòng Chính phủ", "Lưu: VT, VP")
NOBODY_SIGNED = ("BỘ TRƯỞNG",)
KIND_OF_PAPER = {CompilationKind.REPORT: "bao_cao", CompilationKind.MASTER: "to_trinh"}


def sheet_of(compilation: Compilation) -> Sheet:
    """The paper of a compilation: frozen figures and tables, words in force."""
    document = compilation.document
    words, figures = words_of(compilation), compilation.figures
    signer_title = document.signer_title.upper()
    is_master = compilation.kind == CompilationKind.MASTER
    return Sheet(
        kind=KIND_OF_PAPER[compilation.kind_word],
        agency=document.unit.name,
        symbol=document.symbol,
        place=document.place,
        subject=document.subject,
        number=int(document.number) if document.number else None,
        issued_on=document.issued_on,
        year=compilation.as_of.year,
        addressees=(ADDRESSEE,),
        body=tuple(master_body(words, figures) if is_master else _body(words, figures)),
        recipients=RECIPIENTS,
        signer=Signer((signer_title,) if signer_title else NOBODY_SIGNED, document.signer),
        appendices=tuple(master_appendices(figures) if is_master else _appendices(figures)),
    )


def _body(words: Mapping[Part, CompilationText], figures: Mapping[str, Any]) -> Iterable[Block]:
    yield Paragraph(words[Part.OPENING].text)
    yield from _part(Part.REPORTING, words)
    reports = figures["reports"]
    if reports["silent_units"]:
        yield Paragraph("Các đơn vị chưa báo cáo:")
        yield from (Item(_with_head(row["unit"], row["head"])) for row in reports["silent_units"])
    if reports["late_units"]:
        yield Paragraph("Các đơn vị báo cáo muộn:")
        yield from (Item(f"{row['unit']} (nộp lúc {row['at']})") for row in reports["late_units"])
    yield from _part(Part.RESULTS, words)
    yield from _part(Part.LATE, words)
    yield from (Item(line) for line in _late_by_unit(figures["late"]))
    yield from _part(Part.OBSTACLES, words)
    for row in figures["obstacles"]:
        yield Item(f"{row['unit']} ({row['code']}): {_sentence(row['description'])} Kiến nghị: {row['proposal']}")
    yield from _part(Part.PROPOSAL, words)


def _part(part: Part, words: Mapping[Part, CompilationText]) -> Iterable[Block]:
    yield Heading(1, part.label)
    yield from (Paragraph(line) for line in words[part].text.splitlines() if line.strip())


def _late_by_unit(late: Iterable[Mapping[str, str]]) -> Iterable[str]:
    """One line for each unit: its head, how many of its duties are late, and which; most first."""
    codes: dict[str, list[str]] = {}
    for row in late:
        codes.setdefault(_with_head(row["unit"], row["head"]), []).append(row["code"])
    for unit, late_ones in sorted(codes.items(), key=lambda found: -len(found[1])):
        yield f"{unit}: {len(late_ones)} phần việc ({', '.join(sorted(late_ones))})"


def _sentence(text: str) -> str:
    """`text` with its full stop."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _with_head(unit: str, head: str) -> str:
    return f"{unit} (người đứng đầu: {head})" if head else unit


def _appendices(figures: Mapping[str, Any]) -> Iterable[Appendix]:
    if not figures["late"]:
        return
    rows = tuple(
        (
            str(n),
            f"{row['code']}. {row['task']}",
            _with_head(row["unit"], row["head"]),
            row["due"],
            row["result"],
            row["causes"] or "Chưa nêu",
            row["commitment"] or "Chưa cam kết",
        )
        for n, row in enumerate(figures["late"], start=1)
    )
    header = ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn", "Kết quả", "Nguyên nhân", "Cam kết hoàn thành")
    table = Table(header=header, rows=rows, widths=(1, 6, 4, 3, 4, 4, 2.5))
    yield Appendix(title="Danh mục nhiệm vụ quá hạn chưa hoàn thành", blocks=(table,), landscape=True)
