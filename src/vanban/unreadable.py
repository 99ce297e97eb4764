"""Says in plain words why a file cannot be read and what to do about it."""

from __future__ import annotations

#: code -> (Vietnamese sentence, English sentence): each says what to do next
SENTENCES: dict[str, tuple[str, str]] = {
    "empty": ("Tệp rỗng: hãy chọn lại tệp có nội dung.", "The file is empty: choose the file that has content."),
    "encrypted": (
        "Tệp đặt mật khẩu: hãy bỏ mật khẩu rồi tải lên lại.",
        "The file is locked with a password: remove it and upload again.",
    ),
    "too_large": (
        "Tệp quá lớn: hãy tách tệp hoặc lưu lại với dung lượng nhỏ hơn.",
        "The file is too large: split it or save it smaller.",
    ),
    "bomb": (
        "Tệp nén bung ra quá lớn nên không được mở: hãy lưu lại văn bản thành tệp .docx mới rồi tải lên.",
        "The file unpacks to an unreasonable size and was not opened: save it as a new .docx and upload that.",
    ),
    "macros": (
        "Tệp có chứa macro: hãy lưu lại dưới dạng .docx không macro rồi tải lên.",
        "The file holds macros: save it as a .docx without macros and upload again.",
    ),
    "active": (
        "Tệp có mã lệnh, đối tượng nhúng hoặc liên kết tự tải về: hãy lưu lại bản sạch (.docx mới hoặc in ra PDF) "
        "rồi tải lên.",
        "The file holds scripts, embedded objects or links that load by themselves: save a clean copy and upload that.",
    ),
    "unknown_format": (
        "Không nhận ra định dạng này: hãy lưu văn bản thành .docx hoặc .pdf có chữ rồi tải lên.",
        "This format is not read: save the document as .docx, or as a .pdf with text, and upload that.",
    ),
    "no_text": (
        "Tệp không có chữ (có thể là bản quét): hãy tải lên bản .docx hoặc .pdf có chữ.",
        "The file has no text (perhaps a scan): upload a .docx, or a .pdf with text.",
    ),
    "damaged": (
        "Tệp bị hỏng, không mở được: hãy lưu lại từ bản gốc rồi tải lên.",
        "The file is damaged and cannot be opened: save it again from the original and upload.",
    ),
    "no_workbook": (
        "Tệp này không phải bảng tính .xlsx: hãy lưu lại dưới dạng .xlsx rồi tải lên.",
        "This file is no .xlsx workbook: save it as .xlsx and upload that.",
    ),
    "no_program": (
        "Máy chủ chưa cài %(program)s nên chưa đọc được loại tệp này (cài bằng: apt install %(packages)s). "
        "Hãy tải lên bản .docx hoặc .pdf có chữ.",
        "%(program)s is not installed here, so this kind of file is not read (apt install %(packages)s). "
        "Upload a .docx, or a .pdf with text.",
    ),
    "too_slow": (
        "Tệp quá nặng, đọc mãi không xong: hãy tách tệp hoặc giảm độ phân giải bản quét rồi tải lên.",
        "The file takes too long to read: split it, or scan it at a lower resolution, and upload again.",
    ),
    "secret": (
        "Văn bản có dấu độ mật: không được đưa vào hệ thống này; hãy xử lý theo quy định bảo vệ bí mật nhà nước.",
        "The document carries a secrecy stamp: it must not enter this system; handle it under the state secrets law.",
    ),
}


class Unreadable(Exception):
    """The file is refused. `code` is stable; the texts are for people and say what to do."""

    def __init__(self, code: str, *, detail: str = "", **words: str) -> None:
        self.code = code
        self.text_vi, self.text_en = (sentence % words if words else sentence for sentence in SENTENCES[code])
        #: what the parser said, for the log only
        self.detail = detail
        super().__init__(f"{self.text_vi} / {self.text_en}")
