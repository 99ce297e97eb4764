from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "giamsat.config"

    def ready(self) -> None:
        # Registers the checks; inner import because models must be loaded first.
        from giamsat.config import checks  # noqa: F401
