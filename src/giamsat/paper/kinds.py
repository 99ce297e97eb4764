"""Kinds of administrative paper with their abbreviations (Decree 30/2020/NĐ-CP, art. 7 and Appendix III)."""

from dataclasses import dataclass
from enum import StrEnum


class Urgency(StrEnum):
    """Stamps of urgency (Appendix I, box 10b)."""

    EXPRESS = "HỎA TỐC"
    VERY_URGENT = "THƯỢNG KHẨN"
    URGENT = "KHẨN"


@dataclass(frozen=True)
class Kind:
    """One kind of paper."""

    #: what begins the symbol, "BC"; empty for công văn, which has none
    abbreviation: str
    #: the name printed over the subject, in capitals; empty for công văn
    name: str
    #: whether the text ends with "./."
    has_end_mark: bool = True


#: a công văn has neither name nor abbreviation; its subject stands under the number as "V/v …"
CONG_VAN = "cong_van"

KINDS = {
    CONG_VAN: Kind("", ""),
    "bao_cao": Kind("BC", "BÁO CÁO"),
    "to_trinh": Kind("TTr", "TỜ TRÌNH"),
    "thong_bao": Kind("TB", "THÔNG BÁO"),
    "ke_hoach": Kind("KH", "KẾ HOẠCH"),
    "chuong_trinh": Kind("CTr", "CHƯƠNG TRÌNH"),
    "chi_thi": Kind("CT", "CHỈ THỊ"),
    "huong_dan": Kind("HD", "HƯỚNG DẪN"),
    "phuong_an": Kind("PA", "PHƯƠNG ÁN"),
    "de_an": Kind("ĐA", "ĐỀ ÁN"),
    "du_an": Kind("DA", "DỰ ÁN"),
    "quy_che": Kind("QC", "QUY CHẾ"),
    "quy_dinh": Kind("QyĐ", "QUY ĐỊNH"),
    "thong_cao": Kind("TC", "THÔNG CÁO"),
    "cong_dien": Kind("CĐ", "CÔNG ĐIỆN"),
    "nghi_quyet": Kind("NQ", "NGHỊ QUYẾT", has_end_mark=False),
    "quyet_dinh": Kind("QĐ", "QUYẾT ĐỊNH", has_end_mark=False),
    "bien_ban": Kind("BB", "BIÊN BẢN", has_end_mark=False),
    "giay_moi": Kind("GM", "GIẤY MỜI"),
}
