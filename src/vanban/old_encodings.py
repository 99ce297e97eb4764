"""Vietnamese before Unicode: the TCVN3 (ABC) and VNI fonts and Windows-1258, told apart by what their bytes spell."""

from __future__ import annotations

import re
import unicodedata

# TCVN 5712:1993 VN3: one byte a letter; capitals with tones exist only in separate all-capital fonts.
_TCVN3_LETTERS = (
    "µà ¶ả ·ã ¸á ¹ạ ¨ă »ằ ¼ẳ ½ẵ ¾ắ Æặ ©â Çầ Èẩ Éẫ Êấ Ëậ ®đ Ìè Îẻ Ïẽ Ðé Ñẹ ªê Òề Óể Ôễ Õế Öệ ×ì Øỉ Üĩ Ýí Þị ßò áỏ "
    "âõ ãó äọ «ô åồ æổ çỗ èố éộ ¬ơ êờ ëở ìỡ íớ îợ ïù ñủ òũ óú ôụ ­ư õừ öử ÷ữ øứ ùự úỳ ûỷ üỹ ýý þỵ ¡Ă ¢Â £Ê ¤Ô ¥Ơ ¦Ư §Đ"
)
TCVN3 = {pair[0]: pair[1] for pair in _TCVN3_LETTERS.split(" ")}

# VNI-Windows: a plain letter and a mark after it; the mark alone says tone and shape.
_VNI_MARKS = {
    "ù": "\u0301",
    "ø": "\u0300",
    "û": "\u0309",
    "õ": "\u0303",
    "ï": "\u0323",
    "â": "\u0302",
    "á": "\u0302\u0301",
    "à": "\u0302\u0300",
    "å": "\u0302\u0309",
    "ã": "\u0302\u0303",
    "ä": "\u0302\u0323",
    "ê": "\u0306",
    "é": "\u0306\u0301",
    "è": "\u0306\u0300",
    "ú": "\u0306\u0309",
    "ü": "\u0306\u0303",
    "ë": "\u0306\u0323",
}
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(r"([aeouyôöAEOUYÔÖ])([ùøûõïâáàåãäêéèúüëÙØÛÕÏÂÁÀÅÃÄÊÉÈÚÜË])")
_VNI_SINGLE = re.compile("[" + "".join(_VNI_ALONE) + "".join(_VNI_ALONE).upper() + "]")

#: syllables so common that a page of real Vietnamese is full of them
_COMMON = "của và các được những với theo về trong việc thực hiện cơ quan nhiệm vụ tỉnh bộ số ngày tháng năm"
COMMON = frozenset(re.findall(r"\w+", _COMMON))
#: how much of the words must be common ones before a guess counts
ENOUGH = 0.06


def from_tcvn3(text: str) -> str:
    """Text whose bytes were TCVN3, shown as Latin-1, as Unicode."""
    return "".join(TCVN3.get(letter, letter) for letter in text)


def from_vni(text: str) -> str:
    """Text whose bytes were VNI, shown as Latin-1, as Unicode."""

    def pair(found: re.Match[str]) -> str:
        base, mark = found.groups()
        plain = {"ô": "ơ", "ö": "ư", "Ô": "Ơ", "Ö": "Ư"}.get(base, base)
        return unicodedata.normalize("NFC", plain + _VNI_MARKS[mark.lower()])

    def single(found: re.Match[str]) -> str:
        letter = found.group()
        made = _VNI_ALONE[letter.lower()]
        return made.upper() if letter.isupper() else made

    # Pairs first: "öù" is one letter, and its first half must not be taken alone.
    parts, at = [], 0
    for found in _VNI_PAIR.finditer(text):
        parts += [_VNI_SINGLE.sub(single, text[at : found.start()]), pair(found)]
        at = found.end()
    return "".join(parts) + _VNI_SINGLE.sub(single, text[at:])


def mended(text: str) -> str:
    """`text` in Unicode when it spells Vietnamese only after conversion from an old font, else `text` as it is."""
    if vietnamese_share(text) >= ENOUGH:
        return text
    best = max((from_tcvn3(text), from_vni(text)), key=vietnamese_share)
    return best if vietnamese_share(best) >= ENOUGH else text


def vietnamese_share(text: str) -> float:
    """The share of common Vietnamese syllables among the words of the first pages."""
    words = re.findall(r"[^\W\d_]+", text[:20_000].lower())
    return sum(word in COMMON for word in words) / len(words) if words else 0.0
