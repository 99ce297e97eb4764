"""Agencies as they are named, and the table that gives their codes; the table is handed in, this library has none."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from vanban.grammar import names as naming
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
    #: short names that the paper itself defines, with the full ones: "Tổng công ty Cảng hàng không Việt Nam (ACV)"
    short: Mapping[str, str] = field(default_factory=dict)

    def with_short_names(self, texts: Iterable[str]) -> AgencyTable:
        """The same table with the short names that a paper defines for agencies."""
        short = {m.group("short"): m.group("full") for text in texts for m in naming.DEFINED.finditer(text)}
        return replace(self, short=short) if short else self

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
                codes.setdefault(_key(name), row["code"])
                if name in full or _opens_like_agency(name):
                    names.add(name.strip())
        return cls(codes, tuple(sorted(names, key=lambda n: (-len(n), n))), titles)

    @classmethod
    def from_csv(cls, path: str | Path) -> AgencyTable:
        with Path(path).open(encoding="utf-8", newline="") as rows:
            return cls.from_rows(csv.DictReader(rows))

    def code_of(self, name: str) -> str | None:
        """The code of a written name; the kind of a province may be left out."""
        key = _key(self.short.get(name, name))
        if key in self.codes:
            return self.codes[key]
        bare = re.sub(r"^(?:ubnd )?(?:tỉnh|tp) ", "", key)
        return self.codes.get(bare) if bare != key else None

    def title_of(self, code: str) -> str:
        return self.titles.get(code, code)


def _key(name: str) -> str:
    """The name evened, with the two common long words shortened as offices do."""
    key = even_tones(name).replace("uy ban nhân dân", "ubnd")
    return re.sub(r"\b(?:thành phố|tp\.? ?)(?=\s|$|\w)", "tp ", key).replace("tp  ", "tp ").strip()


EMPTY_TABLE = AgencyTable({}, (), {})


def _opens_like_agency(name: str) -> bool:
    return (
        re.match(rf"(?:{naming.HEADS})(?: |$)", name) is not None or re.fullmatch(r"[A-ZĐƯ&]{3,10}", name) is not None
    )
