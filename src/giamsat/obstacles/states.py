"""What stands in the way: kind, cause, authority. PURE."""

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


class ObstacleState(Worded):
    NOTED = "noted", "Chờ người đứng đầu duyệt"
    RAISED = "raised", "Đã nêu, chờ xử lý"
    WITHDRAWN = "withdrawn", "Không nêu"


MOVES: dict[ObstacleState, tuple[ObstacleState, ...]] = {
    ObstacleState.NOTED: (ObstacleState.RAISED, ObstacleState.WITHDRAWN),
    ObstacleState.RAISED: (),
    ObstacleState.WITHDRAWN: (),
}
