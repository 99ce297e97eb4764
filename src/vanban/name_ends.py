"""Judges by form where the name of an agency ends and its predicate begins."""

from __future__ import annotations

import re
from functools import lru_cache

from vanban.grammar import names as naming
from vanban.text import fold

_SPACE = re.compile(r"\s(?=[^\s])")


def form_end(text: str, at: int) -> int:
    """Where a name that begins at `at` ends, judged by form: at punctuation or where the predicate begins."""
    place = at
    first = True
    while place < len(text):
        phrase = phrase_end(text, place)
        if phrase is None and not first and stops(text, place):
            break
        word = naming.INNER.match(text, place) or compound(text, place, first) or naming.WORD.match(text, place)
        if phrase is None and not word:
            break
        place = max(phrase or 0, word.end() if word else 0)
        first = False
        level = naming.LEVEL.match(text, place)
        if level:
            return level.end()
        space = _SPACE.match(text, place)
        if not space or (stops(text, place) and phrase_end(text, space.end()) is None):
            break
        place = space.end()
    return len(text[:place].rstrip(" ,;:-–")) if place > at else at


@lru_cache(maxsize=1)
def _phrases() -> dict[str, tuple[tuple[str, str], ...]]:
    """Phrases of names by their first letter, each with its folded form."""
    out: dict[str, list[tuple[str, str]]] = {}
    for name in naming.COMMA_NAMES:
        out.setdefault(name[0], []).append((name, fold(name)))
    return {letter: tuple(sorted(names, key=lambda n: -len(n[0]))) for letter, names in out.items()}


def phrase_end(text: str, place: int) -> int | None:
    """Where a phrase ends that holds a comma or a verb but belongs to a name; letters' marks may be damaged."""
    for name, folded in _phrases().get(text[place : place + 1], ()):
        end = place + len(name)
        piece = text[place:end]
        if piece == name or ("," in name and piece[:3] == name[:3] and fold(piece) == folded):
            return end
    return None


def compound(text: str, place: int, first: bool) -> re.Match[str] | None:
    """ "Đào tạo", "Xây dựng": a field of work named by a verb, with a capital, inside a name."""
    if not text[place : place + 1].isupper() or not (first or text[:place].endswith(("và ", "- "))):
        return None
    return naming.FIELD.match(text, place)


def stops(text: str, place: int) -> bool:
    rest = re.match(r"\s*và (?=[A-ZĐÀ-Ỹ][a-zà-ỹ]+)", text[place:])
    if (
        rest
        and not naming.HEAD.match(text, place + rest.end())
        and not re.match(
            r"(?:Ủy|Uỷ|UBND|các|Các|Chủ tịch|Giám đốc|Thủ tướng|Phó |Bộ trưởng|Thủ trưởng|Trưởng |Chánh |Bí thư)",
            text[place + rest.end() :],
        )
    ):
        return False
    if re.match(r" các ", text[place:]) and not re.search(r"(?:lý|ủy|uỷ|hiệp|hội|an|viên|Thuế|đạo)$", text[:place]):
        return True
    dash = re.match(r"\s*[-–] (?=[A-ZĐ])(?!Cơ quan|Trưởng|Phó|Thường)", text[place:])
    if dash:
        return False
    return naming.STOP.match(text, place) is not None


def trade_end(text: str, at: int) -> int | None:
    """The end of "các đơn vị cấp nước sạch trên địa bàn": a group named by its trade, up to a plain predicate."""
    strong = naming.STRONG.search(text, at)
    if not naming.TRADE.match(text, at) and not (
        strong and "trách nhiệm" in strong.group() and re.match(r" [a-zà-ỹ]", text[at:]) and not stops(text, at)
    ):
        return None
    if not strong or strong.start() - at > 130 or re.search(r"[.;:]", text[at : strong.start()]):
        return None
    return len(text[: strong.start()].rstrip(" ,"))


