from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.journal.models import Entry
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.reports import actions as report_actions
from giamsat.reports.models import Obligation, Submission
from giamsat.reports.rules import Incomplete, manifest
from giamsat.reports.states import ObligationState
from giamsat.targets import plans, plans_queries, plans_rules
from giamsat.targets.models import Indicator, Plan, PlanGoal, PlanMeasure, PlanRemark
from giamsat.targets.plans_changes import changes
from giamsat.targets.plans_content import hash_of
from giamsat.targets.plans_rules import GoalSaid
from giamsat.targets.plans_states import PLAN_MOVES, PlanPart, PlanState, RemarkState, Term
from giamsat.targets.states import IndicatorKind, Operator, Reporters
from tests import builders as a

pytestmark = pytest.mark.django_db


def owed_by_btc(coordinator: Post, one: Indicator | None = None) -> tuple[Obligation, Post, Indicator]:
    one = one or a.indicator("CT-1", by=coordinator, name="Tỷ lệ dịch vụ công", lead="BTC")
    return a.obligation(a.plan_round(coordinator)), a.post(Role.REPORTER), one


def returned(coordinator: Post) -> tuple[Plan, PlanRemark, Post]:
    """A plan sent back with one remark on its measure."""
    owed, reporter, one = owed_by_btc(coordinator)
    plan = a.handed_in_plan(owed, reporter, one)
    line = plan.content["measures"][0]["line"]
    remark = plans.remark(plan, PlanPart.MEASURE, line, "Nêu rõ sản phẩm", by=coordinator)
    report_actions.return_submission(plan.submission, reason="Xem nhận xét", by=coordinator, at=a.NOW)
    plan.refresh_from_db()
    return plan, remark, reporter


def test_plan_begins_with_what_is_assigned_to_the_agency() -> None:
    by = a.coordinator()
    led, shared, other = (
        a.indicator("CT-1", by=by, lead="BTC"),
        a.indicator("CT-2", by=by, lead="BYT", kind=IndicatorKind.NUMBER, reporters=Reporters.MINISTRIES),
        a.indicator("CT-3", by=by, lead="BYT"),
    )
    a.goal(led, "MT-1", by=by, value=Decimal(80), year_to=2030)
    a.goal(shared, "MT-2", by=by, value=Decimal(1000), year_to=2026)
    a.goal(other, "MT-3", by=by)
    owed, reporter, _one = owed_by_btc(by, led)

    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)

    said = plan.goals.order_by("indicator__code", "-term").values_list("indicator__code", "term", "value")
    assert list(said) == [
        ("CT-1", Term.YEAR, None),
        ("CT-1", Term.PERIOD, Decimal(80)),
        # The country's number is nobody's share.
        ("CT-2", Term.YEAR, None),
        ("CT-2", Term.PERIOD, None),
    ]


def test_those_who_begin_twice_write_one_plan() -> None:
    owed, reporter, _one = owed_by_btc(a.coordinator())

    first, second = (report_actions.begin_plan(owed, by=reporter, at=a.NOW) for _ in range(2))

    assert (first, Plan.objects.count()) == (second, 1)


def test_plans_of_other_years_are_drafts_of_their_own() -> None:
    by = a.coordinator()
    owed, reporter, _one = owed_by_btc(by)
    other = a.obligation(a.plan_round(by, plan_years=(2027, 2030)))

    first, second = (report_actions.begin_plan(each, by=reporter, at=a.NOW) for each in (owed, other))

    assert [(plan.year, plan.version) for plan in (first, second)] == [(2026, 1), (2027, 2)]
    assert plans_queries.before(second) is None


def test_agency_has_one_draft_of_a_programme() -> None:
    owed, reporter, _one = owed_by_btc(a.coordinator())
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    plan.pk, plan.public_id, plan.version = None, "x" * 12, 2

    with pytest.raises(IntegrityError), transaction.atomic():
        plan.save(force_insert=True)


