"""CSL styles and locales: found, read, merged. Start with ``style.py``."""
