import re
from pathlib import Path

import pytest

from tests import states_page

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"


def test_states_page_is_what_the_tables_say() -> None:
    assert states_page.PAGE.read_text(encoding="utf-8") == states_page.page(), "run `make docs`"


def test_every_machine_names_every_state() -> None:
    from giamsat.assignments import states as assignments
    from giamsat.consolidation import states as consolidation
    from giamsat.documents import states as documents
    from giamsat.obstacles import states as obstacles
    from giamsat.progress import states as progress
    from giamsat.reports import states as reports
    from giamsat.targets import plans_states as plans
    from giamsat.targets import states as targets
    from giamsat.tasks import states as tasks

    machines = {
        documents.DocumentState: documents.MOVES,
        assignments.CandidateState: assignments.MOVES,
        assignments.ConsultationState: assignments.CONSULTATION_MOVES,
        assignments.OpinionState: assignments.OPINION_MOVES,
        tasks.DutyState: tasks.MOVES,
        tasks.RewordingState: tasks.REWORDING_MOVES,
        tasks.MergerState: tasks.MERGER_MOVES,
        tasks.ProposalState: tasks.PROPOSAL_MOVES,
        tasks.DeliveryState: tasks.DELIVERY_MOVES,
        progress.UpdateState: progress.MOVES,
        targets.ReportedState: targets.MOVES,
        targets.JoiningState: targets.JOINING_MOVES,
        plans.PlanState: plans.PLAN_MOVES,
        plans.RemarkState: plans.REMARK_MOVES,
        obstacles.ObstacleState: obstacles.MOVES,
        reports.RoundState: reports.ROUND_MOVES,
        reports.ObligationState: reports.OBLIGATION_MOVES,
        reports.SubmissionState: reports.SUBMISSION_MOVES,
        consolidation.CompilationState: consolidation.MOVES,
    }
    forgotten = {states.__name__ for states, moves in machines.items() if set(moves) != set(states)}

    assert (forgotten, set(tasks.HOLDER)) == (set(), set(tasks.DutyState))


@pytest.mark.parametrize("page", sorted([*DOCS.rglob("*.md"), ROOT / "README.md"]), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_concepts_page_names_the_models() -> None:
    from django.apps import apps

    text = (DOCS / "concepts.md").read_text(encoding="utf-8")
    models = {
        model.__name__
        for config in apps.get_app_configs()
        if config.name.startswith("giamsat.")
        for model in config.get_models()
    }

    assert sorted(name for name in models if f"`{name}`" not in text) == []
