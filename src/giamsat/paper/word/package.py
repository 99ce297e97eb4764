"""The ZIP package around the story (ISO/IEC 29500, Open Packaging Conventions)."""

from html import escape
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from giamsat.paper.word.story import page_number
from giamsat.paper.word.styles import styles

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OPEN_XML = "application/vnd.openxmlformats-"
FORMATS = "http://schemas.openxmlformats.org"
WORD = f'xmlns:w="{FORMATS}/wordprocessingml/2006/main" xmlns:r="{FORMATS}/officeDocument/2006/relationships"'
#: a moment of our own, so that equal sheets make equal bytes
NO_MOMENT = (1980, 1, 1, 0, 0, 0)
PARTS = {
    "word/document.xml": "officedocument.wordprocessingml.document.main",
    "word/styles.xml": "officedocument.wordprocessingml.styles",
    "word/settings.xml": "officedocument.wordprocessingml.settings",
    "word/header1.xml": "officedocument.wordprocessingml.header",
    "docProps/core.xml": "package.core-properties",
}


def package(story: str, *, title: str, author: str) -> bytes:
    """A DOCX file holding `story`; title and author go into its properties."""
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            ("rIdDocument", "officeDocument/2006/relationships/officeDocument", "word/document.xml"),
            ("rIdCore", "package/2006/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "word/document.xml": f"<w:document {WORD}><w:body>{story}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relations(
            ("rIdStyles", "officeDocument/2006/relationships/styles", "styles.xml"),
            ("rIdSettings", "officeDocument/2006/relationships/settings", "settings.xml"),
            ("rIdHeader", "officeDocument/2006/relationships/header", "header1.xml"),
        ),
        "word/styles.xml": f"<w:styles {WORD}>{styles()}</w:styles>",
        "word/settings.xml": f"<w:settings {WORD}>{SETTINGS}</w:settings>",
        "word/header1.xml": f"<w:hdr {WORD}>{page_number()}</w:hdr>",
        "docProps/core.xml": _core(title, author),
    }
    return _zipped(parts)


SETTINGS = (
    '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    '</w:compat><w:themeFontLang w:val="vi-VN"/>'
)


def _zipped(parts: dict[str, str]) -> bytes:
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            entry = ZipInfo(name, NO_MOMENT)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, (DECLARATION + content).encode())
    return packed.getvalue()


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{OPEN_XML}{kind}+xml"/>' for name, kind in PARTS.items()
    )
    relations = f'<Default Extension="rels" ContentType="{OPEN_XML}package.relationships+xml"/>'
    plain = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{FORMATS}/package/2006/content-types">{relations}{plain}{overrides}</Types>'


def _relations(*targets: tuple[str, str, str]) -> str:
    each = "".join(
        f'<Relationship Id="{key}" Type="{FORMATS}/{kind}" Target="{target}"/>' for key, kind, target in targets
    )
    return f'<Relationships xmlns="{FORMATS}/package/2006/relationships">{each}</Relationships>'


def _core(title: str, author: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{FORMATS}/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
        "<dc:language>vi-VN</dc:language></cp:coreProperties>"
    )
