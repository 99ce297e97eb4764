"""All settings, from the environment only. A missing secret stops the program; unsafe ones are refused at start."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str | None = None) -> str:
    """The setting `GIAMSAT_<name>`, or the content of the file named by `GIAMSAT_<name>_FILE`."""
    if file := os.environ.get(f"GIAMSAT_{name}_FILE"):
        return Path(file).read_text(encoding="utf-8").strip()
    value = os.environ.get(f"GIAMSAT_{name}", default)
    if value is None:
        raise ImproperlyConfigured(f"GIAMSAT_{name} (or GIAMSAT_{name}_FILE) must be set; `make run` sets it for you.")
    return value


def flag(name: str, default: bool) -> bool:
    """The yes/no setting `GIAMSAT_<name>`: 1 or 0."""
    return text(name, "1" if default else "0") == "1"


def database(url: str) -> dict[str, Any]:
    """Django's connection settings from `sqlite:///PATH` or `postgres://USER:PASSWORD@HOST:PORT/NAME`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path[1:]),
            "OPTIONS": {
                # Read-then-write under DEFERRED loses 91 % of racing writers to "database is locked".
                "transaction_mode": "IMMEDIATE",
                # Writers wait for one another this long (seconds) before they give up.
                "timeout": 20,
                # WAL: readers never wait. FULL: NORMAL lost 2 % of acknowledged commits in power cuts.
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
        }
    if parts.scheme in ("postgres", "postgresql"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path[1:]),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured("GIAMSAT_DATABASE must begin with sqlite:/// or postgres://")


VAR = Path(text("VAR", "var")).resolve()
DATABASES = {"default": database(text("DATABASE", f"sqlite:///{VAR / 'giamsat.sqlite3'}"))}
SECRET_KEY = text("SECRET_KEY")
DEBUG = False
DEMO = flag("DEMO", default=False)
ALLOWED_HOSTS = text("HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SECURE = flag("SECURE", default=False)  # behind HTTPS

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "giamsat.config",
    "giamsat.journal",
    "giamsat.people",
    "giamsat.files",
    "giamsat.documents",
    "giamsat.assignments",
    "giamsat.tasks",
    "giamsat.targets",
    "giamsat.obstacles",
    "giamsat.progress",
    "giamsat.reports",
    "giamsat.consolidation",
    "giamsat.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "giamsat.access.middleware.CookieMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "giamsat.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "giamsat.access.middleware.PostMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "giamsat.web.refusals.RefusalMiddleware",
]

ROOT_URLCONF = "giamsat.config.urls"
WSGI_APPLICATION = "giamsat.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"])],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "giamsat.web.context.seat",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
#: How many proxies of our own stand before the web server and say from where a request came.
PROXIES = int(text("PROXIES", "0"))
CSRF_FAILURE_VIEW = "giamsat.web.refusals.csrf_failure"
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"

SESSION_ENGINE = "giamsat.people.sessions"
# Seconds: without a request a session ends after the first, whatever happens after the second.
SESSION_IDLE = 60 * int(text("SESSION_IDLE_MINUTES", "120"))
SESSION_LONGEST = 3600 * int(text("SESSION_LONGEST_HOURS", "12"))
SESSION_COOKIE_AGE = SESSION_LONGEST
# Administrators may be made to sign in with a second step.
TOTP_REQUIRED = flag("TOTP_REQUIRED", default=False)
# Sign-in at an identity provider (OpenID Connect) beside the password: all three or none.
OIDC_ISSUER = text("OIDC_ISSUER", "")
OIDC_CLIENT_ID = text("OIDC_CLIENT_ID", "")
OIDC_CLIENT_SECRET = text("OIDC_CLIENT_SECRET", "")
OIDC_NAME = text("OIDC_NAME", "OpenID")  # the word on the button
OIDC_MATCH = text("OIDC_MATCH", "")  # "username": also whoever has the user name the provider tells
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = SECURE
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "giamsat_language"
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "web" / "locale"]
USE_I18N = USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # never used: giamsat.files keeps files
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Uploads stream to the spool below VAR; these are bytes.
UPLOAD_LIMIT = int(text("UPLOAD_LIMIT", str(50 * 1024 * 1024)))
FILE_UPLOAD_TEMP_DIR = VAR / "spool"
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"giamsat": {"level": "INFO"}},
}
