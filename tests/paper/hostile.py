"""Texts that would do harm if anybody took them for markup."""

HOSTILE = (
    "#let x = 1",
    "{{ x }} {% y %}",
    "<w:p>&amp;</w:p>",
    "$x^2$ *b* _i_ @ref <lbl> // c /* d */ \\",
    "nháy \" ' “ ”",
    "a\x00b\x08c\x1bd\ufffe",
    "\u202egnp.exe",
    "Tie\u0302\u0301ng",
    "W" * 60,
)
#: the same texts as they shall be read on the paper
SHOWN = (*HOSTILE[:5], "abcd", "gnp.exe", "Tiếng", HOSTILE[-1])
