from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.views import LoginView
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access.middleware import SESSION_KEY, ActingRequest, address_of
from giamsat.access.permissions import may_open
from giamsat.errors import GiamsatError
from giamsat.people import invitations, provider, second_step, throttling
from giamsat.people.models import Person
from giamsat.people.sessions import ADDRESS, BROWSER
from giamsat.people.states import Role
from giamsat.web.forms.doors import DEVICE_COOKIE, LoginForm, PostChoiceForm
from giamsat.web.forms.pages import posted
from giamsat.web.forms.people import CodeForm, NewPasswordForm
from giamsat.web.refusals import said, status_of

HOME_OF_WATCHERS = (Role.LEADER, Role.SUPERVISOR)
#: where a session keeps who has given the right password and still owes a code; how long (seconds) that holds
WAITING, WAITS = "waiting", 600
#: where it keeps what is under way at the identity provider
ERRAND = "errand"
YEAR = 365 * 24 * 3600


class Login(LoginView):
    template_name = "login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_invalid(self, form: Any) -> HttpResponse:
        status = 429 if form.is_locked else 422
        return self.render_to_response(self.get_context_data(form=form, locked=form.is_locked), status=status)

    def form_valid(self, form: Any) -> HttpResponse:
        return _first_step_done(self.request, form.get_user(), self.get_success_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, oidc=_provider_name())


def _first_step_done(request: HttpRequest, person: Person, to: str) -> HttpResponse:
    """Somebody has shown who he is: in, or first to the code of his second step."""
    if second_step.authenticator_of(person) is None:
        return let_in(request, person, to)
    request.session.cycle_key()
    request.session[WAITING] = [person.pk, person.get_session_auth_hash(), timezone.now().timestamp()]
    return redirect(f"{reverse('login_code')}?{urlencode({'next': to})}")


def let_in(request: HttpRequest, person: Person, to: str) -> HttpResponse:
    """Begin a session under a new key that knows its address and browser; the device is known from now on."""
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session[ADDRESS], request.session[BROWSER] = address_of(request), request.headers.get("User-Agent", "")
    answer = redirect(to)
    cookie = throttling.remembered(person.username, request.COOKIES.get(DEVICE_COOKIE, ""))
    answer.set_cookie(
        DEVICE_COOKIE, cookie, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return answer


@never_cache
@require_safe
def oidc_start(request: HttpRequest) -> HttpResponse:
    if not provider.is_on() or request.user.is_authenticated:
        return redirect("login")
    try:
        address, errand = provider.leave(_back(request), to=_next(request), at=timezone.now().timestamp())
    except GiamsatError as refusal:
        return _turned_away(request, refusal)
    request.session[ERRAND] = errand
    return redirect(address)


@never_cache
@require_safe
def oidc_return(request: HttpRequest) -> HttpResponse:
    if not provider.is_on() or request.user.is_authenticated:
        return redirect("login")
    kept = request.session.pop(ERRAND, None)
    if kept:
        request.session.save()  # used up even when what follows fails
    try:
        errand = provider.check_back(kept, state=request.GET.get("state", ""), at=timezone.now().timestamp())
        who = provider.claims(errand, code=request.GET.get("code", ""), back=_back(request))
        return _first_step_done(request, provider.person_of(who), errand.to)
    except GiamsatError as refusal:
        return _turned_away(request, refusal)


def _back(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("oidc_return"))


def _provider_name() -> str:
    return str(settings.OIDC_NAME) if provider.is_on() else ""


def _turned_away(request: HttpRequest, refusal: GiamsatError) -> HttpResponse:
    """The sign-in page with why the provider's way did not work: the password still does."""
    shown = {"form": LoginForm(request), "oidc": _provider_name(), "refusal": said(refusal), "here": reverse("login")}
    return render(request, "login.html", shown, status=status_of(refusal))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def login_code(request: HttpRequest) -> HttpResponse:
    person = _waiting(request)
    if person is None:
        return redirect("login")
    form, locked = CodeForm(**posted(request)), False
    if form.is_valid():
        doors = throttling.second_doors(person.pk)
        locked = not throttling.let_in(doors)
        with form.showing_refusals():
            authenticator = second_step.authenticator_of(person)
            if authenticator is not None and not locked:
                second_step.check(authenticator, form.cleaned_data["code"], at=timezone.now())
                throttling.forgive(doors)
                del request.session[WAITING]
                return let_in(request, person, _next(request))
    return render(request, "login_code.html", {"form": form, "locked": locked}, status=429 if locked else form.status)


def _waiting(request: HttpRequest) -> Person | None:
    """Who has given his password in this session and owes a code; nobody once it is too long ago or was changed."""
    key, auth_hash, at = request.session.get(WAITING, (None, "", 0))
    if timezone.now().timestamp() - at > WAITS:
        return None
    person = Person.objects.filter(pk=key, is_active=True).first()
    return person if person is not None and person.get_session_auth_hash() == auth_hash else None


def _next(request: HttpRequest) -> str:
    to = request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if is_ours else reverse("home")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = invitations.invited(token)
    form = NewPasswordForm(**posted(request), person=found.person)
    if form.is_valid():
        invitations.accept(found, password=form.cleaned_data["password"])
        return render(request, "invitation_done.html", {"person": found.person})
    return render(request, "invitation.html", {"form": form, "person": found.person}, status=form.status)


@require_safe
def home(request: ActingRequest) -> HttpResponse:
    if request.post.role in HOME_OF_WATCHERS:
        return redirect("leader")
    if may_open("inbox", request.post.role):
        return redirect("inbox")
    return render(request, "home.html", {"role": Role(request.post.role)})


@require_POST
def post_choose(request: ActingRequest) -> HttpResponse:
    form = PostChoiceForm(request.POST)
    if not form.is_valid() or form.cleaned_data["post"] not in [post.public_id for post in request.posts]:
        raise Http404
    request.session[SESSION_KEY] = form.cleaned_data["post"]
    return redirect("home")


@require_safe
def livez(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")
