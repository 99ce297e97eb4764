"""The second step of signing in: a code from the telephone (RFC 6238), or one from paper. No code counts twice."""

import secrets
from datetime import datetime

import pyotp
from django.db import transaction

from giamsat.errors import Refused, Stale
from giamsat.journal.actions import record
from giamsat.journal.rules import Acts
from giamsat.people.invitations import hash_of
from giamsat.people.models import Authenticator, Person, RecoveryCode

#: seconds a code lasts, and how many codes before and after the present one are taken: clocks differ
STEP, DRIFT = 30, 1
#: how many codes stand on paper, and from which letters: none that look alike
CODES, LETTERS = 10, "abcdefghjkmnpqrstuvwxyz23456789"


class WrongCode(Refused):
    """Mã chưa đúng hoặc đã dùng. Hãy chờ mã mới trên điện thoại rồi nhập lại, hoặc dùng một mã dự phòng."""

    code = "wrong_code"


def authenticator_of(person: Person) -> Authenticator | None:
    """What must be answered at sign-in; None when one step is enough."""
    return Authenticator.objects.filter(person=person).first()


def new_secret() -> str:
    """A secret to be shown once; it counts for nothing until `set_up`."""
    return pyotp.random_base32()


def address(secret: str, person: Person) -> str:
    """What the picture for the telephone says (otpauth://…)."""
    return pyotp.TOTP(secret, name=person.username, issuer="Giám sát", interval=STEP).provisioning_uri()


@transaction.atomic
def set_up(person: Person, secret: str, code: str, *, by: Acts, at: datetime) -> list[str]:
    """Keep a secret that a first code has proved; answer the recovery codes, told this once."""
    one, is_new = Authenticator.objects.get_or_create(person=person, defaults={"secret": secret})
    if not is_new:
        raise Stale
    _check(one, code, at)
    codes = [_paper_code() for _ in range(CODES)]
    RecoveryCode.objects.bulk_create([RecoveryCode(authenticator=one, code_hash=hash_of(c)) for c in codes])
    record("people.second_step_set", person, by=by)
    return codes


@transaction.atomic
def check(one: Authenticator, code: str, *, at: datetime) -> None:
    """Take a code of the telephone or of paper, once; raises `WrongCode`."""
    plain = code.replace(" ", "").replace("-", "").lower()
    if plain.isdigit():
        _check(one, plain, at)
        return
    unused = RecoveryCode.objects.filter(authenticator=one, code_hash=hash_of(plain), used_at=None)
    if not unused.update(used_at=at):
        raise WrongCode


@transaction.atomic
def drop(one: Authenticator, *, by: Acts) -> None:
    """Go back to one step."""
    person = one.person
    one.delete()
    record("people.second_step_dropped", person, by=by)


def _check(one: Authenticator, code: str, at: datetime) -> None:
    now = int(at.timestamp()) // STEP
    totp = pyotp.TOTP(one.secret, interval=STEP)
    steps = range(now - DRIFT, now + DRIFT + 1)
    step = next((n for n in steps if secrets.compare_digest(totp.generate_otp(n), code.replace(" ", ""))), None)
    if step is None or not Authenticator.objects.filter(pk=one.pk, last_step__lt=step).update(last_step=step):
        raise WrongCode


def _paper_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(10))
