"""Reads one clause: who is ordered, by what words, together with whom; several subjects give several orders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vanban.agencies import Agency, AgencyTable, list_at
from vanban.capitals import opening_lowered, titled
from vanban.grammar import duties as grammar
from vanban.grammar import quiet, verbs
from vanban.text import fold

_VERB = re.compile(rf"(?<![\wà-ỹ])(?:{verbs.VERBS})(?![\wà-ỹ])", re.IGNORECASE)
_SENTENCE = re.compile(r"(?:(?<=[a-zà-ỹ\d)”\"])\.|;)\s+(?=\S)")
_LINK = re.compile(
    r"(?:(?:đồng thời|do đó|vì vậy|theo đó|trong đó|bên cạnh đó|ngoài ra|riêng|và),?\s+)*", re.IGNORECASE
)
_TOPIC = re.compile(r"^(?:Về|Đối với|Việc|Liên quan|Nội dung|V/v)\b[^:]{5,1200}?:\s+(?=\S)")
_AFTER_OPENER = re.compile(r",\s+(?=(?:[A-ZĐỦU]|các |sở|đề nghị|yêu cầu|giao|[qQ]uý))")


#: "Hằng tháng báo cáo Chính phủ, Thủ tướng …": what follows is a second recipient, no subject
_REPORTED_TO = re.compile(r"(?:Hằng|Hàng|Định kỳ)\b[^,]*(?:báo cáo|gửi|trình) [^,]*")
_LOCALITIES = re.compile(r"(?:,| và)? ?(?:các )?địa phương(?: liên quan)?(?![\wà-ỹ])")
_FOLDED_VERBS = frozenset(fold(word) for word in f"{verbs.VERBS}|{verbs.ADVERBS}".split("|") if " " in word)


#: who may stand before "giao cho"; after a thing it only tells to whom that was given
_GIVES = re.compile(
    r"(?:^|[.;:,] |(?:UBND|Ủy ban|Thủ tướng|Chủ tịch|Bộ trưởng|Bộ|Sở|Chính phủ|tỉnh|thành phố|TP)(?: [^.;:,]{1,40})? )"
    r"(?:cũng |đã |đồng thời )?$"
)
#: "được giao", "đã giao", "nhiệm vụ giao": told, not ordered
_HANDED = re.compile(r"(?:được|đã|theo|nhiệm vụ|do|tổ chức|kinh phí|sau khi) $")
#: "Đối với Bộ X, Phó Thủ tướng yêu cầu khẩn trương …": the agency stands before the directive
_ABOUT = re.compile(r"(?:Riêng )?(?:[Đđ]ối với|Với) (?=[A-ZĐUỦ]|các )")
_TOLD = re.compile(
    r"\s*,\s*(?:[^,.;:]{0,60} )?(?:yêu cầu|đề nghị|giao|lưu ý|chỉ đạo)(?: nhiệm vụ)?:? (?:cần |phải )?"
    rf"(?=(?:{verbs.VERBS}|{verbs.ADVERBS})(?![\wà-ỹ]))"
)
#: orders to citizens and enterprises in general are no assignments
_PUBLIC = re.compile(
    r"(?:[Cc]ác |[Nn]hững |[Cc]ộng đồng )?(?:[Cc]á nhân|[Hh]ộ |[Nn]gười |[Nn]hà đầu tư|[Nn]hà thầu"
    r"|[Dd]oanh nghiệp(?:,? (?:và|trong nước|trên địa bàn|người dân|nhà đầu tư|FDI)\b.*)?$)"
)
_PUBLIC_SUBJECT = re.compile(
    r"(?:[Cc]ác |[Nn]hững |[Cc]ộng đồng )?(?:[Cc]á nhân|[Hh]ộ |[Nn]gười |[Nn]hà đầu tư|[Nn]hà thầu|[Dd]oanh nghiệp)"
)
#: words that cannot be the verb of an order
_NO_VERB = re.compile(
    r"(?:của|tại|về|và|các|những|là|đã|đang|sẽ|trong|trên|từ|với|cho|để|khi|nếu|mà|thì|do|bị|được|gồm|bao gồm"
    r"|này|nêu|trước|sau"
    r"|đến|liên quan|cấp|thuộc|vào|bằng|hoặc|hay|như|rằng|số|ngày|tháng|năm|có liên|chưa|còn|vẫn|nhiệm vụ|ở|theo"
    r"|nhằm|nào)(?![\wà-ỹ])"
)


@dataclass(frozen=True)
class Order:
    """One order found in a clause."""

    #: who must do it; empty when nobody is named here
    leads: tuple[Agency, ...]
    #: where the order begins within the clause (the subject or the directive)
    start: int
    #: one past its end
    end: int
    #: where the verb begins
    verb_at: int
    #: id of the rule that found it
    rule: str
    #: 0..1
    confidence: float
    #: said to the addressee: "Quý cơ quan"
    to_addressee: bool = False


def orders(text: str, table: AgencyTable, *, strict: bool = False) -> list[Order]:
    """The orders of a clause that name their own subject, in the order of the text.

    `strict` is for running prose outside numbered clauses: there only a directive or a plain duty counts.
    """
    written, text = text, opening_lowered(text)
    found: list[Order] = []
    for at, place in _candidates(text):
        if found and (
            at < found[-1].verb_at or (place == "opener" and not _SENTENCE.search(text, found[-1].start, at))
        ):
            continue
        order = _order_at(text, at, place, table)
        if order is None or (strict and not _plain(text, order)):
            continue
        if place == "opener" and found:
            order = replace(order, start=_sentence_start(text, at))
        found.append(order)
    if not found:
        return []
    found = _merged(_without_recalled(text, found))
    if text is not written:
        found[0] = replace(found[0], leads=tuple(titled(a, table) for a in found[0].leads))
    ends = [o.start for o in found[1:]] + [len(text)]
    return [
        Order(o.leads, o.start, end, o.verb_at, o.rule, o.confidence, o.to_addressee)
        for o, end in zip(found, ends, strict=True)
    ]


def _sentence_start(text: str, at: int) -> int:
    """Where the sentence begins that has its subject at `at`: what stands before the subject is its own."""
    return max((m.end() for m in _SENTENCE.finditer(text, 0, at)), default=0)


def _without_recalled(text: str, found: list[Order]) -> list[Order]:
    """ "Thực hiện ý kiến … giao Bộ A …, Bộ A đề nghị Bộ B …": the first order is recalled, the last is given."""
    out: list[Order] = []
    for i, order in enumerate(found):
        begin = max((m.end() for m in _SENTENCE.finditer(text, 0, order.start)), default=0)
        later = any(
            o.rule.startswith(("directive", "addressee")) and not _SENTENCE.search(text, order.verb_at, o.start)
            for o in found[i + 1 :]
        )
        if (
            later
            and re.match(r"(?:Thực hiện|Căn cứ|Tại|Triển khai|Theo)\b", text[begin:])
            and order.rule.startswith("directive")
        ):
            continue
        out.append(order)
    return out


def _candidates(text: str) -> Iterator[tuple[int, str]]:
    """Places where a subject may begin, with the kind of place."""
    places: dict[int, str] = {0: "start"}
    linked = _LINK.match(text)
    if linked and linked.end():
        places[linked.end()] = "start"
    about = _ABOUT.match(text)
    if about:
        places[about.end()] = "about"
    topic = _TOPIC.match(text)
    named = None if topic else re.match(r"[^:.;,]{2,90}:\s+(?=\S)", text)
    if named:
        places[named.end()] = "topic"
    body_at = topic.end() if topic else 0
    if topic:
        places = {topic.end(): "topic"}
    for m in _SENTENCE.finditer(text, body_at):
        link = _LINK.match(text, m.end())
        places.setdefault(link.end() if link else m.end(), "sentence" if m.group()[0] == "." else "semicolon")
    for start in [p for p, kind in places.items() if kind in ("start", "sentence", "topic")]:
        if grammar.OPENER.regex.match(text[start:]) or re.match(r"với vai trò", text[start:]):
            stop = _SENTENCE.search(text, start)
            for m in _AFTER_OPENER.finditer(text, start, stop.start() if stop else len(text)):
                if _REPORTED_TO.fullmatch(text, start, m.start()):
                    continue
                places.setdefault(m.end(), "opener")
    for m in grammar.SUPERIOR.regex.finditer(text, body_at):
        places.setdefault(m.end(), "superior")
    for m in grammar.DIRECTIVE.regex.finditer(text, body_at):
        lent = m.group().endswith("giao cho ") and not _GIVES.search(text, max(0, m.start() - 60), m.start())
        if not lent and not _HANDED.search(text, max(0, m.start() - 20), m.start()):
            places.setdefault(m.start(), "directive")
    yield from sorted(places.items())


def _order_at(text: str, at: int, place: str, table: AgencyTable) -> Order | None:
    directive = grammar.DIRECTIVE.regex.match(text, at)
    subject_at = directive.end() if directive else at
    if place == "directive" and not directive:
        return None
    yours = grammar.YOUR_OFFICE.regex.match(text, subject_at)
    if yours:
        verb = _verb_after(text, yours.end())
        return Order((), at, len(text), verb, "addressee+verb", 0.9, True) if verb is not None else None
    leads, end = list_at(text, subject_at, table)
    apart = place == "about" or text.startswith("Riêng ")
    for i, lead in enumerate(leads if apart else ()):
        told = _TOLD.match(text, lead.end)
        if told:
            return Order(tuple(leads[: i + 1]), 0, len(text), told.end(), "agency+verb/about", 0.85)
    if place == "about":
        return None
    public = _PUBLIC if directive else _PUBLIC_SUBJECT
    if not leads or all(public.match(a.name) for a in leads):
        return None
    if re.match(r"[Nn]hững ", leads[0].words) and re.match(r" (?:không|chưa|có|để) ", text[end:]):
        return None
    if re.match(r" nào(?![\wà-ỹ])", text[end:]) or leads[-1].name.endswith(" nào"):
        return None
    if place in ("start", "opener", "sentence") and grammar.SUPERIOR.regex.match(text, at):
        return None
    verb = _verb_after(text, end)
    if verb is None:
        verb = _damaged_verb(text, end)
    if verb is None and directive and re.match(r" và [a-zà-ỹ]", text[end:]):
        leads, verb = _longer_name(text, leads, end)
    if verb is None and directive and _any_verb(text, end):
        return Order(tuple(leads), at, len(text), end + 1, "directive+agency+word", 0.75)
    if verb is None:
        return None
    if directive or place == "superior":
        return Order(tuple(leads), at, len(text), verb, "directive+agency+verb", 0.94)
    if place == "semicolon" and (
        (all(a.is_group for a in leads) and text[subject_at].islower()) or not _immediate(text, end)
    ):
        return None
    confidence = {"about": 0.8, "start": 0.94, "topic": 0.93, "sentence": 0.88, "semicolon": 0.8, "opener": 0.88}[place]
    return Order(tuple(leads), at, len(text), verb, f"agency+verb/{place}", confidence)


def is_recalled(text: str, order: Order) -> bool:
    """ "Tổng cục Thuế đã có các Công văn số … yêu cầu Cục Thuế …": the order was given before."""
    at = order.start
    if not order.rule.startswith("directive"):
        return False
    clause = re.split(r"[.;]\s", text[max(0, at - 600) : at])[-1]
    past = quiet.ALREADY_SAID.regex.search(clause)
    return past is not None and not re.search(r", (?:[A-ZĐỦ][^,]{2,80}) $", clause[past.end() :])


def _immediate(text: str, end: int) -> bool:
    return grammar.PREDICATE.regex.match(text[end:]) is not None


def _verb_after(text: str, end: int) -> int | None:
    """Where the verb of the predicate begins, or None when what follows is no order."""
    rest = text[end:]
    asked = grammar.ASKED.regex.match(rest)
    if asked:
        return end + asked.end()
    if re.match(r"\s*,\s*[A-ZĐÀ-Ỹ]", rest):
        return None
    if not rest.strip(" .:;,") or quiet.PAST.regex.match(rest):
        return None
    if grammar.PREDICATE.regex.match(rest):
        skip = re.match(r"\s*[:,]?\s*", rest)
        return end + (skip.end() if skip else 0)
    if not grammar.FILLER.regex.match(rest):
        return None
    for m in _VERB.finditer(rest[:420]):
        before = rest[: m.start()].rstrip()
        if re.search(
            r"[.;]$|(?:được|đã|nhiệm vụ|về|việc|của|bộ|cơ quan|công tác|dự án|và|các) *$", before
        ) or re.search(r"[.;]", before):
            if re.search(r"[.;]\s", before):
                return None
            continue
        return end + m.start()
    return None


def _longer_name(text: str, leads: list[Agency], end: int) -> tuple[list[Agency], int | None]:
    """ "Ban Quản lý các khu chế xuất và công nghiệp Cần Thơ": the name goes on past "và" up to the verb."""
    verb = _VERB.search(text, end + 4, end + 80)
    if not verb or re.search(r"[.;:]", text[end : verb.start()]):
        return leads, None
    last = leads[-1]
    name = text[last.start : verb.start()].rstrip(" ,")
    return [*leads[:-1], Agency(name, None, last.start, last.start + len(name), name)], verb.start()


def _damaged_verb(text: str, end: int) -> int | None:
    """The verb when recognition of letters lost its marks: "khan trương"."""
    if quiet.PAST.regex.match(text[end : end + 80]):
        return None
    words = text[end : end + 40].split()[:2]
    return end + 1 if len(words) == 2 and fold(" ".join(words)) in _FOLDED_VERBS else None


def _any_verb(text: str, end: int) -> bool:
    """After "yêu cầu Bộ X" any plain word opens what is to be done, save those that go on with the name."""
    return re.match(r" [a-zà-ỹđ]+ [a-zà-ỹđ]", text[end:]) is not None and not _NO_VERB.match(text, end + 1)


def reports_only(text: str, order: Order) -> bool:
    """In an article: an agency that tells, proposes or holds a meeting is reported, not ordered."""
    if order.rule.startswith(("directive", "addressee")):
        return False
    return quiet.REPORTED.regex.match(text[order.verb_at :]) is not None


def _plain(text: str, order: Order) -> bool:
    if order.rule.startswith(("directive", "addressee")):
        return True
    head = text[order.verb_at : order.verb_at + 60]
    return (
        re.match(
            (
                r"(?:có trách nhiệm|chịu trách nhiệm|chủ trì|phối hợp|khẩn trương|phải|cần|chủ động"
                r"|kịp thời|tập trung|tiếp tục|nghiêm túc|theo dõi, đôn đốc|tổng hợp|rà soát|chỉ đạo"
                r"|tăng cường)"
            ),
            head,
            re.IGNORECASE,
        )
        is not None
    )


def _merged(found: list[Order]) -> list[Order]:
    """Orders in a row to the same agency are one."""
    out: list[Order] = []
    for order in found:
        if (
            out
            and {a.name for a in order.leads} == {a.name for a in out[-1].leads}
            and order.to_addressee == out[-1].to_addressee
        ):
            continue
        out.append(order)
    return out


#: "Chế độ báo cáo: Hằng tuần gửi …": what the clause is about
_LABEL = re.compile(r"[A-ZĐỦ][^:.;,\d]{2,70}:\s+(?=\S)")


def starts_with_verb(text: str) -> bool:
    """The text begins with the verb itself, nothing before it."""
    return grammar.PREDICATE.regex.match(text) is not None


def opens_with_verb(text: str) -> int | None:
    """Where the verb is when a clause without subject begins like an order; None when it does not."""
    head = text.lstrip('“"( ')
    if quiet.PAST.regex.match(head) and not re.match(r"(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao|[Pp]hân công)\b", head):
        return None
    if grammar.PREDICATE.regex.match(head) or _damaged_verb(" " + head, 0) is not None:
        return len(text) - len(head)
    if re.match(r"Việc [^,;:]{3,160} phải (?:được|bảo đảm|đảm bảo) ", head):
        return None
    label = _LABEL.match(head)
    if label and not quiet.QUIET_TITLE.match(head) and not grammar.OPENER.regex.match(head):
        verb = opens_with_verb(head[label.end() :])
        return None if verb is None else len(text) - len(head) + label.end() + verb
    if not grammar.OPENER.regex.match(head) and not re.match(r"\d|Trước|Quý|Ngay|Ngoài", head):
        return None
    for m in re.finditer(
        r"[,:]\s+|\b(?:hằng|hàng) (?:ngày|tuần|tháng|quý|năm),? |định kỳ,? ", head[:500], re.IGNORECASE
    ):
        rest = head[m.end() :]
        if re.search(r"\.\s", head[: m.start()]):
            return None
        if grammar.PREDICATE.regex.match(rest) and not re.match(r"(?:theo|cùng|nhất là|đặc biệt)\b", rest):
            return len(text) - len(head) + m.end()
    return None


_NO_COORDINATION = re.compile(r"(?:công tác|cơ quan|đơn vị|quy chế|trách nhiệm|cơ chế|sự|việc) $")


def coordinators(text: str, table: AgencyTable) -> list[Agency]:
    """Who stands after "phối hợp với", anywhere in the clause, each once."""
    found: dict[str, Agency] = {}
    for m in grammar.COORDINATING.regex.finditer(text):
        if _NO_COORDINATION.search(text, max(0, m.start() - 20), m.start()) and not m.group().endswith("với "):
            continue
        agencies, _ = list_at(text, m.end(), table)
        place = re.match(r"(?:các )?địa phương\b", text[m.end() :])
        if not agencies and place:
            agencies = [Agency("ALL_PROVINCES", None, m.end(), m.end() + place.end(), place.group())]
        for agency in agencies:
            found.setdefault(agency.name, agency)
    return list(found.values())


def past_partners(text: str, verb: int, table: AgencyTable) -> int:
    """Where the content begins after "chủ trì, phối hợp với Bộ A và Bộ B"; `verb` itself when none stands there."""
    m = grammar.TOGETHER.regex.match(text, verb)
    if not m:
        return verb
    agencies, end = list_at(text, m.end(), table)
    place = _LOCALITIES.match(text, end if agencies else m.end())
    end = place.end() if place else end
    if not agencies and not place:
        return verb
    skip = re.compile(r"[\s,]*(?:để |đồng thời )?").match(text, end)
    start = skip.end() if skip else end
    return start if text[start : start + 1].isalpha() else verb
