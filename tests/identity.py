"""A small identity provider on this machine: discovery, keys, authorize and token, as OpenID Connect says."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "giam-sat", "bi-mat thu:nghiem"
BASIC = "Basic " + base64.b64encode(b"giam-sat:bi-mat%20thu%3Anghiem").decode()


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """Who signs in there is `subject`; `bend` changes the claims before they are signed with `key`."""

    def __init__(self) -> None:
        self.published = self.key = new_key()
        self.subject, self.bend = "an-danh-1", dict[str, Any]()
        self.sign: Callable[[dict[str, Any]], str] = self.signed
        self.codes: dict[str, dict[str, str]] = {}
        self.delay, self.status = 0.0, 200
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                time.sleep(provider.delay)
                pages = {"/.well-known/openid-configuration": provider.told, "/keys": provider.keys}
                self.tell(provider.status, pages[self.path]())

            def do_POST(self) -> None:
                sent = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
                self.tell(*provider.token(sent, self.headers["Authorization"]))

            def tell(self, status: int, said: dict[str, Any]) -> None:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                with suppress(ConnectionError):  # whoever asked has lost patience
                    self.end_headers()
                    self.wfile.write(json.dumps(said).encode())

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def told(self) -> dict[str, Any]:
        ends = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer} | {name: f"{self.issuer}/{path}" for name, path in ends.items()}

    def keys(self) -> dict[str, Any]:
        jwk = jwt.algorithms.RSAAlgorithm.to_jwk(self.published.public_key(), as_dict=True)
        return {"keys": [jwk | {"kid": "1", "use": "sig", "alg": "RS256"}]}

    def authorize(self, address: str) -> str:
        """What a browser is sent back to after somebody signed in at this address."""
        parts = urlsplit(address)
        asked = {name: value for name, [value] in parse_qs(parts.query).items()}
        assert (parts.path, asked["response_type"], asked["client_id"]) == ("/authorize", "code", CLIENT)
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.codes)}"
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        asked = self.codes.pop(sent.get("code", ""), None)
        verifier = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).rstrip(b"=").decode()
        if asked is None or authorization != BASIC or challenge != asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        if sent["redirect_uri"] != asked["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        said = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "iat": now, "exp": now + 300}
        said |= {"nonce": asked["nonce"]}
        return 200, {"id_token": self.sign(said | self.bend), "token_type": "Bearer", "access_token": "x"}

    def signed(self, said: dict[str, Any]) -> str:
        return jwt.encode(said, self.key, "RS256", headers={"kid": "1"})
