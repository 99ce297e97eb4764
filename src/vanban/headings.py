"""Tells headings from clauses, and whom a heading binds."""

from __future__ import annotations

import re

from vanban.agencies import Agency, AgencyTable, list_at
from vanban.capitals import lowered, titled
from vanban.clauses import opens_with_verb, orders
from vanban.grammar import duties as grammar
from vanban.grammar import names as naming
from vanban.name_ends import is_trade
from vanban.outline import Node

#: "Các cơ quan đăng ký đầu tư (Sở A, Sở B)", "Cơ quan chủ trì giải quyết thủ tục": bodies named by their part
_ROLE = re.compile(
    r"(?P<who>(?:[Cc]ác (?:cơ quan|đơn vị)|(?P<one>(?:Cơ quan|Đơn vị) (?=chủ trì|phối hợp"
    r"|được giao|đăng ký|thẩm định)))"
    r"[^.;:()]{3,90}?)(?:\s*\((?P<inside>[^()]{5,400})\))?(?: có trách nhiệm)?"
)


def is_title(node: Node, body: str, table: AgencyTable) -> bool:
    """A clause that only heads what stands under it: an agency's name, a topic, a line in capitals."""
    if heading_leads(body, table):
        return True
    if not node.content:
        return body.isupper() or (len(body) < 100 and node.rank <= 1 and not body.endswith((".", ";")))
    if body.isupper() or node.rank == 0:
        return True
    if len(body) < 260 and node.children and re.match(r"(?:Về|Đối với)\b", body) and not orders(body, table):
        return True
    if len(body) < 260 and not body.endswith((".", ";", ":", ",")) and not body.endswith("./."):
        return not (node.children and body[:1].islower())
    return body.endswith(":") and re.match(r"(?:Về|Đối với|Liên quan|Việc)\b", body) is not None


def heading_leads(body: str, table: AgencyTable) -> tuple[Agency, ...]:
    """The agencies when the text is nothing but their names (with "có trách nhiệm:", "chủ trì, phối hợp …:")."""
    if body.isupper():
        return _capital_leads(body, table)
    given = body.strip(" .:")
    body = re.sub(r"^(?:Đối với|Giao|Đề nghị|Yêu cầu|Trách nhiệm của|Nhiệm vụ của|Phân công)\s+(?=[A-ZĐcỦU])", "", body)
    leads, end = list_at(body, 0, table)
    whose = re.fullmatch(r"(?:Trách nhiệm|Nhiệm vụ) của (?P<who>[a-zà-ỹ][^.;:,]{3,90})", given)
    role = _ROLE.fullmatch(given)
    if role:
        inside = _in_brackets(role.group("inside") or "", table)
        if any(not a.is_group for a in inside) and inside[0].name[:1].isupper():
            return tuple(inside)
        if not role.group("inside") and role.group("one"):
            return (_as_written(role.group("who"), table),)
    if not leads and whose:
        return (_as_written(whose.group("who"), table),)
    if not leads:
        return ()
    rest = body[end:].strip(" .:;,-–")
    trade = re.fullmatch(
        r"(?P<who>(?:[Cc]ác|[Nn]hững) [^.;:]{3,140}?) (?:có trách nhiệm|chịu trách nhiệm)(?: sau)?",
        body.strip(" .:"),
    )
    kind = naming.PLURAL_BODY.match(body)
    if rest and kind and len(body) < 130 and naming.BY_ROLE.match(body, end) and not naming.STRONG.search(body):
        return (_as_written(body.rstrip(" :."), table),)
    if (
        rest
        and is_trade(body, end)
        and all(a.is_group for a in leads)
        and not re.search(r"[.;]", body)
        and len(body) < 160
    ):
        return (_as_written(body.rstrip(" :."), table),)
    if rest and trade and all(a.is_group for a in leads) and not re.match(r"(?:có trách|chịu trách)", rest):
        return (
            ()
            if re.search(r"hộ gia đình|người dân|cá nhân", trade.group("who"))
            else (_as_written(trade.group("who"), table),)
        )
    if rest and len(leads) == 1 and naming.HEAD.match(body) and re.fullmatch(r"(?:trong|về|và) \S+(?: \S+){0,3}", rest):
        return () if opens_with_verb(rest) is not None else (_as_written(body.rstrip(" :."), table),)
    together = re.match(r"(?:có trách nhiệm )?[Cc]hủ trì,? phối hợp(?: chặt chẽ)? với ", rest)
    if together:
        _, stop = list_at(rest, together.end(), table)
        rest = rest[stop:].strip(" .:;,-–") if stop > together.end() else rest
    if rest and not grammar.HEADING_TAIL.regex.match(rest):
        return ()
    return tuple(leads)


def _capital_leads(body: str, table: AgencyTable) -> tuple[Agency, ...]:
    """A heading in capitals that is nothing but names: "1. SỞ Y TẾ", "II. CÁC BỘ, NGÀNH, ĐỊA PHƯƠNG"."""
    words = lowered(body.strip(" .:"))
    if words.isupper() or len(words) > 200:
        return ()
    return tuple(titled(a, table) for a in heading_leads(words, table))


def _in_brackets(text: str, table: AgencyTable) -> list[Agency]:
    """The names a bracket lists; a name may hold a verb ("Khu Nông nghiệp ứng dụng Công nghệ cao")."""
    text = re.sub(r"^(?:bao )?gồm:?\s*", "", text)
    pieces = re.split(r",\s+(?=[A-ZĐ])|\s+và\s+(?=[A-ZĐ])", text)
    if ":" not in text and len(pieces) > 1 and all(naming.HEAD.match(piece) for piece in pieces):
        return [_as_written(piece.strip(), table) for piece in pieces]
    return list_at(text, 0, table)[0]


def named_at_end(text: str, table: AgencyTable) -> tuple[Agency, ...]:
    """The agencies with which a lead-in ends: "… yêu cầu Bộ Y tế:"."""
    directives = list(grammar.DIRECTIVE.regex.finditer(text))
    if not directives:
        return ()
    leads, end = list_at(text, directives[-1].end(), table)
    return () if text[end:].strip(" :") else tuple(leads)


def _as_written(name: str, table: AgencyTable) -> Agency:
    return Agency(name, table.code_of(name), 0, 0, name)
