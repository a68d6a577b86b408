"""Formats of a tag and a value a line that are read by way of RIS: Refer and NBIB. Pure.

Imports ``errors``, ``vocabulary``, ``text`` and ``formats.ris``, which knows what a tag means for a type of reference.
Start with ``tagged_records.py``.
"""
