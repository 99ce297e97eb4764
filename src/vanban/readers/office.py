"""Word's old .doc, .rtf and .odt, through LibreOffice into .docx."""

from __future__ import annotations

import tempfile
from pathlib import Path

from vanban import programs
from vanban.unreadable import Unreadable

#: wall clock; the first start of a private profile takes longest
SECONDS = 60


def as_docx(source: bytes, kind: str) -> bytes:
    """The document as .docx, converted with a profile of its own in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="vanban-") as name:
        folder = Path(name)
        given = folder / f"given.{kind}"
        given.write_bytes(source)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        words = [profile, "--headless", "--norestore", "--convert-to", "docx:MS Word 2007 XML", "--outdir", "out"]
        programs.run("soffice", [*words, str(given)], seconds=SECONDS, folder=folder)
        made = folder / "out" / "given.docx"
        if not made.exists():
            raise Unreadable("damaged", detail="LibreOffice made no file")
        return made.read_bytes()
