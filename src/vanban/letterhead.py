"""Reads the head and foot of a paper: number, symbol, kind, issuer, place and date, subject, signer, addressees."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from vanban.agencies import AgencyTable
from vanban.articles import retold_paper
from vanban.blocks import Block
from vanban.citations import Citation, citations
from vanban.head import Head
from vanban.issuers import issuer_of
from vanban.signatures import signature


@dataclass(frozen=True)
class Letterhead:
    """What the paper says of itself. Nothing is guessed: what is blank or illegible is None."""

    #: "396", zeros kept; None when blank or illegible
    number: str | None = None
    #: "TB-VPCP"; for a Party paper "CV/VPTW"
    symbol: str | None = None
    #: "thông báo", "công văn", …
    type: str | None = None
    #: the issuing agency, lower line of a two-line head
    issuer: str | None = None
    #: place before ", ngày"
    place: str | None = None
    #: ISO day, or year and month, or year, as far as legible
    date: str | None = None
    #: the abstract, without "V/v"
    subject: str | None = None
    #: the name under the signature
    signer: str | None = None
    #: the person's own post
    signer_title: str | None = None
    #: "KT. …", "TM. …", "TL. …"
    signer_capacity: str | None = None
    #: HỎA TỐC, KHẨN …
    urgency: str | None = None
    #: the items of "Kính gửi" or "điện:"
    addressees: tuple[str, ...] = ()
    #: the items of "Nơi nhận"
    recipients: tuple[str, ...] = ()
    #: every other document cited by number
    references: tuple[Citation, ...] = ()
    #: the paper itself, or an article about it
    form: str = "original"
    #: index of the first block after the head
    body_at: int = 0

    @property
    def issued_on(self) -> datetime.date | None:
        """The day of issue when it is fully legible."""
        try:
            return datetime.date.fromisoformat(self.date) if self.date and len(self.date) == 10 else None
        except ValueError:
            return None

    @property
    def full_number(self) -> str | None:
        if not (self.number and self.symbol):
            return None
        return f"{self.number}{'-' if '/' in self.symbol and self.symbol.count('-') == 0 else '/'}{self.symbol}"


def read_letterhead(blocks: tuple[Block, ...], table: AgencyTable) -> Letterhead:
    """The letterhead of the first document in the blocks; of an article, what it says of the paper it retells."""
    head = Head(blocks)
    return _of_article(blocks, table) if head.is_article() else _of_original(head, table)


def _of_original(head: Head, table: AgencyTable) -> Letterhead:
    number, symbol = head.number()
    kind = head.kind_of(symbol)
    place, day = head.place_and_date()
    capacity, title, signer = signature(head)
    return Letterhead(
        number=number,
        symbol=symbol,
        type=kind,
        issuer=issuer_of(head, symbol, kind, table),
        place=place,
        date=day,
        subject=head.subject(),
        signer=signer,
        signer_title=title,
        signer_capacity=capacity,
        urgency=head.urgency(),
        addressees=head.addressees(),
        recipients=head.recipients(),
        references=citations(head.blocks, head.own_number()),
        body_at=head.body_at(),
    )


def _of_article(blocks: tuple[Block, ...], table: AgencyTable) -> Letterhead:
    paper = retold_paper(blocks, table)
    if paper is None:
        return Letterhead(form="article", references=citations(blocks, None))
    return Letterhead(
        number=paper.number,
        symbol=paper.symbol,
        type=paper.kind,
        issuer=paper.issuer,
        date=paper.date,
        subject=paper.subject,
        form="article",
        references=citations(blocks, paper.full_number),
    )
