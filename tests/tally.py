"""What a run of pytest came to, read from its JUnit report."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

#: pytest found no test to run
NOTHING_COLLECTED = 5


@dataclass(frozen=True)
class Tally:
    """One line of the table at the end."""

    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0.0
    #: why tests were skipped → how many
    reasons: Counter[str] = field(default_factory=Counter)
    #: why the whole run could not take place
    missing: str = ""

    @property
    def is_good(self) -> bool:
        return not (self.failed or self.skipped or self.missing)


def tally(name: str, report: Path, *, exit_code: int, seconds: float) -> Tally:
    """Counts of a report; a run that broke before its tests counts as one failure."""
    cases = list(ElementTree.parse(report).iter("testcase")) if report.exists() else []
    skips = [skip for case in cases for skip in case.findall("skipped") if skip.get("type") != "pytest.xfail"]
    failed = sum(case.find("failure") is not None or case.find("error") is not None for case in cases)
    if exit_code not in (0, NOTHING_COLLECTED):
        failed = max(failed, 1)
    return Tally(
        name=name,
        passed=sum(_is_passed(case) for case in cases),
        failed=failed,
        skipped=len(skips),
        seconds=seconds,
        reasons=Counter(skip.get("message", "") for skip in skips),
    )


def _is_passed(case: ElementTree.Element) -> bool:
    """A failure that was expected, with its issue named, is as good as passed."""
    skip = case.find("skipped")
    is_expected = skip is None or skip.get("type") == "pytest.xfail"
    return is_expected and case.find("failure") is None and case.find("error") is None
