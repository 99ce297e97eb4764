"""What a newer reading of a paper adds to the sitting over an older one. PURE.

Nothing a person has decided or marked is touched: a newer reading may only add, and put better words in the place of
what still waits as an older one left it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from giamsat.assignments.models import Candidate
from giamsat.assignments.states import CandidateState, Origin

#: two passages are one when they have this share of the shorter in common
SAME_PLACE = 0.5
#: what of two proposals must differ for the newer one to be worth a person's look
SAYS = ("lead", "lead_codes", "coordinating", "action", "product", "deadlines", "recurrence")


@dataclass(frozen=True, slots=True)
class Found:
    """What a newer reading found, in the shape of `giamsat read --json`, at its place in the older text."""

    proposal: dict[str, Any]
    start: int
    end: int
    #: the place was found word for word
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Addition:
    """A further candidate, and the waiting one whose place it takes, if any."""

    found: Found
    instead_of: Candidate | None = None


@dataclass(slots=True)
class _Known:
    candidate: Candidate
    is_met: bool = field(default=False)


def additions(candidates: Iterable[Candidate], found: Sequence[Found]) -> list[Addition]:
    """What is new among what was found; each known candidate stands for one finding at its place."""
    known = [_Known(candidate) for candidate in candidates]
    left = [one for one in found if not _meet(known, one, _says_the_same)]
    added = []
    for one in left:
        met = _meet(known, one, _is_beside)
        if met is None:
            added.append(Addition(one))
        elif met.state == CandidateState.PROPOSED and met.origin == Origin.READER:
            added.append(Addition(one, instead_of=met))
    return added


def _meet(known: list[_Known], found: Found, is_met: Callable[[Candidate, Found], bool]) -> Candidate | None:
    """The first known candidate not yet met that this finding meets; it is met then."""
    for one in known:
        if not one.is_met and is_met(one.candidate, found):
            one.is_met = True
            return one.candidate
    return None


def _says_the_same(candidate: Candidate, found: Found) -> bool:
    return _is_beside(candidate, found) and all(
        (candidate.proposal.get(key) or None) == (found.proposal.get(key) or None) for key in SAYS
    )


def _is_beside(candidate: Candidate, found: Found) -> bool:
    common = min(candidate.end, found.end) - max(candidate.start, found.start)
    shorter = min(candidate.end - candidate.start, found.end - found.start)
    return common >= SAME_PLACE * max(1, shorter)
