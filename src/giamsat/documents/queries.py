from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from giamsat.documents.lines import Box, Placed
from giamsat.documents.models import Citation, Document, Draft, Page, Reading
from giamsat.documents.states import Direction, DocumentState, Relation
from giamsat.files.pages import PAGED
from giamsat.people.models import Post
from giamsat.wording import folded
from vanban import READER_VERSION


def documents_for(post: Post) -> QuerySet[Document]:
    """The papers a unit took in or wrote, newest first."""
    return Document.objects.filter(unit__in=post.unit.speaks_for).select_related("upload", "unit").order_by("-id")


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


def is_outdated(document: Document) -> bool:
    """Whether a newer reader than those that read the document is at work."""
    is_read = document.direction == Direction.INCOMING and document.state == DocumentState.READ
    return is_read and not document.readings.filter(reader_version=READER_VERSION).exists()


def has_pages(document: Document) -> bool:
    """Whether a paper came as something with pages to look at; needs the upload's file loaded."""
    return document.upload is not None and document.upload.file is not None and document.upload.file.kind in PAGED


def page_of(document: Document, number: int) -> Page | None:
    """A page of the newest reading of a document; None for readings made before pages were kept."""
    return Page.objects.filter(reading__document=document, number=number).order_by("-reading_id").first()


def pages_of(reading: Reading) -> list[Page]:
    """The pages of a reading, or of another reading of the same text; none when nobody has kept them."""
    same = Reading.objects.filter(document=reading.document_id, text_hash=reading.text_hash)
    newest = same.filter(pages__isnull=False).order_by("-id").values("pk")[:1]
    return list(Page.objects.filter(reading__in=newest).order_by("number"))


def lines_of(pages: Iterable[Page]) -> list[Placed]:
    """The lines of pages in the order of the reading's text."""
    found = [Placed(page.number - 1, Box(*line[:4]), line[4], line[5]) for page in pages for line in page.lines]
    return sorted(found, key=lambda line: line.start)


def is_somebody_reading(at: datetime) -> bool:
    """Whether a worker that lives is reading a document."""
    return Document.objects.filter(state=DocumentState.READING, lease_until__gte=at).exists()


def draft_of(document: Document, about: str, post: Post) -> Draft | None:
    """What a person was typing about something of a document."""
    return document.drafts.filter(about=about, post=post).first()


def related(document: Document) -> list[Citation]:
    """What a document names, the strongest relation first, then by symbol."""
    order = {relation.value: place for place, relation in enumerate(Relation)}
    found = document.citations.select_related("cited")
    return sorted(found, key=lambda citation: (order[citation.relation], citation.symbol))


def naming(document: Document) -> QuerySet[Citation]:
    """The citations by which other documents of the unit name this one, newest document first."""
    return document.cited_by.select_related("document__upload").order_by("-document_id")


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
