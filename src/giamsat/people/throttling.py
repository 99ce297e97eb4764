"""How often somebody may fail at the door. Nobody locks another out: not from behind the same address, not from afar.

Failures are counted for an account from one device that has signed in to it before; from other devices, for an account
from one address, and for an account from all addresses. So whoever guesses behind a ministry's address closes the door
for his own guesses: colleagues on their own devices walk in, and for other accounts nothing was counted. A new device
is refused meanwhile, for a quarter of an hour at most. Counted before the password is looked at, equal guesses at once
are all counted; unknown accounts are counted and answered like known ones.
"""

import hashlib
import secrets
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import F

from giamsat.journal.clock import database_now
from giamsat.people.models import Attempts

#: how long failures are remembered
WINDOW = timedelta(minutes=15)
#: guesses in that time at one door: from a known device or from one address; at an account from everywhere else
FEW, MANY = 8, 50
SALT = "giamsat.device"


def known_device(username: str, cookie: str) -> str:
    """The name of a device that has signed in to this account before, or nothing."""
    try:
        said = signing.loads(cookie, salt=SALT)
    except signing.BadSignature:
        return ""
    names = said if isinstance(said, dict) else {}
    return str(names.get(_plain(username), ""))


def remembered(username: str, cookie: str) -> str:
    """The cookie of a device after a sign-in: the last few accounts, each with a name that nobody can guess."""
    try:
        said = dict(signing.loads(cookie, salt=SALT))
    except (signing.BadSignature, TypeError, ValueError):
        said = {}
    key = _plain(username)
    said[key] = said.pop(key, None) or secrets.token_urlsafe(12)
    return signing.dumps(dict(list(said.items())[-5:]), salt=SALT)


def doors(username: str, *, address: str, device: str) -> list[tuple[str, int]]:
    """Where a guess counts, and how many are let in there."""
    name = _plain(username)
    if device:
        return [(_hash("device", name, device), FEW)]
    return [(_hash("address", name, address), FEW), (_hash("account", name), MANY)]


def second_doors(person_key: int) -> list[tuple[str, int]]:
    """Where a code of the second step counts: whoever gets there knows the password."""
    return [(_hash("second", str(person_key)), FEW)]


@transaction.atomic
def let_in(counted: list[tuple[str, int]]) -> bool:
    """Count a guess; whether it may be tried at all."""
    now = database_now()
    for door, most in counted:
        Attempts.objects.get_or_create(door=door, defaults={"since": now})
        Attempts.objects.filter(door=door, since__lte=now - WINDOW).update(count=0, since=now)
        Attempts.objects.filter(door=door).update(count=F("count") + 1)
        if not Attempts.objects.filter(door=door, count__lte=most).exists():
            return False  # what is refused here counts nowhere else
    return True


def forgive(counted: list[tuple[str, int]]) -> None:
    """Forget the failures before a success."""
    Attempts.objects.filter(door__in=[door for door, _most in counted]).delete()


def _plain(username: str) -> str:
    return hashlib.sha256(username.strip().encode()).hexdigest()[:16]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
