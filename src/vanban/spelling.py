"""Mends words whose marks the recognition of letters lost, as long as one word of official prose only is possible.

Every mended text is as long as before, so that places stay true. The head of a paper is never mended: what it says is
quoted as printed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from vanban.agencies import AgencyTable
from vanban.blocks import Block
from vanban.grammar import spelling as grammar
from vanban.text import fold

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_WORD = re.compile(r"[^\W\d_]+")
#: a paper is mended when more than this share of its common words has lost a mark, and this many of them
DAMAGED, LEAST = 0.03, 4
#: common words looked at before a paper is taken for whole
SAMPLE = 200


def mended(blocks: tuple[Block, ...], table: AgencyTable) -> tuple[Block, ...]:
    """The blocks with common words put right; the same blocks when the paper is not damaged."""
    known = _known(table.names)
    if not _looks_damaged(blocks, known):
        return blocks
    found = [_changes(block.text, known) for block in blocks]
    lost, kept = sum(len(changes) for changes, _ in found), sum(kept for _, kept in found)
    if lost < LEAST or lost <= DAMAGED * (lost + kept):
        return blocks
    return tuple(_with(block, changes) for block, (changes, _) in zip(blocks, found, strict=True))


def _looks_damaged(blocks: tuple[Block, ...], known: dict[str, tuple[str, str] | None]) -> bool:
    """What the first few hundred common words say; whole papers need no closer look."""
    lost = kept = 0
    for block in blocks:
        changes, whole = _changes(block.text, known)
        lost, kept = lost + len(changes), kept + whole
        if lost + kept > SAMPLE:
            break
    return lost > DAMAGED / 3 * (lost + kept)


@lru_cache(maxsize=2)
def _known(names: tuple[str, ...]) -> dict[str, tuple[str, str] | None]:
    """Two folded words in a row -> the two words; None where two readings are possible."""
    known: dict[str, tuple[str, str] | None] = {}
    for phrase in (*grammar.PHRASES, *names):
        words = [word.lower() for word in _WORD.findall(phrase)]
        for pair in pairwise(words):
            key = " ".join(map(_bare, pair))
            known[key] = pair if known.get(key, pair) == pair else None
    return known


@lru_cache(maxsize=20_000)
def _bare(word: str) -> str:
    return fold(word)


def _changes(text: str, known: dict[str, tuple[str, str] | None]) -> tuple[list[tuple[int, str]], int]:
    """(place, word as it should be) of each damaged word, and how many common pairs are whole."""
    changes: dict[int, str] = {}
    kept = 0
    words = [(m.start(), m.group()) for m in _WORD.finditer(text)]
    for (at, one), (there, two) in pairwise(words):
        pair = known.get(f"{_bare(one)} {_bare(two)}")
        if pair is None or text[at + len(one) : there] not in (" ", ", "):
            continue
        if (one.lower(), two.lower()) == pair:
            kept += 1
            continue
        for place, word, right in ((at, one, pair[0]), (there, two, pair[1])):
            if word.lower() != right and _has_lost(word.lower(), right):
                changes[place] = _cased(right, word)
    return sorted(changes.items()), kept


@lru_cache(maxsize=20_000)
def _has_lost(word: str, right: str) -> bool:
    """The word is the right one with marks lost, none changed: "nhiêm" for "nhiệm", not "nhiếm"."""
    if len(word) != len(right):
        return False
    return all(a == b or a in (_without_tone(b), _bare(b)) for a, b in zip(word, right, strict=True))


def _without_tone(letter: str) -> str:
    kept = [mark for mark in unicodedata.normalize("NFD", letter) if mark not in _TONES]
    return unicodedata.normalize("NFC", "".join(kept))


def _cased(right: str, word: str) -> str:
    if word.isupper() and len(word) > 1:
        return right.upper()
    return right.capitalize() if word[0].isupper() else right


def _with(block: Block, changes: list[tuple[int, str]]) -> Block:
    if not changes:
        return block
    text = block.text
    for at, word in changes:
        text = text[:at] + word + text[at + len(word) :]
    return replace(block, text=text)
