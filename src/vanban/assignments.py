"""Finds the assignments of a paper: who must do what by when, clause by clause, each with its span and rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from vanban import dates
from vanban.agencies import AgencyTable, list_at
from vanban.annex_rows import TargetRow, TaskRow
from vanban.annexes import Annexes, assignment_of
from vanban.blocks import Block, Document
from vanban.clauses import (
    Order,
    coordinators,
    is_recalled,
    opens_with_verb,
    orders,
    past_partners,
    reports_only,
    starts_with_verb,
)
from vanban.composing import Clause, Composer
from vanban.contexts import Context, Paper, date_by_text, date_of_year, host_of
from vanban.findings import Assignment, Found
from vanban.flags import as_bullet_of_order, as_standing_rule, in_an_article, with_flags
from vanban.flat_rows import flat_table_at
from vanban.grammar import duties as grammar
from vanban.grammar import quiet
from vanban.grids import Grids
from vanban.headings import heading_leads, is_title, named_at_end
from vanban.letterhead import Letterhead
from vanban.outline import Node, Part, parts
from vanban.plans import inline_plan, is_time_line, label_lines, plan_blocks
from vanban.restated import is_heading, of_the_paper, without_closing
from vanban.spelling import mended

#: titles of rules that bind for good: their duties are seldom tasks
STANDING = ("QUY CHẾ", "QUY ĐỊNH", "ĐIỀU LỆ")
CONFIDENCE = {"heading": 0.93, "lead-in": 0.86, "addressee": 0.86, "implicit": 0.6}


def find_orders(document: Document, head: Letterhead, table: AgencyTable, grids: Grids) -> Found:
    """All assignments of the document in the order of the text, and the rows of its tables."""
    table = table.with_short_names(block.text for block in document.blocks if "(" in block.text)
    addressees = [a for item in head.addressees for a in list_at(_first_upper(item), 0, table)[0]]
    dated = date_of_year(head) or date_by_text(document.blocks)
    paper = Paper(table, head, dated, tuple(addressees), host_of(head))
    annexes = Annexes(grids, table, paper.issued_on)
    found: list[Assignment] = []
    rows: list[TaskRow | TargetRow] = []
    if head.form == "article":
        document = replace(document, blocks=tuple(of_the_paper(document.blocks, head)))
    blocks = (*document.blocks[: head.body_at], *mended(document.blocks[head.body_at :], table))
    document = replace(document, blocks=blocks)
    for part in parts(document, head.body_at):
        here = annexes.rows_of(part)
        rows.extend(here)
        found.extend(a for row in here if isinstance(row, TaskRow) if (a := assignment_of(row, table)))
        before = part.up_to(flat_table_at(part)) if here else part
        standing = part.title.startswith(STANDING)
        found.extend(as_standing_rule(a) if standing else a for a in _Walker(paper, before, document.text).walk())
    if head.form == "article":
        found = [in_an_article(a) for a in found]
    found.sort(key=lambda a: a.span.start)
    return Found(
        tuple(with_flags(a, paper.issued_on) for a in found),
        tuple(row for row in rows if isinstance(row, TaskRow)),
        tuple(row for row in rows if isinstance(row, TargetRow)),
    )


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


class _Walker:
    """One walk through one part of the paper."""

    def __init__(self, paper: Paper, part: Part, source: str) -> None:
        self.paper, self.part, self.source = paper, part, source
        self.table = paper.table
        self.composer = Composer(paper, part.blocks)

    def walk(self) -> Iterator[Assignment]:
        implicit = Context()
        if self.paper.host and not self.part.annexed:
            implicit = Context((self.paper.named(self.paper.host),), (), "implicit")
        yield from self._content(self.part.root, implicit)

    # -- containers ----------------------------------------------------------------------------------------------

    def _content(self, node: Node, context: Context) -> Iterator[Assignment]:
        """What stands under a node: paragraphs may set the context for what follows them."""
        yield from plan_blocks(node, self.table, self.paper.issued_on)
        taken = _planned(node)
        for i, piece in enumerate(node.content):
            if id(piece) in taken:
                continue
            if isinstance(piece, Node):
                yield from self._node(piece, context)
                continue
            lead_in = piece.text.rstrip().endswith(":") and i + 1 < len(node.content)
            if context.quiet and lead_in and grammar.ORDERS_NOW.regex.search(piece.text):
                context = replace(context, quiet=False)
            if lead_in:
                yield from self._lead_in_order(piece, node, context)
                leads = heading_leads(piece.text, self.table)
                heading = Context(
                    self.paper.resolved(leads), tuple(coordinators(piece.text, self.table)), "heading", context.quiet
                )
                context = heading if leads else self._after_lead_in(piece, context)
            else:
                context = self._maybe_heading(piece, context)
                found = list(self._paragraph(piece, node, context))
                yield from found
                article = self.paper.head.form == "article"
                if article and node.block is None and (not found or not found[-1].rule.endswith("+verb")):
                    context = self._without_lead_in(piece, context)

    def _lead_in_order(self, block: Block, node: Node, context: Context) -> Iterator[Assignment]:
        """A paragraph that leads in to bullets and orders something itself: "… báo cáo trong tháng 3 các việc sau:"."""
        article = self.paper.head.form == "article"
        if context.quiet or (node.block is None and not article) or quiet.CLOSING.regex.search(block.text):
            return
        found = self._orders(block.text, context)
        if found and self._has_own_order(block.text, found) and not quiet.PAST.regex.match(" " + block.text):
            yield from self._emit(Clause(block, 0, len(block.text), node.path, None), found, context)

    @staticmethod
    def _without_lead_in(block: Block, context: Context) -> Context:
        """A plain sentence ends what a lead-in in running text bound."""
        is_heading = not block.text.rstrip().endswith((".", ";", "!", "?"))
        return context if is_heading or context.source == "implicit" else Context(quiet=context.quiet)

    def _maybe_heading(self, block: Block, context: Context) -> Context:
        may = len(block.text) < 200 and not block.text.isupper() and not block.text.rstrip().endswith(".")
        leads = heading_leads(block.text, self.table) if may else ()
        return Context(self.paper.resolved(leads), (), "heading", context.quiet) if leads else context

    def _after_lead_in(self, block: Block, context: Context) -> Context:
        if quiet.PAST.regex.match(" " + block.text):
            return context
        found = self._given(block.text)
        if re.search(r"(?:kết luận|ý kiến(?: chỉ đạo)?|nội dung)(?: như)? sau\s*:$|^Sau khi nghe", block.text):
            found = [o for o in found if o.rule.startswith(("directive", "addressee"))]
        found = [o for o in found if o.to_addressee or not all(self.paper.is_issuer(a) for a in o.leads)]
        if found and not context.quiet:
            last = found[-1]
            if last.to_addressee:
                return Context(self.paper.addressees, (), "addressee")
            return Context(
                self.paper.resolved(last.leads), tuple(coordinators(block.text[last.start :], self.table)), "lead-in"
            )
        named = named_at_end(block.text, self.table)
        if named and not context.quiet:
            return Context(self.paper.resolved(named), (), "lead-in")
        if (
            re.search(r"(?:đề nghị|yêu cầu) (?:thực hiện|triển khai|báo cáo|tập trung|khẩn trương)", block.text)
            and self.paper.addressees
        ):
            return Context(self.paper.addressees, (), "addressee")
        return context

    # -- one clause ----------------------------------------------------------------------------------------------

    def _node(self, node: Node, context: Context) -> Iterator[Assignment]:
        block = node.block
        assert block is not None
        body = block.body.strip()
        if label_lines(node) and not context.quiet:
            yield from self._content(node, context)
            return
        if is_title(node, body, self.table):
            weighs = quiet.QUIET_TITLE.match(body) is not None and not quiet.LOUD_TITLE.search(body)
            inner = (
                replace(context, quiet=context.quiet or weighs) if node.rank > 1.5 else replace(context, quiet=weighs)
            )
            leads = heading_leads(body, self.table)
            if not leads and quiet.PUBLIC_TITLE.regex.match(body):
                inner = Context(quiet=inner.quiet)
            if leads:
                inner = Context(
                    self.paper.resolved(leads), tuple(coordinators(body, self.table)), "heading", inner.quiet
                )
            yield from self._content(node, inner)
            return
        topic = body.partition(":")[0] if ":" in body[:80] else ""
        weighs = quiet.QUIET_TITLE.match(topic) is not None and not quiet.LOUD_TITLE.search(topic)
        if context.quiet or weighs:
            return
        if not node.children:
            whole = without_closing(block)
            if whole is None or (whole is not block and node.content):
                return
            node.block = whole
        inline = inline_plan(node, self.table, self.paper.issued_on)
        if inline:
            yield inline
            return
        yield from self._clause(node, context)

    def _clause(self, node: Node, context: Context) -> Iterator[Assignment]:
        block = node.block
        assert block is not None
        body = block.body
        found = self._orders(body, context)
        if context.source == "heading" and found and re.match(r"\s*(?:Đề nghị|Yêu cầu)\b", body):
            found = []
        lead_in = body.rstrip().endswith(":") and bool(node.content)
        inner = self._inner_context(body, found, context)
        if lead_in and not self._has_own_order(body, found):
            yield from self._content(node, inner)
            return
        contents = lead_in and grammar.CONTENTS_TAIL.regex.search(body) is not None
        whole = self._end_of(node, contents)
        clause = Clause(block, block.body_at, len(block.text), node.path, whole)
        yield from self._emit(clause, found, context)
        yield from self._below(node, inner, contents)

    def _given(self, text: str, *, strict: bool = False) -> list[Order]:
        """The orders of a text; what a paper recalls of earlier ones is none, what an article tells of its paper is."""
        found = orders(text, self.table, strict=strict)
        return found if self.paper.head.form == "article" else [o for o in found if not is_recalled(text, o)]

    def _orders(self, body: str, context: Context, *, strict: bool = False) -> list[Order]:
        """The orders of a clause; what stands within the order of an inherited subject is its action."""
        found = [o for o in self._given(body, strict=strict) if not self.paper.are_above(o.leads)]
        bound = context.leads and found and context.source != "implicit" and not found[0].rule.endswith("/topic")
        purpose = re.match(r"\s*(?:Để|Nhằm)\b", body) is not None
        verb = opens_with_verb(body) if bound and not purpose else None
        linked = (
            found and found[0].rule.startswith("directive") and grammar.LINK.regex.fullmatch(body[: found[0].start])
        )
        told = found and found[0].rule.endswith("/opener") and re.match(r"\s*(?:Sau khi|Khi) ", body)
        if verb is None or verb >= found[0].start or linked or told:
            return found
        return [
            o
            for o in found
            if o.rule.endswith("/sentence")
            or (o.rule.endswith("/semicolon") and not all(a.is_group for a in o.leads))
            or (
                o.rule.startswith("directive")
                and re.search(r"[.;]\s*$", body[: o.start])
                and context.source != "heading"
            )
        ]

    def _end_of(self, node: Node, contents: bool) -> Block | None:
        """The last block that is part of the clause itself: plain paragraphs after it, and bullets of contents."""
        last: Block | None = None
        for piece in node.content:
            if isinstance(piece, Node):
                if not contents or piece.rank < 6 or self._stands_alone(piece):
                    break
                last = piece.end_block
            else:
                if self._own_paragraph(piece) or (self.paper.head.form == "article" and is_heading(piece)):
                    break
                last = piece
                contents = contents or piece.text.rstrip().endswith(":")
        return last

    def _stands_alone(self, node: Node) -> bool:
        """A bullet of contents that still names its own agency, day or cadence."""
        assert node.block is not None
        body = node.block.body
        times = dates.find(body, issued_on=self.paper.issued_on)
        dated = [s for s in times.said if s.bound != "during" or re.search(r"ngày|tháng|quý", s.text, re.IGNORECASE)]
        return bool(dated or times.cadences or orders(body, self.table))

    def _own_paragraph(self, block: Block) -> bool:
        if quiet.CLOSING.regex.search(block.text) or re.match(r"Quá thời hạn|[^.;:]{3,60} sẽ ", block.text):
            return True
        if is_time_line(block.text):
            return False
        times = dates.find(block.text, issued_on=self.paper.issued_on)
        plain = orders(block.text, self.table, strict=True)
        named = [
            o for o in orders(block.text, self.table) if o.rule.endswith(("/start", "/topic")) and o.confidence > 0.9
        ]
        return bool(times.said or times.cadences or plain or named)

    def _below(self, node: Node, inner: Context, contents: bool) -> Iterator[Assignment]:
        for piece in node.content:
            if isinstance(piece, Node):
                if contents and piece.rank >= 6 and not self._stands_alone(piece):
                    continue
                below = self._node(piece, inner)
                yield from (as_bullet_of_order(a) for a in below) if piece.rank >= 6 else below
            elif self._own_paragraph(piece):
                yield from self._paragraph(piece, node, inner)
                contents = False
            else:
                contents = contents or piece.text.rstrip().endswith(":")

    def _inner_context(self, body: str, found: list[Order], context: Context) -> Context:
        if not found:
            together = tuple(coordinators(body, self.table)) if body.rstrip().endswith(":") else ()
            return replace(context, coordinating=together or context.coordinating)
        last = found[-1]
        if last.to_addressee:
            return Context(self.paper.addressees, (), "addressee", context.quiet)
        together = tuple(coordinators(body[last.start :], self.table)) if body.rstrip().endswith(":") else ()
        return Context(self.paper.resolved(last.leads), together, "heading", context.quiet)

    def _has_own_order(self, body: str, found: list[Order]) -> bool:
        """A clause ending in ":" that orders something itself before leading in."""
        tail = grammar.LEAD_IN_TAIL.regex.search(body)
        rest = body[: tail.start()] if tail else body.rstrip(": ")
        if not found and len(body) < 130 and not re.search(r"\d{4}|,", body):
            return False
        verb = found[-1].verb_at if found else opens_with_verb(body)
        if verb is None or (tail and tail.start() <= verb + 12):
            return False
        if re.match(r"chỉ đạo ", body[verb:]) and re.search(r"(?:có trách nhiệm|thực hiện)\s*:\s*$", body):
            return False
        if grammar.REPORTS.regex.match(rest[verb:]) and dates.find(rest[verb:], issued_on=self.paper.issued_on).said:
            return True
        own = grammar.EMPTY_WORDS.regex.sub(" ", _past_partners(rest, verb, self.table))
        listed = re.search(r"(?:như sau|sau đây|sau)\s*:\s*$", body) and not grammar.CONTENTS_TAIL.regex.search(body)
        if listed:
            dated = dates.find(rest[verb:], issued_on=self.paper.issued_on).said
            return bool(dated) and re.search(r"(?<!chương )(?:báo cáo|gửi|trình) ", rest[verb:]) is not None
        return len(own.split()) >= 6

    def _paragraph(self, block: Block, node: Node, context: Context) -> Iterator[Assignment]:
        whole = without_closing(block)
        if context.quiet or block.kind in ("heading", "row") or whole is None:
            return
        block = whole
        if quiet.CLOSING_ORDER.regex.search(block.text):
            return
        root = node.block is None
        article = self.paper.head.form == "article"
        if article and quiet.BEFOREHAND.regex.match(block.text):
            return
        found = self._orders(block.text, context, strict=root and not article)
        if article and root and block.text[-1] not in '.;/)”"…!' and len(block.text) < 160:
            return
        if article and root:
            dated = bool(dates.find(block.text, issued_on=self.paper.issued_on).said)
            found = [
                o
                for o in found
                if not (reports_only(block.text, o) and not dated) and not self._announces(block.text, o)
            ]
        follows = article and context.source in ("lead-in", "heading") and starts_with_verb(block.text)
        if root and not found and not follows:
            return
        yield from self._emit(Clause(block, 0, len(block.text), node.path, None), found, context)

    def _announces(self, text: str, order: Order) -> bool:
        """ "… vừa ký công điện yêu cầu các bộ, địa phương nỗ lực …": the sentence only announces the paper."""
        whole = (
            all(a.is_group or a.name.startswith(("các ", "Các ")) for a in order.leads)
            and quiet.ANNOUNCED.regex.search(text, 0, order.verb_at) is not None
        )
        return whole and not dates.find(text, issued_on=self.paper.issued_on).said

    # -- putting assignments together ----------------------------------------------------------------------------

    def _emit(self, clause: Clause, found: list[Order], context: Context) -> Iterator[Assignment]:
        """The assignments of one clause: of the inherited subject, then of each subject it names."""
        body = clause.block.text[clause.start : clause.stop]
        before = self._inherited_part(body, found, context)
        if before is not None:
            end, verb = before
            part = replace(clause, stop=clause.start + end, last=None if found else clause.last)
            source = context.source
            sure = source != "heading" or opens_with_verb(body[:end]) is not None
            rule, confidence = (f"{source}+verb", CONFIDENCE[source]) if sure else (f"{source}+word", 0.75)
            yield self.composer.assignment(part, clause.start + verb, context.leads, context, rule, confidence)
        for i, order in enumerate(found):
            leads = self.paper.addressees if order.to_addressee else self.paper.resolved(order.leads)
            whole = i == 0 and before is None and (len(found) == 1 or order.start < 400)
            part = replace(
                clause,
                start=clause.start if whole else clause.start + order.start,
                stop=clause.start + order.end,
                last=clause.last if i == len(found) - 1 else None,
            )
            yield self.composer.assignment(
                part, clause.start + order.verb_at, leads, context, order.rule, order.confidence
            )

    def _inherited_part(self, body: str, found: list[Order], context: Context) -> tuple[int, int] | None:
        """(end, verb) of the part of a clause that is the inherited subject's."""
        if not found:
            verb = self._inherited_verb(body, context)
            return (len(body), verb) if verb is not None else None
        first = found[0]
        later = first.start > 60 and first.rule.endswith(("/sentence", "/semicolon"))
        if not later or context.source not in ("heading", "lead-in", "addressee"):
            return None
        verb = self._inherited_verb(body[: first.start], context)
        return (first.start, verb) if verb is not None else None

    def _inherited_verb(self, body: str, context: Context) -> int | None:
        if not context.leads or re.match(
            r"(?:Báo cáo|Kế hoạch|Văn bản|Hồ sơ)(?: [^\s,;.]+){0,4} (?:cần|phải|gồm|bao gồm|thể hiện)\b", body
        ):
            return None
        verb = opens_with_verb(body)
        if verb is None and context.source in ("lead-in", "addressee", "heading"):
            plain = re.search(r"(?:đề nghị|yêu cầu) (?=gửi|báo cáo|hoàn thành|thực hiện|được gửi)", body)
            if plain:
                return plain.end()
        if verb is None and context.source == "heading" and quiet.UNKNOWN_VERB.regex.match(body):
            return len(body) - len(body.lstrip())
        return verb


def _past_partners(body: str, verb: int, table: AgencyTable) -> str:
    """The words of a clause from its verb on, without "chủ trì, phối hợp với …"."""
    return body[past_partners(body, verb, table) :]


def _planned(node: Node) -> set[int]:
    """Pieces of a node that are lines of a plan block."""
    return {id(piece) for piece, _ in label_lines(node)}
