"""Every pattern of the grammar is found in its examples and not in its counter-examples."""

import importlib
import pkgutil

import pytest

import vanban.grammar
from vanban.grammar import Pattern


def _patterns() -> list[Pattern]:
    found: list[Pattern] = []
    for module in pkgutil.iter_modules(vanban.grammar.__path__):
        found.extend(getattr(importlib.import_module(f"vanban.grammar.{module.name}"), "ALL", ()))
    return found


PATTERNS = _patterns()


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_pattern_is_found_in_its_examples(pattern: Pattern) -> None:
    assert pattern.examples
    assert [text for text in pattern.examples if not pattern.regex.search(text)] == []


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_pattern_is_not_found_in_its_counter_examples(pattern: Pattern) -> None:
    assert [text for text in pattern.counter_examples if pattern.regex.search(text)] == []


def test_ids_are_unique_and_say_what_they_look_for() -> None:
    ids = [p.id for p in PATTERNS]

    assert len(ids) == len(set(ids))
    assert all(p.looks_for for p in PATTERNS)