def is_trade(text: str, at: int) -> bool:
    """Words that tell a group's trade stand at `at`: "sử dụng ngân sách nhà nước"."""
    return naming.TRADE.match(text, at) is not None


def past_head(text: str, head: re.Match[str]) -> int:
    end = name_end(text, head)
    another = naming.ANOTHER.search(text, head.end() + 1, end) if head.group() in naming.PLAIN_HEADS else None
    return another.start() if another else end


def name_end(text: str, head: re.Match[str]) -> int:
    end = head.end()
    space = re.compile(r" (?=\S)").match(text, end)
    if (
        space
        and not (
            naming.STANDS_ALONE.fullmatch(head.group()) and stops(text, end) and phrase_end(text, space.end()) is None
        )
        and not text[end:].startswith(" và ")
    ):
        end = max(end, form_end(text, space.end()))
    joint = naming.JOINT.match(text, end) if head.group().startswith("Văn phòng") else None
    joint = naming.PRESS_JOINT.match(text, end) if head.group() == "Báo" else joint
    if text[:end].endswith(("ỉnh ủy", "ỉnh uỷ")):
        joint = naming.PARTY_PAIR.match(text, end)
    if (
        re.search(r"^(?:Ban [Cc]hỉ đạo|Tổ [Cc]ông tác|Hội đồng)", text[head.start() : end])
        and text.startswith(" về ", end)
        and not text.startswith(" về việc", end)
    ):
        end = form_end(text, end + 4)
    elif re.search(r"^(?:Ban [Cc]hỉ đạo|Tổ [Cc]ông tác|Hội đồng)", text[head.start() : end]) and text[:end].endswith(
        " về"
    ):
        end = form_end(text, end + 1)
    return over_level(text, joint.end() if joint else end)


def over_level(text: str, at: int) -> int:
    """Past "cấp tỉnh", "các tỉnh, thành phố trực thuộc Trung ương", which belong to the name before them."""
    level = naming.LEVEL.match(text, at)
    return level.end() if level else at


#: a group told by its region: its name holds no verb
_REGION = re.compile(r"\s*(?:phía|miền|vùng|khu vực|ven|biên giới|từ)\b")


def bounded_end(text: str, at: int) -> int:
    place = at
    opened = re.compile(
        r"\s*(?:được (?:giao|phân công)(?: (?:chủ trì|nhiệm vụ|thực hiện))*|có|từ|đã|chưa|tại|nêu trên|do)?\s*"
    ).match(text, at)
    place = opened.end() if opened else at
    stop = re.compile(
        r"[,;:.]|\b(?:Các|(?<!Bắc )(?<!Nam )(?<!Trung )Bộ|Báo cáo|Đề án|Kế hoạch|Quyết định|Nghị|Văn bản|Thông tư"
        r"|Chương trình|Hệ thống|Cơ sở|Hồ sơ|Quý|Tháng|Thường xuyên|Năm|Hằng|có trách nhiệm|theo"
        r"|chịu trách nhiệm|khẩn trương|chủ động|tiếp tục|tập trung|thường xuyên|chủ trì"
        r"|bố trí|chỉ đạo|tham mưu|hướng dẫn|triển khai|tăng cường|đẩy mạnh|thực hiện|ban hành|lập|gửi|xem xét"
        r"|đề xuất|kiểm tra|xử lý"
        r"|khắc phục|huy động|chuẩn bị|sẵn sàng|bảo đảm|đảm bảo|theo dõi|cập nhật|hoàn thiện|kêu gọi|sơ tán"
        r"|di dời|công bố|nghiêm túc|cử"
        r"|phối hợp|căn cứ|theo chức năng|tổ chức|kịp thời|phải|cần|rà soát|xây dựng|hoàn thành"
        r"|báo cáo|trong việc)\b"
    ).search(text, place)
    end = stop.start() if stop else len(text)
    if _REGION.match(text, at):
        verb = naming.PREDICATE.search(text, place, end)
        end = verb.start() if verb else end
    return len(text[:end].rstrip())
