"""Refuses papers that carry a secrecy stamp: the stamp stands on a line of its own near the head, not in prose."""

from __future__ import annotations

from itertools import pairwise

from vanban.blocks import Block
from vanban.grammar import heads as grammar
from vanban.unreadable import Unreadable

#: blocks from the top within which a stamp is looked for
NEAR_THE_HEAD = 25
#: stamps set with spread letters: "M Ậ T"
SPREAD = ("MẬT", "TỐIMẬT", "TUYỆTMẬT")


def refuse_secret(blocks: tuple[Block, ...]) -> None:
    """Raises Unreadable("secret") when a stamp MẬT, TỐI MẬT or TUYỆT MẬT is found (Law on State Secrets, art. 13)."""
    for block in blocks[:NEAR_THE_HEAD]:
        edges = [*block.breaks, len(block.text)]
        for a, b in pairwise(edges):
            line = block.text[a:b].strip(" .*_|")
            # Typed instead of stamped: "Mật" alone on its line. In a table's cell the same word may be a plain entry.
            if _is_stamp(line) or (not block.cells and line[:1].isupper() and _is_stamp(line.upper())):
                raise Unreadable("secret")
        if any(_is_stamp(cell.strip(" .*")) for cell in block.cells):
            raise Unreadable("secret")


def _is_stamp(line: str) -> bool:
    letters = line.split(" ")
    is_spread = len(letters) > 2 and all(len(letter) == 1 for letter in letters)
    return bool(grammar.SECRET.fullmatch(line)) or (is_spread and "".join(letters).upper() in SPREAD)
