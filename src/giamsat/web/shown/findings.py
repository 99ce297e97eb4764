"""Findings beside their paper: what was read, or what was decided, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils.text import Truncator
from django.utils.translation import gettext

from giamsat.assignments import queries
from giamsat.assignments.models import Candidate, Decision, Review
from giamsat.assignments.passages import Paragraph, Passage, Piece, laid_out
from giamsat.assignments.places import cuts_of
from giamsat.assignments.rules import Content, is_before_its_document
from giamsat.assignments.states import CandidateState
from giamsat.documents.models import Reading
from giamsat.people.states import GROUP_NAMES
from giamsat.timetable import Due
from giamsat.web.shown.agencies import Agencies
from giamsat.web.shown.alike import Alike
from giamsat.web.words import FLAGS, NAME_FLAGS, UNKNOWN_FLAG, cadence_said, sureness
from vanban.clear_names import check_name

SECOND_HALF = 16  # words of the second half of a cut sentence
NAMED_MOST = 12  # agencies named one by one; more are counted


@dataclass(frozen=True)
class Finding:
    """One card of the review page."""

    candidate: Candidate
    ordinal: int
    path: str
    name: str
    product: str
    leads: list[str]
    coordinators: list[str]
    words: str
    late_from: datetime | None
    recurrence: str
    sureness: str
    percent: int
    flags: list[str] = field(default_factory=list)
    #: what is unclear in its name (PRODUCT A4)
    unclear: list[str] = field(default_factory=list)
    #: pairs with assignments that may be the same
    alike: list[Alike] = field(default_factory=list)
    #: agencies asked about it in a consultation still open that have not answered
    unanswered: int = 0
    #: may be confirmed as it was read
    complete: bool = False
    reason: str = ""
    decided_by: str = ""
    decided_at: datetime | None = None

    @property
    def seen(self) -> str:
        return self.candidate.state


def findings_of(
    candidates: Sequence[Candidate], issued_on: date | None, alike: Mapping[int, list[Alike]]
) -> list[Finding]:
    """Cards of candidates whose `decisions__bindings` are prefetched; a fixed number of queries.

    `alike`: candidate key → its likely doubles.
    """
    waiting = [c for c in candidates if c.state == CandidateState.PROPOSED]
    read, unknown = queries.contents_as_read(waiting), queries.unknown_names(waiting)
    agencies = Agencies.loaded()
    cards = [
        _proposed(c, read[c.pk], unknown[c.pk], agencies, issued_on)
        if c.pk in read
        else _decided(c, agencies, issued_on)
        for c in candidates
    ]
    silent = queries.unanswered(candidates)
    return [
        replace(card, alike=alike.get(card.candidate.pk, []), unanswered=silent.get(card.candidate.pk, 0))
        for card in cards
    ]


def paper_of(reading: Reading, candidates: Iterable[Candidate]) -> list[Paragraph]:
    """The text of a paper with the passages of the candidates marked."""
    passages = [Passage(c.start, c.end, c.number, c.state) for c in candidates]
    return laid_out(reading.text, reading.blocks, passages)


def quote_of(candidate: Candidate) -> list[Piece]:
    """The sentence of a candidate, which needs its review and reading loaded."""
    text = candidate.review.reading.text[candidate.start : candidate.end]
    return [Piece(_flat(text), candidate.number, candidate.state, first=True)]


def cuts_shown(candidate: Candidate) -> list[tuple[int, str]]:
    """Where a candidate (its reading loaded) may be cut, each place with the words its second half begins with."""
    text = candidate.review.reading.text
    places = cuts_of(text, candidate.start, candidate.end)
    return [(place, Truncator(_flat(text[place : candidate.end])).words(SECOND_HALF)) for place in places]


def waiting_and_confirmed(review: Review) -> tuple[int, int]:
    """How many candidates still wait, and how many are confirmed but not yet issued."""
    confirmed = Decision.objects.filter(candidate__review=review, confirmed=True, task=None).count()
    return queries.open_count(review), confirmed


def due_of(content: Content) -> Due | None:
    """The deadline of a content as a value."""
    if content.on is None:
        return None
    return Due(content.words, content.bound, content.on, content.clock, day_counts=content.day_counts)


def _proposed(
    candidate: Candidate, content: Content, unknown: list[str], agencies: Agencies, issued_on: date | None
) -> Finding:
    due = due_of(content)
    return Finding(
        candidate=candidate,
        ordinal=candidate.number,
        path=candidate.path,
        name=content.name,
        product=content.product,
        leads=_said(agencies.said(content.leads)) + _unknown(candidate, unknown, "lead"),
        coordinators=_said(agencies.said(content.coordinators)) + _unknown(candidate, unknown, "coordinating"),
        words=content.words,
        late_from=due.late_from if due else None,
        recurrence=cadence_said(content.recurrence),
        sureness=sureness(candidate.confidence),
        percent=round(candidate.confidence * 100),
        flags=_flags(candidate, content, unknown, issued_on),
        unclear=_unclear(candidate, content),
        complete=bool(content.leads and content.name) and not _must_choose(candidate, unknown),
    )


def _decided(candidate: Candidate, agencies: Agencies, issued_on: date | None) -> Finding:
    decision = max(candidate.decisions.all(), key=lambda d: d.pk)
    leads = [b.unit_id for b in decision.bindings.all() if b.role == "lead"]
    together = [b.unit_id for b in decision.bindings.all() if b.role == "coordinator"]
    return Finding(
        candidate=candidate,
        ordinal=candidate.number,
        path=candidate.path,
        name=decision.name or queries.name_as_read(candidate),
        product=decision.product,
        leads=_said(agencies.said(leads)),
        coordinators=_said(agencies.said(together)),
        words=decision.words,
        late_from=decision.late_from,
        recurrence=cadence_said(decision.recurrence),
        sureness=sureness(candidate.confidence),
        percent=round(candidate.confidence * 100),
        flags=_late_at_birth(decision, issued_on),
        reason=decision.reason,
        decided_by=str(decision.by),
        decided_at=decision.at,
    )


def _late_at_birth(decision: Decision, issued_on: date | None) -> list[str]:
    if not decision.bound:
        return []
    content = (
        Content(decision.name, (), bound=decision.due.bound, on=decision.on, clock=decision.clock)
        if decision.due
        else None
    )
    return [str(FLAGS["deadline_before_issue_date"])] if content and is_before_its_document(content, issued_on) else []


def _flags(candidate: Candidate, content: Content, unknown: list[str], issued_on: date | None) -> list[str]:
    codes = [str(flag) for flag in candidate.flags]
    if is_before_its_document(content, issued_on) and not {
        "deadline_on_issue_date",
        "deadline_before_issue_date",
    } & set(codes):
        codes.append("deadline_before_issue_date")
    if not content.leads and not unknown and "lead_unread" not in codes:
        codes.append("lead_unread")
    if content.on is None and not content.recurrence:
        codes.append("words_only" if content.words else "no_deadline")
    sentences = [str(FLAGS.get(code, UNKNOWN_FLAG)) for code in codes]
    return list(dict.fromkeys(sentences)) + [_question(name) for name in unknown]


def _unclear(candidate: Candidate, content: Content) -> list[str]:
    """What is unclear in a name; a missing lead or day is told among the flags already."""
    lead = ";".join(candidate.proposal.get("lead") or [])
    found = check_name(content.name, content.product, lead, content.on.isoformat() if content.on else "")
    told = {"no_date"} | ({"no_single_lead"} if not lead else set())
    return [str(NAME_FLAGS[flag.code]) for flag in found if flag.code not in told]


def _question(name: str) -> str:
    """What a person is asked about a name that is no agency we know."""
    if name in GROUP_NAMES:
        return gettext("Văn bản chỉ ghi chung “%(name)s”; cần thì bấm Sửa để chọn từng cơ quan.") % {
            "name": gettext(GROUP_NAMES[name])
        }
    return gettext("Không rõ “%(name)s” là cơ quan nào; hãy bấm Sửa để chọn.") % {"name": name}


def _must_choose(candidate: Candidate, unknown: list[str]) -> bool:
    """Whether somebody must choose first: an unknown lead, or a name nobody knows; "related agencies" may wait."""
    leads = candidate.proposal.get("lead") or []
    return any(name in leads or name not in GROUP_NAMES for name in unknown)


def _unknown(candidate: Candidate, unknown: list[str], side: str) -> list[str]:
    read = candidate.proposal.get(side) or []
    return [f"{GROUP_NAMES.get(name, name)} (?)" for name in read if name in unknown]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _said(names: list[str]) -> list[str]:
    if len(names) <= NAMED_MOST:
        return names
    return [*names[:NAMED_MOST], f"+{len(names) - NAMED_MOST}"]
