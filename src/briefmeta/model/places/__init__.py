"""Countries (ISO 3166-1) and places of publication. Pure.

Imports ``errors``, ``text`` and ``vocabulary``. Start with ``country.py``.
"""
