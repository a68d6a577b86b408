"""MARC 21 bibliographic records: MARCXML is read and written, ISO 2709 is read.

Imports ``errors``, ``vocabulary``, ``text``, ``handles``, ``model`` and its sisters in ``formats``. Start with
``marc_reader.py``, which says what each field is; ``marcxml.py`` and ``iso2709.py`` are the two carriers.
"""
