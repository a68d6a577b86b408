"""Dates of publication: the value (EDTF), and reading dates as people write them. Pure.

Imports ``errors``, ``text`` and ``vocabulary``. Start with ``publication_date.py``.
"""
