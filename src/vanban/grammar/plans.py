"""The labelled lines of a plan block: who leads, who helps, by when, with what result."""

from __future__ import annotations

import re

#: lines of a plan's block: label -> role
LABELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "lead",
        re.compile(
            (
                r"(?:(?:Cơ quan|Đơn vị|Cấp|Bộ phận|Đầu mối)(?:, (?:đơn vị|cơ quan"
                r"|địa phương))?(?: được giao| chịu trách nhiệm)? (?:chủ trì(?:,? (?:thực hiện|tham mưu"
                r"|triển khai))?|thực hiện|chịu trách nhiệm(?: chính)?|phụ trách)|Chủ trì(?: thực hiện"
                r"| tham mưu)?|Phân công(?: thực hiện| chủ trì)?|Trách nhiệm(?: thực hiện| chủ trì)?"
                r"|Giao)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "coordinating",
        re.compile(
            (
                r"(?:(?:Cơ quan|Đơn vị)(?:, (?:đơn vị|cơ quan|địa phương))? (?:phối hợp"
                r"|cùng phối hợp)(?: thực hiện)?|Phối hợp(?: thực hiện)?)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "time",
        re.compile(
            (
                r"(?:Thời (?:gian|hạn|điểm)(?: thực hiện| hoàn thành| triển khai| tổ chức| trình"
                r"| báo cáo| gửi)*|Tiến độ(?: thực hiện| hoàn thành)?|Hoàn thành"
                r"|Thời gian thực hiện,? hoàn thành)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "result",
        re.compile(
            (
                r"(?:Kết quả|Sản phẩm|Dự kiến (?:sản phẩm|kết quả)|Kết quả,? sản phẩm|Sản phẩm,? kết quả"
                r"|Sản phẩm đầu ra|Kết quả (?:đầu ra|thực hiện|cần đạt|dự kiến))\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "content",
        re.compile(
            (
                r"(?:Nội dung(?: thực hiện| công việc| nhiệm vụ| cụ thể)?|Tên nhiệm vụ"
                r"|Nhiệm vụ(?: cụ thể)?|Công việc|Hoạt động|Cách thức thực hiện"
                r"|Hình thức(?: thực hiện)?)\s*:\s*"
            ),
            re.IGNORECASE,
        ),
    ),
    (
        "other",
        re.compile(
            r"(?:Kinh phí(?: thực hiện)?|Đối tượng|Địa điểm|Số lượng|Thành phần|Địa bàn|Nguồn kinh phí|Ghi chú)\s*:\s*",
            re.IGNORECASE,
        ),
    ),
)
