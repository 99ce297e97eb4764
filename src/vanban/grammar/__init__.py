"""The patterns of the reader, kept as data: what each looks for, with examples and counter-examples.

A lawyer should be able to read these files; a test proves each pattern on its own examples.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Pattern:
    """One rule of the language."""

    #: stable name, shown with every finding
    id: str
    #: what it looks for, in a sentence
    looks_for: str
    #: the regular expression; spaces stand for any white space
    pattern: str
    #: texts in which it must be found
    examples: tuple[str, ...]
    #: texts in which it must not be found
    counter_examples: tuple[str, ...] = ()
    #: letters' case does not matter
    any_case: bool = False
    #: the compiled pattern
    regex: re.Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        flags = re.IGNORECASE if self.any_case else 0
        object.__setattr__(self, "regex", re.compile(self.pattern, flags))
