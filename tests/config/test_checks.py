"""What is said at start about settings and about what this machine lacks."""

from typing import Any

import pytest
from django.conf import LazySettings
from django.core.checks import CheckMessage, Tags, run_checks

from giamsat.cli import running
from giamsat.files import jail
from vanban import programs


def found() -> dict[str, CheckMessage]:
    return {str(message.id): message for message in run_checks(tags=[Tags.security])}


def test_a_sound_machine_is_told_nothing() -> None:
    assert [code for code in found() if code.startswith("giamsat.")] == []
    assert running.warnings() == []


def test_a_system_without_namespaces_is_told_and_conversion_is_off(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    monkeypatch.setattr(programs, "isolation", lambda: None)

    [said] = running.warnings()

    assert "giamsat.W001" in found()
    assert "tạm không nhận bản quét và tệp .doc, .rtf, .odt" in said
    with pytest.raises(jail.NotIsolated), jail._converted(tmp_path, "doc"):
        pytest.fail("LibreOffice was started")


def test_ways_that_do_not_work_are_no_isolation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "WAYS", (("false",), ("no-such-program",)))
    programs.isolation.cache_clear()
    try:
        assert programs.isolation() is None
    finally:
        programs.isolation.cache_clear()


def test_missing_programs_are_named_with_the_line_that_installs_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "is_installed", lambda name: name != "tesseract")

    [said] = running.warnings()

    assert "apt install tesseract-ocr tesseract-ocr-vie" in said
    assert "soffice" not in said.split("→")[1]


def test_a_short_secret_key_is_refused(settings: LazySettings) -> None:
    settings.SECRET_KEY = "ngan"

    assert "giamsat.E003" in found()
