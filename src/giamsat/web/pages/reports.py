from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from giamsat import paper
from giamsat.access import loaders
from giamsat.access.middleware import ActingRequest
from giamsat.errors import allowed
from giamsat.files.actions import receive
from giamsat.people.states import Role
from giamsat.reports import actions
from giamsat.reports.models import Obligation, Section, Submission
from giamsat.reports.queries import draft_of, first_body, plan_being_written, plan_lacks
from giamsat.reports.rules import check_may_run, check_may_write, check_return
from giamsat.reports.sheets import report_of
from giamsat.reports.states import SectionSource, SubmissionState
from giamsat.targets.owed import values_owed
from giamsat.timetable import VIETNAM
from giamsat.timetable.due import TICK
from giamsat.web.downloads import answer_made, answer_upload
from giamsat.web.forms.pages import reason_given
from giamsat.web.forms.reports import DraftForm
from giamsat.web.shown.reports import Item, checklist, files_of, packaging_said, receipt_of, standing_of
from giamsat.wording import nfc_lines

FILLED_FROM = {
    SectionSource.TARGETS: gettext_lazy("Điền sẵn mức độ hoàn thành chỉ tiêu đến lúc này."),
    SectionSource.TASKS: gettext_lazy("Điền sẵn mức độ hoàn thành nhiệm vụ đến lúc này."),
    SectionSource.PROGRESS: gettext_lazy("Điền sẵn từ các cập nhật tiến độ đã duyệt."),
    SectionSource.NEXT_STEPS: gettext_lazy("Điền sẵn từ việc tiếp theo trong các cập nhật đã duyệt."),
    SectionSource.OBSTACLES: gettext_lazy("Điền sẵn từ các vướng mắc đã nêu."),
    SectionSource.BEYOND: gettext_lazy("Điền sẵn từ các vướng mắc vượt thẩm quyền đã nêu."),
    SectionSource.PROPOSALS: gettext_lazy("Điền sẵn từ các nhiệm vụ đã đề xuất."),
}


@require_safe
def obligation(request: ActingRequest, public_id: str) -> HttpResponse:
    obligation = loaders.obligation(request.post, public_id)
    return _page(request, obligation, draft_form(obligation))


@require_safe
def obligation_docx(request: ActingRequest, public_id: str) -> FileResponse:
    obligation = loaders.obligation(request.post, public_id)
    content = paper.docx(report_of(obligation, request.at))
    return answer_made(content, kind="docx", name=f"{obligation.round.title[:60]} ({obligation.unit.doc_symbol}).docx")


@require_POST
def obligation_save(request: ActingRequest, public_id: str) -> HttpResponse:
    obligation = loaders.obligation(request.post, public_id)
    form = draft_form(obligation, request)
    if form.is_valid():
        with form.showing_refusals():
            save_words(obligation, form, request)
            messages.success(request, _("Đã lưu bản soạn."))
            return redirect("obligation", obligation.public_id)
    return _page(request, obligation, form)


@require_POST
def obligation_attach(request: ActingRequest, public_id: str) -> HttpResponse:
    obligation = loaders.obligation(request.post, public_id)
    form = draft_form(obligation, request)
    if form.is_valid():
        file = form.cleaned_data["file"]
        if file is None:
            form.add_error("file", _("Hãy chọn tệp rồi bấm tải lên."))
        else:
            with form.showing_refusals():
                save_words(obligation, form, request)
                upload = receive(file.chunks(), name=file.name, by=request.post, at=request.at)
                actions.attach_file(obligation, upload, by=request.post, at=request.at)
                return redirect("obligation", obligation.public_id)
    return _page(request, obligation, form)


@require_POST
def obligation_detach(request: ActingRequest, public_id: str) -> HttpResponse:
    kept = loaders.submission_file(request.post, public_id)
    obligation = kept.submission.obligation
    form = draft_form(obligation, request)
    if form.is_valid():
        with form.showing_refusals():
            save_words(obligation, form, request)
            actions.detach_file(loaders.submission_file(request.post, public_id), by=request.post, at=request.at)
            return redirect("obligation", obligation.public_id)
    return _page(request, obligation, form)


@require_POST
def hand_in(request: ActingRequest, public_id: str) -> HttpResponse:
    obligation = loaders.obligation(request.post, public_id)
    form = draft_form(obligation, request)
    if form.is_valid():
        with form.showing_refusals():
            draft = save_words(obligation, form, request)
            seen_plan = form.cleaned_data["seen_plan"]
            kept = actions.hand_in(
                draft, seen_revision=draft.revision, seen_plan=seen_plan, by=request.post, at=request.at
            )
            return redirect("submission", kept.public_id)
    return _page(request, obligation, form)


