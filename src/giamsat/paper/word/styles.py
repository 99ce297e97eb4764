"""Paragraph styles, one for each component of the decree, drawn from its figures."""

from collections.abc import Iterator

from giamsat.paper.figures import FIRST_LINE_MM, LINE_PITCH, PARAGRAPH_GAP_PT, Figure, figures
from giamsat.paper.word.markup import TWIPS_PER_POINT, twips

FONT = "Times New Roman"
FIRST_LINE = f'<w:ind w:firstLine="{twips(FIRST_LINE_MM)}"/>'
KEEP = "<w:keepNext/><w:keepLines/>"
#: style → (name in the style list of Word, component of the decree, heading level or 0)
COMPONENTS = {
    "QuocHieu": ("Quốc hiệu", "quoc_hieu", 0),
    "TieuNgu": ("Tiêu ngữ", "tieu_ngu", 0),
    "ChuQuan": ("Cơ quan chủ quản", "co_quan_chu_quan", 0),
    "BanHanh": ("Cơ quan ban hành", "co_quan_ban_hanh", 0),
    "SoKyHieu": ("Số ký hiệu", "so_ky_hieu", 0),
    "VeViec": ("Về việc", "trich_yeu_cong_van", 0),
    "DiaDanh": ("Địa danh ngày tháng", "dia_danh_ngay_thang", 0),
    "TenLoai": ("Tên loại", "ten_loai", 0),
    "TrichYeu": ("Trích yếu", "trich_yeu_co_ten_loai", 0),
    "KinhGui": ("Kính gửi", "kinh_gui", 0),
    "NoiDung": ("Nội dung", "noi_dung", 0),
    "Muc": ("heading 1", "muc_tieu_de", 1),
    "Khoan": ("heading 2", "khoan_co_tieu_de", 2),
    "Diem": ("heading 3", "diem", 3),
    "NoiNhan": ("Nơi nhận", "noi_nhan_tu", 0),
    "NoiNhanDong": ("Nơi nhận dòng", "noi_nhan_danh_sach", 0),
    "ChucVu": ("Chức vụ", "quyen_han_chuc_vu", 0),
    "HoTen": ("Họ tên", "ho_ten_nguoi_ky", 0),
    "DoKhan": ("Độ khẩn", "do_khan", 0),
    "PhuLuc": ("Phụ lục", "phu_luc_so", 0),
    "PhuLucTen": ("Phụ lục tên", "phu_luc_tieu_de", 0),
    "PhuLucKem": ("Phụ lục kèm theo", "phu_luc_kem_theo", 0),
}
HEADINGS = {level: style for style, (_, _, level) in COMPONENTS.items() if level}
JUSTIFY = {"justify": "both"}


def styles() -> str:
    """The parts of styles.xml between its root tags."""
    return "".join((_defaults(), *(_component(style) for style in COMPONENTS), *_others()))


def style(key: str, name: str, paragraph: str, run: str) -> str:
    """One paragraph style. Word knows its own headings by their names, and they are not custom."""
    custom = "" if name.startswith("heading ") else ' w:customStyle="1"'
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def letters(*, points: float, is_bold: bool = False, is_italic: bool = False, colour: str = "") -> str:
    """Run properties in the order of the schema."""
    paint = f'<w:color w:val="{colour}"/>' if colour else ""
    half = round(points * 2)
    return f'{"<w:b/>" * is_bold}{"<w:i/>" * is_italic}{paint}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def spacing(before: float = 0, after: float = 0, pitch: float = 1) -> str:
    """Space in points over and under a paragraph, and its line pitch."""
    return (
        f'<w:spacing w:before="{round(before * TWIPS_PER_POINT)}" w:after="{round(after * TWIPS_PER_POINT)}" '
        f'w:line="{round(pitch * 240)}" w:lineRule="auto"/>'
    )


def aligned(align: str) -> str:
    """Alignment by the decree's word."""
    return f'<w:jc w:val="{JUSTIFY.get(align, align)}"/>'


def _component(key: str) -> str:
    name, component, level = COMPONENTS[key]
    figure = figures()[component]
    text = letters(
        points=figure.points,
        is_bold=figure.is_bold,
        is_italic=figure.is_italic,
        colour="FF0000" if component == "do_khan" else "",
    )
    return style(key, name, _set_as_body(level) if level or key == "NoiDung" else _set_alone(key, figure), text)


def _set_as_body(level: int) -> str:
    outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
    gap = spacing(before=PARAGRAPH_GAP_PT, pitch=LINE_PITCH)
    return f"{KEEP if level else ''}{gap}{FIRST_LINE}{aligned('justify')}{outline}"


def _set_alone(key: str, figure: Figure) -> str:
    before = {"VeViec": PARAGRAPH_GAP_PT, "SoKyHieu": 4, "DiaDanh": 4, "TenLoai": 18, "PhuLucKem": 2}.get(key, 0)
    return f"<w:keepNext/>{spacing(before=before)}{aligned(figure.align)}"


def _others() -> Iterator[str]:
    figure = figures()["page_number_size_pt"]
    yield style("SoTrang", "Số trang", spacing() + aligned("center"), letters(points=figure.least))
    hairline = '<w:spacing w:before="60" w:after="0" w:line="60" w:lineRule="exact"/>'
    yield style("Vach", "Vạch", hairline, letters(points=2))
    yield style("BangTen", "Bảng tên", KEEP + spacing(before=8, after=4) + aligned("center"), _bold(13))
    yield style("Khoang", "Khoảng", '<w:spacing w:before="0" w:after="0" w:line="120" w:lineRule="exact"/>', "")
    for points in (11, 12):
        air = spacing(before=2, after=2)
        yield style(f"BangDau{points}", f"Bảng đầu {points}", air + aligned("center"), _bold(points))
        yield style(f"BangO{points}", f"Bảng ô {points}", air + aligned("left"), letters(points=points))
        yield style(f"BangSo{points}", f"Bảng số {points}", air + aligned("center"), letters(points=points))


def _bold(points: float) -> str:
    return letters(points=points, is_bold=True)


def _defaults() -> str:
    body = figures()["noi_dung"]
    fonts = " ".join(f'w:{slot}="{FONT}"' for slot in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{letters(points=body.points)}"
        f'<w:lang w:val="vi-VN" w:eastAsia="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
