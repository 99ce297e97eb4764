from datetime import date
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from giamsat.errors import BadMove, GiamsatError, NotAllowed, Stale
from giamsat.journal.models import Entry
from giamsat.obstacles import actions, queries, rules
from giamsat.obstacles.models import Obstacle, ObstacleStep
from giamsat.obstacles.states import ABOVE_UNIT, AWAITING, HOLDER, MOVES, OPEN, Level, ObstacleState, Party
from giamsat.people.models import Post
from giamsat.people.states import Role
from tests import builders as a

pytestmark = pytest.mark.django_db

S = ObstacleState


@pytest.fixture
def sides() -> dict[Party, Post]:
    return {
        Party.REPORTER: a.post(Role.REPORTER),
        Party.HEAD: a.post(Role.APPROVER),
        Party.STANDING: a.coordinator(),
        Party.STEERING: a.post(Role.LEADER, "BCĐCP"),
    }


def again(obstacle: Obstacle) -> Obstacle:
    return Obstacle.objects.select_related("duty__unit", "duty__programme", "duty__task").get(pk=obstacle.pk)


def in_state(state: ObstacleState, sides: dict[Party, Post]) -> Obstacle:
    """An obstacle brought to a state by the moves that lead there."""
    reporter, head, standing = sides[Party.REPORTER], sides[Party.HEAD], sides[Party.STANDING]
    duty = a.duty(standing)
    if state == S.NOTED:
        return a.noted(duty, reporter)
    obstacle = a.raised(duty, by=reporter, head=head, beyond_authority=state != S.UNIT)
    if state in (S.DEPUTY_PM, S.PM):
        actions.escalate(obstacle, to=state, reason="Vượt thẩm quyền", by=standing, at=a.NOW)
    elif state == S.RETURNED:
        actions.return_with_question(obstacle, question="Thiếu bao nhiêu?", by=standing, at=a.NOW)
    elif state == S.ANSWERED:
        a.answered(obstacle, by=standing)
    elif state == S.SPLIT:
        actions.split(obstacle, ["Phần một", "Phần hai"], by=standing, at=a.NOW)
    elif state == S.MERGED:
        other = a.raised(a.duty(standing), by=reporter, head=head)
        actions.merge(obstacle, into=other, by=standing, at=a.NOW)
    elif state == S.WITHDRAWN:
        actions.withdraw(obstacle, reason="Đã tự giải quyết", by=head, at=a.NOW)
    return again(obstacle)


def outcome(obstacle: Obstacle, to: ObstacleState, by: Post) -> str:
    try:
        rules.check_move(obstacle, to, by)
    except GiamsatError as refusal:
        return type(refusal).__name__
    return "moved"


@pytest.mark.parametrize("state", list(S))
def test_only_the_table_moves_an_obstacle(state: ObstacleState, sides: dict[Party, Post]) -> None:
    obstacle = in_state(state, sides)

    got = {(to, party): outcome(obstacle, to, by) for (party, by), to in product(sides.items(), S)}

    wanted = {}
    for party, to in product(sides, S):
        verdict = "BadMove" if to not in MOVES[state] else "moved" if party in MOVES[state][to] else "NotAllowed"
        # What was returned goes back to the level that asked.
        is_elsewhere = state == S.RETURNED and to in AWAITING and to != S.STANDING
        wanted[to, party] = "BadMove" if verdict == "moved" and is_elsewhere else verdict
    assert got == wanted


def test_whoever_holds_the_pen_has_a_move_and_nobody_has_one_when_all_is_done() -> None:
    idle = {state for state, holders in HOLDER.items() if not holders}
    lost = {
        (state, party)
        for state, holders in HOLDER.items()
        for party in holders
        if not any(party in by for by in MOVES[state].values())
    }

    assert (lost, idle) == (set(), {state for state, ways in MOVES.items() if not ways})


@pytest.mark.parametrize("role", list(Role))
def test_people_of_other_units_hold_no_hand(role: Role) -> None:
    duty = a.duty()

    assert rules.parties_of(a.post(role, "BYT"), duty) == frozenset()


def test_each_level_answers_by_a_working_day_of_its_own(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)
    days = [obstacle.answer_by]
    actions.escalate(obstacle, to=S.DEPUTY_PM, reason="Cần Phó Thủ tướng", by=sides[Party.STANDING], at=a.NOW)
    days.append(obstacle.answer_by)
    actions.escalate(
        obstacle, to=S.PM, reason="Cần Thủ tướng", answer_by=date(2026, 6, 30), by=sides[Party.STEERING], at=a.NOW
    )

    # From Tuesday 02/6/2026: five and seven working days; the last was named.
    assert [*days, obstacle.answer_by] == [date(2026, 6, 9), date(2026, 6, 11), date(2026, 6, 30)]
    assert [(step.was, step.to, step.party) for step in obstacle.steps.order_by("nth")] == [
        (S.NOTED, S.STANDING, Party.HEAD),
        (S.STANDING, S.DEPUTY_PM, Party.STANDING),
        (S.DEPUTY_PM, S.PM, Party.STEERING),
    ]


