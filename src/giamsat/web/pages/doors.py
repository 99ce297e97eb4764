from typing import Any

from django.contrib.auth.views import LoginView
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from giamsat.access.middleware import SESSION_KEY, ActingRequest
from giamsat.access.permissions import may_open
from giamsat.people.states import Role
from giamsat.web.forms.doors import LoginForm, PostChoiceForm

HOME_OF_WATCHERS = (Role.LEADER, Role.SUPERVISOR)


class Login(LoginView):
    template_name = "login.html"
    authentication_form = LoginForm
    redirect_authenticated_user = True

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Called by axes after too many wrong passwords."""
    return render(request, "login.html", {"form": LoginForm(request), "locked": True}, status=429)


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
