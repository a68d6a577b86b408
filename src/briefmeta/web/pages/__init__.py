"""Landing pages: read for ``describe`` (``description.py``) and ``verify`` (``verification.py``).

Both follow an address with ``retrieval.py``, read what is there with ``landing_page.py``, and compare with
``agreement.py``. Imports everything but ``files`` and ``cli``. Start with ``landing_page.py``.
"""
