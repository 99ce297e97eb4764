import segno
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.people import invitations, throttling
from giamsat.people import second_step as steps
from giamsat.people.models import Post, Session
from giamsat.people.sessions import end_sessions, sessions_of
from giamsat.people.states import DELEGABLE, GRANTS
from giamsat.web.forms.pages import posted
from giamsat.web.forms.people import CodeForm, PasswordChangeForm, SetUpForm
from giamsat.web.shown.people import post_rows, session_rows


@require_safe
def account(request: ActingRequest) -> HttpResponse:
    person = request.post.person
    posts = Post.objects.filter(person=person).select_related("unit", "person", "stands_in_for__person")
    shown = {
        "person": person,
        "posts": post_rows(posts, request.at),
        "acting": request.post,
        "may_leave": request.post.role in DELEGABLE and request.post.stands_in_for_id is None,
        "sessions": session_rows(sessions_of(person), request.session.session_key),
        "has_second_step": steps.authenticator_of(person) is not None,
        "is_admin": request.post.role in GRANTS,
    }
    return render(request, "account.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def password_change(request: ActingRequest) -> HttpResponse:
    person = request.post.person
    form = PasswordChangeForm(**posted(request), person=person)
    if form.is_valid():
        with form.showing_refusals():
            invitations.change_password(person, password=form.cleaned_data["password"], by=request.post)
            request.session.create()
            update_session_auth_hash(request, person)
            messages.success(request, _("Đã đổi mật khẩu; các phiên đăng nhập khác đã kết thúc."))
            return redirect("account")
    return render(request, "password_change.html", {"form": form}, status=form.status)


@require_POST
def session_end(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.session(request.post, public_id)
    end_sessions(Session.objects.filter(pk=one.pk), request.post.person, by=request.post)
    messages.success(request, _("Đã kết thúc phiên đăng nhập."))
    return redirect("account")


@require_POST
def sessions_end_others(request: ActingRequest) -> HttpResponse:
    others = Session.objects.exclude(session_key=request.session.session_key)
    end_sessions(others, request.post.person, by=request.post)
    messages.success(request, _("Đã kết thúc mọi phiên đăng nhập khác."))
    return redirect("account")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: ActingRequest) -> HttpResponse:
    person = request.post.person
    if steps.authenticator_of(person) is not None:
        return redirect("account")
    form = SetUpForm(**posted(request), person=person, fresh=steps.new_secret())
    if form.is_valid():
        with form.showing_refusals():
            codes = steps.set_up(person, form.secret, form.cleaned_data["code"], by=request.post, at=request.at)
            return render(request, "second_step_done.html", {"codes": codes})
    picture = segno.make(steps.address(form.secret, person), error="m").svg_data_uri(scale=5, border=4, light="white")
    shown = {"form": form, "picture": picture, "secret": form.secret}
    return render(request, "second_step.html", shown, status=form.status)


@require_POST
def second_step_drop(request: ActingRequest) -> HttpResponse:
    one = steps.authenticator_of(request.post.person)
    form = CodeForm(request.POST)
    if one is None or not form.is_valid() or not throttling.let_in(throttling.second_doors(one.person_id)):
        raise steps.WrongCode
    steps.check(one, form.cleaned_data["code"], at=request.at)
    steps.drop(one, by=request.post)
    messages.success(request, _("Đã tắt xác thực hai bước."))
    return redirect("account")
