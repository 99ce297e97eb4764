"""Sign-in at an identity provider: whom it lets in, what is refused, and what an administrator ties."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import jwt
import pyotp
import pytest
from django.conf import LazySettings
from django.core.checks import Tags, run_checks
from django.test import Client

from giamsat.journal.models import Entry
from giamsat.journal.rules import SYSTEM
from giamsat.people import actions, provider, rules, second_step
from giamsat.people.models import Person, Post, Session
from giamsat.people.states import Role
from tests import builders as a
from tests.identity import CLIENT, SECRET, Provider, new_key
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db
START = "/dang-nhap/ben-ngoai"


@pytest.fixture
def there(settings: LazySettings) -> Iterator[Provider]:
    one = Provider()
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = one.issuer, CLIENT, SECRET
    settings.OIDC_NAME = "VNeID"
    yield one
    one.close()


@pytest.fixture
def somebody() -> Post:
    post = a.post(Role.REPORTER, "BTC")
    actions.tie(post.person, "an-danh-1", by=SYSTEM)
    return post


def go(there: Provider, client: Client, *, next_: str = "") -> Any:
    """Through the provider and back."""
    left = client.get(START, {"next": next_} if next_ else {})
    assert left.status_code == 302
    return client.get(there.authorize(left["Location"]))


def signed_in(client: Client) -> bool:
    return client.get("/tai-khoan").status_code == 200


def refused(answer: Any, kind: type[Exception], status: int = 403) -> bool:
    return answer.status_code == status and str(kind.__doc__) in answer.content.decode()


# who is let in


def test_a_tied_identity_opens_its_account(there: Provider, somebody: Post) -> None:
    client = Client()
    assert "Đăng nhập bằng VNeID" in client.get("/dang-nhap").content.decode()

    left = client.get(START, {"next": "/tai-khoan"})
    before = client.session.session_key
    back = client.get(there.authorize(left["Location"]))

    assert (back.status_code, back["Location"]) == (302, "/tai-khoan")
    assert signed_in(client)
    assert client.session.session_key != before
    assert "errand" not in client.session
    assert Session.objects.get(person=somebody.person).address == "127.0.0.1"


def test_an_address_elsewhere_is_not_gone_on_to(there: Provider, somebody: Post) -> None:
    assert go(there, Client(), next_="https://example.org/")["Location"] == "/"


def test_the_second_step_is_still_asked(there: Provider, somebody: Post) -> None:
    secret, at = second_step.new_secret(), datetime.now(UTC)
    code = pyotp.TOTP(secret).at(at)
    second_step.set_up(somebody.person, secret, code, by=somebody, at=at)
    client = Client()

    sent = go(there, client)["Location"]
    was_in = signed_in(client)
    client.post(sent, {"code": pyotp.TOTP(secret).at(int(at.timestamp()) + 30)})

    assert (sent.startswith("/dang-nhap/ma?"), was_in, signed_in(client)) == (True, False, True)


def test_a_user_name_opens_an_account_only_where_that_is_set(
    there: Provider, settings: LazySettings, somebody: Post
) -> None:
    other = a.post(Role.REPORTER, "BTC").person
    there.subject, there.bend = "nguoi-khac", {"preferred_username": other.username}

    assert refused(go(there, Client()), provider.NotTied)
    settings.OIDC_MATCH = "username"
    client = Client()
    go(there, client)
    assert client.session["_auth_user_id"] == str(other.pk)

    there.bend = {"preferred_username": somebody.person.username}  # whose own identity is another
    assert refused(go(there, Client()), provider.NotTied)
    actions.deactivate(somebody.person, by=SYSTEM)
    there.subject, there.bend = "an-danh-1", {"preferred_username": other.username}
    assert refused(go(there, Client()), provider.NotTied)


# who is refused


def test_unknown_and_inactive_people_are_refused_and_no_account_is_made(there: Provider, somebody: Post) -> None:
    known = Person.objects.count()
    there.subject = "chua-ai-biet"
    assert refused(go(there, Client()), provider.NotTied)
    actions.deactivate(somebody.person, by=SYSTEM)
    there.subject = "an-danh-1"
    assert refused(go(there, Client()), provider.NotTied)
    assert Person.objects.count() == known


@pytest.mark.parametrize(
    "bend",
    [
        {"nonce": "khac"},
        {"nonce": None},
        {"aud": "he-thong-khac"},
        {"aud": [CLIENT, "he-thong-khac"], "azp": "he-thong-khac"},
        {"iss": "https://example.org"},
        {"exp": int(time.time()) - 60},
        {"sub": ""},
    ],
    ids=["nonce", "no nonce", "audience", "authorized party", "issuer", "expired", "subject"],
)
def test_a_token_made_for_another_is_refused(there: Provider, somebody: Post, bend: dict[str, Any]) -> None:
    there.bend = bend
    client = Client()

    assert refused(go(there, client), provider.NotProved)
    assert not signed_in(client)


def test_a_foreign_or_missing_signature_is_refused(there: Provider, somebody: Post) -> None:
    there.key = new_key()
    assert refused(go(there, Client()), provider.NotProved)

    there.sign = lambda said: jwt.encode(said, None, "none", headers={"kid": "1"})
    assert refused(go(there, Client()), provider.NotProved)

    there.sign = lambda said: jwt.encode(said, SECRET * 3, "HS256", headers={"kid": "1"})
    assert refused(go(there, Client()), provider.NotProved)


def test_a_state_is_of_one_session_once_and_not_for_long(
    there: Provider, somebody: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, stranger = Client(), Client()
    back = there.authorize(client.get(START)["Location"])

    assert refused(stranger.get(back), provider.SignInEnded)
    stranger.get(START)
    assert refused(stranger.get(back), provider.SignInEnded)
    assert client.get(back).status_code == 302
    client.post("/dang-xuat")
    assert refused(client.get(back), provider.SignInEnded)

    late = Client()
    back = there.authorize(late.get(START)["Location"])
    monkeypatch.setattr(provider, "LASTS", -1)
    assert refused(late.get(back), provider.SignInEnded)


def test_a_refused_answer_uses_the_state_up(there: Provider, somebody: Post) -> None:
    client = Client()
    back = there.authorize(client.get(START)["Location"])
    there.status = 500

    assert refused(client.get(back), provider.ProviderSilent, 502)
    there.status = 200
    assert refused(client.get(back), provider.SignInEnded)


def test_a_code_that_the_provider_does_not_know_is_refused(there: Provider, somebody: Post) -> None:
    client = Client()
    back = there.authorize(client.get(START)["Location"])
    there.codes.clear()

    assert refused(client.get(back), provider.NotProved)


def test_a_provider_that_is_silent_is_told(there: Provider, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(provider, "PATIENCE", 0.2)
    there.delay = 1.0
    assert refused(Client().get(START), provider.ProviderSilent, 502)


def test_a_provider_of_another_name_is_refused(there: Provider, settings: LazySettings) -> None:
    settings.OIDC_ISSUER = there.issuer.replace("127.0.0.1", "localhost")
    assert refused(Client().get(START), provider.NotProved)


def test_a_dropped_nonce_check_is_noticed(there: Provider, somebody: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    """Planted: nobody looks at the nonce, and a token made for another sign-in opens the account."""
    monkeypatch.setattr(provider, "check_nonce", lambda said, errand: None)
    there.bend = {"nonce": "khac"}
    client = Client()

    assert not refused(go(there, client), provider.NotProved)
    assert signed_in(client)


# without a provider, and half of one


def test_without_a_provider_there_is_no_button() -> None:
    client = Client()
    assert START not in client.get("/dang-nhap").content.decode()
    assert [client.get(page)["Location"] for page in (START, f"{START}/ve")] == ["/dang-nhap"] * 2


def test_half_a_setting_and_an_open_line_are_named(settings: LazySettings) -> None:
    settings.OIDC_ISSUER, settings.OIDC_MATCH = "http://example.org", "email"

    said = {str(one.id): str(one.msg) for one in run_checks(tags=[Tags.security])}

    assert "GIAMSAT_OIDC_CLIENT_ID, GIAMSAT_OIDC_CLIENT_SECRET" in said["giamsat.E004"]
    assert {"giamsat.E005", "giamsat.E006"} <= said.keys()


# tying


def test_an_administrator_ties_and_unties(there: Provider) -> None:
    clerk = a.post(Role.REPORTER, "BTC")
    admin = Visitor(a.post(Role.UNIT_ADMIN, "BTC"))
    page = f"/nguoi/{clerk.person.public_id}"
    assert "Gắn danh tính bên ngoài" in admin.get(page)

    admin.post(f"{page}/danh-tinh", seen="none", subject="an-danh-1")
    client = Client()
    go(there, client)
    was_in = signed_in(client)
    admin.post(f"{page}/danh-tinh", status=409, seen="none", subject="an-danh-2")
    admin.post(f"{page}/danh-tinh", seen="an-danh-1", subject="")

    assert (was_in, signed_in(client)) == (True, False)
    assert refused(go(there, Client()), provider.NotTied)
    told = Entry.objects.filter(action__startswith="people.identity").order_by("pk").values_list("action", flat=True)
    assert list(told) == ["people.identity_tied", "people.identity_untied"]


def test_an_identity_opens_one_account_and_nobody_ties_beyond_his_reach(there: Provider, somebody: Post) -> None:
    clerk, admin = a.post(Role.REPORTER, "BTC"), a.post(Role.UNIT_ADMIN, "BTC")
    address = f"/nguoi/{clerk.person.public_id}/danh-tinh"

    page = Visitor(admin).post(address, status=422, seen="none", subject="an-danh-1")

    assert str(rules.IdentityTaken.__doc__) in page
    with pytest.raises(rules.NotYours):
        actions.tie(a.post(Role.REPORTER, "BKHCN").person, "an-danh-3", by=admin)
    with pytest.raises(rules.OwnGrant):
        actions.tie(admin.person, "an-danh-3", by=admin)
