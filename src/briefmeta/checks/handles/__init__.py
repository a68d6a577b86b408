"""Rules about how a handle is written; they take a text. Imports ``handles`` and the machinery of checks."""
