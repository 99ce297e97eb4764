"""A running task gets another name or scope: proposed by either side, agreed by the assigner, nothing lost."""

from itertools import product

import pytest

from giamsat.errors import BadMove, NotAllowed, Stale
from giamsat.journal.models import Entry
from giamsat.people.models import Post
from giamsat.people.states import Role
from giamsat.tasks import actions, lists, queries, renaming
from giamsat.tasks import renaming_rules as rules
from giamsat.tasks.models import Duty, Rewording, Task
from giamsat.tasks.rules import Unexplained
from giamsat.tasks.states import REWORDING_MOVES, DutyState, RewordingState
from tests import builders as a

pytestmark = pytest.mark.django_db


@pytest.fixture
def assigner() -> Post:
    return a.coordinator()


@pytest.fixture
def unit() -> Post:
    return a.post(Role.REPORTER)


@pytest.fixture
def duty(assigner: Post) -> Duty:
    return a.duty(assigner)


def fresh(one: Rewording) -> Rewording:
    return Rewording.objects.select_related("task", "by").get(pk=one.pk)


def test_an_agreed_proposal_of_the_unit_changes_name_and_scope_from_then_on(
    duty: Duty, unit: Post, assigner: Post
) -> None:
    asked = a.rewording(duty, unit)

    renaming.agree(fresh(asked), by=assigner)

    task = Task.objects.get()
    assert (task.name, queries.scope_of(task)) == ("Ban hành thông tư về chi", "Chi thường xuyên")
    names = list(task.names.order_by("version").values_list("version", "name"))
    assert names == [(1, "Ban hành hướng dẫn chi"), (2, "Ban hành thông tư về chi")]
    assert task.scopes.count() == 2


def test_only_what_differs_gets_a_new_version(duty: Duty, unit: Post, assigner: Post) -> None:
    scope = queries.scope_of(duty.task)

    renaming.agree(fresh(a.rewording(duty, unit, scope=scope)), by=assigner)

    assert (duty.task.names.count(), duty.task.scopes.count()) == (2, 1)


def test_old_names_are_found_however_many_there_are(duty: Duty, unit: Post, assigner: Post) -> None:
    for name in ("Xây dựng thông tư lưu trú", "Công bố danh mục bến cảng"):
        renaming.agree(fresh(a.rewording(duty, unit, name=name)), by=assigner)

    for words in ("huong dan chi", "luu tru", "bến cảng"):
        assert lists.page_of(lists.ways_of(unit), lists.Choice(words=words), size=9) == [duty.pk]
    assert queries.former_names([Task.objects.get()], "huong dan") == {duty.task_id: "Ban hành hướng dẫn chi"}
    assert queries.former_names([Task.objects.get()], "bến cảng") == {}


def test_a_search_over_the_present_name_alone_would_lose_the_old_one(duty: Duty, unit: Post, assigner: Post) -> None:
    """The planted defect: the search text holds only the name in force."""
    renaming.agree(fresh(a.rewording(duty, unit)), by=assigner)
    Task.objects.update(folded="ban hanh thong tu ve chi")

    assert lists.page_of(lists.ways_of(unit), lists.Choice(words="huong dan"), size=9) == []


@pytest.mark.parametrize("role", list(Role))
def test_only_the_assigner_and_those_who_lead_propose(role: Role, duty: Duty) -> None:
    with pytest.raises(NotAllowed):
        a.rewording(duty, a.post(role, "BYT"))
    if role not in (Role.REPORTER, Role.APPROVER):
        with pytest.raises(NotAllowed):
            a.rewording(duty, a.post(role))
    assert Rewording.objects.count() == 0


def test_one_who_only_takes_part_does_not_propose(assigner: Post) -> None:
    duty = a.duty(assigner, coordinators=("BYT",))

    with pytest.raises(NotAllowed):
        a.rewording(duty, a.post(Role.REPORTER, "BYT"))


@pytest.mark.parametrize(
    "changed,refusal",
    [
        ({"name": " "}, rules.NameMissing),
        ({"reason": " "}, Unexplained),
        ({"name": "Ban hành hướng dẫn chi", "scope": ""}, rules.NothingReworded),
    ],
)
def test_a_proposal_says_what_and_why(
    changed: dict[str, str], refusal: type[Exception], duty: Duty, unit: Post
) -> None:
    with pytest.raises(refusal):
        a.rewording(duty, unit, **changed)


def test_one_proposal_at_a_time(duty: Duty, unit: Post, assigner: Post) -> None:
    a.rewording(duty, unit)

    with pytest.raises(rules.RewordingOpen):
        a.rewording(duty, assigner)


def test_a_finished_task_keeps_its_name(unit: Post, assigner: Post) -> None:
    duty = a.duty_in(DutyState.DONE, reporter=unit, assigner=assigner)
    duty.task.refresh_from_db()

    with pytest.raises(BadMove):
        a.rewording(duty, unit)


