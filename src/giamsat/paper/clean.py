"""Text as it may stand on paper: composed Vietnamese letters, no control characters."""

import unicodedata

#: control, invisible formatting (bidi overrides among them), lone surrogates, unassigned: none of them is text
UNPRINTABLE = {"Cc", "Cf", "Cs", "Cn"}


def lines_of(text: str) -> tuple[str, ...]:
    """The lines of `text` that hold something, cleaned."""
    cleaned = (clean(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    return tuple(line for line in cleaned if line)


def clean(text: str) -> str:
    """`text` on one line, in NFC, without unprintable characters and spaces at either end."""
    spaced = "".join(" " if char in "\t\n\r\v\f\u2028\u2029" else char for char in text)
    printable = "".join(char for char in spaced if unicodedata.category(char) not in UNPRINTABLE)
    return unicodedata.normalize("NFC", printable).strip()
