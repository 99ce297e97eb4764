"""Finds agencies, their heads and groups of agencies in text."""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.agency_table import EMPTY_TABLE, GROUP_TOKENS, RELATED, Agency, AgencyTable
from vanban.grammar import names as naming
from vanban.name_ends import bounded_end, form_end, over_level, past_head, phrase_end, stops, trade_end
from vanban.text import even_tones

__all__ = ["EMPTY_TABLE", "GROUP_TOKENS", "RELATED", "Agency", "AgencyTable", "list_at"]


def list_at(text: str, at: int, table: AgencyTable = EMPTY_TABLE) -> tuple[list[Agency], int]:
    """The agencies named in a row from `at`, and where the row ends (`at` when there is none)."""
    found: list[Agency] = []
    place = at
    while True:
        more, end = _one_at(text, place, table)
        if not more:
            break
        named, after = _named_in_brackets(text, more, end, table)
        found.extend(named or more)
        at = after if named else _over_apposition(text, end)
        separator = naming.SEPARATOR.match(text, at)
        if not separator or separator.end() == at:
            break
        place = separator.end()
    return found, at


def _named_in_brackets(text: str, group: list[Agency], end: int, table: AgencyTable) -> tuple[list[Agency], int]:
    """ "Các cơ quan đăng ký đầu tư (Sở Tài chính, Ban Quản lý …)": the bracket names whom the group means."""
    opened = re.compile(r"\s*\((?:gồm|bao gồm)?:?\s*").match(text, end)
    if not opened or not all(a.is_group or re.match(r"[Cc]ác |[Cc]ơ quan |[Đđ]ơn vị ", a.words) for a in group):
        return [], end
    inside, stop = list_at(text, opened.end(), table)
    if (
        text[opened.end() : opened.end() + 1].isupper()
        and any(not a.is_group for a in inside)
        and text[stop : stop + 1] == ")"
    ):
        return inside, stop + 1
    return [], end


def _one_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    skip = naming.COMRADE.match(text, at)
    at = skip.end() if skip else at
    for find in (_elliptic_at, _group_at, _person_at, _named_at, _plural_at, _initials_at):
        found, end = find(text, at, table)
        if found:
            return found, end
    return [], at


def _initials_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    found = naming.INITIALS.match(text, at)
    return ([_agency(text, found.group(), at, found.end(), table)], found.end()) if found else ([], at)


def _agency(text: str, name: str, start: int, end: int, table: AgencyTable) -> Agency:
    return Agency(name, table.code_of(name), start, end, text[start:end])


def _elliptic_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    """ "các Bộ: Quốc phòng, Công an" -> Bộ Quốc phòng; Bộ Công an."""
    head = naming.ELLIPTIC.match(text, at)
    bare = None if head else naming.ELLIPTIC_BARE.match(text, at)
    if bare:
        found, end = _elliptic_list(text, bare.end(), bare.group(1).capitalize(), table)
        return (found, end) if any(a.words != a.name for a in found[1:]) else ([], at)
    if not head:
        return [], at
    return _elliptic_list(text, head.end(), _elliptic_kind(head), table)


def _elliptic_list(text: str, at: int, kind: str, table: AgencyTable) -> tuple[list[Agency], int]:
    """The names from `at` on, each with the kind put before it."""
    found: list[Agency] = []
    place = end = at
    while True:
        if not text[place : place + 1].isupper() or _CHIEF_WORD.match(text, place) or _COUNCIL.match(text, place):
            break
        stop = _short_name_end(text, place, table)
        if stop <= place:
            break
        words = text[place:stop]
        full = (
            words
            if naming.HEAD.match(words) and not words.startswith(("Công an", "Thanh tra"))
            else f"{kind} {words}".strip()
        )
        found.append(_agency(text, full, place, stop, table))
        end = stop
        separator = re.compile(r"\s*(?:,|;|và)\s*").match(text, stop)
        if not separator:
            break
        place = separator.end()
    return (found, end) if found else ([], at)


#: a head of another agency ends the list: "các Bộ: Y tế, Công an; Chủ tịch UBND …", "Bí thư, Chủ tịch …"
_CHIEF_WORD = re.compile(rf"{naming.CHIEFS}(?:,| )")


