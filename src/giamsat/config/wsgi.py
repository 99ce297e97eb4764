"""What the web server loads."""

import os
import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s;"']*)""", re.IGNORECASE)
REFUSAL = "Chỉ nhận dữ liệu mã hóa UTF-8. / Only UTF-8 is accepted.\n".encode()

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def in_utf_8(application: Application) -> Application:
    """Refuse what says it is in another encoding: Django would crash on "charset=hex" before any page could answer."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        said = CHARSET.search(environ.get("CONTENT_TYPE", ""))
        if said is None or said[1].lower() in ("utf-8", "utf8"):
            return application(environ, start_response)
        headers = [("Content-Type", "text/plain; charset=utf-8"), ("X-Content-Type-Options", "nosniff")]
        start_response("415 Unsupported Media Type", headers)
        return [REFUSAL]

    return answer


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giamsat.config.settings")

application = in_utf_8(get_wsgi_application())