def test_an_answer_is_not_asked_for_yesterday(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)

    with pytest.raises(rules.AnswerDayPast):
        actions.escalate(
            obstacle, to=S.PM, reason="Gấp", answer_by=date(2026, 6, 1), by=sides[Party.STANDING], at=a.NOW
        )

    assert again(obstacle).state == S.STANDING


def test_what_the_unit_cannot_settle_goes_up_with_a_proposal(sides: dict[Party, Post]) -> None:
    reporter, head = sides[Party.REPORTER], sides[Party.HEAD]
    bare = a.raised(by=reporter, head=head, beyond_authority=False, proposal="")
    said = a.raised(by=reporter, head=head, beyond_authority=False)

    with pytest.raises(rules.ProposalMissing):
        actions.escalate(bare, to=S.STANDING, reason="Quá sức", by=head, at=a.NOW)
    actions.escalate(said, to=S.STANDING, reason="Quá sức", by=head, at=a.NOW)

    assert (said.state, said.level, said.beyond_authority) == (S.STANDING, Level.STANDING, True)


def test_a_question_goes_to_the_unit_and_its_answer_back_to_the_level_that_asked(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.DEPUTY_PM, sides)
    actions.return_with_question(obstacle, question="Bao nhiêu địa phương?", by=sides[Party.STEERING], at=a.NOW)
    waiting = queries.waiting_for_decision(obstacle.duty.programme).count()

    actions.explain(obstacle, words="Mười hai", by=sides[Party.HEAD], at=a.NOW)

    assert (waiting, obstacle.state) == (0, S.DEPUTY_PM)
    assert list(obstacle.steps.order_by("nth").values_list("words", flat=True))[-2:] == [
        "Bao nhiêu địa phương?",
        "Mười hai",
    ]


@pytest.mark.parametrize("level", ABOVE_UNIT)
def test_a_decision_from_above_needs_its_paper(level: Level) -> None:
    with pytest.raises(rules.PaperMissing):
        rules.check_ruling(rules.Ruling("Đồng ý"), level)
    with pytest.raises(rules.AnswerMissing):
        rules.check_ruling(rules.Ruling(" ", "1/TB", date(2026, 6, 1), "VPCP"), level)

    rules.check_ruling(rules.Ruling("Đồng ý"), Level.UNIT)


def test_an_answer_closes_the_obstacle_with_its_paper(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.PM, sides)

    answer = a.answered(obstacle, by=sides[Party.STEERING])

    assert (obstacle.state, answer.symbol, queries.answer_to(obstacle)) == (S.ANSWERED, "120/TB-VPCP", answer)
    assert obstacle.answer_by is None


def test_parts_go_their_own_ways_with_the_history_behind_them(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.DEPUTY_PM, sides)

    first, second = actions.split(obstacle, ["Định mức chi", "", "Nguồn vốn"], by=sides[Party.STANDING], at=a.NOW)
    a.answered(again(first), by=sides[Party.STEERING])

    assert [again(one).state for one in (obstacle, first, second)] == [S.SPLIT, S.ANSWERED, S.DEPUTY_PM]
    assert (second.parent, second.answer_by) == (obstacle, first.answer_by)


def test_one_part_is_no_split(sides: dict[Party, Post]) -> None:
    with pytest.raises(rules.TooFewParts):
        actions.split(in_state(S.STANDING, sides), ["Chỉ một", " "], by=sides[Party.STANDING], at=a.NOW)


def test_all_raisers_of_merged_obstacles_see_the_one_answer(sides: dict[Party, Post]) -> None:
    standing = sides[Party.STANDING]
    first, second = in_state(S.STANDING, sides), in_state(S.STANDING, sides)
    other = a.raised(
        a.duty(standing, leads=("BNNMT",)), by=a.post(Role.REPORTER, "BNNMT"), head=a.post(Role.APPROVER, "BNNMT")
    )
    actions.merge(first, into=second, by=standing, at=a.NOW)
    second = again(second)
    actions.merge(second, into=other, by=standing, at=a.NOW)

    answer = a.answered(again(other), by=standing)

    # Those merged into one that is merged on follow it.
    assert [queries.answer_to(again(one)) for one in (first, second, other)] == [answer] * 3


