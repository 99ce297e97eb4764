"""Refuses papers that carry a secrecy stamp: the stamp stands on a line of its own near the head, not in prose."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import pairwise

from vanban.blocks import Block
from vanban.grammar import heads as grammar
from vanban.text import fold
from vanban.unreadable import Unreadable

#: blocks from the top within which a stamp is looked for
NEAR_THE_HEAD = 25
#: stamps set with spread letters: "M Ậ T"
SPREAD = ("MẬT", "TỐIMẬT", "TUYỆTMẬT")
#: "MẬT" as recognition may read it; a stamp "MẪU" is another word
_SHORT = re.compile(r"(?:m|n|h|rn)at|ma[tlifj1]")
#: the longer stamps, and how much of one must be read right: every second letter was wrong in no stamp we tried
_LONG, _NEARLY = ("toimat", "tuyetmat"), 0.6


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


def is_stamp_read(words: str) -> bool:
    """Whether a rubber stamp that recognition read so, perhaps with a letter wrong, is one of secrecy."""
    letters = "".join(letter for letter in fold(words) if letter.isalnum())
    return bool(_SHORT.fullmatch(letters)) or any(
        SequenceMatcher(None, letters, stamp).ratio() >= _NEARLY for stamp in _LONG
    )


def _is_stamp(line: str) -> bool:
    letters = line.split(" ")
    is_spread = len(letters) > 2 and all(len(letter) == 1 for letter in letters)
    return bool(grammar.SECRET.fullmatch(line)) or (is_spread and "".join(letters).upper() in SPREAD)
