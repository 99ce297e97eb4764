"""Makes a Word document plain before it is read: changes accepted, boxes and controls opened, footnotes at the end."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from vanban.old_encodings import from_tcvn3, from_vni

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
#: what was deleted or moved away, and the second copy of a drawing for old programs
GONE = (qn("w:del"), qn("w:moveFrom"), qn("w:rPrChange"), qn("w:pPrChange"), f"{_MC}Fallback")
#: wrappers whose content stands in their place
OPENED = (qn("w:ins"), qn("w:moveTo"), qn("w:smartTag"), qn("w:sdtContent"), qn("w:customXml"), qn("w:fldSimple"))


def settle(document: Any) -> None:
    """Change the loaded document so that its paragraphs and tables hold what a reader of the page sees."""
    body = document.element.body
    for tag in GONE:
        for element in list(body.iter(tag)):
            _drop(element)
    for element in list(body.iter(*OPENED)):
        _open(element)
    for element in list(body.iter(qn("w:sdt"))):
        _open(element)
    for box in list(body.iter(qn("w:txbxContent"))):
        _lift(box)
    _convert_old_fonts(document)
    body[:] = [*_without_section(body), *_footnotes(document), *body.findall(qn("w:sectPr"))]


def _drop(element: Any) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _open(element: Any) -> None:
    """Put the children of an element in its place."""
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    kept = [child for child in element if child.tag not in (qn("w:sdtPr"), qn("w:sdtEndPr"))]
    parent[at : at + 1] = kept


def _lift(box: Any) -> None:
    """Set the paragraphs of a text box before the paragraph it is anchored in: a head in boxes stays a head."""
    anchor = next((up for up in box.iterancestors(qn("w:p"))), None)
    if anchor is None or anchor.getparent() is None:
        return
    for child in list(box):
        anchor.addprevious(child)


def _without_section(body: Any) -> list[Any]:
    return [child for child in body if child.tag != qn("w:sectPr")]


def _footnotes(document: Any) -> Iterator[Any]:
    """The paragraphs of the footnotes, in order."""
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith("/footnotes"):
            continue
        root = etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
        for note in root.findall(qn("w:footnote")):
            if note.get(qn("w:type")) is None:
                for paragraph in note.findall(qn("w:p")):
                    yield copy.deepcopy(paragraph)


def _convert_old_fonts(document: Any) -> None:
    """Turn the letters of runs set in .Vn… (TCVN3) and VNI-… fonts into Unicode."""
    styles = {style.style_id: style.element for style in document.styles if style.element is not None}
    for run in document.element.body.iter(qn("w:r")):
        font = _font_of(run, styles)
        for text in run.findall(qn("w:t")):
            if text.text and font.startswith(".Vn"):
                made = from_tcvn3(text.text)
                text.text = made.upper() if font.endswith("H") else made
            elif text.text and font.upper().startswith("VNI-"):
                text.text = from_vni(text.text)


def _font_of(run: Any, styles: dict[str, Any]) -> str:
    """The Latin font of a run: its own, else its paragraph style's."""
    own = _named_font(run)
    if own:
        return own
    paragraph = next(run.iterancestors(qn("w:p")), None)
    properties = paragraph.find(qn("w:pPr")) if paragraph is not None else None
    link = properties.find(qn("w:pStyle")) if properties is not None else None
    style = styles.get(link.get(qn("w:val")) if link is not None else "Normal")
    return _named_font(style) if style is not None else ""


def _named_font(element: Any) -> str:
    properties = element.find(qn("w:rPr"))
    fonts = properties.find(qn("w:rFonts")) if properties is not None else None
    return str(fonts.get(qn("w:ascii")) or "") if fonts is not None else ""
