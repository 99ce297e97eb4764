"""Finds agencies, their heads and groups of agencies in text; a table handed in gives their codes."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from vanban.grammar import names as N
from vanban.grammar import verbs as V
from vanban.text import even_tones

GROUP_TOKENS = {
    "ministry": "ALL_MINISTRIES",
    "province": "ALL_PROVINCES",
    "agency": "ALL_AGENCIES",
    "department": "ALL_DEPARTMENTS",
    "commune": "ALL_COMMUNES",
    "district": "ALL_DISTRICTS",
    "subunit": "ALL_SUBUNITS",
}
RELATED = "RELATED_AGENCIES"


@dataclass(frozen=True)
class Agency:
    """One agency, or one group, named in the text."""

    #: the name as written (heads stand for their agency), or a group token
    name: str
    #: code from the table, when the name is in it
    code: str | None
    #: offsets into the text that was searched
    start: int
    #: one past the last character
    end: int
    #: the words as they stand
    words: str = ""

    @property
    def is_group(self) -> bool:
        return self.name.isupper() and "_" in self.name


@dataclass(frozen=True)
class AgencyTable:
    """Names and aliases of agencies, folded, with their codes. Handed in; this library carries none."""

    #: evened name -> code
    codes: Mapping[str, str]
    #: written names, longest first, that may open a mention
    names: tuple[str, ...]
    #: code -> current full name
    titles: Mapping[str, str]

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]]) -> AgencyTable:
        codes: dict[str, str] = {}
        names: set[str] = set()
        titles: dict[str, str] = {}
        for row in rows:
            full = (row["name_vi"], row.get("name_current") or "")
            titles[row["code"]] = full[1] or full[0]
            for name in (*full, *(row.get("aliases") or "").split(";")):
                if not name.strip():
                    continue
                codes.setdefault(even_tones(name), row["code"])
                if name in full or _opens_like_agency(name):
                    names.add(name.strip())
        return cls(codes, tuple(sorted(names, key=lambda n: (-len(n), n))), titles)

    @classmethod
    def from_csv(cls, path: str | Path) -> AgencyTable:
        with Path(path).open(encoding="utf-8", newline="") as rows:
            return cls.from_rows(csv.DictReader(rows))

    def code_of(self, name: str) -> str | None:
        """The code of a written name; the kind of a province may be left out."""
        key = even_tones(name)
        if key in self.codes:
            return self.codes[key]
        bare = re.sub(r"^(?:ủy ban nhân dân|uỷ ban nhân dân|ubnd|tỉnh|thành phố|tp\.?) ", "", key)
        return self.codes.get(bare) if bare != key else None

    def title_of(self, code: str) -> str:
        return self.titles.get(code, code)


EMPTY_TABLE = AgencyTable({}, (), {})


def _opens_like_agency(name: str) -> bool:
    return re.match(rf"(?:{N.HEADS})(?: |$)", name) is not None or re.fullmatch(r"[A-ZĐƯ&]{3,10}", name) is not None


_WORD = re.compile(r"[^\s,;:.()/]+")
_STOP = re.compile(
    rf"\s*(?:[;:(/\"“”]|\.(?:\s|$|/)|,|–|\s[-–]\s(?=[a-zđ]|Cơ quan|cơ quan)|$|\b(?:và|thì|để|nhằm|về(?= việc)|tại|trong|trên|đã|đang|sẽ|không|rằng|khi|nếu|với|cùng|cho|bằng|trước|sau|từ|vào|do|được|nêu trên|các (?:tỉnh|địa phương|xã|cấp)|Các|Những|là|làm(?= (?:cơ quan|chủ|đầu))|phải|cần|theo|căn cứ|đối với|bao gồm|gồm|chậm nhất|liên quan|có|tùy)\b"
    rf"|(?:{V.VERBS}|{V.ADVERBS})\b)"
)
_FIELD = re.compile(rf"(?:{V.VERBS})(?![\wà-ỹ])", re.IGNORECASE)
_HEAD = re.compile(rf"(?:(?:{N.HEADS}))(?=[\s,;:.)/]|$)")
_CHIEF = re.compile(rf"(?:[Cc]ác )?(?:đồng chí |Đồng chí |Ông |Bà )?{N.CHIEFS} (?:các )?(?=[A-ZĐỦU])")
_PERSON = re.compile(N.PERSONS)
_SKIP = re.compile(r"(?:(?:[Cc]ác |[Nn]hững )?(?:[Đđ]ồng chí) (?:là )?)")
_ELLIPTIC = re.compile(
    r"(?:[Cc]ác |CÁC )?(?:(?:[Cc]hủ tịch )?(?:UBND|[ỦUủ][yỷ] ban nhân dân|Uỷ ban nhân dân) (?:các )?(tỉnh, thành phố|tỉnh|thành phố|xã, phường)(?: trực thuộc [Tt]rung ương)?"
    r"|(?:[Gg]iám đốc (?:các )?)?([Bb]ộ(?: trưởng các [Bb]ộ)?(?:, (?:ngành|cơ quan))?|[Ss]ở(?:, (?:ban, )?ngành)?|[Tt]ập đoàn|[Tt]ổng [Cc]ông ty|[Cc]ục|[Vv]ụ|[Bb]an|tỉnh, thành phố|tỉnh|thành phố|xã|phường|cơ quan|đơn vị)): ?"
)
_ARTICLE = re.compile(r"(?:(?:[Cc]ác|CÁC|[Nn]hững|[Tt]ất cả các|[Mm]ột số|[Cc]ả) )")
_GROUP_PARTS = [(kind, re.compile(rf"(?:{pattern})(?![\wà-ỹ])")) for kind, pattern in N.GROUP_WORDS]
_GROUP_SEP = re.compile(r"\s*(?:,|;|/|và\b|-)\s*(?:và )?((?:[Cc]ác|những) )?")
_LIEN_QUAN = re.compile(r"\s*(?:,?\s*(?:khác )?(?:có )?liên quan(?: khác)?|khác có liên quan)(?![\wà-ỹ])")
_GROUP_TAIL = re.compile(
    r"\s*(?:(?:thuộc|của|ở) (?:tỉnh|Tỉnh|[Tt]hành phố|UBND tỉnh|Ủy ban nhân dân (?:tỉnh|[Tt]hành phố)|Trung ương|trung ương|địa phương)(?![\wà-ỹ])(?: [A-ZĐ]\w+)*|cấp tỉnh|trực thuộc [Tt]rung ương"
    r"|(?:tỉnh|[Tt]hành phố)(?= *(?:[,;:]|và|có|chủ|căn|tiếp|tập|khẩn|trong|$))|trên địa bàn(?: (?:tỉnh|[Tt]hành phố))?(?: [A-ZĐ]\w+)*|trên phạm vi cả nước|trong tỉnh|khác)"
)
_BOUND = re.compile(rf"\s*{N.BOUNDS}")
_SEPARATOR = re.compile(r"\s*(?:[,;]|và\b|cùng với\b|cùng\b|/)\s*(?:và |cùng )?")
_PLURAL = re.compile(
    r"(?:[Tt]ập đoàn(?: kinh tế)?|[Tt]ổng [Cc]ông ty|[Dd]oanh nghiệp|[Cc]ông ty|[Nn]gân hàng|[Cc]hủ đầu tư|[Nn]hà đầu tư|[Hh]iệp hội|[Tt]rường(?! hợp)|[Bb]ệnh viện|[Cc]ơ sở|[Cc]ơ quan (?:báo chí|thông tấn|truyền thông|cảnh sát|đại diện|chức năng|chuyên môn|thường trực|thuế|hải quan|tư pháp)"
    r"|[Bb]an quản lý|Hội|[Tt]hành viên|[Cc]hính quyền địa phương|[Cc]ấp ủy|[Ll]ực lượng|Phòng(?! chống|, chống| ngừa)|Sở|Ban(?! hành)|[Đđ]ơn vị (?:chủ đầu tư|vận hành|tư vấn)|ngành(?= \w))(?![\wà-ỹ])"
)
_STANDS_ALONE = re.compile(
    r"HĐND|Hội đồng [Nn]hân dân|UBND|[ỦUủ][yỷ] ban [Nn]hân dân|Uỷ ban [Nn]hân dân|Tỉnh ủy|Tỉnh uỷ|Thành ủy|Thành uỷ|Đảng ủy|Đảng uỷ|Chính phủ|Quốc hội|Công an|Quân ủy|Văn phòng|Mặt trận|BHXH|Thuế|VCCI"
    r"|Tập đoàn|Tổng [Cc]ông ty|Ban [Cc]hỉ đạo|Tổ [Cc]ông tác|Tổ [Gg]iúp việc|Thường trực HĐND|Ban Thường vụ|Đoàn Thanh niên|Cơ quan [Tt]hường trực|Sở|Ngân hàng|Thanh tra|Kho bạc|Tỉnh đoàn|Thành đoàn|Hải quan|Ban Quản lý"
)
_PARTY_PAIR = re.compile(r"(?:,| và) (?:[Tt]hành ủy|[Tt]hành uỷ|[Đđ]ảng ủy)(?: trực thuộc [Tt]rung ương)?(?![\wà-ỹ])")
_JOINT = re.compile(r" và (?:HĐND|Hội đồng nhân dân) (?:tỉnh|thành phố|Thành phố|Tỉnh)")
_LEVEL = re.compile(
    r" (?:cấp (?:tỉnh|tinh|huyện|xã)(?:, (?:cấp )?(?:huyện|xã))*|các cấp|(?:các )?(?:tỉnh|Tỉnh),? (?:và )?[Tt]hành ph\w+(?: trực thuộc [Tt]rung ương)?"
    r"|(?:ở )?các (?:xã, phường|địa phương|tỉnh))(?:, (?:đặc khu|thị trấn))*(?: trực thuộc(?: (?:Tỉnh ủy|Thành ủy|Đảng ủy|[Tt]rung ương|tỉnh))?)?(?![\wà-ỹ])"
)
_INNER = re.compile(r"(?:Ban|Tổ|Tiểu ban|Hội đồng|Trung tâm|Cơ quan|[Bb]ộ phận) (?:chỉ đạo|công tác|giúp việc|điều hành|điều phối|quản lý|tổ chức|thẩm định|tư vấn|soạn thảo|biên tập|kiểm tra|giám sát|phục vụ|xúc tiến|hỗ trợ|thường trực|xử lý|giải phóng|cung ứng|đấu giá|thông tin|phát triển|phòng|điều tra|cảnh sát)(?![\wà-ỹ])")
_BARE_PLACE = re.compile(r"(?:Tỉnh|Thành phố|tỉnh|thành phố|TP\.?)(?: [A-ZĐÀ-Ỹ][\wà-ỹ]*){0,4}")


def list_at(text: str, at: int, table: AgencyTable = EMPTY_TABLE) -> tuple[list[Agency], int]:
    """The agencies named in a row from `at`, and where the row ends (`at` when there is none)."""
    found: list[Agency] = []
    place = at
    while True:
        more, end = _one_at(text, place, table)
        if not more:
            break
        found.extend(more)
        at = _over_apposition(text, end)
        separator = _SEPARATOR.match(text, at)
        if not separator or separator.end() == at:
            break
        place = separator.end()
    return found, at


def _one_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    skip = _SKIP.match(text, at)
    at = skip.end() if skip else at
    for find in (_elliptic_at, _group_at, _person_at, _named_at, _plural_at):
        found, end = find(text, at, table)
        if found:
            return found, end
    return [], at


def _agency(text: str, name: str, start: int, end: int, table: AgencyTable) -> Agency:
    return Agency(name, table.code_of(name), start, end, text[start:end])


def _elliptic_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    """ "các Bộ: Quốc phòng, Công an" -> Bộ Quốc phòng; Bộ Công an."""
    head = _ELLIPTIC.match(text, at)
    if not head:
        return [], at
    kind = _elliptic_kind(head)
    found: list[Agency] = []
    place = end = head.end()
    while True:
        stop = _short_name_end(text, place, table)
        if stop <= place or not text[place].isupper():
            break
        words = text[place:stop]
        full = words if _HEAD.match(words) and not words.startswith(("Công an", "Thanh tra")) else f"{kind} {words}".strip()
        found.append(_agency(text, full, place, stop, table))
        end = stop
        separator = re.compile(r"\s*(?:,|;|và)\s*").match(text, stop)
        if not separator:
            break
        place = separator.end()
    return (found, end) if found else ([], at)


def _elliptic_kind(head: re.Match[str]) -> str:
    if head.group(1):
        return "Ủy ban nhân dân " + ("tỉnh" if head.group(1) != "thành phố" else "thành phố")
    kind = head.group(2)
    for word in ("Bộ", "Sở", "Tập đoàn", "Tổng công ty", "Cục", "Vụ", "Ban"):
        if kind.lower().startswith(word.lower()):
            return word
    return "" if kind in ("cơ quan", "đơn vị") else kind.split(",")[0]


def _short_name_end(text: str, at: int, table: AgencyTable) -> int:
    for name in N.COMMA_NAMES:
        if text[at : at + len(name)].lower() == name.lower():
            return at + len(name)
    for name in table.names:
        for short in (name, re.sub(r"^(?:Bộ|Tỉnh|Thành phố) ", "", name)):
            if text.startswith(short, at) and not text[at + len(short) : at + len(short) + 1].isalnum():
                return at + len(short)
    return _form_end(text, at)


def _form_end(text: str, at: int) -> int:
    """Where a name that begins at `at` ends, judged by form: at punctuation or where the predicate begins."""
    place = at
    first = True
    while place < len(text):
        for name in N.COMMA_NAMES:
            if text.startswith(name, place):
                place += len(name)
                break
        if place >= len(text) or (not first and _stops(text, place)):
            break
        word = _INNER.match(text, place) or _compound(text, place, first) or _WORD.match(text, place)
        if not word:
            break
        place = word.end()
        first = False
        space = re.compile(r"\s(?=[^\s])").match(text, place)
        if not space or _stops(text, place):
            break
        place = space.end()
    return len(text[:place].rstrip(" ,;:-–")) if place > at else at


def _compound(text: str, place: int, first: bool) -> re.Match[str] | None:
    """ "Đào tạo", "Xây dựng": a field of work named by a verb, with a capital, inside a name."""
    if not text[place : place + 1].isupper() or not (first or text[:place].endswith(("và ", "- "))):
        return None
    return _FIELD.match(text, place)


def _stops(text: str, place: int) -> bool:
    rest = re.match(r"\s*và (?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+)", text[place:])
    if rest and not _HEAD.match(text, place + rest.end()) and not re.match(r"(?:Ủy|Uỷ|UBND|các|Chủ tịch|Giám đốc)", text[place + rest.end() :]):
        return False
    dash = re.match(r"\s*[-–] (?=[A-ZĐ])(?!Cơ quan|Trưởng|Phó|Thường)", text[place:])
    if dash:
        return False
    return _STOP.match(text, place) is not None


@lru_cache(maxsize=4)
def _by_first_word(table_names: tuple[str, ...]) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for name in table_names:
        out.setdefault(even_tones(name.split(" ")[0]), []).append(name)
    return out


def _named_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    chief = _CHIEF.match(text, at)
    start = chief.end() if chief else at
    known = _known_end(text, start, table)
    known = _over_level(text, known) if known else known
    if known and not _goes_on(text, known):
        return [_agency(text, text[start:known], start, known, table)], known
    head = _HEAD.match(text, start)
    if head:
        end = _past_head(text, head)
        return [_agency(text, text[start:end].strip(), start, end, table)], end
    if known:
        return [_agency(text, text[start:known], start, known, table)], known
    place = _BARE_PLACE.match(text, start)
    if place and (chief or text[start].isupper() or " " in place.group()):
        return [_agency(text, place.group(), start, place.end(), table)], place.end()
    return [], at


_TRADE = re.compile(r"\s*(?:cấp (?:nước|điện)|cung cấp|cung ứng|quản lý|khai thác|sử dụng|thi công|vận hành|kinh doanh|sản xuất|điện lực|viễn thông|chủ quản|tư vấn|xuất khẩu|nhập khẩu|truyền thông|báo chí|hoạt động|hành nghề|y tế|giáo dục)\b")
_STRONG = re.compile(r"\b(?:có trách nhiệm|chịu trách nhiệm|khẩn trương|chủ động|phải|cần|tiếp tục|tập trung|thực hiện nghiêm|phối hợp|kịp thời|tăng cường)\b")


def is_trade(text: str, at: int) -> bool:
    """Words that tell a group's trade stand at `at`: "sử dụng ngân sách nhà nước"."""
    return _TRADE.match(text, at) is not None


