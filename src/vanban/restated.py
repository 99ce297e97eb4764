"""Leaves out of an article what is not of the paper it retells: restated law, related links, what went before."""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.blocks import Block
from vanban.grammar import heads, quiet
from vanban.letterhead import Letterhead

_SENTENCE_END = re.compile(r"(?:(?<=[a-zà-ỹ\d)])\.|;)\s+(?=\S)")


def of_the_paper(blocks: tuple[Block, ...], head: Letterhead) -> list[Block]:
    """The blocks of an article that may report the paper.

    Left out are those under a citation of other law and, once the picture of the article has come, those under a
    question that does not name the paper.
    """
    kept: list[Block] = []
    other = pictured = False
    for i, block in enumerate(blocks):
        pictured = pictured or quiet.PICTURE.regex.search(block.text) is not None
        if is_heading(block):
            other = pictured and block.text.endswith("?") and not _names(blocks[i : i + 2], head)
        elif _restates(block.text, head):
            other = True
        if quiet.LINKS.regex.match(block.text):
            other = True
        if not other and not quiet.CAPTION.regex.search(block.text):
            kept.append(block)
    return kept


def _names(blocks: tuple[Block, ...], head: Letterhead) -> bool:
    return any(head.number and f"{head.number}/" in block.text for block in blocks)


def is_heading(block: Block) -> bool:
    """A heading of an article: a question, or a short line without an end and without a mark."""
    text = block.text.strip()
    if text.endswith("?"):
        return True
    return block.marker is None and len(text) < 140 and text[-1:] not in '.;:,/)”"' and not text[:1].islower()


def _restates(text: str, head: Letterhead) -> bool:
    """ "Căn cứ Điều 17 Nghị định … quy định như sau:", "Theo khoản 2 Điều 59 Nghị định …, phạt tiền …"."""
    if not quiet.RESTATED.regex.match(text) and not quiet.LAW_SAYS.regex.match(text):
        return False
    numbers = [m.group("number") for m in heads.CITED.regex.finditer(text)]
    own = f"{head.number}/" if head.number else None
    return not (own and any(number.replace(" ", "").startswith(own) for number in numbers)) and not (
        own and own in text
    )


def without_closing(block: Block) -> Block | None:
    """The block without the boilerplate it ends with ("… Nếu có vướng mắc, báo cáo …"); None when that is all."""
    formula = quiet.CLOSING.regex.search(block.text)
    if formula is None:
        return block
    cut = max((m.end() for m in _SENTENCE_END.finditer(block.text, 0, formula.start() + 1)), default=0)
    if cut - (block.marker.length if block.marker else 0) < 40:
        return None
    text = block.text[:cut].rstrip()
    return replace(block, text=text, places=block.places[: len(text)])
