from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.addresses import new_public_id
from giamsat.boards.queries import RoundRow, round_board, round_tallies
from giamsat.consolidation.queries import visible_to as compilations_visible_to
from giamsat.consolidation.rules import check_may_compose
from giamsat.errors import allowed
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports import actions
from giamsat.reports.models import Obligation, Round, Submission
from giamsat.reports.queries import accepted_in, counter, rounds_visible_to
from giamsat.reports.rules import check_can_open, check_may_run
from giamsat.tasks.queries import programmes_for
from giamsat.web.forms.fields import units_offered
from giamsat.web.forms.pages import check_seen, posted
from giamsat.web.forms.rounds import RoundForm
from giamsat.web.shown.agencies import groups_offered
from giamsat.web.shown.reports import SIGN_OF, late_by, packaging_said, standing_of
from giamsat.web.words import SIGNS

SHOWN = 100  # rounds listed
MINUTE = 60  # seconds
#: the groups of a board; those who must be asked stand first
GROUPS = ("missing", "returned", "owed", "late", "on_time")


@require_safe
def rounds(request: ActingRequest) -> HttpResponse:
    post = request.post
    found = list(rounds_visible_to(post)[:SHOWN])
    if post.role in (Role.REPORTER, Role.APPROVER):
        rows = _rows_of_unit(found, post, request.at)
    else:
        rows = _rows_of_watcher(found, request.at)
    may_open = post.role == Role.COORDINATOR
    return render(request, "rounds.html", {"rows": rows, "may_open": may_open})


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: ActingRequest) -> HttpResponse:
    units = units_offered()
    form = RoundForm(
        **posted(request),
        programmes=programmes_for(request.post),
        units=units,
        groups=groups_offered(units),
        initial={"seen": new_public_id()},
    )
    if form.is_valid():
        with form.showing_refusals():
            programme = form.cleaned_data["programme"]
            drafted = actions.draft_round(form.plan(), programme=programme, by=request.post, at=request.at)
            messages.success(request, _("Đã lưu dự thảo. Hãy xem lại rồi mở đợt."))
            return redirect("round", drafted.public_id)
    return render(request, "round_new.html", {"form": form}, status=form.status)


@require_safe
def round_(request: ActingRequest, public_id: str) -> HttpResponse:
    round_ = loaders.round_(request.post, public_id)
    version = f"{counter(round_, request.at)}-{int(request.at.timestamp()) // MINUTE}"
    if request.htmx and request.headers.get("HX-PTag") == version:
        return HttpResponse(status=304, headers={"HX-PTag": version})
    shown = _board(round_, request.at) | {"version": version, "round": round_}
    template = "round.html#board" if request.htmx else "round.html"
    response = render(request, template, shown if request.htmx else shown | _frame(round_, request))
    response["HX-PTag"] = version
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
def round_open(request: ActingRequest, public_id: str) -> HttpResponse:
    round_ = loaders.round_(request.post, public_id)
    check_seen(request, round_.state)
    actions.open_round(round_, by=request.post, at=request.at)
    messages.success(request, _("Đã mở đợt báo cáo."))
    return redirect("round", round_.public_id)


def _frame(round_: Round, request: ActingRequest) -> dict[str, Any]:
    """What stands around the board and does not change by itself."""
    compilations = list(compilations_visible_to(request.post).filter(round=round_))
    may_open = allowed(check_may_run, round_.programme, request.post) and allowed(check_can_open, round_, request.at)
    return {
        "sections": round_.sections.order_by("ordinal"),
        "contacts": round_.contacts.order_by("pk"),
        "packaging": packaging_said(round_),
        "may_open": may_open,
        "may_compose": allowed(check_may_compose, round_, request.post),
        "seen": round_.state,
        "compilations": compilations,
    }


def _board(round_: Round, at: datetime) -> dict[str, Any]:
    board = round_board(round_, at)
    accepted = {submission.obligation_id: submission for submission in accepted_in(round_)}
    rows = [_row(row, accepted.get(row.obligation.pk), at) for row in board.rows]
    by_standing = {standing: [row for row in rows if row["standing"] == standing] for standing in GROUPS}
    moments = [row["accepted_at"] for row in rows if row["accepted_at"]]
    return {
        "tally": [(standing, len(by_standing[standing])) for standing in reversed(GROUPS)],
        "asked": len(rows),
        "reported": sum(row["accepted_at"] is not None for row in rows),
        "left": round_.late_from - at,
        "passed": at >= round_.late_from,
        "changed_at": max(moments, default=round_.opened_at or round_.created_at),
        "groups": [{"word": SIGNS["obligation"][s].word, "rows": found} for s, found in by_standing.items() if found],
    }


def _row(row: RoundRow, submission: Submission | None, at: datetime) -> dict[str, Any]:
    return {
        "obligation": row.obligation,
        "standing": standing_of(row.obligation, at),
        "accepted_at": row.obligation.handed_in_at,
        "late_by": late_by(row.obligation),
        "submission": submission,
        "files": getattr(submission, "files_count", 0),
        "head": f"{row.head.title} {row.head.person.full_name}" if row.head else "",
    }


def _rows_of_unit(found: list[Round], post: Post, at: datetime) -> list[dict[str, Any]]:
    owed = {o.round_id: o for o in Obligation.objects.filter(round__in=found, unit__in=post.unit.speaks_for)}
    return [{"round": r, "mine": owed[r.pk], "standing": standing_of(owed[r.pk], at)} for r in found]


def _rows_of_watcher(found: list[Round], at: datetime) -> list[dict[str, Any]]:
    tallies = round_tallies(found, at)
    signs = {how.value: sign for how, sign in SIGN_OF.items()}
    rows = []
    for r in found:
        counts = {signs.get(name, name): n for name, n in tallies.get(r.pk, {}).items()}
        reported = sum(counts.get(name, 0) for name in ("on_time", "late", "returned"))
        rows.append({"round": r, "counts": list(counts.items()), "asked": sum(counts.values()), "reported": reported})
    return rows
