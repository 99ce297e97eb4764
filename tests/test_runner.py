import os
from pathlib import Path

import pytest
from django.db import connection

from tests.cluster import ClusterError, cluster
from tests.tally import tally

REPORT = """<testsuites><testsuite>
  <testcase name="good"/><testcase name="chatty"><properties/><system-out>said</system-out></testcase>
  <testcase name="bad"><failure message="assert 1 == 2"/></testcase>
  <testcase name="broken"><error message="no such table"/></testcase>
  <testcase name="left out"><skipped type="pytest.skip" message="no Chromium"/></testcase>
  <testcase name="known"><skipped type="pytest.xfail" message="issue 7"/></testcase>
</testsuite></testsuites>"""


def written(folder: Path, text: str) -> Path:
    report = folder / "report.xml"
    report.write_text(text, encoding="utf-8")
    return report


def test_tally_counts_each_outcome(tmp_path):
    found = tally("SQLite", written(tmp_path, REPORT), exit_code=1, seconds=1.0)

    assert (found.passed, found.failed, found.skipped) == (3, 2, 1)
    assert dict(found.reasons) == {"no Chromium": 1}
    assert not found.is_good


def test_a_run_that_broke_before_its_report_has_failed(tmp_path):
    assert tally("SQLite", tmp_path / "none.xml", exit_code=4, seconds=1.0).failed == 1


def test_a_run_with_nothing_to_run_has_not_failed(tmp_path):
    assert tally("SQLite", tmp_path / "none.xml", exit_code=5, seconds=1.0).is_good


def test_without_any_postgresql_the_run_says_what_to_install(monkeypatch):
    monkeypatch.setattr("tests.cluster.DEBIAN", Path("/nowhere"))
    monkeypatch.setattr("tests.cluster.find_spec", lambda name: None)

    with pytest.raises(ClusterError, match="apt install postgresql"), cluster():
        raise AssertionError("there is no server to be had")


@pytest.mark.django_db
def test_the_tests_run_on_the_database_they_were_told():
    scheme = os.environ.get("GIAMSAT_DATABASE", "sqlite").split(":")[0]

    assert connection.vendor == {"sqlite": "sqlite", "postgres": "postgresql"}[scheme]
