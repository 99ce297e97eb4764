"""States of an upload. PURE."""

from giamsat.wording import Worded


class UploadState(Worded):
    STORED = "stored", "Đã lưu"
    REFUSED = "refused", "Bị từ chối"
