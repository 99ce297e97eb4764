"""Reads official Vietnamese documents: `read(bytes)` gives a Reading; knows neither Django nor giamsat."""

from __future__ import annotations

from vanban.agencies import Agency, AgencyTable
from vanban.blocks import Block, Span
from vanban.citations import Citation
from vanban.dates import Cadence, Said
from vanban.findings import Assignment
from vanban.letterhead import Letterhead
from vanban.reading import READER_VERSION, Reading, reading_of
from vanban.readers.plain import text_of
from vanban.unreadable import Unreadable

__all__ = [
    "READER_VERSION", "Agency", "AgencyTable", "Assignment", "Block", "Cadence", "Citation", "Letterhead", "Reading", "Said", "Span", "Unreadable", "read",
]


def read(source: bytes, *, agencies: AgencyTable | None = None, name: str | None = None) -> Reading:
    """Reads one file."""
    return reading_of(text_of(source), "text", agencies or AgencyTable({}, (), {}))