def test_form_that_saw_an_older_revision_changes_nothing() -> None:
    owed, reporter, one = owed_by_btc(a.coordinator())
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    seen = plan.seen
    mine, theirs = (Plan.objects.get(pk=plan.pk) for _ in range(2))
    plans.put_measure(mine, a.measure(indicator=one.pk), seen=seen, by=reporter)

    with pytest.raises(Stale):
        plans.put_mechanism(theirs, "Giao ban", seen=seen, by=reporter)

    plan.refresh_from_db()
    assert (plan.mechanism, plan.revision, plan.measures.count()) == ("", 2, 1)


def test_only_the_agency_writes_its_plan() -> None:
    owed, reporter, _one = owed_by_btc(a.coordinator())
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)

    for by in (a.coordinator(), a.post(Role.REPORTER, "BYT"), a.post(Role.SUPERVISOR, "BTC")):
        with pytest.raises(NotAllowed):
            plans.put_mechanism(plan, "Giao ban", seen=plan.seen, by=by)


@pytest.mark.parametrize(
    ("goal", "refusal"),
    [
        (GoalSaid(Operator.AT_LEAST, text="sớm"), plans_rules.GoalUnsaid),
        (GoalSaid(Operator.RANGE, Decimal(5)), plans_rules.RangeUpsideDown),
        (GoalSaid(Operator.RANGE, Decimal(5), Decimal(4)), plans_rules.RangeUpsideDown),
    ],
)
def test_goal_that_could_not_be_meant_is_refused(goal: GoalSaid, refusal: type[Exception]) -> None:
    owed, reporter, one = owed_by_btc(a.coordinator())
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)

    with pytest.raises(refusal):
        plans.put_goals(plan, one, {Term.YEAR: goal}, seen=plan.seen, by=reporter)


def test_measures_stand_on_two_levels() -> None:
    owed, reporter, _one = owed_by_btc(a.coordinator())
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    whole = plans.put_measure(plan, a.measure(), seen=plan.seen, by=reporter)
    part = plans.put_measure(plan, a.measure(under=whole.line), seen=plan.seen, by=reporter)

    for under, line in ((part.line, ""), (whole.line, whole.line), (part.line, whole.line), ("nothing", "")):
        with pytest.raises(plans_rules.NotAbove):
            plans.put_measure(plan, a.measure(under=under), seen=plan.seen, by=reporter, line=line)
    plan.refresh_from_db()
    plans.drop_line(plan, PlanPart.MEASURE, whole.line, seen=plan.seen, by=reporter)

    assert list(PlanMeasure.objects.values_list("line", "under")) == [(part.line, "")]


def test_incomplete_plan_is_not_handed_in_and_says_what_it_lacks() -> None:
    owed, reporter, one = owed_by_btc(a.coordinator())
    a.complete_draft(owed, reporter)
    draft = owed.submissions.get()
    with pytest.raises(Incomplete, match="kế hoạch thực hiện chỉ tiêu"):
        report_actions.hand_in(draft, seen_revision=draft.revision, by=reporter, at=a.NOW)
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    plans.put_goals(plan, one, {term: GoalSaid(Operator.AT_LEAST) for term in Term}, seen=plan.seen, by=reporter)
    plans.put_measure(plan, a.measure(product="", lead=None), seen=plan.seen, by=reporter)

    with pytest.raises(Incomplete) as refusal:
        report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=reporter, at=a.NOW)

    assert refusal.value.params["missing"] == (
        "kế hoạch: mục tiêu CT-1 (trong năm); kế hoạch: mục tiêu CT-1 (cả giai đoạn); "
        "kế hoạch: sản phẩm, đơn vị chủ trì của “Xây dựng cổng dữ liệu giá”; kế hoạch: cơ chế tổ chức thực hiện"
    )
    plan.refresh_from_db()
    assert (plan.state, owed.submissions.get().state) == (PlanState.DRAFT, "draft")