def test_the_proposer_does_not_agree_to_his_own_but_a_colleague_does(duty: Duty, assigner: Post) -> None:
    asked = a.rewording(duty, assigner)

    for verb in (renaming.agree, lambda one, by: renaming.refuse(one, reason="x", by=by)):
        with pytest.raises(rules.OwnProposal):
            verb(fresh(asked), by=assigner)  # type: ignore[operator]
    renaming.agree(fresh(asked), by=a.coordinator())

    assert fresh(asked).state == RewordingState.AGREED


def test_he_agrees_himself_once_the_unit_has_assented(duty: Duty, unit: Post, assigner: Post) -> None:
    asked = a.rewording(duty, assigner)
    renaming.assent(fresh(asked), assents=True, reason="", by=unit)

    renaming.agree(fresh(asked), by=assigner)

    assert Task.objects.get().name == "Ban hành thông tư về chi"


def test_an_objection_says_why_and_the_proposer_may_not_pass_over_it(duty: Duty, unit: Post, assigner: Post) -> None:
    asked = a.rewording(duty, assigner)
    with pytest.raises(Unexplained):
        renaming.assent(fresh(asked), assents=False, reason=" ", by=unit)

    renaming.assent(fresh(asked), assents=False, reason="Đã đúng tên", by=unit)

    with pytest.raises(rules.OwnProposal):
        renaming.agree(fresh(asked), by=assigner)


def test_only_a_lead_says_a_word_to_the_assigners_proposal(duty: Duty, unit: Post, assigner: Post) -> None:
    own = a.rewording(duty, unit)
    with pytest.raises(BadMove):
        renaming.assent(fresh(own), assents=True, reason="", by=unit)
    renaming.take_back(fresh(own), by=unit)
    asked = a.rewording(duty, assigner)

    for by in (assigner, a.post(Role.REPORTER, "BYT")):
        with pytest.raises(NotAllowed):
            renaming.assent(fresh(asked), assents=True, reason="", by=by)


@pytest.mark.parametrize("place", ["BYT", "BTC"])
def test_a_coordinator_of_another_agency_decides_nothing(place: str, duty: Duty, unit: Post) -> None:
    asked, stranger = a.rewording(duty, unit), a.post(Role.COORDINATOR, place)

    with pytest.raises(NotAllowed):
        renaming.agree(fresh(asked), by=stranger)
    with pytest.raises(NotAllowed):
        renaming.take_back(fresh(asked), by=stranger)


@pytest.mark.parametrize("now,to", list(product(RewordingState, (s for s in RewordingState if s != "asked"))))
def test_a_proposal_moves_as_the_table_says(
    now: RewordingState, to: RewordingState, duty: Duty, unit: Post, assigner: Post
) -> None:
    asked = a.rewording(duty, unit)
    verbs = {
        RewordingState.AGREED: lambda: renaming.agree(fresh(asked), by=assigner),
        RewordingState.REFUSED: lambda: renaming.refuse(fresh(asked), reason="giữ", by=assigner),
        RewordingState.TAKEN_BACK: lambda: renaming.take_back(fresh(asked), by=unit),
    }
    if now in verbs:
        verbs[now]()

    if to in REWORDING_MOVES[now]:
        verbs[to]()
        assert fresh(asked).state == to
    else:
        with pytest.raises(BadMove):
            verbs[to]()


def test_a_decision_from_an_old_page_changes_nothing(duty: Duty, unit: Post, assigner: Post) -> None:
    asked = a.rewording(duty, assigner)
    old = fresh(asked)
    renaming.assent(fresh(asked), assents=False, reason="Đã đúng tên", by=unit)

    with pytest.raises(Stale):
        renaming.agree(old, by=a.coordinator())

    assert Task.objects.get().name == "Ban hành hướng dẫn chi"


def test_what_waits_for_whom(duty: Duty, unit: Post, assigner: Post) -> None:
    asked, colleague = a.rewording(duty, assigner), a.coordinator()

    waiting = [[one.pk for one in queries.rewordings_waiting(post)] for post in (assigner, colleague, unit)]
    assert waiting == [[], [asked.pk], [asked.pk]]
    renaming.assent(fresh(asked), assents=True, reason="", by=unit)
    waiting = [[one.pk for one in queries.rewordings_waiting(post)] for post in (assigner, colleague, unit)]
    assert waiting == [[asked.pk], [asked.pk], []]


def test_the_journal_tells_the_whole_story(duty: Duty, unit: Post, assigner: Post) -> None:
    asked = a.rewording(duty, assigner)
    renaming.assent(fresh(asked), assents=True, reason="", by=unit)
    renaming.agree(fresh(asked), by=assigner)
    actions.attach_evidence(duty, a.upload(unit), by=unit, at=a.NOW)

    told = Entry.objects.filter(object_type="tasks.task").order_by("id").values_list("action", flat=True)
    assert list(told) == ["rewording.proposed", "rewording.assented", "task.reworded"]
