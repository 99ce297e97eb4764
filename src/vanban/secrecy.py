"""Refuses papers that carry a secrecy stamp: the stamp stands on a line of its own near the head, not in prose."""

from __future__ import annotations

from itertools import pairwise

from vanban.blocks import Block
from vanban.grammar import heads as grammar
from vanban.unreadable import Unreadable

#: blocks from the top within which a stamp is looked for
NEAR_THE_HEAD = 25


def refuse_secret(blocks: tuple[Block, ...]) -> None:
    """Raises Unreadable("secret") when a stamp MẬT, TỐI MẬT or TUYỆT MẬT is found (Law on State Secrets, art. 13)."""
    for block in blocks[:NEAR_THE_HEAD]:
        edges = [*block.breaks, len(block.text)]
        for a, b in pairwise(edges):
            if grammar.SECRET.fullmatch(block.text[a:b].strip(" .*_|")):
                raise Unreadable("secret")
        for cell in block.cells:
            if grammar.SECRET.fullmatch(cell.strip(" .*")):
                raise Unreadable("secret")
