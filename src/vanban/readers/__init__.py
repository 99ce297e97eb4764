"""Bytes to the stored text, the format chosen by content and never by name."""
