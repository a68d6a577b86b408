"""People and organizations: the values, and reading one name or a line of names. Pure.

Imports ``errors``, ``text`` and ``vocabulary``. Start with ``name.py`` for the values and with ``name_reading.py`` for
reading, which goes through these steps:

- ``author_lines.py`` cuts a line into names, of the units of ``author_units.py``; ``organizations_in_lines.py`` puts
  the names of organizations together again; ``one_entity.py`` reads fields that hold one name;
- ``organization_evidence.py`` decides between person and organization, with ``known_organizations.py``;
- ``person_parts.py`` finds family and given name, with ``family_first.py``, and ``beside_names.py`` what is no part;
- ``plain_names.py`` is the quick way for usual names, ``name_words.py`` the vocabulary;
- ``name_explanation.py`` shows which word and which rule decided.
"""
