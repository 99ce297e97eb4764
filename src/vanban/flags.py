"""Flags on findings, and what they take from their confidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vanban.findings import Assignment


def as_standing_rule(a: Assignment) -> Assignment:
    """A duty of a regulation: it binds for good and is seldom a task."""
    return replace(a, confidence=min(a.confidence, 0.6), flags=(*a.flags, "standing_rule"))


def with_flags(a: Assignment, issued_on: date | None) -> Assignment:
    """What a person should look at: a deadline on or before the paper's own date, a guessed year."""
    flags = list(a.flags)
    for said in a.deadlines:
        flags.extend(said.flags)
        if said.on and issued_on and said.on == issued_on:
            flags.append("deadline_on_issue_date")
        elif said.on and issued_on and said.on < issued_on:
            flags.append("deadline_before_issue_date")
    confidence = a.confidence - (0.15 if "deadline_before_issue_date" in flags or "year_guessed" in flags else 0)
    return replace(a, flags=tuple(dict.fromkeys(flags)), confidence=round(max(0.05, confidence), 2))
