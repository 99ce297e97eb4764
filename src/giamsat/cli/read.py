"""`giamsat read FILE`: what a document says, as a table or as JSON. Needs no database."""

import json
import sys
import textwrap
from importlib.resources import files
from pathlib import Path
from typing import Any

import vanban

UNITS_SHOWN = 3


def read_file(path: Path, *, as_json: bool, explained: bool = False) -> int:
    """Read one file and print what was found, or why; an unreadable file gets one sentence on standard error."""
    try:
        source = path.read_bytes()
    except OSError as error:
        return _fail(f"Không mở được {path}: {error.strerror}.")
    if sys.stderr.isatty():
        print(f"Đang đọc {path.name}…", file=sys.stderr)  # noqa: T201 — this is a command
    table = vanban.AgencyTable.from_csv(agencies())
    try:
        reading = vanban.read(source, agencies=table)
    except vanban.Unreadable as refusal:
        return _fail(f"{refusal.text_vi}\n{refusal.text_en}")
    if explained:
        print(_explanation(reading))  # noqa: T201 — this is a command
        return 0
    found = reading.as_json()
    print(json.dumps(found, ensure_ascii=False, indent=1) if as_json else _table(found))  # noqa: T201
    return 0


def read_folder(folder: Path, *, out: Path | None, jobs: int) -> int:
    """Read every file below a folder into a file of JSON lines; goes on where it stopped."""
    from giamsat.cli.archive import read_archive  # multiprocessing is slow to load and seldom needed

    return read_archive(
        folder, out=out or Path(f"{folder.resolve().name}.jsonl"), jobs=max(1, jobs), agencies=agencies()
    )


def agencies() -> Path:
    """The agency table the project carries."""
    return Path(str(files("giamsat.people") / "seed" / "agencies.csv"))


def _explanation(reading: vanban.Reading) -> str:
    """For each assignment the rules that fired, each beside its words; then what was left out, and why."""
    from vanban.explaining import reasons, silenced  # seldom needed, and start-up counts

    lines: list[str] = []
    for a in reading.assignments:
        words = textwrap.shorten(a.text, 100)
        lines.append(f"\n{a.path or '–'} [{a.span.start}:{a.span.end}] {a.confidence:.0%} {words}")
        lines += [f"    {r.rule:<26} {r.looks_for}" + (f": “{r.words}”" if r.words else "") for r in reasons(a)]
    left = [f"    [{r.span.start}:{r.span.end}] {r.rule:<22} {r.words}" for r in silenced(reading)]
    return "\n".join([*lines, "\nkhông phải việc được giao / left out:", *left])


def _table(found: dict[str, Any]) -> str:
    document = found["document"]
    joint = "-" if "/" in (document["symbol"] or "") else "/"
    symbol = joint.join(part for part in (document["number"], document["symbol"]) if part)
    lines = [
        f"Văn bản      {document['type'] or '?'} {symbol}",
        f"Cơ quan      {document['issuer'] or '?'}, ngày {document['date'] or '?'}",
        f"Trích yếu    {textwrap.shorten(document['subject'] or '?', 150)}",
        f"Người ký     {document['signer'] or '?'} ({document['signer_title'] or '?'})",
        "",
        f"{len(found['assignments'])} việc được giao:",
    ]
    return "\n".join(lines + [_row(item) for item in found["assignments"]])


def _row(item: dict[str, Any]) -> str:
    due = "; ".join(d["text"] for d in item["deadlines"]) or ", ".join(item["recurrence"]) or "không nêu thời hạn"
    leads = item["lead"][:UNITS_SHOWN] + (["…"] if len(item["lead"]) > UNITS_SHOWN else [])
    head = f"\n{item['path'] or '–':<10} {', '.join(leads) or '(chưa rõ chủ trì)'} · {due} · {item['confidence']:.0%}"
    body = textwrap.fill(textwrap.shorten(item["text"], 300), 100, initial_indent=" " * 11, subsequent_indent=" " * 11)
    with_whom = f"\n{' ' * 11}phối hợp: {', '.join(item['coordinating'])}" if item["coordinating"] else ""
    return f"{head}\n{body}{with_whom}"


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 — this is a command
    return 1
