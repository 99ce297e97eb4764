"""Flags on findings, and what they take from their confidence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from vanban.findings import Assignment
from vanban.grammar import deadlines as grammar


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
    confidence = min(confidence, _doubt(a))
    return replace(a, flags=tuple(dict.fromkeys(flags)), confidence=round(max(0.05, confidence), 2))


#: the highest confidence of a finding that leaves a doubt: below what counts as sure
DOUBTED = 0.88


def as_bullet_of_order(a: Assignment) -> Assignment:
    """A bullet under a clause that orders something itself may only spell out what is ordered there."""
    return replace(a, confidence=min(a.confidence, DOUBTED))


def in_an_article(a: Assignment) -> Assignment:
    """What an article tells of an agency without a word of order may be news."""
    return replace(a, confidence=min(a.confidence, DOUBTED)) if a.rule.startswith("agency+verb") else a


def _doubt(a: Assignment) -> float:
    """The highest confidence that the finding's own words allow."""
    if not a.deadlines and not a.recurrence and grammar.TIME_LEFT.search(a.text):
        return DOUBTED  # a time is named that was not understood
    if len(a.deadlines) + len(a.recurrence) > 1:
        return DOUBTED
    if any(not x.is_group and (x.name[:1].islower() or len(x.name) > 70 or x.name.startswith("Các ")) for x in a.leads):
        return DOUBTED  # a group kept in its own words
    if a.rule.endswith(("/topic", "/sentence", "/about")) or len(a.text) > 1100:
        return DOUBTED
    return 1.0
