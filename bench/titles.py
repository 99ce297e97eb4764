"""Many made-up titles of tasks: half differ from others by one word, one in twenty is written twice."""

import random
from collections.abc import Iterator

VERBS = ("Xây dựng", "Ban hành", "Hoàn thiện", "Rà soát, sửa đổi", "Trình ban hành", "Tổ chức triển khai")
FORMS = ("đề án", "kế hoạch", "chương trình", "quy hoạch", "bộ tiêu chí", "quy chế", "mô hình", "nền tảng số")
DEEDS = ("phát triển", "quản lý", "bảo tồn", "ứng dụng công nghệ trong", "đào tạo nhân lực", "kiểm soát", "giám sát")
SUBJECTS = (
    "lúa gạo|thủy sản|cà phê|du lịch biển|nhà ở xã hội|đường sắt đô thị|cảng hàng không|bệnh viện tuyến huyện|trường "
    "mầm non"
    "|đê điều|rừng phòng hộ|khí tượng thủy văn|chất thải rắn|nước sạch nông thôn|lưới điện phân phối|xăng dầu|di sản "
    "văn hóa"
    "|thư viện công cộng|báo chí điện tử|an toàn thực phẩm|vắc xin|dược liệu|giống cây trồng|chăn nuôi lợn|muối biển"
    "|than đá"
    "|thép xây dựng|xi măng|dệt may|da giày|đóng tàu|ô tô điện|pin lưu trữ|vi mạch|vệ tinh nhỏ|cáp quang biển"
)
PLACES = ("vùng sâu", "hải đảo", "biên giới", "đô thị loại một", "khu kinh tế", "làng nghề", "miền núi", "vùng hạn mặn")
PROVINCES = ("Hà Nội", "Nghệ An", "Thanh Hóa", "Huế", "Đà Nẵng", "Cần Thơ", "Lào Cai", "Sơn La", "Cà Mau", "Gia Lai")
PURPOSES = ("phục vụ phát triển kinh tế - xã hội", "nhằm tăng thu nhập người dân", "đáp ứng yêu cầu hội nhập")
TWICE = 0.05


def made_up(total: int, *, seed: int = 1) -> tuple[list[str], list[tuple[int, int]]]:
    """Titles, and the places of each two that are one task written twice."""
    chance = random.Random(seed)
    out: list[str] = []
    twice: list[tuple[int, int]] = []
    for title, again in _tasks(chance):
        if len(out) + 2 > total:
            return out, twice
        out.append(title)
        if chance.random() < TWICE:
            twice.append((len(out) - 1, len(out)))
            out.append(again)
    return out, twice


def _tasks(chance: random.Random) -> Iterator[tuple[str, str]]:
    """A title and the same task in other words, without end."""
    subjects = SUBJECTS.split("|")
    while True:
        form, deed, place = chance.choice(FORMS), chance.choice(DEEDS), chance.choice(PLACES)
        one, other = chance.sample(subjects, 2)
        thing = f"{form} {deed} {one}, {other} tại {place}"
        if chance.random() < 0.4:
            thing += f" tỉnh {chance.choice(PROVINCES)}"
        if chance.random() < 0.4:
            thing += f" giai đoạn {chance.randint(2020, 2027)}-{chance.randint(2028, 2035)}"
        title = f"{chance.choice(VERBS)} {thing}"
        if chance.random() < 0.6:
            title += f" {chance.choice(PURPOSES)}"
        yield title, thing[0].upper() + thing[1:]
