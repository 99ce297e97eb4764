"""Keys by which alike titles meet without every title being compared with every other.

A title has a key for each rare word and each two, four and eight words in a row, weighted by what they say, and keys of
groups of smallest hashes (MinHash bands), mixed with its numbers and provinces so that the hundred tasks that differ
by a number do not all meet. Common keys are left out first, so the work grows with the number of titles only.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

import numpy as np
import numpy.typing as npt

from vanban.likeness.parse import Parsed

Owners = npt.NDArray[np.int32]
Hashes = npt.NDArray[np.uint64]
Weights = npt.NDArray[np.float32]
_Chunk = tuple[Hashes, Owners, Weights, Weights]

_BANDS, _ROWS = 8, 3
#: titles taken apart at once
_AT_A_TIME = 5_000
#: lengths of the longer stretches; in a list of a hundred thousand titles two words in a row are no longer rare
_STRETCHES = (4, 8)
#: what meeting in a band is worth beside the words themselves
_BAND = 0.5
_MULTIPLIERS = np.random.default_rng(66).integers(1, 2**61, _BANDS * _ROWS, dtype=np.uint64) | np.uint64(1)
_ADDENDS = np.random.default_rng(57).integers(0, 2**61, _BANDS * _ROWS, dtype=np.uint64)


@dataclass(frozen=True, slots=True)
class Keys:
    """Keys of many titles, in the order of the keys."""

    #: sorted
    keys: Hashes
    #: place of the title each key belongs to
    owners: Owners
    weights: Weights
    #: what all pairs of neighbours of each title weigh together
    totals: Weights


@lru_cache(maxsize=131_072)
def _hash(text: str) -> int:
    return zlib.crc32(text.encode()) | zlib.adler32(text.encode()) << 32


def neighbour_keys(p: Parsed) -> dict[int, float]:
    """Keys of rare words and of each two in a row, with their weights."""
    words, weights = p.words, p.weights
    out = {_hash(word): weight for word, weight in zip(words, weights, strict=True) if weight >= 1.0 and len(word) > 1}
    for i in range(len(words) - 1):
        out[_hash(f"{words[i]} {words[i + 1]}")] = weights[i] + weights[i + 1]
    return out


def word_keys(p: Parsed) -> dict[int, float]:
    """Keys of rare words and of words in a row, with their weights."""
    words, weights, out = p.words, p.weights, neighbour_keys(p)
    for length in _STRETCHES:
        for i in range(len(words) - length + 1):
            if not p.tails[i + length - 1]:
                out[_hash(" ".join(words[i : i + length]))] = 2 * sum(weights[i : i + length]) / length
    return out


def band_keys(hashes: Sequence[Hashes], salts: Sequence[str]) -> npt.NDArray[np.uint64]:
    """For each title the keys of its bands: titles by bands."""
    sizes = np.array([len(h) for h in hashes])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    flat = np.concatenate(hashes)
    salt = np.array([_hash(text) for text in salts], dtype=np.uint64)
    out = np.empty((len(hashes), _BANDS), dtype=np.uint64)
    with np.errstate(over="ignore"):
        for band in range(_BANDS):
            key = salt + np.uint64(band)
            for row in range(band * _ROWS, (band + 1) * _ROWS):
                least = np.minimum.reduceat(flat * _MULTIPLIERS[row] + _ADDENDS[row], starts)
                key = (key ^ least) * np.uint64(0x9E3779B97F4A7C15)
            out[:, band] = key
    return out


def salt_of(p: Parsed) -> str:
    """What two titles must have in common to meet in a band."""
    return " ".join(sorted((*p.numbers, *p.places)))


def keys_of(parsed: Iterable[Parsed]) -> Keys:
    """All keys of some titles, taken a few thousand at a time: a title taken apart is a hundred times its keys."""
    left = iter(parsed)
    chunks: list[_Chunk] = []
    first = 0
    while some := list(islice(left, _AT_A_TIME)):
        chunks.append(_chunk(some, first))
        first += len(some)
    if not chunks:
        return Keys(np.empty(0, np.uint64), np.empty(0, np.int32), np.empty(0, np.float32), np.empty(0, np.float32))
    keys, owners, weights, totals = (np.concatenate(column) for column in zip(*chunks, strict=True))
    chunks.clear()
    order = np.argsort(keys, kind="stable")
    return Keys(keys[order], owners[order], weights[order], totals)


def _chunk(parsed: Sequence[Parsed], first: int) -> _Chunk:
    """Keys, owners, weights and totals of a few titles, in their order."""
    found = [word_keys(p) or {0: 0.0} for p in parsed]
    hashes = [np.fromiter(keys, np.uint64, len(keys)) for keys in found]
    bands = band_keys(hashes, [salt_of(p) for p in parsed])
    counts = np.array([len(keys) for keys in found], dtype=np.int64)
    places = np.arange(first, first + len(parsed), dtype=np.int32)
    weights = np.fromiter((weight for keys in found for weight in keys.values()), np.float32, int(counts.sum()))
    return (
        np.concatenate((*hashes, bands.ravel())),
        np.concatenate((np.repeat(places, counts), np.repeat(places, _BANDS))),
        np.concatenate((weights, np.full(bands.size, _BAND, np.float32))),
        np.array([2 * sum(p.weights) for p in parsed], dtype=np.float32),
    )


def joined(a: Keys, b: Keys) -> Keys:
    """Two sets of keys as one; the titles of the second come after those of the first."""
    keys = np.concatenate((a.keys, b.keys))
    order = np.argsort(keys, kind="stable")
    owners = np.concatenate((a.owners, b.owners + np.int32(len(a.totals))))
    weights = np.concatenate((a.weights, b.weights))
    return Keys(keys[order], owners[order], weights[order], np.concatenate((a.totals, b.totals)))
