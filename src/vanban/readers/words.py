"""What a reader takes out of a file."""

from __future__ import annotations

from typing import NamedTuple

from vanban.grids import Place


class Words(NamedTuple):
    """The stored reading of a file, or what else is needed to get it."""

    #: the stored reading; "" when something is needed
    text: str
    #: media kind
    kind: str
    #: "", "office" or "ocr"
    needs: str = ""
    #: where its lines stand in the file, in order
    places: tuple[Place, ...] = ()
