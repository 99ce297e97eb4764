from datetime import date, datetime, time
from typing import Any

from django.db.models import QuerySet

from giamsat.assignments.models import Candidate, Decision, Review
from giamsat.assignments.rules import Content
from giamsat.assignments.states import CandidateState
from giamsat.documents.models import Document, Reading
from giamsat.people.models import Unit
from giamsat.people.queries import group_members, units_named
from giamsat.people.states import GROUPS
from giamsat.timetable import Bound
from giamsat.wording import nfc

NAME_LENGTH = 200


def readings_without_review() -> QuerySet[Reading]:
    """Readings whose findings nobody has been shown yet."""
    return Reading.objects.filter(review=None).order_by("id")


def review_of(document: Document) -> Review | None:
    """The newest sitting over a document."""
    return document.reviews.select_related("reading").order_by("-id").first()


def candidates_of(review: Review) -> QuerySet[Candidate]:
    """The candidates of a sitting in the order of the paper."""
    return review.candidates.prefetch_related("decisions__bindings__unit").order_by("ordinal")


def confirmed_of(document: Document) -> QuerySet[Decision]:
    """The confirmed assignments of a document in the order of the paper."""
    confirmed = Decision.objects.filter(candidate__review__document=document, confirmed=True)
    return (
        confirmed.select_related("candidate__review__reading")
        .prefetch_related("bindings__unit")
        .order_by("candidate__ordinal")
    )


def content_as_read(candidate: Candidate) -> Content:
    """The proposal with its names turned into units: what the form shows before anybody corrects it."""
    read = candidate.proposal
    leads = _units(read.get("lead") or [], read.get("lead_codes") or [])
    coordinators = [
        u for u in _units(read.get("coordinating") or [], read.get("coordinating_codes") or []) if u not in leads
    ]
    said = next((d for d in read.get("deadlines") or [] if d.get("on")), None)
    return Content(
        name=_name(read),
        leads=tuple(unit.pk for unit in leads),
        coordinators=tuple(unit.pk for unit in coordinators),
        scope=nfc(read.get("text") or ""),
        product=nfc(read.get("product") or "")[:500],
        recurrence=tuple(read.get("recurrence") or ()),
        **(_deadline(said) if said else _words_only(read)),
    )


def unknown_names(candidate: Candidate) -> list[str]:
    """Names the reader found that are no unit we know: a person must choose."""
    names = [*(candidate.proposal.get("lead") or []), *(candidate.proposal.get("coordinating") or [])]
    known = units_named(names)
    return [name for name in names if name not in known and name not in GROUPS]


def open_count(review: Review) -> int:
    """How many candidates still wait for a person."""
    return review.candidates.filter(state=CandidateState.PROPOSED).count()


def _units(names: list[str], codes: list[str]) -> list[Unit]:
    """Units of names, codes and group words, each once, in order."""
    known = units_named(names)
    by_code = {unit.code: unit for unit in Unit.objects.filter(code__in=[c for c in codes if c])}
    found: list[Unit] = []
    for name in names:
        found += group_members(name) if name in GROUPS else [known[name]] if name in known else []
    found += [by_code[code] for code in codes if code in by_code]
    alive = [unit for unit in found if unit.dissolved_on is None]
    return list(dict.fromkeys(alive))


def _name(read: dict[str, Any]) -> str:
    """The order as a title: the action up to its first full stop or semicolon, cut at a word."""
    text = nfc(read.get("action") or read.get("text") or "").split(";")[0].rstrip(" .,;:")
    if len(text) > NAME_LENGTH:
        text = text[:NAME_LENGTH].rsplit(" ", 1)[0] + "…"
    return text[:1].upper() + text[1:]


def _deadline(said: dict[str, Any]) -> dict[str, Any]:
    clock: time | None = datetime.fromisoformat(said["at"]).time() if said.get("at") else None
    return {
        "words": nfc(said.get("text") or "")[:300],
        "bound": Bound(said.get("bound") or Bound.BY),
        "on": date.fromisoformat(said["on"]),
        "clock": clock,
    }


def _words_only(read: dict[str, Any]) -> dict[str, Any]:
    words = "; ".join(d["text"] for d in read.get("deadlines") or [] if d.get("text"))
    return {"words": nfc(words)[:300]} if words else {}
