"""The rendering elements of CSL, about one file an element, compiled to functions. Start with ``compiler.py``."""
