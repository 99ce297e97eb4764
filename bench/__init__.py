"""Measurements that fail nothing: sizes of the code, speed of the product."""
