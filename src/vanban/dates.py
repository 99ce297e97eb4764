"""What a text says about time: days, clock hours, months, quarters, cadences, each with its bound and place."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time, timedelta
from functools import lru_cache
from typing import TypeVar

from vanban import after_issue
from vanban.cadences import Cadence, cadences_of, without_general
from vanban.clocks import bound_of, clock_of, number_of
from vanban.grammar import Pattern
from vanban.grammar import cadences as rhythms
from vanban.grammar import deadlines as grammar
from vanban.said import VIETNAM, Said, Times, with_day_of_year
from vanban.text import clean_with_places, is_clean

__all__ = ["VIETNAM", "Said", "Times", "find", "last_day"]


def find(
    text: str, *, issued_on: date | None = None, column: bool = False, is_working: Callable[[date], bool] | None = None
) -> Times:
    """Deadlines and recurrences in `text`.

    `issued_on` is the document's date: it gives the year where none is written. `column` says that the text is a cell
    of a time column, where a bare month or year counts. Working days are counted with `is_working`, else by weekends.
    """
    clean, places = (text, []) if is_clean(text) else clean_with_places(text, 0, len(text))
    if not grammar.ANY_TIME.search(clean):
        return Times((), ())
    if is_working is None:
        times = _read_once(clean, issued_on, column)
    else:
        times = _Reader(clean, issued_on, column, is_working).read()
    if clean == text:
        return times
    back = [*places, len(text)]
    return Times(
        tuple(_moved(s, back) for s in times.said), tuple(_moved(c, back) for c in times.cadences), times.flags
    )


@lru_cache(maxsize=1024)
def _read_once(clean: str, issued_on: date | None, column: bool) -> Times:
    """The same clause is asked for its times more than once while a paper is read."""
    return _Reader(clean, issued_on, column, lambda day: day.weekday() < 5).read()


_Found = TypeVar("_Found", Said, Cadence)


def _moved(found: _Found, places: list[int]) -> _Found:
    return replace(found, start=places[found.start], end=places[found.end - 1] + 1)


def last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


class _Reader:
    """One pass over one text; keeps what has been claimed so that no words are read twice."""

    def __init__(self, text: str, issued_on: date | None, column: bool, is_working: Callable[[date], bool]) -> None:
        self.text, self.issued_on, self.column, self.is_working = text, issued_on, column, is_working
        self.taken: list[tuple[int, int]] = []
        self.flags: list[str] = []

    def read(self) -> Times:
        cadences = [
            c
            for pattern in rhythms.CADENCES
            for m in self._fresh(pattern)
            for c in cadences_of(pattern.id, self.text, m, self.column)
        ]
        said: list[Said] = []
        for pattern, make in self._makers():
            for m in self._fresh(pattern):
                one = None if self._yearless(m) else make(m)
                if one is not None:
                    said.append(one)
        said = [one for one in self._with_second_days(said) if not self._long_past(one)]
        said.sort(key=lambda s: s.start)
        cadences = without_general(sorted(cadences, key=lambda c: c.start), self.text)
        said, cadences = with_day_of_year(said, cadences, self.text)
        return Times(tuple(said), tuple(cadences), tuple(dict.fromkeys(self.flags)))

    def _with_second_days(self, said: list[Said]) -> list[Said]:
        """ "trước 30/9/2025 và 15/6/2026": the day after "và" has the bound of the one before it."""
        more: list[Said] = []
        for one in said:
            m = grammar.SECOND_DAY.regex.match(self.text, one.end) if one.bound != "during" else None
            day = self._calendar_day(m.groupdict())[0] if m and not self._yearless(m) else None
            if m and day and not any(m.start("day") < other.end and other.start < m.end() for other in said):
                more.append(Said(day, None, one.bound, m.group("whole"), m.start("whole"), m.end("whole")))
        return [*said, *more]

    def _yearless(self, m: re.Match[str]) -> bool:
        """No year is written and the document gives none: the day cannot be known."""
        return self.issued_on is None and m.groupdict().get("year", "") is None

    def _long_past(self, said: Said) -> bool:
        """A day more than a year before the document is no time to do anything by."""
        return bool(said.on and self.issued_on and said.on < self.issued_on - timedelta(days=366))

    def _makers(self) -> tuple[tuple[Pattern, Callable[[re.Match[str]], Said | None]], ...]:
        return (
            (grammar.DUE_RELATIVE, self._relative),
            (grammar.DUE_TODAY, self._today),
            (grammar.DUE_WEEK, self._week),
            (grammar.DUE_LABELLED, self._labelled),
            (grammar.DUE_RANGE, self._range),
            (grammar.DUE_MONTH_RANGE, self._month_range),
            (grammar.DUE_DAY, self._day),
            (grammar.DUE_BARE_DAY, self._day),
            *(((grammar.COLUMN_DAY, self._day),) if self.column else ()),
            (grammar.DUE_HALF, self._half),
            (grammar.DUE_QUARTER, self._quarter),
            (grammar.DUE_MONTH, self._month),
            (grammar.DUE_YEAR, self._year),
            *(((grammar.COLUMN_MONTH, self._column_month),) if self.column else ()),
            (grammar.COLUMN_YEARS, self._column_years),
        )

    def _fresh(self, pattern: Pattern) -> Iterator[re.Match[str]]:
        for m in pattern.regex.finditer(self.text):
            if all(m.end() <= a or m.start() >= b for a, b in self.taken):
                self.taken.append((m.start(), m.end()))
                yield m

    # -- what stands around --------------------------------------------------------------------------------------

    def _before(self, m: re.Match[str]) -> str:
        return self.text[max(0, m.start() - 120) : m.start()].rstrip()

    def _whole(self, m: re.Match[str]) -> bool:
        return not self.text[: m.start()].strip(" -:;(") or self.column

    def _no_deadline(self, m: re.Match[str], *, noun: bool) -> bool:
        before = self._before(m)
        never = re.search(grammar.NEVER_BEFORE, before) is not None
        word = (m.groupdict().get("bound") or "").lower()
        if word.startswith(("đến", "hết")) and re.search(grammar.LASTING, before):
            return True
        if m.groupdict().get("bound") and re.search(r"(?<!có )thời hạn$", before):
            never = False
        if re.search(r"[,;(] ?(?:thời hạn|hạn)$", before):
            never = False
        return never or (noun and re.search(grammar.NOUN_BEFORE, before) is not None)

    def _said(
        self,
        m: re.Match[str],
        on: date,
        at: time | None = None,
        *,
        bound: str | None = None,
        next_day: bool = False,
        flags: tuple[str, ...] = (),
    ) -> Said:
        return Said(
            on,
            at,
            bound or bound_of(m.groupdict().get("bound")),
            m.group().strip(),
            m.start(),
            m.end(),
            next_day,
            flags,
        )

    # -- kinds of phrases ----------------------------------------------------------------------------------------

    def _day(self, m: re.Match[str]) -> Said | None:
        groups = m.groupdict()
        bound_word = groups.get("after") or groups.get("bound")
        hour = groups.get("hour2") or groups.get("hour")
        if not self._day_counts(m, bound_word, hour):
            return None
        day, flags = self._calendar_day(groups)
        if day is None:
            self.flags.append("impossible_date")
            return None
        clock, next_day = clock_of(
            hour, groups.get("minute2") or groups.get("minute"), groups.get("half2") or groups.get("half")
        )
        return self._said(m, day, clock, bound=bound_of(bound_word), next_day=next_day, flags=flags)

    def _day_counts(self, m: re.Match[str], bound_word: str | None, hour: str | None) -> bool:
        if self._no_deadline(m, noun=False):
            return False
        before, word = self._before(m), (bound_word or "").lower()
        if not word:
            return (
                hour is not None
                or self.column
                or (
                    self._whole(m)
                    and not re.match(r",? (?:của|tại|Phó|Thủ|đến|đã)|, ", self.text[m.end() :])
                    and m.end() >= len(self.text.rstrip(" .;"))
                )
            )
        if word == "đến":
            after = self.text[m.end() : m.end() + 40]
            return (
                self._whole(m)
                or re.search(grammar.FINISHING, before) is not None
                or re.match(r",? (?:hoàn thành|phải|có|xong|cơ bản)", after) is not None
            )
        if word == "trong":
            return not re.search(grammar.NOUN_BEFORE, before)
        if word == "vào":
            return not re.search(r"(?:tổ chức|họp|diễn ra|thông qua)$", before)
        return True

    def _calendar_day(self, groups: dict[str, str | None]) -> tuple[date | None, tuple[str, ...]]:
        day, month = number_of(groups["day"]), number_of(groups["month"])
        year = self._year_of(groups.get("year"))
        try:
            on = date(year, month, day)
        except ValueError:
            return None, ()
        if not groups.get("year") and self.issued_on and (self.issued_on - on).days > 300:
            return on.replace(year=year + 1), ("year_guessed",)
        return on, ()

    def _year_of(self, written: str | None) -> int:
        assert written or self.issued_on
        return int(written) if written else self.issued_on.year if self.issued_on else 0

    def _month(self, m: re.Match[str]) -> Said | None:
        groups = m.groupdict()
        if self._runs_on(m) or not self._period_counts(m):
            return None
        if groups["this"]:
            if not self.issued_on:
                return None
            year, month = self.issued_on.year, self.issued_on.month
            if groups["this"] != "này":
                year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        else:
            year = self._year_of(groups["year"])
            month = int(groups["month"] or groups["month_only"])
            if groups["month_only"] and not self._month_only_counts(m):
                return None
            if not 1 <= month <= 12:
                return None
            year += self._is_next_year(groups["year"], last_day(year, month))
        return self._period(m, date(year, month, 1), last_day(year, month))

    def _is_next_year(self, written: str | None, end: date) -> bool:
        """Without a year "trong tháng 3" of a December paper is the March to come."""
        return not written and self.issued_on is not None and (self.issued_on - end).days > 240

    def _month_only_counts(self, m: re.Match[str]) -> bool:
        if re.match(r" (?:này|năm nay|năm này)\b", self.text[m.end() :]):
            return True
        return m.group("bound") is not None and not re.match(
            r"[/\d]| (?:năm|đầu|cuối|sau|h[àằ]ng năm|mỗi năm)", self.text[m.end() :]
        )

    def _quarter(self, m: re.Match[str]) -> Said | None:
        groups = m.groupdict()
        if self._runs_on(m) or not self._period_counts(m):
            return None
        if groups["this"]:
            if not self.issued_on:
                return None
            year, quarter = self.issued_on.year, (self.issued_on.month + 2) // 3
            if groups["this"] != "này":
                year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
        else:
            year = self._year_of(groups["year"])
            quarter = grammar.ROMAN[groups["quarter"].lower()]
            year += self._is_next_year(groups["year"], last_day(year, quarter * 3))
        first = date(year, quarter * 3 - 2, 1)
        return self._period(m, first, last_day(year, quarter * 3))

    def _year(self, m: re.Match[str]) -> Said | None:
        groups = m.groupdict()
        if groups["part"] == "đầu" or self._runs_on(m) or self._no_deadline(m, noun=True):
            return None
        year = int(groups["year"]) if groups["year"] else self.issued_on.year if self.issued_on else 0
        year += groups["this"] in ("tới", "sau")
        if not year or not self._year_counts(m):
            return None
        return self._period(m, date(year, 1, 1), date(year, 12, 31))

    def _year_counts(self, m: re.Match[str]) -> bool:
        word = (m.group("bound") or "").lower()
        if self._whole(m) and word != "cuối":
            return re.match(r"[.;,)]|$| (?:hoàn thành|phải|xong)", self.text[m.end() :]) is not None
        if word in ("trong", "ngay trong", "vào"):
            if re.search(r"giai đoạn [\d\s-]+, (?:hoàn thành|xong)$", self._before(m)):
                return True
            if re.match(r"\s*(?:[.;]|$|, (?:trong đó|bảo đảm|báo cáo|trình|gửi))", self.text[m.end() :]):
                return True
            return re.search(grammar.DELIVERING, self._before(m)) is not None and not re.match(
                r" (?:theo|của|và)", self.text[m.end() :]
            )
        if word == "cuối" or word.startswith("đến"):
            return (
                self._whole(m)
                or re.search(r"(?:hoàn thành|xong|trong|vào)(?: [^\s.;]+){0,6}$", self._before(m)) is not None
            )
        return True

    def _half(self, m: re.Match[str]) -> Said | None:
        before, after = self._before(m), self.text[m.end() :]
        if self._no_deadline(m, noun=True) or not (
            self._whole(m) or re.search(r"(?:[Tt]rong|hoàn thành|hết|[Tt]rước)$", before)
        ):
            return None
        if re.match(grammar.TELLS_RESULT, after) or not (m.group("year") or self.issued_on):
            return None
        year, months = self._year_of(m.group("year")), int(m.group("months") or 6)
        month = 12 if m.group("part") == "cuối" else months
        return self._said(m, last_day(year, month), bound=bound_of("hết" if before.endswith("hết") else None))

    def _period(self, m: re.Match[str], first: date, last: date) -> Said:
        part = m.groupdict().get("part")
        bound = bound_of(m.groupdict().get("bound"))
        if part == "nửa đầu":
            part = "giữa"
        if part == "giữa":
            return self._said(m, first.replace(day=15), flags=("part_of_period",))
        if part == "đầu":
            return self._said(m, last_day(first.year, first.month), flags=("part_of_period",))
        return self._said(m, first if bound == "before" else last, bound=bound)

    def _period_counts(self, m: re.Match[str]) -> bool:
        if self._no_deadline(m, noun=True) or re.match(grammar.TELLS_RESULT, self.text[m.end() :]):
            return False
        if m.groupdict().get("bound") or m.groupdict().get("part"):
            return (
                (m.groupdict().get("bound") or "").lower() != "đến"
                or self._whole(m)
                or re.search(grammar.FINISHING, self._before(m)) is not None
            )
        if self.column or (
            self._whole(m) and re.match(r"\s*(?:[.;,)]|$|phải|hoàn thành)", self.text[m.end() :]) is not None
        ):
            return True
        return (
            re.search(
                r"(?:hoàn thành|xong|(?<![Cc]hương )trình [^.;,]{0,40}|[Tt]hời (?:gian|hạn)[^.;]{0,20}:?|[(,;])$",
                self._before(m),
            )
            is not None
            and re.match(r"\s*(?:[.;)]|$)", self.text[m.end() :]) is not None
        )

    def _runs_on(self, m: re.Match[str]) -> bool:
        return re.match(grammar.RUNS_ON, self.text[m.end() :]) is not None

    def _relative(self, m: re.Match[str]) -> Said | None:
        if not self.issued_on:
            return None
        count = int(m.group("days"))
        if m.group("working"):
            day = after_issue.working_days(self.issued_on, count, self.is_working)
        else:
            day = after_issue.calendar_days(self.issued_on, count, m.group("unit"), self.is_working)
        return self._said(m, day, bound="by", flags=("needs_calendar",)) if day else None

    def _today(self, m: re.Match[str]) -> Said | None:
        if not self.issued_on:
            return None
        day = self.issued_on + timedelta(days=m.group("which") == "mai")
        clock, next_day = clock_of(m.group("hour"), m.group("minute"), m.group("half"))
        return self._said(m, day, clock, next_day=next_day)

    def _week(self, m: re.Match[str]) -> Said | None:
        if not self.issued_on:
            return None
        sunday = self.issued_on + timedelta(days=6 - self.issued_on.weekday())
        later = 0 if m.group("which") == "này" else 7
        return self._said(m, sunday + timedelta(days=later), bound="during", flags=("part_of_period",))

    def _labelled(self, m: re.Match[str]) -> Said | None:
        day, flags = self._calendar_day(m.groupdict())
        if day is None:
            self.flags.append("impossible_date")
            return None
        last = re.match(r"[Hh]ạn", m.group()) is not None
        return self._said(m, day, bound="by" if last and not m.group("bound") else None, flags=flags)

    def _range(self, m: re.Match[str]) -> Said | None:
        if re.search(grammar.NEVER_BEFORE, self._before(m)) or re.search(grammar.LASTING, self._before(m)):
            return None
        day, flags = self._calendar_day(m.groupdict())
        return self._said(m, day, bound="by", flags=flags) if day else None

    def _month_range(self, m: re.Match[str]) -> Said | None:
        if self._no_deadline(m, noun=True) or re.search(grammar.LASTING, self._before(m)):
            return None
        year = self._year_of(m.group("year"))
        month = int(m.group("month"))
        return self._said(m, last_day(year, month), bound="by") if 1 <= month <= 12 else None

    def _column_month(self, m: re.Match[str]) -> Said | None:
        month, year = int(m.group("month")), int(m.group("year"))
        if not 1 <= month <= 12 or self._runs_on(m):
            return None
        return self._period(m, date(year, month, 1), last_day(year, month))

    def _column_years(self, m: re.Match[str]) -> Said | None:
        alone = self._whole(m) and m.end() == len(self.text) and not m.group().startswith(("giai đoạn", "Giai đoạn"))
        if not (self.column or alone) or self._runs_on(m):
            return None
        return self._said(m, date(int(m.group("year")), 12, 31), bound="during")
