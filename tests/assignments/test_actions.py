from datetime import date

import pytest

from giamsat.assignments import actions, jobs, queries, rules
from giamsat.assignments.models import Candidate, Decision
from giamsat.assignments.states import MOVES, CandidateState
from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.people.states import Role
from giamsat.timetable import Bound
from giamsat.timetable.due import DayOutOfReach
from tests import builders as a

pytestmark = pytest.mark.django_db


def test_every_state_has_its_moves() -> None:
    assert set(MOVES) == set(CandidateState)


def test_content_as_read_names_units_deadline_and_product() -> None:
    candidate = a.candidate(a.coordinator())

    read = queries.content_as_read(candidate)

    assert read.leads == (a.unit("BTC").pk,)
    assert (read.on, read.bound, read.words) == (date(2026, 6, 10), Bound.BEFORE, "trước ngày 10 tháng 6 năm 2026")
    assert (read.name, read.product) == ("Ban hành hướng dẫn chi", "hướng dẫn chi")


def test_group_words_become_units_each_once() -> None:
    what = a.found()
    what["assignments"][0] |= {"lead": ["ALL_MINISTRIES", "Bộ Tài chính", "Bộ Lạ"], "lead_codes": ["", "BTC", ""]}
    candidate = a.review(a.coordinator(), what).candidates.get()

    leads = queries.content_as_read(candidate).leads

    assert len(leads) == len(set(leads)) == queries.group_members("ALL_MINISTRIES").count()
    assert queries.unknown_names([candidate]) == {candidate.pk: ["Bộ Lạ"]}


def test_a_dissolved_agency_is_not_bound() -> None:
    what = a.found()
    what["assignments"][0] |= {"lead": ["Bộ Thông tin và Truyền thông"], "lead_codes": ["BTTTT"]}
    candidate = a.review(a.coordinator(), what).candidates.get()

    assert queries.content_as_read(candidate).leads == ()


def test_confirming_as_read_is_not_a_correction_and_changing_is() -> None:
    by = a.coordinator()
    as_read, changed = a.candidate(by), a.candidate(by)

    first = actions.confirm(as_read, queries.content_as_read(as_read), by=by, at=a.NOW)
    second = actions.confirm(changed, a.content(name="Tên khác"), by=by, at=a.NOW)

    assert (first.corrected, second.corrected) == (False, True)
    assert changed.proposal["action"] == "ban hành hướng dẫn chi"


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"name": " "}, rules.NoName),
        ({"leads": ()}, rules.NoLead),
        ({"coordinators": ("BTC",)}, rules.LeadAlsoCoordinates),
        ({"on": date(9999, 12, 31)}, DayOutOfReach),
        ({"on": date(1, 1, 1)}, DayOutOfReach),
    ],
)
def test_content_that_binds_nobody_to_nothing_is_refused(changed: dict[str, object], refusal: type[Exception]) -> None:
    by = a.coordinator()
    candidate = a.candidate(by)

    with pytest.raises(refusal):
        actions.confirm(candidate, a.content(**changed), by=by, at=a.NOW)

    assert (Decision.objects.count(), Candidate.objects.get().state) == (0, CandidateState.PROPOSED)


def test_two_people_deciding_at_once_one_wins() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)
    same = Candidate.objects.select_related("review__document").get(pk=candidate.pk)
    actions.confirm(candidate, a.content(), by=by, at=a.NOW)

    with pytest.raises(Stale):
        actions.refuse(same, reason="không phải", by=by, at=a.NOW)
    with pytest.raises(BadMove):
        actions.confirm(candidate, a.content(), by=by, at=a.NOW)

    assert Decision.objects.count() == 1


def test_refusing_needs_a_reason_and_can_be_reopened() -> None:
    by = a.coordinator()
    candidate = a.candidate(by)

    with pytest.raises(rules.NoReason):
        actions.refuse(candidate, reason="", by=by, at=a.NOW)
    actions.refuse(candidate, reason="Chỉ là nhận định", by=by, at=a.NOW)
    actions.reopen(candidate, by=by, at=a.NOW)
    actions.confirm(candidate, a.content(), by=by, at=a.NOW)

    assert [d.confirmed for d in Decision.objects.order_by("id")] == [False, True]


def test_a_stranger_decides_nothing() -> None:
    candidate = a.candidate(a.coordinator())

    for by in (a.post(Role.REPORTER, "BKHCN"), a.post(Role.COORDINATOR, "BTC"), a.post(Role.SYSTEM_ADMIN, "BKHCN")):
        with pytest.raises(NotAllowed):
            actions.confirm(candidate, a.content(), by=by, at=a.NOW)


def test_each_reading_is_laid_out_once() -> None:
    a.read(a.coordinator(), a.found(assignments=3))

    answers = [jobs.propose_one(a.NOW), jobs.propose_one(a.NOW)]

    assert (answers, Candidate.objects.count()) == ([True, False], 3)


