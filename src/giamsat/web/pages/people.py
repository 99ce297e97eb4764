from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.access.permissions import may_open
from giamsat.errors import Refused, allowed
from giamsat.journal.queries import history_of_all
from giamsat.people import actions, invitations, rules
from giamsat.people.models import Person, Post, Session
from giamsat.people.queries import unended_posts
from giamsat.people.second_step import authenticator_of
from giamsat.people.sessions import end_sessions, sessions_of
from giamsat.web.forms.pages import check_seen, posted
from giamsat.web.forms.people import EndForm, StandInForm
from giamsat.web.shown.history import events_of
from giamsat.web.shown.people import post_rows, session_rows


@require_safe
def person(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.person(request.post, public_id)
    held = unended_posts(one)
    posts = one.posts.select_related("unit", "person", "stands_in_for__person").order_by("to_on", "pk")
    may_manage = allowed(rules.check_may_manage, one, held, by=request.post)
    shown = {
        "person": one,
        "posts": post_rows(posts, request.at),
        "may_manage": may_manage,
        "has_password": one.has_usable_password(),
        "open_invitation": one.invitations.filter(ended_at=None).first(),
        "sessions": session_rows(sessions_of(one), "") if may_manage else [],
        "has_second_step": authenticator_of(one) is not None,
        "history": events_of(history_of_all([one, *posts])[:20]),
    }
    return render(request, "person.html", shown)


@never_cache
@require_POST
def person_invite(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.person(request.post, public_id)
    token = invitations.invite(one, by=request.post)
    link = request.build_absolute_uri(reverse("invitation", args=[token]))
    return render(request, "invitation_made.html", {"person": one, "link": link})


@require_POST
def person_deactivate(request: ActingRequest, public_id: str) -> HttpResponse:
    actions.deactivate(loaders.person(request.post, public_id), by=request.post)
    messages.success(request, _("Đã ngừng tài khoản; các phiên đăng nhập đã kết thúc."))
    return redirect("person", public_id)


@require_POST
def person_reactivate(request: ActingRequest, public_id: str) -> HttpResponse:
    actions.reactivate(loaders.person(request.post, public_id), by=request.post)
    messages.success(request, _("Đã mở lại tài khoản."))
    return redirect("person", public_id)


@require_POST
def person_end_sessions(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.person(request.post, public_id)
    rules.check_may_manage(one, unended_posts(one), by=request.post)
    end_sessions(Session.objects.all(), one, by=request.post)
    messages.success(request, _("Đã kết thúc mọi phiên đăng nhập của người này."))
    return redirect("person", public_id)


@require_POST
def person_drop_second_step(request: ActingRequest, public_id: str) -> HttpResponse:
    invitations.drop_second_step(loaders.person(request.post, public_id), by=request.post)
    messages.success(request, _("Đã tắt xác thực hai bước của người này."))
    return redirect("person", public_id)


@require_POST
def post_end(request: ActingRequest, public_id: str) -> HttpResponse:
    post = loaders.post_(request.post, public_id)
    check_seen(request, post.to_on or "open")
    form = EndForm(request.POST)
    if not form.is_valid() or form.cleaned_data["on"] < timezone.localdate(request.at):
        raise Refused
    actions.end_post(post, on=form.cleaned_data["on"], by=request.post)
    messages.success(request, _("Đã kết thúc chức danh."))
    return _back(request, post)


@require_http_methods(["GET", "HEAD", "POST"])
def stand_in(request: ActingRequest, public_id: str) -> HttpResponse:
    post = loaders.post_(request.post, public_id)
    rules.check_may_delegate(post, by=request.post)
    today = timezone.localdate(request.at)
    form = StandInForm(**posted(request), colleagues=_colleagues(post, request.post, today), initial={"first": today})
    if form.is_valid():
        with form.showing_refusals():
            said = form.cleaned_data
            actions.delegate(
                post,
                form.people[said["person"]],
                first=said["first"],
                last=said["last"],
                by=request.post,
                at=request.at,
            )
            messages.success(request, _("Đã giao người làm thay; hết hạn thì tự kết thúc."))
            return _back(request, post)
    return render(request, "stand_in.html", {"form": form, "post": post}, status=form.status)


def _colleagues(post: Post, by: Post, today: date) -> list[Person]:
    """Who may act from a post: those who hold one in the same unit today, but its holder and the one who gives it."""
    held = Post.objects.current(today).filter(unit=post.unit_id)
    return list(
        Person.objects.filter(pk__in=held.values("person"))
        .exclude(pk__in=[post.person_id, by.person_id])
        .order_by("full_name")
    )


def _back(request: ActingRequest, post: Post) -> HttpResponse:
    if may_open("unit", request.post.role):
        return redirect("unit", post.unit.public_id)
    return redirect("account")
