"""Reads the signature block: in whose stead, as what, who."""

from __future__ import annotations

import re

from vanban.grammar import heads as grammar
from vanban.head import Head, lines_of
from vanban.text import fold


def signature(head: Head) -> tuple[str | None, str | None, str | None]:
    """(capacity, title, name): "KT. BỘ TRƯỞNG", "THỨ TRƯỞNG", the name; None for what is not there."""
    lines = _signature_lines(head)
    beside = _beside_recipients(head) if len(lines) < 2 else None
    if beside:
        return beside
    capacity: list[str] = []
    title: str | None = None
    for n, line in enumerate(lines):
        if grammar.CAPACITY.match(line) and title is None:
            capacity.append(line)
        elif (
            capacity
            and title is None
            and not capacity[-1].endswith(("TƯỚNG", "CHỦ NHIỆM"))
            and capacity[-1].endswith(",")
        ):
            rest = grammar.POST.match(line)
            capacity[-1] = f"{capacity[-1]} {line[: rest.end()] if rest else line}".strip()
            line = line[rest.end() :].strip() if rest else ""
            if line and grammar.POST.match(line):
                title = line
        elif grammar.POST.fullmatch(line) and (title is None):
            if capacity and capacity[-1].endswith(("NHÂN", ",")):
                capacity[-1] = f"{capacity[-1]} {line}"
            else:
                title = line
        elif capacity and title is None and line.isupper() and re.search(r"(?:NHÂN|BAN)$", capacity[-1]):
            capacity[-1] = f"{capacity[-1]} {line}"
        elif title and grammar.PERSON_NAME.fullmatch(line):
            return " ".join(capacity) or None, title, line
        elif title and n > 0 and (line.isupper() and len(line) > 40):
            break
    return " ".join(capacity) or None, title, None


#: posts as they stand when the scan ran the two columns of the foot together
_POSTS = {
    fold(post): post
    for post in (
        "PHÓ TỔNG GIÁM ĐỐC", "PHÓ TỔNG CỤC TRƯỞNG", "PHÓ CHỦ TỊCH", "PHÓ THỦ TƯỚNG", "PHÓ CHỦ NHIỆM", "PHÓ CỤC TRƯỞNG",
        "PHÓ GIÁM ĐỐC", "PHÓ VỤ TRƯỞNG", "THỨ TRƯỞNG", "TỔNG CỤC TRƯỞNG", "CỤC TRƯỞNG", "VỤ TRƯỞNG", "CHÁNH VĂN PHÒNG",
    )
}  # fmt: skip


def _beside_recipients(head: Head) -> tuple[str | None, str | None, str | None] | None:
    """The signature of a scan whose foot reads "Nơi nhận: KT. TỔNG GIÁM ĐỐC / - Như trên; PHÓ TỔNG GIÁM ĐỐC"."""
    capacity = _in_recipients(head)
    at = next((i for i, b in enumerate(head.blocks) if grammar.RECIPIENTS.match(b.text)), None)
    if capacity is None or at is None:
        return None
    title: str | None = None
    for block in head.blocks[at + 1 : at + 4]:
        tail = re.search(r"[;,.]\s*\W*([A-ZĐÀ-Ỹ ]{8,30})$", block.text)
        title = title or (_POSTS.get(fold(tail.group(1))) if tail else None)
    names = (b.text for b in head.blocks[at + 1 : at + 26] if not b.marker and grammar.PERSON_NAME.fullmatch(b.text))
    return capacity, title, next(names, None) if title else None


def _signature_lines(head: Head) -> list[str]:
    """From the first capacity line or post after the body ends, some lines on."""
    starts = [
        i
        for i, b in enumerate(head.blocks)
        if i > head.top // 4
        and any(grammar.CAPACITY.match(x) or grammar.POST.fullmatch(x) for x in lines_of(b))
        and len(b.text) < 120
        and not (head.kind_at is not None and i < head.kind_at + 3)
    ]
    if not starts:
        cut = _in_recipients(head)
        return [cut] if cut else []
    lines: list[str] = []
    for block in head.blocks[starts[0] : starts[0] + 9]:
        lines.extend(line.strip(" *|") for line in lines_of(block))
    while lines and not (grammar.CAPACITY.match(lines[0]) or grammar.POST.fullmatch(lines[0])):
        lines.pop(0)
    return lines


def _in_recipients(head: Head) -> str | None:
    for block in head.blocks:
        if grammar.RECIPIENTS.match(block.text):
            found = re.search(r"(?:KT|TM|TL|TUQ)\. ?[A-ZĐÀ-Ỹ ]{5,}", block.text)
            return found.group() if found else None
    return None
