"""Names of tasks that need another look; every rule proves itself on its own examples."""

import pytest

from vanban.clear_names import RULES, Flag, Name, Rule, check_name

FLAGGED = [(rule, name) for rule in RULES for name in rule.flagged]
LEFT = [(rule, name) for rule in RULES for name in rule.left]


def _codes(name: Name) -> list[str]:
    return [flag.code for flag in check_name(name.title, name.product, name.lead, name.deadline)]


@pytest.mark.parametrize(("rule", "name"), FLAGGED, ids=lambda one: getattr(one, "code", None))
def test_rule_flags_its_examples_and_no_other_rule_does(rule: Rule, name: Name) -> None:
    assert _codes(name) == [rule.code]


@pytest.mark.parametrize(("rule", "name"), LEFT, ids=lambda one: getattr(one, "code", None))
def test_rule_leaves_its_counter_examples(rule: Rule, name: Name) -> None:
    assert _codes(name) == []


def test_an_empty_form_lacks_product_lead_and_date() -> None:
    assert [(flag.code, flag.words) for flag in check_name("")] == [
        ("no_product", ""),
        ("no_single_lead", ""),
        ("no_date", ""),
    ]


def test_flag_quotes_the_words_concerned() -> None:
    found = check_name("Nâng  cao ý thức giữ gìn vỉa hè", "Báo cáo", "Sở Xây dựng", "2026-05-01")

    assert found == (Flag("vague_verb", RULES[3].sentence, "Nâng cao"),)


def test_tone_marks_may_be_typed_either_way() -> None:
    assert _codes(Name("Thúc đẩy thuỷ lợi nội đồng", "Đề án", "BNNMT", "2026-05-01")) == ["vague_verb"]
