"""Says for every request who is acting from which post, and closes every URL whose line does not admit him."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRefresh
from django_htmx.middleware import HtmxDetails

from giamsat.access.permissions import is_public, may_open
from giamsat.people.models import Post
from giamsat.people.queries import posts_of
from giamsat.people.second_step import authenticator_of
from giamsat.people.sessions import touch
from giamsat.people.states import GRANTS

SESSION_KEY = "post"
#: what an administrator may open before his second step is set up
BEFORE_SECOND_STEP = ("second_step", "account", "post_choose")


class ActingRequest(HttpRequest):
    """A request whose post is known: what every view behind the door gets."""

    #: The post the person acts from.
    post: Post
    #: All posts he holds.
    posts: list[Post]
    #: Whether and for what htmx asks.
    htmx: HtmxDetails
    #: The moment of the request (UTC): feeds rules only, never a stamp of hand-in.
    at: datetime


class CookieMiddleware:
    """Forgets cookies that hold a NUL: PostgreSQL cannot even look for such a session."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\0" not in value}
        return self.get_response(request)


class PostMiddleware:
    """Loads the posts of the person signed in, once per request: a post that ended this morning is gone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.user.is_authenticated:
            # Nothing between the browser and us may keep it; "no-store" would lose what was typed on going back.
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response

    def process_view(
        self, request: Any, view: Callable[..., HttpResponse], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Before the view runs: posts, the acting post, and the line of the permission table."""
        request.at = timezone.now()
        name = request.resolver_match.url_name or ""
        request.posts = list(posts_of(request.user.pk, timezone.localdate())) if request.user.is_authenticated else []
        request.post = acting_post(request.posts, request.session.get(SESSION_KEY))
        if is_public(name):
            return None
        if not request.user.is_authenticated:
            return _sign_in(request)
        touch(request.session)
        if not may_open(name, request.post.role if request.post else None):
            raise PermissionDenied
        if _lacks_second_step(request, name):
            return redirect("second_step")
        return None


def _lacks_second_step(request: ActingRequest, name: str) -> bool:
    """Whether an administrator must set a second step up before he goes on, where the installation asks for it."""
    is_asked = settings.TOTP_REQUIRED and request.post.role in GRANTS and name not in BEFORE_SECOND_STEP
    return is_asked and authenticator_of(request.post.person) is None


def address_of(request: HttpRequest) -> str:
    """The address a request came from, as our own proxies say it; without any, as the connection says."""
    told = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    if settings.PROXIES and len(told) >= settings.PROXIES:
        return told[-settings.PROXIES]
    return str(request.META.get("REMOTE_ADDR", ""))


def page_before(request: HttpRequest) -> str:
    """The page of our own the request came from, or nothing."""
    before = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(before, {request.get_host()}, require_https=request.is_secure())
    return before if is_ours else ""


def _sign_in(request: ActingRequest) -> HttpResponse:
    """Sign in first, then back to the page asked for; a form leads back to its page, a fragment reloads the whole."""
    if request.htmx:
        return HttpResponseClientRefresh()
    asked = request.get_full_path() if request.method in ("GET", "HEAD") else urlsplit(page_before(request)).path or "/"
    return redirect_to_login(asked)


def acting_post(posts: list[Post], chosen: str | None) -> Post | None:
    """The post chosen in this session if it is still held, else the first."""
    return next((post for post in posts if post.public_id == chosen), posts[0] if posts else None)
