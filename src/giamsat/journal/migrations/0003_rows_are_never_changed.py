from typing import Any

from django.db import migrations

TABLES = ("journal_entry", "journal_anchor", "journal_anchoredend")

POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION journal_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'journal_rows_are_never_changed';
END
$$
"""
POSTGRESQL = (
    "CREATE TRIGGER {table}_never_changed BEFORE UPDATE OR DELETE ON {table} "
    "FOR EACH ROW EXECUTE FUNCTION journal_refuse_change()",
    "CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuse_change()",
)
SQLITE = (
    "CREATE TRIGGER {table}_never_changed BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'journal_rows_are_never_changed'); END",
    "CREATE TRIGGER {table}_never_deleted BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, 'journal_rows_are_never_changed'); END",
)


def statements(vendor: str) -> list[str]:
    """What makes the database itself refuse to change or delete a row of the journal."""
    each = POSTGRESQL if vendor == "postgresql" else SQLITE
    first = [POSTGRESQL_REFUSAL] if vendor == "postgresql" else []
    return first + [statement.format(table=table) for table in TABLES for statement in each]


def reverse_statements(vendor: str) -> list[str]:
    if vendor == "postgresql":
        ends = ("changed", "emptied")
        return [f"DROP TRIGGER {table}_never_{end} ON {table}" for table in TABLES for end in ends]
    return [f"DROP TRIGGER {table}_never_{end}" for table in TABLES for end in ("changed", "deleted")]


def lay(apps: Any, schema_editor: Any) -> None:
    for statement in statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


def lift(apps: Any, schema_editor: Any) -> None:
    for statement in reverse_statements(schema_editor.connection.vendor):
        schema_editor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [
        ("journal", "0002_anchors"),
    ]

    operations = [
        migrations.RunPython(lay, lift),
    ]
