"""Translates refusals once, for the whole HTML door."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from giamsat.access.middleware import page_before
from giamsat.errors import BadMove, GiamsatError, NotAllowed, Refused, Stale
from giamsat.files.actions import TooLarge
from giamsat.people.provider import ProviderSilent

#: the first line that fits decides
STATUS: tuple[tuple[type[GiamsatError], int], ...] = (
    (NotAllowed, 403),
    (TooLarge, 413),
    (ProviderSilent, 502),
    (Refused, 422),
    (BadMove, 409),
    (Stale, 409),
)

#: parts that refusals name in their parameters
PARTS = (
    gettext_noop("bản PDF ký số hoặc bản quét có dấu"),
    gettext_noop("tệp .docx"),
    gettext_noop("số, ký hiệu"),
    gettext_noop("ngày ban hành"),
    gettext_noop("tên"),
    gettext_noop("sản phẩm"),
    gettext_noop("thời hạn"),
    gettext_noop("cơ quan chủ trì"),
    gettext_noop(" và "),
)
BETWEEN = re.compile(r"(; | và )")

#: how many files of the largest size one form may carry
FILES_A_FORM = 4

NO_POST = _("Tài khoản này hiện không giữ chức danh nào nên chưa xem được gì. Hãy liên hệ quản trị viên của cơ quan.")


@dataclass(frozen=True)
class Shown:
    """A refusal as a page says it."""

    sentence: str
    code: str

    def __str__(self) -> str:
        return self.sentence


class RefusalMiddleware:
    """Answers a refusal that no page showed itself: a page, or a fragment when a fragment was asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Said before the body is read: a form holds a few files, not a flood that fills the disk.
        if int(request.META.get("CONTENT_LENGTH") or 0) > FILES_A_FORM * settings.UPLOAD_LIMIT:
            return self._answer(request, TooLarge(megabytes=settings.UPLOAD_LIMIT // 2**20))
        response = self.get_response(request)
        return form_only(request, response) if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED else response

    def process_exception(self, request: Any, error: Exception) -> HttpResponse | None:
        return self._answer(request, error) if isinstance(error, GiamsatError) else None

    def _answer(self, request: Any, error: GiamsatError) -> HttpResponse:
        status, shown = status_of(error), Shown(said(error), error.code)
        if request.htmx:
            notice = {"tone": "red", "shape": "alert", "text": shown}
            return render(request, "parts/notice.html", notice, status=status)
        return render(request, f"{status}.html", {"error": shown, "back": page_before(request)}, status=status)


def status_of(error: GiamsatError) -> int:
    """The HTTP status of a refusal."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 422)


def said(error: GiamsatError) -> str:
    """The sentence of a refusal in the reader's language; a parameter with an English sibling is told in English."""
    params = dict(error.params)
    if get_language() == "en":
        params |= {name.removesuffix("_en"): value for name, value in error.params.items() if name.endswith("_en")}
    return gettext(error.sentence) % {name: _in_words(value) for name, value in params.items()}


def _in_words(value: object) -> object:
    """A parameter made of known parts ("số, ký hiệu và ngày ban hành"), each in the reader's language."""
    if not isinstance(value, str):
        return value
    return "".join(gettext(part) if part.strip() else part for part in BETWEEN.split(value))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    is_seated = bool(getattr(request, "posts", [])) or not request.user.is_authenticated
    error = None if is_seated else Shown(str(NO_POST), "no_post")
    return render(request, "403.html", {"error": error}, status=403)


def form_only(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page in the place of the blank answer to an address that takes nothing but its form."""
    page = render(request, "405.html", {"back": page_before(request)}, status=405)
    page.headers["Allow"] = response.headers["Allow"]
    return page


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from before the last sign-in, or from another site: open the page again."""
    return render(request, "400.html", {"back": page_before(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)
