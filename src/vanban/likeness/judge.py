"""Says whether two tasks are one, partly one, or only neighbours: points for and against, each with its reason.

The points are a scale of evidence, set by hand on labelled pairs and rounded; zero in sum is an even chance.
Nothing here decides anything: a pair found is shown to a person with its reasons and its differences.
"""

from __future__ import annotations

import math

from vanban.likeness.alike import (
    Cover,
    covers,
    nearest_objects,
    nearest_piece,
    opens_alike,
    says_something,
    swapped_weight,
)
from vanban.likeness.parse import Parsed
from vanban.likeness.phrases import LAWS
from vanban.likeness.reasons import are_other_stages, differences, opposites, reasons
from vanban.likeness.subjects import are_other_subjects, share_the_country
from vanban.likeness.tasks import Task
from vanban.likeness.titles import Pair, Relation

#: what each piece of evidence is worth
POINTS = {
    "start": -6.7,  # before anything is known
    "cover": 6.4,  # the smaller of the two shares of words said by the other
    "contains": 17.0,  # beyond three quarters of the shorter title
    "part": 10.0,  # beyond three quarters of one part
    "object": 0.8,  # the things named are the same
    "general": 5.2,  # one task is given to everybody and names what the other makes one of
    "slice": 2.9,  # a province's share of a task given to every province
    "agency": 1.0,
    "product": 0.3,
    "deadline": 0.7,
    "swapped": -1.3,  # per weight of a word in the place of another, all else alike
    "number": -3.5,
    "ordinal": -5.0,
    "province": -8.0,
    "lone_province": -4.5,
    "stage": -14.0,
    "form": -4.0,
    "direction": -6.0,
    "law": -1.0,
    "subject": -4.0,  # another database, another law
}
#: a pair is worth showing from this score on
SHOWN = 0.5
#: from this share of words on, said both ways, two tasks found alike are one and the same
_SAME = 0.6
_HIGH = 0.75
#: two things named are the same from here on
_SAME_OBJECT = 0.9
#: two titles so close that one word in the place of another matters
_CLOSE = 0.7
#: two titles with less in common need not be laid side by side
_LEAST = 0.3
#: how alike two things named must be to be a common piece of two tasks, and the points such a pair has
_LIKE_PIECE, _LIKE_PIECE_OF_ONE, _PIECE = 0.43, 0.5, 0.1
#: what the words can add at most beside the cover
_BEST_OF_WORDS = (
    POINTS["cover"] + (POINTS["contains"] + POINTS["part"]) * (1 - _HIGH) + POINTS["object"] + POINTS["general"]
)


def judge(a: Task, b: Task) -> Pair | None:
    """The pair with its reasons when it is worth showing, else nothing. The order of the two does not matter."""
    if b.title.id < a.title.id:
        a, b = b, a
    is_same = _is_same(a, b)
    points = POINTS["start"] + _circumstances(a, b)
    if not is_same and points + _BEST_OF_WORDS < 0:
        return None
    has_piece = _share_a_piece(a, b)
    if not (is_same or has_piece or _may_be_alike(a.name, b.name)):
        return None
    cover = covers(a.name, b.name)
    points += _words(cover)
    if not (is_same or has_piece) and points + POINTS["object"] + POINTS["general"] < 0:
        return None
    is_general = _is_one_of_many(a, b, cover)
    points += _things(a.name, b.name, cover) + POINTS["general"] * is_general
    only_piece = has_piece and points < _PIECE
    score = 1.0 if is_same else 1.0 / (1.0 + math.exp(-(_PIECE if only_piece else points)))
    if score < SHOWN:
        return None
    partly = is_general or only_piece or a.name.places != b.name.places or cover.low < _SAME
    relation: Relation = "overlap" if partly else "duplicate"
    shared = reasons(a, b, cover, is_general=is_general)
    return Pair(a.title.id, b.title.id, relation, round(score, 3), shared, differences(a, b, cover))


