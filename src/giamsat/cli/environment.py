"""The environment a command runs in: where data lies and the secret, made on first use for the embedded default."""

import os
import secrets
from pathlib import Path


def prepare_environment(var: Path) -> None:
    """Fill in GIAMSAT_VAR and a secret of this installation where they are not set; make the folders."""
    var = Path(os.environ.setdefault("GIAMSAT_VAR", str(var.resolve())))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giamsat.config.settings")
    (var / "spool").mkdir(parents=True, exist_ok=True)
    if "GIAMSAT_SECRET_KEY" not in os.environ and "GIAMSAT_SECRET_KEY_FILE" not in os.environ:
        os.environ["GIAMSAT_SECRET_KEY_FILE"] = str(_secret_file(var))


def _secret_file(var: Path) -> Path:
    path = var / "secret.key"
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            out.write(secrets.token_urlsafe(60))
    return path
