"""Reads the head and foot of a paper: number, symbol, kind, issuer, place and date, subject, signer, addressees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from vanban.agencies import AgencyTable
from vanban.blocks import Block
from vanban.citations import Citation, citations
from vanban.grammar import heads as G
from vanban.text import fold, squeeze


@dataclass(frozen=True)
class Letterhead:
    """What the paper says of itself. Nothing is guessed: what is blank or illegible is None."""

    #: "396", zeros kept; None when blank or illegible
    number: str | None = None
    #: "TB-VPCP"; for a Party paper "CV/VPTW"
    symbol: str | None = None
    #: "thông báo", "công văn", …
    type: str | None = None
    #: the issuing agency, lower line of a two-line head
    issuer: str | None = None
    #: place before ", ngày"
    place: str | None = None
    #: ISO day, or year and month, or year, as far as legible
    date: str | None = None
    #: the abstract, without "V/v"
    subject: str | None = None
    #: the name under the signature
    signer: str | None = None
    #: the person's own post
    signer_title: str | None = None
    #: "KT. …", "TM. …", "TL. …"
    signer_capacity: str | None = None
    #: HỎA TỐC, KHẨN …
    urgency: str | None = None
    #: the items of "Kính gửi" or "điện:"
    addressees: tuple[str, ...] = ()
    #: the items of "Nơi nhận"
    recipients: tuple[str, ...] = ()
    #: every other document cited by number
    references: tuple[Citation, ...] = ()
    #: the paper itself, or an article about it
    form: str = "original"
    #: index of the first block after the head
    body_at: int = 0

    @property
    def issued_on(self) -> date | None:
        """The day of issue when it is fully legible."""
        try:
            return date.fromisoformat(self.date) if self.date and len(self.date) == 10 else None
        except ValueError:
            return None

    @property
    def full_number(self) -> str | None:
        if not (self.number and self.symbol):
            return None
        return f"{self.number}{'-' if '/' in self.symbol and self.symbol.count('-') == 0 else '/'}{self.symbol}"


def read_letterhead(blocks: tuple[Block, ...], table: AgencyTable) -> Letterhead:
    """The letterhead of the first document in the blocks."""
    head = _Head(blocks, table)
    return head.article() if head.is_article() else head.original()


class _Head:
    """One reading of one head; keeps where its parts stand."""

    def __init__(self, blocks: tuple[Block, ...], table: AgencyTable) -> None:
        self.blocks, self.table = blocks, table
        self.top = self._top_end()
        self.number_at, self.number_match = self._find(G.NUMBER_LINE.regex, self.top)
        self.kind_at, self.kind = self._kind_line()
        self.foot = self._foot()

    def _top_end(self) -> int:
        return min(len(self.blocks), 40)

    def _find(self, pattern: re.Pattern[str], limit: int) -> tuple[int | None, re.Match[str] | None]:
        for i, block in enumerate(self.blocks[:limit]):
            for start in (0, *block.breaks):
                found = pattern.match(block.text[start:])
                if found:
                    return i, found
        return None, None

    def is_article(self) -> bool:
        if self.number_match or self.kind:
            return False
        top = self.blocks[:12]
        return not any(G.NATION.search(b.text) or G.ADDRESSED.match(b.text) for b in top)

    # -- the paper itself ----------------------------------------------------------------------------------------

    def original(self) -> Letterhead:
        number, symbol, party = self._number()
        kind = self._kind_of(symbol, party)
        place, day = self._place_date()
        issuer = self._issuer(symbol, kind)
        capacity, title, signer = self._signature()
        return Letterhead(
            number=number,
            symbol=symbol,
            type=kind,
            issuer=issuer,
            place=place,
            date=day,
            subject=self._subject(),
            signer=signer,
            signer_title=title,
            signer_capacity=capacity,
            urgency=self._urgency(),
            addressees=self._addressees(),
            body_at=self._body_at(),
            recipients=self._recipients(),
            references=citations(self.blocks, self._own(number, symbol, party)),
        )

    def _number(self) -> tuple[str | None, str | None, bool]:
        found = self.number_match
        if not found:
            return None, None, False
        symbol = re.sub(r"\s+", "", found.group("symbol"))
        symbol = re.sub(r"(?:Hà|Ha)$", "", symbol) if symbol.endswith(("Hà", "Ha")) and len(symbol) > 6 else symbol
        number = found.group("number") or None
        if found.group("mess") or found.group("cut") == "¿":
            number = None
        if found.group("year"):
            symbol = f"{found.group('year')[1:]}/{symbol}"
        party = found.group("cut") == "-"
        return number, symbol, party

    @staticmethod
    def _own(number: str | None, symbol: str | None, party: bool) -> str | None:
        return f"{number}{'-' if party else '/'}{symbol}" if number and symbol else None

    def _kind_line(self) -> tuple[int | None, str | None]:
        for i, block in enumerate(self.blocks[: self.top]):
            words = squeeze(block.text).strip(" :.*")
            lowered = words.lower()
            if lowered in G.KIND_WORDS and words[0].isupper():
                return i, lowered
            lines = _lines(block)
            if len(lines) > 1 and lines[0].strip(" :").lower() in G.KIND_WORDS and lines[0].isupper():
                return i, lines[0].strip(" :").lower()
        return None, None

    def _kind_of(self, symbol: str | None, party: bool) -> str | None:
        if self.kind:
            return self.kind
        if symbol:
            first = re.split(r"[-/]", re.sub(r"^\d{4}/", "", symbol))[0]
            if first in G.KINDS and (party or "-" in symbol or "/" in symbol):
                return G.KINDS[first]
            return "công văn"
        return "công văn" if self._addressed_at() is not None else None

    def _place_date(self) -> tuple[str | None, str | None]:
        stop = max(self.kind_at or 0, self.number_at or 0, self._addressed_at() or 0) + 6
        for block in self.blocks[: min(stop, self.top)]:
            if len(block.text) > 300:
                continue
            for line in (block.text, *_lines(block)):
                found = G.PLACE_DATE.regex.search(line)
                if found and (found.start() < 3 or G.NUMBER_LINE.regex.match(line)):
                    return self._tidy_place(found.group("place")), _iso(found)
        return None, None

    def _tidy_place(self, place: str) -> str:
        place = squeeze(place).strip(" ,-")
        cut = re.search(rf"(?:[{G.LETTER}&]{{2,}}\s+)((?:Thành phố |Tỉnh |TP\.? ?)?[A-ZĐÀ-Ỹ][a-zà-ỹ].*)$", place)
        return cut.group(1) if cut else place

    # -- issuer --------------------------------------------------------------------------------------------------

    def _issuer(self, symbol: str | None, kind: str | None) -> str | None:
        by_symbol = self._issuer_by_symbol(symbol)
        by_line = self._issuer_by_line()
        if by_symbol and (by_symbol in G.TTG.values() or not by_line):
            return by_symbol
        if by_line:
            return by_line
        if kind == "công điện" and any("THỦ TƯỚNG" in b.text for b in self.blocks[: self.top]):
            return G.TTG["TTg"]
        return self._issuer_by_closing()

    def _issuer_by_symbol(self, symbol: str | None) -> str | None:
        if not symbol:
            return None
        parts = re.split(r"[-/]", symbol)
        if len(parts) > 1 and parts[-1] in ("TTg", "CP", "VPCP", "CTN"):
            return G.TTG[parts[-1]]
        if parts[0] == "VPCP":
            return G.TTG["VPCP"]
        for part in (parts[-1], parts[0]) if parts[0] in G.KINDS else (parts[0],):
            code = self.table.code_of(part) or self.table.code_of(f"B{part}")
            if code:
                return self.table.title_of(code)
        return None

    def _issuer_by_line(self) -> str | None:
        stop = self.number_at if self.number_at is not None else self.kind_at
        if stop is None:
            return None
        lines = [line for block in self.blocks[: stop + 1] for line in _lines(block)]
        names: list[str] = []
        for line in lines:
            if G.NUMBER_LINE.regex.match(line) or re.match(r"V/[vV]|VỀ VIỆC", line):
                break
            line = G.MOTTO.split(line)[0]
            nation = re.search(r"C[ỘO]NG H[ÒO][AÀÁ]?A?\b|ĐẢNG CỘNG SẢN", line)
            line = line[: nation.start()] if nation else line
            line = re.sub(r"[-–—_*|\s]+$", "", line).strip(" -*")
            if re.match(r"CHỦ NGHĨA|XÃ HỘI CHỦ", line) or line.lower().strip(" :") in G.KIND_WORDS:
                continue
            if (
                len(line) > 3
                and line.upper() == line
                and not G.SECRET.fullmatch(line)
                and not G.URGENCY.fullmatch(line)
            ):
                names.append(line)
            elif nation:
                continue
        return self._lower_line(names)

    def _lower_line(self, lines: list[str]) -> str | None:
        """The lower line of the head; a name broken over two lines is joined."""
        lines = [line for line in lines if not re.match(r"(?:CÔNG BÁO|VIỆT NAM$|NAM$|XÃ HỘI|CHỦ NGHĨA)", line)]
        if not lines:
            return None
        joined = lines[-1]
        if joined == "VĂN PHÒNG" and len(lines) > 1:
            return f"Văn phòng {self._proper(lines[-2])}"
        for line in reversed(lines[:-1]):
            if _opens_name(joined) and not re.search(r"(?: VÀ|,| CỦA)$", line):
                break
            joined = f"{line} {joined}"
        return self._proper(joined)

    def _proper(self, name: str) -> str:
        code = self.table.code_of(name)
        if code and not re.match(r"ỦY BAN|UỶ BAN|UBND|TỈNH|THÀNH", name):
            return self.table.title_of(code)
        return self._as_in_body(name) or _capitals(name)

    def _as_in_body(self, name: str) -> str | None:
        """The same name as the body writes it: repairs capitals and letters the scan damaged."""
        key = fold(name).split()
        if re.match(r"(?:ỦY|UỶ|UY) BAN NHÂN", name) or not 2 <= len(key) <= 12:
            return None
        for block in self.blocks[self._body_at() : self._body_at() + 40]:
            words = block.text.split()
            folded = [fold(word.strip(".,;:()")) for word in words]
            for i in range(len(words) - len(key) + 1):
                if (
                    folded[i] == key[0]
                    and folded[i : i + len(key)] == key
                    and words[i][:1].isupper()
                    and not words[i].isupper()
                ):
                    return " ".join(words[i : i + len(key)]).strip(".,;:()")
        return None

    def _issuer_by_closing(self) -> str | None:
        for block in reversed(self.blocks):
            closing = re.match(r"(Văn phòng Chính phủ) (?:xin |trân trọng )?thông báo", block.text)
            if closing:
                return closing.group(1)
        return None

    # -- subject, addressees -------------------------------------------------------------------------------------

    def _subject(self) -> str | None:
        if self.kind_at is not None:
            return self._subject_under_kind()
        for i, block in enumerate(self.blocks[: self.top]):
            for start in (0, *block.breaks):
                head = re.match(r"(?:V/[vV]|v/v)[:.]?\s*|(?:Về việc|VỀ VIỆC)\s+", block.text[start:])
                if head:
                    return self._to_end(i, start + head.end())
        return None

    def _subject_under_kind(self) -> str | None:
        assert self.kind_at is not None
        block = self.blocks[self.kind_at]
        lines = _lines(block)
        if len(lines) > 1:
            return _bare_subject(" ".join(lines[1:]))
        parts: list[str] = []
        for following in self.blocks[self.kind_at + 1 : self.kind_at + 8]:
            text = following.text
            starts = G.SUBJECT_END.match(text) or text.endswith((":", ";")) or re.search(r"điện ?:", text)
            if parts and (
                starts
                or (text[0].isupper() and parts[0].upper() == parts[0] and text.upper() != text)
                or text.isupper() != parts[0].isupper()
            ):
                break
            if starts or (following.marker and parts) or G.PLACE_DATE.regex.match(text):
                break
            parts.append(text)
            if text.endswith(".") or len(parts) == 3:
                break
        return _bare_subject(" ".join(parts)) if parts else None

    def _to_end(self, i: int, start: int) -> str:
        text = self.blocks[i].text[start:]
        cut = re.search(r"\s(?:Hà Nội|[A-ZĐ][\wà-ỹ]+(?: [A-ZĐ][\wà-ỹ]+)*), ngày|\sKính gửi", text)
        text = text[: cut.start()] if cut else text
        for following in self.blocks[i + 1 : i + 8]:
            if G.PLACE_DATE.regex.search(following.text) or G.ADDRESSED.match(following.text) or following.marker:
                break
            if (
                (following.text.isupper() and len(following.text) > 12)
                or len(following.text) > 160
                or G.NATION.search(following.text)
            ):
                break
            text = f"{text} {following.text}"
        return squeeze(text).strip(" .") if not text.endswith("TMDT.") else squeeze(text)

    def _addressed_at(self) -> int | None:
        for i, block in enumerate(self.blocks[: self.top]):
            if G.ADDRESSED.match(block.text):
                return i
        return None

    def _addressees(self) -> tuple[str, ...]:
        at = self._addressed_at()
        if at is None:
            return ()
        head = G.ADDRESSED.match(self.blocks[at].text)
        assert head is not None
        first = self.blocks[at].text[head.end() :].strip()
        items = [first] if first else []
        for block in self.blocks[at + 1 : at + 30]:
            if block.marker and block.marker.kind in ("dash", "plus") and (not first or items):
                items.append(block.body)
                continue
            if (
                items
                and not items[-1].rstrip().endswith((".", ";"))
                and not block.marker
                and len(block.text) < 120
                and first
            ):
                items[-1] = f"{items[-1]} {block.text}"
                continue
            break
        return tuple(
            squeeze(x).strip(" .;,/")
            for item in items
            for x in re.split(r"\s-\s(?=[A-ZĐ][^-]{10,};)", item)
            if x.strip(" .;")
        )

    def _body_at(self) -> int:
        """The first block after addressees, or after the line that names the kind of paper."""
        at = self._addressed_at()
        if at is None:
            return self.kind_at + 1 if self.kind_at is not None else (self.number_at or 0)
        at += 1
        while at < len(self.blocks) and (
            (self.blocks[at].marker is not None and self.blocks[at].marker.kind in ("dash", "plus"))
            or len(self.blocks[at].text) < 60
        ):
            at += 1
        return at

    def _recipients(self) -> tuple[str, ...]:
        for i, block in enumerate(self.blocks):
            if G.RECIPIENTS.match(block.text):
                items = []
                for following in self.blocks[i + 1 : i + 30]:
                    if following.marker is None and not items:
                        break
                    if following.marker is None:
                        if following.text.isupper() or G.CAPACITY.match(following.text) or len(following.text) > 140:
                            break
                        items[-1] = f"{items[-1]} {following.text}"
                        continue
                    items.append(following.body)
                return tuple(squeeze(x).strip(" .;") for x in items)
        return ()

    def _urgency(self) -> str | None:
        for block in self.blocks[: self.top]:
            for line in _lines(block):
                if line.isupper() and G.URGENCY.fullmatch(line.strip(" .*")):
                    return line.strip(" .*")
        return None

    # -- signature -----------------------------------------------------------------------------------------------

    def _foot(self) -> int:
        for i, block in enumerate(self.blocks):
            if i > 5 and re.search(r"\./\.?\s*\S{0,3}\s*(?:\S{1,3})?$", block.text):
                return i
        for i, block in enumerate(self.blocks):
            if G.RECIPIENTS.match(block.text):
                return i
        return max(0, len(self.blocks) - 15)

    def _signature(self) -> tuple[str | None, str | None, str | None]:
        lines = self._signature_lines()
        capacity: list[str] = []
        title: str | None = None
        for n, line in enumerate(lines):
            if G.CAPACITY.match(line) and title is None:
                capacity.append(line)
            elif (
                capacity
                and title is None
                and not capacity[-1].endswith(("TƯỚNG", "CHỦ NHIỆM"))
                and capacity[-1].endswith(",")
            ):
                rest = G.POST.match(line)
                capacity[-1] = f"{capacity[-1]} {line[: rest.end()] if rest else line}".strip()
                line = line[rest.end() :].strip() if rest else ""
                if line and G.POST.match(line):
                    title = line
            elif G.POST.fullmatch(line) and (title is None):
                if capacity and capacity[-1].endswith(("NHÂN", ",")):
                    capacity[-1] = f"{capacity[-1]} {line}"
                else:
                    title = line
            elif capacity and title is None and line.isupper() and re.search(r"(?:NHÂN|BAN)$", capacity[-1]):
                capacity[-1] = f"{capacity[-1]} {line}"
            elif title and G.PERSON_NAME.fullmatch(line):
                return " ".join(capacity) or None, title, line
            elif title and n > 0 and (line.isupper() and len(line) > 40):
                break
        return " ".join(capacity) or None, title, None

    def _signature_lines(self) -> list[str]:
        """From the first capacity line or post after the body ends, some lines on."""
        starts = [
            i
            for i, b in enumerate(self.blocks)
            if i > self.top // 4
            and any(G.CAPACITY.match(x) or G.POST.fullmatch(x) for x in _lines(b))
            and len(b.text) < 120
            and not (self.kind_at is not None and i < self.kind_at + 3)
        ]
        if not starts:
            cut = self._in_recipients()
            return [cut] if cut else []
        lines: list[str] = []
        for block in self.blocks[starts[0] : starts[0] + 9]:
            lines.extend(line.strip(" *|") for line in _lines(block))
        while lines and not (G.CAPACITY.match(lines[0]) or G.POST.fullmatch(lines[0])):
            lines.pop(0)
        return lines

    def _in_recipients(self) -> str | None:
        for block in self.blocks:
            if G.RECIPIENTS.match(block.text):
                found = re.search(r"(?:KT|TM|TL|TUQ)\. ?[A-ZĐÀ-Ỹ ]{5,}", block.text)
                return found.group() if found else None
        return None

    # -- an article about the paper ------------------------------------------------------------------------------

    def article(self) -> Letterhead:
        """What a web article says of the paper it retells."""
        weights: dict[str, int] = {}
        first: dict[str, re.Match[str]] = {}
        for i, block in enumerate(self.blocks):
            for m in _ARTICLE_NAME.finditer(block.text):
                key = f"{m.group('number')}/{m.group('symbol')}"
                first.setdefault(key, m)
                issued = re.search(
                    r"(?:ban hành|ký|vừa có|[Tt]oàn văn|[Tt]ại|[Tt]heo|nội dung) $", block.text[: m.start()]
                )
                weights[key] = weights.get(key, 0) + (5 if i == 0 else 2 if i < 5 else 1) + (3 if issued else 0)
        if not weights:
            return Letterhead(form="article", references=citations(self.blocks, None))
        return self._of_article(first[max(weights, key=lambda k: weights[k])])

    def _of_article(self, first: re.Match[str]) -> Letterhead:
        number, symbol = first.group("number"), first.group("symbol").replace(" ", "")
        own = f"{number}{first.group('cut')}{symbol}"
        kind = G.KINDS.get(re.split(r"[-/]", symbol)[0]) or (
            "công văn" if first.group("kind").lower() == "văn bản" else first.group("kind").lower()
        )
        day, subject, issuer = None, None, self._issuer_by_symbol(symbol)
        for block in self.blocks:
            for m in _ARTICLE_NAME.finditer(block.text):
                if m.group("number") != number:
                    continue
                day = _longer(_longer(day, self._date_near(block.text, m)), self._article_date(m))
                subject = subject or self._article_subject(block.text, m)
                issuer = issuer or self._article_issuer(block.text, m)
        return Letterhead(
            number=number,
            symbol=symbol,
            type=kind,
            issuer=issuer,
            date=day,
            subject=subject,
            form="article",
            references=citations(self.blocks, own),
        )

    @staticmethod
    def _article_date(m: re.Match[str]) -> str | None:
        if m.group("d"):
            return f"{m.group('y')}-{int(m.group('m')):02}-{int(m.group('d')):02}"
        return m.group("only")

    @staticmethod
    def _date_near(text: str, m: re.Match[str]) -> str | None:
        before = re.search(
            r"[Nn]gày (\d{1,2})/(\d{1,2})/(\d{4}),? [^.]{3,220}(?:ban hành|ký|có)(?: ban hành)? $", text[: m.start()]
        )
        if not before:
            return None
        return f"{before.group(3)}-{int(before.group(2)):02}-{int(before.group(1)):02}"

    @staticmethod
    def _article_subject(text: str, m: re.Match[str]) -> str | None:
        found = re.match(
            r"(?: của [^.,;]{3,80}?| gửi [^.;]{3,120}?)?,? (?:về việc|về|quy định|ban hành|phê duyệt) (.{15,400}?)(?:[.;]|$| trong đó| \(|, (?:trong|theo|yêu cầu))",
            text[m.end() :],
        )
        return squeeze(found.group(1)).strip(" .,*") if found else None

    def _article_issuer(self, text: str, m: re.Match[str]) -> str | None:
        found = re.search(
            r"(?:\d{4}, |^)([A-ZĐỦ][^.]{5,150}?) (?:vừa |đã )*(?:ban hành|ký|có)(?: ban hành)? $", text[: m.start()]
        )
        return found.group(1) if found else None


_ARTICLE_NAME = re.compile(
    rf"(?P<kind>[Qq]uyết định|[Nn]ghị quyết|[Cc]ông điện|[Cc]ông văn|[Cc]hỉ thị|[Tt]hông báo|[Kk]ế hoạch|[Vv]ăn bản|[Tt]ờ trình)(?: số)?:? (?P<number>\d+)(?P<cut>[/-])(?P<symbol>{G.STATE_SYMBOL}(?:/[{G.LETTER}]+)?)"
    r"(?:,? ngày (?P<d>\d{1,2})(?:/| tháng )(?P<m>\d{1,2})(?:/| năm )(?P<y>\d{4})|,? năm (?P<only>\d{4}))?"
)


def _longer(a: str | None, b: str | None) -> str | None:
    return b if len(b or "") > len(a or "") else a


def _lines(block: Block) -> list[str]:
    edges = [*block.breaks, len(block.text)]
    return [block.text[a:b].strip() for a, b in zip(edges, edges[1:], strict=False)] or [block.text]


def _bare_subject(text: str) -> str:
    text = squeeze(text)
    head = G.SUBJECT_HEAD.match(text)
    return squeeze(text[head.end() :] if head else text).strip(" .*_")


def _opens_name(line: str) -> bool:
    return (
        re.match(
            r"(?:BỘ|ỦY BAN|UỶ BAN|UBND|SỞ|CỤC|TỔNG CỤC|TONG|TỎNG|VĂN PHÒNG|BAN|HỘI ĐỒNG|CHÍNH PHỦ|THỦ TƯỚNG|THANH TRA|NGÂN HÀNG|BẢO HIỂM|TỈNH ỦY|THÀNH ỦY|ĐẢNG ỦY|VIỆN|CHI CỤC|BO |TRUNG TÂM|TỔNG CÔNG TY|TẬP ĐOÀN|KHO BẠC|QUỐC HỘI|ĐÀI|HỘI|LIÊN|TÒA|HỌC VIỆN|TRƯỜNG|CƠ QUAN|TỔ )",
            line,
        )
        is not None
    )


def _capitals(name: str) -> str:
    """ "ỦY BAN NHÂN DÂN TỈNH NGHỆ AN" -> "Ủy ban nhân dân tỉnh Nghệ An"."""
    name = squeeze(name)
    if name.upper() != name:
        return name
    party = re.match(r"(TỈNH ỦY|THÀNH ỦY|TỈNH UỶ|THÀNH UỶ) (.+)$", name)
    if party:
        return f"{party.group(1).capitalize()} {party.group(2).title()}"
    place = re.match(
        r"(Ủ[YỶ] BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN) (TỈNH|THÀNH PHỐ|HUYỆN|XÃ|PHƯỜNG|QUẬN) (.+)$", name
    )
    if place:
        kind = "Thành phố" if "HỒ CHÍ MINH" in place.group(3) else place.group(2).lower()
        return f"{place.group(1).capitalize()} {kind} {place.group(3).title()}"
    return name.capitalize()


def _iso(found: re.Match[str]) -> str | None:
    year = found.group("year")
    month, day = found.group("month"), found.group("day")
    if not re.fullmatch(r"\d{1,2}", month) or not 1 <= int(month) <= 12:
        return year
    if not re.fullmatch(r"\d{1,2}", day) or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"


def same_agency(a: str, b: str) -> bool:
    return fold(a) == fold(b)
