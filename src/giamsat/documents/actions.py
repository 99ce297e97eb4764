import hashlib
import re
from collections.abc import Mapping
from dataclasses import asdict, astuple
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from giamsat.documents.lines import Box, placed
from giamsat.documents.models import Citation, Document, Draft, NumberBook, Page, Reading
from giamsat.documents.rules import (
    Letterhead,
    check_may_be_read_again,
    check_may_issue,
    check_may_work_on,
    check_own_issued,
    check_read,
    names,
)
from giamsat.documents.states import Direction, DocumentState, Relation
from giamsat.errors import NotAllowed, Stale
from giamsat.files.models import Upload
from giamsat.files.states import Step
from giamsat.journal.actions import record
from giamsat.journal.rules import SYSTEM
from giamsat.people.models import Post, Unit
from giamsat.people.states import Role
from giamsat.wording import folded, nfc

#: Stands where a reading says which reader made it.
OWN_TEXT = "văn bản đi"


@transaction.atomic
def receive_document(upload: Upload, *, by: Post, at: datetime) -> Document:
    """Take an uploaded file in as an official document; it waits for the reader. The same bytes are one document."""
    if by.role != Role.COORDINATOR or upload.file is None or upload.unit_id != by.unit_id:
        raise NotAllowed
    # The unit's row is the lock under which two identical uploads become one document.
    Unit.objects.select_for_update().get(pk=by.unit_id)
    known = Document.objects.filter(unit=by.unit, direction=Direction.INCOMING, upload__file=upload.file).first()
    if known is not None:
        return known
    document = Document.objects.create(
        direction=Direction.INCOMING, state=DocumentState.RECEIVED, unit=by.unit, upload=upload, by=by, created_at=at
    )
    record("document.received", document, by=by, sha256=upload.sha256)
    return document


@transaction.atomic
def keep_reading(document: Document, found: dict[str, Any], *, at: datetime) -> Reading:
    """Store what the reader found; claims the document out of READING. The letterhead of a first reading is kept."""
    is_first = not document.readings.exists()
    fields = _letterhead_fields(found["document"]) if is_first else {}
    searched = {"folded": _searched(fields)} if is_first else {}
    if not Document.objects.filter(pk=document.pk, state=DocumentState.READING).update(
        state=DocumentState.READ, lease_until=None, step="", **searched, **fields
    ):
        raise Stale
    reading = Reading.objects.create(
        document=document,
        reader_version=found["reader_version"],
        text=found["text"],
        text_hash=found["text_hash"],
        blocks=found["blocks"],
        letterhead=found["document"],
        assignments=found["assignments"],
        targets=found.get("target_rows") or [],
        created_at=at,
    )
    Page.objects.bulk_create(_pages(reading, found.get("pages") or []))
    references = {reference["number"][:80]: reference for reference in found["document"].get("references", [])}
    citations = [_citation(document, symbol, read) for symbol, read in references.items()]
    Citation.objects.bulk_create(citations, ignore_conflicts=True)
    document.refresh_from_db()
    _link(document)
    record("document.read", document, by=SYSTEM, assignments=len(found["assignments"]), text_hash=reading.text_hash)
    return reading


@transaction.atomic
def note_unreadable(document: Document, problem: str, *, problem_en: str) -> None:
    """Remember why a document could not be read; it stays, and the user is told what to do.

    One that was read before stays read: only the newer reading failed.
    """
    if document.readings.exists():
        if not Document.objects.filter(pk=document.pk, state=DocumentState.READING).update(
            state=DocumentState.READ, lease_until=None, step=""
        ):
            raise Stale
        record("document.not_read_again", document, by=SYSTEM, problem=problem)
        return
    if not Document.objects.filter(pk=document.pk, state=DocumentState.READING).update(
        state=DocumentState.UNREADABLE, lease_until=None, step="", problem=problem, problem_en=problem_en
    ):
        raise Stale
    record("document.unreadable", document, by=SYSTEM, problem=problem)


def claim_reading(document: Document, *, until: datetime) -> bool:
    """Take a waiting document to read it; whether nobody else did. The claim itself is nothing for the journal."""
    mine = Document.objects.filter(pk=document.pk, state=document.state, lease_until=document.lease_until)
    now = {"state": DocumentState.READING, "lease_until": until, "step": "", "tries": document.tries + 1}
    if not mine.update(**now):
        return False
    _reflect(document, now)
    return True


def note_progress(document: Document, step: Step, *, done: int, of: int, until: datetime) -> None:
    """Say how far the reading of a claimed document has come, and hold the claim `until` then."""
    now = {"step": step, "pages_done": done, "pages_total": of, "lease_until": until}
    if not _held(document).update(**now):
        raise Stale
    _reflect(document, now)


