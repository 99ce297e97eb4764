from datetime import datetime

from django.db.models import Q, QuerySet

from giamsat.documents.models import Document
from giamsat.documents.states import DocumentState
from giamsat.people.models import Post
from giamsat.wording import folded


def documents_for(post: Post) -> QuerySet[Document]:
    """The papers a unit took in or wrote, newest first."""
    return Document.objects.filter(unit=post.unit).select_related("upload", "unit").order_by("-id")


def documents_listed(post: Post, *, direction: str = "", state: str = "", words: str = "") -> QuerySet[Document]:
    """The papers of a unit narrowed by what the reader chose, newest first."""
    chosen = {name: value for name, value in (("direction", direction), ("state", state)) if value}
    found = documents_for(post).filter(**chosen)
    for word in folded(words).split():
        found = found.filter(folded__contains=word)
    return found


def waiting_for_reading(at: datetime) -> QuerySet[Document]:
    """Received, or claimed by a worker whose lease ran out."""
    unclaimed = Q(lease_until=None) | Q(lease_until__lt=at)
    return Document.objects.filter(unclaimed, state__in=[DocumentState.RECEIVED, DocumentState.READING]).order_by("id")


def same_paper(document: Document) -> Document | None:
    """Another paper of the unit with the same symbol, issuer and date, the oldest first."""
    if not document.symbol or document.issued_on is None:
        return None
    same = Document.objects.filter(
        unit=document.unit,
        direction=document.direction,
        number=document.number,
        symbol=document.symbol,
        issuer=document.issuer,
        issued_on=document.issued_on,
    )
    return same.exclude(pk=document.pk).order_by("id").first()
