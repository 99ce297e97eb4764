"""A pytest plugin for the second database: tests that touch no database have already run and are left out."""

import pytest

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences", "live_server"}


def uses_database(item: pytest.Item) -> bool:
    """Whether a test asks pytest-django for a database, by mark, fixture or Django's own test class."""
    is_django_class = any(base.__name__ == "TransactionTestCase" for base in getattr(item.cls, "__mro__", ()))
    is_marked = item.get_closest_marker("django_db") is not None
    return is_django_class or is_marked or not DATABASE_FIXTURES.isdisjoint(item.fixturenames)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    pure = [item for item in items if not uses_database(item)]
    items[:] = [item for item in items if uses_database(item)]
    config.hook.pytest_deselected(items=pure)