def put_back(document: Document, *, until: datetime) -> None:
    """Let a reading that broke off wait `until` then for its next try; one that has ended is left as it is."""
    _held(document).update(state=DocumentState.RECEIVED, lease_until=until, step="")


@transaction.atomic
def read_again(document: Document, *, by: Post) -> None:
    """Send a document that could not be read, or was read by an older reader, to the reader once more.

    Its letterhead and what people decided stay as they are.
    """
    check_may_work_on(document, by)
    check_may_be_read_again(document, document.readings.values_list("reader_version", flat=True))
    now = {"state": DocumentState.RECEIVED, "lease_until": None, "tries": 0, "problem": "", "problem_en": ""}
    if not Document.objects.filter(pk=document.pk, state=document.state).update(**now):
        raise Stale
    record("document.read_again", document, by=by, problem=document.problem)
    _reflect(document, now)


@transaction.atomic
def correct_letterhead(document: Document, letterhead: Letterhead, *, by: Post, at: datetime) -> None:
    """Put right what was read wrongly or is missing on the paper; the reading itself stays as it was."""
    check_may_work_on(document, by)
    check_read(document)
    was = {name: str(getattr(document, name) or "") for name in asdict(letterhead)}
    now = asdict(letterhead)
    if not Document.objects.filter(pk=document.pk, state=DocumentState.READ).update(folded=_searched(now), **now):
        raise Stale
    record("document.letterhead_corrected", document, by=by, was=was, now={k: str(v or "") for k, v in now.items()})
    drop_draft(document, Draft.LETTERHEAD, by=by)
    _reflect(document, now)
    _link(document)


@transaction.atomic
def keep_draft(document: Document, about: str, typed: Mapping[str, Any], *, seen: str, by: Post, at: datetime) -> Draft:
    """Keep what somebody is typing about something of a document, in the place of what he typed before.

    Nothing is recorded in the journal: a draft changes nothing until it is confirmed, and then the change is recorded.
    """
    check_may_work_on(document, by)
    kept = {"typed": dict(typed), "seen": seen, "kept_at": at}
    draft, _ = Draft.objects.update_or_create(document=document, about=about, post=by, defaults=kept)
    return draft


def drop_draft(document: Document, about: str, *, by: Post) -> None:
    """Forget what somebody was typing, once it is confirmed or he does not want it."""
    Draft.objects.filter(document=document, about=about, post=by).delete()


