"""A change set of the organisation, and what it would do to the units and posts of today. Reads only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from giamsat.errors import Refused
from giamsat.people.models import Post, Unit, UnitPlacement
from giamsat.people.states import ChangeKind, Role, UnitKind
from giamsat.wording import nfc

#: columns of a change set
COLUMNS = ("kind", "predecessors", "successors", "name", "unit_kind", "parent", "on", "document")
#: roles whose posts pass on to a sole successor
CARRIED = (Role.REPORTER, Role.APPROVER, Role.COORDINATOR)
#: rows written or looked up by one statement
BATCH = 500


class BadChange(Refused):
    """Dòng %(line)s của tệp sắp xếp chưa đúng: %(problem)s. Hãy sửa rồi tải lại; chưa có gì thay đổi."""

    code = "bad_change"


@dataclass(frozen=True, slots=True)
class Change:
    """One row of a change set."""

    #: Counted from 1, the head not counted.
    line: int
    kind: ChangeKind
    #: Codes of units that are there, and of those that take over.
    predecessors: tuple[str, ...]
    successors: tuple[str, ...]
    #: Name and kind of a new unit, or the new name.
    name: str
    unit_kind: str
    #: Code of the unit above; empty: beside the highest.
    parent: str
    #: From this day on.
    on: date
    document: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit is to stand: its code and the code above it."""

    code: str
    parent: str


@dataclass
class Plan:
    """The pure difference a change set makes; codes everywhere."""

    #: Code → the row that founds it.
    created: dict[str, Change] = field(default_factory=dict)
    #: Code → new name, with the day.
    renamed: dict[str, Change] = field(default_factory=dict)
    moved: dict[str, Change] = field(default_factory=dict)
    #: Code → the row that ends it.
    dissolved: dict[str, Change] = field(default_factory=dict)
    #: (predecessor, successor, row).
    successions: list[tuple[str, str, Change]] = field(default_factory=list)
    #: Posts that pass on: post, code of the unit; and posts that end without one.
    carried: list[tuple[Post, str]] = field(default_factory=list)
    ended: list[Post] = field(default_factory=list)

    def heirs(self) -> dict[str, str]:
        """Code of a unit that ends → the one that takes over from it, if it is one that goes on."""
        takers: dict[str, list[str]] = {}
        for predecessor, successor, _row in self.successions:
            takers.setdefault(predecessor, []).append(successor)
        sole = {code: found[0] for code, found in takers.items() if len(found) == 1}
        return {code: heir for code in sole if (heir := _last(code, sole)) not in self.dissolved}


def changes(rows: Iterable[Mapping[str, str]]) -> list[Change]:
    """Rows of text as changes; raises `BadChange` with the line that cannot be understood."""
    return [_change(line, row) for line, row in enumerate(rows, 1)]


def plan(wanted: Sequence[Change]) -> Plan:
    """What the changes would do to the units and posts of today; reads only. Raises `BadChange`."""
    units = {unit.code: unit for unit in units_coded(codes(wanted))}
    made = Plan()
    for change in wanted:
        _add(change, made, units)
    _check_places(made, units)
    _check_nobody_left(made, units)
    _sort_posts(made, units)
    return made


def counts(made: Plan) -> dict[str, int]:
    """How many of each, for the journal and the page."""
    return {
        "created": len(made.created),
        "renamed": len(made.renamed),
        "moved": len(made.moved),
        "dissolved": len(made.dissolved),
        "successions": len(made.successions),
        "posts_carried": len(made.carried),
        "posts_ended": len(made.ended),
    }


def _change(line: int, row: Mapping[str, str]) -> Change:
    given = {name: nfc(row.get(name) or "") for name in COLUMNS}
    try:
        kind, on = ChangeKind(given["kind"]), date.fromisoformat(given["on"])
    except ValueError as problem:
        raise BadChange(line=line, problem="không rõ loại thay đổi (kind) hoặc ngày (on)") from problem
    predecessors, successors = (_listed(given[name]) for name in ("predecessors", "successors"))
    needs = {
        ChangeKind.CREATE: len(successors) == 1 and not predecessors and given["name"],
        ChangeKind.RENAME: len(predecessors) == 1 and given["name"],
        ChangeKind.MOVE: len(predecessors) == 1,
        ChangeKind.MERGE: len(predecessors) >= 1 and len(successors) == 1,
        ChangeKind.SPLIT: len(predecessors) == 1 and len(successors) >= 2,
        ChangeKind.DISSOLVE: len(predecessors) == 1 and not successors,
    }
    if not needs[kind]:
        raise BadChange(line=line, problem="thiếu hoặc thừa cơ quan, hoặc thiếu tên")
    unit_kind = given["unit_kind"]
    if unit_kind and unit_kind not in UnitKind.values():
        raise BadChange(line=line, problem=f"không có loại cơ quan “{unit_kind}”")
    names = (given["name"], unit_kind, given["parent"])
    return Change(line, kind, predecessors, successors, *names, on, given["document"])


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(";") if part.strip()))


