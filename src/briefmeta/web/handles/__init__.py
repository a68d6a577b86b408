"""Handles resolved through proxies: one or a million, with a cache.

Imports ``handles`` and ``web.transport``. Start with ``resolver.py``.
"""
