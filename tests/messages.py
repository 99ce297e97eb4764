"""`python -m tests.messages [--write]`: every Vietnamese message has its English, and the catalogue is compiled.

Messages are Vietnamese themselves. They stand in templates, in calls of gettext, in the docstrings of refusals and as
the labels of enums. Without --write it says what is missing and ends with 1; with it the catalogue is brought up to
date (translations that exist are kept, messages that are gone are dropped) and compiled.
"""

import importlib
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1] / "src" / "giamsat"
FOLDER = ROOT / "web" / "locale" / "en" / "LC_MESSAGES"
PO, MO = FOLDER / "django.po", FOLDER / "django.mo"
KEYWORDS = ["_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy", "pgettext"]
PLURAL = {"ngettext", "ngettext_lazy"}
#: header lines that carry times and nobody's name
NEEDLESS = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Project-Id-Version',
    '"Report-Msgid-Bugs-To',
    '"Last-Translator',
    '"Language-Team',
)
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%[sd]")

SENTENCES = re.compile(r"^class \w+\((?:Refused|NotAllowed|BadMove|Stale|GiamsatError|Worded)\):", re.MULTILINE)

Key = str | tuple[str, str]


def main(arguments: list[str]) -> int:
    prepare_django()
    if "--write" in arguments:
        write(found())
    faults = problems()
    print("\n".join(faults) if faults else f"{len(found())} messages, all in English.")
    return 1 if faults else 0


def problems() -> list[str]:
    """What is missing or wrong, a line each."""
    if not PO.exists() or not MO.exists():
        return [f"{PO.name} or {MO.name} is missing: python -m tests.messages --write"]
    catalogue, messages = read(), found()
    faults = []
    for key, where in messages.items():
        faults += _faults_of(catalogue, key, where)
    kept = {message.id if isinstance(message.id, str) else tuple(message.id) for message in catalogue if message.id}
    faults += [f"no longer used: {key!r}" for key in kept - set(messages)]
    with MO.open("rb") as compiled:
        if strings(read_mo(compiled)) != strings(catalogue):
            faults.append("django.mo does not fit django.po: python -m tests.messages --write")
    return faults


def found() -> dict[Key, str]:
    """Every message of the sources → where it was found first."""
    messages: dict[Key, str] = {}
    for key, where in [*from_python(), *from_templates(), *from_refusals(), *from_enums(), *from_groups()]:
        plain = key if isinstance(key, str) else key[0]
        if plain.strip() and plain != "%(reason)s":
            messages.setdefault(key, where)
    singles = {key[0] for key in messages if not isinstance(key, str)}
    return {key: where for key, where in messages.items() if not isinstance(key, str) or key not in singles}


def from_python() -> Iterator[tuple[Key, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        yield from _extracted(path.read_bytes(), path)


def from_templates() -> Iterator[tuple[Key, str]]:
    from django.utils.translation.template import templatize  # after setup

    for path in sorted(ROOT.rglob("*.html")):
        calls = templatize(path.read_text(encoding="utf-8")).splitlines()
        yield from _extracted("\n".join(line.strip() for line in calls).encode(), path)  # indents are not Python's


def from_refusals() -> Iterator[tuple[Key, str]]:
    from giamsat.errors import GiamsatError  # after setup

    for module in _modules():
        importlib.import_module(module)
    classes = [GiamsatError]
    while classes:
        one = classes.pop()
        classes += one.__subclasses__()
        if one.__module__.startswith("giamsat."):
            yield one.__doc__ or "", f"{one.__module__}.{one.__name__}"


def from_enums() -> Iterator[tuple[Key, str]]:
    from giamsat.wording import Worded  # after setup

    for enum in Worded.__subclasses__():
        if enum.__module__.startswith("giamsat."):
            yield from ((member.label, f"{enum.__module__}.{enum.__name__}") for member in enum)


def from_groups() -> Iterator[tuple[Key, str]]:
    from giamsat.people.states import GROUP_NAMES  # after setup

    yield from ((name, "giamsat.people.states.GROUP_NAMES") for name in GROUP_NAMES.values())


def read() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def strings(catalogue: Catalog) -> dict[Key, object]:
    """Message → translation, of those that have one."""
    return {
        message.id if isinstance(message.id, str) else tuple(message.id): (
            message.string if isinstance(message.string, str) else tuple(message.string)
        )
        for message in catalogue
        if message.id and message.string and any(message.string)
    }


def write(messages: dict[Key, str]) -> None:
    """Bring the catalogue up to date and compile it; the same messages always give the same bytes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    old = strings(read()) if PO.exists() else {}
    new = Catalog(
        locale="en",
        header_comment="# English of the Vietnamese messages: python -m tests.messages --write",
        fuzzy=False,
    )
    for key, where in sorted(messages.items(), key=lambda item: str(item[0])):
        plain = key if isinstance(key, str) else key[0]
        flags = ["python-format"] if PLACEHOLDER.search(plain) else []
        new.add(key, old.get(key, old.get(plain, "")), flags=flags, auto_comments=[where])  # type: ignore[arg-type]
    text = io.BytesIO()
    write_po(text, new, width=110, omit_header=False, sort_output=False)
    lines = text.getvalue().decode().splitlines(keepends=True)
    PO.write_text("".join(line for line in lines if not line.startswith(NEEDLESS)), encoding="utf-8")
    with MO.open("wb") as compiled:
        write_mo(compiled, read())


def actions_in(source: str) -> list[str]:
    """The names of actions a source records in the journal, save those it composes (`f"progress.{to}"`)."""
    return re.findall(r'record(?:_many)?\(\s*"([a-z_.]+)"', source)


def prepare_django() -> None:
    """Settings of their own, so that the check needs neither an installation nor a test run."""
    import django

    os.environ.setdefault("GIAMSAT_VAR", tempfile.gettempdir())
    os.environ.setdefault("GIAMSAT_SECRET_KEY", "only-for-the-messages")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giamsat.config.settings")
    sys.path.insert(0, str(ROOT.parent))
    django.setup()


def _extracted(source: bytes, path: Path) -> Iterator[tuple[Key, str]]:
    where = str(path.relative_to(ROOT.parent))
    for _line, function, message, _comments in extract_python(io.BytesIO(source), KEYWORDS, [], {"encoding": "utf-8"}):
        parts = [part for part in (message if isinstance(message, tuple) else (message,)) if isinstance(part, str)]
        if function in PLURAL and len(parts) > 1:
            yield (parts[0], parts[1]), where
        elif parts:
            yield parts[0], where


def _faults_of(catalogue: Catalog, key: Key, where: str) -> list[str]:
    message = catalogue.get(key[0] if isinstance(key, tuple) else key)
    texts = [] if message is None else [message.string] if isinstance(message.string, str) else list(message.string)
    if not texts or not all(texts):
        return [f"no English: {key!r} ({where})"]
    wanted = set(PLACEHOLDER.findall(key[0] if isinstance(key, tuple) else key))
    return [f"other placeholders: {key!r} → {text!r}" for text in texts if set(PLACEHOLDER.findall(text)) != wanted]


def _modules() -> Iterator[str]:
    """The modules that hold refusals or worded enums."""
    for path in sorted(ROOT.rglob("*.py")):
        if SENTENCES.search(path.read_text(encoding="utf-8")):
            yield ".".join(path.relative_to(ROOT.parent).with_suffix("").parts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