def _last(code: str, heirs: Mapping[str, str]) -> str:
    """The end of a row of heirs."""
    while code in heirs:
        code = heirs[code]
    return code


def codes(wanted: Iterable[Change]) -> list[str]:
    """Every code the changes name."""
    named = (code for c in wanted for code in (*c.predecessors, *c.successors, c.parent) if code)
    return list(dict.fromkeys(named))


def units_coded(named: Sequence[str]) -> Iterator[Unit]:
    """The units with these codes that are there."""
    for start in range(0, len(named), BATCH):
        yield from Unit.objects.filter(code__in=named[start : start + BATCH])


def _add(change: Change, made: Plan, units: dict[str, Unit]) -> None:
    """One change put into the plan; what it names must be there, alive, and not already changed away."""
    for code in change.predecessors:
        unit = units.get(code)
        if unit is None or unit.dissolved_on is not None or code in made.dissolved:
            raise BadChange(line=change.line, problem=f"không có cơ quan đang hoạt động mang mã {code}")
    for code in change.successors:
        _add_successor(code, change, made, units)
    if change.kind == ChangeKind.RENAME:
        made.renamed[change.predecessors[0]] = change
    if change.kind == ChangeKind.MOVE:
        made.moved[change.predecessors[0]] = change
    if change.kind in (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE):
        for code in change.predecessors:
            if code not in change.successors:
                made.dissolved[code] = change
        pairs = [(old, new) for old in change.predecessors for new in change.successors if old != new]
        made.successions += [(old, new, change) for old, new in pairs]
    if change.kind == ChangeKind.MERGE and change.successors[0] in units and change.name:
        made.renamed[change.successors[0]] = change


def _add_successor(code: str, change: Change, made: Plan, units: dict[str, Unit]) -> None:
    known = units.get(code)
    if known is None and code not in made.created:
        if not change.name:
            raise BadChange(line=change.line, problem=f"cơ quan mới {code} chưa có tên")
        made.created[code] = change
    elif change.kind == ChangeKind.CREATE:
        raise BadChange(line=change.line, problem=f"mã {code} đã có cơ quan dùng")
    elif (known is not None and known.dissolved_on is not None) or code in made.dissolved:
        raise BadChange(line=change.line, problem=f"cơ quan nhận {code} đã kết thúc hoạt động")


def _check_places(made: Plan, units: dict[str, Unit]) -> None:
    """Every new or moved unit comes to stand under a unit that goes on, and nobody under himself."""
    parents = {code: change.parent for code, change in (made.created | made.moved).items()}
    for code, change in (made.created | made.moved).items():
        parent = change.parent
        if parent and (parent in made.dissolved or (parent not in units and parent not in made.created)):
            raise BadChange(line=change.line, problem=f"cơ quan cấp trên {parent} không có hoặc đã kết thúc hoạt động")
        seen = {code}
        while parent:
            if parent in seen:
                raise BadChange(line=change.line, problem=f"{code} không thể đứng dưới chính mình")
            seen.add(parent)
            parent = parents.get(parent, "")
        above = units.get(change.parent)
        if above is not None and code in units and above.path.startswith(units[code].path):
            raise BadChange(line=change.line, problem=f"{code} không thể đứng dưới chính mình")


def _check_nobody_left(made: Plan, units: dict[str, Unit]) -> None:
    """No unit that goes on is left under one that ends."""
    ending = {units[code].pk: change for code, change in made.dissolved.items()}
    keys = list(ending)
    for start in range(0, len(keys), BATCH):
        below = UnitPlacement.objects.filter(parent__in=keys[start : start + BATCH], to_on=None)
        for place in below.filter(unit__dissolved_on=None).select_related("unit").order_by("pk"):
            if place.unit.code not in made.dissolved and place.unit.code not in made.moved:
                assert place.parent_id is not None
                problem = f"{place.unit.name} còn trực thuộc cơ quan kết thúc hoạt động, chưa được sắp xếp"
                raise BadChange(line=ending[place.parent_id].line, problem=problem)


def _sort_posts(made: Plan, units: dict[str, Unit]) -> None:
    """Which posts of the units that end pass on, and which end."""
    ending, heirs = [units[code] for code in made.dissolved], made.heirs()
    for post in _posts_of(ending):
        heir = heirs.get(post.unit.code)
        if heir and post.role in CARRIED and not post.is_head:
            made.carried.append((post, heir))
        else:
            made.ended.append(post)


def _posts_of(units: Sequence[Unit]) -> Iterator[Post]:
    keys = [unit.pk for unit in units]
    for start in range(0, len(keys), BATCH):
        living = Post.objects.filter(unit__in=keys[start : start + BATCH], to_on=None)
        yield from living.select_related("unit", "person").order_by("pk")
