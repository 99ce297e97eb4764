from decimal import Decimal
from itertools import product

import pytest

from giamsat.errors import BadMove, NotAllowed, Stale, allowed
from giamsat.journal.models import Entry
from giamsat.people.states import Role
from giamsat.targets import reporting, rules
from giamsat.targets.models import COUNTRY, KnownValue, Reported
from giamsat.targets.numbers import NumberTooLong
from giamsat.targets.queries import reported_as_of, reported_visible_to, waiting_for_verification
from giamsat.targets.states import MOVES, IndicatorKind, ReportedState, Reporters
from tests import builders
from tests.builders import NOW

pytestmark = pytest.mark.django_db


def known() -> list[tuple[str, int, str, Decimal | None, bool, bool]]:
    rows = KnownValue.objects.order_by("indicator__code", "place", "ends_on")
    return list(rows.values_list("indicator__code", "place", "period", "number", "is_first", "is_latest"))


def test_value_counts_once_somebody_else_verifies_it() -> None:
    one, verifier = builders.indicator(), builders.coordinator()
    value = builders.reported(one, 40)
    assert known() == []

    reporting.verify(value, by=verifier, at=NOW)

    assert known() == [("CT-1", COUNTRY, "2026-05", Decimal(40), True, True)]
    assert (value.state, value.decided_by) == (ReportedState.VERIFIED, verifier)


def test_whoever_entered_a_value_does_not_verify_it() -> None:
    """Of two posts of one person the person counts."""
    verifier = builders.coordinator()
    reporter = builders.second_post(verifier.person, Role.REPORTER, "BKHCN")
    value = builders.reported(builders.indicator(lead="BKHCN"), 40, by=reporter)

    with pytest.raises(rules.OwnValue):
        reporting.verify(value, by=verifier, at=NOW)


def test_correction_takes_the_place_of_what_stood_and_both_stay_readable() -> None:
    one, verifier = builders.indicator(), builders.coordinator()
    first = builders.known(one, 40, verifier=verifier)
    second = builders.known(one, 42, verifier=verifier)

    first.refresh_from_db()
    assert (first.state, second.corrects, second.version) == (ReportedState.CORRECTED, first, 2)
    assert known() == [("CT-1", COUNTRY, "2026-05", Decimal(42), True, True)]
    assert list(reported_as_of(second.decided_at)) == [second]
    assert list(reported_as_of(first.decided_at)) == [first]


def test_two_who_decide_the_same_value_do_not_both_win() -> None:
    one, verifier = builders.indicator(), builders.coordinator()
    value = builders.reported(one, 40)
    seen_elsewhere = Reported.objects.select_related("indicator__programme", "by").get(pk=value.pk)
    reporting.return_value(value, reason="Sai kỳ", by=verifier, at=NOW)

    with pytest.raises(Stale):
        reporting.verify(seen_elsewhere, by=builders.coordinator(), at=NOW)

    assert known() == []


def test_one_value_waits_for_a_period() -> None:
    one = builders.indicator()
    builders.reported(one, 40)

    with pytest.raises(rules.ValueWaiting):
        builders.reported(one, 41)


def test_value_may_be_taken_back_by_its_writer_alone() -> None:
    one = builders.indicator()
    value = builders.reported(one, 40)

    with pytest.raises(rules.NotYours):
        reporting.withdraw(value, by=builders.post(Role.REPORTER), at=NOW)
    reporting.withdraw(value, by=value.by, at=NOW)

    assert value.state == ReportedState.WITHDRAWN
    assert builders.reported(one, 41).version == 2


def test_value_sent_back_says_why() -> None:
    value = builders.reported(builders.indicator(), 40)

    with pytest.raises(rules.ReasonMissing):
        reporting.return_value(value, reason=" ", by=builders.coordinator(), at=NOW)
    reporting.return_value(value, reason="Sai đơn vị tính", by=builders.coordinator(), at=NOW)

    assert (value.state, value.reason) == (ReportedState.RETURNED, "Sai đơn vị tính")


@pytest.mark.parametrize(
    ("state", "to"), list(product(ReportedState, (ReportedState.VERIFIED, ReportedState.RETURNED)))
)
def test_only_what_waits_is_decided(state: ReportedState, to: ReportedState) -> None:
    value = builders.reported(builders.indicator(), 40)
    value.state = state

    assert allowed(rules.check_may_decide, value, to, builders.coordinator()) is (to in MOVES[state])


@pytest.mark.parametrize(("role", "code"), list(product(Role, ("BKHCN", "BTC"))))
def test_verified_by_coordinators_of_the_standing_agency_alone(role: Role, code: str) -> None:
    value = builders.reported(builders.indicator(), 40)

    may = allowed(rules.check_may_decide, value, ReportedState.VERIFIED, builders.post(role, code))

    assert may is (role == Role.COORDINATOR and code == "BKHCN")


