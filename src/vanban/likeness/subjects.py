"""Tells apart two papers or things of one form: another database, another law ("CSDL dân cư", "CSDL đất đai")."""

from __future__ import annotations

from itertools import islice

from vanban.likeness.parse import Parsed
from vanban.likeness.phrases import folded

#: words between a form and what it is about: "cơ sở dữ liệu quốc gia về …"
_BETWEEN = frozenset(folded("quốc gia chuyên ngành dùng chung tổng hợp về"))
#: what a thing is about is told by its first words, and told again within so many
_TELLING, _WITHIN = 2, 12
_COUNTRY = folded("toàn quốc")
#: the form whose name is always given whole
_LAW = " ".join(folded("luật"))


def are_other_subjects(a: Parsed, b: Parsed) -> bool:
    """Whether both name the same form and go on about different things."""
    return _differ(a, b, _first_form(a), _first_form(b)) or (
        _LAW in a.forms and _LAW in b.forms and _differ(a, b, _LAW, _LAW)
    )


def share_the_country(a: Parsed, b: Parsed) -> bool:
    """Whether both bring the same thing to the whole country: "phủ sóng 5G toàn quốc", "mạng 5G trên toàn quốc"."""
    return bool(_over_country(a) & _over_country(b))


def _over_country(p: Parsed) -> set[str]:
    """The telling words that stand before "toàn quốc"."""
    places = (at for at in range(1, len(p.words)) if p.words[at : at + 2] == _COUNTRY)
    return {p.words[at - 1] for at in places if p.heads[at - 1] and p.weights[at - 1] >= 1.0}


def _first_form(p: Parsed) -> str:
    return p.forms[0] if p.forms else ""


def _differ(a: Parsed, b: Parsed, form_a: str, form_b: str) -> bool:
    if not form_a or form_a != form_b:
        return False
    after_a, after_b = _after(a, form_a), _after(b, form_b)
    told_a, told_b = after_a[:_TELLING], after_b[:_TELLING]
    if form_a == _LAW:
        return bool(told_a and told_b) and told_a != told_b
    if len(told_a) < _TELLING or len(told_b) < _TELLING:
        return False
    return not ({*told_a} & {*after_b} or {*told_b} & {*after_a})


def _after(p: Parsed, form: str) -> tuple[str, ...]:
    """The words behind a form that say what it is about, up to a purpose or brackets."""
    said = tuple(form.split())
    for at in range(len(p.words) - len(said) + 1):
        if p.words[at : at + len(said)] == said:
            return _about(p, at + len(said))
    return ()


def _about(p: Parsed, at: int) -> tuple[str, ...]:
    while at < len(p.words) and p.words[at] in _BETWEEN:
        at += 1
    end = next((i for i in range(at, len(p.words)) if p.tails[i]), len(p.words))
    return tuple(islice(p.words, at, min(end, at + _WITHIN)))
