"""The pages of a paper as pictures, with the findings marked on them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from giamsat.access.middleware import page_before
from giamsat.assignments.models import Candidate
from giamsat.documents.lines import PARTS, Box, boxes_of
from giamsat.documents.models import Document, Reading
from giamsat.documents.queries import lines_of, pages_of
from giamsat.files import pages as page_pictures

#: what may be asked for in an address, and how the switch names it
VIEWS = {"trang": _("Trang gốc"), "chu": _("Chữ đọc được")}
PAGES, TEXT = VIEWS

#: units of the drawing over a page: its width, and how far marks and numbers stand out
WIDTH, MARGIN = 1000, 3
LABEL_HEIGHT, LABEL_WIDTH, DIGIT = 26, 30, 9
GAP = 4  # between the numbers in the margin and the lines


@dataclass(frozen=True)
class Rect:
    """A rectangle in units of the drawing."""

    x: int
    y: int
    width: int
    height: int

    @property
    def middle(self) -> tuple[int, int]:
        return self.x + self.width // 2, self.y + self.height // 2


@dataclass(frozen=True)
class Mark:
    """A finding on one page; its number stands beside its first line only."""

    ordinal: int
    state: str
    rects: list[Rect]
    label: Rect | None


@dataclass(frozen=True)
class ShownPage:
    number: int
    height: int
    width: int = WIDTH
    #: where its lines begin
    edge: int = 0
    marks: list[Mark] = field(default_factory=list)


def view_asked(request: HttpRequest) -> str:
    """The view the address asks for, else the one the reader came from: deciding about a finding does not change it."""
    asked = request.GET.get("xem") or parse_qs(urlsplit(page_before(request)).query).get("xem", [""])[0]
    return asked if asked in VIEWS else ""


def view_of(asked: str, pages: Sequence[ShownPage]) -> str:
    """Which view of a paper is shown: the one asked for, else pages where findings are marked on them, else text."""
    if not pages:
        return TEXT
    is_marked = any(page.marks for page in pages)
    return asked or (PAGES if is_marked else TEXT)


def shown_pages(document: Document, reading: Reading, candidates: Sequence[Candidate]) -> list[ShownPage]:
    """Every page of the paper's file; readings made before pages were kept have no marks."""
    assert document.upload is not None
    kept = pages_of(reading)
    if not kept:
        sizes = page_pictures.sizes(document.upload.sha256)
        return [ShownPage(number, _height(*size)) for number, size in enumerate(sizes, 1)]
    pages = [ShownPage(page.number, _height(page.width, page.height), edge=_edge(page.lines)) for page in kept]
    lines, labels = lines_of(kept), Counter[tuple[int, int]]()
    for candidate in candidates:
        boxes = _by_page(boxes_of(lines, candidate.start, candidate.end))
        for number, here in boxes.items():
            page = pages[number]
            rects = [_rect(box, page.height) for box in here]
            label = _label(candidate, page, rects[0], labels) if number == next(iter(boxes)) else None
            page.marks.append(Mark(candidate.number, candidate.state, rects, label))
    return pages


def unmarked(pages: Sequence[ShownPage], candidates: Sequence[Candidate]) -> int:
    """How many findings are marked on no page."""
    marked = {mark.ordinal for page in pages for mark in page.marks}
    return sum(candidate.number not in marked for candidate in candidates)


def _by_page(boxes: list[tuple[int, Box]]) -> dict[int, list[Box]]:
    found: dict[int, list[Box]] = {}
    for page, box in boxes:
        found.setdefault(page, []).append(box)
    return found


def _height(width: int, height: int) -> int:
    return max(1, round(WIDTH * height / width))


def _rect(box: Box, height: int) -> Rect:
    x, y = box.left * WIDTH // PARTS, box.top * height // PARTS
    wide, high = (box.right - box.left) * WIDTH // PARTS, (box.bottom - box.top) * height // PARTS
    return Rect(x - MARGIN, y - MARGIN, wide + 2 * MARGIN, high + 2 * MARGIN)


def _edge(lines: list[list[int]]) -> int:
    """Where the lines of a page begin on the left."""
    return min((line[0] for line in lines), default=0) * WIDTH // PARTS


def _label(candidate: Candidate, page: ShownPage, first: Rect, labels: Counter[tuple[int, int]]) -> Rect:
    """The number of a finding, in the margin beside its first line; those that begin in one line stand side by side."""
    width = LABEL_WIDTH + DIGIT * (len(str(candidate.number)) - 1)
    before = labels[(page.number, first.y)]
    labels[(page.number, first.y)] += 1
    x = page.edge - GAP - (width + MARGIN) * (before + 1)
    return Rect(max(MARGIN, x), first.middle[1] - LABEL_HEIGHT // 2, width, LABEL_HEIGHT)
