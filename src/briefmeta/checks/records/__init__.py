"""Rules about handle records. Start with ``record_values.py``."""