def _trade_end(text: str, at: int) -> int | None:
    """The end of "các đơn vị cấp nước sạch trên địa bàn": a group named by its trade, up to a plain predicate."""
    strong = _STRONG.search(text, at)
    if not _TRADE.match(text, at) and not (strong and "trách nhiệm" in strong.group() and re.match(r" [a-zà-ỹ]", text[at:]) and not _stops(text, at)):
        return None
    if not strong or strong.start() - at > 130 or re.search(r"[.;:]", text[at : strong.start()]):
        return None
    return len(text[: strong.start()].rstrip(" ,"))


def _plural_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    """ "các Tập đoàn", "doanh nghiệp xuất khẩu", "cơ quan báo chí": kinds of bodies that are no token."""
    article = _ARTICLE.match(text, at)
    head = _PLURAL.match(text, article.end() if article else at)
    if not head or (not article and at and not _SEPARATOR.fullmatch(text[max(0, at - 2) : at].lstrip() or " ") and text[at].islower()):
        return [], at
    end = head.end()
    space = re.compile(r" (?=\S)").match(text, end)
    if space and not _stops(text, end):
        end = _form_end(text, space.end())
    return [Agency(text[at:end], None, at, end, text[at:end])], end


def _past_head(text: str, head: re.Match[str]) -> int:
    end = _name_end(text, head)
    twice = re.compile(r" (?:Bộ|Sở|Ủy ban|Uỷ ban|UBND) ").search(text, head.end(), end)
    return twice.start() if twice and head.group() in ("Bộ", "Sở") else end


