"""Builds the tree of a document: sections, clauses, sub-clauses and bullets, each with its path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from vanban.blocks import Block, Document
from vanban.grammar import heads

#: how deep a kind of mark stands; a mark closes everything at its own depth or deeper
RANK = {
    "part": 0.0,
    "roman": 1.0,
    "article": 1.5,
    "arabic": 3.0,
    "paren": 4.0,
    "word": 4.5,
    "letter": 5.0,
    "small_roman": 5.5,
    "dash": 6.0,
    "plus": 7.0,
}


@dataclass(eq=False)
class Node:
    """A numbered or bulleted clause, with the paragraphs and sub-clauses that belong to it."""

    #: the opening block; None for the root of a part
    block: Block | None
    #: path in the document, "" for the root
    path: str = ""
    rank: float = -1.0
    parent: Node | None = None
    #: unmarked paragraphs and sub-nodes in the order of the text
    content: list[Block | Node] = field(default_factory=list)

    @property
    def children(self) -> list[Node]:
        return [c for c in self.content if isinstance(c, Node)]

    @property
    def paragraphs(self) -> list[Block]:
        return [c for c in self.content if isinstance(c, Block)]

    @property
    def end_block(self) -> Block | None:
        """The last block of the node, sub-nodes included."""
        if not self.content:
            return self.block
        last = self.content[-1]
        return last if isinstance(last, Block) else last.end_block

    def walk(self) -> Iterator[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(eq=False)
class Part:
    """One document of the file: the paper itself, or what is annexed to it."""

    root: Node
    #: an annex or a plan issued with a decision
    annexed: bool
    #: its title, in capitals as printed
    title: str
    blocks: list[Block]

    def up_to(self, index: int) -> Part:
        """The same part without the blocks from `index` on."""
        return self if index >= len(self.blocks) else _part(self.blocks[:index], self.annexed, self.title)


def parts(document: Document, body_at: int = 0) -> list[Part]:
    """The paper and what is annexed to it, without heads, feet and recipients."""
    out: list[Part] = []
    gathered: list[Block] = []
    annexed, title, foot = False, "", False
    for block in document.blocks[body_at:]:
        opened = _opens_annex(block)
        if opened and (gathered or out):
            out.append(_part(gathered, annexed, title))
            gathered, annexed, title, foot = [], True, block.text, False
        if foot or _is_foot(block):
            foot = True
            continue
        gathered.append(block)
    out.append(_part(gathered, annexed, title))
    return [p for p in out if p.blocks]


def _opens_annex(block: Block) -> bool:
    words = block.text.strip(" .:")
    if re.match(
        r"(?:PHỤ LỤC|Phụ lục|DANH MỤC|BIỂU|Biểu mẫu|PHỤ BIỂU)(?: (?:SỐ )?[IVX\d]+)?(?:$|\.|:| [A-ZĐÀ-Ỹ]{2,})", words
    ):
        return block.kind == "heading" or len(words) < 40
    # Lines of a title run together, the line that says with what it was issued among them.
    title = re.split(r"[\s–-]*\((?:Ban hành )?[Kk]èm theo ", words)[0]
    return (
        title.isupper()
        and re.match(
            r"(?:KẾ HOẠCH|CHƯƠNG TRÌNH|QUY CHẾ|ĐỀ ÁN|QUY ĐỊNH|PHƯƠNG ÁN|HƯỚNG DẪN)(?: HÀNH ĐỘNG)?(?:$| [A-ZĐÀ-Ỹ])",
            title,
        )
        is not None
    )


def _is_foot(block: Block) -> bool:
    if (heads.RECIPIENTS.match(block.text) and len(block.text) < 60) or re.match(r"N[ơo]i nhận:", block.text):
        return True
    return (
        len(block.text) < 90
        and heads.CAPACITY.match(block.text) is not None
        and re.match(r"\S+\.|[TK]/", block.text) is not None
    )


def _part(blocks: list[Block], annexed: bool, title: str) -> Part:
    root = Node(None)
    stack = [root]
    counters: dict[int, dict[str, int]] = {}
    for i, block in enumerate(blocks):
        if block.marker is None:
            _close_for_lead_in(stack, block, blocks[i + 1] if i + 1 < len(blocks) else None)
            _hang(stack, block)
            continue
        rank = _rank(block, stack)
        while stack[-1].rank >= rank:
            stack.pop()
        parent = stack[-1]
        node = Node(block, _path(parent, block, counters), rank, parent)
        parent.content.append(node)
        stack.append(node)
    return Part(root, annexed, title, blocks)


def _close_for_lead_in(stack: list[Node], block: Block, following: Block | None) -> None:
    """A paragraph that leads in to higher numbers ("… như sau:" before "1.") does not belong to the bullet above it."""
    if following is None or following.marker is None or not block.text.rstrip().endswith(":"):
        return
    rank = RANK.get(following.marker.kind, 3.0)
    while stack[-1].rank > rank or (stack[-1].rank == rank and following.marker.token in ("1", "a", "I")):
        stack.pop()


def _hang(stack: list[Node], block: Block) -> None:
    """An unmarked paragraph belongs to the open clause; a heading in capitals closes all clauses."""
    if block.kind == "heading" and len(block.text) > 3:
        del stack[1:]
    stack[-1].content.append(block)


def _rank(block: Block, stack: list[Node]) -> float:
    marker = block.marker
    assert marker is not None
    if marker.kind == "arabic":
        return RANK["arabic"] + 0.1 * marker.token.count(".")
    if marker.kind == "paren" and not any(
        n.block and n.block.marker and n.block.marker.kind == "arabic" for n in stack
    ):
        return RANK["arabic"]
    return RANK.get(marker.kind, 3.0)


def _path(parent: Node, block: Block, counters: dict[int, dict[str, int]]) -> str:
    marker = block.marker
    assert marker is not None
    if marker.kind in ("dash", "plus"):
        sign = "-" if marker.kind == "dash" else "+"
        own = counters.setdefault(id(parent), {})
        own[sign] = own.get(sign, 0) + 1
        return f"{parent.path}.{sign}{own[sign]}".lstrip(".")
    if marker.kind == "part":
        return ""
    base = parent.path
    if (
        marker.kind == "arabic"
        and "." in marker.token
        and parent.block
        and parent.block.marker
        and parent.block.marker.kind == "arabic"
    ):
        own_parent = parent.parent.path if parent.parent else ""
        head = parent.block.marker.token
        base = own_parent if marker.token.startswith(f"{head}.") else base
    return f"{base}.{marker.token}".lstrip(".")
