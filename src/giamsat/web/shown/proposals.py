"""A proposed task with what is unclear in it and what it may double."""

from giamsat.people.models import Post
from giamsat.tasks.models import Proposal
from giamsat.web.shown.doubles import Double, doubles_of
from giamsat.web.words import NAME_FLAGS
from vanban.clear_names import check_name
from vanban.likeness import Title


def unclear(proposal: Proposal) -> list[str]:
    """What is unclear in a proposal (PRODUCT A4)."""
    lead = proposal.lead.name if proposal.lead else ""
    found = check_name(proposal.name, proposal.product, lead, proposal.on.isoformat() if proposal.on else "")
    return [str(NAME_FLAGS[flag.code]) for flag in found]


def doubles(proposal: Proposal, post: Post) -> list[Double]:
    """What a proposal seems to double, among what this reader may see; the paper it became is no double of it."""
    lead = proposal.lead.code if proposal.lead else ""
    due = proposal.on.isoformat() if proposal.on else ""
    return doubles_of(Title("", proposal.name, proposal.product, lead, due), post, but=proposal.document_id)
