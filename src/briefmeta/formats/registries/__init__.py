"""The JSON of registries and repositories, read only: DataCite, Crossref, OpenAlex, Zenodo and InvenioRDM, DSpace.

One file each. A reader takes out of a record what a report has a field for; what stays is kept in ``extra`` under
``registry:name``, and the registry's own bookkeeping is left out and told (``registry_record.py``). Imports what
``formats`` may import. Start with ``registry_record.py``.
"""
