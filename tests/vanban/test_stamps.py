"""Rubber stamps of secrecy on scans: read through skew and a seal, told apart from other stamps."""

import pytest

from accept.secret_scans import Scan, scans
from vanban.readers import ocr
from vanban.readers.stamps import stamps_of
from vanban.secrecy import is_stamp_read


@pytest.mark.parametrize(
    "words", ["MẬT", "MẠT", "MẬI", "MẬL", "TỐI MẬT", "TOI MAT", "TUYỆT MẬT", "LUYEẸI MẠẬT", "TUYIZ! MẬL", "TUYE1 MẠI"]
)
def test_a_stamp_read_with_wrong_letters_is_known(words: str) -> None:
    assert is_stamp_read(words)


@pytest.mark.parametrize(
    "words", ["", "MẪU", "KHẨN", "HỎA TỐC", "THƯỢNG KHẨN", "SAO Y", "BẢN CHÍNH", "ĐẾN", "Z^", "ĐÃ THU TIỀN", "MAY"]
)
def test_other_stamps_are_not(words: str) -> None:
    assert not is_stamp_read(words)


@pytest.mark.parametrize("scan", list(scans(3, 8)), ids=lambda scan: scan.name)
def test_the_stamp_of_a_scan_is_read(scan: Scan) -> None:
    read = [ocr.recognised(stamp, is_line=True) for stamp in stamps_of(scan.content, "png")]

    assert any(map(is_stamp_read, read)) == scan.is_secret


def test_a_page_without_red_has_no_stamp() -> None:
    from PIL import Image

    from tests.formats.made import picture

    assert stamps_of(picture(Image.new("RGB", (800, 1000), "white"), "PNG"), "png") == []