def test_sheet_may_name_another_verifier() -> None:
    value = builders.reported(builders.indicator(verifier="BTP"), 40)

    verifiers = [builders.post(Role.COORDINATOR, code) for code in ("BKHCN", "BTP")]

    assert [list(waiting_for_verification(by)) for by in verifiers] == [[], [value]]
    with pytest.raises(NotAllowed):
        reporting.verify(value, by=verifiers[0], at=NOW)


@pytest.mark.parametrize(
    ("changed", "value", "refusal"),
    [
        ({}, {"period": "2026-Q2"}, rules.PeriodUnknown),
        ({}, {"period": "bất kỳ"}, rules.PeriodUnknown),
        ({}, {"period": "2026-07"}, rules.PeriodAhead),
        ({}, {"number": None}, rules.ValueMissing),
        ({}, {"number": "1234567890123456"}, NumberTooLong),
        ({}, {"number": "0.1234567"}, NumberTooLong),
        ({}, {"number": "NaN"}, NumberTooLong),
        ({}, {"slice": "Giới tính: Nữ"}, rules.SliceUnknown),
        ({"kind": IndicatorKind.RANK}, {"number": "0"}, rules.ValueUnfit),
        ({"kind": IndicatorKind.RANK}, {"number": "3.5"}, rules.ValueUnfit),
        ({"kind": IndicatorKind.YES_NO}, {"number": "2"}, rules.ValueUnfit),
        ({"kind": IndicatorKind.STAGE, "stages": ("Trình", "Ban hành")}, {"number": "3"}, rules.ValueUnfit),
        ({"kind": IndicatorKind.QUALITATIVE}, {"number": "1"}, rules.ValueMissing),
        ({"kind": IndicatorKind.HEADING}, {}, rules.NotReported),
    ],
)
def test_unfit_values_are_refused_by_name(changed: dict, value: dict, refusal: type[Exception]) -> None:
    given = {"number": "40", "period": "2026-05"} | value

    with pytest.raises(refusal):
        builders.reported(builders.indicator(**changed), given.pop("number"), given.pop("period"), **given)


def test_unit_reports_for_itself_alone() -> None:
    one = builders.indicator(reporters=Reporters.MINISTRIES)

    with pytest.raises(NotAllowed):
        builders.reported(one, 40, of="BTP", by=builders.post(Role.REPORTER, "BTC"))
    assert builders.reported(one, 40, of="BTP").unit == builders.unit("BTP")


def test_odd_number_is_asked_about_and_passes_with_an_answer() -> None:
    one, verifier = builders.indicator(kind=IndicatorKind.NUMBER, measure="doanh nghiệp"), builders.coordinator()
    builders.known(one, 100, "2026-04", verifier=verifier)

    with pytest.raises(rules.Unanswered):
        builders.reported(one, 1000, answer=" ")
    value = builders.reported(one, 1000, answer="Gộp số của ba sở")

    assert value.questions == [{"question": "jump", "than": "100"}]


def test_slices_stand_beside_the_whole_and_are_rolled_up_nowhere() -> None:
    one, verifier = builders.indicator(slices=(("Giới tính", ("Nam", "Nữ")),)), builders.coordinator()
    whole = builders.indicator("CT-2")
    builders.computed(whole, "[CT-1] × 2")

    builders.known(one, 40, slice="Giới tính: Nữ", verifier=verifier)

    assert [(row[0], row[3]) for row in known()] == [("CT-1", Decimal(40))]


def test_unverified_values_are_seen_by_their_unit_and_by_who_verifies_alone() -> None:
    value = builders.reported(builders.indicator(), 40)
    seers = [
        value.by,
        builders.coordinator(),
        builders.post(Role.REPORTER, "BTP"),
        builders.post(Role.SUPERVISOR, "VPCP"),
    ]

    assert [value in reported_visible_to(seer) for seer in seers] == [True, True, False, False]


def test_every_step_stands_in_the_journal() -> None:
    one, verifier = builders.indicator(), builders.coordinator()
    builders.known(one, 40, verifier=verifier)

    said = list(Entry.objects.filter(action__startswith="value.").order_by("id").values_list("action", flat=True))

    assert said == ["value.submitted", "value.verified"]


def test_values_verified_together_are_verified_all_or_none() -> None:
    one, verifier = builders.indicator(reporters=Reporters.MINISTRIES), builders.coordinator()
    values = [builders.reported(one, 40, of=code) for code in ("BTC", "BTP")]
    reporting.withdraw(Reported.objects.get(pk=values[1].pk), by=values[1].by, at=NOW)

    with pytest.raises((Stale, BadMove)):
        reporting.verify_many(values, by=verifier, at=NOW)

    assert known() == []
