"""Sign-in at an identity provider (OpenID Connect): who comes back from there, and whose account that is.

Authorization code flow with PKCE, state and nonce. A person is one an administrator tied to the identity, or, when the
settings say so, one of the same user name; no account is made here.
"""

import base64
import hashlib
import http.client
import json
import logging
import secrets
from dataclasses import asdict, dataclass
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
)

import jwt
from django.conf import settings

from giamsat.errors import GiamsatError, NotAllowed
from giamsat.people.models import Person

#: seconds the provider has for an answer; bytes taken of it; seconds by which clocks may differ
PATIENCE, LONGEST, DRIFT = 5, 2**20, 30
#: seconds from leaving to coming back
LASTS = 600
#: how a token may be signed: never by a shared secret, never not at all
SIGNATURES = ["RS256", "PS256", "ES256"]
log = logging.getLogger(__name__)


class ProviderSilent(GiamsatError):
    """Nơi đăng nhập bên ngoài không trả lời. Hãy thử lại sau ít phút, hoặc đăng nhập bằng mật khẩu."""

    code = "provider_silent"


class SignInEnded(NotAllowed):
    """Lần đăng nhập này đã hết hạn hoặc đã dùng. Hãy bấm đăng nhập lại."""

    code = "sign_in_ended"


class NotProved(NotAllowed):
    """Không xác minh được câu trả lời của nơi đăng nhập bên ngoài. Hãy thử lại; nếu vẫn vậy, báo quản trị viên."""

    code = "not_proved"


class NotTied(NotAllowed):
    """Danh tính này chưa gắn với tài khoản nào đang hoạt động. Hãy nhờ quản trị viên của cơ quan gắn vào tài khoản."""

    code = "not_tied"


@dataclass(frozen=True)
class Errand:
    """What a session keeps from leaving for the provider until coming back, once."""

    state: str
    nonce: str
    verifier: str
    #: Seconds since 1970 (UTC), and the address of ours to go on to.
    left_at: float
    to: str


def is_on() -> bool:
    """Whether the settings name a provider."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID and settings.OIDC_CLIENT_SECRET)


def leave(back: str, *, to: str, at: float) -> tuple[str, dict[str, Any]]:
    """The address at the provider to send a browser to, and the errand its session keeps."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    errand = Errand(state, nonce, verifier, left_at=at, to=to)
    challenge = base64.urlsafe_b64encode(hashlib.sha256(errand.verifier.encode()).digest()).rstrip(b"=").decode()
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back,
        "scope": "openid profile",
        "state": errand.state,
        "nonce": errand.nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    door = _endpoint(_discovered(), "authorization_endpoint")
    return f"{door}{'&' if '?' in door else '?'}{urlencode(asked)}", asdict(errand)


def check_back(kept: dict[str, Any] | None, *, state: str, at: float) -> Errand:
    """The errand somebody comes back from; raises `SignInEnded` when it is not this session's, used up or too old."""
    errand = Errand(**kept) if kept else None
    if errand is None or not secrets.compare_digest(errand.state.encode(), state.encode()):
        raise SignInEnded
    if not 0 <= at - errand.left_at <= LASTS:
        raise SignInEnded
    return errand


def claims(errand: Errand, *, code: str, back: str) -> dict[str, Any]:
    """What the provider says of who signed in there: its signed token, proved; raises `NotProved`."""
    found = _discovered()
    sent = {"grant_type": "authorization_code", "code": code, "redirect_uri": back, "code_verifier": errand.verifier}
    token = _asked(_endpoint(found, "token_endpoint"), sent).get("id_token")
    keys = _asked(_endpoint(found, "jwks_uri"))
    try:
        said = _proved(str(token), keys)
        check_nonce(said, errand)
    except jwt.PyJWTError as why:
        log.warning("OIDC: %s", why)
        raise NotProved from why
    return said


def check_nonce(said: dict[str, Any], errand: Errand) -> None:
    """Raise unless the token was made for this very errand."""
    if not secrets.compare_digest(str(said.get("nonce", "")).encode(), errand.nonce.encode()):
        raise jwt.InvalidTokenError("nonce")


def person_of(said: dict[str, Any]) -> Person:
    """Whose account an identity opens; raises `NotTied`. A tie goes before a name; the tied are not met by name."""
    active = Person.objects.filter(is_active=True)
    person = active.filter(oidc_subject=said["sub"]).first()
    is_taken = Person.objects.filter(oidc_subject=said["sub"]).exists()
    if person is None and not is_taken and settings.OIDC_MATCH == "username":
        person = active.filter(username=str(said.get("preferred_username", "")), oidc_subject=None).first()
    if person is None:
        raise NotTied
    return person


def _proved(token: str, keys: dict[str, Any]) -> dict[str, Any]:
    """The claims of a token whose signature, issuer, audience and time hold."""
    kid = jwt.get_unverified_header(token).get("kid")
    fitting = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.key_id == kid or kid is None]
    if len(fitting) != 1:
        raise jwt.InvalidKeyError("no key of this id")
    said: dict[str, Any] = jwt.decode(
        token,
        fitting[0],
        algorithms=SIGNATURES,
        audience=settings.OIDC_CLIENT_ID,
        issuer=settings.OIDC_ISSUER,
        leeway=DRIFT,
        options={"require": ["iss", "sub", "aud", "exp", "iat"]},
    )
    if said.get("azp", settings.OIDC_CLIENT_ID) != settings.OIDC_CLIENT_ID or not said["sub"]:
        raise jwt.InvalidTokenError("azp or sub")
    return said


def _discovered() -> dict[str, Any]:
    """What the provider tells of itself; one that calls itself otherwise than the settings is not ours."""
    found = _asked(f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != settings.OIDC_ISSUER:
        log.warning("OIDC: the provider calls itself %r", found.get("issuer"))
        raise NotProved
    return found


def _endpoint(found: dict[str, Any], name: str) -> str:
    """An address the provider tells, no less guarded than its own."""
    address = str(found.get(name, ""))
    if urlsplit(address).scheme not in {"https", urlsplit(settings.OIDC_ISSUER).scheme}:
        log.warning("OIDC: %s is %r", name, address)
        raise NotProved
    return address


def _asked(address: str, sent: dict[str, str] | None = None) -> dict[str, Any]:
    """The JSON object at an address; with `sent`, the answer to that form from us as the client."""
    headers = {"Accept": "application/json"}
    if sent is not None:
        pair = f"{quote(settings.OIDC_CLIENT_ID, safe='')}:{quote(settings.OIDC_CLIENT_SECRET, safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    body = urlencode(sent).encode() if sent is not None else None
    try:
        with _opener().open(Request(address, body, headers), timeout=PATIENCE) as answer:  # noqa: S310 (http only)
            told = json.loads(answer.read(LONGEST))
    except HTTPError as refusal:
        log.warning("OIDC: %s answers %s", address, refusal.code)
        raise (NotProved if sent and refusal.code < 500 else ProviderSilent) from refusal
    except (OSError, ValueError, http.client.HTTPException) as silence:
        log.warning("OIDC: %s: %s", address, silence)
        raise ProviderSilent from silence
    if not isinstance(told, dict):
        raise ProviderSilent
    return told


def _opener() -> OpenerDirector:
    """Opens http and https; no files, and follows nobody elsewhere."""
    opener = OpenerDirector()
    for handler in (HTTPHandler(), HTTPSHandler(), HTTPErrorProcessor(), HTTPDefaultErrorHandler()):
        opener.add_handler(handler)
    return opener
