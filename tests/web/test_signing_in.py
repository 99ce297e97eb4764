"""Invitations, passwords, the second step, sessions, and doors that close for those who guess only."""

import re
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.conf import LazySettings
from django.test import Client

from giamsat.journal.models import Entry
from giamsat.journal.rules import SYSTEM
from giamsat.people import actions, invitations, second_step, throttling
from giamsat.people.jobs import forget_one
from giamsat.people.models import Attempts, Authenticator, Invitation, Person, Post, RecoveryCode, Session
from giamsat.people.states import Role
from tests import builders as a
from tests.web.browser import Visitor

pytestmark = pytest.mark.django_db

OLD, NEW = "mat-khau-thu-nghiem", "mot-cau-dai-de-nho"


def guess(client: Client, person: Person | str, password: str = "sai", address: str = "10.0.0.1") -> int:
    name = person if isinstance(person, str) else person.username
    return client.post("/dang-nhap", {"username": name, "password": password}, REMOTE_ADDR=address).status_code


def fill(visitor: Visitor, page: str, status: int = 302, at: str = "", **said: str) -> str:
    """Send the form of the page itself, to its own address unless told."""
    hidden = dict(re.findall(r'<input type="hidden" name="(seen|kept)" value="([^"]*)"', page))
    return visitor.post(at or str(visitor.answer.request["PATH_INFO"]), status, **(hidden | said))


# invitations and passwords


def test_somebody_invited_sets_his_password_once() -> None:
    admin, other = Visitor(a.post(Role.UNIT_ADMIN)), a.post(Role.REPORTER).unit
    page = admin.get(f"/don-vi/{other.public_id}/chuc-danh")
    said = {"full_name": "Người Được Mời", "username": "duoc.moi", "title": "Chuyên viên", "role": "reporter"}
    person_page = fill(admin, page, **said)
    link = re.search(r'value="(http[^"]+/loi-moi/[^"]+)"', admin.send(admin.get(person_page), "/moi", status=200))
    assert link is not None
    address = link[1].removeprefix("http://testserver")
    guest = Visitor(None)

    short = fill(guest, guest.get(address), status=422, password="ngan", again="ngan")
    common = fill(guest, guest.get(address), status=422, password="1qaz2wsx3edc", again="1qaz2wsx3edc")
    fill(guest, guest.get(address), status=422, password=NEW, again=NEW + "x")
    done = fill(guest, guest.get(address), status=200, password=NEW, again=NEW)

    assert ("quá ngắn" in short, "quá phổ biến" in common, "duoc.moi" in done) == (True, True, True)
    guest.get(address, status=422)
    assert guest.post("/dang-nhap", username="duoc.moi", password=NEW) == "/"


def test_a_link_is_kept_as_a_hash_and_ends_with_the_next_or_after_a_week() -> None:
    person = a.post(Role.REPORTER).person
    first, second = invitations.invite(person, by=SYSTEM), invitations.invite(person, by=SYSTEM)
    visitor = Visitor(None)

    assert not Invitation.objects.filter(token_hash__in=[first, second]).exists()
    visitor.get(f"/loi-moi/{first}", status=422)
    visitor.get(f"/loi-moi/{second}")
    with a.clock(datetime.now(UTC) + timedelta(days=7, seconds=1)):
        visitor.get(f"/loi-moi/{second}", status=422)


def test_a_new_link_ends_the_old_password_and_the_sessions() -> None:
    post = a.post(Role.REPORTER)
    visitor = Visitor(post)
    admin = a.post(Role.UNIT_ADMIN)

    invitations.invite(post.person, by=admin)

    visitor.get("/viec-cua-toi", status=302)
    assert guess(Client(), post.person, OLD) == 422


@pytest.mark.parametrize("role,code", [(Role.SYSTEM_ADMIN, "BTC"), (Role.REPORTER, "BYT"), (Role.LEADER, "BTC")])
def test_an_administrator_sends_no_link_to_one_who_may_more_than_he_gives(role: Role, code: str) -> None:
    admin = a.post(Role.UNIT_ADMIN)
    powerful = a.post(role, code)
    actions.appoint(
        admin.unit,
        username=powerful.person.username,
        full_name=powerful.person.full_name,
        role=Role.REPORTER,
        title="Kiêm nhiệm",
        by=admin,
    )
    visitor = Visitor(admin)

    for verb in ("moi", "ngung", "ket-thuc-phien"):
        visitor.post(f"/nguoi/{powerful.person.public_id}/{verb}", status=403)

    assert Person.objects.get(pk=powerful.person_id).check_password(OLD)


