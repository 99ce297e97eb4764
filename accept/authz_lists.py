"""What lists, counts, filters, sums, searches and downloads show to each: never more than the oracle, and no less."""

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pypdfium2
from django.utils import timezone

from accept.authz_doors import Actor, Answer
from accept.authz_doors import ask as send
from accept.authz_world import DUTIES, Land
from giamsat.people.states import Role

WORD = re.compile(r"zq\d+zq")
LINK = re.compile(r'href="(/[^"#]*)')
CHIP = re.compile(r'<li><a href="[^"]*"(?: aria-current="true")?>.*?<span class="num">(\d+)</span></a></li>', re.DOTALL)
DONG = re.compile(r'class="num" data-label="Đề nghị">([\d. \xa0]+)<')
NEXT = re.compile(r'<a rel="next" href="([^"]*)"')
#: addresses one person is led through at most; in a quick run
PAGES, FEW_PAGES = 400, 30
START = (
    "/", "/viec-cua-toi", "/dieu-hanh", "/nhiem-vu", "/canh-bao", "/vuong-mac?state=all", "/kinh-phi", "/chuong-trinh",
    "/de-xuat", "/gop-y", "/lay-y-kien", "/dot-bao-cao", "/van-ban", "/trung-lap", "/nhiem-vu/ra-soat-ten",
    "/de-xuat/moi", "/dot-bao-cao/moi",
)  # fmt: skip


@dataclass(frozen=True)
class Promise:
    """A list that shows all somebody may see of some kinds, to those who may open it."""

    address: str
    kinds: tuple[str, ...]
    #: Whether the first chip, or the last, counts all of them.
    chip: int | None = None


PROMISES = (
    Promise("/nhiem-vu", DUTIES, chip=0),
    Promise("/vuong-mac?state=all", ("raised", "noted"), chip=-1),
    Promise("/de-xuat", ("proposal", "proposal_draft")),
    Promise("/gop-y", ("opinion",)),
)


def ask(actor: Actor, method: str, address: str) -> Answer:
    return send(actor, method, address, whole={})


def leaks(actor: Actor, land: Land, seen: Counter[str], *, most: int = PAGES) -> Iterator[str]:
    """Every word on every page reachable from the lists, each page once, that the oracle keeps from this reader."""
    allowed = land.seen(actor.role, actor.relation)
    signs = actor.role == Role.APPROVER and actor.relation == "owner"
    printed = {t.word for t in land.things if t.kind in ("duty", "said", "raised")} if signs else set()
    waiting, known = list(START), set(START)
    while waiting and len(known) <= most:
        address = waiting.pop(0)
        answer = ask(actor, "GET", address)
        if answer.status >= 500 or answer.wrote:
            yield f"{actor}: {address} answers {answer.status}, writes {sorted(answer.wrote)}"
        text = text_of(answer)
        seen["pages"] += 1
        seen.update(f"found: {_kind(land, word).split()[0]}" for word in set(WORD.findall(text)))
        for word in sorted(set(WORD.findall(text)) - allowed):
            if not (word in printed and address.startswith("/tong-hop/")):
                yield f"{actor}: {address} shows {_kind(land, word)}"
        for link in LINK.findall(text) if answer.kind.startswith("text/html") else ():
            link = link.replace("&amp;", "&")
            if link not in known and ("?" not in link or "sau=" in link or "page=" in link):
                known.add(link)
                waiting.append(link)
    if waiting:
        seen["pages not visited"] += len(waiting)


def broken_promises(actor: Actor, land: Land, seen: Counter[str], *, every: int = 1) -> Iterator[str]:
    """Lists, counts, sums and filters that show another set, number or sum than the oracle; every nth is searched."""
    for promise in PROMISES:
        first = ask(actor, "GET", promise.address)
        if first.status != 200:
            continue
        seen["lists"] += 1
        wanted = land.seen(actor.role, actor.relation, *promise.kinds)
        got = {word for page in _pages(actor, promise.address, first) for word in WORD.findall(page)}
        told = {word for word in got if _kind(land, word).split()[0] in promise.kinds}
        if told != wanted:
            yield f"{actor}: {promise.address} lists {len(told - wanted)} too many, {len(wanted - told)} too few"
        chips = [int(n) for n in CHIP.findall(text_of(first))]
        if promise.chip is not None and chips and chips[promise.chip] != len(wanted):
            yield f"{actor}: {promise.address} counts {chips[promise.chip]}, there are {len(wanted)}"
        yield from _searched(actor, land, promise, wanted, seen, every)
    yield from _sums(actor, land, seen)


def _searched(
    actor: Actor, land: Land, promise: Promise, wanted: set[str], seen: Counter[str], every: int
) -> Iterator[str]:
    """Looking for a word finds it, or says nothing about it."""
    if promise.chip is None:
        return
    separator = "&" if "?" in promise.address else "?"
    for thing in [t for t in land.things if t.kind in promise.kinds][::every]:
        answer = ask(actor, "GET", f"{promise.address}{separator}q={thing.word}")
        seen["searches"] += 1
        chips = [int(n) for n in CHIP.findall(text_of(answer))]
        n = chips[promise.chip] if chips else 0
        if n != (thing.word in wanted):
            yield f"{actor}: searching {promise.address} for {_kind(land, thing.word)} counts {n}"


def _sums(actor: Actor, land: Land, seen: Counter[str]) -> Iterator[str]:
    money = ask(actor, "GET", "/kinh-phi")
    if money.status == 200:
        seen["sums"] += 1
        got = sum(int(re.sub(r"\D", "", n)) for n in DONG.findall(text_of(money)))
        wanted = 2 * land.asked(actor.role, actor.relation)  # by programme and by unit
        if got != wanted:
            yield f"{actor}: /kinh-phi adds up {got}, may be {wanted}"
    on = timezone.localdate() + timedelta(days=1)
    then = ask(actor, "GET", f"/nhiem-vu/tai-thoi-diem?on={on:%Y-%m-%d}")
    if then.status == 200:
        seen["sums"] += 1
        got, wanted = (
            sum(int(n) for n in CHIP.findall(text_of(then))),
            len(land.seen(actor.role, actor.relation, *DUTIES)),
        )
        if got != wanted:
            yield f"{actor}: /nhiem-vu/tai-thoi-diem counts {got}, there are {wanted}"


def _pages(actor: Actor, address: str, first: Answer) -> Iterator[str]:
    page = text_of(first)
    yield page
    while found := NEXT.search(page):
        page = text_of(ask(actor, "GET", address.split("?")[0] + found[1].replace("&amp;", "&")))
        yield page


def _kind(land: Land, word: str) -> str:
    return next((f"{t.kind} of {t.unit}" for t in land.things if t.word == word), f"unknown {word}")


def text_of(answer: Answer) -> str:
    """What can be read in an answer: a page, a paper as .docx or as PDF."""
    if answer.body[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(answer.body)) as parts:
            inside = b"".join(parts.read(name) for name in parts.namelist() if name.endswith(".xml"))
        return re.sub(r"<[^>]*>", "", inside.decode("utf-8", "replace"))
    if answer.body[:4] == b"%PDF":
        paper = pypdfium2.PdfDocument(answer.body)
        try:
            return "".join(page.get_textpage().get_text_bounded() for page in paper)
        finally:
            paper.close()
    return answer.body.decode("utf-8", "replace")
