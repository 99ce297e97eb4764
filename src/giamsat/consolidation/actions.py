from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction

from giamsat import paper
from giamsat.consolidation import master, queries, rules
from giamsat.consolidation.models import Compilation, CompilationText
from giamsat.consolidation.sheets import sheet_of
from giamsat.consolidation.states import CompilationKind, CompilationState, Part
from giamsat.documents import actions as document_actions
from giamsat.errors import Stale
from giamsat.files.actions import keep_own
from giamsat.journal.actions import record
from giamsat.people.models import Post
from giamsat.reports.models import Round
from giamsat.reports.rules import check_wants_plan
from giamsat.timetable import VIETNAM
from giamsat.wording import nfc_lines


@transaction.atomic
def compose(round_: Round, *, seen: int, by: Post, at: datetime) -> Compilation:
    """Begin a consolidated report: figures frozen as of `at`, words composed from them, a draft paper of our own.

    `seen` is how many the round had when its page was drawn: a second click is stale, however fast it comes.
    """
    rules.check_may_compose(round_, by)
    if Round.objects.select_for_update().get(pk=round_.pk).compilations.count() != seen:
        raise Stale
    figures = queries.figures_of(round_, at)
    subject = f"Tổng hợp tình hình thực hiện Chương trình {round_.programme.code} đến {figures['as_of_words']}"
    symbol = f"BC-{round_.unit.doc_symbol}"
    document = document_actions.draft_paper(round_.unit, kind="báo cáo", symbol=symbol, subject=subject, by=by, at=at)
    compilation = Compilation(round=round_, document=document, as_of=at, figures=figures, by=by, created_at=at)
    return _composed(compilation, rules.first_words(figures), by=by, at=at)


@transaction.atomic
def compose_master(round_: Round, *, seen: int, by: Post, at: datetime) -> Compilation:
    """Begin a master plan (Kế hoạch tổng thể) of the plans of a round, for decision; `seen` as in `compose`."""
    rules.check_may_compose(round_, by)
    check_wants_plan(round_)
    if Round.objects.select_for_update().get(pk=round_.pk).compilations.count() != seen:
        raise Stale
    figures = master.figures_of(round_, at)
    subject = (
        f"Kế hoạch tổng thể thực hiện các chỉ tiêu của Chương trình {round_.programme.code} "
        f"năm {figures['year']} và giai đoạn {figures['year']} - {figures['until']}"
    )
    symbol = f"TTr-{round_.unit.doc_symbol}"
    document = document_actions.draft_paper(round_.unit, kind="tờ trình", symbol=symbol, subject=subject, by=by, at=at)
    compilation = Compilation(round=round_, document=document, as_of=at, figures=figures, by=by, created_at=at)
    compilation.kind = CompilationKind.MASTER
    return _composed(compilation, master.first_words(figures), by=by, at=at)


def _composed(compilation: Compilation, words: Mapping[Part, str], *, by: Post, at: datetime) -> Compilation:
    compilation.save(force_insert=True)
    CompilationText.objects.bulk_create(
        [
            CompilationText(compilation=compilation, part=part, version=1, text=text, by=by, at=at)
            for part, text in words.items()
        ]
    )
    as_of, round_ = compilation.figures["as_of"], compilation.round.public_id
    record("compilation.composed", compilation, by=by, as_of=as_of, round=round_, kind=compilation.kind_word.value)
    return compilation


@transaction.atomic
def edit_part(
    compilation: Compilation, part: Part, text: str, *, seen_version: int, by: Post, at: datetime
) -> CompilationText:
    """Reword one part; the version before stays. A form that saw an older version is stale."""
    rules.check_may_edit(compilation, by)
    clean = nfc_lines(text)
    if not clean:
        raise rules.EmptyPart
    # Under the draft's lock: not while it is being issued.
    if not Compilation.objects.select_for_update().filter(pk=compilation.pk, state=CompilationState.DRAFT).exists():
        raise Stale
    if queries.words_of(compilation)[part].version != seen_version:
        raise Stale
    try:
        with transaction.atomic():
            words = CompilationText.objects.create(
                compilation=compilation, part=part, version=seen_version + 1, text=clean, by=by, at=at
            )
    except IntegrityError as clash:
        raise Stale from clash
    record("compilation.edited", compilation, by=by, part=part, version=words.version)
    return words


@transaction.atomic
def issue(compilation: Compilation, *, by: Post, at: datetime) -> None:
    """The head issues it: number and date from the book, both files kept for ever, nothing changes afterwards."""
    rules.check_can_issue(compilation)
    # Locked first, so that no wording slips in between the paper and its files.
    compilation = (
        Compilation.objects.select_for_update().select_related("document__unit", "round").get(pk=compilation.pk)
    )
    document_actions.issue_paper(compilation.document, on=at.astimezone(VIETNAM).date(), by=by, at=at)
    sheet = sheet_of(compilation)
    docx, pdf = keep_own(paper.docx(sheet), kind="docx"), keep_own(paper.pdf(sheet), kind="pdf")
    drafts = Compilation.objects.filter(pk=compilation.pk, state=CompilationState.DRAFT)
    if not drafts.update(state=CompilationState.ISSUED, docx=docx, pdf=pdf):
        raise Stale
    record("compilation.issued", compilation, by=by, docx=docx.sha256, pdf=pdf.sha256)
