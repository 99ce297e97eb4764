"""What can be wrong with the journal. PURE."""

from giamsat.wording import Worded


class Damage(Worded):
    """How a place of the journal differs from what was written."""

    CONTENT = "content", "nội dung mục đã bị sửa"
    LINK = "link", "mục không nối với mục trước"
    ORDER = "order", "có mục bị xóa, chèn thêm hoặc đổi chỗ trước mục này"
    END = "end", "cuối chuỗi không khớp: có mục cuối bị cắt hoặc đầu chuỗi bị sửa"
    ANCHORED = "anchored", "mục đã chốt trong gốc nhật ký không còn hoặc đã khác"
    ANCHOR = "anchor", "gốc nhật ký đã bị sửa, xóa hoặc thêm"
    ROOT = "root", "mã gốc giữ ở nơi khác không có trong hệ thống"