@pytest.mark.parametrize(
    ("content", "flagged"),
    [
        ({"on": date(2026, 6, 1)}, True),
        ({"on": date(2026, 6, 2)}, False),
        ({"on": date(2026, 6, 1), "bound": Bound.BY}, False),
        ({"on": None}, False),
    ],
)
def test_a_deadline_before_its_own_document_is_flagged_not_refused(content: dict[str, object], flagged: bool) -> None:
    assert rules.is_before_its_document(a.content(**content), date(2026, 6, 1)) is flagged


TWO = (
    "1. Bộ Tài chính ban hành hướng dẫn chi trước ngày 10 tháng 6 năm 2026; "
    "Bộ Y tế công bố danh mục trước ngày 20 tháng 6 năm 2026.\n"
)


def test_a_passage_the_reader_missed_is_added_with_what_it_says() -> None:
    by = a.coordinator()
    review = a.review(by, a.found(TWO, assignments=0))

    added = actions.add(review, start=TWO.index("Bộ Y tế"), end=len(TWO) - 1, by=by, at=a.NOW)

    content = queries.content_as_read(added)
    assert (content.leads, content.on) == ((a.unit("BYT").pk,), date(2026, 6, 20))
    assert (added.origin, added.ordinal, review.reading.assignments) == ("person", 0, [])


def test_nothing_marked_is_nothing_added() -> None:
    by = a.coordinator()
    review = a.review(by)

    for start, end in ((3, 3), (-1, 5), (0, 10_000), (len(a.TEXT) - 1, len(a.TEXT))):
        with pytest.raises(rules.NoPassage):
            actions.add(review, start=start, end=end, by=by, at=a.NOW)

    assert review.candidates.count() == 1


def test_splitting_makes_two_that_wait_and_sets_the_whole_aside() -> None:
    by = a.coordinator()
    what = a.found(TWO)
    what["assignments"][0]["span"] = [0, len(TWO) - 1]
    whole = a.review(by, what).candidates.get()

    first, second = actions.split(whole, place=TWO.index("Bộ Y tế"), by=by, at=a.NOW)

    assert [queries.content_as_read(half).leads for half in (first, second)] == [
        (a.unit("BTC").pk,),
        (a.unit("BYT").pk,),
    ]
    assert Candidate.objects.get(pk=whole.pk).state == CandidateState.REFUSED
    assert whole.decisions.get().reason == "Tách thành việc 2 và 3"
    with pytest.raises(BadMove):
        actions.split(whole, place=20, by=by, at=a.NOW)


def test_joining_makes_one_with_everybody_named() -> None:
    by = a.coordinator()
    what = a.found(assignments=2)
    what["assignments"][1] = what["assignments"][0] | {"lead": ["Bộ Y tế"], "lead_codes": ["BYT"]}
    parts = list(a.review(by, what).candidates.select_related("review__document"))

    whole = actions.join(parts, by=by, at=a.NOW)

    assert queries.content_as_read(whole).leads == (a.unit("BTC").pk, a.unit("BYT").pk)
    assert [part.decisions.get().reason for part in parts] == ["Gộp vào việc 3"] * 2
    with pytest.raises(rules.NotOneReview):
        actions.join(parts, by=by, at=a.NOW)


def test_only_what_waits_in_one_sitting_is_joined() -> None:
    by = a.coordinator()
    one, other = a.candidate(by), a.candidate(by)

    for candidates in ([one], [one, one], [one, other]):
        with pytest.raises(rules.NotOneReview):
            actions.join(candidates, by=by, at=a.NOW)


def test_strangers_add_join_and_split_nothing() -> None:
    by, stranger = a.coordinator(), a.post(Role.COORDINATOR, "BTC")
    review = a.review(by, a.found(assignments=2))
    candidates = list(review.candidates.select_related("review__document"))

    for act in (
        lambda: actions.add(review, start=0, end=5, by=stranger, at=a.NOW),
        lambda: actions.join(candidates, by=stranger, at=a.NOW),
        lambda: actions.split(candidates[0], place=10, by=stranger, at=a.NOW),
    ):
        with pytest.raises(NotAllowed):
            act()

    assert review.candidates.count() == 2


def test_a_reading_that_crashes_is_put_off_and_the_next_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    by = a.coordinator()
    bad, good = a.read(by).readings.get(), a.read(by).readings.get()
    real = actions.propose

    def propose(reading: object, *, at: object) -> object:
        if reading == bad:
            raise ZeroDivisionError
        return real(reading, at=at)  # type: ignore[arg-type]

    monkeypatch.setattr(actions, "propose", propose)
    with pytest.raises(ZeroDivisionError):
        jobs.propose_one(a.NOW)
    went_on = jobs.propose_one(a.NOW)
    nothing_left = jobs.propose_one(a.NOW)
    monkeypatch.setattr(actions, "propose", real)
    later = jobs.propose_one(a.NOW + 2 * jobs.LEASE)

    assert (went_on, nothing_left, later) == (True, False, True)
    assert Candidate.objects.filter(review__reading__in=[bad, good]).count() == 2
