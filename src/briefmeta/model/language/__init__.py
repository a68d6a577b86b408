"""Languages of texts as BCP 47 tags, and the names that people give them. Pure.

Imports ``errors``, ``text`` and ``vocabulary``. Start with ``language_tag.py``.
"""
