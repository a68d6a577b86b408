"""What a report is: immutable values, valid once built. Pure.

Imports ``errors``, ``text``, ``vocabulary`` and ``handles``. Start with ``report.py``;
``building.py`` is what every reader fills.
"""
