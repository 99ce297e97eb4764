"""What a task that is being agreed on may double, as far as its reader may know."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse

from giamsat.assignments.models import Candidate
from giamsat.people.models import Post
from giamsat.tasks.alike import likely, name_of
from giamsat.tasks.queries import shown_beside
from vanban.likeness import Title

MOST = 5  # likely doubles named


@dataclass(frozen=True)
class Double:
    """Something there is already that a new task may be the same as."""

    name: str
    url: str
    relation: str
    percent: int


def doubles_of(title: Title, post: Post, *, but: int | None = None) -> list[Double]:
    """What a title seems to double among what a post may see, but for the paper with key `but`, its own."""
    found = likely(title, shown_beside(post).exclude(review__document=but))[:MOST]
    prefetch_related_objects([candidate for _, candidate in found], "decisions__task", "review__document")
    return [
        Double(name_of(candidate), _address(candidate), pair.relation, round(pair.score * 100))
        for pair, candidate in found
    ]


def _address(candidate: Candidate) -> str:
    decision = next((one for one in candidate.decisions.all() if one.confirmed), None)
    task = getattr(decision, "task", None)
    if task:
        return reverse("task", args=[task.public_id])
    return f"{reverse('document', args=[candidate.review.document.public_id])}#finding-{candidate.number}"
