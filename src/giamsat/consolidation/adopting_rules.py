"""What a decided master plan becomes, and who makes it so. No query, no clock."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from giamsat.consolidation.models import Compilation
from giamsat.consolidation.states import Becomes, CompilationKind, CompilationState
from giamsat.documents.models import Document
from giamsat.errors import BadMove, NotAllowed, Refused
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.targets.plans_content import figure, goal_said
from giamsat.wording import folded


class NothingTaken(Refused):
    """Chưa chọn nội dung nào được quyết định. Hãy đánh dấu ít nhất một nội dung."""

    code = "nothing_taken"


class DecidedBefore(Refused):
    """Văn bản quyết định ghi ngày trước ngày trình Kế hoạch tổng thể. Hãy chọn đúng văn bản."""

    code = "decided_before"


class UnitsGone(Refused):
    """Không còn cơ quan %(units)s trong hệ thống. Hãy bỏ chọn các nội dung của cơ quan đó, hoặc sắp xếp lại trước."""

    code = "units_gone"


class TargetsGone(Refused):
    """Không còn chỉ tiêu %(codes)s trong chương trình. Hãy bỏ chọn các nội dung của chỉ tiêu đó."""

    code = "targets_gone"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a plan as it will be made."""

    #: The line of the plan.
    key: str
    becomes: Becomes
    name: str
    unit: Mapping[str, str]
    of: Mapping[str, Any]
    #: Its place in the paper: "II.3".
    path: str
    #: What the preview says of it.
    facts: tuple[str, ...]


def items_of(figures: Mapping[str, Any]) -> list[Item]:
    """Every line of the plans, in the order of the annexes."""
    return [*_goals(figures), *_measures(figures), *_components(figures)]


def _goals(figures: Mapping[str, Any]) -> Iterator[Item]:
    for n, row in enumerate(figures["goals"], start=1):
        one = row["of"]
        said = f"{one['year']}: {goal_said(one, one['measure'])}"
        name = f"{one['indicator']}. {one['name']}"
        yield Item(one["line"], Becomes.GOAL, name, row["unit"], one, f"I.{n}", (said,))


def _measures(figures: Mapping[str, Any]) -> Iterator[Item]:
    for n, row in enumerate(figures["measures"], start=1):
        one = row["of"]
        lead = one["lead"]["name"] if one["lead"] else ""
        facts = tuple(word for word in (lead, one["product"], one["words"], one["indicator"]) if word)
        yield Item(one["line"], Becomes.TASK, one["name"], row["unit"], one, f"II.{n}", facts)


def _components(figures: Mapping[str, Any]) -> Iterator[Item]:
    for n, row in enumerate(figures["components"], start=1):
        one = row["of"]
        values = [figure(one[key]) for key in ("value", "value_until") if one[key] is not None]
        said = f"{' → '.join(values)} {one['measure']}".strip()
        facts = tuple(word for word in (one["indicator"], said, one["calculation"]) if word)
        yield Item(one["line"], Becomes.COMPONENT, one["name"], row["unit"], one, f"III.{n}", facts)


def text_of(items: Iterable[Item]) -> str:
    """The items in words, a line each: what our own paper says where it decides itself."""
    return "\n".join(" – ".join((f"{one.path}. {one.name}", one.unit["name"], *one.facts)) for one in items)


def same_component(item: Item) -> tuple[str, str, str]:
    """Components of several agencies that are one target: of one whole, named and counted alike."""
    return item.of["indicator"], folded(item.name), folded(item.of["measure"])


def check_may_adopt(compilation: Compilation, by: Post) -> None:
    """Raise unless `by` consolidates the round and the master plan has been issued."""
    if by.role != Role.COORDINATOR or not by.speaks_for(compilation.round.unit_id):
        raise NotAllowed
    if compilation.kind != CompilationKind.MASTER or compilation.state != CompilationState.ISSUED:
        raise BadMove


def check_decides(document: Document, compilation: Compilation) -> None:
    """Raise where the paper is dated before what it is to have decided on."""
    issued: date | None = compilation.document.issued_on
    if document.issued_on is not None and issued is not None and document.issued_on < issued:
        raise DecidedBefore


def check_known(wanted: Collection[str], known: Collection[str], refusal: type[Refused], word: str) -> None:
    """Raise `refusal`, naming what is not known, unless everything wanted is."""
    if gone := sorted(set(wanted) - set(known)):
        raise refusal(**{word: ", ".join(gone)})
