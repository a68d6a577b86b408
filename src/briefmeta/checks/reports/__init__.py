"""Rules about one report: titles, texts, names, dates, origin, language, identifiers. Start with ``report_titles.py``.

Imports ``model`` and the machinery of checks.
"""
