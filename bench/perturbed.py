"""How much the reading of ../shared/corpus falls when the same papers are written otherwise.

    python -m bench.perturbed

Prints `ready` of the labelled documents as they are, then under each change: other marks, broken or joined lines,
capitals, small letters, short names, page furniture, letters damaged. The labels are changed with the text where they
quote it; who, when and with whom must stay. The labelled documents were learned from, so that only the fall tells.
"""

import re
import sys
import textwrap
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

import vanban

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
#: one document: its text and its labelled assignments
Paper = tuple[str, list[dict[str, Any]]]
Change = Callable[[str], str]

_AGENCY_LINE = re.compile(
    r"(?m)^((?:\W*(?:\d+|[IVX]+|[a-zđ])[.)]\W*)?)((?:Bộ|Sở|UBND|Ủy ban|Văn phòng|Công an|Cục) [^.;:\n]{3,70}:)$"
)
#: what opens the name of an agency
_NAMES = "Bộ|Sở|UBND|Ủy|Văn|Các|Công|Cục|Giám|Chủ|Ban|Tổng|Tập|Thủ|Phó|BHXH|Vụ"
_DAMAGE = str.maketrans("ảẩẳẻểỏổởủửạậặẹệọộợụự", "aâăeêoôơuưaâăeêoôơuư")


def marks(pattern: str, put: str) -> Change:
    """Replaces the mark at the start of lines."""
    return lambda text: re.sub(rf"(?m)^([*\s]*){pattern}", rf"\1{put}", text)


def one_line_a_paragraph(text: str) -> str:
    """Joins lines that end in the middle of a sentence, as copying from a page does."""
    return re.sub(r"(?<=[^\s.;:|*])\n(?=[a-zà-ỹđ])(?![a-zđ][.)])", " ", text)


def broken_at(width: int) -> Change:
    """Breaks every long line, without blank lines between paragraphs."""

    def change(text: str) -> str:
        if "phụ lục" in text.lower():  # a flattened table lives by its lines
            return text
        if "PHỤ LỤC" in text:  # a flattened table lives by its lines
            return text
        lines = (
            textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) if line[:1] != "|" else line
            for line in text.splitlines()
        )
        return "\n".join(lines)

    return change


def with_furniture(text: str) -> str:
    """A running head of the gazette and a page number between lines."""
    lines = text.splitlines()
    for at in range(len(lines) - 1, 0, -37):
        if lines[at][:1].islower():
            lines[at:at] = ["CÔNG BÁO/Số 612 + 613/Ngày 30-6-2026 47"]
    return "\n".join(lines)


def damaged(text: str) -> str:
    """One kind of word in twelve loses a hook or a dot, always the same one."""
    return re.sub(
        r"\w+", lambda m: m.group().translate(_DAMAGE) if zlib.crc32(m.group().encode()) % 12 == 0 else m.group(), text
    )


CHANGES: dict[str, Change] = {
    "as they are": lambda text: text,
    "1. as 1/": marks(r"(\d{1,2})\. ", r"\2/ "),
    "1. as 1-": marks(r"(\d{1,2})\. (?=[A-ZĐ])", r"\2- "),
    "1. as 1)": marks(r"(\d{1,2})\. ", r"\2) "),
    "1. without its space": marks(r"(\d{1,2})\. (?=[A-ZĐ])", r"\2."),
    "a) as a.": marks(r"([a-zđ])\) ", r"\2. "),
    "a) as (a)": marks(r"([a-zđ])\) ", r"(\2) "),
    "I. as I-": marks(r"([IVX]+)\. ", r"\2- "),
    "- as •": marks("- ", "• "),
    "- as +": marks("- ", "+ "),
    "- as –": marks("- ", "– "),
    "sentences joined": one_line_a_paragraph,
    "lines broken at 78": broken_at(78),
    "agencies alone on a line in capitals": lambda text: _AGENCY_LINE.sub(
        lambda m: m.group(1) + m.group(2).upper(), text
    ),
    "small letters after marks": lambda text: re.sub(
        rf"(?m)^((?:[a-zđ]\)|[-+]) )(?!(?:{_NAMES})\b)([A-ZĐ])", lambda m: m.group(1) + m.group(2).lower(), text
    ),
    "Ủy ban nhân dân as UBND": lambda text: re.sub(r"[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân", "UBND", text),
    "page furniture": with_furniture,
    "letters damaged": damaged,
    "decomposed letters": lambda text: unicodedata.normalize("NFD", text),
    "two spaces for one": lambda text: text.replace(" ", "  "),
    "windows line ends": lambda text: text.replace("\n", "\r\n"),
}


def papers() -> Iterator[Paper]:
    for label in sorted((CORPUS / "labels").glob("*.yaml")):
        labelled = yaml.safe_load(label.read_text(encoding="utf-8"))
        yield (CORPUS / "docs" / labelled["file"]).read_text(encoding="utf-8"), labelled.get("assignments") or []


def ready(change: Change, sources: list[Paper], table: vanban.AgencyTable) -> float:
    """The share of labelled assignments found with the right lead and time in the changed texts."""
    sys.path.insert(0, str(CORPUS))
    import score  # the scorer lies beside the corpus

    right = labelled = 0
    for text, gold in sources:
        changed = change(text)
        moved = [{**g, "action": change(g["action"])} for g in gold]
        found = vanban.read_text(changed, "text", agencies=table).as_json()["assignments"]
        labelled += len(gold)
        for i, j in score.match(moved, found, changed):
            lead = score.as_list(moved[i].get("lead"))
            hits, wanted, given = score.prf_lists(lead, found[j]["lead"])
            who = hits == wanted == given or (moved[i].get("lead_implicit") and not found[j]["lead"])
            days, read = score.deadlines(moved[i].get("deadline")), score.predicted_deadlines(found[j])
            when = days == read or (moved[i].get("deadline_from") and not read)
            cadences = sorted(map(str, score.as_list(moved[i].get("recurrence"))))
            right += bool(who and when and cadences == sorted(found[j]["recurrence"]))
    return right / labelled


def main() -> int:
    if not CORPUS.exists():
        print("không đo được: ../shared/corpus không nằm cạnh mã nguồn")
        return 1
    table, sources = (
        vanban.AgencyTable.from_csv(Path(str(files("giamsat.people") / "seed" / "agencies.csv"))),
        list(papers()),
    )
    for name, change in CHANGES.items():
        print(f"{name:<40}{ready(change, sources, table):.3f}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
