"""Unguessable public ids: what stands in addresses instead of database keys. PURE."""

import secrets

PUBLIC_ID_LENGTH = 20


def new_public_id() -> str:
    """A fresh public id: 120 random bits in 20 characters that need no escaping in an address."""
    return secrets.token_urlsafe(15)
