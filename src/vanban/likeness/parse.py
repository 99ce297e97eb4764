"""Takes a title apart: words that carry its subject, parts, stage, numbers, places, forms of paper."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import and_

from vanban.likeness import words as lists
from vanban.likeness.weights import WEIGHTS
from vanban.text import fold, nfc

_TOKEN = re.compile(r"\d+(?:\.\d{3})+(?![\d/.])|\w+(?:[&/.\-]+\w+)*|[;:,.()]")
_LAST_Y = re.compile(r"^(k|l|m|t|s|h|qu|v|b|c)y$")
_MAY_COUNT = re.compile(r"\d|^[IVX]+$")
_ROMAN = re.compile(r"[IVX]{1,5}$")
_PLAIN_NUMBER = re.compile(r"\d+$")
_SYMBOL = re.compile(r"\d[\d.]*/\S+")
_YEARS = re.compile(r"(?:19|20)\d\d(?:-(?:19|20)\d\d)?$")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_SUMS = {"nghin": "000", "ngan": "000", "trieu": "000000"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """A title ready for comparison."""

    #: subject words in order, folded, one spelling for each phrase
    words: tuple[str, ...]
    #: what each word weighs here
    weights: tuple[float, ...]
    #: whether a word names the thing itself: no order verb, no place, party or purpose
    heads: tuple[bool, ...]
    #: whether a word stands in a purpose, a basis or brackets
    tails: tuple[bool, ...]
    #: first and last-but-one places of the parts of the title
    parts: tuple[tuple[int, int], ...]
    #: all words and pairs of neighbours
    known: frozenset[str]
    #: those outside purposes, bases and brackets
    main: frozenset[str]
    #: words and pairs of neighbours that name the thing itself
    things: frozenset[str]
    #: stages of work named, the opening one first
    stages: tuple[str, ...]
    #: stages named before the thing itself
    opening: frozenset[str]
    #: forms of paper named, the opening one first
    forms: tuple[str, ...]
    #: numbers that are neither years nor dates
    numbers: frozenset[str]
    #: the numbers that tell one thing from its like: "số 2", "đợt 1"
    ordinals: frozenset[str]
    #: years and quarters
    periods: frozenset[str]
    #: provinces and regions
    places: frozenset[str]
    #: words that may stand on one side of an opposition
    poles: frozenset[str]
    #: codes of the leads
    leads: frozenset[str]
    #: short forms nobody explains, upper case
    acronyms: frozenset[str]


@lru_cache(maxsize=32768)
def syllable(word: str) -> str:
    """One spelling for a syllable: no marks, "kỹ" as "kĩ"."""
    return _LAST_Y.sub(r"\1i", fold(word))


@lru_cache(maxsize=32768)
def marked(word: str) -> str:
    """A syllable with its marks, lower case, wherever the tone was put: "hoá" as "hóa"."""
    letters = unicodedata.normalize("NFD", word.lower())
    tone = "".join(c for c in letters if c in _TONES)
    return "".join(c for c in letters if c not in _TONES) + tone


def _phrase(text: str) -> tuple[str, ...]:
    return tuple(syllable(word) for word in text.split())


#: first syllable -> (syllables, what they stand for, the one syllable with its marks or "")
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...], str], ...]]


def _table(pairs: Iterable[tuple[str, str]]) -> Phrases:
    """Phrases by their first syllable, longest first."""
    out: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], str]]] = {}
    for said, meant in pairs:
        row = (_phrase(said), _phrase(meant), "" if " " in said else marked(said))
        out.setdefault(row[0][0], []).append(row)
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in out.items()}


SAME = _table((said, line[0]) for line in lists.SAME for said in line)
VERBS = _table(
    [(verb, stage) for stage, verbs in lists.STAGES.items() for verb in verbs]
    + [(verb, "order") for verb in lists.ORDER_VERBS]
)
PURPOSES = _table((mark, "purpose") for mark in lists.PURPOSES)
FORMS = _table((form, form) for form in lists.FORMS)
PLACES = _table((place, place) for place in lists.PLACES)
POLES = _table((pole, pole) for pair in lists.OPPOSITES for pole in pair)
PREPOSITIONS = frozenset(marked(word) for word in lists.PREPOSITIONS)
EMPTY = _table((phrase, phrase) for phrase in lists.EMPTY)
CONNECTIVES = frozenset(marked(word) for word in (*lists.CONNECTIVES, *lists.BARE_CONNECTIVES))
SHORT = {key: _phrase(value) for key, value in lists.ABBREVIATIONS.items()}

#: separators before a word: none, comma or "và", an end of a part
_JOINED, _LISTED, _PARTED, _BRACKET = 0, 1, 2, 3
#: an unmarked word after one of these may be an order; elsewhere a short verb is half of a noun
_MAY_OPEN = frozenset(("va", "va", "de", "hoac", "tiep", "tuc"))
_COUNTED = frozenset(_phrase("quý số đợt kỳ cấp loại hạng nhóm tầng khóa lần điện vùng mức độ giai đoạn"))
#: what words weigh in an order verb, and after the mark of a purpose
_VERB, _PURPOSE = 0.25, 0.5


@dataclass(slots=True)
class _Word:
    text: str
    #: with its marks; empty when it stands for something else
    marked: str
    gap: int
    has_capital: bool


@dataclass(slots=True)
class _Draft:
    """What is gathered while going through a title."""

    words: list[str]
    weights: list[float]
    heads: list[bool]
    tails: list[bool]
    cuts: list[int]
    stages: list[str]
    forms: list[str]
    places: set[str]
    poles: set[str]
    opening: set[str]
    ends_in_form: bool = False


def parse(title: str, lead: str = "") -> Parsed:
    """Takes one title apart; `lead` gives codes or names separated by ";"."""
    sequence, numbers, periods, acronyms = _read(nfc(title))
    draft = _walk(_one_wording(sequence))
    words = tuple(draft.words)
    pairs = [f"{a} {b}" for a, b in zip(words, words[1:], strict=False)]
    known = frozenset((*words, *pairs))
    in_main = [not tail for tail in draft.tails]
    main = (
        frozenset((*compress(words, in_main), *compress(pairs, map(and_, in_main, in_main[1:]))))
        if not all(in_main)
        else known
    )
    return Parsed(
        words,
        tuple(draft.weights),
        tuple(draft.heads),
        tuple(draft.tails),
        _parts(draft.cuts, len(words)),
        known,
        main,
        frozenset((*compress(words, draft.heads), *compress(pairs, map(and_, draft.heads, draft.heads[1:])))),
        tuple(dict.fromkeys(draft.stages)),
        frozenset(draft.opening),
        tuple(dict.fromkeys(draft.forms)),
        frozenset(numbers),
        frozenset(b for a, b in zip(words, words[1:], strict=False) if b in numbers and a in _COUNTED),
        frozenset(periods),
        frozenset(draft.places),
        frozenset(draft.poles),
        leads_of(lead),
        frozenset(acronyms),
    )


def _read(title: str) -> tuple[list[_Word], set[str], set[str], set[str]]:
    """The syllables with short forms written out, and apart from them numbers, periods and unexplained short forms."""
    out: list[_Word] = []
    numbers: set[str] = set()
    periods: set[str] = set()
    acronyms: set[str] = set()
    gap = _PARTED
    tokens = _TOKEN.findall(re.sub(r"(?<=\d) ?[-–—] ?(?=\d{4})", "-", title))
    for place, raw in enumerate(tokens):
        if raw in ";:.()":
            gap = _BRACKET if raw == "(" else max(gap, _PARTED)
            continue
        if raw == "," or raw in ("và", "va", "&"):
            gap = max(gap, _LISTED)
            continue
        before = out[-1].text if out else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        number = _number(raw, before, after) if _MAY_COUNT.search(raw) else None
        if number is not None:
            kind, value = number
            (periods if kind == "period" else numbers).add(value)
            spelled: tuple[str, ...] = (value,) if kind == "number" else ()
        else:
            spelled, is_unknown = _spelled(raw)
            if is_unknown:
                acronyms.add(spelled[0])
        for word in spelled:
            written = marked(word) if len(spelled) == 1 else ""
            out.append(_Word(syllable(word), written, gap, has_capital=raw[0].isupper()))
            gap = _JOINED
    periods.discard("")
    return out, numbers, periods, acronyms


@lru_cache(maxsize=32768)
def _spelled(raw: str) -> tuple[tuple[str, ...], bool]:
    """A token as syllables, and whether it is a short form nobody knows."""
    bare = re.sub(r"[&/.\-]", "", raw)
    pieces = tuple(piece for piece in re.split(r"[&/.\-]", raw) if piece)
    if len(bare) < 2 or sum(map(str.isupper, bare)) < max(2, len(bare) - 1):
        return pieces, False
    known = SHORT.get(bare.upper())
    if known:
        return known, False
    if len(pieces) > 1 and all(piece.upper() in SHORT for piece in pieces):
        return tuple(word for piece in pieces for word in SHORT[piece.upper()]), False
    return (fold(bare),), bare.isalpha()


def _number(raw: str, before: str, after: str) -> tuple[str, str] | None:
    """("number" | "period", value), the value empty for a date; None when it is a word."""
    if _ROMAN.fullmatch(raw) and (len(raw) > 1 or before in _COUNTED):
        return ("period", f"q{_roman(raw)}") if before == "qui" else ("number", str(_roman(raw)))
    if not any(map(str.isdigit, raw)):
        return None
    if _YEARS.fullmatch(raw):
        return "period", raw
    if re.fullmatch(r"[IVX]+/\d{4}", raw):
        return "period", f"q{_roman(raw.split('/')[0])}/{raw[-4:]}"
    if re.fullmatch(r"(?:\d{1,2}[/.\-]){1,2}(?:19|20)\d\d", raw):
        return "period", ""
    if before in ("ngai", "ngay", "thang"):
        return "period", ""
    if before == "qui" and _PLAIN_NUMBER.fullmatch(raw):
        return "period", f"q{raw}"
    value = raw.replace(".", "") if re.fullmatch(r"\d+(?:\.\d{3})+", raw) else fold(raw).lstrip("0") or "0"
    return "number", value + _SUMS.get(fold(after), "")


def _roman(raw: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in raw]
    return sum(-v if v < n else v for v, n in zip(values, [*values[1:], 0], strict=True))


def _match(table: Phrases, words: list[_Word], at: int) -> tuple[int, tuple[str, ...]]:
    """How many words a phrase of the table covers here, and what it stands for; 0 when none does."""
    rows = table.get(words[at].text)
    for said, meant, one in rows or ():
        if one and one != words[at].marked:
            continue
        if all(
            at + i < len(words) and words[at + i].text == said[i] and words[at + i].gap < (_PARTED if i else 4)
            for i in range(len(said))
        ):
            return len(said), meant
    return 0, ()


def _one_wording(words: list[_Word]) -> list[_Word]:
    """Phrases that mean the same become one."""
    out: list[_Word] = []
    at = 0
    while at < len(words):
        length, meant = _match(SAME, words, at)
        first = words[at]
        if length:
            out.extend(
                _Word(word, "", first.gap if not i else _JOINED, first.has_capital)
                for i, word in enumerate(meant)
            )
        else:
            out.append(first)
        at += length or 1
    return out


def _walk(words: list[_Word]) -> _Draft:
    """Goes through the title once, longest known phrase first."""
    draft = _Draft([], [], [], [], [0], [], [], set(), set(), set())
    at, in_part, factor, is_thing = 0, 0, 1.0, True
    while at < len(words):
        word = words[at]
        if word.gap >= _PARTED:
            is_thing = word.gap != _BRACKET
            in_part, factor = 0, _PURPOSE if word.gap == _BRACKET and at else 1.0
            draft.cuts.append(len(draft.words))
        pole, _ = _match(POLES, words, at)
        if pole:
            draft.poles.add(" ".join(w.text for w in words[at : at + pole]))
        place, _ = _match(PLACES, words, at) if word.has_capital else (0, ())
        form, _ = _match(FORMS, words, at)
        verb, stage = _match(VERBS, words, at) if not place and _is_order(words, at) else (0, ())
        if verb and not in_part:
            form = 0  # "báo cáo" opening an order is an order
        purpose, _ = _match(PURPOSES, words, at) if in_part >= 2 else (0, ())
        empty, _ = _match(EMPTY, words, at)
        length = max(place, form, verb, empty, 1)
        if purpose >= length:
            factor = _PURPOSE
        if word.marked in PREPOSITIONS and length == 1 and in_part >= 2:
            is_thing = is_thing and word.text == "ve" and draft.ends_in_form
        said = " ".join(w.text for w in words[at : at + length])
        weight = factor
        if place:
            draft.places.add(said)
        elif form >= max(verb, 1):
            draft.forms.append(said)
            if word.gap:
                draft.cuts.append(len(draft.words))
        elif verb:
            weight *= _VERB
            draft.stages.extend(stage)
            if not any(draft.heads):
                draft.opening.update(stage)
            if word.gap in (_LISTED, _PARTED):
                factor, in_part, is_thing = 1.0, 0, True
                draft.cuts.append(len(draft.words))
        for piece in words[at : at + length] if empty < length or not empty else ():
            if length > 1 or piece.marked not in CONNECTIVES:
                draft.words.append(piece.text)
                draft.weights.append(weight * WEIGHTS.get(piece.text, 1.0))
                draft.heads.append(not verb and factor == 1.0 and is_thing)
                draft.tails.append(factor < 1.0)
                in_part += not verb
        draft.ends_in_form = form > 0
        at += length
    return draft


def _is_order(words: list[_Word], at: int) -> bool:
    """A verb of one syllable ("trình", "lập") only where an order may begin; a longer one anywhere."""
    following = words[at + 1].text if at + 1 < len(words) else ""
    longer = any(len(said) > 1 and said[1] == following for said, _, _ in VERBS.get(words[at].text, ()))
    return longer or words[at].gap > _JOINED or words[at - 1].text in _MAY_OPEN


def _parts(cuts: list[int], total: int) -> tuple[tuple[int, int], ...]:
    """Parts of at least four words; a shorter one goes with the part before it."""
    ends = sorted({*cuts, total})
    out: list[tuple[int, int]] = []
    for start, end in zip(ends, ends[1:], strict=False):
        if out and (end - start < 4 or out[-1][1] - out[-1][0] < 4):
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return tuple(out)


@lru_cache(maxsize=4096)
def leads_of(lead: str) -> frozenset[str]:
    """Codes of the leads; a written name becomes its initials, a merged ministry its heir."""
    codes = {_code(name.strip()) for name in re.split(r"[;\n]", lead) if name.strip()}
    return frozenset(lists.MERGED_AGENCIES.get(code, code) for code in codes)


def _code(name: str) -> str:
    if re.fullmatch(r"[A-ZĐƯ_]{2,}", name):
        return name
    if re.match(r"(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân|[Tt]ỉnh|[Tt]hành phố|TP)\b", name):
        bare = re.sub(r"^(?:UBND|[ỦU][ỷy] ban nhân dân|Uỷ ban nhân dân)?\s*(?:[Tt]ỉnh|[Tt]hành phố|TP\.?)?\s*", "", name)
        return fold(bare).upper().replace(" ", "_") or "ALL_PROVINCES"
    words = [word for word in re.findall(r"\w+", name) if word.lower() != "và"]
    return "".join(word if word.isupper() else word[0].upper() for word in words)
