from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.journal.queries import history_of_all
from giamsat.people import actions
from giamsat.people.models import Post, Unit
from giamsat.people.queries import units_found, units_visible_to
from giamsat.people.states import GRANTS, Role, UnitKind
from giamsat.web.forms.pages import posted
from giamsat.web.forms.people import AppointForm, SearchForm, UnitForm, WhoForm
from giamsat.web.shown.history import events_of
from giamsat.web.shown.people import post_rows, unit_rows

PAGE = 50  # rows
SHOWN = 20  # entries of the journal


@require_safe
def units(request: ActingRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    seen = units_found(units_visible_to(request.post), form.words)
    held = Count("posts", filter=Q(posts__in=Post.objects.current(timezone.localdate(request.at))))
    rows = Paginator(seen.annotate(held=held).order_by("dissolved_on", "path", "pk"), PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "units.html", {"form": form, "rows": rows, "units": unit_rows(rows)})


@require_safe
def unit(request: ActingRequest, public_id: str) -> HttpResponse:
    one = loaders.unit(request.post, public_id)
    posts = list(one.posts.select_related("unit", "person", "stands_in_for__person").order_by("-is_head", "pk"))
    shown = {
        "unit": one,
        "names": one.names.order_by("-from_on", "-pk"),
        "above": one.placements.filter(to_on=None).select_related("parent").first(),
        "below": units_visible_to(request.post)
        .filter(path__startswith=one.path, dissolved_on=None)
        .exclude(pk=one.pk)
        .order_by("sort_key")[:PAGE],
        "predecessors": one.predecessions.select_related("predecessor").order_by("on", "pk"),
        "successors": one.successions.select_related("successor").order_by("on", "pk"),
        "posts": post_rows(posts, request.at),
        "history": events_of(history_of_all([one, *posts])[:SHOWN]),
    }
    return render(request, "unit.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def unit_new(request: ActingRequest, public_id: str) -> HttpResponse:
    above = loaders.unit(request.post, public_id)
    form = UnitForm(**posted(request), word=_)
    if form.is_valid():
        with form.showing_refusals():
            said = form.cleaned_data
            made = actions.create_unit(
                said["code"], name=said["name"], kind=UnitKind(said["kind"]), parent=above, by=request.post
            )
            messages.success(request, _("Đã lập đơn vị. Hãy giao chức danh cho người của đơn vị."))
            return redirect("unit", made.public_id)
    return render(request, "unit_new.html", {"form": form, "unit": above}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def post_new(request: ActingRequest, public_id: str) -> HttpResponse:
    where = loaders.unit(request.post, public_id)
    form = AppointForm(**posted(request), roles=GRANTS[Role(request.post.role)], word=_, initial={"seen": "new"})
    if form.is_valid():
        with form.showing_refusals():
            said = form.cleaned_data
            made = actions.appoint(
                where,
                username=said["username"],
                full_name=said["full_name"],
                role=Role(said["role"]),
                title=said["title"],
                from_on=timezone.localdate(request.at),
                by=request.post,
            )
            return _appointed(request, made)
    return render(request, "post_new.html", {"form": form, "unit": where}, status=form.status)


@require_http_methods(["GET", "HEAD", "POST"])
def head_new(request: ActingRequest, public_id: str) -> HttpResponse:
    where = loaders.unit(request.post, public_id)
    head = _head(where)
    seen = head.public_id if head else "none"
    form = WhoForm(**posted(request), initial={"seen": seen, "title": head.title if head else ""})
    if form.is_valid():
        with form.showing_refusals(), form.keeping_stale(seen):
            form.check_seen(seen)
            said = form.cleaned_data
            made = actions.appoint_head(
                where,
                username=said["username"],
                full_name=said["full_name"],
                title=said["title"],
                on=timezone.localdate(request.at),
                by=request.post,
            )
            return _appointed(request, made)
    return render(request, "head_new.html", {"form": form, "unit": where, "head": head}, status=form.status)


def _head(where: Unit) -> Post | None:
    return where.posts.filter(is_head=True, to_on=None).select_related("person").first()


def _appointed(request: ActingRequest, made: Post) -> HttpResponse:
    if made.person.has_usable_password():
        messages.success(request, _("Đã giao chức danh."))
        return redirect("unit", made.unit.public_id)
    messages.success(request, _("Đã giao chức danh. Người này chưa đặt mật khẩu: hãy tạo đường dẫn mời."))
    return redirect("person", made.person.public_id)
