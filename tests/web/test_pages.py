"""The page of a paper that came as PDF or scan: its pages as pictures, the findings marked on them."""

import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from giamsat.assignments import jobs as assignment_jobs
from giamsat.documents import jobs
from giamsat.documents.models import Page
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a
from tests.formats import made
from tests.web.browser import Forms, Visitor

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """The notice as PDF, by LibreOffice."""
    return made.converted(made.saved(made.word()), "pdf")


def address(by: Post, content: bytes, kind: str) -> str:
    """The address of a paper, really read."""
    document = a.received(by, a.upload(by, kind=kind, content=content))
    assert jobs.read_one(a.NOW)
    assert assignment_jobs.propose_one(a.NOW)
    return f"/van-ban/{document.public_id}"


def marks(page: str) -> list[tuple[str, int]]:
    """(number, how many lines) of the findings marked on pictures."""
    found = re.findall(r'<a class="passage \w+" href="#finding-(\d+)"(.*?)</a>', page, re.DOTALL)
    return [(number, len(re.findall(r"<rect x", inside))) for number, inside in found]


def test_a_pdf_is_shown_as_pages_with_its_findings_marked(pdf: bytes) -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    paper = address(by, pdf, "pdf")

    page = visitor.get(paper)

    assert marks(page) == [("1", 2), ("2", 2)]
    assert f'src="{paper}/trang/1" width="1000" height="1294" loading="lazy"' in page
    assert 'id="passage-2"' in page


def test_a_scan_is_shown_as_pages_with_its_findings_marked(pdf: bytes) -> None:
    by = a.coordinator()
    scan = made.picture(made.scanned(pdf, turned=1.4, stamped=True), "JPEG")

    page = Visitor(by).get(address(by, scan, "jpeg"))

    assert marks(page) == [("1", 2), ("2", 2)]
    assert Page.objects.get().straight


def test_the_other_view_is_the_words(pdf: bytes) -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    paper = address(by, pdf, "pdf")

    page = visitor.get(f"{paper}?xem=chu")

    assert (marks(page), '<mark class="passage proposed" data-ordinal="1"' in page) == ([], True)
    assert f'<a href="{paper}?xem=chu" aria-current="true">Chữ đọc được</a>' in page
    assert f'<a href="{paper}?xem=trang">Trang gốc</a>' in page


def test_numbers_stand_in_the_margin_and_cover_no_word(pdf: bytes) -> None:
    by = a.coordinator()
    page = Visitor(by).get(address(by, pdf, "pdf"))

    numbers = [tuple(map(int, found)) for found in re.findall(r'class="number" x="(\d+)" y="\d+" width="(\d+)"', page)]
    first = min(left for found in Page.objects.get().lines for left in found[:1]) // 10

    assert len(numbers) == 2
    assert all(x + width <= first for x, width in numbers)


@pytest.mark.parametrize("way", ["/xac-nhan", "/sua"])
def test_a_decision_leaves_the_view_as_it_was(way: str, pdf: bytes) -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    paper = address(by, pdf, "pdf")
    came_from = {"referer": f"http://testserver{paper}?xem=chu"}
    page = visitor.get(f"{paper}?xem=chu")
    if way == "/sua":
        form = visitor.get(re.findall(r'href="([^"]*/sua)"', page)[0], **came_from)
        back = visitor.send(form, "/sua?xem=chu")
    else:
        first = next(one for one in Forms(page).forms if one.endswith(way))
        back = visitor.client.post(first, Forms(page).forms[first], headers=came_from)["Location"]

    assert back == f"{paper}?xem=chu#finding-2"
    assert marks(visitor.get(back)) == []


def test_a_paper_read_before_pages_were_kept_has_pictures_without_marks(pdf: bytes) -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    paper = address(by, pdf, "pdf")
    Page.objects.all().delete()

    assert '<mark class="passage proposed"' in visitor.get(paper)
    page = visitor.get(f"{paper}?xem=trang")
    assert (marks(page), f'src="{paper}/trang/1"' in page) == ([], True)
    assert "2 việc không chỉ được chỗ trên trang" in page
    assert visitor.client.get(f"{paper}/trang/1")["Content-Type"] == "image/webp"


def test_a_paper_without_pages_is_words_alone() -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    paper = f"/van-ban/{a.review(by).document.public_id}"

    assert "Chữ đọc được" not in visitor.get(f"{paper}?xem=trang")
    visitor.get(f"{paper}/trang/1", status=404)


def test_the_picture_of_a_page_is_kept_by_the_browser_and_asked_for_each_time(pdf: bytes) -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    paper = address(by, pdf, "pdf")

    first = visitor.client.get(f"{paper}/trang/1")
    again = visitor.client.get(f"{paper}/trang/1", headers={"if-none-match": first["ETag"]})

    assert Image.open(io.BytesIO(first.content)).size == (1275, 1651)
    assert (first["Cache-Control"], again.status_code, again.content) == ("private, no-cache", 304, b"")


@pytest.mark.parametrize("number", ["0", "2", "99999999999999999999999"])
def test_a_page_that_is_not_there_is_not_found(number: str, pdf: bytes) -> None:
    by = a.coordinator()

    Visitor(by).get(f"{address(by, pdf, 'pdf')}/trang/{number}", status=404)


def test_who_does_not_see_the_paper_sees_no_page_even_with_the_tag_of_its_picture(pdf: bytes) -> None:
    by = a.coordinator()
    paper = address(by, pdf, "pdf")
    tag = Visitor(by).client.get(f"{paper}/trang/1")["ETag"]
    other = Visitor(a.post(Role.COORDINATOR, "BYT"))

    other.get(f"{paper}/trang/1", status=404, **{"if-none-match": tag})


def test_pages_of_a_long_paper_cost_no_more_queries(pdf: bytes) -> None:
    by = a.coordinator()
    visitor = Visitor(by)
    counts = []
    for count in (1, 1, 3):
        sheets = [made.scanned(pdf)] * count
        out = io.BytesIO()
        sheets[0].save(out, "PDF", save_all=True, append_images=sheets[1:], resolution=200 - len(counts))
        paper = address(by, out.getvalue(), "pdf")
        with CaptureQueriesContext(connection) as queries:
            visitor.get(paper)
        counts.append(len(queries))

    assert counts[2] <= counts[1]
