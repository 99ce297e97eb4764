"""A task ready for comparison: its title taken apart, its product and its leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from vanban.likeness import words as lists
from vanban.likeness.leads import leads_by_form
from vanban.likeness.parse import Parsed, parse
from vanban.likeness.phrases import PROVINCE_CODES
from vanban.likeness.titles import Title

_EVERYBODY = frozenset(lists.EVERYBODY)


@dataclass(frozen=True, slots=True)
class Task:
    """A title taken apart, with its product and leads."""

    title: Title
    name: Parsed
    #: words of the product
    product: frozenset[str]
    #: codes
    leads: frozenset[str]

    @classmethod
    def of(cls, title: Title, leads_of: Callable[[str], frozenset[str]] = leads_by_form) -> Task:
        return cls(title, parse(title.title), _words_of(title.product), leads_of(title.lead))

    @property
    def is_general(self) -> bool:
        """Given to all ministries, all provinces or the like."""
        return bool(self.leads & _EVERYBODY)

    @property
    def provinces(self) -> frozenset[str]:
        """Provinces among the leads."""
        return self.leads & PROVINCE_CODES


@lru_cache(maxsize=4096)
def _words_of(product: str) -> frozenset[str]:
    return parse(product).known
