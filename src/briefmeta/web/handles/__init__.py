"""Handles resolved through proxies: one or a million, with a cache. Start with ``resolver.py``."""
