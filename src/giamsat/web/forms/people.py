"""Forms about people, units and how one signs in."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core import signing
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from giamsat.people.models import Person
from giamsat.people.states import Role, UnitKind
from giamsat.web.forms.fields import DayField
from giamsat.web.forms.pages import PageForm, SeenForm

USERNAME = RegexValidator(
    r"^[a-z0-9][a-z0-9._-]{2,}$", _("Dùng chữ thường không dấu, chữ số, dấu chấm; ít nhất 3 ký tự.")
)
CODE = RegexValidator(r"^[A-Z0-9ĐƯƠĂÂÊÔ][\wĐƯƠĂÂÊÔ.-]*$", _("Dùng chữ hoa, chữ số, dấu chấm, gạch nối."))
#: with which the secret of a second step is signed, and how long (seconds) its page holds
SALT, HOUR = "giamsat.second_step", 3600
#: why Django takes no password → how we say it: Django's own Vietnamese lacks these
WEAK = {
    "password_too_short": _("Mật khẩu quá ngắn: cần ít nhất 12 ký tự."),
    "password_too_common": _("Mật khẩu này quá phổ biến, dễ đoán. Hãy chọn một câu khác."),
}
NEW_PASSWORD = {"autocomplete": "new-password"}


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Tên, mã đơn vị"), required=False, max_length=200)

    @property
    def words(self) -> str:
        return str(self.cleaned_data.get("q") or "") if self.is_valid() else ""


class WhoForm(SeenForm):
    """Somebody who is there, or somebody new."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=200)
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        validators=[USERNAME],
        help_text=_(
            "Người đã có tài khoản: ghi đúng tên đăng nhập và họ tên. Người mới: sẽ có đường dẫn đặt mật khẩu."
        ),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    title = forms.CharField(label=_("Chức danh"), max_length=200)


class AppointForm(WhoForm):
    role = forms.ChoiceField(label=_("Làm việc gì trong hệ thống"))

    def __init__(self, *args: Any, roles: Sequence[Role], word: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, word(role.label)) for role in roles]  # type: ignore[attr-defined]


class UnitForm(PageForm):
    name = forms.CharField(label=_("Tên đơn vị"), max_length=300)
    code = forms.CharField(label=_("Mã đơn vị"), max_length=40, validators=[CODE], help_text=_("Ví dụ: BTC.VP"))
    kind = forms.ChoiceField(label=_("Loại đơn vị"))

    def __init__(self, *args: Any, word: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = (UnitKind.DEPARTMENT, UnitKind.COMMUNE, UnitKind.BODY)
        self.fields["kind"].choices = [(kind.value, word(kind.label)) for kind in kinds]  # type: ignore[attr-defined]


class EndForm(SeenForm):
    on = DayField(label=_("Từ ngày"))


class StandInForm(PageForm):
    person = forms.ChoiceField(label=_("Người làm thay"))
    first = DayField(label=_("Từ ngày"))
    last = DayField(label=_("Đến hết ngày"))

    def __init__(self, *args: Any, colleagues: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.public_id: one for one in colleagues}
        self.fields["person"].choices = [(key, one.full_name) for key, one in self.people.items()]  # type: ignore[attr-defined]


class NewPasswordForm(PageForm):
    password = forms.CharField(
        label=_("Mật khẩu mới"),
        strip=False,
        widget=forms.PasswordInput(attrs=NEW_PASSWORD),
        help_text=_("Ít nhất 12 ký tự; nên là một câu dễ nhớ với riêng bạn."),
    )
    again = forms.CharField(
        label=_("Nhập lại mật khẩu mới"), strip=False, widget=forms.PasswordInput(attrs=NEW_PASSWORD)
    )

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        try:
            validate_password(password, self.person)
        except forms.ValidationError as weak:
            raise forms.ValidationError([WEAK.get(one.code or "", one) for one in weak.error_list]) from weak
        return password

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise forms.ValidationError(_("Hai lần nhập chưa giống nhau."))
        return again


class PasswordChangeForm(NewPasswordForm):
    old = forms.CharField(
        label=_("Mật khẩu hiện nay"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "password", "again")

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if not self.person.check_password(old):
            raise forms.ValidationError(_("Mật khẩu hiện nay không đúng."))
        return old


class CodeForm(PageForm):
    code = forms.CharField(
        label=_("Mã xác thực"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True, "autocapitalize": "none"}),
    )


class SetUpForm(CodeForm):
    """A first code for a secret that we made for this person within the last hour, carried by the page itself."""

    kept = forms.CharField(widget=forms.HiddenInput, max_length=500)

    def __init__(self, *args: Any, person: Person, fresh: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["kept"] = signing.dumps([person.pk, fresh], salt=SALT)
        self.person, self.secret = person, fresh
        if self.is_bound:
            self.secret = self._ours(self.data.get("kept", "")) or fresh

    def clean_kept(self) -> str:
        kept = str(self.cleaned_data["kept"])
        if not self._ours(kept):
            raise forms.ValidationError(_("Trang đã cũ. Hãy tải lại trang rồi quét hình mới."))
        return kept

    def _ours(self, kept: str) -> str:
        try:
            key, secret = signing.loads(kept, salt=SALT, max_age=HOUR)
        except (signing.BadSignature, TypeError, ValueError):
            return ""
        return str(secret) if key == self.person.pk else ""


class ReorganisationForm(PageForm):
    title = forms.CharField(label=_("Tên đề nghị, căn cứ"), max_length=300)
    file = forms.FileField(
        label=_("Tệp CSV"),
        help_text=_("Các cột: kind, predecessors, successors, name, unit_kind, parent, on, document."),
    )
