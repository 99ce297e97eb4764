import json
from dataclasses import replace
from datetime import date

import pytest

from giamsat.paper import Heading, Item, Paragraph, Sheet, Signer, Table, problems
from giamsat.paper.lines import lines
from tests.paper.samples import letter, report


@pytest.mark.parametrize("sheet", [report(), letter(), Sheet("bao_cao", "Bộ Y tế", "BC-BYT", "Hà Nội", "Kết quả")])
def test_json_gives_an_equal_sheet(sheet):
    assert Sheet.from_json(json.loads(json.dumps(sheet.as_json()))) == sheet


def test_a_field_not_stored_takes_its_default():
    stored = {"kind": "bao_cao", "agency": "Bộ Y tế", "symbol": "BC-BYT", "place": "Hà Nội", "subject": "Kết quả"}

    assert Sheet.from_json(stored) == Sheet(**stored)


def test_headings_are_numbered_with_vietnamese_letters():
    points = tuple(Heading(3, word) for word in ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy"))
    body = (Heading(1, "Mục"), Heading(2, "Khoản"), *points, Heading(2, "Khoản"), Heading(3, "lại"), Heading(1, "Mục"))

    said = [one.text for one in lines(replace(report(), kind="quyet_dinh", body=body)).body]

    assert said[:3] == ["I. MỤC", "1. Khoản", "a) một"]
    assert [text[0] for text in said[2:9]] == list("abcdđeg")
    assert said[9:] == ["2. Khoản", "a) lại", "II. MỤC"]


def test_a_heading_keeps_its_own_mark_and_counting_goes_on():
    body = (Heading(1, "II. Kết quả"), Heading(1, "Đề xuất"), Heading(3, "đ) năm"), Heading(3, "sáu"))

    said = [one.text for one in lines(replace(report(), kind="quyet_dinh", body=body)).body]

    assert said == ["II. KẾT QUẢ", "III. ĐỀ XUẤT", "đ) năm", "e) sáu"]


@pytest.mark.parametrize(
    ("issued_on", "words"),
    [
        (date(2026, 2, 5), "Hà Nội, ngày 05 tháng 02 năm 2026"),
        (date(2026, 6, 29), "Hà Nội, ngày 29 tháng 6 năm 2026"),
        (date(2026, 12, 1), "Hà Nội, ngày 01 tháng 12 năm 2026"),
    ],
)
def test_leading_zeros_follow_the_decree(issued_on, words):
    assert lines(replace(report(), issued_on=issued_on)).place_and_day == words


def test_number_and_day_not_yet_given_are_left_blank():
    said = lines(replace(report(), number=None, issued_on=None, year=2026))

    assert " ".join(said.number.split()) == "Số: /BC-BKHCN"
    assert " ".join(said.place_and_day.split()) == "Hà Nội, ngày tháng năm 2026"


def test_text_ends_once_with_the_end_mark():
    def last(*body, kind="bao_cao"):
        return lines(replace(report(), kind=kind, body=body)).body[-1].text

    assert last(Paragraph("Trân trọng.")) == "Trân trọng./."
    assert last(Paragraph("Trân trọng./.")) == "Trân trọng./."
    assert last(Item("hai.")) == "- hai./."
    assert last(Paragraph("một"), Table(("A",), (("1",),))) == "./."
    assert last(Paragraph("Điều 1."), kind="quyet_dinh") == "Điều 1."


def test_lists_of_names_are_punctuated_once():
    said = lines(replace(report(), addressees=("- Bộ Y tế;", "Bộ Công an."), recipients=("Như trên;", "Lưu: VT.")))

    assert said.addressees == ("Bộ Y tế;", "Bộ Công an.")
    assert said.recipients == ("- Như trên;", "- Lưu: VT.")


def test_an_appendix_names_the_paper_it_belongs_to():
    first, second = lines(report()).annexes

    assert (first.heading, second.heading) == ("Phụ lục I", "Phụ lục II")
    assert first.attached == "(Kèm theo Báo cáo số 05/BC-BKHCN ngày 05 tháng 01 năm 2026 của Bộ Khoa học và Công nghệ)"


def test_a_good_paper_has_no_problems():
    assert problems(report()) == []
    assert problems(letter()) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"symbol": "BKHCN-VP"}, "Ký hiệu “BKHCN-VP” phải bắt đầu bằng “BC-”."),
        ({"symbol": "BC BKHCN"},
         "Ký hiệu “BC BKHCN” không đúng mẫu: các nhóm chữ cách nhau bằng dấu “-”, không có dấu cách."),
        ({"kind": "cong_van"}, "Ký hiệu công văn “BC-BKHCN” không được có chữ viết tắt tên loại văn bản."),
        ({"subject": " "}, "Thiếu trích yếu nội dung."),
        ({"subject": "KẾT QUẢ NĂM 2025"}, "Trích yếu nội dung phải viết chữ thường."),
        ({"kind": "to_trinh", "symbol": "TTr-BYT", "addressees": ()}, "Thiếu nơi nhận ở dòng “Kính gửi”."),
        ({"body": ()}, "Chưa có nội dung."),
        ({"body": (Table(("A", "B"), (("1",),)),)}, "Bảng thứ 1 có dòng không đủ hoặc thừa cột so với dòng tiêu đề."),
        ({"recipients": ("Như trên",)}, "Dòng cuối của “Nơi nhận” phải là “Lưu: VT, …”."),
        ({"signer": None}, "Thiếu người ký."),
        ({"signer": Signer(("KT. BỘ TRƯỞNG",), "Nguyễn Văn A")}, "Sau “KT. BỘ TRƯỞNG” phải có chức vụ của người ký."),
        ({"signer": Signer(("BỘ TRƯỞNG",), "TS. Nguyễn Văn A")}, "Không ghi học hàm, học vị trước họ tên người ký."),
        ({"urgency": "GẤP"}, "Dấu độ khẩn chỉ có thể là HỎA TỐC, THƯỢNG KHẨN, KHẨN."),
        ({"subject": "Kết quả ✓"}, "Phông chữ không có ký tự ✓; bản PDF sẽ in ô trống □."),
    ],
)  # fmt: skip
def test_each_fault_is_told_in_one_sentence(change, sentence):
    assert problems(replace(report(), **change)) == [sentence]