def _elliptic_kind(head: re.Match[str]) -> str:
    if head.group(1):
        return "Ủy ban nhân dân " + ("tỉnh" if head.group(1) != "thành phố" else "thành phố")
    kind = head.group(2)
    for word in ("Bộ", "Sở", "Tập đoàn", "Tổng công ty", "Cục", "Vụ", "Ban"):
        if kind.lower().startswith(word.lower()):
            return word
    return "" if kind in ("cơ quan", "đơn vị") else kind.split(",")[0]


def _short_name_end(text: str, at: int, table: AgencyTable) -> int:
    phrase = phrase_end(text, at)
    if phrase is not None:
        return phrase
    for name in table.names:
        for short in (name, re.sub(r"^(?:Bộ|Tỉnh|Thành phố) ", "", name)):
            if text.startswith(short, at) and not text[at + len(short) : at + len(short) + 1].isalnum():
                return at + len(short)
    return form_end(text, at)


@lru_cache(maxsize=4)
def _by_first_word(table_names: tuple[str, ...]) -> dict[str, list[tuple[int, frozenset[str]]]]:
    """First word, evened -> (length, evened names of that length), the longest first."""
    lengths: dict[str, dict[int, set[str]]] = {}
    for name in table_names:
        lengths.setdefault(even_tones(name.split(" ")[0]), {}).setdefault(len(name), set()).add(even_tones(name))
    return {word: [(n, frozenset(names[n])) for n in sorted(names, reverse=True)] for word, names in lengths.items()}


def _named_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    chief = naming.CHIEF.match(text, at)
    start = chief.end() if chief else at
    known = _known_end(text, start, table)
    known = over_level(text, known) if known else known
    if known and not _goes_on(text, known):
        return [_agency(text, text[start:known], start, known, table)], known
    head = naming.HEAD.match(text, start)
    if head:
        end = past_head(text, head)
        if text.startswith(" các ", end) and naming.OF_GROUP.fullmatch(head.group()):
            grouped, stop = _group_at(text, end + 1, table)
            end = stop if grouped else end
        return [_agency(text, text[start:end].strip(), start, end, table)], end
    if known:
        return [_agency(text, text[start:known], start, known, table)], known
    place = naming.BARE_PLACE.match(text, start)
    if place and (chief or text[start].isupper() or " " in place.group()):
        words = place.group().split(" ")
        while words[1:] and not words[-1][:1].isupper():
            words.pop()
        end = start + len(" ".join(words))
        return [_agency(text, text[start:end], start, end, table)], end
    return [], at


_SPACE = re.compile(r" (?=\S)")
#: a second half of a name after "và"
#: a board whose name goes on with its task: "Ban Chỉ đạo Trung ương về hoàn thiện thể chế"
_BOARD = re.compile(
    r"Ban [Cc]hỉ đạo(?: Trung ương| trung ương| [Qq]uốc gia| của Chính phủ| Nhà nước| tỉnh| thành phố)?$"
)
_SECOND_HALF = re.compile(r" và (?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+ )")


_BESIDE = re.compile(r"(?:[,;]|và|với|cùng|giữa|hợp|cầu|nghị)\s$")


#: a kind of bodies in lower case counts only in a row with others
_BESIDE = re.compile(r"(?:[,;]|và|với|cùng|giữa|hợp)\s$")


def _plural_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    """ "các Tập đoàn", "doanh nghiệp xuất khẩu", "cơ quan báo chí": kinds of bodies that are no token."""
    chief = naming.PLURAL_CHIEF.match(text, at)
    at = chief.end() if chief else at
    article = naming.ARTICLE.match(text, at)
    head = naming.PLURAL.match(text, article.end() if article else at)
    beside = _BESIDE.search(text, max(0, at - 6), at) is not None
    if not head or not (article or beside or text[at].isupper()):
        return [], at
    end = over_level(text, head.end())
    related = naming.RELATED.match(text, end)
    if related and head.group()[1:].startswith("ơ quan"):
        return [Agency(RELATED, None, at, related.end(), text[at : related.end()])], related.end()
    space = _SPACE.match(text, end)
    if space and end == head.end() and not stops(text, end):
        end = form_end(text, space.end())
    return [Agency(text[at:end], None, at, end, text[at:end])], end


def _known_end(text: str, at: int, table: AgencyTable) -> int | None:
    word = naming.WORD.match(text, at)
    if not word:
        return None
    if not text[at : at + 1].isupper():
        return None
    if word.group() in table.short:
        return word.end()
    lengths = _by_first_word(table.names).get(even_tones(word.group()), ())
    if not lengths:
        return None
    evened = even_tones(text[at : at + lengths[0][0]])
    for length, names in lengths:
        end = at + length
        if evened[:length] in names and not text[end : end + 1].isalnum():
            return end
    return None


