"""States of an upload, and the steps of reading one. PURE."""

from giamsat.wording import Worded


class UploadState(Worded):
    STORED = "stored", "Đã lưu"
    REFUSED = "refused", "Bị từ chối"


class Step(Worded):
    """What a reader is doing with a file."""

    CONVERTING = "converting", "Đang đổi định dạng"
    RECOGNISING = "recognising", "Đang nhận dạng chữ"
    FINDING = "finding", "Đang đọc giao việc"
