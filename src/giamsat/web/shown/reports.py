"""Rounds, what is owed in them and what was handed in, as pages show them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from giamsat.reports import rules
from giamsat.reports.models import Obligation, Round, Section, Submission, SubmissionFile
from giamsat.reports.states import ObligationState, Punctuality
from giamsat.timetable.due import TICK

#: how punctuality is called among the signs of an obligation
SIGN_OF = {
    Punctuality.ON_TIME: "on_time",
    Punctuality.LATE: "late",
    Punctuality.PENDING: "owed",
    Punctuality.MISSING: "missing",
}


@dataclass(frozen=True)
class Receipt:
    """What was accepted, when, under which hash."""

    public_id: str
    version: int
    accepted_at: datetime
    late_by: timedelta | None
    by: str
    standing: str
    manifest_sha256: str
    files: list[dict[str, Any]]


@dataclass(frozen=True)
class Item:
    """One line of the list of what a report must have."""

    done: bool
    words: str


def standing_of(obligation: Obligation, at: datetime) -> str:
    """The sign of what is owed: a report sent back says so, whatever its hour."""
    if obligation.state == ObligationState.RETURNED:
        return "returned"
    return SIGN_OF[rules.punctuality(obligation, at)]


def late_by(obligation: Obligation) -> timedelta | None:
    """How long after the deadline the first acceptance was; None when in time. 0.4 s late is late."""
    handed_in_at = obligation.handed_in_at
    if handed_in_at is None or handed_in_at < obligation.late_from:
        return None
    return max(handed_in_at - obligation.late_from, TICK)


def receipt_of(submission: Submission) -> Receipt:
    """The receipt of an accepted version; its files must be prefetched with their uploads."""
    obligation = submission.obligation
    assert submission.accepted_at is not None  # a constraint of accepted versions
    return Receipt(
        public_id=submission.public_id,
        version=submission.version,
        accepted_at=submission.accepted_at,
        late_by=late_by(obligation),
        by=str(submission.accepted_by),
        standing=SIGN_OF[rules.punctuality(obligation, submission.accepted_at)],
        manifest_sha256=manifest_hash(submission),
        files=files_of(submission),
    )


def files_of(submission: Submission | None) -> list[dict[str, Any]]:
    if submission is None:
        return []
    return [
        {
            "public_id": kept.public_id,
            "name": kept.upload.name,
            "kind_word": kept.upload.file.kind.upper(),
            "size": kept.upload.file.size,
            "sha256": kept.upload.sha256,
        }
        for kept in submission.files.all()
        if kept.upload.file
    ]


def manifest_hash(submission: Submission) -> str:
    """SHA-256 (hex) over the canonical JSON of the manifest: what the receipt vouches for."""
    text = json.dumps(submission.manifest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def packaging_said(round_: Round) -> str:
    """Which files a report must have, in words."""
    if round_.wants_pdf and round_.wants_docx:
        return gettext("Nộp kèm bản PDF (ký số hoặc bản quét có dấu) và tệp .docx.")
    if round_.wants_pdf:
        return gettext("Nộp kèm bản PDF (ký số hoặc bản quét có dấu).")
    if round_.wants_docx:
        return gettext("Nộp kèm tệp .docx.")
    return gettext("Không phải nộp kèm tệp.")


def checklist(
    round_: Round, sections: list[Section], body: Mapping[str, str], files: list[SubmissionFile]
) -> list[Item]:
    """What the report has and lacks, line by line."""
    kinds = {kept.upload.file.kind for kept in files if kept.upload.file}
    items = []
    if round_.wants_pdf:
        items.append(Item("pdf" in kinds, gettext("Bản PDF ký số hoặc bản quét có dấu")))
    if round_.wants_docx:
        items.append(Item("docx" in kinds, gettext("Tệp .docx")))
    return items + [Item(bool(body.get(str(s.ordinal), "").strip()), s.heading) for s in sections if s.required]
