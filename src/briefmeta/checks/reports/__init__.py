"""Rules about one report. Start with ``report_titles.py``."""
