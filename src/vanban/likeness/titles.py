"""What goes in and what comes out: a title of a task, and two titles found alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Relation = Literal["duplicate", "overlap"]


@dataclass(frozen=True, slots=True)
class Title:
    """A task as its plan names it."""

    #: whatever the caller knows it by; unique among the titles compared
    id: str
    #: the name of the task
    title: str
    #: what is to be delivered, may be empty
    product: str = ""
    #: codes or names of the leads, separated by ";"
    lead: str = ""
    #: ISO date, may be empty
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tasks a person should look at side by side. Nothing is ever merged because of it."""

    #: id of the first title; the smaller of the two
    a: str
    #: id of the second
    b: str
    relation: Relation
    #: 0..1, higher is more alike
    score: float
    #: "code: words" for what they share
    reasons: tuple[str, ...]
    #: "code: words / words" for what sets them apart
    differences: tuple[str, ...]