def test_changing_the_password_ends_the_other_sessions_only() -> None:
    post = a.post(Role.REPORTER)
    here, there = Visitor(post), Visitor(post)
    page = here.get("/tai-khoan/mat-khau")

    fill(here, page, status=422, old="sai", password=NEW, again=NEW)
    fill(here, page, old=OLD, password=NEW, again=NEW)

    here.get("/tai-khoan")
    there.get("/tai-khoan", status=302)


# the second step


def with_second_step(post: Post) -> tuple[str, list[str]]:
    """The secret and the paper codes of somebody whose telephone was set up some time ago."""
    secret, at = second_step.new_secret(), datetime.now(UTC) - timedelta(minutes=5)
    codes = second_step.set_up(post.person, secret, pyotp.TOTP(secret).at(at), by=post, at=at)
    return secret, codes


def test_a_telephone_is_set_up_and_asked_for() -> None:
    post = a.post(Role.SYSTEM_ADMIN)
    visitor = Visitor(post)
    page = visitor.get("/tai-khoan/xac-thuc")
    secret = re.search(r'<b class="mono">(\w+)</b>', page)
    assert secret is not None
    assert "data:image/svg+xml" in page

    fill(visitor, page, status=422, code="000000")
    done = fill(visitor, page, status=200, code=pyotp.TOTP(secret[1]).now())

    assert len(re.findall(r'<li class="mono">', done)) == second_step.CODES
    assert Authenticator.objects.get(person=post.person).secret == secret[1]
    stranger = Visitor(None)
    assert stranger.post("/dang-nhap", username=post.person.username, password=OLD).startswith("/dang-nhap/ma")
    stranger.get("/don-vi", status=302)


def test_a_secret_not_made_for_this_person_is_not_taken() -> None:
    first, second = Visitor(a.post(Role.REPORTER)), Visitor(a.post(Role.REPORTER))
    page = first.get("/tai-khoan/xac-thuc")
    secret = re.search(r'<b class="mono">(\w+)</b>', page)
    assert secret is not None

    fill(second, page, status=422, at="/tai-khoan/xac-thuc", code=pyotp.TOTP(secret[1]).now())

    assert not Authenticator.objects.exists()


def test_no_code_counts_twice() -> None:
    post = a.post(Role.REPORTER)
    secret, paper = with_second_step(post)
    person, telephone = post.person, pyotp.TOTP(secret).now()

    answers = []
    for code in (telephone, telephone, paper[0], paper[0], f"{paper[1][:5]}-{paper[1][5:].upper()}"):
        client = Client()
        to = client.post("/dang-nhap", {"username": person.username, "password": OLD})["Location"]
        answers.append(client.post(to, {"code": code}).status_code)

    assert answers == [302, 422, 302, 422, 302]
    assert RecoveryCode.objects.filter(used_at=None).count() == second_step.CODES - 2


def test_an_older_code_is_not_taken_after_a_newer() -> None:
    post = a.post(Role.REPORTER)
    secret, _paper = with_second_step(post)
    one, now = Authenticator.objects.get(), datetime.now(UTC)
    second_step.check(one, pyotp.TOTP(secret).at(now), at=now)

    with pytest.raises(second_step.WrongCode):
        second_step.check(one, pyotp.TOTP(secret).at(now - timedelta(seconds=30)), at=now)


def test_codes_are_not_guessed() -> None:
    post = a.post(Role.REPORTER)
    secret, _paper = with_second_step(post)
    client = Client()
    to = client.post("/dang-nhap", {"username": post.person.username, "password": OLD})["Location"]

    answers = [client.post(to, {"code": "000000"}).status_code for _ in range(throttling.FEW + 1)]

    assert answers == [422] * throttling.FEW + [429]
    assert client.post(to, {"code": pyotp.TOTP(secret).now()}).status_code == 429


def test_the_code_alone_does_not_do_once_the_password_has_changed() -> None:
    post = a.post(Role.REPORTER)
    secret, _paper = with_second_step(post)
    client = Client()
    to = client.post("/dang-nhap", {"username": post.person.username, "password": OLD})["Location"]

    invitations.change_password(post.person, password=NEW, by=post)

    assert client.post(to, {"code": pyotp.TOTP(secret).now()})["Location"] == "/dang-nhap"


def test_administrators_set_it_up_first_where_the_installation_asks(settings: LazySettings) -> None:
    settings.TOTP_REQUIRED = True
    admin, reporter = Visitor(a.post(Role.UNIT_ADMIN)), Visitor(a.post(Role.REPORTER))

    admin.get("/don-vi", status=302)

    assert admin.answer["Location"] == "/tai-khoan/xac-thuc"
    admin.get("/tai-khoan/xac-thuc")
    reporter.get("/viec-cua-toi")


# sessions