@require_safe
def submission(request: ActingRequest, public_id: str) -> HttpResponse:
    submission = loaders.submission(request.post, public_id)
    obligation = submission.obligation
    if submission.state == SubmissionState.DRAFT:
        return redirect("obligation", obligation.public_id)
    sections = obligation.round.sections.order_by("ordinal")
    texts = [{"heading": s.heading, "text": submission.body.get(str(s.ordinal), "")} for s in sections]
    shown = {
        "round": obligation.round,
        "unit": obligation.unit,
        "obligation": obligation,
        "submission": submission,
        "receipt": receipt_of(submission),
        "body": [section for section in texts if section["text"]],
        "may_return": allowed(check_return, submission, "?", request.post),
        "seen": submission.state,
        "newer": obligation.submissions.filter(version__gt=submission.version).exclude(state="draft").last(),
        "is_watcher": request.post.role not in (Role.REPORTER, Role.APPROVER),
    }
    return render(request, "submission.html", shown)


@require_POST
def submission_return(request: ActingRequest, public_id: str) -> HttpResponse:
    submission = loaders.submission(request.post, public_id)
    check_may_run(submission.obligation.round.programme, request.post)
    reason = reason_given(request, submission.state)
    actions.return_submission(submission, reason=reason, by=request.post, at=request.at)
    messages.success(request, _("Đã trả lại báo cáo để bổ sung."))
    return redirect("round", submission.obligation.round.public_id)


@require_safe
def submission_file(request: ActingRequest, public_id: str) -> FileResponse:
    return answer_upload(loaders.submission_file(request.post, public_id).upload)


def draft_form(obligation: Obligation, request: ActingRequest | None = None) -> DraftForm:
    """The draft as a form: what is saved, or what the report begins with; bound to what was posted."""
    draft = draft_of(obligation)
    body = draft.body if draft else first_body(obligation)
    posted: dict[str, Any] = {"data": request.POST, "files": request.FILES} if request else {}
    seen = draft.revision if draft else 0
    sections = list(obligation.round.sections.order_by("ordinal"))
    plan = plan_being_written(obligation)
    initial = {"seen": seen, "seen_plan": plan.revision if plan else None}
    return DraftForm(**posted, sections=sections, body=body, initial=initial)


def save_words(obligation: Obligation, form: DraftForm, request: ActingRequest) -> Submission:
    """Keeps what was typed before anything else is done, so that no button loses words."""
    draft = draft_of(obligation)
    form.check_seen(draft.revision if draft else 0)
    body = form.body()
    if draft is not None and {key: nfc_lines(text) for key, text in body.items()} == dict(draft.body):
        return draft
    seen = draft.revision if draft else 0
    draft = actions.save_draft(obligation, body, seen_revision=seen, by=request.post, at=request.at)
    form.saw(draft.revision)
    form.saved = draft.body
    return draft


def _values_owed(sections: list[Section], request: ActingRequest) -> int:
    """How many values of targets the unit has still to report that the report would tell."""
    if not any(section.source == SectionSource.TARGETS for section in sections):
        return 0
    return len(values_owed(request.post, request.at.astimezone(VIETNAM).date()))


def _page(request: ActingRequest, obligation: Obligation, form: DraftForm) -> HttpResponse:
    round_, draft = obligation.round, draft_of(obligation)
    sections = list(round_.sections.order_by("ordinal"))
    files = list(draft.files.select_related("upload__file")) if draft else []
    accepted = obligation.submissions.exclude(state=SubmissionState.DRAFT).order_by("version").last()
    plan = plan_being_written(obligation)
    lacks = plan_lacks(obligation, plan)
    items = checklist(round_, sections, form.saved, files)
    if round_.wants_plan:
        items.append(Item(not lacks, _("Kế hoạch thực hiện chỉ tiêu")))
    shown = {
        "round": round_,
        "obligation": obligation,
        "standing": standing_of(obligation, request.at),
        "packaging": packaging_said(round_),
        "last_second": obligation.late_from - TICK,
        "left": obligation.late_from - request.at,
        "passed": request.at >= obligation.late_from,
        "return_reason": accepted.return_reason if accepted and obligation.state == "returned" else "",
        "receipt": receipt_of(accepted) if accepted and obligation.state == "handed_in" else None,
        "sections": [
            {"field": form[f"section_{s.ordinal}"], "filled_from": FILLED_FROM.get(SectionSource(s.source), "")}
            for s in sections
        ],
        "values_owed": _values_owed(sections, request),
        "form": form,
        "plan": plan,
        "plan_lacks": lacks,
        "last_plan": accepted.plan if accepted else None,
        "files": files_of(draft),
        "checklist": items,
        "complete": all(item.done for item in items),
        "may_hand_in": allowed(check_may_write, obligation, request.post),
    }
    return render(request, "obligation.html", shown, status=form.status)
