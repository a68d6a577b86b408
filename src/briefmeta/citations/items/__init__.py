"""A CSL-JSON item as a style sees it: names, dates, numbers, variables in the note. Start with ``item.py``."""