def test_nothing_is_merged_into_itself_or_into_what_is_done_with(sides: dict[Party, Post]) -> None:
    standing = sides[Party.STANDING]
    obstacle, done = in_state(S.STANDING, sides), in_state(S.ANSWERED, sides)

    for into in (obstacle, done):
        with pytest.raises(rules.NothingToMergeInto):
            actions.merge(obstacle, into=into, by=standing, at=a.NOW)


def test_a_raised_obstacle_is_withdrawn_with_a_reason_only(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)

    with pytest.raises(rules.ReasonMissing):
        actions.withdraw(obstacle, by=sides[Party.HEAD], at=a.NOW)


def test_a_step_from_an_old_page_is_stale(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)
    same = again(obstacle)
    actions.return_with_question(obstacle, question="Vì sao?", by=sides[Party.STANDING], at=a.NOW)
    actions.explain(obstacle, words="Vì thế", by=sides[Party.HEAD], at=a.NOW)

    # Back in the same state, yet not the same obstacle any more.
    with pytest.raises(Stale):
        a.answered(same, by=sides[Party.STANDING])


def test_raising_twice_is_refused(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.RETURNED, sides)

    with pytest.raises(BadMove):
        actions.bring_up(obstacle, by=sides[Party.HEAD], at=a.NOW)


def test_a_file_of_another_unit_is_no_paper(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)

    with pytest.raises(NotAllowed):
        a.answered(obstacle, by=sides[Party.STANDING], file=a.upload(sides[Party.HEAD]))


def test_nobody_outside_sees_what_is_only_noted(sides: dict[Party, Post]) -> None:
    noted, raised = in_state(S.NOTED, sides), in_state(S.STANDING, sides)
    watchers = [sides[Party.STANDING], sides[Party.STEERING], a.post(Role.SUPERVISOR, "VPCP")]
    strangers = [a.post(Role.REPORTER, "BYT"), a.post(Role.APPROVER, "BYT"), a.post(Role.UNIT_ADMIN)]

    assert [set(queries.visible_to(post)) for post in watchers] == [{raised}] * 3
    assert [set(queries.visible_to(post)) for post in strangers] == [set()] * 3
    assert set(queries.visible_to(sides[Party.REPORTER])) == {noted, raised}


def test_in_hand_is_what_waits_for_the_reader(sides: dict[Party, Post]) -> None:
    for state in (S.NOTED, *OPEN, S.ANSWERED):
        in_state(state, sides)

    hands = {party: {one.state for one in queries.in_hand_of(post)} for party, post in sides.items()}

    assert hands == {party: {state.value for state, holders in HOLDER.items() if party in holders} for party in sides}


def test_the_register_is_narrowed_by_what_the_reader_chose(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)
    in_state(S.UNIT, sides)
    post = sides[Party.STANDING]

    assert [o.pk for o in queries.register(post, words="dinh muc", beyond=True)] == [obstacle.pk]
    assert queries.register(post, state="open").count() == 2
    assert queries.register(post, state=S.ANSWERED).count() == 0


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "raised"},
        {"level": "king"},
        {"beyond_authority": False},
        {"level": Level.UNIT.value},
        {"raised_at": None},
        {"state": S.MERGED.value},
    ],
    ids=str,
)
def test_the_database_refuses_what_cannot_be(changed: dict[str, object], sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)

    with pytest.raises(IntegrityError), transaction.atomic():
        Obstacle.objects.filter(pk=obstacle.pk).update(**changed)


def test_a_step_is_taken_once(sides: dict[Party, Post]) -> None:
    step = in_state(S.STANDING, sides).steps.get()
    step.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        step.save(force_insert=True)

    assert ObstacleStep.objects.count() == 1


def test_every_step_is_in_the_journal(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.DEPUTY_PM, sides)
    a.answered(obstacle, by=sides[Party.STEERING])

    told = Entry.objects.filter(object_type="obstacles.obstacle", object_id=obstacle.pk).order_by("id")

    assert list(told.values_list("action", flat=True)) == [
        "obstacle.noted",
        "obstacle.raised",
        "obstacle.escalated",
        "obstacle.answered",
    ]


def test_how_long_an_answer_is_owed(sides: dict[Party, Post]) -> None:
    obstacle = in_state(S.STANDING, sides)  # to be answered by 09/6/2026

    late = [rules.answer_overdue(obstacle, a.NOW + days * a.DAY) for days in (0, 7, 8)]

    # Midnight in Hà Nội is 17:00 UTC; NOW is 05:00 UTC.
    assert [late[0], late[1], str(late[2])] == [None, None, "12:00:00"]
