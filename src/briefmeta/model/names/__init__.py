"""People and organizations: the values, and reading one name or a line of names. Pure.

Imports ``errors``, ``text`` and ``vocabulary``. Start with ``name.py``.
"""
