"""How the time of reading grows with length: real text from 10 kB to 10 MB, and what could hurt, 1 MB each.

python -m bench.scaling
"""

import math
import sys
import time

import vanban
from tests.vanban.test_robust import ADVERSARIAL
from vanban import AgencyTable

BODY = """1. Bộ Tài chính chủ trì, phối hợp với Bộ Xây dựng và các địa phương rà soát các dự án chậm tiến độ; báo cáo
Thủ tướng Chính phủ trước ngày {n} tháng 9 năm 2026.
a) Giao Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương chỉ đạo các sở, ngành giải phóng mặt bằng trong quý IV
năm 2026.
- Hằng tháng, trước ngày 25, tổng hợp kết quả, gửi Bộ Tài chính để theo dõi.
2. Về vật liệu xây dựng: Bộ Nông nghiệp và Môi trường hướng dẫn thủ tục khai thác mỏ theo Nghị quyết số 66/NQ-CP ngày
26/3/2025 của Chính phủ; tình hình thực hiện còn nhiều khó khăn, vướng mắc.
"""


def main() -> int:
    began, sizes = {}, (10_000, 100_000, 1_000_000, 10_000_000)
    for size in sizes:
        pieces = (BODY.format(n=1 + n % 28) for n in range(size // len(BODY) + 1))
        began[size] = _seconds("\n".join(pieces))
        print(f"real text, {size:>12,} characters{began[size]:>10.2f} s", flush=True)
    grown = math.log(began[sizes[-1]] / began[sizes[1]]) / math.log(sizes[-1] / sizes[1])
    print(f"exponent from {sizes[1]:,} on{grown:>10.2f}")
    for name, text in ADVERSARIAL.items():
        print(f"{name:<40}{len(text):>12,}{_seconds(text):>10.2f} s", flush=True)
    return 0


def _seconds(text: str) -> float:
    at = time.perf_counter()
    vanban.read_text("x " + text, "text", agencies=AgencyTable.from_rows([]))
    return time.perf_counter() - at


if __name__ == "__main__":
    sys.exit(main())
