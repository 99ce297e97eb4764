"""Looks at the name of a task as it is typed: has it a product, one lead, a date, a plain verb, and one thing to do?

The flags only ask; a person decides. Every rule is data: its Vietnamese sentence, names it flags and names it leaves.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from vanban.agencies import GROUP_TOKENS, RELATED
from vanban.likeness.parse import parse
from vanban.text import even_tones, nfc, squeeze


@dataclass(frozen=True, slots=True)
class Name:
    """What was typed, spaces evened."""

    title: str
    product: str = ""
    lead: str = ""
    deadline: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """One thing to look at again."""

    #: id of the rule
    code: str
    #: for the person typing
    sentence: str
    #: the words concerned; empty when something is missing
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What makes a name unclear."""

    code: str
    sentence: str
    #: the words concerned when the name breaks the rule, "" when something is missing, None when it is clear
    check: Callable[[Name], str | None]
    #: names it flags
    flagged: tuple[Name, ...]
    #: names it leaves alone
    left: tuple[Name, ...]


#: Groups, not units: with everybody in the lead nobody is.
_EVERYBODY = frozenset((*GROUP_TOKENS.values(), RELATED))
_GROUP = re.compile(r"^(?:các|những|mọi|tất cả)\s", re.IGNORECASE)
#: between two units; "và" and commas inside one name ("Bộ Văn hóa, Thể thao và Du lịch") are followed by no such head
_NEXT_UNIT = re.compile(
    r"\s*[;\n]\s*|\s*(?:,|và)\s+(?=(?:Bộ|Sở|UBND|Ủy ban|Uỷ ban|Văn phòng|Ban|Cục|Vụ|Viện|Thanh tra|Ngân hàng|Tỉnh"
    r"|Thành phố"
    r"|[A-ZĐ]{2,})\b)"
)
_DATE = re.compile(
    r"\d{4}-\d{2}-\d{2}|(?:\d{1,2}/){1,2}\d{4}|(?:quý\s+(?:[1-4]|I{1,3}|IV)[/\s]|năm\s+)(?:năm\s+)?\d{4}"
)
#: Verbs that promise effort and no result, as resolutions of principle write them.
VAGUE_VERBS = (
    "tăng cường", "đẩy mạnh", "thúc đẩy", "nâng cao", "quan tâm", "chú trọng", "tiếp tục", "từng bước", "tập trung",
    "phối hợp",
    "tích cực", "chủ động", "quán triệt", "khuyến khích", "đổi mới", "phát huy", "tạo điều kiện", "tạo chuyển biến",
    "cải thiện",
    "coi trọng", "không ngừng", "góp phần", "hướng tới",
)  # fmt: skip
_VAGUE = re.compile(rf"(?:{'|'.join(map(even_tones, VAGUE_VERBS))})\b")


def _no_product(name: Name) -> str | None:
    return None if name.product else ""


def _no_single_lead(name: Name) -> str | None:
    if not name.lead:
        return ""
    units = [unit for unit in _NEXT_UNIT.split(name.lead) if unit]
    is_one = len(units) == 1 and units[0] not in _EVERYBODY and not _GROUP.match(units[0])
    return None if is_one else name.lead


def _no_date(name: Name) -> str | None:
    return None if _DATE.search(name.deadline) else name.deadline


def _vague_verb(name: Name) -> str | None:
    found = _VAGUE.match(even_tones(name.title))
    return name.title[: found.end()] if found else None


def _two_tasks(name: Name) -> str | None:
    return name.title if parse(name.title).orders > 1 else None


_CLEAR = Name("Ban hành quy chế sử dụng xe công", "Quyết định", "Sở Tài chính", "2026-09-30")

