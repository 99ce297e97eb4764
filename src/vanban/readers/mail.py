"""E-mail (.eml): its enclosed documents; the words of the message only when it encloses none that can be read."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Iterator
from email.message import EmailMessage

from vanban.readers.plain import text_of as plain_text
from vanban.text import nfc
from vanban.unreadable import Unreadable

#: enclosures of one message that are read
MOST_ENCLOSURES = 30


def text_of(source: bytes, enclosed: Callable[[bytes], str]) -> str:
    """The stored reading of a message; `enclosed` reads one enclosure, whose own refusal passes through.

    A picture or a file that is no document is left out; a secrecy stamp or a hostile file refuses the whole message.
    """
    message = email.message_from_bytes(source, policy=email.policy.default)
    parts = list(_enclosures(message, enclosed)) or [_words(message)]
    return nfc("\n\n---\n\n".join(part.strip("\n") for part in parts if part.strip())) + "\n"


def _enclosures(message: EmailMessage, enclosed: Callable[[bytes], str]) -> Iterator[str]:
    for nth, part in enumerate(message.iter_attachments()):
        if nth >= MOST_ENCLOSURES:
            raise Unreadable("bomb", detail="enclosures")
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes) or not content:
            continue
        try:
            yield enclosed(content)
        except Unreadable as refusal:
            if refusal.code not in ("unknown_format", "no_text", "empty"):
                raise


def _words(message: EmailMessage) -> str:
    body = message.get_body(preferencelist=("plain", "html"))
    if body is None:
        return ""
    content = body.get_payload(decode=True)
    text = plain_text(content) if isinstance(content, bytes) and content else ""
    if body.get_content_type() == "text/html":
        text = re.sub(r"<(br|/p|/div|/li)[^>]*>", "\n", text, flags=re.IGNORECASE)
        text = re.sub(r"<[^>]{0,2000}>", " ", text)
    return f"{message.get('Subject', '')}\n\n{text}"
