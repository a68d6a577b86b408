"""Rules about how a handle is written. Start with ``handle_rules.py``."""
