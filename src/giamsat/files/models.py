from django.db import models
from django.db.models import Q

from giamsat.addresses import PUBLIC_ID_LENGTH, new_public_id
from giamsat.files.states import UploadState
from giamsat.people.models import Post, Unit


class StoredFile(models.Model):
    """Bytes kept for ever under their hash; the row is written only after the bytes are on the disk."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.BigIntegerField()
    #: What the content is, never what the name says: docx, pdf, png …
    kind = models.CharField(max_length=20)

    def __str__(self) -> str:
        return self.sha256[:12]


class Upload(models.Model):
    """One act of uploading: who, when, under which name; bound to the uploader's unit for ever."""

    public_id = models.CharField(max_length=PUBLIC_ID_LENGTH, unique=True, default=new_public_id, editable=False)
    state = models.CharField(max_length=10)
    #: None when refused: the bytes were wiped, only who, when and the hash remain.
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="uploads")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    #: Stable code of the refusal.
    refusal = models.CharField(max_length=30, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    by = models.ForeignKey(Post, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=UploadState.STORED.value, file__isnull=False)
                | Q(state=UploadState.REFUSED.value, file=None),
                name="upload_stored_has_file",
            )
        ]

    def __str__(self) -> str:
        return self.name
