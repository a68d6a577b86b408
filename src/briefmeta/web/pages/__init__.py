"""Landing pages: read for ``describe`` and ``verify``. Start with ``landing.py``."""
