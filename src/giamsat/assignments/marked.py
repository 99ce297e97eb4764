"""What a passage that a person marked seems to order: a proposal in the reader's shape, read from it alone."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import vanban
from giamsat.assignments.places import spans_of
from giamsat.people.actions import SEED
from giamsat.wording import nfc
from vanban import dates
from vanban.agencies import list_at

AROUND = 120  # characters before and after chosen words that may belong to a deadline


def proposal_of(text: str, start: int, end: int) -> dict[str, Any]:
    """The proposal of text[start:end]: the first order read from it, else its words with nobody named."""
    passage = text[start:end]
    # A sentence alone is prose to the reader; the same sentence as a clause is an order.
    clause = passage if re.match(r"\s*(?:\d+[.)/]|[a-zđ]\)|[-–+])", passage) else f"1. {passage}"
    read = vanban.read_text(clause, "text", agencies=_agencies()).as_json()["assignments"]
    found: dict[str, Any] = read[0] if read else {"lead": [], "coordinating": [], "deadlines": [], "recurrence": []}
    return found | {"text": passage.strip(), "span": [start, end], "path": ""}


def joined(proposals: list[dict[str, Any]]) -> dict[str, Any]:
    """One proposal of several: the first's order and path, everybody and every date named in any."""
    first, *others = proposals
    made = dict(first)
    for key in ("lead", "lead_codes", "coordinating", "coordinating_codes", "deadlines", "recurrence", "report_to"):
        made[key] = _once([value for one in proposals for value in one.get(key) or []])
    made["text"] = " ".join([first.get("text", ""), *(one.get("text", "") for one in others)]).strip()
    return made


def _once(values: list[Any]) -> list[Any]:
    """Each value once, in order; values may be mappings."""
    return [value for n, value in enumerate(values) if value not in values[:n]]


def times_in(words: str, issued_on: date | None, *, text: str, near: int) -> dict[str, Any]:
    """The deadlines and recurrences of words that a person chose, in the reader's shape.

    They are read where they stand in the text, nearest to `near`: "10 tháng 6" may stand after "trước ngày". Words
    that say no time there are read alone, then as the day by which something is finished.
    """
    for shown, start, end in _ways(words, text, near):
        times = dates.find(shown, issued_on=issued_on)
        said = [one for one in times.said if one.on and one.start < end and one.end > start]
        cadences = [one.value for one in times.cadences if one.start < end and one.end > start]
        if said or cadences:
            # Words of our own before them are no words of the paper.
            told = [_as_json(one) | ({"text": words} if one.text not in nfc(text) else {}) for one in said]
            return {"deadlines": told or [{"text": words}], "recurrence": cadences}
    return {"deadlines": [{"text": words}], "recurrence": []}


def _ways(words: str, text: str, near: int) -> Iterator[tuple[str, int, int]]:
    """Texts that hold the words, and where."""
    for start, end in sorted(spans_of(text, words), key=lambda span: abs(span[0] - near))[:1]:
        low = max(0, start - AROUND)
        yield text[low : end + AROUND], start - low, end - low
    yield words, 0, len(words)
    opening = "hoàn thành ngày "
    yield opening + words, len(opening), len(opening) + len(words)


def _as_json(said: vanban.Said) -> dict[str, Any]:
    day, moment = said.on, said.moment
    return {
        "on": day.isoformat() if day else None,
        "at": moment.isoformat() if moment else None,
        "bound": said.bound,
        "text": said.text,
    }


def agencies_in(words: str) -> dict[str, Any]:
    """The agencies named in words that a person chose, in the reader's shape, as leads."""
    text, at, found = nfc(words), 0, []
    while at < len(text):
        listed, end = list_at(text, at, _agencies())
        found += listed
        at = end if listed else _next_word(text, at)
    return {"lead": [one.name for one in found], "lead_codes": [one.code for one in found]}


def _next_word(text: str, at: int) -> int:
    """Where the next word begins, or the end."""
    word = re.compile(r"\W\w").search(text, at)
    return word.start() + 1 if word else len(text)


@cache
def _agencies() -> vanban.AgencyTable:
    return vanban.AgencyTable.from_csv(SEED / "agencies.csv")
