"""How a document stands to another that it cites: replaces, amends, implements, or only cites."""

from __future__ import annotations

from vanban.grammar import relations as grammar

#: the strongest first: a document cited twice stands as the stronger says
STRENGTH = ("replaces", "amends", "implements", "cites")
#: characters looked at on either side of the number
REACH = 160


def relation(text: str, start: int, end: int) -> str:
    """One of STRENGTH for the number at text[start:end] in its clause."""
    before = _clause_before(text[max(0, start - REACH) : start])
    if grammar.REPLACES.regex.search(before) or grammar.FALLS.regex.search(text[end : end + REACH]):
        return "replaces"
    if grammar.AMENDS.regex.search(before):
        return "amends"
    return "implements" if grammar.IMPLEMENTS.regex.search(before) else "cites"


def stronger(one: str, other: str) -> str:
    """The stronger of two relations."""
    return min(one, other, key=STRENGTH.index)


def _clause_before(text: str) -> str:
    """What stands before the number in its own clause, without a list mark."""
    clause = text.replace("\n", " ").split(";")[-1].split(". ")[-1]
    return clause.lstrip(" -–+•")
