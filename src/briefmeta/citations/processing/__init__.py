"""Citations and bibliographies of a document: order, positions, disambiguation, collapsing.

Start with ``processor.py``, or with ``references.py`` for a bibliography alone. Imports every other folder of citations
but ``documents``; touches no file.
"""
