"""A proposed task with what is unclear in it and what it may double, as far as its reader may know."""

from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.urls import reverse

from giamsat.people.models import Post
from giamsat.tasks.alike import likely, name_of
from giamsat.tasks.models import Proposal
from giamsat.tasks.queries import shown_beside
from giamsat.web.words import NAME_FLAGS
from vanban.clear_names import check_name
from vanban.likeness import Title

MOST = 5  # likely doubles named


@dataclass(frozen=True)
class Double:
    """Something there is already that a new task may be the same as."""

    name: str
    url: str
    relation: str
    percent: int


def unclear(proposal: Proposal) -> list[str]:
    """What is unclear in a proposal (PRODUCT A4)."""
    lead = proposal.lead.name if proposal.lead else ""
    found = check_name(proposal.name, proposal.product, lead, proposal.on.isoformat() if proposal.on else "")
    return [str(NAME_FLAGS[flag.code]) for flag in found]


def doubles(proposal: Proposal, post: Post) -> list[Double]:
    """What a proposal seems to double, among what this reader may see; the paper it became is no double of it."""
    lead = proposal.lead.code if proposal.lead else ""
    due = proposal.on.isoformat() if proposal.on else ""
    among = shown_beside(post)
    if proposal.document_id:
        among = among.exclude(review__document=proposal.document_id)
    found = likely(Title("", proposal.name, proposal.product, lead, due), among)[:MOST]
    prefetch_related_objects([candidate for _, candidate in found], "decisions__task", "review__document")
    shown = []
    for pair, candidate in found:
        decision = next((one for one in candidate.decisions.all() if one.confirmed), None)
        task = getattr(decision, "task", None)
        url = (
            reverse("task", args=[task.public_id])
            if task
            else f"{reverse('document', args=[candidate.review.document.public_id])}#finding-{candidate.number}"
        )
        shown.append(Double(name_of(candidate), url, pair.relation, round(pair.score * 100)))
    return shown
