"""Scanned papers with and without a rubber stamp of secrecy: red, askew, faint, over a seal, on a dirty page."""

import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter, ImageFont

from giamsat import paper

FONTS = Path(paper.__file__).parent / "fonts"
WIDE, HIGH = 1240, 1754  # an A4 page at 150 dots an inch
STAMPS = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")
#: what else is stamped in red near the head
OTHERS = ("HỎA TỐC", "KHẨN", "THƯỢNG KHẨN", "SAO Y", "BẢN CHÍNH", "ĐẾN")
TITLES = (
    "BẢO MẬT THÔNG TIN",
    "Về việc bảo vệ bí mật nhà nước",
    "Về việc quản lý nuôi ong lấy mật",
    "Về việc chi ngân sách",
)


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan and whether it bears a stamp."""

    name: str
    content: bytes
    is_secret: bool


def scans(seed: int, count: int) -> Iterator[Scan]:
    """`count` pages as PNG, half of them stamped."""
    chance = random.Random(seed)
    for n in range(count):
        is_secret = n % 2 == 0
        stamp = chance.choice(STAMPS if is_secret else OTHERS)
        turned, red = chance.uniform(-7, 7), chance.randint(150, 235)
        page = _page(chance, n)
        _press(page, stamp, turned, red, chance)
        _seal(page, chance)
        yield Scan(f"{stamp} {n}, nghiêng {turned:.1f}°", _scanned(page, chance), is_secret)


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    wanted = "Bold" if bold else "Regular"
    return ImageFont.truetype(next(path for path in sorted(FONTS.glob("*.ttf")) if wanted in path.name), size)


def _page(chance: random.Random, n: int) -> Image.Image:
    page = Image.new("RGB", (WIDE, HIGH), "white")
    draw = ImageDraw.Draw(page)
    draw.text((330, 120), "BỘ TÀI CHÍNH", "black", _font(27, bold=True), anchor="mm")
    draw.text((860, 120), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "black", _font(25, bold=True), anchor="mm")
    draw.text((860, 155), "Độc lập - Tự do - Hạnh phúc", "black", _font(27, bold=True), anchor="mm")
    draw.text((330, 215), f"Số: {n + 11}/BTC-VP", "black", _font(27), anchor="mm")
    draw.text((860, 215), "Hà Nội, ngày 02 tháng 6 năm 2026", "black", _font(27), anchor="mm")
    draw.text((WIDE / 2, 420), chance.choice(TITLES), "black", _font(30, bold=True), anchor="mm")
    words = [
        "Các",
        "đơn",
        "vị",
        "báo",
        "cáo",
        "kết",
        "quả",
        "thực",
        "hiện",
        "nhiệm",
        "vụ",
        "được",
        "giao",
        "trước",
        "ngày",
        "20",
        "tháng",
        "6",
        "năm",
        "2026.",
    ]
    for line in range(18):
        draw.text((170, 520 + 48 * line), " ".join(chance.sample(words, 11)), "black", _font(27))
    return page


def _press(page: Image.Image, stamp: str, turned: float, red: int, chance: random.Random) -> None:
    """A framed rubber stamp under the number, as art. 5 of Decree 26/2020 and Circular 24/2020/TT-BCA picture it."""
    font = _font(40, bold=True)
    wide, high = int(font.getlength(stamp)) + 60, 84
    mark = Image.new("RGBA", (wide, high), (0, 0, 0, 0))
    ink = (red, 25, 35, chance.randint(170, 255))
    draw = ImageDraw.Draw(mark)
    draw.rectangle((3, 3, wide - 4, high - 4), outline=ink, width=4)
    draw.text((wide / 2, high / 2), stamp, ink, font, anchor="mm")
    mark = mark.rotate(turned, expand=True, resample=Image.Resampling.BICUBIC)
    page.paste(mark, (330 - mark.width // 2, 255), mark)


def _seal(page: Image.Image, chance: random.Random) -> None:
    draw = ImageDraw.Draw(page, "RGBA")
    x, y = chance.randint(200, 800), chance.randint(900, 1300)
    draw.ellipse((x, y, x + 280, y + 280), outline=(220, 30, 40, 190), width=9)


def _scanned(page: Image.Image, chance: random.Random) -> bytes:
    page = page.rotate(chance.uniform(-1.5, 1.5), fillcolor="white", resample=Image.Resampling.BICUBIC)
    page = page.filter(ImageFilter.GaussianBlur(chance.uniform(0.3, 0.9)))
    draw = ImageDraw.Draw(page)
    for _ in range(300):
        spot = chance.randrange(WIDE), chance.randrange(HIGH)
        draw.point(spot, (chance.randint(60, 200),) * 3)
    out = io.BytesIO()
    page.save(out, "PNG")
    return out.getvalue()
