"""What the formats written in JSON share: bounded reading, and a report as JSON field by field. Pure.

Imports ``errors``, ``text``, ``handles`` and ``model``. Start with ``json_text.py``.
"""
