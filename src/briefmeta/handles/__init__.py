"""The Handle System as values: a handle, the record of one, the data of its values, its locations. Pure.

Imports ``errors`` and ``text``. Start with ``handle.py``; ``handle_record.py`` is what a proxy answers.
"""