def _name_end(text: str, head: re.Match[str]) -> int:
    end = head.end()
    space = re.compile(r" (?=\S)").match(text, end)
    if space and not (_STANDS_ALONE.fullmatch(head.group()) and _stops(text, end)) and not text[end:].startswith(" và "):
        end = max(end, _form_end(text, space.end()))
    joint = _JOINT.match(text, end) if head.group().startswith("Văn phòng") else None
    if text[:end].endswith(("ỉnh ủy", "ỉnh uỷ")):
        joint = _PARTY_PAIR.match(text, end)
    return _over_level(text, joint.end() if joint else end)


def _over_level(text: str, at: int) -> int:
    """Past "cấp tỉnh", "các tỉnh, thành phố trực thuộc Trung ương", which belong to the name before them."""
    level = _LEVEL.match(text, at)
    return level.end() if level else at


def _known_end(text: str, at: int, table: AgencyTable) -> int | None:
    word = _WORD.match(text, at)
    if not word:
        return None
    for name in _by_first_word(table.names).get(even_tones(word.group()), ()):
        piece = text[at : at + len(name)]
        if piece[:1].isupper() and even_tones(piece) == even_tones(name) and not text[at + len(name) : at + len(name) + 1].isalnum():
            return at + len(name)
    return None


def _goes_on(text: str, at: int) -> bool:
    """The known name is only the start of a longer one: "Thanh tra" in "Thanh tra tỉnh"."""
    rest = text[at:]
    if re.match(r" (?:[A-ZĐÀ-Ỹ][a-zà-ỹ]+)", rest) and not re.match(r" (?:Chủ|Phối|Trưởng|Các|Báo|Văn|Đề|Kế|Tháng|Quý|Thường|Năm)\b", rest):
        opening = text[:at].split()[-3:]
        return len(opening) < 3 or not any(word in ("Bộ", "phủ", "nước", "Nam") for word in opening)
    if re.match(r" (?:tỉnh|thành phố|khu vực|cấp|nhân dân)\b", rest):
        return True
    return False


