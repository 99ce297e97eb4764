"""Names of agencies for display: a whole group is called by its name, not listed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext

from giamsat.people.models import Unit
from giamsat.people.states import GROUP_NAMES, GROUPS

EVERYBODY = "ALL_AGENCIES"  # ministries and provinces together: chosen as two groups


@dataclass(frozen=True)
class Agencies:
    """The agency table in memory: one query for a page, however many names it shows."""

    #: key → name
    names: dict[int, str]
    #: group word → keys of its members
    groups: dict[str, frozenset[int]]

    @classmethod
    def loaded(cls) -> "Agencies":
        rows = list(Unit.objects.order_by("sort_key").values_list("pk", "name", "kind", "dissolved_on"))
        return cls(
            names={pk: name for pk, name, _, _ in rows},
            groups={
                token: frozenset(pk for pk, _, kind, gone in rows if kind in kinds and gone is None)
                for token, kinds in sorted(GROUPS.items(), key=lambda item: -len(item[1]))
            },
        )

    def said(self, keys: Iterable[int]) -> list[str]:
        """Names in the order given; members of a complete group become the group's name."""
        left, words = list(keys), []
        for token, members in self.groups.items():
            if members and members <= set(left):
                words.append(f"{GROUP_NAMES[token]} ({len(members)})")
                left = [key for key in left if key not in members]
        return words + [self.names[key] for key in left]


def groups_offered(units: Iterable[Unit]) -> dict[str, tuple[str, frozenset[int]]]:
    """Group word → its name and today's members, for forms that address a whole group."""
    units = list(units)
    found = {token: frozenset(u.pk for u in units if u.kind in kinds) for token, kinds in GROUPS.items()}
    return {
        word: (f"{gettext(GROUP_NAMES[word])} ({len(members)})", members)
        for word, members in found.items()
        if members and word != EVERYBODY
    }
