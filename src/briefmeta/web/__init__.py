"""What opens a connection or keeps a cache: handles resolved, landing pages read.

``transport`` makes requests safe, ``handles`` resolves one handle or a million with it, ``pages`` reads what handles
lead to. Imports everything but ``files`` and ``cli``. Start with ``handles/resolver.py``.
"""
