"""The forms of the pages as those who may send them see them, filled in."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import Resolver404, resolve

from accept.authz_doors import Actor, ask
from giamsat.people.states import Role
from tests.access import relations, world
from tests.access.relations import MAY_DO
from tests.web.browser import Forms

#: who is led through the pages to find the forms
GUIDES = (
    (Role.COORDINATOR, "owner"),
    (Role.APPROVER, "owner"),
    (Role.REPORTER, "own"),
    (Role.APPROVER, "own"),
    (Role.COORDINATOR, "own"),
)
#: what is typed where a form is empty; every other empty field is left so
TYPED = {
    "reason": "Vì thế",
    "result": "Đã xong một phần",
    "name": "Tên khác hẳn",
    "answer": "Đồng ý",
    "paper": "Công văn 12/BTC-VP ngày 03/6/2026",
    "decision_paper": "Công văn 12/BTC-VP ngày 03/6/2026",
    "symbol": "12/TB-VPCP",
    "issuer": "Văn phòng Chính phủ",
    "decision": "Cho áp dụng",
    "on": "2026-12-30",
    "answer_by": "2026-12-30",
    "description": "Thiếu số liệu",
    "source": "Ngân sách",
    "year": "2026",
    "parts": "Phần một\nPhần hai",
    "scope": "Phạm vi khác",
    "words": "trước ngày 30/12/2026",
}


@dataclass(frozen=True)
class Filled:
    """A form ready to be sent."""

    name: str
    kind: str
    address: str
    fields: dict[str, Any]


def filled_forms(place: world.World, actors: list[Actor]) -> list[Filled]:
    """One filled form for each address that changes something, as the first guide who sees it does."""
    found: dict[str, Filled] = {}
    for role, relation in GUIDES:
        sought = (role, relation, "password")
        guide = next((one for one in actors if (one.role, one.relation, one.mechanism) == sought), None)
        if guide is None:
            continue
        for page in _pages(place, role, relation):
            text = ask(guide, "GET", page, whole={}).body.decode("utf-8", "replace")
            for address, fields in Forms(text).forms.items():
                name = _name(address or page)
                if name in MAY_DO and relations.may_do(name, role, relation):
                    form = Filled(name, "", address or page, {**fields, **_typed(fields)})
                    found.setdefault(form.address, form)
    return list(found.values())


def _pages(place: world.World, role: Role, relation: str) -> Iterator[str]:
    for name in sorted(world.names() - world.POSTS):
        for kind, address in place.addresses(name):
            is_page = not name.endswith(("_file", "_docx", "_pdf", "_page", "_paper", "download", "livez", "readyz"))
            if is_page and relations.expected(name, kind, role, relation) == "open":
                yield address


def _typed(fields: dict[str, Any]) -> dict[str, str]:
    return {name: TYPED[name] for name, value in fields.items() if not value and name in TYPED}


def _name(address: str) -> str:
    try:
        return resolve(address.split("?")[0]).url_name or ""
    except Resolver404:
        return ""
