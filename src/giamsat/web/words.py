"""What things are called on a page: each state has a word, a tone and a shape, in one table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giamsat.tasks.states import DutyState
from giamsat.timetable import Every, recurrence
from giamsat.timetable.recurrence import LAST


@dataclass(frozen=True)
class Sign:
    """How a state looks: never a colour alone."""

    #: the word people read
    word: str | Promise
    #: grey, blue, green, amber, red or brown
    tone: str
    #: name of a symbol in icons.svg
    shape: str


SIGNS: dict[str, dict[str, Sign]] = {
    "standing": {
        "overdue": Sign(_("Quá hạn"), "red", "alert"),
        "due_soon": Sign(_("Sắp đến hạn"), "amber", "clock"),
        "on_track": Sign(_("Trong hạn"), "blue", "ring"),
        "done_on_time": Sign(_("Hoàn thành đúng hạn"), "green", "checked"),
        "done_late": Sign(_("Hoàn thành quá hạn"), "brown", "checked"),
        "no_deadline": Sign(_("Không có thời hạn"), "grey", "dash"),
        "set_aside": Sign(_("Không tính hạn"), "grey", "cross"),
    },
    "duty": {
        "assigned": Sign(_("Chưa thực hiện"), "grey", "ring"),
        "doing": Sign(_("Đang thực hiện"), "blue", "half"),
        "reported_done": Sign(_("Chờ xác nhận hoàn thành"), "amber", "clock"),
        "done": Sign(_("Đã hoàn thành"), "green", "checked"),
        "returned": Sign(_("Trả lại, làm tiếp"), "brown", "back"),
        "refused": Sign(_("Từ chối vì giao nhầm"), "red", "back"),
        "suspended": Sign(_("Tạm dừng"), "grey", "dash"),
        "withdrawn": Sign(_("Đã rút"), "grey", "cross"),
        "merged": Sign(_("Đã gộp"), "grey", "twins"),
    },
    "bulk": {
        "assigned": Sign(_("Giữ nguyên việc giao"), "blue", "check"),
        "doing": Sign(_("Cho làm tiếp"), "blue", "half"),
        "returned": Sign(_("Trả lại"), "brown", "back"),
        "done": Sign(_("Xác nhận hoàn thành"), "green", "checked"),
        "suspended": Sign(_("Tạm dừng"), "grey", "dash"),
        "withdrawn": Sign(_("Rút nhiệm vụ"), "grey", "cross"),
    },
    "request": {
        "open": Sign(_("Chờ quyết định"), "amber", "clock"),
        "countered": Sign(_("Được đề nghị ngày khác"), "amber", "back"),
        "approved": Sign(_("Đã chấp thuận"), "green", "checked"),
        "refused": Sign(_("Không chấp thuận"), "red", "cross"),
        "declined": Sign(_("Đơn vị không nhận"), "grey", "cross"),
        "taken_back": Sign(_("Đơn vị đã rút"), "grey", "back"),
    },
    "document": {
        "received": Sign(_("Chờ đọc"), "grey", "ring"),
        "reading": Sign(_("Đang đọc"), "blue", "half"),
        "read": Sign(_("Đã đọc"), "green", "check"),
        "unreadable": Sign(_("Không đọc được"), "red", "alert"),
        "draft": Sign(_("Dự thảo"), "grey", "pen"),
        "issued": Sign(_("Đã ban hành"), "green", "seal"),
    },
    "candidate": {
        "proposed": Sign(_("Chờ xem xét"), "amber", "ring"),
        "confirmed": Sign(_("Đã xác nhận"), "green", "check"),
        "refused": Sign(_("Đã từ chối"), "grey", "cross"),
        "replaced": Sign(_("Đã đọc lại"), "grey", "back"),
    },
    "reorganisation": {
        "proposed": Sign(_("Chờ người thứ hai"), "amber", "clock"),
        "carried_out": Sign(_("Đã thực hiện"), "green", "checked"),
        "withdrawn": Sign(_("Đã rút"), "grey", "cross"),
    },
    "relation": {
        "duplicate": Sign(_("Trùng lặp"), "amber", "twins"),
        "overlap": Sign(_("Chồng chéo"), "blue", "twins"),
    },
    "verdict": {
        "open": Sign(_("Chờ xem xét"), "amber", "ring"),
        "apart": Sign(_("Hai việc khác nhau"), "grey", "cross"),
        "alias": Sign(_("Cùng một việc"), "blue", "check"),
        "merged": Sign(_("Đã gộp"), "green", "checked"),
    },
    "consultation": {
        "open": Sign(_("Đang lấy ý kiến"), "blue", "half"),
        "closed": Sign(_("Đã kết thúc"), "grey", "checked"),
    },
    "heard": {
        "agreed": Sign(_("Đồng ý"), "green", "check"),
        "wishes": Sign(_("Đề nghị sửa"), "amber", "pen"),
        "settled": Sign(_("Đã có kết luận"), "blue", "checked"),
        "silent": Sign(_("Im lặng"), "red", "dash"),
        "waiting": Sign(_("Chờ trả lời"), "grey", "clock"),
    },
    "outcome": {
        "taken": Sign(_("Tiếp thu"), "green", "check"),
        "partly": Sign(_("Tiếp thu một phần"), "blue", "half"),
        "not_taken": Sign(_("Không tiếp thu"), "brown", "cross"),
    },
    "merger": {
        "asked": Sign(_("Chờ cơ quan giao kia đồng ý"), "amber", "clock"),
        "agreed": Sign(_("Đã gộp"), "green", "checked"),
        "refused": Sign(_("Không đồng ý gộp"), "brown", "cross"),
        "undone": Sign(_("Đã tách lại"), "grey", "back"),
    },
    "proposal": {
        "draft": Sign(_("Đang soạn"), "grey", "pen"),
        "sent": Sign(_("Chờ xem xét"), "amber", "clock"),
        "returned": Sign(_("Trả lại để bổ sung"), "amber", "back"),
        "accepted": Sign(_("Đã tiếp nhận"), "green", "check"),
        "refused": Sign(_("Không tiếp nhận"), "brown", "cross"),
    },
    "rewording": {
        "asked": Sign(_("Chờ cơ quan giao đồng ý"), "amber", "clock"),
        "agreed": Sign(_("Đã đổi"), "green", "check"),
        "refused": Sign(_("Không đồng ý đổi"), "brown", "cross"),
        "taken_back": Sign(_("Đã rút đề nghị"), "grey", "back"),
    },
    "sureness": {
        "high": Sign(_("Chắc"), "green", "check"),
        "medium": Sign(_("Khá chắc"), "amber", "half"),
        "low": Sign(_("Cần xem kỹ"), "red", "alert"),
    },
    "update": {
        "submitted": Sign(_("Chờ duyệt"), "amber", "clock"),
        "approved": Sign(_("Đã duyệt"), "green", "check"),
        "returned": Sign(_("Bị trả lại"), "brown", "back"),
        "withdrawn": Sign(_("Người lập đã rút"), "grey", "cross"),
        "corrected": Sign(_("Đã được sửa"), "grey", "back"),
    },
    "delivery": {
        "offered": Sign(_("Chờ duyệt"), "amber", "clock"),
        "accepted": Sign(_("Đã giao"), "green", "checked"),
        "dropped": Sign(_("Không ghi nhận"), "grey", "cross"),
    },
    "kept": {
        "open": Sign(_("Đang cam kết"), "blue", "ring"),
        "kept": Sign(_("Giữ cam kết"), "green", "checked"),
        "broken": Sign(_("Không giữ cam kết"), "red", "alert"),
    },
    "reported": {
        "submitted": Sign(_("Chờ xác nhận"), "amber", "clock"),
        "verified": Sign(_("Đã xác nhận"), "green", "checked"),
        "returned": Sign(_("Trả lại"), "brown", "back"),
        "withdrawn": Sign(_("Người lập đã rút"), "grey", "cross"),
        "corrected": Sign(_("Đã được sửa"), "grey", "check"),
    },
    "joining": {
        "joined": Sign(_("Đã ghép"), "grey", "twins"),
        "apart": Sign(_("Giữ riêng"), "blue", "check"),
        "parted": Sign(_("Đã tách lại"), "grey", "back"),
    },
    "goal_standing": {
        "reached": Sign(_("Đã đạt"), "green", "checked"),
        "on_path": Sign(_("Đúng lộ trình"), "blue", "half"),
        "behind": Sign(_("Chậm so với lộ trình"), "amber", "alert"),
        "missed": Sign(_("Không đạt"), "red", "cross"),
        "no_data": Sign(_("Chưa có số liệu"), "grey", "dash"),
    },
    "obstacle": {
        "noted": Sign(_("Chờ người đứng đầu duyệt"), "grey", "ring"),
        "unit": Sign(_("Đơn vị tự giải quyết"), "blue", "half"),
        "standing": Sign(_("Chờ cơ quan thường trực"), "amber", "flag"),
        "deputy_pm": Sign(_("Chờ Phó Thủ tướng"), "amber", "up"),
        "pm": Sign(_("Chờ Thủ tướng"), "red", "up"),
        "returned": Sign(_("Trả lại để đơn vị làm rõ"), "brown", "back"),
        "answered": Sign(_("Đã có quyết định"), "green", "checked"),
        "split": Sign(_("Đã tách"), "grey", "twins"),
        "merged": Sign(_("Đã gộp"), "grey", "twins"),
        "withdrawn": Sign(_("Không nêu"), "grey", "cross"),
    },
    "round": {
        "draft": Sign(_("Dự thảo"), "grey", "pen"),
        "open": Sign(_("Đang nhận báo cáo"), "blue", "half"),
    },
    "obligation": {
        "owed": Sign(_("Chưa báo cáo"), "grey", "ring"),
        "on_time": Sign(_("Báo cáo đúng hạn"), "green", "checked"),
        "late": Sign(_("Báo cáo muộn"), "brown", "checked"),
        "missing": Sign(_("Quá hạn, chưa báo cáo"), "red", "alert"),
        "returned": Sign(_("Trả lại để bổ sung"), "amber", "back"),
    },
    "submission": {
        "draft": Sign(_("Đang soạn"), "grey", "pen"),
        "accepted": Sign(_("Đã tiếp nhận"), "green", "checked"),
        "returned": Sign(_("Trả lại"), "amber", "back"),
    },
    "compilation": {
        "draft": Sign(_("Dự thảo"), "grey", "pen"),
        "issued": Sign(_("Đã ban hành"), "green", "seal"),
    },
    "plan": {
        "draft": Sign(_("Đang soạn"), "grey", "pen"),
        "frozen": Sign(_("Chờ xem xét"), "amber", "clock"),
        "returned": Sign(_("Trả lại để hoàn thiện"), "brown", "back"),
        "agreed": Sign(_("Đã thống nhất"), "green", "checked"),
    },
    "plan_remark": {
        "open": Sign(_("Chờ cơ quan trả lời"), "amber", "clock"),
        "answered": Sign(_("Đã trả lời"), "blue", "check"),
    },
    "measure_kind": {
        "task": Sign(_("Nhiệm vụ"), "blue", "paper"),
        "solution": Sign(_("Giải pháp"), "grey", "note"),
    },
    "warning": {
        "near": Sign(_("Gần hạn, chưa giao sản phẩm"), "amber", "clock"),
        "stale": Sign(_("Lâu không cập nhật"), "grey", "dash"),
        "obstacle": Sign(_("Vướng mắc quá hạn trả lời"), "red", "flag"),
        "silent": Sign(_("Cơ quan phối hợp im lặng"), "brown", "ring"),
        "broken": Sign(_("Không giữ cam kết"), "red", "alert"),
    },
    "inbox": {
        "report": Sign(_("Nộp báo cáo"), "blue", "paper"),
        "duty": Sign(_("Cập nhật tiến độ"), "blue", "pen"),
        "review": Sign(_("Xem xét văn bản"), "blue", "find"),
        "approve": Sign(_("Duyệt tiến độ"), "amber", "clock"),
        "verify": Sign(_("Xác nhận hoàn thành"), "amber", "checked"),
        "refused": Sign(_("Xem việc báo giao nhầm"), "amber", "back"),
        "request": Sign(_("Quyết định đề nghị"), "amber", "clock"),
        "offer": Sign(_("Trả lời ngày đề nghị"), "amber", "clock"),
        "sign": Sign(_("Ký báo cáo tổng hợp"), "amber", "seal"),
        "plan": Sign(_("Xem xét kế hoạch"), "amber", "paper"),
        "opinion": Sign(_("Góp ý dự thảo"), "blue", "pen"),
        "reword": Sign(_("Đổi tên, nội hàm"), "amber", "pen"),
        "proposal": Sign(_("Đề xuất nhiệm vụ"), "amber", "pen"),
        "merge": Sign(_("Gộp nhiệm vụ"), "amber", "twins"),
        "settle": Sign(_("Kết luận ý kiến"), "amber", "pen"),
        "obstacle": Sign(_("Xử lý vướng mắc"), "amber", "flag"),
        "value": Sign(_("Nhập số liệu"), "blue", "pen"),
        "check_value": Sign(_("Xác nhận số liệu"), "amber", "checked"),
    },
}

#: (state, next state) → verb on the button, what must be explained; the unit's other steps go through its updates
MOVE_WORDS: dict[tuple[DutyState, DutyState], tuple[Promise, Promise]] = {
    (DutyState.ASSIGNED, DutyState.REFUSED): (
        _("Báo giao nhầm"),
        _("Vì sao việc này không thuộc đơn vị? Nên giao ai?"),
    ),
    (DutyState.REPORTED_DONE, DutyState.DONE): (_("Xác nhận hoàn thành"), _("Ý kiến")),
    (DutyState.REPORTED_DONE, DutyState.RETURNED): (_("Trả lại"), _("Cần làm lại điều gì?")),
    (DutyState.REFUSED, DutyState.ASSIGNED): (_("Giữ nguyên việc giao"), _("Vì sao vẫn giao đơn vị này?")),
    (DutyState.SUSPENDED, DutyState.DOING): (_("Cho làm tiếp"), _("Ý kiến")),
    **{
        (was, DutyState.SUSPENDED): (_("Tạm dừng"), _("Vì sao tạm dừng, đến khi nào?"))
        for was in (DutyState.ASSIGNED, DutyState.DOING, DutyState.REPORTED_DONE, DutyState.RETURNED)
    },
    **{
        (was, DutyState.WITHDRAWN): (_("Rút nhiệm vụ"), _("Vì sao rút? Căn cứ văn bản nào?"))
        for was in DutyState
        if was not in (DutyState.DONE, DutyState.WITHDRAWN, DutyState.MERGED)
    },
}
#: what is said once a duty has come into a state
MOVE_DONE: dict[DutyState, Promise] = {
    DutyState.ASSIGNED: _("Đã giữ nguyên việc giao; đơn vị được báo."),
    DutyState.DOING: _("Đã cho làm tiếp."),
    DutyState.REPORTED_DONE: _("Đã báo hoàn thành; chờ cơ quan giao xác nhận."),
    DutyState.RETURNED: _("Đã trả lại để làm tiếp."),
    DutyState.DONE: _("Đã xác nhận hoàn thành."),
    DutyState.REFUSED: _("Đã báo giao nhầm; chờ cơ quan giao xem lại."),
    DutyState.SUSPENDED: _("Đã tạm dừng; thời hạn thôi tính từ lúc này."),
    DutyState.WITHDRAWN: _("Đã rút nhiệm vụ."),
    DutyState.MERGED: _("Đã gộp."),
}

#: in which order parts of a whole are drawn and listed
STANDINGS = tuple(SIGNS["standing"])

BOUNDS: dict[str, Promise] = {"before": _("trước"), "by": _("chậm nhất"), "during": _("trong ngày")}

#: how sure the reader was, from which confidence on
SURENESS = ((0.85, "high"), (0.6, "medium"), (0.0, "low"))

#: what the reader remarked about a passage (`flags` of `giamsat read --json`), and what pages add
FLAGS: dict[str, Promise] = {
    "lead_unread": _("Không đọc được cơ quan chủ trì; hãy chọn."),
    "lead_implicit": _("Câu này không nêu cơ quan chủ trì; lấy theo câu hoặc đề mục phía trên."),
    "deadline_on_issue_date": _("Thời hạn trùng ngày ký văn bản."),
    "deadline_before_issue_date": _("Thời hạn sớm hơn ngày ký văn bản; vẫn giao được, nhưng hãy xem lại."),
    "impossible_date": _("Ngày ghi trong câu không có thật; hãy xem lại và ghi thời hạn."),
    "year_guessed": _("Câu không ghi năm; năm được suy ra từ ngày ký."),
    "part_of_period": _("Thời hạn chỉ nêu một phần của kỳ (như “giữa tháng”); ngày được suy ra."),
    "needs_calendar": _("Thời hạn tính theo ngày làm việc; hãy đối chiếu lịch nghỉ."),
    "no_deadline": _("Câu này không ấn định thời hạn."),
    "place_unsure": _("Bản đọc mới không khớp từng chữ với bản đang hiện; hãy xem lại chỗ của câu này."),
    "words_only": _("Thời hạn không quy ra được một ngày; hãy ghi ngày nếu biết."),
}
#: what makes the name of a task unclear (`vanban.clear_names`, PRODUCT A4)
NAME_FLAGS: dict[str, Promise] = {
    "no_product": _("Chưa nêu sản phẩm: ghi văn bản, hệ thống hoặc kết quả phải giao để biết khi nào xong."),
    "no_single_lead": _("Chưa rõ một cơ quan chủ trì: chọn một cơ quan, các cơ quan khác ghi vào phối hợp."),
    "no_date": _("Chưa có thời hạn: ghi một ngày, một tháng hoặc một quý cụ thể."),
    "vague_verb": _("Động từ chung chung: thay bằng việc làm ra kết quả (xây dựng, ban hành, hoàn thành, kiểm tra…)."),
    "two_tasks": _("Tên gộp từ hai việc trở lên: tách mỗi việc thành một nhiệm vụ để theo dõi riêng."),
}

#: what two assignments have in common (`vanban.likeness.reasons`)
REASONS: dict[str, Promise] = {
    "object": _("cùng nói về"),
    "contains": _("một việc nằm trọn trong việc kia"),
    "part": _("có phần giống nhau"),
    "general": _("việc chung giao cho mọi cơ quan bao gồm việc kia"),
    "slice": _("phần việc của một địa phương"),
    "agency": _("cùng cơ quan chủ trì"),
    "product": _("cùng sản phẩm"),
    "period": _("cùng thời gian"),
}

#: what sets two assignments apart
DIFFERENCES: dict[str, Promise] = {
    "subject": _("khác đối tượng"),
    "database": _("khác cơ sở dữ liệu"),
    "words": _("khác chữ"),
    "province": _("khác địa phương"),
    "number": _("khác con số"),
    "ordinal": _("khác số thứ tự"),
    "period": _("khác thời kỳ"),
    "form": _("khác loại sản phẩm"),
    "law": _("khác loại văn bản pháp luật"),
    "stage": _("khác giai đoạn công việc"),
    "direction": _("ngược chiều"),
    "agency": _("khác cơ quan chủ trì"),
    "deadline": _("khác thời hạn"),
}
UNKNOWN_FLAG = _("Máy đọc có điểm chưa chắc ở câu này; hãy xem kỹ.")

WEEKDAYS = (_("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"), _("Chủ nhật"))

EVERY: dict[str, Promise] = {
    "daily": _("hằng ngày"),
    "weekly": _("hằng tuần"),
    "monthly": _("hằng tháng"),
    "quarterly": _("hằng quý"),
    "quarterly-last": _("hằng quý, tháng cuối quý"),
    "half-yearly": _("sáu tháng một lần"),
    "yearly": _("hằng năm"),
}

#: each action of the journal → what was done
ACTIONS: dict[str, Promise] = {
    "journal.anchored": _("Chốt gốc nhật ký"),
    "people.agencies_loaded": _("Nạp danh mục cơ quan"),
    "people.appointed": _("Giao chức danh"),
    "people.post_ended": _("Kết thúc chức danh"),
    "people.delegated": _("Giao người làm thay"),
    "people.deactivated": _("Ngừng tài khoản"),
    "people.reactivated": _("Mở lại tài khoản"),
    "people.invited": _("Gửi lời mời đặt mật khẩu"),
    "people.password_set": _("Đặt mật khẩu theo lời mời"),
    "people.password_changed": _("Đổi mật khẩu"),
    "people.sessions_ended": _("Kết thúc phiên đăng nhập"),
    "people.second_step_set": _("Bật xác thực hai bước"),
    "people.second_step_dropped": _("Tắt xác thực hai bước"),
    "people.identity_tied": _("Gắn danh tính đăng nhập bên ngoài"),
    "people.identity_untied": _("Gỡ danh tính đăng nhập bên ngoài"),
    "people.unit_created": _("Thành lập cơ quan, đơn vị"),
    "people.reorganisation_proposed": _("Đề nghị sắp xếp tổ chức"),
    "people.reorganisation_withdrawn": _("Rút đề nghị sắp xếp tổ chức"),
    "people.reorganised": _("Thực hiện sắp xếp tổ chức"),
    "files.stored": _("Lưu tệp"),
    "files.refused": _("Từ chối tệp"),
    "document.received": _("Nhận văn bản"),
    "document.read": _("Đọc xong văn bản"),
    "document.not_read_again": _("Đọc lại không được; bản đọc cũ được giữ nguyên"),
    "document.unreadable": _("Không đọc được văn bản"),
    "document.read_again": _("Cho đọc lại văn bản"),
    "document.letterhead_corrected": _("Sửa thể thức văn bản"),
    "document.drafted": _("Lập dự thảo văn bản"),
    "document.issued": _("Ban hành văn bản"),
    "assignments.proposed": _("Trình các việc đọc thấy để xem xét"),
    "assignments.added_by_newer_reading": _("Bộ đọc mới bổ sung việc đọc thấy"),
    "assignment.confirmed": _("Xác nhận việc được giao"),
    "assignment.refused": _("Từ chối một câu không phải việc được giao"),
    "assignment.reopened": _("Mở lại việc đã từ chối"),
    "assignment.added": _("Đánh dấu thêm một việc"),
    "assignment.joined": _("Gộp các việc thành một"),
    "assignment.split": _("Tách một việc thành hai"),
    "consultation.opened": _("Gửi lấy ý kiến dự thảo"),
    "consultation.closed": _("Kết thúc lấy ý kiến"),
    "opinion.agreed": _("Đồng ý với dự thảo"),
    "opinion.wished": _("Đề nghị sửa dự thảo"),
    "opinion.settled": _("Kết luận về đề nghị sửa"),
    "rewording.proposed": _("Đề nghị đổi tên, nội hàm"),
    "rewording.assented": _("Cơ quan chủ trì đồng ý đổi tên, nội hàm"),
    "rewording.objected": _("Cơ quan chủ trì không đồng ý đổi tên, nội hàm"),
    "rewording.refused": _("Không đồng ý đổi tên, nội hàm"),
    "rewording.taken_back": _("Rút đề nghị đổi tên, nội hàm"),
    "task.reworded": _("Đổi tên, nội hàm nhiệm vụ"),
    "document.proposed": _("Tiếp nhận đề xuất thành văn bản"),
    "proposal.drafted": _("Soạn đề xuất nhiệm vụ"),
    "proposal.rewritten": _("Sửa đề xuất nhiệm vụ"),
    "proposal.sent": _("Gửi đề xuất nhiệm vụ"),
    "proposal.accepted": _("Tiếp nhận đề xuất nhiệm vụ"),
    "proposal.returned": _("Trả lại đề xuất nhiệm vụ"),
    "proposal.refused": _("Không tiếp nhận đề xuất nhiệm vụ"),
    "merger.asked": _("Đề nghị gộp nhiệm vụ"),
    "merger.agreed": _("Gộp nhiệm vụ"),
    "merger.refused": _("Không đồng ý gộp nhiệm vụ"),
    "merger.undone": _("Tách lại nhiệm vụ đã gộp"),
    "likeness.judged": _("Xem xét hai việc nghi trùng"),
    "programme.opened": _("Mở chương trình"),
    "tasks.issued": _("Giao nhiệm vụ"),
    "duty.moved": _("Chuyển trạng thái phần việc"),
    "duty.deadline_changed": _("Ấn định hạn mới"),
    "duty.broken_down": _("Giao tiếp cho đơn vị trực thuộc"),
    "duty.funded": _("Ghi kinh phí"),
    "task.marked": _("Đặt ưu tiên và phụ trách"),
    "programme.shared": _("Chia sẻ chương trình"),
    "request.asked": _("Gửi đề nghị"),
    "request.approved": _("Chấp thuận đề nghị"),
    "request.refused": _("Không chấp thuận đề nghị"),
    "request.countered": _("Đề nghị ngày khác"),
    "request.declined": _("Không nhận ngày đề nghị"),
    "request.taken_back": _("Rút đề nghị"),
    "evidence.attached": _("Đính kèm minh chứng"),
    "delivery.offered": _("Ghi sản phẩm đã giao"),
    "delivery.accepted": _("Ghi nhận sản phẩm đã giao"),
    "delivery.dropped": _("Không ghi nhận sản phẩm"),
    "obstacle.noted": _("Ghi vướng mắc"),
    "obstacle.raised": _("Nêu vướng mắc"),
    "obstacle.escalated": _("Chuyển vướng mắc lên cấp trên"),
    "obstacle.returned": _("Hỏi lại đơn vị về vướng mắc"),
    "obstacle.explained": _("Làm rõ vướng mắc"),
    "obstacle.answered": _("Quyết định về vướng mắc"),
    "obstacle.split": _("Tách vướng mắc"),
    "obstacle.parted": _("Lập vướng mắc từ phần được tách"),
    "obstacle.merged": _("Gộp vướng mắc"),
    "obstacle.withdrawn": _("Không nêu vướng mắc"),
    "target.opened": _("Lập phiếu chỉ tiêu"),
    "target.edited": _("Sửa phiếu chỉ tiêu"),
    "target.formula_set": _("Đặt công thức tính chỉ tiêu"),
    "target.goal_added": _("Ghi giá trị mục tiêu"),
    "target.goal_replaced": _("Sửa giá trị mục tiêu bằng bản mới"),
    "target.goal_retired": _("Thôi áp dụng giá trị mục tiêu"),
    "target.joined": _("Ghép hai chỉ tiêu"),
    "target.kept_apart": _("Giữ riêng hai chỉ tiêu giống nhau"),
    "target.parted": _("Tách lại hai chỉ tiêu đã ghép"),
    "target.fed": _("Gắn nhiệm vụ với chỉ tiêu"),
    "target.fed_no_more": _("Thôi gắn nhiệm vụ với chỉ tiêu"),
    "target.loaded": _("Nạp danh mục chỉ tiêu từ tệp"),
    "value.submitted": _("Gửi số liệu chỉ tiêu"),
    "value.verified": _("Xác nhận số liệu chỉ tiêu"),
    "value.verified_many": _("Xác nhận nhiều số liệu chỉ tiêu"),
    "value.returned": _("Trả lại số liệu chỉ tiêu"),
    "value.withdrawn": _("Rút số liệu chỉ tiêu"),
    "progress.submitted": _("Gửi cập nhật tiến độ"),
    "progress.approved": _("Duyệt cập nhật tiến độ"),
    "progress.withdrawn": _("Rút cập nhật tiến độ"),
    "progress.corrected": _("Thay bằng bản cập nhật sửa"),
    "progress.returned": _("Trả lại cập nhật tiến độ"),
    "round.drafted": _("Soạn đợt báo cáo"),
    "round.opened": _("Mở đợt báo cáo"),
    "report.saved": _("Lưu bản soạn báo cáo"),
    "report.file_attached": _("Đính kèm tệp báo cáo"),
    "report.file_detached": _("Gỡ tệp báo cáo"),
    "report.handed_in": _("Nộp báo cáo"),
    "report.returned": _("Trả lại báo cáo"),
    "target.goals_decided": _("Ghi các mục tiêu theo văn bản quyết định"),
    "assignments.planned": _("Trình nội dung kế hoạch đã quyết định để giao"),
    "plan.begun": _("Bắt đầu soạn kế hoạch"),
    "plan.goals_put": _("Ghi mục tiêu trong kế hoạch"),
    "plan.measure_put": _("Ghi nhiệm vụ, giải pháp trong kế hoạch"),
    "plan.component_put": _("Ghi chỉ tiêu thành phần trong kế hoạch"),
    "plan.mechanism_put": _("Ghi cơ chế tổ chức thực hiện"),
    "plan.line_dropped": _("Bỏ một mục khỏi kế hoạch"),
    "plan.frozen": _("Khóa bản kế hoạch khi nộp"),
    "plan.agreed": _("Thống nhất kế hoạch"),
    "plan.returned": _("Trả lại kế hoạch kèm nhận xét"),
    "plan.remarked": _("Nhận xét kế hoạch"),
    "plan.remark_dropped": _("Bỏ nhận xét kế hoạch"),
    "plan.remark_answered": _("Trả lời nhận xét kế hoạch"),
    "compilation.adopted": _("Thực hiện Kế hoạch tổng thể đã quyết định"),
    "compilation.composed": _("Lập báo cáo tổng hợp"),
    "compilation.edited": _("Sửa lời báo cáo tổng hợp"),
    "compilation.issued": _("Ban hành báo cáo tổng hợp"),
}


def due_said(bound: str, on: date | None, clock: time | None) -> str:
    """A deadline in few words: trước 16h00 ngày 12/01/2026; chậm nhất 10/08/2025; or nothing."""
    if on is None:
        return ""
    day = f"{on:%d/%m/%Y}"
    if clock is not None:
        hour = f"{clock:%Hh%M}" if not clock.second else f"{clock:%H:%M:%S}"
        day = gettext("%(hour)s ngày %(day)s") % {"hour": hour, "day": day}
    return f"{BOUNDS[str(bound)]} {day}"


def period_said(period: str) -> str:
    """The name of a period in words: tháng 6/2026, tuần 23/2026, ngày 02/06/2026, quý II/2026."""
    year, _dash, part = period.partition("-")
    if len(period) == len("2026-06-02"):
        return gettext("ngày %(day)s") % {"day": f"{date.fromisoformat(period):%d/%m/%Y}"}
    if part.startswith("W"):
        return gettext("tuần %(n)s/%(year)s") % {"n": part[1:], "year": year}
    if part.startswith("Q"):
        return gettext("quý %(n)s/%(year)s") % {"n": ("I", "II", "III", "IV")[int(part[1]) - 1], "year": year}
    if part.startswith("H"):
        half = gettext("sáu tháng đầu năm %(year)s") if part == "H1" else gettext("sáu tháng cuối năm %(year)s")
        return half % {"year": year}
    if not part:
        return gettext("năm %(year)s") % {"year": year}
    return gettext("tháng %(n)s/%(year)s") % {"n": int(part), "year": year}


def sureness(confidence: float) -> str:
    """high, medium or low."""
    return next(word for least, word in SURENESS if confidence >= least)


def cadence_said(cadences: Iterable[str]) -> str:
    """Cadences such as "monthly:25" in words: hằng tháng, ngày 25."""
    return "; ".join(_cadence(text) for text in cadences)


def _cadence(text: str) -> str:
    try:
        cadence = recurrence(text)
    except ValueError:
        return text
    said = [str(EVERY[cadence.every.value])]
    if cadence.every == Every.WEEK and cadence.day is not None:
        said.append(str(WEEKDAYS[cadence.day]))
    elif cadence.month is not None:
        said.append(gettext("ngày %(day)s") % {"day": f"{cadence.day:02}/{cadence.month:02}"})
    elif cadence.day == LAST and cadence.every == Every.MONTH:
        said.append(gettext("ngày cuối tháng"))
    elif cadence.day is not None:
        said.append(gettext("ngày %(day)s") % {"day": cadence.day})
    if cadence.clock:
        said.append(f"{cadence.clock:%Hh%M}")
    return ", ".join(said)
