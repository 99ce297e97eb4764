"""What an entry holds and how it is chained. No query, no clock."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, with the names of that moment."""

    #: Key of the acting unit, whose chain the entry joins; 0 is the system.
    unit_id: int
    unit_name: str
    #: Key of the person; None when the system acts.
    person_id: int | None
    person_name: str
    #: The post he speaks from.
    title: str


class Acts(Protocol):
    """Anything that can say as whom it acts: a post, or the system."""

    def as_actor(self) -> Actor: ...


@dataclass(frozen=True, slots=True)
class System:
    """The system itself, when the passing of time acts."""

    def as_actor(self) -> Actor:
        return Actor(unit_id=0, unit_name="Hệ thống", person_id=None, person_name="Hệ thống", title="")


SYSTEM = System()


def entry_hash(content: dict[str, Any], previous: str) -> str:
    """SHA-256 (hex) over the canonical JSON of `content` and the hash of the entry before it."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def list_hash(ids: list[str]) -> str:
    """Hash of the list of objects one entry stands for."""
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()


def anchor_root(
    number: int, day: date, made_at: datetime, ends: Iterable[tuple[int, int, str]], previous_root: str
) -> str:
    """SHA-256 (hex) over an anchor: its number, day, moment, the (chain, seq, hash) it names, and the root before."""
    lines = [f"{number} {day.isoformat()} {made_at.timestamp():.6f} {previous_root}"]
    lines += [f"{chain} {seq} {hash_}" for chain, seq, hash_ in ends]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
