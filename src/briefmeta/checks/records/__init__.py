"""Rules about handle records, and how records that were saved are read for them. Start with ``record_values.py``.

Imports ``handles`` and the machinery of checks.
"""
