"""Rules about reports beside each other, and about the text of ``.bib`` files, with corrections of it.

Imports ``model``, ``formats.bib`` and the machinery of checks. Start with ``bibliography.py``.
"""
