"""A time as the text says it, and all that a text says of time."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, timezone

from vanban.cadences import Cadence

#: Asia/Ho_Chi_Minh has no summer time
VIETNAM = timezone(timedelta(hours=7))


@dataclass(frozen=True)
class Said:
    """A deadline as the text says it."""

    #: the day named; the last day of a month, quarter or year
    on: date | None
    #: the clock time, where one is written; 24h00 is 00:00 with `next_day`
    at: time | None
    #: before, by or during
    bound: str
    #: the words
    text: str
    #: offsets into the text that was searched
    start: int
    #: one past the last character
    end: int
    #: 24h00 was written
    next_day: bool = False
    #: year_guessed, needs_calendar, impossible_date, part_of_period
    flags: tuple[str, ...] = ()

    @property
    def moment(self) -> datetime | None:
        """The clock time on its day in Vietnamese time; None without a clock."""
        if self.on is None or self.at is None:
            return None
        day = self.on + timedelta(days=1) if self.next_day else self.on
        return datetime.combine(day, self.at, VIETNAM)


@dataclass(frozen=True)
class Times:
    """All that a text says about time, in its order."""

    #: deadlines
    said: tuple[Said, ...]
    #: recurrences
    cadences: tuple[Cadence, ...]
    #: what a person should look at
    flags: tuple[str, ...] = ()


def with_day_of_year(said: list[Said], cadences: list[Cadence], text: str) -> tuple[list[Said], list[Cadence]]:
    """ "hằng năm báo cáo … trước ngày 10/12": the day belongs to the recurrence, it is no deadline of its own."""
    kept: list[Said] = []
    for one in said:
        owner = next((c for c in reversed(cadences) if _owns(c, one, text)), None)
        if owner is None:
            kept.append(one)
        elif owner.value == "yearly" and one.on and not any(c.value == "half-yearly" for c in cadences):
            dated = replace(owner, value=f"yearly:{one.on:%m-%d}", bound=one.bound, text=text[owner.start : one.end])
            cadences = [dated if c is owner else c for c in cadences]
    return kept, cadences


def _owns(cadence: Cadence, said: Said, text: str) -> bool:
    between = text[cadence.end : said.start]
    near = cadence.end <= said.start and len(between) < 90 and not re.search(r"[;.]", between)
    return (
        near
        and cadence.value in ("yearly", "half-yearly")
        and not re.search(r"\d{4}|h[ôằ]m nay", said.text)
        and (said.bound != "during" and re.search(r"\d{1,2}(?:[/.-]| tháng )\d", said.text) is not None)
    )
