from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.utils.translation import gettext_lazy as _

from giamsat.access.middleware import address_of
from giamsat.people import throttling

DEVICE_COOKIE = "giamsat_device"


class LoginForm(AuthenticationForm):
    error_messages = {
        "invalid_login": _("Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường."),
        "inactive": _("Tài khoản này đã ngừng hoạt động. Hãy liên hệ quản trị viên của cơ quan."),
    }
    username = forms.CharField(
        label=_("Tên đăng nhập"),
        max_length=150,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label=_("Mật khẩu"), strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    is_locked = False

    def clean(self) -> dict[str, Any]:
        """Counts the guess before the password is looked at; a closed door says the same of every account."""
        username = self.cleaned_data.get("username")
        if not username or self.request is None:
            return super().clean()
        device = throttling.known_device(username, self.request.COOKIES.get(DEVICE_COOKIE, ""))
        doors = throttling.doors(username, address=address_of(self.request), device=device)
        if not throttling.let_in(doors):
            self.is_locked = True
            raise forms.ValidationError("", code="locked")
        cleaned = super().clean()
        throttling.forgive(doors)
        return cleaned


class PostChoiceForm(forms.Form):
    post = forms.CharField(max_length=40)
