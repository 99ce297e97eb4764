"""A plan as plain JSON, which is what its hash covers, and how its goals are said. PURE.

{"programme", "unit": {"code", "name"}, "version", "year", "until", "mechanism",
 "goals": [{"line", "indicator", "name", "kind", "direction", "measure", "reporters", "term", "year", "operator",
            "value", "value_max", "text", "note"}],
 "measures": [{"line", "kind", "indicator", "under", "name", "product", "lead", "coordinators", "words", "bound", "on",
               "clock", "resources", "funding", "funding_source"}],
 "components": [{"line", "indicator", "name", "measure", "calculation", "measurement", "lead", "value", "value_until",
                 "text"}]}

Numbers are texts ("12.5"), agencies {"code", "name"} or None, days ISO, "indicator" is a code.
"""

import hashlib
import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from giamsat.targets.states import Direction, IndicatorKind, Operator, Reporters
from giamsat.wording import nfc

Content = Mapping[str, Any]

SIGN = {
    Operator.AT_LEAST: "≥",
    Operator.ABOVE: ">",
    Operator.AT_MOST: "≤",
    Operator.BELOW: "<",
    Operator.EXACTLY: "",
    Operator.RANGE: "",
    Operator.TEXT: "",
    Operator.GROUP: "",
}


def hash_of(content: Content) -> str:
    """SHA-256 (hex) of a plan's canonical JSON."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def figure(value: Decimal | str) -> str:
    """A number as Vietnamese print writes it: 1.250,5."""
    plain = f"{Decimal(value).normalize():,f}"
    return plain.translate(str.maketrans(",.", ".,"))


def plain(value: Decimal | None) -> str | None:
    """A number as JSON keeps it, the same whatever its column's digits: "12.5"."""
    return None if value is None else f"{value.normalize():f}"


def goal_said(goal: Mapping[str, Any], measure: str = "") -> str:
    """A goal in few words, "≥ 25 %", "từ 5 đến 7 %", or its own; empty when nothing is said."""
    value, most, text = goal["value"], goal["value_max"], goal["text"]
    if value is None:
        return str(text)
    said = f"từ {figure(value)} đến {figure(most)}" if most is not None else figure(value)
    parts = (SIGN[Operator(goal["operator"])], said, measure)
    counted = nfc(" ".join(part for part in parts if part))
    return f"{counted} ({text})" if text else counted


def is_said(goal: Mapping[str, Any]) -> bool:
    """Whether a goal says a value or words."""
    return goal["value"] is not None or bool(goal["text"])


def is_summed(indicator: Mapping[str, Any]) -> bool:
    """Whether the country's value is the sum of what its agencies each reach: a number that every one reports."""
    return bool(indicator["kind"] == IndicatorKind.NUMBER and indicator["reporters"] != Reporters.LEAD)


def is_below(said: Mapping[str, Any], wanted: Mapping[str, Any], direction: str) -> bool:
    """Whether a goal is easier than the one wanted, both being numbers of one indicator."""
    if said["value"] is None or wanted["value"] is None:
        return False
    mine, asked = Decimal(said["value"]), Decimal(wanted["value"])
    falls = direction == Direction.DOWN or wanted["operator"] in (Operator.AT_MOST, Operator.BELOW)
    if falls:
        most = wanted["value_max"]
        return mine > (Decimal(most) if most is not None else asked)
    return mine < asked
