"""Files leave as attachments under the uploader's label; what they are is said by content, never by name."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

from giamsat.files import pages, store
from giamsat.files.models import StoredFile, Upload

CONTENT_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "text": "text/plain",
    "png": "image/png",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
}
UNKNOWN = "application/octet-stream"


def answer_upload(upload: Upload) -> FileResponse:
    """The bytes of an upload as they came."""
    assert upload.file is not None  # a refused upload is bound to nothing
    return answer_stored(upload.file, upload.name)


def answer_stored(file: StoredFile, name: str) -> FileResponse:
    return FileResponse(
        store.open_stored(file.sha256),
        as_attachment=True,
        filename=name,
        content_type=CONTENT_TYPES.get(file.kind, UNKNOWN),
    )


def answer_made(content: bytes, *, kind: str, name: str) -> FileResponse:
    """A paper set at this moment."""
    return FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=CONTENT_TYPES[kind])


def answer_page(request: HttpRequest, upload: Upload, number: int, *, straight: bool) -> HttpResponse:
    """The picture of a page; a browser keeps it, but asks each time whether it may still show it."""
    etag = f'"{upload.sha256}-{number}-{straight:d}"'
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    picture = pages.picture(upload.sha256, number, straight=straight)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/webp", headers={"ETag": etag})
