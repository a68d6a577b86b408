"""From a rendered tree to text: punctuation, markup, text case, writers. Start with ``tree.py``."""