def _goes_on(text: str, at: int) -> bool:
    """The known name is only the start of a longer one: "Thanh tra" in "Thanh tra tỉnh"."""
    rest = text[at:]
    if re.match(r" [Kk]hu vực (?:\d|[IVX]+\b)", rest):
        return True
    if re.match(r" (?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+)", rest) and not re.match(
        r" (?:Chủ|Phối|Trưởng|Các|Báo|Văn|Đề|Kế|Tháng|Quý|Thường|Năm)\b", rest
    ):
        opening = text[max(0, at - 60) : at].split()[-3:]
        return len(opening) < 3 or not any(word in ("Bộ", "phủ", "nước", "Nam") for word in opening)
    if rest.startswith(" về ") and not rest.startswith(" về việc") and _BOARD.search(text[max(0, at - 40) : at]):
        return True
    half = _SECOND_HALF.match(rest)
    if half and text[:at].startswith("Ủy ban Dân tộc", max(0, at - 14)):
        return True
    return re.match(r" (?:tỉnh|thành phố|khu vực|cấp|nhân dân|chi nhánh)\b", rest) is not None


def _person_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    person = naming.PERSON.match(text, at)
    if not person:
        return [], at
    end = person.end()
    if re.search(r"Trưởng [Bb]an [Cc]hỉ đạo$|Ban [Cc]hỉ đạo$|Tổ [Cc]ông tác$|UBND$|Ủy ban$", person.group()):
        tail = re.compile(r" (?:của |các )?(?=\S)").match(text, end)
        if tail and not stops(text, end):
            end = form_end(text, tail.end())
            more = re.compile(r"(?:, (?:ngành|địa phương))+").match(text, end)
            end = more.end() if more else end
    return [_agency(text, text[at:end], at, end, table)], end


#: bodies outside the administration: alone they are no group of agencies
_TRADERS = re.compile(
    r"(?:(?:doanh nghiệp|cá nhân|hiệp hội|hội|tổ chức)(?:,"
    r"| và)?\s*(?:các )?)*(?:doanh nghiệp|cá nhân|hiệp hội|hội)"
)


#: "UBND các xã và đơn vị liên quan": what is related is not the councils but what follows them
_COUNCIL = re.compile(
    r"(?:[Bb]í thư[^;.]{0,30}?(?:,| và) )?(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân)"
)


#: "các tổ chức chính trị - xã hội": a kind of bodies, no open group
_UNIONS = re.compile(r"(?:tổ chức|đoàn thể) chính trị\s?-\s?xã hội")
#: "các đơn vị thuộc Bộ Y tế": whose units they are
_OWNER = re.compile(r" (?:trực )?thuộc (?=(?:Bộ|Sở|Tổng cục|Cục) [A-ZĐ])")


def _group_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    article = naming.ARTICLE.match(text, at)
    place = article.end() if article else at
    kinds: list[str] = []
    councils: set[int] = set()
    related: set[int] = set()
    opened = 0
    end = place
    while True:
        part = _group_part(text, place)
        if not part:
            break
        kind, stop = part
        if not article and not kinds and not _may_stand_bare(text, place, kind, stop):
            return [], at
        if _COUNCIL.match(text, place):
            councils.add(len(kinds))
        kinds.append(kind)
        end = stop
        tail = naming.GROUP_TAIL.match(text, end)
        while tail:
            end = tail.end()
            tail = naming.GROUP_TAIL.match(text, end)
        lien_quan = naming.RELATED.match(text, end)
        if lien_quan:
            end = lien_quan.end()
            related.update(i for i in range(opened, len(kinds)) if i not in councils or i == len(kinds) - 1)
            tail = naming.GROUP_TAIL.match(text, end)
            end = tail.end() if tail else end
        separator = naming.GROUP_SEPARATOR.match(text, end)
        if not separator:
            break
        if separator.group(1) or re.match("UBND|[ỦUủ][yỷ] ban|Uỷ ban", text[separator.end() :]):
            opened = len(kinds)
        place = separator.end()
    if kinds == ["agency"] and not related and _UNIONS.match(text, place):
        return [Agency(text[at:end], None, at, end, text[at:end])], end
    if not kinds or _TRADERS.fullmatch(text, article.end() if article else at, end):
        return [], at
    plural = naming.PLURAL.match(text, article.end() if article else at)
    if kinds == ["agency"] and not related and plural and plural.end() > end:
        return [], at
    owner = _OWNER.match(text, end)
    if owner and kinds[-1] == "agency" and not related:
        named, stop = _named_at(text, owner.end(), table)
        if named:
            kinds[-1], end = "subunit", stop
    bound = naming.BOUND.match(text, end)
    if bound and not related:
        stop = bounded_end(text, end)
        apart = text.rfind("; ", at, end)
        if apart > at:
            before, _ = _group_at(text[:apart], at, table)
            name = text[apart + 2 : stop]
            return [*before, Agency(name, None, apart + 2, stop, name)], stop
        name = re.sub(r"^(?:[Cc]ác )?(?:Chủ tịch|Giám đốc|Thủ trưởng) ", "", text[at:stop])
        return [Agency(name, None, at, stop, text[at:stop])], stop
    trade = trade_end(text, end) if set(kinds) == {"agency"} and not related else None
    if trade:
        return [Agency(text[at:trade], None, at, trade, text[at:trade])], trade
    tokens = _tokens(kinds, related)
    return [Agency(t, None, at, end, text[at:end]) for t in tokens], end


