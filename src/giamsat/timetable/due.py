"""A deadline as it was said, and the first instant at which the work is late.

Words, bound and instant are kept together, so that nobody has to guess later which side of midnight was meant.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Any, Self

from giamsat.errors import Refused

#: Vietnamese time; a fixed offset, for there has been no summer time in the years that matter
VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")
#: the smallest step of a datetime: "by 16h00" is late from this much after 16:00
TICK = timedelta(microseconds=1)
ONE_DAY = timedelta(days=1)
#: the days the system counts with: nothing older is monitored, and what lies far beyond is a slip of the finger
FIRST_DAY, LAST_DAY = date(1945, 9, 2), date(2199, 12, 31)


class DayOutOfReach(Refused):
    """Ngày phải trong khoảng từ 02/9/1945 đến 31/12/2199. Hãy kiểm tra lại năm."""

    code = "day_out_of_reach"


def check_day(day: date | None) -> None:
    """Raise unless `day`, when there is one, is a day the system counts with."""
    if day is not None and not FIRST_DAY <= day <= LAST_DAY:
        raise DayOutOfReach


class Bound(StrEnum):
    """How a deadline holds the day it names."""

    BEFORE = "before"  #: "trước": the named day or hour itself is too late
    BY = "by"  #: "chậm nhất", "hết", "đến hết": the named day or hour is still in time
    DURING = "during"  #: "trong", "vào", a bare month or quarter: until it is over


@dataclass(frozen=True)
class Due:
    """One deadline. Clock hours never move to a working day, and neither does a day named by date."""

    #: the words of the paper, verbatim
    words: str
    #: which side of the named day or hour is late
    bound: Bound
    #: the day named; of a month, quarter or year its last day (its first day after "trước")
    on: date
    #: the hour named, Vietnamese time; None when only a day is named. 24h00 is written with `clock_on`
    at: time | None = None
    #: a recorded setting: "trước ngày D" shall mean "through the end of D"
    day_counts: bool = False

    def __post_init__(self) -> None:
        if self.at is not None and self.at.tzinfo is not None:
            raise ValueError("the hour of a deadline is Vietnamese wall-clock time and carries no time zone")

    @property
    def late_from(self) -> datetime:
        """The first instant that is late, aware, UTC+7: work handed in at this instant or after is late.

        "trước" D is late from D 00:00 (from D+1 00:00 when the day counts), "trước" an hour from that hour;
        "chậm nhất" or "trong" D is late from D+1 00:00, "chậm nhất" an hour from just after that hour.
        """
        if self.at is None:
            is_first = self.bound is Bound.BEFORE and not self.day_counts
            return _midnight(self.on if is_first else self.on + ONE_DAY)
        named = datetime.combine(self.on, self.at, VIETNAM)
        return named if self.bound is Bound.BEFORE else named + TICK

    def as_json(self) -> dict[str, Any]:
        """The deadline as plain JSON values; `from_json` gives an equal one back."""
        return {
            "words": self.words,
            "bound": self.bound.value,
            "on": self.on.isoformat(),
            "at": self.at.isoformat() if self.at else None,
            "day_counts": self.day_counts,
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """The deadline that `as_json` wrote."""
        at = stored.get("at")
        return cls(
            words=stored["words"],
            bound=Bound(stored["bound"]),
            on=date.fromisoformat(stored["on"]),
            at=time.fromisoformat(at) if at else None,
            day_counts=bool(stored.get("day_counts", False)),
        )


def is_late(moment: datetime, due: Due) -> bool:
    """Whether work done at `moment` (an aware datetime in any zone) is late."""
    if moment.tzinfo is None:
        raise ValueError("lateness is judged on an aware moment")
    return moment >= due.late_from


def clock_on(day: date, hour: int, minute: int = 0) -> tuple[date, time]:
    """`day` and the hour as `Due` wants them; 24h00 of a day is 00:00 of the next."""
    if (hour, minute) == (24, 0):
        return day + ONE_DAY, time(0)
    return day, time(hour, minute)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(0), VIETNAM)