def test_signing_in_changes_the_key_and_tells_from_where() -> None:
    post = a.post(Role.REPORTER)
    visitor = Visitor(None, user_agent="Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    visitor.get("/dang-nhap")
    visitor.client.session.save()
    visitor.post("/dang-nhap", username=post.person.username, password=OLD)

    session = Session.objects.get(person=post.person)

    assert (session.address, "Firefox · Windows" in visitor.get("/tai-khoan")) == ("127.0.0.1", True)


def test_one_session_or_all_others_are_ended() -> None:
    post = a.post(Role.REPORTER)
    here, second, third = Visitor(post), Visitor(post), Visitor(post)
    address = Session.objects.get(session_key=second.client.session.session_key).public_id

    here.send(here.get("/tai-khoan"), f"/tai-khoan/phien/{address}/ket-thuc")
    second.get("/tai-khoan", status=302)
    third.get("/tai-khoan")
    here.send(here.get("/tai-khoan"), "/tai-khoan/phien-khac/ket-thuc")

    third.get("/tai-khoan", status=302)
    here.get("/tai-khoan")


def test_an_administrator_ends_the_sessions_of_somebody_of_his_unit() -> None:
    post = a.post(Role.REPORTER)
    visitor, admin = Visitor(post), Visitor(a.post(Role.UNIT_ADMIN))

    admin.send(admin.get(f"/nguoi/{post.person.public_id}"), "/ket-thuc-phien")

    visitor.get("/tai-khoan", status=302)


@pytest.mark.parametrize("idle,longest,goes_on", [(60, 3600, False), (3600, 60, False), (3600, 7200, True)])
def test_a_session_ends_when_idle_or_old(
    idle: int, longest: int, goes_on: bool, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SESSION_IDLE, settings.SESSION_LONGEST = idle, longest
    visitor = Visitor(a.post(Role.REPORTER))
    later = datetime.now(UTC) + timedelta(seconds=120)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    visitor.get("/tai-khoan", status=200 if goes_on else 302)


def test_being_there_puts_the_idle_limit_off_but_not_the_longest_life(
    settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SESSION_IDLE, settings.SESSION_LONGEST = 600, 1500
    visitor, start = Visitor(a.post(Role.REPORTER)), datetime.now(UTC)
    answers = []

    for seconds in (500, 1000, 1400, 1600):
        moment = start + timedelta(seconds=seconds)
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        answers.append(visitor.client.get("/tai-khoan").status_code)

    assert answers == [200, 200, 200, 302]


def test_what_ended_is_forgotten() -> None:
    Visitor(a.post(Role.REPORTER))
    guess(Client(), "ai.do")
    later = datetime.now(UTC) + timedelta(days=1)

    assert (forget_one(later), forget_one(later)) == (True, False)
    assert (Session.objects.count(), Attempts.objects.count()) == (0, 0)


# rights are read again at each request


def _end_post(post: Post) -> None:
    actions.end_post(post, on=datetime.now(UTC).date() - timedelta(days=1), by=SYSTEM)


def _deactivate(post: Post) -> None:
    actions.deactivate(post.person, by=SYSTEM)


@pytest.mark.parametrize("verb,status", [(_end_post, 403), (_deactivate, 302)])
def test_what_was_taken_away_is_gone_at_the_next_request(verb: Any, status: int) -> None:
    post = a.post(Role.REPORTER)
    visitor = Visitor(post)
    visitor.get("/viec-cua-toi")

    verb(post)

    visitor.get("/viec-cua-toi", status=status)


def test_somebody_active_again_signs_in_again() -> None:
    post = a.post(Role.REPORTER)
    admin = a.post(Role.UNIT_ADMIN)
    actions.deactivate(post.person, by=admin)
    assert guess(Client(), post.person, OLD) == 422

    actions.reactivate(post.person, by=admin)

    assert guess(Client(), post.person, OLD) == 302


def test_a_stand_in_is_no_longer_one_once_the_head_is_back() -> None:
    head, colleague = a.post(Role.APPROVER, is_head=True), a.post(Role.REPORTER)
    own, today = Visitor(head), datetime.now(UTC) + timedelta(hours=7)
    page = own.get(f"/chuc-danh/{head.public_id}/lam-thay")
    days = {"first": f"{today:%Y-%m-%d}", "last": f"{today + timedelta(days=2):%Y-%m-%d}"}
    fill(own, page, person=colleague.person.public_id, **days)
    place = Post.objects.get(stands_in_for=head)
    visitor = Visitor(colleague)
    visitor.send(visitor.get("/viec-cua-toi"), "/chuc-danh", post=place.public_id)
    assert "thay Bộ trưởng" in visitor.get("/viec-cua-toi")

    own.send(own.get("/tai-khoan"), "/ket-thuc")

    assert "thay Bộ trưởng" not in visitor.get("/viec-cua-toi")


# guessing


def test_an_attacker_behind_an_address_locks_none_of_the_two_hundred_there() -> None:
    people = [a.post(Role.REPORTER).person for _ in range(200)]
    known = [Client() for _ in people]
    assert {guess(client, person, OLD) for client, person in zip(known, people, strict=True)} == {302}
    attacker = Client()

    shut = [[guess(attacker, person) for _ in range(throttling.FEW + 2)][-1] for person in people]

    assert set(shut) == {429}
    for client in known:
        client.post("/dang-xuat")
    assert {guess(client, person, OLD) for client, person in zip(known, people, strict=True)} == {302}


def test_what_is_refused_at_one_address_does_not_shut_the_account_elsewhere() -> None:
    person, attacker = a.post(Role.REPORTER).person, Client()
    for _ in range(throttling.MANY + 10):
        guess(attacker, person)

    assert guess(Client(), person, OLD, address="10.0.0.2") == 302


def test_guesses_from_everywhere_shut_the_account_for_new_devices_only() -> None:
    person, own = a.post(Role.REPORTER).person, Client()
    assert guess(own, person, OLD) == 302
    own.post("/dang-xuat")
    for n in range(throttling.MANY + 1):
        guess(Client(), person, address=f"10.1.0.{n}")

    assert guess(Client(), person, OLD, address="10.2.0.1") == 429
    assert guess(own, person, OLD) == 302


def test_a_shut_door_opens_after_a_quarter_of_an_hour() -> None:
    person, client = a.post(Role.REPORTER).person, Client()
    for _ in range(throttling.FEW + 1):
        guess(client, person)
    assert guess(client, person, OLD) == 429

    with a.clock(datetime.now(UTC) + throttling.WINDOW):
        assert guess(client, person, OLD) == 302


def test_a_device_cookie_of_another_account_or_a_forged_one_is_nobody_s() -> None:
    cookie = throttling.remembered("mot", "")

    assert throttling.known_device("mot", cookie) != ""
    assert [throttling.known_device("hai", cookie), throttling.known_device("mot", cookie[:-1] + "x")] == ["", ""]
    assert throttling.known_device("mot", throttling.remembered("hai", cookie)) == throttling.known_device(
        "mot", cookie
    )


def test_unknown_accounts_are_answered_and_counted_like_known_ones() -> None:
    known, unknown, inactive = a.post(Role.REPORTER).person, "khong.co", a.post(Role.REPORTER).person
    actions.deactivate(inactive, by=SYSTEM)

    def answers(name: str) -> list[tuple[int, str]]:
        client, told = Client(), []
        for _ in range(throttling.FEW + 1):
            answer = client.post("/dang-nhap", {"username": name, "password": "sai"})
            page = re.sub(r'value="[^"]*"', "", answer.content.decode()).replace(name, "")
            told.append((answer.status_code, page))
        return told

    assert answers(known.username) == answers(unknown) == answers(inactive.username)


def test_unknown_accounts_cost_as_much_time(settings: LazySettings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    known = a.post(Role.REPORTER).person
    known.set_password(OLD)
    known.save()

    def cost(name: str) -> float:
        spent = []
        for n in range(5):
            begun = time.process_time()
            guess(Client(), name, address=f"10.0.1.{n}")
            spent.append(time.process_time() - begun)
        return sorted(spent)[2]

    assert cost("khong.co") / cost(known.username) == pytest.approx(1, abs=0.5)


def test_the_journal_keeps_no_secret() -> None:
    post = a.post(Role.REPORTER)
    token = invitations.invite(post.person, by=a.post(Role.UNIT_ADMIN))
    secret, paper = with_second_step(post)

    told = str(list(Entry.objects.values_list("details", flat=True)))

    assert not [word for word in (token, secret, *paper, OLD) if word in told]


# planted defects


def test_a_throttle_that_knows_no_devices_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttling, "known_device", lambda username, cookie: "")

    with pytest.raises(AssertionError):
        test_guesses_from_everywhere_shut_the_account_for_new_devices_only()


def test_a_link_for_anybody_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(invitations.rules, "check_may_manage", lambda *_args, **_named: None)

    with pytest.raises(AssertionError):
        test_an_administrator_sends_no_link_to_one_who_may_more_than_he_gives(Role.SYSTEM_ADMIN, "BTC")


def test_a_code_that_counts_twice_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    real = second_step.check

    def forgetful(one: Authenticator, code: str, *, at: datetime) -> None:
        Authenticator.objects.filter(pk=one.pk).update(last_step=0)
        real(one, code, at=at)

    monkeypatch.setattr(second_step, "check", forgetful)

    with pytest.raises(AssertionError):
        test_no_code_counts_twice()
