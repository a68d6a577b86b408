"""MARC 21 bibliographic records.

Imports ``errors``, ``text``, ``model`` and ``formats.xml``. Start with ``marcxml.py``.
"""