def _person_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    person = _PERSON.match(text, at)
    if not person:
        return [], at
    end = person.end()
    if re.search(r"Trưởng [Bb]an [Cc]hỉ đạo$|Ban [Cc]hỉ đạo$|Tổ [Cc]ông tác$|UBND$|Ủy ban$", person.group()):
        tail = re.compile(r" (?:của |các )?(?=\S)").match(text, end)
        if tail and not _stops(text, end):
            end = _form_end(text, tail.end())
            more = re.compile(r"(?:, (?:ngành|địa phương))+").match(text, end)
            end = more.end() if more else end
    return [_agency(text, text[at:end], at, end, table)], end


def _group_at(text: str, at: int, table: AgencyTable) -> tuple[list[Agency], int]:
    article = _ARTICLE.match(text, at)
    place = article.end() if article else at
    kinds: list[str] = []
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
        kinds.append(kind)
        end = stop
        tail = _GROUP_TAIL.match(text, end)
        while tail:
            end = tail.end()
            tail = _GROUP_TAIL.match(text, end)
        lien_quan = _LIEN_QUAN.match(text, end)
        if lien_quan:
            end = lien_quan.end()
            related.update(range(opened, len(kinds)))
            tail = _GROUP_TAIL.match(text, end)
            end = tail.end() if tail else end
        separator = _GROUP_SEP.match(text, end)
        if not separator:
            break
        if separator.group(1) or re.match("UBND|[ỦUủ][yỷ] ban|Uỷ ban", text[separator.end() :]):
            opened = len(kinds)
        place = separator.end()
    if not kinds:
        return [], at
    bound = _BOUND.match(text, end)
    if bound and not related:
        stop = _bounded_end(text, end)
        name = re.sub(r"^(?:[Cc]ác )?(?:Chủ tịch|Giám đốc|Thủ trưởng) ", "", text[at:stop])
        return [Agency(name, None, at, stop, text[at:stop])], stop
    trade = _trade_end(text, end) if set(kinds) == {"agency"} and not related else None
    if trade:
        return [Agency(text[at:trade], None, at, trade, text[at:trade])], trade
    tokens = _tokens(kinds, related)
    return [Agency(t, None, at, end, text[at:end]) for t in tokens], end


