"""Proposals to rename or re-scope a task, in words, with what this reader may do about them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from giamsat.errors import allowed
from giamsat.people.models import Post
from giamsat.tasks import renaming_rules as rules
from giamsat.tasks.models import Rewording
from giamsat.tasks.states import RewordingState
from giamsat.web.shown.consulting import Change, pieces_of

SIDES: dict[str, Promise] = {"unit": _("Đơn vị thực hiện đề nghị"), "assigner": _("Cơ quan giao đề nghị")}


@dataclass(frozen=True)
class RewordingShown:
    rewording: Rewording
    side: str | Promise
    changes: list[Change]
    may_agree: bool
    may_refuse: bool
    may_assent: bool
    may_take_back: bool

    @property
    def is_open(self) -> bool:
        return self.rewording.state == RewordingState.ASKED

    @property
    def seen(self) -> str:
        return self.rewording.seen


def rewordings_shown(found: Iterable[Rewording], post: Post, leads: Collection[int]) -> list[RewordingShown]:
    """Proposals of one task that the units with keys `leads` lead."""
    return [
        RewordingShown(
            rewording=one,
            side=SIDES[one.side],
            changes=_changes(one),
            may_agree=allowed(rules.check_may_decide, one, RewordingState.AGREED, post),
            may_refuse=allowed(rules.check_may_decide, one, RewordingState.REFUSED, post),
            may_assent=allowed(rules.check_may_assent, one, leads, post),
            may_take_back=allowed(rules.check_may_take_back, one, post),
        )
        for one in found
    ]


def _changes(one: Rewording) -> list[Change]:
    parts = ((_("Tên nhiệm vụ"), one.was_name, one.name), (_("Nội hàm"), one.was_scope, one.scope))
    return [Change(word, pieces_of(old, new)) for word, old, new in parts if old != new]
