"""Refusals: what the system may not or cannot do. PURE.

A class per refusal, beside the rule that raises it. The docstring of a leaf class is the sentence the user reads:
Vietnamese, says what to do next, with `%(name)s` for parameters. Doors translate it once; `code` serves machines.
"""

from collections.abc import Callable
from typing import Any


class GiamsatError(Exception):
    """Việc này không thực hiện được."""

    code = "error"

    def __init__(self, **params: object) -> None:
        super().__init__(self.code)
        self.params = params

    @property
    def sentence(self) -> str:
        """The untranslated sentence, parameters not yet filled in."""
        return self.__class__.__doc__ or ""

    def __str__(self) -> str:
        return self.sentence % self.params if self.params else self.sentence


class NotAllowed(GiamsatError):
    """Bạn không có quyền làm việc này. Hãy liên hệ người phụ trách của đơn vị."""

    code = "not_allowed"


class BadMove(GiamsatError):
    """Việc này không còn thực hiện được ở trạng thái hiện tại. Hãy tải lại trang để xem trạng thái mới nhất."""

    code = "bad_move"


class Stale(GiamsatError):
    """Nội dung đã thay đổi từ khi bạn mở trang. Hãy tải lại trang, xem thay đổi rồi làm lại; chưa có gì bị ghi đè."""

    code = "stale"


class Refused(GiamsatError):
    """Dữ liệu chưa hợp lệ. Hãy kiểm tra lại các mục được đánh dấu."""

    code = "refused"


def allowed(check: Callable[..., None], *args: Any, **kwargs: Any) -> bool:
    """Whether `check(…)` passes: the yes/no face of a rule that raises."""
    try:
        check(*args, **kwargs)
    except GiamsatError:
        return False
    return True
