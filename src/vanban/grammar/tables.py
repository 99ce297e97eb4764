"""The heads of task tables and what stands in their columns."""

from __future__ import annotations

import re

ORDINAL_HEAD = re.compile(r"(?:STT|TT|Số TT|Stt|STT\.|Số thứ tự)(?: (?:Tên nhiệm vụ|Nhiệm vụ|Nội dung)(?: .*)?)?")
#: role -> the whole text of a head cell
COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("ordinal", r"(?:STT|TT|Số TT|Số thứ tự|#)"),
        ("coordinating", r"(?:Cơ quan|Đơn vị)?(?:, đơn vị)?\s*(?:cùng )?phối hợp(?: thực hiện)?"),
        (
            "lead",
            (
                r"(?:(?:Cơ quan|Đơn vị)(?:, đơn vị|, tổ chức)?\s*)?(?:chủ trì|thực hiện"
                r"|chịu trách nhiệm)(?: thực hiện| tham mưu| chính)?|Phân công(?: thực hiện)?"
                r"|Trách nhiệm thực hiện|Đơn vị|Cơ quan"
            ),
        ),
        ("time", r"(?:Thời (?:gian|hạn)|Tiến độ|Hạn)(?: (?:thực hiện|hoàn thành|trình|hoàn|xong))*(?: .{0,20})?"),
        ("result", r"(?:Kết quả|Sản phẩm|Dự kiến)(?:.{0,40})"),
        (
            "name",
            (
                r"(?:Tên |Các )?(?:nhiệm vụ|nội dung|công việc|đề án|hoạt động|nội dung công việc"
                r"|tên văn bản|danh mục)(?:.{0,60})"
            ),
        ),
    )
)
#: role -> found in the running text of a flattened head, in the order of the columns
FLAT_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("name", re.compile(r"(?:nhiệm vụ|nội dung|công việc|hoạt động|đề án)", re.IGNORECASE)),
    ("lead", re.compile(r"(?:chủ trì|cơ quan thực hiện|đơn vị thực hiện)", re.IGNORECASE)),
    ("coordinating", re.compile(r"phối hợp", re.IGNORECASE)),
    ("result", re.compile(r"(?:kết quả|sản phẩm)", re.IGNORECASE)),
    ("time", re.compile(r"(?:thời gian|thời hạn|tiến độ|hoàn thành)", re.IGNORECASE)),
)
HEAD_WORDS = re.compile(
    (
        r"(?:(?:STT|TT|Tên|nhiệm vụ|nội dung|công việc|cụ thể|Cơ quan|Đơn vị|chủ trì|phối hợp"
        r"|Kết quả|Sản phẩm|Thời gian|Thời hạn|hoàn|thành|hoàn thành|thực hiện|Căn cứ|bổ sung"
        r"|Ghi chú|đầu ra|dự kiến|Tiến độ|giải pháp|hoạt động|văn bản|trình|,|và|/|\(\d\))\s*)+"
    ),
    re.IGNORECASE,
)
ROW_NUMBER = re.compile(r"(\d{1,3})[.)]?(?:\s+|$)")
GROUP_ROW = re.compile(r"(?:[IVX]{1,5}|[A-Z])(?:\.|\s|$)\s*(?=[A-ZĐÀ-Ỹ]|$)")
TIME_CELL = re.compile(
    r"(?:Trước |Chậm nhất |Đến |Hết )?(?:ngày \d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{1,2}/\d{4}"
    r"|[Tt]háng \d{1,2}(?: ?[-–,] ?\d{1,2})?(?:/| năm )\d{4}|[Qq]uý (?:IV|III|II"
    r"|I)(?: ?[-–,] ?(?:IV|III|II|I))?(?:/| năm )\d{4}"
    r"|(?:Năm )?20\d\d(?: ?[-–] ?20\d\d)?(?: và hằng năm| và (?:các"
    r"|những) năm tiếp theo)?(?=\s|$)"
    r"|Giai đoạn 20\d\d ?[-–] ?20\d\d|Thường xuyên|Hằng năm(?: và từng giai đoạn)?|Hàng năm"
    r"|Hằng quý|Hằng tháng|Theo (?:Kế hoạch|yêu cầu|tiến độ|lộ trình"
    r"|chỉ đạo)[^.;]{0,60}?(?=\s(?:Chương trình|Nghị quyết|Nghị định|Quyết định)|$)"
    r"|Kỳ họp thứ [^.;]{3,40}?(?=\s(?:Chương trình|Nghị quyết)|$)|Ngay sau khi [^.;]{3,80})"
)
