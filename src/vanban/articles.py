"""Reads what a web article says of the paper it retells."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.agencies import AgencyTable
from vanban.blocks import Block
from vanban.grammar import heads as grammar
from vanban.issuers import issuer_by_symbol
from vanban.text import squeeze


@dataclass(frozen=True)
class RetoldPaper:
    """What an article says of a paper."""

    #: "78"; None when only the kind of paper is told
    number: str | None
    #: "CĐ-TTg"
    symbol: str | None
    #: "công điện"
    kind: str
    #: by the symbol, or as the article tells
    issuer: str | None
    #: the fullest date given
    date: str | None
    #: what it is about
    subject: str | None
    #: "78/CĐ-TTg"
    full_number: str | None


def retold_paper(blocks: tuple[Block, ...], table: AgencyTable) -> RetoldPaper | None:
    """The paper an article retells: the one it names most, first and as just issued; None when it names none."""
    weights: dict[str, int] = {}
    first: dict[str, re.Match[str]] = {}
    for i, block in enumerate(blocks):
        for m in grammar.ARTICLE_NAME.finditer(block.text):
            key = f"{m.group('number')}/{m.group('symbol')}"
            first.setdefault(key, m)
            before = block.text[max(0, m.start() - 30) : m.start()]
            issued = re.search(r"(?:ban hành|ký|vừa có|đã có|[Tt]oàn văn) $", before) is not None
            quoted = re.search(r"(?:[Tt]ại|[Tt]heo|nội dung) $", before) is not None
            weights[key] = weights.get(key, 0) + (5 if i == 0 else 2 if i < 5 else 1) + (3 if issued else quoted)
    if not weights:
        return _unnumbered(blocks)
    return _retold(blocks, first[max(weights, key=lambda k: weights[k])], table)


def _unnumbered(blocks: tuple[Block, ...]) -> RetoldPaper | None:
    """A paper told by its kind alone: "Bộ trưởng … ký ban hành chỉ thị về …", "Chỉ thị số 06 về …"."""
    for block in blocks[:4]:
        m = grammar.ARTICLE_KIND.regex.search(block.text)
        if m:
            kind = "công văn" if m.group("kind").lower() == "văn bản" else m.group("kind").lower()
            day, about = _date_near(block.text, m), _subject(block.text, m)
            return RetoldPaper(m.group("number"), None, kind, _teller(block.text, m), day, about, None)
    return None


def _teller(text: str, m: re.Match[str]) -> str | None:
    found = re.search(r"(?:^|[,.] |\d )([A-ZĐỦ][^,.;:]{3,110}?) (?:vừa |đã |mới )*$", text[: m.start()])
    return _tidy_issuer(found.group(1)) if found else None


def _retold(blocks: tuple[Block, ...], first: re.Match[str], table: AgencyTable) -> RetoldPaper:
    number, symbol = first.group("number"), first.group("symbol").replace(" ", "")
    own = f"{number}{first.group('cut')}{symbol}"
    kind = grammar.KINDS.get(re.split(r"[-/]", re.sub(r"^20\d\d/", "", symbol))[0]) or (
        "công văn" if first.group("kind").lower() == "văn bản" else first.group("kind").lower()
    )
    day: str | None = None
    subject: str | None = None
    issuer = issuer_by_symbol(symbol, table)
    for block in blocks:
        for m in grammar.ARTICLE_NAME.finditer(block.text):
            if m.group("number") != number:
                continue
            day = _longer(_longer(day, _date_near(block.text, m)), _written_date(m))
            subject = subject or _subject(block.text, m)
            issuer = issuer or _issuer(block.text, m) or _issuer_after(block.text, m)
    return RetoldPaper(number, symbol, kind, issuer, day, subject, own)


def _written_date(m: re.Match[str]) -> str | None:
    if m.group("d"):
        return f"{m.group('y')}-{int(m.group('m')):02}-{int(m.group('d')):02}"
    return m.group("only")


def _date_near(text: str, m: re.Match[str]) -> str | None:
    before = re.search(
        r"[Nn]gày (\d{1,2})[/.-](\d{1,2})[/.-](\d{4})[.,]? [^.]{3,220}(?:ban hành|ký|có)(?: ban hành)? $",
        text[: m.start()],
    )
    if not before:
        return None
    return f"{before.group(3)}-{int(before.group(2)):02}-{int(before.group(1)):02}"


def _subject(text: str, m: re.Match[str]) -> str | None:
    found = re.match(
        (
            r"(?: của [^.,;]{3,80}?| gửi [^.;]{3,120}?)?,? (?:(?:[Vv]ề việc|[Vv]ề|quy định|ban hành"
            r"|phê duyệt|hướng dẫn) |(?=[Kk]ết luận))(.{15,400}?)(?:[.;]|$| trong đó| \(|, (?:trong|theo|yêu cầu))"
        ),
        text[m.end() :],
    )
    return squeeze(found.group(1)).strip(" .,*") if found else None


def _issuer(text: str, m: re.Match[str]) -> str | None:
    found = re.search(
        r"(?:\d{4},? |^|\. |[-–] |\) )([A-ZĐỦ](?:[^.;]|(?<=TP)\.){3,150}?) (?:vừa |đã |mới |cũng )*(?:ban hành"
        r"|ký|có|ra|phát đi|gửi)(?: ban hành| ký)?(?: \w+ \w+)?(?: bản)? $",
        text[: m.start()],
    )
    return _tidy_issuer(found.group(1)) if found else None


def _issuer_after(text: str, m: re.Match[str]) -> str | None:
    """ "Kế hoạch 88/KH-UBND ngày … của UBND tỉnh X": who issued it stands after it."""
    found = re.match(
        r"(?: ngày [\d/]+)?(?: năm \d{4})? (?:của|do) ((?:Chủ tịch )?[A-ZĐỦ][\wà-ỹ.]*(?: [\wà-ỹ.,]+?){1,12}?)"
        r"(?= (?:về|quy định|ban hành|gửi|yêu cầu|giao|có|là|thì|hướng dẫn|vừa)\b|[.;:(]|$)",
        text[m.end() :],
    )
    return _tidy_issuer(found.group(1)) if found else None


def _tidy_issuer(name: str) -> str | None:
    """The agency itself: without the day before it, the paper's sign, the chief's post."""
    name = re.sub(
        r"^(?:Để|Nhằm|Thực hiện|Triển khai|Trước|Theo|Căn cứ|Tiếp tục|Liên quan)[^,]{3,160}, (?=[A-ZĐỦU])", "", name
    )
    name = re.sub(r"^(?:[^-–]{2,30} [-–] )?(?:(?:Ngày|Sáng|Chiều|Hôm)[^,]{1,40}, )?", "", name)
    name = re.sub(
        r"^(?:Chủ tịch|Phó Chủ tịch|Bộ trưởng|Thứ trưởng|Giám đốc|Cục trưởng) (?=UBND|Ủy ban|Bộ|Sở|Cục)", "", name
    )
    name = re.sub(r" (?:vừa|đã|mới|cũng)$", "", name.strip(" ,"))
    return name if re.match(r"[A-ZĐỦU]", name) and len(name) < 160 else None


def _longer(a: str | None, b: str | None) -> str | None:
    return b if len(b or "") > len(a or "") else a
