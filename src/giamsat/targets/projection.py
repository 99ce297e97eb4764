"""Where a series of values is heading: a middle and an interval for a later period. PURE.

A level that wanders and a slope that changes little by little (a structural time series), filtered by `simdkalman`
under many assumptions of how much each wanders and whether the slope dies away; the assumptions are weighed by how well
each has foretold the series so far. Shares go on a scale on which 0 and 100 are never passed. A seasonal pattern that
explains most of the unrest is taken out first. Fewer than eight values, or a period too far ahead, have no projection.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import exp, log
from statistics import NormalDist
from typing import TYPE_CHECKING

from giamsat.timetable import spans

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Series = NDArray[np.float64]

LEAST_VALUES = 8
#: Periods ahead, at most, for each period looked back on.
REACH = 3
#: Named share of the interval. Cautious: of held-out values it must cover four in five.
NOMINAL = 0.9
#: Of the unrest from one value to the next: how much the level wanders, the slope changes, a value is off.
LEVELS, SLOPES, ERRORS = (0.0, 0.1, 0.4, 1.0), (0.0, 0.001, 0.01), (0.02, 0.2, 0.6)
#: What is left of the slope after a period.
FADES = (1.0, 0.9)
#: A season is believed when it explains this much of what a straight line leaves.
SEASON = 0.6


@dataclass(frozen=True, slots=True)
class Projection:
    """A later period's value as the past suggests it."""

    period: str
    middle: float
    low: float
    high: float
    #: How many values it rests on, and the name of the first.
    values: int
    since: str


def project(series: Mapping[str, float], to: str, *, is_share: bool = False) -> Projection | None:
    """The projection of values by period (all of one cadence) to the period `to`; None where there is too little."""
    names = _span_of(series, to)
    if names is None:
        return None
    import numpy as np  # slow to import, and most pages project nothing

    past = len([name for name in names if name <= max(series)])
    values = np.array([series.get(name, np.nan) for name in names[:past]])
    on_scale = is_share and bool(np.all((values > 0) & (values < 100) | np.isnan(values)))
    if on_scale:
        values = np.log(values / (100 - values))
    season = _season(values, names, past)
    middle, deviation = _foretold(values - season[:past], len(names) - past)
    middle += float(season[-1])
    half = NormalDist().inv_cdf((1 + NOMINAL) / 2) * deviation
    plain = _off_scale if on_scale else float
    low, high = plain(middle - half), plain(middle + half)
    return Projection(to, plain(middle), low, high, values=len(series), since=names[0])


def _span_of(series: Mapping[str, float], to: str) -> list[str] | None:
    """Every period from the first value to the one asked, gaps included; None when that is too little or too far."""
    if len(series) < LEAST_VALUES or to <= max(series):
        return None
    unit, day, _ = spans.span(min(series))
    names: list[str] = []
    past = 0
    while not names or names[-1] < to:
        names.append(spans.name(unit, day))
        past += names[-1] <= max(series)
        day = spans.moved(unit, day, 1)
        if len(names) > past * (1 + REACH):
            return None
    return names


def _foretold(values: "Series", ahead: int) -> tuple[float, float]:
    """(middle, standard deviation) so many periods after the last value: all assumptions, each by its weight."""
    import numpy as np  # slow to import

    known = values[~np.isnan(values)]
    # A series that never moved still may.
    unrest = float(np.mean(np.diff(known) ** 2)) or float(np.mean(known**2)) * 1e-6 or 1e-6
    found = [_filtered(values, ahead, unrest, fade) for fade in FADES]
    fits, middles, variances = (np.concatenate(parts) for parts in zip(*found, strict=True))
    weights = np.exp(fits - fits.max())
    weights /= weights.sum()
    middle = float(weights @ middles)
    return middle, float(np.sqrt(weights @ (variances + (middles - middle) ** 2)))


def _filtered(values: "Series", ahead: int, unrest: float, fade: float) -> tuple["Series", "Series", "Series"]:
    """(log-likelihood, middle, variance) of each assumption of how much the level, the slope and values wander."""
    import numpy as np  # slow to import
    import simdkalman  # slow to import

    wander = np.array(list(product(LEVELS, SLOPES, ERRORS))) * unrest
    filters = simdkalman.KalmanFilter(
        state_transition=np.array([[1.0, 1.0], [0.0, fade]]),
        process_noise=np.stack([np.diag(pair) for pair in wander[:, :2]]),
        observation_model=np.array([[1.0, 0.0]]),
        observation_noise=wander[:, 2].reshape(-1, 1, 1),
    )
    found = filters.compute(
        np.tile(values, (len(wander), 1)),
        ahead,
        initial_value=np.array([values[0], 0.0]),
        initial_covariance=np.eye(2) * unrest,
        smoothed=False,
        log_likelihood=True,
    )
    ends = found.predicted.observations
    return found.log_likelihood, ends.mean[:, -1], ends.cov[:, -1]


def _season(values: "Series", names: list[str], past: int) -> "Series":
    """What each period of the year adds, over all of `names`; zeros unless two whole years show that it does."""
    import numpy as np  # slow to import

    unit, _, _ = spans.span(names[0])
    cycle = 12 // unit if unit > 0 else 0
    none = np.zeros(len(names))
    if cycle < 2 or past < 2 * cycle or np.isnan(values).any():
        return none
    places = np.arange(len(names))
    slope, start = np.polyfit(places[:past], values, 1)
    left = values - (start + slope * places[:past])
    by_place = np.array([left[place::cycle].mean() for place in range(cycle)])
    by_place -= by_place.mean()
    explained = by_place[places % cycle]
    whole = float(np.var(left))
    is_seasonal = whole > 0 and 1 - float(np.var(left - explained[:past])) / whole > SEASON
    return explained if is_seasonal else none


def _off_scale(value: float) -> float:
    return 100 / (1 + exp(-min(max(value, -log(1e12)), log(1e12))))