def test_handing_in_freezes_the_plan_and_its_hash_stands_in_the_manifest() -> None:
    owed, reporter, one = owed_by_btc(a.coordinator())

    plan = a.handed_in_plan(owed, reporter, one)

    assert (plan.state, plan.sha256) == (PlanState.FROZEN, hash_of(plan.content))
    assert plan.submission.manifest["plan"] == {"version": 1, "sha256": plan.sha256}
    with pytest.raises(BadMove):
        plans.put_mechanism(plan, "Khác", seen=plan.seen, by=reporter)


def test_plan_changed_since_it_was_seen_is_not_handed_in_and_nothing_is() -> None:
    owed, reporter, one = owed_by_btc(a.coordinator())
    plan = a.written_plan(owed, reporter, one)
    draft, seen = a.complete_draft(owed, reporter), plan.revision
    plans.put_mechanism(plan, "Giao ban hằng tuần", seen=plan.seen, by=reporter)

    for seen_plan in (seen, None):
        with pytest.raises(Stale):
            report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=seen_plan, by=reporter, at=a.NOW)

    plan.refresh_from_db()
    assert (plan.state, owed.submissions.get().state) == (PlanState.DRAFT, "draft")
    assert not Entry.objects.filter(action="plan.frozen").exists()


def test_planted_defect_a_plan_frozen_apart_from_the_acceptance_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test above holds fails once the plan is closed whatever its revision."""
    owed, reporter, one = owed_by_btc(a.coordinator())
    plan = a.written_plan(owed, reporter, one)
    draft, seen = a.complete_draft(owed, reporter), plan.revision
    plans.put_mechanism(plan, "Giao ban hằng tuần", seen=plan.seen, by=reporter)
    careful = plans.freeze

    def careless(plan: Plan, *, seen_revision: int, by: Post) -> None:
        careful(plan, seen_revision=plan.revision, by=by)

    monkeypatch.setattr(plans, "freeze", careless)
    report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=seen, by=reporter, at=a.NOW)

    plan.refresh_from_db()
    assert plan.state == PlanState.FROZEN


def test_manifest_of_a_round_without_a_plan_is_as_it_was() -> None:
    assert set(manifest({}, [])) == {"body", "files"}


def test_plan_goes_back_with_remarks_that_only_then_the_agency_sees() -> None:
    by = a.coordinator()
    owed, reporter, one = owed_by_btc(by)
    plan = a.handed_in_plan(owed, reporter, one)
    line = plan.content["measures"][0]["line"]
    plans.remark(plan, PlanPart.MEASURE, line, "Nêu rõ sản phẩm", by=by)
    assert not plans_queries.remarks_visible_to(reporter).exists()
    assert plans_queries.remarks_visible_to(by).count() == 1

    report_actions.return_submission(plan.submission, reason="Xem nhận xét", by=by, at=a.NOW)

    plan.refresh_from_db()
    owed.refresh_from_db()
    assert (plan.state, plan.decided_by, owed.state) == (PlanState.RETURNED, by, ObligationState.RETURNED)
    assert plans_queries.remarks_visible_to(reporter).get().text == "Nêu rõ sản phẩm"


def test_next_version_keeps_its_lines_and_must_answer_what_was_remarked() -> None:
    by = a.coordinator()
    plan, remark, reporter = returned(by)
    owed = plan.submission.obligation
    following = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    draft = a.complete_draft(owed, reporter)

    def hand_in() -> Submission:
        return report_actions.hand_in(
            draft, seen_revision=draft.revision, seen_plan=following.revision, by=reporter, at=a.NOW
        )

    with pytest.raises(Incomplete, match="trả lời 1 nhận xét"):
        hand_in()
    plans.put_measure(
        following, a.measure(product="Cổng dữ liệu giá"), seen=following.seen, by=reporter, line=remark.line
    )
    plans.answer(remark, "Đã ghi rõ", seen="", by=reporter)
    hand_in()

    following.refresh_from_db()
    assert [(c.part, c.field, c.was, c.now) for c in changes(plan.content, following.content)] == [
        (PlanPart.MEASURE, "product", "Cổng dữ liệu", "Cổng dữ liệu giá")
    ]
    assert (following.version, remark.state) == (2, RemarkState.ANSWERED)
    assert plans_queries.before(following) == plan


def test_answer_that_saw_another_answer_is_stale() -> None:
    _plan, remark, reporter = returned(a.coordinator())
    plans.answer(remark, "Đã ghi rõ", seen="", by=reporter)

    with pytest.raises(Stale):
        plans.answer(remark, "Giữ nguyên", seen="", by=reporter)
    with pytest.raises(NotAllowed):
        plans.answer(remark, "Giữ nguyên", seen="Đã ghi rõ", by=a.coordinator())


def test_agreed_only_without_remarks_and_by_the_standing_agency() -> None:
    by = a.coordinator()
    owed, reporter, one = owed_by_btc(by)
    plan = a.handed_in_plan(owed, reporter, one)
    remark = plans.remark(plan, PlanPart.WHOLE, "", "Thiếu nguồn lực", by=by)
    with pytest.raises(plans_rules.RemarksUnsent):
        plans.agree(plan, seen=plan.seen, by=by)
    with pytest.raises(NotAllowed):
        plans.agree(plan, seen=plan.seen, by=reporter)
    plans.drop_remark(remark, by=by)

    plans.agree(plan, seen=plan.seen, by=by)

    assert plan.state == PlanState.AGREED
    with pytest.raises(BadMove):
        plans.remark(plan, PlanPart.WHOLE, "", "Muộn rồi", by=by)


def test_remark_names_a_line_of_the_plan() -> None:
    by = a.coordinator()
    owed, reporter, one = owed_by_btc(by)
    plan = a.handed_in_plan(owed, reporter, one)

    for part, line in ((PlanPart.GOAL, "none"), (PlanPart.GOAL, ""), (PlanPart.WHOLE, "none")):
        with pytest.raises(BadMove):
            plans.remark(plan, part, line, "Sai chỗ", by=by)


def test_no_state_is_left_out_of_the_moves() -> None:
    assert set(PLAN_MOVES) == set(PlanState)


def test_draft_is_seen_by_its_agency_alone() -> None:
    by = a.coordinator()
    owed, reporter, one = owed_by_btc(by)
    plan = a.written_plan(owed, reporter, one)
    watchers = (by, a.post(Role.LEADER, "BCĐCP"), a.post(Role.SUPERVISOR, "VPCP"), a.post(Role.REPORTER, "BYT"))

    assert [plans_queries.plans_visible_to(post).count() for post in (reporter, *watchers)] == [1, 0, 0, 0, 0]
    plan = Plan.objects.get(pk=plan.pk)
    draft = a.complete_draft(owed, reporter)
    report_actions.hand_in(draft, seen_revision=draft.revision, seen_plan=plan.revision, by=reporter, at=a.NOW)

    assert [plans_queries.plans_visible_to(post).count() for post in (reporter, *watchers)] == [1, 1, 1, 1, 0]
    assert list(plans_queries.reviewed_versions(by)) == [plan]


def test_goal_row_outside_the_programme_is_refused() -> None:
    by = a.coordinator()
    owed, reporter, _one = owed_by_btc(by)
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)
    stranger = a.indicator("CT-9", by=by)
    Indicator.objects.filter(pk=stranger.pk).update(programme=a.programme("66-NQ/TW"))
    stranger.refresh_from_db()

    with pytest.raises(NotAllowed):
        plans.put_goals(plan, stranger, {}, seen=plan.seen, by=reporter)
    assert not PlanGoal.objects.filter(indicator=stranger).exists()


def test_measure_keeps_its_day_and_hour() -> None:
    owed, reporter, _one = owed_by_btc(a.coordinator())
    plan = report_actions.begin_plan(owed, by=reporter, at=a.NOW)

    one = plans.put_measure(plan, a.measure(), seen=plan.seen, by=reporter)

    assert (one.on, one.words, one.ordinal) == (date(2026, 12, 1), "chậm nhất 01/12/2026", 1)
