"""Finds the parts of a head: number, kind, place and date, subject, addressees, recipients."""

from __future__ import annotations

import re
from itertools import pairwise

from vanban.blocks import Block
from vanban.grammar import heads as grammar
from vanban.text import squeeze

_DAY = re.compile(r"ng[aà]y")


class Head:
    """One reading of one head; keeps where its parts stand."""

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks
        self.top = min(len(blocks), 40)
        self.number_at, self.number_match = self._find(grammar.NUMBER_LINE.regex, self.top)
        self.damaged = self._damaged_number() if self.number_match is None else None
        self.kind_at, self.kind = self._kind_line()

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
        return not any(grammar.NATION.search(b.text) or grammar.ADDRESSED.match(b.text) for b in top)

    def _damaged_number(self) -> re.Match[str] | None:
        """The number line of a bad scan, found by the date beside it or a slash before the symbol."""
        for block in self.blocks[: min(self.top, 12)]:
            if len(block.text) < 160 and (block.text.isupper() or grammar.PLACE_DATE.regex.search(block.text)):
                found = grammar.BARE_NUMBER.search(block.text)
                if found:
                    return found
        return None

    def number(self) -> tuple[str | None, str | None]:
        """(number, symbol) as printed; None for what is blank or illegible."""
        found = self.number_match
        if not found and self.damaged:
            symbol = re.sub(r"\s+", "", self.damaged.group("symbol"))
            return self.damaged.group("number"), re.sub(r"(?<=-)TT[\wĐ]$", "TTg", symbol)
        if not found:
            return None, None
        symbol = re.sub(r"\s+", "", found.group("symbol"))
        symbol = re.sub(r"(?:Hà|Ha)$", "", symbol) if symbol.endswith(("Hà", "Ha")) and len(symbol) > 6 else symbol
        number = found.group("number") or None
        if found.group("mess") or found.group("cut") == "¿":
            number = None
        if found.group("year"):
            symbol = f"{found.group('year')[1:]}/{symbol}"
        return number, symbol

    @property
    def is_party(self) -> bool:
        """A Party paper: "17317-CV/VPTW" (it does not follow Decree 30)."""
        return self.number_match is not None and self.number_match.group("cut") == "-"

    def own_number(self) -> str | None:
        number, symbol = self.number()
        return f"{number}{'-' if self.is_party else '/'}{symbol}" if number and symbol else None

    def _kind_line(self) -> tuple[int | None, str | None]:
        for i, block in enumerate(self.blocks[: self.top]):
            words = squeeze(block.text).strip(" :.*")
            lowered = words.lower()
            if lowered in grammar.KIND_WORDS and words[0].isupper():
                return i, lowered
            lines = lines_of(block)
            if len(lines) > 1 and lines[0].strip(" :").lower() in grammar.KIND_WORDS and lines[0].isupper():
                return i, lines[0].strip(" :").lower()
        for i, block in enumerate(self.blocks[: min(self.top, 14)]):
            found = grammar.KIND_AT_END.search(block.text) if len(block.text) < 40 else None
            if found:
                return i, found.group(1).lower()
        return None, None

    def kind_of(self, symbol: str | None) -> str | None:
        if self.kind:
            return self.kind
        if symbol and not self.is_party and self._addressed_at() is not None and self._about_line():
            return "công văn"
        if symbol:
            first = re.split(r"[-/]", re.sub(r"^\d{4}/", "", symbol))[0]
            if first in grammar.KINDS and (self.is_party or "-" in symbol or "/" in symbol):
                return grammar.KINDS[first]
            return "công văn"
        return "công văn" if self._addressed_at() is not None else None

    def _about_line(self) -> bool:
        """A line "V/v …" under the number: only a letter has one."""
        return any(re.match(r"V/[vV]", line) for block in self.blocks[: self.top] for line in lines_of(block))

    def place_and_date(self) -> tuple[str | None, str | None]:
        stop = max(self.kind_at or 0, self.number_at or 0, self._addressed_at() or 0) + 6
        for block in self.blocks[: min(stop, self.top)]:
            if len(block.text) > 300:
                continue
            for line in (block.text, *lines_of(block)):
                if "ng" not in line or not _DAY.search(line):
                    continue
                found = grammar.PLACE_DATE.regex.search(line)
                numbered = grammar.NUMBER_LINE.regex.match(line) or grammar.BARE_NUMBER.search(line)
                if found and (found.start() < 5 or numbered):
                    return self._tidy_place(found.group("place")), _iso(found)
        return None, None

    def _tidy_place(self, place: str) -> str:
        place = grammar.BARE_NUMBER.sub("", place)
        place = re.sub(r"^\S (?=[A-ZĐ])", "", squeeze(place).strip(" ,-."))
        cut = re.search(rf"(?:[{grammar.LETTER}&]{{2,}}\s+)((?:Thành phố |Tỉnh |TP\.? ?)?[A-ZĐÀ-Ỹ][a-zà-ỹ].*)$", place)
        return cut.group(1) if cut else place

    # -- subject, addressees -------------------------------------------------------------------------------------

    def subject(self) -> str | None:
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
        lines = lines_of(block)
        if len(lines) > 1 and lines[0].strip(" :").lower() in grammar.KIND_WORDS:
            kept = [line for n, line in enumerate(lines[1:]) if not (n and grammar.ORGAN.fullmatch(line))]
            return _bare_subject(" ".join(kept))
        parts: list[str] = []
        for following in self.blocks[self.kind_at + 1 : self.kind_at + 8]:
            text = following.text
            if parts and (grammar.ORGAN.fullmatch(text) or len(text) > 260):
                break
            starts = grammar.SUBJECT_END.match(text) or text.endswith((":", ";")) or re.search(r"điện ?:", text)
            if parts and (
                starts
                or (text[0].isupper() and parts[0].upper() == parts[0] and text.upper() != text)
                or text.isupper() != parts[0].isupper()
            ):
                break
            if starts or (following.marker and parts) or grammar.PLACE_DATE.regex.match(text):
                break
            parts.append(text)
            if text.endswith(".") or len(parts) == 3:
                break
        return _bare_subject(" ".join(parts)) if parts else None

    def _to_end(self, i: int, start: int) -> str:
        text = self.blocks[i].text[start:]
        cut = re.search(r"\s(?:Hà Nội|[A-ZĐ][\wà-ỹ]+(?: [A-ZĐ][\wà-ỹ]+)*), ngày|\s[Kk][íi]nh g[ửuứ]i", text)
        text = text[: cut.start()] if cut else text
        for following in self.blocks[i + 1 : i + 8] if not cut else ():
            if (
                grammar.PLACE_DATE.regex.search(following.text)
                or grammar.ADDRESSED.match(following.text)
                or following.marker
            ):
                break
            if (
                (following.text.isupper() and len(following.text) > 12)
                or len(following.text) > 160
                or grammar.NATION.search(following.text)
            ):
                break
            text = f"{text} {following.text}"
        return squeeze(text).strip(" .")

    def _addressed_at(self) -> int | None:
        for i, block in enumerate(self.blocks[: self.top]):
            if grammar.ADDRESSED.match(block.text):
                return i
        for i, block in enumerate(self.blocks[: self.top]):
            if len(block.text) < 300 and grammar.ADDRESSED_LATE.search(block.text):
                return i
        return None

    def addressees(self) -> tuple[str, ...]:
        at = self._addressed_at()
        if at is None:
            return ()
        head = grammar.ADDRESSED.match(self.blocks[at].text) or grammar.ADDRESSED_LATE.search(self.blocks[at].text)
        assert head is not None
        first = self.blocks[at].text[head.end() :].strip().removeprefix("- ")
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
                and not grammar.SUBJECT_END.match(block.text)
                and not block.text.endswith(":")
            ):
                items[-1] = f"{items[-1]} {block.text}"
                continue
            break
        if not items and at + 1 < len(self.blocks) and ";" in self.blocks[at + 1].text:
            items = re.split(r";\s*", grammar.JUNK_ITEM.sub("", self.blocks[at + 1].text))
            items = [grammar.JUNK_ITEM.sub("", item) for item in items if len(item) > 8]
        return tuple(
            squeeze(x).strip(" .;,/")
            for item in items
            for x in re.split(r"\s-\s(?=[A-ZĐ][^-]{10,};)", item)
            if x.strip(" .;")
        )

    def body_at(self) -> int:
        """The first block after addressees, or after the line that names the kind of paper."""
        at = self._addressed_at()
        if at is None:
            return self.kind_at + 1 if self.kind_at is not None else (self.number_at or 0)
        at += 1
        while at < len(self.blocks) and (_is_bullet(self.blocks[at]) or len(self.blocks[at].text) < 60):
            at += 1
        return at

    def recipients(self) -> tuple[str, ...]:
        for i, block in enumerate(self.blocks):
            if grammar.RECIPIENTS.match(block.text):
                items: list[str] = []
                for following in self.blocks[i + 1 : i + 30]:
                    if following.marker is None and not items:
                        break
                    if following.marker is None:
                        if (
                            following.text.isupper()
                            or grammar.CAPACITY.match(following.text)
                            or len(following.text) > 140
                        ):
                            break
                        items[-1] = f"{items[-1]} {following.text}"
                        continue
                    items.append(following.body)
                return tuple(squeeze(x).strip(" .;") for x in items)
        return ()

    def urgency(self) -> str | None:
        for block in self.blocks[: self.top]:
            for line in lines_of(block):
                if line.isupper() and grammar.URGENCY.fullmatch(line.strip(" .*")):
                    return line.strip(" .*")
        return None


def _is_bullet(block: Block) -> bool:
    return block.marker is not None and block.marker.kind in ("dash", "plus")


def lines_of(block: Block) -> list[str]:
    """The lines of the file that were joined into the block."""
    edges = [*block.breaks, len(block.text)]
    return [block.text[a:b].strip() for a, b in pairwise(edges)] or [block.text]


def _bare_subject(text: str) -> str:
    text = squeeze(text)
    text = re.sub(r"^\S*[\d|][^A-ZĐ]{0,20}?(?=Về )", "", text)
    head = grammar.SUBJECT_HEAD.match(text)
    return squeeze(text[head.end() :] if head else text).strip(" .*_")


def _iso(found: re.Match[str]) -> str | None:
    year = found.group("year")
    month, day = found.group("month"), found.group("day")
    if not re.fullmatch(r"\d{1,2}", month) or not 1 <= int(month) <= 12:
        return year
    if not re.fullmatch(r"\d{1,2}", day) or not 1 <= int(day) <= 31:
        return f"{year}-{int(month):02}"
    return f"{year}-{int(month):02}-{int(day):02}"
