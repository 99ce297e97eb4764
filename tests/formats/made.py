"""One small notice of ours as real files: written by python-docx, LibreOffice, typst, Pillow and the mail library."""

import io
import subprocess
import tempfile
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import docx
import pypdfium2 as pdfium
import xlsxwriter
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from PIL import Image, ImageDraw, ImageFilter

LINES = (
    "VĂN PHÒNG CHÍNH PHỦ",
    "Số: 871/TB-VPCP",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Hà Nội, ngày 04 tháng 6 năm 2026",
    "THÔNG BÁO",
    "Kết luận của Phó Thủ tướng Chính phủ về kho dữ liệu dùng chung",
    "Sau khi nghe các cơ quan báo cáo, Phó Thủ tướng Chính phủ kết luận như sau:",
    "1. Bộ Tài chính xây dựng hướng dẫn kinh phí vận hành kho dữ liệu; hoàn thành trước ngày 20 tháng 6 năm 2026.",
    "2. Bộ Y tế chủ trì, phối hợp với Bộ Công an công bố danh mục dữ liệu; hoàn thành trong quý III năm 2026.",
)
#: (path, lead, day) of what the notice orders
ORDERS = [("1", ["Bộ Tài chính"], "2026-06-20"), ("2", ["Bộ Y tế"], "2026-09-30")]


def word() -> Any:
    """The notice as an open Word document."""
    made = docx.Document()
    for line in LINES:
        made.add_paragraph(line)
    return made


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def numbered() -> bytes:
    """Clause numbers by Word's own list, not in the text."""
    made = docx.Document()
    for line in LINES:
        is_clause = line[:2] in ("1.", "2.")
        made.add_paragraph(line[3:] if is_clause else line, style="List Number" if is_clause else None)
    return saved(made)


def tracked() -> bytes:
    """A deadline changed with tracked changes: what was deleted is gone, what was inserted counts."""
    made = word()
    paragraph = made.paragraphs[8]
    paragraph.runs[0].text = "1. Bộ Tài chính xây dựng hướng dẫn kinh phí vận hành kho dữ liệu; hoàn thành trước ngày "
    for tag, text, kind in (("w:del", "12 tháng 5", "w:delText"), ("w:ins", "20 tháng 6", "w:t")):
        change = OxmlElement(tag)
        change.set(qn("w:author"), "Người sửa")
        run = OxmlElement("w:r")
        words = OxmlElement(kind)
        words.text = text
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run(" năm 2026.")
    return saved(made)


def boxed() -> bytes:
    """The number in a text box, as portals often have it."""
    made = word()
    number = made.paragraphs[1]
    number.runs[0].text = ""
    box = parse_xml(
        f'<w:r {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox><w:txbxContent>'
        f"<w:p><w:r><w:t>{LINES[1]}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )
    number._p.append(box)
    return saved(made)


def old_font() -> bytes:
    """Body set in .VnTime: TCVN3 letters under a Unicode file."""
    from vanban.old_encodings import TCVN3

    back = {letter: code for code, letter in TCVN3.items()}
    made = word()
    for paragraph in made.paragraphs[8:]:
        run = paragraph.runs[0]
        run.text = "".join(back.get(letter, letter) for letter in run.text)
        run.font.name = ".VnTime"
    return saved(made)


def converted(source: bytes, kind: str) -> bytes:
    """A DOCX saved by LibreOffice in another format."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.docx").write_bytes(source)
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", name, str(folder / "a.docx")]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        return (folder / f"a.{kind}").read_bytes()


def scanned(pdf: bytes, *, turned: float = 0.0, stamped: bool = False) -> Image.Image:
    """The first page as a scanner sees it: askew, a little blurred, perhaps a red seal over the text."""
    page: Image.Image = pdfium.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil().convert("RGB")
    if stamped:
        draw = ImageDraw.Draw(page, "RGBA")
        wide, high = page.size
        draw.ellipse((wide * 0.35, high * 0.28, wide * 0.6, high * 0.45), outline=(220, 30, 40, 190), width=14)
        draw.ellipse((wide * 0.42, high * 0.33, wide * 0.53, high * 0.40), fill=(220, 30, 40, 120))
    turned_page = page.rotate(turned, fillcolor="white", resample=Image.Resampling.BICUBIC)
    return turned_page.filter(ImageFilter.GaussianBlur(0.6))


def picture(page: Image.Image, kind: str) -> bytes:
    out = io.BytesIO()
    page.save(out, kind, **({"quality": 80} if kind == "JPEG" else {}))
    return out.getvalue()


def mail(enclosure: bytes) -> bytes:
    """A message with the document enclosed."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@vi-du.vn", "b@vi-du.vn", "Gửi thông báo kết luận"
    message.set_content("Kính gửi quý cơ quan, xin gửi kèm văn bản.\n")
    message.add_attachment(enclosure, maintype="application", subtype="octet-stream", filename="van-ban.bin")
    return message.as_bytes()


def workbook(rows: list[list[str]]) -> bytes:
    """A real .xlsx with a merged title row above the rows."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("Phụ lục")
        sheet.merge_range(0, 0, 0, len(rows[0]) - 1, "DANH MỤC NHIỆM VỤ")
        for nth, row in enumerate(rows, start=1):
            sheet.write_row(nth, 0, row)
    return out.getvalue()
