"""What a workbook says beside its values: hidden rows, and cells shown as a share, a month or a year."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
#: bytes of one worksheet that are looked through
LARGEST = 80 * 1024 * 1024
#: built-in formats: number -> how it shows
_BUILT_IN = {9: "share", 10: "share", 17: "month"}


@dataclass(frozen=True)
class Formats:
    """One worksheet; rows and columns counted from 0."""

    #: rows that are hidden
    hidden: frozenset[int] = frozenset()
    #: (row, column) -> share, month or year
    shown: dict[tuple[int, int], str] = field(default_factory=dict)


def formats_of(source: bytes) -> dict[str, Formats]:
    """The formats of each worksheet by its name; {} for a package built otherwise than Excel's."""
    try:
        with zipfile.ZipFile(io.BytesIO(source)) as package:
            styles = _styles(package)
            return {name: _formats(package, path, styles) for name, path in _sheets(package)}
    except (KeyError, ValueError, OSError, etree.LxmlError):
        return {}


def _parsed(package: zipfile.ZipFile, path: str) -> Any:
    return etree.fromstring(package.read(path), etree.XMLParser(resolve_entities=False, no_network=True))


def _sheets(package: zipfile.ZipFile) -> list[tuple[str, str]]:
    """(name, path of the part) of each worksheet."""
    links = {
        link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target", "").removeprefix("/xl/")))
        for link in _parsed(package, "xl/_rels/workbook.xml.rels")
    }
    sheets = _parsed(package, "xl/workbook.xml").iter(f"{_MAIN}sheet")
    return [(sheet.get("name"), links[sheet.get(_RELATED)]) for sheet in sheets]


def _styles(package: zipfile.ZipFile) -> dict[bytes, str]:
    """Number of a cell's style -> how it shows, for the styles that show otherwise than the value."""
    if "xl/styles.xml" not in package.namelist():
        return {}
    root = _parsed(package, "xl/styles.xml")
    codes = {int(one.get("numFmtId")): one.get("formatCode", "") for one in root.iter(f"{_MAIN}numFmt")}
    kinds = _BUILT_IN | {number: kind for number, code in codes.items() if (kind := _kind(code))}
    cells = root.find(f"{_MAIN}cellXfs")
    numbers = [int(xf.get("numFmtId", "0")) for xf in (cells if cells is not None else ())]
    return {str(nth).encode(): kinds[number] for nth, number in enumerate(numbers) if number in kinds}


def _kind(code: str) -> str:
    """share, month or year for a format code that shows no more than that; "" for others."""
    bare = re.sub(r"\"[^\"]*\"|\\.|\[[^\]]*\]", "", code).lower().partition(";")[0]
    if "%" in bare:
        return "share"
    if "y" in bare and not re.search(r"[dhs]", bare):
        return "month" if "m" in bare else "year"
    return ""


def _formats(package: zipfile.ZipFile, path: str, styles: dict[bytes, str]) -> Formats:
    if path not in package.namelist() or package.getinfo(path).file_size > LARGEST:
        return Formats()
    xml = package.read(path)
    hidden = re.finditer(rb"<row\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*?\br=\"(\d+)\"", xml)
    shown: dict[tuple[int, int], str] = {}
    if styles:
        wanted = b"|".join(styles)
        cells = rb"<c\b(?=[^>]*\bs=\"(" + wanted + rb")\")[^>]*?\br=\"([A-Z]{1,3})(\d+)\""
        for style, letters, row in re.findall(cells, xml):
            shown[int(row) - 1, _column(letters)] = styles[style]
    return Formats(frozenset(int(m.group(1)) - 1 for m in hidden), shown)


def _column(letters: bytes) -> int:
    """The column of a spreadsheet's letters, counted from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
