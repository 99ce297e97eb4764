"""Which titles are worth laying side by side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from vanban.likeness.sketch import Keys

#: meetings looked at for each title on average, and at least in all: a small list is compared whole
_MEETINGS, _MEETINGS_AT_LEAST = 60, 3_000_000
#: meetings looked at for one new title
_MEETINGS_OF_ONE = 20_000
#: titles laid beside each title in a long list, the most alike first; beside one new title
_NEAREST, _NEAREST_TO_ONE = 4, 40
#: a short list can afford more: so many for all its titles together
_LAID = 20_000
#: share of the shorter title's weight two titles must have in common, in a short list and in a long one
_SHARE, _SHARE_IN_LONG = 0.2, 0.45

Places = npt.NDArray[np.int64]


def candidate_pairs(index: Keys) -> tuple[Places, Places]:
    """Places of the titles of each pair worth comparing, the smaller first."""
    total = len(index.totals)
    first, second, weights = _meetings(index, max(_MEETINGS * total, _MEETINGS_AT_LEAST))
    keys = first * total + second
    order = np.argsort(keys, kind="stable")
    keys, weights = keys[order], weights[order]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    if not len(starts):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    shared = np.add.reduceat(weights, starts)
    pairs = keys[starts]
    first, second = pairs // total, pairs % total
    share = (shared / np.maximum(np.minimum(index.totals[first], index.totals[second]), 1e-6)).astype(np.float32)
    nearest = max(_NEAREST, _LAID // total)
    keep = share >= (_SHARE if nearest > _NEAREST else _SHARE_IN_LONG)
    first, second, share = first[keep], second[keep], share[keep]
    keep = _is_near(first, share, nearest) | _is_near(second, share, nearest)
    return first[keep], second[keep]


def _meetings(index: Keys, limit: int) -> tuple[Places, Places, npt.NDArray[np.float32]]:
    """Pairs of titles that have a key in common, rare keys first until the limit."""
    bounds = np.flatnonzero(np.concatenate(([True], index.keys[1:] != index.keys[:-1], [True])))
    starts, sizes = bounds[:-1], np.diff(bounds)
    by_size = np.argsort(sizes, kind="stable")
    cost = np.cumsum(sizes[by_size] * (sizes[by_size] - 1) // 2)
    chosen = by_size[: int(np.searchsorted(cost, limit, side="right"))]
    starts, sizes = starts[chosen], sizes[chosen]
    found: list[tuple[Places, Places, npt.NDArray[np.float32]]] = []
    for size in np.unique(sizes[sizes > 1]):
        at = starts[sizes == size][:, None] + np.arange(size)[None, :]
        owners, weights = index.owners[at].astype(np.int64), index.weights[at]
        one, other = np.triu_indices(int(size), 1)
        low, high = np.minimum(owners[:, one], owners[:, other]), np.maximum(owners[:, one], owners[:, other])
        found.append((low.ravel(), high.ravel(), np.minimum(weights[:, one], weights[:, other]).ravel()))
    if not found:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
    low, high, weights = (np.concatenate(column) for column in zip(*found, strict=True))
    return low, high, weights


def _is_near(places: Places, share: npt.NDArray[np.float32], nearest: int) -> npt.NDArray[np.bool_]:
    """Whether a pair is among the nearest of the title at this place."""
    order = np.lexsort((-share, places))
    sorted_places = places[order]
    first_of = np.flatnonzero(np.concatenate(([True], sorted_places[1:] != sorted_places[:-1])))
    rank = np.arange(len(places)) - np.repeat(first_of, np.diff(np.append(first_of, len(places))))
    out = np.empty(len(places), dtype=np.bool_)
    out[order] = rank < nearest
    return out


def nearest_to(index: Keys, one: Keys) -> Places:
    """Places of the titles worth comparing with one new title, the most alike first."""
    left = np.searchsorted(index.keys, one.keys, side="left")
    right = np.searchsorted(index.keys, one.keys, side="right")
    owners: list[npt.NDArray[np.int32]] = []
    weights: list[npt.NDArray[np.float32]] = []
    seen = 0
    for at in np.argsort(right - left, kind="stable"):
        size = int(right[at] - left[at])
        if size and seen + size > _MEETINGS_OF_ONE and seen:
            break
        span = slice(int(left[at]), int(right[at]))
        owners.append(index.owners[span])
        weights.append(np.minimum(index.weights[span], one.weights[at]))
        seen += size
    met, where = np.unique(np.concatenate(owners), return_inverse=True)
    shared = np.bincount(where, np.concatenate(weights), len(met))
    share = shared / np.maximum(np.minimum(index.totals[met], one.totals[0]), 1e-6)
    order = np.lexsort((met, -share))[:_NEAREST_TO_ONE]
    places: Places = met[order][share[order] >= _SHARE].astype(np.int64)
    return places
