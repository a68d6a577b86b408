"""Formats written in YAML: CSL-YAML with pandoc's ``references``, and Hayagriva, the library of typst. Pure.

Imports ``errors``, ``text``, ``model`` and ``formats.csljson``; PyYAML is an extra, imported when a text is read or
written. Start with ``yaml_text.py``.
"""
