"""Two assignments that may be one, side by side: what they share, what sets them apart, what was said of them."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from giamsat.assignments.models import Candidate
from giamsat.assignments.queries import decision_of
from giamsat.assignments.states import CandidateState
from giamsat.people.models import Unit
from giamsat.people.states import GROUP_NAMES
from giamsat.tasks.alike import name_of
from giamsat.tasks.models import Judgement, Likeness, Task
from giamsat.web.words import DIFFERENCES, REASONS

DAY = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


@dataclass(frozen=True)
class Side:
    """One of the two: its name, its paper, and where to see it."""

    name: str
    paper: str
    url: str
    #: "proposed" or "confirmed", "refused"; a task is confirmed
    state: str


@dataclass(frozen=True)
class Point:
    """A reason or a difference in words."""

    word: str | Promise
    words: str


@dataclass(frozen=True)
class Alike:
    """One pair as a page shows it."""

    likeness: Likeness
    first: Side
    second: Side
    percent: int
    reasons: list[Point]
    differences: list[Point]
    #: one of the two still waits, so it may be set aside in favour of the other
    may_merge: bool
    #: where two tasks are merged; empty unless both are
    merge_url: str
    judgements: list[Judgement]

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.first, self.second

    @property
    def seen(self) -> str:
        return self.likeness.verdict


def alike_shown(likenesses: Iterable[Likeness]) -> list[Alike]:
    """Pairs whose sides are loaded by `tasks.queries.with_sides`; one more query for the names of agencies."""
    likenesses = list(likenesses)
    names = dict(Unit.objects.values_list("code", "name")) if likenesses else {}
    return [_shown(likeness, names | GROUP_NAMES) for likeness in likenesses]


def by_candidate(shown: Iterable[Alike]) -> dict[int, list[Alike]]:
    """Candidate key → its pairs, each pair under both of its sides."""
    found: dict[int, list[Alike]] = {}
    for one in shown:
        for key in (one.likeness.first_id, one.likeness.second_id):
            found.setdefault(key, []).append(one)
    return found


def _shown(likeness: Likeness, names: Mapping[str, str]) -> Alike:
    sides = (likeness.first, likeness.second)
    tasks = [task for side in sides if (task := getattr(decision_of(side), "task", None))]
    return Alike(
        likeness=likeness,
        first=_side(likeness.first),
        second=_side(likeness.second),
        percent=round(likeness.score * 100),
        reasons=_points(likeness.reasons, REASONS, names),
        differences=_points(likeness.differences, DIFFERENCES, names),
        may_merge=any(side.state == CandidateState.PROPOSED for side in sides),
        merge_url=_merge_address(*tasks) if len(tasks) == len(sides) else "",
        judgements=sorted(likeness.judgements.all(), key=lambda judgement: judgement.pk),
    )


def _merge_address(kept: Task, gone: Task) -> str:
    """The later task goes on as the earlier one, unless the form says otherwise."""
    return f"{reverse('task_merge', args=[gone.public_id])}?vao={kept.code}"


def _side(candidate: Candidate) -> Side:
    document, decision = candidate.review.document, decision_of(candidate)
    task = getattr(decision, "task", None)
    place = f"{reverse('document', args=[document.public_id])}#finding-{candidate.number}"
    url = reverse("task", args=[task.public_id]) if task else place
    return Side(name_of(candidate), str(document), url, candidate.state)


def _points(said: Iterable[str], words: dict[str, Promise], names: Mapping[str, str]) -> list[Point]:
    """ "agency: BCA" as the word for the kind of point, and the words of the titles; ids of titles are not words."""
    parted = (one.partition(": ") for one in said)
    return [
        Point(words[code], "" if rest.isdigit() else _named(rest, names) if code == "agency" else DAY.sub(_day, rest))
        for code, _, rest in parted
        if code in words
    ]


def _named(codes: str, names: Mapping[str, str]) -> str:
    """Agencies by name for "BCA, BTC / BYT"."""
    return " / ".join("; ".join(names.get(code, code) for code in side.split(", ")) for side in codes.split(" / "))


def _day(found: re.Match[str]) -> str:
    return f"{found[3]}/{found[2]}/{found[1]}"
