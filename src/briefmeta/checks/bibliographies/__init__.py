"""Rules about reports beside each other, and corrections of their files. Start with ``bibliography.py``."""
