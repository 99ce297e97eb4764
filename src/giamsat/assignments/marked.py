"""What a passage that a person marked seems to order: a proposal in the reader's shape, read from it alone."""

import re
from functools import cache
from typing import Any

import vanban
from giamsat.people.actions import SEED


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


@cache
def _agencies() -> vanban.AgencyTable:
    return vanban.AgencyTable.from_csv(SEED / "agencies.csv")
