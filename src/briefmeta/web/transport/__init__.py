"""Requests, made safe: checked addresses and redirects, a deadline, a limit for the answer.

Imports ``errors`` and ``text``, and requests where the first one is made. Start with ``transport.py``.
"""
