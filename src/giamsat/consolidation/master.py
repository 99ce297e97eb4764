"""The figures of a master plan (Kế hoạch tổng thể) and its first words: the plans handed in, and what does not fit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from giamsat.consolidation.states import Part
from giamsat.people.queries import heads_of
from giamsat.reports.models import Round, Submission
from giamsat.reports.queries import obligations_of, plans_in
from giamsat.targets.plans_conflicts import conflicts
from giamsat.targets.plans_content import figure, is_said
from giamsat.targets.plans_queries import assigned_as_json
from giamsat.targets.plans_states import PlanState
from giamsat.timetable import VIETNAM


def figures_of(round_: Round, at: datetime) -> dict[str, Any]:
    """Everything a master plan lists, as plain JSON, as of `at`: of each agency the newest plan that stands."""
    sent = plans_in(round_)
    silent = [owed for owed in obligations_of(round_) if owed.pk not in {one.obligation_id for one in sent}]
    heads = heads_of((owed.unit_id for owed in silent), at.astimezone(VIETNAM).date())
    contents = [one.plan.content for one in sent if one.plan]
    return {
        "programme": round_.programme.code,
        "unit": round_.unit.name,
        "round": round_.title,
        "letter": round_.letter,
        "as_of": at.isoformat(),
        "as_of_words": f"{at.astimezone(VIETNAM):%Hh%M ngày %d/%m/%Y}",
        "year": round_.plan_year,
        "until": round_.plan_until,
        "asked": len(sent) + len(silent),
        "sent_units": [_sent(one) for one in sent],
        "silent_units": [
            {"unit": owed.unit.name, "head": str(heads[owed.unit_id]) if owed.unit_id in heads else ""}
            for owed in silent
        ],
        "goals": [_row(content, goal) for content in contents for goal in content["goals"] if is_said(goal)],
        "measures": [_row(content, one) for content in contents for one in content["measures"]],
        "components": [_row(content, one) for content in contents for one in content["components"]],
        "mechanisms": [{"unit": c["unit"]["name"], "text": c["mechanism"]} for c in contents if c["mechanism"]],
        "conflicts": [one.as_json() for one in conflicts(contents, assigned_as_json(round_.programme))],
    }


def _sent(submission: Submission) -> dict[str, Any]:
    plan, accepted_at = submission.plan, submission.accepted_at
    assert plan is not None and accepted_at is not None
    return {
        "unit": plan.unit.name,
        "version": plan.version,
        "sha256": plan.sha256,
        "at": f"{accepted_at.astimezone(VIETNAM):%H:%M:%S %d/%m/%Y}",
        "is_late": accepted_at >= submission.obligation.late_from,
        "is_agreed": plan.state == PlanState.AGREED,
    }


def _row(content: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    return {"unit": content["unit"], "of": line}


def first_words(figures: Mapping[str, Any]) -> dict[Part, str]:
    """The words of every part as the system composes them from the figures."""
    sent, silent, found = figures["sent_units"], figures["silent_units"], figures["conflicts"]
    agreed = sum(one["is_agreed"] for one in sent)
    funding = sum(row["of"]["funding"] or 0 for row in figures["measures"])
    money = f"nhu cầu kinh phí đã nêu là {figure(str(funding))} đồng" if funding else "chưa nêu nhu cầu kinh phí"
    letter = f" theo văn bản số {figures['letter']}" if figures["letter"] else ""
    return {
        Part.OPENING: (
            f"Trên cơ sở kế hoạch thực hiện các chỉ tiêu được giao do các bộ, ngành, địa phương gửi{letter}, "
            f"{figures['unit']} tổng hợp Kế hoạch tổng thể đến {figures['as_of_words']}, "
            "kính trình Thủ tướng Chính phủ xem xét, quyết định."
        ),
        Part.SENT: (
            f"Có {figures['asked']} cơ quan được đề nghị xây dựng kế hoạch; {len(sent)} cơ quan đã gửi, "
            f"trong đó {agreed} kế hoạch đã thống nhất; {len(silent)} cơ quan chưa gửi."
        ),
        Part.GOALS: (
            f"Các cơ quan đăng ký {len(figures['goals'])} mục tiêu cho năm {figures['year']} và giai đoạn "
            f"{figures['year']} - {figures['until']}, chi tiết tại phụ lục."
        ),
        Part.MEASURES: (
            f"Các cơ quan xác định {len(figures['measures'])} nhiệm vụ, giải pháp và {len(figures['components'])} "
            f"chỉ tiêu thành phần; {money}."
        ),
        Part.CONFLICTS: (
            f"Qua đối chiếu có {len(found)} điểm cần thống nhất:"
            if found
            else "Qua đối chiếu, các kế hoạch thống nhất với nhau và với mức được giao."
        ),
        Part.MECHANISM: (
            "Mỗi cơ quan tổ chức thực hiện theo cơ chế đã nêu trong kế hoạch của mình; "
            f"{figures['unit']} theo dõi, đôn đốc, tổng hợp trên hệ thống giám sát."
        ),
        Part.PROPOSAL: (
            "Kính đề nghị Thủ tướng Chính phủ xem xét, quyết định Kế hoạch tổng thể; "
            "giao các cơ quan chưa gửi kế hoạch khẩn trương hoàn thành."
        ),
    }
