from django.db import models
from django.db.models import Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.documents.states import INCOMING_STATES, OWN_STATES, PROPOSED_STATES, Direction, DocumentState, Relation
from giamsat.files.models import Upload
from giamsat.files.states import Step
from giamsat.people.models import Post, Unit


class Document(models.Model):
    """An official paper, come in or our own. Identity is symbol + issuer + date, never the number alone."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    direction = models.CharField(max_length=10)
    state = models.CharField(max_length=15)
    #: The unit that took it in or writes it: its people see it.
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="documents")
    #: None for a paper of our own, which is composed, not uploaded.
    upload = models.ForeignKey(Upload, models.PROTECT, null=True, related_name="documents")
    kind = models.CharField(max_length=60, blank=True)
    number = models.CharField(max_length=20, blank=True)
    symbol = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=100, blank=True)
    issued_on = models.DateField(null=True)
    subject = models.TextField(blank=True)
    signer = models.CharField(max_length=200, blank=True)
    signer_title = models.CharField(max_length=200, blank=True)
    signer_capacity = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    #: Symbol, issuer and subject as they are searched: lower case, without tone marks.
    folded = models.TextField(blank=True)
    #: Why it could not be read, as told to the user: in Vietnamese, in English.
    problem = models.TextField(blank=True)
    problem_en = models.TextField(blank=True)
    #: Until when a worker has claimed it; past that, another may.
    lease_until = models.DateTimeField(null=True)
    #: How often it was claimed since it came in or was sent to be read again.
    tries = models.IntegerField(default=0)
    #: What the reader is doing with it, and how many pages of how many it has recognised.
    step = models.CharField(max_length=12, blank=True)
    pages_done = models.IntegerField(default=0)
    pages_total = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(step__in=["", *Step.values()]), name="document_step_is_known"),
            models.CheckConstraint(
                condition=Q(
                    direction=Direction.INCOMING.value,
                    state__in=[state.value for state in INCOMING_STATES],
                    upload__isnull=False,
                )
                | Q(direction=Direction.PROPOSED.value, state__in=[state.value for state in PROPOSED_STATES])
                | Q(direction=Direction.OWN.value, state__in=[state.value for state in OWN_STATES]),
                name="document_state_fits_direction",
            ),
            models.CheckConstraint(
                condition=~Q(state=DocumentState.ISSUED.value) | Q(issued_on__isnull=False) & ~Q(number=""),
                name="document_issued_has_number_and_date",
            ),
        ]
        indexes = [
            models.Index(
                fields=["lease_until"],
                condition=Q(state__in=[DocumentState.RECEIVED.value, DocumentState.READING.value]),
                name="document_waits_for_reading",
            ),
            models.Index(fields=["unit", "-id"], name="document_newest_of_unit"),
        ]

    def __str__(self) -> str:
        return self.full_symbol or (self.upload.name if self.upload else self.subject)

    @property
    def full_symbol(self) -> str:
        """Number and symbol as printed: 396/TB-VPCP (state), 57-NQ/TW (party)."""
        if not self.number:
            return self.symbol
        joint = "-" if "/" in self.symbol else "/"
        return f"{self.number}{joint}{self.symbol}"

    @property
    def word(self) -> DocumentState:
        return DocumentState(self.state)


class Reading(models.Model):
    """What a reader of a certain version found in a document. Kept for ever: spans point into its text."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="readings")
    reader_version = models.CharField(max_length=40)
    text = models.TextField()
    text_hash = models.CharField(max_length=64)
    #: [start, end] of each block in `text`, characters.
    blocks = models.JSONField()
    #: The letterhead as read; what people corrected stands in the document.
    letterhead = models.JSONField()
    #: The assignments as read, in the shape of `giamsat read --json`.
    assignments = models.JSONField()
    #: The rows of its target tables as read, in the same shape.
    targets = models.JSONField(default=list)
    created_at = models.DateTimeField()
    #: When its findings were laid before a person; null while they wait for that.
    laid_out_at = models.DateTimeField(null=True)
    #: Until when a worker has claimed it to lay its findings out; a crash puts it off, the others go on.
    lease_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "reader_version"], name="reading_once_per_reader_version")
        ]

    def __str__(self) -> str:
        return f"{self.document} ({self.reader_version})"


class Page(models.Model):
    """A page of the file a reading was made from, and where on it the words of the reading stand."""

    reading = models.ForeignKey(Reading, models.PROTECT, related_name="pages")
    #: from 1
    number = models.IntegerField()
    #: Points of a PDF, pixels of a picture.
    width = models.IntegerField()
    height = models.IntegerField()
    #: The page was turned straight before it was read: the boxes fit the page so turned.
    straight = models.BooleanField()
    #: [left, top, right, bottom, start, end] of each line: parts of the page (see `documents.lines`), then characters
    #: of the reading's text.
    lines = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reading", "number"], name="page_once")]

    def __str__(self) -> str:
        return f"{self.reading}, {self.number}"


class Citation(models.Model):
    """Another document that this one names, by its full symbol; linked when the unit holds that document."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="citations")
    symbol = models.CharField(max_length=80, db_index=True)
    #: ISO day, or the year only, as printed.
    dated = models.CharField(max_length=10, blank=True)
    relation = models.CharField(max_length=12, default=Relation.CITES.value)
    cited = models.ForeignKey(Document, models.PROTECT, null=True, related_name="cited_by")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["document", "symbol"], name="citation_once"),
            models.CheckConstraint(condition=Q(relation__in=Relation.values()), name="citation_relation_is_known"),
        ]

    @property
    def word(self) -> Relation:
        return Relation(self.relation)


class Draft(models.Model):
    """What somebody was typing while he put right what was read. It decides nothing and nobody else sees it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="drafts")
    #: LETTERHEAD, or the public id of a finding.
    about = models.CharField(max_length=PUBLIC_ID_LENGTH)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+")
    #: Field of the form → what stood in it.
    typed = models.JSONField()
    #: What the thing was known by when the form was opened: another value now means that it has changed since.
    seen = models.CharField(max_length=64)
    kept_at = models.DateTimeField()

    LETTERHEAD = "letterhead"

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "about", "post"], name="draft_once_a_person")]


class NumberBook(models.Model):
    """The yearly series of numbers of a unit's own papers (Decree 30/2020, art. 15: from 01 on 1 January)."""

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.IntegerField()
    last = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "year"], name="number_book_one_a_year")]
