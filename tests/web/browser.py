"""A signed-in visitor who reads pages and sends their forms as they were drawn."""

import re
from html.parser import HTMLParser
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from giamsat.people.models import Post


class Forms(HTMLParser):
    """The forms of a page: address → the fields as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, Any]] = {}
        self.ids: dict[str, str] = {}
        self.here = ""
        self.area = self.select = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.here = a.get("action", "")
            self.ids[a.get("id", "")] = self.here
            self.forms[self.here] = {}
        if not self.here:
            return
        fields = self.forms[self.here]
        if tag == "input" and a.get("name") and a.get("type") not in ("file", "checkbox", "radio"):
            fields[a["name"]] = a.get("value", "")
        if tag == "input" and a.get("type") in ("checkbox", "radio") and "checked" in a:
            fields[a["name"]] = a.get("value", "on")
        if tag == "textarea":
            self.area = a["name"]
            fields[self.area] = ""
        if tag == "select":
            self.select, self.is_many = a["name"], "multiple" in a
            if self.is_many:
                fields[self.select] = []
        if tag == "option" and self.select:
            if self.is_many and "selected" in a:
                fields[self.select].append(a["value"])
            elif not self.is_many and ("selected" in a or self.select not in fields):
                fields[self.select] = a["value"]

    def handle_data(self, data: str) -> None:
        if self.area:
            self.forms[self.here][self.area] += (
                data.removeprefix("\n") if not self.forms[self.here][self.area] else data
            )

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.here = ""
        if tag == "textarea":
            self.area = ""
        if tag == "select":
            self.select = ""


class Visitor:
    """Somebody signed in, acting from his post."""

    def __init__(self, post: Post | None, **headers: str) -> None:
        self.client = Client(headers=headers)
        if post is not None:
            self.client.force_login(post.person, backend="django.contrib.auth.backends.ModelBackend")

    def get(self, address: str, status: int = 200, **headers: str) -> str:
        self.answer = self.client.get(address.split("#")[0], headers=headers)
        assert self.answer.status_code == status, (address, self.answer.status_code)
        let_go(self.answer)
        return "" if self.answer.streaming else self.answer.content.decode()

    def download(self, address: str) -> bytes:
        self.answer = self.client.get(address)
        assert self.answer.status_code == 200, (address, self.answer.status_code)
        content = b"".join(self.answer.streaming_content)  # type: ignore[attr-defined]
        let_go(self.answer)
        return content

    def post(self, address: str, status: int = 302, **fields: Any) -> str:
        """Send fields to an address; a redirect is told, any other page given back."""
        self.answer = self.client.post(address, fields)
        page = self.answer.content.decode()
        assert self.answer.status_code == status, (address, self.answer.status_code, shown_errors(page))
        return str(self.answer["Location"]) if status == 302 else page

    def send(self, page: str, action: str, status: int = 302, at: str = "", **changed: Any) -> str:
        """Send the form of `page` whose address ends in `action`, perhaps by a button with an address of its own."""
        forms = Forms(page).forms
        address = next(found for found in forms if found.endswith(action))
        return self.post(at or address, status, **(forms[address] | changed))


def sent(content: bytes, name: str = "van-ban.docx") -> SimpleUploadedFile:
    """A file as a form sends it."""
    return SimpleUploadedFile(name, content)


def shown_errors(page: str) -> list[str]:
    return re.findall(r'(?s)error-summary.*?</div>|<p class="strong">[^<]*</p>', page)[:3]


def let_go(answer: Any) -> None:
    """Close the file behind a download; closing the answer itself would close the test's database as well."""
    for close in answer._resource_closers:
        close()