def _may_stand_bare(text: str, place: int, kind: str, stop: int) -> bool:
    """Without "các" only a group with its own plural sense counts: "UBND các xã, phường", "sở, ban, ngành"."""
    words = text[place:stop]
    if kind in ("province", "commune", "district", "subunit"):
        return re.search(r"UBND|[bB]an nhân dân|, ", words) is not None
    if kind in ("ministry", "department"):
        return "," in words or re.search(r"trưởng|Giám đốc|giám đốc", words) is not None or re.match(r", (?:ban|ngành|cơ quan)", text[stop:]) is not None
    return re.match(r"[Cc]ơ quan, (?:đơn vị|tổ chức)|[Tt]hủ trưởng (?:các )?cơ quan", text[place:]) is not None


def _group_part(text: str, at: int) -> tuple[str, int] | None:
    best: tuple[str, int] | None = None
    for kind, pattern in _GROUP_PARTS:
        found = pattern.match(text, at)
        if found and found.end() > at and (best is None or found.end() > best[1]):
            best = (kind, found.end())
    if best and best[0] == "agency" and re.match(r" (?:[A-ZĐ](?![Hh]ính phủ))", text[best[1] :]):
        return None
    return best


def _bounded_end(text: str, at: int) -> int:
    place = at
    opened = re.compile(r"\s*(?:được (?:giao|phân công)(?: (?:chủ trì|nhiệm vụ|thực hiện))*|có|từ|đã|chưa|tại|nêu trên|do)?\s*").match(text, at)
    place = opened.end() if opened else at
    stop = re.compile(
        r"[,;:.]|\b(?:Các|Bộ|Báo cáo|Đề án|Kế hoạch|Quyết định|Nghị|Văn bản|Thông tư|Chương trình|Hệ thống|Cơ sở|Hồ sơ|Quý|Tháng|Thường xuyên|Năm|Hằng|có trách nhiệm|theo|chịu trách nhiệm|khẩn trương|chủ động|tiếp tục|tập trung|thường xuyên|chủ trì|phối hợp|căn cứ|theo chức năng|tổ chức|kịp thời|phải|cần|rà soát|xây dựng|hoàn thành|báo cáo|trong việc)\b"
    ).search(text, place)
    end = stop.start() if stop else len(text)
    return len(text[:end].rstrip())


