"""Common words of official prose, by which damage to letters is seen and mended."""

from __future__ import annotations

from vanban.grammar import names, verbs

_COMMON = """
    chịu trách nhiệm | có trách nhiệm | cơ quan | đơn vị | địa phương | tổ chức | thực hiện | nhiệm vụ | liên quan
    | các tỉnh | tỉnh, thành phố | tiếp tục | tăng cường | trẻ em | học sinh | kinh phí
    | các bộ | các sở | ủy ban nhân dân | hội đồng nhân dân | thành phố | trực thuộc trung ương | việt nam | chính phủ
    | thủ tướng | phó thủ tướng | bộ trưởng | chủ tịch | giám đốc | thủ trưởng | cục trưởng | tổng cục | chánh văn phòng
    | phối hợp với | chủ trì, phối hợp | phối hợp chặt chẽ | báo cáo kết quả | trước ngày | chậm nhất | hằng tháng
    | hàng tháng | hằng năm | hàng năm | hằng quý | hàng quý | hằng tuần | hàng tuần | kể từ | trong tháng
    | trong quý | theo chức năng | theo quy định | theo thẩm quyền | được giao | đề nghị | yêu cầu | căn cứ | nghị quyết
    | nghị định | quyết định | chỉ thị | thông báo | công điện | kế hoạch | văn bản | bảo đảm | quản lý | kiểm tra
    | phường, đặc khu | xã, phường | huyện, thị xã | sở, ban | ban, ngành | bảo hiểm xã hội | tình hình | kết quả
    | bảo vệ | môi trường | hướng dẫn | hoàn thành | cấp xã | cấp tỉnh | trên địa bàn | doanh nghiệp | người dân
    | cơ quan thuế | cục thuế | tài chính | thông tin | điện tử | quốc phòng | công an | xây dựng | đối với
"""
_DAMAGED = frozenset(verbs.DAMAGED.split("|"))
#: phrases of two words and more, each joined to its neighbours only within itself
PHRASES: tuple[str, ...] = (
    *(" ".join(phrase.split()) for phrase in _COMMON.split("|")),
    *(
        word
        for word in f"{verbs.VERBS}|{verbs.ADVERBS}".split("|")
        if " " in word and "(" not in word and word not in _DAMAGED
    ),
    *(head for head in names.HEADS.split("|") if " " in head and head.replace(" ", "").isalpha()),
    *names.COMMA_NAMES,
)
