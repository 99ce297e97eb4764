from pathlib import Path

import pytest

from giamsat.web.words import ACTIONS
from tests import messages

ROOT = Path(__file__).parents[2] / "src" / "giamsat"


def test_every_message_has_its_english() -> None:
    assert messages.problems() == []


def test_a_message_without_english_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "found", lambda: {"Câu chưa dịch": "here", "Từ %(n)s": "here"})

    assert any("Câu chưa dịch" in fault for fault in messages.problems())


def test_every_action_of_the_journal_has_a_word() -> None:
    written = {action for path in ROOT.rglob("actions.py") for action in messages.actions_in(path.read_text("utf-8"))}

    assert written - set(ACTIONS) == set()