RULES = (
    Rule(
        "no_product",
        "Chưa nêu sản phẩm: ghi văn bản, hệ thống hoặc kết quả phải giao để biết khi nào xong.",
        _no_product,
        (Name("Rà soát quy định về bến bãi", "", "BXD", "2026-10-31"),),
        (_CLEAR,),
    ),
    Rule(
        "no_single_lead",
        "Chưa rõ một cơ quan chủ trì: chọn một cơ quan, các cơ quan khác ghi vào phối hợp.",
        _no_single_lead,
        (
            Name("Lập bản đồ ngập lụt đô thị", "Bản đồ", "", "2026-12-31"),
            Name("Lập bản đồ ngập lụt đô thị", "Bản đồ", "BXD;BNNMT", "2026-12-31"),
            Name("Lập bản đồ ngập lụt đô thị", "Bản đồ", "Bộ Xây dựng và Bộ Quốc phòng", "2026-12-31"),
            Name("Lập bản đồ ngập lụt đô thị", "Bản đồ", "ALL_PROVINCES", "2026-12-31"),
            Name("Lập bản đồ ngập lụt đô thị", "Bản đồ", "Các bộ, ngành, địa phương", "2026-12-31"),
        ),
        (
            _CLEAR,
            Name("Lập hồ sơ di sản", "Hồ sơ", "Bộ Văn hóa, Thể thao và Du lịch", "2026-12-31"),
            Name("Lập hồ sơ di sản", "Hồ sơ", "BVHTTDL", "2026-12-31"),
        ),
    ),
    Rule(
        "no_date",
        "Chưa có thời hạn: ghi một ngày, một tháng hoặc một quý cụ thể.",
        _no_date,
        (
            Name("Kiểm kê rừng ngập mặn", "Báo cáo", "BNNMT", ""),
            Name("Kiểm kê rừng ngập mặn", "Báo cáo", "BNNMT", "trong thời gian tới"),
        ),
        (
            _CLEAR,
            Name("Kiểm kê rừng ngập mặn", "Báo cáo", "BNNMT", "tháng 6/2026"),
            Name("Kiểm kê rừng ngập mặn", "Báo cáo", "BNNMT", "quý III/2026"),
            Name("Kiểm kê rừng ngập mặn", "Báo cáo", "BNNMT", "năm 2027"),
        ),
    ),
    Rule(
        "vague_verb",
        "Động từ chung chung: thay bằng việc làm ra kết quả (xây dựng, ban hành, hoàn thành, kiểm tra…).",
        _vague_verb,
        (
            Name("Tăng cường quản lý bến thủy nội địa", "Báo cáo", "BXD", "2026-12-31"),
            Name("Đẩy mạnh tuyên truyền phòng cháy", "Báo cáo", "BCA", "2026-12-31"),
            Name("Phối hợp thực hiện tốt công tác dân vận", "Báo cáo", "BNV", "2026-12-31"),
        ),
        (_CLEAR, Name("Xây dựng đề án nâng cao chất lượng nước sạch", "Đề án", "BNNMT", "2026-12-31")),
    ),
    Rule(
        "two_tasks",
        "Tên gộp từ hai việc trở lên: tách mỗi việc thành một nhiệm vụ để theo dõi riêng.",
        _two_tasks,
        (
            Name("Xây dựng đề án bảo tồn làng gốm; tổ chức hội chợ sản phẩm thủ công", "Đề án", "BCT", "2026-12-31"),
            Name(
                "Ban hành giá dịch vụ thoát nước và kiểm tra các trạm bơm tiêu úng", "Quyết định", "BXD", "2026-12-31"
            ),
        ),
        (
            _CLEAR,
            Name("Xây dựng, ban hành và triển khai quy hoạch bến cảng", "Quyết định", "BXD", "2026-12-31"),
            Name("Lập danh mục hồ, ao, đầm không được san lấp", "Danh mục", "BNNMT", "2026-12-31"),
        ),
    ),
)


def check_name(title: str, product: str = "", lead: str = "", deadline: str = "") -> tuple[Flag, ...]:
    """What is unclear in the name of a task, in the order of the rules; nothing when it is clear."""
    name = Name(*(squeeze(nfc(part)) for part in (title, product, lead, deadline)))
    found = ((rule, rule.check(name)) for rule in RULES)
    return tuple(Flag(rule.code, rule.sentence, words) for rule, words in found if words is not None)