def _share_a_piece(a: Task, b: Task) -> bool:
    """One thing named in a title is much like one of the other's, and nothing else speaks against it.

    Asked only where a title names several things or orders, urges others to do what the other orders, or where both
    bring the same thing to the whole country.
    """
    several = max(a.name.orders, b.name.orders, a.name.clauses, b.name.clauses) > 1
    same_lead = bool(a.leads & b.leads) and max(len(a.name.objects), len(b.name.objects)) > 1
    urged = ("urge" in a.name.opening) != ("urge" in b.name.opening)
    everywhere = share_the_country(a.name, b.name)
    if not (several or same_lead or urged or everywhere) or not says_something(a.name, b.name):
        return False
    if _scope(a, b) < 0 or _kind(a.name, b.name) < POINTS["law"] or _numbers(a.name, b.name) < POINTS["number"]:
        return False
    return everywhere or nearest_piece(a.name, b.name) >= (_LIKE_PIECE if several else _LIKE_PIECE_OF_ONE)


def _may_be_alike(a: Parsed, b: Parsed) -> bool:
    return len(a.known & b.known) >= _LEAST * min(len(a.known), len(b.known))


def _is_same(a: Task, b: Task) -> bool:
    """Word for word the same, and not two provinces each with its own."""
    return a.name.words == b.name.words and not _are_two_provinces(a, b)


def _are_two_provinces(a: Task, b: Task) -> bool:
    return bool(a.provinces and b.provinces) and not a.leads & b.leads


def _circumstances(a: Task, b: Task) -> float:
    """Points for everything but the words themselves."""
    points = POINTS["agency"] * bool(a.leads & b.leads)
    if a.product and b.product:
        points += POINTS["product"] * len(a.product & b.product) / min(len(a.product), len(b.product))
    points += POINTS["deadline"] * bool(a.title.deadline and a.title.deadline == b.title.deadline)
    return points + _scope(a, b) + _numbers(a.name, b.name) + _kind(a.name, b.name)


def _scope(a: Task, b: Task) -> float:
    """One province against another; a share of a task given to everybody."""
    only_a, only_b = a.name.places - b.name.places, b.name.places - a.name.places
    if only_a and only_b:
        return POINTS["province"]
    if only_a or only_b:
        return POINTS["slice" if (b if only_a else a).is_general else "lone_province"]
    return POINTS["province"] * _are_two_provinces(a, b)


def _numbers(a: Parsed, b: Parsed) -> float:
    clashes = sum(1 for one, other in ((a.numbers, b.numbers), (a.periods, b.periods)) if one - other and other - one)
    return POINTS["number"] * clashes + POINTS["ordinal"] * (a.ordinals != b.ordinals)


def _kind(a: Parsed, b: Parsed) -> float:
    """Another stage, another kind of law, the opposite direction, the same form about another thing."""
    laws_a, laws_b = LAWS & {*a.forms}, LAWS & {*b.forms}
    return (
        POINTS["stage"] * are_other_stages(a, b)
        + POINTS["law"] * bool(laws_a - laws_b and laws_b - laws_a)
        + POINTS["direction"] * bool(opposites(a, b))
        + POINTS["subject"] * are_other_subjects(a, b)
    )


def _words(cover: Cover) -> float:
    return (
        POINTS["cover"] * cover.low
        + POINTS["contains"] * max(0.0, cover.high - _HIGH)
        + POINTS["part"] * max(0.0, cover.part - _HIGH)
    )


def _things(a: Parsed, b: Parsed, cover: Cover) -> float:
    alike = nearest_objects(a, b)
    points = POINTS["object"] * alike
    if a.forms and b.forms and a.forms[0] != b.forms[0] and alike < _SAME_OBJECT:
        points += POINTS["form"]
    if cover.low > _CLOSE:
        points += POINTS["swapped"] * swapped_weight(a, b, cover)
    return points


def _is_one_of_many(a: Task, b: Task, cover: Cover) -> bool:
    """One is given to everybody and names what the other makes one of; provinces are weighed apart."""
    if a.is_general == b.is_general or a.name.places != b.name.places:
        return False
    return bool({*a.name.forms} & {*b.name.forms}) and opens_alike(a.name, b.name, cover)
