"""Characters and words without a meaning of their own: clean, fold, encode. Pure.

Imports only ``errors`` and ``vocabulary``. Start with ``fold.py``, the one way to compare texts, and ``encoding.py``,
the one way from bytes to text.
"""
