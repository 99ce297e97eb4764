"""How a document stands to another that it cites: what stands before the number, and after it."""

from __future__ import annotations

from vanban.grammar import Pattern

_KIND = "nghị quyết|quyết định|chỉ thị|thông tư|nghị định|công văn|kế hoạch|thông báo|luật|kết luận|quy định|công điện"
_NAME = rf"(?:(?:{_KIND}|văn bản)(?: (?!theo)\w+){{0,3}} )?(?:số:? ?)?"
#: words that say the change or the fall is of something else
_APART = r"(?:(?!theo |thực hiện|tại |căn cứ)[^.;])"

REPLACES = Pattern(
    id="relation.replaces",
    looks_for="this document takes the place of the cited one, which falls",
    pattern=rf"(?:(?:này|nay) (?:thay thế|bãi bỏ)|^(?:V/v |Về việc |Về )?(?:thay thế|bãi bỏ)){_APART}{{0,80}}?{_NAME}$",
    examples=("Quyết định này thay thế Quyết định số ", "Về việc bãi bỏ Chỉ thị số "),
    counter_examples=("thay thế thiết bị cũ theo Quyết định số ", "Nghị quyết A đã thay thế Nghị quyết số "),
    any_case=True,
)
FALLS = Pattern(
    id="relation.falls",
    looks_for="the cited document ceases to be in force",
    pattern=r"^[^.;]{0,60}?(?:hết hiệu lực|ngừng hiệu lực|bị bãi bỏ)",
    examples=(" ngày 05/01/2025 hết hiệu lực kể từ ngày ký",),
    counter_examples=(" có hiệu lực từ ngày ký",),
)
AMENDS = Pattern(
    id="relation.amends",
    looks_for="this document changes the cited one",
    pattern=rf"(?:^|(?:này|nay) )(?:V/v |Về việc |Về )?sửa đổi(?:, bổ sung)?(?:, cập nhật)?"
    rf"{_APART}{{0,80}}?{_NAME}$",
    examples=("Sửa đổi, bổ sung một số điều của Nghị định số ", "Về việc sửa đổi Quyết định số "),
    counter_examples=("thực hiện Nghị quyết về sửa đổi, bổ sung Nghị định số ", "Sửa đổi quy định theo Nghị quyết số "),
    any_case=True,
)
IMPLEMENTS = Pattern(
    id="relation.implements",
    looks_for="what is ordered here carries out the cited document",
    pattern=(
        rf"(?:thực hiện|triển khai|quán triệt|được giao tại)(?: (?:có )?hiệu quả| nghiêm| tốt)? [^.;,]{{0,40}}?{_NAME}$"
    ),
    examples=("Thực hiện Công văn số ", "tình hình triển khai thực hiện Nghị quyết số "),
    counter_examples=("Căn cứ Luật số ", "theo quy định tại Nghị định số "),
    any_case=True,
)
ALL = (REPLACES, FALLS, AMENDS, IMPLEMENTS)