def _tokens(kinds: list[str], related: set[int]) -> list[str]:
    seen = {kind for i, kind in enumerate(kinds) if i not in related}
    out = [GROUP_TOKENS[kind] for kind in GROUP_TOKENS if kind in seen and kind != "agency"]
    if "agency" in seen and not related and (not out or out == ["ALL_PROVINCES"]):
        out = [GROUP_TOKENS["agency"]]
    return [RELATED, *out] if related and min(related) == 0 else [*out, *([RELATED] if related else [])]


def _over_apposition(text: str, at: int) -> int:
    """Past "(…)" and " - Cơ quan thường trực Ban Chỉ đạo …" that only explain who it is."""
    charge = re.compile(r" (?:phụ trách(?: lĩnh vực| khối)?|theo (?:lĩnh vực|nhiệm vụ) (?:được )?(?:phân công|phụ trách))").match(text, at)
    if charge:
        at = charge.end()
    bracket = re.compile(r"\s*\([^()]{1,200}\)").match(text, at)
    if bracket:
        at = bracket.end()
    dash = re.compile(r"\s*[-–,]\s*(?:[Cc]ơ quan [Tt]hường trực|[Cc]ơ quan đầu mối|Trưởng Ban|Phó Trưởng Ban|với vai trò|là cơ quan)").match(text, at)
    if not dash:
        return at
    place = dash.end()
    stop = re.compile(r"[:;]|\b(?:chủ trì|có trách nhiệm|đề nghị|khẩn trương|chủ động|phối hợp|tổng hợp|theo dõi|tiếp tục)\b|$").search(text, place)
    return len(text[: stop.start()].rstrip(" ,")) if stop else at
