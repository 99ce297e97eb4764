"""Every other document a text cites by its number, with the date it gives."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vanban.blocks import Block, Span
from vanban.grammar import heads as grammar
from vanban.relations import relation, stronger


@dataclass(frozen=True)
class Citation:
    """A document cited by number."""

    #: without spaces inside, otherwise as printed
    number: str
    #: ISO day, or the year alone, or None
    date: str | None
    #: where it is first cited in the stored reading
    span: Span
    #: replaces, amends, implements or cites
    relation: str = "cites"


def citations(blocks: tuple[Block, ...], own: str | None) -> tuple[Citation, ...]:
    """Each document once, with its fullest date; `own` is the number of the document itself."""
    found: dict[str, Citation] = {}
    own_key = _key(own) if own else None
    for block in blocks:
        for citation in _in_block(block):
            key = _key(citation.number)
            if key == own_key:
                continue
            known = found.get(key)
            if known is None:
                found[key] = citation
                continue
            day = citation.date if len(citation.date or "") > len(known.date or "") else known.date
            found[key] = Citation(known.number, day, known.span, stronger(known.relation, citation.relation))
    return tuple(found.values())


def _in_block(block: Block) -> list[Citation]:
    matches = list(grammar.CITED.regex.finditer(block.text))
    dates = [_date_after(block.text, m.end()) for m in matches]
    for i in range(len(matches) - 2, -1, -1):
        between = block.text[matches[i].end() : matches[i + 1].start()]
        if dates[i] is None and re.fullmatch(
            r"\s*(?:,|;|và|hoặc)\s*(?:số |[A-ZĐ]\w+ \w+ số |[A-ZĐ]\w+ \w+ )?", between
        ):
            dates[i] = dates[i + 1]
    return [
        Citation(
            _tidy(m.group("number")),
            day,
            block.span(m.start(), m.end()),
            relation(block.text, m.start(), m.end()),
        )
        for m, day in zip(matches, dates, strict=True)
    ]


def _date_after(text: str, at: int) -> str | None:
    found = grammar.CITED_DATE.match(text, at)
    if not found:
        return None
    if found.group("only"):
        return found.group("only")
    day, month = int(found.group("d")), int(found.group("m"))
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return f"{found.group('y')}-{month:02}-{day:02}"


def _tidy(number: str) -> str:
    tidy = re.sub(r"\s+", "", number).replace("–", "-")
    return re.sub(r"(?<=[-/](?:CP|TW))\d$|(?<=TTg)\d$|(?<=BCĐ)\d$", "", tidy)


def _key(number: str) -> str:
    key = _tidy(number).replace("Đ", "D").lower()
    return re.sub(r"(?<=qh)[il1][5s]$", "15", key)
