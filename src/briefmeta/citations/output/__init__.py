"""From a rendered tree to text: punctuation, markup, text case, writers.

``tree.py`` is what elements make and the place to start; ``markup.py`` reads the text of items into it, ``assembly.py``
settles it, ``writers.py`` writes it. Imports ``styles.locales`` for types alone, ``errors`` and ``text``.
"""
