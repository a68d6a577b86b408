"""Citations and bibliographies: order, positions, disambiguation, collapsing. Start with ``processor.py``."""
