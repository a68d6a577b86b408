"""Requests, made safe: checked addresses and redirects, a deadline, a limit. Start with ``transport.py``."""
