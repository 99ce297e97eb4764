"""What stands in the way: kind, cause, authority, where it hangs and who may move it on. PURE."""

from giamsat.wording import Worded


class ObstacleKind(Worded):
    LAW = "law", "Thể chế, pháp luật"
    FUNDING = "funding", "Kinh phí"
    DATA = "data", "Dữ liệu"
    PEOPLE = "people", "Nhân lực"
    TECHNOLOGY = "technology", "Hạ tầng, công nghệ"
    COORDINATION = "coordination", "Phối hợp"


class Cause(Worded):
    OBJECTIVE = "objective", "Khách quan"
    SUBJECTIVE = "subjective", "Chủ quan"


class Level(Worded):
    """Who can decide, the lowest first."""

    UNIT = "unit", "Đơn vị thực hiện"
    STANDING = "standing", "Cơ quan thường trực"
    DEPUTY_PM = "deputy_pm", "Phó Thủ tướng"
    PM = "pm", "Thủ tướng"


LEVELS = tuple(Level)
ABOVE_UNIT = LEVELS[1:]


class ObstacleState(Worded):
    """While an obstacle waits for a level its state bears the name of that level."""

    NOTED = "noted", "Chờ người đứng đầu duyệt"
    UNIT = Level.UNIT.value, "Đơn vị tự giải quyết"
    STANDING = Level.STANDING.value, "Chờ cơ quan thường trực"
    DEPUTY_PM = Level.DEPUTY_PM.value, "Chờ Phó Thủ tướng"
    PM = Level.PM.value, "Chờ Thủ tướng"
    RETURNED = "returned", "Trả lại để đơn vị làm rõ"
    ANSWERED = "answered", "Đã có quyết định"
    SPLIT = "split", "Đã tách"
    MERGED = "merged", "Đã gộp"
    WITHDRAWN = "withdrawn", "Không nêu"


class Party(Worded):
    """Whose hand an obstacle is in."""

    REPORTER = "reporter", "Đầu mối của đơn vị nêu"
    HEAD = "head", "Người đứng đầu đơn vị nêu"
    STANDING = "standing", "Cơ quan thường trực"
    STEERING = "steering", "Lãnh đạo Ban Chỉ đạo"


#: The standing agency records what the Prime Minister and his deputies decided, or one of them answers himself.
_ABOVE = (Party.STEERING, Party.STANDING)

#: From which state to which, and whose hand may do it.
MOVES: dict[ObstacleState, dict[ObstacleState, tuple[Party, ...]]] = {
    ObstacleState.NOTED: {
        ObstacleState.UNIT: (Party.HEAD,),
        ObstacleState.STANDING: (Party.HEAD,),
        ObstacleState.WITHDRAWN: (Party.REPORTER, Party.HEAD),
    },
    ObstacleState.UNIT: {
        ObstacleState.STANDING: (Party.HEAD,),
        ObstacleState.ANSWERED: (Party.HEAD,),
        ObstacleState.SPLIT: (Party.HEAD,),
        ObstacleState.WITHDRAWN: (Party.HEAD,),
    },
    ObstacleState.STANDING: {
        ObstacleState.DEPUTY_PM: (Party.STANDING,),
        ObstacleState.PM: (Party.STANDING,),
        ObstacleState.RETURNED: (Party.STANDING,),
        ObstacleState.ANSWERED: (Party.STANDING,),
        ObstacleState.SPLIT: (Party.STANDING, Party.HEAD),
        ObstacleState.MERGED: (Party.STANDING,),
        ObstacleState.WITHDRAWN: (Party.HEAD,),
    },
    ObstacleState.DEPUTY_PM: {
        ObstacleState.PM: _ABOVE,
        ObstacleState.RETURNED: _ABOVE,
        ObstacleState.ANSWERED: _ABOVE,
        ObstacleState.SPLIT: (Party.STANDING,),
        ObstacleState.MERGED: (Party.STANDING,),
        ObstacleState.WITHDRAWN: (Party.HEAD,),
    },
    ObstacleState.PM: {
        ObstacleState.RETURNED: _ABOVE,
        ObstacleState.ANSWERED: _ABOVE,
        ObstacleState.SPLIT: (Party.STANDING,),
        ObstacleState.MERGED: (Party.STANDING,),
        ObstacleState.WITHDRAWN: (Party.HEAD,),
    },
    ObstacleState.RETURNED: {
        ObstacleState.STANDING: (Party.HEAD,),
        ObstacleState.DEPUTY_PM: (Party.HEAD,),
        ObstacleState.PM: (Party.HEAD,),
        ObstacleState.SPLIT: (Party.HEAD,),
        ObstacleState.WITHDRAWN: (Party.HEAD,),
    },
    ObstacleState.ANSWERED: {},
    ObstacleState.SPLIT: {},
    ObstacleState.MERGED: {},
    ObstacleState.WITHDRAWN: {},
}

#: Whose turn it is in each state; nobody's when nothing more is to be done.
HOLDER: dict[ObstacleState, tuple[Party, ...]] = {
    ObstacleState.NOTED: (Party.HEAD,),
    ObstacleState.UNIT: (Party.HEAD,),
    ObstacleState.STANDING: (Party.STANDING,),
    ObstacleState.DEPUTY_PM: _ABOVE,
    ObstacleState.PM: _ABOVE,
    ObstacleState.RETURNED: (Party.HEAD,),
    ObstacleState.ANSWERED: (),
    ObstacleState.SPLIT: (),
    ObstacleState.MERGED: (),
    ObstacleState.WITHDRAWN: (),
}

#: Waiting for a decision from above; raised and not yet done with, wherever it hangs.
AWAITING = tuple(ObstacleState(level.value) for level in ABOVE_UNIT)
OPEN = (ObstacleState.UNIT, *AWAITING, ObstacleState.RETURNED)
