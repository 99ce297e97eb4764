"""Says why: which rule found an assignment, which words of it spoke, and which rule left a paragraph out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vanban.blocks import Block, Span
from vanban.findings import Assignment
from vanban.grammar import Pattern, cadences, deadlines, duties, quiet, reports
from vanban.reading import Reading

#: what the name of a rule says, piece by piece
PIECES = {
    "directive": "a superior's word (giao, yêu cầu, đề nghị) names who must do it",
    "addressee": "said to the addressee: Quý cơ quan",
    "agency": "an agency stands as the subject of a verb of doing",
    "heading": "who must do it stands in the heading above",
    "lead-in": "who must do it stands in the lead-in above",
    "implicit": "nobody is named; it follows from the whole paper",
    "verb": "a verb of doing opens what is to be done",
    "word": "any word of doing follows the agency that is charged",
    "plan": "labelled lines of a plan: who leads, who helps, by when",
    "plan.inline": "a bracket tells who leads",
    "clause": "the line of who leads is itself a clause",
    "annex.row": "a row of a drawn task table",
    "annex.flat_row": "a row of a task table that a conversion flattened into lines",
    "start": "at the start of the clause",
    "topic": "after the topic of the clause",
    "sentence": "in a later sentence of the clause",
    "semicolon": "after a semicolon",
    "opener": "after an adverbial",
    "about": "after “đối với”",
}
_SPOKE: tuple[Pattern, ...] = (
    duties.DIRECTIVE,
    duties.ASKED,
    duties.TOGETHER,
    duties.COORDINATING,
    duties.YOUR_OFFICE,
    reports.REPORT_TO,
    reports.PRODUCT,
)
_SILENCED: tuple[Pattern, ...] = (
    quiet.CLOSING,
    quiet.CLOSING_ORDER,
    quiet.RESTATED,
    quiet.BEFOREHAND,
    quiet.PUBLIC_TITLE,
    quiet.LINKS,
    quiet.CAPTION,
)


@dataclass(frozen=True)
class Reason:
    """One rule that fired."""

    #: id of the rule
    rule: str
    #: what it looks for, in a sentence
    looks_for: str
    #: the words that spoke; empty for the rule as a whole
    words: str
    #: where the clause or paragraph stands in the stored reading
    span: Span


def reasons(assignment: Assignment) -> tuple[Reason, ...]:
    """Why the assignment was found and what its parts rest on, the rule as a whole first."""
    said = "; ".join(PIECES.get(piece, piece) for piece in assignment.rule.replace("/", "+").split("+"))
    found = [Reason(assignment.rule, said, "", assignment.span)]
    for pattern in _SPOKE:
        m = pattern.regex.search(assignment.text)
        if m:
            found.append(Reason(pattern.id, pattern.looks_for, m.group().strip(), assignment.span))
    for words in [said.text for said in assignment.deadlines] + [cadence.text for cadence in assignment.recurrence]:
        rule = next((p for p in (*deadlines.ALL, *cadences.ALL) if p.regex.search(words)), None)
        if rule:
            found.append(Reason(rule.id, rule.looks_for, words, assignment.span))
    return tuple(found)


def silenced(reading: Reading) -> Iterator[Reason]:
    """Paragraphs that a rule left out, in the order of the text."""
    for block in reading.blocks:
        reason = _why_silent(block)
        if reason and not any(a.span.start <= block.start < a.span.end for a in reading.assignments):
            yield reason


def _why_silent(block: Block) -> Reason | None:
    for pattern in _SILENCED:
        m = pattern.regex.search(block.body)
        if m:
            return Reason(pattern.id, pattern.looks_for, block.text[:80], Span(block.start, block.end))
    return None