@transaction.atomic
def keep_proposed(
    unit: Unit, read: dict[str, Any], *, subject: str, by: Post, at: datetime, upload: Upload | None = None
) -> Reading:
    """Keep a task that an agency proposes as a paper of `unit`, with the one finding it holds.

    `read`: what a form says, in the shape of `giamsat read --json`. Its symbol is "ĐX-" and the proposer's; numbers
    count up in each unit.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    number = Document.objects.filter(unit=unit, direction=Direction.PROPOSED).count() + 1
    fields = _letterhead_fields(read["document"] | {"number": str(number)})
    document = Document.objects.create(
        direction=Direction.PROPOSED,
        state=DocumentState.READ,
        unit=unit,
        upload=upload,
        by=by,
        created_at=at,
        **fields | {"subject": nfc(subject), "folded": _searched(fields | {"subject": nfc(subject)})},
    )
    record("document.proposed", document, by=by)
    return Reading.objects.create(
        document=document,
        reader_version=read["reader_version"],
        text=read["text"],
        text_hash=read["text_hash"],
        blocks=read["blocks"],
        letterhead=read["document"],
        assignments=read["assignments"],
        created_at=at,
    )


@transaction.atomic
def keep_own_text(document: Document, text: str, *, by: Post, at: datetime) -> Reading:
    """Keep what an issued paper of our own says as its reading, so that its items can be pointed to; nothing is read.

    A text that was kept before stands.
    """
    check_own_issued(document)
    kept = document.readings.order_by("id").last()
    if kept is not None:
        return kept
    return Reading.objects.create(
        document=document,
        reader_version=OWN_TEXT,
        text=text,
        text_hash=hashlib.sha256(text.encode()).hexdigest(),
        blocks=_line_spans(text),
        letterhead={},
        assignments=[],
        created_at=at,
    )


@transaction.atomic
def draft_paper(unit: Unit, *, kind: str, symbol: str, subject: str, by: Post, at: datetime) -> Document:
    """Begin a paper of our own: without number or date until it is issued."""
    document = Document.objects.create(
        direction=Direction.OWN,
        state=DocumentState.DRAFT,
        unit=unit,
        kind=kind,
        symbol=symbol,
        issuer=unit.name,
        place=unit.seat,
        subject=nfc(subject),
        folded=_searched({"symbol": symbol, "issuer": unit.name, "subject": subject}),
        by=by,
        created_at=at,
    )
    record("document.drafted", document, by=by, kind=kind)
    return document


@transaction.atomic
def issue_paper(document: Document, *, on: date, by: Post, at: datetime) -> None:
    """Give a draft its number and date; only the head of the unit issues (Decree 30/2020, art. 13 and 15)."""
    check_may_issue(document, by)
    number = _next_number(document.unit, on.year)
    now = {"state": DocumentState.ISSUED, "number": f"{number:02d}", "issued_on": on, "signer": by.person.full_name}
    now["signer_title"] = by.title
    now["folded"] = f"{now['number']}/{document.folded}"
    if not Document.objects.filter(pk=document.pk, state=DocumentState.DRAFT).update(**now):
        raise Stale
    record("document.issued", document, by=by, number=now["number"], on=on.isoformat())
    _reflect(document, now)


def _line_spans(text: str) -> list[list[int]]:
    """[start, end] of each line of a text."""
    ends = [found.start() for found in re.finditer(r"\n", text)] + [len(text)]
    return [[start, end] for start, end in zip([0, *(end + 1 for end in ends)], ends, strict=False)]


def _held(document: Document) -> QuerySet[Document]:
    """The document, as long as the worker that loaded it holds the claim."""
    return Document.objects.filter(pk=document.pk, state=DocumentState.READING, lease_until=document.lease_until)


def _reflect(document: Document, now: Mapping[str, Any]) -> None:
    for name, value in now.items():
        setattr(document, name, value)


def _next_number(unit: Unit, year: int) -> int:
    book, _ = NumberBook.objects.get_or_create(unit=unit, year=year)
    NumberBook.objects.filter(pk=book.pk).update(last=F("last") + 1)
    return NumberBook.objects.values_list("last", flat=True).get(pk=book.pk)


def _letterhead_fields(read: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": (read.get("type") or "")[:60],
        "number": (read.get("number") or "")[:20],
        "symbol": (read.get("symbol") or "")[:60],
        "issuer": (read.get("issuer") or "")[:300],
        "place": (read.get("place") or "")[:100],
        "issued_on": _whole_day(read.get("date")),
        "subject": read.get("subject") or "",
        "signer": (read.get("signer") or "")[:200],
        "signer_title": (read.get("signer_title") or "")[:200],
        "signer_capacity": (read.get("signer_capacity") or "")[:200],
    }


def _pages(reading: Reading, read: list[dict[str, Any]]) -> list[Page]:
    """The pages as read, their lines by the stretch of the reading's text that each holds."""
    found = [[(_box(line), str(line["text"])) for line in page["lines"]] for page in read]
    lines: list[list[list[int]]] = [[] for _ in read]
    for one in placed(reading.text, found):
        lines[one.page].append([*astuple(one.box), one.start, one.end])
    return [
        Page(
            reading=reading,
            number=number,
            width=page["width"],
            height=page["height"],
            straight=page["straight"],
            lines=lines[number - 1],
        )
        for number, page in enumerate(read, 1)
    ]


def _box(line: dict[str, Any]) -> Box:
    return Box(*(int(line[side]) for side in ("left", "top", "right", "bottom")))


def _citation(document: Document, symbol: str, read: dict[str, Any]) -> Citation:
    dated, relation = (read.get("date") or "")[:10], read.get("relation") or Relation.CITES
    return Citation(document=document, symbol=symbol, dated=dated, relation=relation)


def _link(document: Document) -> None:
    """Tie this document to those it names, and to it those that name it; a symbol of another year is another paper."""
    for citation in document.citations.filter(cited=None):
        held = Document.objects.filter(unit=document.unit_id, direction=Direction.INCOMING).exclude(pk=document.pk)
        number, _, symbol = citation.symbol.replace("-", "/", 1).partition("/")
        candidates = [one for one in held.filter(number=number) if names(citation, one)]
        if symbol and len(candidates) == 1:
            Citation.objects.filter(pk=citation.pk).update(cited=candidates[0])
    Citation.objects.filter(cited=document).exclude(symbol__iexact=document.full_symbol).update(cited=None)
    naming = Citation.objects.filter(cited=None, document__unit=document.unit_id, symbol__iexact=document.full_symbol)
    for citation in naming.exclude(document=document).select_related("document"):
        if names(citation, document):
            Citation.objects.filter(pk=citation.pk).update(cited=document)


def _searched(fields: Mapping[str, Any]) -> str:
    """What a search looks through: number and symbol as printed, issuer, subject."""
    symbol = Document(number=fields.get("number", ""), symbol=fields["symbol"]).full_symbol
    return folded(f"{symbol} {fields['issuer']} {fields['subject']}")


def _whole_day(text: str | None) -> date | None:
    """A printed date that names a day; "2026-04" or "2026" (partly blank) does not."""
    try:
        return date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None
