"""Drafts sent out for opinions: what was sent, what each agency said, and how its wish differs, in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from difflib import SequenceMatcher

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giamsat.assignments import queries
from giamsat.assignments.consulting import from_json, wish_of
from giamsat.assignments.models import Candidate, Consultation, Consulted, Opinion, Reply
from giamsat.assignments.rules import Content, as_wished, heard
from giamsat.assignments.states import CandidateState, Heard, OpinionState
from giamsat.people.models import Unit
from giamsat.web.shown.agencies import Agencies
from giamsat.web.words import NAME_FLAGS, cadence_said, due_said
from vanban.clear_names import check_name
from vanban.likeness import Title

#: parts of a content → their word, in the order they are shown
PARTS: dict[str, Promise] = {
    "name": _("Tên nhiệm vụ"),
    "scope": _("Nội hàm"),
    "product": _("Sản phẩm"),
    "due": _("Thời hạn"),
    "leads": _("Chủ trì"),
    "coordinators": _("Phối hợp"),
}
#: below this likeness two wordings are shown whole, one after the other
NEAR = 0.4
MATRIX = 12  # agencies that fit into a table


@dataclass(frozen=True)
class Piece:
    """Words that stay ("same"), go ("gone") or come ("new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Change:
    """A part of a draft that is or should be otherwise."""

    word: str | Promise
    pieces: list[Piece]


@dataclass(frozen=True)
class Answer:
    """One answer with what it asks to be otherwise."""

    reply: Reply
    changes: list[Change]


@dataclass(frozen=True)
class Said:
    """One agency about one draft."""

    opinion: Opinion
    heard: Heard
    #: Newest first; empty while nothing was said.
    answers: list[Answer]

    @property
    def newest(self) -> Answer | None:
        return self.answers[0] if self.answers else None

    @property
    def is_waiting(self) -> bool:
        """A wish nobody has settled."""
        return self.opinion.state == OpinionState.WISHES

    @property
    def seen(self) -> str:
        return self.opinion.seen


@dataclass(frozen=True)
class DraftShown:
    """One draft as it was sent, with what was said of it."""

    draft: Consulted
    candidate: Candidate
    facts: list[tuple[str | Promise, str]]
    #: What the coordinator has changed since it was sent.
    since: list[Change]
    unclear: list[str]
    said: list[Said] = field(default_factory=list)

    @property
    def name(self) -> str:
        return str(self.draft)

    @property
    def may_take(self) -> bool:
        """Still to be confirmed, so a wish may be put into it."""
        return self.candidate.state == CandidateState.PROPOSED

    @property
    def tally(self) -> list[tuple[str, int]]:
        counted = [(how.value, sum(one.heard == how for one in self.said)) for how in Heard]
        return [(how, n) for how, n in counted if n]

    @property
    def quiet(self) -> list[Said]:
        """Those whose answer needs no words: who agrees, who is silent, who may still answer."""
        return [one for one in self.said if one.heard in (Heard.AGREED, Heard.SILENT, Heard.WAITING)]

    @property
    def wishes(self) -> list[Said]:
        return [one for one in self.said if one.heard in (Heard.WISHES, Heard.SETTLED)]


@dataclass(frozen=True)
class Board:
    """Candidate × agency."""

    drafts: list[DraftShown]
    #: Empty when there are more than fit into a table.
    units: list[Unit]
    #: One list of cells for each draft, in the order of `units`; None where the agency was not asked.
    rows: list[tuple[DraftShown, list[Said | None]]]
    tally: list[tuple[str, int]]


def board_of(consultation: Consultation, at: datetime) -> Board:
    """The board of a consultation; a fixed number of queries."""
    agencies = Agencies.loaded()
    said: dict[int, list[Said]] = {}
    opinions = list(queries.opinions_of(consultation))
    drafts = list(consultation.drafts.select_related("candidate").prefetch_related("candidate__decisions__bindings"))
    drafts.sort(key=lambda draft: (draft.candidate.start, draft.candidate.ordinal))
    contents = {draft.pk: from_json(draft.content) for draft in drafts}
    for opinion in opinions:
        one = said_of(opinion, consultation, contents[opinion.draft_id], at, agencies)
        said.setdefault(opinion.draft_id, []).append(one)
    now = queries.contents_now(draft.candidate for draft in drafts)
    shown = [
        draft_shown(draft, contents[draft.pk], now[draft.candidate_id], agencies, said.get(draft.pk, []))
        for draft in drafts
    ]
    units = list({opinion.unit_id: opinion.unit for opinion in opinions}.values())
    units.sort(key=lambda unit: unit.sort_key)
    everything = [one for draft in shown for one in draft.said]
    tally = [(how.value, sum(one.heard == how for one in everything)) for how in Heard]
    return Board(
        drafts=shown,
        units=units if len(units) <= MATRIX else [],
        rows=[(draft, _cells(draft, units)) for draft in shown] if len(units) <= MATRIX else [],
        tally=[(how, n) for how, n in tally if n],
    )


def draft_shown(
    draft: Consulted, content: Content, now: Content | None, agencies: Agencies, said: Sequence[Said] = ()
) -> DraftShown:
    """A draft as sent; `now` is what it has become, None for those who are not told."""
    words = in_words(content, agencies)
    return DraftShown(
        draft=draft,
        candidate=draft.candidate,
        facts=[(PARTS[part], text) for part, text in words.items() if text and part != "name"],
        since=changes(content, now, agencies) if now else [],
        unclear=unclear(content, agencies),
        said=list(said),
    )


def said_of(opinion: Opinion, consultation: Consultation, content: Content, at: datetime, agencies: Agencies) -> Said:
    """What an agency said of a draft; `replies` prefetched, newest first."""
    answers = [
        Answer(reply, changes(content, as_wished(content, wish_of(reply), of=opinion.unit_id), agencies))
        for reply in opinion.replies.all()
    ]
    return Said(opinion, heard(opinion, consultation, at), answers)


def changes(before: Content, after: Content, agencies: Agencies) -> list[Change]:
    """The parts of two contents that read differently."""
    old, new = in_words(before, agencies), in_words(after, agencies)
    return [Change(word, pieces_of(old[part], new[part])) for part, word in PARTS.items() if old[part] != new[part]]


def pieces_of(old: str, new: str) -> list[Piece]:
    """What goes and what comes, word by word; two wordings with little in common stand one after the other."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < NEAR:
        return [Piece(kind, text) for kind, text in (("gone", old), ("new", new)) if text]
    pieces = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", " ".join(before[a:b])))
        else:
            parts = (("gone", before[a:b]), ("new", after[c:d]))
            pieces += [Piece(kind, " ".join(words)) for kind, words in parts if words]
    return pieces


def in_words(content: Content, agencies: Agencies) -> dict[str, str]:
    """Each part of a content as a page says it."""
    due = content.words or due_said(content.bound, content.on, content.clock)
    return {
        "name": content.name,
        "scope": content.scope,
        "product": content.product,
        "due": "; ".join(word for word in (due, cadence_said(content.recurrence)) if word),
        "leads": ", ".join(agencies.said(content.leads)),
        "coordinators": ", ".join(agencies.said(content.coordinators)),
    }


def unclear(content: Content, agencies: Agencies) -> list[str]:
    """What is unclear in the name of a content (PRODUCT A4); a cadence is a date."""
    lead = ";".join(agencies.said(content.leads))
    due = content.on.isoformat() if content.on else ""
    found = check_name(content.name, content.product, lead, due)
    told = {"no_date"} if content.recurrence else set()
    return [str(NAME_FLAGS[flag.code]) for flag in found if flag.code not in told]


def title_of(content: Content) -> Title:
    """A content as a title to be compared."""
    codes = Unit.objects.filter(pk__in=content.leads).values_list("code", flat=True)
    return Title("", content.name, content.product, ";".join(codes), content.on.isoformat() if content.on else "")


def intended(contents: Mapping[int, Content], candidates: Iterable[Candidate]) -> dict[str, tuple[int, ...]]:
    """Public id of each candidate → keys of the units meant to lead it or take part."""
    return {one.public_id: (*contents[one.pk].leads, *contents[one.pk].coordinators) for one in candidates}


def _cells(draft: DraftShown, units: Sequence[Unit]) -> list[Said | None]:
    by_unit = {one.opinion.unit_id: one for one in draft.said}
    return [by_unit.get(unit.pk) for unit in units]
