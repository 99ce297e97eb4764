"""Reads official Vietnamese documents: `read(bytes)` gives a Reading; knows neither Django nor giamsat."""

from __future__ import annotations

from vanban.agencies import EMPTY_TABLE, Agency, AgencyTable
from vanban.annex_rows import TargetRow, TaskRow
from vanban.blocks import Block, Span
from vanban.cadences import Cadence
from vanban.citations import Citation
from vanban.dates import Said
from vanban.findings import Assignment
from vanban.letterhead import Letterhead
from vanban.readers import stored_text
from vanban.readers.sniff import READABLE, check, sniff
from vanban.readers.words import Words
from vanban.reading import READER_VERSION, Reading, reading_of
from vanban.unreadable import Unreadable

__all__ = [
    "READABLE",
    "READER_VERSION",
    "Agency",
    "AgencyTable",
    "Assignment",
    "Block",
    "Cadence",
    "Citation",
    "Letterhead",
    "Reading",
    "Said",
    "Span",
    "TargetRow",
    "TaskRow",
    "Unreadable",
    "Words",
    "check",
    "read",
    "read_text",
    "read_words",
    "sniff",
]


def read(source: bytes, *, agencies: AgencyTable | None = None, name: str | None = None) -> Reading:
    """Reads one file, told apart by content: DOCX, PDF, scans and pictures, .doc, .rtf, .odt, XLSX, e-mail, plain text.

    `name` is for messages only. Raises Unreadable, with a stable code and a sentence that says what to do.
    """
    del name
    return read_words(stored_text(source), agencies=agencies)


def read_text(text: str, media_kind: str, *, agencies: AgencyTable | None = None) -> Reading:
    """Reads words that have been taken out of a file already."""
    return read_words(Words(text, media_kind), agencies=agencies)


def read_words(words: Words, *, agencies: AgencyTable | None = None) -> Reading:
    """Reads words that a reader took out of a file, with their places in it."""
    return reading_of(words.text, words.kind, agencies or EMPTY_TABLE, words.places)
