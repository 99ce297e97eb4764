"""To whom a report or draft goes, and what is delivered."""

from __future__ import annotations

import re

from vanban.grammar import Pattern

_BODY_OF_ROLE = r"cơ quan (?:có thẩm quyền|quản lý|chịu trách nhiệm|đăng ký|đầu mối|chủ trì|thường trực|thuế|cấp trên)"
_LEVEL = r"cấp có thẩm quyền|cơ quan có thẩm quyền|cấp ủy(?: cùng cấp| Đảng| cấp trên)?|chính quyền địa phương|cấp trên"
REPORT_TO = Pattern(
    id="report.to",
    looks_for="to whom a report or draft goes",
    pattern=(
        r"(?:[Bb]áo cáo(?:(?:,| và|, tham mưu,?)? (?:đề xuất|kiến nghị|tham mưu|xin ý kiến)(?: với"
        r"| cho)?)?(?: cho| lên| về)?|[Tt]rình(?: cho| lên)?|[Gg]ửi(?: báo cáo| kết quả| văn bản)?(?: về| cho| đến"
        r"| tới| lên)?"
        r"|[Tt]ham mưu(?: cho| giúp)?|(?:báo cáo|kết quả|thực hiện|[Gg]ửi)[^,;.]{0,60} (?:về|tới|đến(?= [A-ZĐ]))"
        r"|[Bb]áo cáo(?: kết quả)?[^,;.]{0,60} cho) "
        rf"(?=[A-ZĐỦÀÁÂÔƠÝ]|{_BODY_OF_ROLE}|{_LEVEL}|các [bB]ộ|cấp ủy)"
    ),
    examples=("báo cáo Thủ tướng Chính phủ", "gửi về Bộ Khoa học và Công nghệ", "gửi hồ sơ dự thảo tới Bộ Tư pháp"),
    counter_examples=("báo cáo kết quả thực hiện.", "gửi đến ngày 25"),
)
LEVEL_ABOVE = Pattern(
    id="report.level",
    looks_for="a level that is told by its power, not by a name",
    pattern=rf"(?:{_LEVEL})(?:(?:,| và) (?:{_LEVEL}))*",
    examples=("cấp có thẩm quyền", "cấp ủy, chính quyền địa phương"),
    counter_examples=("cấp nước",),
)
LEVELS = re.compile(_LEVEL)
BARE_POST = Pattern(
    id="report.post",
    looks_for="an official named by the post alone, the agency being the issuer's own",
    pattern=r"(?:Phó )?(?:Tổng Giám đốc|Giám đốc|Bộ trưởng|Chủ tịch|Tổng cục trưởng|Cục trưởng|Chủ nhiệm"
    r"|Chánh Văn phòng|Trưởng [Bb]an)(?! [A-ZĐỦU])",
    examples=("Tổng Giám đốc để báo cáo Chính phủ", "Bộ trưởng xem xét"),
    counter_examples=("Chủ tịch UBND tỉnh",),
)
ROLE_BODY = Pattern(
    id="report.role",
    looks_for="a body told by its part: the office that registers investment, that sums up the count",
    pattern=rf"{_BODY_OF_ROLE}(?: (?!theo|trước|để|xem|quyết|đúng|khi|trong|và|phê|thẩm|ban|\d)[^\s,;.()]+){{0,8}}",
    examples=("cơ quan đăng ký đầu tư", "cơ quan chịu trách nhiệm tổng hợp kết quả kiểm kê theo thời hạn"),
    counter_examples=("cơ quan báo chí",),
)
PRODUCT = Pattern(
    id="product.named",
    looks_for="the paper or system to be delivered",
    pattern=(
        r"(?:[Xx]ây dựng(?:,? (?:ban hành|hoàn thiện|trình[^,;.]{0,40}))*|[Bb]an hành|[Ll]ập"
        r"|[Hh]oàn thiện|[Ss]oạn thảo|[Đđ]ề xuất|[Tt]rình [^,;.]{3,60}?"
        r"|[Gg]ửi) (?P<thing>(?:dự thảo |dự án |văn bản |các |bộ |hồ sơ )?(?:Nghị quyết"
        r"|Nghị định|Chỉ thị|Quyết định|Đề án|đề án|Kế hoạch|kế hoạch|Chương trình|chương trình"
        r"|Phương án|phương án|Báo cáo|báo cáo|Quy chế|quy chế|Thông tư|Luật|Bộ tiêu chí"
        r"|Bộ chỉ số|cơ sở dữ liệu|hệ thống|Hướng dẫn|danh sách|chính sách"
        r"|cơ chế)(?: [^\s,;.()]+){0,12})"
    ),
    examples=("xây dựng dự thảo Chỉ thị của Thủ tướng Chính phủ về đẩy mạnh", "đề xuất phương án xử lý theo quy định"),
    counter_examples=("rà soát nội dung",),
)
ALL = (
    REPORT_TO,
    LEVEL_ABOVE,
    BARE_POST,
    ROLE_BODY,
    PRODUCT,
)
