import unicodedata
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from giamsat.errors import Refused
from giamsat.files import jail, store
from giamsat.files.models import StoredFile, Upload
from giamsat.files.states import UploadState
from giamsat.journal.actions import record
from giamsat.people.models import Post


class TooLarge(Refused):
    """Tệp vượt quá %(megabytes)s MB. Hãy giảm độ phân giải bản quét hoặc tách tệp rồi tải lên lại."""

    code = "too_large"


class DiskFull(Refused):
    """Máy chủ hết chỗ lưu tệp. Chưa có gì được ghi nhận; hãy báo quản trị hệ thống rồi tải lên lại."""

    code = "disk_full"


def receive(chunks: Iterable[bytes], *, name: str, by: Post, at: datetime) -> Upload:
    """Spool, check in the jail, keep durably, then write the row; a refused file is wiped and only noted.

    Not atomic as a whole on purpose: the bytes come first, the row last, and a refusal is remembered.
    """
    if store.free_bytes() < 2 * settings.UPLOAD_LIMIT:
        raise DiskFull
    spooled = store.spool(chunks, settings.UPLOAD_LIMIT)
    if spooled is None:
        raise TooLarge(megabytes=settings.UPLOAD_LIMIT // (1024 * 1024))
    path, sha256, size = spooled
    try:
        kind = jail.check(path)
    except Refused as refusal:
        store.wipe(path)
        _note_refusal(sha256, str(refusal.params.get("refusal", refusal.code)), name=name, by=by, at=at)
        raise
    except BaseException:
        store.wipe(path)
        raise
    store.keep(path, sha256)
    return _note_stored(sha256, size, kind, name=name, by=by, at=at)


@transaction.atomic
def _note_stored(sha256: str, size: int, kind: str, *, name: str, by: Post, at: datetime) -> Upload:
    file, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size, "kind": kind})
    upload = Upload.objects.create(
        state=UploadState.STORED, file=file, sha256=sha256, name=shown_name(name), unit=by.unit, by=by, at=at
    )
    record("files.stored", upload, by=by, sha256=sha256, size=size, kind=kind)
    return upload


@transaction.atomic
def _note_refusal(sha256: str, refusal: str, *, name: str, by: Post, at: datetime) -> None:
    # The name of a secret file may be secret itself: only who, when and the hash are kept.
    kept_name = "" if refusal == "secret" else shown_name(name)
    upload = Upload.objects.create(
        state=UploadState.REFUSED, sha256=sha256, name=kept_name, refusal=refusal, unit=by.unit, by=by, at=at
    )
    record("files.refused", upload, by=by, sha256=sha256, refusal=refusal)


@transaction.atomic
def keep_own(content: bytes, *, kind: str) -> StoredFile:
    """Keep a file the system wrote itself."""
    sha256 = store.keep_bytes(content)
    file, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": len(content), "kind": kind})
    return file


def shown_name(name: str) -> str:
    """The uploader's file name as a label: NFC, no folders, no control characters; never used as a path."""
    base = Path(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    clean = "".join(c for c in base if unicodedata.category(c)[0] != "C")
    return clean[-200:] or "tep"
