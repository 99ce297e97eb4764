"""The page of a paper that is not read yet says what goes on, and that nothing does."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from giamsat.documents.models import Document
from giamsat.documents.rules import ReadingBrokeOff
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db

LIVE, DEAD = timedelta(minutes=1), timedelta(minutes=-1)
OLD = timedelta(hours=-1)


def page_of(**changed: Any) -> str:
    """The page of a paper in a state that only a worker brings about."""
    by = a.coordinator()
    document = a.received(by)
    moments = {name: timezone.now() + value for name, value in changed.items() if isinstance(value, timedelta)}
    Document.objects.filter(pk=document.pk).update(**(changed | moments))
    return Visitor(by).get(f"/van-ban/{document.public_id}")


def said(page: str) -> str:
    """What the panel says first."""
    return re.findall(r'<p class="strong">([^<]*)</p>', page)[0]


@pytest.mark.parametrize(
    ("changed", "sentence", "bar"),
    [
        ({"created_at": timedelta()}, "Đang chờ đến lượt đọc", True),
        ({"state": "reading", "lease_until": LIVE}, "Đang đọc giao việc", True),
        ({"state": "reading", "lease_until": LIVE, "step": "converting"}, "Đang đổi định dạng", True),
        (
            {"state": "reading", "lease_until": LIVE, "step": "recognising", "pages_done": 3, "pages_total": 12},
            "Đang nhận dạng chữ: trang 4 trên 12",
            True,
        ),
        ({"created_at": OLD, "lease_until": timedelta(), "tries": 1}, "Lần đọc trước dừng giữa chừng", False),
        ({"created_at": OLD}, "Máy đọc đang chờ", False),
        ({"state": "reading", "lease_until": DEAD, "step": "recognising"}, "Máy đọc đang chờ", False),
    ],
)
def test_the_page_says_what_goes_on(changed: dict[str, Any], sentence: str, bar: bool) -> None:
    page = page_of(**changed)

    assert (said(page), 'role="progressbar"' in page) == (sentence, bar)
    assert 'hx-trigger="every 2s"' in page


def test_the_bar_says_how_many_pages_are_done() -> None:
    page = page_of(state="reading", lease_until=LIVE, step="recognising", pages_done=3, pages_total=12)

    assert '<progress value="3" max="12" aria-valuetext="Đang nhận dạng chữ: trang 4 trên 12"' in page


@pytest.mark.parametrize("changed", [{"created_at": OLD}, {"state": "reading", "lease_until": DEAD}])
def test_a_paper_that_waits_behind_another_says_so(changed: dict[str, Any]) -> None:
    Document.objects.filter(pk=a.received(a.coordinator()).pk).update(
        state="reading", lease_until=timezone.now() + LIVE
    )

    page = page_of(**changed)

    assert "Máy đang đọc văn bản khác" in page


def test_a_reading_whose_findings_are_not_laid_out_is_still_waited_for() -> None:
    by = a.coordinator()
    document = a.read(by)
    readings = document.readings.all()
    visitor = Visitor(by)
    told = []
    for since in (timedelta(), OLD):
        readings.update(created_at=timezone.now() + since)
        told.append(said(visitor.get(f"/van-ban/{document.public_id}")))

    assert told == ["Đang đọc giao việc", "Máy đọc đang chờ"]


def test_a_paper_given_up_says_why_and_is_sent_to_be_read_again_once() -> None:
    by = a.coordinator()
    document = a.received(by)
    Document.objects.filter(pk=document.pk).update(state="unreadable", problem=str(ReadingBrokeOff()), tries=4)
    visitor, address = Visitor(by), f"/van-ban/{document.public_id}"
    page = visitor.get(address)

    visitor.send(page, "/doc-lai")
    visitor.send(page, "/doc-lai", status=409)

    assert str(ReadingBrokeOff()) in page
    assert Document.objects.get().state == "received"


def test_in_english_the_reason_is_told_in_english() -> None:
    by = a.coordinator()
    document = a.received(by)
    Document.objects.filter(pk=document.pk).update(state="unreadable", problem=str(ReadingBrokeOff()))
    visitor = Visitor(by)
    visitor.client.cookies["giamsat_language"] = "en"

    assert "broke off each time" in visitor.get(f"/van-ban/{document.public_id}")