def _may_stand_bare(text: str, place: int, kind: str, stop: int) -> bool:
    """Without "các" only a group with its own plural sense counts: "UBND các xã, phường", "sở, ban, ngành"."""
    words = text[place:stop]
    if kind in ("province", "commune", "district", "subunit"):
        return re.search(r"UBND|[bB]an [nN]hân dân|, |[tT]hủ trưởng", words) is not None
    if kind in ("ministry", "department"):
        return (
            "," in words
            or re.search(r"trưởng|Giám đốc|giám đốc", words) is not None
            or re.match(r", (?:ban|ngành|cơ quan)", text[stop:]) is not None
        )
    return (
        re.match(
            r"[Cc]ơ quan, (?:đơn vị|tổ chức)|(?:[Tt]hủ trưởng|[Nn]gười đứng đầu|[Ll]ãnh đạo) (?:các )?(?:cơ quan"
            r"|đơn vị)",
            text[place:],
        )
        is not None
    )


def _group_part(text: str, at: int) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    if not naming.ANY_GROUP_PART.match(text, at):
        return None
    for kind, pattern in naming.GROUP_PARTS:
        found = pattern.match(text, at)
        if found and found.end() > at and (best is None or found.end() > best[1]):
            best = (kind, found.end())
    if best and best[0] == "agency" and re.match(r" (?:[A-ZĐ](?![Hh]ính phủ))", text[best[1] :]):
        return None
    return best


def _tokens(kinds: list[str], related: set[int]) -> list[str]:
    seen = {kind for i, kind in enumerate(kinds) if i not in related}
    out = [GROUP_TOKENS[kind] for kind in GROUP_TOKENS if kind in seen and kind != "agency"]
    if "agency" in seen and not related and (not out or out == ["ALL_PROVINCES"]):
        out = [GROUP_TOKENS["agency"]]
    return [RELATED, *out] if related and min(related) == 0 else [*out, *([RELATED] if related else [])]


def _over_apposition(text: str, at: int) -> int:
    """Past "(…)" and " - Cơ quan thường trực Ban Chỉ đạo …" that only explain who it is."""
    charge = re.compile(
        r" (?:phụ trách(?: lĩnh vực| khối)?|theo (?:lĩnh vực|nhiệm vụ) (?:được )?(?:phân công|phụ trách))"
    ).match(text, at)
    if charge:
        at = charge.end()
    bracket = re.compile(r"\s*\([^()]{1,200}\)").match(text, at)
    if bracket:
        at = bracket.end()
    dash = re.compile(
        r"\s*[-–,]\s*(?:[Cc]ơ quan [Tt]hường trực|[Cc]ơ quan đầu mối|Trưởng Ban|Phó Trưởng Ban|với vai trò|là cơ quan)"
    ).match(text, at)
    if not dash:
        return at
    place = dash.end()
    stop = re.compile(
        r"[:;]|\b(?:chủ trì|có trách nhiệm|đề nghị|khẩn trương|chủ động|phối hợp|tổng hợp|theo dõi|tiếp tục)\b|$"
    ).search(text, place)
    return len(text[: stop.start()].rstrip(" ,")) if stop else at
