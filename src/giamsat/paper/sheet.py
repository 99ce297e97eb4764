"""What stands on a paper: frozen values that go to JSON and back unchanged."""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Self


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 ("I."), 2 ("1.") or 3 ("a)"), numbered by the paper.

    A text that already begins with the mark of its level keeps it, and counting goes on from there.
    """

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Body text; every line of it becomes a paragraph of its own."""

    text: str


@dataclass(frozen=True)
class Item:
    """A line of a list, set behind a dash, or behind a plus at level 2."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Table:
    """A table whose header row returns on every page."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    #: relative column widths; None lets the text decide
    widths: tuple[float, ...] | None = None
    #: stands centred over the table
    caption: str = ""


Block = Heading | Paragraph | Item | Table

BLOCKS: dict[str, type[Block]] = {"heading": Heading, "paragraph": Paragraph, "item": Item, "table": Table}


@dataclass(frozen=True)
class Appendix:
    """An annex, on new pages numbered from 1."""

    title: str
    blocks: tuple[Block, ...]
    #: what stands after "Kèm theo"; empty: the paper names itself
    attached_to: str = ""
    landscape: bool = False


@dataclass(frozen=True)
class Signer:
    """Who signs, without academic titles."""

    #: "KT. BỘ TRƯỞNG" and below it "THỨ TRƯỞNG"
    capacity: tuple[str, ...]
    #: "Nguyễn Văn A"; empty on a draft
    name: str = ""


@dataclass(frozen=True)
class Sheet:
    """One administrative paper. A line break in `agency`, `parent_agency` or `subject` is kept."""

    #: a key of `KINDS`
    kind: str
    #: the agency that issues
    agency: str
    #: what follows the number and "/": "BC-BKHCN", of a công văn "BKHCN-VP"
    symbol: str
    #: "Hà Nội"
    place: str
    #: trích yếu, without "V/v"
    subject: str
    body: tuple[Block, ...] = ()
    #: the agency above, if any
    parent_agency: str = ""
    #: in the number book of the year; None leaves it blank
    number: int | None = None
    #: None leaves day and month blank
    issued_on: date | None = None
    #: the year printed while the day is blank
    year: int | None = None
    #: printed instead of the name of the kind
    type_name: str = ""
    #: after "Kính gửi"
    addressees: tuple[str, ...] = ()
    #: Nơi nhận, without dashes and semicolons; the last is "Lưu: VT, …"
    recipients: tuple[str, ...] = ()
    signer: Signer | None = None
    #: a value of `Urgency`, or empty
    urgency: str = ""
    appendices: tuple[Appendix, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The sheet as plain JSON values; `from_json` gives an equal one back."""
        return asdict(self) | {
            "body": [_block_as_json(block) for block in self.body],
            "issued_on": self.issued_on.isoformat() if self.issued_on else None,
            "appendices": [
                asdict(one) | {"blocks": [_block_as_json(block) for block in one.blocks]} for one in self.appendices
            ],
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """The sheet that `as_json` wrote; fields it lacks take their defaults."""
        given = {field.name: _frozen(stored[field.name]) for field in fields(cls) if field.name in stored}
        given["body"] = _blocks_from_json(stored.get("body", []))
        given["issued_on"] = date.fromisoformat(stored["issued_on"]) if stored.get("issued_on") else None
        given["appendices"] = tuple(
            Appendix(**one | {"blocks": _blocks_from_json(one["blocks"])}) for one in stored.get("appendices", [])
        )
        if signer := stored.get("signer"):
            given["signer"] = Signer(tuple(signer["capacity"]), signer.get("name", ""))
        return cls(**given)


def _block_as_json(block: Block) -> dict[str, Any]:
    name = next(name for name, kind in BLOCKS.items() if isinstance(block, kind))
    return {"block": name} | asdict(block)


def _blocks_from_json(stored: list[dict[str, Any]]) -> tuple[Block, ...]:
    return tuple(
        BLOCKS[one["block"]](**{name: _frozen(value) for name, value in one.items() if name != "block"})
        for one in stored
    )


def _frozen(value: Any) -> Any:
    """Lists, which JSON has, as tuples, which a frozen value needs."""
    return tuple(_frozen(one) for one in value) if isinstance(value, (list, tuple)) else value
